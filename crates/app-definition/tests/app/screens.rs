//! The models of the forms in `engine-specs/form`, by which the browser runs the same cases. `UPDATE=1` writes them anew.

use std::{fs, path::Path, sync::Arc};

use app_definition::{Access, App, app_model, compile};
use engine_base::Locale;
use serde_json::{Map, Value as Json, json};

/// A form of a case file with what the file may leave out.
fn form(document: &Json, key: &str) -> Json {
    let first = document["fields"][0]["key"].as_str().unwrap_or("name");
    let mut whole = Map::from_iter([
        ("format".to_owned(), json!(1)),
        ("key".to_owned(), json!(key)),
        ("label".to_owned(), json!("Sample")),
        ("title".to_owned(), json!(first)),
    ]);
    whole.extend(document.as_object().cloned().unwrap_or_default());
    whole.into()
}

/// The app of a case file.
fn app(file: &Json) -> App {
    let main = form(&file["form"], "sample");
    let others = file["forms"].as_array().into_iter().flatten().map(|other| form(other, "other"));
    let by_key = |documents: Vec<Json>| -> Map<String, Json> {
        documents.into_iter().map(|document| (document["key"].as_str().unwrap().to_owned(), document)).collect()
    };
    let app = json!({
        "app": { "format": 1, "key": "cases", "version": "1.0.0", "label": "Cases" },
        "options": by_key(file["options"].as_array().cloned().unwrap_or_default()),
        "forms": by_key(std::iter::once(main).chain(others).collect()),
    });
    serde_json::from_value(app).unwrap_or_else(|error| panic!("{}: {error}", file["about"]))
}

#[test]
fn the_models_of_the_cases_are_fresh() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../engine-specs/form");
    let (mut models, mut stale) = (0, Vec::new());
    for entry in fs::read_dir(&folder).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        if !name.ends_with(".json") || name == "mask.json" {
            continue;
        }
        let file: Json = serde_json::from_slice(&fs::read(folder.join(&name)).unwrap()).unwrap();
        if file["cases"].as_array().is_none_or(Vec::is_empty) {
            continue;
        }
        let said = |issues: &engine_base::Issues| {
            issues
                .iter()
                .map(|issue| format!("{} {}", issue.path, issue.text(Locale::En)))
                .collect::<Vec<_>>()
                .join("; ")
        };
        let compiled = compile(app(&file)).unwrap_or_else(|issues| panic!("{name}: {}", said(&issues)));
        let access = Access::everything(Arc::new(compiled));
        let model = app_model(&access, []);
        let path = folder.join("models").join(&name);
        let there = fs::read(&path).ok().and_then(|bytes| serde_json::from_slice::<Json>(&bytes).ok());
        if there.as_ref() != Some(&model) {
            if std::env::var_os("UPDATE").is_some() {
                fs::create_dir_all(folder.join("models")).unwrap();
                fs::write(&path, format!("{model}\n")).unwrap();
            } else {
                stale.push(name.clone());
            }
        }
        models += 1;
    }
    println!("{models} models of case files");
    assert!(models > 40);
    assert!(stale.is_empty(), "stale, run with UPDATE=1: {stale:?}");
}
