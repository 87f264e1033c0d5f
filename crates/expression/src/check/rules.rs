//! Functions whose arguments depend on each other, or that are rewritten into other nodes.

use engine_base::DataType;

use super::{Checker, Typed, all, call, is_ordered, types};
use crate::{
    Aggregate, BinaryOp, Expr, Function, REGION_SET,
    functions::{Rule, Takes},
    node::{Kind, Name, Node},
};

impl Checker<'_> {
    pub(super) fn rule(&mut self, rule: Rule, name: &Name, args: &[Node], wanted: Option<&DataType>) -> Option<Typed> {
        match (rule, args) {
            (Rule::Now, _) => Some(Typed::new(Expr::Now, DataType::DateTime)),
            (Rule::Today, _) => Some(Typed::new(Expr::Today, DataType::Date)),
            (Rule::Null, _) => Some(Typed::new(Expr::null(), DataType::Null)),
            (Rule::When, _) => self.when(args, wanted, name),
            (Rule::Coalesce, _) => {
                let joined = args.iter().cloned().reduce(|left, right| {
                    let kind = Kind::Binary { op: BinaryOp::Coalesce, left: Box::new(left), right: Box::new(right) };
                    Node::new(kind, name.at.clone())
                })?;
                self.check(&joined, wanted)
            }
            (Rule::IsEmpty, [of]) => self.emptiness(of).map(Typed::yes_no),
            (Rule::IsSet, [of]) => self.emptiness(of).map(|empty| Typed::yes_no(Expr::Not(Box::new(empty)))),
            (Rule::Between, [of, least, most]) => self.between(of, least, most),
            (Rule::Contains, [container, part]) => self.contains(container, part),
            (Rule::Concat, _) => self.concat(args),
            (Rule::AsText, [of]) => {
                let typed = self.check(of, None)?;
                Some(Typed::new(self.as_text(typed, &of.at)?, DataType::Text))
            }
            (Rule::Has, [list, item]) => {
                let list = self.list_of(list)?;
                self.has(list, item)
            }
            (Rule::HasAny, [list, items]) => self.has_several(Function::HasAny, list, items),
            (Rule::HasAll, [list, items]) => self.has_several(Function::HasAll, list, items),
            (Rule::Within, [of, above]) => {
                let of = self.check(of, None)?;
                self.within(of, above)
            }
            (Rule::Age, [birth, on @ ..]) => self.age(birth, on.first()),
            (Rule::Weekend, [date]) => {
                let date = self.date(date)?;
                let weekday = Expr::Call { function: Function::Weekday, args: vec![date] };
                Some(Typed::yes_no(BinaryOp::GreaterEqual.of(weekday, super::literal::number(6.into()).expr)))
            }
            (Rule::Length, [of]) => self.length(of),
            (Rule::Many(function), _) => self.many(function, name, args),
            _ => None,
        }
    }

    /// `when(test, value, …, other)` as nested choices.
    fn when(&mut self, args: &[Node], wanted: Option<&DataType>, name: &Name) -> Option<Typed> {
        let nothing = Node::new(Kind::Null, name.at.clone());
        let nested = args.chunks(2).rev().fold(nothing, |other, chunk| match chunk {
            [test, then] => {
                let [test, then, other] = [test.clone(), then.clone(), other].map(Box::new);
                Node::new(Kind::If { test, then, other }, name.at.clone())
            }
            _ => chunk.first().cloned().unwrap_or(other),
        });
        self.check(&nested, wanted)
    }

    /// Whether something is empty; a sub-table is when it has no rows.
    pub(super) fn emptiness(&mut self, of: &Node) -> Option<Expr> {
        let typed = self.check(of, None)?;
        if typed.ty == DataType::Rows {
            if let Expr::Field(path) = typed.expr {
                let some = Expr::Rows {
                    function: Aggregate::Some,
                    table: path.slot,
                    table_key: path.key,
                    each: None,
                    filter: None,
                };
                return Some(Expr::Not(Box::new(some)));
            }
            return None;
        }
        Some(Expr::Call { function: Function::IsEmpty, args: vec![typed.expr] })
    }

    /// Between two limits, both included.
    pub(super) fn between(&mut self, of: &Node, least: &Node, most: &Node) -> Option<Typed> {
        let typed = self.check(of, None)?;
        let (least_typed, most_typed) = (self.check(least, Some(&typed.ty)), self.check(most, Some(&typed.ty)));
        let above = self.comparison(BinaryOp::GreaterEqual, typed.clone(), least_typed?, &least.at);
        let below = self.comparison(BinaryOp::LessEqual, typed, most_typed?, &most.at);
        Some(Typed::yes_no(all([above?.expr, below?.expr])))
    }

    /// `contains(text, part)`, `contains(list, item)` and `item in list`.
    fn contains(&mut self, container: &Node, part: &Node) -> Option<Typed> {
        if container.is_flexible() && !matches!(container.kind, Kind::Text(_)) {
            // `stage in ["won", "lost"]`: the list takes its type from the item.
            let part_typed = self.check(part, None)?;
            let list = self.check_as(container, &part_typed.ty.clone().list())?;
            return Some(Typed::yes_no(BinaryOp::In.of(part_typed.expr, list.expr)));
        }
        let container_typed = self.check(container, None)?;
        match &container_typed.ty {
            DataType::List { of } => {
                let of = (**of).clone();
                let part = self.check_as(part, &of)?;
                Some(Typed::yes_no(BinaryOp::In.of(part.expr, container_typed.expr)))
            }
            DataType::Text | DataType::Null => {
                let part = self.check_as(part, &DataType::Text)?;
                let call = Expr::Call { function: Function::Contains, args: vec![container_typed.expr, part.expr] };
                Some(Typed::yes_no(call))
            }
            ty => self.mismatch(&container.at, "text", &ty.clone()),
        }
    }

    fn concat(&mut self, args: &[Node]) -> Option<Typed> {
        let parts: Vec<Option<Expr>> = args
            .iter()
            .map(|arg| {
                let typed = self.check(arg, None)?;
                self.as_text(typed, &arg.at)
            })
            .collect();
        let parts = parts.into_iter().collect::<Option<Vec<Expr>>>()?;
        let joined = parts.into_iter().reduce(|left, right| BinaryOp::Concat.of(left, right))?;
        Some(Typed::new(joined, DataType::Text))
    }

    /// A part that must be a list.
    fn list_of(&mut self, node: &Node) -> Option<Typed> {
        let typed = self.check(node, None)?;
        match typed.ty {
            DataType::List { .. } | DataType::Null => Some(typed),
            ty => self.mismatch(&node.at, "list", &ty),
        }
    }

    /// Whether a checked list has an item.
    pub(super) fn has(&mut self, list: Typed, item: &Node) -> Option<Typed> {
        let of = item_type(&list.ty);
        let item = self.check_as(item, &of)?;
        Some(Typed::yes_no(Expr::Call { function: Function::Has, args: vec![list.expr, item.expr] }))
    }

    fn has_several(&mut self, function: Function, list: &Node, items: &Node) -> Option<Typed> {
        let list = self.list_of(list)?;
        self.has_items(function, list, items)
    }

    /// Whether a checked list has some or all items of another.
    pub(super) fn has_items(&mut self, function: Function, list: Typed, items: &Node) -> Option<Typed> {
        let of = item_type(&list.ty).list();
        let items = self.check_as(items, &of)?;
        Some(Typed::yes_no(Expr::Call { function, args: vec![list.expr, items.expr] }))
    }

    /// Itself or below: departments at run time, regions by their code, options of a tree now.
    pub(super) fn within(&mut self, of: Typed, above: &Node) -> Option<Typed> {
        let function = match &of.ty {
            DataType::Department | DataType::Null => Function::WithinDepartment,
            ty if types::target(ty) == Some("department") => Function::WithinDepartment,
            DataType::Option { set } if set == REGION_SET => Function::WithinRegion,
            DataType::Option { set } => return self.within_tree(set.clone(), of, above),
            ty => return self.mismatch(&above.at, "department", &ty.clone()),
        };
        let wanted = if of.ty == DataType::Null { DataType::Department } else { of.ty };
        let above = self.check_as(above, &wanted)?;
        Some(Typed::yes_no(Expr::Call { function, args: vec![of.expr, above.expr] }))
    }

    fn within_tree(&mut self, set: String, of: Typed, above: &Node) -> Option<Typed> {
        let typed = self.check_as(above, &of.ty)?;
        let Expr::Literal { value, .. } = typed.expr else {
            return self.refuse(above.at.issue("expression.quoted"));
        };
        let key = value.as_text().unwrap_or_default();
        let keys = self.scope.options(&set).map_or_else(|| vec![key.to_owned()], |options| options.descendants(key));
        let keys = engine_base::Value::list(keys.into_iter().map(engine_base::Value::text));
        let list = super::literal::fixed(keys, of.ty.list());
        Some(Typed::yes_no(BinaryOp::In.of(of.expr, list.expr)))
    }

    fn age(&mut self, birth: &Node, on: Option<&Node>) -> Option<Typed> {
        let birth = self.date(birth);
        let on = on.map_or(Some(Expr::Today), |on| self.date(on));
        let unit = super::literal::fixed(engine_base::Value::text("year"), DataType::Text).expr;
        Some(Typed::new(Expr::Call { function: Function::DateDiff, args: vec![birth?, on?, unit] }, DataType::INTEGER))
    }

    fn date(&mut self, node: &Node) -> Option<Expr> {
        let typed = self.check(node, Some(&DataType::Date))?;
        let given = typed.ty.clone();
        match call::accept(Takes::Date, typed) {
            Some(typed) => Some(typed.expr),
            None => self.mismatch(&node.at, "date", &given),
        }
    }

    fn length(&mut self, of: &Node) -> Option<Typed> {
        let typed = self.check(of, None)?;
        let function = match &typed.ty {
            DataType::Text | DataType::Null => Function::Len,
            DataType::List { .. } | DataType::Files => Function::Count,
            ty => return self.mismatch(&of.at, "text", &ty.clone()),
        };
        Some(Typed::new(Expr::Call { function, args: vec![typed.expr] }, DataType::INTEGER))
    }

    /// `sum(a, b, c)` and `sum(list)`; columns of sub-tables were taken before.
    fn many(&mut self, function: Aggregate, name: &Name, args: &[Node]) -> Option<Typed> {
        let call = match function {
            Aggregate::Count => Function::Count,
            Aggregate::Sum => Function::Sum,
            Aggregate::Avg => Function::Avg,
            Aggregate::Min => Function::Min,
            Aggregate::Max => Function::Max,
            Aggregate::Some | Aggregate::Every => {
                return self.refuse(name.at.issue("expression.needs_table").with("name", function.name()));
            }
        };
        let list = match args {
            [only] => {
                let typed = self.check(only, None)?;
                if matches!(typed.ty, DataType::List { .. } | DataType::Files) {
                    typed
                } else {
                    self.list(args, None, &name.at)?
                }
            }
            _ => self.list(args, None, &name.at)?,
        };
        let of = item_type(&list.ty);
        let ty = match function {
            Aggregate::Count => DataType::INTEGER,
            Aggregate::Min | Aggregate::Max if is_ordered(&of) => of,
            Aggregate::Sum if matches!(of, DataType::Number { .. }) => of,
            Aggregate::Sum | Aggregate::Avg if matches!(of, DataType::Number { .. } | DataType::Null) => {
                types::decimal()
            }
            _ => return self.mismatch(&name.at, "number", &of),
        };
        Some(Typed::new(Expr::Call { function: call, args: vec![list.expr] }, ty))
    }
}

fn item_type(list: &DataType) -> DataType {
    if let DataType::List { of } = list { (**of).clone() } else { DataType::Null }
}
