//! Which fields an expression reads, through sub-tables and over links.

use engine_base::Key;
use expression::{Expr, Path};

/// A field: its form, its slot, and the slot of the row's field when it belongs to a sub-table.
pub(crate) type FieldPlace = (Key, usize, Option<usize>);

/// Every field that `expr`, about records of `form` or about rows of its sub-table `table`, reads.
pub(crate) fn sources(expr: &Expr, form: &Key, table: Option<usize>) -> Vec<FieldPlace> {
    let mut places = Vec::new();
    collect(expr, form, table, &mut places);
    places
}

fn collect(expr: &Expr, form: &Key, table: Option<usize>, places: &mut Vec<FieldPlace>) {
    expr.visit(&mut |node| match node {
        Expr::Field(path) | Expr::Old(path) => match (path.row, table) {
            // Rows inside an aggregate are collected below, where their sub-table is known.
            (true, None) => {}
            (true, Some(table)) => {
                places.push((form.clone(), table, Some(path.slot)));
                over_links(path, places);
            }
            (false, _) => {
                places.push((form.clone(), path.slot, None));
                over_links(path, places);
            }
        },
        Expr::Rows { table, each, filter, .. } => {
            places.push((form.clone(), *table, None));
            for part in [each, filter].into_iter().flatten() {
                collect(part, form, Some(*table), places);
            }
        }
        _ => {}
    });
}

/// The directory of people and departments is open to everybody, so its fields are no matter of rights.
fn over_links(path: &Path, places: &mut Vec<FieldPlace>) {
    let links = path.hops.iter().filter(|hop| hop.form != "user" && hop.form != "department");
    places.extend(links.map(|hop| (hop.form.clone(), hop.slot, None)));
}
