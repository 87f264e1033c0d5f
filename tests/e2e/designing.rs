//! What designers ask: functions, expressions with their value, previews as a role, differences, templates, plans.

use anyhow::{Result, ensure};
use formwork_tests::{Body, Client, Database, Package, World};
use serde_json::{Value as Json, json};

scenarios!(
    designing_is_for_administrators,
    functions_are_told_in_both_languages,
    expressions_are_typed_located_and_worked_out,
    a_preview_shows_what_the_role_would_see,
    differences_and_plans_of_what_is_not_published,
    apps_begin_empty_or_from_a_template
);

const DEALS: &str = "tests/fixtures/deals";

fn designing_is_for_administrators(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let expression = json!({ "form": "deal", "for": "formula", "text": "margin" });
    let blank = json!({ "blank": { "key": "mine", "label": "Mine" } });
    let rows: [(&str, &str, Json, u16); 6] = [
        ("GET", "functions", Json::Null, 200),
        ("POST", "apps/deals/draft/expression", expression, 403),
        ("POST", "apps/deals/draft/preview", json!({ "roles": [] }), 403),
        ("GET", "apps/deals/diff", Json::Null, 403),
        ("GET", "templates", Json::Null, 403),
        ("POST", "apps", blank, 403),
    ];
    world.without_trace(|| {
        for (method, path, body, status) in &rows {
            let send = |client: &Client, status: u16| {
                let body = if body.is_null() { Body::None } else { Body::Json(body) };
                client.send(method, path, body)?.expect(status)
            };
            send(&world.anonymous(), 401)?;
            for who in ["nobody", "ann", "boss"] {
                send(&world.person(who), *status)?;
            }
        }
        Ok(())
    })
}

fn functions_are_told_in_both_languages(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let told = |language: &str| world.person("ann").with("accept-language", language).get("functions")?.expect(200);
    let (chinese, english) = (told("zh-CN")?, told("en")?);
    ensure!(chinese.items()?.len() > 60 && chinese.items()?.len() == english.items()?.len());
    let round = english.items()?.iter().find(|item| item["name"] == "round").cloned().unwrap_or_default();
    ensure!(
        round["signatures"][0]["params"][1] == json!({ "name": "digits", "type": "number", "presence": "optional" }),
        "{round}"
    );
    ensure!(round["signatures"][0]["result"] == "number" && round["group"] == "number", "{round}");
    for (zh, en) in chinese.items()?.iter().zip(english.items()?) {
        ensure!(zh["name"] == en["name"] && zh["about"] != en["about"] && !zh["examples"].is_null(), "{zh} {en}");
    }
    // Every example and operator is a formula that the server takes.
    let root = world.root();
    let operators = english.json["operators"].as_array().cloned().unwrap_or_default();
    let formulas = operators.iter().map(|operator| &operator["example"]);
    for formula in formulas {
        let answer = ask(&root, json!({ "form": "deal", "for": "formula", "text": formula }))?;
        ensure!(answer["issues"] == json!([]), "{formula}: {answer}");
    }
    Ok(())
}

fn ask(client: &Client, request: Json) -> Result<Json> {
    Ok(client.post("apps/deals/draft/expression", &request)?.expect(200)?.json)
}

