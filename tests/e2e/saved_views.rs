//! What people set for themselves and the views they save: theirs alone, shared by right, and never more than each may see.

use anyhow::{Result, ensure};
use formwork_tests::{Client, Database, Package, World};
use serde_json::{Value as Json, json};

scenarios!(
    preferences_are_ones_own,
    views_are_ones_own_or_shared_by_right,
    nobody_sees_more_by_a_saved_view,
    views_outlive_what_they_show,
    settings_and_views_survive_a_backup
);

const VIEWS: &str = "apps/deals/views";

/// The fixture with the right to share views for managers.
fn sharing() -> Result<Package> {
    Ok(Package::read("tests/fixtures/deals")?.changed(|p| p["roles"]["manager"]["share_views"] = json!(true)))
}

fn saved(label: &str, view: Json, roles: Json, default: bool) -> Json {
    json!({ "form": "deal", "label": label, "view": view, "roles": roles, "default": default })
}

fn plain() -> Json {
    json!({ "kind": "table", "columns": ["title", "amount"], "sort": ["-amount"], "frozen": 1, "totals": { "amount": "sum" } })
}

fn labels(client: &Client) -> Result<Vec<Json>> {
    client.get(VIEWS)?.expect(200)?.column("label")
}

fn preferences_are_ones_own(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (ann, bea) = (world.person("ann"), world.person("bea"));
    ensure!(ann.get("preferences")?.expect(200)?.json == json!({}));
    for value in [json!({ "widths": { "title": 240 } }), json!([1, "two", null]), json!("dark"), json!(null)] {
        ann.put("preferences/list.deal:all", &value)?.expect(204)?;
        ensure!(ann.get("preferences")?.expect(200)?.json == json!({ "list.deal:all": value }));
    }
    ensure!(bea.get("preferences")?.expect(200)?.json == json!({}), "somebody else's settings");
    world.without_trace(|| {
        world.anonymous().get("preferences")?.expect(401)?;
        world.anonymous().put("preferences/theme", &json!(1))?.expect(401)?;
        bea.delete("preferences/list.deal:all")?.expect(404)?;
        for key in ["Theme", "a%20b", "%E4%B8%BB", &"x".repeat(81)] {
            let refused = ann.put(&format!("preferences/{key}"), &json!(1))?.expect(422)?;
            ensure!(refused.issues()[0]["code"] == "preference.key", "{}", refused.text());
        }
        let large = ann.put("preferences/theme", &json!("x".repeat(33 << 10)))?.expect(422)?;
        ensure!(large.issues()[0]["code"] == "preference.too_large", "{}", large.text());
        Ok(())
    })?;
    for index in 1..200 {
        ann.put(&format!("preferences/key-{index}"), &json!(index))?.expect(204)?;
    }
    let many = ann.put("preferences/key-200", &json!(1))?.expect(422)?;
    ensure!(many.issues()[0]["code"] == "preference.too_many", "{}", many.text());
    // What is there may still be changed, and what goes makes room.
    ann.put("preferences/key-7", &json!("seven"))?.expect(204)?;
    ann.delete("preferences/list.deal:all")?.expect(204)?;
    ann.put("preferences/key-200", &json!(1))?.expect(204)?;
    ensure!(ann.get("preferences")?.expect(200)?.json["key-7"] == "seven");
    Ok(())
}

