//! The meaning of forms: the cases of `engine-specs/form`, and properties that hold for every record.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing, clippy::print_stdout)]

mod case;
mod cases;
mod masks;
mod properties;
mod schemas;
