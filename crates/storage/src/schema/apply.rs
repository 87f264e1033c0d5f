//! Carrying a difference out, in one transaction with the release that asks for it.

use app_definition::{CompiledApp, Renames};
use engine_base::{Timestamp, Uuid};

use super::{
    Column, Index, Role, Schema, Table,
    carry::carry,
    convert::convert_column,
    difference::{Change, difference, shape_of},
};
use crate::{
    Arg, Dialect, Error, Kind, RowRef, Session,
    physical::{POSITION, RECORD, TARGET, column_type, fit, quote},
    system::retired::{Retired, RetiredKind, delete_retired, insert_retired, list_retired},
};

/// Columns that every table of records has, besides the id.
const SYSTEM_COLUMNS: [(&str, Kind, bool); 6] = [
    ("version", Kind::Int, true),
    ("created_at", Kind::Moment, true),
    ("created_by", Kind::Id, false),
    ("updated_at", Kind::Moment, true),
    ("updated_by", Kind::Id, false),
    ("owner", Kind::Id, false),
];

/// The tables of `app` as they are; those of `old` when nothing is known about it.
pub(crate) async fn current_schema(session: &Session, app: &str, old: Option<&CompiledApp>) -> Result<Schema, Error> {
    let read = |row: &RowRef<'_>| Ok(row.text(0)?.unwrap_or_default().to_owned());
    match session.first("SELECT tables FROM fw_schema WHERE app = $1", &[Arg::from(app)], read).await? {
        Some(json) => serde_json::from_str(&json).map_err(|error| Error::Corrupt(error.to_string())),
        None => Ok(old.map(Schema::desired).unwrap_or_default()),
    }
}

const SAVE: &str =
    "INSERT INTO fw_schema (app, tables) VALUES ($1, $2) ON CONFLICT (app) DO UPDATE SET tables = excluded.tables";

impl Session {
    /// Brings the tables from what they are, `old` if nothing else is known, to what `new` asks for. Part of the caller's
    /// transaction, together with the release itself: all or nothing.
    pub async fn install(&self, old: Option<&CompiledApp>, new: &CompiledApp) -> Result<(), Error> {
        let current = current_schema(self, &new.key, old).await?;
        let desired = Schema::desired(new);
        let retired = list_retired(self, &new.key).await?;
        let last = "SELECT coalesce(max(number), 0) FROM fw_release WHERE app = $1";
        let last = self.first(last, &[Arg::from(new.key.as_str())], |row| row.int(0)).await?.flatten();
        let apply = Apply { session: self, app: &new.key, release: last.unwrap_or(0) + 1, now: Timestamp::now() };
        let changes = difference(&current, &desired, &retired);
        for change in &changes {
            apply.change(change).await?;
        }
        // Links may lead to tables that came later.
        for table in desired.tables.values() {
            apply.foreign_keys(table, &changes).await?;
        }
        if let Some(old) = old {
            carry(self, &new.key, &Renames::between(&old.definition, &new.definition)).await?;
        }
        let json = serde_json::to_string(&desired).map_err(|error| Error::Corrupt(error.to_string()))?;
        self.execute(SAVE, &[Arg::from(new.key.as_str()), Arg::from(json)]).await?;
        Ok(())
    }
}

/// Removes all tables of an app for good, retired ones included.
pub async fn drop_app(session: &Session, app: &str) -> Result<(), Error> {
    let schema = current_schema(session, app, None).await?;
    let mut names: Vec<String> = schema.tables.into_keys().collect();
    for old in list_retired(session, app).await? {
        if old.kind == RetiredKind::Table {
            names.push(old.name);
        }
        delete_retired(session, old.id).await?;
    }
    let cascade = if session.dialect() == Dialect::Postgres { " CASCADE" } else { "" };
    for name in names {
        session.run(&format!("DROP TABLE IF EXISTS {}{cascade}", quote(&name))).await?;
    }
    session.execute("DELETE FROM fw_schema WHERE app = $1", &[Arg::from(app)]).await?;
    session.execute("DELETE FROM fw_counter WHERE app = $1", &[Arg::from(app)]).await?;
    session.execute("DELETE FROM fw_history WHERE app = $1", &[Arg::from(app)]).await?;
    session.execute("DELETE FROM fw_member WHERE app = $1", &[Arg::from(app)]).await?;
    session
        .execute(
            "UPDATE fw_file SET app = NULL, form = NULL, record = NULL, field = NULL WHERE app = $1",
            &[Arg::from(app)],
        )
        .await?;
    Ok(())
}

