//! The typed tree that both notations become: names are resolved to slots, overloads to one function each.

use engine_base::{DataType, Key, Value};

use crate::Function;

/// One node of a typed tree.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    /// A fixed value; a list of fixed values is one literal too.
    Literal {
        /// The value.
        value: Value,
        /// Its type.
        ty: DataType,
    },
    /// A field's value, possibly over links.
    Field(Path),
    /// A field's value before the change, possibly over links (which are followed as they are now).
    Old(Path),
    /// Something about the person who asks.
    Me(MeAttribute),
    /// The moment of the request.
    Now,
    /// The date of that moment in the organisation's zone.
    Today,
    /// Yes becomes no; no and empty become yes.
    Not(Box<Expr>),
    /// The number or duration with the other sign.
    Negate(Box<Expr>),
    /// Two operands.
    Binary {
        /// Which.
        op: BinaryOp,
        /// The operand on the left.
        left: Box<Expr>,
        /// The operand on the right.
        right: Box<Expr>,
    },
    /// One of two values.
    If {
        /// The condition; empty counts as no.
        test: Box<Expr>,
        /// When it holds.
        then: Box<Expr>,
        /// When it does not.
        other: Box<Expr>,
    },
    /// A function of the catalogue.
    Call {
        /// Which.
        function: Function,
        /// As many as its signature says.
        args: Vec<Expr>,
    },
    /// The rows of a sub-table of the record, taken together.
    Rows {
        /// How they are taken together.
        function: Aggregate,
        /// Slot of the sub-table.
        table: usize,
        /// Key of the sub-table.
        table_key: Key,
        /// What is taken of each row; `None` for whole rows (`count`, `some`, `every`).
        each: Option<Box<Expr>>,
        /// Which rows count; for `some` and `every` the condition itself.
        filter: Option<Box<Expr>>,
    },
    /// Several values, at least one of them not fixed.
    List(Vec<Expr>),
}

/// Where a value comes from: a field of the record or of the current row, then over links.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path {
    /// The first step is a field of the current sub-table row.
    pub row: bool,
    /// Slot of the first step.
    pub slot: usize,
    /// Key of the first step.
    pub key: Key,
    /// The steps over links.
    pub hops: Vec<Hop>,
}

/// One step over a link: the record of `form` that the link so far names, its field `slot`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Hop {
    /// The form the link points to; `user` and `department` are built in.
    pub form: Key,
    /// Slot of the field there.
    pub slot: usize,
    /// Key of the field there.
    pub key: Key,
}

/// What can be asked about the person who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum MeAttribute {
    /// The person.
    Id,
    /// The person's department.
    Department,
    /// The name.
    Name,
    /// The account.
    Account,
    /// The e-mail address.
    Email,
    /// The telephone number.
    Phone,
    /// The job title.
    Title,
}

/// Operators with two operands. Arithmetic is on numbers only: spans of time have functions of their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BinaryOp {
    /// Sum of two numbers.
    Add,
    /// Difference of two numbers.
    Subtract,
    /// Product of two numbers.
    Multiply,
    /// Quotient, rounded to 12 places; empty when the divisor is zero.
    Divide,
    /// Remainder with the sign of the dividend.
    Remainder,
    /// Two texts one after the other.
    Concat,
    /// The left value, or the right one when the left is empty.
    Coalesce,
    /// Both hold.
    And,
    /// At least one holds.
    Or,
    /// Null-safe equality.
    Equal,
    /// Its opposite.
    NotEqual,
    /// Before; no when either is empty.
    Less,
    /// Before or the same.
    LessEqual,
    /// After.
    Greater,
    /// After or the same.
    GreaterEqual,
    /// The left value is one of the list on the right.
    In,
}

/// How the rows of a sub-table are taken together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Aggregate {
    /// How many rows, or how many values that are not empty.
    Count,
    /// Sum of the values that are not empty; 0 when there are none.
    Sum,
    /// Mean of the values that are not empty; empty when there are none.
    Avg,
    /// The least value.
    Min,
    /// The greatest value.
    Max,
    /// At least one row meets the condition.
    Some,
    /// No row fails the condition.
    Every,
}

/// A compiled formula or condition.
#[derive(Clone, Debug, PartialEq)]
pub struct Formula {
    /// The tree.
    pub expr: Expr,
    /// The type of its value.
    pub ty: DataType,
    /// As written, when it was written as a formula.
    pub text: Option<String>,
}

impl Expr {
    /// The empty value.
    pub fn null() -> Expr {
        Expr::Literal { value: Value::Null, ty: DataType::Null }
    }

