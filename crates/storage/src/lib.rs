//! The only crate that knows SQL: jobs on SQLite and PostgreSQL, the system tables, and the tables of forms.
//!
//! Architecture invariant: no sea-orm entity and no SQL text leaves this crate.

mod arg;
mod cache;
mod connection_trait;
mod database;
mod entities;
mod error;
mod migrations;
mod physical;
mod postgres;
mod query;
mod records;
mod row;
mod schema;
mod session;
mod sql;
mod sqlite;
pub mod system;

pub use arg::{Arg, Dialect, Kind};
pub use database::{Database, Options};
pub use error::{Constraint, Error};
pub use query::{
    Aggregate, Expand, Grain, GroupBy, ListQuery, Measure, MeasureOp, Page, Select, Sort, can_write_record,
    write_record,
};
pub use records::{DanglingLink, Keepsake, empties_itself};
pub use row::RowRef;
pub use schema::{Plan, PlanStep, StepKind, drop_app};
pub use session::Session;
pub use sqlite::connection::Synchronous;
