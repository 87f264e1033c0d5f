//! Signing in: the first administrator, wrong passwords, and the end of sessions, keys and people within a second.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use formwork_tests::{Client, Database, PASSWORD, Place, Server, World, run};
use serde_json::{Value as Json, json};

scenarios!(
    one_first_administrator,
    one_change_of_the_directory_after_the_other,
    guessing_is_slowed_down,
    unknown_people_look_like_wrong_passwords,
    revoked_within_a_second,
    revoked_by_another_process,
);

fn one_first_administrator(database: Database) -> Result<()> {
    let place = Place::fresh(database)?;
    let server = Server::start(&place)?;
    let token = server.setup_token().unwrap_or_default().to_owned();
    ensure!(token.len() >= 32, "{token}");
    let client = server.client();
    ensure!(!client.get("public")?.expect(200)?.text().contains(&token), "the token is public");
    let setup = |token: &str, account: &str, password: &str| json!({ "token": token, "account": account, "name": "R", "password": password });
    client.post("setup", &setup("", "root", PASSWORD))?.expect(401)?;
    client.post("setup", &setup(&token[1..], "root", PASSWORD))?.expect(401)?;
    client.post("setup", &setup(&token, "root", "short"))?.expect_issues(422, &["/password"])?;
    client.post("setup", &setup(&token, "r o o t", PASSWORD))?.expect_issues(422, &["/account"])?;
    // Three at once: one becomes the administrator.
    let made: Vec<u16> = std::thread::scope(|scope| {
        let three: Vec<_> = (0..3)
            .map(|n| (n, client.clone()))
            .map(|(n, client)| {
                let body = setup(&token, &format!("root{n}"), PASSWORD);
                scope.spawn(move || client.post("setup", &body).map_or(0, |answer| answer.status))
            })
            .collect();
        three.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    ensure!(made.iter().filter(|status| **status == 200).count() == 1, "{made:?}");
    ensure!(made.iter().all(|status| [200, 401, 409].contains(status)), "{made:?}");
    client.post("setup", &setup(&token, "late", PASSWORD))?.expect_any(&[401, 409])?;
    ensure!(client.get("public")?.json["setup"] == false);
    ensure!(server.stop()? == 0);
    // With an administrator there is no token any more.
    let again = Server::start(&place)?;
    ensure!(again.setup_token().is_none());
    Ok(())
}

fn one_change_of_the_directory_after_the_other(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, ann) = (world.root(), world.person("ann"));
    let me = root.get("me")?.expect(200)?.id()?;
    let person = |id: &str| format!("users/{id}");
    let ann_id = world.id("ann")?.to_owned();
    // Sends two changes at once and gives what came of them.
    let both = |client: &Client, one: (&str, Json), other: (&str, Json)| -> [u16; 2] {
        std::thread::scope(|scope| {
            let sent = [one, other].map(|(path, body)| {
                let client = client.clone();
                scope.spawn(move || client.patch(path, &body).map_or(0, |answer| answer.status))
            });
            sent.map(|thread| thread.join().unwrap_or_default())
        })
    };
    let no = json!({ "administrator": false });
    root.patch(&person(&ann_id), &json!({ "administrator": true }))?.expect(200)?;
    for _ in 0..8 {
        let made = both(&root, (&person(&me), no.clone()), (&person(&ann_id), no.clone()));
        ensure!(
            made.iter().filter(|status| **status == 200).count() == 1,
            "two administrators put each other out: {made:?}"
        );
        let (still, back) = if made[0] == 200 { (&ann, &me) } else { (&root, &ann_id) };
        still.patch(&person(back), &json!({ "administrator": true }))?.expect(200)?;
    }
    let department = |name: &str| root.post("departments", &json!({ "name": name }))?.expect(201)?.id();
    let (east, west) = (department("East")?, department("West")?);
    for _ in 0..8 {
        let within = |id: &str| json!({ "parent": id });
        let paths = [format!("departments/{east}"), format!("departments/{west}")];
        let made = both(&root, (&paths[0], within(&west)), (&paths[1], within(&east)));
        ensure!(made.contains(&200) && made.contains(&422), "two departments lie within each other: {made:?}");
        for path in &paths {
            root.patch(path, &json!({ "parent": null }))?.expect(200)?;
        }
    }
    Ok(())
}

fn guessing_is_slowed_down(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let client = world.server.client();
    let guess =
        |account: &str, password: &str| client.post("auth/login", &json!({ "account": account, "password": password }));
    // Other cases of letters, spaces and made-up origins are no new chances; many at once are none either.
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let many: Vec<_> = (0..24)
            .map(|n| {
                let client = client.with("x-forwarded-for", &format!("10.0.0.{n}"));
                let account = ["ann", "ANN", " ann", "Ann\t"][n % 4];
                scope.spawn(move || {
                    client
                        .post("auth/login", &json!({ "account": account, "password": format!("wrong {n}") }))
                        .map_or(0, |answer| answer.status)
                })
            })
            .collect();
        many.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    let tried = statuses.iter().filter(|status| **status == 401).count();
    ensure!(tried <= 10 && statuses.iter().all(|status| [401, 429].contains(status)), "{statuses:?}");
    let stopped = guess("ann", PASSWORD)?.expect(429)?;
    ensure!(
        stopped.header("retry-after").is_some_and(|s| s.parse::<u64>().is_ok_and(|s| s > 0)),
        "{:?}",
        stopped.headers
    );
    client
        .post("auth/login", &json!({ "account": "ann", "password": PASSWORD, "email": "x" }))?
        .expect_any(&[400, 429])?;
    // Sessions that are open stay open, and others sign in.
    world.person("ann").get("me")?.expect(200)?;
    guess("bea", PASSWORD)?.expect(200)?;
    Ok(())
}

fn unknown_people_look_like_wrong_passwords(database: Database) -> Result<()> {
    let world = World::new(database)?;
    world.root().patch(&format!("users/{}", world.id("solo")?), &json!({ "active": false }))?.expect(200)?;
    let ask = |account: &str| -> Result<(formwork_tests::Answer, Duration)> {
        let began = Instant::now();
        let answer = world
            .server
            .client()
            .post("auth/login", &json!({ "account": account, "password": "wrong-password" }))?
            .expect(401)?;
        Ok((answer, began.elapsed()))
    };
    let (mut known, mut unknown) = (Vec::new(), Vec::new());
    let mut bodies = Vec::new();
    for n in 0..6 {
        let (answer, took) = ask("bea")?;
        known.push(took);
        bodies.push(answer);
        let (answer, took) = ask(&format!("nobody-{n}"))?;
        unknown.push(took);
        bodies.push(answer);
    }
    bodies.push(ask("solo")?.0);
    for answer in &bodies {
        let names = |answer: &formwork_tests::Answer| -> std::collections::BTreeSet<String> {
            answer.headers.iter().map(|(name, _)| name.clone()).collect()
        };
        ensure!(
            answer.json["code"] == bodies[0].json["code"] && answer.json["detail"] == bodies[0].json["detail"],
            "{}",
            answer.text()
        );
        ensure!(names(answer) == names(&bodies[0]), "{:?}", answer.headers);
    }
    known.sort();
    unknown.sort();
    // The hash is worked out for people that there are not as well: the same order of time.
    let (known, unknown) = (known[3], unknown[3]);
    ensure!(unknown * 3 > known && known * 3 > unknown, "{known:?} for known people, {unknown:?} for unknown ones");
    Ok(())
}

/// Waits until the client is refused, a second at most.
fn gone_within_a_second(client: &Client) -> Result<()> {
    let began = Instant::now();
    loop {
        if client.get("me")?.status == 401 {
            return Ok(());
        }
        ensure!(began.elapsed() < Duration::from_secs(1), "still served after {:?}", began.elapsed());
        std::thread::sleep(Duration::from_millis(10));
    }
}

fn revoked_within_a_second(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let root = world.root();
    let person = |who: &str| -> Result<String> { Ok(format!("users/{}", world.id(who)?)) };
    // A session that is ended, a key that is removed, a person that is put out, a password that is changed.
    let ann = world.person("ann");
    let other = world.server.client().sign_in("ann", PASSWORD)?;
    ann.post("auth/logout", &json!(null))?.expect(204)?;
    gone_within_a_second(&ann)?;
    other.get("me")?.expect(200)?;
    let made = other.post("keys", &json!({ "name": "k" }))?.expect(201)?;
    let key = world.server.client().with_token(&made.string("key")?);
    key.get("me")?.expect(200)?;
    other.delete(&format!("keys/{}", made.id()?))?.expect(204)?;
    gone_within_a_second(&key)?;
    let made = other.post("keys", &json!({ "name": "k" }))?.expect(201)?;
    let key = world.server.client().with_token(&made.string("key")?);
    key.get("me")?.expect(200)?;
    root.patch(&person("ann")?, &json!({ "active": false }))?.expect(200)?;
    gone_within_a_second(&other)?;
    gone_within_a_second(&key)?;
    let bea = world.person("bea");
    bea.get("me")?.expect(200)?;
    bea.patch(&person("bea")?, &json!({ "password": "another-password" }))?.expect_any(&[401, 403, 422])?;
    bea.patch(&person("bea")?, &json!({ "password": "another-password", "old_password": "wrong" }))?
        .expect_any(&[401, 403, 422])?;
    let still = world.server.client().sign_in("bea", PASSWORD)?;
    still.patch(&person("bea")?, &json!({ "password": "another-password", "old_password": PASSWORD }))?.expect(200)?;
    gone_within_a_second(&bea)?;
    world.server.client().post("auth/login", &json!({ "account": "bea", "password": PASSWORD }))?.expect(401)?;
    world.server.client().sign_in("bea", "another-password")?.get("me")?.expect(200)?;
    // A key that expires.
    let solo = world.person("solo");
    solo.post("keys", &json!({ "name": "k", "expires_at": "2020-01-01T00:00:00Z" }))?
        .expect_issues(422, &["/expires_at"])?;
    let soon = jiff::Timestamp::now() + Duration::from_millis(1200);
    let made = solo.post("keys", &json!({ "name": "k", "expires_at": soon.to_string() }))?.expect(201)?;
    let key = world.server.client().with_token(&made.string("key")?);
    key.get("me")?.expect(200)?;
    std::thread::sleep(Duration::from_millis(1200));
    gone_within_a_second(&key)
}

fn revoked_by_another_process(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let change = |arguments: &[&str]| -> Result<Instant> {
        let output = run(Some(&world.place), arguments)?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        Ok(Instant::now())
    };
    let made = run(Some(&world.place), &["key", "ann", "--name", "from the console"])?;
    let key = String::from_utf8_lossy(&made.stdout).trim().to_owned();
    let key = world.server.client().with_token(&key);
    let (ann, adam) = (world.person("ann"), world.person("adam"));
    for client in [&key, &ann, &adam] {
        client.get("me")?.expect(200)?;
    }
    change(&["user", "ann", "--inactive"])?;
    gone_within_a_second(&ann)?;
    gone_within_a_second(&key)?;
    change(&["user", "adam", "--password", "from-the-console"])?;
    gone_within_a_second(&adam)?;
    world.server.client().sign_in("adam", "from-the-console")?;
    // A role that is given and taken acts within a second as well.
    let bea = world.server.client().with_token(world.person("bea").token().unwrap_or_default());
    let north = world.deal("deal_north")?;
    bea.get(&north)?.expect(404)?;
    let since = change(&["user", "bea", "--role", "deals:manager"])?;
    while bea.get(&north)?.status != 200 {
        ensure!(since.elapsed() < Duration::from_secs(1), "the role does not act");
        std::thread::sleep(Duration::from_millis(10));
    }
    let refused = run(Some(&world.place), &["user", "bea", "--role", "deals:nothing"])?;
    ensure!(!refused.status.success());
    Ok(())
}
