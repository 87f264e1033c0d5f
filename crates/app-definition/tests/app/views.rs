//! What people see of views and prints: nothing that names what is hidden from them, and saved views whole or not at all.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use app_definition::{
    Access, CompiledApp, Refusal, app_model, check_saved_view, compile, load, read_saved_view, saved_view_model,
};
use engine_base::{Issues, Key};
use serde_json::{Value as Json, json};

/// The base app of the cases; sales people may not see the cost and see the amount masked, telephones not at all.
fn app() -> Arc<CompiledApp> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../engine-specs/app/base.json");
    let document: Json = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let mut files: BTreeMap<String, Json> = document["files"].as_object().unwrap().clone().into_iter().collect();
    let deal = files.get_mut("forms/deal.json").unwrap();
    deal["views"] = json!([
        {
            "key": "all", "label": "T", "kind": "table", "columns": ["name", "cost", "amount", "company.phone", "stage"], "frozen": 3, "group": "cost",
            "totals": { "cost": "sum", "amount": "sum", "stage": "count" }, "widths": { "cost": 90, "name": 200 }, "sort": ["-amount", "name"],
            "colours": [{ "when": "cost > 1", "colour": "red" }, { "when": "stage == \"won\"", "colour": "green" }]
        },
        { "key": "cards", "label": "C", "kind": "gallery", "columns": ["cost", "name"] },
        { "key": "filtered", "label": "F", "kind": "gallery", "filter": "margin > 0" },
        { "key": "bars", "label": "B", "kind": "gantt", "from": "created_at", "to": "updated_at", "progress": "amount", "title": "amount", "group": "stage" }
    ]);
    deal["prints"] = json!([
        { "key": "open", "label": "O", "page": "A4", "body": { "en": "<p onclick=\"x()\">{{name}} {{amount}}</p>", "zh-CN": "{{#lines}}{{item}}{{/lines}}" } },
        { "key": "costly", "label": "C", "page": "A4", "body": "{{name}} {{margin}}" },
        { "key": "rows", "label": "R", "page": "A4", "body": "{{#lines}}{{item}} {{price}}{{/lines}}" },
        { "key": "over", "label": "V", "page": "A4", "body": { "en": "{{name}}", "zh-CN": "{{company.phone}}" } },
        { "key": "other", "label": "X", "page": "A4", "body": "{{name}}", "roles": ["boss"] }
    ]);
    let sales = files.get_mut("roles/sales.json").unwrap();
    sales["forms"] = json!({
        "deal": { "read": "own", "fields": { "cost": "hidden", "amount": "masked", "lines.price": "hidden", "*": "read" } },
        "company": { "read": "all", "fields": { "phone": "hidden" } }
    });
    files.insert(
        "roles/boss.json".to_owned(),
        json!({ "format": 1, "key": "boss", "label": "B", "share_views": true, "forms": { "deal": { "read": "all" }, "company": { "read": "all" } } }),
    );
    let files = files.into_iter().map(|(path, json)| (path, json.to_string().into_bytes())).collect();
    Arc::new(compile(load(&files).unwrap()).unwrap())
}

fn access(role: &str) -> Access {
    Access::of_roles(app(), &[Key::new(role).unwrap()])
}

fn keys(list: &Json) -> Vec<&str> {
    list.as_array().into_iter().flatten().filter_map(|item| item["key"].as_str()).collect()
}

#[test]
fn views_lose_what_is_hidden() {
    let model = app_model(&access("sales"), []);
    let views = &model["forms"]["deal"]["views"];
    assert_eq!(keys(views), ["all", "cards", "bars"]);
    let table = &views[0];
    // A masked amount may be looked at, but nothing may be ordered or added up by it.
    assert_eq!(table["columns"], json!(["name", "amount", "stage"]));
    assert_eq!(
        (&table["frozen"], &table["totals"], &table["widths"], &table["sort"]),
        (&json!(2), &json!({ "stage": "count" }), &json!({ "name": 200 }), &json!(["name"]))
    );
    assert!(table.get("group").is_none());
    assert_eq!(table["colours"].as_array().unwrap().len(), 1);
    assert_eq!(table["colours"][0]["when"], "stage == \"won\"");
    assert_eq!(table["colours"][0]["tree"]["op"], "equal");
    assert_eq!(views[1]["columns"], json!(["name"]));
    assert_eq!((views[2].get("progress"), &views[2]["title"]), (None, &json!("amount")));
    let all = app_model(&access("boss"), []);
    assert_eq!(keys(&all["forms"]["deal"]["views"]), ["all", "cards", "filtered", "bars"]);
    assert_eq!(all["forms"]["deal"]["views"][0]["colours"].as_array().unwrap().len(), 2);
}

