//! Differences of roles: rights that cover more or less.

use std::collections::BTreeSet;

use engine_base::{Key, Text};
use form_engine::{FieldKind, Form};
use serde_json::json;

use super::{Change, ChangeKind, Word, pair, property};
use crate::{App, FormRights, Right, Role, ScopeRule};

pub(super) fn diff(old: &App, new: &App) -> Vec<Change> {
    let pairing = pair(old.roles.values(), new.roles.values(), |role| role.key.to_string(), |_| None);
    let path = |role: &Role| format!("roles/{}.json#", role.key);
    let mut changes = Vec::new();
    for role in pairing.removed {
        let change = Change::new(ChangeKind::Removed, "change.role_removed", path(role));
        changes.push(change.from(Some(json!(role)), None).naming("name", &role.label));
    }
    for role in pairing.added {
        let change = Change::new(ChangeKind::Added, "change.role_added", path(role));
        changes.push(change.from(None, Some(json!(role))).naming("name", &role.label));
    }
    for (before, after) in pairing.same {
        let what = Word::Known("thing.role".to_owned());
        let mut inner = property::diff(&json!(before), &json!(after), &["forms"], &what, &path(after));
        let forms: BTreeSet<&Key> = before.forms.keys().chain(after.forms.keys()).collect();
        let nothing = FormRights::default();
        for key in forms {
            let form = new.forms.get(key).or_else(|| old.forms.get(key));
            let pair = (before.forms.get(key).unwrap_or(&nothing), after.forms.get(key).unwrap_or(&nothing));
            inner.extend(rights(pair.0, pair.1, key, form, &format!("{}/forms/{key}", path(after))));
        }
        changes.extend(inner.into_iter().map(|change| change.inside("change.in_role", &after.label)));
    }
    changes
}

fn rights(old: &FormRights, new: &FormRights, key: &Key, form: Option<&Form>, path: &str) -> Vec<Change> {
    let label = form.map_or_else(|| Text::from(key.as_str()), |form| form.label.clone());
    let mut changes = Vec::new();
    let scopes =
        [("read", &old.read, &new.read), ("update", &old.update, &new.update), ("delete", &old.delete, &new.delete)];
    for (verb, before, after) in scopes.into_iter().filter(|(_, before, after)| before != after) {
        let (kind, code) = match (breadth(before), breadth(after)) {
            (Some(before), Some(after)) if before < after => (ChangeKind::Widened, "change.right_widened"),
            (Some(before), Some(after)) if before > after => (ChangeKind::Narrowed, "change.right_narrowed"),
            (Some(_), Some(_)) => continue,
            _ => (ChangeKind::Changed, "change.right_changed"),
        };
        let change = Change::new(kind, code, format!("{path}/{verb}")).from(Some(json!(before)), Some(json!(after)));
        let change = change.with("verb", Word::Known(format!("verb.{verb}"))).naming("form", &label);
        changes.push(change.with("old", scope_word(before)).with("new", scope_word(after)));
    }
    for (verb, before, after) in [("create", old.create, new.create), ("export", old.export, new.export)] {
        if before != after {
            let (kind, code) = match after {
                true => (ChangeKind::Widened, "change.right_given"),
                false => (ChangeKind::Narrowed, "change.right_taken"),
            };
            let change =
                Change::new(kind, code, format!("{path}/{verb}")).from(Some(json!(before)), Some(json!(after)));
            changes.push(change.with("verb", Word::Known(format!("verb.{verb}"))).naming("form", &label));
        }
    }
    let names: BTreeSet<&String> = old.fields.keys().chain(new.fields.keys()).collect();
    for name in names {
        let (before, after) = (field_right(old, name), field_right(new, name));
        if before != after {
            let kind = if before < after { ChangeKind::Widened } else { ChangeKind::Narrowed };
            let change =
                Change::new(kind, "change.field_right", format!("{path}/fields/{name}")).naming("form", &label);
            let change = change.from(Some(json!(before)), Some(json!(after))).with("field", field_word(name, form));
            let word = |right: Right| Word::Known(format!("right.{}", json!(right).as_str().unwrap_or_default()));
            changes.push(change.with("old", word(before)).with("new", word(after)));
        }
    }
    changes
}

fn field_right(rights: &FormRights, name: &str) -> Right {
    let table = name.split_once('.').and_then(|(table, _)| rights.fields.get(table));
    let named = rights.fields.get(name).or(table).or_else(|| rights.fields.get("*"));
    named.copied().unwrap_or(Right::Write)
}

/// How much a scope covers, where that can be said without looking at records.
fn breadth(scope: &ScopeRule) -> Option<u8> {
    match scope {
        ScopeRule::All(false) => Some(0),
        ScopeRule::All(true) => Some(4),
        ScopeRule::Named(name) => match name.as_str() {
            "own" => Some(1),
            "department" => Some(2),
            "department_and_below" => Some(3),
            "all" => Some(4),
            _ => None,
        },
        ScopeRule::Condition(_) => None,
    }
}

fn scope_word(scope: &ScopeRule) -> Word {
    let name = match (breadth(scope), scope) {
        (Some(0), _) => "none",
        (Some(4), _) => "all",
        (Some(_), ScopeRule::Named(name)) => name,
        _ => "condition",
    };
    Word::Known(format!("scope.{name}"))
}

fn field_word(name: &str, form: Option<&Form>) -> Word {
    if name == "*" {
        return Word::Known("field.others".to_owned());
    }
    let (first, row) = name.split_once('.').map_or((name, None), |(table, row)| (table, Some(row)));
    let field = form.and_then(|form| form.fields.iter().find(|field| field.key == first));
    let row = row.zip(field).and_then(|(row, field)| match &field.kind {
        FieldKind::Table(table) => table.fields.iter().find(|field| field.key == row),
        _ => None,
    });
    match row.or(field).and_then(|field| field.label.clone()) {
        Some(label) => Word::Text(label),
        None => Word::Value(json!(name)),
    }
}
