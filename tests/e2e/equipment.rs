//! `formwork` on the command line: check, diff, pack, and an app folder changed and applied while the server runs.

use std::{fs, process::Output};

use anyhow::{Result, ensure};
use formwork_tests::{Database, Package, Place, World, folder, run};
use serde_json::json;

scenarios!(applied_and_used_at_once, applied_to_a_server_from_afar);

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
