//! The table on SQLite: a reader per worker thread, one writer that commits together what waits.

use std::{cell::RefCell, collections::HashMap, sync::mpsc, thread};

use anyhow::Result;
use rusqlite::{
    Connection, OptionalExtension, Row, ToSql, params_from_iter,
    types::{ToSqlOutput, Value, ValueRef},
};
use tokio::sync::oneshot;

use crate::{
    customer::{COLUMNS, COMPANY_COLUMNS, Cell, Kind},
    routes::{Done, Failure, List, Store, failed, not_found},
    write,
};

/// Writes committed together at most.
const TOGETHER: usize = 128;

/// Work for the writer; it answers the requester itself once the commit is through.
type Job = Box<dyn FnOnce(&Connection) -> Box<dyn FnOnce(bool) + Send> + Send>;

/// The database.
pub struct Sqlite {
    file: String,
    jobs: mpsc::Sender<Job>,
    insert: String,
    insert_company: String,
    select: String,
    select_expanded: String,
}

thread_local!(static READER: RefCell<Option<Connection>> = const { RefCell::new(None) });

impl Sqlite {
    /// Opens the file, makes the tables, starts the writer. `synchronous` is NORMAL or FULL.
    pub fn open(file: &str, synchronous: &str) -> Result<Sqlite> {
        let writer = connect(file)?;
        writer.execute_batch(&format!("PRAGMA synchronous={synchronous}"))?;
        writer.execute_batch(&tables())?;
        let (jobs, waiting) = mpsc::channel();
        thread::spawn(move || work(&writer, &waiting));
        let list = |prefix: &str, columns: &[(&str, Kind)]| {
            columns.iter().map(|(name, _)| format!("{prefix}{name}")).collect::<Vec<_>>().join(",")
        };
        let insert = |table: &str, columns: &[(&str, Kind)]| {
            format!("INSERT INTO {table}({}) VALUES({})", list("", columns), vec!["?"; columns.len()].join(","))
        };
        Ok(Sqlite {
            file: file.to_owned(),
            jobs,
            insert: insert("customers", &COLUMNS),
            insert_company: insert("companies", &COMPANY_COLUMNS),
            select: format!("SELECT c.id,{} FROM customers c", list("c.", &COLUMNS)),
            select_expanded: format!(
                "SELECT c.id,{},{} FROM customers c LEFT JOIN companies k ON k.id=c.company",
                list("c.", &COLUMNS),
                list("k.", &COMPANY_COLUMNS)
            ),
        })
    }

    fn read_with<T>(&self, work: impl FnOnce(&Connection) -> rusqlite::Result<T>) -> Result<T, Failure> {
        READER.with(|reader| {
            let mut reader = reader.borrow_mut();
            if reader.is_none() {
                *reader = Some(connect(&self.file).map_err(failed)?);
            }
            match reader.as_ref() {
                Some(connection) => work(connection).map_err(failed),
                None => Err(failed("no connection")),
            }
        })
    }

    async fn write_with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Failure> + Send + 'static,
    ) -> Result<T, Failure> {
        let (sender, receiver) = oneshot::channel();
        let job: Job = Box::new(move |connection| {
            let done = savepoint(connection, work);
            Box::new(move |committed| {
                let done = if committed { done } else { Err(failed("the commit failed")) };
                // Nobody waits any more when the client has gone.
                let _ = sender.send(done);
            })
        });
        self.jobs.send(job).map_err(failed)?;
        receiver.await.map_err(failed)?
    }
}

fn connect(file: &str) -> Result<Connection> {
    let connection = Connection::open(file)?;
    connection.execute_batch(
        "PRAGMA journal_mode=WAL; PRAGMA foreign_keys=ON; PRAGMA cache_size=-64000; PRAGMA mmap_size=1073741824; PRAGMA busy_timeout=10000; \
         PRAGMA temp_store=MEMORY; PRAGMA wal_autocheckpoint=16000",
    )?;
    connection.set_prepared_statement_cache_capacity(64);
    Ok(connection)
}

fn tables() -> String {
    let columns = |columns: &[(&str, Kind)]| {
        let one = |(name, kind): &(&str, Kind)| match kind {
            Kind::Text | Kind::Date | Kind::Moment => format!("{name} TEXT"),
            Kind::Number | Kind::Cents | Kind::Flag => format!("{name} INTEGER"),
        };
        columns.iter().map(one).collect::<Vec<_>>().join(",")
    };
    format!(
        "CREATE TABLE IF NOT EXISTS companies(id INTEGER PRIMARY KEY,{});
         CREATE TABLE IF NOT EXISTS customers(id INTEGER PRIMARY KEY,{},FOREIGN KEY(company) REFERENCES companies(id));
         CREATE INDEX IF NOT EXISTS by_status ON customers(status,level,amount);
         CREATE INDEX IF NOT EXISTS by_company ON customers(company);
         CREATE INDEX IF NOT EXISTS by_name ON customers(name);",
        columns(&COMPANY_COLUMNS),
        columns(&COLUMNS)
    )
}

