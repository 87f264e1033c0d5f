//! What was changed: written with each change, read back without what the person may not see.

use app_definition::{AuthorizedQuery, Right, Verb};
use engine_base::{DataType, Issue, Uuid, Value, write_text, write_value};
use form_engine::{CompiledForm, Record};
use serde_json::{Value as Json, json};
use storage::system::history::{HistoryEntry, list_history};

use crate::{Actor, Error, Runtime};

/// Entries in one answer at most.
const MAX_ENTRIES: u64 = 200;

impl Runtime {
    /// The history of one record, newest first. `pairs` may name `limit` and `cursor`.
    pub async fn history(
        &self,
        actor: &Actor,
        app: &str,
        form: &str,
        id: Uuid,
        pairs: Vec<(String, String)>,
    ) -> Result<Vec<u8>, Error> {
        let (_, query) = self.authorize(actor, app, form, Verb::Read)?;
        let (limit, before) = page(pairs)?;
        let context = actor.context(app, self.clock.now(), &self.zone);
        let scoped = query.clone();
        let entries = self
            .database
            .read(async move |session| {
                if session.existing(&scoped, &context, &[id]).await?.is_empty() {
                    return Err(Error::NotFound);
                }
                Ok(list_history(session, id, before, limit + 1).await?)
            })
            .await?;
        let more = entries.len() as u64 > limit;
        let shown: Vec<&HistoryEntry> = entries.iter().take(usize::try_from(limit).unwrap_or(usize::MAX)).collect();
        let next = shown.last().filter(|_| more).map(|entry| entry.version.to_string());
        let items: Vec<Json> = shown.iter().map(|entry| view(&query, entry)).collect();
        Ok(serde_json::to_vec(&json!({ "items": items, "next_cursor": next })).map_err(std::io::Error::other)?)
    }
}

fn view(query: &AuthorizedQuery, entry: &HistoryEntry) -> Json {
    let changes: Vec<Json> =
        entry.changes.as_deref().and_then(|text| serde_json::from_str(text).ok()).unwrap_or_default();
    let visible = |change: Json| -> Option<Json> {
        // Fields that the form no longer has were removed on purpose; they are not shown.
        let slot = *query.form().slots.get(change.get("field")?.as_str()?)?;
        match query.right(slot) {
            Right::Hidden => None,
            Right::Masked => Some(json!({ "field": change.get("field"), "masked": true })),
            Right::Read | Right::Write => Some(without_hidden_rows(query, slot, change)),
        }
    };
    let changes: Vec<Json> = changes.into_iter().filter_map(visible).collect();
    json!({ "at": entry.at, "by": entry.by, "action": entry.action.as_str(), "version": entry.version, "changes": changes })
}

/// Takes the fields of sub-table rows away that the person may not read.
fn without_hidden_rows(query: &AuthorizedQuery, slot: usize, mut change: Json) -> Json {
    let Some(table) = query.form().fields.get(slot).and_then(|field| field.table.as_ref()) else { return change };
    let hidden: Vec<&str> = table
        .fields
        .iter()
        .filter(|field| query.row_right(slot, field.slot) < Right::Read)
        .map(|field| field.key.as_str())
        .collect();
    for side in ["old", "new"] {
        for row in change.get_mut(side).and_then(Json::as_array_mut).into_iter().flatten() {
            if let Some(row) = row.as_object_mut() {
                row.retain(|key, _| !hidden.contains(&key.as_str()));
            }
        }
    }
    change
}

/// The changes between two records as the JSON that is stored: `[{"field", "old", "new"}]`.
pub fn changes_json(form: &CompiledForm, old: &Record, new: &Record, changed: &[usize]) -> String {
    let mut out = b"[".to_vec();
    for field in changed.iter().filter_map(|slot| form.fields.get(*slot)) {
        if out.len() > 1 {
            out.push(b',');
        }
        out.extend_from_slice(b"{\"field\":");
        write_text(&mut out, &field.key);
        for (name, record) in [("old", old), ("new", new)] {
            out.extend_from_slice(format!(",\"{name}\":").as_bytes());
            let value = record.get(field.slot);
            match (&field.table, value) {
                (Some(table), Value::Rows(rows)) => write_rows(&mut out, table, rows),
                _ => write_value(&mut out, value, &field.ty),
            }
        }
        out.push(b'}');
    }
    out.push(b']');
    String::from_utf8(out).unwrap_or_default()
}

fn write_rows(out: &mut Vec<u8>, table: &form_engine::CompiledTable, rows: &[engine_base::Row]) {
    out.push(b'[');
    for (index, row) in rows.iter().enumerate() {
        out.extend_from_slice(if index > 0 { b",{" } else { b"{" });
        out.extend_from_slice(b"\"id\":");
        write_value(out, &row.id.map_or(Value::Null, Value::Id), &DataType::Text);
        for field in table.fields.iter().filter(|field| field.is_stored()) {
            out.push(b',');
            write_text(out, &field.key);
            out.push(b':');
            write_value(out, row.values.get(field.slot).unwrap_or(&Value::Null), &field.ty);
        }
        out.push(b'}');
    }
    out.push(b']');
}

fn page(pairs: Vec<(String, String)>) -> Result<(u64, Option<i64>), Error> {
    let (mut limit, mut before, mut issues) = (50, None, Vec::new());
    for (name, value) in pairs {
        let place = Issue::join("", &name);
        match (name.as_str(), value.parse::<i64>()) {
            ("limit", Ok(n)) if (1..=200).contains(&n) => limit = u64::try_from(n).unwrap_or(MAX_ENTRIES),
            ("limit", _) => issues.push(Issue::new("limit.out_of_range").at(place).with("max", MAX_ENTRIES)),
            ("cursor", Ok(version)) => before = Some(version),
            ("cursor", Err(_)) => issues.push(Issue::new("cursor.invalid").at(place)),
            _ => issues.push(Issue::new("parameter.unknown").at(place).with("name", name)),
        }
    }
    if issues.is_empty() { Ok((limit, before)) } else { Err(Error::Request(issues)) }
}
