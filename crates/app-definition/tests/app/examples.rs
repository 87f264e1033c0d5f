//! Every app folder of the repository: loads, is written back as it stands, and says nothing wrong.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use app_definition::{App, Document, load, load_packed, pack, read_json};
use engine_base::Locale;
use serde_json::Value as Json;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn folders() -> Vec<PathBuf> {
    let mut folders = vec![root().join("tests/bench/peers-app")];
    folders.extend(fs::read_dir(root().join("examples")).unwrap().map(|entry| entry.unwrap().path()));
    folders.retain(|folder| folder.join("app.json").exists());
    assert!(folders.len() >= 2, "the examples are there");
    folders
}

fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut open = vec![folder.to_owned()];
    while let Some(directory) = open.pop() {
        for entry in fs::read_dir(directory).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
                files.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    files
}

fn loaded(folder: &Path) -> App {
    load(&files(folder)).unwrap_or_else(|issues| {
        let lines = issues.iter().map(|issue| format!("{}: {} ({})", issue.path, issue.text(Locale::En), issue.code));
        panic!("{}\n{}", folder.display(), lines.collect::<Vec<_>>().join("\n"))
    })
}

#[test]
fn schemas_accept_the_documents_and_serde_loses_nothing() {
    for folder in folders() {
        let app = loaded(&folder);
        for (path, bytes) in files(&folder) {
            let Some((part, key)) = path.strip_suffix(".json").and_then(|path| path.split_once('/')) else { continue };
            let written = match part {
                "options" => serde_json::to_value(&app.options[key]),
                "forms" => serde_json::to_value(&app.forms[key]),
                "roles" => serde_json::to_value(&app.roles[key]),
                _ => continue,
            };
            let document: Json = serde_json::from_slice(&bytes).unwrap();
            let lost = losses(&document, &written.unwrap(), "");
            assert!(lost.is_empty(), "{path}: {lost:?}");
        }
    }
}

/// What stands in `document` and not in `written`; a default that is left out is no loss.
fn losses(document: &Json, written: &Json, path: &str) -> Vec<String> {
    match (document, written) {
        (Json::Object(left), Json::Object(right)) => left
            .iter()
            .flat_map(|(name, value)| match right.get(name) {
                Some(other) => losses(value, other, &format!("{path}/{name}")),
                None if *value == Json::Bool(false) || *value == serde_json::json!([]) => Vec::new(),
                None => vec![format!("{path}/{name}")],
            })
            .collect(),
        (Json::Array(left), Json::Array(right)) if left.len() == right.len() => {
            left.iter().zip(right).enumerate().flat_map(|(at, (l, r))| losses(l, r, &format!("{path}/{at}"))).collect()
        }
        (left, right) if left == right => Vec::new(),
        _ => vec![path.to_owned()],
    }
}

#[test]
fn packing_and_formatting_are_stable() {
    for folder in folders() {
        let app = loaded(&folder);
        let packed = pack(&app);
        let again = load_packed(packed.as_bytes()).unwrap();
        assert_eq!(again, app);
        assert_eq!(pack(&again), packed);
        let files = app_definition::unpack(&app).into_iter().map(|(path, text)| (path, text.into_bytes())).collect();
        let reloaded = load(&files).unwrap();
        assert_eq!(reloaded, app);
        assert_eq!(pack(&reloaded), packed);
    }
}

#[test]
fn the_schemas_share_their_definitions() {
    let mut seen: BTreeMap<String, Json> = BTreeMap::new();
    for kind in Document::ALL {
        let schema = kind.schema();
        assert_eq!(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
        for (name, definition) in schema["$defs"].as_object().unwrap() {
            assert!(definition["description"].is_string(), "{} {name} has a description", kind.name());
            match seen.get(name) {
                Some(other) => assert_eq!(other, definition, "{name} is the same in every schema"),
                None => {
                    seen.insert(name.clone(), definition.clone());
                }
            }
        }
        assert!(read_json(kind.schema_text().as_bytes()).is_ok(), "no property is written twice");
    }
}
