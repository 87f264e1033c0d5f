//! The rights of a role: its scopes as typed conditions, its field rights by slot.

use std::{collections::BTreeMap, sync::Arc};

use engine_base::{DataType, Issue, Issues, Key};
use expression::{Formula, Place, compile_condition, compile_formula, nearest};
use form_engine::{CompiledForm, FieldKind, Form, Symbols};
use serde_json::Value as Json;

use super::{menu::unknown, rights::Rights};
use crate::{App, CompiledFormRights, FormRights, Right, Role, ScopeRule, always};

/// The named scopes and what they mean. A person without a department is in no department.
const SCOPES: [(&str, &str); 3] = [
    ("own", "owner == me"),
    ("department", "is_set(me.department) && owner.department == me.department"),
    ("department_and_below", "within(owner.department, me.department)"),
];

/// The compiled rights of `role` by form; forms that did not compile are left out.
pub(super) fn compile(
    role: &Role,
    app: &App,
    symbols: &Symbols,
    forms: &BTreeMap<Key, Arc<CompiledForm>>,
    issues: &mut Issues,
) -> BTreeMap<Key, CompiledFormRights> {
    let mut compiled = BTreeMap::new();
    let mut rights = Rights::new(role, forms);
    for (key, own) in &role.forms {
        let path = Issue::join("/forms", key);
        let Some(form) = app.forms.get(key) else {
            issues.push(unknown("form.unknown", "form", key, app.forms.keys()).at(path));
            continue;
        };
        check_fields(own, form, &path, issues);
        let mut scope = |rule, verb| scope(rule, key, symbols, &format!("{path}/{verb}"), issues);
        let (read, update, delete) =
            (scope(&own.read, "read"), scope(&own.update, "update"), scope(&own.delete, "delete"));
        let (fields, rows) = rights.of_form(key);
        let (create, export) = (own.create, own.export);
        compiled.insert(key.clone(), CompiledFormRights { read, create, update, delete, export, fields, rows });
    }
    compiled
}

/// The condition of a scope; nothing for no record at all, and after an issue.
fn scope(rule: &ScopeRule, form: &Key, symbols: &Symbols, path: &str, issues: &mut Issues) -> Option<Formula> {
    let place = Place { form, table: None, old: false, path };
    let compiled = match rule {
        ScopeRule::All(false) => return None,
        ScopeRule::All(true) => return Some(everything()),
        ScopeRule::Named(name) if name == "all" => return Some(everything()),
        ScopeRule::Named(name) => match SCOPES.iter().find(|(known, _)| known == name) {
            Some((_, meaning)) => compile_formula(meaning, &place, symbols),
            None => match misspelt(name, form, symbols) {
                Some(issue) => Err(vec![issue.at(path)]),
                None => compile_condition(&Json::String(name.clone()), &place, symbols),
            },
        },
        ScopeRule::Condition(json) => compile_condition(json, &place, symbols),
    };
    compiled.map_err(|found| issues.extend(found)).ok()
}

fn everything() -> Formula {
    Formula { expr: always(), ty: DataType::YesNo, text: None }
}

/// A single word that is no field of the form was meant to be one of the named scopes.
fn misspelt(word: &str, form: &Key, symbols: &Symbols) -> Option<Issue> {
    let key = Key::new(word).ok()?;
    let fields = expression::Scope::field_keys(symbols, form, None);
    if fields.contains(&key) || ["true", "false"].contains(&word) {
        return None;
    }
    let names = SCOPES.iter().map(|(name, _)| *name).chain(["all"]);
    let issue = Issue::new("scope.unknown").with("scope", word);
    Some(match nearest(word, names.chain(fields.iter().map(Key::as_str))) {
        Some(meant) => issue.with("suggestion", meant),
        None => issue,
    })
}

/// Named fields that the form does not have, and rights that a field cannot have.
fn check_fields(rights: &FormRights, form: &Form, path: &str, issues: &mut Issues) {
    for (name, right) in rights.fields.iter().filter(|(name, _)| *name != "*") {
        let path = Issue::join(&format!("{path}/fields"), name);
        let (first, row) = name.split_once('.').map_or((name.as_str(), None), |(table, field)| (table, Some(field)));
        let field = form.fields.iter().find(|field| field.key == first);
        let rows =
            field.and_then(|field| if let FieldKind::Table(table) = &field.kind { Some(&table.fields) } else { None });
        let known = match (field, row) {
            (None, None) => form_engine::SYSTEM_FIELDS.iter().any(|(_, key, _)| *key == first),
            (Some(_), None) => true,
            (_, Some(row)) => rows.is_some_and(|fields| fields.iter().any(|field| field.key == row)),
        };
        if !known {
            let issue = Issue::new("field.unknown").at(path).with("field", name.as_str());
            issues.push(match suggestion(name, form) {
                Some(meant) => issue.with("suggestion", meant),
                None => issue,
            });
        } else if *right == Right::Masked && row.is_none() && rows.is_some() {
            issues.push(Issue::new("role.masked_table").at(path).with("field", name.as_str()));
        }
    }
}

fn suggestion(name: &str, form: &Form) -> Option<String> {
    let mut names: Vec<String> = form_engine::SYSTEM_FIELDS.iter().map(|(_, key, _)| (*key).to_owned()).collect();
    for field in &form.fields {
        names.push(field.key.to_string());
        if let FieldKind::Table(table) = &field.kind {
            names.extend(table.fields.iter().map(|row| format!("{}.{}", field.key, row.key)));
        }
    }
    nearest(name, names)
}
