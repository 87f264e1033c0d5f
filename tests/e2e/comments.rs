//! Comments and the notices about them: for those who may read the record, and for nobody else.

use std::time::Duration;

use anyhow::{Result, ensure};
use formwork_tests::{Client, Database, PASSWORD, Place, Server, World, run, upload};
use serde_json::{Value as Json, json};

scenarios!(
    comments_are_written_changed_and_removed,
    only_readers_of_the_record_take_part,
    nobody_is_called_who_may_not_read,
    notices_say_what_may_be_seen_now,
    notices_are_read_and_counted,
    files_of_comments_follow_the_record,
    comments_go_with_their_record,
    wrong_comments_leave_no_trace,
    a_backup_has_what_was_said,
);

fn comments(client: &Client, record: &str) -> Result<Vec<Json>> {
    Ok(client.get(&format!("{record}/comments"))?.expect(200)?.items()?.clone())
}

fn say(client: &Client, record: &str, comment: &Json) -> Result<String> {
    client.post(&format!("{record}/comments"), comment)?.expect(201)?.id()
}

fn notices(client: &Client) -> Result<Vec<Json>> {
    Ok(client.get("notices")?.expect(200)?.items()?.clone())
}

fn unread(client: &Client) -> Result<Json> {
    Ok(client.get("notices?limit=1")?.expect(200)?.json["unread"].clone())
}

fn comments_are_written_changed_and_removed(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (ann, adam, root) = (world.person("ann"), world.person("adam"), world.root());
    let north = world.deal("deal_north")?;
    ensure!(comments(&ann, &north)?.is_empty());
    let before = ann.get(&north)?.expect(200)?;
    let text = "第一条 <b>not html</b>\n\tsecond line 😀 ";
    let made = ann.post(&format!("{north}/comments"), &json!({ "text": text }))?.expect(201)?;
    let expected = json!({
        "id": made.id()?, "at": made.string("at")?, "by": world.id("ann")?, "text": text.trim_end(), "mentions": [], "files": [],
    });
    ensure!(made.json == expected, "{}", made.text());
    let second = say(&adam, &north, &json!({ "text": "2", "mentions": [world.id("ann")?, world.id("ann")?] }))?;
    let all = comments(&ann, &north)?;
    ensure!(all.len() == 2 && all[0]["id"] == second && all[0]["mentions"] == json!([world.id("ann")?]), "{all:?}");
    ensure!(all[1] == expected, "{all:?}");
    // A comment is no change of the record.
    ensure!(ann.get(&north)?.expect(200)?.bytes == before.bytes);
    ensure!(ann.get(&format!("{north}/history"))?.items()?.len() == 1);
    // Pages.
    let third = say(&ann, &north, &json!({ "text": "3" }))?;
    let first = ann.get(&format!("{north}/comments?limit=2"))?.expect(200)?;
    ensure!(first.column("id")? == [json!(third), json!(second)], "{}", first.text());
    let rest = ann.get(&format!("{north}/comments?limit=2&cursor={}", first.string("next_cursor")?))?.expect(200)?;
    ensure!(rest.column("id")? == [made.json["id"].clone()] && rest.json.get("next_cursor").is_none());
    // One's own are changed by oneself alone, and removed by administrators as well.
    let one = |id: &str| format!("{north}/comments/{id}");
    world.without_trace(|| {
        adam.patch(&one(&made.id()?), &json!({ "text": "forged" }))?.expect(403)?;
        root.patch(&one(&made.id()?), &json!({ "text": "forged" }))?.expect(403)?;
        world.person("boss").patch(&one(&made.id()?), &json!({ "text": "forged" }))?.expect(403)?;
        adam.delete(&one(&made.id()?))?.expect(403)?;
        ann.patch(&one(world.id("ann")?), &json!({ "text": "x" }))?.expect(404)?;
        // A comment is found under its own record only.
        let other = world.deal("deal_adam")?;
        ann.patch(&format!("{other}/comments/{}", made.id()?), &json!({ "text": "x" }))?.expect(404)?;
        ann.delete(&format!("{other}/comments/{}", made.id()?))?.expect(404)
    })?;
    let changed = ann.patch(&one(&made.id()?), &json!({ "text": "better" }))?.expect(200)?;
    ensure!(changed.json["text"] == "better" && changed.json["at"] == made.json["at"], "{}", changed.text());
    ensure!(changed.json["edited_at"].as_str() > made.json["at"].as_str(), "{}", changed.text());
    ensure!(comments(&adam, &north)?[2] == changed.json);
    ann.delete(&one(&third))?.expect(204)?;
    root.delete(&one(&second))?.expect(204)?;
    ann.delete(&one(&third))?.expect(404)?;
    ensure!(comments(&ann, &north)?.len() == 1);
    Ok(())
}

