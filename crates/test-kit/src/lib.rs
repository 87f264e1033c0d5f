//! What tests need from outside: throw-away PostgreSQL clusters.

mod postgres;

pub use postgres::{Cluster, Durability, copy_of, postgres_url};
