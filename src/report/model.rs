//! The report: what is said, as typed tables, sentences, lists and pictures. How it looks is not its matter.

use super::picture::Picture;
use super::{Audience, Layout, Named, Names, Table, words};
use crate::members::order::InOrder as _;
use crate::record::{Date, Origin, RollCallId};

/// The most roll calls whose records are named below a picture.
const FEW: usize = 3;
/// The most makers of data that are named below a picture.
const NAMED: usize = 2;

/// An answer, ready to be written in any format.
#[derive(Default)]
pub(crate) struct Report<'q> {
    /// The parts of the report, such as one for each roll call.
    pub sections: Vec<Section<'q>>,
    /// What a reader must know of the figures.
    pub notes: Vec<String>,
    /// Commands that lead on.
    pub next: Vec<String>,
    /// Where the figures come from, in sentences.
    pub sources: Vec<String>,
    /// The roll calls that the figures rest on; one may stand here more than once.
    pub rests_on: Vec<RollCallId>,
    /// The files and editions that the figures come from.
    pub origins: Vec<Origin>,
    /// The day to which the record goes, where later roll calls would belong to the answer.
    pub until: Option<Date>,
    /// The options that name the files or the store, as they were typed.
    pub data: String,
    /// What was asked, as a command without its files and options of output.
    pub question: String,
}

impl<'q> Report<'q> {
    /// A report of one section.
    pub(crate) fn of(section: Section<'q>) -> Self {
        Self { sections: vec![section], ..Self::default() }
    }

    /// This report and then another of the same command, such as one for each holder of a seat.
    pub(crate) fn then(mut self, other: Self) -> Self {
        self.sections.extend(other.sections);
        other.notes.into_iter().for_each(|one| Self::once(&mut self.notes, one));
        other.next.into_iter().for_each(|one| Self::once(&mut self.next, one));
        other.sources.into_iter().for_each(|one| Self::once(&mut self.sources, one));
        self.rests_on.extend(other.rests_on);
        self.until = self.until.max(other.until);
        other.origins.into_iter().for_each(|one| Self::once(&mut self.origins, one));
        self
    }

    /// Adds a picture to the first section, where there is one.
    pub(crate) fn draw(&mut self, picture: Option<Picture>) {
        if let (Some(picture), Some(first)) = (picture, self.sections.first_mut()) {
            first.blocks.push(Block::picture(picture));
        }
    }

    /// Adds a note: what a reader must know of the figures.
    pub(crate) fn note(&mut self, text: impl Into<String>) {
        self.notes.push(text.into());
    }

    /// Adds a note, a source or a next command once.
    pub(crate) fn once<T: PartialEq>(list: &mut Vec<T>, one: impl Into<T>) {
        let one = one.into();
        if !list.contains(&one) {
            list.push(one);
        }
    }

    /// Where the figures come from, in one sentence, in ever less room; of several sources their number, and the command that
    /// lists them. Of one roll call nothing is left out but the name of its file.
    pub(crate) fn source(&self) -> Vec<String> {
        let [first, more @ ..] = self.sources.as_slice() else { return Vec::new() };
        let mut rests_on = self.rests_on.clone();
        rests_on.in_order(Ord::cmp);
        rests_on.dedup();
        let roll_calls = words::roll_calls(rests_on.len());
        let sources = words::count(self.origins.len(), "source");
        let to = self.until.map_or_else(String::new, |day| format!(", to {}", words::day(day)));
        let counted = format!("{roll_calls} of {sources}{to}: `unvote data{}`", self.data);
        let shorter = self.until.map(|_| format!("{roll_calls}{to}: `unvote data{}`", self.data));
        match self.origins.as_slice() {
            _ if more.is_empty() && rests_on.len() < 2 => {
                let short = first.strip_suffix(')').and_then(|first| first.rsplit_once(" (")).map(|(short, _)| short);
                [Some(first.as_str()), short].into_iter().flatten().map(|one| format!("Source: {one}")).collect()
            }
            [] => vec![format!("Sources: {}", self.sources.join("; "))],
            [_] if more.is_empty() && self.until.is_none() => vec![format!("Source: {first}"), counted],
            [one] => {
                let named = format!("Source: {roll_calls} in {}{to}: {}", one.name, one.format);
                [Some(named), Some(counted), shorter].into_iter().flatten().collect()
            }
            _ => [Some(counted), shorter].into_iter().flatten().collect(),
        }
    }

    /// Where the figures come from, as it stands below a picture that is published: who made the data, and how many roll calls,
    /// without the names of files.
    pub(crate) fn credit(&self) -> String {
        let mut rests_on = self.rests_on.clone();
        rests_on.in_order(Ord::cmp);
        rests_on.dedup();
        if rests_on.len() < 2 {
            return self.source().pop().unwrap_or_default();
        }
        let of_record = |source: &str| {
            let (owner, record) = source.split_once(", record ")?;
            Some((owner.to_owned(), record.split(' ').next()?.to_owned()))
        };
        let records: Option<Vec<(String, String)>> = self.sources.iter().map(|source| of_record(source)).collect();
        if let Some([(owner, _), ..]) = records.as_deref()
            && records.iter().flatten().all(|(other, _)| other == owner)
            && rests_on.len() <= FEW
        {
            let numbers: Vec<&str> = records.iter().flatten().map(|(_, number)| number.as_str()).collect();
            return format!("Source: {owner}, records {}", words::and(&numbers));
        }
        let mut owners: Vec<&str> = Vec::new();
        let all = self.origins.iter().map(|origin| origin.format.split(',').next().unwrap_or_default());
        all.for_each(|owner| Self::once(&mut owners, owner));
        let others = owners.split_off(owners.len().min(NAMED)).len();
        let others = (others > 0).then(|| words::count(others, "other source"));
        let named: Vec<String> = owners.into_iter().map(str::to_owned).chain(others).collect();
        let to = self.until.map_or_else(String::new, |day| format!(", to {}", words::day(day)));
        let word = if named.len() > 1 { "Sources" } else { "Source" };
        format!("{word}: {}; {}{to}", words::and(&named), words::roll_calls(rests_on.len()))
    }

