//! One suite for both databases.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

mod aggregates;
mod backend;
mod collaboration;
mod databases;
mod lists;
mod records;
mod schemas;
mod shop;
mod system;
mod writer;