fn only_readers_of_the_record_take_part(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (north, south) = (world.deal("deal_north")?, world.deal("deal_south")?);
    let in_south = say(&world.person("bea"), &south, &json!({ "text": "CANARY_SOUTH_DEAL is said" }))?;
    let in_north = say(&world.person("ann"), &north, &json!({ "text": "CANARY_NORTH_DEAL is said" }))?;
    let account = format!("data/deals/account/{}", world.id("account_north")?);
    world.without_trace(|| {
        for (who, record, comment, status) in [
            ("ann", &south, &in_south, 404),
            ("solo", &north, &in_north, 404),
            ("bea", &north, &in_north, 404),
            ("nobody", &north, &in_north, 404),
            // Viewers may not look at accounts at all.
            ("view", &account, &in_north, 404),
        ] {
            let client = world.person(who);
            let (all, one) = (format!("{record}/comments"), format!("{record}/comments/{comment}"));
            let answers = [
                client.get(&all)?,
                client.post(&all, &json!({ "text": "x" }))?,
                client.patch(&one, &json!({ "text": "x" }))?,
                client.delete(&one)?,
            ];
            for answer in answers {
                answer.expect(status)?;
            }
        }
        let root = world.root();
        for path in ["data/deals/nothing", "data/nothing/deal"] {
            root.get(&format!("{path}/{}/comments", world.id("deal_north")?))?.expect(404)?;
        }
        root.get(&format!("data/deals/account/{}/comments", world.id("deal_north")?))?.expect(404)?;
        root.get("data/deals/deal/no-id/comments")?.expect(404)
    })?;
    // Who may read and not write the record takes part.
    let viewer = world.person("view");
    viewer.patch(&north, &json!({ "title": "x" }))?.expect(403)?;
    say(&viewer, &north, &json!({ "text": "I see" }))?;
    ensure!(comments(&viewer, &north)?.len() == 2);
    Ok(())
}

