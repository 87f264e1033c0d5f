//! `progress`: how far something is, in whole percent.

use engine_base::{DataType, Issues, Value};
use serde_json::{Value as Json, json};

use super::{Kind, Site, number::validate_number, rating::validate_between};
use crate::{CompiledField, Shape};

/// 0 to 100.
pub(super) struct Progress;

impl Kind for Progress {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::INTEGER)
    }

    fn validate(&self, value: &Value, _: &Value, field: &CompiledField, issues: &mut Issues) {
        validate_number(value, &field.ty, issues);
        validate_between(value, 0, 100, issues);
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        json!({ "type": "integer", "minimum": 0, "maximum": 100 })
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!(60)
    }
}
