//! Values as people read them: names, percentages, days as they are spoken. Shared by the terminal and Markdown.

use std::borrow::Cow;

use crate::report::{Audience, Block, Column, Named, Table, Value};

/// Whether people see a block: not the tables for machines, nor one without rows.
pub fn is_shown(block: &Block) -> bool {
    !matches!(block, Block::Table(table) | Block::Matrix(table) if table.audience == Audience::Machines || table.rows.is_empty())
}

/// The columns of a table that people see, with their places.
pub fn columns(table: &Table) -> impl Iterator<Item = (usize, &Column)> {
    table.columns.iter().enumerate().filter(|(_, column)| column.audience != Audience::Machines)
}

/// Whether values of this kind stand to the right of their column.
pub fn is_number(value: &Value) -> bool {
    matches!(
        value,
        Value::Number(_)
            | Value::Signed(_)
            | Value::Share(_)
            | Value::Percent(_)
            | Value::Points(_)
            | Value::Decimal(_)
    )
}

/// Whether a value says nothing where it stands alone.
pub fn is_empty(value: &Value) -> bool {
    match value {
        Value::Missing | Value::Bar(_) => true,
        Value::Text(text) | Value::Brief(text) | Value::Code(text) => text.is_empty(),
        _ => false,
    }
}

/// A value in words and figures; bars are `bar_width` wide at most.
pub fn cell(value: &Value, bar_width: usize) -> String {
    match value {
        Value::Missing => "-".to_owned(),
        Value::Text(text) | Value::Brief(text) | Value::Code(text) => plain(text).into_owned(),
        Value::Number(n) => n.to_string(),
        Value::Signed(0) => "0".to_owned(),
        Value::Signed(n) => format!("{n:+}"),
        Value::Share(share) => percentage(*share),
        Value::Percent(share) => whole_percentage(*share),
        Value::Points(change) => without_minus_zero(format!("{:+.1}", change * 100.0)),
        Value::Decimal(number) => without_minus_zero(format!("{number:.3}")),
        Value::Day(day) => day.to_string(),
        Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::Members(members) => plain(&names(members)).into_owned(),
        Value::Bar(length) => bar(*length, bar_width),
    }
}

/// Text on one line that cannot steer a terminal: breaks become spaces, other control characters and those that turn the
/// direction of writing a mark.
#[must_use]
pub fn plain(text: &str) -> Cow<'_, str> {
    let steers = |c: char| matches!(c, '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}') || c.is_control();
    if !text.contains(steers) {
        return Cow::Borrowed(text);
    }
    let shown = |c: char| match c {
        '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => ' ',
        c if steers(c) => '\u{fffd}',
        c => c,
    };
    Cow::Owned(text.chars().map(shown).collect())
}

/// One decimal, as the field prints percentages.
pub fn percentage(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

/// A whole percentage, of which 100 says always and 0 never: what is only near to them is 99 or 1.
fn whole_percentage(share: f64) -> String {
    let [least, most] = [if share > 0.0 { 1.0 } else { 0.0 }, if share < 1.0 { 99.0 } else { 100.0 }];
    format!("{:.0}", (share * 100.0).round().clamp(least, most))
}

/// A number in figures of which none but a zero is left after rounding has no sign.
fn without_minus_zero(figures: String) -> String {
    if figures.chars().any(|c| c.is_ascii_digit() && c != '0') {
        figures
    } else {
        figures.trim_start_matches(['+', '-']).to_owned()
    }
}

/// Names with commas between.
pub fn names(members: &[Named]) -> String {
    members.iter().map(|member| member.name.as_str()).collect::<Vec<_>>().join(", ")
}

/// Names of which none is broken where lines are: their spaces are hard ones until [`softened`].
pub fn unbroken(members: &[Named]) -> String {
    plain(&names(members)).replace(' ', "\u{a0}").replace(",\u{a0}", ", ")
}

/// Lines that were cut, with the spaces of names as ordinary ones.
pub fn softened(text: &str) -> String {
    text.replace('\u{a0}', " ")
}

/// A bar in eighths of a character.
pub fn bar(length: f64, width: usize) -> String {
    const EIGHTHS: [&str; 8] = ["", "▏", "▎", "▍", "▌", "▋", "▊", "▉"];
    let eighths = (length.clamp(0.0, 1.0) * width as f64 * 8.0).round().max(0.0);
    // At most the width of a terminal times eight.
    #[allow(clippy::cast_sign_loss)]
    let eighths = eighths as usize;
    format!("{}{}", "█".repeat(eighths / 8), EIGHTHS[eighths % 8])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_has_its_sign_and_nothing_has_none() {
        let written = [0.045, -0.4668, -0.0001, 0.0].map(|change| cell(&Value::Points(change), 0));
        assert_eq!(written, ["+4.5", "-46.7", "0.0", "0.0"]);
        assert_eq!([-0.43918, -0.0].map(|number| cell(&Value::Decimal(number), 0)), ["-0.439", "0.000"]);
    }

    #[test]
    fn a_whole_percentage_of_100_or_0_is_exact() {
        let written = [1.0, 0.999, 0.985, 0.214, 0.004, 0.0].map(|share| cell(&Value::Percent(share), 0));
        assert_eq!(written, ["100", "99", "99", "21", "1", "0"]);
    }

    #[test]
    fn bars_grow_by_eighths() {
        assert_eq!(bar(0.5, 4), "██");
        assert_eq!(bar(5.0 / 8.0, 1), "▋");
        assert_eq!(bar(0.0, 10), "");
        assert_eq!(bar(7.0, 2), "██");
    }
}
