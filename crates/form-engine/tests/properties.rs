//! What holds for every record, whatever is sent.

use form_engine::{AllRights, Draft, FillEnv, Linked, NoDepartments, Purpose, Source, fill, read, validate};
use proptest::{prelude::*, sample::select};
use serde_json::{Map, Value as Json, json};

use crate::case::{App, File, NEW, RecordCase, answer};

/// Forms that together have every kind of field, conditions, defaults and rows.
const FILES: [&str; 24] = [
    "address.json",
    "checks.json",
    "colour.json",
    "conditions.json",
    "date_time.json",
    "defaults.json",
    "email.json",
    "file.json",
    "formula.json",
    "id_number.json",
    "json.json",
    "long_text.json",
    "multi_select.json",
    "number.json",
    "order.json",
    "phone.json",
    "record.json",
    "region.json",
    "rich_text.json",
    "select.json",
    "table.json",
    "tags.json",
    "text.json",
    "url.json",
];

fn leaf() -> impl Strategy<Value = Json> {
    let known = [
        "",
        " ",
        "new",
        "open",
        "330206",
        "+8613812345678",
        "0574-87654321",
        "11010519491231002X",
        "2026-01-31",
        "2026-01-31T09:30:00+08:00",
        "09:30",
        "12.50",
        "-0",
        "1e9",
        "zhang@Example.com",
        "https://example.com",
        "#abc",
        "0191e0a4-0000-7000-8000-000000000001",
        "<p>a</p><script>b",
        "company",
        "person",
        "a\u{0}b",
        "９",
        "won",
    ];
    prop_oneof![
        4 => select(known.to_vec()).prop_map(|text| json!(text)),
        1 => ".{0,12}".prop_map(|text| json!(text)),
        1 => any::<i64>().prop_map(|number| json!(number)),
        1 => any::<f64>().prop_map(|number| json!(number)),
        2 => (0..20_i32).prop_map(|number| json!(number)),
        1 => any::<bool>().prop_map(|answer| json!(answer)),
        1 => Just(Json::Null),
    ]
}

fn value() -> impl Strategy<Value = Json> {
    let names = select(vec!["id", "region", "detail", "product", "price", "quantity", "n", "x"]);
    leaf().prop_recursive(3, 12, 4, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::Array),
            prop::collection::vec((names.clone(), inner), 0..4).prop_map(|entries| Json::Object(
                entries.into_iter().map(|(name, value)| (name.to_owned(), value)).collect()
            )),
        ]
    })
}

/// Values for the fields of a form, by their place.
fn values() -> impl Strategy<Value = Vec<Option<Json>>> {
    prop::collection::vec(prop::option::of(value()), 24)
}

fn record(app: &App, values: &[Option<Json>]) -> Json {
    let keys = app.main.fields.iter().skip(6).map(|field| field.key.to_string()).chain(["stray".to_owned()]);
    Json::Object(keys.zip(values).filter_map(|(key, value)| Some((key, value.clone()?))).collect::<Map<String, Json>>())
}

fn check(app: &App, old: Option<&Json>, sent: &Json) -> Result<(), TestCaseError> {
    let form = &app.main;
    let case: RecordCase = serde_json::from_value(json!({ "name": "property", "record": {} })).unwrap();
    let (context, linked) = (case.context(), Linked::default());
    let env = FillEnv { context: &context, linked: &linked, departments: &NoDepartments, id: Some(NEW), preview: true };
    let old = old.map(|old| {
        let (draft, _) = read(form, old, Purpose::Import, &AllRights);
        fill(form, &draft, None, &env).record
    });
    let purpose = if old.is_some() { Purpose::Update } else { Purpose::Create };
    let (draft, mut issues) = read(form, sent, purpose, &AllRights);
    let filled = fill(form, &draft, old.as_ref(), &env);
    issues.extend(validate(form, &filled, old.as_ref(), &env));
    prop_assert!(issues.iter().all(|issue| issue.path.is_empty() || issue.path.starts_with('/')), "{:?}", issues);

    let mut again = Draft::new(form);
    for field in form.fields.iter().filter(|field| field.is_written() || field.source == Source::Serial) {
        again.set(field.slot, filled.record.get(field.slot).clone());
    }
    let twice = fill(form, &again, old.as_ref(), &env);
    prop_assert_eq!(&twice.record, &filled.record);

    if issues.is_empty() {
        let written = answer(form, &filled.record);
        let (draft, issues) = read(form, &written, Purpose::Import, &AllRights);
        prop_assert!(issues.is_empty(), "{written}: {issues:?}");
        let mut back = answer(form, &fill(form, &draft, None, &env).record);
        back["version"] = written["version"].clone();
        prop_assert_eq!(back, written);
    }
    Ok(())
}

#[test]
fn records_are_judged_without_panic_and_filled_once() {
    let apps: Vec<App> = FILES.iter().map(|name| File::load(name).compile()).collect();
    proptest!(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() }, |(values in values(), old in prop::option::of(values()))| {
        for app in &apps {
            let old = old.as_ref().map(|old| record(app, old));
            check(app, old.as_ref(), &record(app, &values))?;
        }
    });
}

#[test]
fn definitions_are_judged_without_panic() {
    let file = File::load("conditions.json");
    let texts = "[a-z_.()!&|=<>+*/ \"0-9{}]{0,30}";
    proptest!(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() }, |(text in texts, pattern in ".{0,20}", condition in value())| {
        let fields = json!([
            { "key": "name", "kind": "text", "pattern": pattern, "default": condition },
            { "key": "f", "kind": "formula", "formula": text },
            { "key": "s", "kind": "serial", "pattern": pattern },
            { "key": "d", "kind": "date", "min": condition, "visible_when": text, "required_when": condition },
        ]);
        let case = serde_json::from_value(json!({ "name": "property", "form": { "fields": fields } })).unwrap();
        file.refused(&case);
    });
}