fn expressions_are_typed_located_and_worked_out(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let root = world.root().with("accept-language", "en");
    let record = world.id("deal_north")?.to_owned();
    let on = |text: &str| ask(&root, json!({ "form": "deal", "for": "formula", "text": text, "record": record }));
    for (text, ty, value) in [
        ("amount * 2", json!({ "type": "number", "scale": 2 }), json!("16000000.00")),
        ("title + \"!\"", json!({ "type": "text" }), json!("CANARY_NORTH_DEAL one!")),
        ("signed_on", json!({ "type": "date" }), json!("2026-01-31")),
        ("sum(lines.price * lines.quantity)", json!({ "type": "number", "scale": 2 }), json!("21.00")),
        ("account.city", json!({ "type": "text" }), json!("Harbin")),
        ("owner.department.name", json!({ "type": "text" }), json!("North")),
        ("total", json!({ "type": "number", "scale": 2 }), json!("21.00")),
        ("account_city", json!({ "type": "text" }), json!("Harbin")),
        ("me.account", json!({ "type": "text" }), json!("root")),
        ("null()", json!({ "type": "null" }), json!(null)),
    ] {
        let answer = on(text)?;
        ensure!(answer["issues"] == json!([]) && answer["type"] == ty, "{text}: {answer}");
        ensure!(answer.get("value") == Some(&value) && answer["tree"]["op"].is_string(), "{text}: {answer}");
    }
    // Without a record no value; a record that is not there.
    let plain = ask(&root, json!({ "form": "deal", "for": "formula", "text": "amount" }))?;
    ensure!(plain.get("value").is_none() && plain["tree"]["path"] == json!(["amount"]), "{plain}");
    let missing = json!({ "form": "deal", "for": "formula", "text": "amount", "record": world.id("account_north")? });
    root.post("apps/deals/draft/expression", &missing)?.expect(404)?;
    // One row, conditions in both notations, expected types.
    let row =
        json!({ "form": "deal", "table": "lines", "for": "formula", "text": "price * quantity", "record": record });
    ensure!(ask(&root, row)?["value"] == "21.00");
    let condition = json!({ "field": "status", "op": "in", "value": ["open", "won"] });
    let answer = ask(&root, json!({ "form": "deal", "for": "condition", "condition": condition, "record": record }))?;
    ensure!(answer["type"] == json!({ "type": "yes_no" }) && answer["value"] == true, "{answer}");
    let expected = |text: &str, expects: Json| {
        ask(&root, json!({ "form": "deal", "for": "default", "text": text, "expects": expects }))
    };
    ensure!(expected("today()", json!("date"))?["issues"] == json!([]));
    ensure!(expected("\"open\"", json!({ "type": "option", "set": "stage" }))?["issues"] == json!([]));
    ensure!(expected("status", json!("option"))?["issues"] == json!([]));
    for (text, expects) in [
        ("today()", json!("number")),
        ("\"opne\"", json!({ "type": "option", "set": "stage" })),
        ("title", json!("option")),
    ] {
        ensure!(expected(text, expects)?["issues"] != json!([]), "{text}");
    }
    // Where it is wrong, as editors count: characters beyond the basic plane are two.
    for (text, code, from, to) in [
        ("amont * 2", "expression.unknown_name", 0, 5),
        ("\"😀\" + titel", "expression.unknown_name", 7, 12),
        ("amount +\n  roud(1)", "expression.unknown_function", 11, 15),
        ("account.cty", "expression.unknown_field", 8, 11),
    ] {
        let answer = ask(&root, json!({ "form": "deal", "for": "formula", "text": text }))?;
        let issue = &answer["issues"][0];
        ensure!(issue["from"] == from && issue["to"] == to, "{text} ({code}): {answer}");
        ensure!(issue["text"].as_str().is_some_and(|text| !text.is_empty()) && answer["type"].is_null(), "{answer}");
    }
    let nested = json!({ "all": [{ "field": "status", "op": "eq", "value": "open" }, "amount > titel"] });
    let answer = ask(&root, json!({ "form": "deal", "for": "condition", "condition": nested }))?;
    ensure!(answer["issues"][0]["path"] == "/all/1" && answer["issues"][0]["from"] == 9, "{answer}");
    // A definition that is being written, wrong elsewhere, with a field that no record has yet.
    let mut draft =
        Package::read(DEALS)?.with_field("deal", json!({ "key": "score", "kind": "integer", "label": "Score" })).0;
    draft["forms"]["account"]["fields"][0]["kind"] = json!("nothing");
    let asked = json!({ "app": draft, "form": "deal", "for": "formula", "text": "coalesce(score, 7) + quantity_sum", "record": record });
    ensure!(ask(&root, asked)?["issues"][0]["params"]["name"] == "quantity_sum");
    let asked = json!({ "app": draft, "form": "deal", "for": "formula", "text": "coalesce(score, 7) + amount", "record": record });
    ensure!(ask(&root, asked)?["value"] == "8000007.00");
    for (request, status, paths) in [
        (json!({ "form": "dael", "for": "formula", "text": "1" }), 422, vec!["/form"]),
        (json!({ "form": "deal", "table": "line", "for": "formula", "text": "1" }), 422, vec!["/table"]),
        (json!({ "form": "deal", "for": "formula" }), 400, vec!["/text"]),
        (json!({ "form": "deal", "for": "formula", "text": "1", "condition": "1" }), 400, vec!["/text"]),
    ] {
        root.post("apps/deals/draft/expression", &request)?.expect_issues(status, &paths)?;
    }
    root.post("apps/deals/draft/expression", &json!({ "form": "deal", "for": "nothing", "text": "1" }))?.expect(400)?;
    root.post("apps/nothing/draft/expression", &json!({ "form": "deal", "for": "formula", "text": "1" }))?
        .expect(404)?;
    Ok(())
}

