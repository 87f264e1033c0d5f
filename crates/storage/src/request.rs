//! What is asked of records: lists, groups, what to answer. Checked and authorised by the caller.

use expression::{Expr, Path};
use serde::{Deserialize, Serialize};

/// What to answer of a record.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Select {
    /// Slots; when `None`, everything that may be seen (in lists without sub-tables).
    pub fields: Option<Vec<usize>>,
    /// Linked records to answer as well.
    pub expand: Vec<Expand>,
}

/// A link whose record is answered as well.
#[derive(Clone, Debug, PartialEq)]
pub struct Expand {
    /// The slot of the link.
    pub slot: usize,
    /// Slots of the linked record; when `None`, everything that may be seen but sub-tables.
    pub fields: Option<Vec<usize>>,
}

/// A list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct ListQuery {
    /// Which records.
    pub filter: Option<Expr>,
    /// In which order; the id always decides last.
    pub sort: Vec<Sort>,
    /// Text that a searchable field contains.
    pub search: Option<String>,
    /// What to answer of each.
    pub select: Select,
    /// At most so many.
    pub limit: u32,
    /// Where the last page ended.
    pub cursor: Option<String>,
    /// Whether to count all.
    pub total: bool,
}

/// One sort key. Empty values come last, ascending or descending.
#[derive(Clone, Debug, PartialEq)]
pub struct Sort {
    /// The field.
    pub path: Path,
    /// Greatest first.
    pub descending: bool,
}

/// What became of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page {
    /// Where it ended, when there is more.
    pub next_cursor: Option<String>,
    /// How many there are in all, when asked for.
    pub total: Option<i64>,
}

/// Groups with their measures.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Aggregate {
    /// Which records.
    pub filter: Option<Expr>,
    /// By what; one group of everything when empty.
    pub group_by: Vec<GroupBy>,
    /// What is computed of each group.
    pub measures: Vec<Measure>,
    /// Names of groups and measures with whether the greatest comes first.
    pub sort: Vec<(String, bool)>,
    /// At most so many groups.
    pub limit: u32,
}

/// One dimension.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupBy {
    /// Its name in the answer.
    pub name: String,
    /// The field.
    pub path: Path,
    /// The period that a date falls into, in the organisation's time zone; answered as its first day.
    pub grain: Option<Grain>,
}

/// A period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
}

/// One number of a group.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Its name in the answer.
    pub name: String,
    /// How it is computed.
    pub op: MeasureOp,
    /// Over which field; none for the number of records.
    pub of: Option<Path>,
}

/// How a measure is computed. Empty values do not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MeasureOp {
    /// How many.
    Count,
    /// How many different ones.
    CountDistinct,
    /// The sum.
    Sum,
    /// The mean, to 12 places.
    Avg,
    /// The least.
    Min,
    /// The greatest.
    Max,
}

impl MeasureOp {
    /// The operation with this name.
    pub fn named(name: &str) -> Option<MeasureOp> {
        Some(match name {
            "count" => MeasureOp::Count,
            "count_distinct" => MeasureOp::CountDistinct,
            "sum" => MeasureOp::Sum,
            "avg" => MeasureOp::Avg,
            "min" => MeasureOp::Min,
            "max" => MeasureOp::Max,
            _ => return None,
        })
    }
}
