//! `links`: several records of another form.

use engine_base::{DataType, Issue, Issues, Value, read_value};
use serde_json::{Value as Json, json};

use super::{
    Kind, SAMPLE_ID, Site, bounded, distinct, id_schema,
    link::target_type,
    multi_select::{check_max_items, validate_count},
};
use crate::{CompiledField, FormSettings, LinkField, Shape};

/// More records than this cannot be linked from one field.
const MOST: u32 = 1_000;

/// Links to several records.
pub(super) struct Links<'a>(pub &'a LinkField);

impl Kind for Links<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        target_type(self.0.form.as_ref()).map(DataType::list)
    }

    fn in_table(&self) -> bool {
        false
    }

    fn check(&self) -> Issues {
        check_max_items(self.0.max_items, MOST)
    }

    fn read(&self, json: &Json, field: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        bounded(json, MOST as usize)?;
        Ok(distinct(read_value(json, &field.ty)?.items().iter().filter(|id| !id.is_empty()).cloned()))
    }

    fn validate(&self, value: &Value, _: &Value, _: &CompiledField, issues: &mut Issues) {
        validate_count(value, self.0.max_items.unwrap_or(MOST), issues);
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        json!({ "type": "array", "items": id_schema(), "maxItems": self.0.max_items.unwrap_or(MOST) })
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!([SAMPLE_ID])
    }
}
