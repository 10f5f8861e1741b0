//! Columns that several tables share, described once; what only one table has stands there. It computes nothing.

use super::roll_call::{about, numbers, symbol_in_lists};
use super::{Kind, Layout, Look, Names, Spec};
use crate::members::MemberId;
use crate::record::{Date, Numbers, Outcome, RollCallId, Session, Vote};

/// A part of a whole, where there is one.
pub(super) fn share(part: u16, whole: u16) -> Option<f64> {
    (whole > 0).then(|| f64::from(part) / f64::from(whole))
}

/// The word of machine formats for how a vote ended.
pub(super) fn ended(outcome: Option<Outcome>) -> &'static str {
    outcome.map_or("not known", Outcome::word)
}

/// The unit of counts of members.
pub(super) const MEMBERS: &str = "members, 0 or more";
/// The codes of members.
pub(super) const CODES: &str = "ISO 3166-1 alpha-3; former members SUN, YUG, CSK, DDR, YMD, SCG, EAZ";

/// Where a member may have stood in a roll call.
pub(super) const STANDS: &str = "yes, no, abstain, non-voting, not a member";
/// Where a member may have stood in a roll call, if that may be unknown.
pub(super) const STANDS_OR_NOT_KNOWN: &str = "yes, no, abstain, non-voting, not a member, not known";

pub(super) const SYMBOL: Spec =
    Spec::code("symbol", "", "Symbol of the resolution; else of the draft; else of the meeting.");
pub(super) const DRAFT: Spec = Spec::code("draft", "", "Symbol of the draft.");
pub(super) const DATE: Spec = Spec::day("date", "Day of the vote.");
pub(super) const YEAR: Spec =
    Spec::number("year", "1946 or later", "Calendar year of the vote; a session is not a year.");
pub(super) const BODY: Spec = Spec::code("body", "GA, SC", "General Assembly or Security Council.");
/// How a session is written in tables for other programs.
pub(super) const SESSIONS: &str = "such as A/79, A/S-8, A/ES-11";
pub(super) const SESSION: Spec = Spec::code("session", SESSIONS, "Session of the Assembly; empty for the Council.");
pub(super) const MATTER: Spec = Spec::code("matter", "whole text, amendment, paragraph, motion", "What was voted on.");
pub(super) const TITLE: Spec = Spec::text("title", "Title of the text or proposal.");
pub(super) const YES: Spec = Spec::number("yes", MEMBERS, "Members in favour.");
pub(super) const NO: Spec = Spec::number("no", MEMBERS, "Members against.");
pub(super) const ABSTAIN: Spec = Spec::number("abstain", MEMBERS, "Members abstaining.");
pub(super) const NON_VOTING: Spec = Spec::number("non_voting", MEMBERS, "Members that took no part.");
pub(super) const NOT_KNOWN: Spec = Spec::number(
    "not_known",
    MEMBERS,
    "Members whose votes are not known: the numbers beside it are those of the votes that are. Empty where even their number is not known.",
);
pub(super) const IN_ROLL_CALL: Spec =
    Spec::number("members", MEMBERS, "Members of the body in this roll call, where that is known.");
pub(super) const IN_FAVOUR: Spec =
    Spec::share("share_in_favour", "Share in favour of those present and voting; empty when nobody was.");
pub(super) const MARGIN: Spec =
    Spec::number("margin", "votes", "Affirmative votes beyond those needed; negative for votes that were missing.");
pub(super) const OUTCOME: Spec =
    Spec::code("outcome", "adopted, rejected, vetoed, not known", "How it ended, as the source says or by the rule.");
pub(super) const MODALITY: Spec =
    Spec::code("modality", "recorded vote, non-recorded vote, without a vote", "How the decision was taken.");
pub(super) const AGENDA: Spec = Spec::text("agenda", "Agenda item; several are joined by |.");
pub(super) const UNDL_ID: Spec = Spec::number("undl_id", "", "Number of the record in the UN Digital Library.");
pub(super) const RCID: Spec = Spec::number("rcid", "", "Number of the roll call in Erik Voeten's data.");
pub(super) const SOURCE_NAME: Spec =
    Spec::code("source_name", "", "What the source calls the roll call, where that is no symbol: `R/5/235D`.");
pub(super) const ROLL_CALL: Spec = Spec::number(
    "roll_call",
    "1 or more",
    "Number of the roll call in what was read; rows with one number are of one.",
);
pub(super) const MEMBER: Spec = Spec::code("member", CODES, "The member.");
pub(super) const CCODE: Spec = Spec::number(
    "ccode",
    "2 to 990",
    "Its number in the Correlates of War list on that day; 713 in China's seat to 25 October 1971, as in Voeten's data.",
);
pub(super) const ISO_NUMERIC: Spec = Spec::number(
    "iso_numeric",
    "4 to 894",
    "Its ISO 3166-1 numeric code (M49), without zeros before it; empty where it has none.",
);
pub(super) const NAME: Spec = Spec::text("name", "Its name, as people say it.");
pub(super) const DISPLAY_NAME: Spec = Spec::text("name", "Its name; the official one with --official.");
pub(super) const FIRST: Spec = Spec::day("first", "Day of the first vote.");
pub(super) const LAST: Spec = Spec::day("last", "Day of the last vote.");
pub(super) const GROUP: Spec =
    Spec::code("group", "AFR, APG, EEG, GRULAC, WEOG", "Its regional group on the day of the vote.");
