//! Names that people choose: what cannot be a key is refused with its place, and no text ends up as SQL.

use anyhow::{Result, ensure};
use formwork_tests::{Database, Package, World};
use serde_json::{Value as Json, json};

scenarios!(bad_keys_are_refused, long_and_strange_names_work);

fn app(form: &str, field: &str) -> Json {
    json!({
        "app": { "format": 1, "key": "named", "version": "1", "label": "Named" },
        "forms": { form: { "format": 1, "key": form, "label": "F", "title": "name",
            "fields": [{ "key": "name", "kind": "text", "label": "Name" }, { "key": field, "kind": "text", "label": "Field" }] } },
    })
}

fn bad_keys_are_refused(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let root = world.root();
    let long = "x".repeat(64);
    world.without_trace(|| {
        for bad in [
            "x\"; drop table users;--",
            long.as_str(),
            "Name",
            "1st",
            "_x",
            "a b",
            "a-b",
            "ａ",
            "аdmin",
            "x\u{202e}",
            "\u{1f600}",
            "",
            "a\u{0}",
            "id",
            "owner",
            "version",
            "created_at",
            "updated_by",
            "rowid",
            "ctid",
            "oid",
        ] {
            let answer = root.post("apps", &app("things", bad))?.expect(422)?;
            ensure!(
                !answer.issues().is_empty()
                    && answer.issues()[0]["path"].as_str().is_some_and(|p| p.starts_with("forms/things.json#")),
                "{}",
                answer.text()
            );
        }
        for bad in ["x\"; drop table users;--", long.as_str(), "Name", "", "../x", "аdmin"] {
            root.post("apps", &app(bad, "field"))?.expect(422)?;
        }
        // Twice the same key, and an app of another shape.
        root.post("apps", &app("things", "name"))?.expect(422)?;
        for wrong in [json!([]), json!(null), json!({ "app": 1 }), json!({ "app": {}, "form": {} }), json!("deals")] {
            root.post("apps", &wrong)?.expect(422)?;
        }
        // Neither an app nor how to begin one.
        root.post("apps", &json!({}))?.expect(400)?;
        Ok(())
    })
}

/// Reserved words, prefixes of the databases' own names, the longest keys, and hostile text in every place that takes text.
fn long_and_strange_names_work(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let root = world.root();
    let evil = "x'); DROP TABLE \"users\";-- <script>alert(1)</script> \\ ` $1 ?";
    let (left, right) = (format!("{}a", "l".repeat(62)), format!("{}b", "l".repeat(62)));
    let names =
        ["select", "order", "group", "table", "sqlite_master", "pg_class", "user", "default", "index", &left, &right];
    let mut fields: Vec<Json> = vec![json!({ "key": "name", "kind": "text", "label": evil, "default": evil })];
    fields.extend(
        names.iter().map(|key| json!({ "key": key, "kind": "text", "label": evil, "help": evil, "indexed": true })),
    );
    fields
        .push(json!({ "key": "choice", "kind": "select", "label": evil, "options": [{ "key": "a", "label": evil }] }));
    let form = |key: &str| {
        json!({
            "format": 1, "key": key, "label": evil, "title": "name", "fields": fields,
            "checks": [{ "that": "name != \"forbidden\"", "message": evil }], "unique": [{ "fields": ["select", "order"], "message": evil }],
        })
    };
    let packed = json!({ "app": { "format": 1, "key": "select", "version": "1", "label": evil }, "forms": { "table": form("table"), "user_": form("user_"), "pg_class": form("pg_class") } });
    root.post("apps", &packed)?.expect(200)?;
    let mut record = json!({});
    for name in names {
        record[name] = json!(format!("value of {name}"));
    }
    for key in ["table", "user_", "pg_class"] {
        let made = root.post(&format!("data/select/{key}"), &record)?.expect(201)?;
        ensure!(
            made.json["name"] == evil && made.json[&left] == record[&left] && made.json[&right] == record[&right],
            "{}",
            made.text()
        );
        for name in names {
            let body = json!({ "where": { "field": name, "op": "eq", "value": record[name] }, "sort": [name], "fields": [name] });
            let found = root.post(&format!("data/select/{key}/query"), &body)?.expect(200)?;
            ensure!(found.items()?.len() == 1 && found.items()?[0][name] == record[name], "{}", found.text());
        }
        root.post(&format!("data/select/{key}"), &record)?.expect_issues(422, &["/select"])?;
        let groups = json!({ "group_by": ["select"], "measures": { "order": { "count": "*" } } });
        ensure!(root.post(&format!("data/select/{key}/aggregate"), &groups)?.expect(200)?.items()?[0]["order"] == 1);
    }
    // Published again with more of the same, and all is still there.
    let more =
        Package(packed).with_field("table", json!({ "key": "where", "kind": "text", "label": evil, "default": evil }));
    root.post("apps", &more.0)?.expect(200)?;
    ensure!(root.get("data/select/table?total=true")?.expect(200)?.json["total"] == 1);
    ensure!(root.get("data/deals/deal?total=true")?.expect(200)?.json["total"] == 6);
    Ok(())
}
