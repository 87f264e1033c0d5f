//! Values of expressions as SQL; joins are collected on the way.

use std::sync::Arc;

use app_definition::{Access, CompiledApp};
use engine_base::{Key, Value};
use expression::{BinaryOp, Expr, Function};
use form_engine::CompiledForm;

use super::{
    Bind, Fragment, Repr,
    bind::{Edge, arg_of},
};
use crate::{Dialect, Error};

/// Conditions inside conditions inside joins… end here.
const DEEPEST: usize = 24;

/// Whose eyes a piece of SQL looks with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trust {
    /// A person asked: fields that may not be used are refused, records that may not be seen are empty.
    Person,
    /// The definition asks for the person (computed fields): records that may not be seen are empty.
    Computed,
    /// The platform itself (scopes of rights).
    Platform,
}

/// Where a name is looked up.
#[derive(Clone, Debug)]
pub(crate) struct At {
    /// The record's table.
    pub(crate) alias: String,
    /// Where joins from the record go.
    pub(crate) level: usize,
    pub(crate) form: Arc<CompiledForm>,
    pub(crate) row: Option<RowAt>,
    pub(crate) trust: Trust,
}

/// The current row of a sub-table.
#[derive(Clone, Debug)]
pub(crate) struct RowAt {
    pub(crate) alias: String,
    pub(crate) level: usize,
    /// Slot of the sub-table.
    pub(crate) table: usize,
}

/// A SELECT's joins.
#[derive(Debug, Default)]
pub(crate) struct Level {
    pub(crate) joins: Vec<Join>,
}

#[derive(Debug)]
pub(crate) struct Join {
    pub(crate) from: String,
    pub(crate) form: Key,
    pub(crate) scoped: bool,
    pub(crate) alias: String,
    pub(crate) sql: String,
}

