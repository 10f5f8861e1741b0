//! Arbitrary records for the property tests of reading, writing and merging, and what of them must stay the same.

use crate::members::order::InOrder as _;
use std::sync::Arc;

use proptest::prelude::*;

use crate::{
    members::{MemberId, Members},
    record::{
        Body, Date, IntendedVote, Issues, Matter, Modality, Origin, Outcome, Record, RecordBuilder, Roll, RollCall,
        RollCallId, Session, Stated, Vote,
    },
    source::cells::fields::{FIELDS, Value},
};

const SYMBOLS: [&str; 9] = [
    "", "A/RES/ES-11/7", "A/RES/377(V)[A]", "A/RES/79/XX", "A/ES-11/L.10", "A/79/L.6|A/79/L.6/Add.1",
    "S/RES/2774(2025)", "S/PV.9866", "no symbol, \"at all\"",
];

/// Everything that tells one roll call from another, ready to be compared.
#[derive(Debug, PartialEq)]
pub(crate) struct Seen {
    pub fields: Vec<String>,
    pub roll: Roll,
    pub intended: Vec<(MemberId, &'static str, String)>,
    pub origins: Vec<Origin>,
}

/// What a record holds, independent of how it is stored.
pub(crate) fn seen(record: &Record) -> Vec<Seen> {
    record.ids().map(|id| seen_one(record, id)).collect()
}

fn seen_one(record: &Record, id: RollCallId) -> Seen {
    let mut one = record.roll_call(id).clone();
    let field = |value: Option<Value<'_>>| format!("{value:?}");
    let statement = |one: &IntendedVote| (one.member, one.intended.word(), one.source.clone());
    let mut intended: Vec<_> = record.intended(id).iter().map(statement).collect();
    intended.sort();
    let mut origins: Vec<_> = record.origins_of(id).cloned().collect();
    origins.in_order(|a, b| a.name.cmp(&b.name));
    Seen {
        fields: FIELDS.iter().map(|of| field(of.value(|text| record.text(text), &mut one))).collect(),
        roll: *record.roll(id),
        intended,
        origins,
    }
}

fn text() -> impl Strategy<Value = String> {
    "[ -~éЖ|\\\\\"\n]{0,12}".prop_map(|text| text.trim().to_owned())
}

fn number() -> impl Strategy<Value = Option<u16>> {
    proptest::option::of(0_u16..400)
}

fn votes() -> impl Strategy<Value = Vec<(u8, u8)>> {
    proptest::collection::vec((0_u8..190, 0_u8..5), 0..30)
}

fn roll_call() -> impl Strategy<Value = (RollCall, [&'static str; 4], [String; 5])> {
    let symbol = || proptest::sample::select(&SYMBOLS[..]);
    let when = (proptest::option::of((1946_i16..2026, 1_i8..13, 1_i8..29)), 0_u16..30);
    let which = (0_usize..4, 0_usize..3, 0_usize..4, 0_u8..64);
    let flags =
        (any::<bool>(), proptest::option::of(any::<bool>()), proptest::option::of(any::<bool>()), any::<bool>());
    let stated = (number(), number(), number(), number(), number());
    let ids = (proptest::option::of(1_u64..1 << 50), proptest::option::of(any::<u32>()));
    let symbols = [symbol(), symbol(), symbol(), symbol()];
    let texts = [text(), text(), text(), text(), text()];
    (when, which, flags, stated, ids, symbols, texts).prop_map(|(when, which, flags, stated, ids, symbols, texts)| {
        let mut one = RollCall::new(if flags.0 { Body::GeneralAssembly } else { Body::SecurityCouncil });
        one.date = when.0.and_then(|(year, month, day)| Date::new(year, month, day).ok());
        one.session = match when.1 {
            0..10 => None,
            10..20 => Some(Session::Regular(when.1)),
            n => Some(Session::EmergencySpecial(n)),
        };
        (one.matter, one.modality) = (Matter::ALL[which.0], Modality::ALL[which.1]);
        one.outcome = Outcome::ALL.get(which.2).copied();
        one.issues = Issues(which.3);
        (one.two_thirds, one.procedural, one.important) = (flags.1, flags.2, flags.3);
        let (yes, no, abstain, non_voting, members) = stated;
        one.stated = Stated { yes, no, abstain, non_voting, members };
        (one.undl_id, one.rcid) = ids;
        (one, symbols, texts)
    })
}

/// Any record of up to ten roll calls and three sources.
pub(crate) fn record() -> impl Strategy<Value = Record> {
    let statements = proptest::collection::vec((0_u8..190, 0_usize..4, text()), 0..3);
    let one = (roll_call(), votes(), statements, 1_u64..8);
    let origins = [(text(), text()), (text(), text()), (text(), text())];
    (proptest::collection::vec(one, 0..10), origins).prop_map(|(roll_calls, origins)| {
        let mut builder = RecordBuilder::new(Arc::new(Members::embedded()));
        for (i, (edition, terms)) in origins.into_iter().enumerate() {
            let (name, format) = (format!("{i}|.csv"), "a \\ format".to_owned());
            let dates_unreliable_before = Date::new(2004, 1, 1).ok().filter(|_| i == 1);
            builder.origin(Origin { name, format, edition, terms, dates_unreliable_before, ..Origin::default() });
        }
        for ((mut one, symbols, texts), votes, statements, sources) in roll_calls {
            let [resolution, draft, meeting, report] = symbols.map(|symbol| builder.symbols(symbol).0);
            (one.resolution, one.draft, one.meeting, one.committee_report) = (resolution, draft, meeting, report);
            let [title, agenda, subjects, note, link] = texts.map(|text| builder.text(&text));
            (one.title, one.agenda, one.subjects, one.note, one.link) = (title, agenda, subjects, note, link);
            one.sources = sources;
            let mut roll = Roll::default();
            for (member, vote) in votes {
                match Vote::ALL.get(usize::from(vote)) {
                    Some(vote) => {
                        roll.enter(MemberId::new(member), *vote);
                    }
                    None if roll.known().contains(MemberId::new(member)) => {}
                    None => roll.not_known.insert(MemberId::new(member)),
                }
            }
            let id = builder.push(one, roll);
            for (member, vote, source) in statements {
                builder.intend(id, IntendedVote { member: MemberId::new(member), intended: Vote::ALL[vote], source });
            }
        }
        builder.finish()
    })
}
