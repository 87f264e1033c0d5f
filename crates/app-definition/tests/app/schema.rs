//! Schemas and documents in step: whatever a schema allows is read, and comes back whole.

use app_definition::{Document, Manifest, Role};
use form_engine::{Form, OptionSet};
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Map, Value as Json, json};

/// A value that `schema` allows, with every property that it names.
fn sample(schema: &Json, root: &Json, depth: usize) -> Json {
    if let Some(target) = schema["$ref"].as_str() {
        let name = target.rsplit('/').next().unwrap();
        match name {
            "condition" | "condition_object" => return json!({ "field": "a", "op": "is_set" }),
            "key" => return json!("a_key"),
            "option_key" => return json!("A-1"),
            "locale" => return json!("en"),
            "path" | "sort_key" => return json!("a.b"),
            "icon" => return json!("team"),
            "currency" => return json!("CNY"),
            "decimal" => return json!("1.5"),
            "text" => return json!({ "zh-CN": "字", "en": "word" }),
            "value" | "moment" => return json!({ "formula": "today()" }),
            "scope" => return json!("own"),
            "menu_item" if depth > 3 => return json!({ "form": "a_key", "view": "a_key" }),
            "option" if depth > 4 => return json!({ "key": "A-1", "label": "x" }),
            "options" => return json!([sample(&json!({ "$ref": "#/$defs/option" }), root, depth + 2)]),
            "field" | "row_field" => return json!([]),
            "block" => {
                return json!({ "tab": "x", "sections": [sample(&json!({ "$ref": "#/$defs/section" }), root, depth + 1)], "rows": [["a"]], "visible_when": "a" });
            }
            "view" => return json!({}),
            _ => return sample(&root["$defs"][name], root, depth + 1),
        }
    }
    if !schema["const"].is_null() {
        return schema["const"].clone();
    }
    if let Some(first) = schema["enum"].get(0) {
        return first.clone();
    }
    let word = schema["type"].as_str().or_else(|| schema["type"][0].as_str());
    match word {
        Some("boolean") => json!(true),
        Some("integer") => schema["minimum"].as_i64().map_or(json!(1), |least| json!(least.max(1))),
        Some("array") => json!([sample(&schema["items"], root, depth + 1)]),
        Some("string") => json!(matching(schema["pattern"].as_str())),
        _ => {
            let branch = if depth > 2 { &schema["then"] } else { &schema["else"] };
            let named = schema["properties"].as_object().into_iter().chain(branch["properties"].as_object()).flatten();
            let mut object: Map<String, Json> =
                named.map(|(name, schema)| (name.clone(), sample(schema, root, depth + 1))).collect();
            if schema["additionalProperties"].is_object() {
                let name =
                    if schema["propertyNames"]["$ref"] == "#/$defs/field_name" { "lines.price" } else { "a_key" };
                object.insert(name.to_owned(), sample(&schema["additionalProperties"], root, depth + 1));
            }
            object.into()
        }
    }
}

fn matching(pattern: Option<&str>) -> &'static str {
    match pattern {
        Some(pattern) if pattern.contains("#[0-9A-Fa-f]") => "#2F5BEA",
        Some(pattern) if pattern.starts_with("^[0-9]+") => "1.0.0",
        Some("^[A-Z]{2}$") => "CN",
        Some("^[a-z0-9]{1,10}$") => "pdf",
        _ => "text",
    }
}

fn comes_back<T: DeserializeOwned + Serialize>(kind: Document, document: &Json) {
    let issues = kind.check(document);
    assert!(issues.is_empty(), "{}: {issues:?}\n{document:#}", kind.name());
    let read: T = serde_json::from_value(document.clone())
        .unwrap_or_else(|error| panic!("{}: {error}\n{document:#}", kind.name()));
    assert_eq!(&serde_json::to_value(&read).unwrap(), document, "{}", kind.name());
}

#[test]
fn manifests_options_and_roles_come_back_whole() {
    let whole = |kind: Document| sample(kind.schema(), kind.schema(), 0);
    comes_back::<Manifest>(Document::App, &whole(Document::App));
    comes_back::<OptionSet>(Document::Options, &whole(Document::Options));
    comes_back::<Role>(Document::Role, &whole(Document::Role));
}

#[test]
fn every_field_kind_and_view_comes_back_whole() {
    let schema = Document::Form.schema();
    let mut form = sample(schema, schema, 0);
    let definitions = &schema["$defs"];
    let common = definitions["field_body"]["properties"].as_object().unwrap();
    let mut fields = Vec::new();
    for kind in definitions["field"]["properties"]["kind"]["enum"].as_array().unwrap() {
        let own = &definitions[format!("{}_field", kind.as_str().unwrap())];
        let names = &own["propertyNames"];
        let listed = names["anyOf"][0]["$ref"].as_str().or(names["$ref"].as_str()).unwrap().rsplit('/').next().unwrap();
        let allowed = definitions[listed]["enum"].as_array().unwrap().iter().map(|name| name.as_str().unwrap());
        let mut field = Map::new();
        for name in allowed.filter(|name| *name != "kind") {
            field.insert(name.to_owned(), sample(&common[name], schema, 3));
        }
        for (name, property) in own["properties"].as_object().into_iter().flatten() {
            field.insert(name.clone(), sample(property, schema, 3));
        }
        field.insert("kind".into(), kind.clone());
        if kind == "table" {
            field.insert("fields".into(), json!([{ "key": "a", "kind": "email", "label": "x" }]));
        }
        fields.push(Json::from(field));
    }
    let views = ["table", "kanban", "calendar"].map(|kind| {
        let mut view = sample(&definitions["view"], schema, 3);
        let own = sample(&definitions[format!("{kind}_view")], schema, 3);
        view.as_object_mut().unwrap().extend(own.as_object().unwrap().clone());
        view["kind"] = json!(kind);
        view
    });
    println!("{} field kinds", fields.len());
    form["fields"] = fields.into();
    form["views"] = json!(views);
    comes_back::<Form>(Document::Form, &form);
}

/// What is chosen from a list in a definition is said in words when it changes.
#[test]
fn choices_have_words() {
    let schema: Json = serde_json::from_str(include_str!("../../../../engine-specs/schema/form.json")).unwrap();
    let mut choices = 0;
    for (name, body) in schema["$defs"].as_object().unwrap() {
        let properties = body["properties"].as_object().into_iter().flatten();
        let of_fields = name.ends_with("_field") || name == "field_body";
        for (property, allowed) in properties.filter(|(property, _)| of_fields && *property != "kind") {
            for value in allowed["enum"].as_array().into_iter().flatten().filter_map(Json::as_str) {
                let word = format!("value.{property}.{value}");
                for locale in [engine_base::Locale::ZhCn, engine_base::Locale::En] {
                    assert!(engine_base::word(&word, locale).is_some(), "{word} in {locale:?}");
                }
                choices += 1;
            }
        }
    }
    assert!(choices > 20, "only {choices}");
}
