//! Writing records: all issues at once, versions, history, batches, once-only requests, drafts filled in.

use anyhow::{Result, ensure};
use formwork_tests::{Database, World, plain_deal};
use serde_json::{Value as Json, json};

scenarios!(
    wrong_records_name_every_field,
    versions_and_history,
    batches_are_atomic_or_not,
    retried_requests_act_once,
    fill_stores_nothing,
    links_and_unique_keys_hold,
    rich_text_is_cleaned,
    numbers_are_given_once,
);

fn wrong_records_name_every_field(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    let wrong = json!({
        "title": "", "amount": "-1", "margin": "1.234", "phone": "12", "signed_on": "2026-02-30", "due": "yesterday", "urgent": "yes",
        "tags": "x", "status": "nonsense", "account": "0190a000-0000-7000-8000-000000000000", "discount": 0.1, "attachment": ["x"],
        "lines": [{ "price": "1" }, { "product": "p", "quantity": 0 }], "nothing": 1,
    });
    let paths = [
        "/title",
        "/amount",
        "/margin",
        "/phone",
        "/signed_on",
        "/due",
        "/urgent",
        "/tags",
        "/status",
        "/attachment",
        "/lines/0/product",
        "/lines/1/quantity",
        "/nothing",
    ];
    world.without_trace(|| {
        let answer = boss.post("data/deals/deal", &wrong)?.expect(422)?;
        let found: Vec<&str> = answer.issues().iter().filter_map(|issue| issue["path"].as_str()).collect();
        for path in paths {
            ensure!(
                found.iter().any(|known| *known == path || known.starts_with(&format!("{path}/"))),
                "no issue at {path}: {found:?}"
            );
        }
        ensure!(
            answer.issues().iter().all(|issue| issue["text"].as_str().is_some_and(|text| !text.is_empty())),
            "{}",
            answer.text()
        );
        boss.post("data/deals/deal", &json!({ "title": "x", "account": wrong["account"] }))?
            .expect_issues(422, &["/account"])?;
        boss.post("data/deals/deal", &json!({ "title": "x", "status": "frozen" }))?.expect_issues(422, &["/status"])?;
        boss.post("data/deals/deal", &json!({ "title": "x", "amount": "1", "margin": "2" }))?
            .expect_issues(422, &["/margin"])?;
        boss.post("data/deals/deal", &json!({}))?.expect_issues(422, &["/title"])?;
        boss.post("data/deals/deal", &json!({ "title": "x".repeat(121) }))?.expect_issues(422, &["/title"])?;
        boss.post("data/deals/deal", &json!([]))?.expect_any(&[400, 422])?;
        boss.post("data/deals/deal", &json!(null))?.expect_any(&[400, 422])?;
        let path = world.deal("deal_north")?;
        boss.patch(&path, &json!({ "title": null }))?.expect_issues(422, &["/title"])?;
        boss.patch(&path, &json!({ "amount": "1.00" }))?.expect_issues(422, &["/margin"]).map(|_| ())
    })
}

