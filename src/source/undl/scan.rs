//! Reads every row of a voting file in one pass, in parallel, and skips the work that the row before has done.
//!
//! The rows of one roll call differ in the member's columns only. When the bytes before and behind those columns equal
//! those of the row before, they mean the same, so they need no parsing; all else goes through the csv parser. It
//! builds no roll calls: `build` does that.

use std::ops::Range;

use super::layout::Layout;
use crate::members::{MemberId, MemberSet, Members};
use crate::record::parallel::{cores, share_out_among};
use crate::record::{Entered, Roll, Vote};
use crate::source::cells::{numbers::empty, who::TWO};
use crate::source::format::{Input, Kind, Ledger, Row, Rows, SourceError};

/// Bytes that a thread takes at a time: large against a row, small against the file.
const CHUNK: usize = 4 << 20;

/// Rows of one roll call that stand together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Run {
    /// Line of its first row.
    pub line: u64,
    text: String,
    ends: Vec<u32>,
    /// The votes.
    pub roll: Roll,
}

impl Run {
    fn new(line: u64, row: Row<'_>) -> Self {
        let mut run = Self { line, text: String::new(), ends: Vec::with_capacity(row.len()), roll: Roll::default() };
        for field in row.fields() {
            run.text.push_str(field);
            run.ends.push(run.text.len() as u32);
        }
        run
    }

    /// A column of its first row, trimmed.
    pub(super) fn get(&self, column: usize) -> &str {
        let Some(&end) = self.ends.get(column) else { return "" };
        let start = if column == 0 { 0 } else { self.ends[column - 1] };
        self.text.get(start as usize..end as usize).unwrap_or_default()
    }

    /// A column that may be missing, of its first row.
    pub(super) fn at(&self, column: Option<usize>) -> &str {
        column.map_or("", |column| self.get(column))
    }
}

/// All runs of a file with the account of its rows.
///
/// # Errors
/// When a row passes the bounds of [`Rows`] or is not UTF-8.
pub(super) fn scan(input: &Input, layout: &Layout, members: &Members) -> Result<(Vec<Run>, Ledger), SourceError> {
    let file = Scan { name: &input.name, data: &input.bytes, layout, members };
    scan_with(file, CHUNK, cores(), |part| input.bytes.release(part))
}

/// Scans as [`scan`] does, in chunks of any size and on any number of threads; `release` is called with what was read.
pub(super) fn scan_with<'d>(
    file: Scan<'d>, chunk: usize, threads: usize, release: impl Fn(Range<usize>) + Sync,
) -> Result<(Vec<Run>, Ledger), SourceError> {
    let data = file.data;
    let mut rows = Rows::new(file.name, data, file.layout.delimiter);
    let first = rows.read()?.map_or(data.len(), |header| header.end);
    let guesses = file.guess_starts(first, chunk);
    let ends = guesses.iter().copied().skip(1).chain([data.len()]);
    let parts: Vec<Range<usize>> = guesses.iter().zip(ends).map(|(start, end)| *start..end).collect();
    let read = |seen: &mut Seen<'d>, part: &Range<usize>| {
        let read = file.read_from(part.start, part.end, seen);
        release(part.clone());
        read
    };
    let chunks = share_out_among(threads, &parts, read);

    let mut runs = Vec::new();
    let mut account = Ledger::default();
    let (mut at, mut line) = (first, 1 + line_breaks(&data[..first]));
    for (Range { start: guessed, end: limit }, read) in parts.into_iter().zip(chunks) {
        // A chunk that began inside a quoted field was read in vain: read on from where the one before really ended.
        let read = if guessed == at {
            read
        } else if at >= limit {
            continue;
        } else {
            file.read_from(at, limit, &mut Seen::default())
        };
        let mut part = read.map_err(|error| error.below(line - 1))?;
        part.runs.iter_mut().for_each(|run| run.line += line - 1);
        part.account.move_down(line - 1);
        runs.append(&mut part.runs);
        account.append(part.account, None);
        at = part.end;
        line += part.lines;
    }
    Ok((runs, account))
}

/// What a chunk holds; lines are counted from its beginning.
struct Part {
    runs: Vec<Run>,
    account: Ledger,
    /// The byte behind its last row.
    end: usize,
    /// Line breaks in it.
    lines: u64,
}

/// A file with all that is needed to read it.
#[derive(Clone, Copy)]
pub(super) struct Scan<'d> {
    /// What errors call it.
    pub name: &'d str,
    /// Its bytes.
    pub data: &'d [u8],
    /// Where its columns stand.
    pub layout: &'d Layout,
    /// The table of members.
    pub members: &'d Members,
}

impl<'d> Scan<'d> {
    /// Where rows probably begin, about every `chunk` bytes.
    fn guess_starts(&self, first: usize, chunk: usize) -> Vec<usize> {
        let mut starts = vec![first];
        let mut from = first + chunk;
        while let Some(line_break) = self.data.get(from..).and_then(|rest| memchr::memchr(b'\n', rest)) {
            let start = from + line_break + 1;
            if start >= self.data.len() {
                break;
            }
            starts.push(start);
            from = start + chunk;
        }
        starts
    }

