//! The life of an app: import, check, plan, publish, change, roll back, with its data kept.

use anyhow::{Result, ensure};
use formwork_tests::{Client, Database, Package, World};
use serde_json::{Value as Json, json};

scenarios!(
    wrong_apps_change_nothing,
    drafts_plans_and_releases,
    fields_come_go_and_return,
    kinds_widen,
    what_would_lose_data_blocks,
    requests_during_publishing
);

const DEALS: &str = "tests/fixtures/deals";

fn publish(root: &Client, package: &Package) -> Result<formwork_tests::Answer> {
    root.post("apps", &package.0)?.expect(200)
}

fn wrong_apps_change_nothing(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let root = world.root();
    let right = Package::read(DEALS)?;
    let clean = root.post("apps/deals/check", &right.0)?.expect(200)?;
    ensure!(clean.json["issues"] == json!([]), "{}", clean.text());
    // Each broken at one place; the issue says where.
    let wrong: Vec<(Package, &str)> = vec![
        (
            right.with_field("deal", json!({ "key": "x", "kind": "nothing", "label": "X" })),
            "forms/deal.json#/fields/25/kind",
        ),
        (
            right.with_field("deal", json!({ "key": "title", "kind": "text", "label": "X" })),
            "forms/deal.json#/fields/25/key",
        ),
        (
            right.with_field("deal", json!({ "key": "x", "kind": "link", "label": "X", "form": "acount" })),
            "forms/deal.json#/fields/25/form",
        ),
        (
            right.with_field("deal", json!({ "key": "x", "kind": "select", "label": "X", "options": "stages" })),
            "forms/deal.json#/fields/25/options",
        ),
        (
            right.with_field("deal", json!({ "key": "x", "kind": "formula", "label": "X", "formula": "amont * 2" })),
            "forms/deal.json#/fields/25/formula",
        ),
        (
            right.with_field("deal", json!({ "key": "x", "kind": "formula", "label": "X", "formula": "x + 1" })),
            "forms/deal.json#/fields/25",
        ),
        (
            right.with_field("deal", json!({ "key": "x", "kind": "text", "label": "X", "lenght": 3 })),
            "forms/deal.json#/fields/25/lenght",
        ),
        (right.with_field_set("deal", "status", &json!({ "default": "opened" })), "forms/deal.json#/fields/9/default"),
        (right.with_field_set("deal", "amount", &json!({ "min": "much" })), "forms/deal.json#/fields/2/min"),
        (right.changed(|p| p["forms"]["deal"]["title"] = json!("nothing")), "forms/deal.json#/title"),
        (
            right.changed(|p| p["forms"]["deal"]["checks"][0]["that"] = json!("margin <= 'x'")),
            "forms/deal.json#/checks/0/that",
        ),
        (
            right.changed(|p| p["forms"]["deal"]["views"][0]["columns"][1] = json!("nothing")),
            "forms/deal.json#/views/0/columns/1",
        ),
        (
            right.changed(|p| p["roles"]["rep"]["forms"]["deal"]["read"] = json!("departement")),
            "roles/rep.json#/forms/deal/read",
        ),
        (
            right.changed(|p| p["roles"]["rep"]["forms"]["deal"]["fields"]["margn"] = json!("hidden")),
            "roles/rep.json#/forms/deal/fields/margn",
        ),
        (
            right.changed(|p| p["roles"]["rep"]["forms"]["nothing"] = json!({ "read": true })),
            "roles/rep.json#/forms/nothing",
        ),
        (right.changed(|p| p["app"]["menu"][0]["form"] = json!("nothing")), "app.json#/menu/0/form"),
        (
            right.changed(|p| p["options"]["stage"]["options"][1]["key"] = json!("open")),
            "options/stage.json#/options/1",
        ),
        (right.changed(|p| p["forms"]["deal"]["format"] = json!(2)), "forms/deal.json#/format"),
    ];
    world.without_trace(|| {
        for (package, path) in &wrong {
            let imported = root.post("apps", &package.0)?.expect(422)?;
            let checked = root.post("apps/deals/check", &package.0)?.expect(200)?;
            for answer in [&imported, &checked] {
                let found: Vec<&str> = answer.issues().iter().filter_map(|issue| issue["path"].as_str()).collect();
                ensure!(found.iter().any(|known| known.starts_with(path)), "no issue at {path}: {}", answer.text());
                ensure!(
                    answer.issues().iter().all(|issue| issue["text"].as_str().is_some_and(|t| !t.is_empty())),
                    "{}",
                    answer.text()
                );
            }
        }
        Ok(())
    })?;
    // All mistakes of a package at once.
    let two = Package(wrong[0].0.0.clone()).changed(|p| p["app"]["menu"][0]["form"] = json!("nothing"));
    ensure!(root.post("apps", &two.0)?.expect(422)?.issues().len() >= 1);
    Ok(())
}

