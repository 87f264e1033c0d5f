//! Differences of `app.json`.

use serde_json::json;

use super::{Change, ChangeKind, Word, property};
use crate::Manifest;

pub(super) fn diff(old: &Manifest, new: &Manifest) -> Vec<Change> {
    let what = Word::Known("thing.app".to_owned());
    let mut changes = property::diff(&json!(old), &json!(new), &["menu", "settings"], &what, "app.json#");
    if old.menu != new.menu {
        let change = Change::new(ChangeKind::Changed, "change.menu", "app.json#/menu");
        changes.push(change.from(Some(json!(old.menu)), Some(json!(new.menu))));
    }
    changes.extend(property::diff(&json!(old.settings), &json!(new.settings), &[], &what, "app.json#/settings"));
    changes
}
