//! `users`: several people.

use engine_base::{DataType, Issue, Value, read_value};
use serde_json::{Value as Json, json};

use super::{Kind, SAMPLE_ID, Site, bounded, distinct, id_schema};
use crate::{CompiledField, FormSettings, Shape};

/// More people than this cannot stand in one field.
const MOST: usize = 200;

/// Several people.
pub(super) struct Users;

impl Kind for Users {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::User.list())
    }

    fn read(&self, json: &Json, field: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        bounded(json, MOST)?;
        Ok(distinct(read_value(json, &field.ty)?.items().iter().filter(|id| !id.is_empty()).cloned()))
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        json!({ "type": "array", "items": id_schema(), "maxItems": MOST })
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!([SAMPLE_ID])
    }
}