fn a_preview_shows_what_the_role_would_see(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let root = world.root();
    // As the role sees what is published, so it sees the draft that is no different.
    let seen = world.person("ann").get("apps/deals")?.expect(200)?.json;
    let preview = |request: Json| root.post("apps/deals/draft/preview", &request);
    ensure!(preview(json!({ "roles": ["rep"] }))?.expect(200)?.json == seen);
    let whole = preview(json!({}))?.expect(200)?.json;
    ensure!(whole["forms"].get("account").is_some() && whole.to_string().contains("\"margin\""));
    let draft = Package::read(DEALS)?
        .with_field("deal", json!({ "key": "score", "kind": "integer", "label": "Score" }))
        .changed(|p| p["roles"]["rep"]["forms"]["deal"]["fields"]["score"] = json!("hidden"));
    world.without_trace(|| {
        let as_rep = preview(json!({ "app": draft.0, "roles": ["rep"] }))?.expect(200)?.text();
        ensure!(!as_rep.contains("\"score\"") && !as_rep.contains("\"margin\""), "{as_rep}");
        let both = preview(json!({ "app": draft.0, "roles": ["rep", "manager"] }))?.expect(200)?.text();
        ensure!(both.contains("\"score\"") && both.contains("\"margin\""), "{both}");
        preview(json!({ "roles": ["rpe"] }))?.expect_issues(422, &["/roles/0"])?;
        let wrong = draft.changed(|p| p["forms"]["deal"]["title"] = json!("nothing"));
        preview(json!({ "app": wrong.0, "roles": [] }))?.expect_issues(422, &["forms/deal.json#/title"])?;
        Ok(())
    })
}

fn differences_and_plans_of_what_is_not_published(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let root = world.root();
    let (chinese, english) = (root.with("accept-language", "zh-CN"), root.with("accept-language", "en"));
    ensure!(root.get("apps/deals/diff")?.expect(200)?.json == json!({ "differences": [] }));
    let second = Package::read(DEALS)?
        .with_field("deal", json!({ "key": "score", "kind": "integer", "label": { "zh-CN": "评分", "en": "Score" } }))
        .changed(|p| {
            p["forms"]["deal"]["prints"] =
                json!([{ "key": "offer", "label": "Offer", "page": "A4", "body": "{{title}}" }])
        })
        .changed(|p| p["forms"]["deal"]["views"][0]["totals"] = json!({ "amount": "sum" }));
    // What a packed definition would do, before it is stored anywhere.
    let plan = world.without_trace(|| root.post("apps/deals/plan", &second.0)?.expect(200))?;
    ensure!(
        plan.json["steps"].as_array().is_some_and(|steps| steps.iter().any(|step| step["field"] == "score")),
        "{}",
        plan.text()
    );
    let nothing = root.post("apps/deals/plan", &json!(null))?.expect(200)?;
    ensure!(nothing.json["steps"] == json!([]), "{}", nothing.text());
    let other = second.changed(|p| p["app"]["key"] = json!("other"));
    root.post("apps/deals/plan", &other.0)?.expect_issues(422, &["app.json#/key"])?;
    root.put("apps/deals/draft", &second.0)?.expect(200)?;
    let told = |client: &Client, path: &str| -> Result<Vec<Json>> {
        let answer = client.get(path)?.expect(200)?.json;
        Ok(answer["differences"].as_array().into_iter().flatten().map(|one| one["text"].clone()).collect())
    };
    let in_words = told(&english, "apps/deals/diff")?;
    ensure!(in_words.iter().any(|text| text == "Deal: print “Offer” was added"), "{in_words:?}");
    ensure!(in_words.iter().any(|text| text == "Deal: view “All”, totals: changed"), "{in_words:?}");
    let in_words = told(&chinese, "apps/deals/diff?from=1&to=draft")?;
    ensure!(in_words.iter().any(|text| text == "表单“Deal”：新增打印模板“Offer”"), "{in_words:?}");
    ensure!(in_words.iter().any(|text| text.as_str().is_some_and(|text| text.contains("评分"))), "{in_words:?}");
    root.post("apps/deals/publish", &json!(null))?.expect(200)?;
    ensure!(told(&english, "apps/deals/diff")?.is_empty());
    ensure!(
        told(&english, "apps/deals/diff?from=2&to=1")?.len() == told(&english, "apps/deals/diff?from=1&to=2")?.len()
    );
    let answer = root.get("apps/deals/diff?from=1&to=2")?.expect(200)?.json;
    let kinds: Vec<&Json> = answer["differences"].as_array().into_iter().flatten().map(|one| &one["kind"]).collect();
    ensure!(kinds.contains(&&json!("added")) && kinds.contains(&&json!("changed")), "{answer}");
    root.get("apps/deals/diff?from=99")?.expect(404)?;
    root.get("apps/deals/diff?from=first")?.expect_issues(400, &["/from"])?;
    root.get("apps/deals/diff?since=1")?.expect(400)?;
    Ok(())
}

