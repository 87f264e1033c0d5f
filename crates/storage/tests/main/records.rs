//! Records: stored, read back as values and as JSON, changed, removed.

use std::sync::Arc;

use app_definition::Verb;
use engine_base::{Uuid, Value};
use form_engine::{Record, SystemField};
use serde_json::json;
use storage::{
    Constraint, Error, Expand, Keepsake, Select, Session,
    system::history::{HistoryAction, list_history},
};

use crate::{
    databases::both,
    shop::{NOBODY, Shop, context, entry},
};

fn full(company: Uuid, partner: Uuid) -> serde_json::Value {
    json!({
        "title": "First \"客户\" \\", "company": company, "partners": [partner, company], "amount": "1234.50", "paid": true, "due": "2026-03-01",
        "seen_at": "2026-01-31T01:30:00.25Z", "opens": "09:30:00", "stage": "won", "tags": ["x", "y\""], "extra": {"b": [1, null], "a": "é"},
        "lines": [ { "product": "P1", "quantity": 2, "price": "9.90", "supplier": partner }, { "product": "P2", "quantity": 1, "price": "0.10" } ]
    })
}

#[tokio::test]
async fn a_record_comes_back_as_it_was() {
    for database in both().await {
        let shop = Shop::open(database).await;
        let company =
            shop.add("company", NOBODY, json!({"name": "Acme", "phone": "+8613812345678", "level": "b"})).await;
        let partner = shop.add("company", NOBODY, json!({"name": "Bolt", "level": "a"})).await;
        let id = shop.add("order", NOBODY, full(company, partner)).await;
        let read = shop.read(shop.all("order"), NOBODY, id, Select::default()).await.unwrap();
        let sent = full(company, partner);
        for (key, value) in sent.as_object().unwrap() {
            if key != "lines" {
                assert_eq!(&read[key], value, "{} {key}", shop.database.name);
            }
        }
        assert_eq!(read["id"], json!(id));
        assert_eq!(read["version"], json!(1));
        assert_eq!(read["total"], json!("19.90"));
        assert_eq!(read["company_name"], json!("Acme"));
        assert_eq!(read["overdue"], json!(true));
        let lines = read["lines"].as_array().unwrap();
        assert_eq!(
            (&lines[0]["product"], &lines[0]["subtotal"], &lines[1]["price"]),
            (&json!("P1"), &json!("19.80"), &json!("0.10"))
        );
        assert_eq!(lines[0]["supplier"], json!(partner));
        assert!(lines[0]["id"].is_string());

        // As values it is what was stored.
        let (app, form) = (Arc::clone(&shop.app), Arc::clone(shop.form("order")));
        let query = shop.all("order");
        let (found, whole) = shop
            .database
            .write(async move |session: &Session| {
                let found = session.find_record(&query, &context(NOBODY), id).await?.unwrap();
                Ok::<_, Error>((found, session.get_record(&app, &form, &context(NOBODY), id).await?.unwrap()))
            })
            .await
            .unwrap();
        let slot = |key: &str| shop.form("order").slots[key];
        assert_eq!(found.get(slot("partners")).items(), [Value::Id(partner), Value::Id(company)]);
        assert_eq!(found.get(slot("lines")).rows().len(), 2);
        assert_eq!(whole.get(slot("company_name")), &Value::text("Acme"));
        let mut out = Vec::new();
        storage::write_record(&shop.all("order"), &whole, &Select::default(), &mut out);
        assert_eq!(serde_json::from_slice::<serde_json::Value>(&out).unwrap(), read, "written from values");

        let counted = shop.read(shop.all("company"), NOBODY, company, Select::default()).await.unwrap();
        assert_eq!((&counted["orders"], &counted["revenue"]), (&json!(1), &json!("1234.50")));
    }
}

