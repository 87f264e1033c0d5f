//! What can be asked of the records of a form.

use expression::{Expr, Path};
use serde::Deserialize;

/// Which fields of a record are answered.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Select {
    /// Slots; all that may be seen when left out, in lists without sub-tables. System fields are always there.
    pub fields: Option<Vec<usize>>,
    /// Linked records that are answered as well.
    pub expand: Vec<Expand>,
}

/// A linked record that is answered as well.
#[derive(Clone, Debug, PartialEq)]
pub struct Expand {
    /// Slot of the link.
    pub slot: usize,
    /// Slots of the linked record.
    pub fields: Option<Vec<usize>>,
}

/// A list of records.
#[derive(Clone, Debug, Default)]
pub struct ListQuery {
    /// Which of those that may be seen.
    pub filter: Option<Expr>,
    /// In which order; newest first when empty.
    pub sort: Vec<Sort>,
    /// A text that one of the searchable fields contains.
    pub search: Option<String>,
    /// What is answered of each.
    pub select: Select,
    /// How many at most.
    pub limit: u32,
    /// Where the page before ended.
    pub cursor: Option<String>,
    /// How many are passed over first: the way to a place far down, which costs more the farther it is.
    pub skip: u32,
    /// Whether all that match are counted.
    pub total: bool,
}

/// One key of an order.
#[derive(Clone, Debug, PartialEq)]
pub struct Sort {
    /// The field.
    pub path: Path,
    /// From the greatest to the least; empty comes last then, and first otherwise.
    pub descending: bool,
}

/// What a list answers beside its items.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Where the next page begins; none when this was the last.
    pub next_cursor: Option<String>,
    /// How many records match, when asked for.
    pub total: Option<i64>,
}

/// Groups of records and what is measured in each.
#[derive(Clone, Debug, Default)]
pub struct Aggregate {
    /// Which records.
    pub filter: Option<Expr>,
    /// By what; one group of all when empty.
    pub group_by: Vec<GroupBy>,
    /// What is measured.
    pub measures: Vec<Measure>,
    /// Names of groups and measures, each with whether descending; the groups' own order when empty.
    pub sort: Vec<(String, bool)>,
    /// How many groups at most.
    pub limit: u32,
}

/// What records are grouped by.
#[derive(Clone, Debug, PartialEq)]
pub struct GroupBy {
    /// The name in the answer.
    pub name: String,
    /// The field.
    pub path: Path,
    /// The period, for dates and moments; its first day is answered.
    pub grain: Option<Grain>,
}

/// A period that dates are grouped by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Grain {
    /// Days.
    Day,
    /// Weeks, from Monday.
    Week,
    /// Months.
    Month,
    /// Quarters.
    Quarter,
    /// Years.
    Year,
}

impl Grain {
    /// The name as a unit of dates.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Grain::Day => "day",
            Grain::Week => "week",
            Grain::Month => "month",
            Grain::Quarter => "quarter",
            Grain::Year => "year",
        }
    }
}

/// What is measured in each group.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// The name in the answer.
    pub name: String,
    /// How.
    pub op: MeasureOp,
    /// Over which field; none to count records.
    pub of: Option<Path>,
}

/// How a measure is computed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MeasureOp {
    /// How many records, or values that are not empty.
    Count,
    /// How many different values.
    CountDistinct,
    /// The sum; 0 when there is nothing.
    Sum,
    /// The mean, empty when there is nothing.
    Avg,
    /// The least value.
    Min,
    /// The greatest value.
    Max,
}

impl MeasureOp {
    /// The operation with this name on the wire.
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
