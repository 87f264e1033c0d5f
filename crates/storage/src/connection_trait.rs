//! sea-orm on a session, so that system entities and app rows share one transaction on both databases.

use std::collections::BTreeMap;

use rusqlite::types::ValueRef;
use sea_orm::{
    ConnectionTrait, DbBackend, DbErr, ExecResult, ProxyExecResult, ProxyRow, QueryResult, Statement, Value,
};

use crate::{Arg, Dialect, Error, Kind, Session, sqlite::connection::bind};

#[async_trait::async_trait]
impl ConnectionTrait for Session {
    fn get_database_backend(&self) -> DbBackend {
        match self.dialect() {
            Dialect::Sqlite => DbBackend::Sqlite,
            Dialect::Postgres => DbBackend::Postgres,
        }
    }

    async fn execute_raw(&self, statement: Statement) -> Result<ExecResult, DbErr> {
        let args = arguments(&statement)?;
        let rows_affected = self.execute(&statement.sql, &args).await?;
        Ok(ProxyExecResult { last_insert_id: 0, rows_affected }.into())
    }

    async fn execute_unprepared(&self, sql: &str) -> Result<ExecResult, DbErr> {
        self.run(sql).await?;
        Ok(ProxyExecResult::default().into())
    }

    async fn query_one_raw(&self, statement: Statement) -> Result<Option<QueryResult>, DbErr> {
        Ok(self.query_all_raw(statement).await?.into_iter().next())
    }

    async fn query_all_raw(&self, statement: Statement) -> Result<Vec<QueryResult>, DbErr> {
        let args = arguments(&statement)?;
        if let Some(rows) = self.with_sqlite(|connection| sqlite_rows(connection, &statement.sql, &args)) {
            return Ok(rows?.into_iter().map(QueryResult::from).collect());
        }
        let mut rows = Vec::new();
        let each = |row| {
            rows.push(QueryResult::from(row));
            Ok(())
        };
        self.postgres_query(&statement.sql, &args, each).await?;
        Ok(rows)
    }
}

fn sqlite_rows(connection: &rusqlite::Connection, sql: &str, args: &[Arg<'_>]) -> Result<Vec<ProxyRow>, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    // The declared type of a column tells yes/no from numbers and JSON from text.
    let columns: Vec<(String, String)> = statement
        .columns()
        .iter()
        .map(|column| (column.name().to_owned(), column.decl_type().unwrap_or_default().to_ascii_lowercase()))
        .collect();
    bind(&mut statement, args)?;
    let mut rows = statement.raw_query();
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let mut values = BTreeMap::new();
        for (index, (name, declared)) in columns.iter().enumerate() {
            let value = match row.get_ref(index)? {
                ValueRef::Null => Value::String(None),
                ValueRef::Integer(n) if declared.starts_with("bool") => Value::Bool(Some(n != 0)),
                ValueRef::Integer(n) => Value::BigInt(Some(n)),
                ValueRef::Real(n) => Value::Double(Some(n)),
                ValueRef::Text(text) => {
                    let text = String::from_utf8_lossy(text).into_owned();
                    if declared.starts_with("json") {
                        let json = serde_json::from_str(&text).map_err(|error| Error::Corrupt(error.to_string()))?;
                        Value::Json(Some(Box::new(json)))
                    } else {
                        Value::String(Some(text))
                    }
                }
                ValueRef::Blob(bytes) => match uuid::Uuid::from_slice(bytes) {
                    Ok(id) => Value::Uuid(Some(id)),
                    Err(_) => Value::Bytes(Some(bytes.to_vec())),
                },
            };
            values.insert(name.clone(), value);
        }
        found.push(ProxyRow::new(values));
    }
    Ok(found)
}

fn arguments(statement: &Statement) -> Result<Vec<Arg<'static>>, Error> {
    let Some(values) = &statement.values else { return Ok(Vec::new()) };
    values.0.iter().map(argument).collect()
}

fn argument(value: &Value) -> Result<Arg<'static>, Error> {
    let int = |n: Option<i64>| n.map_or(Arg::Null(Kind::Int), Arg::Int);
    Ok(match value {
        Value::Bool(b) => b.map_or(Arg::Null(Kind::Bool), Arg::Bool),
        Value::Int(n) => int(n.map(i64::from)),
        Value::BigInt(n) => int(*n),
        Value::BigUnsigned(n) => int(n.and_then(|n| i64::try_from(n).ok())),
        Value::String(text) => text.clone().map_or(Arg::Null(Kind::Text), Arg::from),
        Value::Uuid(id) => id.map_or(Arg::Null(Kind::Id), Arg::Id),
        Value::Json(json) => json.as_ref().map_or(Arg::Null(Kind::Json), |json| Arg::Json(json.to_string().into())),
        other => return Err(Error::Database(format!("system tables do not use values such as {other:?}"))),
    })
}
