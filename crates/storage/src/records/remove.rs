//! Deleting a record with everything that is its own.

use app_definition::CompiledApp;
use form_engine::{CompiledForm, Record};

use super::{references::references_to, write::version_of};
use crate::{
    Arg, Constraint, Error, Session,
    physical::RECORD,
    system::{
        comments::{Place, delete_comments},
        history::{HistoryEntry, insert_history},
    },
};

impl Session {
    /// Deletes a record that is still as `record`, with its rows, links, comments and files' places; links to it that may, become empty.
    ///
    /// A foreign key error names the forms whose records still link to it; [`Error::Conflict`] when somebody else was quicker.
    pub async fn delete_record(
        &self,
        app: &CompiledApp,
        form: &CompiledForm,
        record: &Record,
        entry: &HistoryEntry,
    ) -> Result<(), Error> {
        let id = record.id().ok_or(Error::Missing("record"))?;
        let linking = self.linking_forms(app, form, id).await?;
        if !linking.is_empty() {
            let names: Vec<&str> = linking.iter().map(|key| key.as_str()).collect();
            return Err(Error::Constraint { kind: Constraint::ForeignKey, name: names.join(", ") });
        }
        let table = self.table(&app.key, form);
        for reference in references_to(app, &form.key).into_iter().filter(|reference| reference.clear) {
            let (table, column) = (&reference.table, &reference.column);
            let sql = if reference.links {
                format!("DELETE FROM {table} WHERE {column} = $1")
            } else {
                format!("UPDATE {table} SET {column} = NULL WHERE {column} = $1")
            };
            self.execute(&sql, &[Arg::Id(id)]).await?;
        }
        for own in table.rows.iter().map(|rows| &rows.table).chain(table.links.iter().map(|links| &links.table)) {
            self.execute(&format!("DELETE FROM {own} WHERE {RECORD} = $1"), &[Arg::Id(id)]).await?;
        }
        let sql = format!("DELETE FROM {} WHERE id = $1 AND version = $2", table.table);
        if self.execute(&sql, &[Arg::Id(id), Arg::Int(version_of(record))]).await? != 1 {
            return Err(Error::Conflict);
        }
        self.execute(
            "UPDATE fw_file SET app = NULL, form = NULL, record = NULL, field = NULL WHERE record = $1",
            &[Arg::Id(id)],
        )
        .await?;
        delete_comments(self, Place { app: &app.key, form: &form.key, record: id }).await?;
        insert_history(self, entry).await
    }
}
