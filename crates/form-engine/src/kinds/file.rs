//! `file`: uploaded files.

use engine_base::{DataType, Issue, Issues, Value, read_value};
use serde_json::{Value as Json, json};

use super::{Kind, SAMPLE_ID, Site, bounded, distinct, id_schema};
use crate::{CompiledField, FileField, FormSettings, Shape};

const DEFAULT: u32 = 10;
const MOST: u32 = 100;
/// A file may have so many megabytes.
const BIGGEST: u32 = 1_024;

/// Uploaded files.
pub(super) struct File<'a>(pub &'a FileField);

impl Kind for File<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Files)
    }

    fn check(&self) -> Issues {
        check_files(self.0)
    }

    fn read(&self, json: &Json, _: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        read_files(json)
    }

    fn validate(&self, value: &Value, _: &Value, _: &CompiledField, issues: &mut Issues) {
        validate_files(self.0, value, issues);
    }

    fn schema(&self, _: &CompiledField, shape: Shape) -> Json {
        files_schema(self.0, shape)
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!([{ "id": SAMPLE_ID, "name": "contract.pdf", "size": 120_000, "type": "application/pdf" }])
    }
}

/// What is wrong with the limits of files.
pub(super) fn check_files(of: &FileField) -> Issues {
    let mut issues = Issues::new();
    let mut range = |value: Option<u32>, path: &'static str, most: u32| {
        if value.is_some_and(|value| value == 0 || value > most) {
            issues.push(Issue::new("property.range").at(path).with("min", 1).with("max", most));
        }
    };
    range(of.max_files, "/max_files", MOST);
    range(of.max_size_mb, "/max_size_mb", BIGGEST);
    let ending = |ending: &String| {
        ending.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) && !ending.is_empty() && ending.len() <= 16
    };
    for (index, found) in of.types.iter().enumerate().filter(|(_, found)| !ending(found)) {
        issues.push(Issue::new("file.ending").at(format!("/types/{index}")).with("ending", found.as_str()));
    }
    issues
}

/// Reads ids, or the objects that are answered, of which only the id counts.
pub(super) fn read_files(json: &Json) -> Result<Value, Issue> {
    bounded(json, MOST as usize)?;
    Ok(distinct(read_value(json, &DataType::Files)?.items().iter().cloned()))
}

/// Whether there are not too many files; what is in them is known later.
pub(super) fn validate_files(of: &FileField, value: &Value, issues: &mut Issues) {
    let max = of.max_files.unwrap_or(DEFAULT);
    if value.items().len() > max as usize {
        issues.push(Issue::new("file.too_many").with("max", max));
    }
}

/// Schema of files: written as ids, answered with name, size and type.
pub(super) fn files_schema(of: &FileField, shape: Shape) -> Json {
    let answered = json!({
        "type": "object",
        "properties": { "id": id_schema(), "name": { "type": "string" }, "size": { "type": "integer" }, "type": { "type": "string" } },
        "required": ["id"],
    });
    let item = if shape == Shape::Answer { answered } else { json!({ "anyOf": [id_schema(), answered] }) };
    json!({ "type": "array", "items": item, "maxItems": of.max_files.unwrap_or(DEFAULT) })
}

impl FileField {
    /// What is wrong with a file of this name and size for this field.
    pub(crate) fn judge(&self, name: &str, size: u64) -> Option<Issue> {
        let megabytes = self.max_size_mb.unwrap_or(20);
        if size > u64::from(megabytes) * 1_048_576 {
            return Some(Issue::new("file.too_big").with("file", name).with("max", megabytes));
        }
        let ending = name.rsplit_once('.').map_or(String::new(), |(_, ending)| ending.to_ascii_lowercase());
        let refused = !self.types.is_empty() && !self.types.contains(&ending);
        refused.then(|| Issue::new("file.type").with("file", name).with("types", self.types.join(", ")))
    }
}
