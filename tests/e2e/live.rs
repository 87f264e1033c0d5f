//! What happens is told as it happens: to those who may know of it, to nobody else, and not after a session ended.

use std::{
    io::Write,
    net::TcpStream,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use formwork_tests::{Client, Database, Event, PASSWORD, Package, Stream, World, plain_deal, run};
use serde_json::{Value as Json, json};

scenarios!(
    changes_are_told_to_those_who_may_read,
    what_leaves_the_sight_is_not_named,
    what_was_never_seen_is_not_told,
    emptied_links_are_told,
    many_changes_come_together,
    rights_are_those_of_now,
    releases_and_drafts_are_told,
    changed_rights_are_told,
    designers_see_each_other,
    announcements_reach_everybody,
    streams_end_with_their_sessions,
    streams_end_with_the_server,
    slow_listeners_hold_up_nobody,
);

/// Longer than the moment in which events are put together.
const QUIET: Duration = Duration::from_millis(700);

/// Opens a stream and takes the first word, the number of what is unread.
fn listen(client: &Client) -> Result<Stream> {
    let stream = client.events()?;
    stream.wait_for("notice", |notice| notice["unread"].is_u64())?;
    Ok(stream)
}

/// The id of the person behind a client.
fn id_of(client: &Client) -> Result<String> {
    client.get("me")?.expect(200)?.id()
}

/// A stream that nobody ever reads.
fn asleep(world: &World, client: &Client) -> Result<TcpStream> {
    let mut stream = TcpStream::connect(world.server.address())?;
    let token = client.token().unwrap_or_default();
    write!(stream, "GET /api/v1/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {token}\r\n\r\n")?;
    Ok(stream)
}

fn named(id: &str) -> impl Fn(&Json) -> bool {
    move |records| records["ids"].as_array().is_some_and(|ids| ids.iter().any(|one| one == id))
}

fn text_of(events: &[Event]) -> String {
    events.iter().map(|event| format!("{} {}\n", event.name, event.data)).collect()
}

fn changes_are_told_to_those_who_may_read(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, boss, ann, adam) = (world.root(), world.person("boss"), world.person("ann"), world.person("adam"));
    let (to_boss, to_adam, to_view) = (listen(&boss)?, listen(&adam)?, listen(&world.person("view"))?);
    let made = ann.post("data/deals/deal", &plain_deal("live"))?.expect(201)?.id()?;
    for stream in [&to_boss, &to_adam, &to_view] {
        let told = stream.wait_for("records", named(&made))?;
        ensure!(told == json!({ "app": "deals", "form": "deal", "ids": [made], "by": world.id("ann")? }), "{told}");
    }
    let path = format!("data/deals/deal/{made}");
    adam.patch(&path, &json!({ "amount": "5.00" }))?.expect(200)?;
    let told = to_boss.wait_for("records", named(&made))?;
    ensure!(told["by"] == world.id("adam")?, "{told}");
    // A batch, and an import.
    let batch =
        json!({ "operations": [{ "update": made, "set": { "amount": "6.00" } }, { "create": { "title": "b" } }] });
    let done = boss.post("data/deals/deal/batch", &batch)?.expect(200)?;
    let second = done.json["results"][1]["id"].as_str().unwrap_or_default().to_owned();
    let by_boss = |records: &Json| records["by"] == world.id("boss").unwrap_or_default();
    let told = to_adam.wait_for("records", by_boss)?;
    ensure!(
        named(&made)(&told) && told["ids"].as_array().map(Vec::len) == Some(1),
        "the manager's deal is out of sight: {told}"
    );
    let told = to_view.wait_for("records", by_boss)?;
    ensure!(named(&made)(&told) && named(&second)(&told), "{told}");
    // What failed or changed nothing is not told.
    to_view.until_quiet(QUIET)?;
    ann.patch(&path, &json!({ "amount": "-1" }))?.expect(422)?;
    ann.patch(&path, &json!({ "amount": "6.00" }))?.expect(200)?;
    let wrong = json!({ "operations": [{ "create": { "title": "x" } }, { "create": {} }] });
    boss.post("data/deals/deal/batch", &wrong)?.expect(422)?;
    let quiet = to_view.until_quiet(QUIET)?;
    ensure!(quiet.is_empty(), "{}", text_of(&quiet));
    // A request that is sent again happens once.
    let once = root.with("idempotency-key", "live-1");
    let first = once.post("data/deals/deal", &plain_deal("once"))?.expect(201)?.id()?;
    to_view.wait_for("records", named(&first))?;
    once.post("data/deals/deal", &plain_deal("once"))?.expect(201)?;
    let quiet = to_view.until_quiet(QUIET)?;
    ensure!(quiet.is_empty(), "{}", text_of(&quiet));
    Ok(())
}

