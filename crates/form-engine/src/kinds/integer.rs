//! `integer`: a whole number.

use engine_base::{DataType, Issues, Value};
use serde_json::Value as Json;

use super::{
    Kind, Site,
    number::{check_number, number_schema, sample_number, validate_number},
};
use crate::{CompiledField, NumberField, Shape};

/// A whole number.
pub(super) struct Integer<'a>(pub &'a NumberField);

impl Kind for Integer<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::INTEGER)
    }

    fn check(&self) -> Issues {
        check_number(self.0, 0)
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