    /// The terms of use of its sources, each once.
    pub(crate) fn terms(&self) -> Vec<&str> {
        let mut terms = Vec::new();
        let told = self.origins.iter().map(|origin| origin.terms.as_str()).filter(|terms| !terms.is_empty());
        told.for_each(|one| Self::once(&mut terms, one));
        terms
    }

    /// The names of the tables for machines, each once, in order; a format that holds one table writes the first.
    pub(crate) fn table_names(&self) -> Vec<&'static str> {
        let mut names = Vec::new();
        let for_machines = self.tables().filter(|table| table.audience != Audience::People);
        for_machines.for_each(|table| Self::once(&mut names, table.name));
        names
    }

    /// The tables for machines of one name, which are one table cut by the report's sections.
    pub(crate) fn named<'t>(&'t self, name: &'t str) -> impl Iterator<Item = &'t Table<'q>> {
        self.tables().filter(move |table| table.name == name && table.audience != Audience::People)
    }

    /// The tables that a format writes that holds one.
    pub(crate) fn main_tables(&self) -> impl Iterator<Item = &Table<'q>> {
        self.named(self.table_names().first().copied().unwrap_or_default())
    }

    /// The first sentence that decides.
    pub(crate) fn verdict(&self) -> Option<&str> {
        let mut blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks.find_map(|block| if let Block::Verdict(_, text) = block { Some(text.as_str()) } else { None })
    }

    /// All pictures, in order.
    pub(crate) fn pictures(&self) -> impl Iterator<Item = &Picture> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        blocks.filter_map(|block| if let Block::Picture(picture) = block { Some(&**picture) } else { None })
    }

    /// All pictures, to be added to.
    pub(crate) fn pictures_mut(&mut self) -> impl Iterator<Item = &mut Picture> {
        let blocks = self.sections.iter_mut().flat_map(|section| &mut section.blocks);
        blocks.filter_map(|block| if let Block::Picture(picture) = block { Some(&mut **picture) } else { None })
    }

    /// All tables, in order.
    pub(crate) fn tables(&self) -> impl Iterator<Item = &Table<'q>> {
        self.sections.iter().flat_map(|section| &section.blocks).filter_map(Block::table)
    }

    /// All tables, to be sorted or cut.
    pub(crate) fn tables_mut(&mut self) -> impl Iterator<Item = &mut Table<'q>> {
        self.sections.iter_mut().flat_map(|section| &mut section.blocks).filter_map(Block::table_mut)
    }
}

/// A part of a report.
#[derive(Default)]
pub(crate) struct Section<'q> {
    /// Its heading; empty for none.
    pub title: String,
    /// Lines below the heading: symbols, day, meeting.
    pub lines: Vec<String>,
    /// What it holds, in order.
    pub blocks: Vec<Block<'q>>,
}

/// A piece of a section.
pub(crate) enum Block<'q> {
    /// A table.
    Table(Table<'q>),
    /// A table with the same in rows and columns, such as members by members: the first column has names, which go where
    /// there is too little room, the second codes; the others stand in blocks below each other where one has no room.
    Matrix(Table<'q>),
    /// The sentence that decides.
    Verdict(Tone, String),
    /// Members by name, under a label: `Against (18)`.
    Members(String, Vec<Named>),
    /// A sentence or paragraph.
    Text(String),
    /// A sentence or paragraph, and the command whose answer has its figures.
    Told(String, String),
    /// A picture, for formats that have any.
    Picture(Box<Picture>),
}

impl<'q, R: 'q> Layout<'q, R> {
    /// The table of these rows, as a block of a section.
    pub(crate) fn block(self, names: Names<'q>, rows: Vec<R>) -> Block<'q> {
        Block::Table(self.held(names, rows))
    }
}

impl<'q> Block<'q> {
    /// A sentence or paragraph.
    pub(crate) fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A picture, as a block of a section.
    pub(crate) fn picture(picture: Picture) -> Self {
        Self::Picture(Box::new(picture))
    }

    /// Whether it is a table without rows.
    pub(super) fn is_empty(&self) -> bool {
        self.table().is_some_and(Table::is_empty)
    }

    pub(super) fn table(&self) -> Option<&Table<'q>> {
        if let Self::Table(table) | Self::Matrix(table) = self { Some(table) } else { None }
    }

    fn table_mut(&mut self) -> Option<&mut Table<'q>> {
        if let Self::Table(table) | Self::Matrix(table) = self { Some(table) } else { None }
    }
}

/// What a verdict feels like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// Adopted.
    Good,
    /// Rejected or vetoed.
    Bad,
    /// Neither.
    Neutral,
}
