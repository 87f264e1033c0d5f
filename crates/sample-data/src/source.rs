//! Where a value of a recipe comes from: a literal, or one of a closed list of operations.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, de::Error};
use serde_json::Value as Json;

/// A literal (anything but an object) or an operation (an object with one member).
#[derive(Clone, Debug)]
pub enum Source {
    /// The value itself; `null` is empty.
    Literal(Json),
    /// How to find it.
    Operation(Box<Operation>),
}

/// How a value is found. A *path* names a value of the record (a field, a `let`, `index`, `item`, `owner`, `created_at`), and
/// with dots a value of the record or entry found there; inside the rows of a sub-table it names a value of the row first.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Operation {
    /// A literal, also an object.
    Value(Json),
    /// The value at a path.
    Copy(String),
    /// Text with `{path}`, `{pool:name}` (a random entry, itself expanded), `{digits:8}`, `{index:6}` (padded with zeros) and
    /// `{year:path}`.
    Text(String),
    /// A random entry of a pool; entries with a `weight` come up that much more often.
    Pick(String),
    /// All entries of a pool, as a list.
    Pool(String),
    /// One of the keys, as often as its weight says; `""` is empty.
    Weigh(BTreeMap<String, u32>),
    /// Yes in so many of a hundred cases.
    Chance(u32),
    /// The source in so many of a hundred cases, otherwise empty.
    Some {
        /// Of a hundred.
        percent: u32,
        /// What, if anything.
        of: Source,
    },
    /// A number between two others.
    Number(Range),
    /// The product of numbers.
    Multiply {
        /// Paths and numbers.
        of: Vec<Operand>,
        /// The product is rounded to a multiple of this.
        step: Option<Operand>,
    },
    /// The sum of one value over the rows of a sub-table.
    Sum {
        /// Path of the sub-table.
        rows: String,
        /// Which value of each row.
        of: String,
    },
    /// How many entries the list at a path has.
    Length(String),
    /// One entry of a list.
    Item {
        /// Path of the list.
        list: String,
        /// Its place, from 1.
        at: Operand,
    },
    /// A moment.
    When(Moment),
    /// One source or another, by the value at a path; `""` stands for empty.
    By {
        /// The path.
        of: String,
        /// By value.
        is: BTreeMap<String, Source>,
        /// For every other value; empty when left out.
        other: Option<Source>,
    },
    /// One source or another, by how many days ago something was.
    ByAge {
        /// Path of a moment.
        of: String,
        /// Path of the moment at which its age counts; now when left out.
        at: Option<String>,
        /// The first pair whose days exceed the age counts; moments to come have a negative age.
        days: Vec<(i64, Source)>,
        /// For everything older.
        older: Source,
    },
    /// A random person with a role or of a department.
    Person(Whom),
    /// Some different people.
    People {
        /// Who can come up.
        who: Whom,
        /// How many.
        times: Source,
    },
    /// The department with this key.
    Department(String),
    /// A record of an earlier step, or one of the same step that comes before this one.
    Link(Target),
    /// An entry of each pool, in a combination that no other record of the step has.
    Distinct(BTreeMap<String, String>),
    /// An object, such as an address.
    Object(BTreeMap<String, Source>),
    /// The rows of a sub-table.
    Rows(Rows),
    /// Some different values.
    Several {
        /// Each of them.
        of: Source,
        /// How many.
        times: Source,
    },
}

/// A number, or the path of one.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum Operand {
    /// A whole number.
    Whole(i64),
    /// A decimal in text, or a path.
    Text(String),
}

/// Numbers between two ends, both included.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Range {
    /// The least.
    pub from: Operand,
    /// The greatest.
    pub to: Operand,
    /// Rounded to a multiple of this; 1.
    #[serde(default = "one")]
    pub step: Operand,
    /// 1: all equally often; 2 and more: small ones more often.
    #[serde(default = "plain")]
    pub skew: u32,
}

/// A moment at a distance from another.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Moment {
    /// Path of the other; now when left out. Empty there is empty here.
    pub from: Option<String>,
    /// Least and greatest distance in days; the moment lies in working hours of a working day.
    pub days: Option<(Operand, Operand)>,
    /// Least and greatest distance in minutes.
    pub minutes: Option<(Operand, Operand)>,
    /// Not after now.
    #[serde(default)]
    pub upto_now: bool,
    /// Later ones more often.
    #[serde(default)]
    pub rising: bool,
    /// Saturdays and Sundays too.
    #[serde(default)]
    pub any_day: bool,
}

/// Which people.
#[derive(Clone, Debug, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Whom {
    /// Those with a role.
    Role(String),
    /// Those of a department.
    Department(String),
    /// One, by account.
    Account(String),
}

/// Which record.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Target {
    /// The step that makes it.
    pub step: String,
    /// Path of the record that it was made for; without it any record of a step that counts or goes through a pool.
    pub of: Option<String>,
    /// Which of them, from 1; a random one when left out.
    pub at: Option<Operand>,
    /// Values that it must have.
    #[serde(default, rename = "where")]
    pub having: BTreeMap<String, Vec<String>>,
}

/// The rows of a sub-table.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rows {
    /// How many.
    pub times: Source,
    /// Values to compute with.
    #[serde(default, rename = "let")]
    pub lets: BTreeMap<String, Source>,
    /// The row's fields. `row` is its number from 1.
    pub fields: BTreeMap<String, Source>,
}

fn one() -> Operand {
    Operand::Whole(1)
}

fn plain() -> u32 {
    1
}

impl<'de> Deserialize<'de> for Source {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let json = Json::deserialize(deserializer)?;
        if !json.is_object() {
            return Ok(Source::Literal(json));
        }
        let shown = json.to_string();
        let operation = serde_json::from_value(json).map_err(|reason| {
            D::Error::custom(format!("{reason} in `{}`", shown.chars().take(120).collect::<String>()))
        })?;
        Ok(Source::Operation(Box::new(operation)))
    }
}
