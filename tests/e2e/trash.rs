//! Deleted records come back whole, for those who deleted them and may still do so, and for nobody else.

use anyhow::{Context, Result, ensure};
use formwork_tests::{Client, Database, PASSWORD, Package, Place, Server, World, alter, plain_deal, run, upload};
use serde_json::{Value as Json, json};

scenarios!(
    a_record_comes_back_whole,
    many_come_back_together,
    what_stands_in_the_way_is_said,
    links_to_what_is_gone,
    a_changed_definition,
    only_ones_own_while_one_may,
    the_trash_is_searched_and_paged,
    wrong_requests_leave_no_trace,
    a_backup_has_the_trash_and_a_package_not,
    what_is_old_goes_for_good,
);

const TRASH: &str = "apps/deals/trash";
const RESTORE: &str = "apps/deals/trash/restore";

/// The deals app with links of every way to end.
fn linked() -> Result<Package> {
    let link = |key: &str, more: Json| {
        let mut field = json!({ "key": key, "kind": "link", "label": key, "form": "account" });
        for (name, value) in more.as_object().into_iter().flatten() {
            field[name] = value.clone();
        }
        field
    };
    Ok(Package::read("tests/fixtures/deals")?
        .with_field("deal", link("main", json!({ "on_delete": "clear" })))
        .with_field("deal", json!({ "key": "partners", "kind": "links", "label": "Partners", "form": "account" }))
        .changed(|packed| {
            let fields = packed["forms"]["deal"]["fields"].as_array_mut().into_iter().flatten();
            for table in fields.filter(|field| field["key"] == "lines") {
                if let Some(inner) = table["fields"].as_array_mut() {
                    inner.push(link("supplier", json!({ "on_delete": "clear" })));
                }
            }
        }))
}

fn publish(world: &World, package: &Package) -> Result<()> {
    world.root().post("apps", &package.0)?.expect(200)?;
    Ok(())
}

fn account(client: &Client, name: &str) -> Result<String> {
    client.post("data/deals/account", &json!({ "name": name }))?.expect(201)?.id()
}

fn deal(client: &Client, body: &Json) -> Result<String> {
    client.post("data/deals/deal", body)?.expect(201)?.id()
}

fn trash(client: &Client) -> Result<Vec<Json>> {
    Ok(client.get(TRASH)?.expect(200)?.items()?.clone())
}

fn ids(client: &Client) -> Result<Vec<String>> {
    let text = |item: &Json| item["id"].as_str().unwrap_or_default().to_owned();
    Ok(trash(client)?.iter().map(text).collect())
}

fn restore(client: &Client, ids: &[&str]) -> Result<formwork_tests::Answer> {
    client.post(RESTORE, &json!({ "ids": ids }))
}

/// A record without the number of its version.
fn body(client: &Client, path: &str) -> Result<Json> {
    let mut record = client.get(path)?.expect(200)?.json;
    record.as_object_mut().context("a record")?.remove("version");
    Ok(record)
}

