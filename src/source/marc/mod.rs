//! Records of the UN Digital Library in MARCXML, the one form in which a record page gives its votes: one record or a
//! collection of them. What a record holds of a vote stands in its fields, which this module knows by their numbers.

mod fields;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use fields::{Marc, each_record};

use super::cells::ballots::Ballots;
use super::cells::codes::{self, VoteCell};
use super::cells::fields as cells;
use super::cells::who::{Letters, Named};
use super::format::{Context, Fit, Format, Head, Kind, Ledger, Recognised, Shape, SourceError};
use super::undl::{modality, plain_title, without_a_vote};
use crate::record::{Body, Class, Outcome, Record, RollCall, Symbol, Vote};

/// The format of the Library's records in MARCXML.
pub(super) const FORMAT: Format = Format {
    name: "UN Digital Library, voting records (MARCXML)",
    terms: "United Nations Dag Hammarskjöld Library, United Nations Digital Library; non-commercial use with attribution",
    fits,
    read,
};

/// The tags of the fields that hold a vote each: in one system of the Library a tag could be repeated 65 times only.
const VOTES: [&str; 3] = ["967", "968", "969"];
/// The fields of a roll call, each with the places in which a record may have it, the surest first.
const FIELDS: [(&str, &[&str], &[&str]); 7] = [
    ("date", &["269", "992"], &["a"]),
    ("note", &["591"], &["a"]),
    ("stated_yes", &["996"], &["b"]),
    ("stated_no", &["996"], &["c"]),
    ("stated_abstain", &["996"], &["d"]),
    ("stated_non_voting", &["996"], &["e"]),
    ("stated_members", &["996"], &["f"]),
];
/// The subfield of a vote that holds the member's code.
const C: &[&str] = &["c"];
/// The vote.
const D: &[&str] = &["d"];
/// The member's name.
const E: &[&str] = &["e"];
/// The reason for records of documents that tell of no vote.
const NO_VOTE: &str = "records that tell of no vote";
/// What the address of a record begins with.
const RECORD: &str = "https://digitallibrary.un.org/record/";

fn fits(head: &Head, _: &Context<'_>) -> Fit {
    let is_marc = head.shape == Shape::Xml && head.begins.contains("datafield") && head.begins.contains("subfield");
    if is_marc { Fit::Yes } else { Fit::No }
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut ballots = Ballots::new(context.members);
    let mut seen = HashSet::new();
    for one in inputs {
        ballots.source(FORMAT.origin(one), None);
        ballots.who.settle(Some(Letters::Iso), Letters::Iso, ledger);
        each_record(&one.input, |marc| {
            let number = marc.control.trim();
            if !number.is_empty() && !seen.insert(number.to_owned()) {
                ledger.skip("records that stand twice; the first one is read", marc.line, number);
            } else {
                enter(marc, &mut ballots, ledger);
            }
        })?;
    }
    Ok(ballots.builder.finish())
}

/// Enters the roll call of a record.
fn enter(marc: &Marc, ballots: &mut Ballots, ledger: &mut Ledger) {
    let how = marc.first("591", &["a"]).or_else(|| marc.first("590", &["a"])).unwrap_or_default();
    let votes = || marc.fields.iter().filter(|field| VOTES.contains(&field.tag.as_str()));
    if votes().next().is_none() && marc.first("996", &["b"]).is_none() && how.is_empty() {
        return ledger.skip(NO_VOTE, marc.line, marc.first("245", &["a"]).unwrap_or(&marc.control));
    }
    let mut one = RollCall::new(Body::GeneralAssembly);
    for (name, tags, code) in FIELDS {
        let cell = tags.iter().find_map(|tag| marc.first(tag, code)).unwrap_or_default();
        cells::enter(&mut one, name, (cell, marc.line), ballots, ledger);
    }
    symbols(&mut one, marc, ballots, ledger);
    let title: Vec<&str> = marc.of("245").take(1).flat_map(|field| field.texts(&["a", "b", "c"])).collect();
    one.title = ballots.builder.text(plain_title(&title.join(" ")));
    let agenda = marc.of("991").map(|field| field.texts(&["a", "b", "c"]).collect::<Vec<_>>().join(" "));
    let subjects = marc.of("991").flat_map(|field| field.texts(&["d"])).map(ToOwned::to_owned);
    one.agenda = ballots.builder.text(&joined(agenda));
    one.subjects = ballots.builder.text(&joined(subjects));
    one.undl_id = marc.control.trim().parse().ok();
    one.link = one.undl_id.map_or_else(Default::default, |id| ballots.builder.text(&format!("{RECORD}{id}")));
    one.modality = modality(how.split(" - ").next().unwrap_or_default().trim()).unwrap_or_else(|| {
        ledger.enter(Kind::Note, "notes on how was voted that are not known", Some(marc.line), how);
        one.modality
    });
    let id = ballots.begin(one);
    for field in votes() {
        let of = |code| field.texts(code).next().unwrap_or_default();
        let vote = match codes::vote(of(D)) {
            // Who is listed without a vote did not vote.
            Some(VoteCell::Blank) => VoteCell::Cast(Vote::NonVoting),
            Some(vote) => vote,
            None => {
                ledger.skip("unknown vote codes", field.line, format!("{} {}", of(C), of(D)));
                ballots.leave_unknown(id, &[(Named::Words, of(C))]);
                continue;
            }
        };
        let who = [(Named::Words, of(C)), (Named::Words, of(E))];
        if let Some(voter) = ballots.who.voter(&who, field.line, ledger) {
            ballots.enter(id, voter, vote, field.line, ledger);
        }
    }
    without_a_vote(&mut ballots.builder, id, ledger);
}

