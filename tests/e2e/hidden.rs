//! What a person may not see comes out through no side path: filter, sort, group, search, expand, history, formulas, batches.

use anyhow::{Result, ensure};
use formwork_tests::{Answer, Client, Database, HIDDEN, World};
use serde_json::{Value as Json, json};

scenarios!(
    uses_of_hidden_fields_are_refused,
    hidden_values_are_in_no_answer,
    search_looks_only_at_what_is_seen,
    linked_records_out_of_reach_stay_hidden,
    history_shows_only_what_is_seen,
    masked_values_put_back_change_nothing,
    models_do_not_name_hidden_fields,
);

/// 403 that names the field, as a person needs to know why; never dropped, never applied.
fn refused(answer: Answer, field: &str) -> Result<()> {
    let answer = answer.expect(403)?;
    ensure!(
        answer.issues().iter().any(|issue| issue["params"]["field"] == field),
        "{}: no `{field}`: {}",
        answer.asked,
        answer.text()
    );
    Ok(())
}

fn uses_of_hidden_fields_are_refused(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let ann = world.person("ann");
    world.without_trace(|| {
        by_short_form(&ann)?;
        by_body(&ann)?;
        by_aggregate(&ann)
    })
}

fn by_short_form(ann: &Client) -> Result<()> {
    for (parameters, field) in [
        ("margin=1", "margin"),
        ("margin.gt=1", "margin"),
        ("margin.empty=true", "margin"),
        ("margin.in=1,2", "margin"),
        ("sort=margin", "margin"),
        ("sort=-amount,title,-margin", "margin"),
        ("fields=margin", "margin"),
        ("fields=title,margin,title", "margin"),
        ("phone=%2B8613900017777", "phone"),
        ("phone.starts_with=%2B8613900", "phone"),
        ("phone.empty=false", "phone"),
        ("sort=phone", "phone"),
        ("secret_file.empty=true", "secret_file"),
        ("margin_rate.gt=0", "margin_rate"),
        ("sort=margin_rate", "margin_rate"),
        ("account_secret.empty=true", "account_secret"),
        ("account.secret=x", "secret"),
        ("account.secret.contains=CANARY", "secret"),
        ("sort=account.secret", "secret"),
        ("sort=account.contact_phone", "contact_phone"),
        ("account.credit.gt=1", "credit"),
        ("account.margin_total.gt=1", "margin_total"),
        // The check does not wait for a row: no record has this title.
        ("title=no-such-title&margin=1", "margin"),
        ("title=no-such-title&sort=margin", "margin"),
    ] {
        refused(ann.get(&format!("data/deals/deal?{parameters}"))?, field)?;
    }
    for (parameters, field) in
        [("secret.contains=C", "secret"), ("sort=credit", "credit"), ("margin_total.gt=1", "margin_total")]
    {
        refused(ann.get(&format!("data/deals/account?{parameters}"))?, field)?;
    }
    Ok(())
}

fn by_body(ann: &Client) -> Result<()> {
    let margin = json!({ "field": "margin", "op": "gt", "value": "1000" });
    for (condition, field) in [
        (margin.clone(), "margin"),
        (
            json!({ "all": [{ "field": "title", "op": "eq", "value": "x" }, { "any": [{ "not": margin.clone() }] }] }),
            "margin",
        ),
        (json!("margin > 1000"), "margin"),
        (json!("amount > 1 || is_empty(margin)"), "margin"),
        (json!("if margin > 1 { true } else { false }"), "margin"),
        (json!({ "field": "amount", "op": "gt", "value": { "formula": "margin" } }), "margin"),
        (json!("sum(lines.cost) > 1"), "cost"),
        (json!({ "some": "lines", "where": { "field": "cost", "op": "gt", "value": "1" } }), "cost"),
        (json!({ "every": "lines", "where": "cost > 1" }), "cost"),
        (json!("account.secret == \"x\""), "secret"),
        (json!("starts_with(phone, \"+86\")"), "phone"),
        (json!("margin_rate > 0"), "margin_rate"),
    ] {
        for extra in [json!({}), json!({ "limit": 1, "total": true })] {
            let mut body = extra;
            body["where"] = condition.clone();
            let answer = ann.post("data/deals/deal/query", &body)?;
            let answer = answer.expect(403)?;
            let named = answer.issues().iter().filter_map(|issue| issue["params"]["field"].as_str());
            let named: Vec<&str> = named.collect();
            ensure!(named.iter().any(|name| name.split('.').next_back() == Some(field)), "{}: {named:?}", answer.asked);
        }
    }
    for body in [
        json!({ "sort": ["margin"] }),
        json!({ "fields": ["title", "margin"] }),
        json!({ "where": margin, "fields": ["title"] }),
    ] {
        refused(ann.post("data/deals/deal/query", &body)?, "margin")?;
    }
    Ok(())
}

