//! What SQLite lacks and our SQL needs, as functions of every connection.

use rusqlite::{Connection, functions::FunctionFlags};

use crate::Error;

/// Registers all of them.
pub(crate) fn register(connection: &Connection) -> Result<(), Error> {
    let pure = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    // SQLite's own `lower` and `upper` know ASCII only.
    connection.create_scalar_function("fw_lower", 1, pure, |call| {
        Ok(call.get::<Option<String>>(0)?.map(|text| text.to_lowercase()))
    })?;
    connection.create_scalar_function("fw_upper", 1, pure, |call| {
        Ok(call.get::<Option<String>>(0)?.map(|text| text.to_uppercase()))
    })?;
    Ok(())
}
