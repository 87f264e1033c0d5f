//! Reads the JSON that people and integrators send into a draft.

use std::{
    cmp::Ordering,
    collections::{BTreeMap, btree_map},
    iter::Peekable,
};

use engine_base::{Issue, Issues, Key, Uuid, Value, read_value};
use serde_json::{Map, Value as Json};

use crate::{CompiledField, CompiledForm, CompiledTable, Draft, DraftRow, FieldKind, Source, SystemField};

/// After so many issues the rest of a record is not looked at.
const MOST_ISSUES: usize = 200;

/// What the JSON is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// A new record.
    Create,
    /// Changes of an existing one; what is not named stays.
    Update,
    /// Bringing records in by somebody who may set what the platform otherwise keeps: ids, who and when, serial
    /// numbers, closed fields. What is computed is skipped.
    Import,
}

/// Which fields the sender may write, and know of.
pub trait Rights {
    /// Whether the field in `slot` may be written.
    fn may_write(&self, slot: usize) -> bool;
    /// Whether the sender may know that the field is there.
    fn may_see(&self, slot: usize) -> bool;
    /// Whether the field in `row_slot` of the rows of the sub-table in `slot` may be written.
    fn may_write_row(&self, slot: usize, row_slot: usize) -> bool {
        let _ = row_slot;
        self.may_write(slot)
    }
    /// Whether the sender may know of that field.
    fn may_see_row(&self, slot: usize, row_slot: usize) -> bool {
        let _ = row_slot;
        self.may_see(slot)
    }
}

/// The rights of the platform itself and of administrators.
#[derive(Clone, Copy, Debug)]
pub struct AllRights;

impl Rights for AllRights {
    fn may_write(&self, _: usize) -> bool {
        true
    }
    fn may_see(&self, _: usize) -> bool {
        true
    }
}

/// Reads a record. The draft holds what could be read; the issues name everything that could not.
pub fn read(form: &CompiledForm, json: &Json, purpose: Purpose, rights: &dyn Rights) -> (Draft, Issues) {
    let mut draft = Draft::new(form);
    draft.by_person = purpose != Purpose::Import;
    let mut reader = Reader { form, purpose, rights, issues: Issues::new() };
    match json {
        Json::Object(object) => reader.record(object, &mut draft),
        _ => reader.issues.push(Issue::new("type.mismatch").with("expected", "record")),
    }
    (draft, reader.issues)
}

struct Reader<'a> {
    form: &'a CompiledForm,
    purpose: Purpose,
    rights: &'a dyn Rights,
    issues: Issues,
}

