//! Pages by cursor: complete, without duplicates, in order, also while others write.

use std::collections::BTreeSet;

use anyhow::{Result, ensure};
use formwork_tests::{Client, Database, World};
use serde_json::{Value as Json, json};

scenarios!(pages_are_complete, pages_stand_writes, cursors_belong_to_their_list);

const COUNT: usize = 230;

/// Deals with many equal sort values, and empty ones.
fn many(boss: &Client) -> Result<()> {
    let operations: Vec<Json> = (0..COUNT)
        .map(|n| {
            json!({ "create": {
                "title": format!("page {:03}", (n * 7919) % COUNT), "amount": if n % 5 == 0 { Json::Null } else { json!(format!("{}.10", n % 7)) },
                "status": (["open", "won", "lost"][n % 3]), "urgent": if n % 4 == 0 { Json::Null } else { json!(n % 4 == 1) },
                "signed_on": if n % 6 == 0 { Json::Null } else { json!(format!("2026-01-{:02}", n % 28 + 1)) },
            } })
        })
        .collect();
    boss.post("data/deals/deal/batch", &json!({ "operations": operations }))?.expect(200)?;
    Ok(())
}

/// Every page of a list, `between` called after each.
fn walk(client: &Client, query: &Json, mut between: impl FnMut(usize) -> Result<()>) -> Result<Vec<Json>> {
    let mut items = Vec::new();
    let mut query = query.clone();
    for page in 0..COUNT {
        let answer = client.post("data/deals/deal/query", &query)?.expect(200)?;
        items.extend(answer.items()?.iter().cloned());
        match answer.json["next_cursor"].as_str() {
            Some(cursor) => query["cursor"] = json!(cursor),
            None => return Ok(items),
        }
        between(page)?;
    }
    anyhow::bail!("the pages do not end")
}

fn ids(items: &[Json]) -> BTreeSet<String> {
    items.iter().map(|item| item["id"].as_str().unwrap_or_default().to_owned()).collect()
}

fn pages_are_complete(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    many(&boss)?;
    for sort in [
        json!([]),
        json!(["amount"]),
        json!(["-amount"]),
        json!(["amount", "-signed_on"]),
        json!(["-signed_on", "amount", "title"]),
        json!(["urgent", "-status"]),
        json!(["-urgent"]),
        json!(["-title"]),
        json!(["account.name", "-amount"]),
        json!(["owner.name"]),
        json!(["-created_at"]),
    ] {
        let query = |limit: u32| json!({ "sort": sort, "limit": limit, "fields": ["title", "amount", "signed_on"] });
        let whole: Vec<Json> = walk(&boss, &query(200), |_| Ok(()))?;
        ensure!(whole.len() == COUNT + 6 && ids(&whole).len() == whole.len(), "{sort}: {} items", whole.len());
        let pieces = walk(&boss, &query(37), |_| Ok(()))?;
        ensure!(pieces == whole, "{sort}: pages of 37 differ from pages of 200");
    }
    let body = json!({ "where": { "field": "status", "op": "eq", "value": "won" }, "sort": ["amount"], "limit": 10, "total": true });
    let found = walk(&boss, &body, |_| Ok(()))?;
    let total = boss.post("data/deals/deal/query", &body)?.expect(200)?;
    ensure!(
        total.json["total"] == found.len() && ids(&found).len() == found.len(),
        "{} of {}",
        found.len(),
        total.json["total"]
    );
    Ok(())
}

fn pages_stand_writes(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    many(&boss)?;
    let before = ids(&walk(&boss, &json!({ "limit": 200 }), |_| Ok(()))?);
    for sort in [json!(["amount", "title"]), json!(["-title"]), json!([])] {
        let writer = world.person("boss");
        let found = walk(&boss, &json!({ "sort": sort, "limit": 20 }), |page| {
            for title in [format!("page 000 new {page}"), format!("zzz new {page}")] {
                writer
                    .post("data/deals/deal", &json!({ "title": title, "amount": format!("{page}.00") }))?
                    .expect(201)?;
            }
            Ok(())
        })?;
        ensure!(ids(&found).len() == found.len(), "{sort}: an item comes twice");
        let missing: Vec<_> = before.difference(&ids(&found)).cloned().collect();
        ensure!(missing.is_empty(), "{sort}: missing {missing:?}");
    }
    Ok(())
}

fn cursors_belong_to_their_list(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    many(&boss)?;
    let first = boss.get("data/deals/deal?limit=5&sort=amount")?.expect(200)?;
    let cursor = first.string("next_cursor")?;
    // Under another order it would skip or repeat, so it is refused; another person's reach stays that person's.
    for other in ["sort=-amount", "sort=title", "sort=amount,title"] {
        boss.get(&format!("data/deals/deal?limit=5&{other}&cursor={cursor}"))?.expect_issues(400, &["/cursor"])?;
    }
    boss.get(&format!("data/deals/account?limit=5&cursor={cursor}"))?.expect(400)?;
    world
        .person("ann")
        .get(&format!("data/deals/deal?limit=5&sort=amount&cursor={cursor}"))?
        .expect_any(&[200, 400])?;
    for broken in ["", "x", "AAAA", &cursor[..cursor.len() / 2], &format!("{cursor}AAAA"), "' or 1=1--"] {
        let answer = boss.get(&format!("data/deals/deal?limit=5&sort=amount&cursor={}", broken.replace(' ', "%20")))?;
        answer.expect(400)?;
    }
    Ok(())
}
