//! Days as files write them. Nothing else.

use crate::record::Date;

/// The years in which the United Nations can have voted.
const YEARS: std::ops::RangeInclusive<i16> = 1945..=2100;

/// A day that exists: `2025-02-24`, also with a time behind it, or `2/24/2025` with the month first.
pub fn date(text: &str) -> Option<Date> {
    let text = text.trim();
    let day = text.split_once(['T', ' ']).map_or(text, |(day, _)| day);
    let (separator, order) = if day.contains('/') { ('/', [2, 0, 1]) } else { ('-', [0, 1, 2]) };
    let mut numbers = [0_i16; 3];
    let mut pieces = day.split(separator);
    for (place, number) in numbers.iter_mut().enumerate() {
        let piece = pieces.next()?;
        let most = if place == order[0] { 4 } else { 2 };
        let digits = (1..=most).contains(&piece.len()) && piece.bytes().all(|b| b.is_ascii_digit());
        *number = if digits { piece.parse().ok()? } else { return None };
    }
    let [year, month, day] = order.map(|place| numbers[place]);
    let exists = pieces.next().is_none() && YEARS.contains(&year);
    exists.then(|| Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_days_that_exist_are_days() {
        let read = |text| date(text).map(|day| day.to_string());
        assert_eq!(read("2025-02-24").as_deref(), Some("2025-02-24"));
        assert_eq!(read("2/16/1946").as_deref(), Some("1946-02-16"));
        assert_eq!(read("1/1/1946").as_deref(), Some("1946-01-01"));
        assert_eq!(read("2024-02-29T00:00:00").as_deref(), Some("2024-02-29"));
        for bad in
            ["", "2025-02-30", "2023-02-29", "30/2/2025", "1844-01-01", "2025-2", "20250224", "2025-02-24-1", "x"]
        {
            assert_eq!(date(bad), None, "{bad}");
        }
    }
}
