//! How members voted in several roll calls side by side: a grid for people, one row for each vote for machines.

use super::{
    Documented, Kind, Layout, Look, Names, Report, Section, Spec, Value, columns, roll_call::sources_of, words,
};
use crate::analysis::grid::Row;
use crate::record::{Date, Position, Record, RollCallId, Vote};

/// The most roll calls whose votes are shown as words; with more, votes are letters.
const IN_WORDS: usize = 4;
/// The most roll calls side by side: with turned labels and a score they fit 60 columns.
const SIDE_BY_SIDE: usize = 16;

/// The grid of these rows, in their order; `agree` as for [`crate::analysis::grid::rows`].
pub(crate) fn report<'q>(
    record: &'q Record, ids: &'q [RollCallId], rows: &'q [Row], agree: &'q [Option<Vote>], official: bool,
) -> Report<'q> {
    let names = Names::new(record, official).over(ids.iter().copied());
    let scored = agree.iter().any(Option::is_some);
    let title = format!("{} in {}", words::count(rows.len(), "member"), words::roll_calls(ids.len()));
    let mut section = Section { title, ..Section::default() };
    if ids.len() > 1 {
        let changed = rows.iter().filter(|row| row.has_changed()).count();
        let changed = if changed == 0 { "None".to_owned() } else { changed.to_string() };
        section.lines.push(format!("{changed} of them took more than one position."));
    }
    if ids.len() > IN_WORDS {
        section.lines.push("Y yes, N no, A abstaining, X non-voting, ? not known, - no member".to_owned());
    }
    for first in (0..ids.len()).step_by(SIDE_BY_SIDE) {
        let labels = (first..ids.len()).take(SIDE_BY_SIDE).map(|at| (at, label(record, ids[at])));
        let layout = side_by_side(labels, ids.len() <= IN_WORDS, scored);
        section.blocks.push(layout.block(names, rows.iter().collect()));
    }
    let places = |row| (0..ids.len()).map(move |at| (row, at));
    section.blocks.push(tidy(ids, agree).block(names, rows.iter().flat_map(places).collect()));
    let agreed = ids.iter().copied().zip(agree.iter().copied()).collect();
    section.blocks.push(legend(scored).block(names, agreed));
    let mut report = Report::of(section);
    if scored {
        let note = "The score is the share of votes that agree, of the yes, no and abstentions cast where a vote counts as \
                    agreement; non-voting counts neither way.";
        report.note(note.to_owned());
    }
    sources_of(record, ids, &mut report);
    report
}

/// A symbol without the prefix of resolutions: `ES-11/7` for `A/RES/ES-11/7`.
fn short(symbol: &str) -> &str {
    let resolution = symbol.strip_prefix("A/RES/").or_else(|| symbol.strip_prefix("S/RES/"));
    match resolution.unwrap_or(symbol) {
        "" => "(none)",
        short => short,
    }
}

/// The heading of a roll call in lines, its symbol above its day: `ES-11/7`, `24 Feb`, `2025`.
fn label(record: &Record, id: RollCallId) -> String {
    let day = |day: Date| format!("\n{}\u{a0}{}\n{}", day.day(), &words::month(day)[..3], day.year());
    let day = record.roll_call(id).date.map_or_else(String::new, day);
    format!("{}{day}", short(record.symbol(id)))
}

/// The table for people: members in rows, roll calls in columns.
fn side_by_side<'q>(
    labels: impl Iterator<Item = (usize, String)>, in_words: bool, scored: bool,
) -> Layout<'q, &'q Row> {
    let layout =
        Layout::<&Row>::for_people("side_by_side", "a member")
            .people("name", Kind::Text, "member", |row, names| names.name(row.member).into());
    let layout = layout.each(labels, |layout, (at, label)| {
        layout
            .people("vote", Kind::Code, label, move |row, _| spoken(row.positions[at], in_words).into())
            .look(Look::Vote)
    });
    if !scored {
        return layout;
    }
    layout.people("score", Kind::Share, "score", |row, _| row.score.share().into()).people(
        "score_votes",
        Kind::Number,
        "of",
        |row, _| row.score.of.into(),
    )
}

/// A position as people read it in a narrow column: a word or a letter; empty for no member.
fn spoken(position: Position, in_words: bool) -> String {
    match position {
        Position::Voted(vote) if !in_words => vote.letter().to_string(),
        Position::Voted(Vote::NonVoting) => Vote::NonVoting.word().to_owned(),
        Position::Voted(vote) => vote.word().to_owned(),
        Position::NotKnown => "?".to_owned(),
        Position::NotMember => String::new(),
    }
}

/// The legend below the grid: each roll call, and which vote counts as agreement.
fn legend<'q>(scored: bool) -> Layout<'q, (RollCallId, Option<Vote>)> {
    let layout = Layout::<(RollCallId, Option<Vote>)>::for_people("legend", "a roll call")
        .people("called", Kind::Code, "symbol", |row, names| short(names.symbol(row.0)).into())
        .people("day", Kind::Day, "date", |row, names| names.roll_call(row.0).date.into());
    let layout = if scored {
        layout.people("agree", Kind::Code, "agrees", |row, _| row.1.map(Vote::word).into())
    } else {
        layout
    };
    layout.result(|row| row.0).about(|row| row.0)
}

/// The table for machines: one row for each member and roll call.
fn tidy<'q>(ids: &'q [RollCallId], agree: &'q [Option<Vote>]) -> Layout<'q, (&'q Row, usize)> {
    const MEMBER: Spec = Spec::code(
        "member",
        columns::CODES,
        "The line: a member, with the votes that were cast before it for its seat.",
    );
    const VOTE: Spec =
        Spec::code("vote", "yes, no, abstain, non-voting, not known, not a member", "Its recorded vote.");
    const AGREES: Spec = Spec::flag(
        "agrees",
        "Whether it is the vote that --agree names; empty where none is named or no yes, no or abstention was cast.",
    );
    const SCORE: Spec = Spec::share("score", "Votes that agree, of score_votes; the same in all rows of a member.");
    const OF: Spec = Spec::number("score_votes", "votes", "Its yes, no and abstentions where --agree names a vote.");
    Layout::<(&Row, usize)>::for_machines("grid", "a member and roll call, the members in the order of --sort")
        .roll_call_number(|row| ids[row.1])
        .of_roll_call(|row| ids[row.1])
        .machines(MEMBER, |row, names| names.code(row.0.member).into())
        .machines(columns::DISPLAY_NAME, |row, names| names.name(row.0.member).into())
        .machines(VOTE, |row, _| row.0.positions[row.1].word().into())
        .machines(AGREES, |row, _| match (row.0.positions[row.1], agree[row.1]) {
            (Position::Voted(vote), Some(agree)) if vote != Vote::NonVoting => (vote == agree).into(),
            _ => Value::Missing,
        })
        .machines(SCORE, |row, _| row.0.score.share().into())
        .machines(OF, |row, _| row.0.score.of.into())
}

/// The documentation of the command.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "grid",
    answers: "Several roll calls side by side: people see members in rows and roll calls in columns, machines the same as rows.",
    examples: &["grid ES-11/6 ES-11/7 ES-11/8 --members US --agree ES-11/7=no,ES-11/8=yes"],
    tables: || vec![tidy(&[], &[]).doc()],
};
