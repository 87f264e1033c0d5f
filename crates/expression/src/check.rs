//! The type checker: untyped nodes become typed trees, and everything that is wrong becomes an issue.

mod binary;
mod call;
mod literal;
mod path;
mod rows;
mod rules;
mod suggest;
mod test;
mod types;

pub use suggest::nearest;

use engine_base::{DataType, Issue};

use crate::{
    BinaryOp, Expr, Place, Scope,
    node::{At, Kind, Node},
};

pub(crate) use types::{compatible, is_ordered, type_name};

/// A checked part: its tree and the type of its value.
#[derive(Clone, Debug)]
pub(crate) struct Typed {
    pub expr: Expr,
    pub ty: DataType,
}

/// Checks one formula or condition.
pub(crate) struct Checker<'a> {
    place: Place<'a>,
    scope: &'a dyn Scope,
    /// The sub-table whose row the names are about.
    table: Option<String>,
    pub issues: Vec<Issue>,
}

impl Typed {
    pub fn new(expr: Expr, ty: DataType) -> Typed {
        Typed { expr, ty }
    }

    pub fn yes_no(expr: Expr) -> Typed {
        Typed { expr, ty: DataType::YesNo }
    }
}

impl<'a> Checker<'a> {
    pub fn new(place: &Place<'a>, scope: &'a dyn Scope) -> Self {
        Checker { place: *place, scope, table: place.table.map(str::to_owned), issues: Vec::new() }
    }

    /// Checks `node`. `wanted` is only a hint for literals that may stand for several types; `None` is returned when an
    /// issue was found, so that one mistake is told once.
    pub fn check(&mut self, node: &Node, wanted: Option<&DataType>) -> Option<Typed> {
        match &node.kind {
            Kind::Null => Some(Typed::new(Expr::null(), DataType::Null)),
            Kind::YesNo(value) => Some(literal::fixed(engine_base::Value::Bool(*value), DataType::YesNo)),
            Kind::Number(number) => Some(literal::number(*number)),
            Kind::Text(text) => self.text_literal(text, wanted, &node.at),
            Kind::Json(json) => self.json_literal(json, wanted, &node.at),
            Kind::Path(names) => self.path(names),
            Kind::Call { name, args } => self.call(name, args, wanted),
            Kind::Not(of) => self.condition(of).map(|of| Typed::yes_no(Expr::Not(Box::new(of)))),
            Kind::Negate(of) => self.negate(of),
            Kind::Binary { op, left, right } => self.binary(*op, left, right, wanted, &node.at),
            Kind::If { test, then, other } => self.choice(test, then, other, wanted, &node.at),
            Kind::List(items) => self.list(items, wanted, &node.at),
            Kind::Test { field, op, value } => self.test(field, op, value.as_deref()),
            Kind::Quantifier { every, table, filter } => self.quantifier(*every, table, filter),
        }
    }

    /// Checks a part that must give yes or no.
    pub fn condition(&mut self, node: &Node) -> Option<Expr> {
        self.check_as(node, &DataType::YesNo).map(|typed| typed.expr)
    }

    /// Checks a part that must give `ty`.
    pub fn check_as(&mut self, node: &Node, ty: &DataType) -> Option<Typed> {
        let typed = self.check(node, Some(ty))?;
        if compatible(&typed.ty, ty) { Some(typed) } else { self.mismatch(&node.at, type_name(ty), &typed.ty) }
    }

    /// `if`: both branches have one type.
    fn choice(&mut self, test: &Node, then: &Node, other: &Node, wanted: Option<&DataType>, at: &At) -> Option<Typed> {
        let test = self.condition(test);
        let (then, other) = self.pair(then, other, wanted);
        let (then, other) = (then?, other?);
        let ty = self.one_type(&then.ty, &other.ty, at);
        let (test, ty) = (test?, ty?);
        Some(Typed::new(Expr::If { test: Box::new(test), then: Box::new(then.expr), other: Box::new(other.expr) }, ty))
    }

    /// Checks two parts of one type; a literal takes its type from the other side.
    fn pair(&mut self, left: &Node, right: &Node, wanted: Option<&DataType>) -> (Option<Typed>, Option<Typed>) {
        if left.is_flexible() && !right.is_flexible() {
            let right = self.check(right, wanted);
            let hint = right.as_ref().map(|typed| typed.ty.clone());
            return (self.check(left, hint.as_ref().or(wanted)), right);
        }
        let left = self.check(left, wanted);
        let hint = left.as_ref().map(|typed| typed.ty.clone()).filter(|ty| *ty != DataType::Null);
        let right = self.check(right, hint.as_ref().or(wanted));
        (left, right)
    }

    fn one_type(&mut self, a: &DataType, b: &DataType, at: &At) -> Option<DataType> {
        match types::unify(a, b) {
            Some(ty) => Some(ty),
            None => self.differ(at, a, b),
        }
    }

    fn mismatch<T>(&mut self, at: &At, expected: &str, given: &DataType) -> Option<T> {
        let issue = at.issue("expression.type").with("expected", expected).with("given", type_name(given));
        self.issues.push(issue);
        None
    }

    fn differ<T>(&mut self, at: &At, left: &DataType, right: &DataType) -> Option<T> {
        let issue = at.issue("expression.types_differ").with("left", type_name(left)).with("right", type_name(right));
        self.issues.push(issue);
        None
    }

    fn refuse<T>(&mut self, issue: Issue) -> Option<T> {
        self.issues.push(issue);
        None
    }
}

/// Several conditions that must all hold.
pub(crate) fn all(parts: impl IntoIterator<Item = Expr>) -> Expr {
    let joined = parts.into_iter().reduce(|left, right| BinaryOp::And.of(left, right));
    joined.unwrap_or_else(|| literal::fixed(engine_base::Value::Bool(true), DataType::YesNo).expr)
}
