//! JSON written straight into the answer.

use std::io::Write;

use crate::customer::{Cell, Kind};

/// `,"key":`, without the comma after an opening brace.
pub fn key(out: &mut Vec<u8>, key: &str) {
    if out.last().is_some_and(|last| *last != b'{') {
        out.push(b',');
    }
    out.push(b'"');
    out.extend_from_slice(key.as_bytes());
    out.extend_from_slice(b"\":");
}

/// A text with what JSON wants escaped.
pub fn text(out: &mut Vec<u8>, text: &str) {
    out.push(b'"');
    let mut rest = text;
    while let Some(at) = rest.find(|c: char| c < ' ' || c == '"' || c == '\\') {
        let (plain, special) = rest.split_at(at);
        out.extend_from_slice(plain.as_bytes());
        let mut characters = special.chars();
        match characters.next() {
            Some('"') => out.extend_from_slice(b"\\\""),
            Some('\\') => out.extend_from_slice(b"\\\\"),
            Some('\n') => out.extend_from_slice(b"\\n"),
            Some(other) => out.extend_from_slice(format!("\\u{:04x}", u32::from(other)).as_bytes()),
            None => {}
        }
        rest = characters.as_str();
    }
    out.extend_from_slice(rest.as_bytes());
    out.push(b'"');
}

/// A whole number.
pub fn number(out: &mut Vec<u8>, number: i64) {
    // Writing to memory does not fail.
    let _ = write!(out, "{number}");
}

/// Cents as a decimal text.
pub fn cents(out: &mut Vec<u8>, cents: i64) {
    let _ = write!(out, "\"{}.{:02}\"", cents / 100, cents % 100);
}

/// Any value.
pub fn cell(out: &mut Vec<u8>, cell: &Cell, kind: Kind) {
    match cell {
        Cell::Empty => out.extend_from_slice(b"null"),
        Cell::Text(value) => text(out, value),
        Cell::Number(value) if kind == Kind::Cents => cents(out, *value),
        Cell::Number(value) => number(out, *value),
        Cell::Flag(value) => out.extend_from_slice(if *value { b"true" } else { b"false" }),
        Cell::Date(date) => {
            let _ = write!(out, "\"{date}\"");
        }
        Cell::Moment(moment) => {
            let _ = write!(out, "\"{moment}\"");
        }
    }
}