fn a_record_comes_back_whole(database: Database) -> Result<()> {
    let world = World::new(database)?;
    publish(&world, &linked()?)?;
    let (boss, root) = (world.person("boss"), world.root());
    let (one, two) = (account(&boss, "One")?, account(&boss, "Two")?);
    let file = upload(&boss, "contract.txt", b"the contract")?;
    let made = deal(
        &boss,
        &json!({
            "title": "Whole", "code": "W-1", "amount": "12.50", "extra": { "a": [1, null] }, "tags": ["t"], "attachment": [file],
            "notes": "<p>n</p>", "main": one, "partners": [two, one], "owner": world.id("ann")?,
            "lines": [{ "product": "a", "price": "2.00", "quantity": 3, "supplier": two }, { "product": "b" }],
        }),
    )?;
    let path = format!("data/deals/deal/{made}");
    boss.patch(&path, &json!({ "amount": "13.00" }))?.expect(200)?;
    let attached = upload(&boss, "note.txt", b"a note")?;
    let said = json!({ "text": "keep me", "mentions": [world.id("adam")?], "files": [attached] });
    boss.post(&format!("{path}/comments"), &said)?.expect(201)?;
    let (before, comments) = (body(&boss, &path)?, boss.get(&format!("{path}/comments"))?.json);
    let noticed = world.person("adam").get("notices")?.json;
    ensure!(noticed["unread"] == 1, "{noticed}");

    boss.delete(&path)?.expect(204)?;
    boss.get(&path)?.expect(404)?;
    boss.get(&format!("files/{file}"))?.expect(404)?;
    ensure!(world.person("adam").get("notices")?.json["items"] == json!([]));
    let listed = trash(&boss)?;
    ensure!(listed.len() == 1 && listed[0]["id"] == made && listed[0]["form"] == "deal", "{listed:?}");
    ensure!(listed[0]["title"] == "Whole" && listed[0]["by"] == world.id("boss")?, "{listed:?}");
    ensure!(listed[0]["until"].as_str() > listed[0]["at"].as_str(), "{listed:?}");

    let stream = root.events()?;
    stream.wait_for("notice", |_| true)?;
    let done = restore(&boss, &[&made])?.expect(200)?;
    ensure!(done.json == json!({ "items": [{ "id": made, "form": "deal", "version": 4 }] }), "{}", done.text());
    stream.wait_for("records", |told| told["ids"] == json!([made]))?;
    ensure!(body(&boss, &path)? == before, "{before} became {}", body(&boss, &path)?);
    ensure!(boss.get(&path)?.json["version"] == 4);
    ensure!(boss.get(&format!("{path}/comments"))?.json == comments);
    ensure!(world.person("adam").get("notices")?.json == noticed);
    for (file, bytes) in [(&file, &b"the contract"[..]), (&attached, b"a note")] {
        ensure!(boss.get(&format!("files/{file}"))?.expect(200)?.bytes == bytes);
    }
    let history = boss.get(&format!("{path}/history"))?.expect(200)?;
    ensure!(history.column("action")? == ["restore", "delete", "update", "create"], "{}", history.text());
    ensure!(history.items()?[0]["version"] == 4 && history.items()?[0]["by"] == world.id("boss")?);
    ensure!(trash(&boss)?.is_empty());
    restore(&boss, &[&made])?.expect(404)?;
    // It is a record like any other again.
    boss.patch(&path, &json!({ "amount": "14.00", "lines": [] }))?.expect(200)?;
    boss.delete(&path)?.expect(204)?;
    restore(&boss, &[&made])?.expect(200)?;
    ensure!(boss.get(&path)?.json["lines"] == json!([]));

    // What linked to it links to it again: alone, among several, and in a row; not where something else stands by now.
    let held = deal(
        &boss,
        &json!({ "title": "Held", "main": one, "partners": [two, one], "lines": [{ "product": "x", "supplier": one }] }),
    )?;
    let moved = deal(&boss, &json!({ "title": "Moved", "main": one, "partners": [one] }))?;
    let gone = deal(&boss, &json!({ "title": "Gone", "main": one }))?;
    let at = |id: &str| format!("data/deals/deal/{id}");
    let before = boss.get(&at(&held))?.json;
    boss.patch(&path, &json!({ "main": null, "partners": null }))?.expect(200)?;
    boss.delete(&format!("data/deals/account/{one}"))?.expect(204)?;
    ensure!(boss.get(&at(&held))?.json["partners"] == json!([two]));
    boss.patch(&at(&moved), &json!({ "main": two, "partners": [two] }))?.expect(200)?;
    boss.delete(&at(&gone))?.expect(204)?;
    restore(&boss, &[&one])?.expect(200)?;
    ensure!(boss.get(&at(&held))?.json == before, "{}", boss.get(&at(&held))?.text());
    let other = boss.get(&at(&moved))?.json;
    ensure!(other["main"] == two && other["partners"] == json!([two, one]), "{other}");
    // Also what was in the trash itself meanwhile.
    restore(&boss, &[&gone])?.expect(200)?;
    ensure!(boss.get(&at(&gone))?.json["main"] == one, "{}", boss.get(&at(&gone))?.text());
    Ok(())
}

