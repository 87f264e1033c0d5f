//! Lists: filter in both notations, fields, expansion, order, totals, aggregates; what is unknown is refused.

use anyhow::{Result, ensure};
use formwork_tests::{Client, Database, World};
use serde_json::{Value as Json, json};

scenarios!(
    both_notations_find_the_same,
    fields_and_expansion,
    sorting_puts_empty_first,
    aggregates_add_up,
    unknown_parts_are_refused
);

/// Twelve deals of the manager in a world where they can be told by their titles.
fn twelve(world: &World) -> Result<Client> {
    let boss = world.person("boss");
    let operations: Vec<Json> = (0..12)
        .map(|n| {
            json!({ "create": {
                "title": format!("T{n:02} {}", ["alpha", "Beta", "gamma_%", "Über"][n % 4]), "amount": format!("{}.50", n * 100),
                "status": (["open", "won", "lost"][n % 3]), "urgent": n % 2 == 0, "signed_on": format!("2026-{:02}-15", n + 1),
                "due": format!("2026-{:02}-15T10:00:00Z", n + 1), "tags": if n % 2 == 0 { json!(["even"]) } else { json!(["odd", "x"]) },
                "discount": if n < 6 { json!("0.0500") } else { Json::Null },
                "lines": (0..n % 3).map(|line| json!({ "product": format!("p{line}"), "price": "1.10", "quantity": line + 1 })).collect::<Vec<_>>(),
            } })
        })
        .collect();
    boss.post("data/deals/deal/batch", &json!({ "operations": operations }))?.expect(200)?;
    Ok(boss)
}

fn titles(boss: &Client, query: &Json) -> Result<Vec<String>> {
    let mut query = query.clone();
    query["limit"] = json!(200);
    let ours = json!({ "field": "title", "op": "starts_with", "value": "T" });
    query["where"] = if query["where"].is_null() { ours } else { json!({ "all": [ours, query["where"]] }) };
    if query["sort"].is_null() {
        query["sort"] = json!(["title"]);
    }
    let answer = boss.post("data/deals/deal/query", &query)?.expect(200)?;
    Ok(answer.items()?.iter().map(|item| item["title"].as_str().unwrap_or_default()[..3].to_owned()).collect())
}

fn both_notations_find_the_same(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = twelve(&world)?;
    for (short, condition, count) in [
        ("status=won", json!({ "field": "status", "op": "eq", "value": "won" }), 4),
        ("status.ne=won", json!({ "field": "status", "op": "ne", "value": "won" }), 8),
        ("status.in=won,lost", json!("status == \"won\" || status == \"lost\""), 8),
        ("amount.gt=500.50", json!({ "field": "amount", "op": "gt", "value": "500.50" }), 6),
        ("amount.gte=500.50", json!("amount >= 500.5"), 7),
        ("amount.lt=100", json!({ "field": "amount", "op": "lt", "value": 100 }), 1),
        ("amount.lte=100.5", json!("amount <= 100.5"), 2),
        (
            "amount.between=100.50,300.50",
            json!({ "field": "amount", "op": "between", "value": ["100.50", "300.50"] }),
            3,
        ),
        ("urgent=true", json!("urgent"), 6),
        ("signed_on.gte=2026-10-01", json!({ "field": "signed_on", "op": "ge", "value": "2026-10-01" }), 3),
        ("signed_on=2026-02-15", json!("signed_on == date(\"2026-02-15\")"), 1),
        ("due.lt=2026-02-01T00:00:00Z", json!({ "field": "due", "op": "before", "value": "2026-02-01T00:00:00Z" }), 1),
        ("title.contains=GAMMA_%25", json!({ "field": "title", "op": "contains", "value": "gamma_%" }), 3),
        ("title.contains=a_", json!({ "field": "title", "op": "contains", "value": "A_" }), 3),
        ("title.starts_with=t0", json!({ "field": "title", "op": "starts_with", "value": "t0" }), 10),
        ("title.contains=%C3%9Cber", json!("contains(title, \"Über\")"), 3),
        ("tags.has=odd", json!({ "field": "tags", "op": "has", "value": "odd" }), 6),
        ("discount.empty=true", json!({ "field": "discount", "op": "is_empty" }), 6),
        ("discount=0.05", json!({ "field": "discount", "op": "eq", "value": "0.05" }), 6),
        ("twice.gt=2000", json!("twice > 2000"), 2),
        ("total.between=1.10,1.10", json!({ "field": "total", "op": "eq", "value": "1.10" }), 4),
        ("owner.account=boss", json!("owner.account == \"boss\""), 12),
        ("status=won&urgent=true", json!({ "all": ["status == \"won\"", "urgent"] }), 2),
    ] {
        let long = titles(&boss, &json!({ "where": condition }))?;
        let answer =
            boss.get(&format!("data/deals/deal?title.starts_with=T&sort=title&limit=200&total=true&{short}"))?;
        // A title of the world may begin with a T one day: compare what both notations find among ours.
        let answer = answer.expect(200)?;
        let found: Vec<String> =
            answer.items()?.iter().map(|item| item["title"].as_str().unwrap_or_default()[..3].to_owned()).collect();
        if short.starts_with("title.starts_with") {
            ensure!(long.len() == count, "{condition}: {long:?}");
            continue;
        }
        ensure!(
            found == long && long.len() == count && answer.json["total"] == count,
            "{short}: {found:?}; {condition}: {long:?}; not {count}"
        );
    }
    for (condition, count) in [
        (json!({ "some": "lines", "where": { "field": "quantity", "op": "ge", "value": 2 } }), 4),
        (json!({ "every": "lines", "where": "quantity >= 1" }), 12),
        (json!({ "not": { "field": "status", "op": "eq", "value": "won" } }), 8),
        (json!("count(lines) == 2"), 4),
        (json!("sum(lines.price) > 2"), 4),
        (
            json!({ "any": [{ "field": "amount", "op": "lt", "value": "1" }, { "field": "amount", "op": "gt", "value": "1000" }] }),
            3,
        ),
        (json!({ "field": "amount", "op": "gt", "value": { "formula": "100 * 5" } }), 7),
    ] {
        let found = titles(&boss, &json!({ "where": condition }))?;
        ensure!(found.len() == count, "{condition}: {found:?} instead of {count}");
    }
    Ok(())
}

