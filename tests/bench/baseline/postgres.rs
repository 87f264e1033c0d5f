//! The table on PostgreSQL: connections with prepared statements, taken in turn.

use std::sync::atomic::{AtomicUsize, Ordering};

use anyhow::Result;
use jiff::{Timestamp, civil::Date};
use tokio::sync::OnceCell;
use tokio_postgres::{
    Client, NoTls, Row, Statement,
    types::{IsNull, ToSql, Type, private::BytesMut, to_sql_checked},
};

use crate::{
    customer::{COLUMNS, COMPANY_COLUMNS, Cell, Kind},
    routes::{Done, Failure, List, Store, failed, not_found},
    write,
};

/// Connections; what is sent on one waits for what was sent before.
const CONNECTIONS: usize = 24;
/// Records of one INSERT.
const TOGETHER: usize = 1000;

/// The database.
pub struct Postgres {
    url: String,
    connections: Vec<OnceCell<Connection>>,
    next: AtomicUsize,
}

struct Connection {
    client: Client,
    statements: tokio::sync::RwLock<std::collections::HashMap<String, Statement>>,
}

impl Connection {
    async fn open(url: &str) -> Result<Connection, Failure> {
        let (client, driver) = tokio_postgres::connect(url, NoTls).await.map_err(failed)?;
        tokio::spawn(driver);
        Ok(Connection { client, statements: tokio::sync::RwLock::default() })
    }

    async fn prepare(&self, sql: &str) -> Result<Statement, Failure> {
        if let Some(known) = self.statements.read().await.get(sql) {
            return Ok(known.clone());
        }
        let statement = self.client.prepare(sql).await.map_err(failed)?;
        self.statements.write().await.insert(sql.to_owned(), statement.clone());
        Ok(statement)
    }

    async fn query(&self, sql: &str, values: &[&Cell]) -> Result<Vec<Row>, Failure> {
        let statement = self.prepare(sql).await?;
        let values: Vec<&(dyn ToSql + Sync)> = values.iter().map(|cell| *cell as &(dyn ToSql + Sync)).collect();
        self.client.query(&statement, &values).await.map_err(failed)
    }
}

impl Postgres {
    /// Makes the tables.
    pub fn open(url: &str) -> Result<Postgres> {
        let executor = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        executor.block_on(async {
            let (client, driver) = tokio_postgres::connect(url, NoTls).await?;
            let driver = tokio::spawn(driver);
            client.batch_execute(&tables()).await?;
            drop(client);
            driver.await??;
            anyhow::Ok(())
        })?;
        let connections = (0..CONNECTIONS).map(|_| OnceCell::new()).collect();
        Ok(Postgres { url: url.to_owned(), connections, next: AtomicUsize::new(0) })
    }

    async fn connection(&self) -> Result<&Connection, Failure> {
        let turn = self.next.fetch_add(1, Ordering::Relaxed) % CONNECTIONS;
        match self.connections.get(turn) {
            Some(cell) => cell.get_or_try_init(|| Connection::open(&self.url)).await,
            None => Err(failed("no connection")),
        }
    }

    /// One INSERT with a list per column.
    async fn insert_all<const N: usize>(
        &self,
        table: &str,
        columns: &[(&str, Kind); N],
        records: Vec<[Cell; N]>,
    ) -> Result<Vec<i64>, Failure> {
        let connection = self.connection().await?;
        let lists: Vec<String> = columns
            .iter()
            .enumerate()
            .map(|(index, (_, kind))| format!("${}::{}[]", index + 1, sql_type(*kind)))
            .collect();
        let sql = format!(
            "INSERT INTO {table}({}) SELECT * FROM unnest({}) RETURNING id",
            names("", columns),
            lists.join(",")
        );
        let statement = connection.prepare(&sql).await?;
        let mut ids = Vec::with_capacity(records.len());
        for part in records.chunks(TOGETHER) {
            let mut lists: Vec<Vec<&Cell>> = vec![Vec::with_capacity(part.len()); N];
            for record in part {
                lists.iter_mut().zip(record).for_each(|(list, cell)| list.push(cell));
            }
            let values: Vec<&(dyn ToSql + Sync)> = lists.iter().map(|list| list as &(dyn ToSql + Sync)).collect();
            let rows = connection.client.query(&statement, &values).await.map_err(failed)?;
            ids.extend(rows.iter().map(|row| row.get::<_, i64>(0)));
        }
        Ok(ids)
    }
}

fn sql_type(kind: Kind) -> &'static str {
    match kind {
        Kind::Text => "text",
        Kind::Number | Kind::Cents => "bigint",
        Kind::Flag => "boolean",
        Kind::Date => "date",
        Kind::Moment => "timestamptz",
    }
}

