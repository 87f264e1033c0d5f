//! A PostgreSQL cluster of one test process: started on a free port, gone when the process ends.

use std::{
    net::{TcpListener, TcpStream},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    sync::{
        OnceLock,
        atomic::{AtomicU32, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, anyhow, bail, ensure};
use tempfile::TempDir;

/// Whether the cluster asks the disk to keep what it acknowledges.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// `fsync=on`, as in production.
    Durable,
    /// `fsync=off`: quick, good for everything that does not cut the power.
    Quick,
}

/// A running cluster. Stops, and its files go, when this value is dropped or the process ends, however it ends.
pub struct Cluster {
    port: u16,
    programs: PathBuf,
    // The watcher keeps the server as long as its standard input is open.
    watcher: Child,
    databases: AtomicU32,
    folder: TempDir,
}

/// The address of a fresh, empty database in this process's cluster.
///
/// Fails, naming what to install, when PostgreSQL is not on this machine: tests never skip silently.
pub fn postgres_url() -> Result<String> {
    static CLUSTER: OnceLock<std::result::Result<Cluster, String>> = OnceLock::new();
    let cluster = CLUSTER.get_or_init(|| Cluster::start(Durability::Quick).map_err(|error| format!("{error:#}")));
    cluster.as_ref().map_err(|message| anyhow!(message.clone()))?.database()
}

/// The address of a copy of the database at `url`, in the same cluster. Nobody may be connected to the original meanwhile.
pub fn copy_of(url: &str) -> Result<String> {
    static COPIES: AtomicU32 = AtomicU32::new(0);
    let (server, original) = url.rsplit_once('/').with_context(|| format!("`{url}` names no database"))?;
    let (_, port) = server.rsplit_once(':').with_context(|| format!("`{url}` names no port"))?;
    let name = format!("copy_{}", COPIES.fetch_add(1, Ordering::Relaxed));
    let mut createdb = Command::new(find_programs()?.join("createdb"));
    run(createdb.args(["-h", "127.0.0.1", "-p", port, "-U", "postgres", "-T", original, &name]))?;
    Ok(format!("{server}/{name}"))
}

impl Cluster {
    /// Makes and starts a cluster on a free port of 127.0.0.1.
    pub fn start(durability: Durability) -> Result<Cluster> {
        let programs = find_programs()?;
        let folder = tempfile::Builder::new().prefix("formwork-postgres-").tempdir()?;
        let owner = owner_of_clusters()?;
        if let Some(owner) = &owner {
            run(Command::new("chown").arg(owner).arg(folder.path()))?;
        }
        let data = folder.path().join("data");
        let mut initdb = as_owner(owner.as_deref(), &programs.join("initdb"));
        initdb
            .args(["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync", "-D"])
            .arg(&data);
        run(&mut initdb)?;
        let mut last = anyhow!("no port tried");
        for _ in 0..3 {
            match serve(&programs, owner.as_deref(), &data, durability) {
                Ok((watcher, port)) => {
                    return Ok(Cluster { port, programs, watcher, databases: AtomicU32::new(0), folder });
                }
                Err(error) => last = error,
            }
        }
        Err(last)
    }

    /// The address of a fresh, empty database.
    pub fn database(&self) -> Result<String> {
        let name = format!("test_{}", self.databases.fetch_add(1, Ordering::Relaxed));
        let port = self.port.to_string();
        let mut createdb = Command::new(self.programs.join("createdb"));
        run(createdb.args(["-h", "127.0.0.1", "-p", &port, "-U", "postgres", &name]))?;
        Ok(format!("postgres://postgres@127.0.0.1:{port}/{name}"))
    }

    /// The process that stands for the server: stop it (SIGSTOP, SIGKILL…) to see what callers do.
    pub fn server_id(&self) -> Result<u32> {
        let file = self.folder.path().join("data/postmaster.pid");
        let text = std::fs::read_to_string(&file).with_context(|| file.display().to_string())?;
        Ok(text.lines().next().unwrap_or_default().trim().parse()?)
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        drop(self.watcher.stdin.take());
        // An error here means that the watcher has gone already.
        let _ = self.watcher.wait();
    }
}

/// Starts the server under a shell that kills it as soon as its own standard input closes.
fn serve(programs: &Path, owner: Option<&str>, data: &Path, durability: Durability) -> Result<(Child, u16)> {
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let sync = match durability {
        Durability::Durable => "on",
        Durability::Quick => "off",
    };
    let script = r#"
        "$1" -D "$2" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= -c "fsync=$4" \
            -c max_connections=200 -c shared_buffers=64MB -c "full_page_writes=$4" >"$2/server.log" 2>&1 </dev/null &
        read -r _
        kill -INT $!
        wait $!
        rm -rf "$2""#;
    let mut watcher = as_owner(owner, Path::new("sh"))
        .args(["-c", script, "watch"])
        .arg(programs.join("postgres"))
        .arg(data)
        .args([&port.to_string(), sync])
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let until = Instant::now() + Duration::from_secs(30);
    while !ready(programs, port) {
        if watcher.try_wait()?.is_some() || Instant::now() > until {
            let log = std::fs::read_to_string(data.join("server.log")).unwrap_or_default();
            bail!("PostgreSQL did not start: {log}");
        }
        thread::sleep(Duration::from_millis(20));
    }
    Ok((watcher, port))
}

fn ready(programs: &Path, port: u16) -> bool {
    TcpStream::connect(("127.0.0.1", port)).is_ok()
        && Command::new(programs.join("pg_isready"))
            .args(["-q", "-h", "127.0.0.1", "-p", &port.to_string()])
            .status()
            .is_ok_and(|status| status.success())
}

/// Where `initdb`, `postgres` and `createdb` are: the newest of Debian's folders, else PATH.
fn find_programs() -> Result<PathBuf> {
    let debian = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten().map(|e| e.path().join("bin"));
    let path = std::env::var_os("PATH").unwrap_or_default();
    let mut folders: Vec<PathBuf> = debian.collect();
    folders.sort();
    folders.reverse();
    folders.extend(std::env::split_paths(&path));
    let complete =
        |folder: &PathBuf| ["initdb", "postgres", "createdb", "pg_isready"].iter().all(|p| folder.join(p).exists());
    folders.into_iter().find(complete).ok_or_else(|| {
        anyhow!("these tests need a PostgreSQL server on this machine; install it: `sudo apt-get install postgresql`")
    })
}

/// PostgreSQL refuses to run as root, so root runs it as `postgres` or `nobody`.
fn owner_of_clusters() -> Result<Option<String>> {
    let me = Command::new("id").arg("-u").output()?;
    if String::from_utf8_lossy(&me.stdout).trim() != "0" {
        return Ok(None);
    }
    let exists = |user: &&str| Command::new("id").arg(user).output().is_ok_and(|answer| answer.status.success());
    let owner = ["postgres", "nobody"].into_iter().find(exists);
    Ok(Some(
        owner
            .context("PostgreSQL does not run as root and there is neither a user `postgres` nor `nobody`")?
            .to_owned(),
    ))
}

fn as_owner(owner: Option<&str>, program: &Path) -> Command {
    let Some(owner) = owner else { return Command::new(program) };
    let mut command = Command::new("runuser");
    command.args(["-u", owner, "--"]).arg(program).current_dir("/");
    command
}

fn run(command: &mut Command) -> Result<()> {
    let answer = command.output().with_context(|| format!("{command:?}"))?;
    ensure!(answer.status.success(), "{command:?}: {}", String::from_utf8_lossy(&answer.stderr));
    Ok(())
}