fn many_come_back_together(database: Database) -> Result<()> {
    let world = World::new(database)?;
    publish(&world, &linked()?)?;
    let boss = world.person("boss");
    let (one, two) = (account(&boss, "One")?, account(&boss, "Two")?);
    let deals: Vec<String> = (0..12)
        .map(|n| deal(&boss, &json!({ "title": format!("d{n}"), "account": one, "partners": [two], "main": two })))
        .collect::<Result<_>>()?;
    let paths: Vec<String> = deals.iter().map(|id| format!("data/deals/deal/{id}")).collect();
    let before: Vec<Json> = paths.iter().map(|path| body(&boss, path)).collect::<Result<_>>()?;
    // One account empties links of the deals, the deals go in one batch, then the account that they held.
    boss.delete(&format!("data/deals/account/{two}"))?.expect(204)?;
    let operations: Vec<Json> = deals.iter().map(|id| json!({ "delete": id })).collect();
    boss.post("data/deals/deal/batch", &json!({ "operations": operations }))?.expect(200)?;
    boss.delete(&format!("data/deals/account/{one}"))?.expect(204)?;
    let mut order = vec![one.clone()];
    order.extend(deals.iter().rev().cloned());
    order.push(two.clone());
    ensure!(ids(&boss)? == order, "within one batch, what was deleted last is first: {:?}", trash(&boss)?);

    // All at once, in whatever order they are asked for, and once for each key.
    let mut all: Vec<&str> = deals.iter().map(String::as_str).collect();
    all.extend([two.as_str(), one.as_str(), two.as_str()]);
    let once = boss.with("idempotency-key", "together");
    let done = restore(&once, &all)?.expect(200)?;
    ensure!(done.column("id")? == order.iter().map(|id| json!(id)).collect::<Vec<_>>(), "{}", done.text());
    ensure!(restore(&once, &all)?.expect(200)?.json == done.json);
    let other = restore(&once, &[&one])?.expect(409)?;
    ensure!(other.issues()[0]["code"] == "request.idempotency_reused", "{}", other.text());
    for (path, before) in paths.iter().zip(&before) {
        ensure!(body(&boss, path)? == *before, "{before} became {}", body(&boss, path)?);
    }
    ensure!(trash(&boss)?.is_empty());
    Ok(())
}

fn what_stands_in_the_way_is_said(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss").with("accept-language", "en");
    let taken = deal(&boss, &json!({ "title": "First", "code": "ONE" }))?;
    let free = deal(&boss, &json!({ "title": "Second" }))?;
    for id in [&taken, &free] {
        boss.delete(&format!("data/deals/deal/{id}"))?.expect(204)?;
    }
    let other = deal(&boss, &json!({ "title": "Other", "code": "ONE" }))?;
    world.without_trace(|| {
        let refused = restore(&boss, &[&free, &taken])?.expect_issues(422, &["/ids/1/code"])?;
        let issue = &refused.issues()[0];
        ensure!(issue["code"] == "trash.taken", "{}", refused.text());
        let text = issue["text"].as_str().unwrap_or_default();
        ensure!(text.contains("First") && text.contains("Code"), "{text}");
        let chinese = restore(&world.person("boss").with("accept-language", "zh-CN"), &[&taken])?.expect(422)?;
        let text = chinese.issues()[0]["text"].as_str().unwrap_or_default().to_owned();
        ensure!(text.contains("不能恢复") && text.contains("First"), "{text}");
        Ok(())
    })?;
    boss.delete(&format!("data/deals/deal/{other}"))?.expect(204)?;
    // Two that come back together may not take the same either.
    world.without_trace(|| {
        let refused = restore(&boss, &[&taken, &other])?.expect(422)?;
        ensure!(refused.issues().len() == 1 && refused.issues()[0]["code"] == "trash.taken", "{}", refused.text());
        Ok(())
    })?;
    restore(&boss, &[&taken, &free])?.expect(200)?;
    // What a person may not see is not named.
    let rep = linked()?.changed(|packed| packed["roles"]["rep"]["forms"]["deal"]["fields"]["code"] = json!("hidden"));
    publish(&world, &rep)?;
    let ann = world.person("ann");
    let mine =
        boss.post("data/deals/deal", &json!({ "title": "Mine", "code": "TWO", "owner": world.id("ann")? }))?.id()?;
    ann.delete(&format!("data/deals/deal/{mine}"))?.expect(204)?;
    deal(&boss, &json!({ "title": "Its code", "code": "TWO" }))?;
    let refused = restore(&ann, &[&mine])?.expect_issues(422, &["/ids/0"])?;
    ensure!(refused.issues()[0]["code"] == "trash.hidden" && !refused.text().contains("Code"), "{}", refused.text());
    Ok(())
}

