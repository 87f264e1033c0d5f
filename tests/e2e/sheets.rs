//! Spreadsheets: what is read from them, and how their rows become records.

use anyhow::{Result, ensure};
use formwork_tests::{Answer, Body, Client, Database, World};
use serde_json::{Value as Json, json};

scenarios!(
    columns_are_guessed,
    rows_are_read_as_people_write_them,
    wrong_rows_are_named_and_mended,
    imports_follow_the_rights,
    rows_sent_again_under_a_key_are_created_once,
    damaged_files_are_refused,
);

const DEALS: &str = "Deals of spring,,,,,,,\nTitle,Code,Amount,Telephone,Status,Account,Signed on,Urgent\n";

fn sheets(client: &Client, name: &str, bytes: &[u8]) -> Result<Answer> {
    let named = client.with("content-disposition", &format!("attachment; filename*=UTF-8''{name}"));
    named.send("POST", "sheets", Body::Bytes("application/octet-stream", bytes))
}

fn file(client: &Client, text: &str) -> Result<String> {
    let answer = sheets(client, "deals.csv", text.as_bytes())?.expect(201)?.json;
    Ok(answer["file"]["id"].as_str().unwrap_or_default().to_owned())
}

fn columns() -> Json {
    json!({ "Title": "title", "1": "code", "Amount": "amount", "3": "phone", "Status": "status", "5": "account", "6": "signed_on", "7": "urgent" })
}

fn columns_are_guessed(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    let text = format!(
        "{DEALS}A,D1,\"1,200\",13800138000,open,,2026-03-01,yes\nB,D2,3.5,13900139000,won,,2026/4/1,no\nTotal,,1203.5,,,,,\n"
    );
    let answer = sheets(&boss, "deals.csv", text.as_bytes())?.expect(201)?.json;
    let sheet = &answer["sheets"][0];
    ensure!(sheet["header_row"] == 2 && sheet["rows"] == 2 && sheet["title"] == "title", "{sheet}");
    let kinds: Vec<&str> =
        sheet["columns"].as_array().into_iter().flatten().filter_map(|column| column["kind"].as_str()).collect();
    ensure!(
        kinds == ["text", "text", "money", "phone", "select", "text", "date", "yes_no"] || kinds[4] == "text",
        "{kinds:?}"
    );
    ensure!(sheet["columns"][2]["samples"] == json!(["1,200", "3.5"]), "{sheet}");
    // Read again without a header, and by nobody else.
    let path = format!("sheets/{}", answer["file"]["id"].as_str().unwrap_or_default());
    let again = boss.get(&format!("{path}?header_row=0"))?.expect(200)?.json;
    ensure!(again["sheets"][0]["header_row"].is_null() && again["sheets"][0]["columns"][0]["header"] == "A", "{again}");
    boss.get(&format!("{path}?header=0"))?.expect(400)?;
    world.person("ann").get(&path)?.expect(404)?;
    Ok(())
}

fn rows_are_read_as_people_write_them(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    boss.post("data/deals/account", &json!({ "name": "Only One" }))?.expect(201)?;
    let text = format!(
        "{DEALS}春天,S1,12.8万,138 0013 8000,won,Only One,2026年3月1日,是\n夏天,S2,\"(1,200.50)\",,,,3/25/2026,×\n"
    );
    let id = file(&boss, &text.replace("(1,200.50)", "¥1,200.50"))?;
    let body = |dry: bool| json!({ "file": id, "header_row": 2, "columns": columns(), "dry_run": dry });
    let before = boss.get("data/deals/deal?total=true&limit=1")?.expect(200)?.json["total"].clone();
    let tried = boss.post("data/deals/deal/import", &body(true))?.expect(200)?.json;
    ensure!(tried["created"] == 2 && tried["rejected_count"] == 0 && tried["next_row"].is_null(), "{tried}");
    ensure!(boss.get("data/deals/deal?total=true&limit=1")?.json["total"] == before, "a trial stores nothing");
    let done = boss.post("data/deals/deal/import", &body(false))?.expect(200)?.json;
    ensure!(done["created"] == 2, "{done}");
    let spring = boss.get("data/deals/deal?code=S1&expand=account")?.expect(200)?.json["items"][0].clone();
    for (field, value) in
        [("amount", "128000.00"), ("phone", "+8613800138000"), ("signed_on", "2026-03-01"), ("status", "won")]
    {
        ensure!(spring[field] == value, "{field}: {spring}");
    }
    ensure!(spring["urgent"] == true && spring["expanded"]["account"]["name"] == "Only One", "{spring}");
    let summer = boss.get("data/deals/deal?code=S2")?.expect(200)?.json["items"][0].clone();
    ensure!(
        summer["amount"] == "1200.50" && summer["signed_on"] == "2026-03-25" && summer["urgent"] == false,
        "{summer}"
    );
    ensure!(summer["status"] == "open", "an empty cell takes the default: {summer}");
    // The same rows again: their codes are taken now.
    let twice = boss.post("data/deals/deal/import", &body(false))?.expect(200)?.json;
    ensure!(twice["created"] == 0 && twice["rejected"][0]["issues"][0]["code"] == "unique.taken", "{twice}");
    Ok(())
}

