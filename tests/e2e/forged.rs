//! Values that only the platform gives, and fields that the sender may not write: refused by name, in every way to write.

use anyhow::{Result, ensure};
use formwork_tests::{Database, World, plain_deal};
use serde_json::{Value as Json, json};

scenarios!(
    forged_fields_are_named,
    rows_of_other_records_stay,
    records_are_not_moved_away,
    parameters_of_own_endpoints
);

/// Fields that nobody may send, with believable values.
fn forged() -> Vec<(&'static str, Json)> {
    vec![
        ("id", json!("0190a000-0000-7000-8000-000000000000")),
        ("version", json!(7)),
        ("created_at", json!("2020-01-01T00:00:00Z")),
        ("created_by", json!("0190a000-0000-7000-8000-000000000000")),
        ("updated_at", json!("2020-01-01T00:00:00Z")),
        ("updated_by", json!("0190a000-0000-7000-8000-000000000000")),
        ("number", json!("D-9999")),
        ("total", json!("1.00")),
        ("twice", json!("1.00")),
        ("account_city", json!("x")),
        ("locked", json!("x")),
        ("app", json!("other")),
        ("expanded", json!({})),
    ]
}

/// Fields that this sales person may not write.
fn closed() -> Vec<(&'static str, Json)> {
    vec![
        ("margin", json!("1.00")),
        ("margin_rate", json!("1.00")),
        ("account_secret", json!("x")),
        ("secret_file", json!([])),
        ("phone", json!("+8613800138000")),
        ("discount", json!("0.5")),
    ]
}

fn forged_fields_are_named(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let north = world.deal("deal_north")?;
    let form = "data/deals/deal";
    world.without_trace(|| {
        for (who, fields) in [("ann", [forged(), closed()].concat()), ("boss", forged()), ("root", forged())] {
            let client = world.person(who);
            let mut paths: Vec<String> = fields.iter().map(|(key, _)| format!("/{key}")).collect();
            let mut record = json!({ "title": "forged", "amount": "8000000.00" });
            for (key, value) in &fields {
                record[*key] = value.clone();
            }
            let named =
                |paths: &[String], prefix: &str| paths.iter().map(|path| format!("{prefix}{path}")).collect::<Vec<_>>();
            let check = |answer: formwork_tests::Answer, prefix: &str| {
                let wanted = named(&paths, prefix);
                answer.expect_issues(422, &wanted.iter().map(String::as_str).collect::<Vec<_>>())
            };
            check(client.post(form, &record)?, "")?;
            check(client.patch(&north, &record)?, "")?;
            check(
                client.post(&format!("{form}/batch"), &json!({ "operations": [{ "create": record }] }))?,
                "/operations/0",
            )?;
            let update = json!({ "operations": [{ "update": world.id("deal_north")?, "set": record }] });
            check(client.post(&format!("{form}/batch"), &update)?, "/operations/0")?;
            // `fill` stores nothing, but says the same.
            let filled = client.post(&format!("{form}/fill"), &record)?.expect(200)?;
            let mut found: Vec<&str> = filled.issues().iter().filter_map(|issue| issue["path"].as_str()).collect();
            found.sort_unstable();
            paths.sort();
            ensure!(found == paths, "{who}: {found:?}");
            // One at a time as well, so that none hides behind another.
            for (key, value) in &fields {
                let mut one = json!({});
                one[*key] = value.clone();
                client.patch(&north, &one)?.expect_issues(422, &[&format!("/{key}")])?;
            }
        }
        let rows = json!({ "lines": [{ "product": "x", "price": "1.00", "quantity": 1, "cost": "1.00" }] });
        world.person("ann").patch(&north, &rows)?.expect_issues(422, &["/lines/0/cost"])?;
        let rows = json!({ "lines": [{ "product": "x", "subtotal": "1.00", "nothing": 1 }] });
        world
            .person("ann")
            .patch(&north, &rows)?
            .expect_issues(422, &["/lines/0/nothing", "/lines/0/subtotal"])
            .map(|_| ())
    })
}