fn links_to_what_is_gone(database: Database) -> Result<()> {
    let world = World::new(database)?;
    publish(&world, &linked()?)?;
    let boss = world.person("boss");
    let (kept, cleared) = (account(&boss, "Kept")?, account(&boss, "Cleared")?);
    let lines = json!([{ "product": "p", "supplier": cleared }]);
    let held = deal(&boss, &json!({ "title": "Held", "account": kept }))?;
    let loose =
        deal(&boss, &json!({ "title": "Loose", "main": cleared, "partners": [kept, cleared], "lines": lines }))?;
    for path in
        [format!("deal/{held}"), format!("deal/{loose}"), format!("account/{cleared}"), format!("account/{kept}")]
    {
        boss.delete(&format!("data/deals/{path}"))?.expect(204)?;
    }
    // A link that would have kept its target asks for the target.
    world.without_trace(|| {
        let refused = restore(&boss, &[&loose, &held])?.expect_issues(422, &["/ids/1/account"])?;
        ensure!(refused.issues()[0]["code"] == "trash.target_gone", "{}", refused.text());
        Ok(())
    })?;
    // One that its target's deletion would have emptied is empty.
    restore(&boss, &[&loose, &kept])?.expect(200)?;
    let back = boss.get(&format!("data/deals/deal/{loose}"))?.expect(200)?.json;
    ensure!(back["main"].is_null() && back["lines"][0]["supplier"].is_null(), "{back}");
    ensure!(back["partners"] == json!([kept]), "{back}");
    restore(&boss, &[&held])?.expect(200)?;
    ensure!(boss.get(&format!("data/deals/deal/{held}"))?.json["account"] == kept);
    Ok(())
}