/// Compiles expressions about records of one app.
pub(crate) struct Compiler<'a> {
    pub(crate) dialect: Dialect,
    pub(crate) app: &'a CompiledApp,
    // Nobody's rights when the platform itself asks.
    pub(crate) access: Option<&'a Access>,
    pub(crate) binds: Vec<Bind>,
    pub(crate) levels: Vec<Level>,
    aliases: usize,
    depth: usize,
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(dialect: Dialect, app: &'a CompiledApp, access: Option<&'a Access>) -> Compiler<'a> {
        Compiler { dialect, app, access, binds: Vec::new(), levels: vec![Level::default()], aliases: 0, depth: 0 }
    }

    pub(crate) fn sqlite(&self) -> bool {
        self.dialect == Dialect::Sqlite
    }

    /// A new name for a table.
    pub(crate) fn alias(&mut self) -> String {
        self.aliases += 1;
        format!("t{}", self.aliases)
    }

    /// Adds a parameter; its name in the text.
    pub(crate) fn bind(&mut self, bind: Bind) -> String {
        if matches!(bind, Bind::Zone)
            && let Some(at) = self.binds.iter().position(|known| matches!(known, Bind::Zone))
        {
            return self.placeholder(at + 1);
        }
        self.binds.push(bind);
        self.placeholder(self.binds.len())
    }

    fn placeholder(&self, number: usize) -> String {
        if self.sqlite() { format!("?{number}") } else { format!("${number}") }
    }

    /// Adds a parameter that the caller brings at each request.
    pub(crate) fn given(&mut self, index: usize) -> String {
        self.bind(Bind::Given(index))
    }

    /// Opens a SELECT of its own.
    pub(crate) fn open_level(&mut self) -> usize {
        self.levels.push(Level::default());
        self.levels.len() - 1
    }

    /// The joins that a SELECT needs so far, each beginning with a space.
    pub(crate) fn joins(&self, level: usize) -> String {
        self.levels.get(level).map(|level| level.joins.iter().map(|join| join.sql.as_str()).collect()).unwrap_or_default()
    }

    /// Counts how deep definitions refer to each other.
    pub(crate) fn deeper<T>(&mut self, inside: impl FnOnce(&mut Self) -> Result<T, Error>) -> Result<T, Error> {
        if self.depth >= DEEPEST {
            return Err(Error::Database("computed fields refer to each other too deeply".into()));
        }
        self.depth += 1;
        let result = inside(self);
        self.depth -= 1;
        result
    }

    /// The value of an expression.
    pub(crate) fn value(&mut self, expr: &Expr, at: &At) -> Result<Fragment, Error> {
        if let Expr::Literal { value: Value::Null, .. } = expr {
            return Ok(Fragment::new("NULL", Repr::Null));
        }
        if is_bindable(expr) {
            return self.constant(expr);
        }
        match expr {
            Expr::Field(path) => self.path(path, at),
            Expr::Old(path) => Err(Error::Database(format!("`old.{}` has no meaning in a query", path.key))),
            Expr::Negate(of) => {
                let of = self.value(of, at)?;
                match of.repr {
                    Repr::Duration => Ok(Fragment::new(format!("(-{})", of.sql), Repr::Duration)),
                    _ => {
                        let zero = Fragment::new(if self.sqlite() { "'0'" } else { "0" }, Repr::Decimal);
                        let of = self.decimal(of);
                        Ok(self.arithmetic("subtract", &zero, &of))
                    }
                }
            }
            Expr::Binary { op, left, right } => self.binary(*op, left, right, expr, at),
            Expr::If { test, then, other } => {
                let test = self.condition(test, at)?;
                let (then, other) = (self.value(then, at)?, self.value(other, at)?);
                let (then, other) = self.unify(then, other);
                let repr = if then.repr == Repr::Null { other.repr } else { then.repr };
                Ok(Fragment::new(format!("(CASE WHEN {test} THEN {} ELSE {} END)", then.sql, other.sql), repr))
            }
            Expr::Call { function, args } => self.call(*function, args, expr, at),
            Expr::Rows { function, table, each, filter, .. } => {
                self.rows(*function, *table, each.as_deref(), filter.as_deref(), at)
            }
            Expr::List(items) => self.list(items, at),
            Expr::Not(_) | Expr::Literal { .. } | Expr::Me(_) | Expr::Now | Expr::Today => self.two_valued(expr, at),
        }
    }

    /// Yes or no, never empty.
    pub(crate) fn two_valued(&mut self, expr: &Expr, at: &At) -> Result<Fragment, Error> {
        let condition = self.condition(expr, at)?;
        Ok(Fragment::new(format!("(({condition}) IS TRUE)"), Repr::Bool))
    }

    fn binary(&mut self, op: BinaryOp, left: &Expr, right: &Expr, whole: &Expr, at: &At) -> Result<Fragment, Error> {
        let name = match op {
            BinaryOp::Add => "add",
            BinaryOp::Subtract => "subtract",
            BinaryOp::Multiply => "multiply",
            BinaryOp::Divide => "divide",
            BinaryOp::Remainder => "remainder",
            BinaryOp::Concat => {
                let (left, right) = (self.value(left, at)?, self.value(right, at)?);
                let (left, right) = (self.text(left), self.text(right));
                return Ok(Fragment::new(format!("nullif(concat({}, {}), '')", left.sql, right.sql), Repr::Text));
            }
            BinaryOp::Coalesce => {
                let (left, right) = (self.value(left, at)?, self.value(right, at)?);
                let (left, right) = self.unify(left, right);
                let repr = if left.repr == Repr::Null { right.repr } else { left.repr };
                return Ok(Fragment::new(format!("coalesce({}, {})", left.sql, right.sql), repr));
            }
            _ => return self.two_valued(whole, at),
        };
        let (left, right) = (self.value(left, at)?, self.value(right, at)?);
        let (left, right) = (self.decimal(left), self.decimal(right));
        Ok(self.arithmetic(name, &left, &right))
    }

    /// Arithmetic on decimals.
    pub(crate) fn arithmetic(&mut self, name: &str, left: &Fragment, right: &Fragment) -> Fragment {
        let sql = if self.sqlite() {
            format!("fw_call('{name}/NN', {}, {})", left.sql, right.sql)
        } else {
            format!("fw_{name}({}, {})", left.sql, right.sql)
        };
        Fragment::new(sql, Repr::Decimal)
    }

    /// An expression that does not look at the record, bound as a parameter.
    pub(crate) fn constant(&mut self, expr: &Expr) -> Result<Fragment, Error> {
        let repr = repr_of_constant(expr);
        let sql = self.constant_as(expr, &repr, Edge::Exact)?;
        Ok(Fragment::new(sql, repr))
    }

    /// The same, represented as the other side of a comparison is.
    pub(crate) fn constant_as(&mut self, expr: &Expr, repr: &Repr, edge: Edge) -> Result<String, Error> {
        let fixed = match expr {
            Expr::Literal { value, .. } if !matches!(repr, Repr::Scaled(_)) => Some(arg_of(value, repr)?.into_owned()),
            _ => None,
        };
        let bind = match fixed {
            Some(arg) => Bind::Fixed(arg),
            None => Bind::Constant { expr: expr.clone(), repr: repr.clone(), edge },
        };
        Ok(self.bind(bind))
    }

    /// A list of values that are not all fixed.
    fn list(&mut self, items: &[Expr], at: &At) -> Result<Fragment, Error> {
        let mut parts = Vec::new();
        for item in items {
            let item = self.value(item, at)?;
            parts.push(self.text(item).sql);
        }
        let function = if self.sqlite() { "json_array" } else { "jsonb_build_array" };
        Ok(Fragment::new(format!("{function}({})", parts.join(", ")), Repr::List))
    }

    /// The same value, numbers as decimals.
    pub(crate) fn decimal(&self, fragment: Fragment) -> Fragment {
        let Repr::Scaled(scale) = fragment.repr else { return fragment };
        let sql = match (self.dialect, scale) {
            (Dialect::Sqlite, _) => format!("fw_scaled({}, {scale})", fragment.sql),
            (Dialect::Postgres, 0) => format!("({})::numeric", fragment.sql),
            (Dialect::Postgres, _) => format!("({} * 0.{:0>width$})", fragment.sql, 1, width = usize::from(scale)),
        };
        Fragment::new(sql, Repr::Decimal)
    }

    /// The same value as text, where it is an id, a date or the like.
    pub(crate) fn text(&self, fragment: Fragment) -> Fragment {
        let fragment = self.decimal(fragment);
        let sqlite = self.sqlite();
        let sql = match fragment.repr {
            Repr::Id if sqlite => format!("fw_uuid({})", fragment.sql),
            Repr::Decimal if !sqlite => format!("trim_scale({})::text", fragment.sql),
            Repr::Id | Repr::Date if !sqlite => format!("({})::text", fragment.sql),
            _ => return Fragment { repr: if fragment.repr == Repr::Null { Repr::Null } else { Repr::Text }, ..fragment },
        };
        Fragment::new(sql, Repr::Text)
    }

    /// Two values in one representation.
    pub(crate) fn unify(&self, left: Fragment, right: Fragment) -> (Fragment, Fragment) {
        if left.repr == right.repr || left.repr == Repr::Null || right.repr == Repr::Null {
            return (left, right);
        }
        if left.repr.is_number() && right.repr.is_number() {
            return (self.decimal(left), self.decimal(right));
        }
        match (&left.repr, &right.repr) {
            (Repr::Id, Repr::Text) => (self.text(left), right),
            (Repr::Text, Repr::Id) => (left, self.text(right)),
            _ => (left, right),
        }
    }
}

