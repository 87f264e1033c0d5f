//! Deleting a record with everything that is its own, and putting that into the trash.

use app_definition::CompiledApp;
use engine_base::Uuid;
use form_engine::{CompiledForm, Record};

use super::{references::references_to, write::version_of};
use crate::{
    Arg, Constraint, Error, Session,
    physical::{POSITION, RECORD},
    system::{
        comments::{Place, delete_comments, list_comments},
        history::{HistoryEntry, insert_history},
        notices::list_notices_about,
        trash::{Emptied, Parcel, Trashed, insert_trashed},
    },
};

/// As many as there are.
const ALL: u64 = i64::MAX as u64;

/// What the trash is to know of a record beyond what its deletion shows.
#[derive(Clone, Debug)]
pub struct Keepsake {
    /// What it is called.
    pub title: Option<String>,
    /// Its values, as in a package.
    pub values: serde_json::Value,
}

impl Session {
    /// Deletes a record that is still as `record`, with its rows, links and comments; links to it that may, become empty. All of
    /// that goes to the trash. Its files stay its own. Answers the links that became empty.
    ///
    /// A foreign key error names the forms whose records still link to it; [`Error::Conflict`] when somebody else was quicker.
    pub async fn delete_record(
        &self,
        app: &CompiledApp,
        form: &CompiledForm,
        record: &Record,
        entry: &HistoryEntry,
        keepsake: Keepsake,
    ) -> Result<Vec<Emptied>, Error> {
        let id = record.id().ok_or(Error::Missing("record"))?;
        let linking = self.linking_forms(app, form, id).await?;
        if !linking.is_empty() {
            let names: Vec<&str> = linking.iter().map(|key| key.as_str()).collect();
            return Err(Error::Constraint { kind: Constraint::ForeignKey, name: names.join(", ") });
        }
        let links = self.empty_links(app, form, id).await?;
        let place = Place { app: &app.key, form: &form.key, record: id };
        let comments = list_comments(self, place, None, ALL).await?;
        let notices = if comments.is_empty() {
            Vec::new()
        } else {
            list_notices_about(self, &comments.iter().map(|comment| comment.id).collect::<Vec<_>>()).await?
        };
        let table = self.table(&app.key, form);
        for own in table.rows.iter().map(|rows| &rows.table).chain(table.links.iter().map(|links| &links.table)) {
            self.execute(&format!("DELETE FROM {own} WHERE {RECORD} = $1"), &[Arg::Id(id)]).await?;
        }
        let sql = format!("DELETE FROM {} WHERE id = $1 AND version = $2", table.table);
        if self.execute(&sql, &[Arg::Id(id), Arg::Int(version_of(record))]).await? != 1 {
            return Err(Error::Conflict);
        }
        if !comments.is_empty() {
            delete_comments(self, place).await?;
        }
        let trashed = Trashed {
            id: entry.id,
            app: app.key.to_string(),
            form: form.key.to_string(),
            record: id,
            version: entry.version,
            title: keepsake.title,
            title_field: form.fields.get(form.title).map(|field| field.key.to_string()).unwrap_or_default(),
            at: entry.at,
            by: entry.by,
        };
        let parcel = Parcel { values: keepsake.values, comments, notices, links };
        insert_trashed(self, &trashed, &parcel).await?;
        insert_history(self, entry).await?;
        Ok(parcel.links)
    }

    /// Empties the links of other records to this one that may become empty.
    async fn empty_links(&self, app: &CompiledApp, form: &CompiledForm, id: Uuid) -> Result<Vec<Emptied>, Error> {
        let mut emptied = Vec::new();
        for reference in references_to(app, &form.key).into_iter().filter(|reference| reference.clear) {
            let (table, column, owner) = (&reference.table, &reference.column, reference.owner);
            let sql = if reference.links {
                format!("DELETE FROM {table} WHERE {column} = $1 RETURNING {owner}, {POSITION}")
            } else {
                format!("UPDATE {table} SET {column} = NULL WHERE {column} = $1 RETURNING {owner}, id")
            };
            let found = self
                .all(&sql, &[Arg::Id(id)], |row| {
                    let record = row.id(0)?.unwrap_or_default();
                    let row_id = if reference.is_of_row() { row.id(1)? } else { None };
                    let position = if reference.links { row.int(1)? } else { None };
                    Ok((record, row_id, position))
                })
                .await?;
            // What the record itself links to is among its values.
            emptied.extend(found.into_iter().filter(|(record, ..)| *record != id).map(|(record, row, position)| {
                Emptied { form: reference.form.to_string(), path: reference.path.clone(), record, row, position }
            }));
        }
        Ok(emptied)
    }
}