fn a_changed_definition(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (boss, root) = (world.person("boss"), world.root());
    let lines = json!([{ "product": "p", "price": "1.00", "quantity": 2, "cost": "0.50" }]);
    let made = deal(
        &boss,
        &json!({ "title": "Changed", "discount": "0.1", "tags": ["a"], "lines": lines, "signed_on": "2026-02-03" }),
    )?;
    boss.delete(&format!("data/deals/deal/{made}"))?.expect(204)?;
    // A field and a column of its rows are gone, another has a new key, and one is required now.
    let changed = Package::read("tests/fixtures/deals")?
        .without_field("deal", "discount")
        .with_field_set("deal", "signed_on", &json!({ "key": "signed", "was": "signed_on" }))
        .with_field_set("deal", "extra", &json!({ "required": true }))
        .changed(|packed| {
            for role in packed["roles"].as_object_mut().into_iter().flatten().map(|(_, role)| role) {
                if let Some(fields) = role.pointer_mut("/forms/deal/fields").and_then(Json::as_object_mut) {
                    fields.retain(|key, _| key != "discount" && key != "lines.cost");
                }
            }
            let fields = packed["forms"]["deal"]["fields"].as_array_mut().into_iter().flatten();
            for table in fields.filter(|field| field["key"] == "lines") {
                if let Some(inner) = table["fields"].as_array_mut() {
                    inner.retain(|field| field["key"] != "cost");
                }
            }
        });
    root.post("apps", &changed.0)?.expect(200)?;
    restore(&boss, &[&made])?.expect(200)?;
    let back = boss.get(&format!("data/deals/deal/{made}"))?.expect(200)?.json;
    ensure!(back["signed"] == "2026-02-03" && back["tags"] == json!(["a"]) && back.get("discount").is_none(), "{back}");
    ensure!(back["lines"][0]["subtotal"] == "2.00" && back["lines"][0].get("cost").is_none(), "{back}");
    // A value that does not fit any more is said, with its field.
    boss.delete(&format!("data/deals/deal/{made}"))?.expect(204)?;
    let narrow = changed.with_field_set("deal", "signed", &json!({ "kind": "number", "was": null }));
    let narrow = narrow.changed(|packed| {
        let fields = packed["forms"]["deal"]["fields"].as_array_mut().into_iter().flatten();
        for field in fields.filter(|field| field["key"] == "signed").filter_map(Json::as_object_mut) {
            field.remove("was");
        }
    });
    root.post("apps", &narrow.0)?.expect(200)?;
    let refused = restore(&boss, &[&made])?.expect_issues(422, &["/ids/0/signed"])?;
    ensure!(refused.issues()[0]["code"] == "trash.misfit", "{}", refused.text());
    Ok(())
}

fn only_ones_own_while_one_may(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, boss, ann, adam) = (world.root(), world.person("boss"), world.person("ann"), world.person("adam"));
    let mine = ann.post("data/deals/deal", &plain_deal("Ann's"))?.expect(201)?.id()?;
    let bosses = ann.post("data/deals/deal", &plain_deal("Ann's too"))?.expect(201)?.id()?;
    let south = world.id("deal_south")?.to_owned();
    ann.delete(&format!("data/deals/deal/{mine}"))?.expect(204)?;
    boss.delete(&format!("data/deals/deal/{bosses}"))?.expect(204)?;
    boss.delete(&world.deal("deal_south")?)?.expect(204)?;
    ensure!(ids(&ann)? == [mine.clone()] && ids(&adam)?.is_empty());
    ensure!(ids(&boss)? == [south.clone(), bosses.clone()], "{:?}", trash(&boss)?);
    // An administrator sees what anybody deleted.
    ensure!(ids(&root)? == [south.clone(), bosses.clone(), mine.clone()], "{:?}", trash(&root)?);
    world.without_trace(|| {
        world.anonymous().get(TRASH)?.expect(401)?;
        world.anonymous().post(RESTORE, &json!({ "ids": [mine] }))?.expect(401)?;
        world.person("nobody").get(TRASH)?.expect(404)?;
        ensure!(ids(&world.person("view"))?.is_empty());
        world.person("view").get(&format!("{TRASH}?form=deal"))?.expect(403)?;
        let unknown = restore(&adam, &[world.id("adam")?])?.expect(404)?;
        for (who, which) in
            [("adam", &mine), ("ann", &bosses), ("ann", &south), ("view", &mine), ("boss", &mine), ("bea", &south)]
        {
            let refused = restore(&world.person(who), &[which])?.expect(404)?;
            ensure!(refused.json["code"] == unknown.json["code"] && refused.issues().is_empty(), "{}", refused.text());
        }
        // One that is out of reach keeps the others where they are.
        restore(&ann, &[&mine, &bosses])?.expect(404)?;
        // Records that are not deleted are not in the trash.
        restore(&root, &[world.id("deal_adam")?])?.expect(404)
    })?;
    // Out of the scope since: the owner is another.
    let given = ann.post("data/deals/deal", &plain_deal("Given away"))?.expect(201)?.id()?;
    boss.delete(&format!("data/deals/deal/{given}"))?.expect(204)?;
    let solo = json!({ "roles": ["own_only"] });
    root.put(&format!("apps/deals/members/{}", world.id("boss")?), &solo)?.expect(200)?;
    ensure!(ids(&boss)?.is_empty(), "{:?}", trash(&boss)?);
    world.without_trace(|| restore(&boss, &[&given])?.expect(404))?;
    // The right is gone altogether.
    root.put(&format!("apps/deals/members/{}", world.id("ann")?), &json!({ "roles": ["viewer"] }))?.expect(200)?;
    ensure!(ids(&ann)?.is_empty());
    world.without_trace(|| restore(&ann, &[&mine])?.expect(404))?;
    root.put(&format!("apps/deals/members/{}", world.id("ann")?), &json!({ "roles": ["rep"] }))?.expect(200)?;
    restore(&ann, &[&mine])?.expect(200)?;
    restore(&root, &[&given, &south])?.expect(200)?;
    Ok(())
}

