//! Spreadsheets: bytes of `.xlsx` and of delimited text become sheets of typed cells, and a sheet becomes a guess at a form.
//!
//! [`read`] is bounded in what it unpacks and keeps, whatever the bytes say. [`guess`] finds the header and says of each
//! column which kind of field it looks like. [`written`] reads values as people write them.
//!
//! Architecture invariant: knows no app, no storage, no clock; files come in as bytes.

mod cell;
mod file;
mod guess;
pub mod written;

pub use cell::{Cell, Line, Look, Sheet};
pub use file::{limits, read};
pub use guess::{Column, Guess, Misfit, Names, guess};
