//! The database: where jobs are sent.

use std::{
    path::Path,
    str::FromStr,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    task::{Context, Poll, Waker},
    time::Duration,
};

use sqlx::{
    ConnectOptions, PgPool,
    postgres::{PgConnectOptions, PgPoolOptions},
};
use tokio::sync::oneshot;

use crate::{
    Dialect, Error, Session,
    cache::Cache,
    postgres::session::{Mode, PgSession},
    sqlite::{
        ahead, backup,
        connection::{Place, Synchronous},
        readers::Readers,
        writer::{Outcome, Writer},
    },
};

/// Jobs on PostgreSQL that may run or wait for a connection.
const IN_FLIGHT: usize = 2048;

/// How to connect.
#[derive(Clone, Debug)]
pub struct Options {
    /// Connections to PostgreSQL, or readers of SQLite.
    pub connections: usize,
    /// How hard SQLite tries to keep what it acknowledged.
    pub synchronous: Synchronous,
}

impl Default for Options {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(2, usize::from);
        Options { connections: (cores * 4).max(8), synchronous: Synchronous::Full }
    }
}

/// A database, cheap to clone.
#[derive(Clone)]
pub struct Database {
    inner: Arc<Inner>,
}

enum Inner {
    Sqlite { place: Place, writer: Writer, readers: Arc<Readers> },
    Postgres(Postgres),
}

impl Database {
    /// Connects to `sqlite:PATH` or `postgres://…`. Makes no table: see [`Database::migrate`].
    pub async fn connect(url: &str, options: Options) -> Result<Database, Error> {
        let inner = if let Some(path) = url.strip_prefix("sqlite:") {
            let path = path.strip_prefix("//").unwrap_or(path);
            let place = Place { cache: Arc::default(), path: path.into(), synchronous: options.synchronous };
            let writer = Writer::start(place.clone())?;
            let readers = Readers::new(place.clone(), options.connections);
            Inner::Sqlite { place, writer, readers }
        } else if url.starts_with("postgres://") || url.starts_with("postgresql://") {
            let connect = PgConnectOptions::from_str(url)?.disable_statement_logging().statement_cache_capacity(1024);
            // Compiling a statement takes longer than any of ours runs.
            let connect = connect.options([("jit", "off")]);
            let pool = PgPoolOptions::new()
                .max_connections(u32::try_from(options.connections).unwrap_or(u32::MAX))
                .acquire_timeout(Duration::from_secs(5))
                .test_before_acquire(false)
                .connect_with(connect)
                .await?;
            Inner::Postgres(Postgres { pool, in_flight: AtomicUsize::new(0), cache: Arc::default() })
        } else {
            return Err(Error::Unavailable("the address starts with neither `sqlite:` nor `postgres://`".into()));
        };
        Ok(Database { inner: Arc::new(inner) })
    }

    /// Which database it is.
    pub fn dialect(&self) -> Dialect {
        match *self.inner {
            Inner::Sqlite { .. } => Dialect::Sqlite,
            Inner::Postgres(_) => Dialect::Postgres,
        }
    }

    /// Begins to bring a database of SQLite from the disk into memory. PostgreSQL looks after its own.
    pub fn read_ahead(&self) {
        if let Inner::Sqlite { place, .. } = &*self.inner {
            ahead::read_ahead(place.path.clone());
        }
    }

