//! App definitions as the tests change them: packed documents read from a folder.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use serde_json::{Map, Value as Json, json};

use crate::root;

/// A packed app: `{"app": …, "options": {…}, "forms": {…}, "roles": {…}}`.
#[derive(Clone, Debug, PartialEq)]
pub struct Package(pub Json);

/// A folder of the workspace, such as `examples/crm`.
pub fn folder(path: &str) -> PathBuf {
    root().join(path)
}

impl Package {
    /// The app in a folder of the workspace.
    pub fn read(path: &str) -> Result<Package> {
        let folder = folder(path);
        let mut packed = json!({ "app": read(&folder.join("app.json"))? });
        for part in ["options", "forms", "roles"] {
            packed[part] = Json::Object(documents(&folder.join(part))?);
        }
        Ok(Package(packed))
    }

    /// Writes it as an app folder.
    pub fn write(&self, folder: &Path) -> Result<()> {
        let mut files = BTreeMap::from([(folder.join("app.json"), &self.0["app"])]);
        for part in ["options", "forms", "roles"] {
            fs::create_dir_all(folder.join(part))?;
            for (key, document) in self.0[part].as_object().into_iter().flatten() {
                files.insert(folder.join(part).join(format!("{key}.json")), document);
            }
        }
        for (path, document) in files {
            fs::write(path, serde_json::to_vec_pretty(document)?)?;
        }
        Ok(())
    }

    /// The same after a change.
    pub fn changed(&self, change: impl FnOnce(&mut Json)) -> Package {
        let mut packed = self.0.clone();
        change(&mut packed);
        Package(packed)
    }

    /// The same with one more field in `form`.
    pub fn with_field(&self, form: &str, field: Json) -> Package {
        self.changed(|packed| {
            if let Some(fields) = packed["forms"][form]["fields"].as_array_mut() {
                fields.push(field);
            }
        })
    }

    /// The same without a field of `form`.
    pub fn without_field(&self, form: &str, key: &str) -> Package {
        self.changed(|packed| {
            if let Some(fields) = packed["forms"][form]["fields"].as_array_mut() {
                fields.retain(|field| field["key"] != key);
            }
        })
    }

    /// The same with members of a field of `form` set.
    pub fn with_field_set(&self, form: &str, key: &str, members: &Json) -> Package {
        self.changed(|packed| {
            let fields = packed["forms"][form]["fields"].as_array_mut().into_iter().flatten();
            for field in fields.filter(|field| field["key"] == key) {
                for (name, value) in members.as_object().into_iter().flatten() {
                    field[name] = value.clone();
                }
            }
        })
    }
}

fn documents(folder: &Path) -> Result<Map<String, Json>> {
    let mut documents = Map::new();
    let mut paths: Vec<PathBuf> = match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?,
        Err(_) => Vec::new(),
    };
    paths.sort();
    for path in paths.iter().filter(|path| path.extension().is_some_and(|ending| ending == "json")) {
        let key = path.file_stem().and_then(|stem| stem.to_str()).context("file name")?;
        documents.insert(key.to_owned(), read(path)?);
    }
    Ok(documents)
}

fn read(path: &Path) -> Result<Json> {
    let text = fs::read_to_string(path).with_context(|| path.display().to_string())?;
    serde_json::from_str(&text).with_context(|| path.display().to_string())
}
