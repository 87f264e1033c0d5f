//! An app with its data from one database to the other and back, and a backup taken while others write.

use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Result, ensure};
use formwork_tests::{
    Body, Client, Database, PASSWORD, Place, Server, World,
    everything::{difference, records},
    run,
};
use serde_json::json;

scenarios!(an_app_with_its_data_moves, a_backup_while_others_write, broken_packages_change_nothing, the_examples_move);

fn other(database: Database) -> Database {
    match database {
        Database::Sqlite => Database::Postgres,
        Database::Postgres => Database::Sqlite,
    }
}

/// An empty installation with an administrator.
fn empty(database: Database) -> Result<(Place, Server, Client)> {
    let place = Place::fresh(database)?;
    let server = Server::start(&place)?;
    let setup = json!({ "token": server.setup_token(), "account": "root", "name": "Root", "password": PASSWORD });
    let token = server.client().post("setup", &setup)?.expect(200)?.string("token")?;
    let root = server.client().with_token(&token);
    Ok((place, server, root))
}

fn import(root: &Client, package: &[u8]) -> Result<formwork_tests::Answer> {
    root.send("POST", "apps", Body::Bytes("application/zip", package))
}

fn an_app_with_its_data_moves(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    for n in 0..300 {
        if n % 3 == 0 {
            boss.post("data/deals/deal", &json!({ "title": format!("move {n} 中文 ✓"), "amount": format!("{n}.07"), "extra": { "n": n }, "tags": ["m"] }))?.expect(201)?;
        }
    }
    boss.patch(&world.deal("deal_adam")?, &json!({ "title": "changed twice" }))?.expect(200)?;
    let there = records(&world.root(), "deals")?;
    let package = world.root().get("apps/deals/export?data=true")?.expect(200)?.bytes;
    let (_place, _server, root) = empty(other(database))?;
    let imported = import(&root, &package)?.expect(200)?;
    ensure!(imported.json["records"]["deal"] == 106 && imported.json["records"]["account"] == 2, "{}", imported.text());
    let here = records(&root, "deals")?;
    ensure!(difference(&there, &here).is_none(), "{}", difference(&there, &here).unwrap_or_default());
    let file = root.get(&format!("files/{}", world.id("secret_file")?))?.expect(200)?;
    ensure!(file.bytes == b"CANARY_SECRET_FILE content");
    // People of the package can be named, and cannot sign in.
    let ann = root
        .get("users")?
        .expect(200)?
        .items()?
        .iter()
        .find(|user| user["account"] == "ann")
        .cloned()
        .unwrap_or_default();
    ensure!(ann["active"] == false, "{ann}");
    // Numbers go on where they were.
    let next = root.post("data/deals/deal", &json!({ "title": "next" }))?.expect(201)?;
    ensure!(
        there["deal"].values().all(|deal| deal["number"] != next.json["number"]),
        "the number {} is given twice",
        next.json["number"]
    );
    root.delete(&format!("data/deals/deal/{}", next.id()?))?.expect(204)?;
    // Imported once more, nothing is doubled or overwritten.
    import(&root, &package)?.expect(409)?;
    ensure!(difference(&here, &records(&root, "deals")?).is_none());
    // And back again.
    let returned = root.get("apps/deals/export?data=true")?.expect(200)?.bytes;
    let (_place, _server, root) = empty(database)?;
    import(&root, &returned)?.expect(200)?;
    let back = records(&root, "deals")?;
    ensure!(difference(&there, &back).is_none(), "{}", difference(&there, &back).unwrap_or_default());
    Ok(())
}

