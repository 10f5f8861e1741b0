//! Briefs: a vote, a member, a topic or a session told in sentences, each with the command whose answer has its figures.
//! Sentences are built from figures by rule; where the votes that one rests on are not known, it is not said.

mod beside;
pub(crate) mod member;
pub(crate) mod period;
mod phrases;
pub(crate) mod vote;

pub(crate) use beside::MOST;

use super::roll_call::short;
use super::words::quoted;
use super::{Block, Documented, Layout, Names, Report, Section, Spec, Tone};
use super::{apart, history, recurring, standing, surprise_rows, tally};
use crate::record::{Found, Record, RollCallId, Vote};
use crate::report::Audience;
use std::fmt::Display;

/// A sentence of a brief, or several that rest on the same figures.
struct Said {
    about: String,
    part: String,
    text: String,
    command: String,
}

/// A brief as it grows, part by part.
struct Brief<'q> {
    /// What it is about: a symbol, a code, words.
    about: String,
    /// The options that name the files or the store, behind each command.
    data: String,
    sections: Vec<Section<'q>>,
    said: Vec<Said>,
}

impl<'q> Brief<'q> {
    /// A brief with its heading.
    fn new(heading: Section<'q>, about: String, data: &str) -> Self {
        Self { about, data: data.to_owned(), sections: vec![heading], said: Vec::new() }
    }

    /// Opens a part; one in which nothing is said is left out.
    fn part(&mut self, title: impl Into<String>) {
        self.sections.push(Section { title: title.into(), ..Section::default() });
    }

    fn block(&mut self, block: Block<'q>) {
        if let Some(section) = self.sections.last_mut() {
            section.blocks.push(block);
        }
    }

    /// Says something, with the command that shows its figures; nothing where there is nothing to say.
    fn tell(&mut self, text: impl Into<String>, command: &str) {
        let text = text.into();
        if text.is_empty() {
            return;
        }
        let command = self.say(text.clone(), command);
        // Of paragraphs that rest on the same figures the last one has the command.
        if let Some(last) = self.sections.last_mut().and_then(|section| section.blocks.last_mut())
            && let Block::Told(before, same) = last
            && *same == command
        {
            *last = Block::Text(std::mem::take(before));
        }
        self.block(Block::Told(text, command));
    }

    /// Says how it ended.
    fn verdict(&mut self, (tone, text): (Tone, String), command: &str) {
        self.say(text.clone(), command);
        self.block(Block::Verdict(tone, text));
    }

    /// Enters a sentence into the table of them, and returns its command as it is typed.
    fn say(&mut self, text: String, command: &str) -> String {
        let command = format!("unvote {command}{}", self.data);
        let heading = if self.sections.len() > 1 { self.sections.last() } else { None };
        let part = heading.map_or_else(|| RESULT.to_owned(), |section| section.title.clone());
        self.said.push(Said { about: self.about.clone(), part, text, command: command.clone() });
        command
    }

    /// Adds the brief to a report, the table of its sentences before all others.
    fn finish(mut self, names: Names<'q>, report: &mut Report<'q>) {
        let sentences = sentences().block(names, self.said);
        if let Some(heading) = self.sections.first_mut() {
            heading.blocks.insert(0, sentences);
        }
        let is_heading = |place: usize| place == 0;
        let all = self.sections.into_iter().enumerate();
        let kept = all.filter(|(place, section)| is_heading(*place) || !section.blocks.is_empty());
        report.sections.extend(kept.map(|(_, section)| section));
    }
}

/// What the part below the heading is called in the table.
const RESULT: &str = "Result";

/// The sentences of a brief.
fn sentences<'q>() -> Layout<'q, Said> {
    const ABOUT: Spec =
        Spec::text("about", "What the brief is about: a symbol, the code of a member, words, a session.");
    const PART: Spec = Spec::text("part", "The part of the brief; `Result` for what stands below its heading.");
    const SENTENCE: Spec = Spec::text("sentence", "The sentence, or several that rest on the same figures.");
    const COMMAND: Spec = Spec::text("command", "The command whose answer has its figures.");
    Layout::for_machines("brief", "a sentence, or several that rest on the same figures, in their order")
        .machines(ABOUT, |row: &Said, _| row.about.as_str().into())
        .machines(PART, |row, _| row.part.as_str().into())
        .machines(SENTENCE, |row, _| row.text.as_str().into())
        .machines(COMMAND, |row, _| row.command.as_str().into())
}

/// The documentation of the command.
pub(super) const DOCUMENTED: Documented = Documented {
    command: "brief",
    answers: "A vote, a member, a topic or a session, told in sentences.",
    examples: &["brief 80/4", "brief ES-11/7 --surprising", "brief --country FM", "brief --session ES-11"],
    tables: || {
        vec![
            sentences().doc(),
            tally::tallies().doc(),
            tally::by_group().doc(),
            standing::unusual().doc(),
            standing::compared().doc(),
            surprise_rows::votes(Audience::Machines).doc(),
            history::lonely_votes(0).doc(),
            apart::table(None).doc(),
            recurring::close().doc(),
        ]
    },
};

/// `13 in favour, 8 against, 24 abstaining, 9 not voting`, without those that are none.
fn counts_in_words<N: PartialOrd<N> + Default + Display>(count: impl Fn(Vote) -> N) -> String {
    let word = |vote: Vote| if vote == Vote::NonVoting { "not voting" } else { vote.label() };
    let cast = Vote::ALL.into_iter().map(|vote| (count(vote), word(vote))).filter(|(count, _)| *count > N::default());
    cast.map(|(count, word)| format!("{count} {word}")).collect::<Vec<_>>().join(", ")
}

/// A roll call as it is typed in a command.
struct Typed {
    text: String,
    /// Whether it leads to this roll call alone.
    alone: bool,
}

impl Typed {
    /// What leads to a roll call: to it alone, if anything does; none where nothing leads to it.
    fn new(record: &Record, id: RollCallId) -> Option<Self> {
        let one = record.roll_call(id);
        let numbers = [one.undl_id.map(|number| number.to_string()), one.rcid.map(|number| format!("rcid {number}"))];
        let texts = [one.draft, one.meeting].map(|text| record.text(text).to_owned());
        let names = [record.source_name(id).to_owned(), record.called(id).into_owned()];
        let short = short(record, id);
        // A resolution of the Council needs no year, where no other has its number.
        let without_year = short.split('(').next().unwrap_or_default().trim_end().to_owned();
        let all = [without_year, short, record.symbol(id).to_owned()].into_iter().chain(texts);
        let all = all.chain(numbers.into_iter().flatten()).chain(names);
        let all = all.filter(|text| !text.is_empty() && !text.starts_with('"'));
        let mut among = None;
        for text in all {
            match record.find(&text) {
                Found::RollCalls(ids) if ids == [id] => return Some(Self { text: quoted(&text), alone: true }),
                Found::RollCalls(ids) if ids.contains(&id) => {
                    among = among.or_else(|| Some(Self { text: quoted(&text), alone: false }));
                }
                _ => {}
            }
        }
        among
    }
}
