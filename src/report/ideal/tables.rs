//! The tables of ideal points for machines, and their exports: positions, movements, how good a fit is, the parameters of
//! questions, correlations with published positions.

use crate::members::order::distinct;
use std::rc::Rc;

use super::{INTERVAL, bare, hundredths};
use crate::analysis::ideal::{Fit, Movement, Position, Question, session_of, year_of};
use crate::record::{Record, RollCallId, Session};
use crate::report::{Kind, Layout, Names, Report, Spec, columns, roll_call::exported};

const SESSION: Spec = Spec::code(
    "session",
    "such as 79",
    "Regular session; votes of a special session count in the one that had opened last.",
);
const YEAR: Spec = Spec::number("year", "1946 or later", "Calendar year in which the session opened.");
const POSITION: Spec = Spec::decimal(
    "position",
    "standard deviations of all members of all sessions",
    "Ideal point; positive on the side of the United States.",
);
const ERROR: Spec = Spec::decimal(
    "standard_error",
    "as `position`",
    "Its standard error; for the most extreme members 20 to 40% too small.",
);
const VOTES: Spec = Spec::number(
    "votes",
    "roll calls, 1 or more",
    "Votes of the member in the session; with fewer than 10 it says little.",
);

/// One row a member and session.
pub(in crate::report) fn positions<'q>(name: &'static str) -> Layout<'q, &'q Position> {
    const PERCENTILE: Spec = Spec::share(
        "percentile",
        "Share of the members of the session with a lower position, the same half: its own too.",
    );
    const PLACE: Spec = Spec::number("place", "1 or more", "Its place in the session, the highest position first.");
    const OF: Spec = Spec::number("members", "1 or more", "Members with a position in the session.");
    Layout::for_machines(name, "a member in a session")
        // Who it was when the session closed: China's line of the 26th is the People's Republic's, Germany's of the 45th the whole.
        .member_codes(|row: &&Position| row.line, |row, _| Session::Regular(row.session).days().map(|days| days.1))
        .machines(columns::NAME, |row, names| names.name(row.line).into())
        .machines(SESSION, |row, _| row.session.to_string().into())
        .machines(YEAR, |row, _| year_of(row.session).into())
        .machines(POSITION, |row, _| row.position.into())
        .machines(ERROR, |row, _| row.standard_error.into())
        .machines(VOTES, |row, _| row.votes.into())
        .machines(PERCENTILE, |row, _| row.percentile.into())
        .machines(PLACE, |row, _| row.place.0.into())
        .machines(OF, |row, _| row.place.1.into())
}

/// How far members moved.
pub(super) fn movement<'q>() -> Layout<'q, Movement<'q>> {
    const FROM: Spec =
        Spec::code("from_session", "such as 79", "The first of the sessions in which it has a position.");
    const TO: Spec = Spec::code("to_session", "such as 80", "The last of them.");
    const CHANGE: Spec = Spec::decimal(
        "change",
        "as `position`",
        "The position in the last less that in the first; depends on the links.",
    );
    const OF_CHANGE: Spec = Spec::decimal(
        "standard_error",
        "as `position`",
        "Standard error of the change, as if both were estimated apart.",
    );
    const BEYOND: Spec = Spec::flag("beyond_chance", "Whether the change is more than 1.96 standard errors.");
    Layout::new("movement", "a member with positions in two of the sessions, the farthest moved first")
        .when("with `--movement`")
        .column(columns::MEMBER, "", |row: &Movement<'_>, names| names.code(row.to.line).into())
        .column(columns::DISPLAY_NAME, "", |row, names| names.name(row.to.line).into())
        .column(FROM, "from", |row, _| row.from.session.to_string().into())
        .machines(Spec::decimal("from_position", "as `position`", "The position in the first."), |row, _| {
            row.from.position.into()
        })
        .people("from_told", Kind::Decimal, "position", |row, _| bare(row.from).into())
        .column(TO, "to", |row, _| row.to.session.to_string().into())
        .machines(Spec::decimal("to_position", "as `position`", "The position in the last."), |row, _| {
            row.to.position.into()
        })
        .people("to_told", Kind::Decimal, "position", |row, _| bare(row.to).into())
        .machines(CHANGE, |row, _| row.change().into())
        .people("moved", Kind::Decimal, "moved", |row, _| {
            format!("{:+.2} ± {:.2}", hundredths(row.change()), INTERVAL * row.standard_error()).into()
        })
        .machines(OF_CHANGE, |row, _| row.standard_error().into())
        .machines(BEYOND, |row, _| row.is_beyond_chance().into())
}

