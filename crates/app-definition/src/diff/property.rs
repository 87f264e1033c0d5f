//! Differences in the properties of one thing.

use std::collections::BTreeSet;

use engine_base::{Locale, Text};
use serde_json::{Map, Value as Json};

use super::{Change, ChangeKind, Word};

/// Properties that are on or off, with the code of the sentence for each.
const SWITCHES: [(&str, &str, &str); 8] = [
    ("required", "change.required_on", "change.required_off"),
    ("unique", "change.unique_on", "change.unique_off"),
    ("indexed", "change.indexed_on", "change.indexed_off"),
    ("read_only", "change.read_only_on", "change.read_only_off"),
    ("searchable", "change.searchable_on", "change.searchable_off"),
    ("share_views", "change.share_views_on", "change.share_views_off"),
    ("landscape", "change.landscape_on", "change.landscape_off"),
    ("leaf_only", "change.leaf_only_on", "change.leaf_only_off"),
];

/// The differences of all properties but those named in `apart`. `what` names the thing in the sentences.
pub(super) fn diff(old: &Json, new: &Json, apart: &[&str], what: &Word, path: &str) -> Vec<Change> {
    let nothing = Map::new();
    let (left, right) = (old.as_object().unwrap_or(&nothing), new.as_object().unwrap_or(&nothing));
    let names: BTreeSet<&String> = left.keys().chain(right.keys()).collect();
    let differing =
        names.into_iter().filter(|name| !apart.contains(&name.as_str()) && left.get(*name) != right.get(*name));
    differing.map(|name| one(name, left.get(name), right.get(name), what, &format!("{path}/{name}"))).collect()
}

fn one(name: &str, old: Option<&Json>, new: Option<&Json>, what: &Word, path: &str) -> Change {
    let change =
        |code| Change::new(ChangeKind::Changed, code, path).from(old.cloned(), new.cloned()).with("what", what.clone());
    if let Some((_, on, off)) = SWITCHES.iter().find(|(switch, ..)| *switch == name) {
        return change(if new.and_then(Json::as_bool).unwrap_or(false) { on } else { off });
    }
    let property = Word::Known(format!("property.{name}"));
    let plain = |value: Option<&Json>| value.is_none_or(|value| shown(value, Locale::En).is_some());
    if !plain(old) || !plain(new) {
        return change("change.property").with("property", property);
    }
    // What is chosen from a list has words.
    let value = |value: &Json| match value.as_str().map(|chosen| format!("value.{name}.{chosen}")) {
        Some(known) if engine_base::word(&known, Locale::En).is_some() => Word::Known(known),
        _ => Word::Value(value.clone()),
    };
    match (old, new) {
        (None, Some(new)) => change("change.property_set").with("new", value(new)),
        (Some(old), None) => change("change.property_unset").with("old", value(old)),
        (Some(old), Some(new)) => change("change.property_changed").with("old", value(old)).with("new", value(new)),
        (None, None) => change("change.property"),
    }
    .with("property", property)
}

/// A value as a person reads it; nothing for what is too big for a sentence.
pub(super) fn shown(value: &Json, locale: Locale) -> Option<String> {
    match value {
        Json::Null => Some(super::word_of("null", locale)),
        Json::Bool(b) => Some(super::word_of(if *b { "yes" } else { "no" }, locale)),
        Json::Number(number) => Some(number.to_string()),
        Json::String(text) => Some(text.clone()),
        Json::Array(items) => {
            let words: Option<Vec<&str>> = items.iter().map(Json::as_str).collect();
            let separator = if locale == Locale::ZhCn { "、" } else { ", " };
            words.filter(|words| words.len() <= 8).map(|words| words.join(separator))
        }
        Json::Object(object) => {
            if let (1, Some(formula)) = (object.len(), object.get("formula").and_then(Json::as_str)) {
                return Some(formula.to_owned());
            }
            let text: Text = serde_json::from_value(value.clone()).ok()?;
            object.keys().all(|key| key.contains("zh") || key.contains("en")).then(|| text.get(locale).to_owned())
        }
    }
}
