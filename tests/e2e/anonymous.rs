//! Every documented route refuses whoever is not signed in.

use anyhow::{Result, ensure};
use formwork_tests::{Body, Client, Database, World};
use serde_json::{Value as Json, json};

scenarios!(every_route_needs_a_token, cookies_need_the_page_header);

/// The only operations that are open to everybody.
const OPEN: [&str; 3] = ["GET /api/v1/public", "POST /api/v1/auth/login", "POST /api/v1/setup"];

struct Operation {
    method: String,
    path: String,
    open: bool,
}

/// The operations of an OpenAPI document, with ids of the world in their paths.
fn operations(document: &Json, world: &World) -> Result<Vec<Operation>> {
    // The paths of a document stand below its server.
    let base = document["servers"][0]["url"].as_str().unwrap_or_default().trim_end_matches('/').to_owned();
    let mut found = Vec::new();
    for (template, item) in document["paths"].as_object().into_iter().flatten() {
        let path = template
            .replace("{app}", "deals")
            .replace("{form}", "deal")
            .replace("{kind}", "form")
            .replace("{number}", "1")
            .replace("{user}", world.id("ann")?)
            .replace("{comment}", world.id("ann")?)
            .replace("{key}", "theme")
            .replace("{file}", world.id("open_file")?)
            .replace("{id}", world.id("deal_north")?);
        ensure!(!path.contains('{'), "parameter in {template}");
        for method in ["get", "post", "put", "patch", "delete"] {
            let operation = &item[method];
            if operation.is_object() {
                let secured = operation["security"].as_array().or(document["security"].as_array());
                let open = secured.is_none_or(|all| all.is_empty());
                found.push(Operation { method: method.to_uppercase(), path: format!("{base}{path}"), open });
            }
        }
    }
    Ok(found)
}

fn every_route_needs_a_token(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let root = world.root();
    let mut all = operations(&root.get("openapi.json")?.expect(200)?.json, &world)?;
    let platform = all.len();
    all.extend(operations(&root.get("data/deals/openapi.json")?.expect(200)?.json, &world)?);
    ensure!(platform >= 25 && all.len() - platform >= 20, "only {platform} and {} operations", all.len() - platform);
    let mut open: Vec<String> = all.iter().filter(|o| o.open).map(|o| format!("{} {}", o.method, o.path)).collect();
    open.sort();
    ensure!(open == OPEN, "open are {open:?}");
    // The documents themselves and the routes that no document describes.
    for path in ["openapi.json", "data/deals/openapi.json", "nothing", "data/deals/deal/nothing/at/all"] {
        all.push(Operation { method: "GET".into(), path: format!("/api/v1/{path}"), open: false });
    }
    let clients: [(&str, Client); 5] = [
        ("no token", world.anonymous()),
        ("a wrong token", world.anonymous().with_token("fws_0123456789abcdef0123456789abcdef")),
        ("a wrong key", world.anonymous().with_token("fwk_0123456789abcdef0123456789abcdef")),
        ("basic", world.anonymous().with("authorization", "Basic cm9vdDpjb3JyZWN0LWhvcnNlLWJhdHRlcnk=")),
        ("a wrong cookie", world.anonymous().with("cookie", "formwork_session=fws_0123").with("x-formwork", "1")),
    ];
    world.without_trace(|| {
        for operation in all.iter().filter(|operation| !operation.open) {
            for (how, client) in &clients {
                let body = json!({});
                let body = if operation.method == "GET" || operation.method == "DELETE" {
                    Body::None
                } else {
                    Body::Json(&body)
                };
                let answer = client.send(&operation.method, &operation.path, body)?;
                let unknown = operation.path.ends_with("/nothing") || operation.path.ends_with("/at/all");
                let expected: &[u16] = if unknown { &[401, 404] } else { &[401] };
                ensure!(expected.contains(&answer.status), "{} with {how}: {}", answer.asked, answer.status);
            }
        }
        Ok(())
    })?;
    println!("{} operations refuse whoever is not signed in", all.len() - OPEN.len());
    Ok(())
}

fn cookies_need_the_page_header(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let body = json!({ "account": "ann", "password": formwork_tests::PASSWORD });
    let answer = world.server.client().post("auth/login", &body)?.expect(200)?;
    let cookie = answer.header("set-cookie").unwrap_or_default().to_owned();
    for part in ["HttpOnly", "SameSite=Strict", "Path=/"] {
        ensure!(cookie.contains(part), "`{part}` is missing in {cookie}");
    }
    let pair = cookie.split(';').next().unwrap_or_default();
    let page = world.server.client().with("cookie", pair);
    page.get("me")?.expect(200)?;
    let deal = formwork_tests::plain_deal("by cookie");
    world.without_trace(|| page.post("data/deals/deal", &deal)?.expect(401))?;
    page.with("x-formwork", "1").post("data/deals/deal", &deal)?.expect(201)?;
    page.with("x-formwork", "1").post("auth/logout", &json!(null))?.expect(204)?;
    page.get("me")?.expect(401)?;
    Ok(())
}