fn drafts_plans_and_releases(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, boss) = (world.root(), world.person("boss"));
    let first = Package::read(DEALS)?;
    let draft = root.get("apps/deals/draft")?.expect(200)?;
    let tag = draft.header("etag").unwrap_or_default().to_owned();
    let second = first
        .with_field("deal", json!({ "key": "region_code", "kind": "text", "label": "Region", "default": "north" }));
    let second = second.changed(|p| p["forms"]["deal"]["label"] = json!("Opportunity"));
    let stored = root.with("if-match", &tag).put("apps/deals/draft", &second.0)?.expect(200)?;
    ensure!(stored.json["issues"] == json!([]) && stored.header("etag") != Some(tag.as_str()), "{}", stored.text());
    root.with("if-match", &tag).put("apps/deals/draft", &first.0)?.expect(412)?;
    // A draft is nothing that anybody else sees.
    ensure!(boss.get("apps/deals")?.expect(200)?.json["release"] == 1);
    boss.get("data/deals/deal?region_code=x")?.expect(400)?;
    let plan = root.post("apps/deals/plan", &json!(null))?.expect(200)?;
    let steps = plan.json["steps"].as_array().cloned().unwrap_or_default();
    ensure!(steps.iter().any(|step| step["form"] == "deal" && step["field"] == "region_code"), "{}", plan.text());
    ensure!(
        plan.json["blocking"] == json!([]) && plan.json["changes"].as_array().is_some_and(|all| all.len() >= 2),
        "{}",
        plan.text()
    );
    let long = "长".repeat(501);
    root.post("apps/deals/publish", &json!({ "note": long }))?.expect_issues(422, &["/note"])?;
    root.post("apps/deals/publish", &json!({ "notes": "" }))?.expect(400)?;
    let done = root.post("apps/deals/publish", &json!({ "note": " 区域代码 " }))?.expect(200)?;
    ensure!(done.json["release"] == 2, "{}", done.text());
    ensure!(boss.get("apps/deals")?.expect(200)?.json["release"] == 2);
    boss.patch(&world.deal("deal_north")?, &json!({ "region_code": "r1" }))?.expect(200)?;
    // Published again, nothing happens.
    let nothing = root.post("apps/deals/publish", &json!(null))?.expect(200)?;
    ensure!(nothing.json["release"] == 2 && nothing.json["plan"]["steps"] == json!([]), "{}", nothing.text());
    // A draft with mistakes is kept, and cannot be published.
    let wrong = second.changed(|p| p["forms"]["deal"]["title"] = json!("nothing"));
    let kept = root.put("apps/deals/draft", &wrong.0)?.expect(200)?;
    ensure!(!kept.issues().is_empty(), "{}", kept.text());
    root.post("apps/deals/publish", &json!(null))?.expect(422)?;
    root.post("apps/deals/plan", &json!(null))?.expect(422)?;
    let back = root.post("apps/deals/releases/1/restore", &json!(null))?.expect(200)?;
    ensure!(back.json["release"] == 3, "{}", back.text());
    boss.patch(&world.deal("deal_north")?, &json!({ "region_code": "r2" }))?.expect_issues(422, &["/region_code"])?;
    let releases = root.get("apps/deals/releases")?.expect(200)?;
    ensure!(
        releases.column("number")? == [3, 2, 1] && releases.column("current")? == [true, false, false],
        "{}",
        releases.text()
    );
    ensure!(releases.column("note")? == ["← 1", "区域代码", ""], "{}", releases.text());
    let words = releases.items()?[1]["changes"].to_string();
    ensure!(words.contains("Region") && words.contains("Opportunity"), "{words}");
    root.post("apps/deals/releases/99/restore", &json!(null))?.expect(404)?;
    // Forward again: what stood in the field stands there still.
    root.post("apps/deals/releases/2/restore", &json!(null))?.expect(200)?;
    let deal = boss.get(&world.deal("deal_north")?)?.expect(200)?.json;
    ensure!(deal["region_code"] == "r1", "{deal}");
    let packed = root.get("apps/deals/export")?.expect(200)?;
    ensure!(
        packed.header("content-type") == Some("application/zip") && packed.bytes.starts_with(b"PK"),
        "{:?}",
        packed.headers
    );
    Ok(())
}

