//! The built binary as a running server on a free port of 127.0.0.1, gone when dropped or when this process ends, however it ends.

use std::{
    fs,
    io::{BufRead, BufReader, Write},
    path::Path,
    process::{Child, ChildStdout, Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};

use crate::{Client, Place, Usage, program};

/// Keeps the server as long as its own standard input is open; says its process id first and ends as the server ended.
const WATCH: &str = r#"
    "$@" 2>>"$SERVER_LOG" </dev/null &
    server=$!
    echo "$server"
    exec >&-
    read -r word
    [ "$word" = wait ] || kill -KILL "$server" 2>/dev/null
    wait "$server""#;

/// A running server.
pub struct Server {
    watcher: Child,
    id: u32,
    address: String,
    setup_token: Option<String>,
    started_in: Duration,
}

impl Server {
    /// Starts `formwork serve` on the data of `place` and waits until it is ready.
    pub fn start(place: &Place) -> Result<Server> {
        Server::start_with(place, &[])
    }

    /// The same with further arguments.
    pub fn start_with(place: &Place, more: &[&str]) -> Result<Server> {
        let mut arguments = vec!["serve".to_owned(), "--listen".to_owned(), "127.0.0.1:0".to_owned()];
        arguments.extend(place.arguments());
        arguments.extend(more.iter().map(|&argument| argument.to_owned()));
        let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
        Server::run(program::build()?, &arguments, place)
    }

    /// Starts any program that says where it listens as `formwork serve` does, with its log in `place`.
    pub fn run(program: &Path, arguments: &[&str], place: &Place) -> Result<Server> {
        let began = Instant::now();
        let log = place.folder().join("server.log");
        fs::OpenOptions::new().create(true).append(true).open(&log)?;
        let mut watcher = Command::new("sh")
            .args(["-c", WATCH, "watch"])
            .arg(program)
            .args(arguments)
            .env("SERVER_LOG", &log)
            .env_remove("FORMWORK_DATABASE_URL")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("cannot start sh")?;
        let out = watcher.stdout.take().context("no output")?;
        match read_start(out) {
            Ok((id, address, setup_token)) => {
                let mut server = Server { watcher, id, address, setup_token, started_in: Duration::ZERO };
                server.wait_until_ready(began)?;
                Ok(server)
            }
            Err(error) => {
                drop(watcher.stdin.take());
                watcher.wait()?;
                Err(error.context(format!("the server did not start: {}", place.log())))
            }
        }
    }

    fn wait_until_ready(&mut self, began: Instant) -> Result<()> {
        let client = self.client();
        while client.get("/readyz").map_or(0, |answer| answer.status) != 200 {
            ensure!(began.elapsed() < Duration::from_secs(30), "not ready after 30 s");
            std::thread::sleep(Duration::from_millis(2));
        }
        self.started_in = began.elapsed();
        Ok(())
    }

    /// A client that is not signed in.
    pub fn client(&self) -> Client {
        Client::new(&self.address)
    }

    /// `127.0.0.1:port`.
    pub fn address(&self) -> &str {
        &self.address
    }

    /// The one-time token of the first start, if it was offered.
    pub fn setup_token(&self) -> Option<&str> {
        self.setup_token.as_deref()
    }

    /// From the start of the process until `/readyz` said 200.
    pub fn started_in(&self) -> Duration {
        self.started_in
    }

    /// What the process uses.
    pub fn usage(&self) -> Result<Usage> {
        Usage::of(self.id)
    }

    /// The process id.
    pub fn id(&self) -> u32 {
        self.id
    }

    /// Sends a signal such as `TERM` or `STOP`.
    pub fn signal(&self, name: &str) -> Result<()> {
        signal(self.id, name)
    }

    /// `kill -9`, and waits until the process is gone.
    pub fn kill(mut self) -> Result<()> {
        signal(self.id, "KILL")?;
        self.wait_for_end().map(|_| ())
    }

    /// Asks it to end and waits; the exit code.
    pub fn stop(mut self) -> Result<i32> {
        signal(self.id, "TERM")?;
        self.wait_for_end()
    }

    fn wait_for_end(&mut self) -> Result<i32> {
        if let Some(mut stdin) = self.watcher.stdin.take() {
            stdin.write_all(b"wait\n")?;
        }
        let until = Instant::now() + Duration::from_secs(40);
        loop {
            if let Some(status) = self.watcher.try_wait()? {
                return Ok(status.code().unwrap_or(-1));
            }
            ensure!(Instant::now() < until, "process {} does not end", self.id);
            std::thread::sleep(Duration::from_millis(5));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.watcher.stdin.take());
        // An error here means that the watcher has gone already.
        let _ = self.watcher.wait();
    }
}

/// Sends the signal `name` to a process that we started.
pub(crate) fn signal(id: u32, name: &str) -> Result<()> {
    let done = Command::new("kill").args([&format!("-{name}"), &id.to_string()]).output()?;
    ensure!(done.status.success(), "kill -{name} {id}: {}", String::from_utf8_lossy(&done.stderr));
    Ok(())
}

/// Reads the process id, the address, and the setup token when there is one.
fn read_start(out: ChildStdout) -> Result<(u32, String, Option<String>)> {
    let mut lines = BufReader::new(out).lines();
    let mut next = || lines.next().transpose();
    let id = next()?.context("no process id")?.trim().parse()?;
    let Some(line) = next()? else { bail!("it ended before it listened") };
    let address =
        line.strip_prefix("formwork listens on http://").with_context(|| format!("unexpected `{line}`"))?.to_owned();
    let public = Client::new(&address).get("/api/v1/public")?;
    let setup_token = if public.json["setup"] == true {
        let line = next()?.context("no setup line")?;
        Some(line.split_once("token=").with_context(|| format!("unexpected `{line}`"))?.1.trim().to_owned())
    } else {
        None
    };
    Ok((id, address, setup_token))
}