    /// Calls `see` for this node and every node below, parents first.
    pub fn visit(&self, see: &mut impl FnMut(&Expr)) {
        see(self);
        match self {
            Expr::Literal { .. } | Expr::Field(_) | Expr::Old(_) | Expr::Me(_) | Expr::Now | Expr::Today => {}
            Expr::Not(of) | Expr::Negate(of) => of.visit(see),
            Expr::Binary { left, right, .. } => {
                left.visit(see);
                right.visit(see);
            }
            Expr::If { test, then, other } => {
                test.visit(see);
                then.visit(see);
                other.visit(see);
            }
            Expr::Call { args, .. } | Expr::List(args) => args.iter().for_each(|arg| arg.visit(see)),
            Expr::Rows { each, filter, .. } => {
                for part in [each, filter].into_iter().flatten() {
                    part.visit(see);
                }
            }
        }
    }

    /// Every path, with whether it asks for the value before the change.
    pub fn paths(&self) -> Vec<(Path, bool)> {
        let mut paths = Vec::new();
        self.visit(&mut |node| match node {
            Expr::Field(path) => paths.push((path.clone(), false)),
            Expr::Old(path) => paths.push((path.clone(), true)),
            _ => {}
        });
        paths
    }

    /// The slots of the record this reads, without repetition, in ascending order; sub-tables included.
    pub fn slots(&self) -> Vec<usize> {
        let mut slots = Vec::new();
        self.visit(&mut |node| match node {
            Expr::Field(path) | Expr::Old(path) if !path.row => slots.push(path.slot),
            Expr::Rows { table, .. } => slots.push(*table),
            _ => {}
        });
        slots.sort_unstable();
        slots.dedup();
        slots
    }

    /// Whether the value may change although no record does, because time goes by.
    pub fn depends_on_time(&self) -> bool {
        self.any(|node| matches!(node, Expr::Now | Expr::Today))
    }

    /// Whether the value depends on who asks.
    pub fn depends_on_person(&self) -> bool {
        self.any(|node| {
            matches!(node, Expr::Me(_)) || matches!(node, Expr::Call { function, .. } if function.reads_person())
        })
    }

    /// Whether it asks for values before the change.
    pub fn depends_on_old(&self) -> bool {
        self.any(|node| matches!(node, Expr::Old(_)))
    }

    /// Whether no field is read, so that the value is the same for every record of one request.
    pub fn is_constant(&self) -> bool {
        !self.any(|node| matches!(node, Expr::Field(_) | Expr::Old(_) | Expr::Rows { .. }))
    }

    /// Whether `is` holds for this node or one below.
    pub fn any(&self, is: impl Fn(&Expr) -> bool) -> bool {
        let mut found = false;
        self.visit(&mut |node| found = found || is(node));
        found
    }
}

impl MeAttribute {
    /// Every attribute with its name in formulas and in the tree.
    pub const ALL: [(MeAttribute, &str); 7] = [
        (MeAttribute::Id, "id"),
        (MeAttribute::Department, "department"),
        (MeAttribute::Name, "name"),
        (MeAttribute::Account, "account"),
        (MeAttribute::Email, "email"),
        (MeAttribute::Phone, "phone"),
        (MeAttribute::Title, "title"),
    ];

    /// The name in formulas and in the tree.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(attribute, _)| *attribute == self).map_or("", |(_, name)| name)
    }

    /// The type of the value.
    pub fn ty(self) -> DataType {
        match self {
            MeAttribute::Id => DataType::User,
            MeAttribute::Department => DataType::Department,
            _ => DataType::Text,
        }
    }
}

impl BinaryOp {
    /// The name in the tree.
    pub fn name(self) -> &'static str {
        match self {
            BinaryOp::Add => "add",
            BinaryOp::Subtract => "subtract",
            BinaryOp::Multiply => "multiply",
            BinaryOp::Divide => "divide",
            BinaryOp::Remainder => "remainder",
            BinaryOp::Concat => "concat",
            BinaryOp::Coalesce => "coalesce",
            BinaryOp::And => "and",
            BinaryOp::Or => "or",
            BinaryOp::Equal => "equal",
            BinaryOp::NotEqual => "not_equal",
            BinaryOp::Less => "less",
            BinaryOp::LessEqual => "less_equal",
            BinaryOp::Greater => "greater",
            BinaryOp::GreaterEqual => "greater_equal",
            BinaryOp::In => "in",
        }
    }

    /// The operator between these operands.
    pub fn of(self, left: Expr, right: Expr) -> Expr {
        Expr::Binary { op: self, left: Box::new(left), right: Box::new(right) }
    }
}

impl Aggregate {
    /// The name in formulas and in the tree.
    pub fn name(self) -> &'static str {
        match self {
            Aggregate::Count => "count",
            Aggregate::Sum => "sum",
            Aggregate::Avg => "avg",
            Aggregate::Min => "min",
            Aggregate::Max => "max",
            Aggregate::Some => "some",
            Aggregate::Every => "every",
        }
    }

    /// The aggregate with this name.
    pub fn named(name: &str) -> Option<Aggregate> {
        use Aggregate::{Avg, Count, Every, Max, Min, Some as Any, Sum};
        [Count, Sum, Avg, Min, Max, Any, Every].into_iter().find(|aggregate| aggregate.name() == name)
    }
}