fn rows_sent_again_under_a_key_are_created_once(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    let id = file(&boss, &format!("{DEALS}once,,5,,,,,\nwrong,,much,,,,,\n"))?;
    let body = json!({ "file": id, "header_row": 2, "columns": columns() });
    let keyed = boss.with("idempotency-key", "import-1");
    let first = keyed.post("data/deals/deal/import", &body)?.expect(200)?.json;
    ensure!(first["created"] == 1 && first["rejected"][0]["issues"][0]["code"] == "import.number", "{first}");
    let again = keyed.post("data/deals/deal/import", &body)?.expect(200)?.json;
    ensure!(again == first, "the same answer: {again}");
    let total = |query: &str| {
        anyhow::Ok(boss.get(&format!("data/deals/deal?total=true&{query}"))?.expect(200)?.json["total"].clone())
    };
    ensure!(total("title=once")? == 1, "nothing is created twice");
    let other = json!({ "file": id, "header_row": 2, "columns": { "0": "title" } });
    let refused = keyed.post("data/deals/deal/import", &other)?.expect(409)?.json;
    ensure!(refused["issues"][0]["code"] == "request.idempotency_reused", "{refused}");
    boss.with("idempotency-key", "import-2").post("data/deals/deal/import", &body)?.expect(200)?;
    ensure!(total("title=once")? == 2, "another key is another import");
    Ok(())
}

