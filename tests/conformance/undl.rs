//! The UN Digital Library's files against its record pages, vote by vote, where those lie beside the project.

use std::collections::{BTreeMap, HashMap};

use unvote::{
    members::MemberId,
    record::{Body, Modality, Outcome, Position, Record, RollCallId, Symbol, Vote},
    source::{Kind, Loaded},
};

use super::{CODES, LAYOUT_2024, LAYOUT_2025, LAYOUT_2026, PAGES, Page, WITH_SLIPS};

/// Everything that is told of a load: kind, reason, count.
fn account(loaded: &Loaded) -> Vec<(Kind, &str, u64)> {
    loaded.ledger.entries().iter().map(|entry| (entry.kind, entry.reason.as_str(), entry.count)).collect()
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn every_symbol_of_the_record_parses_and_prints_back() {
    assert_eq!(PAGES.len(), 10_169);
    let (mut none, mut spelled_otherwise) = (Vec::new(), Vec::new());
    for page in PAGES.iter() {
        let Ok(symbol) = page.symbol.parse::<Symbol>() else {
            none.push(page.symbol.as_str());
            continue;
        };
        let printed = symbol.to_string();
        assert_eq!(printed.parse::<Symbol>().as_ref(), Ok(&symbol), "{}", page.symbol);
        let bare = |text: &str| text.replace(['[', ']', ' '], "").to_uppercase();
        if bare(&printed) != bare(&page.symbol) {
            spelled_otherwise.push((page.symbol.as_str(), printed));
        }
    }
    // The placeholder, and a page that says it has none.
    assert_eq!(none, ["A/RES/79/XX", "N/A"]);
    // Arabic session numbers in brackets where the United Nations prints Roman ones, and a slash too many.
    let printed: Vec<(&str, &str)> =
        spelled_otherwise.iter().map(|(page, printed)| (*page, printed.as_str())).collect();
    assert_eq!(printed.last(), Some(&("A/RES/36//235IX", "A/RES/36/235IX")));
    let (special, rest): (Vec<_>, Vec<_>) = printed.iter().partition(|(page, _)| page.contains("(S-"));
    assert_eq!((special.len(), rest.len()), (8, 1));
    assert!(special.iter().all(|(page, printed)| page.replace("S-1)", "S-I)").replace("S-2)", "S-II)") == *printed));
}

/// How a page's vote reads: the letter before the name, in any case; the name alone is non-voting.
fn read<'p>(vote: &'p str, codes: &BTreeMap<String, String>) -> (&'p str, Option<Vote>) {
    if codes.contains_key(vote) {
        return (vote, Some(Vote::NonVoting));
    }
    let (letter, name) = vote.split_once(' ').expect("a letter and a name");
    let vote = Vote::ALL.into_iter().find(|vote| letter.eq_ignore_ascii_case(&vote.letter().to_string()));
    (name, vote)
}

/// The recorded votes of the record that have no roll.
const NO_ROLL: [&str; 3] = ["A/RES/39/28A", "A/RES/39/28B", "A/RES/43/62"];

/// Holds a record against the pages: every roll call, every member's vote, day, symbol, meeting and title.
fn hold(record: &Record, pages: &[Page], codes: &BTreeMap<String, String>, not_known: u64) {
    let by_number: HashMap<u64, RollCallId> =
        record.ids().filter_map(|id| Some((record.roll_call(id).undl_id?, id))).collect();
    let (mut votes, mut unread, mut without_roll, mut roll_calls) = (0_u64, 0_u64, 0_u64, 0_usize);
    for page in pages.iter().filter(|page| !page.votes.is_empty()) {
        let id = by_number[&page.undl_id];
        roll_calls += 1;
        facts(record, id, page);
        let members = record.members();
        let mut seats: HashMap<MemberId, Vote> = HashMap::new();
        for vote in &page.votes {
            let (name, vote) = read(vote, codes);
            let member = members.by_code(&codes[name]).expect("a member");
            match (record.roll(id).position(member), vote) {
                (Position::Voted(found), Some(vote)) => {
                    assert_eq!(found, vote, "{} {name}", page.symbol);
                    seats.insert(member, vote);
                }
                (Position::NotKnown, None) => unread += 1,
                // Of 31 December 1991: the page writes USSR, whose seat Russia held from 24 December on.
                (Position::NotMember, Some(vote))
                    if (page.symbol.as_str(), &*codes[name]) == ("S/RES/725(1991)", "SUN") =>
                {
                    let russia = members.by_code("RUS").expect("a member");
                    assert_eq!(record.roll(id).position(russia), Position::Voted(vote), "{}", page.symbol);
                    seats.insert(russia, vote);
                }
                (Position::NotKnown, Some(Vote::NonVoting)) if NO_ROLL.contains(&page.symbol.as_str()) => {
                    without_roll += 1;
                }
                (found, vote) => panic!("{} {name}: {found:?} for {vote:?}", page.symbol),
            }
            votes += 1;
        }
        assert_eq!(record.roll(id).known().len(), seats.len(), "{}", page.symbol);
    }
    assert_eq!((record.len(), roll_calls), (8508, 8508));
    // Three recorded votes have no roll: 159 members each stand as non-voting.
    assert_eq!((votes, unread, without_roll), (947_874 + 41_288, not_known, 3 * 159));
}

