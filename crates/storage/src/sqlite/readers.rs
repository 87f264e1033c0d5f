//! Connections that only read: a small pool for jobs on blocking threads, and one of each thread for quick looks.

use std::{
    cell::RefCell,
    sync::{
        Arc, Mutex, PoisonError, Weak,
        atomic::{AtomicUsize, Ordering},
    },
};

use tokio::sync::Semaphore;

use super::connection::{Place, Purpose};
use crate::{Error, Session};

/// Jobs that may wait for a reader.
const WAITING: usize = 1024;

pub(crate) struct Readers {
    place: Place,
    idle: Mutex<Vec<Session>>,
    turns: Arc<Semaphore>,
    waiting: AtomicUsize,
}

thread_local! {
    static OWN: RefCell<Vec<(Weak<Readers>, Session)>> = const { RefCell::new(Vec::new()) };
}

impl Readers {
    pub(crate) fn new(place: Place, size: usize) -> Arc<Readers> {
        let turns = Arc::new(Semaphore::new(size));
        Arc::new(Readers { place, idle: Mutex::default(), turns, waiting: AtomicUsize::new(0) })
    }

    /// Runs `job` on a pooled connection and a blocking thread, in one snapshot.
    pub(crate) async fn run<T: Send + 'static>(
        self: &Arc<Self>,
        job: impl FnOnce(Result<&Session, Error>) -> T + Send + 'static,
    ) -> Result<T, Error> {
        let waiting = Waiting::begin(&self.waiting)?;
        let turn = Arc::clone(&self.turns).acquire_owned().await;
        drop(waiting);
        let turn = turn.map_err(|_| Error::Unavailable("the readers have stopped".into()))?;
        let readers = Arc::clone(self);
        let work = move || {
            // Whoever asked may have gone; the turn lasts as long as the work.
            let _turn = turn;
            let pooled = readers.lock().pop();
            match pooled.map_or_else(|| readers.place.session(Purpose::Read), Ok) {
                Ok(session) => {
                    let result = job(session.sqlite_run("BEGIN DEFERRED").map(|()| &session));
                    if session.sqlite_run("COMMIT").is_ok() {
                        readers.lock().push(session);
                    }
                    result
                }
                Err(error) => job(Err(error)),
            }
        };
        tokio::task::spawn_blocking(work).await.map_err(|error| Error::Unavailable(error.to_string()))
    }

    /// Lends this thread's own connection to `job`.
    pub(crate) fn here<T>(self: &Arc<Self>, job: impl FnOnce(&Session) -> T) -> Result<T, Error> {
        let mine = Arc::downgrade(self);
        let taken = OWN.with_borrow_mut(|all| {
            let at = all.iter().position(|(of, _)| of.ptr_eq(&mine))?;
            Some(all.swap_remove(at).1)
        });
        let session = match taken {
            Some(session) => session,
            None => {
                OWN.with_borrow_mut(|all| all.retain(|(of, _)| of.strong_count() > 0));
                self.place.session(Purpose::Read)?
            }
        };
        let result = job(&session);
        OWN.with_borrow_mut(|all| all.push((mine, session)));
        Ok(result)
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Vec<Session>> {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Counts a job that waits, however its waiting ends.
struct Waiting<'a>(&'a AtomicUsize);

impl<'a> Waiting<'a> {
    fn begin(count: &'a AtomicUsize) -> Result<Self, Error> {
        let waiting = Waiting(count);
        if count.fetch_add(1, Ordering::Relaxed) < WAITING { Ok(waiting) } else { Err(Error::Busy) }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}