fn names(prefix: &str, columns: &[(&str, Kind)]) -> String {
    columns.iter().map(|(name, _)| format!("{prefix}{name}")).collect::<Vec<_>>().join(",")
}

fn tables() -> String {
    let columns = |columns: &[(&str, Kind)]| {
        columns.iter().map(|(name, kind)| format!("{name} {}", sql_type(*kind))).collect::<Vec<_>>().join(",")
    };
    format!(
        "CREATE TABLE IF NOT EXISTS companies(id bigserial PRIMARY KEY,{});
         CREATE TABLE IF NOT EXISTS customers(id bigserial PRIMARY KEY,{},FOREIGN KEY(company) REFERENCES companies(id));
         CREATE INDEX IF NOT EXISTS by_status ON customers(status,level,amount);
         CREATE INDEX IF NOT EXISTS by_company ON customers(company);
         CREATE INDEX IF NOT EXISTS by_name ON customers(name);",
        columns(&COMPANY_COLUMNS),
        columns(&COLUMNS)
    )
}

impl ToSql for Cell {
    fn to_sql(
        &self,
        ty: &Type,
        out: &mut BytesMut,
    ) -> std::result::Result<IsNull, Box<dyn std::error::Error + Sync + Send>> {
        match self {
            Cell::Empty => Ok(IsNull::Yes),
            Cell::Text(text) => text.to_sql(ty, out),
            Cell::Number(number) => number.to_sql(ty, out),
            Cell::Flag(flag) => flag.to_sql(ty, out),
            Cell::Date(date) => date.to_sql(ty, out),
            Cell::Moment(moment) => moment.to_sql(ty, out),
        }
    }

    fn accepts(_: &Type) -> bool {
        true
    }

    to_sql_checked!();
}

fn write_column(out: &mut Vec<u8>, row: &Row, index: usize, kind: Kind) -> Result<(), tokio_postgres::Error> {
    fn put<T>(out: &mut Vec<u8>, value: Option<T>, write: impl FnOnce(&mut Vec<u8>, T)) {
        match value {
            Some(value) => write(out, value),
            None => out.extend_from_slice(b"null"),
        }
    }
    match kind {
        Kind::Text => put(out, row.try_get::<_, Option<&str>>(index)?, write::text),
        Kind::Number => put(out, row.try_get(index)?, write::number),
        Kind::Cents => put(out, row.try_get(index)?, write::cents),
        Kind::Flag => put(out, row.try_get(index)?, |out, flag: bool| {
            out.extend_from_slice(if flag { b"true" } else { b"false" })
        }),
        Kind::Date => put(out, row.try_get(index)?, |out, date: Date| write::cell(out, &Cell::Date(date), kind)),
        Kind::Moment => {
            put(out, row.try_get(index)?, |out, moment: Timestamp| write::cell(out, &Cell::Moment(moment), kind))
        }
    }
    Ok(())
}

