//! One suite for both databases.

mod aggregates;
mod backend;
mod databases;
mod lists;
mod records;
mod schemas;
mod shop;
mod system;
mod writer;
