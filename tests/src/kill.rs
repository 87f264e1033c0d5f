//! `kill -9` under mixed load, again and again: nothing acknowledged is lost, nothing is there by half, and the server is back within two seconds.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::atomic::{AtomicBool, Ordering},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use serde_json::{Value as Json, json};
use test_kit::{Cluster, Durability};

use crate::{
    ADMINISTRATOR, Client, Database, PASSWORD, Package, Place, Server, everything::find, server::signal,
    usage::children,
};

/// Writers at the same time.
const WRITERS: usize = 6;
/// Records that one batch creates together.
const TOGETHER: usize = 20;
/// How soon the server must be ready again.
const READY: Duration = Duration::from_secs(2);

/// What was seen in all rounds together.
#[derive(Clone, Copy, Debug, Default)]
pub struct Report {
    /// How often something was killed.
    pub kills: usize,
    /// How often that was a process of PostgreSQL.
    pub database_kills: usize,
    /// Writes that were acknowledged.
    pub acknowledged: usize,
    /// Writes whose answer did not come: done or not, but wholly.
    pub unanswered: usize,
    /// The longest time until the server was ready again.
    pub slowest_start: Duration,
}

/// What one writer knows.
#[derive(Default)]
struct Known {
    /// Records that were acknowledged: id → (least version, title it must have from then on unless a later write went unanswered).
    records: BTreeMap<String, (i64, String)>,
    /// Records with writes that went unanswered since the last answer, and the titles that these would have set.
    open: BTreeMap<String, Vec<String>>,
    /// Marks of batches that were acknowledged.
    batches: BTreeSet<String>,
    /// Marks of batches that went unanswered.
    open_batches: BTreeSet<String>,
    acknowledged: usize,
    unanswered: usize,
}

impl Known {
    fn join(&mut self, more: Known) {
        self.records.extend(more.records);
        self.open.extend(more.open);
        self.batches.extend(more.batches);
        self.open_batches.extend(more.open_batches);
    }
}

struct Installation {
    place: Place,
    cluster: Option<Cluster>,
}

/// Kills the server `rounds` times; on PostgreSQL every third round kills one of its processes instead.
pub fn run(database: Database, rounds: usize, durability: Durability, seed: u64) -> Result<Report> {
    let random = &mut fastrand::Rng::with_seed(seed);
    let (installation, root) = install(database, durability)?;
    let mut report = Report::default();
    let mut rounds_known: Vec<Known> = Vec::new();
    for round in 0..rounds {
        let server = Server::start(&installation.place)?;
        report.slowest_start = report.slowest_start.max(server.started_in());
        ensure!(server.started_in() <= READY, "round {round}: ready after {:?}", server.started_in());
        let root = server.client().with_token(&root);
        if let Some(last) = rounds_known.last_mut() {
            check(&root, last, Some(round - 1)).with_context(|| format!("after {round} kills"))?;
        }
        let hits_database = database == Database::Postgres && round % 3 == 2;
        let moment = Duration::from_millis(random.u64(30..400));
        let mut together = Known::default();
        for known in load(server, &root, round, moment, hits_database, &installation)? {
            report.acknowledged += known.acknowledged;
            report.unanswered += known.unanswered;
            together.join(known);
        }
        rounds_known.push(together);
        report.kills += 1;
        report.database_kills += usize::from(hits_database);
    }
    let server = Server::start(&installation.place)?;
    let root = server.client().with_token(&root);
    let mut all = Known::default();
    rounds_known.into_iter().for_each(|known| all.join(known));
    check(&root, &mut all, None).context("at the end")?;
    histories(&root, &all)?;
    ensure!(report.acknowledged > rounds, "only {} writes in {rounds} rounds", report.acknowledged);
    Ok(report)
}

/// A fresh installation with the deals app, and an API key of its administrator.
fn install(database: Database, durability: Durability) -> Result<(Installation, String)> {
    let cluster = match database {
        Database::Sqlite => None,
        Database::Postgres => Some(Cluster::start(durability)?),
    };
    let place = Place::with_url(cluster.as_ref().map(Cluster::database).transpose()?)?;
    let server = Server::start(&place)?;
    let setup =
        json!({ "token": server.setup_token(), "account": ADMINISTRATOR, "name": "Root", "password": PASSWORD });
    let token = server.client().post("setup", &setup)?.expect(200)?.string("token")?;
    let root = server.client().with_token(&token);
    let key = root.post("keys", &json!({ "name": "kill" }))?.expect(201)?.string("key")?;
    root.post("apps", &Package::read("tests/fixtures/deals")?.0)?.expect(200)?;
    ensure!(server.stop()? == 0, "the server did not end well: {}", place.log());
    Ok((Installation { place, cluster }, key))
}

