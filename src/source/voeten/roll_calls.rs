//! The columns of Erik Voeten's data that belong to the roll call: session, day, resolution, what was voted on, issues.
//! Votes are read elsewhere.

use std::borrow::Cow;

use hashbrown::DefaultHashBuilder;

use super::unres;
use crate::record::{Body, Date, Issues, Matter, Origin, RollCall};
use crate::source::cells::ballots::Ballots;
use crate::source::cells::fields;
use crate::source::cells::numbers::empty;
use crate::source::format::{Columns, Format, Ledger, Recognised, Row};

/// The number of a roll call.
pub(super) const RCID: &[&str] = &["rcid"];
/// The code of a vote.
pub(super) const VOTE: &[&str] = &["vote"];
/// The day before which many dates in the data are not those of the vote, as its codebook says.
pub(super) const DATES_RELIABLE_FROM: Date = jiff::civil::date(2004, 1, 1);

/// Terms of use, with the attribution asked for.
pub(super) const TERMS: &str = "cite: Erik Voeten, Anton Strezhnev and Michael Bailey, United Nations General Assembly Voting Data, Harvard Dataverse, doi:10.7910/DVN/LEJUQZ";
/// What the source is called where it comes under Kaggle's names of columns.
const KAGGLE: &str = "Erik Voeten's roll-call data, as \"United Nations General Assembly Votes\" on Kaggle";

/// The columns that belong to the roll call.
pub(super) const KNOWN: &str =
    "rcid session importantvote date unres amend para short descr yes no abstain year me nu di hr co ec";

/// The columns of Kaggle's "United Nations General Assembly Votes", and what Voeten's file calls them.
const ON_KAGGLE: [(&str, &str); 18] = [
    ("rc_id", "rcid"),
    ("vote_id", "rcid"),
    ("assembly_session", "session"),
    ("state_code", "ccode"),
    ("state_name", "countryname"),
    ("vote_date", "date"),
    ("resolution", "unres"),
    ("amendment", "amend"),
    ("paragraph", "para"),
    ("significant_vote", "importantvote"),
    ("yes_votes", "yes"),
    ("no_votes", "no"),
    ("colonization", "co"),
    ("human_rights", "hr"),
    ("israel_palestine", "me"),
    ("disarmament", "di"),
    ("nuclear_weapons", "nu"),
    ("economic_development", "ec"),
];

/// The columns of a header by the names that Voeten's file has for them.
pub(super) fn named(columns: &Columns) -> Cow<'_, Columns> {
    if columns.find(RCID).is_some() || columns.find(&["vote_id", "rc_id"]).is_none() {
        return Cow::Borrowed(columns);
    }
    let mut columns = columns.clone();
    for (name, ours) in ON_KAGGLE {
        if let Some(at) = columns.find(&[name]).filter(|_| columns.find(&[ours]).is_none()) {
            ours.clone_into(&mut columns.names[at]);
        }
    }
    Cow::Owned(columns)
}

/// The source that an input of Voeten's data is.
pub(super) fn origin(one: &Recognised, format: &Format) -> Origin {
    let head = &named(&one.head.columns);
    let untold = head.find(&["unres"]).is_some() && head.find(&["amend"]).or(head.find(&["para"])).is_none();
    let edition = if untold { Origin::WITHOUT_MATTER } else { "" }.to_owned();
    let origin = Origin { dates_unreliable_before: Some(DATES_RELIABLE_FROM), edition, ..format.origin(one) };
    match one.head.columns.find(RCID) {
        Some(_) => origin,
        None => Origin { format: KAGGLE.to_owned(), terms: TERMS.to_owned(), ..origin },
    }
}

/// Where the columns of the roll call stand.
pub(super) struct Places {
    columns: Columns,
    /// Those of its columns that are read, which say the same in every row of a roll call.
    shared: Vec<usize>,
    hasher: DefaultHashBuilder,
}

impl Places {
    /// The places in a header.
    pub(super) fn new(columns: &Columns) -> Self {
        let read = KNOWN.split(' ').filter(|name| !["rcid", "year"].contains(name));
        let shared = read.filter_map(|name| columns.find(&[name])).collect();
        Self { columns: columns.clone(), shared, hasher: DefaultHashBuilder::default() }
    }

    /// The roll call of a row.
    pub(super) fn roll_call(&self, rcid: u32, row: &Row<'_>, ballots: &mut Ballots, ledger: &mut Ledger) -> RollCall {
        let mut one = RollCall { rcid: Some(rcid), ..RollCall::new(Body::GeneralAssembly) };
        let cell = |name: &str| empty(row.at(self.columns.find(&[name])));
        let unres = unres::read(cell("unres"));
        one.resolution = unres.symbol.map_or(one.resolution, |symbol| ballots.builder.text(&symbol.to_string()));
        one.session = unres.session;
        let session = if one.session.is_none() { cell("session") } else { "" };
        for (name, text) in [("session", session), ("date", cell("date"))] {
            fields::enter(&mut one, name, (text, row.line), ballots, ledger);
        }
        one.matter = match ["amend", "para"].map(|name| fields::is_set(cell(name), row.line, ledger)) {
            [true, _] => Matter::Amendment,
            [false, true] => Matter::Paragraph,
            [false, false] => Matter::WholeText,
        };
        one.important = fields::is_set(cell("importantvote"), row.line, ledger);
        for (code, _) in Issues::NAMES {
            if fields::is_set(cell(code), row.line, ledger) {
                one.issues = one.issues.with(code).unwrap_or(one.issues);
            }
        }
        let [short, descr] = ["short", "descr"].map(cell);
        let (title, more) = if short.is_empty() { (descr, "") } else { (short, descr) };
        let note = [more, &unres.note].into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join("; ");
        one.title = ballots.builder.text(title);
        one.note = ballots.builder.text(&note);
        for (name, column) in [("stated_yes", "yes"), ("stated_no", "no"), ("stated_abstain", "abstain")] {
            fields::enter(&mut one, name, (cell(column), row.line), ballots, ledger);
        }
        one
    }

    /// A digest of what a row says of its roll call.
    pub(super) fn digest(&self, row: &Row<'_>) -> u64 {
        row.digest(self.shared.iter().copied(), &self.hasher)
    }
}
