//! Every field kind has its file in the engine, its cases, its folder in the UI and its word in the catalogue.

use std::{collections::BTreeSet, path::Path};

use anyhow::{Context, Result};
use serde_json::Value as Json;

use crate::repository::File;

/// What a field kind lacks.
pub fn check(root: &Path, files: &[File]) -> Result<Vec<String>> {
    let schema = std::fs::read(root.join("engine-specs/schema/form.json")).context("engine-specs/schema/form.json")?;
    let schema: Json = serde_json::from_slice(&schema)?;
    let kinds = schema
        .pointer("/$defs/field/properties/kind/enum")
        .and_then(Json::as_array)
        .context("the field kinds in form.json")?;
    let catalogue = std::fs::read(root.join("engine-specs/locale/en.json"))?;
    let catalogue: Json = serde_json::from_slice(&catalogue)?;
    let paths: BTreeSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let mut problems = Vec::new();
    for kind in kinds.iter().filter_map(Json::as_str) {
        let wanted = [
            format!("crates/form-engine/src/kinds/{kind}.rs"),
            format!("engine-specs/form/{kind}.json"),
            format!("crates/studio/ui/src/fields/{kind}/"),
        ];
        for path in wanted {
            if !paths.range(path.as_str()..).next().is_some_and(|found| found.starts_with(&path)) {
                problems.push(format!("field kind `{kind}` has no `{path}`"));
            }
        }
        if catalogue.get(format!("word.kind.{kind}")).is_none() {
            problems.push(format!("field kind `{kind}` has no text `word.kind.{kind}` in engine-specs/locale"));
        }
    }
    Ok(problems)
}