fn what_leaves_the_sight_is_not_named(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (boss, adam) = (world.person("boss"), world.person("adam"));
    let (to_boss, to_adam) = (listen(&boss)?, listen(&adam)?);
    let again = |records: &Json| records["form"] == "deal" && records.get("ids").is_none();
    // To another department, and back.
    let path = world.deal("deal_north")?;
    let id = world.id("deal_north")?;
    boss.patch(&path, &json!({ "owner": world.id("bea")? }))?.expect(200)?;
    to_boss.wait_for("records", named(id))?;
    to_adam.wait_for("records", again)?;
    adam.get(&path)?.expect(404)?;
    boss.patch(&path, &json!({ "owner": world.id("ann")? }))?.expect(200)?;
    to_adam.wait_for("records", named(id))?;
    // Deleted: by its id only for those who saw everything anyway.
    boss.delete(&path)?.expect(204)?;
    to_boss.wait_for("records", named(id))?;
    let told = to_adam.wait_for("records", |_| true)?;
    ensure!(again(&told), "{told}");
    Ok(())
}

fn what_was_never_seen_is_not_told(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    let listening = |who| Ok((who, listen(&world.person(who))?));
    let streams: Vec<(&str, Stream)> = ["ann", "solo", "nobody"].into_iter().map(listening).collect::<Result<_>>()?;
    let to_boss = listen(&boss)?;
    // All of this happens in the south, or nowhere that these three may look.
    let south = world.deal("deal_south")?;
    boss.patch(&south, &json!({ "title": "CANARY_SOUTH_DEAL changed" }))?.expect(200)?;
    let made = json!({ "title": "CANARY_SOUTH_DEAL new", "owner": world.id("bea")? });
    let made = boss.post("data/deals/deal", &made)?.expect(201)?.id()?;
    boss.post(&format!("{south}/comments"), &json!({ "text": "CANARY_SOUTH_DEAL said" }))?.expect(201)?;
    let account = world.id("account_south")?;
    boss.patch(&format!("data/deals/account/{account}"), &json!({ "city": "CANARY_SOUTH_CITY" }))?.expect(200)?;
    boss.patch(&format!("data/deals/account/{account}"), &json!({ "credit": "7654321.98" }))?.expect(200)?;
    let batch = json!({ "operations": [{ "update": world.id("deal_south")?, "set": { "amount": "9000009.00" } }, { "delete": made }] });
    boss.post("data/deals/deal/batch", &batch)?.expect(200)?;
    to_boss.wait_for("records", named(&made))?;
    world.root().put("apps/deals/presence", &json!({ "place": "CANARY_SOUTH_DEAL" }))?.expect(200)?;
    for (who, stream) in streams {
        let heard = stream.until_quiet(QUIET)?;
        ensure!(heard.is_empty(), "{who} heard {}", text_of(&heard));
    }
    ensure!(world.anonymous().get("events")?.status == 401);
    Ok(())
}

fn emptied_links_are_told(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, boss) = (world.root(), world.person("boss"));
    let main = json!({ "key": "main", "kind": "link", "label": "Main", "form": "account", "on_delete": "clear" });
    root.post("apps", &Package::read("tests/fixtures/deals")?.with_field("deal", main).0)?.expect(200)?;
    let account = boss.post("data/deals/account", &json!({ "name": "A" }))?.expect(201)?.id()?;
    let deal = boss.post("data/deals/deal", &json!({ "title": "D", "main": account }))?.expect(201)?.id()?;
    let stream = listen(&boss)?;
    boss.delete(&format!("data/deals/account/{account}"))?.expect(204)?;
    let told = stream.wait_for("records", named(&deal))?;
    ensure!(told["form"] == "deal" && told["by"] == world.id("boss")?, "{told}");
    ensure!(boss.get(&format!("data/deals/deal/{deal}"))?.expect(200)?.json["main"].is_null());
    boss.post("apps/deals/trash/restore", &json!({ "ids": [account] }))?.expect(200)?;
    stream.wait_for("records", named(&deal))?;
    ensure!(boss.get(&format!("data/deals/deal/{deal}"))?.expect(200)?.json["main"] == *account);
    Ok(())
}

