//! What a sheet is made of.

use engine_base::{Date, Decimal, Time};

/// One sheet of a file.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Sheet {
    /// Its name; empty for a text file.
    pub name: String,
    /// The rows that hold anything, from above.
    pub lines: Vec<Line>,
}

/// A row that holds something.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// Its number in the file, from 1.
    pub number: u32,
    /// Its cells from the first column; empty ones at the end are left out.
    pub cells: Vec<Cell>,
}

/// What stands in a cell.
#[derive(Clone, Debug, PartialEq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A text, trimmed, not empty.
    Text(Box<str>),
    /// A number and how it is shown.
    Number(Decimal, Look),
    /// Yes or no.
    YesNo(bool),
    /// A day, with a time of day when it is not midnight.
    Day(Date, Option<Time>),
    /// A time of day.
    Time(Time),
    /// A formula that failed, as it is shown (`#N/A`).
    Error(Box<str>),
}

/// How a number is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// Just the number.
    Plain,
    /// A fraction as a percentage.
    Percent,
    /// An amount of the currency with this ISO 4217 code.
    Money(&'static str),
}

static NOTHING: Cell = Cell::Empty;

impl Line {
    /// The cell in `column`, from 0.
    pub fn cell(&self, column: usize) -> &Cell {
        self.cells.get(column).unwrap_or(&NOTHING)
    }
}

impl Cell {
    /// A text as a cell.
    pub fn text(text: &str) -> Cell {
        let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
        if text.is_empty() { Cell::Empty } else { Cell::Text(text.into()) }
    }

    /// Whether nothing stands there.
    pub fn is_empty(&self) -> bool {
        *self == Cell::Empty
    }

    /// What a person reads in the cell.
    pub fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Text(text) | Cell::Error(text) => text.to_string(),
            Cell::Number(number, Look::Percent) => match number.checked_mul(Decimal::ONE_HUNDRED) {
                Some(points) => format!("{}%", points.normalize()),
                None => number.to_string(),
            },
            Cell::Number(number, _) => number.normalize().to_string(),
            Cell::YesNo(yes) => if *yes { "TRUE" } else { "FALSE" }.to_owned(),
            Cell::Day(date, None) => date.to_string(),
            Cell::Day(date, Some(time)) => format!("{date} {}", time.strftime("%H:%M:%S")),
            Cell::Time(time) => time.strftime("%H:%M:%S").to_string(),
        }
    }
}
