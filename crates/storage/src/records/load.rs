//! Records as values by slot, for the write path and for formulas that look through links.

use std::{collections::HashMap, sync::Arc};

use app_definition::{AuthorizedQuery, CompiledApp};
use engine_base::{DataType, Row, Uuid, Value, from_scaled, read_value};
use expression::Context;
use form_engine::{CompiledForm, Record};

use super::{FormTable, RowsOf};
use crate::{
    Arg, Error, RowRef, Session,
    cache::{PlanKey, Purpose},
    physical::{POSITION, RECORD, TARGET},
    query::{ALIAS, Extent, Selected, add_scope},
    sql::Repr,
};

impl Session {
    /// What is known about the tables of a form.
    pub(crate) fn table(&self, app: &engine_base::Key, form: &CompiledForm) -> Arc<FormTable> {
        let sqlite = self.dialect() == crate::Dialect::Sqlite;
        self.cache().form(form, || FormTable::new(app, form, sqlite))
    }

    /// A record as the platform itself sees it, computed fields included: for formulas that look through links.
    pub async fn get_record(
        &self,
        app: &Arc<CompiledApp>,
        form: &CompiledForm,
        context: &Context,
        id: Uuid,
    ) -> Result<Option<Record>, Error> {
        let query = self.cache().everything(app, &form.key)?;
        let key = PlanKey::new(Purpose::Values, None, Vec::new());
        let found = self.values(&query, context, Extent::Values, key, id).await?;
        self.complete(&self.table(&app.key, form), found).await
    }

    /// The stored values of a record that `query` covers. In a transaction that writes the record stays locked until its end.
    pub async fn find_record(
        &self,
        query: &AuthorizedQuery,
        context: &Context,
        id: Uuid,
    ) -> Result<Option<Record>, Error> {
        let key = PlanKey::new(Purpose::Stored, None, Vec::new());
        let found = self.values(query, context, Extent::Stored, key, id).await?;
        self.complete(&self.table(&query.access().app().key, query.form()), found).await
    }

    async fn values(
        &self,
        query: &AuthorizedQuery,
        context: &Context,
        extent: Extent<'_>,
        key: PlanKey,
        id: Uuid,
    ) -> Result<Option<Record>, Error> {
        let (mut sql, plan) = self.statement(query, context, extent, key)?;
        sql.push(" WHERE ");
        sql.column(ALIAS, "id");
        sql.push(" = ");
        sql.arg(Arg::Id(id));
        add_scope(&mut sql, query)?;
        if extent == Extent::Stored && self.is_writing().await {
            sql.push(&format!(" FOR UPDATE OF {ALIAS}"));
        }
        let read = |row: &RowRef<'_>| {
            let mut record = Record::empty(query.form());
            for (index, column) in plan.columns.iter().enumerate() {
                record.set(column.slot, value_of(row, index, column)?);
            }
            Ok(record)
        };
        self.first(&sql.text, &sql.args, read).await
    }

    /// Adds sub-rows and links, which are in tables of their own.
    async fn complete(&self, table: &FormTable, found: Option<Record>) -> Result<Option<Record>, Error> {
        let Some(mut record) = found else { return Ok(None) };
        let Some(id) = record.id() else { return Ok(None) };
        for rows in &table.rows {
            let mut all = self.rows_of(rows, &[id]).await?;
            let own = all.remove(&id).unwrap_or_default();
            record.set(rows.slot, if own.is_empty() { Value::Null } else { Value::Rows(own.into()) });
        }
        for links in &table.links {
            let sql = format!("SELECT {TARGET} FROM {} WHERE {RECORD} = $1 ORDER BY {POSITION}", links.table);
            let ids = self.all(&sql, &[Arg::Id(id)], |row| Ok(row.id(0)?.map_or(Value::Null, Value::Id))).await?;
            record.set(links.slot, if ids.is_empty() { Value::Null } else { Value::list(ids) });
        }
        Ok(Some(record))
    }

    /// The rows of a sub-table by record, in order.
    async fn rows_of(&self, rows: &RowsOf, records: &[Uuid]) -> Result<HashMap<Uuid, Vec<Row>>, Error> {
        let mut found: HashMap<Uuid, Vec<Row>> = HashMap::new();
        let each = |row: &RowRef<'_>| {
            let mut values = vec![Value::Null; rows.width];
            for (index, column) in rows.columns.iter().enumerate() {
                let selected = Selected { slot: column.slot, repr: column.repr.clone(), ty: column.ty.clone() };
                if let Some(place) = values.get_mut(column.slot) {
                    *place = value_of(row, index + 3, &selected)?;
                }
            }
            let record = row.id(1)?.unwrap_or_default();
            found.entry(record).or_default().push(Row { id: row.id(0)?, values });
            Ok(())
        };
        self.query(&rows.select, &[Arg::Ids(records.into())], each).await?;
        Ok(found)
    }
}

/// The value in a column.
fn value_of(row: &RowRef<'_>, index: usize, column: &Selected) -> Result<Value, Error> {
    let value = match &column.repr {
        Repr::Null => None,
        Repr::Bool => row.bool(index)?.map(Value::Bool),
        Repr::Scaled(scale) => row.int(index)?.map(|n| Value::Number(from_scaled(n, *scale))),
        Repr::Number => row.number(index)?.map(Value::Number),
        Repr::Text => row.text(index)?.map(Value::text),
        Repr::Date => row.date(index)?.map(Value::Date),
        Repr::Time => row.time(index)?.map(Value::Time),
        Repr::Moment => row.moment(index)?.map(Value::Timestamp),
        Repr::Span => row.int(index)?.map(|us| Value::Duration(engine_base::Duration(us))),
        Repr::Id => row.id(index)?.map(Value::Id),
        Repr::List(_) | Repr::Json => row.json(index)?.map(|text| read_json(text, &column.ty)).transpose()?,
    };
    Ok(value.unwrap_or_default())
}

fn read_json(text: &str, ty: &DataType) -> Result<Value, Error> {
    let corrupt = || Error::Corrupt("a JSON column".into());
    let json: serde_json::Value = serde_json::from_str(text).map_err(|_| corrupt())?;
    read_value(&json, ty).map_err(|_| corrupt())
}
