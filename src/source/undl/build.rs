//! Makes roll calls of the runs of rows that `scan` has read.

use std::sync::Arc;

use hashbrown::HashMap;

use super::layout::{self, Layout};
use super::scan::Run;
use super::titles;
use crate::members::Members;
use crate::record::{
    Body, Class, Entered, Modality, Origin, Outcome, Record, RecordBuilder, Roll, RollCall, RollCallId, Stated, Symbol,
    Text, Vote,
};
use crate::source::cells::{dates, numbers::empty};
use crate::source::format::{DIFFER, Kind, Ledger};

/// What makes two runs one roll call: the Library's number, or symbol and date where it is missing.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Key {
    Number(u64),
    Symbol(Text, String),
}

/// Fills a record from runs.
pub(super) struct Builder {
    record: RecordBuilder,
    known: HashMap<Key, RollCallId>,
}

impl Builder {
    /// An empty record.
    pub(super) fn new(members: Arc<Members>) -> Self {
        Self { record: RecordBuilder::new(members), known: HashMap::new() }
    }

    /// Adds the runs of one file.
    pub(super) fn add(&mut self, origin: Origin, layout: &Layout, runs: Vec<Run>, ledger: &mut Ledger) {
        let origin = self.record.origin(Origin { edition: edition(layout).to_owned(), ..origin });
        let date = layout.columns.find(layout::DATE);
        for run in runs {
            let mut roll_call = self.roll_call(&run, layout, ledger);
            roll_call.sources = 1 << origin;
            let undl_key = roll_call.undl_id.map(Key::Number);
            let key = undl_key.unwrap_or_else(|| Key::Symbol(roll_call.resolution, run.at(date).to_owned()));
            if let Some(&id) = self.known.get(&key) {
                self.join(id, &roll_call, &run, ledger);
            } else {
                let id = self.record.push(roll_call, run.roll);
                self.known.insert(key, id);
            }
        }
    }

    /// The record, once everything is in it.
    pub(super) fn finish(self, ledger: &mut Ledger) -> Record {
        let mut builder = self.record;
        for id in builder.ids() {
            without_a_vote(&mut builder, id, ledger);
        }
        builder.finish()
    }

    /// The roll call that a run of rows is of. The Library lists adopted resolutions only.
    fn roll_call(&mut self, run: &Run, layout: &Layout, ledger: &mut Ledger) -> RollCall {
        let mut one = RollCall { outcome: Some(Outcome::Adopted), ..RollCall::new(Body::GeneralAssembly) };
        let builder = &mut self.record;
        for (field, column) in &layout.fields {
            let cell = empty(run.get(*column));
            match field.name {
                "title" => one.title = builder.text(titles::plain(cell)),
                // What is wrong with these is passed over, or reported below.
                "meeting" | "committee_report" | "date" | "session" => {
                    drop(field.set(cell, layout.order, &mut one, builder));
                }
                _ => field.enter(&mut one, (cell, run.line), layout.order, builder, ledger),
            }
        }
        let resolution = builder.string(one.resolution);
        if layout.columns.find(layout::PERMANENT).is_some() || resolution.starts_with("S/") {
            one.body = Body::SecurityCouncil;
        }
        if one.date.is_none() {
            let date = empty(run.at(layout.columns.find(layout::DATE)));
            let wrong = dates::date(date, layout.order).err().filter(|_| !date.is_empty());
            let reason = wrong.unwrap_or("roll calls without a date");
            ledger.skip(reason, run.line, format!("{resolution} '{date}'"));
        }
        if one.session.is_none() && one.body == Body::GeneralAssembly {
            one.session = resolution.parse().ok().and_then(|symbol: Symbol| symbol.session());
            let session = empty(run.at(layout.columns.find(layout::SESSION)));
            if !session.is_empty() {
                ledger.skip("invalid sessions", run.line, session);
            }
        }
        let (symbol, title) = (builder.string(one.resolution), builder.string(one.title));
        if let Some(told) = titles::number(title)
            && let Ok(Class::Council { number, .. }) = symbol.parse().map(|symbol: Symbol| symbol.class().clone())
            && number != told
        {
            let value = format!("{symbol}: 'Security Council resolution {told}'");
            let reason = "titles that name another resolution than the symbol; the symbol stands";
            ledger.enter(Kind::Disagreement, reason, Some(run.line), value);
        }
        let modality = empty(run.at(layout.columns.find(layout::MODALITY)));
        one.modality = self::modality(modality).unwrap_or_else(|| {
            ledger.skip("words for how a text was adopted that are not known", run.line, modality);
            one.modality
        });
        one
    }

