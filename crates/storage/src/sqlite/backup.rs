//! A copy of a SQLite database to a file while others write.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, backup::Backup};

use super::connection::{Place, Purpose};
use crate::Error;

/// Pages copied before others get a turn.
const STEP: i32 = 4096;

/// Copies the whole database to `target`, as of one moment.
pub(crate) fn copy(place: &Place, target: &Path) -> Result<(), Error> {
    let source = place.open(Purpose::Read)?;
    // A read transaction pins one moment: without it each write would start the copy anew.
    source.execute_batch("BEGIN; SELECT count(*) FROM sqlite_schema;")?;
    let mut copy = Connection::open(target)?;
    Backup::new(&source, &mut copy)?.run_to_completion(STEP, Duration::ZERO, None)?;
    copy.execute_batch("PRAGMA journal_mode=DELETE;")?;
    Ok(())
}