fn versions_and_history(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let ann = world.person("ann");
    let made = ann.post("data/deals/deal", &plain_deal("versions"))?.expect(201)?;
    let path = format!("data/deals/deal/{}", made.id()?);
    ensure!(made.header("location") == Some(&format!("/api/v1/{path}")), "{:?}", made.header("location"));
    ensure!(
        made.header("etag") == Some("\"1\"")
            && made.json["status"] == "open"
            && made.json["owner"] == world.id("ann")?,
        "{}",
        made.text()
    );
    let second =
        ann.with("if-match", "\"1\"").patch(&path, &json!({ "title": "second", "tags": ["a"] }))?.expect(200)?;
    ensure!(
        second.header("etag") == Some("\"2\"") && second.json["version"] == 2 && second.json["amount"] == "100.00",
        "{}",
        second.text()
    );
    ensure!(
        second.json["created_at"] == made.json["created_at"] && second.json["updated_by"] == world.id("ann")?,
        "{}",
        second.text()
    );
    world.without_trace(|| {
        ann.with("if-match", "\"1\"").patch(&path, &json!({ "title": "late" }))?.expect(412)?;
        ann.with("if-match", "\"1\"").delete(&path)?.expect(412)?;
        ann.with("if-match", "two").patch(&path, &json!({ "title": "late" }))?.expect(400)?;
        // Nothing new is nothing written.
        let same = ann.patch(&path, &json!({ "title": "second", "tags": ["a"] }))?.expect(200)?;
        ensure!(same.json["version"] == 2, "{}", same.text());
        Ok(())
    })?;
    ann.with("if-match", "*").patch(&path, &json!({ "amount": null }))?.expect(200)?;
    let history = ann.get(&format!("{path}/history"))?.expect(200)?;
    ensure!(history.column("version")? == [3, 2, 1], "{}", history.text());
    let changes = &history.items()?[1]["changes"];
    ensure!(changes.as_array().is_some_and(|all| all.len() == 2), "{changes}");
    let title = json!({ "field": "title", "old": "versions", "new": "second" });
    ensure!(changes.as_array().is_some_and(|all| all.contains(&title)), "{changes}");
    ensure!(history.items()?[0]["by"] == world.id("ann")?, "{}", history.text());
    ann.with("if-match", "\"3\"").delete(&path)?.expect(204)?;
    ann.get(&path)?.expect(404)?;
    ann.delete(&path)?.expect(404)?;
    ann.patch(&path, &json!({ "title": "gone" }))?.expect(404)?;
    Ok(())
}

fn batches_are_atomic_or_not(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    let north = world.id("deal_north")?;
    let mixed = json!([
        { "create": { "title": "in the batch", "code": "B1" } },
        { "update": north, "version": 1, "set": { "title": "CANARY_NORTH_DEAL batched" } },
        { "delete": world.id("deal_adam")? },
        { "create": { "title": "" , "amount": "-1" } },
        { "update": "0190a000-0000-7000-8000-000000000000", "set": { "title": "x" } },
        { "create": { "title": "same code", "code": "B1" } },
    ]);
    let issues = ["/operations/3/title", "/operations/3/amount", "/operations/4", "/operations/5/code"];
    let path = "data/deals/deal/batch";
    world.without_trace(|| {
        boss.post(path, &json!({ "operations": mixed }))?.expect_issues(422, &issues)?;
        let stale = json!({ "operations": [{ "create": { "title": "x" } }, { "update": north, "version": 9, "set": { "title": "x" } }] });
        boss.post(path, &stale)?.expect_any(&[412, 422])?;
        for wrong in [
            json!({ "operations": [] }),
            json!({}),
            json!({ "operations": [{ "create": {}, "delete": north }] }),
            json!({ "operations": [{ "update": north }] }),
            json!({ "operations": [{ "upsert": {} }] }),
            json!({ "operations": [{ "delete": "x" }] }),
            json!({ "operations": vec![json!({ "create": { "title": "x" } }); 1001] }),
            json!({ "operations": [{ "create": { "title": "x" } }], "dry": true }),
        ] {
            boss.post(path, &wrong)?.expect(400)?;
        }
        Ok(())
    })?;
    let done = boss.post(path, &json!({ "atomic": false, "operations": mixed }))?.expect(200)?;
    let results = done.json["results"].as_array().cloned().unwrap_or_default();
    let statuses: Vec<i64> = results.iter().filter_map(|result| result["status"].as_i64()).collect();
    ensure!(statuses[..4] == [201, 200, 204, 422] && statuses[4] >= 400 && statuses[5] == 422, "{statuses:?}");
    ensure!(
        results[1]["version"] == 2 && results[3]["issues"].as_array().is_some_and(|all| all.len() == 2),
        "{results:?}"
    );
    let made = results[0]["id"].as_str().unwrap_or_default();
    ensure!(boss.get(&format!("data/deals/deal/{made}"))?.expect(200)?.json["title"] == "in the batch");
    boss.get(&world.deal("deal_adam")?)?.expect(404)?;
    let thousand: Vec<Json> =
        (0..1000).map(|n| json!({ "create": { "title": format!("bulk {n}"), "amount": n } })).collect();
    let done = boss.post(path, &json!({ "operations": thousand }))?.expect(200)?;
    ensure!(
        done.json["results"].as_array().is_some_and(|all| all.len() == 1000 && all.iter().all(|r| r["status"] == 201)),
        "not all stored"
    );
    let count = boss.get("data/deals/deal?title.starts_with=bulk&total=true&limit=1")?.expect(200)?;
    ensure!(count.json["total"] == 1000, "{}", count.text());
    Ok(())
}

