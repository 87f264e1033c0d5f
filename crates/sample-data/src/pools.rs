//! The document `data/pools.json`: names, phrases and other raw material, by pool.

use std::collections::BTreeMap;

use fastrand::Rng;
use serde::Deserialize;
use serde_json::Value as Json;

use crate::{Format, SampleError, document};

/// Lists of texts or objects by name.
#[derive(Clone, Debug, Default)]
pub struct Pools(BTreeMap<String, Pool>);

#[derive(Clone, Debug)]
struct Pool {
    entries: Vec<Json>,
    /// Where each entry ends when all are laid side by side by weight; empty when all weigh the same.
    ends: Vec<u64>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "format")]
    _format: Format,
    pools: BTreeMap<String, Vec<Json>>,
}

impl Pools {
    /// Reads the document.
    pub fn parse(text: &str) -> Result<Self, SampleError> {
        let document: Document = document::read("pools", text)?;
        Ok(Pools(document.pools.into_iter().map(|(name, entries)| (name, Pool::new(entries))).collect()))
    }

    /// The entries of a pool that has some.
    pub(crate) fn entries(&self, name: &str) -> Result<&[Json], SampleError> {
        Ok(&self.get(name)?.entries)
    }

    /// A random entry.
    pub(crate) fn pick(&self, name: &str, rng: &mut Rng) -> Result<&Json, SampleError> {
        let pool = self.get(name)?;
        let place = match pool.ends.last() {
            None => rng.usize(..pool.entries.len()),
            Some(all) => {
                let at = rng.u64(..*all);
                pool.ends.partition_point(|end| *end <= at)
            }
        };
        pool.entries.get(place).ok_or_else(|| SampleError::NoPool(name.to_owned()))
    }

    fn get(&self, name: &str) -> Result<&Pool, SampleError> {
        self.0.get(name).filter(|pool| !pool.entries.is_empty()).ok_or_else(|| SampleError::NoPool(name.to_owned()))
    }
}

impl Pool {
    fn new(entries: Vec<Json>) -> Self {
        let weights: Vec<u64> = entries.iter().filter_map(|entry| entry.get("weight")?.as_u64()).collect();
        let weighted = weights.len() == entries.len() && weights.iter().sum::<u64>() > 0;
        let ends = weights.iter().scan(0, |end, weight| {
            *end += weight;
            Some(*end)
        });
        let ends = if weighted { ends.collect() } else { Vec::new() };
        Pool { entries, ends }
    }
}
