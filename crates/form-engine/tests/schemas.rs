//! The JSON Schemas that describe records, and the samples that documentation shows.

use form_engine::{AllRights, Purpose, Rights, Shape, json_schema, read};
use serde_json::{Map, Value as Json, json};

use crate::{case::File, cases::names};

#[test]
fn schemas_are_schemas_and_samples_are_good_values() {
    for name in names() {
        let form = File::load(&name).compile().main;
        for shape in [Shape::Create, Shape::Update, Shape::Answer] {
            let schema = json_schema(&form, &AllRights, shape);
            assert!(jsonschema::draft202012::meta::is_valid(&schema), "{name}: {shape:?}: {schema:#}");
        }
        let with_value = || form.fields.iter().filter(|field| field.source != form_engine::Source::None);
        let answered: Map<String, Json> = with_value().map(|field| (field.key.to_string(), field.sample())).collect();
        let schema = json_schema(&form, &AllRights, Shape::Answer);
        let wrong = jsonschema::validator_for(&schema)
            .unwrap()
            .iter_errors(&Json::Object(answered))
            .next()
            .map(|error| error.to_string());
        assert_eq!(wrong, None, "{name}: the sample of an answer");
        let sent: Map<String, Json> = with_value()
            .filter(|field| field.is_written() && !field.definition.read_only)
            .map(|field| (field.key.to_string(), field.sample()))
            .collect();
        let (_, issues) = read(&form, &Json::Object(sent), Purpose::Create, &AllRights);
        assert!(issues.is_empty(), "{name}: the sample cannot be sent: {issues:?}");
    }
}

struct Clerk;

impl Rights for Clerk {
    fn may_write(&self, slot: usize) -> bool {
        slot == 7
    }
    fn may_see(&self, slot: usize) -> bool {
        slot != 9
    }
}

#[test]
fn schemas_tell_only_what_is_allowed() {
    let form = File::load("record.json").compile().main;
    let keys = |shape| {
        let schema = json_schema(&form, &Clerk, shape);
        schema["properties"].as_object().unwrap().keys().cloned().collect::<Vec<_>>()
    };
    assert_eq!(keys(Shape::Create), ["name"]);
    assert_eq!(keys(Shape::Update), ["name"]);
    let answered = keys(Shape::Answer);
    assert!(answered.contains(&"secret".to_owned()) && !answered.contains(&"salary".to_owned()), "{answered:?}");
}

#[test]
fn only_what_nothing_else_gives_is_demanded() {
    let form = File::load("conditions.json").compile().main;
    let schema = json_schema(&form, &AllRights, Shape::Create);
    assert_eq!(schema.get("required"), None, "a field that may be hidden is not demanded");
    let form = File::load("text.json").compile().main;
    assert!(!jsonschema::is_valid(&json_schema(&form, &AllRights, Shape::Create), &json!({ "stray": 1 })));
}
