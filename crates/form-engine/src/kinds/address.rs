//! `address`: a region and a line of detail.

use std::sync::Arc;

use engine_base::{DataType, Issue, Value};
use serde_json::{Map, Value as Json, json};

use super::{Kind, Site, region::read_region};
use crate::{CompiledField, FormSettings, RegionLevel, Shape, characters};

/// The detail has so many characters.
const LONGEST: usize = 300;

/// A postal address.
pub(super) struct Address;

impl Kind for Address {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Json)
    }

    fn read(&self, json: &Json, _: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        let parts = match json {
            Json::Null => return Ok(Value::Null),
            Json::Object(parts) => parts,
            _ => return Err(Issue::new("type.mismatch").with("expected", "address")),
        };
        let mut kept = Map::new();
        for (name, part) in parts {
            let part = match (name.as_str(), part) {
                (_, Json::Null) => continue,
                ("region", code) => {
                    characters::text_of(code).and_then(|code| read_region(code.trim(), RegionLevel::District))
                }
                ("detail", detail) => read_detail(detail),
                _ => Err(Issue::new("field.unknown").with("field", name.as_str())),
            };
            if let Value::Text(text) = part.map_err(|issue| issue.inside(&Issue::join("", name)))? {
                kept.insert(name.clone(), json!(&*text));
            }
        }
        Ok(if kept.is_empty() { Value::Null } else { Value::Json(Arc::new(Json::Object(kept))) })
    }

    fn schema(&self, _: &CompiledField, shape: Shape) -> Json {
        // Spaces around a code are taken away when it is read.
        let pattern = if shape == Shape::Answer { "^[0-9]{6}$" } else { "^\\s*([0-9]{6})?\\s*$" };
        json!({
            "type": "object",
            "properties": {
                "region": { "type": ["string", "null"], "pattern": pattern },
                "detail": { "type": ["string", "null"], "maxLength": LONGEST },
            },
            "additionalProperties": false,
        })
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!({ "region": "330206", "detail": "新碶街道 1 号" })
    }
}

fn read_detail(json: &Json) -> Result<Value, Issue> {
    let detail = characters::line(characters::text_of(json)?)?;
    let length = characters::length(&detail);
    if length > LONGEST {
        return Err(Issue::new("text.too_long").with("max", LONGEST).with("length", length));
    }
    Ok(characters::text_value(detail))
}
