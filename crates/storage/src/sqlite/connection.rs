//! One SQLite connection: pragmas, our functions, statements by text.

use std::{path::PathBuf, sync::Arc};

use rusqlite::{Connection, OpenFlags, ToSql, types::ToSqlOutput, types::Value};

use super::{functions, numbers, search};
use crate::{Arg, Error, RowRef, Session, cache::Cache};

/// How hard SQLite tries to keep what it acknowledged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Synchronous {
    /// Survives a power cut: for every real database.
    #[default]
    Full,
    /// Survives the end of the process: for tests and benches.
    Off,
}

/// Where the database is and how it is opened.
#[derive(Clone)]
pub(crate) struct Place {
    pub(crate) cache: Arc<Cache>,
    pub(crate) path: PathBuf,
    pub(crate) synchronous: Synchronous,
}

/// Bytes of a database that are mapped, so that its pages are read without a copy: the address space is taken, not the
/// memory. No more than SQLite was compiled for, see `.cargo/config.toml`.
const MAPPED: i64 = 64 << 30;

/// What a connection is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Purpose {
    Write,
    Read,
}

impl Place {
    /// A session on a connection of its own.
    pub(crate) fn session(&self, purpose: Purpose) -> Result<Session, Error> {
        Ok(Session::sqlite(self.open(purpose)?, Arc::clone(&self.cache)))
    }

    pub(crate) fn open(&self, purpose: Purpose) -> Result<Connection, Error> {
        let access = match purpose {
            Purpose::Write => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
            // A reader must be able to write the shared-memory index of the log; `query_only` keeps it from more.
            Purpose::Read => OpenFlags::SQLITE_OPEN_READ_WRITE,
        };
        let connection = Connection::open_with_flags(&self.path, access | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
        let synchronous = match self.synchronous {
            Synchronous::Full => "FULL",
            Synchronous::Off => "OFF",
        };
        connection.execute_batch(&format!(
            "PRAGMA busy_timeout=10000; PRAGMA journal_mode=WAL; PRAGMA synchronous={synchronous}; PRAGMA foreign_keys=ON;
             PRAGMA cache_size=-64000; PRAGMA mmap_size={MAPPED}; PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=16000;
             PRAGMA journal_size_limit=67108864; PRAGMA trusted_schema=OFF;"
        ))?;
        if purpose == Purpose::Read {
            connection.execute_batch("PRAGMA query_only=ON;")?;
        }
        connection.set_prepared_statement_cache_capacity(256);
        functions::register(&connection)?;
        numbers::register(&connection)?;
        search::register(&connection)?;
        Ok(connection)
    }
}

/// Runs a statement; how many rows it changed.
pub(crate) fn execute(connection: &Connection, sql: &str, args: &[Arg<'_>]) -> Result<u64, Error> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, args)?;
    // A statement with RETURNING gives rows; running it to its end is what counts.
    if statement.column_count() > 0 {
        let mut rows = statement.raw_query();
        while rows.next()?.is_some() {}
        return Ok(connection.changes());
    }
    let changed = statement.raw_execute()?;
    Ok(u64::try_from(changed).unwrap_or(0))
}

/// Runs a query and shows each row to `each`.
pub(crate) fn query(
    connection: &Connection,
    sql: &str,
    args: &[Arg<'_>],
    mut each: impl FnMut(&RowRef<'_>) -> Result<(), Error>,
) -> Result<(), Error> {
    let mut statement = connection.prepare_cached(sql)?;
    bind(&mut statement, args)?;
    let mut rows = statement.raw_query();
    while let Some(row) = rows.next()? {
        each(&RowRef::Sqlite(row))?;
    }
    Ok(())
}

pub(crate) fn bind(statement: &mut rusqlite::Statement<'_>, args: &[Arg<'_>]) -> Result<(), Error> {
    for (index, arg) in args.iter().enumerate() {
        statement.raw_bind_parameter(index + 1, arg)?;
    }
    Ok(())
}

impl ToSql for Arg<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        let text = |text: String| Ok(ToSqlOutput::Owned(Value::Text(text)));
        match self {
            Arg::Null(_) => Ok(ToSqlOutput::Owned(Value::Null)),
            Arg::Int(n) => Ok(ToSqlOutput::from(*n)),
            Arg::Bool(b) => Ok(ToSqlOutput::from(*b)),
            Arg::Text(text) | Arg::Json(text) => Ok(ToSqlOutput::from(text.as_ref())),
            Arg::Id(id) => Ok(ToSqlOutput::from(id.as_bytes().as_slice())),
            Arg::Date(date) => text(date.to_string()),
            Arg::Time(time) => text(time.to_string()),
            Arg::Moment(moment) => Ok(ToSqlOutput::from(moment.as_microsecond())),
            Arg::Number(number) => text(number.normalize().to_string()),
            Arg::Ids(ids) => {
                let mut json = String::with_capacity(ids.len() * 36 + 2);
                json.push('[');
                for (index, id) in ids.iter().enumerate() {
                    json.push_str(if index == 0 { "\"" } else { ",\"" });
                    json.push_str(id.simple().encode_lower(&mut uuid::Uuid::encode_buffer()));
                    json.push('"');
                }
                json.push(']');
                text(json)
            }
            Arg::Texts(texts) => text(serde_json::json!(texts).to_string()),
            Arg::Ints(numbers) => text(serde_json::json!(numbers).to_string()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{MAPPED, Place, Purpose, Synchronous};

    #[test]
    fn sqlite_is_compiled_for_what_is_mapped() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("mapped.db");
        let place = Place { cache: std::sync::Arc::default(), path, synchronous: Synchronous::Off };
        let connection = place.open(Purpose::Write).unwrap();
        let mapped: i64 = connection.query_row("PRAGMA mmap_size", [], |row| row.get(0)).unwrap();
        assert_eq!(mapped, MAPPED);
    }
}
