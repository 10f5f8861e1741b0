//! What a browser is told of a page, and its foot.

use super::page::{FLOWING, HASH, SCRIPT, STYLE};
use super::write;
use crate::report::{Block, Report, Section};

fn page(report: &Report<'_>) -> String {
    let mut page = Vec::new();
    write(report, &mut page).unwrap();
    String::from_utf8(page).unwrap()
}

/// SHA-256 by its definition (FIPS 180-4): the constants are the first 32 bits of the fractional parts of the square and cube
/// roots of the first primes.
fn sha256(message: &[u8]) -> Vec<u8> {
    let primes: Vec<u64> = (2..312).filter(|n: &u64| (2..*n).all(|d| !n.is_multiple_of(d))).collect();
    // The root, in units of 2^-32, of `n` to the power of 1 / `power`: the largest whole number whose power is not larger.
    let root = |n: u64, power: u32| {
        let is_less = |root: u128| root.pow(power) <= u128::from(n) << (32 * power);
        (0..36).rev().fold(0_u128, |root, bit| if is_less(root | 1 << bit) { root | 1 << bit } else { root }) as u32
    };
    let mut state: Vec<u32> = primes[..8].iter().map(|n| root(*n, 2)).collect();
    let constants: Vec<u32> = primes[..64].iter().map(|n| root(*n, 3)).collect();
    let mut padded = message.to_vec();
    padded.push(0x80);
    padded.resize((padded.len() + 8).next_multiple_of(64) - 8, 0);
    padded.extend((message.len() as u64 * 8).to_be_bytes());
    for block in padded.chunks(64) {
        let mut w: Vec<u32> = block.chunks(4).map(|four| u32::from_be_bytes(four.try_into().unwrap())).collect();
        for at in 16..64 {
            let (a, b) = (w[at - 15], w[at - 2]);
            let first = a.rotate_right(7) ^ a.rotate_right(18) ^ (a >> 3);
            let second = b.rotate_right(17) ^ b.rotate_right(19) ^ (b >> 10);
            w.push(w[at - 16].wrapping_add(first).wrapping_add(w[at - 7]).wrapping_add(second));
        }
        let mut v = state.clone();
        for at in 0..64 {
            let sum = v[4].rotate_right(6) ^ v[4].rotate_right(11) ^ v[4].rotate_right(25);
            let choice = (v[4] & v[5]) ^ (!v[4] & v[6]);
            let one = v[7].wrapping_add(sum).wrapping_add(choice).wrapping_add(constants[at]).wrapping_add(w[at]);
            let sum = v[0].rotate_right(2) ^ v[0].rotate_right(13) ^ v[0].rotate_right(22);
            let two = sum.wrapping_add((v[0] & v[1]) ^ (v[0] & v[2]) ^ (v[1] & v[2]));
            v.rotate_right(1);
            v[0] = one.wrapping_add(two);
            v[4] = v[4].wrapping_add(one);
        }
        state.iter_mut().zip(v).for_each(|(state, v)| *state = state.wrapping_add(v));
    }
    state.iter().flat_map(|word| word.to_be_bytes()).collect()
}

fn base64(bytes: &[u8]) -> String {
    let letters = [('A', 'Z'), ('a', 'z'), ('0', '9')].iter().flat_map(|(first, last)| *first..=*last);
    let letters: Vec<char> = letters.chain(['+', '/']).collect();
    let three = |three: &[u8]| {
        let bits = three.iter().chain([&0, &0]).take(3).fold(0_u32, |bits, byte| bits << 8 | u32::from(*byte));
        let letter = |at: usize| if at <= three.len() { letters[(bits >> (18 - 6 * at)) as usize & 63] } else { '=' };
        (0..4).map(letter).collect::<String>()
    };
    bytes.chunks(3).map(three).collect()
}

#[test]
fn the_policy_allows_the_script_that_is_there_and_no_other() {
    // The message of FIPS 180-4's example, and the vectors of RFC 4648.
    assert_eq!(sha256(b"abc")[..4], [0xba, 0x78, 0x16, 0xbf]);
    assert_eq!(["f", "fo", "foo"].map(|text| base64(text.as_bytes())), ["Zg==", "Zm8=", "Zm9v"]);
    assert_eq!(base64(&sha256(SCRIPT.as_bytes())), HASH);
    let text = page(&Report::of(Section::default()));
    assert!(text.contains(&format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{HASH}'; img-src data:"
    )));
    // A page without a table to sort has no script, and one with a table has this one.
    assert!(!text.contains("<script"), "{text}");
}

#[test]
fn a_page_loads_nothing_and_its_own_part_is_small() {
    let own = [STYLE, FLOWING, SCRIPT].concat();
    // The style stands on the page as it is: within it nothing is escaped.
    assert!(page(&Report::of(Section::default())).contains(STYLE));
    for loading in ["url(", "@import", "src=", "http:", "https:", "fetch", "</"] {
        assert!(!own.contains(loading), "{loading}");
    }
    assert!(own.len() < 8_000, "{}", own.len());
}

#[test]
fn the_foot_has_notes_what_leads_on_the_sources_and_the_command() {
    let report = Report {
        notes: vec!["As <announced>.".to_owned()],
        next: vec!["unvote show ES-11/8".to_owned()],
        sources: vec!["record 4076673".to_owned()],
        question: "tally ES-11/8".to_owned(),
        ..Report::of(Section::default())
    };
    let expected = "<footer>
<h2>Notes</h2>
<ul>
<li>As &lt;announced&gt;.
</ul>
<h2>Next</h2>
<ul>
<li><code>unvote show ES-11/8</code>
</ul>
<h2>Sources</h2>
<ul>
<li>record <a href=\"https://digitallibrary.un.org/record/4076673\">4076673</a>
</ul>
<p>Made by <code>unvote tally ES-11/8</code></p>
</footer>
";
    let text = page(&report);
    assert!(text.contains(expected), "{text}");
}

#[test]
fn what_a_page_is_called_is_text_too() {
    let hostile = "</title><script>alert(1)</script>";
    let told = Block::Told(hostile.to_owned(), hostile.to_owned());
    let text =
        page(&Report::of(Section { title: hostile.to_owned(), lines: vec![hostile.to_owned()], blocks: vec![told] }));
    assert_eq!((text.matches("<script").count(), text.matches("</title").count()), (0, 1), "{text}");
    let escaped = "&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;";
    assert_eq!(text.matches(escaped).count(), 5, "{text}");
}
