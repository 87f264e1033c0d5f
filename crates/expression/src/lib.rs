//! The typed expression language: formulas and conditions become one tree, which is evaluated here, in the browser and in
//! SQL with the same meaning. `engine-specs/expression/README.md` defines that meaning.
//!
//! ```text
//! formula text ─► Rhai's parser ─┐
//!                                ├─► nodes ─► type checker ─► Expr ─► evaluate | to_json | SQL
//! condition JSON ────────────────┘
//! ```
//!
//! - [`compile_formula`], [`compile_condition`], [`compile_value`] need a [`Place`] and a [`Scope`] that answers for the app.
//! - [`evaluate`] and [`evaluate_row`] need an [`Environment`] that gives values by slot.
//! - [`to_json`] writes the tree for the browser.
//! - Region fields have the type `Option { set: REGION_SET }`, so that `within` knows them.
//!
//! Architecture invariant: no input or output, no clock, no randomness; the same tree over the same values gives the same
//! value everywhere. Evaluating cannot fail: what has no answer is empty.

mod check;
mod compile;
mod context;
#[cfg(feature = "corpus")]
pub mod corpus;
mod evaluate;
mod exact;
mod expr;
mod functions;
mod node;
mod notation;
mod rename;
mod scope;
mod tree;

pub use check::nearest;
pub use compile::{compile_condition, compile_formula, compile_value};
pub use context::{Context, Me};
pub use evaluate::{Environment, evaluate, evaluate_row, holds, holds_row};
pub use exact::{MAX_SCALE, Rounding};
pub use expr::{Aggregate, BinaryOp, Expr, Formula, Hop, MeAttribute, Path};
pub use functions::{Entry, Function, Gives, Group, OPERATORS, Operator, Param, Presence, Signature, Takes, catalogue};
pub use rename::rename_in_formula;
pub use scope::{FieldInfo, OptionKeys, Place, REGION_SET, Scope};
pub use tree::to_json;

/// Arithmetic as the language does it, for back ends that compute in Rust.
pub mod arithmetic {
    pub use crate::exact::{add, divide, in_range, multiply, power, remainder, round, subtract, whole};
}
