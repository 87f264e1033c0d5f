//! Which fields of an app link to a form.

use app_definition::CompiledApp;
use engine_base::{Issue, Key, Uuid};
use form_engine::{CompiledField, CompiledForm, FieldKind, OnDelete};

use crate::{
    Arg, Error, Session,
    physical::{RECORD, TARGET, field_table, form_table, has_column, is_links, quote, target_of},
};

/// A column whose values are ids of records of one form.
pub(super) struct Reference {
    /// The form that has it.
    pub(super) form: Key,
    /// Quoted.
    pub(super) table: String,
    /// Quoted.
    pub(super) column: String,
    /// A link in a table of its own.
    pub(super) links: bool,
    /// Becomes empty when the target goes; otherwise the target stays.
    pub(super) clear: bool,
    /// The column of the record that has the link: its id, or that of the record of its row.
    pub(super) owner: &'static str,
    /// The field, as a JSON pointer without rows.
    pub(super) path: String,
}

impl Reference {
    /// Whether it stands in the rows of a sub-table.
    pub(super) fn is_of_row(&self) -> bool {
        self.owner == RECORD && !self.links
    }
}

/// A link to a record that is not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DanglingLink {
    /// The form of the record that has it.
    pub form: Key,
    /// The record.
    pub record: Uuid,
    /// The field, as a JSON pointer without rows.
    pub path: String,
}

/// Everything that links to records of `target`.
pub(super) fn references_to(app: &CompiledApp, target: &Key) -> Vec<Reference> {
    let mut found = Vec::new();
    for form in app.forms.values() {
        let here = |field: &CompiledField| target_of(field) == Some(target) && field.is_stored();
        for field in &form.fields {
            let reference =
                |table: String, column: String, links: bool, owner: &'static str, linking: &CompiledField| Reference {
                    form: form.key.clone(),
                    table: quote(&table),
                    column: quote(&column),
                    links,
                    clear: empties_itself(linking),
                    owner,
                    path: if owner == RECORD && !links {
                        Issue::join(&Issue::join("", &field.key), &linking.key)
                    } else {
                        Issue::join("", &field.key)
                    },
                };
            if let Some(inner) = &field.table {
                let table = field_table(&app.key, &form.key, &field.key);
                let rows = inner.fields.iter().filter(|inner| here(inner) && has_column(inner));
                found.extend(rows.map(|inner| reference(table.clone(), inner.key.to_string(), false, RECORD, inner)));
            } else if here(field) && is_links(field) {
                let table = field_table(&app.key, &form.key, &field.key);
                found.push(reference(table, TARGET.to_owned(), true, RECORD, field));
            } else if here(field) && has_column(field) {
                found.push(reference(form_table(&app.key, &form.key), field.key.to_string(), false, "id", field));
            }
        }
    }
    found
}

/// Whether a link becomes empty when its target is deleted, instead of keeping it.
pub fn empties_itself(field: &CompiledField) -> bool {
    match &field.definition.kind {
        FieldKind::Link(link) => link.on_delete == Some(OnDelete::Clear),
        // One of several links is not missed.
        FieldKind::Links(_) => true,
        _ => false,
    }
}

impl Session {
    /// The forms whose records link to this one and keep it from being deleted.
    pub async fn linking_forms(&self, app: &CompiledApp, form: &CompiledForm, id: Uuid) -> Result<Vec<Key>, Error> {
        let mut linking = Vec::new();
        for reference in references_to(app, &form.key).into_iter().filter(|reference| !reference.clear) {
            let Reference { table, column, owner, .. } = &reference;
            // A record that links to itself does not hold itself.
            let sql = format!("SELECT 1 FROM {table} WHERE {column} = $1 AND {owner} <> $2 LIMIT 1");
            let held = self.first(&sql, &[Arg::Id(id), Arg::Id(id)], |_| Ok(())).await?.is_some();
            if held && !linking.contains(&reference.form) {
                linking.push(reference.form);
            }
        }
        Ok(linking)
    }

    /// A link of each field of the app that leads to no record: nothing when all is whole.
    pub async fn dangling_links(&self, app: &CompiledApp) -> Result<Vec<DanglingLink>, Error> {
        let mut dangling = Vec::new();
        for target in app.forms.keys() {
            let records = quote(&form_table(&app.key, target));
            for Reference { form, table, column, owner, path, .. } in references_to(app, target) {
                let sql = format!(
                    "SELECT {owner} FROM {table} AS linking WHERE {column} IS NOT NULL \
                     AND NOT EXISTS (SELECT 1 FROM {records} AS linked WHERE linked.id = linking.{column}) LIMIT 1"
                );
                if let Some(record) = self.first(&sql, &[], |row| row.id(0)).await?.flatten() {
                    dangling.push(DanglingLink { form, record, path });
                }
            }
        }
        Ok(dangling)
    }
}
