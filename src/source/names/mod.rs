//! Lists of names, as press releases and meeting records print them: those in favour, against, abstaining and absent, below
//! a sentence with the totals or above it. Who is on no list did not vote where the totals say that the lists are whole.

mod headings;
pub(super) mod in_cells;
mod lists;
mod sentence;
#[cfg(test)]
mod tests;

use headings::{Heading, headings};
use lists::{List, Namer, list};
use sentence::Said;

use super::cells::ballots::Ballots;
use super::cells::codes::VoteCell;
use super::cells::fields;
use super::cells::who::{Letters, Voter};
use super::format::{Context, Fit, Format, Head, Ledger, Recognised, SourceError, shortened};
use super::tables::{enter_role, settle_roles};
use crate::members::{MemberId, Members};
use crate::record::{Body, Class, Record, RollCall, RollCallId, Seating, Stated, Symbol, Vote};

/// What sources of this format are called.
pub(crate) const FORMAT_NAME: &str = "lists of names in a text";

/// The format of lists of names in a text.
pub(crate) const FORMAT: Format = Format { name: FORMAT_NAME, terms: "", fits, read };

/// The longest text: the record of a meeting has some 200 KB.
const LONGEST: usize = 16 << 20;
/// The reason for numbers that the lists do not have.
const DIFFER: &str = "lists that have another number of names than the text states";

/// A vote of a text: its lists, and what the sentence beside them says.
#[derive(Debug, Default)]
struct Block {
    lists: Vec<(Heading, List)>,
    said: Said,
}

impl Block {
    fn start(&self) -> usize {
        self.lists.first().map_or(0, |(heading, _)| heading.start)
    }

    fn end(&self) -> usize {
        self.lists.last().map_or(0, |(_, list)| list.end)
    }

    fn has(&self, vote: Vote) -> bool {
        self.lists.iter().any(|(heading, _)| heading.vote == vote)
    }

    /// How many names its lists of a vote have.
    fn listed(&self, vote: Vote) -> usize {
        self.lists.iter().filter(|(heading, _)| heading.vote == vote).map(|(_, list)| list.len()).sum()
    }

    /// The number of a vote that the text states: in the sentence, else behind the heading.
    fn stated(&self, vote: Vote) -> Option<u16> {
        let Stated { yes, no, abstain, non_voting, .. } = self.said.stated;
        let behind = self.lists.iter().find(|(heading, _)| heading.vote == vote).and_then(|(heading, _)| heading.count);
        [yes, no, abstain, non_voting][vote as usize].or(behind)
    }
}

fn fits(head: &Head, context: &Context<'_>) -> Fit {
    let may_be = head.is_table() && head.begins.contains([':', '\n']);
    let mut namer = Namer::new(context.members);
    if may_be && !blocks(&head.begins, &mut namer).is_empty() { Fit::Yes } else { Fit::No }
}

fn read(inputs: &[Recognised], context: &Context<'_>, ledger: &mut Ledger) -> Result<Record, SourceError> {
    let mut ballots = Ballots::new(context.members);
    for one in inputs {
        ballots.source(FORMAT.origin(one), one.order);
        ballots.who.settle(Some(Letters::Iso), Letters::Iso, ledger);
        let name = &one.input.name;
        if one.input.bytes.len() > LONGEST {
            return Err(SourceError::too_large(name, 1, "the text", LONGEST >> 20, " MiB"));
        }
        // A copy: the file may change while it is mapped.
        let text = String::from_utf8(one.input.bytes.to_vec()).map_err(|_| SourceError::At {
            name: name.clone(),
            line: 1,
            what: "it is not UTF-8".to_owned(),
        })?;
        if let Some((role, value)) = context.options.map.iter().find(|(role, _)| fields::Field::of(role).is_none()) {
            return Err(SourceError::Refused(format!(
                "--roles {role}={value}: lists of names have no columns; resolution, draft, date, title, body and others are given as they are"
            )));
        }
        let blocks = blocks(&text, &mut Namer::new(context.members));
        let alone = blocks.len() == 1;
        for block in &blocks {
            let told = &context.options.map;
            let line = line_at(&text, block.start());
            if !alone && told.iter().any(|(role, _)| ["resolution", "draft"].contains(&role.as_str())) {
                let text = format!(
                    "{name} holds {} votes, and one symbol was given\n  put each vote into a file of its own, or leave the symbol away where the text names it",
                    blocks.len()
                );
                return Err(SourceError::Refused(text));
            }
            let roll_call = roll_call(block, (&text, alone, line), told, &mut ballots, ledger);
            require(&roll_call, name, line, blocks.len())?;
            let id = ballots.begin(roll_call);
            enter(block, &text, id, &mut ballots, ledger);
        }
    }
    Ok(ballots.builder.finish())
}

