//! `cargo run -p formwork-tests --bin kill -- --rounds 300`: kills the server under load and proves that nothing acknowledged is lost.

use std::io::Write;

use anyhow::Result;
use clap::Parser;
use formwork_tests::{Database, kill};
use test_kit::Durability;

/// Kills the server (and, on PostgreSQL, its processes) under mixed load and checks everything after each time.
#[derive(Parser)]
struct Options {
    /// How often, on each database
    #[arg(long, default_value_t = 300)]
    rounds: usize,
    /// Only on this database: sqlite or postgres
    #[arg(long)]
    database: Option<String>,
    /// The same seed gives the same moments
    #[arg(long, default_value_t = 1)]
    seed: u64,
}

fn main() -> Result<()> {
    let options = Options::parse();
    for (name, database) in [("sqlite", Database::Sqlite), ("postgres", Database::Postgres)] {
        if options.database.as_deref().is_some_and(|only| only != name) {
            continue;
        }
        let report = kill::run(database, options.rounds, Durability::Durable, options.seed)?;
        writeln!(std::io::stdout(), "{name}: {report:?}")?;
    }
    Ok(())
}