fn fields_come_go_and_return(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, boss) = (world.root(), world.person("boss"));
    let first = Package::read(DEALS)?;
    let before = boss.get("data/deals/deal?sort=number&limit=200")?.expect(200)?.json;
    // Renamed with `was`: every value is there under the new key.
    let renamed = first.changed(|p| {
        let text = p["forms"]["deal"].to_string().replace("\"signed_on\"", "\"closed_on\"");
        p["forms"]["deal"] = serde_json::from_str(&text).unwrap_or_default();
    });
    let renamed = renamed.with_field_set("deal", "closed_on", &json!({ "was": "signed_on" }));
    publish(&root, &renamed)?;
    let after = boss.get("data/deals/deal?sort=number&limit=200")?.expect(200)?;
    for (old, new) in before["items"].as_array().into_iter().flatten().zip(after.items()?) {
        ensure!(
            old["signed_on"] == new["closed_on"] && new.get("signed_on").is_none() && old["version"] == new["version"],
            "{new}"
        );
    }
    boss.get("data/deals/deal?signed_on.empty=true")?.expect(400)?;
    publish(&root, &first.with_field_set("deal", "signed_on", &json!({ "was": "closed_on" })))?;
    let back = boss.get("data/deals/deal?sort=number&limit=200")?.expect(200)?.json;
    ensure!(back["items"] == before["items"], "{back}\ninstead of\n{before}");
    // Away, and back again with the old values; sub-tables and links likewise.
    let fewer = first.without_field("deal", "tags").without_field("deal", "notes").changed(|p| {
        let fields = p["forms"]["deal"]["fields"].as_array_mut().into_iter().flatten();
        for field in fields.filter(|field| field["key"] == "lines") {
            field["fields"].as_array_mut().unwrap().retain(|row| row["key"] != "product");
        }
    });
    publish(&root, &fewer)?;
    let deal = boss.get(&world.deal("deal_north")?)?.expect(200)?.json;
    ensure!(
        deal.get("tags").is_none() && deal["lines"][0].get("product").is_none() && deal["lines"][0]["price"] == "10.50",
        "{deal}"
    );
    boss.post("data/deals/deal", &json!({ "title": "made without tags" }))?.expect(201)?;
    publish(&root, &first)?;
    let again = boss.get("data/deals/deal?sort=number&limit=200&title.ne=made%20without%20tags")?.expect(200)?.json;
    ensure!(again["items"] == before["items"], "{again}\ninstead of\n{before}");
    let deal = boss.get(&world.deal("deal_north")?)?.expect(200)?.json;
    ensure!(
        deal["tags"] == json!(["x", "y"]) && deal["notes"] == "<p>note</p>" && deal["lines"][0]["product"] == "pump",
        "{deal}"
    );
    // A whole form away and back.
    let without = first
        .without_field("deal", "account")
        .without_field("deal", "account_city")
        .without_field("deal", "account_secret")
        .changed(|p| {
            p["forms"].as_object_mut().unwrap().remove("account");
            for role in ["rep", "manager"] {
                p["roles"][role]["forms"].as_object_mut().unwrap().remove("account");
            }
            p["app"]["menu"] = json!([{ "form": "deal" }]);
            p["forms"]["deal"]["views"][0]["columns"] = json!(["number", "title"]);
        });
    publish(&root, &without)?;
    boss.get("data/deals/account")?.expect(404)?;
    publish(&root, &first)?;
    let deal = boss.get(&format!("{}?expand=account", world.deal("deal_north")?))?.expect(200)?.json;
    ensure!(deal["expanded"]["account"]["credit"] == "7654321.98" && deal["account_city"] == "Harbin", "{deal}");
    Ok(())
}

