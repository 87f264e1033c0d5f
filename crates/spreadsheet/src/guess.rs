//! What form a sheet could be: where its header is, and for each column a key and a kind of field with its properties.

mod column;
mod header;
mod key;
mod kinds;

use std::collections::BTreeSet;

use serde_json::{Map, Value as Json};

use crate::{Line, Sheet};

/// Names of the organisation; a column of nothing else is one of people or departments.
#[derive(Clone, Debug, Default)]
pub struct Names {
    /// Names of people.
    pub people: BTreeSet<String>,
    /// Names of departments.
    pub departments: BTreeSet<String>,
}

/// What a sheet looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct Guess {
    /// The number of the header's row; without one the columns have letters.
    pub header_row: Option<u32>,
    /// Rows of data: those below the header that are no totals.
    pub rows: usize,
    /// The columns that hold anything.
    pub columns: Vec<Column>,
    /// The key of the column that names a record best.
    pub title: Option<String>,
}

/// What a column looks like.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Its place in the sheet, from 0.
    pub index: usize,
    /// What the header calls it, else its letter.
    pub header: String,
    /// A key for the field.
    pub key: String,
    /// The kind of field.
    pub kind: &'static str,
    /// Properties of that kind: `options`, `scale`, `currency`, `max_length`.
    pub properties: Map<String, Json>,
    /// Up to five different values as they are shown.
    pub samples: Vec<String>,
    /// All different values when they are few, so that any column can become a choice.
    pub values: Vec<String>,
    /// Rows without a value.
    pub empty: usize,
    /// Different values.
    pub distinct: usize,
    /// Cells that do not fit the kind; the first twenty.
    pub misfits: Vec<Misfit>,
    /// How many cells do not fit.
    pub misfit_count: usize,
}

/// A cell that does not fit the kind of its column.
#[derive(Clone, Debug, PartialEq)]
pub struct Misfit {
    /// The number of its row.
    pub row: u32,
    /// What stands there.
    pub value: String,
}

/// Guesses with the header in the row with the number `header_row`; `Some(0)` says that there is none, `None` that it is to
/// be found.
pub fn guess(sheet: &Sheet, header_row: Option<u32>, names: &Names) -> Guess {
    let header = match header_row {
        Some(0) => None,
        Some(number) => Some(number),
        None => header::find(&sheet.lines),
    };
    let head = header.and_then(|number| sheet.lines.iter().find(|line| line.number == number));
    let data = sheet.data(header);
    let width = data.iter().copied().chain(head).map(|line| line.cells.len()).max().unwrap_or(0);
    let mut keys = key::Keys::default();
    let mut columns = Vec::new();
    for index in 0..width {
        let name = head.map(|line| line.cell(index).shown()).unwrap_or_default();
        if name.is_empty() && data.iter().all(|line| line.cell(index).is_empty()) {
            continue;
        }
        let header = if name.is_empty() { letters(index) } else { one_line(&name) };
        columns.push(column::guess(index, header, &data, names, &mut keys));
    }
    let title = title(&columns, data.len());
    Guess { header_row: header, rows: data.len(), columns, title }
}

impl Sheet {
    /// The rows below the header that are no totals.
    pub fn data(&self, header_row: Option<u32>) -> Vec<&Line> {
        let from = header_row.map_or(0, |number| number + 1);
        let mut lines: Vec<&Line> = self.lines.iter().filter(|line| line.number >= from).collect();
        while lines.last().is_some_and(|line| is_total(line)) {
            lines.pop();
        }
        lines
    }
}

/// Whether a row at the end sums up the others.
fn is_total(line: &Line) -> bool {
    let first = line.cells.iter().find(|cell| !cell.is_empty()).map(|cell| cell.shown().to_lowercase());
    let word = first.as_deref().map(|text| text.trim_end_matches([':', '：']).replace(' ', ""));
    matches!(word.as_deref(), Some("合计" | "总计" | "小计" | "共计" | "total" | "sum" | "grandtotal"))
}

/// The column that names a record: the first text with the most different values.
fn title(columns: &[Column], rows: usize) -> Option<String> {
    let texts = columns.iter().filter(|column| matches!(column.kind, "text"));
    let rank = |column: &Column| {
        let named = column.key == "name" || column.key.ends_with("_name") || column.key == "title";
        let full = rows > 0 && column.distinct * 10 >= rows * 8;
        usize::from(named) * 2 + usize::from(full)
    };
    texts.rev().max_by_key(|column| rank(column)).map(|column| column.key.clone())
}

/// The letters of a column: A, B … Z, AA.
fn letters(index: usize) -> String {
    let mut rest = index;
    let mut letters = Vec::new();
    loop {
        letters.push(char::from(b'A' + u8::try_from(rest % 26).unwrap_or(0)));
        if rest < 26 {
            return letters.into_iter().rev().collect();
        }
        rest = rest / 26 - 1;
    }
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").chars().take(60).collect()
}

#[cfg(test)]
mod tests;
