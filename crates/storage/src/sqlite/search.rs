//! Quick search: whether one of several texts contains another, the case of A–Z ignored. One call for all fields of a
//! record is several times faster than a LIKE for each.

use rusqlite::{Connection, functions::FunctionFlags, types::ValueRef};

use crate::Error;

/// Registers `fw_search(part, text, …)`.
pub(crate) fn register(connection: &Connection) -> Result<(), Error> {
    let pure = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("fw_search", -1, pure, |call| {
        let ValueRef::Text(part) = call.get_raw(0) else { return Ok(false) };
        Ok((1..call.len()).any(|index| matches!(call.get_raw(index), ValueRef::Text(text) if contains(text, part))))
    })?;
    Ok(())
}

/// Whether `text` has `part` in it: looks for the byte of the part that is rarest in texts, and compares around it.
fn contains(text: &[u8], part: &[u8]) -> bool {
    let Some((at, rarest)) = part.iter().copied().enumerate().max_by_key(|(_, byte)| rareness(*byte)) else {
        return true;
    };
    let Some(last) = text.len().checked_sub(part.len()) else { return false };
    let places = text.get(at..=at + last).unwrap_or_default();
    memchr::memchr2_iter(rarest.to_ascii_lowercase(), rarest.to_ascii_uppercase(), places)
        .any(|start| text.get(start..start + part.len()).is_some_and(|found| found.eq_ignore_ascii_case(part)))
}

/// Bytes in the middle of a character tell more than its first, which many characters share, and signs more than letters.
fn rareness(byte: u8) -> u8 {
    match byte {
        0x80..=0xBF => 3,
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' => 1,
        0xC0.. => 0,
        _ => 2,
    }
}

#[cfg(test)]
mod tests {
    use super::contains;

    #[test]
    fn only_letters_of_ascii_have_two_cases() {
        for (text, part, found) in [
            ("Customer 9", "TOMER", true),
            ("abc", "", true),
            ("abc", "abcd", false),
            ("aab", "AB", true),
            ("Ä", "ä", false),
            ("客户", "户", true),
            ("客户", "客", true),
            ("新客户 12", "户 1", true),
            ("户客", "客户", false),
            ("宁波远大", "波远", true),
            ("a-B-c", "b-C", true),
            ("a-B-c", "-b-", true),
            ("ab", "ab", true),
            ("xxab", "ab", true),
            ("é", "É", false),
            ("", "x", false),
        ] {
            assert_eq!(contains(text.as_bytes(), part.as_bytes()), found, "{text} {part}");
        }
    }
}