fn many_changes_come_together(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (boss, ann) = (world.person("boss"), world.person("ann"));
    let (to_boss, to_ann, to_bea) = (listen(&boss)?, listen(&ann)?, listen(&world.person("bea"))?);
    // 60 are named, 150 are not; those of a batch come in few words.
    for (count, names) in [(60, true), (150, false)] {
        let operations: Vec<Json> = (0..count).map(|n| json!({ "create": plain_deal(&format!("many {n}")) })).collect();
        ann.post("data/deals/deal/batch", &json!({ "operations": operations }))?.expect(200)?;
        for stream in [&to_boss, &to_ann] {
            let first = stream.wait_for("records", |_| true)?;
            let named = first["ids"].as_array().map(Vec::len);
            ensure!(named == names.then_some(count), "{count} are told as {first}");
            let rest = stream.until_quiet(QUIET)?;
            ensure!(rest.len() <= 1, "{}", text_of(&rest));
        }
    }
    let heard = to_bea.until_quiet(QUIET)?;
    ensure!(heard.is_empty(), "{}", text_of(&heard));
    Ok(())
}

/// A role that is given or taken acts on streams that are open already.
fn rights_are_those_of_now(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, boss) = (world.root(), world.person("boss"));
    let stream = listen(&world.server.client().sign_in("nobody", PASSWORD)?)?;
    let member = format!("apps/deals/members/{}", world.id("nobody")?);
    let change = |amount: &str| -> Result<()> {
        boss.patch(&world.deal("deal_south")?, &json!({ "amount": amount }))?.expect(200).map(drop)
    };
    change("9000001.00")?;
    let heard = stream.until_quiet(QUIET)?;
    ensure!(heard.is_empty(), "{}", text_of(&heard));
    root.put(&member, &json!({ "roles": ["viewer"] }))?.expect(200)?;
    change("9000002.00")?;
    stream.wait_for("records", named(world.id("deal_south")?))?;
    root.put(&member, &json!({ "roles": ["rep"] }))?.expect(200)?;
    change("9000003.00")?;
    root.put(&member, &json!({ "roles": [] }))?.expect(200)?;
    change("9000004.00")?;
    let heard = stream.until_quiet(QUIET)?;
    ensure!(heard.iter().all(|event| event.name == "rights"), "{}", text_of(&heard));
    Ok(())
}

fn releases_and_drafts_are_told(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let root = world.root();
    let (to_root, to_ann, to_nobody) =
        (listen(&root)?, listen(&world.person("ann"))?, listen(&world.person("nobody"))?);
    let draft = root.get("apps/deals/draft")?.expect(200)?;
    let before: i64 = draft.header("etag").unwrap_or_default().trim_matches('"').parse()?;
    let mut changed = draft.json;
    changed["app"]["label"] = json!("Deals anew");
    root.put("apps/deals/draft", &changed)?.expect(200)?;
    let told = to_root.wait_for("draft", |_| true)?;
    ensure!(told == json!({ "app": "deals", "version": before + 1, "by": id_of(&root)? }), "{told}");
    let release = root.post("apps/deals/publish", &json!(null))?.expect(200)?.json["release"].clone();
    for stream in [&to_root, &to_ann] {
        let told = stream.wait_for("app", |_| true)?;
        ensure!(told == json!({ "app": "deals", "release": release }), "{told}");
    }
    // Rolling back is a release, and a draft, too.
    root.post("apps/deals/releases/1/restore", &json!(null))?.expect(200)?;
    to_root.wait_for("draft", |draft| draft["version"] == before + 2)?;
    to_ann.wait_for("app", |app| app["release"] == 3)?;
    // What another process publishes is told as well.
    let folder = formwork_tests::folder("tests/fixtures/deals").display().to_string();
    changed["app"]["label"] = json!("Deals from elsewhere");
    let elsewhere = tempfile::tempdir()?;
    formwork_tests::Package(changed).write(elsewhere.path())?;
    let output = run(Some(&world.place), &["apply", &elsewhere.path().display().to_string()])?;
    ensure!(output.status.success(), "{folder}: {}", String::from_utf8_lossy(&output.stderr));
    to_ann.wait_for("app", |app| app["release"] == 4)?;
    for (who, stream) in [("ann", to_ann), ("nobody", to_nobody)] {
        let heard = stream.until_quiet(QUIET)?;
        ensure!(heard.is_empty(), "{who} heard {}", text_of(&heard));
    }
    Ok(())
}

