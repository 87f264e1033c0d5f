//! Differences of forms.

use std::collections::BTreeMap;

use engine_base::Key;
use form_engine::{Check, Form, Print, UniqueKey, View};
use serde_json::json;

use super::{Change, ChangeKind, Word, field, pair, property};

pub(super) fn diff(old: &BTreeMap<Key, Form>, new: &BTreeMap<Key, Form>) -> Vec<Change> {
    let pairing = pair(old.values(), new.values(), |form| form.key.to_string(), |form| form.was.as_ref());
    let path = |form: &Form| format!("forms/{}.json#", form.key);
    let mut changes = Vec::new();
    for form in pairing.removed {
        let change = Change::new(ChangeKind::Removed, "change.form_removed", path(form));
        changes.push(change.from(Some(json!(form)), None).naming("name", &form.label));
    }
    for form in pairing.added {
        let change = Change::new(ChangeKind::Added, "change.form_added", path(form));
        changes.push(change.from(None, Some(json!(form))).naming("name", &form.label));
    }
    for (before, after) in pairing.same {
        changes.extend(
            one(before, after, &path(after)).into_iter().map(|change| change.inside("change.in_form", &after.label)),
        );
    }
    changes
}

fn one(old: &Form, new: &Form, path: &str) -> Vec<Change> {
    let mut changes = Vec::new();
    if old.key != new.key {
        let change = Change::new(ChangeKind::Renamed, "change.renamed_form", path)
            .from(Some(json!(old.key)), Some(json!(new.key)));
        changes.push(change.with("old", Word::Value(json!(old.key))).with("new", Word::Value(json!(new.key))));
    }
    let apart = ["key", "was", "fields", "checks", "unique", "indexes", "layout", "views", "prints"];
    let what = Word::Known("thing.form".to_owned());
    changes.extend(property::diff(&json!(old), &json!(new), &apart, &what, path));
    changes.extend(field::diff(&old.fields, &new.fields, &format!("{path}/fields"), None));
    changes.extend(checks(&old.checks, &new.checks, &format!("{path}/checks")));
    changes.extend(unique(&old.unique, &new.unique, &format!("{path}/unique")));
    if old.indexes != new.indexes {
        changes.push(whole("change.indexes", &format!("{path}/indexes"), json!(old.indexes), json!(new.indexes)));
    }
    if old.layout != new.layout {
        changes.push(whole("change.layout", &format!("{path}/layout"), json!(old.layout), json!(new.layout)));
    }
    changes.extend(views(&old.views, &new.views, &format!("{path}/views")));
    changes.extend(prints(&old.prints, &new.prints, &format!("{path}/prints")));
    changes
}

fn whole(code: &'static str, path: &str, old: serde_json::Value, new: serde_json::Value) -> Change {
    Change::new(ChangeKind::Changed, code, path).from(Some(old), Some(new))
}

/// Checks have no key; what stands in only one of the lists is new or gone.
fn checks(old: &[Check], new: &[Check], path: &str) -> Vec<Change> {
    let gone = old.iter().filter(|check| !new.contains(check)).map(|check| {
        let change = Change::new(ChangeKind::Removed, "change.check_removed", path).from(Some(json!(check)), None);
        change.naming("message", &check.message)
    });
    let added = new.iter().enumerate().filter(|(_, check)| !old.contains(check)).map(|(index, check)| {
        let change = Change::new(ChangeKind::Added, "change.check_added", format!("{path}/{index}"));
        change.from(None, Some(json!(check))).naming("message", &check.message)
    });
    gone.chain(added).collect()
}

fn unique(old: &[UniqueKey], new: &[UniqueKey], path: &str) -> Vec<Change> {
    let keys = |list: &[UniqueKey]| list.iter().map(|key| key.fields.clone()).collect::<Vec<_>>();
    let (left, right) = (keys(old), keys(new));
    let said = |kind, code, fields: &Vec<Key>| Change::new(kind, code, path).with("fields", Word::Value(json!(fields)));
    let gone = left.iter().filter(|fields| !right.contains(fields));
    let gone = gone
        .map(|fields| said(ChangeKind::Removed, "change.unique_key_removed", fields).from(Some(json!(fields)), None));
    let added = right.iter().filter(|fields| !left.contains(fields));
    let added =
        added.map(|fields| said(ChangeKind::Added, "change.unique_key_added", fields).from(None, Some(json!(fields))));
    gone.chain(added).collect()
}

fn views(old: &[View], new: &[View], path: &str) -> Vec<Change> {
    let pairing = pair(old, new, |view| view.key.to_string(), |_| None);
    let said =
        |kind, code, view: &View| Change::new(kind, code, format!("{path}/{}", view.key)).naming("name", &view.label);
    let mut changes = Vec::new();
    for view in &pairing.removed {
        changes.push(said(ChangeKind::Removed, "change.view_removed", view).from(Some(json!(view)), None));
    }
    for view in &pairing.added {
        changes.push(said(ChangeKind::Added, "change.view_added", view).from(None, Some(json!(view))));
    }
    for (before, after) in &pairing.same {
        let what = Word::Named("thing.view", after.label.clone());
        let place = format!("{path}/{}", after.key);
        changes.extend(property::diff(&json!(before), &json!(after), &[], &what, &place));
    }
    if super::reordered(&pairing, old, new) {
        changes.push(Change::new(ChangeKind::Reordered, "change.views_reordered", path));
    }
    changes
}

fn prints(old: &[Print], new: &[Print], path: &str) -> Vec<Change> {
    let pairing = pair(old, new, |print| print.key.to_string(), |_| None);
    let said = |kind, code, print: &Print| {
        Change::new(kind, code, format!("{path}/{}", print.key)).naming("name", &print.label)
    };
    let mut changes = Vec::new();
    for print in &pairing.removed {
        changes.push(said(ChangeKind::Removed, "change.print_removed", print).from(Some(json!(print)), None));
    }
    for print in &pairing.added {
        changes.push(said(ChangeKind::Added, "change.print_added", print).from(None, Some(json!(print))));
    }
    for (before, after) in &pairing.same {
        let what = Word::Named("thing.print", after.label.clone());
        let place = format!("{path}/{}", after.key);
        // A body is a page of HTML: that it changed is all a sentence can say.
        changes.extend(property::diff(&json!(before), &json!(after), &["body"], &what, &place));
        if before.body != after.body {
            let change = Change::new(ChangeKind::Changed, "change.print_body", format!("{place}/body"));
            changes.push(change.from(Some(json!(before.body)), Some(json!(after.body))).with("what", what));
        }
    }
    changes
}