fn work(connection: &Connection, waiting: &mpsc::Receiver<Job>) {
    while let Ok(first) = waiting.recv() {
        let begun = run(connection, "BEGIN IMMEDIATE");
        let mut answers = vec![first(connection)];
        while answers.len() < TOGETHER {
            let Ok(next) = waiting.try_recv() else { break };
            answers.push(next(connection));
        }
        let committed = begun.and_then(|()| run(connection, "COMMIT")).is_ok();
        answers.into_iter().for_each(|answer| answer(committed));
    }
}

fn run(connection: &Connection, sql: &str) -> rusqlite::Result<()> {
    connection.prepare_cached(sql)?.execute([]).map(|_| ())
}

/// Work that fails takes only itself back.
fn savepoint<T>(connection: &Connection, work: impl FnOnce(&Connection) -> Result<T, Failure>) -> Result<T, Failure> {
    run(connection, "SAVEPOINT one").map_err(failed)?;
    let done = work(connection);
    if done.is_err() {
        run(connection, "ROLLBACK TO one").map_err(failed)?;
    }
    run(connection, "RELEASE one").map_err(failed)?;
    done
}

impl ToSql for Cell {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Cell::Empty => ToSqlOutput::Borrowed(ValueRef::Null),
            Cell::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Cell::Number(number) => ToSqlOutput::Borrowed(ValueRef::Integer(*number)),
            Cell::Flag(flag) => ToSqlOutput::Borrowed(ValueRef::Integer(i64::from(*flag))),
            Cell::Date(date) => ToSqlOutput::Owned(Value::Text(date.to_string())),
            Cell::Moment(moment) => ToSqlOutput::Owned(Value::Text(moment.to_string())),
        })
    }
}

fn write_column(out: &mut Vec<u8>, row: &Row<'_>, index: usize, kind: Kind) -> rusqlite::Result<()> {
    match row.get_ref(index)? {
        ValueRef::Integer(number) if kind == Kind::Cents => write::cents(out, number),
        ValueRef::Integer(number) if kind == Kind::Flag => {
            out.extend_from_slice(if number == 0 { b"false" } else { b"true" })
        }
        ValueRef::Integer(number) => write::number(out, number),
        ValueRef::Text(text) => write::text(out, &String::from_utf8_lossy(text)),
        _ => out.extend_from_slice(b"null"),
    }
    Ok(())
}

fn write_row(out: &mut Vec<u8>, row: &Row<'_>, expand: bool) -> rusqlite::Result<()> {
    out.push(b'{');
    write::key(out, "id");
    write::number(out, row.get(0)?);
    for (index, (name, kind)) in COLUMNS.iter().enumerate() {
        write::key(out, name);
        write_column(out, row, index + 1, *kind)?;
    }
    if expand {
        out.extend_from_slice(b",\"expanded\":{\"company\":{");
        write::key(out, "id");
        write_column(out, row, COLUMNS.len(), Kind::Number)?;
        for (index, (name, kind)) in COMPANY_COLUMNS.iter().enumerate() {
            write::key(out, name);
            write_column(out, row, COLUMNS.len() + 1 + index, *kind)?;
        }
        out.extend_from_slice(b"}}");
    }
    out.push(b'}');
    Ok(())
}

impl Store for Sqlite {
    async fn create(&self, customer: [Cell; 20]) -> Done {
        let insert = self.insert.clone();
        self.write_with(move |connection| {
            connection
                .prepare_cached(&insert)
                .and_then(|mut insert| insert.execute(params_from_iter(customer.iter())))
                .map_err(failed)?;
            let mut out = Vec::with_capacity(768);
            out.push(b'{');
            write::key(&mut out, "id");
            write::number(&mut out, connection.last_insert_rowid());
            for ((name, kind), cell) in COLUMNS.iter().zip(&customer) {
                write::key(&mut out, name);
                write::cell(&mut out, cell, *kind);
            }
            out.push(b'}');
            Ok(out)
        })
        .await
    }

    async fn create_customers(&self, customers: Vec<[Cell; 20]>) -> Result<Vec<i64>, Failure> {
        let insert = self.insert.clone();
        self.write_with(move |connection| insert_all(connection, &insert, &customers).map_err(failed)).await
    }

    async fn create_companies(&self, companies: Vec<[Cell; 5]>) -> Result<Vec<i64>, Failure> {
        let insert = self.insert_company.clone();
        self.write_with(move |connection| insert_all(connection, &insert, &companies).map_err(failed)).await
    }

    async fn read(&self, id: i64) -> Done {
        let sql = format!("{} WHERE c.id=?", self.select);
        let found = self.read_with(|connection| {
            let mut statement = connection.prepare_cached(&sql)?;
            statement
                .query_row([id], |row| {
                    let mut out = Vec::with_capacity(768);
                    write_row(&mut out, row, false)?;
                    Ok(out)
                })
                .optional()
        });
        found?.ok_or_else(not_found)
    }