fn changed_rights_are_told(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let root = world.root();
    let (to_ann, to_bea) = (listen(&world.person("ann"))?, listen(&world.person("bea"))?);
    let roles = |of: &str| format!("apps/deals/members/{of}");
    let ann = world.id("ann")?;
    // The same roles once more and another telephone are nothing to anybody else.
    let before = root.get("apps/deals/members")?.expect(200)?.items()?.clone();
    let own = before.iter().find(|member| member["user"]["id"] == ann).map(|member| member["roles"].clone());
    root.put(&roles(ann), &json!({ "roles": own }))?.expect(200)?;
    ensure!(to_ann.until_quiet(QUIET)?.is_empty() && to_bea.until_quiet(QUIET)?.is_empty());
    root.put(&roles(ann), &json!({ "roles": [] }))?.expect(200)?;
    to_ann.wait_for("rights", |told| *told == json!({}))?;
    ensure!(to_bea.until_quiet(QUIET)?.is_empty(), "the other's roles are told to everybody");
    // Where departments lie says what is seen by everybody.
    let (north, south) = (world.id("north")?, world.id("south")?);
    root.patch(&format!("departments/{north}"), &json!({ "parent": south }))?.expect(200)?;
    for stream in [&to_ann, &to_bea] {
        stream.wait_for("rights", |_| true)?;
    }
    Ok(())
}

fn designers_see_each_other(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let root = world.root();
    root.patch(&format!("users/{}", world.id("boss")?), &json!({ "administrator": true }))?.expect(200)?;
    let (to_root, to_ann) = (listen(&root)?, listen(&world.person("ann"))?);
    let boss = world.person("boss");
    let present = boss.put("apps/deals/presence", &json!({ "place": "forms/deal" }))?.expect(200)?;
    let expected = json!([{ "id": world.id("boss")?, "name": "boss", "place": "forms/deal" }]);
    ensure!(present.json["people"] == expected, "{}", present.text());
    let told = to_root.wait_for("presence", |_| true)?;
    ensure!(told == json!({ "app": "deals", "people": expected }), "{told}");
    let both = root.put("apps/deals/presence", &json!({}))?.expect(200)?;
    ensure!(both.json["people"].as_array().map(Vec::len) == Some(2), "{}", both.text());
    to_root.wait_for("presence", |presence| presence["people"].as_array().map(Vec::len) == Some(2))?;
    // To say it again is no news.
    root.put("apps/deals/presence", &json!({}))?.expect(200)?;
    let heard = to_root.until_quiet(QUIET)?;
    ensure!(heard.is_empty(), "{}", text_of(&heard));
    root.delete("apps/deals/presence")?.expect(204)?;
    let told = to_root.wait_for("presence", |_| true)?;
    ensure!(told["people"] == expected, "{told}");
    // For those who may edit the draft, and for apps that there are.
    world.without_trace(|| {
        world.person("ann").put("apps/deals/presence", &json!({}))?.expect(403)?;
        world.person("ann").delete("apps/deals/presence")?.expect(403)?;
        root.put("apps/nothing/presence", &json!({}))?.expect(404)?;
        root.put("apps/deals/presence", &json!({ "place": "x".repeat(121) }))?.expect_issues(422, &["/place"])?;
        root.put("apps/deals/presence", &json!({ "place": "\u{0}" }))?.expect_issues(422, &["/place"])?;
        root.put("apps/deals/presence", &json!({ "where": "x" }))?.expect(400)
    })?;
    let heard = to_ann.until_quiet(QUIET)?;
    ensure!(heard.is_empty(), "{}", text_of(&heard));
    Ok(())
}

