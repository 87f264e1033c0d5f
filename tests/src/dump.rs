//! Everything a database holds, read past the server: to prove that a refused request left no trace.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use rusqlite::{Connection, OpenFlags, types::ValueRef};
use tokio_postgres::{NoTls, SimpleQueryMessage};

use crate::Place;

/// Every row of every table as text, in a fixed order.
pub type Dump = BTreeMap<String, Vec<String>>;

/// The tables and rows of the database of `place`.
pub fn dump(place: &Place) -> Result<Dump> {
    match place.url() {
        None => sqlite(place),
        Some(url) => {
            let executor = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            executor.block_on(postgres(url))
        }
    }
}

/// Changes the database of a server that does not run, to make time go by.
pub fn alter(place: &Place, sql: &str) -> Result<()> {
    match place.url() {
        None => Ok(Connection::open(place.folder().join("formwork.db"))?.execute_batch(sql)?),
        Some(url) => {
            let executor = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
            executor.block_on(async {
                let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
                let driver = tokio::spawn(connection);
                client.batch_execute(sql).await?;
                drop(client);
                Ok(driver.await??)
            })
        }
    }
}

/// The tables that differ, with the rows that only one of the two has.
pub fn differences(before: &Dump, after: &Dump) -> Vec<String> {
    let mut found = Vec::new();
    for table in before.keys().chain(after.keys().filter(|table| !before.contains_key(*table))) {
        let (old, new) = (before.get(table), after.get(table));
        if old == new {
            continue;
        }
        let rows = |dump: Option<&Vec<String>>| dump.cloned().unwrap_or_default();
        let (old, new) = (rows(old), rows(new));
        let gone = old.iter().filter(|row| !new.contains(row)).map(|row| format!("{table}: - {row}"));
        let come = new.iter().filter(|row| !old.contains(row)).map(|row| format!("{table}: + {row}"));
        found.extend(gone.chain(come));
    }
    found
}

fn sqlite(place: &Place) -> Result<Dump> {
    let path = place.folder().join("formwork.db");
    let connection = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY).context("open")?;
    let names =
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name";
    let mut statement = connection.prepare(names)?;
    let names: Vec<String> = statement.query_map([], |row| row.get(0))?.collect::<rusqlite::Result<_>>()?;
    let mut dump = Dump::new();
    for name in names {
        let mut statement = connection.prepare(&format!("SELECT * FROM \"{name}\""))?;
        let columns = statement.column_count();
        let mut found = Vec::new();
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let mut text = String::new();
            for column in 0..columns {
                text += &match row.get_ref(column)? {
                    ValueRef::Null => "null|".to_owned(),
                    ValueRef::Integer(number) => format!("{number}|"),
                    ValueRef::Real(number) => format!("{number}|"),
                    ValueRef::Text(text) => format!("{}|", String::from_utf8_lossy(text)),
                    ValueRef::Blob(bytes) => format!("{bytes:02x?}|"),
                };
            }
            found.push(text);
        }
        found.sort_unstable();
        dump.insert(name, found);
    }
    Ok(dump)
}

async fn postgres(url: &str) -> Result<Dump> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    let driver = tokio::spawn(connection);
    let mut dump = Dump::new();
    let names =
        "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'";
    for name in first_column(client.simple_query(names).await?) {
        let rows = client.simple_query(&format!("SELECT t::text FROM public.\"{name}\" t")).await?;
        let mut rows = first_column(rows);
        rows.sort_unstable();
        dump.insert(name, rows);
    }
    drop(client);
    driver.await??;
    Ok(dump)
}

fn first_column(messages: Vec<SimpleQueryMessage>) -> Vec<String> {
    let text = |message| match message {
        SimpleQueryMessage::Row(row) => Some(row.get(0).unwrap_or_default().to_owned()),
        _ => None,
    };
    messages.into_iter().filter_map(text).collect()
}
