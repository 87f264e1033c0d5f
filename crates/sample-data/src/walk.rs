//! Going through all records of a sample, one at a time.

use std::{rc::Rc, slice};

use serde_json::Map;

use crate::{Quantity, Record, Sample, SampleError, Step, cell::Cell, node::Node, render::render};

/// The records of a sample. Memory does not grow with their number; after an error there is nothing more.
pub struct Records<'s> {
    sample: &'s Sample,
    steps: slice::Iter<'s, Step>,
    walk: Option<Walk<'s>>,
}

/// The records of one step.
enum Walk<'s> {
    /// Those that stand for themselves.
    Roots { step: &'s Step, next: u64, count: u64 },
    /// Those made for the records of another step.
    Children { step: &'s Step, parents: Box<Walk<'s>>, parent: Option<Rc<Node<'s>>>, next: u64, count: u64 },
}

impl<'s> Records<'s> {
    pub(crate) fn new(sample: &'s Sample) -> Self {
        Records { sample, steps: sample.recipe.steps.iter(), walk: None }
    }

    fn advance(&mut self) -> Result<Option<Record>, SampleError> {
        loop {
            if let Some(walk) = &mut self.walk
                && let Some(node) = walk.next(self.sample)?
            {
                return record(&node).map(Some);
            }
            match self.steps.next() {
                Some(step) => self.walk = Some(Walk::of(self.sample, step)?),
                None => return Ok(None),
            }
        }
    }
}

impl Iterator for Records<'_> {
    type Item = Result<Record, SampleError>;

    fn next(&mut self) -> Option<Self::Item> {
        let next = self.advance().transpose();
        if matches!(next, Some(Err(_))) {
            (self.steps, self.walk) = ([].iter(), None);
        }
        next
    }
}

impl<'s> Walk<'s> {
    fn of(sample: &'s Sample, step: &'s Step) -> Result<Self, SampleError> {
        Ok(match &step.records {
            Quantity::Count(_) | Quantity::Pool(_) => Walk::Roots { step, next: 0, count: sample.count(step)? },
            Quantity::Each(parents) => {
                let parents = Box::new(Walk::of(sample, sample.step(&parents.step, step)?)?);
                Walk::Children { step, parents, parent: None, next: 0, count: 0 }
            }
        })
    }

    fn next(&mut self, sample: &'s Sample) -> Result<Option<Rc<Node<'s>>>, SampleError> {
        match self {
            Walk::Roots { step, next, count } => {
                if next == count {
                    return Ok(None);
                }
                *next += 1;
                Node::root(sample, step, *next - 1).map(Some)
            }
            Walk::Children { step, parents, parent, next, count } => loop {
                if let Some(parent) = parent
                    && next < count
                {
                    *next += 1;
                    return Ok(Some(parent.child(step, *next - 1)));
                }
                let Some(following) = parents.next(sample)? else { return Ok(None) };
                (*next, *count) = (0, following.children(step)?);
                *parent = Some(following);
            },
        }
    }
}

/// The finished record.
fn record(node: &Rc<Node<'_>>) -> Result<Record, SampleError> {
    let fields = node.sample.fields(node.step)?;
    let mut values = Map::new();
    for (key, field) in fields {
        let Some(name) = node
            .step
            .fields
            .get_key_value(key)
            .map(|(name, _)| name.as_str())
            .or(node.step.via().filter(|via| via == key))
        else {
            render(node, key, field, &Cell::Empty)?;
            continue;
        };
        if let Some(json) = render(node, key, field, &node.value(name)?)? {
            values.insert(key.clone(), json);
        }
    }
    let owner = match node.value("owner")? {
        Cell::Id(id) => Some(id),
        Cell::Empty => None,
        other => return Err(node.mismatch("owner", &other)),
    };
    Ok(Record { form: node.step.form.clone(), id: node.id()?, created_at: node.created_at()?, owner, values })
}