fn the_trash_is_searched_and_paged(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    let mut made = Vec::new();
    for n in 0..7 {
        let id = deal(&boss, &json!({ "title": format!("Pump {n} 水泵"), "owner": world.id("ann")? }))?;
        boss.delete(&format!("data/deals/deal/{id}"))?.expect(204)?;
        made.insert(0, id);
    }
    let firm = account(&boss, "Pump makers")?;
    boss.delete(&format!("data/deals/account/{firm}"))?.expect(204)?;
    let found = |query: &str| -> Result<Vec<String>> {
        let answer = boss.get(&format!("{TRASH}?{query}"))?.expect(200)?;
        Ok(answer.column("id")?.iter().map(|id| id.as_str().unwrap_or_default().to_owned()).collect())
    };
    ensure!(found("form=deal")? == made && found("form=account")? == [firm.clone()]);
    ensure!(found("search=pUMP%20m")? == [firm.clone()] && found("search=%E6%B0%B4&form=deal")? == made);
    ensure!(found("search=PUMP")?.len() == 8 && found("search=nothing")?.is_empty() && found("search=%25")?.is_empty());
    let (mut cursor, mut seen) = (String::new(), Vec::new());
    loop {
        let page = boss.get(&format!("{TRASH}?form=deal&limit=3{cursor}"))?.expect(200)?;
        seen.extend(page.column("id")?.iter().map(|id| id.as_str().unwrap_or_default().to_owned()));
        let Some(next) = page.json["next_cursor"].as_str() else { break };
        cursor = format!("&cursor={next}");
    }
    ensure!(seen == made, "{seen:?}");
    // Who may not read the title neither sees it nor finds by it; who sees it masked sees that.
    for (right, title) in [("hidden", None), ("masked", Some("**"))] {
        let package = Package::read("tests/fixtures/deals")?.changed(|packed| {
            packed["roles"]["manager"]["forms"]["deal"]["fields"] = json!({ "title": right, "*": "write" })
        });
        publish(&world, &package)?;
        let listed = boss.get(&format!("{TRASH}?form=deal"))?.expect(200)?;
        ensure!(listed.items()?.len() == 7 && !listed.text().contains("Pump 3"), "{}", listed.text());
        let shown = listed.items()?[0]["title"].as_str();
        ensure!(shown.map(|shown| shown.contains('*')) == title.map(|_| true), "{right}: {shown:?}");
        ensure!(found("search=pump")? == [firm.clone()], "{right}");
    }
    Ok(())
}

