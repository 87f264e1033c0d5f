//! The rows of a sub-table taken together.

use engine_base::Value;

use super::{Environment, Evaluation, list};
use crate::{Aggregate, Expr};

impl<'a, E: Environment + ?Sized> Evaluation<'a, E> {
    pub(super) fn rows(
        self,
        function: Aggregate,
        table: usize,
        each: Option<&'a Expr>,
        filter: Option<&'a Expr>,
    ) -> Value {
        let rows = self.env.value(table).rows().iter().map(|row| Evaluation { env: self.env, row: Some(&row.values) });
        let passes = |row: &Evaluation<'a, E>| filter.is_none_or(|filter| row.holds(filter));
        match function {
            Aggregate::Some => return Value::Bool(rows.into_iter().any(|row| passes(&row))),
            Aggregate::Every => return Value::Bool(rows.into_iter().all(|row| passes(&row))),
            _ => {}
        }
        let chosen = rows.filter(passes);
        let Some(each) = each else { return list::whole(chosen.count()) };
        let values = chosen.map(|row| row.value(each)).filter(|value| **value != Value::Null);
        list::together(function, values)
    }
}
