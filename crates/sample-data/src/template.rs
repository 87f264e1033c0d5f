//! Texts with places in braces.

use fastrand::Rng;

use crate::{SampleError, cell::Cell, node::Place};

/// How deep texts of pools may use texts of pools.
const DEPTH: u8 = 4;

impl<'s> Place<'_, 's> {
    /// `template` with its places filled.
    pub fn expand(self, template: &'s str, rng: &mut Rng) -> Result<String, SampleError> {
        let mut out = String::with_capacity(template.len());
        self.expand_into(&mut out, template, DEPTH, rng)?;
        Ok(out)
    }

    fn expand_into(self, out: &mut String, template: &'s str, depth: u8, rng: &mut Rng) -> Result<(), SampleError> {
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            out.push_str(before);
            let (place, after) = after.split_once('}').ok_or_else(|| self.node.no_name(template))?;
            self.fill_place(out, place, depth, rng)?;
            rest = after;
        }
        out.push_str(rest);
        Ok(())
    }

    fn fill_place(self, out: &mut String, place: &'s str, depth: u8, rng: &mut Rng) -> Result<(), SampleError> {
        let Some((what, of)) = place.split_once(':') else {
            out.push_str(&self.path(place)?.shown());
            return Ok(());
        };
        let width = || of.parse::<usize>().map_err(|_| self.node.no_name(place));
        match what {
            "pool" => match self.node.sample.pools.pick(of, rng)?.as_str() {
                Some(text) if depth > 0 => self.expand_into(out, text, depth - 1, rng)?,
                _ => return Err(self.node.no_name(place)),
            },
            "digits" => out.extend((0..width()?).map(|_| char::from(b'0' + rng.u8(..10)))),
            "index" => out.push_str(&format!("{:0>width$}", self.node.number + 1, width = width()?)),
            "year" => match self.path(of)? {
                Cell::Moment(moment) => {
                    let zone = self.node.sample.time_zone.clone();
                    out.push_str(&moment.to_zoned(zone).year().to_string());
                }
                other => return Err(self.node.mismatch(of, &other)),
            },
            _ => return Err(self.node.no_name(place)),
        }
        Ok(())
    }
}
