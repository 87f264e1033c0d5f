//! A job's connection to PostgreSQL: nothing is sent before the first statement.

use std::{sync::Arc, time::Duration};

use futures_util::TryStreamExt;
use sqlx::{
    AssertSqlSafe, Executor, PgPool, Postgres, Transaction,
    pool::PoolConnection,
    postgres::{PgConnection, PgRow},
};

use super::encode::arguments;
use crate::{Arg, Error};

/// What the job's statements run in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    /// One transaction that writes.
    Write,
    /// One snapshot that cannot write.
    Snapshot,
    /// Each statement by itself.
    Single,
}

/// How long a statement may take: a frozen database gives an error, not a hanging request.
const PATIENCE: Duration = Duration::from_secs(30);

async fn patiently<T>(statement: impl Future<Output = Result<T, Error>>) -> Result<T, Error> {
    let end = tokio::time::timeout(PATIENCE, statement).await;
    end.unwrap_or_else(|_| Err(Error::Unavailable("the database does not answer".into())))
}

enum State {
    Idle(Mode),
    Single(PoolConnection<Postgres>),
    Transaction(Transaction<'static, Postgres>),
}

pub(crate) struct PgSession {
    pool: PgPool,
    state: State,
    mode: Mode,
}

impl PgSession {
    pub(crate) fn new(pool: PgPool, mode: Mode) -> PgSession {
        PgSession { pool, state: State::Idle(mode), mode }
    }

    pub(crate) fn is_writing(&self) -> bool {
        self.mode == Mode::Write
    }

    async fn connection(&mut self) -> Result<&mut PgConnection, Error> {
        if let State::Idle(mode) = self.state {
            self.state = match mode {
                Mode::Write => State::Transaction(self.pool.begin().await?),
                Mode::Snapshot => {
                    State::Transaction(self.pool.begin_with("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY").await?)
                }
                Mode::Single => State::Single(self.pool.acquire().await?),
            };
        }
        match &mut self.state {
            State::Single(connection) => Ok(connection),
            State::Transaction(transaction) => Ok(transaction),
            State::Idle(_) => Err(Error::Unavailable("the session has ended".into())),
        }
    }

    pub(crate) async fn execute(&mut self, sql: &str, args: &[Arg<'_>]) -> Result<u64, Error> {
        let query = sqlx::query_with(AssertSqlSafe(sql), arguments(args)?);
        patiently(async { Ok(self.connection().await?.execute(query).await?.rows_affected()) }).await
    }

    pub(crate) async fn query(
        &mut self,
        sql: &str,
        args: &[Arg<'_>],
        mut each: impl FnMut(PgRow) -> Result<(), Error>,
    ) -> Result<(), Error> {
        let query = sqlx::query_with(AssertSqlSafe(sql), arguments(args)?);
        let run = async {
            let mut rows = self.connection().await?.fetch(query);
            while let Some(row) = rows.try_next().await? {
                each(row)?;
            }
            Ok(())
        };
        patiently(run).await
    }

    pub(crate) async fn run(&mut self, script: &str) -> Result<(), Error> {
        let script: Arc<str> = script.into();
        self.connection().await?.execute(sqlx::raw_sql(AssertSqlSafe(script))).await?;
        Ok(())
    }

    pub(crate) async fn commit(self) -> Result<(), Error> {
        if let State::Transaction(transaction) = self.state {
            transaction.commit().await?;
        }
        Ok(())
    }

    pub(crate) async fn rollback(self) -> Result<(), Error> {
        if let State::Transaction(transaction) = self.state {
            transaction.rollback().await?;
        }
        Ok(())
    }
}
