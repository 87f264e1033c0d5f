//! Sub-tables taken together: `count(lines)`, `sum(lines.price * lines.quantity)`, `some(lines.quantity > 5)`.

use engine_base::{DataType, Key};

use super::{Checker, Typed, is_ordered, types};
use crate::{
    Aggregate, Expr,
    node::{At, Kind, Name, Node},
};

impl Checker<'_> {
    /// The sub-table that `node` speaks of, when it names one of the record's.
    pub(super) fn table_in(&self, node: &Node) -> Option<(String, usize, Key)> {
        match &node.kind {
            Kind::Path(names) => {
                let name = names.first()?;
                let (slot, key) = self.is_table(&name.text)?;
                Some((name.text.clone(), slot, key))
            }
            Kind::Not(of) | Kind::Negate(of) => self.table_in(of),
            Kind::Binary { left, right, .. } => self.table_in(left).or_else(|| self.table_in(right)),
            Kind::If { test, then, other } => [test, then, other].into_iter().find_map(|part| self.table_in(part)),
            Kind::Call { name, .. } if Aggregate::named(&name.text).is_some() => None,
            Kind::Call { args, .. } | Kind::List(args) => args.iter().find_map(|arg| self.table_in(arg)),
            _ => None,
        }
    }

    /// An aggregate whose first argument speaks of the sub-table `table`; the second says which rows count.
    pub(super) fn rows(
        &mut self,
        function: Aggregate,
        table: (String, usize, Key),
        args: &[Node],
        at: &At,
    ) -> Option<Typed> {
        let (of, filter) = match args {
            [of] => (of, None),
            [of, filter] => (of, Some(filter)),
            _ => {
                return self
                    .refuse(at.issue("expression.arguments").with("name", function.name()).with("given", args.len()));
            }
        };
        let whole = matches!(&of.kind, Kind::Path(names) if names.len() == 1);
        let outer = self.table.replace(table.0);
        let each = if whole { Some(None) } else { self.check(of, None).map(Some) };
        let filter = match filter {
            Some(filter) => self.condition(filter).map(Some),
            None => Some(None),
        };
        self.table = outer;
        let (each, mut filter) = (each?, filter?);
        let each = match (function, each) {
            // `some(lines.quantity > 5)` and `count(lines.quantity > 5)` say which rows they mean.
            (Aggregate::Some | Aggregate::Every | Aggregate::Count, Some(test))
                if test.ty == DataType::YesNo
                    && (function != Aggregate::Count || !matches!(of.kind, Kind::Path(_))) =>
            {
                if filter.replace(test.expr).is_some() {
                    return self.refuse(
                        at.issue("expression.arguments").with("name", function.name()).with("given", args.len()),
                    );
                }
                None
            }
            (_, each) => each,
        };
        let ty = match (function, &each) {
            (Aggregate::Count, _) => DataType::INTEGER,
            (Aggregate::Some | Aggregate::Every, None) if filter.is_some() || function == Aggregate::Some => {
                DataType::YesNo
            }
            (Aggregate::Some | Aggregate::Every, Some(each)) => return self.mismatch(&of.at, "yes_no", &each.ty),
            (Aggregate::Sum, Some(each)) if matches!(each.ty, DataType::Number { .. }) => each.ty.clone(),
            (Aggregate::Avg, Some(each)) if matches!(each.ty, DataType::Number { .. }) => types::decimal(),
            (Aggregate::Min | Aggregate::Max, Some(each)) if is_ordered(&each.ty) => each.ty.clone(),
            (_, Some(each)) => return self.mismatch(&of.at, "number", &each.ty),
            (_, None) => return self.refuse(of.at.issue("expression.table_column").with("name", function.name())),
        };
        let (each, filter) = (each.map(|each| Box::new(each.expr)), filter.map(Box::new));
        Some(Typed::new(Expr::Rows { function, table: table.1, table_key: table.2, each, filter }, ty))
    }

    /// `{"some": table, "where": condition}` and `{"every": …}`.
    pub(super) fn quantifier(&mut self, every: bool, table: &Name, filter: &Node) -> Option<Typed> {
        let Some((slot, key)) = self.is_table(&table.text) else {
            return self.refuse(table.at.issue("expression.unknown_table").with("name", table.text.as_str()));
        };
        let outer = self.table.replace(table.text.clone());
        let filter = self.condition(filter);
        self.table = outer;
        let function = if every { Aggregate::Every } else { Aggregate::Some };
        let filter = Some(Box::new(filter?));
        Some(Typed::yes_no(Expr::Rows { function, table: slot, table_key: key, each: None, filter }))
    }
}
