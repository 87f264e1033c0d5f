//! Twins: two sets of data that differ only in what a person may not see answer that person byte for byte the same.

use anyhow::{Result, ensure};
use formwork_tests::{Database, Place, World};
use rusqlite::Connection;
use serde_json::{Value as Json, json};
use tokio_postgres::NoTls;

scenarios!(what_is_not_seen_changes_nothing);

/// In every text of the database: values that Ann may not see, and what stands there in the other twin.
const TEXTS: [(&str, &str); 6] = [
    ("CANARY_ACCOUNT_SECRET", "QUITE_OTHER_WORDS_HERE"),
    ("CANARY_SOUTH_ACCOUNT", "AAA"),
    ("CANARY_SOUTH_CITY", "Atlantis"),
    ("CANARY_SOUTH_DEAL", "Another deal of the south"),
    ("+8613900017777", "+8613911117777"),
    ("+8613900028888", "+8613911118888"),
];
/// Values of numbers and of whole texts, as they are stored.
const WHOLE: [(&str, &str); 3] = [("765432198", "123"), ("900000111", "77"), ("'lost'", "'won'")];

fn what_is_not_seen_changes_nothing(database: Database) -> Result<()> {
    let one = World::new(database)?;
    let two = World::new(database)?.restart(change_unseen)?;
    let differ = one.person("boss").get("data/deals/deal?sort=title&total=true")?.bytes
        != two.person("boss").get("data/deals/deal?sort=title&total=true")?.bytes;
    ensure!(differ, "the twins do not differ at all");
    let unseen = two.person("boss").get(&two.deal("deal_south")?)?.expect(200)?.json;
    ensure!(
        unseen["margin"] == "1.23" && unseen["amount"] == "0.77" && unseen["status"] == "won",
        "the other twin is not what it should be: {unseen}"
    );
    let asked = requests(&one)?;
    for who in ["ann", "solo", "nobody"] {
        for (method, path, body) in &asked {
            let send = |world: &World| {
                let client = world.person(who);
                if *method == "GET" { client.get(path) } else { client.post(path, body) }
            };
            let (first, second) = (send(&one)?, send(&two)?);
            // The number of a request and the moment of a trial record differ from one request to the next.
            let lasting = |answer: &formwork_tests::Answer| {
                let mut json = answer.json.clone();
                if answer.status >= 400 {
                    json["request_id"] = Json::Null;
                } else if path.ends_with("/fill") {
                    (json["record"]["created_at"], json["record"]["updated_at"]) = (Json::Null, Json::Null);
                } else {
                    return answer.bytes.clone();
                }
                serde_json::to_vec(&json).unwrap_or_default()
            };
            let same = first.status == second.status
                && lasting(&first) == lasting(&second)
                && first.header("etag") == second.header("etag");
            ensure!(
                same,
                "{who}: {}: {} {}\nbut {} {}",
                first.asked,
                first.status,
                first.text(),
                second.status,
                second.text()
            );
        }
    }
    println!("{} requests answer the same in both twins", asked.len() * 3);
    Ok(())
}

