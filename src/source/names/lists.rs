//! The names of a list as a text prints it: broken over lines, with commas or "and" within a name, with a full stop at its
//! end and other text behind it. A name is taken only where it means one member; the rest is handed back as it stands.

use std::collections::HashMap;

use crate::members::Members;

/// The most pieces of a text that are tried as one name: a name over three lines, or with a comma.
const PIECES: usize = 4;
/// The most words of something that may be a name.
const WORDS: usize = 7;
/// What stands for a list of nobody.
const NOBODY: [&str; 12] =
    ["none", "nil", "nobody", "no one", "aucun", "aucune", "néant", "ninguno", "ninguna", "keine", "нет", "никто"];
/// What joins the last two names of a list.
const AND: [&str; 6] = [" and ", " & ", " et ", " y ", " und ", " и "];

/// What a list holds.
#[derive(Debug, Default)]
pub(super) struct List {
    /// The names that mean a member, each as the tables know it, with its place in the text.
    pub known: Vec<(String, usize)>,
    /// What stands between them and means none.
    pub unknown: Vec<(String, usize)>,
    /// Whether it says that it has nobody.
    pub nobody: bool,
    /// Where it ends.
    pub end: usize,
}

impl List {
    /// How many stand in it.
    pub(super) fn len(&self) -> usize {
        self.known.len() + self.unknown.len()
    }

    /// Ends behind a piece, and says whether that ends with a full stop.
    const fn goes_to(&mut self, piece: &Piece<'_>) -> bool {
        self.end = piece.1 + piece.0.len();
        matches!(piece.0.as_bytes().last(), Some(b'.'))
    }

    /// Whether it is a list at all.
    pub(super) fn is_any(&self) -> bool {
        self.nobody || self.len() > 0
    }
}

/// Knows members by the names that texts use.
#[derive(Debug)]
pub(super) struct Namer<'m> {
    members: &'m Members,
    known: HashMap<String, Option<String>>,
}

impl<'m> Namer<'m> {
    /// Knows these members.
    pub(super) fn new(members: &'m Members) -> Self {
        Self { members, known: HashMap::new() }
    }

    /// A name as files write it, or the code of the member that a name in another language means.
    pub(super) fn known(&mut self, name: &str) -> Option<String> {
        let name = name.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '\''));
        let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("The ")).unwrap_or(name);
        if name.is_empty() || name.len() > 100 || name.split_whitespace().count() > WORDS + 5 {
            return None;
        }
        if let Some(known) = self.known.get(name) {
            return known.clone();
        }
        let code = |id| self.members.get(id).code.to_owned();
        let by_name = self.members.by_file_name(name).map(|_| name.to_owned());
        let known = by_name.or_else(|| self.members.find(name).ok().map(code));
        self.known.insert(name.to_owned(), known.clone());
        known
    }
}

/// What stands between two pieces of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Break {
    /// A comma or another mark.
    Mark,
    /// The end of a line.
    Line,
    /// An empty line.
    Blank,
}

/// A piece of a list: its text, its place, and what stands before it.
#[derive(Debug)]
struct Piece<'t>(&'t str, usize, Break);

/// Reads a list that begins at `from` and ends before `to`.
pub(super) fn list(text: &str, from: usize, to: usize, namer: &mut Namer<'_>) -> List {
    let pieces = pieces(text, from, to);
    let mut list = List { end: from, ..List::default() };
    let folded = |piece: &Piece<'_>| piece.0.trim_matches(['.', '(', ')', ' ']).to_lowercase();
    if let Some(first) = pieces.first().filter(|first| NOBODY.contains(&folded(first).as_str()) || is_mark(first.0)) {
        return List { nobody: true, end: first.1 + first.0.len(), ..list };
    }
    let (mut at, mut stopped) = (0, false);
    while at < pieces.len() {
        let Piece(piece, place, _) = pieces[at];
        let one = longest(&pieces[at..], namer).map(|(name, count)| (vec![name], count));
        if let Some((names, count)) = one.or_else(|| joined(&pieces[at..], namer)) {
            list.known.extend(names.into_iter().map(|name| (name, place)));
            at += count;
            stopped = list.goes_to(&pieces[at - 1]);
            continue;
        }
        // `Fiji. The representative of Cuba ...`
        if let Some((name, end)) = before_a_stop(piece, namer) {
            list.known.extend(name.into_iter().map(|name| (name, place)));
            list.end = place + end;
            break;
        }
        if stopped || is_other_text(&pieces, at, namer) {
            break;
        }
        let mut whole = piece.to_owned();
        at += 1;
        while let Some(Piece(more, ..)) =
            pieces.get(at).filter(|more| more.2 == Break::Line && longest(&pieces[at..], namer).is_none())
        {
            whole = format!("{whole} {more}");
            at += 1;
        }
        stopped = list.goes_to(&pieces[at - 1]);
        if whole.chars().any(char::is_alphabetic) {
            list.unknown.push((whole.trim_end_matches('.').to_owned(), place));
        }
    }
    list
}