/// Writers write until the moment comes; then something is killed. What the writers know is answered.
fn load(
    server: Server,
    root: &Client,
    round: usize,
    moment: Duration,
    hits_database: bool,
    installation: &Installation,
) -> Result<Vec<Known>> {
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let writers: Vec<_> = (0..WRITERS)
            .map(|writer| {
                let (root, over) = (root.clone(), &over);
                scope.spawn(move || write(&root, &format!("{round}-{writer}"), over))
            })
            .collect();
        std::thread::sleep(moment);
        let hit = if hits_database { hit_database(&server, root, installation) } else { Ok(()) };
        over.store(hits_database, Ordering::Relaxed);
        let killed = server.kill();
        // Whatever went wrong, the writers end.
        over.store(true, Ordering::Relaxed);
        hit?;
        killed?;
        writers.into_iter().map(|writer| writer.join().map_err(|_| anyhow::anyhow!("a writer panicked"))?).collect()
    })
}

/// The database loses its processes; the server must recover by itself and go on, without a restart.
fn hit_database(server: &Server, root: &Client, installation: &Installation) -> Result<()> {
    kill_backend(installation.cluster.as_ref().context("cluster")?)?;
    let until = Instant::now() + Duration::from_secs(20);
    let answers = |client: &Client, path: &str| client.get(path).is_ok_and(|answer| answer.status == 200);
    // The first may still be answered before PostgreSQL notices its loss.
    while !(answers(&server.client(), "/readyz") && answers(root, "data/deals/deal?limit=1")) {
        ensure!(Instant::now() < until, "the server does not recover when the database comes back");
        std::thread::sleep(Duration::from_millis(20));
    }
    Ok(())
}

