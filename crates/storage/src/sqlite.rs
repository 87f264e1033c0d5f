//! SQLite through rusqlite.

pub(crate) mod ahead;
pub(crate) mod backup;
pub(crate) mod connection;
mod functions;
mod numbers;
pub(crate) mod readers;
mod search;
pub(crate) mod writer;