fn announcements_reach_everybody(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, nobody) = (world.root(), world.person("nobody"));
    let stream = listen(&nobody)?;
    let until = jiff::Timestamp::now() + Duration::from_secs(2);
    let made = json!({ "title": "维护", "text": "Tonight\nat ten", "until": until.to_string() });
    let first = root.post("announcements", &made)?.expect(201)?.id()?;
    stream.wait_for("announcement", |announcement| *announcement == json!({}))?;
    let second = root.post("announcements", &json!({ "title": "Welcome", "text": "…" }))?.expect(201)?.id()?;
    let listed = nobody.get("announcements")?.expect(200)?;
    ensure!(listed.column("id")? == [json!(second), json!(first)], "{}", listed.text());
    let item = &listed.items()?[1];
    ensure!(item["title"] == "维护" && item["text"] == "Tonight\nat ten" && item["by"] == id_of(&root)?, "{item}");
    ensure!(listed.items()?[0].get("until").is_none(), "{}", listed.text());
    // Only administrators write, and see what ended.
    let one = format!("announcements/{second}");
    world.without_trace(|| {
        for who in ["nobody", "ann", "boss"] {
            let person = world.person(who);
            person.post("announcements", &json!({ "title": "a", "text": "b" }))?.expect(403)?;
            person.patch(&one, &json!({ "title": "a" }))?.expect(403)?;
            person.delete(&one)?.expect(403)?;
            person.get("announcements?ended=true")?.expect(403)?;
            person.get("feedback")?.expect(403)?;
        }
        root.post("announcements", &json!({ "title": "", "text": " ", "until": "soon" }))?
            .expect_issues(422, &["/title", "/text", "/until"])?;
        root.post("announcements", &json!({ "title": "a", "text": "b\u{0}" }))?.expect_issues(422, &["/text"])?;
        root.patch(&one, &json!({ "text": "x".repeat(10_001) }))?.expect_issues(422, &["/text"])?;
        root.patch(&format!("announcements/{}", world.id("ann")?), &json!({}))?.expect(404)?;
        root.delete(&format!("announcements/{}", world.id("ann")?))?.expect(404)
    })?;
    root.patch(&one, &json!({ "text": "anew", "until": "2999-01-01T00:00:00Z" }))?.expect(200)?;
    stream.wait_for("announcement", |_| true)?;
    std::thread::sleep(until.duration_since(jiff::Timestamp::now()).unsigned_abs());
    let listed = nobody.get("announcements")?.expect(200)?;
    ensure!(listed.column("text")? == ["anew"] && listed.items()?[0]["until"] == "2999-01-01T00:00:00Z");
    let all = root.get("announcements?ended=true")?.expect(200)?;
    ensure!(all.items()?.len() == 2, "{}", all.text());
    root.patch(&one, &json!({ "until": null }))?.expect(200)?;
    ensure!(nobody.get("announcements")?.items()?[0].get("until").is_none());
    stream.until_quiet(QUIET)?;
    root.delete(&one)?.expect(204)?;
    stream.wait_for("announcement", |_| true)?;
    ensure!(nobody.get("announcements")?.items()?.is_empty());
    // Feedback goes the other way.
    nobody.post("feedback", &json!({ "text": "真好", "page": "/deals/deal" }))?.expect(204)?;
    world.person("ann").post("feedback", &json!({ "text": "hm" }))?.expect(204)?;
    world.without_trace(|| nobody.post("feedback", &json!({ "text": "" }))?.expect_issues(422, &["/text"]))?;
    let first = root.get("feedback?limit=1")?.expect(200)?;
    ensure!(first.column("text")? == ["hm"] && first.items()?[0]["by"] == world.id("ann")?, "{}", first.text());
    let next = root.get(&format!("feedback?cursor={}", first.string("next_cursor")?))?.expect(200)?;
    ensure!(next.column("page")? == ["/deals/deal"] && next.json.get("next_cursor").is_none(), "{}", next.text());
    Ok(())
}

