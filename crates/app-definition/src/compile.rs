//! From documents to an app ready for work, or everything that is wrong with them.
//!
//! The path of an issue is the document's path, `#` and a JSON pointer: `roles/sales.json#/forms/customer/read`.

use std::{collections::BTreeMap, sync::Arc};

use engine_base::{Issues, Key};
use form_engine::{CompiledForm, Form, Symbols};

use crate::{App, CompiledApp, CompiledRole};

mod menu;
mod rights;
mod role;
mod screen;

/// Resolves, types and checks everything in `app`.
pub fn compile(app: App) -> Result<CompiledApp, Issues> {
    let app = Arc::new(app);
    let mut issues = Issues::new();
    let documents: Vec<Arc<Form>> = app.forms.values().cloned().map(Arc::new).collect();
    let symbols = Symbols::new(&documents, app.options.values());
    let forms = forms(&app, &documents, &symbols, &mut issues);
    for (key, set) in &app.options {
        let document = format!("options/{key}.json#");
        issues.extend(form_engine::check_options(set).into_iter().map(|issue| issue.inside(&document)));
    }
    issues.extend(menu::check(&app));
    issues.extend(named_roles(&app));
    let mut roles = BTreeMap::new();
    for (key, definition) in &app.roles {
        let document = format!("roles/{key}.json#");
        let mut found = menu::check_role(&app, definition);
        let compiled = role::compile(definition, &app, &symbols, &forms, &mut found);
        issues.extend(found.into_iter().map(|issue| issue.inside(&document)));
        roles.insert(key.clone(), CompiledRole { key: key.clone(), forms: compiled });
    }
    let screens = screen::compile(&app, &symbols, &mut issues);
    if !issues.is_empty() {
        issues.sort_by(|left, right| (&left.path, &left.code).cmp(&(&right.path, &right.code)));
        issues.dedup();
        return Err(issues);
    }
    let links_to = links_to(&forms);
    Ok(CompiledApp { key: app.app.key.clone(), definition: app.clone(), symbols, forms, screens, roles, links_to })
}

/// Everything that is wrong with `app`; empty means it can be published.
pub fn check(app: &App) -> Issues {
    compile(app.clone()).err().unwrap_or_default()
}

fn forms(
    app: &App,
    documents: &[Arc<Form>],
    symbols: &Symbols,
    issues: &mut Issues,
) -> BTreeMap<Key, Arc<CompiledForm>> {
    let settings = app.app.settings.for_forms();
    let mut forms = BTreeMap::new();
    for form in documents {
        match form_engine::compile(form, symbols, &settings) {
            Ok(compiled) => {
                forms.insert(form.key.clone(), Arc::new(compiled));
            }
            Err(found) => {
                let document = format!("forms/{}.json#", form.key);
                issues.extend(found.into_iter().map(|issue| issue.inside(&document)));
            }
        }
    }
    forms
}

/// Roles of views and prints that the app does not have.
fn named_roles(app: &App) -> Issues {
    let mut issues = Issues::new();
    for (key, form) in &app.forms {
        let views = form.views.iter().enumerate().map(|(index, view)| (format!("views/{index}"), &view.roles));
        let prints = form.prints.iter().enumerate().map(|(index, print)| (format!("prints/{index}"), &print.roles));
        for (place, roles) in views.chain(prints) {
            for (at, role) in roles.iter().enumerate().filter(|(_, role)| !app.roles.contains_key(*role)) {
                let path = format!("forms/{key}.json#/{place}/roles/{at}");
                issues.push(menu::unknown("role.unknown", "role", role, app.roles.keys()).at(path));
            }
        }
    }
    issues
}

fn links_to(forms: &BTreeMap<Key, Arc<CompiledForm>>) -> BTreeMap<Key, Vec<(Key, usize)>> {
    let mut links: BTreeMap<Key, Vec<(Key, usize)>> = BTreeMap::new();
    for (key, form) in forms {
        for field in &form.fields {
            if let Some(target) = field.target() {
                links.entry(target.clone()).or_default().push((key.clone(), field.slot));
            }
        }
    }
    links
}
