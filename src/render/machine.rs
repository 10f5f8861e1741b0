//! Values as machines read them: codes, ISO dates and raw numbers. Shared by all formats for machines.

use std::io::Write;

use serde::{Serialize, Serializer, ser::SerializeSeq as _};

use crate::report::Value;

/// Adds a value as a cell: nothing when missing, members as codes with spaces between.
pub(super) fn write_cell(value: &Value<'_>, cell: &mut Vec<u8>) {
    // Writing into memory does not fail.
    let _ = match value {
        Value::Missing => Ok(()),
        Value::Text(words) => cell.write_all(words.as_bytes()),
        Value::Number(number) => cell.write_all(itoa::Buffer::new().format(*number).as_bytes()),
        Value::Real(number) => write_real(*number, cell),
        Value::Day(day) => write!(cell, "{day}"),
        Value::Flag(flag) => write!(cell, "{flag}"),
        Value::Members(members) => {
            for (place, member) in members.iter().enumerate() {
                cell.extend(if place > 0 { &b" "[..] } else { b"" });
                cell.extend(member.code.as_bytes());
            }
            Ok(())
        }
    };
}

/// A number in its shortest digits, without exponent, and without decimals where it has none.
fn write_real(number: f64, cell: &mut Vec<u8>) -> std::io::Result<()> {
    let mut buffer = ryu::Buffer::new();
    let digits = buffer.format(number);
    if !number.is_finite() || digits.contains('e') {
        return write!(cell, "{number}");
    }
    cell.write_all(digits.strip_suffix(".0").unwrap_or(digits).as_bytes())
}

/// A value in JSON: null when missing, members as a list of codes.
pub(super) struct Json<'v, 'a>(pub &'v Value<'a>);

impl Serialize for Json<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Value::Missing => serializer.serialize_unit(),
            Value::Text(words) => serializer.serialize_str(words),
            Value::Number(number) => serializer.serialize_i64(*number),
            Value::Real(number) => serializer.serialize_f64(*number),
            Value::Day(day) => serializer.collect_str(day),
            Value::Flag(flag) => serializer.serialize_bool(*flag),
            Value::Members(members) => {
                let mut codes = serializer.serialize_seq(Some(members.len()))?;
                members.iter().try_for_each(|member| codes.serialize_element(member.code))?;
                codes.end()
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cell(value: &Value<'_>) -> String {
        let mut cell = Vec::new();
        write_cell(value, &mut cell);
        String::from_utf8(cell).expect("UTF-8")
    }

    proptest! {
        #[test]
        fn a_number_is_written_as_short_as_the_language_writes_it(number: f64, small in -1.0..1.0_f64) {
            for number in [number, small, number.trunc(), 0.0, -0.0, 1e15, 1e16, 1e-5, 1e-6] {
                let written = cell(&Value::Real(number));
                prop_assert_eq!(written.parse(), Ok(number));
                // Of two shortest forms that are equally near, either may stand: 72165348839587.62 or .63.
                prop_assert_eq!(written.len(), number.to_string().len());
            }
        }
    }
}
