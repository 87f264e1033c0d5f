//! `kill -9` while an app is published: afterwards the old release or the new one, never half.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use formwork_tests::{Database, Package, World};
use serde_json::{Value as Json, json};

scenarios!(killed_while_publishing);

/// How many times the server is killed, at moments spread over the time that publishing takes.
const ROUNDS: u32 = 8;

fn killed_while_publishing(database: Database) -> Result<()> {
    let mut world = World::new(database)?;
    let boss = world.person("boss");
    let many: Vec<Json> = (0..1000)
        .map(|n| json!({ "create": { "title": format!("row {n}"), "amount": format!("{n}.25"), "tags": ["t"] } }))
        .collect();
    for _ in 0..3 {
        boss.post("data/deals/deal/batch", &json!({ "operations": many }))?.expect(200)?;
    }
    let first = Package::read("tests/fixtures/deals")?;
    // Everything that a migration does: add, rename, widen, take away, index.
    let second = first
        .without_field("deal", "tags")
        .with_field_set("deal", "amount", &json!({ "scale": 3 }))
        .with_field_set("deal", "locked", &json!({ "indexed": true }))
        .with_field("deal", json!({ "key": "later", "kind": "text", "label": "Later", "indexed": true }))
        .with_field("account", json!({ "key": "later", "kind": "number", "label": "Later" }));
    let began = Instant::now();
    world.root().post("apps", &second.0)?.expect(200)?;
    let whole = began.elapsed();
    world.root().post("apps", &first.0)?.expect(200)?;
    let before = all(&world)?;
    let (mut old, mut new) = (0, 0);
    for round in 0..ROUNDS {
        let root = world.root();
        let release = root.get("apps/deals")?.expect(200)?.json["release"].as_i64().unwrap_or(0);
        let publishing = std::thread::spawn({
            let packed = second.0.clone();
            move || root.post("apps", &packed).and_then(|answer| answer.expect(200)).is_ok()
        });
        std::thread::sleep(whole * round / (ROUNDS - 1).max(1));
        world = world.kill()?;
        let acknowledged = publishing.join().unwrap();
        ensure!(world.server.started_in() < Duration::from_secs(2), "ready after {:?}", world.server.started_in());
        let now = world.root().get("apps/deals")?.expect(200)?.json["release"].as_i64().unwrap_or(0);
        ensure!(now == release || now == release + 1, "release {now} after {release}");
        ensure!(!acknowledged || now == release + 1, "an acknowledged release is lost");
        if now > release {
            new += 1;
            let deal = world.person("boss").get("data/deals/deal?later.empty=true&limit=1&total=true")?.expect(200)?;
            ensure!(deal.json["total"] == 3006 && deal.items()?[0].get("tags").is_none(), "{}", deal.text());
            world.root().post("apps", &first.0)?.expect(200)?;
        } else {
            old += 1;
            world.person("boss").get("data/deals/deal?later=x")?.expect(400)?;
        }
        ensure!(all(&world)? == before, "the records differ after round {round}");
    }
    println!("{ROUNDS} interruptions of a migration of {whole:?}: {old} × the old release, {new} × the new one");
    Ok(())
}

/// Every record, as the manager sees it.
fn all(world: &World) -> Result<Vec<Json>> {
    let boss = world.person("boss");
    let mut items = Vec::new();
    let mut query = json!({ "limit": 200, "sort": ["id"] });
    loop {
        let page = boss.post("data/deals/deal/query", &query)?.expect(200)?;
        items.extend(page.items()?.iter().cloned());
        match page.json["next_cursor"].as_str() {
            Some(cursor) => query["cursor"] = json!(cursor),
            None => return Ok(items),
        }
    }
}
