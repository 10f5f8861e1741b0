//! Counts as files write them. Nothing else.

/// The largest count that a roll call can hold: more than the United Nations ever had members.
const MOST: u16 = 300;

/// A count of members: `120`, `120.0` as spreadsheets write it, `012` padded; no fraction, no sign, at most 300.
#[must_use]
pub fn count(text: &str) -> Option<u16> {
    let text = text.trim();
    let whole =
        text.split_once('.').map_or(Some(text), |(whole, rest)| rest.bytes().all(|b| b == b'0').then_some(whole))?;
    let digits = !whole.is_empty() && whole.len() <= 9 && whole.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| whole.parse().ok()).flatten().filter(|n| *n <= MOST)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_are_read_as_spreadsheets_write_them() {
        for (text, n) in [("120", 120), ("120.0", 120), ("012", 12), (" 0.00 ", 0), ("193.", 193)] {
            assert_eq!(count(text), Some(n), "{text}");
        }
        for bad in ["", "-1", "1.5", "301", "1e2", "99999999999999", "x", ".0", "+3"] {
            assert_eq!(count(bad), None, "{bad}");
        }
    }
}
