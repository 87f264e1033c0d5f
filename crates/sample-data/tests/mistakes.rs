//! Wrong recipes are refused with words that name the place.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

use engine_base::TimeZone;
use sample_data::{Directory, Organisation, Pools, Recipe, Record, Sample, SampleError, Settings};
use serde_json::{Value as Json, json};

/// Two forms: boxes, and the things in them.
fn app() -> Json {
    json!({ "options": { "size": { "options": [{ "key": "big" }, { "key": "old", "retired": true }] } }, "forms": {
        "box": { "fields": [ { "key": "name", "kind": "text", "required": true }, { "key": "size", "kind": "select", "options": "size" },
                             { "key": "count", "kind": "rollup" }, { "key": "weight", "kind": "number", "scale": 1 } ] },
        "thing": { "fields": [ { "key": "box", "kind": "link", "form": "box" }, { "key": "made_on", "kind": "date" },
                               { "key": "first", "kind": "link", "form": "thing" }, { "key": "later", "kind": "link", "form": "thing" },
                               { "key": "one", "kind": "link", "form": "thing" } ] } } })
}

fn made(steps: &Json) -> Result<Vec<Record>, SampleError> {
    let recipe = Recipe::parse(&json!({ "format": 1, "steps": steps }).to_string())?;
    let pools = Pools::parse(
        r#"{"format": 1, "pools": {"words": ["a", "b"], "none": [], "heavy": [{"n": "x", "weight": 1}, {"n": "y", "weight": 0}]}}"#,
    )?;
    let organisation = Organisation::parse(r#"{"format": 1, "departments": [], "people": []}"#)?;
    let settings =
        Settings { seed: 1, scale: 1.0, now: "2026-03-31T04:00:00Z".parse().unwrap(), time_zone: TimeZone::UTC };
    Sample::new(&app(), recipe, pools, &organisation, &Directory::default(), settings)?.records().collect()
}

/// One step of three boxes with these fields and `let`s.
fn boxes(lets: &Json, fields: &Json) -> Json {
    json!({ "form": "box", "records": { "count": 3 }, "let": lets, "created_at": { "when": { "days": [-3, -1] } }, "owner": null, "fields": fields })
}

fn refusal(steps: &Json) -> String {
    made(steps).expect_err("the recipe is wrong").to_string()
}

#[test]
fn a_good_recipe_gives_records_in_wire_form() {
    let fields = json!({ "name": { "text": "{pool:words}-{index:3}-{digits:2}" }, "size": "big", "weight": "2.25" });
    let things = json!({ "form": "thing", "records": { "each": { "step": "box", "via": "box", "times": 2 } }, "owner": null,
        "created_at": { "copy": "box.created_at" }, "fields": { "made_on": { "copy": "created_at" } } });
    let records = made(&json!([boxes(&json!({}), &fields), things])).unwrap();
    assert_eq!(
        records.iter().map(|record| record.form.as_str()).collect::<Vec<_>>(),
        ["box", "box", "box", "thing", "thing", "thing", "thing", "thing", "thing"]
    );
    let first = records[0].clone().into_json();
    assert!(first["name"].as_str().unwrap()[1..].starts_with("-001-"), "{first}");
    assert_eq!(
        (first["size"].as_str(), first["weight"].as_str(), first.get("owner")),
        (Some("big"), Some("2.2"), None)
    );
    assert_eq!(records[3].values["box"], records[0].id.to_string());
    assert_eq!(records[3].values["made_on"], records[0].created_at.to_string()[..10]);
}

#[test]
fn a_record_knows_those_of_its_own_step_that_come_before_it() {
    let all = json!({ "form": "thing", "records": { "each": { "step": "box", "via": "box", "times": 2 } }, "owner": null,
        "let": { "last": { "link": { "step": "thing", "of": "box", "at": 2 } }, "any": { "link": { "step": "thing", "of": "box" } } },
        "created_at": { "copy": "box.created_at" },
        "fields": { "first": { "link": { "step": "thing", "of": "box", "at": 1 } }, "later": { "copy": "last" }, "one": { "copy": "any" } } });
    let records = made(&json!([boxes(&json!({}), &json!({ "name": "a" })), all])).unwrap();
    let links: Vec<_> =
        records[3..].iter().map(|thing| ["first", "later", "one"].map(|key| thing.values.get(key))).collect();
    for (pair, links) in records[3..].chunks(2).zip(links.chunks(2)) {
        let first = json!(pair[0].id);
        assert_eq!(links, [[None; 3], [Some(&first), None, Some(&first)]]);
    }
}

#[test]
fn mistakes_are_named() {
    let named = json!({ "name": "a" });
    let with = |lets: Json, name: Json| refusal(&json!([boxes(&lets, &json!({ "name": name }))]));
    let mut other = boxes(&json!({}), &named);
    other["form"] = "crate".into();
    assert_eq!(refusal(&json!([other])), "step `crate`: there is no form `crate`");
    for field in ["count", "colour"] {
        let fields = json!({ "name": "a", field: 1 });
        assert_eq!(
            refusal(&json!([boxes(&json!({}), &fields)])),
            format!("step `box`: `{field}` is not a field that can be written")
        );
    }
    assert_eq!(refusal(&json!([boxes(&json!({}), &named), boxes(&json!({}), &named)])), "there are two steps `box`");
    assert_eq!(refusal(&json!([boxes(&json!({}), &json!({}))])), "step `box`: `name` cannot be empty");
    assert_eq!(
        refusal(&json!([boxes(&json!({}), &json!({ "name": "a", "size": "old" }))])),
        "step `box`: `size` cannot be `old`"
    );
    assert_eq!(with(json!({}), json!({ "pick": "none" })), "there is no pool `none` with something in it");
    assert_eq!(with(json!({}), json!({ "copy": "colour" })), "step `box`: nothing is called `colour`");
    assert_eq!(with(json!({}), json!({ "text": "{name" })), "step `box`: nothing is called `{name`");
    assert_eq!(
        with(json!({ "a": { "copy": "b" }, "b": { "copy": "a" } }), json!({ "copy": "a" })),
        "step `box`: `a` depends on itself"
    );
    assert_eq!(with(json!({}), json!({ "person": { "role": "nobody" } })), "nobody has the role `nobody`");
    assert_eq!(
        with(json!({}), json!({ "link": { "step": "thing" } })),
        "step `box`: no earlier step is called `thing`"
    );
    assert_eq!(with(json!({}), json!({ "distinct": { "word": "words" } })), "step `box`: `name` cannot be `a row`");
    assert_eq!(
        with(json!({ "two": { "distinct": { "word": "words" } } }), json!({ "copy": "two.word" })),
        "step `box`: the pools give only 2 different combinations"
    );
    let many = "9999999999999999999999999999";
    assert_eq!(
        with(json!({}), json!({ "multiply": { "of": [many, many] } })),
        format!("step `box`: `name` cannot be `{many}`")
    );
    assert!(
        refusal(&json!([boxes(&json!({}), &json!({ "name": { "guess": 1 } }))])).contains("unknown variant `guess`")
    );
}

#[test]
fn weights_of_pool_entries_count() {
    let steps = json!([boxes(&json!({ "one": { "pick": "heavy" } }), &json!({ "name": { "copy": "one.n" } }))]);
    assert!(made(&steps).unwrap().iter().all(|record| record.values["name"] == "x"));
}
