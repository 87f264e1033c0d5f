//! Runs every case of `engine-specs/form`.

use std::collections::BTreeSet;

use engine_base::{Issue, Locale};
use form_engine::{AllRights, Draft, FillEnv, Linked, NoDepartments, Purpose, Shape, fill, json_schema, read};
use serde_json::Value as Json;

use crate::case::{App, Expected, FORM, File, NEW, Outcome, RecordCase, answer, folder};

#[test]
fn every_case_holds() {
    let (mut files, mut records, mut definitions) = (0, 0, 0);
    let mut wrong = Vec::new();
    for name in names() {
        let file = File::load(&name);
        let app = file.compile();
        FORM.set(Some(app.main.clone()));
        for case in &file.cases {
            wrong.extend(difference(case, &app).map(|difference| format!("{name}: {}: {difference}", case.name)));
        }
        for case in &file.definitions {
            let issues = file.refused(case);
            wrong.extend(
                compare(&case.issues, &issues)
                    .map(|difference| format!("{name}: definition: {}: {difference}", case.name)),
            );
        }
        (files, records, definitions) = (files + 1, records + file.cases.len(), definitions + file.definitions.len());
    }
    println!("{files} files, {records} records, {definitions} definitions");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_kind_has_its_cases() {
    let names = names();
    let schema: Json = serde_json::from_str(include_str!("../../../engine-specs/schema/form.json")).unwrap();
    let kinds = schema["$defs"]["field"]["properties"]["kind"]["enum"].as_array().unwrap();
    assert!(kinds.len() > 40);
    for kind in kinds {
        let name = format!("{}.json", kind.as_str().unwrap());
        assert!(names.contains(&name), "engine-specs/form/{name} is missing");
        let file = File::load(&name);
        let uses = file.form["fields"].as_array().unwrap().iter().any(|field| {
            field["kind"] == *kind
                || field["fields"].as_array().is_some_and(|rows| rows.iter().any(|row| row["kind"] == *kind))
        });
        assert!(uses && !file.cases.is_empty(), "{name} has no case of its kind");
    }
}

/// The case files.
pub fn names() -> BTreeSet<String> {
    let files = std::fs::read_dir(folder()).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap());
    files.filter(|name| name.ends_with(".json") && name != "mask.json").collect()
}

/// What is not as the case says.
fn difference(case: &RecordCase, app: &App) -> Option<String> {
    let outcome = case.run(app);
    if let Some(difference) = compare(&case.issues, &outcome.issues) {
        return Some(difference);
    }
    let stored = answer(&app.main, &outcome.filled.record);
    for (key, expected) in &case.expect {
        if stored.get(key) != Some(expected) {
            return Some(format!("`{key}` is {}, not {expected}", stored.get(key).unwrap_or(&Json::Null)));
        }
    }
    laws(case, app, &outcome)
}

/// What holds for every record.
fn laws(case: &RecordCase, app: &App, outcome: &Outcome) -> Option<String> {
    let form = &app.main;
    let (context, linked) = (case.context(), case.linked(app));
    let env = FillEnv { context: &context, linked: &linked, departments: &NoDepartments, id: Some(NEW), preview: true };
    // Filling what was filled changes nothing.
    let mut again = Draft::new(form);
    for field in form.fields.iter().filter(|field| field.is_written()) {
        again.set(field.slot, outcome.filled.record.get(field.slot).clone());
    }
    for field in form.fields.iter().filter(|field| field.source == form_engine::Source::Serial || case.import) {
        again.set(field.slot, outcome.filled.record.get(field.slot).clone());
    }
    let twice = fill(form, &again, outcome.old.as_ref(), &env);
    if twice.record != outcome.filled.record {
        return Some(format!(
            "filled twice: {} and then {}",
            answer(form, &outcome.filled.record),
            answer(form, &twice.record)
        ));
    }
    if !outcome.issues.is_empty() {
        return None;
    }
    // What was good is good when it is brought in again.
    let stored = answer(form, &outcome.filled.record);
    let (draft, issues) = read(form, &stored, Purpose::Import, &AllRights);
    if !issues.is_empty() {
        return Some(format!("what was written cannot be read: {issues:?}"));
    }
    let back = fill(form, &draft, None, &env);
    let moving = |key: &str| matches!(key, "version");
    let differs = |(key, value): (&String, &Json)| {
        (!moving(key) && answer(form, &back.record).get(key) != Some(value)).then(|| key.clone())
    };
    let rollups = form.fields.iter().any(|field| field.rollup.is_some());
    if let Some(key) = stored.as_object().unwrap().iter().find_map(differs).filter(|_| !rollups) {
        return Some(format!(
            "`{key}` is different after writing and reading: {} and {stored}",
            answer(form, &back.record)
        ));
    }
    // The published schemas describe what is taken and what is answered.
    let shape = if outcome.old.is_some() { Shape::Update } else { Shape::Create };
    if !case.import && !jsonschema::is_valid(&json_schema(form, case, shape), &case.record) {
        return Some("the schema refuses what is taken".to_owned());
    }
    let schema = json_schema(form, &AllRights, Shape::Answer);
    // Files are answered with name and size by the storage; here they are ids.
    let has_files = form.fields.iter().any(|field| field.ty == engine_base::DataType::Files);
    let wrong = jsonschema::validator_for(&schema).unwrap().iter_errors(&stored).map(|error| error.to_string()).next();
    wrong.filter(|_| !has_files).map(|wrong| format!("the schema refuses what is answered: {wrong}"))
}