/// The example apps with the records of their recipes.
fn the_examples_move(database: Database) -> Result<()> {
    let place = Place::fresh(database)?;
    for app in ["examples/equipment", "examples/crm"] {
        let folder = formwork_tests::folder(app).display().to_string();
        for arguments in [vec!["apply", folder.as_str()], vec!["generate-data", &folder, "--scale", "0.2"]] {
            let output = run(Some(&place), &arguments)?;
            ensure!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        }
    }
    let output = run(Some(&place), &["user", "root", "--administrator", "--password", PASSWORD])?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let server = Server::start(&place)?;
    let root = server.client().sign_in("root", PASSWORD)?;
    let (_place, _server, there) = empty(other(database))?;
    for app in ["equipment", "crm"] {
        let package = root.get(&format!("apps/{app}/export?data=true"))?.expect(200)?.bytes;
        import(&there, &package)?.expect(200)?;
        let (one, two) = (records(&root, app)?, records(&there, app)?);
        let count: usize = one.values().map(|form| form.len()).sum();
        ensure!(count > 50, "{app}: only {count} records");
        ensure!(difference(&one, &two).is_none(), "{app}: {}", difference(&one, &two).unwrap_or_default());
        println!("{app}: {count} records are equal on the other database");
    }
    Ok(())
}

fn a_backup_while_others_write(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let file = world.place.folder().join("backup.zip").display().to_string();
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| -> Result<()> {
        let writers: Vec<_> = (0..3)
            .map(|n| {
                let (boss, done) = (world.person("boss"), &done);
                scope.spawn(move || -> Result<()> {
                    let mut count = 0;
                    while !done.load(Ordering::Relaxed) {
                        // Both sides of a pair in one transaction: a backup has both or neither.
                        let pair = json!({ "operations": [{ "create": { "title": format!("pair {n} {count}") } }, { "create": { "title": format!("twin {n} {count}") } }] });
                        boss.post("data/deals/deal/batch", &pair)?.expect(200)?;
                        count += 1;
                    }
                    Ok(())
                })
            })
            .collect();
        for _ in 0..2 {
            let output = run(Some(&world.place), &["backup", &file])?;
            ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        }
        done.store(true, Ordering::Relaxed);
        writers.into_iter().try_for_each(|writer| writer.join().unwrap())
    })?;
    let restored = restore(&file, other(database))?;
    let root = restored.1.client().with_token(world.root().token().unwrap_or_default());
    root.get("me")?.expect(401)?;
    let root = restored.1.client().sign_in("root", PASSWORD)?;
    let all = records(&root, "deals")?;
    let titles = |start: &str| {
        all["deal"]
            .values()
            .filter_map(|d| d["title"].as_str()?.strip_prefix(start).map(str::to_owned))
            .collect::<std::collections::BTreeSet<_>>()
    };
    let (pairs, twins) = (titles("pair "), titles("twin "));
    ensure!(pairs == twins && !pairs.is_empty(), "{} pairs, {} twins", pairs.len(), twins.len());
    // Every record has its history, and nothing else has one.
    for (id, deal) in all["deal"].iter().take(40) {
        let history = root.get(&format!("data/deals/deal/{id}/history"))?.expect(200)?;
        ensure!(history.items()?.len() == deal["version"], "{}", history.text());
    }
    // At rest: a second backup restored into the first kind of database again is equal in everything.
    let there = records(&world.root(), "deals")?;
    let output = run(Some(&world.place), &["backup", &file])?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for target in [other(database), database] {
        let (_place, server) = restore(&file, target)?;
        let root = server.client().sign_in("root", PASSWORD)?;
        let here = records(&root, "deals")?;
        ensure!(difference(&there, &here).is_none(), "{}", difference(&there, &here).unwrap_or_default());
        for path in ["users", "departments", "apps", "apps/deals/members", "apps/deals/releases", "apps/deals/draft"] {
            let (one, two) = (world.root().get(path)?.expect(200)?, root.get(path)?.expect(200)?);
            ensure!(one.json == two.json, "{path}: {}\nand {}", one.text(), two.text());
        }
        let history = format!("{}/history", world.deal("deal_north")?);
        ensure!(world.root().get(&history)?.json == root.get(&history)?.expect(200)?.json);
        ensure!(root.get(&format!("files/{}", world.id("open_file")?))?.expect(200)?.bytes == b"an offer");
        server.client().sign_in("ann", PASSWORD)?.get(&world.deal("deal_north")?)?.expect(200)?;
    }
    Ok(())
}

