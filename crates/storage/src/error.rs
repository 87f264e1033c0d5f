//! How a database can fail, told apart by what the caller does about it.

/// What went wrong between us and the database.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// Too much is waiting already: try again later.
    #[error("the database is busy")]
    Busy,
    /// The database cannot be reached, or does not answer in time.
    #[error("the database is not available: {0}")]
    Unavailable(String),
    /// The disk is full.
    #[error("the disk of the database is full")]
    Full,
    /// A promise of the schema would be broken.
    #[error("{kind} constraint failed: {name}")]
    Constraint {
        /// Which promise.
        kind: Constraint,
        /// Its name on PostgreSQL; on SQLite the columns that it is about (`table.column, table.column`).
        name: String,
    },
    /// Two writers met: the whole job may be tried again.
    #[error("the record was changed at the same time")]
    Conflict,
    /// The person may not use a field or a form so.
    #[error(transparent)]
    Refused(#[from] app_definition::Refusal),
    /// What should be there is not.
    #[error("{0} is not there")]
    Missing(&'static str),
    /// What is stored is not what the schema says.
    #[error("stored data cannot be read: {0}")]
    Corrupt(String),
    /// A table or column is not there, or not as it was: another release was published since.
    #[error("the tables have changed: {0}")]
    Outdated(String),
    /// A cursor that we did not make, or that belongs to another list.
    #[error("not a cursor of this list")]
    Cursor,
    /// Anything else the database says.
    #[error("database: {0}")]
    Database(String),
}

/// A promise of the schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Constraint {
    /// No two rows with the same values.
    Unique,
    /// What a link names is there.
    ForeignKey,
    /// Not empty, or a check of the schema.
    Check,
}

impl std::fmt::Display for Constraint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Constraint::Unique => "unique",
            Constraint::ForeignKey => "foreign key",
            Constraint::Check => "check",
        })
    }
}

impl Error {
    /// Whether it says that a unique key is taken.
    pub fn is_unique(&self) -> bool {
        matches!(self, Error::Constraint { kind: Constraint::Unique, .. })
    }
}

impl From<rusqlite::Error> for Error {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::{ErrorCode, ffi};
        let whole = error.to_string();
        if ["no such table", "no such column", "has no column named"].iter().any(|words| whole.contains(words)) {
            return Error::Outdated(whole);
        }
        let rusqlite::Error::SqliteFailure(code, message) = &error else { return Error::Database(error.to_string()) };
        let text = message.clone().unwrap_or_else(|| code.to_string());
        let after = |prefix: &str| text.split_once(prefix).map_or(text.as_str(), |(_, rest)| rest).to_owned();
        match code.code {
            ErrorCode::DiskFull => Error::Full,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Error::Busy,
            ErrorCode::SystemIoFailure if out_of_space(code.extended_code) => Error::Full,
            ErrorCode::SystemIoFailure
            | ErrorCode::CannotOpen
            | ErrorCode::ReadOnly
            | ErrorCode::OperationInterrupted => Error::Unavailable(text),
            ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase => Error::Corrupt(text),
            ErrorCode::ConstraintViolation => {
                let kind = match code.extended_code {
                    ffi::SQLITE_CONSTRAINT_UNIQUE
                    | ffi::SQLITE_CONSTRAINT_PRIMARYKEY
                    | ffi::SQLITE_CONSTRAINT_ROWID => Constraint::Unique,
                    ffi::SQLITE_CONSTRAINT_FOREIGNKEY | ffi::SQLITE_CONSTRAINT_TRIGGER => Constraint::ForeignKey,
                    _ => Constraint::Check,
                };
                Error::Constraint { kind, name: after("constraint failed: ") }
            }
            _ => Error::Database(text),
        }
    }
}

/// A failed write, sync or truncate: on a full disk some file systems answer so instead of "no space".
fn out_of_space(extended: i32) -> bool {
    use rusqlite::ffi;
    matches!(extended, ffi::SQLITE_IOERR_WRITE | ffi::SQLITE_IOERR_SHMSIZE)
}

impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        match &error {
            sqlx::Error::Database(answer) => {
                let code = answer.code().unwrap_or_default().into_owned();
                let name = || answer.constraint().unwrap_or_default().to_owned();
                match code.as_str() {
                    "23505" => Error::Constraint { kind: Constraint::Unique, name: name() },
                    "23503" | "23001" => Error::Constraint { kind: Constraint::ForeignKey, name: name() },
                    "23502" | "23514" | "23P01" => Error::Constraint { kind: Constraint::Check, name: name() },
                    "40001" | "40P01" | "55P03" => Error::Conflict,
                    // No such table or column; a prepared statement whose result has another shape now.
                    "42P01" | "42703" | "0A000" => Error::Outdated(answer.message().to_owned()),
                    "53100" => Error::Full,
                    "53300" => Error::Busy,
                    code if code.starts_with("08")
                        || code.starts_with("57P")
                        || code.starts_with("58")
                        || code == "57014" =>
                    {
                        Error::Unavailable(answer.message().to_owned())
                    }
                    _ => Error::Database(format!("{} ({code})", answer.message())),
                }
            }
            sqlx::Error::PoolTimedOut => Error::Busy,
            sqlx::Error::Io(_)
            | sqlx::Error::Tls(_)
            | sqlx::Error::Protocol(_)
            | sqlx::Error::PoolClosed
            | sqlx::Error::WorkerCrashed => Error::Unavailable(error.to_string()),
            _ => Error::Database(error.to_string()),
        }
    }
}

impl From<sea_orm::DbErr> for Error {
    fn from(error: sea_orm::DbErr) -> Self {
        use sea_orm::{DbErr, RuntimeErr};
        match error {
            // Our own errors travel through sea-orm as the source of a query error, see `connection_trait`.
            DbErr::Exec(RuntimeErr::SqlxError(inner))
            | DbErr::Query(RuntimeErr::SqlxError(inner))
            | DbErr::Conn(RuntimeErr::SqlxError(inner)) => match inner.as_ref() {
                sqlx::Error::AnyDriverError(own) => match own.downcast_ref::<Error>() {
                    Some(own) => own.clone(),
                    None => Error::Database(inner.to_string()),
                },
                _ => Error::Database(inner.to_string()),
            },
            other => Error::Database(other.to_string()),
        }
    }
}

impl From<Error> for sea_orm::DbErr {
    fn from(error: Error) -> Self {
        let inner = sqlx::Error::AnyDriverError(Box::new(error));
        sea_orm::DbErr::Query(sea_orm::RuntimeErr::SqlxError(std::sync::Arc::new(inner)))
    }
}