    /// Reads the rows that begin from `start` on and before `limit`.
    fn read_from(&self, start: usize, limit: usize, seen: &mut Seen<'d>) -> Result<Part, SourceError> {
        let mut rows = Rows::new(self.name, self.data, self.layout.delimiter);
        let (runs, account) = (Vec::new(), Ledger::default());
        let mut reader = Reader { file: *self, runs, account, line: 1, around: None, seen };
        let mut at = start;
        while at < limit {
            if let Some(after) = reader.expected(at) {
                at = after;
                continue;
            }
            rows.move_to(at, reader.line);
            at = match rows.read()? {
                Some(row) => {
                    reader.take_in(at, row);
                    reader.line += line_breaks(&self.data[at..row.end]);
                    row.end
                }
                None => self.data.len(),
            };
        }
        Ok(Part { runs: reader.runs, account: reader.account, end: at, lines: reader.line - 1 })
    }

    /// The byte of the separator behind the field that begins at `at`, if the field is plain or properly quoted.
    fn separator(&self, at: usize) -> Option<usize> {
        let rest = self.data.get(at..)?;
        if rest.first() != Some(&b'"') {
            return memchr::memchr3(self.layout.delimiter, b'\n', b'\r', rest).map(|n| at + n);
        }
        let mut quotes = memchr::memchr_iter(b'"', &rest[1..]).map(|n| n + 1);
        loop {
            let quote = quotes.next()?;
            match rest.get(quote + 1) {
                Some(b'"') => drop(quotes.next()),
                Some(b'\n' | b'\r') => return Some(at + quote + 1),
                Some(byte) if *byte == self.layout.delimiter => return Some(at + quote + 1),
                _ => return None,
            }
        }
    }
}

/// The bytes around the member's columns of the last row.
#[derive(Clone, Copy, Debug)]
struct Around<'d> {
    head: &'d [u8],
    tail: &'d [u8],
    /// Line breaks in them.
    lines: u64,
}

/// What a thread has learnt about the columns of members.
struct Seen<'d> {
    /// For each member the bytes of its code and name with the delimiters behind them, as they last stood.
    labels: [&'d [u8]; 256],
    /// For each member the one whose row came next when it last had one.
    followers: [MemberId; 256],
    last: MemberId,
}

impl Default for Seen<'_> {
    fn default() -> Self {
        let first = MemberId::new(0);
        Self { labels: [&[]; 256], followers: [first; 256], last: first }
    }
}

struct Reader<'d, 's> {
    file: Scan<'d>,
    runs: Vec<Run>,
    account: Ledger,
    /// Line of the row that is read, counted from where the reader began.
    line: u64,
    around: Option<Around<'d>>,
    seen: &'s mut Seen<'d>,
}

