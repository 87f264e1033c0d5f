//! The load generator: prepared requests over kept connections, as fast as the answers come.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};

/// What came back in one cell.
#[derive(Debug)]
pub struct Answers {
    /// Good answers.
    pub count: usize,
    /// The time it took.
    pub took: Duration,
    /// How long each took, in order.
    latencies: Vec<Duration>,
}

impl Answers {
    /// Good answers a second.
    pub fn rate(&self) -> f64 {
        self.count as f64 / self.took.as_secs_f64()
    }

    /// The time within which this share of the answers came.
    pub fn within(&self, share: f64) -> Duration {
        let place = (self.latencies.len() as f64 * share) as usize;
        self.latencies.get(place.min(self.latencies.len().saturating_sub(1))).copied().unwrap_or_default()
    }
}

/// A request as it goes over the wire.
pub fn request(method: &str, path: &str, token: &str, body: Option<&[u8]>) -> Vec<u8> {
    let mut out =
        format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {token}\r\n").into_bytes();
    match body {
        Some(body) => {
            out.extend_from_slice(
                format!("content-type: application/json\r\ncontent-length: {}\r\n\r\n", body.len()).as_bytes(),
            );
            out.extend_from_slice(body);
        }
        None => out.extend_from_slice(b"\r\n"),
    }
    out
}

/// Sends `requests` in turn on each of `clients` connections for `time`. Anything but a 2xx is a failure.
pub fn run(address: &str, requests: &[Vec<u8>], clients: usize, time: Duration, offset: usize) -> Result<Answers> {
    ensure!(!requests.is_empty(), "no requests");
    let began = Instant::now();
    let all: Vec<Result<Vec<Duration>>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..clients)
            .map(|client| {
                // Each connection begins elsewhere, so that nobody creates or changes the same at the same time.
                let first = offset + client * requests.len() / clients;
                scope.spawn(move || one(address, requests, first, began + time))
            })
            .collect();
        threads.into_iter().map(|thread| thread.join().unwrap_or_else(|_| bail!("a client panicked"))).collect()
    });
    let took = began.elapsed();
    let mut latencies = Vec::new();
    for one in all {
        latencies.extend(one?);
    }
    latencies.sort_unstable();
    Ok(Answers { count: latencies.len(), took, latencies })
}

fn one(address: &str, requests: &[Vec<u8>], first: usize, until: Instant) -> Result<Vec<Duration>> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_nodelay(true)?;
    stream.set_read_timeout(Some(Duration::from_secs(60)))?;
    let mut buffer = vec![0; 256 * 1024];
    let mut latencies = Vec::new();
    for request in requests.iter().cycle().skip(first % requests.len()) {
        let sent = Instant::now();
        if sent >= until {
            break;
        }
        stream.write_all(request)?;
        let (status, head) = answer(&mut stream, &mut buffer)?;
        ensure!(
            (200..300).contains(&status),
            "{status} for {}: {head}",
            String::from_utf8_lossy(request.get(..200.min(request.len())).unwrap_or_default())
        );
        latencies.push(sent.elapsed());
    }
    Ok(latencies)
}

/// Reads one answer to its end: its status, and how it begins.
fn answer(stream: &mut TcpStream, buffer: &mut Vec<u8>) -> Result<(u16, String)> {
    let mut filled = 0;
    let (head, length) = loop {
        let room =
            buffer.get_mut(filled..).filter(|room| !room.is_empty()).context("the head of the answer is too long")?;
        let count = stream.read(room)?;
        ensure!(count > 0, "the server closed the connection");
        filled += count;
        let seen = buffer.get(..filled).unwrap_or_default();
        if let Some(end) = seen.windows(4).position(|window| window == b"\r\n\r\n") {
            let text = String::from_utf8_lossy(seen.get(..end).unwrap_or_default()).to_lowercase();
            let length =
                text.lines().find_map(|line| line.strip_prefix("content-length:")?.trim().parse::<usize>().ok());
            break (text, end + 4 + length.context("an answer without content-length")?);
        }
    };
    if buffer.len() < length {
        buffer.resize(length, 0);
    }
    while filled < length {
        let count = stream.read(buffer.get_mut(filled..length).unwrap_or_default())?;
        ensure!(count > 0, "the server closed the connection");
        filled += count;
    }
    let status = head.split_whitespace().nth(1).and_then(|word| word.parse().ok()).context("status")?;
    let begin = buffer.get(..length.min(600)).unwrap_or_default();
    Ok((status, if status < 300 { String::new() } else { String::from_utf8_lossy(begin).into_owned() }))
}
