//! The built binary over HTTP, every scenario on SQLite and on PostgreSQL.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, reason = "these are tests")]

/// Declares a scenario `fn name(database: Database) -> Result<()>` as two tests.
macro_rules! scenarios {
    ($($name:ident),+ $(,)?) => { $(
        mod $name {
            #[test]
            fn sqlite() -> anyhow::Result<()> {
                super::$name(formwork_tests::Database::Sqlite)
            }

            #[test]
            fn postgres() -> anyhow::Result<()> {
                super::$name(formwork_tests::Database::Postgres)
            }
        }
    )+ };
}

mod anonymous;
mod apps;
mod comments;
mod designing;
mod equipment;
mod files;
mod forged;
mod hidden;
mod interrupted;
mod lists;
mod live;
mod malformed;
mod moving;
mod names;
mod paging;
mod renames;
mod rights;
mod saved_views;
mod sheets;
mod sign_in;
mod start;
mod survival;
mod trash;
mod twins;
mod writes;
