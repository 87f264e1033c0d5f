//! A stream of server-sent events as one person hears it. It fails as soon as it contains what the person must never see.

use std::{
    io::{BufRead, BufReader, Read},
    sync::mpsc::{Receiver, RecvTimeoutError, channel},
    time::{Duration, Instant},
};

use anyhow::{Result, anyhow, bail, ensure};
use serde_json::Value as Json;

/// How long an event may be on its way.
const PATIENCE: Duration = Duration::from_secs(10);

/// One event.
#[derive(Clone, Debug)]
pub struct Event {
    /// Its name.
    pub name: String,
    /// Its data.
    pub data: Json,
}

/// An open stream.
pub struct Stream {
    lines: Receiver<String>,
    never: Vec<String>,
}

impl Stream {
    /// Reads `from` in the background until it ends.
    pub(crate) fn new(from: impl Read + Send + 'static, never: Vec<String>) -> Stream {
        let (sender, lines) = channel();
        std::thread::spawn(move || {
            let lines = BufReader::new(from).lines().map_while(std::result::Result::ok);
            // Ends when nobody listens any more.
            lines.map(|line| sender.send(line)).take_while(std::result::Result::is_ok).count()
        });
        Stream { lines, never }
    }

    /// The next event, or none when nothing comes for `wait`; an error when the stream ended.
    pub fn next(&self, wait: Duration) -> Result<Option<Event>> {
        let until = Instant::now() + wait;
        let (mut name, mut data) = (String::new(), Json::Null);
        loop {
            let line = match self.lines.recv_timeout(until.saturating_duration_since(Instant::now())) {
                Ok(line) => line,
                Err(RecvTimeoutError::Timeout) => return Ok(None),
                Err(RecvTimeoutError::Disconnected) => bail!("the stream has ended"),
            };
            for never in &self.never {
                ensure!(!line.contains(never.as_str()), "`{never}` left the server: {line}");
            }
            if let Some(rest) = line.strip_prefix("event: ") {
                name = rest.to_owned();
            } else if let Some(rest) = line.strip_prefix("data: ") {
                data = serde_json::from_str(rest)?;
            } else if line.is_empty() && !name.is_empty() {
                return Ok(Some(Event { name, data }));
            } else {
                ensure!(line.is_empty() || line.starts_with(':') || line == "retry: 2000", "unexpected `{line}`");
            }
        }
    }

    /// Waits for an event of this name that `wanted` accepts; others are passed over.
    pub fn wait_for(&self, name: &str, wanted: impl Fn(&Json) -> bool) -> Result<Json> {
        let until = Instant::now() + PATIENCE;
        let mut passed = Vec::new();
        loop {
            match self.next(until.saturating_duration_since(Instant::now()))? {
                Some(event) if event.name == name && wanted(&event.data) => return Ok(event.data),
                Some(event) => passed.push(event),
                None => return Err(anyhow!("no such `{name}`, only {passed:?}")),
            }
        }
    }

    /// Everything that comes until nothing came for `quiet`.
    pub fn until_quiet(&self, quiet: Duration) -> Result<Vec<Event>> {
        let mut all = Vec::new();
        while let Some(event) = self.next(quiet)? {
            ensure!(all.len() < 10_000, "it never becomes quiet");
            all.push(event);
        }
        Ok(all)
    }

    /// Waits until the stream ends; how long it took.
    pub fn ended_within(&self, limit: Duration) -> Result<Duration> {
        let began = Instant::now();
        loop {
            match self.lines.recv_timeout(limit.saturating_sub(began.elapsed())) {
                Err(RecvTimeoutError::Disconnected) => return Ok(began.elapsed()),
                Err(RecvTimeoutError::Timeout) => bail!("still open after {limit:?}"),
                Ok(_) => {}
            }
        }
    }
}
