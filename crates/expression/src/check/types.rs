//! How types go together.

use engine_base::DataType;

use crate::exact::MAX_SCALE;

/// The name of a type in issues and in the tree.
pub(crate) fn type_name(ty: &DataType) -> &'static str {
    match ty {
        DataType::Null => "null",
        DataType::YesNo => "yes_no",
        DataType::Number { .. } => "number",
        DataType::Text => "text",
        DataType::Date => "date",
        DataType::Time => "time",
        DataType::DateTime => "date_time",
        DataType::Duration => "duration",
        DataType::Option { .. } => "option",
        DataType::User => "user",
        DataType::Department => "department",
        DataType::Link { .. } => "link",
        DataType::List { .. } => "list",
        DataType::Rows => "rows",
        DataType::Files => "files",
        DataType::Json => "json",
    }
}

/// Whether values of the two types can be compared or stand for each other.
pub(crate) fn compatible(a: &DataType, b: &DataType) -> bool {
    unify(a, b).is_some()
}

/// The one type of two values that stand in the same place.
pub(crate) fn unify(a: &DataType, b: &DataType) -> Option<DataType> {
    match (a, b) {
        (DataType::Null, ty) | (ty, DataType::Null) => Some(ty.clone()),
        (DataType::Number { scale: a }, DataType::Number { scale: b }) => Some(DataType::Number { scale: *a.max(b) }),
        (DataType::List { of: a }, DataType::List { of: b }) => unify(a, b).map(DataType::list),
        _ => (plain(a) == plain(b)).then(|| a.clone()),
    }
}

/// A link to a built-in form is the built-in type.
fn plain(ty: &DataType) -> DataType {
    match ty {
        DataType::Link { form } if *form == "user" => DataType::User,
        DataType::Link { form } if *form == "department" => DataType::Department,
        other => other.clone(),
    }
}

/// The form whose record a value of the type names.
pub(crate) fn target(ty: &DataType) -> Option<&str> {
    match ty {
        DataType::User => Some("user"),
        DataType::Department => Some("department"),
        DataType::Link { form } => Some(form),
        _ => None,
    }
}

/// Whether values of the type come one after the other.
pub(crate) fn is_ordered(ty: &DataType) -> bool {
    use DataType::{Date, DateTime, Duration, Null, Number, Text, Time};
    matches!(ty, Null | Number { .. } | Text | Date | Time | DateTime | Duration)
}

/// Whether equality is defined: everything but sub-tables and free JSON.
pub(crate) fn is_comparable(ty: &DataType) -> bool {
    !matches!(ty, DataType::Rows | DataType::Json)
}

/// A number with as many digits after the point as the language keeps at most.
pub(crate) fn decimal() -> DataType {
    number(MAX_SCALE)
}

/// A number with at most `scale` digits after the point.
pub(crate) fn number(scale: u32) -> DataType {
    DataType::Number { scale: u8::try_from(scale.min(MAX_SCALE)).unwrap_or(u8::MAX) }
}

/// Digits after the point; 0 for what is no number.
pub(crate) fn scale_of(ty: &DataType) -> u32 {
    if let DataType::Number { scale } = ty { u32::from(*scale) } else { 0 }
}
