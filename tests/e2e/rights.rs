//! Who may do what: a table of requests with a row for everybody, and no trace of what was refused.

use anyhow::{Result, ensure};
use formwork_tests::{Body, Client, Database, World, plain_deal};
use serde_json::{Value as Json, json};

scenarios!(records_by_right_and_scope, administration_by_administrators, scopes_follow_the_organisation);

/// One request and the status that each person gets, weakest first.
struct Row {
    method: &'static str,
    path: String,
    body: Json,
    answers: [(&'static str, u16); 6],
}

fn row(method: &'static str, path: impl Into<String>, body: Json, statuses: [u16; 6]) -> Row {
    let [anonymous, nobody, view, bea, solo, ann] = statuses;
    let answers =
        [("anonymous", anonymous), ("nobody", nobody), ("view", view), ("bea", bea), ("solo", solo), ("ann", ann)];
    Row { method, path: path.into(), body, answers }
}

fn client(world: &World, who: &str) -> Client {
    if who == "anonymous" { world.anonymous() } else { world.person(who) }
}

fn send(world: &World, row: &Row, who: &str, status: u16) -> Result<()> {
    let body = if row.body.is_null() { Body::None } else { Body::Json(&row.body) };
    let answer = client(world, who).send(row.method, &row.path, body)?;
    ensure!(
        answer.status == status,
        "{who}: {} → {} instead of {status}: {}",
        answer.asked,
        answer.status,
        answer.text()
    );
    Ok(())
}

/// First everything that is refused, in one go that leaves no trace; then everything that is allowed.
fn check(world: &World, rows: &[Row]) -> Result<()> {
    world.without_trace(|| {
        for row in rows {
            for (who, status) in row.answers.iter().filter(|(_, status)| *status >= 400) {
                send(world, row, who, *status)?;
            }
        }
        Ok(())
    })?;
    for row in rows {
        for (who, status) in row.answers.iter().filter(|(_, status)| *status < 400) {
            send(world, row, who, *status)?;
        }
    }
    Ok(())
}

fn records_by_right_and_scope(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let north = world.deal("deal_north")?;
    let (form, account) = ("data/deals/deal", format!("data/deals/account/{}", world.id("account_north")?));
    let none = Json::Null;
    let create = |title: &str| json!({ "operations": [{ "create": plain_deal(title) }] });
    let update = json!({ "operations": [{ "update": world.id("deal_north")?, "set": { "title": "CANARY_NORTH_DEAL by batch" } }] });
    let remove = json!({ "operations": [{ "delete": world.id("deal_north")? }] });
    check(
        &world,
        &[
            row("GET", form, none.clone(), [401, 404, 200, 200, 200, 200]),
            row("POST", format!("{form}/query"), json!({}), [401, 404, 200, 200, 200, 200]),
            row(
                "POST",
                format!("{form}/aggregate"),
                json!({ "measures": { "n": { "count": "*" } } }),
                [401, 404, 200, 200, 200, 200],
            ),
            row("GET", north.clone(), none.clone(), [401, 404, 200, 404, 404, 200]),
            row("GET", format!("{north}/history"), none.clone(), [401, 404, 200, 404, 404, 200]),
            row("POST", format!("{form}/fill"), plain_deal("filled"), [401, 404, 403, 200, 200, 200]),
            row("POST", form, plain_deal("new"), [401, 404, 403, 201, 201, 201]),
            row(
                "PATCH",
                north.clone(),
                json!({ "title": "CANARY_NORTH_DEAL changed" }),
                [401, 404, 403, 404, 404, 200],
            ),
            row("POST", format!("{form}/batch"), create("in a batch"), [401, 404, 403, 200, 200, 200]),
            row("POST", format!("{form}/batch"), update, [401, 404, 403, 422, 422, 200]),
            row("GET", account.clone(), none.clone(), [401, 404, 404, 404, 404, 200]),
            row("GET", "data/deals/account", none.clone(), [401, 404, 404, 200, 404, 200]),
            row("DELETE", account.clone(), none.clone(), [401, 404, 404, 403, 404, 403]),
            row("GET", "data/deals/nothing", none.clone(), [401, 404, 404, 404, 404, 404]),
            row("GET", "data/nothing/deal", none.clone(), [401, 404, 404, 404, 404, 404]),
            row("GET", format!("{form}/{}", "0".repeat(36)), none.clone(), [401, 404, 404, 404, 404, 404]),
            row("POST", format!("{form}/batch"), remove, [401, 404, 403, 422, 422, 200]),
            row("DELETE", world.deal("deal_across")?, none.clone(), [401, 404, 403, 404, 404, 204]),
        ],
    )?;
    // `delete` is `own` for sales people: of the same department is not enough.
    world.without_trace(|| world.person("ann").delete(&world.deal("deal_adam")?)?.expect(404))?;
    Ok(())
}

fn administration_by_administrators(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let ann = world.id("ann")?.to_owned();
    let packed = formwork_tests::Package::read("tests/fixtures/deals")?.0;
    let none = Json::Null;
    let forbidden = [401, 403, 403, 403, 403, 403];
    check(
        &world,
        &[
            row("POST", "apps", packed.clone(), forbidden),
            row("GET", "apps/deals/export", none.clone(), forbidden),
            row("GET", "apps/deals/export?data=true", none.clone(), forbidden),
            row("GET", "apps/deals/draft", none.clone(), forbidden),
            row("PUT", "apps/deals/draft", packed.clone(), forbidden),
            row("POST", "apps/deals/check", packed, forbidden),
            row("POST", "apps/deals/plan", json!({}), forbidden),
            row("POST", "apps/deals/publish", json!({}), forbidden),
            row("GET", "apps/deals/releases", none.clone(), forbidden),
            row("POST", "apps/deals/releases/1/restore", json!({}), forbidden),
            row("GET", "apps/deals/members", none.clone(), forbidden),
            row("PUT", format!("apps/deals/members/{ann}"), json!({ "roles": ["manager"] }), forbidden),
            row("POST", "users", json!({ "account": "eve", "name": "Eve", "administrator": true }), forbidden),
            row("POST", "departments", json!({ "name": "Mine" }), forbidden),
            row("PATCH", format!("departments/{}", world.id("north")?), json!({ "head": ann }), forbidden),
            // Nobody makes oneself more than one is, nor touches others.
            row("PATCH", format!("users/{}", world.id("boss")?), json!({ "name": "x" }), forbidden),
            row("PATCH", format!("users/{ann}"), json!({ "administrator": true }), forbidden),
            row("PATCH", format!("users/{ann}"), json!({ "department": null }), forbidden),
            row("PATCH", format!("users/{ann}"), json!({ "active": true }), forbidden),
            // The model of an app is for its members.
            row("GET", "apps/deals", none, [401, 404, 200, 200, 200, 200]),
        ],
    )
}

/// A move of a person to another department, or of a role, acts on the next request.
fn scopes_follow_the_organisation(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, north) = (world.root(), world.deal("deal_north")?);
    let bea = world.server.client().with_token(world.person("bea").token().unwrap_or_default());
    bea.get(&north)?.expect(404)?;
    let person = format!("users/{}", world.id("bea")?);
    root.patch(&person, &json!({ "department": world.id("north")? }))?.expect(200)?;
    bea.get(&north)?.expect(200)?;
    root.patch(&person, &json!({ "department": null }))?.expect(200)?;
    // Without a department one is in nobody's department, not in that of all others without one.
    bea.get(&north)?.expect(404)?;
    let listed = bea.get("data/deals/deal?total=true")?.expect(200)?;
    ensure!(listed.json["total"] == 0, "{}", listed.text());
    let member = format!("apps/deals/members/{}", world.id("bea")?);
    root.put(&member, &json!({ "roles": ["viewer"] }))?.expect(200)?;
    bea.get(&north)?.expect(200)?;
    bea.patch(&north, &json!({ "title": "x" }))?.expect(403)?;
    root.put(&member, &json!({ "roles": [] }))?.expect(200)?;
    bea.get(&north)?.expect(404)?;
    root.put(&member, &json!({ "roles": ["viewer", "own_only"] }))?.expect(200)?;
    // Two roles: the reach of one and the writing of the other, each for itself.
    bea.get(&north)?.expect(200)?;
    bea.patch(&north, &json!({ "title": "x" }))?.expect(404)?;
    root.put(&member, &json!({ "roles": ["no_such_role"] }))?.expect_issues(422, &["/roles/0"])?;
    Ok(())
}
