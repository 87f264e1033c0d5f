//! The two notations, read into the same untyped nodes.

mod condition;
mod formula;
mod tokens;

pub(crate) use condition::{read_condition, read_value};
pub(crate) use formula::read_formula;

/// Longest formula, in characters.
pub(crate) const MAX_LENGTH: usize = 10_000;
/// Deepest nesting of a formula or condition.
pub(crate) const MAX_DEPTH: usize = 64;