fn views_are_ones_own_or_shared_by_right(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, boss, ann, bea) = (world.root(), world.person("boss"), world.person("ann"), world.person("bea"));
    root.post("apps", &sharing()?.0)?.expect(200)?;
    let mine = ann.post(VIEWS, &saved("Mine", plain(), json!([]), true))?.expect(201)?;
    ensure!(mine.json["mine"] == true && mine.json["default"] == true && mine.json["version"] == 1, "{}", mine.text());
    ensure!(mine.json["view"] == plain() && mine.header("etag") == Some("\"1\""), "{}", mine.text());
    let shared = boss.post(VIEWS, &saved("Shared", plain(), json!(["rep", "viewer"]), false))?.expect(201)?;
    ensure!(labels(&ann)? == ["Mine", "Shared"] && labels(&bea)? == ["Shared"] && labels(&boss)? == ["Shared"]);
    ensure!(labels(&world.person("solo"))?.is_empty(), "a role it was not shared with");
    ensure!(labels(&root)? == ["Shared"], "an administrator sees what is shared, not what is somebody's own");
    let (mine, shared) = (format!("{VIEWS}/{}", mine.id()?), format!("{VIEWS}/{}", shared.id()?));
    world.without_trace(|| {
        world.anonymous().get(VIEWS)?.expect(401)?;
        world.person("nobody").get(VIEWS)?.expect(404)?;
        // Sharing needs the right, also when one's own view becomes shared.
        ann.post(VIEWS, &saved("x", plain(), json!(["rep"]), false))?.expect(403)?;
        ann.patch(&mine, &json!({ "roles": ["rep"] }))?.expect(403)?;
        boss.post(VIEWS, &saved("x", plain(), json!(["rpe"]), false))?.expect_issues(422, &["/roles/0"])?;
        // Others' views can be seen or not, but not changed.
        bea.patch(&mine, &json!({ "label": "x" }))?.expect(404)?;
        boss.delete(&mine)?.expect(404)?;
        root.delete(&mine)?.expect(404)?;
        ann.patch(&shared, &json!({ "label": "x" }))?.expect(403)?;
        bea.delete(&shared)?.expect(403)?;
        world.person("solo").delete(&shared)?.expect(404)?;
        // Checked as views of the definition are.
        let wrong = json!({ "kind": "table", "columns": ["titel"], "group": "tags", "colours": [{ "when": "amount > 'x'", "colour": "red" }] });
        ann.post(VIEWS, &saved("x", wrong, json!([]), false))?
            .expect_issues(422, &["/view/columns/0", "/view/group", "/view/colours/0/when"])?;
        let shape = json!({ "kind": "table", "columns": ["title"], "key": "x", "row_height": "huge" });
        ann.post(VIEWS, &saved("x", shape, json!([]), false))?.expect_issues(422, &["/view/key", "/view/row_height"])?;
        ann.post(VIEWS, &saved("  ", plain(), json!([]), false))?.expect_issues(422, &["/label"])?;
        ann.post(VIEWS, &json!({ "form": "nothing", "label": "x", "view": plain() }))?.expect(404)?;
        ann.post(VIEWS, &json!({ "form": "deal", "label": "x", "view": plain(), "owner": "me" }))?.expect(400)?;
        Ok(())
    })?;
    // Versions keep two people from overwriting each other.
    let changed = ann.with("if-match", "\"1\"").patch(&mine, &json!({ "label": "Own" }))?.expect(200)?;
    ensure!(changed.json["version"] == 2 && changed.json["label"] == "Own" && changed.json["default"] == true);
    ann.with("if-match", "\"1\"").patch(&mine, &json!({ "label": "Late" }))?.expect(412)?;
    // One view opens first.
    let other = ann.post(VIEWS, &saved("Other", plain(), json!([]), true))?.expect(201)?;
    let list = ann.get(VIEWS)?.expect(200)?;
    ensure!(list.column("default")? == [false, false, true], "{}", list.text());
    ensure!(other.json["view"]["kind"] == "table");
    // An administrator may put right what is shared.
    root.patch(
        &shared,
        &json!({ "label": "For all", "view": { "kind": "kanban", "by": "status", "limits": { "open": 3 } } }),
    )?
    .expect(200)?;
    let list = bea.get(VIEWS)?.expect(200)?;
    ensure!(
        list.items()?[0]["view"]["limits"] == json!({ "open": 3 }) && list.items()?[0]["mine"] == false,
        "{}",
        list.text()
    );
    // Who may no longer share may take back, and not change what stays shared.
    root.post("apps", &Package::read("tests/fixtures/deals")?.0)?.expect(200)?;
    boss.patch(&shared, &json!({ "label": "x" }))?.expect(403)?;
    boss.patch(&shared, &json!({ "roles": [] }))?.expect(200)?;
    ensure!(labels(&bea)?.is_empty());
    boss.delete(&shared)?.expect(204)?;
    boss.delete(&shared)?.expect(404)?;
    Ok(())
}

