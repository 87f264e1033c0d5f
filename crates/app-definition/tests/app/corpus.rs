//! The cases of `engine-specs/app`: broken apps with their issues, differences with their sentences, rights of roles.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use app_definition::{Access, App, CompiledApp, check, compile, diff, load};
use engine_base::{Issue, Key, Locale};
use serde_json::{Value as Json, json};

type Files = BTreeMap<String, Vec<u8>>;

fn document(name: &str) -> Json {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../engine-specs/app").join(format!("{name}.json"));
    serde_json::from_slice(&fs::read(&path).unwrap()).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

fn cases(name: &str) -> Vec<Json> {
    document(name)["cases"].as_array().unwrap().clone()
}

fn base() -> BTreeMap<String, Json> {
    let files = document("base")["files"].as_object().unwrap().clone();
    files.into_iter().collect()
}

/// The files of a case: the base with what the case sets, removes and replaces.
fn files(case: &Json) -> Files {
    let base = base();
    let mut documents = base.clone();
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    for (path, text) in case["files"].as_object().into_iter().flatten() {
        match text.as_str() {
            None => {
                documents.remove(path);
            }
            Some(text) => match text.strip_prefix('@') {
                Some(other) => {
                    documents.insert(path.clone(), base[other].clone());
                }
                None => {
                    documents.remove(path);
                    texts.insert(path.clone(), text.to_owned());
                }
            },
        }
    }
    for (place, value) in case["set"].as_object().into_iter().flatten() {
        // `@document#pointer` stands for what the base has there.
        let value = match value.as_str().and_then(|text| text.strip_prefix('@')?.split_once('#')) {
            Some((path, pointer)) => base[path].pointer(pointer).unwrap().clone(),
            None => value.clone(),
        };
        match place.split_once('#') {
            None => {
                documents.insert(place.clone(), value);
            }
            Some((path, pointer)) => set(documents.get_mut(path).unwrap(), pointer, value),
        }
    }
    for place in case["remove"].as_array().into_iter().flatten() {
        let (path, pointer) = place.as_str().unwrap().split_once('#').unwrap();
        remove(documents.get_mut(path).unwrap(), pointer);
    }
    let written = documents.into_iter().map(|(path, json)| (path, serde_json::to_vec(&json).unwrap()));
    written.chain(texts.into_iter().map(|(path, text)| (path, text.into_bytes()))).collect()
}

fn parent<'a>(document: &'a mut Json, pointer: &'a str) -> (&'a mut Json, &'a str) {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    (document.pointer_mut(parent).unwrap(), name)
}

fn set(document: &mut Json, pointer: &str, value: Json) {
    match parent(document, pointer) {
        (Json::Array(items), "-") => items.push(value),
        (Json::Array(items), index) => items[index.parse::<usize>().unwrap()] = value,
        (object, name) => object[name] = value,
    }
}

fn remove(document: &mut Json, pointer: &str) {
    match parent(document, pointer) {
        (Json::Array(items), index) => drop(items.remove(index.parse().unwrap())),
        (object, name) => drop(object.as_object_mut().unwrap().remove(name).unwrap()),
    }
}

fn app(case: &Json) -> App {
    load(&files(case)).unwrap_or_else(|issues| panic!("{}: {}", case["name"], said(&issues)))
}

fn compiled(case: &Json) -> Arc<CompiledApp> {
    Arc::new(compile(app(case)).unwrap_or_else(|issues| panic!("{}: {}", case["name"], said(&issues))))
}

fn said(issues: &[Issue]) -> String {
    issues.iter().map(|issue| format!("\n  {} {} {:?}", issue.code, issue.path, issue.params)).collect()
}

#[test]
fn broken_apps_have_their_issues() {
    for name in ["documents", "references"] {
        let cases = cases(name);
        for case in &cases {
            let found = match load(&files(case)) {
                Ok(app) => check(&app),
                Err(issues) => issues,
            };
            let expected = case["issues"].as_array().unwrap();
            let matches = |issue: &Issue, expected: &Json| {
                let params = expected["params"].as_object().into_iter().flatten();
                issue.code == expected["code"].as_str().unwrap()
                    && issue.path == expected["path"].as_str().unwrap()
                    && params.into_iter().all(|(name, value)| issue.params.get(name.as_str()) == Some(value))
            };
            let all = expected.iter().all(|expected| found.iter().any(|issue| matches(issue, expected)));
            assert!(all && found.len() == expected.len(), "{name}: {}: found {}", case["name"], said(&found));
            for issue in &found {
                for locale in [Locale::ZhCn, Locale::En] {
                    let text = issue.text(locale);
                    assert!(
                        text != issue.code && !text.contains('{'),
                        "{name}: {}: {} says {text}",
                        case["name"],
                        issue.code
                    );
                }
            }
        }
        println!("{name}: {} cases", cases.len());
    }
}

#[test]
fn differences_are_sentences() {
    let old = app(&json!({ "name": "base" }));
    let cases = cases("differences");
    for case in &cases {
        let changes = diff(&old, &app(case));
        let found: Vec<Json> = changes
            .iter()
            .map(|change| {
                let (zh, en) = (change.sentence(Locale::ZhCn), change.sentence(Locale::En));
                json!({ "kind": change.kind, "path": change.path, "zh-CN": zh, "en": en })
            })
            .collect();
        assert_eq!(json!(found), case["changes"], "{}", case["name"]);
    }
    println!("differences: {} cases", cases.len());
}

#[test]
fn rights_are_joined_and_inherited() {
    let cases = cases("rights");
    for case in &cases {
        let app = compiled(case);
        let access = match case["roles"].as_array() {
            None => Access::everything(app.clone()),
            Some(roles) => {
                let roles: Vec<Key> = roles.iter().map(|role| Key::new(role.as_str().unwrap()).unwrap()).collect();
                Access::of_roles(app.clone(), &roles)
            }
        };
        for (form, fields) in case["expect"].as_object().unwrap() {
            for (field, expected) in fields.as_object().unwrap() {
                let compiled = &app.forms[form.as_str()];
                let (first, row) =
                    field.split_once('.').map_or((field.as_str(), None), |(table, row)| (table, Some(row)));
                let slot = compiled.slots[first];
                let own = access.form(form).map(|rights| match row {
                    None => rights.fields[slot],
                    Some(row) => {
                        let table = compiled.fields[slot].table.as_ref().unwrap();
                        rights.rows[&slot][table.slots[row]].min(rights.fields[slot])
                    }
                });
                let found = own.map_or(json!("hidden"), |right| json!(right));
                assert_eq!(&found, expected, "{}: {form}.{field}", case["name"]);
            }
        }
    }
    println!("rights: {} cases", cases.len());
}
