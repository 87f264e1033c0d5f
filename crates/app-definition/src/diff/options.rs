//! Differences of option sets.

use std::collections::BTreeMap;

use engine_base::{Key, Text};
use form_engine::{Choice, OptionSet};
use serde_json::json;

use super::{Change, ChangeKind, Word, pair, property};

pub(super) fn diff(old: &BTreeMap<Key, OptionSet>, new: &BTreeMap<Key, OptionSet>) -> Vec<Change> {
    let pairing = pair(old.values(), new.values(), |set| set.key.to_string(), |_| None);
    let path = |set: &OptionSet| format!("options/{}.json#", set.key);
    let mut changes = Vec::new();
    for set in pairing.removed {
        let change = Change::new(ChangeKind::Removed, "change.set_removed", path(set));
        changes.push(change.from(Some(json!(set)), None).naming("name", &set.label));
    }
    for set in pairing.added {
        let change = Change::new(ChangeKind::Added, "change.set_added", path(set));
        changes.push(change.from(None, Some(json!(set))).naming("name", &set.label));
    }
    for (before, after) in pairing.same {
        let what = Word::Known("thing.set".to_owned());
        let mut inner = property::diff(&json!(before), &json!(after), &["options"], &what, &path(after));
        inner.extend(choices(&before.options, &after.options, &format!("{}/options", path(after))));
        changes.extend(inner.into_iter().map(|change| change.inside("change.in_set", &after.label)));
    }
    changes
}

/// Differences between two lists of options, trees included.
pub(super) fn choices(old: &[Choice], new: &[Choice], path: &str) -> Vec<Change> {
    let (left, right) = (flat(old, None), flat(new, None));
    let pairing = pair(&left, &right, |option| option.choice.key.clone(), |_| None);
    let place = |option: &Placed| format!("{path}/{}", option.choice.key);
    let said =
        |kind, code, option: &Placed| Change::new(kind, code, place(option)).naming("name", &option.choice.label);
    let mut changes = Vec::new();
    for option in &pairing.removed {
        changes.push(said(ChangeKind::Removed, "change.option_removed", option).from(Some(json!(option.choice)), None));
    }
    for option in &pairing.added {
        changes.push(said(ChangeKind::Added, "change.option_added", option).from(None, Some(json!(option.choice))));
    }
    for (before, after) in &pairing.same {
        let states = (before.choice.retired, after.choice.retired);
        if states.0 != states.1 {
            let (kind, code) = match states.1 {
                true => (ChangeKind::Retired, "change.option_retired"),
                false => (ChangeKind::Added, "change.option_restored"),
            };
            changes.push(said(kind, code, after).from(Some(json!(states.0)), Some(json!(states.1))));
        }
        if before.above != after.above {
            let change = said(ChangeKind::Changed, "change.option_moved", after);
            changes.push(change.from(Some(json!(before.above)), Some(json!(after.above))));
        }
        let what = Word::Named("thing.option", after.choice.label.clone());
        let apart = ["children", "retired"];
        let inner = property::diff(&json!(before.choice), &json!(after.choice), &apart, &what, &place(after));
        changes.extend(inner);
    }
    if super::reordered(&pairing, &left, &right) {
        changes.push(Change::new(ChangeKind::Reordered, "change.options_reordered", path));
    }
    changes
}

/// An option with the key of the one above it.
struct Placed<'a> {
    choice: &'a Choice,
    above: Option<&'a str>,
}

fn flat<'a>(choices: &'a [Choice], above: Option<&'a str>) -> Vec<Placed<'a>> {
    let with_children = |choice: &'a Choice| {
        let below = flat(&choice.children, Some(&choice.key));
        std::iter::once(Placed { choice, above }).chain(below)
    };
    choices.iter().flat_map(with_children).collect()
}

/// The label of a field, or its key.
pub(super) fn label_or_key(label: Option<&Text>, key: &str) -> Text {
    label.cloned().unwrap_or_else(|| Text::from(key))
}
