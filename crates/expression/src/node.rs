//! What both notations are read into, before names and types are known.

use std::sync::Arc;

use engine_base::{Decimal, Issue};
use serde_json::Value as Json;

use crate::BinaryOp;

/// A part of a formula or condition as written.
#[derive(Clone, Debug)]
pub(crate) struct Node {
    pub kind: Kind,
    pub at: At,
}

/// Where a part was written: a JSON pointer, and inside formula text a line and column (both from 1).
#[derive(Clone, Debug)]
pub(crate) struct At {
    pub pointer: Arc<str>,
    pub spot: Option<Spot>,
}

/// A place in formula text.
#[derive(Clone, Debug)]
pub(crate) struct Spot {
    pub line: usize,
    pub column: usize,
    pub token: String,
}

/// A name as written.
#[derive(Clone, Debug)]
pub(crate) struct Name {
    pub text: String,
    pub at: At,
}

#[derive(Clone, Debug)]
pub(crate) enum Kind {
    Null,
    YesNo(bool),
    Number(Decimal),
    /// Text in quotes; also an option key, a date… when the other side asks for one.
    Text(Arc<str>),
    /// A literal of condition JSON, typed by the other side.
    Json(Json),
    Path(Vec<Name>),
    /// A function; `path.name()` puts the receiver first.
    Call {
        name: Name,
        args: Vec<Node>,
    },
    Not(Box<Node>),
    Negate(Box<Node>),
    /// `In` is read as a call of `contains`.
    Binary {
        op: BinaryOp,
        left: Box<Node>,
        right: Box<Node>,
    },
    If {
        test: Box<Node>,
        then: Box<Node>,
        other: Box<Node>,
    },
    List(Vec<Node>),
    /// `{"field": …, "op": …, "value": …}`
    Test {
        field: Box<Node>,
        op: Name,
        value: Option<Box<Node>>,
    },
    /// `{"some": …, "where": …}` and `{"every": …}`
    Quantifier {
        every: bool,
        table: Name,
        filter: Box<Node>,
    },
}

impl At {
    /// The place `pointer` in a document.
    pub fn pointer(pointer: impl Into<Arc<str>>) -> At {
        At { pointer: pointer.into(), spot: None }
    }

    /// An issue here.
    pub fn issue(&self, code: &'static str) -> Issue {
        let issue = Issue::new(code).at(&*self.pointer);
        match &self.spot {
            Some(spot) => issue.with("line", spot.line).with("column", spot.column).with("token", spot.token.clone()),
            None => issue,
        }
    }

    /// The place one token further down the document.
    pub fn inside(&self, token: impl std::fmt::Display) -> At {
        At::pointer(Issue::join(&self.pointer, token))
    }
}

impl Node {
    pub fn new(kind: Kind, at: At) -> Node {
        Node { kind, at }
    }

    /// Whether the type comes from what it is compared with: literals that may stand for several types.
    pub fn is_flexible(&self) -> bool {
        match &self.kind {
            Kind::Null | Kind::Text(_) | Kind::Json(_) => true,
            Kind::Call { name, args } => name.text == "null" && args.is_empty(),
            Kind::List(items) => items.iter().all(Node::is_flexible),
            Kind::If { then, other, .. } => then.is_flexible() && other.is_flexible(),
            Kind::Binary { op: BinaryOp::Coalesce, left, right } => left.is_flexible() && right.is_flexible(),
            _ => false,
        }
    }

    /// The operators of a list of conditions joined evenly, so that a long list makes no deep tree.
    pub fn join(op: BinaryOp, mut parts: Vec<Node>, at: &At) -> Node {
        match parts.len() {
            0 => Node::new(Kind::YesNo(op == BinaryOp::And), at.clone()),
            1 => parts.swap_remove(0),
            count => {
                let right = Node::join(op, parts.split_off(count / 2), at);
                let left = Node::join(op, parts, at);
                Node::new(Kind::Binary { op, left: Box::new(left), right: Box::new(right) }, at.clone())
            }
        }
    }
}