/// The votes of a text, each with its sentence.
fn blocks(text: &str, namer: &mut Namer<'_>) -> Vec<Block> {
    let headings = headings(text);
    let mut blocks: Vec<Block> = Vec::new();
    for (at, heading) in headings.iter().enumerate() {
        let end = headings.get(at + 1).map_or(text.len(), |next| next.start);
        let list = list(text, heading.end, end.max(heading.end), namer);
        if !list.is_any() {
            continue;
        }
        let between = |block: &Block| sentence::of_votes(text.get(block.end()..heading.start).unwrap_or_default());
        match blocks.last_mut() {
            Some(block) if !block.has(heading.vote) && between(block).is_empty() => block.lists.push((*heading, list)),
            _ => blocks.push(Block { lists: vec![(*heading, list)], ..Block::default() }),
        }
    }
    // A list without a known name, or without another list, may be anything.
    blocks.retain(|block| block.lists.iter().any(|(_, list)| !list.known.is_empty()));
    let starts: Vec<usize> = blocks.iter().map(Block::start).collect();
    let mut before = 0;
    let mut gaps: Vec<Vec<Said>> = Vec::new();
    for (block, start) in blocks.iter().zip(&starts) {
        gaps.push(sentence::of_votes(text.get(before..*start).unwrap_or_default()));
        before = block.end();
    }
    gaps.push(sentence::of_votes(text.get(before..).unwrap_or_default()));
    // Releases print the sentence above its lists, records of meetings below them.
    let above = gaps.iter().take(blocks.len()).all(|gap| !gap.is_empty());
    let below = gaps.iter().skip(1).all(|gap| !gap.is_empty());
    for (at, block) in blocks.iter_mut().enumerate() {
        let (last, next) = (gaps[at].last(), gaps[at + 1].first());
        let agrees = |said: &&Said| {
            let Stated { yes, no, .. } = said.stated;
            [(Vote::Yes, yes), (Vote::No, no)]
                .iter()
                .all(|(vote, stated)| stated.is_none_or(|stated| usize::from(stated) == block.listed(*vote)))
        };
        let chosen = match (above, below) {
            (true, false) => last,
            (false, true) => next,
            _ => last.filter(agrees).or_else(|| next.filter(agrees)).or(last).or(next),
        };
        block.said = chosen.cloned().unwrap_or_default();
    }
    blocks
}

/// The roll call of a block: what is told besides, else what its sentence says, else what the whole text says once only.
fn roll_call(
    block: &Block, (text, alone, line): (&str, bool, u64), told: &[(String, String)], ballots: &mut Ballots,
    ledger: &mut Ledger,
) -> RollCall {
    let mut one = RollCall::new(Body::GeneralAssembly);
    let said = &block.said;
    (one.outcome, one.matter, one.date) =
        (said.outcome, said.matter, said.day.or_else(|| sentence::day_of_meeting(text)));
    one.stated = said.stated;
    let mut symbols = said.symbols.clone();
    if symbols.is_empty() && alone {
        let outside = [text.get(..block.start()), text.get(block.end()..)].map(Option::unwrap_or_default).join(" ");
        let all = sentence::symbols(&outside.split_whitespace().collect::<Vec<_>>());
        let voted_on = all.into_iter().filter(|symbol| symbol.is_resolution() || *symbol.class() == Class::Draft);
        symbols = voted_on.collect();
        symbols.truncate(usize::from(symbols.len() == 1));
    }
    one.title = ballots.builder.text(&said.title);
    let first = |wanted: fn(&Symbol) -> bool| symbols.iter().find(|symbol| wanted(symbol)).map(Symbol::as_str);
    let found = [
        ("resolution", first(Symbol::is_resolution)),
        ("draft", first(|symbol| *symbol.class() == Class::Draft)),
        ("meeting", first(|symbol| *symbol.class() == Class::Meeting)),
    ];
    for (name, symbol) in found {
        fields::enter(&mut one, name, (symbol.unwrap_or_default(), line), ballots, ledger);
    }
    let before = one.resolution;
    for (role, value) in told {
        // `81/5` is a resolution.
        let meant =
            Some(value).filter(|_| role == "resolution").and_then(|value| Symbol::readings(value).into_iter().next());
        let value = meant.as_ref().map_or(value.as_str(), Symbol::as_str);
        enter_role(&mut one, fields::Field::of(role).map_or("", |field| field.name), value, line, ballots, ledger);
    }
    if !before.is_empty() && before != one.resolution {
        let value =
            format!("{}, in place of {}", ballots.builder.string(one.resolution), ballots.builder.string(before));
        ledger.skip("symbols that the text has otherwise than was given; the given one stands", line, value);
    }
    settle_roles(&mut one, false, ballots);
    one
}

/// Fails where a vote is not known by a symbol and a day.
fn require(one: &RollCall, name: &str, line: u64, blocks: usize) -> Result<(), SourceError> {
    let lacks = match (one.resolution.is_empty() && one.draft.is_empty(), one.date.is_none()) {
        (false, false) => return Ok(()),
        (true, true) => "on what and when",
        (true, false) => "on what",
        (false, true) => "when",
    };
    let each =
        if blocks > 1 { "\n  of several votes in one text each needs its sentence, or a file of its own" } else { "" };
    Err(SourceError::Refused(format!(
        "{name}, line {line}: lists of names, but the text does not say {lacks} was voted: give it\n  \
         to ask: --data {name} --roles resolution=A/RES/81/5,date=2026-11-27\n  \
         to keep: unvote data add {name} --symbol A/RES/81/5 --date 2026-11-27{each}"
    )))
}

