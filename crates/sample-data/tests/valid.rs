//! The form engine finds nothing wrong with any record of the example apps.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use std::{collections::BTreeMap, fs, path::Path};

use app_definition::App;
use engine_base::{Issues, Key, Locale, TimeZone, Timestamp, Uuid};
use expression::{Context, Me};
use form_engine::{
    AllRights, CompiledForm, FillEnv, Linked, NoDepartments, Purpose, Record, SystemField, fill, read, validate,
};
use sample_data::{Organisation, Pools, Recipe, Sample, Settings};
use serde_json::Value as Json;

fn now() -> Timestamp {
    "2026-11-21T06:00:00Z".parse().unwrap()
}

fn zone() -> TimeZone {
    TimeZone::get("Asia/Shanghai").unwrap()
}

/// The app in a folder under `examples`.
fn app(folder: &Path) -> App {
    let mut files = BTreeMap::from([("app.json".to_owned(), fs::read(folder.join("app.json")).unwrap())]);
    for part in ["options", "forms", "roles"] {
        for entry in fs::read_dir(folder.join(part)).unwrap() {
            let path = entry.unwrap().path();
            files.insert(format!("{part}/{}", path.file_name().unwrap().to_str().unwrap()), fs::read(&path).unwrap());
        }
    }
    app_definition::load(&files).unwrap()
}

fn sample(folder: &Path, app: &App) -> Sample {
    let data = |name: &str| fs::read_to_string(folder.join("data").join(name)).unwrap();
    let organisation = Organisation::parse(&data("people.json")).unwrap();
    let directory = organisation.directory(1);
    let settings = Settings { seed: 1, scale: 1.0, now: now(), time_zone: zone() };
    let (recipe, pools) = (Recipe::parse(&data("recipe.json")).unwrap(), Pools::parse(&data("pools.json")).unwrap());
    Sample::new(&serde_json::to_value(app).unwrap(), recipe, pools, &organisation, &directory, settings).unwrap()
}

/// Fills and validates a record as an import does.
fn submitted(form: &CompiledForm, json: &Json, known: &BTreeMap<(Key, Uuid), Record>) -> (Record, Issues) {
    let (draft, mut issues) = read(form, json, Purpose::Import, &AllRights);
    let context = Context::new(now(), zone(), Me::new(Uuid::nil()));
    let mut linked = Linked::default();
    loop {
        let id = json["id"].as_str().unwrap().parse().ok();
        let env = FillEnv { context: &context, linked: &linked, departments: &NoDepartments, id, preview: false };
        let filled = fill(form, &draft, None, &env);
        if filled.missing.is_empty() {
            issues.extend(validate(form, &filled, None, &env));
            return (filled.record, issues);
        }
        for missing in filled.missing {
            let record = known.get(&(missing.form.clone(), missing.id)).cloned();
            linked.insert(missing.form, missing.id, record);
        }
    }
}

fn every_record_is_valid(name: &str) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    let app = app(&folder);
    let sample = sample(&folder, &app);
    let compiled = app_definition::compile(app).unwrap();
    let mut known = BTreeMap::new();
    let mut wrong = Vec::new();
    for record in sample.records() {
        let record = record.unwrap();
        let form = &compiled.forms[record.form.as_str()];
        let (id, created_at) = (record.id, record.created_at);
        let (stored, issues) = submitted(form, &record.into_json(), &known);
        assert_eq!(stored.id(), Some(id));
        assert_eq!(*stored.get(SystemField::CreatedAt.slot()), engine_base::Value::Timestamp(created_at));
        for issue in issues.iter() {
            wrong.push(format!("{}{}: {} ({})", form.key, issue.path, issue.text(Locale::En), issue.code));
        }
        known.insert((form.key.clone(), id), stored);
    }
    wrong.sort();
    let count = wrong.len();
    wrong.dedup();
    assert!(wrong.is_empty(), "{count} issues:\n{}", wrong.join("\n"));
}

#[test]
fn of_the_crm() {
    every_record_is_valid("crm");
}

#[test]
fn of_the_equipment_app() {
    every_record_is_valid("equipment");
}
