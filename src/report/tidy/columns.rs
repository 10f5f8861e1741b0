//! Every column of the tidy tables, described once: `docs/columns.md` is held against it. It computes nothing.

use super::{Described, Kind};

const fn described(key: &'static str, kind: Kind, unit: &'static str, meaning: &'static str) -> Described {
    Described { key, kind, unit, meaning }
}

const COUNT: &str = "members, 0 or more";

/// Every column of every tidy table; a name means the same wherever it stands.
pub const COLUMNS: &[Described] = &[
    described("symbol", Kind::Code, "", "Symbol of the resolution; else of the draft; else of the meeting."),
    described("draft", Kind::Code, "", "Symbol of the draft."),
    described("date", Kind::Day, "", "Day of the vote."),
    described("year", Kind::Number, "1946 or later", "Calendar year of the vote; a session is not a year."),
    described("body", Kind::Code, "GA, SC", "General Assembly or Security Council."),
    described("session", Kind::Code, "such as 79, S-8, ES-11", "Session of the Assembly; empty for the Council."),
    described("matter", Kind::Code, "whole text, amendment, paragraph, motion", "What was voted on."),
    described("title", Kind::Text, "", "Title of the text or proposal."),
    described("yes", Kind::Number, COUNT, "Members in favour."),
    described("no", Kind::Number, COUNT, "Members against."),
    described("abstain", Kind::Number, COUNT, "Members abstaining."),
    described("non_voting", Kind::Number, COUNT, "Members that took no part."),
    described("members", Kind::Number, COUNT, "Members of the body in this roll call."),
    described("present_and_voting", Kind::Number, COUNT, "In favour and against together (rule 86)."),
    described(
        "share_in_favour",
        Kind::Decimal,
        "0 to 1",
        "Share in favour of those present and voting; empty when nobody was.",
    ),
    described(
        "majority",
        Kind::Code,
        "simple, two thirds, council, council, procedural",
        "The majority that was needed.",
    ),
    described("needed", Kind::Number, "votes", "Affirmative votes needed."),
    described(
        "margin",
        Kind::Number,
        "votes",
        "Affirmative votes beyond those needed; negative for votes that were missing.",
    ),
    described("two_thirds_reached", Kind::Flag, "", "Whether two thirds of those present and voting were in favour."),
    described("outcome", Kind::Code, "adopted, rejected, vetoed", "How it ended, as the source says or by the rule."),
    described(
        "modality",
        Kind::Code,
        "recorded vote, non-recorded vote, without a vote",
        "How the decision was taken.",
    ),
    described(
        "counted",
        Kind::Flag,
        "",
        "Whether the numbers were counted from members' votes, not only stated by the source.",
    ),
    described("vetoes", Kind::Members, "", "Permanent members whose vote against was a veto."),
    described("against", Kind::Members, "", "Members against."),
    described("undl_id", Kind::Number, "", "Number of the record in the UN Digital Library."),
    described(
        "member",
        Kind::Code,
        "ISO 3166-1 alpha-3; former members SUN, YUG, CSK, DDR, YMD, SCG, EAZ",
        "The member.",
    ),
    described("name", Kind::Text, "", "Its name, as people say it."),
    described("group", Kind::Code, "AFR, APG, EEG, GRULAC, WEOG", "Its regional group on the day of the vote."),
    described(
        "vote",
        Kind::Code,
        "yes, no, abstain, non-voting, not known",
        "What the member did; a state that was no member has no row.",
    ),
    described(
        "position",
        Kind::Number,
        "-1, 0, 1",
        "The vote as a number: yes 1, abstain 0, no -1; empty for any other.",
    ),
    described("member_a", Kind::Code, "ISO 3166-1 alpha-3", "The first member of a pair."),
    described("member_b", Kind::Code, "ISO 3166-1 alpha-3", "The second member of a pair."),
    described("common_votes", Kind::Number, "roll calls", "Roll calls in which both voted yes, abstained or voted no."),
    described("same", Kind::Number, "roll calls", "Of the common votes, those with the same position."),
    described("one_step", Kind::Number, "roll calls", "Of the common votes, those in which one of the two abstained."),
    described("opposite", Kind::Number, "roll calls", "Of the common votes, yes against no."),
    described("identical", Kind::Decimal, "0 to 1", "Share of the common votes with the same position."),
    described("lijphart", Kind::Decimal, "0 to 1", "Index of agreement (Lijphart 1963): one step counts half."),
    described(
        "votes_only",
        Kind::Decimal,
        "0 to 1",
        "Voting coincidence: the same of those in which neither abstained; empty when there is none.",
    ),
    described("s", Kind::Decimal, "-1 to 1", "S (Signorino and Ritter 1999)."),
    described("pi", Kind::Decimal, "up to 1", "Scott's pi (Häge 2011, equation 10); empty when its denominator is 0."),
    described(
        "kappa",
        Kind::Decimal,
        "up to 1",
        "Cohen's kappa (Häge 2011, equation 11); empty when its denominator is 0.",
    ),
    described("cast_yes", Kind::Number, "votes, 0 or more", "Votes of the member in favour in the year."),
    described("cast_no", Kind::Number, "votes, 0 or more", "Votes of the member against in the year."),
    described("cast_abstain", Kind::Number, "votes, 0 or more", "Abstentions of the member in the year."),
    described(
        "absent",
        Kind::Number,
        "roll calls, 0 or more",
        "Roll calls of the year in which the member took no part.",
    ),
    described(
        "not_known",
        Kind::Number,
        "roll calls, 0 or more",
        "Roll calls of the year in which its vote is not known.",
    ),
    described(
        "participation",
        Kind::Decimal,
        "0 to 1",
        "Share of the roll calls in which it voted or abstained, of those in which its vote is known.",
    ),
    described("compared", Kind::Number, "votes, 0 or more", "Its votes in which the others had a plurality."),
    described(
        "with_majority",
        Kind::Decimal,
        "0 to 1",
        "Share of these with the plurality of the others; empty when there is none.",
    ),
    described(
        "with_majority_low",
        Kind::Decimal,
        "0 to 1",
        "Lower end of the 95% interval of that share (Wilson 1927).",
    ),
    described(
        "with_majority_high",
        Kind::Decimal,
        "0 to 1",
        "Upper end of the 95% interval of that share (Wilson 1927).",
    ),
    described("alone", Kind::Number, "votes, 0 or more", "Its votes that nobody else shared."),
];
