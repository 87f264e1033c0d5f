//! The one writer of a SQLite database: jobs that wait together share a transaction and its sync to disk.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    thread,
    time::{Duration, Instant},
};

use super::connection::{Place, Purpose};
use crate::{Error, Session};

/// Jobs that may wait for the writer.
const WAITING: usize = 4096;
/// Jobs that share one transaction.
const GROUP: usize = 128;
/// How long a transaction takes in further jobs.
const OPEN: Duration = Duration::from_millis(5);

/// Tells the caller how the job ended, once the transaction did.
pub(crate) type Answer = Box<dyn FnOnce(Result<(), Error>) + Send>;
/// What a job left behind: keep or undo its changes, and whom to tell.
pub(crate) struct Outcome {
    pub(crate) keep: bool,
    pub(crate) answer: Answer,
}
/// Work on the writer's connection; `Err` before it began means that it never ran.
pub(crate) type Job = Box<dyn FnOnce(Result<&Session, Error>) -> Outcome + Send>;

/// The way to the writer's thread, which ends when this value goes.
pub(crate) struct Writer {
    queue: SyncSender<Job>,
}

impl Writer {
    pub(crate) fn start(place: Place) -> Result<Writer, Error> {
        let connection = place.session(Purpose::Write)?;
        let (queue, jobs) = sync_channel(WAITING);
        let run = move || State { place, session: Some(connection) }.run(&jobs);
        thread::Builder::new()
            .name("sqlite-writer".into())
            .spawn(run)
            .map_err(|error| Error::Unavailable(error.to_string()))?;
        Ok(Writer { queue })
    }

    pub(crate) fn send(&self, job: Job) -> Result<(), Error> {
        self.queue.try_send(job).map_err(|error| match error {
            TrySendError::Full(_) => Error::Busy,
            TrySendError::Disconnected(_) => Error::Unavailable("the writer has stopped".into()),
        })
    }
}

struct State {
    place: Place,
    // None after a failure, until a connection can be opened again.
    session: Option<Session>,
}

impl State {
    fn run(mut self, jobs: &Receiver<Job>) {
        while let Ok(first) = jobs.recv() {
            let session = match self.session.take() {
                Some(session) => Ok(session),
                None => self.place.session(Purpose::Write),
            };
            match session {
                Ok(session) => {
                    if group(&session, first, jobs).is_ok() {
                        self.session = Some(session);
                    }
                }
                Err(error) => refuse(first, error),
            }
        }
    }
}

fn refuse(job: Job, error: Error) {
    let outcome = job(Err(error.clone()));
    (outcome.answer)(Err(error));
}

/// Runs `first` and what waits behind it in one transaction. `Err` when the connection should not be used again.
fn group(session: &Session, first: Job, jobs: &Receiver<Job>) -> Result<(), Error> {
    if let Err(error) = session.sqlite_run("BEGIN IMMEDIATE") {
        let usable = matches!(error, Error::Busy);
        refuse(first, error.clone());
        return if usable { Ok(()) } else { Err(error) };
    }
    let opened = Instant::now();
    let mut answers = Vec::new();
    let mut next = Some(first);
    let mut broken = None;
    // As long as no job has left changes, the next one needs no savepoint: the transaction itself can be undone.
    let mut untouched = true;
    while let Some(job) = next.take() {
        match one(session, job, untouched) {
            Ok((kept, answer)) => {
                untouched &= !kept;
                answers.push(answer);
            }
            Err((answer, error)) => {
                answers.extend(answer);
                broken = Some(error);
                break;
            }
        }
        if answers.len() < GROUP && opened.elapsed() < OPEN {
            next = jobs.try_recv().ok();
        }
    }
    let end = match broken {
        Some(error) => Err(error),
        None => session.sqlite_run("COMMIT"),
    };
    if end.is_err() && !session.sqlite_is_idle() {
        // When even this fails, the connection is dropped, which rolls back too.
        let _ = session.sqlite_run("ROLLBACK");
    }
    for answer in answers {
        answer(end.clone());
    }
    end
}

/// Runs one job, inside a savepoint unless it is `alone` in the transaction; whether its changes stay. `Err` when the whole
/// transaction is lost.
fn one(session: &Session, job: Job, alone: bool) -> Result<(bool, Answer), (Option<Answer>, Error)> {
    if !alone {
        session.sqlite_run("SAVEPOINT job").map_err(|error| (None, error))?;
    }
    let outcome = catch_unwind(AssertUnwindSafe(|| job(Ok(session))));
    let (keep, answer) = match outcome {
        Ok(outcome) => (outcome.keep, Some(outcome.answer)),
        // Whoever waits learns it because the answer never comes.
        Err(_) => (false, None),
    };
    if session.sqlite_is_idle() {
        // A full disk or an I/O error made SQLite roll back everything.
        return Err((answer, Error::Unavailable("the transaction was rolled back".into())));
    }
    let end: &[&str] = match (keep, alone) {
        (true, true) => &[],
        (true, false) => &["RELEASE job"],
        (false, true) => &["ROLLBACK", "BEGIN IMMEDIATE"],
        (false, false) => &["ROLLBACK TO job", "RELEASE job"],
    };
    match end.iter().try_for_each(|statement| session.sqlite_run(statement)) {
        Ok(()) => Ok((keep, answer.unwrap_or_else(|| Box::new(|_| ())))),
        Err(error) => Err((answer, error)),
    }
}