#[tokio::test]
async fn linked_records_are_shown_as_far_as_they_may_be_seen() {
    for database in both().await {
        let shop = Shop::open(database).await;
        let me = Uuid::now_v7();
        let seen = shop.add("company", NOBODY, json!({"name": "Seen", "phone": "+8613812345678", "level": "b"})).await;
        let unseen = shop.add("company", NOBODY, json!({"name": "Canary", "level": "a"})).await;
        let mut orders = Vec::new();
        for company in [Some(seen), Some(unseen), None] {
            orders.push(
                shop.add(
                    "order",
                    me,
                    json!({"title": "T", "company": company, "extra": "Canary", "lines": [{"price": "77.00"}]}),
                )
                .await,
            );
        }
        let slot = shop.form("order").slots["company"];
        let select = Select { fields: None, expand: vec![Expand { slot, fields: None }] };
        let query = || shop.seller("order", Verb::Read);
        let first = shop.read(query(), me, orders[0], select.clone()).await.unwrap();
        assert_eq!(first["expanded"]["company"]["name"], json!("Seen"));
        assert_eq!(first["expanded"]["company"]["phone"], json!("138****5678"));
        assert_eq!(first["expanded"]["company"].get("revenue"), None);
        assert_eq!((first.get("extra"), first["lines"][0].get("price")), (None, None));
        assert_eq!(first["company_name"], json!("Seen"));
        let second = shop.read(query(), me, orders[1], select.clone()).await.unwrap();
        assert_eq!(second["expanded"], json!({"company": null}));
        assert_eq!(second["company_name"], json!(null), "{}", shop.database.name);
        assert!(!second.to_string().contains("Canary"), "{second}");
        let third = shop.read(query(), me, orders[2], select.clone()).await.unwrap();
        assert_eq!(third["expanded"], json!({"company": null}));
        // Somebody else does not see it at all.
        assert_eq!(shop.read(query(), Uuid::now_v7(), orders[0], select).await, None);
        let query = shop.seller("company", Verb::Read);
        let existing = shop
            .database
            .read(async move |session: &Session| {
                session.existing(&query, &context(me), &[seen, unseen, Uuid::now_v7()]).await
            })
            .await
            .unwrap();
        assert_eq!(existing, [seen]);
    }
}

async fn change(shop: &Shop, old: Record, body: serde_json::Value, keys: &[&str]) -> Result<Record, Error> {
    let (app, form) = (Arc::clone(&shop.app), Arc::clone(shop.form("order")));
    let fresh = shop.record("order", NOBODY, &body);
    let mut new = old.clone();
    let changed: Vec<usize> = keys.iter().map(|key| form.slots[*key]).collect();
    for slot in &changed {
        new.set(*slot, fresh.get(*slot).clone());
    }
    let version = old.get(SystemField::Version.slot()).as_number().unwrap();
    new.set(SystemField::Version.slot(), Value::Number(version + engine_base::Decimal::ONE));
    let history = entry(&form, &new, HistoryAction::Update);
    shop.database
        .write(async move |session: &Session| {
            session.update_record(&app, &form, &old, &new, &changed, &history).await?;
            Ok(new)
        })
        .await
}

