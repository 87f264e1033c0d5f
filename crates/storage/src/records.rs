//! Records as values: loaded for a change, stored, removed. Every change brings its history entry into the same transaction.

mod arg;
mod bulk;
mod check;
mod load;
mod references;
mod remove;
mod table;
mod write;

pub use references::DanglingLink;
pub(crate) use table::{FormTable, RowsOf};