fn compare(expected: &[Expected], found: &[Issue]) -> Option<String> {
    if let Some(unsaid) = found.iter().find_map(unsaid) {
        return Some(unsaid);
    }
    let told = |issues: &[Issue]| {
        issues
            .iter()
            .map(|issue| format!("{} at {:?} {:?}", issue.code, issue.path, issue.params))
            .collect::<Vec<_>>()
            .join("; ")
    };
    let mut left: Vec<&Issue> = found.iter().collect();
    for one in expected {
        let fits = |issue: &&Issue| {
            issue.code == one.code
                && issue.path == one.path
                && one.params.iter().all(|(name, value)| issue.params.get(name.as_str()) == Some(value))
                && one.message.as_ref().is_none_or(|message| issue.text(Locale::ZhCn) == *message)
        };
        match left.iter().position(fits) {
            Some(at) => drop(left.remove(at)),
            None => {
                return Some(format!(
                    "no issue {} at {:?} {:?}; found: {}",
                    one.code,
                    one.path,
                    one.params,
                    told(found)
                ));
            }
        }
    }
    let more: Vec<Issue> = left.into_iter().cloned().collect();
    if more.is_empty() { None } else { Some(format!("also wrong: {}", told(&more))) }
}

/// An issue that has no text in one of the languages, or whose text names a parameter that it lacks.
fn unsaid(issue: &Issue) -> Option<String> {
    [Locale::ZhCn, Locale::En].into_iter().find_map(|locale| {
        let text = issue.text(locale);
        let raw = text
            .split('{')
            .skip(1)
            .any(|part| part.split_once('}').is_some_and(|(name, _)| !name.starts_with(['0', 'y', 'm', 'd', 'Y'])));
        (text == issue.code || raw)
            .then(|| format!("{} is not said in {}: {text} {:?}", issue.code, locale.tag(), issue.params))
    })
}

#[test]
fn previews_without_anything_linked_ask_for_it() {
    let file = File::load("lookup.json");
    let app = file.compile();
    let case = file.cases.iter().find(|case| !case.linked.is_empty()).unwrap();
    let context = case.context();
    let linked = Linked::default();
    let env = FillEnv { context: &context, linked: &linked, departments: &NoDepartments, id: None, preview: true };
    let (draft, _) = read(&app.main, &case.record, Purpose::Create, &AllRights);
    let filled = fill(&app.main, &draft, None, &env);
    let expected: Vec<_> =
        case.linked.iter().flat_map(|(form, records)| records.keys().map(move |id| (form.clone(), *id))).collect();
    let missing: Vec<_> = filled.missing.iter().map(|missing| (missing.form.clone(), missing.id)).collect();
    assert_eq!(missing, expected);
    // What is not wanted is not asked for.
    let env = FillEnv { preview: false, ..env };
    assert!(fill(&app.main, &draft, None, &env).missing.is_empty());
}