fn requests(world: &World) -> Result<Vec<(&'static str, String, Json)>> {
    let mut asked: Vec<(&'static str, String, Json)> = Vec::new();
    let mut get = |path: String| asked.push(("GET", path, Json::Null));
    for sort in [
        "title",
        "-amount",
        "account.name",
        "-account.name",
        "account.city",
        "account_city",
        "-account_city",
        "account.deal_amount",
        "-account.deal_count",
        "status,title",
        "owner.name",
        "number",
        "account",
    ] {
        get(format!("data/deals/deal?sort={sort}&total=true&expand=account"));
        get(format!("data/deals/deal?sort={sort}&limit=2"));
    }
    for filter in [
        "account.name.contains=SOUTH",
        "account.name.lt=B",
        "account.name.empty=false",
        "account.empty=false",
        "account.city.empty=true",
        "account_city.empty=true",
        "account.name.gt=C",
        "account.deal_amount.gt=1000",
        "account.deal_count.gte=1",
        "status=won",
        "status=lost",
        "amount.lt=1",
        "q=south",
        "q=CANARY",
        "q=Atlantis",
        "q=13900017777",
        "q=another",
        "account.owner.account=bea",
        "account.owner.account.ne=ann",
        "code.starts_with=code",
        "margin=1",
        "phone=1",
        "account.secret=1",
    ] {
        get(format!("data/deals/deal?total=true&{filter}"));
    }
    for sort in ["name", "-deal_amount", "deal_count", "city"] {
        get(format!("data/deals/account?sort={sort}&total=true"));
    }
    for filter in
        ["deal_amount.gt=17000000", "deal_count.gt=2", "q=AAA", "q=CANARY", "secret.empty=true", "name.contains=A"]
    {
        get(format!("data/deals/account?total=true&{filter}"));
    }
    for deal in ["deal_north", "deal_adam", "deal_south", "deal_across", "deal_back", "deal_solo"] {
        get(world.deal(deal)?);
        get(format!("{}?expand=account", world.deal(deal)?));
        get(format!("{}/history", world.deal(deal)?));
    }
    for account in ["account_north", "account_south"] {
        get(format!("data/deals/account/{}", world.id(account)?));
        get(format!("data/deals/account/{}/history", world.id(account)?));
    }
    for path in ["me", "apps", "apps/deals", "users", "departments", "keys", "data/deals/openapi.json"] {
        get(path.to_owned());
    }
    let measures = json!({ "n": { "count": "*" }, "sum": { "sum": "amount" }, "most": { "max": "amount" }, "kinds": { "count_distinct": "status" } });
    for group in
        ["status", "account", "account.name", "account.city", "account_city", "owner", "owner.department", "title"]
    {
        asked.push(("POST", "data/deals/deal/aggregate".into(), json!({ "group_by": [group], "measures": measures })));
    }
    for measure in ["account.deal_amount", "account.deal_count"] {
        asked.push(("POST", "data/deals/deal/aggregate".into(), json!({ "measures": { "m": { "max": measure } } })));
    }
    asked.push((
        "POST",
        "data/deals/account/aggregate".into(),
        json!({ "measures": { "m": { "sum": "deal_amount" }, "n": { "max": "deal_count" } } }),
    ));
    for condition in [
        json!("account.name > \"B\""),
        json!("is_empty(account.city)"),
        json!("account.deal_amount > 1000"),
        json!({ "not": { "field": "account.name", "op": "contains", "value": "SOUTH" } }),
        json!({ "field": "account.owner.department", "op": "within", "value": { "formula": "me.department" } }),
        json!({ "any": [{ "field": "account.city", "op": "eq", "value": "Atlantis" }, { "field": "amount", "op": "lt", "value": "1" }] }),
        json!({ "field": "account", "op": "eq", "value": world.id("account_south")? }),
    ] {
        asked.push((
            "POST",
            "data/deals/deal/query".into(),
            json!({ "where": condition, "total": true, "expand": ["account"] }),
        ));
    }
    for draft in [
        json!({ "title": "x", "account": world.id("account_south")? }),
        json!({ "title": "x", "account": world.id("account_north")? }),
    ] {
        asked.push(("POST", "data/deals/deal/fill".into(), draft));
    }
    Ok(asked)
}

/// Changes what Ann, Solo and nobody may not see, past the server.
fn change_unseen(place: &Place) -> Result<()> {
    match place.url() {
        None => in_sqlite(place),
        Some(url) => tokio::runtime::Builder::new_current_thread().enable_all().build()?.block_on(in_postgres(url)),
    }
}

fn in_sqlite(place: &Place) -> Result<()> {
    let connection = Connection::open(place.folder().join("formwork.db"))?;
    // The product's own functions, which generated columns and indexes may use, are not there: this only rewrites stored values.
    let mut statement = connection.prepare("SELECT m.name, c.name FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")?;
    let columns: Vec<(String, String)> =
        statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect::<rusqlite::Result<_>>()?;
    for (table, column) in columns {
        for (from, to) in TEXTS {
            connection.execute(&format!("UPDATE \"{table}\" SET \"{column}\" = replace(\"{column}\", ?1, ?2) WHERE typeof(\"{column}\") = 'text' AND instr(\"{column}\", ?1)"), [from, to])?;
        }
        for (from, to) in WHOLE {
            connection
                .execute(&format!("UPDATE \"{table}\" SET \"{column}\" = {to} WHERE \"{column}\" = {from}"), [])?;
        }
    }
    Ok(())
}

async fn in_postgres(url: &str) -> Result<()> {
    let (client, connection) = tokio_postgres::connect(url, NoTls).await?;
    let driver = tokio::spawn(connection);
    let columns = client
        .query("SELECT c.table_name, c.column_name, c.data_type FROM information_schema.columns c JOIN information_schema.tables t USING (table_schema, table_name) \
                WHERE c.table_schema = 'public' AND t.table_type = 'BASE TABLE' AND c.is_generated = 'NEVER'", &[])
        .await?;
    for row in columns {
        let (table, column, kind): (String, String, String) = (row.get(0), row.get(1), row.get(2));
        match kind.as_str() {
            "text" | "character varying" => {
                for (from, to) in TEXTS {
                    client.execute(&format!("UPDATE \"{table}\" SET \"{column}\" = replace(\"{column}\", '{from}', '{to}') WHERE strpos(\"{column}\", '{from}') > 0"), &[]).await?;
                }
                client
                    .execute(&format!("UPDATE \"{table}\" SET \"{column}\" = 'won' WHERE \"{column}\" = 'lost'"), &[])
                    .await?;
            }
            "bigint" | "integer" | "numeric" => {
                for (from, to) in WHOLE.iter().filter(|(from, _)| !from.starts_with('\'')) {
                    client
                        .execute(
                            &format!("UPDATE \"{table}\" SET \"{column}\" = {to} WHERE \"{column}\" = {from}"),
                            &[],
                        )
                        .await?;
                }
            }
            _ => {}
        }
    }
    drop(client);
    driver.await??;
    Ok(())
}
