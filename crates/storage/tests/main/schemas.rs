//! Tables follow the definition, and keep what is in them.

use std::sync::Arc;

use app_definition::CompiledApp;
use engine_base::Uuid;
use serde_json::{Value as Json, json};
use storage::{Dialect, Error, Plan, RowRef, Select, Session, StepKind};

use crate::{
    databases::both,
    shop::{NOBODY, Shop, compiled, definition, record},
};

/// Publishes a changed definition; what was planned.
async fn publish(shop: &mut Shop, definition: &Json) -> Plan {
    let plan = plan(shop, definition).await;
    let new = compiled(definition);
    let (old, next) = (Arc::clone(&shop.app), Arc::clone(&new));
    shop.database.write(async move |session: &Session| session.install(Some(&old), &next).await).await.unwrap();
    shop.app = new;
    let after = self::plan(shop, definition).await;
    assert!(after.steps.iter().all(|step| step.kind == StepKind::Require), "nothing is left to do: {after:?}");
    plan
}

async fn plan(shop: &Shop, definition: &Json) -> Plan {
    let (old, new) = (Arc::clone(&shop.app), compiled(definition));
    shop.database.read(async move |session: &Session| session.plan(Some(&old), &new).await).await.unwrap()
}

fn fields<'a>(definition: &'a mut Json, form: &str) -> &'a mut Vec<Json> {
    definition["forms"][form]["fields"].as_array_mut().unwrap()
}

fn field<'a>(definition: &'a mut Json, form: &str, key: &str) -> &'a mut Json {
    fields(definition, form).iter_mut().find(|field| field["key"] == key).unwrap()
}

/// The rollup over amounts, without which amounts can go.
fn drop_revenue(definition: &mut Json) {
    fields(definition, "company").retain(|field| field["key"] != "revenue");
    definition["roles"]["seller"]["forms"]["company"]["fields"].as_object_mut().unwrap().remove("revenue");
}

fn kinds(plan: &Plan) -> Vec<(StepKind, String, u64)> {
    plan.steps
        .iter()
        .map(|step| (step.kind, format!("{}.{}", step.form, step.field.as_deref().unwrap_or("")), step.rows))
        .collect()
}

async fn read(shop: &Shop, form: &str, id: Uuid) -> Json {
    shop.read(shop.all(form), NOBODY, id, Select::default()).await.unwrap()
}

#[tokio::test]
async fn a_dropped_field_comes_back_with_its_values() {
    for database in both().await {
        let mut shop = Shop::open(database).await;
        let acme = shop.add("company", NOBODY, json!({"name": "Acme"})).await;
        let id = shop.add("order", NOBODY, json!({"title": "T", "company": acme, "amount": "5.00"})).await;
        let mut without = definition();
        fields(&mut without, "order").retain(|field| field["key"] != "amount");
        drop_revenue(&mut without);
        let plan = publish(&mut shop, &without).await;
        assert_eq!(kinds(&plan), [(StepKind::RetireField, "order.amount".into(), 1)]);
        assert_eq!(read(&shop, "order", id).await.get("amount"), None);
        let plan = publish(&mut shop, &definition()).await;
        assert_eq!(kinds(&plan), [(StepKind::AdoptField, "order.amount".into(), 1)]);
        assert_eq!(read(&shop, "order", id).await["amount"], json!("5.00"), "{}", shop.database.name);
    }
}

#[tokio::test]
async fn a_dropped_form_comes_back_with_its_records_or_is_purged() {
    for database in both().await {
        let mut shop = Shop::open(database).await;
        let acme = shop.add("company", NOBODY, json!({"name": "Acme"})).await;
        let id = shop.add("order", NOBODY, json!({"title": "T", "company": acme, "partners": [acme], "lines": [{"product": "P", "supplier": acme}]})).await;
        let mut without = definition();
        without["forms"].as_object_mut().unwrap().remove("order");
        without["roles"]["seller"]["forms"].as_object_mut().unwrap().remove("order");
        drop_revenue(&mut without);
        fields(&mut without, "company").retain(|field| field["kind"] != "rollup");
        let plan = publish(&mut shop, &without).await;
        assert_eq!(plan.steps.iter().filter(|step| step.kind == StepKind::Retire).count(), 3, "{plan:?}");
        publish(&mut shop, &definition()).await;
        let order = read(&shop, "order", id).await;
        assert_eq!(
            (&order["lines"][0]["product"], &order["partners"], &order["company"]),
            (&json!("P"), &json!([acme]), &json!(acme))
        );
        publish(&mut shop, &without).await;
        let gone = shop
            .database
            .write(async |session: &Session| session.purge_retired("9999-01-01T00:00:00Z".parse().unwrap()).await)
            .await;
        assert_eq!(gone.unwrap(), 3, "{}", shop.database.name);
        let plan = publish(&mut shop, &definition()).await;
        assert_eq!(plan.steps.iter().filter(|step| step.kind == StepKind::Create).count(), 3);
    }
}

