//! Makes roll calls of the runs of rows that `scan` has read. It parses no rows.

use std::sync::Arc;

use hashbrown::HashMap;

use super::super::{Format, Input, Kind, Ledger, dates, numbers};
use super::{
    layout::{self, Layout},
    scan::Run,
    titles,
};
use crate::{
    members::Members,
    record::{
        Body, Entered, Modality, Origin, Outcome, Record, RecordBuilder, Roll, RollCall, RollCallId, Stated, Symbol,
        Text, Vote,
    },
};

/// What makes two runs one roll call: the Library's number, or symbol and date where it is missing.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Number(u64),
    Symbol(Text, String),
}

/// Fills a record from runs.
pub struct Builder {
    record: RecordBuilder,
    known: HashMap<Key, RollCallId>,
}

/// Columns of a file, looked up once.
struct Places {
    undl_id: Option<usize>,
    date: Option<usize>,
    session: Option<usize>,
    symbols: [Option<usize>; 4],
    title: Option<usize>,
    agenda: Option<usize>,
    subjects: Option<usize>,
    note: Option<usize>,
    modality: Option<usize>,
    totals: [Option<usize>; 5],
    link: Option<usize>,
}

impl Places {
    fn new(layout: &Layout) -> Self {
        let at = |names: &[&str]| layout.column(names);
        Self {
            undl_id: at(layout::UNDL_ID),
            date: at(layout::DATE),
            session: at(layout::SESSION),
            symbols: [layout::RESOLUTION, layout::DRAFT, layout::MEETING, layout::COMMITTEE_REPORT].map(at),
            title: at(layout::TITLE),
            agenda: at(layout::AGENDA),
            subjects: at(layout::SUBJECTS),
            note: at(layout::NOTE),
            modality: at(layout::MODALITY),
            totals: [layout::YES, layout::NO, layout::ABSTENTIONS, layout::NON_VOTING, layout::MEMBERS].map(at),
            link: at(layout::LINK),
        }
    }
}

/// A cell of a run; empty where the file has no such column.
fn cell(run: &Run, column: Option<usize>) -> &str {
    column.map_or("", |column| run.get(column))
}

impl Builder {
    /// Nothing yet.
    pub fn new(members: Arc<Members>) -> Self {
        Self { record: RecordBuilder::new(members), known: HashMap::new() }
    }

    /// Adds the runs of a file.
    pub fn add(&mut self, format: &Format, input: &Input, layout: &Layout, runs: Vec<Run>, ledger: &mut Ledger) {
        let edition = edition(layout);
        let (name, terms) = (input.name.clone(), format.terms.to_owned());
        let origin =
            self.record.origin(Origin { name, format: format.name.to_owned(), edition, terms, ..Origin::default() });
        let places = Places::new(layout);
        let council = layout.column(layout::PERMANENT).is_some();
        for run in runs {
            let mut roll_call = self.roll_call(&run, &places, council, ledger);
            roll_call.sources = 1 << origin;
            let undl_key = roll_call.undl_id.map(Key::Number);
            let key = undl_key.unwrap_or_else(|| Key::Symbol(roll_call.resolution, cell(&run, places.date).to_owned()));
            if let Some(&id) = self.known.get(&key) {
                self.join(id, &roll_call, &run, ledger);
            } else {
                let id = self.record.push(roll_call, run.roll);
                self.known.insert(key, id);
            }
        }
    }

    /// The record, once everything is in it.
    pub fn finish(self, ledger: &mut Ledger) -> Record {
        let mut builder = self.record;
        for id in builder.ids() {
            without_a_vote(&mut builder, id, ledger);
        }
        builder.finish()
    }