fn fields_and_expansion(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    let keys =
        |json: &Json| -> Vec<String> { json.as_object().map(|o| o.keys().cloned().collect()).unwrap_or_default() };
    let path = "data/deals/deal?code=code-deal_north&fields=amount,title,account&expand=account";
    let answer = boss.get(path)?.expect(200)?;
    let item = &answer.items()?[0];
    let mut found = keys(item);
    found.sort();
    // What every record has comes with any choice of fields.
    let system = ["created_at", "created_by", "owner", "updated_at", "updated_by"];
    found.retain(|key| !system.contains(&key.as_str()));
    ensure!(found == ["account", "amount", "expanded", "id", "title", "version"], "{found:?}");
    ensure!(item["amount"] == "8000000.00" && item["account"] == world.id("account_north")?, "{item}");
    ensure!(
        item["expanded"]["account"]["id"] == item["account"] && item["expanded"]["account"]["credit"] == "7654321.98",
        "{item}"
    );
    // The same record, read by itself and in a list, is the same.
    let one = boss.get(&format!("{}?expand=account", world.deal("deal_north")?))?.expect(200)?;
    ensure!(one.header("etag") == Some("\"1\""), "{:?}", one.headers);
    for (key, value) in [
        ("title", json!("CANARY_NORTH_DEAL one")),
        ("margin", json!("7654321.98")),
        ("total", json!("21.00")),
        ("twice", json!("16000000.00")),
        ("margin_rate", json!("0.9568")),
        ("account_city", json!("Harbin")),
        ("signed_on", json!("2026-01-31")),
        ("due", json!("2026-02-01T01:30:00Z")),
        ("tags", json!(["x", "y"])),
        ("extra", json!({ "a": [1, 2] })),
        ("number", json!("D-0001")),
        ("owner", json!(world.id("ann")?)),
        ("created_by", json!(world.id("boss")?)),
        ("version", json!(1)),
    ] {
        ensure!(one.json[key] == value, "`{key}`: {} instead of {value}", one.json[key]);
    }
    let listed = boss.get("data/deals/deal?code=code-deal_north&expand=account")?.expect(200)?;
    let listed = &listed.items()?[0];
    for (key, value) in listed.as_object().into_iter().flatten() {
        ensure!(one.json[key] == *value, "`{key}` differs: {value}");
    }
    let body = json!({ "where": { "field": "code", "op": "eq", "value": "code-deal_north" }, "fields": ["lines"] });
    let lines = boss.post("data/deals/deal/query", &body)?.expect(200)?;
    ensure!(lines.items()?[0]["lines"][0]["subtotal"] == "21.00", "{}", lines.text());
    let not_modified = boss.with("if-none-match", "\"1\"").get(&world.deal("deal_north")?)?;
    ensure!([200, 304].contains(&not_modified.status), "{}", not_modified.status);
    Ok(())
}

