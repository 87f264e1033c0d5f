//! From the files of a folder, or one packed document, to an [`App`]; with everything that is wrong on the way.
//!
//! The path of an issue is the document's path, `#` and a JSON pointer: `forms/customer.json#/fields/3/form`.

use std::collections::BTreeMap;

use engine_base::{Issue, Issues, Key};
use expression::nearest;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value as Json};

use crate::{App, json, schema::Document};

/// Bytes that one document may have.
pub const MAX_DOCUMENT: usize = 1 << 20;
/// Bytes that all documents of an app may have together.
pub const MAX_APP: usize = 20 << 20;

/// Reads the documents of an app from the files of its folder, by path from there with `/`.
///
/// `data/` and `README.md` are left alone: they are no definitions.
pub fn load(files: &BTreeMap<String, Vec<u8>>) -> Result<App, Issues> {
    let mut loading = Loading::default();
    let mut total = 0_usize;
    for (path, bytes) in files {
        if path.starts_with("data/") || path == "README.md" {
            continue;
        }
        let Some((kind, key)) = place(path) else {
            loading.issues.push(unknown_file(path));
            continue;
        };
        total = total.saturating_add(bytes.len());
        if bytes.len() > MAX_DOCUMENT {
            loading.issues.push(Issue::new("document.too_large").at(path).with("max", MAX_DOCUMENT));
            continue;
        }
        match json::read(bytes) {
            Ok(node) => loading.take(path, kind, key, node.into_json()),
            Err(issues) => loading.report(path, issues),
        }
    }
    if total > MAX_APP {
        loading.issues.push(Issue::new("app.too_large").with("max", MAX_APP));
    }
    if !files.contains_key("app.json") {
        loading.issues.push(Issue::new("app.missing").at("app.json"));
    }
    loading.finish()
}

/// Reads the bytes of a packed app; see [`from_packed`].
pub fn load_packed(bytes: &[u8]) -> Result<App, Issues> {
    if bytes.len() > MAX_APP {
        return Err(vec![Issue::new("app.too_large").with("max", MAX_APP)]);
    }
    from_packed(&json::read(bytes)?.into_json())
}

/// Reads an app from its packed form: one document `{"app": …, "options": {…}, "forms": {…}, "roles": {…}}`.
/// Issues have the same paths as if it were a folder.
pub fn from_packed(packed: &Json) -> Result<App, Issues> {
    let Some(parts) = packed.as_object() else {
        return Err(vec![Issue::new("type.mismatch").with("expected", "object")]);
    };
    let mut loading = Loading::default();
    for (part, value) in parts {
        match (part.as_str(), value) {
            ("app", value) => loading.take("app.json", Document::App, None, json::sorted(value.clone())),
            ("options" | "forms" | "roles", Json::Object(documents)) => {
                for (key, document) in documents {
                    let path = format!("{part}/{key}.json");
                    match place(&path) {
                        Some((kind, key)) => loading.take(&path, kind, key, json::sorted(document.clone())),
                        None => loading.issues.push(Issue::new("key.invalid").at(path).with("value", key.as_str())),
                    }
                }
            }
            ("options" | "forms" | "roles", _) => {
                loading.issues.push(Issue::new("type.mismatch").at(format!("/{part}")).with("expected", "object"));
            }
            _ => {
                let issue = Issue::new("property.unknown").at(Issue::join("", part)).with("name", part.as_str());
                loading.issues.push(suggesting(issue, nearest(part, ["app", "options", "forms", "roles"])));
            }
        }
    }
    if !parts.contains_key("app") {
        loading.issues.push(Issue::new("app.missing").at("app.json"));
    }
    loading.finish()
}

/// What document a path names, and its key.
fn place(path: &str) -> Option<(Document, Option<Key>)> {
    if path == "app.json" {
        return Some((Document::App, None));
    }
    let (folder, file) = path.split_once('/')?;
    let kind = match folder {
        "options" => Document::Options,
        "forms" => Document::Form,
        "roles" => Document::Role,
        _ => return None,
    };
    Some((kind, Some(Key::new(file.strip_suffix(".json")?).ok()?)))
}

fn unknown_file(path: &str) -> Issue {
    let issue = Issue::new("file.unknown").at(path).with("name", path);
    let (folder, file) = path.split_once('/').unwrap_or(("", path));
    let meant = nearest(folder, ["options", "forms", "roles", "data"]).map(|folder| format!("{folder}/{file}"));
    suggesting(issue, meant.or_else(|| nearest(path, ["app.json", "README.md"])))
}

fn suggesting(issue: Issue, meant: Option<String>) -> Issue {
    match meant {
        Some(meant) => issue.with("suggestion", meant),
        None => issue,
    }
}

#[derive(Default)]
struct Loading {
    issues: Issues,
    manifest: Option<Json>,
    parts: BTreeMap<&'static str, Map<String, Json>>,
}

impl Loading {
    fn report(&mut self, path: &str, issues: Issues) {
        self.issues.extend(issues.into_iter().map(|issue| issue.inside("#").inside(path)));
    }

    fn take(&mut self, path: &str, kind: Document, key: Option<Key>, json: Json) {
        let mut issues = kind.check(&json);
        let written = json.get("key").and_then(Json::as_str);
        if let (Some(key), Some(written)) = (&key, written)
            && key != written
        {
            issues.push(Issue::new("key.not_file_name").at("/key").with("key", written).with("file", key.as_str()));
        }
        self.report(path, issues);
        match (key, kind) {
            (None, _) => self.manifest = Some(json),
            (Some(key), kind) => {
                let part = match kind {
                    Document::Form => "forms",
                    Document::Role => "roles",
                    _ => "options",
                };
                self.parts.entry(part).or_default().insert(key.to_string(), json);
            }
        }
    }

    fn finish(mut self) -> Result<App, Issues> {
        if !self.issues.is_empty() {
            return Err(self.issues);
        }
        let manifest = self.manifest.take().unwrap_or_default();
        let app = App {
            app: self.one("app.json", manifest).ok_or_else(|| std::mem::take(&mut self.issues))?,
            options: self.many("options"),
            forms: self.many("forms"),
            roles: self.many("roles"),
        };
        if self.issues.is_empty() { Ok(app) } else { Err(self.issues) }
    }

    fn many<T: DeserializeOwned>(&mut self, part: &'static str) -> BTreeMap<Key, T> {
        let documents = self.parts.remove(part).unwrap_or_default();
        let read = |(key, json): (String, Json)| {
            let document = self.one(&format!("{part}/{key}.json"), json)?;
            Some((Key::new(&key).ok()?, document))
        };
        documents.into_iter().filter_map(read).collect()
    }

    /// What the schema accepts is readable; should they ever differ, the person still learns where.
    fn one<T: DeserializeOwned>(&mut self, path: &str, json: Json) -> Option<T> {
        match serde_json::from_value(json) {
            Ok(document) => Some(document),
            Err(error) => {
                self.report(path, vec![Issue::new("document.unreadable").with("reason", error.to_string())]);
                None
            }
        }
    }
}