impl Reader<'_> {
    fn record(&mut self, object: &Map<String, Json>, draft: &mut Draft) {
        let mut slots = SortedLookup::new(&self.form.slots);
        for (key, json) in object {
            if self.issues.len() >= MOST_ISSUES {
                return;
            }
            let slot = slots.get(key);
            let Some(field) = slot.and_then(|slot| self.form.fields.get(slot)).filter(|field| self.is_known(field))
            else {
                self.unknown(key);
                continue;
            };
            if self.is_skipped(field) {
                continue;
            }
            if let Some(code) = self.refusal(field, self.rights.may_write(field.slot)) {
                self.issues.push(Issue::new(code).at(Issue::join("", key)).with("field", key.as_str()));
                continue;
            }
            match &field.table {
                Some(table) => self.rows(json, field, table, draft),
                None => match self.value(json, field) {
                    Ok(value) => draft.set(field.slot, value),
                    Err(issue) => {
                        self.issues.push(issue.inside(&Issue::join("", key)));
                        draft.failed.insert(field.slot);
                    }
                },
            }
        }
    }

    fn is_known(&self, field: &CompiledField) -> bool {
        field.source != Source::None && self.rights.may_see(field.slot)
    }

    /// What an export holds and an import does not need.
    fn is_skipped(&self, field: &CompiledField) -> bool {
        let computed = matches!(field.source, Source::Stored | Source::Virtual)
            || field.source == Source::System && field.slot == SystemField::Version.slot();
        self.purpose == Purpose::Import && computed
    }

    /// Why a known field may not be given.
    fn refusal(&self, field: &CompiledField, may_write: bool) -> Option<&'static str> {
        let importing = self.purpose == Purpose::Import;
        match field.source {
            Source::System if matches!(field.definition.kind, FieldKind::Owner) => {}
            Source::System => return (!importing).then_some("field.system"),
            Source::Serial => return (!importing).then_some("field.serial"),
            Source::Stored | Source::Virtual | Source::None => return Some("field.computed"),
            Source::Input => {}
        }
        if importing {
            None
        } else if field.definition.read_only {
            Some("field.read_only")
        } else {
            (!may_write).then_some("field.no_right")
        }
    }

    fn value(&self, json: &Json, field: &CompiledField) -> Result<Value, Issue> {
        if json.is_null() {
            return Ok(Value::Null);
        }
        if field.source == Source::System {
            return read_value(json, &field.ty);
        }
        field.definition.kind.behaviour(|kind| kind.read(json, field, &self.form.settings))
    }

    fn rows(&mut self, json: &Json, field: &CompiledField, table: &CompiledTable, draft: &mut Draft) {
        let path = Issue::join("", &field.key);
        let max = table.rows.1 as usize;
        let rows: &[Json] = match json {
            Json::Null => &[],
            Json::Array(rows) if rows.len() <= max => rows,
            Json::Array(_) => {
                self.issues.push(Issue::new("table.too_many_rows").at(path).with("max", max));
                return draft.failed.insert(field.slot);
            }
            _ => {
                self.issues.push(Issue::new("type.mismatch").at(path).with("expected", "rows"));
                return draft.failed.insert(field.slot);
            }
        };
        let mut read = Vec::with_capacity(rows.len());
        for (index, row) in rows.iter().enumerate() {
            if self.issues.len() >= MOST_ISSUES {
                return draft.failed.insert(field.slot);
            }
            let path = format!("{path}/{index}");
            match row {
                Json::Object(object) => read.push(self.row(object, field.slot, table, &path)),
                _ => {
                    self.issues.push(Issue::new("type.mismatch").at(path).with("expected", "row"));
                    draft.failed.insert(field.slot);
                }
            }
        }
        draft.set_rows(field.slot, read);
    }

    fn row(&mut self, object: &Map<String, Json>, slot: usize, table: &CompiledTable, path: &str) -> DraftRow {
        let mut row = DraftRow::new(None, table.fields.len());
        for (key, json) in object {
            let place = Issue::join(path, key);
            if key == "id" {
                match json {
                    Json::Null => {}
                    json => {
                        match json.as_str().filter(|text| text.len() == 36).and_then(|text| Uuid::try_parse(text).ok())
                        {
                            Some(id) => row.id = Some(id),
                            None => self.issues.push(Issue::new("type.mismatch").at(place).with("expected", "id")),
                        }
                    }
                }
                continue;
            }
            let field = table.slots.get(key.as_str()).and_then(|row_slot| table.fields.get(*row_slot));
            let Some(field) = field.filter(|field| self.rights.may_see_row(slot, field.slot)) else {
                let known = table
                    .fields
                    .iter()
                    .filter(|field| self.rights.may_see_row(slot, field.slot))
                    .map(|field| &field.key);
                self.issues.push(unknown_field(key, place, known));
                continue;
            };
            if self.is_skipped(field) {
                continue;
            }
            if let Some(code) = self.refusal(field, self.rights.may_write_row(slot, field.slot)) {
                self.issues.push(Issue::new(code).at(place).with("field", key.as_str()));
                continue;
            }
            match self.value(json, field) {
                Ok(value) => row.set(field.slot, value),
                Err(issue) => {
                    self.issues.push(issue.inside(&place));
                    row.failed.insert(field.slot);
                }
            }
        }
        row
    }

    fn unknown(&mut self, key: &str) {
        let known = self.form.fields.iter().filter(|field| self.is_known(field)).map(|field| &field.key);
        let issue = unknown_field(key, Issue::join("", key), known);
        self.issues.push(issue);
    }
}

/// Looks keys up that usually come in order: one walk over the slots instead of a search for each key.
struct SortedLookup<'a> {
    slots: &'a BTreeMap<Key, usize>,
    walk: Peekable<btree_map::Iter<'a, Key, usize>>,
}

impl<'a> SortedLookup<'a> {
    fn new(slots: &'a BTreeMap<Key, usize>) -> Self {
        SortedLookup { slots, walk: slots.iter().peekable() }
    }

    fn get(&mut self, key: &str) -> Option<usize> {
        while let Some((next, slot)) = self.walk.peek() {
            match next.as_str().cmp(key) {
                Ordering::Less => drop(self.walk.next()),
                Ordering::Equal => return Some(**slot),
                Ordering::Greater => break,
            }
        }
        // Absent, or out of order.
        self.slots.get(key).copied()
    }
}

fn unknown_field<'a>(key: &str, path: String, known: impl Iterator<Item = &'a Key>) -> Issue {
    let issue = Issue::new("field.unknown").at(path).with("field", key);
    match expression::nearest(key, known) {
        Some(near) => issue.with("suggestion", near),
        None => issue,
    }
}
