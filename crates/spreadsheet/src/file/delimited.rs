//! Delimited text, as spreadsheets save and copy it: the encoding and the delimiter are found out, quotes follow RFC 4180.

use std::borrow::Cow;

use encoding_rs::{Encoding, GB18030, UTF_8, UTF_16BE, UTF_16LE};
use engine_base::Issue;

use super::limits;
use crate::{Cell, Line, Sheet};

/// Reads the one sheet of a text file.
pub fn read(bytes: &[u8]) -> Result<Sheet, Issue> {
    let text = decode(bytes)?;
    let delimiter = delimiter(&text);
    let mut lines = Vec::new();
    let mut cells = limits::CELLS;
    let mut records = Records { rest: &text, delimiter, line: 1 };
    while let Some((number, record)) = records.next()? {
        let filled = record.iter().filter(|cell| !cell.is_empty()).count();
        cells =
            cells.checked_sub(filled).ok_or_else(|| Issue::new("sheet.too_many_cells").with("max", limits::CELLS))?;
        if filled > 0 {
            let used = record.iter().rposition(|cell| !cell.is_empty()).map_or(0, |last| last + 1);
            lines.push(Line { number, cells: record.into_iter().take(used).collect() });
        }
    }
    Ok(Sheet { name: String::new(), lines })
}

/// The text: by its byte order mark, else UTF-8 when it is valid, else UTF-16 by its zeros, else GBK.
fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Issue> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decoded(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return Ok(Cow::Borrowed(text));
    }
    let zeros = |from: usize| bytes.iter().skip(from).step_by(2).take(512).filter(|byte| **byte == 0).count();
    match (zeros(0), zeros(1)) {
        (0, 0) => decoded(GB18030, bytes),
        (even, odd) if even > odd => decoded(UTF_16BE, bytes),
        _ => decoded(UTF_16LE, bytes),
    }
}

fn decoded<'a>(encoding: &'static Encoding, bytes: &'a [u8]) -> Result<Cow<'a, str>, Issue> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes).filter(|text| !text.contains('\0'));
    text.ok_or_else(|| Issue::new(if encoding == UTF_8 { "sheet.damaged_text" } else { "sheet.encoding" }))
}

/// The delimiter that cuts the first lines into the same number of cells, and into most.
fn delimiter(text: &str) -> char {
    let width = |delimiter: char| {
        let mut records = Records { rest: text, delimiter, line: 1 };
        let mut widths = Vec::new();
        while widths.len() < 10 {
            match records.next() {
                Ok(Some((_, record))) => widths.push(record.len()),
                _ => break,
            }
        }
        let most = widths.iter().copied().max().unwrap_or(1);
        let same = widths.iter().filter(|width| **width == most).count();
        if most > 1 { same * 1000 + most } else { 0 }
    };
    let mut best = (',', 0);
    for delimiter in ['\t', ',', ';', '|'] {
        let found = width(delimiter);
        if found > best.1 {
            best = (delimiter, found);
        }
    }
    best.0
}

/// The records that are still to come.
struct Records<'a> {
    rest: &'a str,
    delimiter: char,
    line: u32,
}

impl Records<'_> {
    /// The next record with the number of its first line.
    fn next(&mut self) -> Result<Option<(u32, Vec<Cell>)>, Issue> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let number = self.line;
        let mut record = Vec::new();
        loop {
            let (cell, more) = self.field()?;
            if record.len() >= limits::COLUMNS {
                return Err(Issue::new("sheet.too_wide").with("max", limits::COLUMNS));
            }
            record.push(cell);
            if !more {
                return Ok(Some((number, record)));
            }
        }
    }

    /// The next field, and whether another one of the same record follows.
    fn field(&mut self) -> Result<(Cell, bool), Issue> {
        let mut text = String::new();
        if let Some(mut quoted) = self.rest.strip_prefix('"') {
            while let Some((part, after)) = quoted.split_once('"') {
                text.push_str(part);
                quoted = after;
                match after.strip_prefix('"') {
                    Some(after) => {
                        text.push('"');
                        quoted = after;
                    }
                    None => {
                        self.line += u32::try_from(text.matches('\n').count()).unwrap_or(0);
                        self.rest = quoted;
                        return self.rest_of_field(text);
                    }
                }
            }
            // A quote that nobody closes is a sign like any other.
            text.clear();
        }
        self.rest_of_field(text)
    }

    fn rest_of_field(&mut self, mut text: String) -> Result<(Cell, bool), Issue> {
        let end = self.rest.find([self.delimiter, '\n', '\r']).unwrap_or(self.rest.len());
        let (plain, after) = self.rest.split_at(end);
        text.push_str(plain);
        if text.chars().nth(limits::TEXT).is_some() {
            return Err(Issue::new("sheet.cell_too_long").with("max", limits::TEXT).with("row", self.line));
        }
        let more = after.starts_with(self.delimiter);
        self.rest = match (more, after.strip_prefix("\r\n")) {
            (true, _) => after.strip_prefix(self.delimiter).unwrap_or_default(),
            (false, Some(next)) => next,
            (false, None) => after.get(1..).unwrap_or_default(),
        };
        if !more {
            self.line += 1;
        }
        Ok((Cell::text(&text), more))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(bytes: &[u8]) -> Vec<(u32, Vec<String>)> {
        let sheet = read(bytes).unwrap();
        sheet.lines.iter().map(|line| (line.number, line.cells.iter().map(Cell::shown).collect())).collect()
    }

    #[test]
    fn every_encoding_gives_the_same_text() {
        let text = "名称,金额\n宁波精工,\"1,200\"\n";
        let wide = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let expected = shown(text.as_bytes());
        assert_eq!(expected.last().unwrap().1, ["宁波精工", "1,200"]);
        let gbk = GB18030.encode(text).0.into_owned();
        let marked = |mark: &[u8], bytes: Vec<u8>| [mark.to_vec(), bytes].concat();
        assert_eq!(shown(&gbk), expected);
        assert_eq!(shown(&marked(b"\xef\xbb\xbf", text.as_bytes().to_vec())), expected);
        assert_eq!(shown(&marked(b"\xff\xfe", wide(u16::to_le_bytes))), expected);
        assert_eq!(shown(&marked(b"\xfe\xff", wide(u16::to_be_bytes))), expected);
    }

    #[test]
    fn quotes_hold_delimiters_and_lines() {
        let rows = shown(b"a\tb\r\n\"x \"\"y\"\"\nz\"\t1\r\n\r\n\"open\t2");
        assert_eq!(rows[1], (2, vec!["x \"y\"\nz".to_owned(), "1".to_owned()]));
        assert_eq!(rows[2], (5, vec!["\"open".to_owned(), "2".to_owned()]));
    }

    #[test]
    fn noise_is_refused() {
        for bytes in [&b"\xff\xff\xff\xff\xff"[..], b"\x00\x01\x02", b"\xef\xbb\xbf\xff\xff"] {
            assert!(read(bytes).is_err(), "{bytes:?}");
        }
    }

    #[test]
    fn width_and_length_are_bounded() {
        assert_eq!(read(",".repeat(limits::COLUMNS + 1).as_bytes()).unwrap_err().code, "sheet.too_wide");
        assert_eq!(read("x".repeat(limits::TEXT + 1).as_bytes()).unwrap_err().code, "sheet.cell_too_long");
    }
}