fn by_aggregate(ann: &Client) -> Result<()> {
    let count = json!({ "n": { "count": "*" } });
    let nobody = json!({ "field": "title", "op": "eq", "value": "no-such-title" });
    for (body, field) in [
        (json!({ "measures": { "m": { "sum": "margin" } } }), "margin"),
        (json!({ "measures": { "m": { "min": "margin" } } }), "margin"),
        (json!({ "measures": { "m": { "max": "phone" } } }), "phone"),
        (json!({ "measures": { "m": { "avg": "margin_rate" } } }), "margin_rate"),
        (json!({ "measures": { "m": { "count": "margin" } } }), "margin"),
        (json!({ "measures": { "m": { "count_distinct": "phone" } } }), "phone"),
        (json!({ "measures": { "m": { "sum": "account.credit" } } }), "credit"),
        (json!({ "group_by": ["margin"], "measures": count }), "margin"),
        (json!({ "group_by": ["phone"], "measures": count }), "phone"),
        (json!({ "group_by": ["account.secret"], "measures": count }), "secret"),
        (json!({ "group_by": ["status"], "where": "margin > 1", "measures": count }), "margin"),
        (json!({ "group_by": ["margin"], "where": nobody, "measures": count }), "margin"),
    ] {
        refused(ann.post("data/deals/deal/aggregate", &body)?, field)?;
    }
    Ok(())
}

/// Every way to read, as every weaker person: the clients fail on a canary.
fn hidden_values_are_in_no_answer(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (deals, accounts) = ("data/deals/deal", "data/deals/account");
    // The canaries are there: the manager sees each of them.
    let all = world.person("boss").get(&format!("{deals}?expand=account"))?.expect(200)?.text();
    let lines = world.person("boss").get(&world.deal("deal_north")?)?.expect(200)?.text();
    for canary in HIDDEN {
        ensure!(all.contains(canary) || lines.contains(canary), "the manager does not see `{canary}`");
    }
    for who in ["ann", "bea", "solo", "view"] {
        let client = world.person(who);
        for path in [
            deals.to_owned(),
            format!("{deals}?total=true&expand=account&sort=-amount,account.name"),
            format!("{deals}?fields=title,lines,phone,account,account_secret,account_city"),
            format!("{deals}?q=CANARY"),
            format!("{accounts}?total=true"),
            format!("{accounts}?fields=name,deal_count,deal_amount"),
            "me".to_owned(),
            "users".to_owned(),
            "apps/deals".to_owned(),
        ] {
            let answer = client.get(&path)?;
            let forbidden =
                (path.starts_with(accounts) && matches!(who, "solo" | "view")) || path.contains("account_secret");
            ensure!(
                forbidden || answer.status == 200 || answer.status == 403,
                "{who}: {}: {}",
                answer.asked,
                answer.text()
            );
        }
        for deal in ["deal_north", "deal_adam", "deal_south", "deal_across", "deal_back", "deal_solo"] {
            let path = world.deal(deal)?;
            client.get(&path)?.expect_any(&[200, 404])?;
            client.get(&format!("{path}?expand=account"))?.expect_any(&[200, 404])?;
            client.get(&format!("{path}/history"))?.expect_any(&[200, 404])?;
        }
        let groups = json!({ "group_by": ["title", "account"], "measures": { "n": { "count": "*" }, "m": { "max": "amount" } } });
        client.post(&format!("{deals}/aggregate"), &groups)?.expect(200)?;
    }
    let one = world.person("ann").get(&world.deal("deal_north")?)?.expect(200)?.json;
    for hidden in ["margin", "secret_file", "margin_rate", "account_secret"] {
        ensure!(one.get(hidden).is_none(), "`{hidden}` is there: {one}");
    }
    ensure!(one["phone"] == "139****7777", "{one}");
    ensure!(one["lines"][0].get("cost").is_none() && one["lines"][0]["subtotal"] == "21.00", "{one}");
    Ok(())
}

