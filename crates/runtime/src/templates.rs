//! Beginning an app: empty, or from one of the templates that come with the program.

use app_definition::{App, Manifest};
use engine_base::{Issue, Issues, Key, Text};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Actor, Error, Imported, Listed, Runtime};

/// An app that others can begin with.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateView {
    /// Its key, and that of the app when no other is chosen.
    #[schema(value_type = String)]
    pub key: Key,
    /// Its name, text or by locale.
    #[schema(value_type = Object)]
    pub label: Text,
    /// What it is for.
    #[schema(value_type = Option<Object>)]
    pub description: Option<Text>,
    /// Icon name.
    pub icon: Option<String>,
    /// `#RRGGBB`.
    pub colour: Option<String>,
    /// What is in it.
    pub forms: Vec<TemplateForm>,
    /// The names of its roles, text or by locale.
    #[schema(value_type = Vec<Object>)]
    pub roles: Vec<Text>,
}

/// A form of a template.
#[derive(Debug, Serialize, ToSchema)]
pub struct TemplateForm {
    /// Its key.
    #[schema(value_type = String)]
    pub key: Key,
    /// Its name, text or by locale.
    #[schema(value_type = Object)]
    pub label: Text,
    /// Icon name.
    pub icon: Option<String>,
    /// How many fields it has.
    pub fields: usize,
    /// The kinds of its views.
    pub views: Vec<String>,
}

/// How an app begins: from a template, or empty.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Beginning {
    /// The template.
    pub template: Option<String>,
    /// With a template: another key than the template's.
    pub key: Option<String>,
    /// With a template: another name, text or by locale.
    #[schema(value_type = Option<Object>)]
    pub label: Option<Text>,
    /// An empty app.
    pub blank: Option<Blank>,
}

/// An empty app.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Blank {
    /// Its key.
    pub key: String,
    /// Its name, text or by locale.
    #[schema(value_type = Object)]
    pub label: Text,
    /// Icon name.
    pub icon: Option<String>,
    /// `#RRGGBB`.
    pub colour: Option<String>,
}

impl Runtime {
    /// The templates that come with the program.
    pub fn templates(&self, actor: &Actor) -> Result<Listed<TemplateView>, Error> {
        actor.administrators_only()?;
        Ok(Listed { items: self.options.templates.iter().map(view).collect() })
    }

    /// Begins an app and publishes it as its first release. Its key must be free.
    pub async fn begin_app(&self, actor: &Actor, beginning: Beginning) -> Result<Imported, Error> {
        actor.administrators_only()?;
        let app = match (beginning.template, beginning.blank) {
            (Some(template), None) => {
                let found = self.options.templates.iter().find(|app| app.app.key == *template);
                let unknown = || Issue::new("template.unknown").at("/template").with("template", template.as_str());
                let mut app = found.cloned().ok_or_else(|| Error::Issues(vec![unknown()]))?;
                if let Some(own) = beginning.key {
                    app.app.key = key(&own, "/key")?;
                }
                app.app.label = beginning.label.unwrap_or(app.app.label);
                app
            }
            (None, Some(blank)) if beginning.key.is_none() && beginning.label.is_none() => empty(blank)?,
            _ => return Err(Error::Request(vec![Issue::new("app.beginning")])),
        };
        // The names that came with the request are checked as in any definition.
        let app = app_definition::load_packed(app_definition::pack(&app).as_bytes()).map_err(Error::Issues)?;
        if self.apps.load().contains_key(&app.app.key) {
            return Err(Error::conflict(Issue::new("app.exists").with("app", app.app.key.as_str())));
        }
        let key = app.app.key.clone();
        let done = self.publish_app(app, Some(actor.person.id), String::new(), actor.locale).await?;
        Ok(Imported { app: key, release: done.release, plan: done.plan, records: Default::default() })
    }
}

fn empty(blank: Blank) -> Result<App, Error> {
    let app = Manifest {
        format: 1,
        key: key(&blank.key, "/blank/key")?,
        version: "1.0.0".to_owned(),
        label: blank.label,
        description: None,
        icon: blank.icon,
        colour: blank.colour,
        menu: Vec::new(),
        settings: Default::default(),
    };
    Ok(App { app, options: Default::default(), forms: Default::default(), roles: Default::default() })
}

fn key(written: &str, path: &str) -> Result<Key, Error> {
    let invalid = |_| Issues::from([Issue::new("key.invalid").at(path).with("value", written)]);
    Key::new(written).map_err(invalid).map_err(Error::Issues)
}

fn view(app: &App) -> TemplateView {
    let form = |form: &form_engine::Form| TemplateForm {
        key: form.key.clone(),
        label: form.label.clone(),
        icon: form.icon.clone(),
        fields: form.fields.len(),
        views: form.views.iter().map(|view| view.kind.name().to_owned()).collect(),
    };
    TemplateView {
        key: app.app.key.clone(),
        label: app.app.label.clone(),
        description: app.app.description.clone(),
        icon: app.app.icon.clone(),
        colour: app.app.colour.clone(),
        forms: app.forms.values().map(form).collect(),
        roles: app.roles.values().map(|role| role.label.clone()).collect(),
    }
}