fn facts(record: &Record, id: RollCallId, page: &Page) {
    let one = record.roll_call(id);
    let symbol = page.symbol.parse::<Symbol>().map_or_else(|_| page.symbol.clone(), |symbol| symbol.to_string());
    assert_eq!(record.text(one.resolution), symbol);
    assert_eq!(one.body.code(), page.body, "{symbol}");
    assert_eq!(one.date.map_or(String::new(), |date| date.to_string()), page.date, "{symbol}");
    let meetings: Vec<String> = page
        .meeting
        .split('|')
        .map(|one| one.parse().map_or_else(|_| one.trim().to_owned(), |s: Symbol| s.to_string()))
        .collect();
    assert_eq!(record.text(one.meeting), meetings.join("|"), "{symbol}");
    let title = record.text(one.title);
    assert!(page.title.trim().starts_with(title), "{symbol}: {title}");
    assert_eq!(one.outcome, Some(Outcome::Adopted));
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn all_three_layouts_load_to_the_record_of_the_pages_vote_by_vote() {
    // The tool writes AN, which stands once in the record, as A.
    let pages: Vec<Page> = PAGES.iter().map(as_the_tool_writes).collect();
    for (layout, loaded) in [("2024", &LAYOUT_2024), ("2025", &LAYOUT_2025), ("2026", &LAYOUT_2026)] {
        let record = &loaded.record;
        let of = |body| record.ids().filter(|id| record.roll_call(*id).body == body).count();
        assert_eq!((of(Body::GeneralAssembly), of(Body::SecurityCouncil)), (5697, 2811), "{layout}");
        hold(record, &pages, &CODES, 0);
        let without = |id: &RollCallId| record.roll_call(*id).modality == Modality::WithoutVote;
        assert_eq!(record.ids().filter(without).count(), 42, "{layout}");
        let odd = loaded
            .ledger
            .entries()
            .iter()
            .find(|entry| entry.reason.starts_with("recorded votes in which every member"));
        let odd = odd.expect("the three resolutions").examples.iter().map(|example| example.value.as_str());
        assert_eq!(odd.collect::<Vec<_>>(), NO_ROLL);
        let titles = loaded.ledger.entries().iter().find(|entry| entry.reason.starts_with("titles that name another"));
        let titles = titles.expect("titles of the Council");
        assert_eq!((titles.count, titles.examples[0].value.split(':').next()), (16, Some("S/RES/1127(1997)")));
        assert_eq!(loaded.ledger.skipped(), 0, "{layout}: {:?}", account(loaded));
        assert!(record.size() < 12 << 20, "{} bytes", record.size());
    }
}

fn as_the_tool_writes(page: &Page) -> Page {
    let votes =
        page.votes.iter().map(|vote| vote.strip_prefix("AN ").map_or_else(|| vote.clone(), |name| format!("A {name}")));
    Page {
        votes: votes.collect(),
        body: page.body.clone(),
        symbol: page.symbol.clone(),
        date: page.date.clone(),
        meeting: page.meeting.clone(),
        title: page.title.clone(),
        ..*page
    }
}

#[test]
#[ignore = "needs the real files in ../shared/data"]
fn slips_of_the_pages_are_read_or_reported_and_never_guessed() {
    let loaded = &*WITH_SLIPS;
    let stray = PAGES.iter().flat_map(|page| &page.votes).filter(|vote| read(vote, &CODES).1.is_none()).count();
    hold(&loaded.record, &PAGES, &CODES, stray as u64);
    let account = account(loaded);
    println!("{account:?}");
    let count =
        |reason: &str| account.iter().filter(|(_, found, _)| *found == reason).map(|(.., count)| count).sum::<u64>();
    // 49 lower-case and stray codes, as the folder's README counts them.
    assert_eq!(count("vote codes in lower case") + count("unknown vote codes"), 49);
    assert_eq!(count("unknown vote codes"), stray as u64);
}
