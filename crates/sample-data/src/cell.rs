//! A value on its way from a source to a record.

use std::{collections::BTreeMap, rc::Rc};

use engine_base::{Decimal, Timestamp, Uuid, parse_number};
use serde_json::Value as Json;

use crate::node::Node;

/// A value; linked records stand in it as such, so that a path can go on through them.
#[derive(Clone, Debug)]
pub(crate) enum Cell<'s> {
    Empty,
    Bool(bool),
    Number(Decimal),
    Text(Rc<str>),
    Moment(Timestamp),
    /// A person or a department.
    Id(Uuid),
    Link(Rc<Node<'s>>),
    List(Rc<[Cell<'s>]>),
    Row(Rc<BTreeMap<&'s str, Cell<'s>>>),
    Object(&'s Json),
}

impl<'s> Cell<'s> {
    pub(crate) fn text(text: &str) -> Self {
        Cell::Text(text.into())
    }

    pub(crate) fn from_json(json: &'s Json) -> Self {
        match json {
            Json::Null => Cell::Empty,
            Json::Bool(yes) => Cell::Bool(*yes),
            Json::Number(number) => parse_number(&number.to_string()).map_or(Cell::Empty, Cell::Number),
            Json::String(text) => Cell::text(text),
            Json::Array(items) => Cell::List(items.iter().map(Cell::from_json).collect()),
            Json::Object(_) => Cell::Object(json),
        }
    }

    /// The number it is, or that its text says.
    pub(crate) fn number(&self) -> Option<Decimal> {
        match self {
            Cell::Number(number) => Some(*number),
            Cell::Text(text) => parse_number(text),
            _ => None,
        }
    }

    /// How it is compared and printed: `""` when empty.
    pub(crate) fn shown(&self) -> String {
        match self {
            Cell::Empty => String::new(),
            Cell::Bool(yes) => yes.to_string(),
            Cell::Number(number) => number.normalize().to_string(),
            Cell::Text(text) => text.to_string(),
            Cell::Moment(moment) => moment.to_string(),
            Cell::Id(id) => id.to_string(),
            Cell::Link(node) => format!("{node:?}"),
            Cell::List(items) => items.iter().map(Cell::shown).collect::<Vec<_>>().join(", "),
            Cell::Row(_) => "a row".to_owned(),
            Cell::Object(json) => json.to_string(),
        }
    }
}
