//! What menus and landing pages refer to.

use engine_base::{Issue, Issues, Key};
use expression::nearest;

use crate::{App, Landing, MenuItem, Role};

/// Entries of the app's menu that lead nowhere.
pub(super) fn check(app: &App) -> Issues {
    let mut issues = Issues::new();
    entries(&app.app.menu, "app.json#/menu", app, &mut issues);
    issues
}

fn entries(menu: &[MenuItem], path: &str, app: &App, issues: &mut Issues) {
    for (index, item) in menu.iter().enumerate() {
        let path = format!("{path}/{index}");
        match item {
            MenuItem::Group { items, .. } => entries(items, &format!("{path}/items"), app, issues),
            MenuItem::Form { form, view } => match (app.forms.get(form), view) {
                (None, _) => {
                    issues.push(unknown("form.unknown", "form", form, app.forms.keys()).at(format!("{path}/form")));
                }
                (Some(target), Some(view)) if !target.views.iter().any(|own| own.key == *view) => {
                    let keys = target.views.iter().map(|view| &view.key);
                    issues.push(unknown("view.unknown", "view", view, keys).at(format!("{path}/view")));
                }
                _ => {}
            },
        }
    }
}

/// A role's menu and landing page that lead nowhere, or to what the role may not read.
pub(super) fn check_role(app: &App, role: &Role) -> Issues {
    let menu = role.menu.iter().enumerate().map(|(index, form)| (form, format!("/menu/{index}")));
    let landing = role.landing.iter().map(|landing| match landing {
        Landing::Form(form) => (form, "/landing".to_owned()),
        Landing::View { form, .. } => (form, "/landing/form".to_owned()),
    });
    let mut issues = Issues::new();
    for (form, path) in landing.chain(menu) {
        if !app.forms.contains_key(form) {
            issues.push(unknown("form.unknown", "form", form, app.forms.keys()).at(path));
        } else if !role.forms.get(form).is_some_and(|rights| rights.read.covers_any()) {
            issues.push(Issue::new("role.menu_unreadable").at(path).with("form", form.as_str()));
        }
    }
    if let Some(Landing::View { form, view }) = &role.landing
        && let Some(target) = app.forms.get(form)
    {
        match target.views.iter().find(|own| own.key == *view) {
            None => {
                let keys = target.views.iter().map(|view| &view.key);
                issues.push(unknown("view.unknown", "view", view, keys).at("/landing/view"));
            }
            Some(own) if !own.roles.is_empty() && !own.roles.contains(&role.key) => {
                issues.push(Issue::new("role.landing_view").at("/landing/view").with("view", view.as_str()));
            }
            Some(_) => {}
        }
    }
    issues
}

/// An issue about a name that nothing has, with the known name nearest to it.
pub(super) fn unknown<'a, K: AsRef<str> + 'a>(
    code: &'static str,
    what: &'static str,
    name: &Key,
    known: impl Iterator<Item = &'a K>,
) -> Issue {
    let issue = Issue::new(code).with(what, name.as_str());
    match nearest(name, known) {
        Some(meant) => issue.with("suggestion", meant),
        None => issue,
    }
}