fn nobody_is_called_who_may_not_read(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let ann = world.person("ann");
    let north = world.deal("deal_north")?;
    let path = format!("{north}/comments");
    let bea = world.person("bea");
    let stream = bea.events()?;
    world.without_trace(|| {
        for who in ["bea", "solo", "nobody"] {
            let body = json!({ "text": "@", "mentions": [world.id("adam")?, world.id(who)?] });
            let answer = ann.post(&path, &body)?.expect_issues(422, &["/mentions/1"])?;
            ensure!(answer.issues()[0]["code"] == "mention_cannot_read", "{}", answer.text());
        }
        let unknown = json!({ "text": "@", "mentions": [world.id("deal_north")?] });
        let answer = ann.post(&path, &unknown)?.expect_issues(422, &["/mentions/0"])?;
        ensure!(answer.issues()[0]["code"] == "person.unknown", "{}", answer.text());
        Ok(())
    })?;
    // Nor by a change.
    let made = say(&ann, &north, &json!({ "text": "@adam", "mentions": [world.id("adam")?] }))?;
    let one = format!("{path}/{made}");
    world.without_trace(|| {
        ann.patch(&one, &json!({ "mentions": [world.id("bea")?] }))?.expect_issues(422, &["/mentions/0"])
    })?;
    // Nor somebody who has left.
    world.root().patch(&format!("users/{}", world.id("boss")?), &json!({ "active": false }))?.expect(200)?;
    ann.post(&path, &json!({ "text": "@", "mentions": [world.id("boss")?] }))?.expect_issues(422, &["/mentions/0"])?;
    // Whoever was called and may not read any more does not stand in the way of a correction.
    world.root().put(&format!("apps/deals/members/{}", world.id("adam")?), &json!({ "roles": [] }))?.expect(200)?;
    ann.patch(&one, &json!({ "text": "corrected", "mentions": [world.id("adam")?] }))?.expect(200)?;
    ensure!(notices(&bea)?.is_empty() && notices(&world.person("solo"))?.is_empty());
    let heard = stream.until_quiet(Duration::from_millis(700))?;
    ensure!(heard.iter().all(|event| event.name == "notice" && event.data["unread"] == 0), "{heard:?}");
    Ok(())
}

fn notices_say_what_may_be_seen_now(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, boss) = (world.root(), world.person("boss"));
    // As a manager, solo may read everything, and is told of a record in the south.
    let member = format!("apps/deals/members/{}", world.id("solo")?);
    root.put(&member, &json!({ "roles": ["manager"] }))?.expect(200)?;
    let south = world.deal("deal_south")?;
    let said = json!({ "text": "CANARY_SOUTH_DEAL, look at 7654321.98", "mentions": [world.id("solo")?] });
    say(&boss, &south, &said)?;
    let solo = world.server.client().with_token(world.person("solo").token().unwrap_or_default());
    let seen = notices(&solo)?;
    ensure!(
        seen.len() == 1
            && seen[0]["title"] == "CANARY_SOUTH_DEAL"
            && seen[0]["text"] == said["text"]
            && seen[0]["kind"] == "mention"
            && seen[0]["by"] == world.id("boss")?
            && seen[0]["record"] == world.id("deal_south")?
            && seen[0]["app"] == "deals"
            && seen[0]["form"] == "deal"
            && seen[0]["read"] == false,
        "{seen:?}"
    );
    // As before, solo may not: `person` fails on the canaries.
    root.put(&member, &json!({ "roles": ["own_only"] }))?.expect(200)?;
    let seen = notices(&world.person("solo"))?;
    ensure!(seen.len() == 1 && seen[0].get("title").is_none() && seen[0].get("text").is_none(), "{seen:?}");
    root.put(&member, &json!({ "roles": [] }))?.expect(200)?;
    let seen = notices(&world.person("solo"))?;
    ensure!(seen.len() == 1 && seen[0].get("title").is_none() && seen[0].get("text").is_none(), "{seen:?}");
    // Somebody who sees the record and not its title.
    let hiding = root.get("apps/deals/draft")?.expect(200)?.json;
    let hiding = formwork_tests::Package(hiding).changed(|app| {
        app["roles"]["own_only"]["forms"]["deal"]["read"] = json!("all");
        app["roles"]["own_only"]["forms"]["deal"]["fields"]["title"] = json!("hidden");
    });
    root.put("apps/deals/draft", &hiding.0)?.expect(200)?;
    root.post("apps/deals/publish", &json!(null))?.expect(200)?;
    root.put(&member, &json!({ "roles": ["own_only"] }))?.expect(200)?;
    let seen = notices(&solo)?;
    ensure!(seen[0].get("title").is_none() && seen[0]["text"] == said["text"], "{seen:?}");
    Ok(())
}

