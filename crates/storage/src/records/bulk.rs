//! Storing many new records in few statements.

use std::fmt::Write;

use app_definition::CompiledApp;
use engine_base::Uuid;
use form_engine::{CompiledForm, Record};

use super::write::{record_args, row_args};
use crate::{
    Arg, Dialect, Error, Session,
    system::history::{HistoryEntry, INSERT_HISTORY, history_args},
};

/// Parameters of one statement; PostgreSQL takes up to 65,535.
const PARAMETERS: usize = 16_384;

impl Session {
    /// Stores new records with their rows and links, and the history entries given.
    pub async fn insert_records(
        &self,
        app: &CompiledApp,
        form: &CompiledForm,
        records: &[Record],
        entries: &[HistoryEntry],
    ) -> Result<(), Error> {
        let table = self.table(&app.key, form);
        let mut all = records.iter().map(|record| record_args(&table, record)).collect::<Result<Vec<_>, _>>()?;
        let together = match (all.as_mut_slice(), entries, self.dialect()) {
            ([args], [entry], Dialect::Postgres) => {
                args.extend(history_args(entry));
                self.execute(&table.insert_with_history, args).await?;
                true
            }
            _ => {
                self.insert_all(&table.insert, &all).await?;
                false
            }
        };
        for rows in &table.rows {
            let mut all = Vec::new();
            for record in records {
                let id = record.id().ok_or(Error::Missing("id of a new record"))?;
                for (position, row) in record.get(rows.slot).rows().iter().enumerate() {
                    let mut args = vec![Arg::Id(row.id.unwrap_or_else(Uuid::now_v7)), Arg::Id(id)];
                    args.extend(row_args(rows, position, row)?);
                    all.push(args);
                }
            }
            self.insert_all(&rows.insert, &all).await?;
        }
        for links in &table.links {
            for record in records {
                self.insert_links(&links.insert, record.id().unwrap_or_default(), record.get(links.slot)).await?;
            }
        }
        if together {
            return Ok(());
        }
        let entries: Vec<_> = entries.iter().map(|entry| history_args(entry).to_vec()).collect();
        self.insert_all(INSERT_HISTORY, &entries).await
    }

    /// Lets links of this transaction lead to records that come later in it; all must be there at its end.
    pub async fn defer_links(&self) -> Result<(), Error> {
        match self.dialect() {
            Dialect::Postgres => self.run("SET CONSTRAINTS ALL DEFERRED").await,
            Dialect::Sqlite => Ok(()),
        }
    }

    /// Runs `INSERT … VALUES (…)` for each list of arguments, on PostgreSQL many of them in one statement.
    async fn insert_all(&self, insert: &str, all: &[Vec<Arg<'_>>]) -> Result<(), Error> {
        if self.dialect() == Dialect::Sqlite || all.len() == 1 {
            for args in all {
                self.execute(insert, args).await?;
            }
            return Ok(());
        }
        let Some(width) = all.first().map(Vec::len).filter(|width| *width > 0) else { return Ok(()) };
        let (head, _) = insert.split_once(" VALUES ").unwrap_or((insert, ""));
        // Few different lengths, so that few statements are prepared.
        let most = (PARAMETERS / width).clamp(1, 256);
        let mut rest = all;
        while !rest.is_empty() {
            let fitting = if rest.len() >= most { most } else { 1 << rest.len().ilog2() };
            let (now, later) = rest.split_at(fitting);
            let mut sql = format!("{head} VALUES ");
            for at in 0..now.len() {
                sql.push_str(if at == 0 { "(" } else { ", (" });
                for column in 1..=width {
                    let comma = if column == 1 { "" } else { ", " };
                    let _ = write!(sql, "{comma}${}", at * width + column);
                }
                sql.push(')');
            }
            let args: Vec<Arg<'_>> = now.iter().flatten().cloned().collect();
            self.execute(&sql, &args).await?;
            rest = later;
        }
        Ok(())
    }
}
