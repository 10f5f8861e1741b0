//! Roman numerals, in which the first thirty sessions are numbered. Nothing else.

/// The value of a Roman numeral in upper case and in its only proper spelling, 1 to 399.
#[must_use]
pub fn value(text: &str) -> Option<u16> {
    let digit = |byte: u8| match byte {
        b'I' => Some(1_u16),
        b'V' => Some(5),
        b'X' => Some(10),
        b'L' => Some(50),
        b'C' => Some(100),
        _ => None,
    };
    if text.is_empty() || text.len() > 15 {
        return None;
    }
    let mut total = 0;
    let mut largest = 0;
    for byte in text.bytes().rev() {
        let n = digit(byte)?;
        if n < largest {
            total = u16::checked_sub(total, n)?;
        } else {
            total += n;
            largest = n;
        }
    }
    (numeral(total)? == text).then_some(total)
}

/// The Roman numeral of a number, 1 to 399.
#[must_use]
pub fn numeral(mut n: u16) -> Option<String> {
    const STEPS: [(u16, &str); 9] =
        [(100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
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
