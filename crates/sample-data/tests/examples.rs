//! The recipes of the example apps, followed and looked at with the eyes of their definitions.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
};

use engine_base::{Date, TimeZone, Timestamp, parse_date, parse_timestamp};
use sample_data::{Organisation, Pools, Recipe, Record, Sample, Settings};
use serde_json::{Map, Value as Json, json};

const NOW: &str = "2026-11-21T06:00:00Z";
const DAY: i64 = 86_400;

fn apps() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut apps: Vec<PathBuf> = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).collect();
    apps.retain(|app| app.join("data/recipe.json").exists());
    apps.sort();
    assert!(apps.len() >= 2, "both example apps have a recipe");
    apps
}

fn packed(app: &Path) -> Json {
    let folder = |name: &str| -> Map<String, Json> {
        let files =
            fs::read_dir(app.join(name)).unwrap().map(|entry| fs::read_to_string(entry.unwrap().path()).unwrap());
        let documents = files.map(|text| serde_json::from_str::<Json>(&text).unwrap());
        documents.map(|document| (document["key"].as_str().unwrap().to_owned(), document)).collect()
    };
    json!({ "forms": folder("forms"), "options": folder("options") })
}

fn sample(app: &Path, seed: u64, scale: f64) -> Sample {
    let data = |name: &str| fs::read_to_string(app.join("data").join(name)).unwrap();
    let organisation = Organisation::parse(&data("people.json")).unwrap();
    let directory = organisation.directory(1);
    let settings =
        Settings { seed, scale, now: NOW.parse().unwrap(), time_zone: TimeZone::get("Asia/Shanghai").unwrap() };
    let (recipe, pools) = (Recipe::parse(&data("recipe.json")).unwrap(), Pools::parse(&data("pools.json")).unwrap());
    Sample::new(&packed(app), recipe, pools, &organisation, &directory, settings).unwrap()
}

fn records(app: &Path, seed: u64, scale: f64) -> Vec<Record> {
    sample(app, seed, scale).records().map(|record| record.unwrap_or_else(|error| panic!("{error}"))).collect()
}

fn bytes(records: Vec<Record>) -> String {
    records.into_iter().map(|record| record.into_json().to_string() + "\n").collect()
}

#[test]
fn the_same_seed_gives_the_same_bytes() {
    for app in apps() {
        let first = bytes(records(&app, 7, 0.3));
        assert_eq!(first, bytes(records(&app, 7, 0.3)));
        assert_ne!(first, bytes(records(&app, 8, 0.3)));
    }
}

#[test]
fn links_lead_to_records_that_were_made_before() {
    for app in apps() {
        let forms = &packed(&app)["forms"];
        let mut known: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        let mut links = 0;
        for record in records(&app, 7, 0.5) {
            let values = Json::Object(record.values);
            links += check_links(&forms[&record.form]["fields"], &values, &known);
            assert!(known.entry(record.form).or_default().insert(record.id.to_string()), "an id stands twice");
        }
        assert!(links > 200, "{links} links in {}", app.display());
    }
}

fn check_links(fields: &Json, values: &Json, known: &BTreeMap<String, BTreeSet<String>>) -> usize {
    let mut links = 0;
    for field in fields.as_array().unwrap() {
        let value = &values[field["key"].as_str().unwrap()];
        let targets: Vec<&Json> = match field["kind"].as_str().unwrap() {
            "link" if value.is_string() => vec![value],
            "links" if value.is_array() => value.as_array().unwrap().iter().collect(),
            "table" if value.is_array() => {
                links += value
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|row| check_links(&field["fields"], row, known))
                    .sum::<usize>();
                continue;
            }
            _ => continue,
        };
        for target in targets {
            let form = field["form"].as_str().unwrap();
            assert!(known[form].contains(target.as_str().unwrap()), "{} leads nowhere", field["key"]);
            links += 1;
        }
    }
    links
}

#[test]
fn the_history_ends_now_and_began_about_two_years_before() {
    let now: Timestamp = NOW.parse().unwrap();
    for app in apps() {
        let mut oldest = now;
        for record in records(&app, 7, 1.0) {
            assert!(record.created_at <= now, "{} of {} lies in the future", record.form, record.created_at);
            oldest = oldest.min(record.created_at);
            for (field, value) in &record.values {
                if let Some(moment) = value.as_str().and_then(parse_timestamp) {
                    let days = (moment.as_second() - now.as_second()) / DAY;
                    assert!((-800..=60).contains(&days), "{}.{field} is {days} days away", record.form);
                }
            }
        }
        let days = (now.as_second() - oldest.as_second()) / DAY;
        assert!((600..800).contains(&days), "{days} days of history");
    }
}

#[test]
fn what_must_lie_in_the_past_does() {
    let today: Date = "2026-11-21".parse().unwrap();
    for app in apps() {
        let forms = &packed(&app)["forms"];
        for record in records(&app, 7, 1.0) {
            for field in forms[&record.form]["fields"].as_array().unwrap() {
                let value = record.values.get(field["key"].as_str().unwrap()).and_then(Json::as_str);
                let limited = field["max"]["formula"] == "today()";
                if let Some(date) = value.and_then(parse_date).filter(|_| limited) {
                    assert!(date <= today, "{}.{} is {date}", record.form, field["key"]);
                }
            }
        }
    }
}

#[test]
fn required_and_unique_values_are_there_and_unique() {
    for app in apps() {
        let forms = &packed(&app)["forms"];
        let mut seen = BTreeSet::new();
        for record in records(&app, 7, 2.0) {
            let form = &forms[&record.form];
            let mut keys: Vec<Vec<&str>> = Vec::new();
            for field in form["fields"].as_array().unwrap() {
                let key = field["key"].as_str().unwrap();
                let given = !matches!(field["kind"].as_str(), Some("serial")) && field["default"].is_null();
                assert!(
                    field["required"] != true || !given || record.values.contains_key(key),
                    "{}.{key}",
                    record.form
                );
                if field["unique"] == true {
                    keys.push(vec![key]);
                }
            }
            for unique in form["unique"].as_array().into_iter().flatten() {
                keys.push(unique["fields"].as_array().unwrap().iter().map(|key| key.as_str().unwrap()).collect());
            }
            for key in keys {
                let values: Option<Vec<String>> =
                    key.iter().map(|key| Some(record.values.get(*key)?.to_string())).collect();
                if let Some(values) = values {
                    assert!(seen.insert((record.form.clone(), key.join("+"), values.clone())), "{key:?} {values:?}");
                }
            }
        }
    }
}

#[test]
fn twice_the_scale_is_about_twice_the_records_and_as_many_from_pools() {
    for app in apps() {
        let count = |scale| {
            let mut counts = BTreeMap::new();
            for record in sample(&app, 7, scale).records() {
                *counts.entry(record.unwrap().form).or_insert(0_usize) += 1;
            }
            counts
        };
        let (once, twice) = (count(1.0), count(2.0));
        let (all_once, all_twice): (usize, usize) = (once.values().sum(), twice.values().sum());
        assert!((all_once * 17 / 10..all_once * 23 / 10).contains(&all_twice), "{once:?} {twice:?}");
        assert!(once.iter().any(|(form, count)| twice[form] == *count), "catalogues do not grow");
        println!("{}: {all_once} records {once:?}", app.display());
    }
}
