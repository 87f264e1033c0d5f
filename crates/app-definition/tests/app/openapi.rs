//! The OpenAPI document of the example app: references resolve, schemas are schemas, and examples are what they exemplify.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
};

use app_definition::{CompiledApp, compile, load, openapi};
use serde_json::{Value as Json, json};

fn app(folder: &str) -> CompiledApp {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../").join(folder);
    let mut files = BTreeMap::from([("app.json".to_owned(), fs::read(folder.join("app.json")).unwrap())]);
    for part in ["options", "forms", "roles"] {
        for entry in fs::read_dir(folder.join(part)).into_iter().flatten() {
            let path = entry.unwrap().path();
            files.insert(format!("{part}/{}", path.file_name().unwrap().to_str().unwrap()), fs::read(&path).unwrap());
        }
    }
    compile(load(&files).unwrap()).unwrap()
}

fn references<'a>(json: &'a Json, found: &mut BTreeSet<&'a str>) {
    match json {
        Json::Array(items) => items.iter().for_each(|item| references(item, found)),
        Json::Object(object) => {
            if let Some(Json::String(target)) = object.get("$ref") {
                found.insert(target);
            }
            object.values().for_each(|value| references(value, found));
        }
        _ => {}
    }
}

#[test]
fn the_document_is_whole() {
    for folder in ["examples/crm", "examples/equipment", "tests/bench/peers-app"] {
        let app = app(folder);
        let document = openapi(&app);
        let mut found = BTreeSet::new();
        references(&document, &mut found);
        for target in &found {
            assert!(document.pointer(target.trim_start_matches('#')).is_some(), "{folder}: {target} is there");
        }
        let mut ids = BTreeSet::new();
        for (path, item) in document["paths"].as_object().unwrap() {
            assert!(path.starts_with(&format!("/api/v1/data/{}/", app.key)));
            for operation in item.as_object().unwrap().values().filter(|item| item.is_object()) {
                let id = operation["operationId"].as_str().unwrap();
                assert!(ids.insert(id.to_owned()), "{id} stands once");
                let parameters = operation["parameters"].as_array().into_iter().flatten();
                let names: Vec<&Json> = parameters.map(|parameter| &parameter["name"]).collect();
                let once: BTreeSet<&str> = names.iter().map(|name| name.as_str().unwrap()).collect();
                assert_eq!(names.len(), once.len(), "{id}: every parameter stands once");
            }
        }
        assert_eq!(ids.len(), app.forms.len() * 10);
        println!("{folder}: {} forms, {} bytes", app.forms.len(), document.to_string().len());
    }
}

#[test]
fn schemas_are_schemas_and_examples_meet_them() {
    for folder in ["examples/crm", "examples/equipment"] {
        let document = openapi(&app(folder));
        let schemas = document["components"]["schemas"].as_object().unwrap();
        for (name, schema) in schemas {
            let whole = json!({ "$ref": format!("#/components/schemas/{name}"), "components": { "schemas": schemas } });
            let validator = jsonschema::validator_for(&whole).unwrap_or_else(|error| panic!("{name}: {error}"));
            for example in schema["examples"].as_array().into_iter().flatten() {
                let errors: Vec<String> =
                    validator.iter_errors(example).map(|error| format!("{}: {error}", error.instance_path())).collect();
                assert!(errors.is_empty(), "{folder}: {name}: {errors:?}");
            }
        }
    }
}
