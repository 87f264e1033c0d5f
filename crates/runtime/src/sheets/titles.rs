//! Records that cells name by their title: looked up on the one read path, so that only what the person may see is found.

use std::collections::{BTreeMap, BTreeSet};

use app_definition::{AuthorizedQuery, Verb};
use engine_base::{DataType, Issue, Key, Locale, Uuid};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};
use spreadsheet::{Line, written};

use super::import::{Matched, cell_of};
use crate::{Actor, Error, ListRequest, Runtime};

/// Titles asked for at once.
const TOGETHER: usize = 100;
/// Pages of records with these titles that are looked at.
const PAGES: usize = 20;

/// Records by form and title.
#[derive(Default)]
pub struct Titles {
    found: BTreeMap<Key, BTreeMap<String, Vec<Uuid>>>,
    labels: BTreeMap<Key, engine_base::Text>,
}

#[derive(Deserialize)]
struct Page {
    items: Vec<Map<String, Json>>,
    next_cursor: Option<String>,
}

impl Titles {
    /// Looks up every title that the link columns of these rows name.
    pub async fn look_up(
        runtime: &Runtime,
        actor: &Actor,
        app: &str,
        query: &AuthorizedQuery,
        columns: &[Matched<'_>],
        lines: &[&Line],
        instead: &BTreeMap<u32, BTreeMap<String, String>>,
    ) -> Result<Titles, Error> {
        let mut wanted: BTreeMap<Key, BTreeSet<String>> = BTreeMap::new();
        for column in columns {
            let Some((form, several)) = target(&column.field.ty) else { continue };
            let titles = wanted.entry(form.clone()).or_default();
            for line in lines {
                let text = cell_of(line, column.index, column.field, instead.get(&line.number)).shown();
                if several {
                    titles.extend(written::parts(&text).map(str::to_owned));
                }
                if !text.is_empty() {
                    titles.insert(text);
                }
            }
        }
        let mut titles = Titles::default();
        for (form, names) in wanted {
            titles.of_form(runtime, actor, app, query, &form, &names).await?;
        }
        Ok(titles)
    }

    async fn of_form(
        &mut self,
        runtime: &Runtime,
        actor: &Actor,
        app: &str,
        query: &AuthorizedQuery,
        form: &Key,
        names: &BTreeSet<String>,
    ) -> Result<(), Error> {
        // Who may not read the form finds nothing there.
        let Ok(sight) = query.access().query(form, Verb::Read) else { return Ok(()) };
        let target = sight.form();
        self.labels.insert(form.clone(), target.definition.label.clone());
        let Some(title) = target.fields.get(target.title).map(|field| field.key.to_string()) else { return Ok(()) };
        let found = self.found.entry(form.clone()).or_default();
        let names: Vec<&String> = names.iter().collect();
        for together in names.chunks(TOGETHER) {
            let mut cursor = None;
            for _ in 0..PAGES {
                let request = ListRequest {
                    filter: Some(json!({ "field": title, "op": "in", "value": together })),
                    fields: Some(vec![title.clone()]),
                    limit: Some(200),
                    cursor,
                    ..ListRequest::default()
                };
                // A title that is hidden from the person cannot be asked for.
                let Ok(body) = runtime.query(actor, app, form, request).await else { return Ok(()) };
                let page: Page = serde_json::from_slice(&body).map_err(std::io::Error::other)?;
                for item in page.items {
                    let id = item.get("id").and_then(Json::as_str).and_then(|id| Uuid::try_parse(id).ok());
                    if let (Some(id), Some(name)) = (id, item.get(&title).and_then(Json::as_str)) {
                        found.entry(name.to_owned()).or_default().push(id);
                    }
                }
                cursor = page.next_cursor;
                if cursor.is_none() {
                    break;
                }
            }
        }
        Ok(())
    }

    /// The record of `form` with this title, or with this id.
    pub fn find(&self, form: &Key, title: &str, locale: Locale) -> Result<Uuid, Issue> {
        let label = || self.labels.get(form).map_or_else(|| form.to_string(), |label| label.get(locale).to_owned());
        match self.found.get(form).and_then(|found| found.get(title)).map(Vec::as_slice) {
            Some([id]) => Ok(*id),
            Some([_, ..]) => Err(Issue::new("import.link_ambiguous").with("value", title).with("form", label())),
            _ => {
                Uuid::try_parse(title).map_err(|_| Issue::new("import.link").with("value", title).with("form", label()))
            }
        }
    }
}

/// The form that a link goes to, and whether it may go to several records.
fn target(ty: &DataType) -> Option<(&Key, bool)> {
    match ty {
        DataType::Link { form } => Some((form, false)),
        DataType::List { of } => match of.as_ref() {
            DataType::Link { form } => Some((form, true)),
            _ => None,
        },
        _ => None,
    }
}
