//! Fresh databases for a test: one SQLite file, one PostgreSQL database.

use std::ops::Deref;

use storage::{Database, Options, Synchronous};

pub(crate) struct Fresh {
    database: Database,
    pub(crate) name: &'static str,
    pub(crate) folder: tempfile::TempDir,
}

impl Deref for Fresh {
    type Target = Database;
    fn deref(&self) -> &Database {
        &self.database
    }
}

/// A fresh SQLite database with the system tables.
pub(crate) async fn sqlite() -> Fresh {
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("test.db").display());
    open(&url, "sqlite", folder).await
}

/// A fresh PostgreSQL database with the system tables.
pub(crate) async fn postgres() -> Fresh {
    let url = test_kit::postgres_url().unwrap();
    open(&url, "postgres", tempfile::tempdir().unwrap()).await
}

/// One of each.
pub(crate) async fn both() -> [Fresh; 2] {
    [sqlite().await, postgres().await]
}

async fn open(url: &str, name: &'static str, folder: tempfile::TempDir) -> Fresh {
    let options = Options { connections: 4, synchronous: Synchronous::Off };
    let database = Database::connect(url, options).await.unwrap();
    database.migrate().await.unwrap();
    // A second start finds nothing to do.
    database.migrate().await.unwrap();
    Fresh { database, name, folder }
}
