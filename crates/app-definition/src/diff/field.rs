//! Differences of fields, in forms and in sub-tables.

use engine_base::Text;
use form_engine::{Field, FieldKind, Options};
use serde_json::json;

use super::{
    Change, ChangeKind, Word,
    options::{choices, label_or_key},
    pair, property,
};

/// `table` is the label of the sub-table whose fields these are.
pub(super) fn diff(old: &[Field], new: &[Field], path: &str, table: Option<&Text>) -> Vec<Change> {
    let pairing = pair(old, new, |field| field.key.to_string(), |field| field.was.as_ref());
    let place = |field: &Field| format!("{path}/{}", field.key);
    let said =
        |kind, code, field: &Field| Change::new(kind, code, place(field)).with("name", Word::Text(name(field, table)));
    let mut changes = Vec::new();
    for field in &pairing.removed {
        changes.push(said(ChangeKind::Removed, "change.field_removed", field).from(Some(json!(field)), None));
    }
    for field in &pairing.added {
        let kind = Word::Known(format!("kind.{}", field.kind.name()));
        changes.push(
            said(ChangeKind::Added, "change.field_added", field).from(None, Some(json!(field))).with("kind", kind),
        );
    }
    for (before, after) in &pairing.same {
        if before.key != after.key {
            let change = said(ChangeKind::Renamed, "change.field_renamed", after)
                .from(Some(json!(before.key)), Some(json!(after.key)));
            changes.push(change.with("old", Word::Value(json!(before.key))).with("new", Word::Value(json!(after.key))));
        }
        changes.extend(one(before, after, &place(after), table));
    }
    if super::reordered(&pairing, old, new) {
        changes.push(Change::new(ChangeKind::Reordered, "change.fields_reordered", path));
    }
    changes
}

fn one(old: &Field, new: &Field, path: &str, table: Option<&Text>) -> Vec<Change> {
    let what = Word::Named("thing.field", name(new, table));
    let (before, after) = (json!(old), json!(new));
    let mut changes = Vec::new();
    if old.kind.name() != new.kind.name() {
        let kind = |field: &Field| Word::Known(format!("kind.{}", field.kind.name()));
        let change =
            Change::new(ChangeKind::Changed, "change.field_kind", format!("{path}/kind")).with("what", what.clone());
        let change = change.with("old", kind(old)).with("new", kind(new));
        changes.push(change.from(before.get("kind").cloned(), after.get("kind").cloned()));
    }
    let mut apart = vec!["key", "kind", "label", "was", "fields"];
    if let (Some(left), Some(right)) = (own_options(old), own_options(new)) {
        apart.push("options");
        let inner = choices(left, right, &format!("{path}/options"));
        let label = name(new, table);
        changes.extend(inner.into_iter().map(|change| change.inside("change.in_field", &label)));
    }
    if let (Some(left), Some(right)) = (&old.label, &new.label)
        && left != right
    {
        let change = Change::new(ChangeKind::Changed, "change.label", format!("{path}/label"))
            .from(Some(json!(left)), Some(json!(right)));
        changes.push(change.with("old", Word::Text(name(old, table))).with("new", Word::Text(name(new, table))));
    }
    changes.extend(property::diff(&before, &after, &apart, &what, path));
    if let (FieldKind::Table(left), FieldKind::Table(right)) = (&old.kind, &new.kind) {
        let label = label_or_key(new.label.as_ref(), &new.key);
        changes.extend(diff(&left.fields, &right.fields, &format!("{path}/fields"), Some(&label)));
    }
    changes
}

fn own_options(field: &Field) -> Option<&[form_engine::Choice]> {
    match &field.kind {
        FieldKind::Select(select) | FieldKind::MultiSelect(select) | FieldKind::TreeSelect(select) => {
            match &select.options {
                Options::Own(options) => Some(options),
                Options::Set(_) => None,
            }
        }
        _ => None,
    }
}

/// The label of a field; in a sub-table behind that of the table.
fn name(field: &Field, table: Option<&Text>) -> Text {
    let own = label_or_key(field.label.as_ref(), &field.key);
    let Some(table) = table else { return own };
    let joined = [engine_base::Locale::ZhCn, engine_base::Locale::En].map(|locale| {
        let text = format!("{} / {}", table.get(locale), own.get(locale));
        (locale.tag().into(), text.into())
    });
    Text::Map(joined.into_iter().collect())
}
