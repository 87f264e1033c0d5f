//! A record in the making: its values are found when they are asked for, each at most once.

use std::{cell::RefCell, collections::BTreeMap, fmt, rc::Rc};

use engine_base::{Timestamp, Uuid};
use serde_json::Value as Json;

use crate::{Quantity, Sample, SampleError, Source, Step, cell::Cell, draw, source::Rows};

/// A record of a step.
pub(crate) struct Node<'s> {
    pub sample: &'s Sample,
    pub step: &'s Step,
    /// Its number within the step, or within the record that it is made for; from 0.
    pub number: u64,
    /// The record that it is made for.
    parent: Option<Rc<Node<'s>>>,
    /// The pool entry that it is made from.
    item: Option<&'s Json>,
    /// The key of its random streams.
    key: u64,
    found: Found<'s>,
}

/// Values found so far; `None` while one is being found.
type Found<'s> = RefCell<BTreeMap<&'s str, Option<Cell<'s>>>>;

/// Where paths start: a record, or a row of one of its sub-tables.
#[derive(Clone, Copy)]
pub(crate) struct Place<'a, 's> {
    pub node: &'a Rc<Node<'s>>,
    pub row: Option<&'a Row<'s>>,
}

/// A row in the making.
pub(crate) struct Row<'s> {
    pub rows: &'s Rows,
    /// From 0.
    pub number: u64,
    pub key: u64,
    found: Found<'s>,
}

impl<'s> Node<'s> {
    /// Record `number` of a step that counts or goes through a pool.
    pub fn root(sample: &'s Sample, step: &'s Step, number: u64) -> Result<Rc<Self>, SampleError> {
        let item = match &step.records {
            Quantity::Pool(pool) => {
                usize::try_from(number).ok().and_then(|at| sample.pools.entries(pool).ok()?.get(at))
            }
            Quantity::Count(_) | Quantity::Each(_) => None,
        };
        let key = draw::numbered(draw::key(sample.seed, step.name()), number);
        Ok(Rc::new(Node { sample, step, number, parent: None, item, key, found: Found::default() }))
    }

    /// Record `number` of those that `step` makes for this one.
    pub fn child(self: &Rc<Self>, step: &'s Step, number: u64) -> Rc<Self> {
        let key = draw::numbered(draw::key(self.key, step.name()), number);
        Rc::new(Node {
            sample: self.sample,
            step,
            number,
            parent: Some(Rc::clone(self)),
            item: None,
            key,
            found: Found::default(),
        })
    }

    /// When it comes in its step: the numbers of the records that it was made for, and its own.
    pub fn order(&self) -> Vec<u64> {
        let mut order = self.parent.as_ref().map_or_else(Vec::new, |parent| parent.order());
        order.push(self.number);
        order
    }

    /// How many records `step` makes for this one.
    pub fn children(self: &Rc<Self>, step: &'s Step) -> Result<u64, SampleError> {
        match &step.records {
            Quantity::Each(parents) if parents.step == self.step.name() => {
                self.whole(&parents.times, draw::key(draw::key(self.key, step.name()), "times"))
            }
            _ => Err(SampleError::NoStep { step: self.step.name().to_owned(), needs: step.name().to_owned() }),
        }
    }

    /// The value called `name`.
    pub fn value(self: &Rc<Self>, name: &'s str) -> Result<Cell<'s>, SampleError> {
        if self.step.via() == Some(name)
            && let Some(parent) = &self.parent
        {
            return Ok(Cell::Link(Rc::clone(parent)));
        }
        match name {
            "index" => return Ok(Cell::Number((self.number + 1).into())),
            "item" => return Ok(self.item.map_or(Cell::Empty, Cell::from_json)),
            _ => {}
        }
        let source = match name {
            "created_at" => Some(&self.step.created_at),
            "owner" => Some(&self.step.owner),
            _ => self.step.lets.get(name).or_else(|| self.step.fields.get(name)),
        };
        let source = source.ok_or_else(|| self.no_name(name))?;
        let place = Place { node: self, row: None };
        once(&self.found, self.step, name, || place.evaluate(source, name, draw::key(self.key, name)))
    }

    /// The moment of its creation.
    pub fn created_at(self: &Rc<Self>) -> Result<Timestamp, SampleError> {
        match self.value("created_at")? {
            Cell::Moment(moment) => Ok(moment),
            other => Err(self.mismatch("created_at", &other)),
        }
    }

    /// Its id.
    pub fn id(self: &Rc<Self>) -> Result<Uuid, SampleError> {
        let millis = u64::try_from(self.created_at()?.as_millisecond()).unwrap_or(0);
        Ok(draw::timed_id(draw::key(self.key, "id"), millis))
    }

    pub fn no_name(&self, name: &str) -> SampleError {
        SampleError::NoName { step: self.step.name().to_owned(), name: name.to_owned() }
    }

    pub fn mismatch(&self, name: &str, found: &Cell<'_>) -> SampleError {
        let found = match found {
            Cell::Empty => "empty".to_owned(),
            other => format!("`{}`", other.shown()),
        };
        SampleError::Mismatch { step: self.step.name().to_owned(), name: name.to_owned(), found }
    }

    fn whole(self: &Rc<Self>, source: &'s Source, key: u64) -> Result<u64, SampleError> {
        Place { node: self, row: None }.whole(source, "times", key)
    }
}

impl<'s> Row<'s> {
    pub fn new(rows: &'s Rows, number: u64, key: u64) -> Self {
        Row { rows, number, key: draw::numbered(key, number), found: Found::default() }
    }
}

impl<'a, 's> Place<'a, 's> {
    /// The value at a path.
    pub fn path(self, path: &'s str) -> Result<Cell<'s>, SampleError> {
        let mut steps = path.split('.');
        let mut cell = self.name(steps.next().unwrap_or_default())?;
        for step in steps {
            cell = match cell {
                Cell::Empty => return Ok(Cell::Empty),
                Cell::Link(node) => node.value(step)?,
                Cell::Row(row) => row.get(step).cloned().ok_or_else(|| self.node.no_name(path))?,
                Cell::Object(json) => Cell::from_json(json.get(step).ok_or_else(|| self.node.no_name(path))?),
                _ => return Err(self.node.no_name(path)),
            };
        }
        Ok(cell)
    }

    fn name(self, name: &'s str) -> Result<Cell<'s>, SampleError> {
        let Some(row) = self.row else { return self.node.value(name) };
        if name == "row" {
            return Ok(Cell::Number((row.number + 1).into()));
        }
        let Some(source) = row.rows.lets.get(name).or_else(|| row.rows.fields.get(name)) else {
            return self.node.value(name);
        };
        once(&row.found, self.node.step, name, || self.evaluate(source, name, draw::key(row.key, name)))
    }
}

/// The value of `name`, found now if it was not found before.
fn once<'s>(
    found: &Found<'s>,
    step: &Step,
    name: &'s str,
    find: impl FnOnce() -> Result<Cell<'s>, SampleError>,
) -> Result<Cell<'s>, SampleError> {
    match found.borrow().get(name) {
        Some(Some(cell)) => return Ok(cell.clone()),
        Some(None) => return Err(SampleError::Circle { step: step.name().to_owned(), name: name.to_owned() }),
        None => {}
    }
    found.borrow_mut().insert(name, None);
    let cell = find()?;
    found.borrow_mut().insert(name, Some(cell.clone()));
    Ok(cell)
}

/// The step, the number and the key, so that different records look different.
impl fmt::Debug for Node<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#{}-{:016x}", self.step.name(), self.number + 1, self.key)
    }
}