/// How good a fit is, in one row.
pub(super) fn quality<'q>() -> Layout<'q, &'q Fit> {
    const LIKELIHOOD: Spec = Spec::decimal(
        "log_likelihood",
        "0 or less",
        "Sum of the logarithms of the probabilities of all votes in the fit.",
    );
    const CLASSIFIED: Spec =
        Spec::share("classified", "Share of these votes that are the most probable of yes, abstention and no.");
    const MAJORITY: Spec =
        Spec::share("by_majority", "Share that a guess tells by the largest of the three in each roll call.");
    const APRE: Spec = Spec::decimal("apre", "at most 1", "By what share the fit errs less than that guess.");
    let count = |key, meaning| Spec::number(key, "0 or more", meaning);
    Layout::for_machines("fit", "the fit")
        .machines(count("roll_calls", "Roll calls in the fit."), |row: &&Fit, _| row.size().0.into())
        .machines(count("questions", "Questions that they put: linked roll calls are one."), |row, _| {
            row.size().1.into()
        })
        .machines(count("member_sessions", "Positions."), |row, _| row.positions.len().into())
        .machines(count("votes", "Votes of all members."), |row, _| row.quality.votes.into())
        .machines(LIKELIHOOD, |row, _| row.quality.log_likelihood.into())
        .machines(CLASSIFIED, |row, _| row.quality.classified.into())
        .machines(MAJORITY, |row, _| row.quality.by_majority.into())
        .machines(APRE, |row, _| row.quality.apre.into())
        .machines(count("unanimous", "Roll calls left out as everybody took the same side."), |row, _| {
            row.left_out.unanimous.into()
        })
        .machines(count("parts", "Votes on paragraphs and amendments since 1990 left out."), |row, _| {
            row.left_out.parts.into()
        })
        .machines(count("of_session_19", "Roll calls of the 19th session left out."), |row, _| {
            row.left_out.nineteenth.into()
        })
        .machines(count("undated", "Roll calls left out as neither session nor day is known."), |row, _| {
            row.left_out.undated.into()
        })
        .machines(count("without_roll", "Roll calls left out as no vote of a member is known."), |row, _| {
            row.left_out.no_roll.into()
        })
}

pub(super) fn of_session<'q>() -> Layout<'q, (u16, usize, f64)> {
    const MEMBERS: Spec = Spec::number("members", "10 or more", "Members with a position in both.");
    const R: Spec = Spec::decimal("correlation", "-1 to 1", "Pearson's correlation over these members.");
    Layout::new("against", "a session with at least 10 members in both")
        .when("with `--against`")
        .column(SESSION, "session", |row: &(u16, usize, f64), _| row.0.to_string().into())
        .column(YEAR, "year", |row, _| year_of(row.0).into())
        .column(MEMBERS, "members", |row, _| row.1.into())
        .machines(R, |row, _| row.2.into())
        .people("r", Kind::Decimal, "correlation", |row, _| format!("{:.4}", row.2).into())
}

/// The export of positions; none where there is none.
pub(crate) fn export<'q>(record: &'q Record, fit: &'q Fit, positions: Vec<&'q Position>) -> Option<Report<'q>> {
    let ids: Vec<RollCallId> = fit.roll_calls().collect();
    exported(Names::new(record, false).over(ids.iter().copied()), &ids, self::positions("ideal"), positions.into_iter())
}

/// A roll call with the number of its question, and the question.
type OfRollCall = (RollCallId, usize, Rc<Question>);

/// The export of what each roll call's question is like.
pub(crate) fn export_items<'q>(record: &'q Record, fit: &'q Fit, ids: &'q [RollCallId]) -> Option<Report<'q>> {
    let wanted = distinct(ids.iter().copied());
    let rows = (1..).zip(fit.questions()).flat_map(|(number, question)| {
        let question = Rc::new(question);
        question.roll_calls.clone().into_iter().map(move |id| (id, number, question.clone()))
    });
    exported(Names::new(record, false), ids, items(), rows.filter(move |row| wanted.binary_search(&row.0).is_ok()))
}

pub(in crate::report) fn items<'q>() -> Layout<'q, OfRollCall> {
    const ITEM: Spec =
        Spec::number("item", "1 or more", "Number of the question; roll calls with one number are on the same.");
    const SLOPE: Spec =
        Spec::decimal("discrimination", "", "Slope; positive where those with a high position vote no.");
    const CUTS: [Spec; 2] = [
        Spec::decimal("cut_yes", "", "P(yes) is Phi(cut_yes - discrimination x position)."),
        Spec::decimal(
            "cut_no",
            "",
            "P(no) is Phi(discrimination x position - cut_no); where only two of the three occurred the same as `cut_yes`.",
        ),
    ];
    const COVARIANCES: [(Spec, [usize; 2]); 6] = [
        (Spec::decimal("var_discrimination", "", "Variance of the slope."), [0, 0]),
        (Spec::decimal("cov_discrimination_cut_yes", "", "Covariance of the slope and the first cut."), [0, 1]),
        (Spec::decimal("cov_discrimination_cut_no", "", "Covariance of the slope and the second cut."), [0, 2]),
        (Spec::decimal("var_cut_yes", "", "Variance of the first cut."), [1, 1]),
        (Spec::decimal("cov_cuts", "", "Covariance of the cuts."), [1, 2]),
        (Spec::decimal("var_cut_no", "", "Variance of the second cut."), [2, 2]),
    ];
    const COUNTS: [Spec; 3] = [
        Spec::number("item_yes", "votes, 0 or more", "Votes in favour in all roll calls of the item."),
        Spec::number("item_abstain", "votes, 0 or more", "Abstentions in all of them."),
        Spec::number("item_no", "votes, 0 or more", "Votes against in all of them."),
    ];
    Layout::for_machines("items", "a roll call in the fit, with the parameters of its question")
        .machines(ITEM, |row: &OfRollCall, _| row.1.into())
        .symbol(|row| row.0)
        .undl_id(|row| row.0)
        .date(|row| row.0)
        .machines(SESSION, |row, names| session_of(names.record, row.0).map(|session| session.to_string()).into())
        .machines(SLOPE, |row, _| row.2.discrimination.into())
        .each((0..2).zip(CUTS), |layout, (at, spec): (usize, _)| {
            layout.machines(spec, move |row, _| row.2.cuts[at].into())
        })
        .each(COVARIANCES, |layout, (spec, [a, b])| layout.machines(spec, move |row, _| row.2.covariance[a][b].into()))
        .each((0..3).zip(COUNTS), |layout, (at, spec): (usize, _)| {
            layout.machines(spec, move |row, _| row.2.counts[at].into())
        })
}