#[tokio::test]
async fn renames_keep_records_rows_and_links() {
    for database in both().await {
        let mut shop = Shop::open(database).await;
        let acme = shop.add("company", NOBODY, json!({"name": "Acme"})).await;
        let id = shop
            .add(
                "order",
                NOBODY,
                json!({"title": "T", "company": acme, "partners": [acme], "lines": [{"product": "P", "quantity": 3}]}),
            )
            .await;
        let mut renamed = definition();
        let company = renamed["forms"].as_object_mut().unwrap().remove("company").unwrap();
        renamed["forms"]["firm"] = company;
        renamed["forms"]["firm"]["key"] = json!("firm");
        renamed["forms"]["firm"]["was"] = json!("company");
        for key in ["company", "partners"] {
            field(&mut renamed, "order", key)["form"] = json!("firm");
        }
        let lines = field(&mut renamed, "order", "lines");
        lines["fields"][3]["form"] = json!("firm");
        lines["fields"][1]["key"] = json!("pieces");
        lines["fields"][1]["was"] = json!("quantity");
        lines["fields"][4]["formula"] = json!("price * pieces");
        lines["key"] = json!("items");
        lines["was"] = json!("lines");
        field(&mut renamed, "order", "total")["formula"] = json!("sum(items.subtotal)");
        let rights = renamed["roles"]["seller"]["forms"].as_object_mut().unwrap();
        let company = rights.remove("company").unwrap();
        rights.insert("firm".into(), company);
        rights["order"]["fields"] = json!({"*": "write"});
        let plan = publish(&mut shop, &renamed).await;
        assert!(
            plan.steps.iter().all(|step| matches!(step.kind, StepKind::Rename | StepKind::RenameField)),
            "{plan:?}"
        );
        let order = read(&shop, "order", id).await;
        assert_eq!(
            (&order["company_name"], &order["items"][0]["pieces"], &order["partners"]),
            (&json!("Acme"), &json!(3), &json!([acme]))
        );
        assert_eq!(read(&shop, "firm", acme).await["orders"], json!(1), "{}", shop.database.name);
        // New links are checked against the renamed table.
        let new = record(&shop.app.forms["order"], NOBODY, &json!({"title": "U", "company": acme}));
        shop.try_add("order", new).await.unwrap();
    }
}

#[tokio::test]
async fn values_are_converted_or_block() {
    for database in both().await {
        let mut shop = Shop::open(database).await;
        let id = shop
            .add("order", NOBODY, json!({"title": "12.5", "amount": "3.25", "paid": true, "due": "2026-03-01"}))
            .await;
        let mut wider = definition();
        field(&mut wider, "order", "amount")["scale"] = json!(4);
        *field(&mut wider, "order", "title") =
            json!({ "key": "title", "kind": "number", "label": "Title", "scale": 1 });
        *field(&mut wider, "order", "due") = json!({ "key": "due", "kind": "text", "label": "Due" });
        fields(&mut wider, "order").retain(|field| field["key"] != "overdue");
        wider["forms"]["order"]["title"] = json!("due");
        let plan = publish(&mut shop, &wider).await;
        let converted: Vec<_> = kinds(&plan).into_iter().filter(|(kind, ..)| *kind == StepKind::ConvertField).collect();
        assert_eq!(converted.len(), 3, "{plan:?}");
        let order = read(&shop, "order", id).await;
        assert_eq!(
            (&order["amount"], &order["title"], &order["due"]),
            (&json!("3.2500"), &json!("12.5"), &json!("2026-03-01")),
            "{}",
            shop.database.name
        );
        // Back, a value has digits that do not fit.
        let mut narrow = wider.clone();
        field(&mut narrow, "order", "amount")["scale"] = json!(1);
        let blocked = plan_of(&shop, &narrow).await;
        assert_eq!(
            blocked.blocking.iter().map(|issue| issue.code.as_ref()).collect::<Vec<_>>(),
            ["plan.values_resist"]
        );
    }
}

async fn plan_of(shop: &Shop, definition: &Json) -> Plan {
    plan(shop, definition).await
}

#[tokio::test]
async fn a_new_unique_key_counts_duplicates_and_a_required_field_empty_ones() {
    for database in both().await {
        let mut shop = Shop::open(database).await;
        for (title, stage) in [("A", "new"), ("A", "new"), ("B", "won"), ("C", "new")] {
            shop.add("order", NOBODY, json!({"title": title, "stage": stage})).await;
        }
        let mut unique = definition();
        field(&mut unique, "order", "title")["unique"] = json!(true);
        field(&mut unique, "order", "due")["required"] = json!(true);
        let blocked = plan(&shop, &unique).await;
        assert_eq!(blocked.blocking.iter().map(|issue| issue.code.as_ref()).collect::<Vec<_>>(), ["plan.duplicates"]);
        let steps = kinds(&blocked);
        assert!(steps.contains(&(StepKind::Unique, "order.title".into(), 2)), "{} {steps:?}", shop.database.name);
        assert!(steps.contains(&(StepKind::Require, "order.due".into(), 4)), "{steps:?}");
        assert!(
            blocked.steps.iter().all(|step| !step.message().text(engine_base::Locale::En).starts_with("plan.")),
            "every step has words"
        );
        field(&mut unique, "order", "title")["unique"] = json!(false);
        publish(&mut shop, &unique).await;
    }
}

