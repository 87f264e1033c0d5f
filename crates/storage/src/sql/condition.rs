//! Conditions as SQL. What they give may be empty instead of no: that is the same wherever a condition stands.

use engine_base::Value;
use expression::{BinaryOp, Expr};

use super::{
    Bind, Fragment, Repr,
    bind::Edge,
    compiler::{At, Compiler, is_bindable},
};
use crate::Error;

impl Compiler<'_> {
    /// SQL that is true exactly when the condition holds.
    pub(crate) fn condition(&mut self, expr: &Expr, at: &At) -> Result<String, Error> {
        match expr {
            Expr::Literal { value, .. } => Ok(if *value == Value::Bool(true) { "TRUE" } else { "FALSE" }.to_owned()),
            Expr::Not(of) => Ok(format!("(({}) IS NOT TRUE)", self.condition(of, at)?)),
            Expr::Binary { op, left, right } => match op {
                BinaryOp::And => Ok(format!("({} AND {})", self.condition(left, at)?, self.condition(right, at)?)),
                BinaryOp::Or => Ok(format!("({} OR {})", self.condition(left, at)?, self.condition(right, at)?)),
                BinaryOp::Equal => self.equal(left, right, at),
                BinaryOp::NotEqual => Ok(format!("(({}) IS NOT TRUE)", self.equal(left, right, at)?)),
                BinaryOp::Less => self.order("<", left, right, at),
                BinaryOp::LessEqual => self.order("<=", left, right, at),
                BinaryOp::Greater => self.order(">", left, right, at),
                BinaryOp::GreaterEqual => self.order(">=", left, right, at),
                BinaryOp::In => self.within_list(left, right, at),
                BinaryOp::Coalesce => Ok(self.value(expr, at)?.sql),
                _ => Ok("FALSE".to_owned()),
            },
            _ if is_bindable(expr) => Ok(self.constant_as(expr, &Repr::Bool, Edge::Exact)?),
            _ => {
                let fragment = self.value(expr, at)?;
                Ok(if matches!(fragment.repr, Repr::Bool) { fragment.sql } else { "FALSE".to_owned() })
            }
        }
    }

    fn within_list(&mut self, left: &Expr, right: &Expr, at: &At) -> Result<String, Error> {
        match right {
            Expr::Literal { value: Value::List(items), .. } => {
                let list = self.in_items(left, right, at)?;
                let empty = items.contains(&Value::Null);
                if !empty {
                    return Ok(list);
                }
                let left = self.value(left, at)?;
                Ok(format!("({list} OR {} IS NULL)", left.sql))
            }
            Expr::List(items) => {
                let equal: Vec<String> = items.iter().map(|item| self.equal(left, item, at)).collect::<Result<_, _>>()?;
                Ok(format!("({})", equal.join(" OR ")))
            }
            _ if is_bindable(right) => self.in_items(left, right, at),
            _ => {
                let (list, item) = (self.value(right, at)?, self.value(left, at)?);
                Ok(self.has(&list, item))
            }
        }
    }

    /// The value is one of a list that is bound as one parameter.
    fn in_items(&mut self, left: &Expr, right: &Expr, at: &At) -> Result<String, Error> {
        let left = self.value(left, at)?;
        if matches!(left.repr, Repr::Bool | Repr::Null | Repr::List | Repr::Json | Repr::Duration) {
            let equal: Vec<String> = match right {
                Expr::Literal { value: Value::List(items), ty } => items
                    .iter()
                    .filter(|item| **item != Value::Null)
                    .map(|item| {
                        let literal = Expr::Literal { value: item.clone(), ty: ty.clone() };
                        Ok(format!("{} = {}", left.sql, self.constant_as(&literal, &left.repr, Edge::Exact)?))
                    })
                    .collect::<Result<_, Error>>()?,
                _ => Vec::new(),
            };
            return Ok(if equal.is_empty() { "FALSE".to_owned() } else { format!("({})", equal.join(" OR ")) });
        }
        let items = self.bind(Bind::Items { expr: right.clone(), item: left.repr.clone() });
        Ok(if self.sqlite() {
            let value = if left.repr == Repr::Id { "unhex(value)" } else { "value" };
            format!("{} IN (SELECT {value} FROM json_each({items}))", left.sql)
        } else {
            let cast = match left.repr {
                Repr::Date => "::date[]",
                Repr::Moment => "::timestamptz[]",
                Repr::Decimal => "::numeric[]",
                _ => "",
            };
            format!("{} = ANY ({items}{cast})", left.sql)
        })
    }

    /// Whether a list has an item.
    pub(crate) fn has(&mut self, list: &Fragment, item: Fragment) -> String {
        let item = self.text(item);
        if self.sqlite() {
            format!("EXISTS (SELECT 1 FROM json_each({}) WHERE value = {})", list.sql, item.sql)
        } else {
            format!("({} @> to_jsonb(({})::text))", list.sql, item.sql)
        }
    }
}
