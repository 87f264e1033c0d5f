//! Expression trees as SQL: one meaning, two dialects.
//!
//! ```text
//! Expr ─► Term ─┬─► fixed value, computed here ─► an argument
//!               └─► Sql: text, what represents the value, what is known about it
//! ```
//!
//! - Every part that reads no record is computed in Rust and bound; texts and arguments never mix.
//! - A link is followed by a correlated subquery that carries the read scope of its target; what may not be read is empty.
//! - A yes/no is kept as [`Truth`](truth::Truth): SQL that is true exactly when the condition holds, and false or NULL otherwise.
//! - What PostgreSQL has no operator for is written out in SQL; SQLite calls the language's own evaluator (`sqlite/functions`).

mod build;
mod call;
mod capital;
mod compare;
mod condition;
mod convert;
mod field;
mod link;
mod list;
mod number;
mod place;
mod postgres_date;
mod postgres_number;
mod postgres_text;
mod rollup;
mod rows;
mod template;
mod term;
#[cfg(test)]
mod test;
#[cfg(test)]
mod test_access;
#[cfg(test)]
mod test_corpus;
#[cfg(test)]
mod test_expressions;
#[cfg(test)]
mod test_property;
mod text;
mod truth;

pub(crate) use build::SqlBuilder;
pub(crate) use convert::json_of;
pub(crate) use term::Repr;