fn streams_end_with_their_sessions(database: Database) -> Result<()> {
    const SECOND: Duration = Duration::from_secs(1);
    let world = World::new(database)?;
    let root = world.root();
    let again = |who: &str| world.server.client().sign_in(who, PASSWORD);
    let person = |who: &str| -> Result<String> { Ok(format!("users/{}", world.id(who)?)) };
    let (ann, other) = (world.person("ann"), again("ann")?);
    let (first, second) = (listen(&ann)?, listen(&other)?);
    let mut took = Vec::new();
    // Signed out: this session, not the other.
    ann.post("auth/logout", &json!(null))?.expect(204)?;
    took.push(first.ended_within(SECOND)?);
    ensure!(second.until_quiet(QUIET)?.is_empty());
    // A key that is removed, and one that expires.
    let made = other.post("keys", &json!({ "name": "k" }))?.expect(201)?;
    let by_key = listen(&other.with_token(&made.string("key")?))?;
    other.delete(&format!("keys/{}", made.id()?))?.expect(204)?;
    took.push(by_key.ended_within(SECOND)?);
    let soon = jiff::Timestamp::now() + Duration::from_millis(1500);
    let made = other.post("keys", &json!({ "name": "k", "expires_at": soon.to_string() }))?.expect(201)?;
    let by_key = listen(&other.with_token(&made.string("key")?))?;
    std::thread::sleep(soon.duration_since(jiff::Timestamp::now()).unsigned_abs());
    took.push(by_key.ended_within(SECOND)?);
    // Put out by an administrator, and a password that changes.
    root.patch(&person("ann")?, &json!({ "active": false }))?.expect(200)?;
    took.push(second.ended_within(SECOND)?);
    let bea = listen(&world.person("bea"))?;
    let still = again("bea")?;
    still.patch(&person("bea")?, &json!({ "password": "another-password", "old_password": PASSWORD }))?.expect(200)?;
    took.push(bea.ended_within(SECOND)?);
    // By another process.
    let adam = listen(&world.person("adam"))?;
    let output = run(Some(&world.place), &["user", "adam", "--inactive"])?;
    ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    took.push(adam.ended_within(SECOND)?);
    println!("streams ended after {took:?}");
    Ok(())
}

fn streams_end_with_the_server(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let stream = listen(&world.person("ann"))?;
    let began = Instant::now();
    let world = world.restart(|_| Ok(()))?;
    ensure!(began.elapsed() < Duration::from_secs(10), "the stream held the server for {:?}", began.elapsed());
    stream.ended_within(Duration::from_secs(1))?;
    listen(&world.person("ann"))?;
    Ok(())
}

/// Whoever does not read holds up neither those who write nor those who read, nor takes all the streams.
fn slow_listeners_hold_up_nobody(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (boss, ann) = (world.person("boss"), world.person("ann"));
    let to_ann = listen(&ann)?;
    let asleep: Vec<_> = (0..32).map(|_| asleep(&world, &boss)).collect::<Result<_>>()?;
    let began = Instant::now();
    while boss.events().is_ok() {
        ensure!(began.elapsed() < Duration::from_secs(5), "one person may have any number of streams");
    }
    boss.get("events")?.expect(409)?;
    for round in 0..12 {
        let operations: Vec<Json> =
            (0..500).map(|n| json!({ "create": { "title": format!("{round} {n}"), "owner": world.id("ann").unwrap_or_default() } })).collect();
        let began = Instant::now();
        boss.post("data/deals/deal/batch", &json!({ "operations": operations }))?.expect(200)?;
        ensure!(began.elapsed() < Duration::from_secs(20), "a batch took {:?}", began.elapsed());
    }
    to_ann.wait_for("records", |records| records.get("ids").is_none())?;
    drop(asleep);
    // The places are free again when their connections are gone.
    let began = Instant::now();
    while boss.events().is_err() {
        ensure!(began.elapsed() < Duration::from_secs(20), "closed streams are counted for ever");
        boss.patch(&world.deal("deal_north")?, &json!({ "amount": began.elapsed().as_millis().to_string() }))?;
        std::thread::sleep(Duration::from_millis(200));
    }
    Ok(())
}
