//! From a source to a value.

use std::{collections::BTreeMap, rc::Rc};

use engine_base::{Decimal, Uuid, parse_number};
use fastrand::Rng;

use crate::{
    Operation, SampleError, Source,
    cell::Cell,
    draw,
    node::{Node, Place, Row},
    source::{Operand, Range, Rows, Target, Whom},
};

mod moment;

/// How many records are looked at to find one with certain values.
const LOOKED_AT: u64 = 1_000;

/// Fineness of a draw between two numbers.
const GRAIN: i64 = 1_000_000;

impl<'s> Place<'_, 's> {
    /// The value of `source`, which stands at `name` and draws from the stream `key`.
    pub fn evaluate(self, source: &'s Source, name: &str, key: u64) -> Result<Cell<'s>, SampleError> {
        self.find(source, name, key, &mut draw::stream(key))
    }

    /// The value of `source` as a count.
    pub fn whole(self, source: &'s Source, name: &str, key: u64) -> Result<u64, SampleError> {
        let cell = self.evaluate(source, name, key)?;
        let number = cell.number().filter(|number| number.is_integer()).and_then(|number| u64::try_from(number).ok());
        number.ok_or_else(|| self.node.mismatch(name, &cell))
    }

    fn find(self, source: &'s Source, name: &str, key: u64, rng: &mut Rng) -> Result<Cell<'s>, SampleError> {
        let operation = match source {
            Source::Literal(json) => return Ok(Cell::from_json(json)),
            Source::Operation(operation) => &**operation,
        };
        let sample = self.node.sample;
        let cell = match operation {
            Operation::Value(json) => Cell::from_json(json),
            Operation::Copy(path) => self.path(path)?,
            Operation::Text(template) => Cell::text(&self.expand(template, rng)?),
            Operation::Pick(pool) => Cell::from_json(sample.pools.pick(pool, rng)?),
            Operation::Pool(pool) => Cell::List(sample.pools.entries(pool)?.iter().map(Cell::from_json).collect()),
            Operation::Weigh(weights) => {
                let place = draw::weighted(rng, weights.values().copied());
                match place.and_then(|place| weights.keys().nth(place)) {
                    Some(text) if !text.is_empty() => Cell::text(text),
                    _ => Cell::Empty,
                }
            }
            Operation::Chance(percent) => Cell::Bool(rng.u32(..100) < *percent),
            Operation::Some { percent, of } => {
                if rng.u32(..100) < *percent {
                    self.find(of, name, key, rng)?
                } else {
                    Cell::Empty
                }
            }
            Operation::Number(range) => Cell::Number(self.between(range, name, rng)?),
            Operation::Multiply { of, step } => {
                let mut product = Decimal::ONE;
                for factor in of {
                    let factor = self.operand(factor)?;
                    product =
                        product.checked_mul(factor).ok_or_else(|| self.node.mismatch(name, &Cell::Number(factor)))?;
                }
                Cell::Number(match step {
                    None => product,
                    Some(step) => self.rounded(product, self.operand(step)?, name)?,
                })
            }
            Operation::Sum { rows, of } => self.sum(rows, of, name)?,
            Operation::Length(path) => match self.path(path)? {
                Cell::List(items) => Cell::Number(items.len().into()),
                Cell::Empty => Cell::Number(Decimal::ZERO),
                other => return Err(self.node.mismatch(path, &other)),
            },
            Operation::Item { list, at } => match self.path(list)? {
                Cell::List(items) => {
                    let at = self.operand(at)?;
                    let index = usize::try_from(at).ok().and_then(|at| at.checked_sub(1));
                    let item = index.and_then(|index| items.get(index));
                    item.cloned().ok_or_else(|| self.node.mismatch(name, &Cell::Number(at)))?
                }
                other => return Err(self.node.mismatch(list, &other)),
            },
            Operation::When(moment) => self.moment(moment, name, rng)?,
            Operation::By { of, is, other } => match is.get(&self.path(of)?.shown()).or(other.as_ref()) {
                Some(source) => self.find(source, name, key, rng)?,
                None => Cell::Empty,
            },
            Operation::ByAge { of, at, days, older } => {
                let age = self.age(of, at.as_deref())?;
                let source = days.iter().find(|(limit, _)| age < *limit).map_or(older, |(_, source)| source);
                self.find(source, name, key, rng)?
            }
            Operation::Person(whom) => Cell::Id(self.person(whom, rng)?),
            Operation::People { who, times } => {
                let times = self.whole(times, name, draw::key(key, "times"))?;
                let mut people: Vec<Uuid> = sample.people(who)?.to_vec();
                rng.shuffle(&mut people);
                people.truncate(usize::try_from(times).unwrap_or(usize::MAX));
                Cell::List(people.into_iter().map(Cell::Id).collect())
            }
            Operation::Department(department) => Cell::Id(sample.department(department)?),
            Operation::Link(target) => self.link(target, rng)?,
            Operation::Distinct(pools) => self.distinct(pools)?,
            Operation::Object(members) => {
                let values = members.iter().map(|(member, source)| {
                    Ok((member.as_str(), self.evaluate(source, name, draw::key(key, member))?))
                });
                Cell::Row(Rc::new(values.collect::<Result<_, SampleError>>()?))
            }
            Operation::Rows(rows) => self.rows(rows, name, key)?,
            Operation::Several { of, times } => {
                let times = self.whole(times, name, draw::key(key, "times"))?;
                let mut items: Vec<Cell<'s>> = Vec::new();
                // A pool may hold fewer different values than are wanted: so many tries, then what there is.
                for _ in 0..times.saturating_mul(8) {
                    if u64::try_from(items.len()).is_ok_and(|len| len >= times) {
                        break;
                    }
                    let item = self.find(of, name, key, rng)?;
                    if !items.iter().any(|known| known.shown() == item.shown()) {
                        items.push(item);
                    }
                }
                Cell::List(items.into())
            }
        };
        Ok(cell)
    }

    /// The number that an operand is.
    pub(super) fn operand(self, operand: &'s Operand) -> Result<Decimal, SampleError> {
        match operand {
            Operand::Whole(whole) => Ok((*whole).into()),
            Operand::Text(text) => match parse_number(text) {
                Some(number) => Ok(number),
                None => {
                    let cell = self.path(text)?;
                    cell.number().ok_or_else(|| self.node.mismatch(text, &cell))
                }
            },
        }
    }

    fn between(self, range: &'s Range, name: &str, rng: &mut Rng) -> Result<Decimal, SampleError> {
        let (from, to) = (self.operand(&range.from)?, self.operand(&range.to)?);
        let grain = Decimal::from(GRAIN);
        let at = Decimal::from(rng.i64(0..=GRAIN)) / grain;
        let at = (1..range.skew).fold(at, |power, _| (power * at).round_dp(6));
        let number = to.checked_sub(from).and_then(|width| width.checked_mul(at)?.checked_add(from));
        let number = number.ok_or_else(|| self.node.mismatch(name, &Cell::Number(to)))?;
        self.rounded(number, self.operand(&range.step)?, name)
    }

    fn rounded(self, number: Decimal, step: Decimal, name: &str) -> Result<Decimal, SampleError> {
        let steps = number.checked_div(step).ok_or_else(|| self.node.mismatch(name, &Cell::Number(step)))?.round();
        steps.checked_mul(step).ok_or_else(|| self.node.mismatch(name, &Cell::Number(number)))
    }

    fn sum(self, rows: &'s str, of: &'s str, name: &str) -> Result<Cell<'s>, SampleError> {
        let items = match self.path(rows)? {
            Cell::List(items) => items,
            Cell::Empty => return Ok(Cell::Number(Decimal::ZERO)),
            other => return Err(self.node.mismatch(rows, &other)),
        };
        let mut sum = Decimal::ZERO;
        for item in items.iter() {
            let Cell::Row(row) = item else { return Err(self.node.mismatch(rows, item)) };
            let cell = row.get(of).ok_or_else(|| self.node.no_name(of))?;
            let number = cell.number().ok_or_else(|| self.node.mismatch(of, cell))?;
            sum = sum.checked_add(number).ok_or_else(|| self.node.mismatch(name, cell))?;
        }
        Ok(Cell::Number(sum))
    }

    fn person(self, whom: &Whom, rng: &mut Rng) -> Result<Uuid, SampleError> {
        let people = self.node.sample.people(whom)?;
        people.get(rng.usize(..people.len().max(1))).copied().ok_or_else(|| SampleError::NoPerson(format!("{whom:?}")))
    }

    fn link(self, target: &'s Target, rng: &mut Rng) -> Result<Cell<'s>, SampleError> {
        let sample = self.node.sample;
        let step = sample.step(&target.step, self.node.step)?;
        let parent = match &target.of {
            None => None,
            Some(path) => match self.path(path)? {
                Cell::Link(node) => Some(node),
                Cell::Empty => return Ok(Cell::Empty),
                other => return Err(self.node.mismatch(path, &other)),
            },
        };
        let count = match &parent {
            Some(parent) => parent.children(step)?,
            None => sample.count(step)?,
        };
        if count == 0 {
            return Ok(Cell::Empty);
        }
        let make = |number: u64| match &parent {
            Some(parent) => Ok(parent.child(step, number)),
            None => Node::root(sample, step, number),
        };
        // Of its own step a record knows those before it.
        let known = |node: &Rc<Node<'s>>| step.name() != self.node.step.name() || node.order() < self.node.order();
        if let Some(at) = &target.at {
            let number = u64::try_from(self.operand(at)?).ok().and_then(|at| at.checked_sub(1));
            let number = number.filter(|number| *number < count);
            let node = number.map(make).transpose()?.filter(known);
            return Ok(node.map_or(Cell::Empty, Cell::Link));
        }
        let start = rng.u64(..count);
        for offset in 0..count.min(LOOKED_AT) {
            let node = make((start + offset) % count)?;
            if known(&node) && has(&node, target)? {
                return Ok(Cell::Link(node));
            }
        }
        Ok(Cell::Empty)
    }

    fn distinct(self, pools: &'s BTreeMap<String, String>) -> Result<Cell<'s>, SampleError> {
        let sample = self.node.sample;
        let mut lists = Vec::with_capacity(pools.len());
        for (name, pool) in pools {
            lists.push((name.as_str(), sample.pools.entries(pool)?));
        }
        let sizes = lists.iter().map(|(_, entries)| u64::try_from(entries.len()).unwrap_or(u64::MAX));
        let available = sizes.fold(1_u64, u64::saturating_mul);
        let step = self.node.step.name();
        if self.node.number >= available {
            return Err(SampleError::Exhausted { step: step.to_owned(), available });
        }
        let mut at = draw::scattered(draw::key(sample.seed, step), self.node.number, available);
        let mut row = BTreeMap::new();
        for (name, entries) in lists {
            let size = u64::try_from(entries.len()).unwrap_or(u64::MAX);
            let entry = usize::try_from(at % size).ok().and_then(|at| entries.get(at));
            row.insert(name, entry.map_or(Cell::Empty, Cell::from_json));
            at /= size;
        }
        Ok(Cell::Row(Rc::new(row)))
    }

    fn rows(self, rows: &'s Rows, name: &str, key: u64) -> Result<Cell<'s>, SampleError> {
        let times = self.whole(&rows.times, name, draw::key(key, "times"))?;
        let mut made = Vec::new();
        for number in 0..times {
            let row = Row::new(rows, number, key);
            let place = Place { node: self.node, row: Some(&row) };
            let names = rows.lets.keys().chain(rows.fields.keys());
            let values = names.map(|name| Ok((name.as_str(), place.path(name)?)));
            made.push(Cell::Row(Rc::new(values.collect::<Result<_, SampleError>>()?)));
        }
        Ok(Cell::List(made.into()))
    }
}

/// Whether a record has the values that a link asks for.
fn has<'s>(node: &Rc<Node<'s>>, target: &'s Target) -> Result<bool, SampleError> {
    for (name, values) in &target.having {
        if !values.contains(&node.value(name)?.shown()) {
            return Ok(false);
        }
    }
    Ok(true)
}
