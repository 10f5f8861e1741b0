//! Takes the ending off titles of the Digital Library.

/// A title without `: resolution / adopted by the General Assembly`, whatever typing errors that ending has.
pub(crate) fn plain(title: &str) -> &str {
    let title = title.trim();
    let ending = ["resolution", "decision"].iter().filter_map(|act| ending_at(title, act)).max();
    ending.map_or(title, |at| title[..at].trim_end_matches([' ', ':', '/', '.', ';']))
}

/// The number of the resolution of the Security Council that a title begins with.
pub(super) fn number(title: &str) -> Option<u32> {
    let begins = "Security Council resolution ";
    let digits = title.get(begins.len()..).filter(|_| title[..begins.len()].eq_ignore_ascii_case(begins))?;
    digits.split(|letter: char| !letter.is_ascii_digit()).next()?.parse().ok()
}

/// Where the last `act` begins, if all that follows it is the ending.
fn ending_at(title: &str, act: &str) -> Option<usize> {
    let bytes = title.as_bytes();
    let at = (0..bytes.len().saturating_sub(act.len() - 1))
        .rev()
        .find(|&at| bytes[at..at + act.len()].eq_ignore_ascii_case(act.as_bytes()))?;
    let after = title.get(at + act.len()..)?;
    let after = after.strip_prefix('s').unwrap_or(after).trim_start();
    let before = title.get(..at)?.trim_end();
    let ends = after.starts_with('/') || after.starts_with("adopted by") || after.is_empty() && before.ends_with(':');
    (ends && !before.is_empty()).then_some(at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_goes_with_its_slips() {
        // Endings as they stand in the UN record.
        for ending in [
            " : resolution / adopted by the General Assembly",
            ": resolution / adopted by the General Assembly",
            " : resolutions / adopted by the General Assembly.",
            " : resolution / by the General Assembly",
            " : resolution adopted by the General Assembly",
            " : resolution / addopted by the General Assembly",
            " resolution / adopted by the General Assembly",
            " : resolution ",
            " : decision / adopted by the General Assembly",
        ] {
            assert_eq!(plain(&format!("The situation in the Middle East{ending}")), "The situation in the Middle East");
        }
    }

    #[test]
    fn a_title_of_the_council_tells_its_number() {
        assert_eq!(number("Security Council resolution 2806 (2025) [on extension of the mandate]"), Some(2806));
        assert_eq!(["Security Council resolution on Korea", "Resolution 5", ""].map(number), [None; 3]);
    }

    #[test]
    fn a_resolution_within_the_title_stays() {
        for title in [
            "Implementation of General Assembly resolution 1514 (XV)",
            "Security Council resolution 2774 (2025) [on imploring a swift end]",
            "Resolution",
            "",
        ] {
            assert_eq!(plain(title), title);
        }
    }
}
