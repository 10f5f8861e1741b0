//! How much room a table needs: in which widths of the page it is a grid, where its bars are left out or its type is smaller,
//! and where each row flows as a paragraph of its own, with a label before each value. So no column ever slides out of sight.

use crate::render::letters;
use crate::render::people::Sheet;

/// A width of the page: the marks of tables that do not fit it, and for which media and from which content width on.
pub(super) struct Tier {
    /// What the marks of tables that do not fit it end with.
    pub name: &'static str,
    /// The media query that holds there.
    pub media: &'static str,
    /// The least width of the content there, the size of type in tables, and what stands to both sides of a cell; in pixels,
    /// where the page's type is of 16.
    room: [f32; 3],
}

/// The widths of the page, the narrowest first: small phones, phones, tablets upright, small windows, paper, and any.
pub(super) const TIERS: [Tier; 6] = [
    Tier { name: "0", media: "screen and (max-width:23.99rem)", room: [288.0, 14.0, 12.0] },
    Tier { name: "1", media: "screen and (min-width:24rem) and (max-width:29.99rem)", room: [352.0, 14.0, 12.0] },
    Tier { name: "2", media: "screen and (min-width:30rem) and (max-width:47.99rem)", room: [416.0, 15.0, 16.0] },
    Tier { name: "3", media: "screen and (min-width:48rem) and (max-width:63.99rem)", room: [704.0, 15.0, 16.0] },
    Tier { name: "4", media: "print", room: [760.0, 15.0, 16.0] },
    Tier { name: "5", media: "screen and (min-width:64rem)", room: [960.0, 15.0, 16.0] },
];

/// The least content width of the narrowest page.
pub(super) const NARROWEST: f32 = TIERS[0].room[0];
/// The content width from which on a page is wide.
pub(super) const WIDE: f32 = 960.0;
/// The size of type in a tight table, and what stands to both sides of a cell.
const TIGHT: [f32; 2] = [12.0, 8.0];
/// The width of a turned label, in sizes of type.
const TURNED: f32 = 1.35;
/// The mark of a vote before its word, in sizes of type.
const MARK: f32 = 1.1;
/// The least width of a bar.
const BAR: f32 = 96.0;
/// A word longer than this is broken, and then takes so much at the least; in sizes of type.
const LONG: f32 = 30.0;
const BROKEN: f32 = 9.0;
/// What a sentence of several words takes at the least.
const SENTENCE: f32 = 14.0;
/// Codes longer than this are wrapped as words are.
const CODE: f32 = 15.0;

/// How the cells of a column stand.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Manner {
    /// Numbers, to the right.
    Number,
    /// A code on one line.
    Code,
    /// Words, wrapped.
    Words,
    /// Titles: where rows flow they need no label.
    Title,
    /// Names of a matrix, which only wide pages have.
    Name,
    /// Votes by their letters.
    Letter,
    /// A bar.
    Bar,
}

/// How the cells of a column stand.
pub(super) fn manner(sheet: &Sheet, at: usize) -> Manner {
    let column = &sheet.columns[at];
    match column {
        _ if column.is_bars => Manner::Bar,
        _ if column.is_brief => Manner::Title,
        _ if column.is_votes && sheet.column(at).all(|cell| cell.text.len() < 2) => Manner::Letter,
        _ if column.is_numbers && !column.is_words => Manner::Number,
        _ if column.is_words || widest(sheet, at) > CODE => Manner::Words,
        _ => Manner::Code,
    }
}

/// What becomes of a table in a width of the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Form {
    /// It is a grid.
    Grid,
    /// It is a grid without its bars.
    WithoutBars,
    /// And with smaller type, and with turned labels where cells are letters.
    Tight,
    /// Each row is a paragraph.
    Flowing,
}

/// What becomes of a table in each width of the page.
pub(super) fn forms(sheet: &Sheet, manners: &[Manner]) -> [Form; TIERS.len()] {
    let columns: Vec<[f32; 2]> = manners.iter().enumerate().map(|(at, manner)| column(sheet, at, *manner)).collect();
    let bars = manners.iter().filter(|manner| **manner == Manner::Bar).count() as f32;
    let needed = |size: f32, padding: f32, turns: bool| -> f32 {
        let room = |(at, [content, label]): (usize, &[f32; 2])| match manners[at] {
            Manner::Bar => 0.0,
            Manner::Letter if turns => content.max(TURNED).mul_add(size, padding),
            _ => content.max(*label).mul_add(size, padding),
        };
        columns.iter().enumerate().map(room).sum()
    };
    TIERS.each_ref().map(|tier| {
        let [width, size, padding] = tier.room;
        let grid = needed(size, padding, false);
        match width {
            width if width >= bars.mul_add(BAR + padding, grid) => Form::Grid,
            width if width >= grid => Form::WithoutBars,
            width if width >= needed(TIGHT[0], TIGHT[1], true) => Form::Tight,
            _ => Form::Flowing,
        }
    })
}

/// The room that the cells of a column need, and its label, in sizes of type.
pub(super) fn column(sheet: &Sheet, at: usize, manner: Manner) -> [f32; 2] {
    let content = match manner {
        Manner::Number | Manner::Code | Manner::Name | Manner::Letter | Manner::Bar => widest(sheet, at),
        Manner::Title => widest(sheet, at).min(whole(word(sheet, at)).max(SENTENCE)),
        Manner::Words => widest(sheet, at).min(whole(word(sheet, at)).max(SENTENCE / 2.0)),
    };
    let mark = if sheet.columns[at].is_votes { MARK } else { 0.0 };
    // Labels are bold.
    [content + mark, whole(longest(&sheet.columns[at].label)) * 1.06]
}

/// Whether a column has words that are broken where there is too little room.
pub(super) fn breaks(sheet: &Sheet, at: usize) -> bool {
    word(sheet, at).max(longest(&sheet.columns[at].label)) > LONG
}

/// What a word needs that is broken where it is too long.
fn whole(word: f32) -> f32 {
    if word > LONG { BROKEN } else { word }
}

/// The width of the longest word of a column.
fn word(sheet: &Sheet, at: usize) -> f32 {
    sheet.column(at).map(|cell| longest(&cell.text)).fold(0.0, f32::max)
}

/// The width of the longest word of a text.
fn longest(text: &str) -> f32 {
    text.split([' ', '-', '/', '\n']).map(ems).fold(0.0, f32::max)
}

/// The width of a text in sizes of type; a few in a hundred more, as not every font keeps to the widths that are known.
fn ems(text: &str) -> f32 {
    1.04 * letters::width(text, 1.0, false) as f32
}

/// The width of the longest cell on one line.
fn widest(sheet: &Sheet, at: usize) -> f32 {
    sheet.column(at).map(|cell| ems(&cell.text)).fold(0.0, f32::max)
}
