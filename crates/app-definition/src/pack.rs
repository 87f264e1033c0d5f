//! An app as one JSON document, and as the files of a folder; both in the canonical form.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::{App, format};

/// The packed form of an app: one document, always written the same way.
pub fn pack(app: &App) -> String {
    format(app)
}

/// The files of the app's folder by path. Loading them gives the same app.
pub fn unpack(app: &App) -> BTreeMap<String, String> {
    let mut files = BTreeMap::from([("app.json".to_owned(), format(&app.app))]);
    put(&mut files, "options", &app.options);
    put(&mut files, "forms", &app.forms);
    put(&mut files, "roles", &app.roles);
    files
}

fn put<K: std::fmt::Display, T: Serialize>(
    files: &mut BTreeMap<String, String>,
    folder: &str,
    documents: &BTreeMap<K, T>,
) {
    for (key, document) in documents {
        files.insert(format!("{folder}/{key}.json"), format(document));
    }
}