    fn roll_call(&mut self, run: &Run, places: &Places, council: bool, ledger: &mut Ledger) -> RollCall {
        let place = run.line;
        let symbols = places.symbols.map(|column| self.record.symbols(cell(run, column)));
        let [(resolution, wrong), (draft, wrong_draft), (meeting, _), (committee_report, _)] = symbols;
        for error in [wrong, wrong_draft].into_iter().flatten() {
            ledger.enter(Kind::Disagreement, "symbols that do not parse, kept as they stand", Some(place), error.text);
        }
        let in_council = council || self.record.string(resolution).starts_with("S/");
        let mut roll_call = RollCall::new(if in_council { Body::SecurityCouncil } else { Body::GeneralAssembly });
        roll_call.resolution = resolution;
        roll_call.draft = draft;
        roll_call.meeting = meeting;
        roll_call.committee_report = committee_report;
        roll_call.undl_id = cell(run, places.undl_id).parse().ok();
        let date = cell(run, places.date);
        roll_call.date = dates::date(date);
        if roll_call.date.is_none() {
            let reason = if date.is_empty() { "roll calls without a date" } else { "dates that do not exist" };
            ledger.skip(reason, place, format!("{} '{date}'", self.record.string(resolution)));
        }
        let session = cell(run, places.session);
        roll_call.session = session.parse().ok();
        if roll_call.session.is_none() && !in_council {
            roll_call.session = self.record.string(resolution).parse().ok().and_then(|symbol: Symbol| symbol.session());
            if !session.is_empty() {
                ledger.skip("sessions that are none", place, session);
            }
        }
        roll_call.title = self.record.text(titles::plain(cell(run, places.title)));
        roll_call.agenda = self.record.text(cell(run, places.agenda));
        roll_call.subjects = self.record.text(cell(run, places.subjects));
        roll_call.note = self.record.text(cell(run, places.note));
        roll_call.link = self.record.text(cell(run, places.link));
        roll_call.modality = modality(cell(run, places.modality));
        roll_call.stated = stated(run, places, ledger);
        // The Library lists adopted resolutions only.
        roll_call.outcome = Some(Outcome::Adopted);
        roll_call
    }

    /// Adds the votes of a run to the roll call that an earlier run has begun.
    fn join(&mut self, id: RollCallId, roll_call: &RollCall, run: &Run, ledger: &mut Ledger) {
        let (old, roll) = self.record.entry(id);
        let mut differs = old.clone();
        differs.sources = roll_call.sources;
        let same = differs == *roll_call;
        old.sources |= roll_call.sources;
        let mut contradictions = 0_usize;
        for vote in Vote::ALL {
            for member in run.roll.cast(vote).iter() {
                contradictions += usize::from(matches!(roll.enter(member, vote), Entered::Contradicts(_)));
            }
        }
        roll.not_known |= run.roll.not_known - roll.known();
        let symbol = self.record.string(roll_call.resolution).to_owned();
        let place = Some(run.line);
        for _ in 0..contradictions {
            ledger.enter(Kind::Skipped, "rows that contradict an earlier one", place, symbol.clone());
        }
        if !same {
            ledger.enter(Kind::Disagreement, "rows of one roll call that differ in its columns", place, symbol);
        }
    }
}

/// A decision of the Council without a vote: its members stand as X in older editions, as Y in later ones. None voted.
fn without_a_vote(builder: &mut RecordBuilder, id: RollCallId, ledger: &mut Ledger) {
    let (roll_call, roll) = builder.entry(id);
    let nobody_voted = !roll.non_voting.is_empty() && roll.non_voting == roll.members();
    if roll_call.body == Body::SecurityCouncil && nobody_voted && roll_call.modality == Modality::Recorded {
        roll_call.modality = Modality::WithoutVote;
        let symbol = roll_call.resolution;
        let value = builder.string(symbol).to_owned();
        let reason =
            "resolutions of the Security Council whose members all stand as non-voting: adopted without a vote";
        ledger.enter(Kind::Corrected, reason, None, value);
    } else if roll_call.modality == Modality::WithoutVote {
        *roll = Roll { non_voting: roll.members(), ..Roll::default() };
        roll_call.stated = Stated { members: roll_call.stated.members, ..Stated::default() };
    }
}

fn modality(cell: &str) -> Modality {
    match cell.to_ascii_lowercase().as_str() {
        "without a vote" | "without vote" => Modality::WithoutVote,
        "vote, non-recorded" | "non-recorded" => Modality::NonRecorded,
        _ => Modality::Recorded,
    }
}

fn stated(run: &Run, places: &Places, ledger: &mut Ledger) -> Stated {
    let mut number = |column| {
        let text = cell(run, column);
        let count = numbers::count(text);
        if count.is_none() && !text.is_empty() {
            ledger.skip("totals that are no numbers", run.line, text);
        }
        count
    };
    let [yes, no, abstain, non_voting, members] = places.totals.map(&mut number);
    Stated { yes, no, abstain, non_voting, members }
}

/// The edition that a header tells.
fn edition(layout: &Layout) -> String {
    let first = layout.column(&["yes"]).is_some() || layout.column(&["ms_codes"]).is_some();
    let notes = layout.column(layout::NOTE).is_some();
    let edition = if first {
        "columns of the first edition (2024)"
    } else if notes {
        "columns as of 2026"
    } else {
        "columns of 2025"
    };
    edition.to_owned()
}