impl<'d> Reader<'d, '_> {
    /// Reads the row at `at` if it is like the one before but for the member, and returns the byte behind it.
    fn expected(&mut self, at: usize) -> Option<usize> {
        let delimiter = self.file.layout.delimiter;
        let Around { head, tail, lines } = self.around?;
        let rest = self.file.data.get(at..)?.strip_prefix(head)?;
        let (member, rest) = self.labelled(rest)?;
        let (&letter, rest) = rest.split_first()?;
        let vote = match letter {
            b'Y' => Vote::Yes,
            b'N' => Vote::No,
            b'A' => Vote::Abstain,
            b'X' => Vote::NonVoting,
            _ => return None,
        };
        let rest = if self.file.layout.has_permanent {
            let flag = rest.strip_prefix(&[delimiter])?;
            &flag[flag.iter().take_while(|byte| byte.is_ascii_alphabetic()).count()..]
        } else {
            rest
        };
        let rest = rest.strip_prefix(tail)?;
        self.enter(member, vote);
        self.line += lines;
        Some(self.file.data.len() - rest.len())
    }

    /// The member whose code and name stand here as they last did, and what is behind them.
    fn labelled(&self, rest: &'d [u8]) -> Option<(MemberId, &'d [u8])> {
        let follower = self.seen.followers[self.seen.last.index()];
        let after = |member: MemberId| Some(self.seen.labels[member.index()]).filter(|label| !label.is_empty());
        if let Some(behind) = after(follower).and_then(|label| rest.strip_prefix(label)) {
            return Some((follower, behind));
        }
        let member = self.file.members.by_code(rest.get(..3)?)?;
        Some((member, rest.strip_prefix(after(member)?)?))
    }

    /// Takes in a row that was parsed.
    fn take_in(&mut self, at: usize, row: Row<'_>) {
        let layout = self.file.layout;
        if row.len() != layout.width {
            return self.account.ragged(row.len(), self.line, layout.width);
        }
        // All rows of a run say the same about the roll call.
        let has_row = |run: &Run| layout.shared.iter().all(|&column| run.get(column) == row.get(column));
        if !self.runs.last().is_some_and(has_row) {
            self.runs.push(Run::new(self.line, row));
        }
        let [code, name, vote] = layout.member.map(|column| row.at(column));
        if layout.member[2].is_none() {
            return;
        }
        let label = self.look_around(at, row.end);
        let Some(member) = self.member(code, name, label) else { return };
        if let Some(vote) = read_vote(vote) {
            self.enter(member, vote);
        } else if let Some(meant) =
            read_vote(&vote.to_ascii_uppercase()).filter(|_| vote.bytes().all(|byte| byte.is_ascii_lowercase()))
        {
            self.account.correct("vote codes in lower case", self.line, vote);
            self.enter(member, meant);
        } else {
            self.account.skip("unknown vote codes", self.line, format!("{code} '{vote}'"));
            if let Some(run) = self.runs.last_mut().filter(|run| !run.roll.known().contains(member)) {
                run.roll.not_known.insert(member);
            }
        }
    }

    /// Remembers the bytes around the member's columns of a row, and returns those of its code and name.
    fn look_around(&mut self, at: usize, end: usize) -> Option<&'d [u8]> {
        self.around = None;
        let data = self.file.data;
        let (first, behind) = self.file.layout.block?;
        let start = at + data[at..end].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let mut starts = [start; 2];
        let mut next = start;
        for column in 0..behind - 1 {
            if column == first || column == first + 1 {
                starts[column - first] = next;
            }
            next = self.file.separator(next)? + 1;
            if data.get(next - 1) != Some(&self.file.layout.delimiter) {
                return None;
            }
        }
        // The block has three or four columns, so the name begins and ends before its last.
        let tail = data.get(self.file.separator(next)?..end)?;
        let name_end = self.file.separator(starts[1])? + 1;
        let head = &data[start..starts[0]];
        self.around = Some(Around { head, tail, lines: line_breaks(head) + line_breaks(tail) });
        Some(&data[starts[0]..name_end])
    }

    /// The member of a row: by its code, checked against its name; by its name where the code is not known.
    fn member(&mut self, code: &str, name: &str, label: Option<&'d [u8]>) -> Option<MemberId> {
        let members = self.file.members;
        let Some(member) = members.by_code(code) else {
            let member = members.by_file_name(name);
            if member.is_some() {
                self.account.correct("unknown member codes, read by name", self.line, format!("'{code}' {name}"));
            } else {
                self.account.skip("unknown members", self.line, format!("'{code}' {name}"));
            }
            return member;
        };
        if label.is_some_and(|label| label == self.seen.labels[member.index()]) {
            return Some(member);
        }
        let name = empty(name);
        let named =
            if name.is_empty() || members.goes_by(member, name) { Some(member) } else { members.by_file_name(name) };
        if named == Some(member) {
            self.seen.labels[member.index()] = label.unwrap_or(self.seen.labels[member.index()]);
            return named;
        }
        // A name that disagrees is not remembered, so that each of its rows is reported.
        let value = format!("{code} stands beside {name}");
        match named {
            Some(other) if members.by_letters("cow", code) == Some(other) => {
                self.account.correct("letters of the Correlates of War list, read by the name", self.line, value);
                return named;
            }
            Some(other) if !members.same_state(member, other) => {
                self.account.skip(TWO, self.line, value);
                // Either may have voted so.
                if let Some(run) = self.runs.last_mut() {
                    run.roll.not_known |= [member, other].into_iter().collect::<MemberSet>() - run.roll.known();
                }
                return None;
            }
            _ => self.account.enter(Kind::Disagreement, "code and name of a member disagree", Some(self.line), value),
        }
        Some(member)
    }

    fn enter(&mut self, member: MemberId, vote: Vote) {
        self.seen.followers[self.seen.last.index()] = member;
        self.seen.last = member;
        let Some(run) = self.runs.last_mut() else { return };
        let entered = run.roll.enter(member, vote);
        if entered == Entered::New {
            return;
        }
        let code = self.file.members.get(member).code;
        if let Entered::Contradicts(old) = entered {
            let value = format!("{code} {vote}, but {old} before");
            self.account.skip("rows that contradict an earlier one", self.line, value);
        } else {
            self.account.correct("repeated rows", self.line, format!("{code} {vote}"));
        }
    }
}

fn line_breaks(bytes: &[u8]) -> u64 {
    memchr::memchr_iter(b'\n', bytes).count() as u64
}

/// The vote of a code: Y yes, N no, A abstention; X, NV (in the first edition) or nothing, which R writes as NA, for
/// non-voting.
fn read_vote(code: &str) -> Option<Vote> {
    match code {
        "Y" => Some(Vote::Yes),
        "N" => Some(Vote::No),
        "A" => Some(Vote::Abstain),
        "X" | "NV" | "NA" | "" => Some(Vote::NonVoting),
        _ => None,
    }
}
