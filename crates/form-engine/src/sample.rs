//! What an expression gives for one record: for editors that show it while it is written.

use std::cell::RefCell;

use engine_base::Value;
use expression::{Expr, evaluate, evaluate_row};

use crate::{FillEnv, Missing, Record, environment::View};

/// The value of `expr` for a record, or for one row of it, and which records must be loaded before that can be said.
pub fn sample_value(expr: &Expr, record: &Record, row: Option<&[Value]>, env: &FillEnv) -> (Value, Vec<Missing>) {
    let missing = RefCell::default();
    let view = View { values: &record.values, old: Some(record), env, missing: &missing };
    let value = match row {
        Some(row) => evaluate_row(expr, &view, row),
        None => evaluate(expr, &view),
    };
    (value, missing.into_inner().into_iter().collect())
}