pub(super) const VOTE: Spec = Spec::code(
    "vote",
    "yes, no, abstain, non-voting, not known",
    "What the member did; a state that was no member has no row.",
);

const P_YES: Spec = Spec::share("p_yes", "The probability that it votes yes, if it votes.");
const P_ABSTAIN: Spec = Spec::share("p_abstain", "The probability that it abstains, if it votes.");
const P_NO: Spec = Spec::share("p_no", "The probability that it votes no, if it votes.");
pub(super) const PROBABILITIES: [(Spec, &str); 3] = [(P_YES, "yes"), (P_ABSTAIN, "abstain"), (P_NO, "no")];
pub(super) const MOST_PROBABLE: Spec =
    Spec::code("most_probable", "yes, abstain, no", "The most probable vote, the first of equals.");
pub(super) const LAST_TIME: Spec = Spec::code(
    "last_vote",
    "yes, no, abstain, non-voting",
    "What it did the last time on this question; empty where there was none, or that is not known.",
);

pub(super) const P_VOTE: Spec = Spec::share("p_vote", "The probability of what it voted.");

/// The column of a kind of vote.
pub(super) fn of_vote(vote: Vote) -> Spec {
    [YES, NO, ABSTAIN, NON_VOTING][vote as usize].clone()
}

impl<'q, R: 'q> Layout<'q, R> {
    /// Adds the number that tells rows of one roll call from those of another with the same symbol.
    pub(crate) fn roll_call_number(self, id: impl Fn(&R) -> RollCallId + 'q) -> Self {
        self.machines(ROLL_CALL, move |row, _| (id(row).index() + 1).into())
    }

    /// Adds the columns by which machines know the roll call of a row.
    pub(crate) fn of_roll_call(self, id: impl Fn(&R) -> RollCallId + Copy + 'q) -> Self {
        self.symbol(id)
            .machines(DRAFT, move |row, names| names.record.text(names.roll_call(id(row)).draft).into())
            .date(id)
            .machines(BODY, move |row, names| names.roll_call(id(row)).body.code().into())
            .machines(SESSION, move |row, names| names.roll_call(id(row)).session.map(Session::series).into())
            .machines(MATTER, move |row, names| names.roll_call(id(row)).matter.word().into())
            .machines(TITLE, move |row, names| names.record.text(names.roll_call(id(row)).title).into())
    }

    /// Adds the codes of a member or line: the project's, that of the Correlates of War list on a day, ISO's number. Two
    /// letters it has none: R takes Namibia's for a missing value.
    pub(crate) fn member_codes(
        self, member: impl Fn(&R) -> MemberId + Copy + 'q, day: impl Fn(&R, &Names<'q>) -> Option<Date> + 'q,
    ) -> Self {
        self.machines(MEMBER, move |row, names| names.code(member(row)).into())
            .machines(CCODE, move |row, names| names.ccode(member(row), day(row, names)).into())
            .machines(ISO_NUMERIC, move |row, names| names.iso_numeric(member(row)).into())
    }

    /// Adds how many cast each of these votes in the roll call of a row.
    pub(crate) fn cast<const N: usize>(
        self, votes: [Vote; N], numbers: impl Fn(&R, &Names<'q>) -> Numbers + Copy + 'q,
    ) -> Self {
        self.each(votes, |layout, vote| {
            layout.machines(of_vote(vote), move |row, names| numbers(row, names).count(vote).into())
        })
    }

    /// Adds the symbol of the roll call of a row.
    pub(crate) fn symbol(self, id: impl Fn(&R) -> RollCallId + 'q) -> Self {
        self.machines(SYMBOL, move |row, names| names.symbol(id(row)).into())
    }

    /// Adds the day of the roll call of a row.
    pub(crate) fn date(self, id: impl Fn(&R) -> RollCallId + 'q) -> Self {
        self.machines(DATE, move |row, names| names.roll_call(id(row)).date.into())
    }

    /// Adds what sources know the roll call by: its number in the UN Digital Library, and in Voeten's data.
    pub(crate) fn undl_id(self, id: impl Fn(&R) -> RollCallId + Copy + 'q) -> Self {
        self.machines(UNDL_ID, move |row, names| names.roll_call(id(row)).undl_id.into())
            .machines(RCID, move |row, names| names.roll_call(id(row)).rcid.map(u64::from).into())
            .machines(SOURCE_NAME, move |row, names| names.record.source_name(id(row)).into())
    }

    /// Adds day and symbol as people read them in a list, where a roll call without a symbol says so.
    pub(crate) fn day_and_symbol(self, id: impl Fn(&R) -> RollCallId + Copy + 'q) -> Self {
        self.people("day", Kind::Day, "date", move |row, names| names.roll_call(id(row)).date.into()).people(
            "called",
            Kind::Code,
            "symbol",
            move |row, names| symbol_in_lists(names.record, id(row)).into(),
        )
    }

    /// Adds the numbers as people read them in a list.
    pub(crate) fn result(self, id: impl Fn(&R) -> RollCallId + 'q) -> Self {
        self.people("tally", Kind::Code, "result", move |row, names| numbers(names.record, id(row)).into())
    }

    /// Adds the title as people read it in a list.
    pub(crate) fn about(self, id: impl Fn(&R) -> RollCallId + 'q) -> Self {
        self.people("about", Kind::Text, "title", move |row, names| about(names.record, id(row)).into())
            .look(Look::Brief)
    }
}