    async fn update(&self, id: i64, customer: [Cell; 20]) -> Done {
        let select = format!("{} WHERE c.id=?", self.select);
        self.write_with(move |connection| {
            let given: Vec<(&str, &Cell)> = COLUMNS
                .iter()
                .map(|(name, _)| *name)
                .zip(&customer)
                .filter(|(_, cell)| **cell != Cell::Empty)
                .collect();
            let sets: Vec<String> = given.iter().map(|(name, _)| format!("{name}=?")).collect();
            let sql = format!("UPDATE customers SET {} WHERE id=?", sets.join(","));
            let id = Cell::Number(id);
            let values = given.iter().map(|(_, cell)| *cell).chain([&id]);
            let changed = connection
                .prepare_cached(&sql)
                .and_then(|mut update| update.execute(params_from_iter(values)))
                .map_err(failed)?;
            if changed == 0 {
                return Err(not_found());
            }
            let mut out = Vec::with_capacity(768);
            let read = connection
                .prepare_cached(&select)
                .and_then(|mut select| select.query_row([&id], |row| write_row(&mut out, row, false)));
            read.map_err(failed)?;
            Ok(out)
        })
        .await
    }

    async fn list(&self, list: List) -> Done {
        let mut values: HashMap<&str, Cell> = HashMap::new();
        let mut conditions = vec!["1"];
        if let Some(status) = &list.status {
            conditions.push("c.status=:status");
            values.insert(":status", Cell::Text(status.clone()));
        }
        if let Some(level) = &list.level {
            conditions.push("c.level=:level");
            values.insert(":level", Cell::Text(level.clone()));
        }
        if let Some(name) = &list.name {
            conditions.push("c.name LIKE :name ESCAPE '\\'");
            values.insert(
                ":name",
                Cell::Text(format!("%{}%", name.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))),
            );
        }
        let counted = conditions.join(" AND ");
        if let Some((amount, id)) = list.after()? {
            conditions.push("(c.amount,c.id)<(:amount,:id)");
            values.insert(":amount", Cell::Number(amount));
            values.insert(":id", Cell::Number(id));
        }
        let limit = list.limit.unwrap_or(50);
        let order = if list.sort.is_some() { "ORDER BY c.amount DESC,c.id DESC" } else { "" };
        let expand = list.expand.is_some();
        let select = if expand { &self.select_expanded } else { &self.select };
        let sql = format!("{select} WHERE {} {order} LIMIT {}", conditions.join(" AND "), limit + 1);
        self.read_with(|connection| {
            let mut out = Vec::with_capacity(40_000);
            out.extend_from_slice(b"{\"items\":[");
            let mut statement = connection.prepare_cached(&sql)?;
            let all: Vec<(&str, &dyn ToSql)> =
                values.iter().map(|(name, value)| (*name, value as &dyn ToSql)).collect();
            let mut rows = statement.query(all.as_slice())?;
            let (mut count, mut last) = (0, (0, 0));
            let mut more = false;
            while let Some(row) = rows.next()? {
                if count == limit {
                    more = true;
                    break;
                }
                if count > 0 {
                    out.push(b',');
                }
                write_row(&mut out, row, expand)?;
                last = (row.get::<_, Option<i64>>(12)?.unwrap_or(0), row.get(0)?);
                count += 1;
            }
            out.extend_from_slice(b"],\"next_cursor\":");
            if more {
                write::text(&mut out, &format!("{}_{}", last.0, last.1));
            } else {
                out.extend_from_slice(b"null");
            }
            if list.total {
                let mut statement =
                    connection.prepare_cached(&format!("SELECT count(*) FROM customers c WHERE {counted}"))?;
                let used: Vec<(&str, &dyn ToSql)> =
                    all.iter().filter(|(name, _)| counted.contains(*name)).copied().collect();
                write::key(&mut out, "total");
                write::number(&mut out, statement.query_row(used.as_slice(), |row| row.get(0))?);
            }
            out.push(b'}');
            Ok(out)
        })
    }

    async fn aggregate(&self) -> Done {
        self.read_with(|connection| {
            let mut statement =
                connection.prepare_cached("SELECT status,count(*),sum(amount) FROM customers GROUP BY status")?;
            let mut rows = statement.query([])?;
            let mut out = b"{\"items\":[".to_vec();
            while let Some(row) = rows.next()? {
                if out.last() == Some(&b'}') {
                    out.push(b',');
                }
                out.push(b'{');
                write::key(&mut out, "status");
                write_column(&mut out, row, 0, Kind::Text)?;
                write::key(&mut out, "n");
                write_column(&mut out, row, 1, Kind::Number)?;
                write::key(&mut out, "sum");
                write_column(&mut out, row, 2, Kind::Cents)?;
                out.push(b'}');
            }
            out.extend_from_slice(b"]}");
            Ok(out)
        })
    }
}

fn insert_all<const N: usize>(
    connection: &Connection,
    insert: &str,
    records: &[[Cell; N]],
) -> rusqlite::Result<Vec<i64>> {
    let mut insert = connection.prepare_cached(insert)?;
    records
        .iter()
        .map(|record| {
            insert.execute(params_from_iter(record.iter()))?;
            Ok(connection.last_insert_rowid())
        })
        .collect()
}