fn sorting_puts_empty_first(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = twelve(&world)?;
    let up = titles(&boss, &json!({ "sort": ["status", "-amount"] }))?;
    let mut wanted: Vec<String> = ["open", "won", "lost"]
        .iter()
        .enumerate()
        .flat_map(|(place, _)| (0..12).rev().filter(move |n| n % 3 == place).map(|n| format!("T{n:02}")))
        .collect();
    // Options sort by their key, the same on both databases.
    wanted.rotate_right(4);
    let by_key: Vec<String> = [2, 0, 1]
        .iter()
        .flat_map(|place| (0..12).rev().filter(move |n| n % 3 == *place).map(|n| format!("T{n:02}")))
        .collect();
    ensure!(up == by_key || up == wanted, "{up:?}");
    let discount = titles(&boss, &json!({ "sort": ["discount", "title"] }))?;
    let back = titles(&boss, &json!({ "sort": ["-discount", "title"] }))?;
    ensure!(discount[..6] == back[6..] && discount[6..] == back[..6], "{discount:?} {back:?}");
    let hop = boss.get("data/deals/deal?sort=account.name,title&fields=title,account&limit=200")?.expect(200)?;
    ensure!(hop.items()?.len() == 18, "{}", hop.items()?.len());
    let same = boss.get("data/deals/deal?sort=account.name,title&fields=title,account&limit=200")?.expect(200)?;
    ensure!(hop.bytes == same.bytes);
    Ok(())
}

fn aggregates_add_up(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = twelve(&world)?;
    let ours = json!({ "field": "title", "op": "starts_with", "value": "T" });
    let ask = |body: Json| -> Result<Vec<Json>> {
        let mut body = body;
        body["where"] = ours.clone();
        Ok(boss.post("data/deals/deal/aggregate", &body)?.expect(200)?.items()?.clone())
    };
    let measures = json!({
        "n": { "count": "*" }, "sum": { "sum": "amount" }, "least": { "min": "amount" }, "most": { "max": "amount" }, "mean": { "avg": "amount" },
        "given": { "count": "discount" }, "kinds": { "count_distinct": "status" },
    });
    let all = ask(json!({ "measures": measures }))?;
    let wanted = json!([{ "n": 12, "sum": "6606.00", "least": "0.50", "most": "1100.50", "mean": "550.5", "given": 6, "kinds": 3 }]);
    let loosely = |json: &Json| {
        json.as_str().map_or(json.clone(), |text| json!(text.trim_end_matches('0').trim_end_matches('.')))
    };
    for (key, value) in wanted[0].as_object().into_iter().flatten() {
        ensure!(loosely(&all[0][key]) == loosely(value), "`{key}`: {} instead of {value}", all[0][key]);
    }
    let groups = ask(
        json!({ "group_by": ["status"], "measures": { "n": { "count": "*" }, "sum": { "sum": "amount" } }, "sort": ["-sum"] }),
    )?;
    let found: Vec<(&str, i64, &str)> =
        groups.iter().filter_map(|g| Some((g["status"].as_str()?, g["n"].as_i64()?, g["sum"].as_str()?))).collect();
    ensure!(found == [("lost", 4, "2602.00"), ("won", 4, "2202.00"), ("open", 4, "1802.00")], "{found:?}");
    let months =
        json!({ "group_by": [{ "field": "signed_on", "grain": "quarter" }], "measures": { "n": { "count": "*" } } });
    let quarters = ask(months)?;
    ensure!(quarters.len() == 4 && quarters.iter().all(|group| group["n"] == 3), "{quarters:?}");
    let two = ask(json!({ "group_by": ["status", "urgent"], "measures": { "n": { "count": "*" } }, "limit": 2 }))?;
    ensure!(two.len() == 2, "{two:?}");
    // What the manager sums is everything; what others sum is what they see.
    let sum = json!({ "measures": { "n": { "count": "*" } } });
    for (who, count) in [("boss", 18), ("ann", 4), ("bea", 2), ("solo", 1), ("view", 18)] {
        let answer = world.person(who).post("data/deals/deal/aggregate", &sum)?.expect(200)?;
        ensure!(answer.items()?[0]["n"] == count, "{who}: {}", answer.text());
    }
    Ok(())
}

