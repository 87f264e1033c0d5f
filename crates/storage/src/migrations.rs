//! The system tables' own history: numbered steps, each applied once, in a transaction of its own.
//!
//! The steps are SQL that both databases read alike: SQLite takes `uuid` as a name without meaning and keeps our blobs.

use crate::{Arg, Database, Error, Session};

/// The steps in order; a step never changes once it was released.
const STEPS: &[(i64, &str)] = &[
    (1, include_str!("migrations/0001_start.sql")),
    (2, include_str!("migrations/0002_collaboration.sql")),
    (3, include_str!("migrations/0003_personal.sql")),
    (4, include_str!("migrations/0004_trash.sql")),
];

/// Two processes that start at once must not both apply a step.
const POSTGRES_LOCK: &str = "SELECT pg_advisory_xact_lock(7011970)";

impl Database {
    /// Brings the system tables up to this program's version.
    pub async fn migrate(&self) -> Result<(), Error> {
        self.write(async |session: &Session| {
            lock(session).await?;
            session.run("CREATE TABLE IF NOT EXISTS fw_migration (step BIGINT NOT NULL PRIMARY KEY)").await
        })
        .await?;
        for (step, script) in STEPS {
            self.write(async move |session: &Session| apply(session, *step, script).await).await?;
        }
        Ok(())
    }
}

async fn lock(session: &Session) -> Result<(), Error> {
    if session.dialect() == crate::Dialect::Postgres { session.run(POSTGRES_LOCK).await } else { Ok(()) }
}

async fn apply(session: &Session, step: i64, script: &str) -> Result<(), Error> {
    lock(session).await?;
    let args = [Arg::Int(step)];
    let applied = session.first("SELECT step FROM fw_migration WHERE step = $1", &args, |row| row.int(0)).await?;
    if applied.is_none() {
        session.run(script).await?;
        session.execute("INSERT INTO fw_migration (step) VALUES ($1)", &args).await?;
        tracing::info!(step, "migrated the system tables");
    }
    Ok(())
}