/// `kill -9` on a process that serves a connection: PostgreSQL then restarts all of them and recovers from its log.
fn kill_backend(cluster: &Cluster) -> Result<()> {
    let serves = |id: &u32| {
        let title = std::fs::read_to_string(format!("/proc/{id}/cmdline")).unwrap_or_default();
        title.contains("postgres: postgres test_")
    };
    for _ in 0..200 {
        // One that has just ended by itself was not hit.
        if let Some(id) = children(cluster.server_id()?).into_iter().find(serves)
            && signal(id, "KILL").is_ok()
        {
            return Ok(());
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    bail!("nobody is connected to PostgreSQL")
}

/// Creates, changes and creates together, until an answer does not come.
fn write(root: &Client, mark: &str, over: &AtomicBool) -> Result<Known> {
    let mut known = Known::default();
    for count in 0.. {
        if over.load(Ordering::Relaxed) {
            break;
        }
        let title = format!("{mark}-{count}");
        let done = match count % 3 {
            0 => create(root, &title, &mut known),
            1 => update(root, &title, &mut known),
            _ => batch(root, &title, &mut known),
        }?;
        match done {
            Some(status) if status < 300 => known.acknowledged += 1,
            // The database is away for a moment: refused, and nothing was done.
            Some(409 | 503 | 507) => std::thread::sleep(Duration::from_millis(10)),
            Some(status) => bail!("{title}: {status}"),
            None => known.unanswered += 1,
        }
    }
    Ok(known)
}

/// The status; `None` when no answer came.
fn create(root: &Client, title: &str, known: &mut Known) -> Result<Option<u16>> {
    let Ok(answer) =
        root.post("data/deals/deal", &json!({ "title": title, "lines": [{ "product": title }, { "product": "b" }] }))
    else {
        return Ok(None);
    };
    if answer.status == 201 {
        known.records.insert(answer.id()?, (1, title.to_owned()));
    }
    Ok(Some(answer.status))
}

fn update(root: &Client, title: &str, known: &mut Known) -> Result<Option<u16>> {
    let Some((id, _)) = known.records.iter().next_back() else { return Ok(Some(409)) };
    let id = id.clone();
    let change = json!({ "title": title, "lines": [{ "product": title }] });
    let Ok(answer) = root.patch(&format!("data/deals/deal/{id}"), &change) else {
        known.open.entry(id).or_default().push(title.to_owned());
        return Ok(None);
    };
    if answer.status == 200 {
        known.open.remove(&id);
        known.records.insert(id, (answer.json["version"].as_i64().unwrap_or(0), title.to_owned()));
    } else if answer.status >= 500 {
        // A lost connection may hide a commit.
        known.open.entry(id).or_default().push(title.to_owned());
    }
    Ok(Some(answer.status))
}

fn batch(root: &Client, mark: &str, known: &mut Known) -> Result<Option<u16>> {
    let one = |n: usize| json!({ "create": { "title": format!("batch {mark}"), "code": format!("{mark}/{n}") } });
    let operations: Vec<Json> = (0..TOGETHER).map(one).collect();
    let Ok(answer) = root.post("data/deals/deal/batch", &json!({ "operations": operations })) else {
        known.open_batches.insert(mark.to_owned());
        return Ok(None);
    };
    if answer.status == 200 {
        known.batches.insert(mark.to_owned());
    } else {
        known.open_batches.insert(mark.to_owned());
    }
    Ok(Some(answer.status))
}

/// Every acknowledged write is there, wholly; what went unanswered is there wholly or not at all. Looks at the records of one
/// round, or of all.
fn check(root: &Client, known: &mut Known, round: Option<usize>) -> Result<()> {
    let begins = |text: String| json!({ "field": "title", "op": "starts_with", "value": text });
    let mut query = json!({ "fields": ["title", "lines"] });
    if let Some(round) = round {
        query["where"] = json!({ "any": [begins(format!("{round}-")), begins(format!("batch {round}-"))] });
    }
    let records = find(root, "data/deals/deal", query)?;
    let mut batches: BTreeMap<String, usize> = BTreeMap::new();
    for deal in records.values() {
        if let Some(mark) = deal["title"].as_str().and_then(|title| title.strip_prefix("batch ")) {
            *batches.entry(mark.to_owned()).or_default() += 1;
        }
    }
    for mark in &known.batches {
        ensure!(batches.get(mark) == Some(&TOGETHER), "batch {mark}: {:?} of {TOGETHER} records", batches.get(mark));
    }
    for (mark, count) in &batches {
        ensure!(*count == TOGETHER, "half a batch: {mark} has {count} of {TOGETHER} records");
        ensure!(known.batches.contains(mark) || known.open_batches.contains(mark), "nobody sent batch {mark}");
    }
    for (id, (version, title)) in &mut known.records {
        let deal = records.get(id).with_context(|| format!("acknowledged record {id} `{title}` is lost"))?;
        let (now, now_title) = (deal["version"].as_i64().unwrap_or(0), deal["title"].as_str().unwrap_or_default());
        let open = known.open.get(id).map(Vec::as_slice).unwrap_or_default();
        let opened = open.iter().any(|open| open == now_title);
        ensure!(now_title == title || opened, "record {id}: `{now_title}` instead of `{title}`, unanswered: {open:?}");
        let most = *version + i64::try_from(open.len())?;
        ensure!(
            if opened { *version < now && now <= most } else { now == *version },
            "record {id}: version {now} instead of {version}"
        );
        // The rows of the sub-table belong to the same write.
        ensure!(deal["lines"][0]["product"] == now_title, "record {id}: rows of another version: {deal}");
        (*version, *title) = (now, now_title.to_owned());
    }
    known.open.clear();
    Ok(())
}

/// Every version of every record has its entry, and no entry is without its version.
fn histories(root: &Client, known: &Known) -> Result<()> {
    let records = find(root, "data/deals/deal", json!({ "fields": ["title"] }))?;
    for (id, deal) in records.iter().filter(|(id, deal)| {
        known.records.contains_key(*id) || deal["title"].as_str().is_some_and(|t| t.ends_with('0'))
    }) {
        let mut wanted = deal["version"].as_i64().unwrap_or(0);
        let mut path = format!("data/deals/deal/{id}/history?limit=200");
        loop {
            let page = root.get(&path)?.expect(200)?;
            for entry in page.items()? {
                ensure!(
                    entry["version"] == wanted,
                    "record {id}: history has version {} where {wanted} is due",
                    entry["version"]
                );
                wanted -= 1;
            }
            match page.json["next_cursor"].as_str() {
                Some(cursor) => path = format!("data/deals/deal/{id}/history?limit=200&cursor={cursor}"),
                None => break,
            }
        }
        ensure!(wanted == 0, "record {id}: history lacks {wanted} entries");
    }
    Ok(())
}
