//! The documents of an app, as written.

use std::collections::BTreeMap;

use engine_base::{Key, Text};
use form_engine::{Form, FormSettings, OptionSet};
use serde::{Deserialize, Serialize};

use crate::Role;

/// An app: `app.json` and everything beside it. As JSON it is the packed form of the folder.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct App {
    /// `app.json`.
    pub app: Manifest,
    /// `options/*.json` by key.
    #[serde(default)]
    pub options: BTreeMap<Key, OptionSet>,
    /// `forms/*.json` by key.
    #[serde(default)]
    pub forms: BTreeMap<Key, Form>,
    /// `roles/*.json` by key.
    #[serde(default)]
    pub roles: BTreeMap<Key, Role>,
}

/// The document `app.json`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the document format; 1.
    pub format: u32,
    /// The app's key.
    pub key: Key,
    /// The version its author gives it, for people.
    pub version: String,
    /// What people call it.
    pub label: Text,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<Text>,
    /// Icon name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub icon: Option<String>,
    /// `#RRGGBB`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub colour: Option<String>,
    /// The menu.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub menu: Vec<MenuItem>,
    /// Settings of the app.
    #[serde(default, skip_serializing_if = "Settings::is_default")]
    pub settings: Settings,
}

/// Settings of an app.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Settings {
    /// ISO 4217 code used where a money field names none; CNY.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub currency: Option<String>,
    /// Region whose national telephone numbers are understood; CN.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone_region: Option<String>,
}

impl Settings {
    /// What forms fall back on, with the platform's defaults for what the app does not say.
    pub fn for_forms(&self) -> FormSettings {
        let mut settings = FormSettings::default();
        if let Some(currency) = &self.currency {
            settings.currency.clone_from(currency);
        }
        if let Some(region) = &self.phone_region {
            settings.phone_region.clone_from(region);
        }
        settings
    }

    fn is_default(&self) -> bool {
        *self == Settings::default()
    }
}

/// An entry of the menu.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum MenuItem {
    /// Opens a form, at a view if named.
    Form {
        /// The form.
        form: Key,
        /// The view.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        view: Option<Key>,
    },
    /// A group of entries.
    Group {
        /// Its heading.
        label: Text,
        /// Icon name.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        icon: Option<String>,
        /// What is in it.
        items: Vec<MenuItem>,
    },
}
