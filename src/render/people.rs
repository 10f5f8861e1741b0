//! Values as people read them: names, percentages, days as they are spoken. Shared by the terminal and Markdown.

use crate::report::{Audience, Column, Named, Table, Value};

/// The columns of a table that people see, with their places.
pub fn columns(table: &Table) -> impl Iterator<Item = (usize, &Column)> {
    table.columns.iter().enumerate().filter(|(_, column)| column.audience != Audience::Machines)
}

/// Whether values of this kind stand to the right of their column.
pub fn is_number(value: &Value) -> bool {
    matches!(value, Value::Number(_) | Value::Signed(_) | Value::Share(_))
}

/// A value in words and figures; bars are `bar_width` wide at most.
pub fn cell(value: &Value, bar_width: usize) -> String {
    match value {
        Value::Missing => "-".to_owned(),
        Value::Text(text) | Value::Brief(text) | Value::Code(text) => text.clone(),
        Value::Number(n) => n.to_string(),
        Value::Signed(n) => format!("{n:+}"),
        Value::Share(share) => percentage(*share),
        Value::Day(day) => day.to_string(),
        Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::Members(members) => names(members),
        Value::Bar(length) => bar(*length, bar_width),
    }
}

/// One decimal, as the field prints percentages.
pub fn percentage(share: f64) -> String {
    format!("{:.1}%", share * 100.0)
}

/// Names with commas between.
pub fn names(members: &[Named]) -> String {
    members.iter().map(|member| member.name.as_str()).collect::<Vec<_>>().join(", ")
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
    fn bars_grow_by_eighths() {
        assert_eq!(bar(0.5, 4), "██");
        assert_eq!(bar(5.0 / 8.0, 1), "▋");
        assert_eq!(bar(0.0, 10), "");
        assert_eq!(bar(7.0, 2), "██");
    }
}