#[test]
fn prints_that_need_what_is_hidden_are_not_there() {
    let model = app_model(&access("sales"), []);
    let prints = &model["forms"]["deal"]["prints"];
    assert_eq!(keys(prints), ["open"]);
    assert_eq!(
        prints[0]["body"],
        json!({ "en": "<p>{{name}} {{amount}}</p>", "zh-CN": "{{#lines}}{{item}}{{/lines}}" })
    );
    let all = app_model(&access("boss"), []);
    assert_eq!(keys(&all["forms"]["deal"]["prints"]), ["open", "costly", "rows", "over", "other"]);
}

fn saved(role: &str, view: Json) -> Result<Json, Refusal> {
    let access = access(role);
    let view = read_saved_view(&view).unwrap();
    let app = access.app().clone();
    assert_eq!(check_saved_view(&view, &app.forms["deal"], &app.symbols), Issues::new());
    saved_view_model(&view, "deal", &access)
}

#[test]
fn a_saved_view_is_seen_whole_or_not_at_all() {
    let open = json!({ "kind": "table", "columns": ["name", "amount"], "colours": [{ "when": "is_set(name)", "colour": "red" }] });
    let seen = saved("sales", open.clone()).unwrap();
    assert_eq!((&seen["columns"], seen.get("key"), seen.get("label")), (&open["columns"], None, None));
    assert_eq!(seen["colours"][0]["when"], "is_set(name)");
    // As it was read it may be sent back.
    assert_eq!(saved("sales", seen.clone()).unwrap(), seen);
    for (view, field) in [
        (json!({ "kind": "table", "columns": ["name", "cost"] }), "cost"),
        (json!({ "kind": "table", "columns": ["name", "company.phone"] }), "company.phone"),
        (json!({ "kind": "table", "columns": ["name"], "sort": ["-amount"] }), "amount"),
        (json!({ "kind": "table", "columns": ["name"], "totals": { "amount": "max" } }), "amount"),
        (json!({ "kind": "table", "columns": ["name"], "group": "margin" }), "margin"),
        (json!({ "kind": "gallery", "filter": "margin > 1" }), "margin"),
        (json!({ "kind": "gallery", "filter": { "field": "company.phone", "op": "is_set" } }), "phone"),
        (json!({ "kind": "gallery", "colours": [{ "when": "some(lines.price > 1)", "colour": "red" }] }), "lines"),
        (json!({ "kind": "gantt", "from": "created_at", "to": "updated_at", "progress": "amount" }), "amount"),
    ] {
        assert!(saved("boss", view.clone()).is_ok(), "{view}");
        match saved("sales", view.clone()) {
            Err(Refusal::Field { field: refused, .. }) => assert_eq!(refused, field, "{view}"),
            other => panic!("{view}: {other:?}"),
        }
    }
}

#[test]
fn a_saved_view_has_the_shape_of_a_view() {
    let codes = |view: Json| -> Vec<String> {
        let issues = read_saved_view(&view).err().unwrap_or_default();
        issues.iter().map(|issue| format!("{} {}", issue.code, issue.path)).collect()
    };
    assert_eq!(codes(json!([])), ["type.mismatch "]);
    assert_eq!(codes(json!({ "kind": "table", "columns": ["name"], "roles": ["sales"] })), ["property.unknown /roles"]);
    assert_eq!(codes(json!({ "kind": "tabel", "columns": ["name"] })), ["value.not_allowed /kind"]);
    assert_eq!(codes(json!({ "kind": "gantt", "from": "a" })), ["property.missing "]);
    assert_eq!(codes(json!({ "kind": "table", "columns": ["name"], "frozen": -1 })), ["number.too_small /frozen"]);
}

#[test]
fn sharing_is_a_right_of_roles() {
    assert!(!access("sales").shares_views());
    assert!(access("boss").shares_views());
    assert!(Access::everything(app()).shares_views());
}
