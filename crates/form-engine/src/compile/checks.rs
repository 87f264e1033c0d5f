//! Makes checks lenient towards empty values.

use expression::{BinaryOp, Expr};

/// A check in which an ordering with an empty side does not fail: `expected_close >= created` says nothing while
/// `expected_close` is empty. To ask for a value there is `required`, or `is_set(expected_close)`.
///
/// Ordering with empty is false everywhere, so `a >= b` becomes `!(a < b)` where it must hold for the check to hold.
pub(super) fn lenient(expr: Expr) -> Expr {
    match expr {
        Expr::Binary { op: op @ (BinaryOp::And | BinaryOp::Or), left, right } => {
            Expr::Binary { op, left: Box::new(lenient(*left)), right: Box::new(lenient(*right)) }
        }
        Expr::If { test, then, other } => {
            Expr::If { test, then: Box::new(lenient(*then)), other: Box::new(lenient(*other)) }
        }
        Expr::Binary { op, left, right } => match opposite(op) {
            Some(op) => Expr::Not(Box::new(Expr::Binary { op, left, right })),
            None => Expr::Binary { op, left, right },
        },
        other => other,
    }
}

fn opposite(op: BinaryOp) -> Option<BinaryOp> {
    match op {
        BinaryOp::Less => Some(BinaryOp::GreaterEqual),
        BinaryOp::LessEqual => Some(BinaryOp::Greater),
        BinaryOp::Greater => Some(BinaryOp::LessEqual),
        BinaryOp::GreaterEqual => Some(BinaryOp::Less),
        _ => None,
    }
}