    /// Runs a job that writes, in one transaction: `Ok` is answered after the commit, `Err` undoes what the job did.
    ///
    /// On SQLite the job is sent to the only writer and must not wait for anything but its session.
    pub async fn write<T, E, J>(&self, job: J) -> Result<T, E>
    where
        J: AsyncFnOnce(&Session) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &*self.inner {
            Inner::Sqlite { writer, .. } => {
                let (answer, answered) = oneshot::channel();
                writer.send(Box::new(move |session| {
                    let (result, after) = match session {
                        Ok(session) => {
                            // A job that panicked may have left some.
                            drop(session.take_after_commit());
                            (at_once(job(session)), session.take_after_commit())
                        }
                        Err(error) => (Err(E::from(error)), Vec::new()),
                    };
                    let keep = result.is_ok();
                    let answer = move |end: Result<(), Error>| {
                        let whole = result.and_then(|done| end.map(|()| done).map_err(E::from));
                        if whole.is_ok() {
                            after.into_iter().for_each(|then| then());
                        }
                        // Nobody to tell when the caller has gone.
                        let _ = answer.send(whole);
                    };
                    Outcome { keep, answer: Box::new(answer) }
                }))?;
                answered.await.map_err(|_| Error::Unavailable("the job failed".into()))?
            }
            Inner::Postgres(postgres) => postgres.run(Mode::Write, job).await,
        }
    }

    /// Runs a job that reads one snapshot; on SQLite on a blocking thread.
    pub async fn read<T, E, J>(&self, job: J) -> Result<T, E>
    where
        J: AsyncFnOnce(&Session) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<Error> + Send + 'static,
    {
        match &*self.inner {
            Inner::Sqlite { readers, .. } => {
                readers.run(move |session| session.map_err(E::from).and_then(|session| at_once(job(session)))).await?
            }
            Inner::Postgres(postgres) => postgres.run(Mode::Snapshot, job).await,
        }
    }

    /// Runs a job that reads, on this very thread: for a few reads by key, microseconds each. Not a snapshot.
    pub async fn read_now<T, E, J>(&self, job: J) -> Result<T, E>
    where
        J: AsyncFnOnce(&Session) -> Result<T, E>,
        E: From<Error>,
    {
        match &*self.inner {
            Inner::Sqlite { readers, .. } => readers.here(|session| at_once(job(session)))?,
            Inner::Postgres(postgres) => postgres.run(Mode::Single, job).await,
        }
    }

    /// Copies an SQLite database to a file while others write. PostgreSQL has its own tools and is refused.
    pub async fn backup(&self, target: &Path) -> Result<(), Error> {
        match &*self.inner {
            Inner::Sqlite { place, .. } => {
                let (place, target) = (place.clone(), target.to_owned());
                let work = tokio::task::spawn_blocking(move || backup::copy(&place, &target));
                work.await.map_err(|error| Error::Unavailable(error.to_string()))?
            }
            Inner::Postgres(_) => Err(Error::Unavailable("a copy of the file exists for SQLite only".into())),
        }
    }
}

/// Takes the result of a future that waits for nothing.
fn at_once<T, E: From<Error>>(future: impl Future<Output = Result<T, E>>) -> Result<T, E> {
    let future = std::pin::pin!(future);
    match future.poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(result) => result,
        Poll::Pending => {
            Err(Error::Database("a job on SQLite waited for something else than its session".into()).into())
        }
    }
}

struct Postgres {
    pool: PgPool,
    in_flight: AtomicUsize,
    cache: Arc<Cache>,
}

impl Postgres {
    async fn run<T, E, J>(&self, mode: Mode, job: J) -> Result<T, E>
    where
        J: AsyncFnOnce(&Session) -> Result<T, E>,
        E: From<Error>,
    {
        let _place = InFlight::enter(&self.in_flight)?;
        let session = Session::postgres(PgSession::new(self.pool.clone(), mode), Arc::clone(&self.cache));
        let result = job(&session).await;
        let after = session.take_after_commit();
        let Some(session) = session.into_postgres() else { return result };
        match result {
            Ok(done) => {
                session.commit().await?;
                after.into_iter().for_each(|then| then());
                Ok(done)
            }
            Err(error) => {
                // The job's own error says more than a failed rollback, after which the connection is closed anyway.
                let _ = session.rollback().await;
                Err(error)
            }
        }
    }
}

struct InFlight<'a>(&'a AtomicUsize);

impl<'a> InFlight<'a> {
    fn enter(count: &'a AtomicUsize) -> Result<Self, Error> {
        if count.fetch_add(1, Ordering::Relaxed) >= IN_FLIGHT {
            count.fetch_sub(1, Ordering::Relaxed);
            return Err(Error::Busy);
        }
        Ok(InFlight(count))
    }
}

impl Drop for InFlight<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
