//! Everything that an administrator reads of an app: to compare installations record by record.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use serde_json::{Value as Json, json};

use crate::Client;

/// The records of every form of `app` by form and id, with what is computed and with sub-tables.
pub fn records(client: &Client, app: &str) -> Result<BTreeMap<String, BTreeMap<String, Json>>> {
    let model = client.get(&format!("apps/{app}"))?.expect(200)?.json;
    let mut all = BTreeMap::new();
    for (form, definition) in model["forms"].as_object().context("forms")? {
        let keys = definition["fields"].as_array().into_iter().flatten();
        // Separators and explanations hold nothing.
        let holds = |field: &&Json| !matches!(field["kind"].as_str(), Some("separator" | "explanation"));
        let fields: Vec<&str> = keys.filter(holds).filter_map(|field| field["key"].as_str()).collect();
        all.insert(form.clone(), find(client, &format!("data/{app}/{form}"), json!({ "fields": fields }))?);
    }
    Ok(all)
}

/// The records of a form that a query finds, on all its pages, by id.
pub fn find(client: &Client, form: &str, mut query: Json) -> Result<BTreeMap<String, Json>> {
    query["limit"] = json!(200);
    query["sort"] = json!(["id"]);
    let mut found = BTreeMap::new();
    loop {
        let page = client.post(&format!("{form}/query"), &query)?.expect(200)?;
        for item in page.items()? {
            found.insert(item["id"].as_str().unwrap_or_default().to_owned(), item.clone());
        }
        match page.json["next_cursor"].as_str() {
            Some(cursor) => query["cursor"] = json!(cursor),
            None => return Ok(found),
        }
    }
}

/// The first difference between two sets of records, in words.
pub fn difference(
    one: &BTreeMap<String, BTreeMap<String, Json>>,
    two: &BTreeMap<String, BTreeMap<String, Json>>,
) -> Option<String> {
    for (form, records) in one {
        let empty = BTreeMap::new();
        let other = two.get(form).unwrap_or(&empty);
        if records.len() != other.len() {
            return Some(format!("{form}: {} records and {}", records.len(), other.len()));
        }
        let differing = records.iter().find(|(id, record)| other.get(*id) != Some(record));
        if let Some((id, record)) = differing {
            return Some(format!("{form}: {record}\nand {}", other.get(id).unwrap_or(&Json::Null)));
        }
    }
    (one.len() != two.len()).then(|| "one has more forms".to_owned())
}
