//! The model for screens holds what the caller may see and nothing else, for every role of the example apps.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::Path,
    sync::Arc,
};

use app_definition::{Access, CompiledApp, Right, app_model, compile, load};
use serde_json::{Value as Json, json};

fn crm() -> Arc<CompiledApp> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/crm");
    let mut files = BTreeMap::from([("app.json".to_owned(), fs::read(folder.join("app.json")).unwrap())]);
    for part in ["options", "forms", "roles"] {
        for entry in fs::read_dir(folder.join(part)).unwrap() {
            let path = entry.unwrap().path();
            files.insert(format!("{part}/{}", path.file_name().unwrap().to_str().unwrap()), fs::read(&path).unwrap());
        }
    }
    Arc::new(compile(load(&files).unwrap()).unwrap())
}

#[test]
fn no_role_sees_what_is_hidden_from_it() {
    let app = crm();
    let mut hidden = 0;
    for role in app.roles.keys() {
        let access = Access::of_roles(app.clone(), [role]);
        let model = app_model(&access, [role]);
        for (key, form) in model["forms"].as_object().unwrap() {
            let compiled = &app.forms[key.as_str()];
            let rights = access.form(key).unwrap();
            for field in &compiled.fields {
                if rights.fields[field.slot] == Right::Hidden {
                    hidden += 1;
                    assert!(!told(form).contains(field.key.as_str()), "{role}: {key}.{}", field.key);
                }
            }
        }
        assert!(!model["menu"].as_array().unwrap().is_empty(), "{role} has a menu");
    }
    assert!(hidden > 20, "the example hides fields");
}

/// Every field of the form that its model names: as a field, in the layout, in a view, in a tree.
fn told(form: &Json) -> BTreeSet<&str> {
    let mut keys: BTreeSet<&str> =
        form["fields"].as_array().unwrap().iter().map(|field| field["key"].as_str().unwrap()).collect();
    for view in form["views"].as_array().unwrap() {
        let lists = ["columns", "sort"].iter().flat_map(|name| view[*name].as_array().into_iter().flatten());
        let single = ["group", "by", "sum", "start", "end"].iter().map(|name| &view[*name]);
        let paths = lists.chain(single).filter_map(Json::as_str);
        keys.extend(paths.map(|path| path.trim_start_matches('-').split('.').next().unwrap()));
    }
    collect(&form["layout"], true, &mut keys);
    collect(&form["fields"], false, &mut keys);
    collect(&form["checks"], false, &mut keys);
    keys
}

/// Paths of trees; in a layout also the keys of rows. A link's filter is about another form.
fn collect<'a>(json: &'a Json, layout: bool, keys: &mut BTreeSet<&'a str>) {
    match json {
        Json::Array(items) => items.iter().for_each(|item| collect(item, layout, keys)),
        Json::Object(object) => {
            if matches!(object.get("op").and_then(Json::as_str), Some("field" | "old"))
                && object.get("row") != Some(&Json::Bool(true))
            {
                keys.extend(object["path"][0].as_str());
            }
            for (name, value) in object.iter().filter(|(name, _)| *name != "where" || !object.contains_key("form")) {
                match value.as_array().filter(|_| layout && name == "rows") {
                    Some(rows) => {
                        keys.extend(rows.iter().flat_map(|row| row.as_array().unwrap()).filter_map(Json::as_str))
                    }
                    None => collect(value, layout, keys),
                }
            }
        }
        _ => {}
    }
}

#[test]
fn conditions_come_with_trees() {
    let app = crm();
    let model = app_model(&Access::everything(app), []);
    let customer = &model["forms"]["customer"];
    let field = |key: &str| customer["fields"].as_array().unwrap().iter().find(|field| field["key"] == key).unwrap();
    assert!(field("industry")["visible_when"]["tree"]["op"].is_string(), "{}", field("industry"));
    assert_eq!(field("name")["required"], true);
    assert_eq!(field("name")["right"], "write");
    assert_eq!(field("number")["right"], "read");
    assert!(field("decision_chain")["fields"][0]["right"].is_string());
    assert_eq!(customer["rights"]["create"], true);
    assert!(customer["layout"].as_array().unwrap().len() > 1);
    assert!(model["options"]["customer_level"].is_array());
    assert_eq!(model["settings"], json!({ "currency": "CNY", "phone_region": "CN" }));
}

#[test]
fn views_for_other_roles_are_left_out() {
    let app = crm();
    let views = |role: Option<&str>| -> usize {
        let access = match role {
            None => Access::everything(app.clone()),
            Some(role) => Access::of_roles(app.clone(), app.roles.keys().filter(|key| *key == role)),
        };
        let model = app_model(&access, app.roles.keys().filter(|key| Some(key.as_str()) == role));
        let forms = model["forms"].as_object().unwrap();
        forms.values().map(|form| form["views"].as_array().unwrap().len()).sum()
    };
    assert!(views(None) >= views(Some("sales")));
    assert!(views(Some("sales")) > 0);
}