fn search_looks_only_at_what_is_seen(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let found = |who: &str, form: &str, text: &str| -> Result<usize> {
        let answer = world.person(who).get(&format!("data/deals/{form}?q={text}&total=true"))?.expect(200)?;
        ensure!(answer.json["total"] == answer.items()?.len(), "{}", answer.text());
        Ok(answer.items()?.len())
    };
    ensure!(found("boss", "account", "CANARY_ACCOUNT_SECRET")? == 2);
    ensure!(found("ann", "account", "CANARY_ACCOUNT_SECRET")? == 0, "a hidden field is searched");
    ensure!(found("boss", "deal", "13900017777")? >= 4);
    ensure!(found("ann", "deal", "13900017777")? == 0, "a masked field is searched");
    ensure!(found("ann", "deal", "7654321")? == 0);
    ensure!(found("ann", "deal", "SOUTH")? == 0, "other departments are searched");
    ensure!(found("bea", "deal", "south")? == 2, "letters differ in case only");
    ensure!(found("solo", "deal", "CANARY")? == 0);
    // What means something in patterns and queries is just text.
    for text in ["%25", "%5F%25", "%25%27%20OR%201=1--", "%5C", "%22*%22", "NEAR(a%20b)", "a%00b"] {
        let answer = world.person("ann").get(&format!("data/deals/deal?q={text}"))?.expect_any(&[200, 400])?;
        ensure!(answer.status == 400 || answer.items()?.is_empty(), "{}: {}", answer.asked, answer.text());
    }
    Ok(())
}

fn linked_records_out_of_reach_stay_hidden(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let ann = world.person("ann");
    // Ann's deal hangs on an account of the south: nothing of it, neither by expansion nor through lookups or paths.
    let across = ann.get(&format!("{}?expand=account", world.deal("deal_across")?))?.expect(200)?.json;
    ensure!(across["expanded"]["account"].is_null(), "{across}");
    ensure!(across["account_city"].is_null(), "a lookup looks out of reach: {across}");
    let near = ann.get(&format!("{}?expand=account", world.deal("deal_north")?))?.expect(200)?.json;
    ensure!(
        near["expanded"]["account"]["name"] == "CANARY_NORTH_ACCOUNT" && near["account_city"] == "Harbin",
        "{near}"
    );
    ensure!(near["expanded"]["account"].get("secret").is_none(), "{near}");
    for filter in
        ["account.name.starts_with=CANARY_SOUTH", "account.city.starts_with=CANARY", "account_city.starts_with=CANARY"]
    {
        let answer = ann.get(&format!("data/deals/deal?{filter}"))?.expect(200)?;
        ensure!(answer.items()?.is_empty(), "a filter looks out of reach: {}: {}", answer.asked, answer.text());
    }
    let groups = json!({ "group_by": ["account.name"], "measures": { "n": { "count": "*" } } });
    ann.post("data/deals/deal/aggregate", &groups)?.expect(200)?;
    // Rolled up is what the person may see: the deal of the south on this account is not.
    let account = ann.get(&format!("data/deals/account/{}", world.id("account_north")?))?.expect(200)?.json;
    ensure!(account["deal_count"] == 2 && account["deal_amount"] == "16000000.00", "{account}");
    let account =
        world.person("boss").get(&format!("data/deals/account/{}", world.id("account_north")?))?.expect(200)?.json;
    ensure!(account["deal_count"] == 3 && account["deal_amount"] == "25000001.11", "{account}");
    // Nobody hangs a deal on an account that is out of reach.
    let deal = json!({ "title": "x", "account": world.id("account_south")? });
    ann.post("data/deals/deal", &deal)?.expect_issues(422, &["/account"])?;
    // Solo has no right on accounts at all.
    let solo =
        world.person("solo").get(&format!("{}?expand=account", world.deal("deal_solo")?))?.expect_any(&[200, 403])?;
    ensure!(solo.status == 403 || solo.json["expanded"]["account"].is_null(), "{}", solo.text());
    Ok(())
}

