//! `percent`: a fraction that people see as a percentage; `0.125` is 12.5 %.

use engine_base::{DataType, Issues, Value};
use serde_json::{Value as Json, json};

use super::{
    Kind, Site,
    number::{MOST_DIGITS, check_number, number_schema, validate_number},
};
use crate::{CompiledField, NumberField, Shape};

/// Digits after the point when the definition says none.
pub const PERCENT_DIGITS: u8 = 4;

/// A fraction.
pub(super) struct Percent<'a>(pub &'a NumberField);

impl Kind for Percent<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Number { scale: self.0.scale.unwrap_or(PERCENT_DIGITS) })
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
        let digits = if let DataType::Number { scale } = field.ty { usize::from(scale) } else { 0 };
        if digits == 0 { json!(1) } else { json!(format!("0.{:0<1$}", 1, digits)) }
    }
}
