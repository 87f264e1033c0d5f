//! `number`: an exact decimal with a fixed count of digits after the point.

use std::cmp::Ordering;

use engine_base::{DataType, Decimal, Issue, Issues, Value, to_scaled};
use serde_json::{Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, NumberField, Shape};

/// Most digits after the point.
pub(crate) const MOST_DIGITS: u8 = 8;
/// Whole numbers travel as JSON numbers, which are exact up to here everywhere.
const GREATEST_INTEGER: i64 = 9_007_199_254_740_991;
/// Results of arithmetic stay below this (see `engine-specs/expression`).
const LIMIT: Decimal = Decimal::from_parts(1_874_919_424, 2_328_306, 0, false, 0);

/// A decimal.
pub(super) struct Number<'a>(pub &'a NumberField);

impl Kind for Number<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Number { scale: self.0.scale.unwrap_or(2) })
    }

    fn check(&self) -> Issues {
        check_number(self.0, MOST_DIGITS)
    }

    fn validate(&self, value: &Value, _: &Value, field: &CompiledField, issues: &mut Issues) {
        validate_number(value, &field.ty, issues);
    }

    fn schema(&self, field: &CompiledField, shape: Shape) -> Json {
        number_schema(&field.ty, shape)
    }

    fn sample(&self, field: &CompiledField) -> Json {
        sample_number(&field.ty)
    }
}

/// What is wrong with the scale of a number kind.
pub(super) fn check_number(of: &NumberField, most_digits: u8) -> Issues {
    let mut issues = Issues::new();
    if of.scale.is_some_and(|scale| scale > most_digits) {
        issues.push(Issue::new("property.range").at("/scale").with("min", 0).with("max", most_digits));
    }
    issues
}

/// Whether a number fits its type.
pub(super) fn validate_number(value: &Value, ty: &DataType, issues: &mut Issues) {
    let (Value::Number(number), DataType::Number { scale }) = (value, ty) else { return };
    if fits(*number, *scale) {
        return;
    }
    if number.normalize().scale() > u32::from(*scale) {
        issues.push(if *scale == 0 {
            Issue::new("number.not_whole")
        } else {
            Issue::new("number.scale").with("scale", *scale)
        });
    } else {
        issues.push(Issue::new("number.out_of_range"));
    }
}

/// Whether the number can be kept with `scale` digits after the point.
pub(crate) fn fits(number: Decimal, scale: u8) -> bool {
    let greatest = if scale == 0 { GREATEST_INTEGER } else { i64::MAX };
    let in_range = |scaled: i64| scaled.unsigned_abs() <= greatest.unsigned_abs();
    number.abs().cmp(&LIMIT) == Ordering::Less && to_scaled(number, scale).is_some_and(in_range)
}

/// Schema of a number: written as text or number, answered as text (whole numbers as numbers).
pub(super) fn number_schema(ty: &DataType, shape: Shape) -> Json {
    let scale = if let DataType::Number { scale } = ty { *scale } else { 0 };
    match (shape, scale) {
        (Shape::Answer, 0) => json!({ "type": "integer" }),
        (Shape::Answer, _) => json!({ "type": "string", "pattern": format!("^-?[0-9]+\\.[0-9]{{{scale}}}$") }),
        (_, 0) => json!({ "type": ["integer", "string"], "pattern": "^-?[0-9]+$" }),
        _ => json!({ "type": ["string", "number"], "pattern": "^-?[0-9]+(\\.[0-9]+)?$" }),
    }
}

/// A number as documentation shows it.
pub(super) fn sample_number(ty: &DataType) -> Json {
    match ty {
        DataType::Number { scale: 0 } => json!(12),
        DataType::Number { scale } => json!(format!("12.{:0<1$}", 5, usize::from(*scale))),
        _ => Json::Null,
    }
}