/// The pieces of a text between marks and line ends, without bullets and the numbers of pages.
fn pieces(text: &str, from: usize, to: usize) -> Vec<Piece<'_>> {
    let (mut pieces, mut at, mut before) = (Vec::new(), from, Break::Mark);
    for line in text[from..to].split_inclusive('\n') {
        let (start, is_furniture) = (at, is_furniture(line));
        at += line.len();
        if line.trim().is_empty() {
            before = if before == Break::Line && !pieces.is_empty() { Break::Blank } else { before };
            continue;
        }
        if is_furniture {
            continue;
        }
        let mut place = start;
        for piece in line.split_inclusive([',', ';', '|']) {
            let cut = piece.trim_end_matches([',', ';', '|']);
            let bare = cut.trim_start_matches(|c: char| c.is_whitespace() || "-–—•*·>\u{2022}".contains(c)).trim_end();
            let lead =
                cut.len() - cut.trim_start_matches(|c: char| c.is_whitespace() || "-–—•*·>\u{2022}".contains(c)).len();
            if !bare.is_empty() {
                pieces.push(Piece(bare, place + lead, before));
                before = Break::Line;
            }
            if piece.len() > cut.len() {
                before = Break::Mark;
            }
            place += piece.len();
        }
    }
    pieces
}

/// Whether a line within a list is the head or foot of a page: `A/79/PV.54 12/12/2024`, `24-38812 15/24`.
fn is_furniture(line: &str) -> bool {
    let mut words = line.split_whitespace().peekable();
    words.peek().is_some() && words.all(|word| word.chars().any(|c| c.is_ascii_digit()))
}

/// Whether a piece is a dash or a zero.
fn is_mark(piece: &str) -> bool {
    matches!(piece.trim_matches(['.', ' ']), "" | "0" | "-" | "–" | "—")
}

/// The longest name with which these pieces begin, and of how many it is.
fn longest(pieces: &[Piece<'_>], namer: &mut Namer<'_>) -> Option<(String, usize)> {
    (1..=pieces.len().min(PIECES)).rev().find_map(|count| {
        let (mut with, mut without, mut marks) = (pieces[0].0.to_owned(), pieces[0].0.to_owned(), 0);
        for (at, Piece(piece, _, before)) in pieces.iter().enumerate().take(count).skip(1) {
            // Behind a comma there may be the rest of a name, but no name: `Poland, Republic of` and, below, `Korea`.
            match before {
                Break::Blank => return None,
                Break::Mark if marks > 0 || over_lines(&pieces[at..], namer) => return None,
                Break::Mark => marks += 1,
                Break::Line => {}
            }
            let hyphen = with.ends_with('-');
            let between = if *before == Break::Mark {
                ", "
            } else if hyphen {
                ""
            } else {
                " "
            };
            with = format!("{with}{between}{piece}");
            without = format!("{}{between}{piece}", if hyphen { without.trim_end_matches('-') } else { &without });
        }
        // A name that a stop follows is the last one of its list.
        if with.contains(". ") && count > 1 {
            return None;
        }
        namer.known(&with).or_else(|| namer.known(&without)).map(|name| (name, count))
    })
}

/// Whether a name begins here that goes over lines, if anywhere.
fn over_lines(pieces: &[Piece<'_>], namer: &mut Namer<'_>) -> bool {
    let lines = 1 + pieces[1..].iter().take(PIECES - 1).take_while(|piece| piece.2 == Break::Line).count();
    (1..=lines)
        .any(|count| namer.known(&pieces[..count].iter().map(|piece| piece.0).collect::<Vec<_>>().join(" ")).is_some())
}

/// The names that an "and" joins: `Israel and United States`, or the last one behind a comma and an "and".
fn joined(pieces: &[Piece<'_>], namer: &mut Namer<'_>) -> Option<(Vec<String>, usize)> {
    (1..=pieces.len().min(PIECES)).rev().find_map(|count| {
        if pieces[1..count].iter().any(|piece| piece.2 != Break::Line) {
            return None;
        }
        let whole = format!(" {}", pieces[..count].iter().map(|piece| piece.0).collect::<Vec<_>>().join(" "));
        AND.iter().find_map(|and| {
            whole.match_indices(and).find_map(|(at, _)| {
                let (first, last) = (whole[..at].trim(), namer.known(&whole[at + and.len()..])?);
                let first = if first.is_empty() { None } else { Some(namer.known(first)?) };
                Some((first.into_iter().chain([last]).collect(), count))
            })
        })
    })
}

/// The names before the first full stop of a piece, where they are all that stands before it; and where that is.
fn before_a_stop(piece: &str, namer: &mut Namer<'_>) -> Option<(Vec<String>, usize)> {
    piece.match_indices(". ").find_map(|(at, _)| {
        let own = [Piece(&piece[..at], 0, Break::Mark)];
        let one = namer.known(&piece[..at]).map(|name| vec![name]);
        one.or_else(|| Some(joined(&own, namer)?.0)).map(|names| (names, at + 1))
    })
}

/// Whether what stands here is no name but the text behind a list: it is long or has numbers, or it stands on a line of its
/// own with nothing behind it that is a name.
fn is_other_text(pieces: &[Piece<'_>], at: usize, namer: &mut Namer<'_>) -> bool {
    let Piece(piece, _, before) = &pieces[at];
    let is_long = piece.split_whitespace().count() > WORDS || piece.contains(". ");
    let has_digits = piece.chars().any(|c| c.is_ascii_digit()) && piece.chars().any(char::is_alphabetic);
    let rest = &pieces[at + 1..];
    let is_followed = (0..rest.len().min(6)).any(|next| longest(&rest[next..], namer).is_some());
    is_long || has_digits || *before == Break::Blank && !is_followed
}