fn wrong_requests_leave_no_trace(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    boss.delete(&world.deal("deal_adam")?)?.expect(204)?;
    let many: Vec<Json> = (0..1001).map(|n| json!(format!("00000000-0000-4000-8000-{n:012}"))).collect();
    world.without_trace(|| {
        for query in ["limit=0", "limit=201", "cursor=1", "sort=at", "limit=x"] {
            boss.get(&format!("{TRASH}?{query}"))?.expect(400)?;
        }
        boss.get(&format!("{TRASH}?form=nothing"))?.expect(404)?;
        boss.get("apps/nothing/trash")?.expect(404)?;
        for body in [
            json!({}),
            json!({ "ids": [] }),
            json!({ "ids": many }),
            json!({ "ids": ["x"] }),
            json!([]),
            json!({ "ids": [], "x": 1 }),
        ] {
            boss.post(RESTORE, &body)?.expect(400)?;
        }
        boss.post("apps/nothing/trash/restore", &json!({ "ids": [world.id("deal_adam")?] }))?.expect(404)?;
        boss.send("DELETE", TRASH, formwork_tests::Body::None)?.expect(405)
    })?;
    Ok(())
}

fn a_backup_has_the_trash_and_a_package_not(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    let north = world.deal("deal_north")?;
    let (before, listed) = {
        let before = body(&boss, &north)?;
        boss.delete(&north)?.expect(204)?;
        (before, trash(&boss)?)
    };
    let package = world.root().get("apps/deals/export?data=true")?.expect(200)?.bytes;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(package))?;
    ensure!(zip.by_name(&format!("data/files/{}", world.id("open_file")?)).is_err());
    ensure!(!zip.file_names().any(|name| name.is_ok_and(|name| name.contains("trash"))));
    let backup = world.place.folder().join("trash.zip").display().to_string();
    let output = run(Some(&world.place), &["backup", &backup])?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for target in [Database::Sqlite, Database::Postgres] {
        let place = Place::fresh(target)?;
        let output = run(Some(&place), &["restore", &backup])?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let server = Server::start(&place)?;
        let there = server.client().sign_in("boss", PASSWORD)?;
        ensure!(trash(&there)? == listed, "{:?}", trash(&there)?);
        restore(&there, &[world.id("deal_north")?])?.expect(200)?;
        ensure!(body(&there, &north)? == before, "{before} became {}", body(&there, &north)?);
        ensure!(there.get(&format!("files/{}", world.id("open_file")?))?.expect(200)?.bytes == b"an offer");
    }
    Ok(())
}

fn what_is_old_goes_for_good(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    for name in ["deal_north", "deal_adam"] {
        boss.delete(&world.deal(name)?)?.expect(204)?;
    }
    let (old, young) = (world.id("deal_north")?.to_owned(), world.id("deal_adam")?.to_owned());
    ensure!(ids(&boss)? == [young.clone(), old.clone()]);
    let day = 24 * 3_600 * 1_000_000_i64;
    // Files that nothing names are kept for a day from their upload.
    let world = world.restart(|place| {
        alter(place, &format!("UPDATE fw_trash SET at = at - {} WHERE title LIKE '%one'", 30 * day + 1))?;
        alter(place, &format!("UPDATE fw_trash SET at = at - {} WHERE title LIKE '%two'", 29 * day))?;
        alter(place, &format!("UPDATE fw_file SET created_at = created_at - {}", 31 * day))
    })?;
    let boss = world.person("boss");
    let until = std::time::Instant::now() + std::time::Duration::from_secs(20);
    while ids(&boss)? != [young.clone()] {
        ensure!(std::time::Instant::now() < until, "still there: {:?}", trash(&boss)?);
        std::thread::sleep(std::time::Duration::from_millis(50));
    }
    restore(&boss, &[&old])?.expect(404)?;
    let files = |world: &World| -> Result<usize> {
        Ok(world.dump()?.iter().find(|(name, _)| name.ends_with("fw_file")).map_or(0, |(_, rows)| rows.len()))
    };
    ensure!(files(&world)? == 0, "its files went with it");
    restore(&boss, &[&young])?.expect(200)?;
    Ok(())
}
