//! `.xlsx`: what is in the archive is measured before it is read, and cells are streamed, so that neither a bomb nor a cell
//! in the last corner costs memory.

use std::io::{self, Cursor, Read};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx, XlsxError};
use engine_base::{Date, Decimal, Issue, Time};
use zip::ZipArchive;

use super::limits;
use crate::{Cell, Line, Look, Sheet};

/// Reads the visible sheets.
pub fn read(bytes: &[u8]) -> Result<Vec<Sheet>, Issue> {
    measure(bytes, limits::UNPACKED)?;
    let mut book = Xlsx::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    let shown = |sheet: &&calamine::Sheet| {
        matches!(sheet.typ, SheetType::WorkSheet) && matches!(sheet.visible, SheetVisible::Visible)
    };
    let names: Vec<String> = book.sheets_metadata().iter().filter(shown).map(|sheet| sheet.name.clone()).collect();
    if names.len() > limits::SHEETS {
        return Err(Issue::new("sheet.too_many_sheets").with("max", limits::SHEETS));
    }
    let mut room = Room { cells: limits::CELLS, texts: limits::TEXTS };
    names.into_iter().map(|name| read_sheet(&mut book, name, &mut room)).collect()
}

/// What may still be kept.
struct Room {
    cells: usize,
    texts: usize,
}

/// Unpacks everything once to nowhere: what an archive says of its own size is not believed.
fn measure(bytes: &[u8], most: u64) -> Result<(), Issue> {
    let too_large = || Issue::new("sheet.unpacked_too_large").with("max", most >> 20);
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| unreadable(&error))?;
    if archive.len() > limits::PARTS {
        return Err(too_large());
    }
    let mut rest = most;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|error| unreadable(&error))?;
        let size = io::copy(&mut part.take(rest + 1), &mut io::sink()).map_err(|error| unreadable(&error))?;
        rest = rest.checked_sub(size).ok_or_else(too_large)?;
    }
    Ok(())
}

fn read_sheet(book: &mut Xlsx<Cursor<&[u8]>>, name: String, room: &mut Room) -> Result<Sheet, Issue> {
    let failed = |error: XlsxError| unreadable(&error);
    let mut cells = book.worksheet_cells_reader(&name).map_err(failed)?;
    let looks: Vec<Look> = cells
        .styles()
        .iter()
        .map(|style| style.number_format.as_ref().map_or(Look::Plain, |format| look(&format.format_code)))
        .collect();
    let mut lines: Vec<Line> = Vec::new();
    while let Some((cell, style)) = cells.next_cell_with_style_id().map_err(failed)? {
        let (row, column) = cell.get_position();
        let value = typed(cell.get_value(), looks.get(style).copied().unwrap_or(Look::Plain));
        if value.is_empty() {
            continue;
        }
        let column = usize::try_from(column).unwrap_or(usize::MAX);
        if column >= limits::COLUMNS {
            return Err(Issue::new("sheet.too_wide").with("max", limits::COLUMNS));
        }
        room.take(&value)?;
        put(&mut lines, row.saturating_add(1), column, value);
    }
    // Rows may stand in any order.
    lines.sort_by_key(|line| line.number);
    Ok(Sheet { name, lines })
}

impl Room {
    fn take(&mut self, cell: &Cell) -> Result<(), Issue> {
        let too_many = || Issue::new("sheet.too_many_cells").with("max", limits::CELLS);
        self.cells = self.cells.checked_sub(1).ok_or_else(too_many)?;
        let length = if let Cell::Text(text) = cell { text.len() } else { 0 };
        self.texts = self.texts.checked_sub(length).ok_or_else(too_many)?;
        Ok(())
    }
}

fn put(lines: &mut Vec<Line>, number: u32, column: usize, value: Cell) {
    if lines.last().is_none_or(|line| line.number != number) {
        lines.push(Line { number, cells: Vec::new() });
    }
    let Some(line) = lines.last_mut() else { return };
    if line.cells.len() <= column {
        line.cells.resize(column + 1, Cell::Empty);
    }
    if let Some(cell) = line.cells.get_mut(column) {
        *cell = value;
    }
}