fn retried_requests_act_once(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (ann, bea) = (world.person("ann"), world.person("bea"));
    let once = ann.with("idempotency-key", "order-1");
    let first = once.post("data/deals/deal", &plain_deal("once"))?.expect(201)?;
    world.without_trace(|| {
        let again = once.post("data/deals/deal", &plain_deal("once"))?.expect(201)?;
        ensure!(again.bytes == first.bytes && again.header("etag") == first.header("etag"), "{}", again.text());
        once.post("data/deals/deal", &plain_deal("another"))?.expect(409)?;
        once.post("data/deals/account", &json!({ "name": "another" }))?.expect(409)?;
        ann.with("idempotency-key", &"x".repeat(201)).post("data/deals/deal", &plain_deal("x"))?.expect(400).map(|_| ())
    })?;
    // Another person's key of the same text is another key.
    let other = bea.with("idempotency-key", "order-1").post("data/deals/deal", &plain_deal("once"))?.expect(201)?;
    ensure!(other.id()? != first.id()?);
    let batch = json!({ "operations": [{ "create": plain_deal("batch once") }] });
    let keyed = ann.with("idempotency-key", "order-2");
    let done = keyed.post("data/deals/deal/batch", &batch)?.expect(200)?;
    let again = keyed.post("data/deals/deal/batch", &batch)?.expect(200)?;
    ensure!(again.bytes == done.bytes, "{}", again.text());
    // A refused request is not remembered: corrected, it goes through.
    let later = ann.with("idempotency-key", "order-3");
    later.post("data/deals/deal", &json!({ "title": "" }))?.expect(422)?;
    later.post("data/deals/deal", &plain_deal("corrected"))?.expect(201)?;
    // Sent by eight at once, one acts and all hear the same.
    let answers: Vec<Result<formwork_tests::Answer>> = std::thread::scope(|scope| {
        let eight: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    world
                        .person("ann")
                        .with("idempotency-key", "order-4")
                        .post("data/deals/deal", &plain_deal("at once"))
                })
            })
            .collect();
        eight.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    for answer in answers {
        answer?.expect_any(&[201, 409])?;
    }
    let count = ann.get("data/deals/deal?title=at%20once&total=true")?.expect(200)?;
    ensure!(count.json["total"] == 1, "{}", count.text());
    Ok(())
}

fn fill_stores_nothing(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let ann = world.person("ann");
    let draft = json!({
        "amount": "12.50", "account": world.id("account_north")?,
        "lines": [{ "product": "a", "price": "1.10", "quantity": 3 }, { "product": "b", "price": "2.00", "quantity": 1 }],
    });
    world.without_trace(|| {
        let filled = ann.post("data/deals/deal/fill", &draft)?.expect(200)?;
        let record = &filled.json["record"];
        for (key, value) in [("status", "open"), ("twice", "25.00"), ("total", "5.30"), ("account_city", "Harbin")] {
            ensure!(record[key] == value, "`{key}`: {}", filled.text());
        }
        ensure!(record["lines"][0]["subtotal"] == "3.30" && record.get("margin").is_none(), "{record}");
        ensure!(filled.issues().len() == 1 && filled.issues()[0]["path"] == "/title", "{}", filled.text());
        let far = ann.post("data/deals/deal/fill", &json!({ "account": world.id("account_south")? }))?.expect(200)?;
        ensure!(far.json["record"]["account_city"].is_null(), "{}", far.text());
        Ok(())
    })
}