/// Whether the value is known before the record is.
pub(crate) fn is_bindable(expr: &Expr) -> bool {
    let outside = |node: &Expr| matches!(node, Expr::Call { function: Function::WithinDepartment, .. });
    expr.is_constant() && !expr.any(outside)
}

/// The representation of an expression without fields.
fn repr_of_constant(expr: &Expr) -> Repr {
    match expr {
        Expr::Literal { value, ty } => match value {
            Value::Null => Repr::of_result(ty),
            value => repr_of_value(value),
        },
        Expr::Me(attribute) => Repr::of_result(&attribute.ty()),
        Expr::Now => Repr::Moment,
        Expr::Today => Repr::Date,
        Expr::Not(_) => Repr::Bool,
        Expr::Negate(of) => repr_of_constant(of),
        Expr::Binary { op, left, right } => match op {
            BinaryOp::Add | BinaryOp::Subtract | BinaryOp::Multiply | BinaryOp::Divide | BinaryOp::Remainder => Repr::Decimal,
            BinaryOp::Concat => Repr::Text,
            BinaryOp::Coalesce => either(repr_of_constant(left), || repr_of_constant(right)),
            _ => Repr::Bool,
        },
        Expr::If { then, other, .. } => either(repr_of_constant(then), || repr_of_constant(other)),
        Expr::Call { function, args } => super::call::result(*function, || args.first().map_or(Repr::Null, repr_of_constant)),
        Expr::List(_) => Repr::List,
        Expr::Field(_) | Expr::Old(_) | Expr::Rows { .. } => Repr::Null,
    }
}

fn either(first: Repr, second: impl FnOnce() -> Repr) -> Repr {
    if first == Repr::Null { second() } else { first }
}

fn repr_of_value(value: &Value) -> Repr {
    match value {
        Value::Null => Repr::Null,
        Value::Bool(_) => Repr::Bool,
        Value::Number(_) => Repr::Decimal,
        Value::Text(_) => Repr::Text,
        Value::Date(_) => Repr::Date,
        Value::Time(_) => Repr::Time,
        Value::Timestamp(_) => Repr::Moment,
        Value::Duration(_) => Repr::Duration,
        Value::Id(_) => Repr::Id,
        Value::List(_) => Repr::List,
        Value::Rows(_) | Value::Json(_) => Repr::Json,
    }
}
