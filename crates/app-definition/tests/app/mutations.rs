//! Apps broken at random: nothing panics, every issue has a place and a whole text, and what is accepted comes back the same.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use app_definition::{
    Access, PackageLimits, app_model, compile, diff, load, load_packed, openapi, pack, read_package, write_package,
};
use engine_base::{Issue, Locale};
use serde_json::{Value as Json, json};

fn base() -> BTreeMap<String, Json> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../engine-specs/app/base.json");
    let document: Json = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    document["files"].as_object().unwrap().clone().into_iter().collect()
}

fn bytes(documents: &BTreeMap<String, Json>) -> BTreeMap<String, Vec<u8>> {
    documents.iter().map(|(path, json)| (path.clone(), json.to_string().into_bytes())).collect()
}

/// Values that something somewhere might not expect.
fn values() -> Vec<Json> {
    vec![
        json!(null),
        json!(true),
        json!(false),
        json!(0),
        json!(-1),
        json!(1.5),
        json!(4_294_967_296_u64),
        json!(""),
        json!("name"),
        json!("amount"),
        json!("deal"),
        json!("company"),
        json!("stage"),
        json!("lines"),
        json!("own"),
        json!("formula"),
        json!("table"),
        json!("rollup"),
        json!("amount - cost"),
        json!("sum(lines.subtotal)"),
        json!("company.credit"),
        json!("1 +"),
        json!("客户"),
        json!("x".repeat(5_000)),
        json!([]),
        json!({}),
        json!([[]]),
        json!(["name"]),
        json!({ "formula": "today()" }),
        json!({ "formula": "1 +" }),
        json!({ "field": "amount", "op": "gt", "value": "1" }),
        json!({ "all": [] }),
        json!({ "some": "lines", "where": "price > 1" }),
        json!({ "zh-CN": "字", "en": "word" }),
        json!({ "key": "new", "kind": "text", "label": "New" }),
        json!({ "key": "new", "kind": "formula", "label": "New", "formula": "margin + lines_total" }),
    ]
}

/// Every place of a document.
fn places(json: &Json, path: &str, found: &mut Vec<String>) {
    found.push(path.to_owned());
    match json {
        Json::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| places(item, &format!("{path}/{at}"), found))
        }
        Json::Object(object) => object.iter().for_each(|(name, value)| places(value, &Issue::join(path, name), found)),
        _ => {}
    }
}

fn mutate(documents: &mut BTreeMap<String, Json>, random: &mut fastrand::Rng) {
    let paths: Vec<String> = documents.keys().cloned().collect();
    let path = &paths[random.usize(..paths.len())];
    let document = documents.get_mut(path).unwrap();
    let mut found = Vec::new();
    places(document, "", &mut found);
    // Half of them keep the type, so that they get past the schemas.
    let same_type = random.bool();
    found.retain(|place| !same_type || document.pointer(place).is_some_and(Json::is_string));
    if found.is_empty() {
        return;
    }
    let place = &found[random.usize(..found.len())];
    let mut pool = values();
    pool.retain(|value| !same_type || value.is_string());
    let value = pool[random.usize(..pool.len())].clone();
    match (if same_type { 3 } else { random.u8(..4) }, document.pointer_mut(place).unwrap()) {
        (0, Json::Object(object)) if !object.is_empty() => {
            let name = object.keys().nth(random.usize(..object.len())).unwrap().clone();
            object.remove(&name);
        }
        (0 | 1, Json::Array(items)) => items.push(value),
        (1, Json::Object(object)) => {
            let names = [
                "required_when",
                "visible_when",
                "default",
                "unique",
                "was",
                "mask",
                "min",
                "options_when",
                "where",
                "landing",
            ];
            object.insert(names[random.usize(..names.len())].to_owned(), value);
        }
        (_, target) => *target = value,
    }
}

fn said(issues: &[Issue], seed: u64) {
    for issue in issues {
        for locale in [Locale::ZhCn, Locale::En] {
            let text = issue.text(locale);
            assert!(text != issue.code.as_ref(), "seed {seed}: `{}` has no text", issue.code);
            // A parameter that the code leaves out stands there in braces; definitions have no braces in these places.
            let holes = [
                "{field",
                "{form",
                "{name",
                "{value",
                "{max",
                "{min",
                "{expected",
                "{given",
                "{key",
                "{token",
                "{line",
                "{column",
            ];
            assert!(!holes.iter().any(|hole| text.contains(hole)), "seed {seed}: {} says `{text}`", issue.code);
        }
    }
}

#[test]
fn whatever_is_written_is_answered() {
    let old = load(&bytes(&base())).unwrap();
    let (mut refused, mut broken, mut accepted) = (0, 0, 0);
    for seed in 0..2_500 {
        let mut random = fastrand::Rng::with_seed(seed);
        let mut documents = base();
        for _ in 0..random.usize(1..4) {
            mutate(&mut documents, &mut random);
        }
        let app = match load(&bytes(&documents)) {
            Ok(app) => app,
            Err(issues) => {
                assert!(!issues.is_empty());
                said(&issues, seed);
                refused += 1;
                continue;
            }
        };
        assert_eq!(load_packed(pack(&app).as_bytes()).unwrap(), app, "seed {seed}");
        for change in diff(&old, &app) {
            let sentence = change.sentence(Locale::ZhCn);
            assert!(!sentence.starts_with("change.") && !sentence.contains("{what"), "seed {seed}: {sentence}");
        }
        match compile(app) {
            Err(issues) => {
                assert!(!issues.is_empty());
                said(&issues, seed);
                broken += 1;
            }
            Ok(compiled) => {
                let compiled = Arc::new(compiled);
                app_model(&Access::of_roles(compiled.clone(), compiled.roles.keys()), compiled.roles.keys());
                assert!(openapi(&compiled)["paths"].is_object());
                accepted += 1;
            }
        }
    }
    println!("mutations: {refused} refused by schema, {broken} with issues, {accepted} accepted");
    assert!(refused > 500 && broken > 150 && accepted > 50, "the mutations reach every stage");
}

#[test]
fn whatever_bytes_come_are_answered() {
    let files = bytes(&base());
    let package = write_package(&files).unwrap();
    let text = pack(&load(&files).unwrap()).into_bytes();
    for seed in 0..2_000 {
        let mut random = fastrand::Rng::with_seed(seed);
        for (bytes, zipped) in [(package.clone(), true), (text.clone(), false)] {
            let mut bytes = bytes;
            for _ in 0..random.usize(1..6) {
                let at = random.usize(..bytes.len());
                bytes[at] = random.u8(..);
            }
            bytes.truncate(random.usize(bytes.len() / 2..=bytes.len()));
            if zipped {
                let _ = read_package(&bytes, PackageLimits::default()).map(|files| load(&files));
            } else if let Err(issues) = load_packed(&bytes) {
                said(&issues, seed);
            }
        }
    }
}
