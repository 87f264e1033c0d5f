//! The short form of the kill test; the long one is `cargo run -p formwork-tests --bin kill`.

use anyhow::Result;
use formwork_tests::{Database, kill};
use test_kit::Durability;

scenarios!(killed_under_load);

fn killed_under_load(database: Database) -> Result<()> {
    let report = kill::run(database, 6, Durability::Quick, 7)?;
    println!("{database:?}: {report:?}");
    Ok(())
}