    /// Adds the votes of a run to the roll call that an earlier run has begun.
    fn join(&mut self, id: RollCallId, roll_call: &RollCall, run: &Run, ledger: &mut Ledger) {
        let symbol = self.record.string(roll_call.resolution).to_owned();
        let (old, roll) = self.record.entry(id);
        let same = RollCall { sources: roll_call.sources, ..old.clone() } == *roll_call;
        old.sources |= roll_call.sources;
        let cast = Vote::ALL.into_iter().flat_map(|vote| run.roll.cast(vote).iter().map(move |member| (member, vote)));
        let place = Some(run.line);
        for _ in cast.filter(|(member, vote)| matches!(roll.enter(*member, *vote), Entered::Contradicts(_))) {
            ledger.enter(Kind::Skipped, "rows that contradict an earlier one", place, symbol.clone());
        }
        roll.not_known |= run.roll.not_known - roll.known();
        if !same {
            ledger.enter(Kind::Skipped, DIFFER, place, symbol);
        }
    }
}

/// A decision of the Council without a vote: its members stand as X in older editions, as Y in later ones. None voted.
pub(in crate::source) fn without_a_vote(builder: &mut RecordBuilder, id: RollCallId, ledger: &mut Ledger) {
    let (roll_call, roll) = builder.entry(id);
    let nobody_voted = !roll.non_voting.is_empty() && roll.non_voting == roll.members();
    if roll_call.body == Body::SecurityCouncil && nobody_voted && roll_call.modality == Modality::Recorded {
        roll_call.modality = Modality::WithoutVote;
        let symbol = roll_call.resolution;
        let value = builder.string(symbol).to_owned();
        let reason =
            "resolutions of the Security Council whose members are all listed as non-voting: adopted without a vote";
        ledger.enter(Kind::Corrected, reason, None, value);
    } else if roll_call.modality == Modality::WithoutVote {
        *roll = Roll { non_voting: roll.members(), ..Roll::default() };
        roll_call.stated = Stated { members: roll_call.stated.members, ..Stated::default() };
    }
}

/// How a text was adopted; none for words that are not known.
pub(in crate::source) fn modality(cell: &str) -> Option<Modality> {
    let cell = cell.to_lowercase();
    match cell.strip_prefix("adopted ").unwrap_or(&cell) {
        "" | "vote" | "by vote" | "vote, recorded" | "recorded vote" | "by recorded vote" | "recorded" => {
            Some(Modality::Recorded)
        }
        "without a vote" | "without vote" | "by consensus" | "consensus" | "by acclamation" | "acclamation" => {
            Some(Modality::WithoutVote)
        }
        "vote, non-recorded" | "non-recorded vote" | "by non-recorded vote" | "non-recorded" => {
            Some(Modality::NonRecorded)
        }
        _ => None,
    }
}

/// The edition of a file, by its header.
fn edition(layout: &Layout) -> &'static str {
    let has = |names: &[&str]| layout.columns.find(names).is_some();
    match (has(&["yes", "ms_codes"]), has(layout::NOTE)) {
        (true, _) => "columns of the first edition (2024)",
        (false, true) => "columns as of 2026",
        (false, false) => "columns of 2025",
    }
}
