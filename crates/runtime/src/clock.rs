//! The only place that reads the time of day.

use std::sync::Arc;

use engine_base::{Timestamp, truncate_to_micros};

/// Where the time comes from; a test turns it.
pub trait Clock: Send + Sync {
    /// The present moment, to the microsecond.
    fn now(&self) -> Timestamp;
}

/// The machine's clock.
#[derive(Debug, Default)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> Timestamp {
        let now = Timestamp::now();
        truncate_to_micros(now).unwrap_or(now)
    }
}

/// A shared clock.
pub type SharedClock = Arc<dyn Clock>;
