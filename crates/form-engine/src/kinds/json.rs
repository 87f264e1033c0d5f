//! `json`: any JSON, for integrations.

use std::sync::Arc;

use engine_base::{DataType, Issue, Value};
use serde_json::{Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, FormSettings, Shape};

/// As text it has so many bytes.
const BIGGEST: usize = 65_536;

/// Any JSON.
pub(super) struct AnyJson;

impl Kind for AnyJson {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Json)
    }

    fn read(&self, json: &Json, _: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        if json.is_null() {
            return Ok(Value::Null);
        }
        let text = json.to_string();
        if text.len() > BIGGEST {
            return Err(Issue::new("json.too_big").with("max", BIGGEST / 1_024));
        }
        // PostgreSQL cannot keep this character.
        if has_nul(json) { Err(Issue::new("text.control")) } else { Ok(Value::Json(Arc::new(json.clone()))) }
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        json!({})
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!({ "source": "shop" })
    }
}

fn has_nul(json: &Json) -> bool {
    match json {
        Json::String(text) => text.contains('\0'),
        Json::Array(items) => items.iter().any(has_nul),
        Json::Object(entries) => entries.iter().any(|(key, value)| key.contains('\0') || has_nul(value)),
        _ => false,
    }
}