/// The id of a row of another record is no way into it.
fn rows_of_other_records_stay(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (boss, ann) = (world.person("boss"), world.person("ann"));
    let victim = boss.get(&world.deal("deal_south")?)?.expect(200)?.json;
    let row = json!([{ "id": victim["lines"][0]["id"], "product": "taken", "price": "1.00", "quantity": 1 }]);
    let answer = ann.patch(&world.deal("deal_north")?, &json!({ "lines": row }))?.expect_any(&[200, 422])?;
    ensure!(!answer.text().contains("SOUTH"), "{}", answer.text());
    let mut deal = plain_deal("with a foreign row");
    deal["lines"] = row;
    ann.post("data/deals/deal", &deal)?.expect_any(&[201, 422])?;
    let after = boss.get(&world.deal("deal_south")?)?.expect(200)?.json;
    ensure!(after == victim, "{after}");
    Ok(())
}

fn records_are_not_moved_away(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (ann, north) = (world.person("ann"), world.deal("deal_north")?);
    world.without_trace(|| {
        let to = |who: &str| -> Result<Json> { Ok(json!({ "owner": world.id(who)? })) };
        ann.patch(&north, &to("bea")?)?.expect(403)?;
        ann.patch(&north, &json!({ "owner": "0190a000-0000-7000-8000-000000000000" }))?
            .expect_issues(422, &["/owner"])?;
        ann.patch(&north, &json!({ "owner": null }))?.expect_any(&[403, 422])?;
        let mut deal = plain_deal("for somebody else");
        deal["owner"] = json!(world.id("bea")?);
        ann.post("data/deals/deal", &deal)?.expect(403)?;
        world.person("solo").post("data/deals/deal", &deal)?.expect(403)?;
        let account = json!({ "account": world.id("account_south")? });
        ann.patch(&north, &account)?.expect_issues(422, &["/account"])?;
        // In a batch the whole is refused, and each for itself only that one.
        let batch = json!({ "operations": [{ "update": world.id("deal_north")?, "set": to("bea")? }] });
        ann.post("data/deals/deal/batch", &batch)?.expect_any(&[403, 422])?;
        let alone = json!({ "atomic": false, "operations": batch["operations"] });
        let answer = ann.post("data/deals/deal/batch", &alone)?.expect(200)?;
        ensure!(
            answer.json["results"][0]["status"] == 422 || answer.json["results"][0]["status"] == 403,
            "{}",
            answer.text()
        );
        Ok(())
    })?;
    ann.patch(&north, &json!({ "owner": world.id("adam")? }))?.expect(200)?;
    Ok(())
}

/// Endpoints about oneself take no parameters that reach further.
fn parameters_of_own_endpoints(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let ann = world.person("ann");
    let north = world.deal("deal_north")?;
    for path in [
        format!("{north}?scope=all"),
        format!("{north}?user=root"),
        format!("{north}/history?all=true"),
        "data/deals/deal?role=manager".into(),
    ] {
        ann.get(&path)?.expect(400)?;
    }
    for path in ["me", "keys", "users", "departments", "apps"] {
        let plain = ann.get(path)?.expect(200)?;
        for extra in ["limit=1", "fields=password_hash", "scope=all", "user=root"] {
            let answer = ann.get(&format!("{path}?{extra}"))?.expect_any(&[200, 400])?;
            ensure!(answer.status == 400 || answer.bytes == plain.bytes, "{}: {}", answer.asked, answer.text());
        }
        ensure!(!plain.text().contains("hash"), "{}", plain.text());
    }
    // Two keys: nobody sees or revokes the other's.
    let key = world.person("boss").post("keys", &json!({ "name": "of the boss" }))?.expect(201)?.id()?;
    ensure!(ann.get("keys")?.expect(200)?.items()?.is_empty());
    world.without_trace(|| ann.delete(&format!("keys/{key}"))?.expect(404))?;
    // An app in a header or in the body means nothing: the path names it.
    let deal = json!({ "title": "x", "app": "crm" });
    ann.with("x-app-id", "crm").post("data/deals/deal", &deal)?.expect_issues(422, &["/app"])?;
    Ok(())
}
