//! Slows down guessing: failed sign-ins are counted per account and per address.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

/// Failures allowed in a [`WINDOW`] for one account from one address.
const PER_PAIR: u32 = 8;
/// Failures allowed in a [`WINDOW`] from one address, over all accounts.
const PER_ADDRESS: u32 = 100;
const WINDOW: Duration = Duration::from_secs(300);
/// At most so many counters are kept; the oldest go first.
const KEPT: usize = 50_000;

/// Counts failed sign-ins. Counting by account *and* address means that nobody can lock out somebody else from afar.
#[derive(Debug, Default)]
pub struct Attempts {
    counters: Mutex<HashMap<(String, String), (u32, Instant)>>,
}

impl Attempts {
    /// Takes one attempt before the password is looked at; `Err` has the seconds to wait.
    pub fn take(&self, account: &str, address: &str) -> Result<(), u64> {
        let now = Instant::now();
        let mut counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        if counters.len() >= KEPT {
            counters.retain(|_, (_, since)| now.duration_since(*since) < WINDOW);
        }
        if counters.len() >= KEPT {
            return Err(WINDOW.as_secs());
        }
        let keys =
            [((same(account), address.to_owned()), PER_PAIR), ((String::new(), address.to_owned()), PER_ADDRESS)];
        for (key, allowed) in keys {
            let (count, since) = counters.entry(key).or_insert((0, now));
            if now.duration_since(*since) >= WINDOW {
                (*count, *since) = (0, now);
            }
            if *count >= allowed {
                return Err((WINDOW - now.duration_since(*since)).as_secs().max(1));
            }
            *count += 1;
        }
        Ok(())
    }

    /// Forgets the failures of somebody who signed in.
    pub fn succeed(&self, account: &str, address: &str) {
        let mut counters = self.counters.lock().unwrap_or_else(PoisonError::into_inner);
        counters.remove(&(same(account), address.to_owned()));
        if let Some((count, _)) = counters.get_mut(&(String::new(), address.to_owned())) {
            *count = count.saturating_sub(1);
        }
    }
}

/// What is one account however it is written.
fn same(account: &str) -> String {
    account.trim().to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guessing_is_stopped_and_others_are_not() {
        let attempts = Attempts::default();
        for _ in 0..PER_PAIR {
            attempts.take("lin", "10.0.0.1").unwrap();
        }
        assert!(attempts.take("LIN", "10.0.0.1").is_err(), "case makes no difference");
        assert!(attempts.take(" lin\t", "10.0.0.1").is_err(), "spaces make no difference");
        attempts.take("lin", "10.0.0.2").unwrap();
        attempts.take("wang", "10.0.0.1").unwrap();
        attempts.succeed("lin", "10.0.0.1");
        attempts.take("lin", "10.0.0.1").unwrap();
    }

    #[test]
    fn one_address_cannot_try_every_account() {
        let attempts = Attempts::default();
        let refused = (0..PER_ADDRESS + 1).filter(|n| attempts.take(&format!("a{n}"), "10.0.0.1").is_err()).count();
        assert_eq!(refused, 1);
    }
}