/// Enters the votes of a block, and what does not fit.
fn enter(block: &Block, text: &str, id: RollCallId, ballots: &mut Ballots, ledger: &mut Ledger) {
    let members = ballots.builder.members().clone();
    let mut voters: Vec<(Voter, Vote, u64)> = Vec::new();
    for (heading, list) in &block.lists {
        for (name, at) in &list.unknown {
            not_understood(&members, name, line_at(text, *at), ledger);
        }
        for (name, at) in &list.known {
            let line = line_at(text, *at);
            voters.extend(ballots.who.named(name, line, ledger).map(|voter| (voter, heading.vote, line)));
        }
    }
    enter_all(&voters, id, ballots, ledger);
    let mut is_whole = block.lists.iter().all(|(_, list)| list.unknown.is_empty());
    for vote in Vote::ALL {
        let (stated, listed) = (block.stated(vote), block.listed(vote));
        if let Some(stated) =
            stated.filter(|stated| usize::from(*stated) != listed && (listed > 0 || vote != Vote::NonVoting))
        {
            let word = if vote == Vote::Yes { "in favour" } else { vote.word() };
            ledger.skip(
                DIFFER,
                line_at(text, block.start()),
                format!("{}: {word}: stated {stated}, listed {listed}", ballots.builder.symbol(id)),
            );
            is_whole = false;
        }
        // Totals leave out what nobody did: an abstention, say.
        is_whole &= stated.is_some() || vote == Vote::NonVoting || vote == Vote::Abstain && listed == 0;
    }
    if is_whole {
        the_others(id, ballots);
    }
}

/// Enters votes; a member with two different ones has none that is known.
pub(super) fn enter_all(voters: &[(Voter, Vote, u64)], id: RollCallId, ballots: &mut Ballots, ledger: &mut Ledger) {
    let twice =
        |member: MemberId, vote: Vote| voters.iter().any(|(one, other, _)| one.member == member && *other != vote);
    for (voter, vote, line) in voters {
        if twice(voter.member, *vote) {
            let name = ballots.builder.members().get(voter.member).name;
            ledger.skip(&format!("{name} stands in two lists; how it voted is not known"), *line, vote.word());
            ballots.enter_unknown(id, *voter);
        } else {
            ballots.enter(id, *voter, VoteCell::Cast(*vote), *line, ledger);
        }
    }
}

/// Enters a name that means no member, with what was probably meant; each for itself, so that all are told.
pub(super) fn not_understood(members: &Members, name: &str, line: u64, ledger: &mut Ledger) {
    let why = members
        .find(name)
        .map_or_else(|error| error.to_string(), |_| format!("'{}' may be several names", shortened(name)));
    ledger.skip(&why, line, "");
}

/// Who is on no list of a whole roll call did not vote.
fn the_others(id: RollCallId, ballots: &mut Ballots) {
    let members = ballots.builder.members().clone();
    let (roll_call, roll) = ballots.builder.entry(id);
    if let Some(seating) = Seating::of(&members, roll_call) {
        let others = seating.unlisted(&members, roll);
        roll.non_voting |= others;
    }
}

/// The line of a place in a text.
fn line_at(text: &str, at: usize) -> u64 {
    1 + text.as_bytes()[..at.min(text.len())].split(|byte| *byte == b'\n').skip(1).count() as u64
}

/// Why a text without lists of names is not read; none for what is no text in sentences.
pub(super) fn refusal(name: &str, head: &Head) -> Option<String> {
    let begins: String = head.begins.chars().take(4000).collect();
    let words = begins.split_whitespace().count();
    let long = begins.split_whitespace().filter(|word| word.chars().all(char::is_alphabetic)).count();
    let stops =
        begins.matches(". ").count() + begins.lines().filter(|line| line.trim_end().ends_with(['.', ':'])).count();
    if stops == 0 || words < 12 || long * 2 < words {
        return None;
    }
    let totals = sentence::of_votes(&head.begins).into_iter().next().map(|said| said.stated);
    let totals = totals.map_or_else(String::new, |stated| {
        let number = |number: Option<u16>| number.map_or_else(|| "?".to_owned(), |number| number.to_string());
        let all = [stated.yes, stated.no, stated.abstain].map(number).join("-");
        format!("\n  its totals ({all}) say nothing of members; they can be read from a table: resolution,date,yes,no,abstain")
    });
    Some(format!(
        "{name} is prose without lists of names, which is not read{totals}\n  \
         a vote is read from lists such as \"In favour: Albania, Algeria. Against: Israel. Abstaining: Fiji.\",\n  \
         as press releases and meeting records print them: unvote data add - --symbol A/RES/81/5 --date 2026-11-27"
    ))
}
