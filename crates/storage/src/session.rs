//! What a job runs its statements on: one transaction or snapshot of one database.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::{
    Arg, Dialect, Error, RowRef,
    cache::Cache,
    postgres::session::PgSession,
    sqlite::connection::{execute, query},
};

/// A transaction that writes, or a snapshot that reads. On SQLite its futures are ready at once.
///
/// The driver's futures for PostgreSQL are large and stay in boxes: whoever awaits a session would otherwise be as large and
/// be copied about on SQLite too.
pub struct Session {
    inner: Inner,
    cache: Arc<Cache>,
    after_commit: Mutex<Vec<AfterCommit>>,
}

/// What is done once a job is committed.
pub(crate) type AfterCommit = Box<dyn FnOnce() + Send>;

enum Inner {
    // The lock is never contended: it only makes the session Sync, which sea-orm asks for.
    Sqlite(Mutex<rusqlite::Connection>),
    Postgres(tokio::sync::Mutex<PgSession>),
}

impl Session {
    pub(crate) fn sqlite(connection: rusqlite::Connection, cache: Arc<Cache>) -> Session {
        Session { inner: Inner::Sqlite(Mutex::new(connection)), cache, after_commit: Mutex::default() }
    }

    pub(crate) fn postgres(session: PgSession, cache: Arc<Cache>) -> Session {
        Session { inner: Inner::Postgres(tokio::sync::Mutex::new(session)), cache, after_commit: Mutex::default() }
    }

    /// Does `then` once this job is committed, before it is answered, even when nobody waits for the answer any more; never
    /// when the job is undone. On SQLite other jobs wait meanwhile, so it must be quick.
    pub fn after_commit(&self, then: impl FnOnce() + Send + 'static) {
        self.after_commit.lock().unwrap_or_else(PoisonError::into_inner).push(Box::new(then));
    }

    pub(crate) fn take_after_commit(&self) -> Vec<AfterCommit> {
        std::mem::take(&mut *self.after_commit.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Statements made before.
    pub(crate) fn cache(&self) -> &Cache {
        &self.cache
    }

    /// Whether rows that are read for a change need a lock: on SQLite the only writer needs none.
    pub(crate) async fn is_writing(&self) -> bool {
        match &self.inner {
            Inner::Sqlite(_) => false,
            Inner::Postgres(session) => Box::pin(session.lock()).await.is_writing(),
        }
    }

    /// The PostgreSQL session inside, to end it.
    pub(crate) fn into_postgres(self) -> Option<PgSession> {
        if let Inner::Postgres(session) = self.inner { Some(session.into_inner()) } else { None }
    }

    /// Which database speaks.
    pub fn dialect(&self) -> Dialect {
        match self.inner {
            Inner::Sqlite(_) => Dialect::Sqlite,
            Inner::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Runs a statement; how many rows it changed. The text is prepared once for each connection.
    pub async fn execute(&self, sql: &str, args: &[Arg<'_>]) -> Result<u64, Error> {
        match &self.inner {
            Inner::Sqlite(connection) => execute(&lock(connection), sql, args),
            Inner::Postgres(session) => Box::pin(async { session.lock().await.execute(sql, args).await }).await,
        }
    }

    /// Runs a query and shows each row to `each`, which stops it by an error.
    pub async fn query(
        &self,
        sql: &str,
        args: &[Arg<'_>],
        mut each: impl FnMut(&RowRef<'_>) -> Result<(), Error>,
    ) -> Result<(), Error> {
        match &self.inner {
            Inner::Sqlite(connection) => query(&lock(connection), sql, args, each),
            Inner::Postgres(session) => {
                let each = |row| each(&RowRef::Postgres(&row));
                Box::pin(async { session.lock().await.query(sql, args, each).await }).await
            }
        }
    }

    /// The first row of a query, read by `read`.
    pub async fn first<T>(
        &self,
        sql: &str,
        args: &[Arg<'_>],
        read: impl Fn(&RowRef<'_>) -> Result<T, Error>,
    ) -> Result<Option<T>, Error> {
        let mut found = None;
        let each = |row: &RowRef<'_>| {
            if found.is_none() {
                found = Some(read(row)?);
            }
            Ok(())
        };
        self.query(sql, args, each).await?;
        Ok(found)
    }

    /// All rows of a query, each read by `read`.
    pub async fn all<T>(
        &self,
        sql: &str,
        args: &[Arg<'_>],
        read: impl Fn(&RowRef<'_>) -> Result<T, Error>,
    ) -> Result<Vec<T>, Error> {
        let mut found = Vec::new();
        let each = |row: &RowRef<'_>| {
            found.push(read(row)?);
            Ok(())
        };
        self.query(sql, args, each).await?;
        Ok(found)
    }

    /// Runs several statements without parameters.
    pub async fn run(&self, script: &str) -> Result<(), Error> {
        match &self.inner {
            Inner::Sqlite(connection) => Ok(lock(connection).execute_batch(script)?),
            Inner::Postgres(session) => Box::pin(async { session.lock().await.run(script).await }).await,
        }
    }

    pub(crate) fn sqlite_run(&self, sql: &str) -> Result<(), Error> {
        match &self.inner {
            Inner::Sqlite(connection) => execute(&lock(connection), sql, &[]).map(|_| ()),
            Inner::Postgres(_) => Ok(()),
        }
    }

    /// Whether no transaction is open.
    pub(crate) fn sqlite_is_idle(&self) -> bool {
        if let Inner::Sqlite(connection) = &self.inner { lock(connection).is_autocommit() } else { true }
    }

    pub(crate) fn with_sqlite<T>(&self, look: impl FnOnce(&rusqlite::Connection) -> T) -> Option<T> {
        if let Inner::Sqlite(connection) = &self.inner { Some(look(&lock(connection))) } else { None }
    }

    pub(crate) async fn postgres_query(
        &self,
        sql: &str,
        args: &[Arg<'_>],
        each: impl FnMut(sqlx::postgres::PgRow) -> Result<(), Error>,
    ) -> Result<(), Error> {
        match &self.inner {
            Inner::Postgres(session) => Box::pin(async { session.lock().await.query(sql, args, each).await }).await,
            Inner::Sqlite(_) => Ok(()),
        }
    }
}

fn lock(connection: &Mutex<rusqlite::Connection>) -> MutexGuard<'_, rusqlite::Connection> {
    connection.lock().unwrap_or_else(PoisonError::into_inner)
}