/// Whether there is a table of this name.
pub(crate) async fn exists(session: &Session, table: &str) -> Result<bool, Error> {
    let sql = match session.dialect() {
        Dialect::Sqlite => "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = $1",
        Dialect::Postgres => "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND tablename = $1::text",
    };
    Ok(session.first(sql, &[Arg::from(table)], |_| Ok(())).await?.is_some())
}

struct Apply<'a> {
    session: &'a Session,
    app: &'a str,
    release: i64,
    now: Timestamp,
}

impl Apply<'_> {
    async fn change(&self, change: &Change) -> Result<(), Error> {
        let run = |sql: String| async move { self.session.run(&sql).await };
        match change {
            Change::CreateTable(table) => self.create(table).await,
            Change::RenameTable { from, to } => {
                run(format!("ALTER TABLE {} RENAME TO {}", quote(from), quote(&to.name))).await?;
                let moved =
                    "UPDATE fw_retired SET table_name = $1 WHERE app = $2 AND kind = 'column' AND table_name = $3";
                let args = [Arg::from(to.name.as_str()), Arg::from(self.app), Arg::from(from.as_str())];
                self.session.execute(moved, &args).await.map(|_| ())
            }
            Change::RetireTable(table) => {
                let name = self.retired_name(&table.name);
                run(format!("ALTER TABLE {} RENAME TO {}", quote(&table.name), quote(&name))).await?;
                let shape = Table { indexes: Default::default(), ..table.clone() };
                let shape = serde_json::to_string(&shape).map_err(|error| Error::Corrupt(error.to_string()))?;
                self.retire(RetiredKind::Table, &table.name, name, &table.name, shape).await
            }
            Change::AdoptTable { retired, to, .. } => {
                run(format!("ALTER TABLE {} RENAME TO {}", quote(&retired.name), quote(to))).await?;
                delete_retired(self.session, retired.id).await
            }
            Change::AddColumn { table, name, column } => {
                let ty = column_type(column.kind, self.session.dialect());
                run(format!("ALTER TABLE {} ADD COLUMN {} {ty}", quote(&table.name), quote(&column.called(name)))).await
            }
            Change::RenameColumn { table, from, to, column } => {
                let (table, was, now) = (quote(&table.name), quote(&column.called(from)), quote(&column.called(to)));
                run(format!("ALTER TABLE {table} RENAME COLUMN {was} TO {now}")).await
            }
            Change::RetireColumn { table, name, column } => {
                let away = self.retired_name(name);
                self.drop_foreign_keys(&table.name, name).await?;
                let (of, was, now) = (quote(&table.name), quote(&column.called(name)), quote(&away));
                run(format!("ALTER TABLE {of} RENAME COLUMN {was} TO {now}")).await?;
                self.retire(RetiredKind::Column, &table.name, away, name, shape_of(column)).await
            }
            Change::AdoptColumn { table, retired, name, column } => {
                let (table, was, now) = (quote(&table.name), quote(&retired.name), quote(&column.called(name)));
                run(format!("ALTER TABLE {table} RENAME COLUMN {was} TO {now}")).await?;
                delete_retired(self.session, retired.id).await
            }
            Change::ConvertColumn { table, name, from, to } => {
                convert_column(self.session, table, name, from, to).await
            }
            Change::DropIndex { name } => run(format!("DROP INDEX IF EXISTS {}", quote(name))).await,
            Change::CreateIndex { index, .. } if index.searched && self.session.dialect() == Dialect::Postgres => {
                Ok(())
            }
            Change::CreateIndex { table, name, index } => run(self.index(table, name, index)).await,
        }
    }

    async fn create(&self, table: &Table) -> Result<(), Error> {
        let dialect = self.session.dialect();
        let id = column_type(Kind::Id, dialect);
        let mut columns = Vec::new();
        match table.role {
            Role::Records => {
                columns.push(format!("id {id} NOT NULL UNIQUE"));
                for (name, kind, required) in SYSTEM_COLUMNS {
                    let presence = if required { " NOT NULL" } else { "" };
                    columns.push(format!("{name} {}{presence}", column_type(kind, dialect)));
                }
            }
            Role::Rows => {
                columns.push(format!(
                    "id {id} NOT NULL UNIQUE, {RECORD} {id} NOT NULL, {POSITION} {} NOT NULL",
                    column_type(Kind::Int, dialect)
                ));
            }
            Role::Links => {
                let int = column_type(Kind::Int, dialect);
                columns.push(format!("{RECORD} {id} NOT NULL, {POSITION} {int} NOT NULL, {TARGET} {id} NOT NULL, PRIMARY KEY ({RECORD}, {TARGET})"));
            }
        }
        for (name, column) in table.columns.iter().filter(|(name, _)| name.as_str() != TARGET) {
            columns.push(format!("{} {}", quote(&column.called(name)), column_type(column.kind, dialect)));
        }
        self.session.run(&format!("CREATE TABLE {} ({})", quote(&table.name), columns.join(", "))).await
    }

    /// Empty comes first in ascending order, on both databases, so that one index serves both directions.
    fn index(&self, table: &Table, name: &str, index: &Index) -> String {
        let order = if self.session.dialect() == Dialect::Postgres && !index.unique { " NULLS FIRST" } else { "" };
        let columns: Vec<String> =
            index.columns.iter().map(|column| format!("{}{order}", quote(&table.column(column)))).collect();
        let unique = if index.unique { "UNIQUE " } else { "" };
        format!("CREATE {unique}INDEX {} ON {} ({})", quote(name), quote(&table.name), columns.join(", "))
    }

    fn retired_name(&self, name: &str) -> String {
        fit(format!("~{}~{name}", self.release))
    }

    async fn retire(
        &self,
        kind: RetiredKind,
        table: &str,
        name: String,
        was: &str,
        shape: String,
    ) -> Result<(), Error> {
        let retired = Retired {
            id: Uuid::now_v7(),
            app: self.app.to_owned(),
            kind,
            table: table.to_owned(),
            name,
            was: was.to_owned(),
            shape,
            release: self.release,
            retired_at: self.now,
        };
        insert_retired(self.session, &retired).await
    }

    /// Foreign keys on PostgreSQL, for links that this plan adds. On SQLite, which cannot add or drop them later, the write path
    /// checks links itself: it is the only writer.
    async fn foreign_keys(&self, table: &Table, changes: &[Change]) -> Result<(), Error> {
        if self.session.dialect() == Dialect::Sqlite {
            return Ok(());
        }
        let created =
            |name: &str| changes.iter().any(|change| matches!(change, Change::CreateTable(new) if new.name == name));
        let added = |column: &str| {
            changes.iter().any(|change| match change {
                Change::AddColumn { table: of, name, .. } | Change::AdoptColumn { table: of, name, .. } => {
                    of.name == table.name && name == column
                }
                _ => false,
            })
        };
        if let Some(parent) = table.parent.as_ref().filter(|_| created(&table.name)) {
            self.foreign_key(&table.name, RECORD, parent, " ON DELETE CASCADE").await?;
        }
        let links =
            table.columns.iter().filter_map(|(name, column): (_, &Column)| Some((name, column.target.as_ref()?)));
        for (name, target) in links {
            if created(&table.name) || added(name) {
                self.foreign_key(&table.name, name, target, "").await?;
            }
        }
        Ok(())
    }

    async fn foreign_key(&self, table: &str, column: &str, target: &str, action: &str) -> Result<(), Error> {
        let name = fit(format!("link:{table}:{column}"));
        let sql = format!(
            "ALTER TABLE {} ADD CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} (id){action} DEFERRABLE",
            quote(table),
            quote(&name),
            quote(column),
            quote(target)
        );
        self.session.run(&sql).await
    }

    async fn drop_foreign_keys(&self, table: &str, column: &str) -> Result<(), Error> {
        if self.session.dialect() == Dialect::Sqlite {
            return Ok(());
        }
        let sql = "SELECT c.conname::text FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = ANY (c.conkey) \
                   WHERE c.contype = 'f' AND c.conrelid = quote_ident($1::text)::regclass AND a.attname = $2::text";
        let args = [Arg::from(table), Arg::from(column)];
        let names = self.session.all(sql, &args, |row| Ok(row.text(0)?.unwrap_or_default().to_owned())).await?;
        for name in names {
            self.session.run(&format!("ALTER TABLE {} DROP CONSTRAINT {}", quote(table), quote(&name))).await?;
        }
        Ok(())
    }
}