fn history_shows_only_what_is_seen(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (boss, path) = (world.person("boss"), world.deal("deal_north")?);
    let change = json!({
        "title": "CANARY_NORTH_DEAL renamed", "margin": "1.00", "phone": "+8613900013333", "secret_file": null,
        "lines": [{ "product": "valve", "price": "1.00", "quantity": 1, "cost": "0.50" }],
    });
    boss.patch(&path, &change)?.expect(200)?;
    boss.patch(&path, &json!({ "margin": "2.00" }))?.expect(200)?;
    let all = boss.get(&format!("{path}/history"))?.expect(200)?;
    ensure!(all.items()?.len() == 3 && all.text().contains("7654321.98"), "{}", all.text());
    let ann = world.person("ann").never(&[
        "7654321.98",
        "13900017777",
        "13900013333",
        "CANARY_SECRET_FILE",
        "\"cost\"",
        "margin",
    ]);
    let seen = ann.get(&format!("{path}/history"))?.expect(200)?;
    let text = seen.text();
    ensure!(text.contains("CANARY_NORTH_DEAL renamed") && text.contains("valve"), "{text}");
    ensure!(seen.column("action")? == ["update", "update", "create"], "{text}");
    let first = ann.get(&format!("{path}/history?limit=2"))?.expect(200)?;
    let cursor = first.string("next_cursor")?;
    let rest = ann.get(&format!("{path}/history?limit=2&cursor={cursor}"))?.expect(200)?;
    ensure!(rest.column("version")? == [1] && rest.json["next_cursor"].is_null(), "{}", rest.text());
    ann.get(&format!("{path}/history?fields=margin"))?.expect(400)?;
    Ok(())
}

fn masked_values_put_back_change_nothing(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (ann, path) = (world.person("ann"), world.deal("deal_north")?);
    let seen = ann.get(&path)?.expect(200)?.json;
    for value in [seen["phone"].clone(), json!("+8613900014444"), Json::Null] {
        world.without_trace(|| ann.patch(&path, &json!({ "phone": value }))?.expect_issues(422, &["/phone"]))?;
    }
    // Rows put back as they were seen keep what was not seen.
    let rows = json!([{ "id": seen["lines"][0]["id"], "product": "pump 2", "price": "11.00", "quantity": 2 }]);
    ann.patch(&path, &json!({ "lines": rows }))?.expect(200)?;
    let stored = world.person("boss").get(&path)?.expect(200)?.json;
    ensure!(stored["lines"][0]["cost"] == "7654321.98" && stored["lines"][0]["product"] == "pump 2", "{stored}");
    ensure!(stored["phone"] == "+8613900017777" && stored["total"] == "22.00", "{stored}");
    Ok(())
}

fn models_do_not_name_hidden_fields(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let model = world.person("ann").get("apps/deals")?.expect(200)?.json;
    let fields = |form: &str| -> Vec<String> {
        let fields = model["forms"][form]["fields"].as_array().cloned().unwrap_or_default();
        fields.iter().filter_map(|field| Some(field["key"].as_str()?.to_owned())).collect()
    };
    let (deal, account) = (fields("deal"), fields("account"));
    ensure!(deal.contains(&"title".to_owned()) && account.contains(&"deal_count".to_owned()), "{model}");
    for (form, hidden) in [
        (&deal, "margin"),
        (&deal, "secret_file"),
        (&deal, "margin_rate"),
        (&account, "secret"),
        (&account, "margin_total"),
    ] {
        ensure!(!form.contains(&hidden.to_owned()), "`{hidden}` is in the model");
    }
    let text = model.to_string();
    for word in ["\"margin\"", "\"cost\"", "\"credit\""] {
        ensure!(!text.contains(word), "{word} is in the model: {text}");
    }
    let solo = world.person("solo").get("apps/deals")?.expect(200)?.json;
    ensure!(solo["forms"].get("account").is_none(), "{solo}");
    Ok(())
}