fn notices_are_read_and_counted(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (ann, adam, boss, bea) = (world.person("ann"), world.person("adam"), world.person("boss"), world.person("bea"));
    let north = world.deal("deal_north")?;
    let (to_ann, to_bea) = (ann.events()?, bea.events()?);
    to_ann.wait_for("notice", |notice| notice["unread"] == 0)?;
    to_bea.wait_for("notice", |notice| notice["unread"] == 0)?;
    // The owner is told, whoever is called is told once, the writer is not.
    say(&adam, &north, &json!({ "text": "one" }))?;
    to_ann.wait_for("notice", |notice| notice["unread"] == 1)?;
    let second = json!({ "text": "two", "mentions": [world.id("ann")?, world.id("boss")?] });
    let second = say(&boss, &north, &second)?;
    let kinds = |client: &Client| -> Result<Vec<Json>> {
        Ok(notices(client)?.iter().map(|notice| json!([notice["kind"], notice["text"]])).collect())
    };
    ensure!(kinds(&ann)? == [json!(["mention", "two"]), json!(["comment", "one"])], "{:?}", kinds(&ann)?);
    ensure!(kinds(&boss)?.is_empty());
    // Adam wrote before.
    ensure!(kinds(&adam)? == [json!(["comment", "two"])], "{:?}", kinds(&adam)?);
    // Somebody who wrote before and may not read any more is not told.
    say(&world.person("view"), &north, &json!({ "text": "three" }))?;
    world.root().put(&format!("apps/deals/members/{}", world.id("view")?), &json!({ "roles": [] }))?.expect(200)?;
    say(&ann, &north, &json!({ "text": "four" }))?;
    ensure!(kinds(&world.person("view"))?.is_empty());
    ensure!(kinds(&adam)?.len() == 3 && unread(&adam)? == 3);
    // A change tells only those whom it calls anew; a comment that goes takes its notices along.
    let adam_is_called = json!({ "text": "two and a half", "mentions": [world.id("ann")?, world.id("adam")?] });
    boss.patch(&format!("{north}/comments/{second}"), &adam_is_called)?.expect(200)?;
    ensure!(kinds(&adam)?[0] == json!(["mention", "two and a half"]), "{:?}", kinds(&adam)?);
    ensure!(unread(&adam)? == 4 && unread(&ann)? == 3);
    boss.delete(&format!("{north}/comments/{second}"))?.expect(204)?;
    to_ann.wait_for("notice", |notice| notice["unread"] == 2)?;
    ensure!(unread(&adam)? == 2 && kinds(&ann)? == [json!(["comment", "three"]), json!(["comment", "one"])]);
    // Pages, and only what is unread.
    let first = ann.get("notices?limit=1")?.expect(200)?;
    let next = ann.get(&format!("notices?limit=1&cursor={}", first.string("next_cursor")?))?.expect(200)?;
    ensure!(next.json.get("next_cursor").is_none() && next.column("text")? == ["one"], "{}", next.text());
    // Nobody reads for others.
    let id = first.items()?[0]["id"].clone();
    world.without_trace(|| {
        bea.post("notices/read", &json!({ "ids": [id] }))?.expect(204)?;
        bea.post("notices/read", &json!({ "all": true }))?.expect(204)?;
        for wrong in [json!({}), json!({ "all": false }), json!({ "ids": [id], "all": true }), json!({ "ids": "x" })] {
            ann.post("notices/read", &wrong)?.expect(400)?;
        }
        for wrong in ["limit=0", "limit=201", "limit=x", "cursor=x", "unread=perhaps", "all=true"] {
            ann.get(&format!("notices?{wrong}"))?.expect(400)?;
        }
        Ok(())
    })?;
    ann.post("notices/read", &json!({ "ids": [id] }))?.expect(204)?;
    to_ann.wait_for("notice", |notice| notice["unread"] == 1)?;
    let unread_only = ann.get("notices?unread=true")?.expect(200)?;
    ensure!(unread_only.column("text")? == ["one"] && unread_only.json["unread"] == 1, "{}", unread_only.text());
    ensure!(notices(&ann)?.iter().filter(|notice| notice["read"] == true).count() == 1);
    ann.post("notices/read", &json!({ "all": true }))?.expect(204)?;
    to_ann.wait_for("notice", |notice| notice["unread"] == 0)?;
    let heard = to_bea.until_quiet(Duration::from_millis(700))?;
    ensure!(heard.is_empty(), "{heard:?}");
    Ok(())
}

