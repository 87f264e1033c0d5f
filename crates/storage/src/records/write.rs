//! Storing a new record and a changed one.

use std::collections::HashMap;

use app_definition::CompiledApp;
use engine_base::{Row, Uuid, Value};
use form_engine::{CompiledForm, Record, SystemField};

use super::{FormTable, RowsOf, arg::arg_of, table::with_history};
use crate::{
    Arg, Dialect, Error, Session,
    physical::RECORD,
    system::history::{HistoryEntry, history_args, insert_history},
};

impl Session {
    /// Stores a new record with its rows, links and history entry. System fields are part of the record.
    pub async fn insert_record(
        &self,
        app: &CompiledApp,
        form: &CompiledForm,
        record: &Record,
        entry: &HistoryEntry,
    ) -> Result<(), Error> {
        self.insert_records(app, form, std::slice::from_ref(record), std::slice::from_ref(entry)).await
    }

    /// Stores the fields in `changed` of a record that is still as `old`, with its history entry; the version becomes that of
    /// `new`. [`Error::Conflict`] when somebody else was quicker.
    pub async fn update_record(
        &self,
        app: &CompiledApp,
        form: &CompiledForm,
        old: &Record,
        new: &Record,
        changed: &[usize],
        entry: &HistoryEntry,
    ) -> Result<(), Error> {
        let table = self.table(&app.key, form);
        let id = old.id().ok_or(Error::Missing("record"))?;
        let always = [SystemField::Version, SystemField::UpdatedAt, SystemField::UpdatedBy].map(SystemField::slot);
        let mut sets = Vec::new();
        let mut args = Vec::new();
        for column in
            table.columns.iter().filter(|column| always.contains(&column.slot) || changed.contains(&column.slot))
        {
            args.push(arg_of(new.get(column.slot), &column.repr)?);
            sets.push(format!("{} = ${}", column.name, args.len()));
        }
        let (at_id, at_version) = (args.len() + 1, args.len() + 2);
        let mut sql =
            format!("UPDATE {} SET {} WHERE id = ${at_id} AND version = ${at_version}", table.table, sets.join(", "));
        args.push(Arg::Id(id));
        args.push(Arg::Int(version_of(old)));
        let together = self.dialect() == Dialect::Postgres;
        if together {
            sql = format!("{} {sql}", with_history(args.len()));
            args.extend(history_args(entry));
        }
        if self.execute(&sql, &args).await? != 1 {
            return Err(Error::Conflict);
        }
        for rows in table.rows.iter().filter(|rows| changed.contains(&rows.slot)) {
            self.update_rows(rows, id, old.get(rows.slot).rows(), new.get(rows.slot).rows()).await?;
        }
        for links in table.links.iter().filter(|links| changed.contains(&links.slot)) {
            self.execute(&format!("DELETE FROM {} WHERE {RECORD} = $1", links.table), &[Arg::Id(id)]).await?;
            self.insert_links(&links.insert, id, new.get(links.slot)).await?;
        }
        if together { Ok(()) } else { insert_history(self, entry).await }
    }

    pub(super) async fn insert_links(&self, insert: &str, record: Uuid, targets: &Value) -> Result<(), Error> {
        for (position, target) in targets.items().iter().filter_map(Value::as_id).enumerate() {
            let position = i64::try_from(position).unwrap_or(i64::MAX);
            self.execute(insert, &[Arg::Id(record), Arg::Int(position), Arg::Id(target)]).await?;
        }
        Ok(())
    }

    async fn update_rows(&self, rows: &RowsOf, record: Uuid, old: &[Row], new: &[Row]) -> Result<(), Error> {
        let before: HashMap<Uuid, (usize, &Row)> =
            old.iter().enumerate().filter_map(|(position, row)| Some((row.id?, (position, row)))).collect();
        let kept: Vec<Uuid> = new.iter().filter_map(|row| row.id).collect();
        for id in before.keys().filter(|id| !kept.contains(id)) {
            self.execute(&format!("DELETE FROM {} WHERE id = $1", rows.table), &[Arg::Id(*id)]).await?;
        }
        for (position, row) in new.iter().enumerate() {
            let known = row.id.and_then(|id| before.get(&id));
            if known.is_some_and(|(at, before)| *at == position && before.values == row.values) {
                continue;
            }
            let id = row.id.unwrap_or_else(Uuid::now_v7);
            let mut args = row_args(rows, position, row)?;
            if known.is_some() {
                args.push(Arg::Id(id));
                self.execute(&rows.update, &args).await?;
            } else {
                args.splice(0..0, [Arg::Id(id), Arg::Id(record)]);
                self.execute(&rows.insert, &args).await?;
            }
        }
        Ok(())
    }
}

/// The position and the columns of a row.
pub(super) fn row_args<'a>(rows: &RowsOf, position: usize, row: &'a Row) -> Result<Vec<Arg<'a>>, Error> {
    let mut args = vec![Arg::Int(i64::try_from(position).unwrap_or(i64::MAX))];
    for column in &rows.columns {
        args.push(arg_of(row.values.get(column.slot).unwrap_or(&Value::Null), &column.repr)?);
    }
    Ok(args)
}

/// The columns of a record.
pub(super) fn record_args<'a>(table: &FormTable, record: &'a Record) -> Result<Vec<Arg<'a>>, Error> {
    table.columns.iter().map(|column| arg_of(record.get(column.slot), &column.repr)).collect()
}

pub(super) fn version_of(record: &Record) -> i64 {
    record.get(SystemField::Version.slot()).as_number().and_then(|n| engine_base::to_scaled(n, 0)).unwrap_or(0)
}