fn write_row(out: &mut Vec<u8>, row: &Row, expand: bool) -> Result<(), tokio_postgres::Error> {
    out.push(b'{');
    write::key(out, "id");
    write_column(out, row, 0, Kind::Number)?;
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

fn one(rows: &[Row]) -> Done {
    let row = rows.first().ok_or_else(not_found)?;
    let mut out = Vec::with_capacity(768);
    write_row(&mut out, row, false).map_err(failed)?;
    Ok(out)
}

impl Store for Postgres {
    async fn create(&self, customer: [Cell; 20]) -> Done {
        let places: Vec<String> = (1..=COLUMNS.len()).map(|index| format!("${index}")).collect();
        let sql = format!(
            "INSERT INTO customers({}) VALUES({}) RETURNING id,{}",
            names("", &COLUMNS),
            places.join(","),
            names("", &COLUMNS)
        );
        let values: Vec<&Cell> = customer.iter().collect();
        one(&self.connection().await?.query(&sql, &values).await?)
    }

    async fn create_customers(&self, customers: Vec<[Cell; 20]>) -> Result<Vec<i64>, Failure> {
        self.insert_all("customers", &COLUMNS, customers).await
    }

    async fn create_companies(&self, companies: Vec<[Cell; 5]>) -> Result<Vec<i64>, Failure> {
        self.insert_all("companies", &COMPANY_COLUMNS, companies).await
    }

    async fn read(&self, id: i64) -> Done {
        let sql = format!("SELECT c.id,{} FROM customers c WHERE c.id=$1", names("c.", &COLUMNS));
        one(&self.connection().await?.query(&sql, &[&Cell::Number(id)]).await?)
    }

    async fn update(&self, id: i64, customer: [Cell; 20]) -> Done {
        let given: Vec<(&str, &Cell)> =
            COLUMNS.iter().map(|(name, _)| *name).zip(&customer).filter(|(_, cell)| **cell != Cell::Empty).collect();
        let sets: Vec<String> =
            given.iter().enumerate().map(|(index, (name, _))| format!("{name}=${}", index + 1)).collect();
        let sql = format!(
            "UPDATE customers SET {} WHERE id=${} RETURNING id,{}",
            sets.join(","),
            given.len() + 1,
            names("", &COLUMNS)
        );
        let id = Cell::Number(id);
        let values: Vec<&Cell> = given.iter().map(|(_, cell)| *cell).chain([&id]).collect();
        one(&self.connection().await?.query(&sql, &values).await?)
    }

    async fn list(&self, list: List) -> Done {
        let mut conditions = vec!["true".to_owned()];
        let mut values = Vec::new();
        let mut put = |condition: &str, value: Cell| {
            values.push(value);
            conditions.push(condition.replace('?', &format!("${}", values.len())));
        };
        if let Some(status) = list.status.clone() {
            put("c.status=?", Cell::Text(status));
        }
        if let Some(level) = list.level.clone() {
            put("c.level=?", Cell::Text(level));
        }
        if let Some(name) = &list.name {
            put(
                "c.name ILIKE ?",
                Cell::Text(format!("%{}%", name.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"))),
            );
        }
        let counted = (conditions.join(" AND "), values.len());
        if let Some((amount, id)) = list.after()? {
            values.extend([Cell::Number(amount), Cell::Number(id)]);
            conditions.push(format!("(c.amount,c.id)<(${},${})", values.len() - 1, values.len()));
        }
        let limit = usize::try_from(list.limit.unwrap_or(50)).unwrap_or(50);
        let order = if list.sort.is_some() { "ORDER BY c.amount DESC,c.id DESC" } else { "" };
        let expand = list.expand.is_some();
        let (more, join) = if expand {
            (format!(",{}", names("k.", &COMPANY_COLUMNS)), "LEFT JOIN companies k ON k.id=c.company")
        } else {
            (String::new(), "")
        };
        let sql = format!(
            "SELECT c.id,{}{more} FROM customers c {join} WHERE {} {order} LIMIT {}",
            names("c.", &COLUMNS),
            conditions.join(" AND "),
            limit + 1
        );
        let count = format!("SELECT count(*) FROM customers c WHERE {}", counted.0);
        let connection = self.connection().await?;
        let all: Vec<&Cell> = values.iter().collect();
        let (rows, total) = if list.total {
            // Both on their way at once.
            let (rows, total) = tokio::join!(
                connection.query(&sql, &all),
                connection.query(&count, all.get(..counted.1).unwrap_or_default())
            );
            (rows?, total?.first().map(|row| row.get::<_, i64>(0)))
        } else {
            (connection.query(&sql, &all).await?, None)
        };
        let mut out = Vec::with_capacity(40_000);
        out.extend_from_slice(b"{\"items\":[");
        for (index, row) in rows.iter().take(limit).enumerate() {
            if index > 0 {
                out.push(b',');
            }
            write_row(&mut out, row, expand).map_err(failed)?;
        }
        out.extend_from_slice(b"],\"next_cursor\":");
        match rows.get(limit.saturating_sub(1)).filter(|_| rows.len() > limit) {
            Some(last) => write::text(
                &mut out,
                &format!("{}_{}", last.get::<_, Option<i64>>(12).unwrap_or(0), last.get::<_, i64>(0)),
            ),
            None => out.extend_from_slice(b"null"),
        }
        if let Some(total) = total {
            write::key(&mut out, "total");
            write::number(&mut out, total);
        }
        out.push(b'}');
        Ok(out)
    }

    async fn aggregate(&self) -> Done {
        let sql = "SELECT status,count(*),sum(amount)::bigint FROM customers GROUP BY status";
        let rows = self.connection().await?.query(sql, &[]).await?;
        let mut out = b"{\"items\":[".to_vec();
        for row in &rows {
            if out.last() == Some(&b'}') {
                out.push(b',');
            }
            out.push(b'{');
            for (index, (name, kind)) in
                [("status", Kind::Text), ("n", Kind::Number), ("sum", Kind::Cents)].into_iter().enumerate()
            {
                write::key(&mut out, name);
                write_column(&mut out, row, index, kind).map_err(failed)?;
            }
            out.push(b'}');
        }
        out.extend_from_slice(b"]}");
        Ok(out)
    }
}
