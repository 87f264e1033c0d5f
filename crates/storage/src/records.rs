//! Records as values: loaded for a change, stored, removed. Every change brings its history entry into the same transaction.

mod arg;
mod bulk;
mod check;
mod load;
mod references;
mod relink;
mod remove;
mod table;
mod write;

pub use references::{DanglingLink, empties_itself};
pub use remove::Keepsake;
pub(crate) use table::{FormTable, RowsOf};
