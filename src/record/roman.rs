//! Roman numerals, in which the first thirty sessions are numbered.

const STEPS: [(u16, &str); 9] =
    [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];

/// The value of a Roman numeral in upper case and in its only proper spelling, 1 to 399.
pub(super) fn value(text: &str) -> Option<u16> {
    let (mut rest, mut total) = (text, 0_u16);
    for (step, letters) in STEPS {
        while let Some(after) = rest.strip_prefix(letters) {
            (rest, total) = (after, total.checked_add(step)?);
        }
    }
    numeral(total).filter(|proper| proper == text).map(|_| total)
}

/// The Roman numeral of a number, 1 to 399.
pub(super) fn numeral(mut n: u16) -> Option<String> {
    if !(1..400).contains(&n) {
        return None;
    }
    let mut text = String::new();
    for (step, letters) in STEPS {
        while n >= step {
            text.push_str(letters);
            n -= step;
        }
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_proper_spelling_counts() {
        assert_eq!(value("XXIX"), Some(29));
        assert_eq!(value("IV"), Some(4));
        for bad in ["IIII", "IIX", "VX", "", "A", "IC"] {
            assert_eq!(value(bad), None, "{bad}");
        }
    }

    #[test]
    fn every_numeral_reads_back() {
        for n in 1..400 {
            assert_eq!(numeral(n).and_then(|text| value(&text)), Some(n));
        }
    }
}
