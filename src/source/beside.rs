//! Small tables that stand beside a record: pairs of roll calls on one question, and positions that somebody published.
//! They hold no votes, and nothing of them enters a record.

use std::path::Path;

use super::cells::numbers;
use super::error::SourceError;
use super::format::{Head, Row, Rows};
use super::input;
use crate::members::{Member, MemberId, Members};

/// Reads pairs of numbers of roll calls in Voeten's data, the earlier first: columns `rcid1` and `rcid2`.
///
/// # Errors
/// When the file cannot be read, has no such columns, or a cell is no number.
pub fn pairs(path: &Path) -> Result<Vec<(u32, u32)>, SourceError> {
    let wanted: [&[&str]; 2] = [&["rcid1", "rcid_1", "rcid.x"], &["rcid2", "rcid_2", "rcid.y"]];
    let mut pairs = Vec::new();
    each_row(path, &wanted, "pairs of roll calls (rcid1, rcid2)", |row, cells, wrong| {
        let number = |cell: &str| numbers::key(cell).ok_or_else(|| wrong(row, cell, "the number of a roll call"));
        pairs.push((number(cells[0])?, number(cells[1])?));
        Ok(())
    })?;
    Ok(pairs)
}

/// A published position: the members that its code or number may stand for, the session, the position.
pub type Published = (Vec<MemberId>, u16, f64);

/// Reads published positions; and how many rows have no position, or one of no member.
///
/// # Errors
/// When the file cannot be read, or lacks a column of members, of sessions or of positions.
pub fn positions(path: &Path, members: &Members) -> Result<(Vec<Published>, usize), SourceError> {
    const MEMBER: &[&str] =
        &["ccode", "member", "iso3c", "iso3", "iso_a3", "country_code", "code", "country", "countryname", "name"];
    const SESSION: &[&str] = &["session", "year"];
    const POSITION: &[&str] = &[
        "idealpointall", "idealpointfp", "idealpoint", "ideal_point", "ideal.point", "ideal", "position", "theta",
        "estimate", "mean",
    ];
    let (mut all, mut passed_over, mut is_year) = (Vec::new(), 0, None);
    each_row(
        path,
        &[MEMBER, SESSION, POSITION],
        "positions (a member, session and idealpoint)",
        |row, cells, wrong| {
            let session = numbers::key(cells[1]).and_then(|number| u16::try_from(number).ok());
            let Some(session) = session.filter(|session| *session > 0) else {
                return Err(wrong(row, cells[1], "a session"));
            };
            // A year is that in which the session opened.
            let session = if *is_year.get_or_insert(session > 1900) { session.saturating_sub(1945) } else { session };
            let meant = meant(members, cells[0]);
            match cells[2].parse::<f64>().ok().filter(|position| position.is_finite()) {
                Some(position) if !meant.is_empty() => all.push((meant, session, position)),
                _ => passed_over += 1,
            }
            Ok(())
        },
    )?;
    Ok((all, passed_over))
}

/// Taiwan's number, by which the list knows who held China's seat until 1971.
const REPUBLIC_OF_CHINA: u32 = 713;

/// The members of a cell: by number in the Correlates of War list, code or name.
fn meant(members: &Members, cell: &str) -> Vec<MemberId> {
    let Some(number) = numbers::key(cell) else {
        return members.by_code(cell).or_else(|| members.find(cell).ok()).into_iter().collect();
    };
    if number == REPUBLIC_OF_CHINA {
        return members.find("ROC").into_iter().collect();
    }
    let has = |one: &Member| one.cow.iter().any(|cow| u32::from(*cow) == number);
    members.iter().filter(|(_, one)| has(one)).map(|(id, _)| id).collect()
}

/// What makes the error for a cell that is not what it should be.
type Wrong<'w> = &'w dyn Fn(&Row<'_>, &str, &str) -> SourceError;

/// Hands over the cells of these columns, each by any of its names, row by row; `what` says what the file is to hold.
fn each_row(
    path: &Path, wanted: &[&[&str]], what: &str,
    mut take: impl FnMut(&Row<'_>, &[&str], Wrong<'_>) -> Result<(), SourceError>,
) -> Result<(), SourceError> {
    let opened = input::open(path)?;
    let Some(input) = opened.inputs.first() else { return Err(SourceError::empty(&path.display().to_string())) };
    let head = Head::of(&input.name, &input.bytes)?;
    let at: Vec<Option<usize>> = wanted.iter().map(|names| head.columns.find(names)).collect();
    if let Some(lacks) = at.iter().position(Option::is_none) {
        let (name, columns) = (&input.name, head.columns.names.join(", "));
        let expected = wanted[lacks].join(", ");
        return Err(SourceError::Refused(format!(
            "{name} holds no {what}: none of its columns is called {expected}\n  its columns: {columns}"
        )));
    }
    let wrong = |row: &Row<'_>, cell: &str, what: &str| SourceError::At {
        name: input.name.clone(),
        line: row.line,
        what: format!("'{cell}' is not {what}"),
    };
    let mut rows = Rows::of(input, head.delimiter());
    rows.read()?;
    while let Some(row) = rows.read()? {
        let cells: Vec<&str> = at.iter().map(|at| row.at(*at)).collect();
        take(&row, &cells, &wrong)?;
    }
    input.bytes.still_whole(&input.name)
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn file(text: &str) -> tempfile::NamedTempFile {
        let mut file = tempfile::NamedTempFile::new().unwrap();
        file.write_all(text.as_bytes()).unwrap();
        file
    }

    #[test]
    fn pairs_are_read_by_the_names_of_their_columns() {
        let text = "\u{feff}v1,rcid1,rcid2\n1,299,331\n2,392.0,423\n";
        assert_eq!(pairs(file(text).path()).unwrap(), [(299, 331), (392, 423)]);
        let told = |text| pairs(file(text).path()).unwrap_err().to_string();
        assert!(told("a,b\n1,2\n").contains("none of its columns is called rcid1"));
        assert!(told("rcid1,rcid2\n1,x\n").contains("line 2: 'x' is not the number of a roll call"));
    }

    #[test]
    fn published_positions_are_read_by_number_code_or_name_and_by_year() {
        let members = Members::embedded();
        let read = |text| {
            let (all, passed_over) = positions(file(text).path(), &members).unwrap();
            let told = |(meant, session, position): &Published| {
                (meant.iter().map(|one| members.get(*one).code).collect::<Vec<_>>().join(" "), *session, *position)
            };
            (all.iter().map(told).collect::<Vec<_>>(), passed_over)
        };
        let (told, passed_over) = read("ccode,session,IdealPointAll,x\n2,1,1.66,\n365,70,-0.4,\n2,2,NA,\n9999,2,1,\n");
        assert_eq!((told.len(), passed_over), (2, 2));
        assert_eq!(told[0], ("USA".to_owned(), 1, 1.66));
        assert!(told[1].0.contains("RUS"), "{told:?}");
        let (told, _) = read("Country,year,theta\nFrance,2019,0.5\n");
        assert_eq!(told, [("FRA".to_owned(), 74, 0.5)]);
        let why = positions(file("a,session\n1,2\n").path(), &members).unwrap_err().to_string();
        assert!(why.contains("holds no positions") && why.contains("its columns: a, session"), "{why}");
    }
}