/// Enters the symbols: what was voted on, and the documents beside it, each by its class.
fn symbols(one: &mut RollCall, marc: &Marc, ballots: &mut Ballots, ledger: &mut Ledger) {
    let voted_on = marc.of("791").flat_map(|field| field.texts(&["a"]));
    let of_document = || marc.of("191").flat_map(|field| field.texts(&["a"]));
    let voted_on: Vec<&str> =
        if marc.first("791", &["a"]).is_some() { voted_on.collect() } else { of_document().collect() };
    let beside = ["952", "993"].into_iter().flat_map(|tag| marc.of(tag)).flat_map(|field| field.texts(&["a"]));
    let mut sorted: [Vec<&str>; 4] = Default::default();
    for (text, is_voted_on) in voted_on.into_iter().map(|text| (text, true)).chain(beside.map(|text| (text, false))) {
        let symbol = text.parse::<Symbol>().ok();
        match symbol.as_ref().map(|symbol| (symbol.is_resolution(), symbol.class())) {
            Some((true, _)) if is_voted_on => sorted[0].push(text),
            // A resolution beside a resolution is another one.
            Some((true, _)) => {}
            Some((false, Class::Draft)) => sorted[1].push(text),
            Some((false, Class::Meeting)) => sorted[2].push(text),
            Some(_) if is_voted_on => sorted[1].push(text),
            Some(_) => sorted[3].push(text),
            None => ledger.enter(Kind::Disagreement, "invalid symbols, left out", Some(marc.line), text),
        }
        if symbol.is_some_and(|symbol| is_voted_on && symbol.body() == Some(Body::SecurityCouncil)) {
            one.body = Body::SecurityCouncil;
        }
    }
    for (name, texts) in ["resolution", "draft", "meeting", "committee_report"].into_iter().zip(&sorted) {
        cells::enter(one, name, (&texts.join("|"), marc.line), ballots, ledger);
    }
    if !one.resolution.is_empty() {
        one.outcome = Some(Outcome::Adopted);
    }
    let symbol = |text| ballots.builder.string(text).split('|').next().and_then(|one| one.parse::<Symbol>().ok());
    let all = [one.resolution, one.draft, one.meeting].map(symbol);
    if all.iter().flatten().next().is_some_and(|first| first.body() == Some(Body::SecurityCouncil)) {
        one.body = Body::SecurityCouncil;
    } else {
        one.session = all.iter().flatten().find_map(Symbol::session);
    }
}

fn joined(texts: impl Iterator<Item = String>) -> String {
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("|")
}

/// Why XML that is no record of the Library is not read, and what is to be had instead.
pub(super) fn refusal(name: &str, head: &Head) -> String {
    let begins = head.begins.to_ascii_lowercase();
    let is_html = begins.starts_with("<!doctype html") || begins.contains("<html") || begins.contains("<body");
    if !is_html {
        let root = fields::root(&head.begins).unwrap_or_else(|| "that cannot be read".to_owned());
        return format!(
            "{name} is XML ({root}), not a record of the UN Digital Library in MARCXML\n  \
             a record's page has its votes behind Export, MARCXML; the whole record is in the Library's CSV: `unvote data fetch undl`"
        );
    }
    let page = begins.split("digitallibrary.un.org/record/").nth(1);
    let number: String = page.unwrap_or_default().chars().take_while(char::is_ascii_digit).collect();
    let what = if !number.is_empty() {
        format!("this page's votes are behind Export, MARCXML: {RECORD}{number}/export/xm, saved as a file")
    } else if begins.contains("digitallibrary.un.org") {
        "open the record of the vote there and take Export, MARCXML; the whole record: `unvote data fetch undl`"
            .to_owned()
    } else {
        "copy the lists of names from it (In favour: ... Against: ... Abstaining: ...) and paste them into\n  \
         unvote data add - --symbol A/RES/81/5 --date 2026-11-27"
            .to_owned()
    };
    format!(
        "{name} is a saved web page (HTML), which is not read\n  {what}\n  \
         a table of votes: open the page in a spreadsheet and save the sheet as CSV UTF-8"
    )
}