fn restore(file: &str, database: Database) -> Result<(Place, Server)> {
    let place = Place::fresh(database)?;
    let output = run(Some(&place), &["restore", file])?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    // Into what is not empty any more, nothing is restored.
    let again = run(Some(&place), &["restore", file])?;
    ensure!(!again.status.success(), "restored twice");
    let server = Server::start(&place)?;
    ensure!(server.setup_token().is_none(), "a restored installation offers a setup token");
    Ok((place, server))
}

fn broken_packages_change_nothing(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let package = world.root().get("apps/deals/export?data=true")?.expect(200)?.bytes;
    let (place, server, root) = empty(database)?;
    let before = formwork_tests::dump::dump(&place)?;
    let rezip = |change: &Change<'_>, more: &[(&str, &[u8])]| rewritten(&package, change, more);
    let keep = |_: &str, bytes: &[u8]| Some(bytes.to_vec());
    let without = |left_out: &'static str| move |name: &str, bytes: &[u8]| (name != left_out).then(|| bytes.to_vec());
    for (what, bytes) in [
        ("cut", package[..package.len() / 2].to_vec()),
        ("no zip", b"PK\x03\x04nonsense".to_vec()),
        ("empty", Vec::new()),
        ("climbs out", rezip(&keep, &[("../evil.json", b"{}")])?),
        ("absolute", rezip(&keep, &[("/etc/evil.json", b"{}")])?),
        ("unknown file", rezip(&keep, &[("scripts/evil.sh", b"rm")])?),
        ("no manifest", rezip(&without("app.json"), &[])?),
        (
            "a wrong form",
            rezip(&|name, bytes| Some(if name == "forms/deal.json" { b"{}".to_vec() } else { bytes.to_vec() }), &[])?,
        ),
        ("a link to nothing", rezip(&without("data/records/account.jsonl"), &[])?),
        ("a bomb", rezip(&keep, &[("data/bomb.txt", &vec![0; 300 << 20])])?),
    ] {
        let answer = import(&root, &bytes)?.expect_any(&[400, 413, 422])?;
        ensure!(answer.json["code"].is_string(), "{what}: {}", answer.text());
        let found = formwork_tests::dump::differences(&before, &formwork_tests::dump::dump(&place)?);
        ensure!(found.is_empty(), "{what}: left traces: {found:?}");
    }
    ensure!(!place.folder().join("evil.json").exists());
    import(&world.root(), b"PK")?.expect_any(&[400, 422])?;
    import(&world.person("ann"), &package)?.expect(403)?;
    drop(server);
    Ok(())
}

/// What becomes of an entry: its bytes anew, or nothing to leave it out.
type Change<'a> = dyn Fn(&str, &[u8]) -> Option<Vec<u8>> + 'a;

/// The zip with its entries changed or left out, and more of them.
fn rewritten(package: &[u8], change: &Change<'_>, more: &[(&str, &[u8])]) -> Result<Vec<u8>> {
    use std::io::{Cursor, Read, Write};
    let mut from = zip::ZipArchive::new(Cursor::new(package))?;
    let mut to = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    for index in 0..from.len() {
        let mut entry = from.by_index(index)?;
        let mut bytes = Vec::new();
        let name = entry.name()?.into_owned();
        entry.read_to_end(&mut bytes)?;
        if let Some(bytes) = change(&name, &bytes) {
            to.start_file(name, options)?;
            to.write_all(&bytes)?;
        }
    }
    for (name, bytes) in more {
        to.start_file(*name, options)?;
        to.write_all(bytes)?;
    }
    Ok(to.finish()?.into_inner())
}
