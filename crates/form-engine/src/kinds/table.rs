//! `table`: rows of fields of their own (a sub-table).

use engine_base::{DataType, Issue, Issues, Value};
use serde_json::{Map, Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, FormSettings, Shape, TableField, json_schema};

/// Rows of a table that names no limit.
const DEFAULT_ROWS: u32 = 500;
/// Rows that a definition may allow.
const MOST_ROWS: u32 = 5_000;

/// Rows.
pub(super) struct Table<'a>(pub &'a TableField);

impl Kind for Table<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Rows)
    }

    fn in_table(&self) -> bool {
        false
    }

    fn check(&self) -> Issues {
        let mut issues = Issues::new();
        let (min, max) = self.0.limits();
        if max == 0 || max > MOST_ROWS {
            issues.push(Issue::new("property.range").at("/max_rows").with("min", 1).with("max", MOST_ROWS));
        } else if min > max {
            issues.push(Issue::new("limit.order").at("/min_rows").with("max", max));
        }
        if self.0.fields.is_empty() {
            issues.push(Issue::new("table.no_fields").at("/fields"));
        }
        issues
    }

    // Rows are read by `read`, which knows the rights on their fields.
    fn read(&self, _: &Json, _: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        Err(Issue::new("type.mismatch").with("expected", "rows"))
    }

    fn validate(&self, value: &Value, _: &Value, _: &CompiledField, issues: &mut Issues) {
        let (count, (min, max)) = (value.rows().len(), self.0.limits());
        if count > max as usize {
            issues.push(Issue::new("table.too_many_rows").with("max", max));
        } else if count < min as usize {
            issues.push(Issue::new("table.too_few_rows").with("min", min));
        }
    }

    fn schema(&self, field: &CompiledField, shape: Shape) -> Json {
        let rows =
            field.table.as_ref().map_or_else(|| json!({}), |table| json_schema::row_schema(&table.fields, shape));
        json!({ "type": "array", "items": rows, "maxItems": self.0.limits().1 })
    }

    fn sample(&self, field: &CompiledField) -> Json {
        let fields = field.table.iter().flat_map(|table| &table.fields).filter(|field| field.is_written());
        let row: Map<String, Json> = fields.map(|field| (field.key.to_string(), field.sample())).collect();
        json!([row])
    }
}

impl TableField {
    /// At least and at most so many rows.
    pub fn limits(&self) -> (u32, u32) {
        (self.min_rows.unwrap_or(0), self.max_rows.unwrap_or(DEFAULT_ROWS))
    }
}