fn files_of_comments_follow_the_record(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (ann, adam) = (world.person("ann"), world.person("adam"));
    let north = world.deal("deal_north")?;
    let file = upload(&ann, "plan.txt", b"the plan")?;
    let path = format!("files/{file}");
    adam.get(&path)?.expect(404)?;
    world.without_trace(|| {
        // Not of others, not of records, not what there is not.
        for (client, file) in [(&adam, file.as_str()), (&ann, world.id("open_file")?), (&ann, world.id("secret_file")?)]
        {
            let body = json!({ "text": "x", "files": [file] });
            client.post(&format!("{north}/comments"), &body)?.expect_issues(422, &["/files/0"])?;
        }
        Ok(())
    })?;
    let made = ann.post(&format!("{north}/comments"), &json!({ "text": "", "files": [file] }))?.expect(201)?;
    ensure!(made.json["files"][0]["name"] == "plan.txt" && made.json["files"][0]["size"] == 8, "{}", made.text());
    ensure!(comments(&adam, &north)?[0]["files"] == made.json["files"]);
    // Whoever reads the record reads the file, also with few fields; nobody else does.
    for who in ["ann", "adam", "view", "boss"] {
        ensure!(world.person(who).get(&path)?.expect(200)?.bytes == b"the plan", "{who}");
    }
    for who in ["bea", "solo", "nobody"] {
        world.person(who).get(&path)?.expect(404)?;
    }
    // It is no file of the record's fields.
    world.without_trace(|| {
        ann.patch(&north, &json!({ "attachment": [world.id("open_file")?, file] }))?
            .expect_issues(422, &["/attachment/1"])
    })?;
    let one = format!("{north}/comments/{}", made.id()?);
    let more = upload(&ann, "more.txt", b"more")?;
    ann.patch(&one, &json!({ "files": [more, file] }))?.expect(200)?;
    world.without_trace(|| ann.patch(&one, &json!({ "files": [] }))?.expect_issues(422, &["/text"]))?;
    ann.patch(&one, &json!({ "files": [more] }))?.expect(200)?;
    adam.get(&path)?.expect(404)?;
    ann.delete(&one)?.expect(204)?;
    adam.get(&format!("files/{more}"))?.expect(404)?;
    // An app that moves takes its records' files along, and no comments.
    say(&ann, &north, &json!({ "text": "x", "files": [more] }))?;
    let package = world.root().get("apps/deals/export?data=true")?.expect(200)?.bytes;
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(package))?;
    ensure!(zip.by_name(&format!("data/files/{}", world.id("open_file")?)).is_ok());
    ensure!(zip.by_name(&format!("data/files/{more}")).is_err());
    Ok(())
}

fn comments_go_with_their_record(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (ann, boss) = (world.person("ann"), world.person("boss"));
    let (north, other) = (world.deal("deal_north")?, world.deal("deal_adam")?);
    let file = upload(&boss, "a.txt", b"a")?;
    let called = json!({ "text": "gone soon", "mentions": [world.id("ann")?], "files": [file] });
    say(&boss, &north, &called)?;
    say(&boss, &other, &json!({ "text": "stays", "mentions": [world.id("ann")?] }))?;
    boss.delete(&north)?.expect(204)?;
    let left = notices(&ann)?;
    ensure!(left.len() == 1 && left[0]["text"] == "stays", "{left:?}");
    ensure!(unread(&ann)? == 1);
    ann.get(&format!("{north}/comments"))?.expect(404)?;
    ann.get(&format!("files/{file}"))?.expect(404)?;
    let tables = world.dump()?;
    let rows = |table: &str| tables.iter().find(|(name, _)| name.ends_with(table)).map_or(0, |(_, rows)| rows.len());
    ensure!(rows("fw_comment") == 1 && rows("fw_notice") == 2, "{} and {}", rows("fw_comment"), rows("fw_notice"));
    Ok(())
}

