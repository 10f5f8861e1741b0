//! Pictures at a terminal: squares by vote, and the map in codes upon colours. Without colour the votes are letters: Y in
//! favour, N against, A abstaining, a dot for non-voting, a question mark where the vote is not known.

use std::io;

use anstyle::{AnsiColor, Color, Style};
use unicode_width::UnicodeWidthStr as _;

use super::harmless::plain;
use super::people::Marks;
use super::{Screen, terminal_lines, terminal_table};
use crate::report::picture::{GroupRow, Heap, List, Panel, Picture, Role, Spot, Stack, Stacks, Tiles};

/// Columns and rows of the map.
const COLUMNS: usize = 26;
const ROWS: u8 = 18;

/// Draws the panels that a terminal can show.
pub(super) fn write(picture: &Picture, screen: Screen, out: &mut dyn io::Write) -> io::Result<()> {
    let mut is_first = true;
    for panel in &picture.panels {
        let drawn = drawn(panel, screen);
        if !drawn.is_empty() {
            out.write_all(if std::mem::take(&mut is_first) { b"" } else { b"\n" })?;
            out.write_all(drawn.as_bytes())?;
        }
    }
    if is_first {
        let text = "This picture is drawn in a file: name one with -o FILE.svg";
        writeln!(out, "{}", wrapped(text, screen, ""))?;
    }
    Ok(())
}

/// The lines of a panel; empty where a terminal does not show it.
fn drawn(panel: &Panel, screen: Screen) -> String {
    match panel {
        Panel::Dots(heaps) | Panel::Coded(heaps) => heaps.iter().map(|heap| of_heap(heap, screen)).collect(),
        Panel::Groups(groups) => of_groups(groups, screen),
        Panel::Hemicycle(hemicycle) => {
            let roles: Vec<Role> = hemicycle.spots.iter().map(|spot| spot.role).collect();
            squares(&roles, screen.width.min(60), screen).join("\n") + "\n"
        }
        Panel::Tiles(tiles) => map(tiles, screen),
        Panel::Lists(lists) => lists.iter().map(|list| listed(list, screen)).collect(),
        Panel::Chart(chart) => terminal_lines::drawn(chart, screen),
        Panel::Places(places) => terminal_lines::places(places, screen),
        Panel::Stacks(stacks) => of_stacks(stacks, screen),
        Panel::Bar(_) | Panel::Flows(_) | Panel::Heat(_) | Panel::Tree(_) => String::new(),
    }
}

/// A row for each group: its name, its squares, its figures.
fn of_groups(groups: &[GroupRow], screen: Screen) -> String {
    let name = |group: &GroupRow| group.names[usize::from(screen.width < 80)];
    let indent = groups.iter().map(|group| name(group).width()).max().unwrap_or_default() + 2;
    let row = |group: &GroupRow| {
        let roles: Vec<Role> = group.spots.iter().map(|spot| spot.role).collect();
        let lines = squares(&roles, screen.width.saturating_sub(indent).max(10), screen);
        let (name, below) = (name(group), format!("\n{}", " ".repeat(indent)));
        format!("{name}{}{}  {}\n", " ".repeat(indent - name.width()), lines.join(&below), group.figures)
    };
    screen.marks.of(groups.iter().map(row).collect())
}

/// A row for each vote: its year, and its parts as squares.
fn of_stacks(stacks: &Stacks, screen: Screen) -> String {
    let most = stacks.bars.iter().map(|bar| bar.counts.iter().sum::<u32>()).max().unwrap_or(1).max(1);
    let room = screen.width.saturating_sub(6).max(10) as u32;
    let row = |bar: &Stack| {
        let mut below = 0;
        let mut roles = Vec::new();
        for ((role, _), count) in stacks.parts.iter().zip(&bar.counts) {
            // What is there at all has a square at least.
            let next = ((below + count) * room).div_ceil(most).min(room);
            let squares = (next as usize).saturating_sub(roles.len()).max(usize::from(*count > 0));
            roles.extend(std::iter::repeat_n(*role, squares));
            below += count;
        }
        format!("{}  {}\n", bar.at, squares(&roles, roles.len(), screen).concat())
    };
    let words: Vec<String> = stacks.parts.iter().map(|(role, word)| format!("{} {word}", letter(*role))).collect();
    let key = if screen.color { String::new() } else { format!("{}\n", words.join(", ")) };
    screen.marks.of(stacks.bars.iter().map(row).collect::<String>() + &key)
}

/// A text in lines, each behind so many spaces.
fn wrapped(text: &str, screen: Screen, indent: &str) -> String {
    terminal_table::lines(&screen.marks.of(plain(text).into_owned()), screen.width, indent).join("\n")
}

fn of_heap(heap: &Heap, screen: Screen) -> String {
    if heap.count == 0 {
        return String::new();
    }
    let lines = squares(&vec![heap.role; heap.count], screen.width.min(66).saturating_sub(2), screen);
    format!("{} {}\n  {}\n", heap.count, heap.word, lines.join("\n  "))
}

fn listed(list: &List, screen: Screen) -> String {
    format!("{}\n{}\n", wrapped(&list.heading, screen, ""), wrapped(&list.names.join(", "), screen, "  "))
}

