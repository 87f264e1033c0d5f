//! Where what happens in this process passes by. Telling never waits: a listener that is slow loses what it did not take,
//! learns that it did, and looks again.

use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

use engine_base::{Key, Uuid};
use form_engine::Record;
use tokio::sync::{broadcast, watch};

use super::{Event, Noted, Old};

/// Events that a listener may be behind.
const BEHIND: usize = 4096;
/// Records as they were before a change that wait to be heard of.
const HELD: usize = 20_000;
/// Streams that one person may have open.
const STREAMS: usize = 32;

/// What every listener of this process hears.
#[derive(Debug)]
pub struct Hub {
    sender: broadcast::Sender<Arc<Event>>,
    listeners: AtomicUsize,
    held: Arc<AtomicUsize>,
    streams: Mutex<HashMap<Uuid, usize>>,
    closing: watch::Sender<bool>,
}

/// A place at a hub, free again when dropped.
pub struct Ear {
    hub: Arc<Hub>,
    person: Uuid,
    receiver: broadcast::Receiver<Arc<Event>>,
    closing: watch::Receiver<bool>,
}

/// What an ear hears.
#[derive(Debug)]
pub enum Heard {
    /// This.
    Event(Arc<Event>),
    /// Too much at once: some of it is lost.
    Missed,
}

impl Default for Hub {
    fn default() -> Self {
        Hub {
            sender: broadcast::Sender::new(BEHIND),
            listeners: AtomicUsize::new(0),
            held: Arc::default(),
            streams: Mutex::default(),
            closing: watch::Sender::new(false),
        }
    }
}

impl Hub {
    /// Tells everybody who listens what `event` makes. When nobody does, it is not even made.
    pub fn tell(&self, event: impl FnOnce() -> Event) {
        if self.is_heard() {
            // An error says that the last listener left just now.
            let _ = self.sender.send(Arc::new(event()));
        }
    }

    /// A list of the records of `form` that a job changes, told as a whole once it is committed.
    pub fn note(self: &Arc<Self>, app: &Key, form: &Key, by: Option<Uuid>) -> Noted {
        if self.is_heard() { Noted::new(self.clone(), app.clone(), form.clone(), by) } else { Noted::default() }
    }

    /// Holds a record as it was, unless there are too many already.
    pub(super) fn hold(&self, record: Record) -> Option<Arc<Old>> {
        if self.held.fetch_add(1, Ordering::Relaxed) >= HELD {
            self.held.fetch_sub(1, Ordering::Relaxed);
            return None;
        }
        Some(Arc::new(Old { record, held: self.held.clone() }))
    }

    /// Lets `person` listen from now on; not with more streams than one person may have.
    pub fn join(self: &Arc<Self>, person: Uuid) -> Option<Ear> {
        {
            let mut streams = self.streams();
            let open = streams.entry(person).or_default();
            if *open >= STREAMS {
                return None;
            }
            *open += 1;
        }
        self.listeners.fetch_add(1, Ordering::SeqCst);
        let (receiver, closing) = (self.sender.subscribe(), self.closing.subscribe());
        Some(Ear { hub: self.clone(), person, receiver, closing })
    }

    /// Ends every stream, also those that begin from now on.
    pub fn close(&self) {
        self.closing.send_replace(true);
    }

    fn is_heard(&self) -> bool {
        self.listeners.load(Ordering::SeqCst) > 0
    }

    fn streams(&self) -> MutexGuard<'_, HashMap<Uuid, usize>> {
        self.streams.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Ear {
    /// Waits for the next event.
    pub async fn hear(&mut self) -> Heard {
        match self.receiver.recv().await {
            Ok(event) => Heard::Event(event),
            Err(broadcast::error::RecvError::Lagged(_)) => Heard::Missed,
            // The hub lives as long as its ears.
            Err(broadcast::error::RecvError::Closed) => std::future::pending().await,
        }
    }

    /// The next event, if there is one already.
    pub fn heard(&mut self) -> Option<Heard> {
        match self.receiver.try_recv() {
            Ok(event) => Some(Heard::Event(event)),
            Err(broadcast::error::TryRecvError::Lagged(_)) => Some(Heard::Missed),
            Err(broadcast::error::TryRecvError::Empty | broadcast::error::TryRecvError::Closed) => None,
        }
    }

    /// What says that the hub closes.
    pub fn closing(&self) -> watch::Receiver<bool> {
        self.closing.clone()
    }
}

impl Drop for Ear {
    fn drop(&mut self) {
        self.hub.listeners.fetch_sub(1, Ordering::SeqCst);
        let mut streams = self.hub.streams();
        match streams.get_mut(&self.person) {
            Some(open) if *open > 1 => *open -= 1,
            _ => drop(streams.remove(&self.person)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn release(release: i64) -> Event {
        Event::App { app: Key::new("crm").unwrap(), release }
    }

    fn number(heard: Option<Heard>) -> Option<i64> {
        match heard {
            Some(Heard::Event(event)) => match &*event {
                Event::App { release, .. } => Some(*release),
                other => panic!("{other:?}"),
            },
            Some(Heard::Missed) => Some(-1),
            None => None,
        }
    }

    #[test]
    fn without_listeners_nothing_is_made() {
        let hub = Arc::new(Hub::default());
        hub.tell(|| panic!("nobody listens"));
        let ear = hub.join(Uuid::nil()).unwrap();
        drop(ear);
        hub.tell(|| panic!("nobody listens any more"));
    }

    #[test]
    fn slow_listeners_learn_that_they_missed_something_and_block_nobody() {
        let hub = Arc::new(Hub::default());
        let (mut slow, mut quick) = (hub.join(Uuid::nil()).unwrap(), hub.join(Uuid::nil()).unwrap());
        let all = i64::try_from(BEHIND).unwrap() + 100;
        for n in 0..all {
            hub.tell(|| release(n));
            assert_eq!(number(quick.heard()), Some(n));
        }
        assert_eq!(number(slow.heard()), Some(-1));
        // What is left is the latest, in order.
        let rest: Vec<i64> = std::iter::from_fn(|| number(slow.heard())).collect();
        assert_eq!(rest, (100..all).collect::<Vec<_>>());
        assert_eq!(number(quick.heard()), None);
    }

    #[test]
    fn what_was_is_held_within_bounds() {
        let hub = Hub::default();
        let record = || Record { values: Vec::new() };
        let mut held: Vec<Arc<Old>> = (0..HELD).map(|_| hub.hold(record()).unwrap()).collect();
        assert!(hub.hold(record()).is_none());
        held.pop();
        held.extend(hub.hold(record()));
        assert_eq!(held.len(), HELD);
        assert!(hub.hold(record()).is_none());
    }

    #[test]
    fn one_person_does_not_take_all_places() {
        let hub = Arc::new(Hub::default());
        let mut ears: Vec<Ear> = (0..STREAMS).map(|_| hub.join(Uuid::nil()).unwrap()).collect();
        assert!(hub.join(Uuid::nil()).is_none());
        assert!(hub.join(Uuid::max()).is_some());
        ears.pop();
        ears.extend(hub.join(Uuid::nil()));
        assert_eq!(ears.len(), STREAMS);
        ears.clear();
        assert!(hub.streams().is_empty());
    }
}