fn apps_begin_empty_or_from_a_template(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let root = world.root();
    let templates = root.get("templates")?.expect(200)?;
    let keys = templates.column("key")?;
    ensure!(keys.contains(&json!("crm")) && keys.contains(&json!("equipment")), "{keys:?}");
    let crm = templates.items()?.iter().find(|item| item["key"] == "crm").cloned().unwrap_or_default();
    let forms = crm["forms"].as_array().cloned().unwrap_or_default();
    ensure!(forms.len() > 10 && forms.iter().all(|form| form["fields"].as_u64() > Some(3)), "{crm}");
    ensure!(
        forms.iter().any(|form| form["views"].as_array().is_some_and(|views| views.contains(&json!("gantt")))),
        "{crm}"
    );
    let begun = root
        .post(
            "apps",
            &json!({ "template": "equipment", "key": "machines", "label": { "zh-CN": "机器", "en": "Machines" } }),
        )?
        .expect(200)?;
    ensure!(begun.json["app"] == "machines" && begun.json["release"] == 1, "{}", begun.text());
    let model = root.get("apps/machines")?.expect(200)?.json;
    ensure!(
        model["label"] == json!({ "zh-CN": "机器", "en": "Machines" }) && model["forms"].get("repair_order").is_some()
    );
    let site = root.post(
        "data/machines/site",
        &json!({ "name": "Hall 1", "kind": "workshop", "address": { "region": "330206", "detail": "1 Harbour Road" } }),
    )?;
    ensure!(site.status == 201, "{}", site.text());
    // The template itself is another app.
    root.get("apps/equipment")?.expect(404)?;
    let blank = json!({ "blank": { "key": "visitors", "label": "Visitors", "icon": "user", "colour": "#2F5BEA" } });
    root.post("apps", &blank)?.expect(200)?;
    let empty = root.get("apps/visitors")?.expect(200)?.json;
    ensure!(empty["forms"] == json!({}) && empty["icon"] == "user" && empty["menu"] == json!([]), "{empty}");
    // An empty app is drawn on and published like any other.
    let mut draft = root.get("apps/visitors/draft")?.expect(200)?.json;
    draft["forms"]["visit"] = json!({ "format": 1, "key": "visit", "label": "Visit", "title": "name", "fields": [{ "key": "name", "kind": "text", "label": "Name" }] });
    root.put("apps/visitors/draft", &draft)?.expect(200)?;
    root.post("apps/visitors/publish", &json!(null))?.expect(200)?;
    root.post("data/visitors/visit", &json!({ "name": "Ann" }))?.expect(201)?;
    world.without_trace(|| {
        root.post("apps", &blank)?.expect(409)?;
        root.post("apps", &json!({ "template": "crm", "key": "deals" }))?.expect(409)?;
        root.post("apps", &json!({ "template": "cmr" }))?.expect_issues(422, &["/template"])?;
        root.post("apps", &json!({ "template": "crm", "key": "My CRM" }))?.expect_issues(422, &["/key"])?;
        root.post("apps", &json!({ "blank": { "key": "9", "label": "Nine" } }))?.expect_issues(422, &["/blank/key"])?;
        root.post("apps", &json!({ "blank": { "key": "nine", "label": "", "colour": "blue" } }))?
            .expect_issues(422, &["app.json#/label", "app.json#/colour"])?;
        root.post("apps", &json!({ "template": "crm", "blank": { "key": "nine", "label": "Nine" } }))?.expect(400)?;
        root.post("apps", &json!({}))?.expect(400)?;
        Ok(())
    })
}