async fn find(shop: &Shop, id: Uuid) -> Option<Record> {
    let query = shop.all("order");
    shop.database
        .read(async move |session: &Session| session.find_record(&query, &context(NOBODY), id).await)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_change_touches_what_changed_and_only_once() {
    for database in both().await {
        let shop = Shop::open(database).await;
        let company = shop.add("company", NOBODY, json!({"name": "Acme"})).await;
        let other = shop.add("company", NOBODY, json!({"name": "Bolt"})).await;
        let id = shop.add("order", NOBODY, full(company, other)).await;
        let old = find(&shop, id).await.unwrap();
        let rows = old.get(shop.form("order").slots["lines"]).rows().to_vec();
        let body = json!({ "title": "Second", "due": null, "partners": [other], "tags": [], "lines": [
            { "id": rows[1].id, "product": "P2b", "quantity": 5, "price": "1.00" }, { "product": "P3", "quantity": 1, "price": "2.00" } ] });
        let new = change(&shop, old.clone(), body, &["title", "due", "partners", "tags", "lines"]).await.unwrap();
        let now = find(&shop, id).await.unwrap();
        assert_eq!(now.get(SystemField::Version.slot()), new.get(SystemField::Version.slot()));
        let slot = |key: &str| shop.form("order").slots[key];
        assert_eq!((now.get(slot("title")), now.get(slot("due"))), (&Value::text("Second"), &Value::Null));
        assert_eq!((now.get(slot("tags")), now.get(slot("partners")).items().len()), (&Value::Null, 1));
        let lines = now.get(slot("lines")).rows();
        assert_eq!((lines.len(), lines[0].id, lines[0].values[0].clone()), (2, rows[1].id, Value::text("P2b")));
        assert_eq!(lines[1].values[0], Value::text("P3"));
        assert_eq!(now.get(slot("amount")), old.get(slot("amount")));

        let late = change(&shop, old, json!({"title": "Third"}), &["title"]).await;
        assert!(matches!(late, Err(Error::Conflict)), "{}", shop.database.name);
        let history =
            shop.database.read(async move |session: &Session| list_history(session, id, None, 10).await).await.unwrap();
        assert_eq!(history.iter().map(|entry| entry.version).collect::<Vec<_>>(), [2, 1]);
    }
}

#[tokio::test]
async fn what_is_taken_is_known_and_kept() {
    for database in both().await {
        let shop = Shop::open(database).await;
        let acme = shop.add("company", NOBODY, json!({"name": "Acme"})).await;
        shop.add("order", NOBODY, json!({"title": "T", "company": acme})).await;
        // Empty values never collide.
        shop.add("order", NOBODY, json!({"title": "T"})).await;
        shop.add("order", NOBODY, json!({"title": "T"})).await;
        let twin = shop.record("order", NOBODY, &json!({"title": "T", "company": acme}));
        let (app, form) = (shop.app.key.clone(), Arc::clone(shop.form("order")));
        let copy = twin.clone();
        let taken = shop
            .database
            .read(async move |session: &Session| session.find_taken(&app, &form, &copy, None).await)
            .await
            .unwrap();
        assert_eq!(taken, [0], "{}", shop.database.name);
        assert!(shop.try_add("order", twin).await.unwrap_err().is_unique());
        let name = shop.record("company", NOBODY, &json!({"name": "Acme"}));
        assert!(shop.try_add("company", name).await.unwrap_err().is_unique());
        // A record is not in its own way.
        let (app, form) = (shop.app.key.clone(), Arc::clone(shop.form("company")));
        let same = shop.record("company", NOBODY, &json!({"name": "Acme"}));
        let taken = shop
            .database
            .read(async move |session: &Session| session.find_taken(&app, &form, &same, Some(acme)).await)
            .await
            .unwrap();
        assert_eq!(taken, [] as [usize; 0]);
    }
}

#[tokio::test]
async fn a_linked_record_stays_and_links_that_may_become_empty() {
    for database in both().await {
        let shop = Shop::open(database).await;
        let acme = shop.add("company", NOBODY, json!({"name": "Acme"})).await;
        let bolt = shop.add("company", NOBODY, json!({"name": "Bolt"})).await;
        let order = shop
            .add(
                "order",
                NOBODY,
                json!({"title": "T", "company": acme, "partners": [bolt], "lines": [{"product": "P"}]}),
            )
            .await;
        let delete = async |form: &'static str, id: Uuid| {
            let (app, query) = (Arc::clone(&shop.app), shop.all(form));
            shop.database
                .write(async move |session: &Session| {
                    let form = &app.forms[form];
                    let record =
                        session.find_record(&query, &context(NOBODY), id).await?.ok_or(Error::Missing("record"))?;
                    let entry = entry(form, &record, HistoryAction::Delete);
                    let keepsake = Keepsake { title: None, values: json!({}) };
                    session.delete_record(&app, form, &record, &entry, keepsake).await
                })
                .await
        };
        match delete("company", acme).await {
            Err(Error::Constraint { kind: Constraint::ForeignKey, name }) => assert_eq!(name, "order"),
            other => panic!("{}: {other:?}", shop.database.name),
        }
        delete("company", bolt).await.unwrap();
        let record = find(&shop, order).await.unwrap();
        assert_eq!(record.get(shop.form("order").slots["partners"]), &Value::Null);
        delete("order", order).await.unwrap();
        assert_eq!(find(&shop, order).await, None);
        delete("company", acme).await.unwrap();
    }
}

#[tokio::test]
async fn many_records_are_stored_at_once() {
    for database in both().await {
        let shop = Shop::open(database).await;
        let acme = shop.add("company", NOBODY, json!({"name": "Acme"})).await;
        let records: Vec<Record> = (0..1_000)
            .map(|n| shop.record("order", NOBODY, &json!({"title": format!("T{n}"), "company": acme, "amount": "1.01", "lines": [{"product": "P", "quantity": n}]})))
            .collect();
        let (app, form) = (Arc::clone(&shop.app), Arc::clone(shop.form("order")));
        let entries: Vec<_> = records.iter().map(|record| entry(&form, record, HistoryAction::Create)).collect();
        shop.database
            .write(async move |session: &Session| {
                session.defer_links().await?;
                session.insert_records(&app, &form, &records, &entries).await?;
                let counted = async |table: &str| {
                    session.first(&format!("SELECT count(*) FROM {table}"), &[], |row| row.int(0)).await
                };
                assert_eq!(counted("\"shop.order\"").await?, Some(Some(1_000)));
                assert_eq!(counted("\"shop.order.lines\"").await?, Some(Some(1_000)));
                assert_eq!(counted("fw_history").await?, Some(Some(1_001)));
                let first = session.next_serial(&app.key, &form.key, &form.key, "2026", 10).await?;
                let next = session.next_serial(&app.key, &form.key, &form.key, "2026", 1).await?;
                assert_eq!((first, next), (1, 11));
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }
}