fn typed(value: &DataRef<'_>, look: Look) -> Cell {
    match value {
        DataRef::Empty => Cell::Empty,
        DataRef::Int(number) => Cell::Number(Decimal::from(*number), look),
        DataRef::Float(number) => decimal(*number).map_or(Cell::Empty, |number| Cell::Number(number, look)),
        DataRef::Bool(yes) => Cell::YesNo(*yes),
        DataRef::DateTime(moment) => day(moment),
        DataRef::Error(error) => Cell::Error(error.to_string().into()),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => Cell::text(text),
        DataRef::SharedString(text) => Cell::text(text),
    }
}

/// Excel keeps 15 digits; what a float has behind them is noise.
fn decimal(number: f64) -> Option<Decimal> {
    if !number.is_finite() {
        return None;
    }
    Decimal::from_scientific(&format!("{number:.14e}")).ok().map(|number| number.normalize())
}

fn day(moment: &ExcelDateTime) -> Cell {
    let (year, month, day, hour, minute, second, millisecond) = moment.to_ymd_hms_milli();
    let small = |number: u8| i8::try_from(number).unwrap_or(0);
    let Ok(time) = Time::new(small(hour), small(minute), small(second), i32::from(millisecond) * 1_000_000) else {
        return Cell::Empty;
    };
    if moment.as_f64() < 1.0 || moment.is_duration() {
        return Cell::Time(time);
    }
    let date = i16::try_from(year).ok().and_then(|year| Date::new(year, small(month), small(day)).ok());
    date.map_or(Cell::Empty, |date| Cell::Day(date, (time != Time::midnight()).then_some(time)))
}

/// What a number format says: a percent sign, or a currency.
fn look(format: &str) -> Look {
    const MONEY: [(&str, &str); 9] = [
        ("¥", "CNY"),
        ("￥", "CNY"),
        ("CNY", "CNY"),
        ("RMB", "CNY"),
        ("€", "EUR"),
        ("£", "GBP"),
        ("HK$", "HKD"),
        ("US$", "USD"),
        ("[$$", "USD"),
    ];
    if let Some((_, code)) = MONEY.iter().find(|(sign, _)| format.contains(sign)) {
        return Look::Money(code);
    }
    if format.contains("\"$\"") || format.starts_with('$') {
        return Look::Money("USD");
    }
    if format.contains('%') { Look::Percent } else { Look::Plain }
}

fn unreadable(error: &dyn std::fmt::Display) -> Issue {
    Issue::new("sheet.unreadable").with("reason", error.to_string())
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::{ZipWriter, write::SimpleFileOptions};

    use super::*;

    #[test]
    fn bombs_are_measured_before_they_are_read() {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for part in ["a.xml", "b.xml"] {
            zip.start_file(part, SimpleFileOptions::default()).unwrap();
            zip.write_all(&vec![b' '; 600_000]).unwrap();
        }
        let packed = zip.finish().unwrap().into_inner();
        assert!(packed.len() < 10_000, "it is small outside");
        assert_eq!(measure(&packed, 1 << 20).unwrap_err().code, "sheet.unpacked_too_large");
        assert_eq!(measure(&packed, 2 << 20), Ok(()));
    }

    #[test]
    fn floats_lose_their_noise() {
        for (number, text) in
            [(0.1 + 0.2, "0.3"), (128_000.0, "128000"), (13_800_138_000.0, "13800138000"), (-1.5, "-1.5")]
        {
            assert_eq!(decimal(number).map(|n| n.to_string()).as_deref(), Some(text));
        }
        assert_eq!(decimal(f64::NAN), None);
    }

    #[test]
    fn formats_tell_money_and_percent() {
        for (format, expected) in [
            ("0.00%", Look::Percent),
            ("\"¥\"#,##0.00", Look::Money("CNY")),
            ("[$€-407]#,##0", Look::Money("EUR")),
            ("[$$-409]#,##0", Look::Money("USD")),
            ("#,##0.00", Look::Plain),
            ("General", Look::Plain),
        ] {
            assert_eq!(look(format), expected, "{format}");
        }
    }
}
