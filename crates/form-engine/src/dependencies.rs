//! Which fields a typed tree reads.

use expression::{Expr, Path};

/// A field of the record (`None`) or of the rows of a sub-table, by slot.
pub(crate) type Node = (Option<usize>, usize);

/// The fields that `expr` reads as they are after the change. `table` is the sub-table in whose rows it stands.
pub(crate) fn reads(expr: &Expr, table: Option<usize>) -> Vec<Node> {
    let mut nodes = Vec::new();
    collect(expr, table, &mut nodes);
    nodes.sort_unstable();
    nodes.dedup();
    nodes
}

/// Whether `expr` looks at other records.
pub(crate) fn hops(expr: &Expr) -> bool {
    expr.any(|node| matches!(node, Expr::Field(Path { hops, .. }) | Expr::Old(Path { hops, .. }) if !hops.is_empty()))
}

fn collect(expr: &Expr, table: Option<usize>, nodes: &mut Vec<Node>) {
    match expr {
        Expr::Field(path) => nodes.push((if path.row { table } else { None }, path.slot)),
        Expr::Literal { .. } | Expr::Old(_) | Expr::Me(_) | Expr::Now | Expr::Today => {}
        Expr::Not(of) | Expr::Negate(of) => collect(of, table, nodes),
        Expr::Binary { left, right, .. } => {
            collect(left, table, nodes);
            collect(right, table, nodes);
        }
        Expr::If { test, then, other } => {
            for part in [test, then, other] {
                collect(part, table, nodes);
            }
        }
        Expr::Call { args, .. } | Expr::List(args) => args.iter().for_each(|arg| collect(arg, table, nodes)),
        Expr::Rows { table: rows, each, filter, .. } => {
            nodes.push((None, *rows));
            for part in [each, filter].into_iter().flatten() {
                collect(part, Some(*rows), nodes);
            }
        }
    }
}
