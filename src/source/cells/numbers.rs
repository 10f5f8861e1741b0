//! Whole numbers, flags and nothing, as spreadsheets and statistics programs write them: `120`, `120.0`, `012`, `NA`. It
//! knows no column.

use crate::members::MemberSet;

/// A whole number that is not negative; decimals must all be zero, and no more than two behind a comma, which may stand
/// before thousands. `None` for anything else, also for numbers that do not fit.
pub(crate) fn whole(text: &str) -> Option<u64> {
    let text = text.trim();
    let comma = || text.split_once(',').filter(|(_, decimals)| matches!(decimals.len(), 1 | 2));
    let (digits, decimals) = text.split_once('.').or_else(comma).unwrap_or((text, ""));
    if digits.is_empty() || decimals.bytes().any(|b| b != b'0') {
        return None;
    }
    digits.bytes().try_fold(0_u64, |number, digit| {
        let digit = digit.is_ascii_digit().then(|| u64::from(digit - b'0'))?;
        number.checked_mul(10)?.checked_add(digit)
    })
}

/// A number of members or votes: no body has more members than a set can hold.
pub(crate) fn count(text: &str) -> Option<u16> {
    whole(text).filter(|number| *number <= MemberSet::CAPACITY as u64).map(|number| number as u16)
}

/// The number of a roll call (`rcid`) or of a country, which files also write as `3.0`.
pub(crate) fn key(text: &str) -> Option<u32> {
    u32::try_from(whole(text)?).ok()
}

/// A column of flags: `1`, `1.0`, `TRUE`, `yes`; nothing and every way to say no are false. `None` for other words.
pub(crate) fn flag(text: &str) -> Option<bool> {
    let text = text.trim();
    match whole(text) {
        Some(number) => (number <= 1).then_some(number == 1),
        None if ["true", "t", "yes", "y"].iter().any(|word| text.eq_ignore_ascii_case(word)) => Some(true),
        None if ["", "false", "f", "no", "n", "na"].iter().any(|word| text.eq_ignore_ascii_case(word)) => Some(false),
        None => None,
    }
}

/// The text of a cell that is not about members; what statistics programs write for nothing is empty.
pub(crate) fn empty(cell: &str) -> &str {
    if ["NA", "N/A", "NULL", "NaN"].iter().any(|nothing| cell.eq_ignore_ascii_case(nothing)) { "" } else { cell }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn padded_and_decimal_counts_are_read() {
        for (text, number) in [
            ("120", 120),
            ("120.0", 120),
            ("012", 12),
            ("000", 0),
            (" 7 ", 7),
            ("193.00", 193),
            ("193.", 193),
            ("12,0", 12),
            ("193,00", 193),
        ] {
            assert_eq!(count(text), Some(number), "{text}");
        }
    }

    #[test]
    fn what_is_no_count_of_members_is_refused() {
        for bad in
            ["", "-1", "1.5", ".0", "1e2", "300", "99999999999999999999", "1,000", "1,", "1,5", "٣", "x", "+1", "1.0.0"]
        {
            assert_eq!(count(bad), None, "{bad}");
        }
    }

    #[test]
    fn keys_with_and_without_decimals_are_the_same() {
        assert_eq!(key("9464.0"), key("9464"));
        assert_eq!(key("4294967296"), None);
    }

    #[test]
    fn flags_are_read_as_programs_write_them() {
        assert_eq!(["1", "1.0", "TRUE"].map(flag), [Some(true); 3]);
        assert_eq!(["0", "0.0", "False", "", "NA"].map(flag), [Some(false); 5]);
        assert_eq!(["2", "maybe"].map(flag), [None; 2]);
    }

    proptest! {
        #[test]
        fn every_whole_number_is_read_back_in_each_form(number in any::<u64>(), zeros in 0_usize..4) {
            let padded = format!("{}{number}", "0".repeat(zeros));
            prop_assert_eq!(whole(&padded), Some(number));
            prop_assert_eq!(whole(&format!("{padded}.0")), Some(number));
        }

        #[test]
        fn no_text_breaks_it(text in "\\PC{0,12}") {
            let _ = (whole(&text), flag(&text));
        }
    }
}