fn links_and_unique_keys_hold(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    let account = format!("data/deals/account/{}", world.id("account_north")?);
    world.without_trace(|| {
        // Deals hang on it.
        boss.delete(&account)?.expect(409)?;
        let taken = json!({ "title": "x", "code": "code-deal_adam" });
        boss.post("data/deals/deal", &taken)?.expect_issues(422, &["/code"])?;
        boss.patch(&world.deal("deal_north")?, &json!({ "code": "code-deal_adam" }))?
            .expect_issues(422, &["/code"])
            .map(|_| ())
    })?;
    // Two empty codes are no clash.
    boss.post("data/deals/deal", &plain_deal("no code"))?.expect(201)?;
    boss.post("data/deals/deal", &plain_deal("no code either"))?.expect(201)?;
    // Eight at once with one code: one is stored.
    let stored: usize = std::thread::scope(|scope| {
        let race = |n: usize| {
            let boss = boss.clone();
            scope.spawn(move || boss.post("data/deals/deal", &json!({ "title": format!("racer {n}"), "code": "race" })))
        };
        let racers: Vec<_> = (0..8).map(race).collect();
        racers
            .into_iter()
            .map(|racer| racer.join().unwrap())
            .filter(|answer| answer.as_ref().is_ok_and(|a| a.status == 201))
            .count()
    });
    ensure!(stored == 1, "{stored} stored");
    for deal in ["deal_north", "deal_adam", "deal_back"] {
        boss.delete(&world.deal(deal)?)?.expect(204)?;
    }
    boss.delete(&account)?.expect(204)?;
    Ok(())
}

fn rich_text_is_cleaned(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    for evil in [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "<a href=\"javascript:alert(1)\">x</a>",
        "<svg><animate onbegin=alert(1)>",
        "<math><annotation-xml encoding=\"text/html\"><script>alert(1)</script></annotation-xml></math>",
        "<p style=\"background:url(javascript:alert(1))\">x</p>",
        "<iframe src=\"data:text/html,<script>alert(1)</script>\"></iframe>",
        "<form action=/x><input name=a></form>",
    ] {
        let made = boss
            .post("data/deals/deal", &json!({ "title": evil, "notes": format!("<p>fine</p>{evil}") }))?
            .expect(201)?;
        let notes = made.json["notes"].as_str().unwrap_or_default().to_lowercase();
        for bad in ["<script", "onerror", "javascript:", "onbegin", "<svg", "<math", "<iframe", "<form", "style="] {
            ensure!(!notes.contains(bad), "`{bad}` stays: {notes}");
        }
        // In plain text it is just text, kept as it is.
        ensure!(notes.contains("<p>fine</p>") && made.json["title"] == evil, "{}", made.text());
        ensure!(
            made.header("content-type") == Some("application/json")
                && made.header("x-content-type-options") == Some("nosniff")
        );
    }
    Ok(())
}

/// Eight people create at once: every number once.
fn numbers_are_given_once(database: Database) -> Result<()> {
    let world = World::new(database)?;
    std::thread::scope(|scope| {
        let eight: Vec<_> = (0..8)
            .map(|n| {
                let ann = world.person("ann");
                scope.spawn(move || -> Result<()> {
                    for round in 0..10 {
                        ann.post("data/deals/deal", &plain_deal(&format!("numbered {n} {round}")))?.expect(201)?;
                        // One in two is refused after all: it may leave a gap, never a double.
                        ann.post("data/deals/deal", &json!({ "title": "numbered", "amount": "-1" }))?.expect(422)?;
                    }
                    Ok(())
                })
            })
            .collect();
        eight.into_iter().try_for_each(|thread| thread.join().unwrap())
    })?;
    let answer = world.person("boss").get("data/deals/deal?fields=number&limit=200")?.expect(200)?;
    let mut numbers: Vec<String> =
        answer.items()?.iter().filter_map(|item| Some(item["number"].as_str()?.to_owned())).collect();
    let all = numbers.len();
    numbers.sort();
    numbers.dedup();
    ensure!(all == 86 && numbers.len() == all, "{all} records, {} numbers", numbers.len());
    Ok(())
}
