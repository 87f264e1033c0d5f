//! Operators: which types they take and what they become.

use engine_base::DataType;

use super::{Checker, Typed, compatible, is_ordered, types};
use crate::{
    BinaryOp, Expr, Function, functions,
    node::{At, Node},
};

impl Checker<'_> {
    pub(super) fn binary(
        &mut self,
        op: BinaryOp,
        left: &Node,
        right: &Node,
        wanted: Option<&DataType>,
        at: &At,
    ) -> Option<Typed> {
        match op {
            BinaryOp::And | BinaryOp::Or => {
                let (left, right) = (self.condition(left), self.condition(right));
                Some(Typed::yes_no(op.of(left?, right?)))
            }
            BinaryOp::Coalesce => {
                let (left, right) = self.pair(left, right, wanted);
                let (left, right) = (left?, right?);
                let ty = self.one_type(&left.ty, &right.ty, at)?;
                Some(Typed::new(op.of(left.expr, right.expr), ty))
            }
            BinaryOp::Add
            | BinaryOp::Subtract
            | BinaryOp::Multiply
            | BinaryOp::Divide
            | BinaryOp::Remainder
            | BinaryOp::Concat => {
                let (left, right) = (self.check(left, None), self.check(right, None));
                self.arithmetic(op, left?, right?, at)
            }
            BinaryOp::In => {
                let left = self.check(left, None)?;
                let list = left.ty.clone().list();
                let right = self.check_as(right, &list)?;
                Some(Typed::yes_no(op.of(left.expr, right.expr)))
            }
            _ => {
                let (left, right) = self.pair(left, right, None);
                let (left, right) = (left?, right?);
                self.comparison(op, left, right, at)
            }
        }
    }

    /// `== != < <= > >=` of two checked sides.
    pub(super) fn comparison(&mut self, op: BinaryOp, left: Typed, right: Typed, at: &At) -> Option<Typed> {
        if !compatible(&left.ty, &right.ty) {
            return self.differ(at, &left.ty, &right.ty);
        }
        let ordering = !matches!(op, BinaryOp::Equal | BinaryOp::NotEqual);
        for ty in [&left.ty, &right.ty] {
            if !types::is_comparable(ty) || (ordering && !is_ordered(ty)) {
                let issue = at.issue("expression.not_comparable").with("type", super::type_name(ty));
                return self.refuse(issue);
            }
        }
        Some(Typed::yes_no(op.of(left.expr, right.expr)))
    }

    /// `-x`
    pub(super) fn negate(&mut self, of: &Node) -> Option<Typed> {
        let typed = self.check(of, None)?;
        match typed.ty {
            DataType::Number { .. } | DataType::Duration | DataType::Null => {
                Some(Typed::new(Expr::Negate(Box::new(typed.expr)), typed.ty))
            }
            ty => self.mismatch(&of.at, "number", &ty),
        }
    }

    fn arithmetic(&mut self, op: BinaryOp, left: Typed, right: Typed, at: &At) -> Option<Typed> {
        use BinaryOp::{Add, Concat, Divide, Multiply, Remainder, Subtract};
        use DataType::{Date, DateTime, Duration, Number};
        let call = |function, ty, a: Typed, b: Typed| {
            Some(Typed::new(Expr::Call { function, args: vec![a.expr, b.expr] }, ty))
        };
        let (a, b) = (types::scale_of(&left.ty), types::scale_of(&right.ty));
        match (op, &left.ty, &right.ty) {
            // What is always empty takes the type of the other side.
            (_, DataType::Null, DataType::Null) => Some(Typed::new(Expr::null(), DataType::Null)),
            (Add | Concat, DataType::Text, _) | (Add | Concat, _, DataType::Text) => {
                let (left, right) = (self.as_text(left, at)?, self.as_text(right, at)?);
                Some(Typed::new(Concat.of(left, right), DataType::Text))
            }
            (Add | Subtract, Number { .. } | DataType::Null, Number { .. } | DataType::Null) => {
                Some(Typed::new(op.of(left.expr, right.expr), types::number(a.max(b))))
            }
            (Multiply, Number { .. } | DataType::Null, Number { .. } | DataType::Null) => {
                Some(Typed::new(op.of(left.expr, right.expr), types::number(a + b)))
            }
            (Remainder, Number { .. } | DataType::Null, Number { .. } | DataType::Null) => {
                Some(Typed::new(op.of(left.expr, right.expr), types::number(a.max(b))))
            }
            (Divide, Number { .. } | DataType::Null, Number { .. } | DataType::Null) => {
                Some(Typed::new(op.of(left.expr, right.expr), types::decimal()))
            }
            (Add, Date, Duration | DataType::Null) => call(Function::DatePlus, Date, left, right),
            (Add, Duration | DataType::Null, Date) => call(Function::DatePlus, Date, right, left),
            (Subtract, Date, Duration) => call(Function::DateMinus, Date, left, right),
            (Subtract, Date | DataType::Null, Date) | (Subtract, Date, DataType::Null) => {
                call(Function::DaysBetween, DataType::INTEGER, right, left)
            }
            (Add, DateTime, Duration | DataType::Null) => call(Function::MomentPlus, DateTime, left, right),
            (Add, Duration | DataType::Null, DateTime) => call(Function::MomentPlus, DateTime, right, left),
            (Subtract, DateTime, Duration) => call(Function::MomentMinus, DateTime, left, right),
            (Subtract, DateTime | DataType::Null, DateTime) | (Subtract, DateTime, DataType::Null) => {
                call(Function::MomentDifference, Duration, left, right)
            }
            (Add, Duration | DataType::Null, Duration) | (Add, Duration, DataType::Null) => {
                call(Function::DurationPlus, Duration, left, right)
            }
            (Subtract, Duration | DataType::Null, Duration) | (Subtract, Duration, DataType::Null) => {
                call(Function::DurationMinus, Duration, left, right)
            }
            (Multiply, Duration, Number { .. }) => call(Function::DurationTimes, Duration, left, right),
            (Multiply, Number { .. }, Duration) => call(Function::DurationTimes, Duration, right, left),
            (Divide, Duration, Number { .. }) => call(Function::DurationOver, Duration, left, right),
            (_, Number { .. } | Duration | Date | DateTime | DataType::Null, right) => {
                self.differ(at, &left.ty.clone(), &right.clone())
            }
            (_, left, _) => self.mismatch(at, "number", &left.clone()),
        }
    }

    /// A value as text, as `+` and `concat` put it.
    pub(super) fn as_text(&mut self, typed: Typed, at: &At) -> Option<Expr> {
        match functions::to_text(&typed.ty) {
            Some(None) => Some(typed.expr),
            Some(Some(function)) => Some(Expr::Call { function, args: vec![typed.expr] }),
            None => self.mismatch(at, "text", &typed.ty),
        }
    }
}
