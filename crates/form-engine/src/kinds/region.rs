//! `region`: an administrative division of China by its code of GB/T 2260.

use engine_base::{DataType, Issue, Value};
use expression::REGION_SET;
use serde_json::{Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, FormSettings, RegionField, RegionLevel, Shape, characters, regions};

/// A province, city or district.
pub(super) struct Region<'a>(pub &'a RegionField);

impl Kind for Region<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Option { set: REGION_SET.to_owned() })
    }

    fn read(&self, json: &Json, _: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        let code = characters::text_of(json)?.trim();
        read_region(code, self.0.level.unwrap_or(RegionLevel::District))
    }

    fn schema(&self, _: &CompiledField, shape: Shape) -> Json {
        let pattern = if shape == Shape::Answer { "^[0-9]{6}$" } else { "^\\s*([0-9]{6})?\\s*$" };
        json!({ "type": "string", "pattern": pattern })
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!(match self.0.level {
            Some(RegionLevel::Province) => "330000",
            Some(RegionLevel::City) => "330200",
            _ => "330206",
        })
    }
}

/// A code of the list that lies no deeper than `deepest`.
pub(super) fn read_region(code: &str, deepest: RegionLevel) -> Result<Value, Issue> {
    if code.is_empty() {
        return Ok(Value::Null);
    }
    let region = regions::find(code).ok_or_else(|| Issue::new("region.unknown").with("code", code))?;
    let too_deep = region.level() > deepest;
    if too_deep { Err(Issue::new("region.too_deep").with("code", code)) } else { Ok(Value::text(code)) }
}
