//! The picture of crates/README.md: which crate may use which.

use std::{collections::BTreeMap, path::Path, process::Command};

use anyhow::{Context, Result, ensure};
use serde_json::Value as Json;

const ENGINE: &[&str] = &["engine-base", "expression"];

/// Workspace crates that each crate may use; arrows only point down.
const ALLOWED: &[(&str, &[&str])] = &[
    ("engine-base", &[]),
    ("expression", &["engine-base"]),
    ("form-engine", ENGINE),
    ("app-definition", &["engine-base", "expression", "form-engine"]),
    ("sample-data", &["engine-base"]),
    ("spreadsheet", &["engine-base"]),
    ("storage", &["engine-base", "expression", "form-engine", "app-definition"]),
    ("runtime", &["engine-base", "expression", "form-engine", "app-definition", "spreadsheet", "storage"]),
    ("studio", &[]),
    ("server", &["engine-base", "form-engine", "app-definition", "runtime", "studio"]),
    ("cli", &["engine-base", "app-definition", "sample-data", "runtime", "server"]),
    ("test-kit", &[]),
    ("xtask", &["engine-base", "app-definition"]),
    ("formwork-tests", &["test-kit"]),
];

/// Crates that no engine may use: an engine is a function over documents.
const IMPURE: [&str; 8] =
    ["tokio", "actix-web", "sea-orm", "sqlx", "rusqlite", "futures-util", "async-trait", "fastrand"];
const PURE: [&str; 4] = ["engine-base", "expression", "form-engine", "app-definition"];

/// Edges between crates that the picture does not have.
pub fn check(root: &Path) -> Result<Vec<String>> {
    let cargo = std::env::var("CARGO").unwrap_or_else(|_| "cargo".to_owned());
    let arguments = ["metadata", "--no-deps", "--format-version", "1", "--offline"];
    let output = Command::new(cargo).args(arguments).current_dir(root).output().context("`cargo metadata`")?;
    ensure!(output.status.success(), "`cargo metadata` failed: {}", String::from_utf8_lossy(&output.stderr));
    Ok(problems(&serde_json::from_slice(&output.stdout)?))
}

fn problems(metadata: &Json) -> Vec<String> {
    let allowed: BTreeMap<&str, &[&str]> = ALLOWED.iter().copied().collect();
    let packages = metadata.get("packages").and_then(Json::as_array).map(Vec::as_slice).unwrap_or_default();
    let name = |package: &Json| package.get("name").and_then(Json::as_str).unwrap_or_default().to_owned();
    let members: Vec<String> = packages.iter().map(name).collect();
    let mut problems = Vec::new();
    for package in packages {
        let own = name(package);
        let Some(allowed) = allowed.get(own.as_str()) else {
            problems.push(format!("crate `{own}` is not in the picture of crates/README.md (xtask tidy::edges)"));
            continue;
        };
        for edge in package.get("dependencies").and_then(Json::as_array).into_iter().flatten() {
            // Tests and build scripts may reach further than the crate itself.
            if !edge.get("kind").is_none_or(Json::is_null) {
                continue;
            }
            let target = name(edge);
            if members.contains(&target) && !allowed.contains(&target.as_str()) {
                problems.push(format!(
                    "crate `{own}` uses `{target}`, which the picture of crates/README.md does not allow"
                ));
            }
            if PURE.contains(&own.as_str()) && IMPURE.contains(&target.as_str()) {
                problems.push(format!(
                    "engine `{own}` uses `{target}`: engines know no clock, no chance and no outside world"
                ));
            }
        }
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn arrows_only_point_down() {
        let package = |name: &str, uses: Json| json!({ "name": name, "dependencies": uses });
        let metadata = json!({ "packages": [
            package("engine-base", json!([{ "name": "storage", "kind": null }, { "name": "tokio", "kind": null }])),
            package("storage", json!([{ "name": "engine-base", "kind": null }, { "name": "cli", "kind": "dev" }])),
            package("cli", json!([])),
            package("news", json!([])),
        ] });
        assert_eq!(problems(&metadata).len(), 3);
    }
}