fn unknown_parts_are_refused(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    for (parameters, path) in [
        ("nothing=1", "/nothing"),
        ("amount.above=1", "/amount.above"),
        ("limit=abc", "/limit"),
        ("limit=0", "/limit"),
        ("limit=-1", "/limit"),
        ("limit=1000000000", "/limit"),
        ("offset=10", "/offset"),
        ("page=2", "/page"),
        ("total=yes", "/total"),
        ("cursor=nonsense", "/cursor"),
        ("sort=nothing", "/sort/0"),
        ("sort=lines", "/sort/0"),
        ("fields=title,nothing", "/fields/1"),
        ("expand=title", "/expand/0"),
        ("expand=nothing", "/expand/0"),
        ("owner.password_hash=x", "/owner.password_hash"),
        ("sort=owner.password_hash", "/sort/0"),
        ("sort=title&sort=amount", "/sort"),
        ("status.empty=perhaps", "/status.empty"),
    ] {
        boss.get(&format!("data/deals/deal?{parameters}"))?.expect_issues(400, &[path])?;
    }
    // Wrong values of known fields are refused too; two wrong things give two issues.
    for parameters in
        ["amount.gt=much", "signed_on=tomorrow", "urgent=perhaps", "status=nonsense", "account=1", "due.lt=2026-13-01"]
    {
        boss.get(&format!("data/deals/deal?{parameters}"))?.expect(400)?;
    }
    let two = boss.get("data/deals/deal?nothing=1&neither=2")?.expect(400)?;
    ensure!(two.issues().len() == 2, "{}", two.text());
    for body in [
        json!({ "filter": {} }),
        json!({ "limit": 201 }),
        json!({ "limit": "10" }),
        json!({ "where": { "field": "amount", "op": "above", "value": 1 } }),
        json!({ "where": { "field": "amount", "op": "gt", "value": "x" } }),
        json!({ "where": { "field": "amount", "op": "gt", "value": 1, "or": 1 } }),
        json!({ "where": { "all": [{ "nothing": 1 }] } }),
        json!({ "where": "amount >" }),
        json!({ "where": "sleep(10)" }),
        json!({ "where": "amount" }),
        json!({ "where": 7 }),
        json!({ "expand": ["account.name"] }),
        json!([]),
        json!("x"),
    ] {
        boss.post("data/deals/deal/query", &body)?.expect(400)?;
    }
    for body in [
        json!({ "measures": {} }),
        json!({ "measures": { "n": { "median": "amount" } } }),
        json!({ "measures": { "n": { "sum": "title" } } }),
        json!({ "measures": { "n": { "sum": "amount", "min": "amount" } } }),
        json!({ "measures": { "n": { "count": "*" } }, "group_by": ["nothing"] }),
        json!({ "measures": { "n": { "count": "*" } }, "group_by": [{ "field": "signed_on", "grain": "fortnight" }] }),
        json!({ "measures": { "n": { "count": "*" } }, "group_by": [{ "field": "title", "grain": "month" }] }),
        json!({ "measures": { "n": { "count": "*" } }, "sort": ["nothing"] }),
        json!({ "measures": { "n": { "count": "*" } }, "having": {} }),
    ] {
        boss.post("data/deals/deal/aggregate", &body)?.expect(400)?;
    }
    // A near miss says what was meant.
    let near = boss.get("data/deals/deal?ammount=1")?.expect(400)?;
    ensure!(near.issues()[0]["params"]["suggestion"] == "amount", "{}", near.text());
    let english = boss.with("accept-language", "en").get("data/deals/deal?ammount=1")?.expect(400)?;
    ensure!(
        english.issues()[0]["text"].as_str().is_some_and(|t| t.contains("`amount`") && t.is_ascii()),
        "{}",
        english.text()
    );
    Ok(())
}