/// A manager sees the margin, sales people do not: a shared view that names it is not theirs, in no way.
fn nobody_sees_more_by_a_saved_view(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, boss) = (world.root(), world.person("boss"));
    root.post("apps", &sharing()?.0)?.expect(200)?;
    let table = |more: Json| {
        let mut view = json!({ "kind": "table", "columns": ["title"] });
        view.as_object_mut().unwrap().extend(more.as_object().cloned().unwrap());
        view
    };
    let hidden = [
        table(json!({ "columns": ["title", "margin"] })),
        table(json!({ "columns": ["title", "margin_rate"] })),
        table(json!({ "columns": ["title", "account.secret"] })),
        table(json!({ "sort": ["-margin"] })),
        table(json!({ "group": "margin" })),
        table(json!({ "totals": { "margin": "max" } })),
        table(json!({ "filter": { "field": "margin", "op": "gt", "value": "7654321.98" } })),
        table(json!({ "filter": "account.credit > 7654321.98" })),
        table(json!({ "colours": [{ "when": "some(lines.cost > 7654321.98)", "colour": "red" }] })),
        // A telephone number that is masked may be looked at, not ordered by.
        table(json!({ "sort": ["phone"] })),
        json!({ "kind": "gantt", "from": "signed_on", "to": "signed_on", "title": "margin" }),
        json!({ "kind": "gantt", "from": "signed_on", "to": "signed_on", "progress": "margin" }),
        json!({ "kind": "kanban", "by": "status", "sum": "margin" }),
    ];
    for (index, view) in hidden.iter().enumerate() {
        let shared = saved(&format!("hidden {index}"), view.clone(), json!(["rep", "viewer", "own_only"]), false);
        boss.post(VIEWS, &shared)?.expect(201)?;
    }
    world.without_trace(|| {
        for who in ["ann", "view"] {
            let person = world.person(who);
            ensure!(labels(&person)?.is_empty(), "{who} sees {:?}", labels(&person)?);
            for view in &hidden {
                person.post(VIEWS, &saved("mine", view.clone(), json!([]), false))?.expect(403)?;
            }
        }
        Ok(())
    })?;
    ensure!(labels(&boss)?.len() == hidden.len());
    boss.post(VIEWS, &saved("open", table(json!({ "columns": ["title", "phone"] })), json!(["rep"]), false))?
        .expect(201)?;
    ensure!(labels(&world.person("ann"))? == ["open"]);
    Ok(())
}

fn views_outlive_what_they_show(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, boss, ann) = (world.root(), world.person("boss"), world.person("ann"));
    let package = sharing()?;
    root.post("apps", &package.0)?.expect(200)?;
    let view = json!({ "kind": "table", "columns": ["title", "tags"] });
    boss.post(VIEWS, &saved("Tags", view.clone(), json!(["rep"]), true))?.expect(201)?;
    ensure!(labels(&ann)? == ["Tags"]);
    // The field goes: its owner is told, others do not get the view.
    root.post("apps", &package.without_field("deal", "tags").0)?.expect(200)?;
    ensure!(labels(&ann)?.is_empty());
    let told = boss.get(VIEWS)?.expect(200)?;
    let item = &told.items()?[0];
    ensure!(item["view"] == view && item["issues"][0]["path"] == "/columns/1", "{item}");
    ensure!(item["issues"][0]["text"].as_str().is_some_and(|text| text.contains("tags")), "{item}");
    // And comes back.
    root.post("apps", &package.0)?.expect(200)?;
    ensure!(labels(&ann)? == ["Tags"] && boss.get(VIEWS)?.expect(200)?.items()?[0]["issues"] == json!([]));
    // A role is lost while the view is there.
    root.put(&format!("apps/deals/members/{}", world.id("ann")?), &json!({ "roles": ["own_only"] }))?.expect(200)?;
    ensure!(labels(&ann)?.is_empty());
    Ok(())
}

fn settings_and_views_survive_a_backup(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (root, ann) = (world.root(), world.person("ann"));
    ann.put("preferences/theme", &json!({ "mode": "dark" }))?.expect(204)?;
    ann.post(VIEWS, &saved("Mine", plain(), json!([]), true))?.expect(201)?;
    let before = ann.get(VIEWS)?.expect(200)?.json;
    root.get("apps/deals/draft")?.expect(200)?;
    let file = world.place.folder().join("backup.zip").display().to_string();
    let place = formwork_tests::Place::fresh(database)?;
    for (place, arguments) in [(&world.place, ["backup", &file]), (&place, ["restore", &file])] {
        let output = formwork_tests::run(Some(place), &arguments)?;
        ensure!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    }
    let server = formwork_tests::Server::start(&place)?;
    let ann = server.client().sign_in("ann", formwork_tests::PASSWORD)?;
    ensure!(ann.get("preferences")?.expect(200)?.json == json!({ "theme": { "mode": "dark" } }));
    ensure!(ann.get(VIEWS)?.expect(200)?.json == before);
    Ok(())
}
