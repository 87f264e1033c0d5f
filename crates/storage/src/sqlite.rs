//! SQLite through rusqlite.

pub(crate) mod backup;
pub(crate) mod connection;
mod functions;
pub(crate) mod readers;
pub(crate) mod writer;
