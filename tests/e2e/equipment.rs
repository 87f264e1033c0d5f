//! `formwork` on the command line: check, diff, pack, and an app folder changed and applied while the server runs.

use std::{
    fs,
    process::Output,
    sync::atomic::{AtomicBool, Ordering},
    time::Duration,
};

use anyhow::{Result, ensure};
use formwork_tests::{Database, Package, Place, World, folder, run};
use serde_json::json;

scenarios!(applied_and_used_at_once, applied_to_a_server_from_afar, applied_while_others_write);

fn text(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

fn formwork(place: &Place, arguments: &[&str]) -> Result<String> {
    let output = run(Some(place), arguments)?;
    ensure!(output.status.success(), "formwork {}: {}", arguments.join(" "), text(&output));
    Ok(text(&output))
}

/// The equipment app with one more field, in a folder.
fn changed_folder() -> Result<tempfile::TempDir> {
    let changed = tempfile::tempdir()?;
    let app = Package::read("examples/equipment")?;
    let app = app.with_field(
        "part",
        json!({ "key": "shelf", "kind": "text", "label": { "zh-CN": "货架", "en": "Shelf" }, "default": "A1" }),
    );
    app.write(changed.path())?;
    Ok(changed)
}

fn applied_and_used_at_once(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let original = folder("examples/equipment").display().to_string();
    let changed = changed_folder()?;
    let changed = changed.path().display().to_string();
    ensure!(formwork(&world.place, &["check", &original])?.contains("no issues"));
    let difference = formwork(&world.place, &["diff", &original, &changed])?;
    ensure!(difference.contains("Shelf") && difference.trim().lines().count() == 1, "{difference}");
    let first = formwork(&world.place, &["apply", &original])?;
    ensure!(first.contains("release 1"), "{first}");
    let root = world.root();
    let part = json!({ "code": "AB1234", "name": "Belt", "price": "12.50" });
    // The server learns of it within a second.
    let until = std::time::Instant::now() + std::time::Duration::from_secs(2);
    let made = loop {
        let answer = root.post("data/equipment/part", &part)?;
        if answer.status == 201 || std::time::Instant::now() > until {
            break answer.expect(201)?;
        }
        std::thread::sleep(std::time::Duration::from_millis(20));
    };
    ensure!(made.json.get("shelf").is_none() && made.json["short"] == false, "{}", made.text());
    world.without_trace(|| {
        let plan = formwork(&world.place, &["apply", &changed, "--dry-run"])?;
        ensure!(plan.contains("Shelf") || plan.contains("shelf"), "{plan}");
        Ok(())
    })?;
    ensure!(formwork(&world.place, &["apply", &changed])?.contains("release 2"));
    let path = format!("data/equipment/part/{}", made.id()?);
    let until = std::time::Instant::now() + std::time::Duration::from_secs(2);
    loop {
        let answer = root.patch(&path, &json!({ "shelf": "B7" }))?;
        if answer.status == 200 {
            ensure!(answer.json["shelf"] == "B7" && answer.json["name"] == "Belt", "{}", answer.text());
            break;
        }
        ensure!(std::time::Instant::now() < until, "not used after 2 s: {}", answer.text());
        std::thread::sleep(std::time::Duration::from_millis(20));
    }
    // Broken by hand: every command points at the place and changes nothing.
    let broken = tempfile::tempdir()?;
    Package::read("examples/equipment")?
        .changed(|p| p["forms"]["part"]["views"][0]["columns"][0] = json!("kode"))
        .write(broken.path())?;
    let broken = broken.path().display().to_string();
    world.without_trace(|| {
        for command in [vec!["check", broken.as_str()], vec!["apply", &broken], vec!["apply", &broken, "--dry-run"]] {
            let output = run(Some(&world.place), &command)?;
            let said = text(&output);
            ensure!(
                !output.status.success()
                    && said.contains("forms/part.json#/views/0/columns/0")
                    && said.contains("code"),
                "{command:?}: {said}"
            );
        }
        Ok(())
    })?;
    // Packed and unpacked it is the same app.
    let work = tempfile::tempdir()?;
    let (file, zip, out) = (work.path().join("app.json"), work.path().join("app.zip"), work.path().join("out"));
    let (file, zip, out) = (file.display().to_string(), zip.display().to_string(), out.display().to_string());
    formwork(&world.place, &["pack", &changed, &file])?;
    formwork(&world.place, &["pack", &changed, &zip])?;
    formwork(&world.place, &["unpack", &zip, &out])?;
    for other in [&file, &zip, &out] {
        ensure!(formwork(&world.place, &["diff", &changed, other])?.trim().is_empty(), "{other} differs");
    }
    ensure!(fs::read_to_string(&file)?.len() > 1000);
    Ok(())
}

fn applied_to_a_server_from_afar(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let changed = changed_folder()?;
    let changed = changed.path().display().to_string();
    let key = world.root().post("keys", &json!({ "name": "deploy" }))?.expect(201)?.string("key")?;
    let server = format!("http://{}", world.server.address());
    let apply =
        |key: &str, more: &[&str]| run(None, &[&["apply", &changed, "--server", &server, "--key", key], more].concat());
    world.without_trace(|| {
        let key = world.person("ann").token().unwrap_or_default().to_owned();
        for (key, status) in [("fwk_nonsense", "401"), (key.as_str(), "403")] {
            let refused = apply(key, &[])?;
            ensure!(!refused.status.success() && text(&refused).contains(status), "{}", text(&refused));
        }
        Ok(())
    })?;
    let done = apply(&key, &[])?;
    ensure!(done.status.success() && text(&done).contains("release 1"), "{}", text(&done));
    world
        .root()
        .post("data/equipment/part", &json!({ "code": "AB1234", "name": "Belt", "price": "1", "shelf": "C" }))?
        .expect(201)?;
    let again = apply(&key, &["--dry-run"])?;
    ensure!(again.status.success(), "{}", text(&again));
    Ok(())
}

/// Another process changes how amounts are kept while the server writes amounts: each is stored as it was sent.
fn applied_while_others_write(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let first = Package::read("tests/fixtures/deals")?;
    let folders = [tempfile::tempdir()?, tempfile::tempdir()?];
    first.with_field_set("deal", "amount", &json!({ "scale": 4 })).write(folders[0].path())?;
    first.write(folders[1].path())?;
    let done = AtomicBool::new(false);
    let written = std::thread::scope(|scope| -> Result<usize> {
        let writers: Vec<_> = (0..3)
            .map(|_| {
                let (boss, done) = (world.person("boss"), &done);
                scope.spawn(move || -> Result<usize> {
                    let mut count = 0;
                    let made =
                        boss.post("data/deals/deal", &json!({ "title": "kept", "amount": "7.25" }))?.expect(201)?;
                    let path = format!("data/deals/deal/{}", made.id()?);
                    while !done.load(Ordering::Relaxed) {
                        let deal = json!({ "title": format!("kept {count}"), "amount": "7.25" });
                        let answers = [
                            boss.post("data/deals/deal", &deal)?,
                            boss.patch(&path, &deal)?,
                            boss.post("data/deals/deal/batch", &json!({ "operations": [{ "create": deal }] }))?,
                        ];
                        for answer in answers {
                            // A write that meets the change may be asked to come again.
                            count += usize::from(answer.expect_any(&[200, 201, 409, 503])?.status < 300);
                        }
                        let seen = boss.get(&path)?.expect(200)?;
                        let amount = seen.json["amount"].as_str().unwrap_or_default().trim_end_matches('0').to_owned();
                        ensure!(amount == "7.25", "read as {}", seen.json["amount"]);
                    }
                    Ok(count)
                })
            })
            .collect();
        for folder in folders.iter().chain(&folders) {
            formwork(&world.place, &["apply", &folder.path().display().to_string()])?;
            std::thread::sleep(Duration::from_millis(700));
        }
        done.store(true, Ordering::Relaxed);
        writers.into_iter().map(|writer| writer.join().unwrap()).sum()
    })?;
    let wrong = json!({ "where": { "all": [
        { "field": "title", "op": "starts_with", "value": "kept" }, { "field": "amount", "op": "ne", "value": "7.25" },
    ] }, "total": true, "fields": ["amount"] });
    let wrong = world.person("boss").post("data/deals/deal/query", &wrong)?.expect(200)?;
    ensure!(
        wrong.json["total"] == 0,
        "of {written} writes {} are stored as another amount: {}",
        wrong.json["total"],
        wrong.text()
    );
    ensure!(written > 20, "only {written} writes");
    Ok(())
}