fn wrong_rows_are_named_and_mended(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let boss = world.person("boss");
    let text = format!(
        "{DEALS}good,M1,5,,,,,\nbad,M2,much,1380,sideways,Nobody,2026/13/02,maybe\n,M3,1,,,,,\ntwin,M1,1,,,,,\n"
    );
    let id = file(&boss, &text)?;
    let mut body = json!({ "file": id, "header_row": 2, "columns": columns() });
    let done = boss.post("data/deals/deal/import", &body)?.expect(200)?.json;
    ensure!(done["rows"] == 4 && done["created"] == 1 && done["rejected_count"] == 3, "{done}");
    let rows: Vec<i64> =
        done["rejected"].as_array().into_iter().flatten().filter_map(|row| row["row"].as_i64()).collect();
    ensure!(rows == [4, 5, 6], "{rows:?}");
    let bad = &done["rejected"][0];
    let codes: Vec<(&str, &str)> = bad["issues"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(|issue| Some((issue["path"].as_str()?, issue["code"].as_str()?)))
        .collect();
    let expected = [
        ("/amount", "import.number"),
        ("/status", "import.option"),
        ("/account", "import.link"),
        ("/signed_on", "import.date"),
        ("/urgent", "import.yes_no"),
        ("/phone", "phone.invalid"),
    ];
    ensure!(codes == expected, "{codes:?}");
    ensure!(bad["cells"]["amount"] == "much" && bad["cells"]["title"] == "bad", "{bad}");
    ensure!(
        done["rejected"][1]["issues"][0]["path"] == "/title"
            && done["rejected"][2]["issues"][0]["code"] == "unique.taken",
        "{done}"
    );
    // Mended, only those rows are sent again.
    body["rows"] = json!([4, 5]);
    body["cells"] = json!({ "4": { "amount": "3万", "phone": "", "status": "lost", "account": "", "signed_on": "2026-12-02", "urgent": "no" }, "5": { "title": "named" } });
    let mended = boss.post("data/deals/deal/import", &body)?.expect(200)?.json;
    ensure!(mended["created"] == 2 && mended["rejected_count"] == 0, "{mended}");
    let found = boss.get("data/deals/deal?code=M2")?.json["items"][0].clone();
    ensure!(found["amount"] == "30000.00" && found["signed_on"] == "2026-12-02", "{found}");
    // In parts: each answer says where the next one goes on.
    let many: String = (0..25).map(|n| format!("part {n},P{n},{n},,,,,\n")).collect();
    let id = file(&boss, &format!("{DEALS}{many}"))?;
    let (mut from, mut created, mut requests) = (json!(null), 0, 0);
    loop {
        let part = json!({ "file": id, "header_row": 2, "columns": columns(), "from": from, "limit": 10 });
        let answer = boss.post("data/deals/deal/import", &part)?.expect(200)?.json;
        created += answer["created"].as_i64().unwrap_or_default();
        requests += 1;
        from = answer["next_row"].clone();
        if from.is_null() || requests > 5 {
            break;
        }
    }
    ensure!((created, requests) == (25, 3), "{created} in {requests}");
    Ok(())
}

fn imports_follow_the_rights(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let (boss, ann, view) = (world.person("boss"), world.person("ann"), world.person("view"));
    let text = "Title,Margin,Discount,Account\nx,5,0.1,Northwind\n";
    let own = file(&ann, text)?;
    let of = |file: &str, columns: Json| json!({ "file": file, "header_row": 1, "columns": columns });
    world.without_trace(|| {
        // A hidden field is not there, a field to read only is refused, so is the form for who may not create.
        let hidden =
            ann.post("data/deals/deal/import", &of(&own, json!({ "0": "title", "1": "margin" })))?.expect(400)?.json;
        ensure!(hidden["issues"][0]["code"] == "field.unknown", "{hidden}");
        ann.post("data/deals/deal/import", &of(&own, json!({ "0": "title", "2": "discount" })))?.expect(403)?;
        view.post("data/deals/deal/import", &of(&own, json!({ "0": "title" })))?.expect(403)?;
        world.person("nobody").post("data/deals/deal/import", &of(&own, json!({ "0": "title" })))?.expect(404)?;
        // Nobody imports a file of somebody else.
        boss.post("data/deals/deal/import", &of(&own, json!({ "0": "title" })))?.expect(404)?;
        for (columns, code) in [
            (json!({}), "import.columns"),
            (json!({ "9": "title" }), "import.column_unknown"),
            (json!({ "Nothing": "title" }), "import.column_unknown"),
            (json!({ "0": "title", "1": "title" }), "import.column_taken"),
            (json!({ "0": "lines" }), "import.field_kind"),
            (json!({ "0": "total" }), "import.field_kind"),
            (json!({ "0": "created_at" }), "import.field_kind"),
            (json!({ "0": "nothing" }), "field.unknown"),
        ] {
            let refused = ann.post("data/deals/deal/import", &of(&own, columns.clone()))?.expect(400)?.json;
            ensure!(refused["issues"][0]["code"] == code, "{columns}: {refused}");
        }
        Ok(())
    })?;
    // Owner by account; a record out of scope is named as such and nothing of it stays.
    let id = file(&ann, "Title,Owner\nmine,ann\ntheirs,bea\nghost,who\n")?;
    let done = ann.post("data/deals/deal/import", &of(&id, json!({ "0": "title", "1": "owner" })))?.expect(200)?.json;
    let codes: Vec<&str> =
        done["rejected"].as_array().into_iter().flatten().filter_map(|row| row["issues"][0]["code"].as_str()).collect();
    ensure!(done["created"] == 1 && codes == ["access.out_of_scope", "import.person"], "{done}");
    Ok(())
}

fn damaged_files_are_refused(database: Database) -> Result<()> {
    let world = World::new(database)?;
    let ann = world.person("ann");
    world.without_trace(|| {
        for (bytes, code) in [
            (&b"PK\x03\x04 but no archive"[..], "sheet.unreadable"),
            (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "sheet.old_format"),
            (b"\xff\xff\xff\xff", "sheet.encoding"),
            (b"\n\n ,,\n", "sheet.empty"),
        ] {
            let refused = sheets(&ann, "x.xlsx", bytes)?.expect(422)?.json;
            ensure!(refused["issues"][0]["code"] == code, "{refused}");
        }
        let large = vec![b'x'; (20 << 20) + 1];
        let refused = sheets(&ann, "x.csv", &large)?.expect(422)?.json;
        ensure!(refused["issues"][0]["code"] == "sheet.file_too_large", "{refused}");
        ann.send("POST", "sheets", Body::Bytes("text/csv", b"a,b"))?.expect(400)?;
        sheets(&world.anonymous(), "x.csv", b"a,b\n1,2\n")?.expect(401)?;
        Ok(())
    })
}