fn kinds_widen(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, boss) = (world.root(), world.person("boss"));
    let first = Package::read(DEALS)?;
    let path = world.deal("deal_north")?;
    let wider = first
        .with_field_set("deal", "amount", &json!({ "scale": 4 }))
        .with_field_set("deal", "title", &json!({ "max_length": 400 }))
        .with_field_set("deal", "code", &json!({ "unique": false }))
        .with_field("deal", json!({ "key": "note", "kind": "text", "label": "Note", "default": "n/a" }));
    publish(&root, &wider)?;
    let deal = boss.get(&path)?.expect(200)?.json;
    ensure!(deal["amount"] == "8000000.0000" && deal["note"].is_null(), "{deal}");
    boss.patch(&path, &json!({ "amount": "9000000.1234", "title": "x".repeat(400), "code": "code-deal_adam" }))?
        .expect(200)?;
    let sum =
        boss.post("data/deals/deal/aggregate", &json!({ "measures": { "m": { "max": "amount" } } }))?.expect(200)?;
    ensure!(sum.items()?[0]["m"] == "9000001.1100", "{}", sum.text());
    let longer = wider.with_field_set("deal", "note", &json!({ "kind": "long_text" }));
    publish(&root, &longer)?;
    boss.patch(&path, &json!({ "note": "two\nlines" }))?.expect(200)?;
    let listed = boss.get("data/deals/deal?amount=9000000.1234")?.expect(200)?;
    ensure!(listed.items()?.len() == 1 && listed.items()?[0]["note"] == "two\nlines", "{}", listed.text());
    Ok(())
}

fn what_would_lose_data_blocks(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let root = world.root();
    let first = Package::read(DEALS)?;
    world.person("boss").patch(&world.deal("deal_north")?, &json!({ "amount": "8000000.25" }))?.expect(200)?;
    world.without_trace(|| {
        for (package, field) in [
            // Texts are no numbers; two records have the same value; cents do not fit.
            (
                first.with_field_set("deal", "title", &json!({ "kind": "integer", "max_length": null })).changed(|p| {
                    p["forms"]["deal"]["title"] = json!("code");
                    let fields = p["forms"]["deal"]["fields"].as_array_mut().into_iter().flatten();
                    for field in fields.filter(|field| field["key"] == "title") {
                        field.as_object_mut().unwrap().remove("max_length");
                    }
                }),
                "title",
            ),
            (first.with_field_set("deal", "discount", &json!({ "unique": true })), "discount"),
            (first.with_field_set("deal", "amount", &json!({ "scale": 0 })), "amount"),
        ] {
            let answer = root.post("apps", &package.0)?.expect(422)?;
            ensure!(answer.text().contains(field), "{}", answer.text());
        }
        Ok(())
    })
}

/// While apps are published, people read and write: every answer is of the old or of the new release.
fn requests_during_publishing(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, ann) = (world.root(), world.person("ann"));
    let first = Package::read(DEALS)?;
    let second =
        first.with_field("deal", json!({ "key": "extra_text", "kind": "text", "label": "Extra", "default": "new" }));
    let done = std::sync::atomic::AtomicBool::new(false);
    let north = world.deal("deal_north")?;
    std::thread::scope(|scope| -> Result<()> {
        let readers: Vec<_> = (0..3)
            .map(|n| {
                let (ann, done, north) = (ann.clone(), &done, &north);
                scope.spawn(move || -> Result<usize> {
                    let mut count = 0;
                    while !done.load(std::sync::atomic::Ordering::Relaxed) {
                        match n {
                            0 => ann.get(north)?.expect(200)?,
                            1 => ann.get("data/deals/deal?total=true&sort=-amount&expand=account")?.expect(200)?,
                            // A write that meets the change of a release may be asked to come again.
                            _ => ann
                                .post("data/deals/deal", &json!({ "title": format!("during {count}") }))?
                                .expect_any(&[201, 409, 503])?,
                        };
                        count += 1;
                    }
                    Ok(count)
                })
            })
            .collect();
        for round in 0..6 {
            let package: &Package = if round % 2 == 0 { &second } else { &first };
            publish(&root, package)?;
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        for reader in readers {
            ensure!(reader.join().unwrap()? > 0, "nobody was served");
        }
        Ok(())
    })?;
    let model: Json = ann.get("apps/deals")?.expect(200)?.json;
    ensure!(model["release"] == 7, "{}", model["release"]);
    Ok(())
}