/// A square for each role, in lines of this width.
fn squares(roles: &[Role], width: usize, screen: Screen) -> Vec<String> {
    let run = |roles: &[Role]| {
        let style = foreground(roles[0], screen);
        let mark = mark(roles[0], screen);
        format!("{style}{}{style:#}", mark.repeat(roles.len()))
    };
    let line = |line: &[Role]| line.chunk_by(|a, b| a == b).map(run).collect();
    roles.chunks(width.max(1)).map(line).collect()
}

/// What stands for a member: a square where there is colour, else the letter of its vote.
fn mark(role: Role, screen: Screen) -> &'static str {
    match (screen.color && screen.marks == Marks::Unicode, role) {
        (true, Role::NonVoting | Role::NotKnown) => "\u{25a1}",
        (true, _) => "\u{25a0}",
        (false, role) => letter(role),
    }
}

/// The letter of a vote, or the tenths of a share.
fn letter(role: Role) -> &'static str {
    const TENTHS: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    match role {
        Role::Yes => "Y",
        Role::No => "N",
        Role::Abstain => "A",
        Role::NonVoting => ".",
        Role::Share(share) => TENTHS[tenths(share)],
        Role::Change(change) => TENTHS[tenths(change.midpoint(1.0))],
        // Black is the sixth of colours that stand beside one another.
        Role::Line(line) => TENTHS[if line == 0 { 6 } else { usize::from(line.min(9)) }],
        Role::Context => "+",
        _ => "?",
    }
}

/// The tenths of a share, of which all have nine.
// Held between both ends.
#[allow(clippy::cast_sign_loss)]
fn tenths(share: f32) -> usize {
    ((share.clamp(0.0, 1.0) * 10.0) as usize).min(9)
}

/// The colour of a role as the terminal has it.
const fn colour(role: Role) -> Option<AnsiColor> {
    match role {
        Role::Yes => Some(AnsiColor::Blue),
        Role::No => Some(AnsiColor::Red),
        Role::Abstain => Some(AnsiColor::Yellow),
        _ => None,
    }
}

fn foreground(role: Role, screen: Screen) -> Style {
    let colour = colour(role).filter(|_| screen.color).map(Color::from);
    Style::new().fg_color(colour)
}

/// The map: a code of two letters for each member upon the colour of its vote, or the letter of its vote; a space between
/// where there is room.
fn map(tiles: &Tiles, screen: Screen) -> String {
    let pitch = (screen.width / COLUMNS).clamp(1, 3);
    let at = |row: u8, column: u8| tiles.placed.iter().find(|(place, _)| *place == [row, column]);
    let cell = |tile: Option<&([u8; 2], Spot)>| match tile {
        None => " ".repeat(pitch),
        Some((_, spot)) => of_tile(spot, pitch, screen),
    };
    let line = |row: u8| {
        let cells: String = (0..COLUMNS as u8).map(|column| cell(at(row, column))).collect();
        format!("{}\n", cells.trim_end())
    };
    let mut lines: String = (0..ROWS).map(line).collect();
    if !tiles.also.is_empty() {
        let also: Vec<String> = tiles.also.iter().map(|spot| format!("{} ({})", spot.name, spot.said)).collect();
        lines += &wrapped(&format!("Without a tile: {}", also.join(", ")), screen, "");
        lines.push('\n');
    }
    lines + &key(tiles, screen)
}

/// What the letters mean, where they stand for colours; of a scale its ends.
fn key(tiles: &Tiles, screen: Screen) -> String {
    let says = |role: Role| tiles.placed.iter().any(|(_, spot)| spot.role == role);
    if let Some(scale) = &tiles.scale {
        return format!(
            "{}\n",
            wrapped(&format!("In tenths, from 0 ({}) to 9 ({})", scale.ends[0], scale.ends[1]), screen, "")
        );
    }
    if screen.color {
        return String::new();
    }
    let words = [
        (Role::Yes, "Y in favour"),
        (Role::No, "N against"),
        (Role::Abstain, "A abstaining"),
        (Role::NonVoting, ". non-voting"),
        (Role::NotKnown, "? not known"),
    ];
    let said: Vec<&str> = words.into_iter().filter(|(role, _)| says(*role)).map(|(_, word)| word).collect();
    format!("{}\n", wrapped(&said.join(", "), screen, ""))
}

fn of_tile(spot: &Spot, pitch: usize, screen: Screen) -> String {
    let is_vote = matches!(spot.role, Role::Yes | Role::No | Role::Abstain | Role::NonVoting | Role::NotKnown);
    if !screen.color || pitch < 2 || !is_vote {
        let style = foreground(spot.role, screen);
        return format!("{style}{}{style:#}{}", letter(spot.role), " ".repeat(pitch - 1));
    }
    let dark = matches!(spot.role, Role::Abstain).then_some(AnsiColor::Black);
    let light = colour(spot.role).map(|_| AnsiColor::BrightWhite);
    let style = Style::new().bg_color(colour(spot.role).map(Color::from)).fg_color(dark.or(light).map(Color::from));
    let code: String = spot.short.chars().take(2).collect();
    format!("{style}{code:2}{style:#}{}", " ".repeat(pitch - 2))
}
