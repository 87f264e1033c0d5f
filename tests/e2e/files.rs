//! Files: seen by those who may read the field that names them, and never run by a browser.

use anyhow::{Result, ensure};
use formwork_tests::{Body, Database, World, plain_deal, upload};
use serde_json::json;

scenarios!(files_follow_the_record, uploads_are_only_bytes, files_of_others_cannot_be_named);

fn files_follow_the_record(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (secret, open) = (format!("files/{}", world.id("secret_file")?), format!("files/{}", world.id("open_file")?));
    ensure!(world.person("boss").get(&secret)?.expect(200)?.bytes == b"CANARY_SECRET_FILE content");
    let answer = world.person("ann").get(&open)?.expect(200)?;
    ensure!(answer.bytes == b"an offer");
    for (header, part) in [
        ("content-disposition", "attachment"),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "sandbox"),
    ] {
        ensure!(
            answer.header(header).is_some_and(|value| value.contains(part)),
            "{header}: {:?}",
            answer.header(header)
        );
    }
    world.without_trace(|| {
        // A hidden field of a visible record; a visible field of an invisible record; nothing at all.
        for (who, path) in [
            ("ann", &secret),
            ("view", &secret),
            ("bea", &open),
            ("bea", &secret),
            ("solo", &open),
            ("nobody", &open),
            ("ann", &"files/0190a000-0000-4000-8000-000000000000".to_owned()),
            ("ann", &"files/nothing".to_owned()),
        ] {
            world.person(who).get(path)?.expect(404)?;
        }
        world.anonymous().get(&open)?.expect(401).map(|_| ())
    })?;
    // Taken out of the record, it is nobody's.
    world.person("boss").patch(&world.deal("deal_north")?, &json!({ "attachment": null }))?.expect(200)?;
    world.person("ann").get(&open)?.expect(404)?;
    Ok(())
}

fn uploads_are_only_bytes(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let ann = world.person("ann");
    for (name, bytes) in [
        ("page.html", &b"<script>alert(1)</script>"[..]),
        ("image.svg", b"<svg onload=alert(1)/>"),
        ("photo.jpg", b"<html><script>alert(1)</script></html>"),
        ("..%2F..%2Fetc%2Fpasswd", b"x"),
        ("CON", b"x"),
    ] {
        let id = upload(&ann, name, bytes)?;
        let answer = ann.get(&format!("files/{id}"))?.expect(200)?;
        ensure!(answer.bytes == bytes, "{name}");
        ensure!(
            answer.header("content-type") == Some("application/octet-stream"),
            "{name}: {:?}",
            answer.header("content-type")
        );
        world.person("bea").get(&format!("files/{id}"))?.expect(404)?;
    }
    let named = ann.with("content-disposition", "attachment; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%22%3E.txt");
    let id = named.send("POST", "files", Body::Bytes("text/html", b"text"))?.expect(201)?.id()?;
    let answer = ann.get(&format!("files/{id}"))?.expect(200)?;
    ensure!(answer.header("content-disposition") == Some("attachment; filename*=UTF-8''%E6%8A%A5%E4%BB%B7%22%3E.txt"));
    world.without_trace(|| {
        ann.send("POST", "files", Body::Bytes("text/plain", b"no name"))?.expect(400)?;
        let long = ann.with("content-disposition", &format!("attachment; filename=\"{}\"", "x".repeat(4000)));
        long.send("POST", "files", Body::Bytes("text/plain", b"x"))?.expect(400)?;
        let control = ann.with("content-disposition", "attachment; filename*=UTF-8''a%0D%0AX-Evil:%201");
        control.send("POST", "files", Body::Bytes("text/plain", b"x"))?.expect(400)?;
        let empty = ann.with("content-disposition", "attachment; filename=\"a\"");
        empty.send("POST", "files", Body::Bytes("text/plain", b""))?.expect(400).map(|_| ())
    })
}

fn files_of_others_cannot_be_named(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (ann, bea) = (world.person("ann"), world.person("bea"));
    let hers = upload(&bea, "hers.txt", b"hers")?;
    world.without_trace(|| {
        for file in
            [hers.as_str(), world.id("secret_file")?, world.id("open_file")?, "0190a000-0000-4000-8000-000000000000"]
        {
            let mut deal = plain_deal("takes a file");
            deal["attachment"] = json!([file]);
            let answer = ann.post("data/deals/deal", &deal)?.expect(422)?;
            ensure!(
                answer
                    .issues()
                    .iter()
                    .all(|issue| issue["path"].as_str().is_some_and(|p| p.starts_with("/attachment"))),
                "{}",
                answer.text()
            );
        }
        Ok(())
    })?;
    bea.get(&format!("files/{hers}"))?.expect(200)?;
    let mut deal = plain_deal("hers");
    deal["attachment"] = json!([hers]);
    let made = bea.post("data/deals/deal", &deal)?.expect(201)?;
    ensure!(
        made.json["attachment"][0]["name"] == "hers.txt" && made.json["attachment"][0]["size"] == 4,
        "{}",
        made.text()
    );
    Ok(())
}
