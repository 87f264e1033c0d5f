//! Moments at a distance from other moments, in working hours.

use engine_base::{Duration, Timestamp};
use fastrand::Rng;

use crate::{
    SampleError,
    cell::Cell,
    node::Place,
    source::{Moment, Operand},
};

/// Microseconds in a minute.
const MINUTE: i64 = 60 * Duration::SECOND;
/// Work begins at nine.
const FIRST_HOUR: i8 = 9;
/// And ends before six in the evening.
const LAST_HOUR: i8 = 17;

impl<'s> Place<'_, 's> {
    /// A moment in the distance that `wanted` says.
    pub(super) fn moment(self, wanted: &'s Moment, name: &str, rng: &mut Rng) -> Result<Cell<'s>, SampleError> {
        let now = self.node.sample.now;
        let from = match &wanted.from {
            None => now,
            Some(path) => match self.path(path)? {
                Cell::Moment(moment) => moment,
                Cell::Empty => return Ok(Cell::Empty),
                other => return Err(self.node.mismatch(path, &other)),
            },
        };
        let moment = match (&wanted.days, &wanted.minutes) {
            (Some(days), None) => self.at_work(wanted, from, self.pair(days)?, rng),
            (None, Some(minutes)) => {
                let (least, most) = limited(self.pair(minutes)?, from, wanted, now, MINUTE);
                shifted(from, drawn(least, most, wanted.rising, rng), MINUTE)
            }
            _ => return Err(self.node.mismatch(name, &Cell::text("without either `days` or `minutes`"))),
        };
        let moment = moment.ok_or_else(|| self.node.mismatch(name, &Cell::text("so far away")))?;
        let moment = if wanted.upto_now { moment.min(now) } else { moment };
        let seconds = Timestamp::from_second(moment.as_second()).map_err(|_| self.node.no_name(name))?;
        Ok(Cell::Moment(seconds))
    }

    /// How many whole days the moment at `path` was before the one at `at`, or before now; negative when it was after. What is
    /// empty counts as long ago.
    pub(super) fn age(self, path: &'s str, at: Option<&'s str>) -> Result<i64, SampleError> {
        let moment = |path| match self.path(path)? {
            Cell::Moment(moment) => Ok(Some(moment)),
            Cell::Empty => Ok(None),
            other => Err(self.node.mismatch(path, &other)),
        };
        let at = at.map_or(Ok(Some(self.node.sample.now)), moment)?;
        let (Some(then), Some(at)) = (moment(path)?, at) else { return Ok(i64::MAX) };
        Ok((at.as_microsecond() - then.as_microsecond()).div_euclid(Duration::DAY))
    }

    fn at_work(self, wanted: &Moment, from: Timestamp, days: (i64, i64), rng: &mut Rng) -> Option<Timestamp> {
        let zone = &self.node.sample.time_zone;
        let (least, most) = limited(days, from, wanted, self.node.sample.now, Duration::DAY);
        let mut days = drawn(least, most, wanted.rising, rng);
        let weekday = |days: i64| Some(shifted(from, days, Duration::DAY)?.to_zoned(zone.clone()).date().weekday());
        let free = match weekday(days)?.to_monday_one_offset() {
            6 => -1,
            7 => 1,
            _ => 0,
        };
        if !wanted.any_day {
            days += free;
        }
        let date = shifted(from, days, Duration::DAY)?.to_zoned(zone.clone()).date();
        let (hour, minute) = (rng.i8(FIRST_HOUR..=LAST_HOUR), rng.i8(0..60));
        let moment = date.at(hour, minute, rng.i8(0..60), 0).to_zoned(zone.clone()).ok()?.timestamp();
        // What follows something does not come before it, also when it happens on the same day.
        Some(if least >= 0 { moment.max(from) } else { moment })
    }

    fn pair(self, (least, most): &'s (Operand, Operand)) -> Result<(i64, i64), SampleError> {
        let whole = |operand| {
            let number = self.operand(operand)?.round();
            i64::try_from(number).map_err(|_| self.node.mismatch("distance", &Cell::Number(number)))
        };
        Ok((whole(least)?, whole(most)?))
    }
}

/// The distances that do not lead beyond now.
fn limited((least, most): (i64, i64), from: Timestamp, wanted: &Moment, now: Timestamp, unit: i64) -> (i64, i64) {
    if !wanted.upto_now {
        return (least, most);
    }
    let room = (now.as_microsecond() - from.as_microsecond()).div_euclid(unit);
    (least.min(room), most.min(room))
}

fn drawn(least: i64, most: i64, rising: bool, rng: &mut Rng) -> i64 {
    let most = most.max(least);
    let first = rng.i64(least..=most);
    if rising { first.max(rng.i64(least..=most)) } else { first }
}

fn shifted(from: Timestamp, by: i64, unit: i64) -> Option<Timestamp> {
    Timestamp::from_microsecond(from.as_microsecond().checked_add(by.checked_mul(unit)?)?).ok()
}
