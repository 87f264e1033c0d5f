//! The model of an app for screens: what the person who asks may see, with typed trees beside the texts of formulas.
//!
//! What a person may not see is not in it: no hidden field, no view or condition that would need one.

use std::collections::BTreeSet;

use engine_base::Key;
use form_engine::{CompiledField, CompiledForm, FieldKind, Options, View};
use serde_json::{Map, Value as Json, json};

use crate::{Access, MenuItem, Refusal, Verb};

mod condition;
mod field;
mod form;
mod screen;

/// The model of the app of `access` for somebody with `roles`; an administrator may have none.
pub fn app_model<'a>(access: &Access, roles: impl IntoIterator<Item = &'a Key>) -> Json {
    let app = access.app();
    let manifest = &app.definition.app;
    let roles: Vec<_> = roles.into_iter().filter_map(|role| app.definition.roles.get(role)).collect();
    let forms = app.forms.values().filter_map(|form| Some((form.key.to_string(), form::model(form, access)?)));
    let forms: Map<String, Json> = forms.collect();
    let listed = |role: &&crate::Role| role.menu.clone();
    // A role without a menu of its own, and an administrator, see the whole menu.
    let limited = !roles.is_empty() && roles.iter().all(|role| !role.menu.is_empty());
    let wanted: Option<Vec<Key>> = limited.then(|| roles.iter().flat_map(listed).collect());
    let role = |role: &&crate::Role| json!({ "key": role.key, "label": role.label, "landing": role.landing });
    let mut model = Map::new();
    model.insert("key".into(), json!(app.key));
    model.insert("label".into(), json!(manifest.label));
    model.insert("description".into(), json!(manifest.description));
    model.insert("icon".into(), json!(manifest.icon));
    model.insert("colour".into(), json!(manifest.colour));
    model.insert("version".into(), json!(manifest.version));
    model.insert("settings".into(), settings(access));
    model.insert("menu".into(), menu(&manifest.menu, wanted.as_deref(), &forms).into());
    model.insert("roles".into(), roles.iter().map(role).collect());
    model.insert("options".into(), options(access));
    model.insert("forms".into(), forms.into());
    without_nulls(&mut model);
    model.into()
}

/// A saved view of records of `form` as the person of `access` sees it, or the first field of it that the person may not see.
/// The view must fit the form: see [`crate::check_saved_view`].
pub fn saved_view_model(view: &View, form: &str, access: &Access) -> Result<Json, Refusal> {
    let unknown = || Refusal::NoForm(form.to_owned());
    let compiled = access.app().forms.get(form).ok_or_else(unknown)?;
    access.query(form, Verb::Read)?;
    screen::saved_view(view, compiled, condition::Reader { access, form: &compiled.key, table: None })
}

fn settings(access: &Access) -> Json {
    let settings = access.app().definition.app.settings.for_forms();
    json!({ "currency": settings.currency, "phone_region": settings.phone_region })
}

/// The app's menu without what the person may not open; what a role's menu names beyond it comes last.
fn menu(menu: &[MenuItem], wanted: Option<&[Key]>, forms: &Map<String, Json>) -> Vec<Json> {
    let shown = |form: &Key| forms.contains_key(form.as_str()) && wanted.is_none_or(|wanted| wanted.contains(form));
    let mut placed = BTreeSet::new();
    let mut entries = entries(menu, &shown, &mut placed);
    let rest: Vec<Key> = match wanted {
        Some(wanted) => wanted.to_vec(),
        None if menu.is_empty() => forms.keys().filter_map(|form| Key::new(form).ok()).collect(),
        None => Vec::new(),
    };
    for form in rest {
        if shown(&form) && placed.insert(form.clone()) {
            entries.push(json!({ "form": form }));
        }
    }
    entries
}

fn entries(menu: &[MenuItem], shown: &dyn Fn(&Key) -> bool, placed: &mut BTreeSet<Key>) -> Vec<Json> {
    let mut kept = Vec::new();
    for item in menu {
        match item {
            MenuItem::Form { form, .. } if shown(form) => {
                placed.insert(form.clone());
                kept.push(json!(item));
            }
            MenuItem::Form { .. } => {}
            MenuItem::Group { label, icon, items } => {
                let items = entries(items, shown, placed);
                if !items.is_empty() {
                    let mut group =
                        Map::from_iter([("label".to_owned(), json!(label)), ("items".to_owned(), items.into())]);
                    group.extend(icon.iter().map(|icon| ("icon".to_owned(), json!(icon))));
                    kept.push(group.into());
                }
            }
        }
    }
    kept
}

/// The option sets that visible fields use.
fn options(access: &Access) -> Json {
    let app = access.app();
    let mut used = BTreeSet::new();
    for form in app.forms.values() {
        used.extend(visible_sets(form, access));
    }
    let sets =
        used.into_iter().filter_map(|key| Some((key.to_string(), json!(app.definition.options.get(key)?.options))));
    Json::Object(sets.collect())
}

fn visible_sets<'a>(form: &'a CompiledForm, access: &Access) -> Vec<&'a Key> {
    let Some(rights) = access.form(&form.key) else { return Vec::new() };
    let seen =
        |field: &&CompiledField| rights.fields.get(field.slot).is_some_and(|right| *right > crate::Right::Hidden);
    let fields = form.fields.iter().filter(seen);
    let all = fields.flat_map(|field| {
        let rows = field.table.iter().flat_map(|table| &table.fields);
        std::iter::once(field).chain(rows)
    });
    all.filter_map(|field| set_of(&field.definition.kind)).collect()
}

fn set_of(kind: &FieldKind) -> Option<&Key> {
    match kind {
        FieldKind::Select(select) | FieldKind::MultiSelect(select) | FieldKind::TreeSelect(select) => {
            match &select.options {
                Options::Set(key) => Some(key),
                Options::Own(_) => None,
            }
        }
        _ => None,
    }
}

fn without_nulls(object: &mut Map<String, Json>) {
    object.retain(|_, value| !value.is_null());
}
