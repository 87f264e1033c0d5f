//! Input that is no request at all: refused quickly, by status, without a trace and without harm.

use std::{
    io::{Read, Write},
    net::TcpStream,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use formwork_tests::{Body, Database, Usage, World, plain_deal};
use serde_json::{Value as Json, json};

scenarios!(bodies_that_are_no_json, injections_stay_text, too_much_is_refused, unknown_addresses);

fn bodies_that_are_no_json(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    let form = "data/deals/deal";
    let deal = serde_json::to_vec(&plain_deal("typed"))?;
    world.without_trace(|| {
        for kind in ["", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonx"]
        {
            boss.send("POST", form, Body::Bytes(kind, &deal))?.expect(415)?;
        }
        for body in [
            &b""[..],
            b"{",
            b"{\"title\": \"x\",}",
            b"{'title': 'x'}",
            b"\xff\xfe{}",
            b"{\"title\": \"\xc3\x28\"}",
            b"{\"title\": NaN}",
            b"[1] 2",
            b"\xef\xbb\xbf{\"title\": \"x\"}",
        ] {
            for path in [form, "data/deals/deal/query", "data/deals/deal/batch", "auth/login", "apps", "keys"] {
                let client = if path == "apps" { world.root() } else { boss.clone() };
                // The text of a definition has issues like the rest of it.
                let statuses: &[u16] = if path == "apps" { &[400, 422] } else { &[400] };
                client.send("POST", path, Body::Bytes("application/json", body))?.expect_any(statuses)?;
            }
        }
        for twice in [&b"{\"title\":\"a\",\"title\":\"b\"}"[..], b"{\"title\":\"a\",\"amount\":\"1\",\"amount\":\"2\"}"]
        {
            // Two readings of one text: refused, or the last one by everybody; never stored as the other.
            boss.send("POST", "data/deals/deal/fill", Body::Bytes("application/json", twice))?
                .expect_any(&[200, 400])?;
        }
        Ok(())
    })?;
    boss.send("POST", form, Body::Bytes("application/json; charset=utf-8", &deal))?.expect(201)?;
    Ok(())
}

/// Text that means something in SQL, JSON paths, patterns or HTML, where a name is expected and where a value is.
const HOSTILE: [&str; 14] = [
    "'",
    "\"",
    "`",
    "\\",
    "]",
    ";--",
    "x') or 1=1--",
    "id AND CASE WHEN 1=1 THEN id ELSE title END",
    "title;DROP TABLE deal",
    "(select password_hash from users)",
    "$.a') or 1=1--",
    "if(1=2,sleep(1),sleep(3)) and sum",
    "title\u{0}",
    "/**/",
];

fn injections_stay_text(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    let encoded = |text: &str| text.bytes().map(|byte| format!("%{byte:02X}")).collect::<String>();
    world.without_trace(|| {
        for text in HOSTILE {
            let name = encoded(text);
            for parameters in [
                format!("sort={name}"),
                format!("fields={name}"),
                format!("expand={name}"),
                format!("{name}=1"),
                format!("amount.{name}=1"),
                format!("title.{name}=1"),
                format!("cursor={name}"),
            ] {
                let answer = boss.get(&format!("data/deals/deal?{parameters}"))?;
                ensure!(answer.status == 400, "{}: {}: {}", answer.asked, answer.status, answer.text());
            }
            for body in [
                json!({ "group_by": [text], "measures": { "n": { "count": "*" } } }),
                json!({ "measures": { "n": { text: "amount" } } }),
                json!({ "measures": { text: { "sum": "amount" } } }),
                json!({ "measures": { "n": { "sum": text } } }),
            ] {
                boss.post("data/deals/deal/aggregate", &body)?.expect(400)?;
            }
            for body in [
                json!({ "where": { "field": text, "op": "eq", "value": 1 } }),
                json!({ "where": { "field": "title", "op": text, "value": 1 } }),
                json!({ "where": { "field": "extra", "op": text, "value": 1 } }),
            ] {
                boss.post("data/deals/deal/query", &body)?.expect(400)?;
            }
            let answer = boss.get(&format!("data/{name}/deal"))?;
            ensure!([400, 404].contains(&answer.status), "{}: {}", answer.asked, answer.status);
        }
        Ok(())
    })?;
    // As values they are stored, found again exactly, and match nothing else.
    for text in HOSTILE.iter().filter(|text| !text.contains('\u{0}')) {
        let made = boss
            .post("data/deals/deal", &json!({ "title": text, "tags": [text], "extra": { *text: [text] } }))?
            .expect(201)?;
        ensure!(
            made.json["title"] == *text
                && made.json["tags"] == json!([text])
                && made.json["extra"] == json!({ *text: [text] }),
            "{}",
            made.text()
        );
        for condition in [
            json!({ "field": "title", "op": "eq", "value": text }),
            json!({ "field": "title", "op": "in", "value": [text] }),
            json!({ "all": [{ "field": "title", "op": "contains", "value": text }, { "field": "id", "op": "eq", "value": made.json["id"] }] }),
            json!({ "all": [{ "field": "tags", "op": "has", "value": text }] }),
            json!({ "all": [{ "field": "tags", "op": "has_any", "value": [text] }] }),
        ] {
            let found =
                boss.post("data/deals/deal/query", &json!({ "where": condition, "total": true }))?.expect(200)?;
            ensure!(
                found.json["total"] == 1 && found.items()?[0]["id"] == made.json["id"],
                "{condition}: {}",
                found.text()
            );
        }
    }
    let zero = json!({ "title": "a\u{0}b" });
    world.without_trace(|| boss.post("data/deals/deal", &zero)?.expect_issues(422, &["/title"]))?;
    Ok(())
}

fn too_much_is_refused(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    let nested = |depth: usize| format!("{{\"title\":\"x\",\"extra\":{}1{}}}", "[".repeat(depth), "]".repeat(depth));
    let keys: String = (0..1_000_000).map(|n| format!("\"k{n}\":1,")).collect();
    let deep_condition = |depth: usize| {
        (0..depth).fold(json!({ "field": "title", "op": "eq", "value": "x" }), |inner, _| json!({ "not": inner }))
    };
    let wide: Vec<Json> = (0..10_000).map(|n| json!({ "field": "amount", "op": "gt", "value": n })).collect();
    let many: Vec<String> = (0..100_000).map(|n| n.to_string()).collect();
    let formula = format!("{}amount > 1{}", "(".repeat(5000), ")".repeat(5000));
    let fields: Vec<String> = (0..1000).map(|_| "title".to_owned()).collect();
    let measures: serde_json::Map<String, Json> =
        (0..1000).map(|n| (format!("m{n}"), json!({ "count": "*" }))).collect();
    let rows: Vec<Json> = (0..10_000).map(|_| json!({ "product": "x" })).collect();
    let requests: Vec<(&str, &str, Vec<u8>, &[u16])> = vec![
        ("deep JSON", "data/deals/deal", nested(10_000).into_bytes(), &[400]),
        ("many keys", "data/deals/deal", format!("{{{keys}\"title\":\"x\"}}").into_bytes(), &[400, 413, 422]),
        (
            "long text",
            "data/deals/deal",
            format!("{{\"title\":\"{}\"}}", "x".repeat(10 << 20)).into_bytes(),
            &[400, 413, 422],
        ),
        ("huge body", "data/deals/deal", format!("{{\"title\":\"{}\"}}", "x".repeat(40 << 20)).into_bytes(), &[413]),
        (
            "huge number",
            "data/deals/deal",
            format!("{{\"title\":\"x\",\"amount\":{}}}", "9".repeat(100_000)).into_bytes(),
            &[400, 422],
        ),
        (
            "deep condition",
            "data/deals/deal/query",
            serde_json::to_vec(&json!({ "where": deep_condition(60) }))?,
            &[200, 400],
        ),
        ("wide condition", "data/deals/deal/query", serde_json::to_vec(&json!({ "where": { "all": wide } }))?, &[400]),
        (
            "many values",
            "data/deals/deal/query",
            serde_json::to_vec(&json!({ "where": { "field": "title", "op": "in", "value": many } }))?,
            &[400],
        ),
        ("deep formula", "data/deals/deal/query", serde_json::to_vec(&json!({ "where": formula }))?, &[400]),
        ("many fields", "data/deals/deal/query", serde_json::to_vec(&json!({ "fields": fields }))?, &[200, 400]),
        (
            "many expansions",
            "data/deals/deal/query",
            serde_json::to_vec(&json!({ "expand": vec!["account"; 1000] }))?,
            &[400],
        ),
        ("many measures", "data/deals/deal/aggregate", serde_json::to_vec(&json!({ "measures": measures }))?, &[400]),
        ("long search", "data/deals/deal/query", serde_json::to_vec(&json!({ "q": "x".repeat(100_000) }))?, &[400]),
        ("many rows", "data/deals/deal", serde_json::to_vec(&json!({ "title": "x", "lines": rows }))?, &[422]),
    ];
    world.without_trace(|| {
        for (what, path, body, statuses) in &requests {
            let (cpu, began) = (world.server.usage()?.processor, Instant::now());
            let answer = match boss.send("POST", path, Body::Bytes("application/json", body)) {
                Ok(answer) => answer,
                // A server that closes the connection before it has read 40 MB has refused as well.
                Err(_) if *what == "huge body" => continue,
                Err(error) => return Err(error.context((*what).to_owned())),
            };
            ensure!(
                statuses.contains(&answer.status),
                "{what}: {} instead of {statuses:?}: {:.300}",
                answer.status,
                answer.text()
            );
            let took = world.server.usage()?.processor - cpu;
            ensure!(took < Duration::from_secs(3), "{what}: {took:?} of processor time in {:?}", began.elapsed());
            ensure!(answer.bytes.len() < 200_000, "{what}: an answer of {} bytes", answer.bytes.len());
        }
        Ok(())
    })?;
    // A query string of unreasonable length.
    let long: String = (0..2000).map(|n| format!("&amount.gt={n}")).collect();
    boss.get(&format!("data/deals/deal?limit=1{long}"))?.expect_any(&[400, 414, 431])?;
    boss.get(&format!("data/deals/deal?title={}", "x".repeat(40_000)))?.expect_any(&[200, 400, 414, 431]).ok();
    boss.get("me")?.expect(200)?;
    let memory = Usage::of(world.server.id())?.resident_kb / 1024;
    ensure!(memory < 600, "the server holds {memory} MB after that");
    Ok(())
}

fn unknown_addresses(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let root = world.root();
    for (method, path, statuses) in [
        ("GET", "/api/v1/nothing", &[404][..]),
        ("GET", "/api/v2/me", &[404]),
        ("GET", "/api/v1", &[404]),
        ("DELETE", "/api/v1/me", &[404, 405]),
        ("PUT", "/api/v1/data/deals/deal", &[404, 405]),
        ("PATCH", "/api/v1/data/deals/deal", &[404, 405]),
        ("POST", "/api/v1/me", &[404, 405]),
        ("POST", "/", &[405]),
        ("GET", "/assets/nothing.js", &[404]),
        ("GET", "/../../etc/passwd", &[400, 404, 200]),
        ("GET", "/api/v1/data/deals/../crm/deal", &[404]),
        ("GET", "/api/v1/data/deals%2Fdeal", &[404]),
        ("GET", "/api/v1/files/..%2F..%2Fformwork.db", &[404]),
    ] {
        let answer = root.send(method, path, Body::None)?;
        ensure!(statuses.contains(&answer.status), "{}: {}", answer.asked, answer.status);
        ensure!(!answer.text().contains("root:x:"), "{}", answer.asked);
        if answer.status == 404 && path.starts_with("/api/v1") {
            ensure!(
                answer.json["code"] == "not_found" && answer.json["request_id"].is_string(),
                "{}: {}",
                answer.asked,
                answer.text()
            );
        }
    }
    // Lines that are no HTTP end the connection and nothing else.
    for raw in [&b"\x16\x03\x01\x02\x00"[..], b"GET\r\n\r\n", b"GET / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", b"POST /api/v1/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"] {
        let mut stream = TcpStream::connect(world.server.address())?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        stream.write_all(raw)?;
        stream.shutdown(std::net::Shutdown::Write)?;
        let mut answer = Vec::new();
        // A reset is as good as an answer.
        let _ = stream.read_to_end(&mut answer);
        let text = String::from_utf8_lossy(&answer);
        ensure!(answer.is_empty() || text.starts_with("HTTP/1.1 4"), "{text}");
    }
    for path in ["/healthz", "/readyz", "/metrics"] {
        world.anonymous().get(path)?.expect(200)?;
    }
    let page = world.anonymous().get("/")?.expect_any(&[200, 404, 503])?;
    ensure!(
        page.header("content-security-policy").is_some_and(|policy| policy.contains("default-src 'self'")),
        "{:?}",
        page.headers
    );
    let metrics = world.anonymous().get("/metrics")?.text();
    ensure!(metrics.contains("# TYPE") && !metrics.contains(world.id("deal_north")?), "{metrics}");
    Ok(())
}
