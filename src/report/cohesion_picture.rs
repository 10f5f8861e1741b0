//! How united groups voted through the years, as a picture.

use super::chart::{Bars, Chart, Line, Point, Unit};
use super::cohesion::CohesionQuestion;
use super::line_picture::{FEW, ends_told, pictured, place, when};
use super::picture::Picture;
use super::{Names, agreement::selected, words};
use crate::analysis::cohesion::{By, Groups, Row};
use crate::record::{Record, RollCallId};

/// The picture of Rice's index of each group by year or session; none where it has none.
pub(crate) fn of_cohesion(
    record: &Record, ids: &[RollCallId], found: &Groups, question: &CohesionQuestion, conditions: &[String],
) -> Option<Picture> {
    let names = Names::new(record, question.official).over(ids.iter().copied());
    let line = |at: usize| {
        let rows: Vec<&Row> = found.rows.iter().filter(|row| row.group == at).collect();
        let list = &found.all[at].list;
        let names = [names.list(list), list.codes(record.members())];
        Line { names, colour: at, points: rows.iter().filter_map(|row| point(row)).collect() }
    };
    let lines: Vec<Line> = (0..found.all.len()).map(line).filter(|line| !line.points.is_empty()).collect();
    let at = lines.iter().filter_map(Line::last).map(|point| point.at).max()?;
    let by_year = question.by == By::Year;
    let when = when(by_year, at);
    let ends: Vec<(&str, &Point)> =
        lines.iter().filter_map(|line| Some((line.names[0].as_str(), line.last()?))).collect();
    let title = match ends.as_slice() {
        [(name, last)] => format!("{name}: cohesion of {} in {when}", Unit::Index.told(last.value)),
        _ => format!("Cohesion in {when}: {}", ends_told(Unit::Index, at, &ends)),
    };
    let by = if by_year { "by calendar year" } else { "by regular session" };
    let selected = selected(conditions).map_or_else(String::new, |selected| format!(". {selected}"));
    let band = if lines.iter().flat_map(|line| &line.points).any(|point| point.interval.is_some()) && lines.len() <= 3 {
        "; band: 95% interval of draws"
    } else {
        ""
    };
    let subtitle = format!(
        "Rice's index in votes in the {}, {by}: 1 where all that voted yes or no voted alike, 0 where they were halved{band}{selected}",
        question.body.name()
    );
    let of_one = found.rows.iter().filter(|row| lines.len() == 1 && row.cohesion.rice.is_some());
    let counts: Vec<(i16, u32)> =
        of_one.filter_map(|row| Some((place(row.key.as_ref()?)?, row.cohesion.rice_votes))).collect();
    let bars = counts
        .last()
        .map(|last| format!("{} in {when}", last.1))
        .map(|last| Bars { words: ["Votes".to_owned(), last], counts });
    pictured(title, subtitle, Chart { unit: Unit::Index, lines, bars, ..Chart::default() }, Vec::new(), by_year)
}

fn point(row: &Row) -> Option<Point> {
    let (at, value, votes) = (place(row.key.as_ref()?)?, row.cohesion.rice?, row.cohesion.rice_votes);
    let said = format!("{at}: {} in {}", Unit::Index.told(value), words::count(votes, "vote"));
    Some(Point { at, value, interval: row.cohesion.intervals[0], is_firm: votes >= FEW, said })
}
