//! One suite for both databases.

mod backend;
mod databases;
mod system;
mod writer;