#[tokio::test]
async fn the_order_of_a_view_of_all_records_is_indexed() {
    let view = |key: &str, sort: &[&str]| json!({"key": key, "label": key, "kind": "table", "columns": ["title"], "sort": sort});
    for database in both().await {
        let mut shop = Shop::open(database).await;
        let mut viewed = definition();
        let mut paid = view("paid", &["-due"]);
        paid["filter"] = json!({"field": "paid", "op": "eq", "value": true});
        viewed["forms"]["order"]["views"] = json!([
            view("news", &["-updated_at"]),
            view("stages", &["stage", "amount"]),
            view("both_ways", &["-amount", "due"]),
            view("computed", &["-total"]),
            view("of_today", &["-overdue"]),
            view("text", &["title", "seen_at"]),
            paid,
        ]);
        publish(&mut shop, &viewed).await;
        assert_eq!(indexes(&shop).await, ["stage,amount,id", "total,id", "updated_at,id"], "{}", shop.database.name);
        publish(&mut shop, &definition()).await;
        assert!(indexes(&shop).await.is_empty(), "an index goes with its view");
    }
}

/// The columns of the indexes of orders that no key and no link asks for.
async fn indexes(shop: &Shop) -> Vec<String> {
    let sql = match shop.database.dialect() {
        Dialect::Sqlite => {
            "SELECT name FROM sqlite_schema WHERE type = 'index' AND name LIKE 'index:%.order:%' ORDER BY name"
        }
        Dialect::Postgres => "SELECT indexname::text FROM pg_indexes WHERE indexname LIKE 'index:%.order:%' ORDER BY 1",
    };
    let name =
        |row: &RowRef<'_>| Ok(row.text(0)?.and_then(|name| name.split(':').nth(2)).unwrap_or_default().to_owned());
    let read = shop.database.read(async move |session: &Session| session.all(sql, &[], name).await);
    let mut names: Vec<String> = read.await.unwrap();
    names.retain(|name| !["owner,id", "company,id"].contains(&name.as_str()));
    names
}

#[tokio::test]
async fn an_interrupted_publication_leaves_the_old_tables() {
    for database in both().await {
        let shop = Shop::open(database).await;
        let id = shop.add("order", NOBODY, json!({"title": "T", "amount": "1.00"})).await;
        let mut without = definition();
        fields(&mut without, "order").retain(|field| field["key"] != "amount");
        drop_revenue(&mut without);
        let (old, new) = (Arc::clone(&shop.app), compiled(&without));
        let end = shop
            .database
            .write(async move |session: &Session| {
                session.install(Some(&old), &new).await?;
                Err::<(), _>(Error::Missing("power"))
            })
            .await;
        assert!(end.is_err());
        assert_eq!(read(&shop, "order", id).await["amount"], json!("1.00"), "{}", shop.database.name);
        assert_eq!(plan(&shop, &definition()).await, Plan::default());
    }
}

#[tokio::test]
async fn the_example_apps_install() {
    for database in both().await {
        for app in ["crm", "equipment"] {
            let compiled = example(app);
            let new = Arc::clone(&compiled);
            database
                .write(async move |session: &Session| session.install(None, &new).await)
                .await
                .unwrap_or_else(|error| panic!("{app}: {error}"));
            let dropped = compiled.key.clone();
            database.write(async move |session: &Session| storage::drop_app(session, &dropped).await).await.unwrap();
            let again = Arc::clone(&compiled);
            database.write(async move |session: &Session| session.install(None, &again).await).await.unwrap();
        }
    }
}

fn example(name: &str) -> Arc<CompiledApp> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples").join(name);
    let mut files = std::collections::BTreeMap::new();
    for part in ["", "forms", "options", "roles"] {
        for entry in std::fs::read_dir(folder.join(part)).unwrap().flatten() {
            let path = entry.path();
            if path.extension().is_some_and(|extension| extension == "json") {
                let name = path.strip_prefix(&folder).unwrap().display().to_string();
                files.insert(name, std::fs::read(&path).unwrap());
            }
        }
    }
    let app = app_definition::load(&files).unwrap_or_else(|issues| panic!("{issues:#?}"));
    Arc::new(app_definition::compile(app).unwrap_or_else(|issues| panic!("{issues:#?}")))
}