fn wrong_comments_leave_no_trace(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let ann = world.person("ann");
    let path = format!("{}/comments", world.deal("deal_north")?);
    let many: Vec<Json> = (0..51).map(|n| json!(format!("00000000-0000-4000-8000-{n:012}"))).collect();
    world.without_trace(|| {
        for (body, paths) in [
            (json!({ "text": "" }), &["/text"][..]),
            (json!({ "text": " \n\t " }), &["/text"]),
            (json!({ "text": "a\u{0}b" }), &["/text"]),
            (json!({ "text": "\u{1b}[2J" }), &["/text"]),
            (json!({ "text": "字".repeat(10_001) }), &["/text"]),
            (json!({ "text": "x", "mentions": many }), &["/mentions"]),
            (json!({ "text": "x", "files": many }), &["/files"]),
        ] {
            ann.post(&path, &body)?.expect_issues(422, paths)?;
        }
        for body in [
            json!({}),
            json!({ "text": null }),
            json!({ "text": 1 }),
            json!({ "text": "x", "by": world.id("bea")? }),
            json!({ "text": "x", "mentions": ["ann"] }),
            json!(["x"]),
        ] {
            ann.post(&path, &body)?.expect(400)?;
        }
        for wrong in ["limit=0", "limit=1000000000", "cursor=1", "sort=at"] {
            ann.get(&format!("{path}?{wrong}"))?.expect(400)?;
        }
        Ok(())
    })?;
    say(&ann, &world.deal("deal_north")?, &json!({ "text": "字".repeat(10_000) }))?;
    Ok(())
}

fn a_backup_has_what_was_said(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, ann, boss) = (world.root(), world.person("ann"), world.person("boss"));
    let north = world.deal("deal_north")?;
    let file = upload(&boss, "a.txt", b"attached")?;
    let said = json!({ "text": "kept", "mentions": [world.id("ann")?], "files": [file] });
    let made = say(&boss, &north, &said)?;
    say(&boss, &north, &json!({ "text": "too" }))?;
    boss.patch(&format!("{north}/comments/{made}"), &json!({ "text": "kept and changed" }))?.expect(200)?;
    let read = notices(&ann)?[0]["id"].clone();
    ann.post("notices/read", &json!({ "ids": [read] }))?.expect(204)?;
    root.post("announcements", &json!({ "title": "T", "text": "A", "until": "2999-01-01T00:00:00Z" }))?.expect(201)?;
    ann.post("feedback", &json!({ "text": "F", "page": "/p" }))?.expect(204)?;
    let backup = world.place.folder().join("said.zip").display().to_string();
    let output = run(Some(&world.place), &["backup", &backup])?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    for target in [Database::Sqlite, Database::Postgres] {
        let place = Place::fresh(target)?;
        let output = run(Some(&place), &["restore", &backup])?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        let server = Server::start(&place)?;
        for (who, path) in [
            ("ann", format!("{north}/comments")),
            ("ann", "notices".to_owned()),
            ("root", "announcements".to_owned()),
            ("root", "feedback".to_owned()),
        ] {
            let (one, two) = (world.person(who).get(&path)?, server.client().sign_in(who, PASSWORD)?.get(&path)?);
            ensure!(one.expect(200)?.json == two.json, "{path}: {}", two.text());
        }
        let there = server.client().sign_in("ann", PASSWORD)?;
        ensure!(there.get(&format!("files/{file}"))?.expect(200)?.bytes == b"attached");
        ensure!(unread(&there)? == 1);
    }
    Ok(())
}
