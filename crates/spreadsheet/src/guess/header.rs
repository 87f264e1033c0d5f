//! Where the header of a sheet is: below titles and notes, above the data.

use std::collections::BTreeSet;

use crate::{Cell, Line};

/// Rows that are looked at.
const DEEPEST: usize = 20;

/// The number of the header's row: the first that names as many columns as the rows below it have, all by different texts.
pub fn find(lines: &[Line]) -> Option<u32> {
    let (index, head) = lines.iter().enumerate().take(DEEPEST).find(|(index, line)| {
        let below = lines.get(index + 1..).unwrap_or_default();
        let width = below.iter().take(DEEPEST).map(filled).max().unwrap_or(filled(line));
        filled(line) * 10 >= width * 6 && filled(line) > usize::from(width > 1) && names(line)
    })?;
    // Texts above texts may be data as well: a header's words do not come again below it.
    let below = lines.get(index + 1..).unwrap_or_default();
    let again =
        head.cells.iter().enumerate().filter(|(column, cell)| {
            !cell.is_empty() && below.iter().take(200).any(|line| line.cell(*column) == *cell)
        });
    if again.count() * 4 > filled(head) { None } else { Some(head.number) }
}

fn filled(line: &Line) -> usize {
    line.cells.iter().filter(|cell| !cell.is_empty()).count()
}

/// Whether all that stands there are different short texts that are no values.
fn names(line: &Line) -> bool {
    let mut seen = BTreeSet::new();
    line.cells.iter().filter(|cell| !cell.is_empty()).all(|cell| match cell {
        Cell::Text(text) => text.chars().count() <= 60 && !is_value(text) && seen.insert(text.clone()),
        _ => false,
    })
}

fn is_value(text: &str) -> bool {
    use crate::written::{date_time, number, percent, time};
    number(text).is_some()
        || percent(text).is_some()
        || date_time(text).is_some()
        || time(text).is_some()
        || text.contains('@')
}
