//! How long storage alone takes for the operations of `tests/bench`, on the same app:
//! `cargo run --release --example speed -p storage [-- sqlite:PATH | postgres://… | postgres]`; `postgres` starts a cluster of its own.
#![allow(clippy::unwrap_used, clippy::print_stdout, clippy::indexing_slicing, clippy::panic)]

use std::{collections::BTreeMap, path::Path, sync::Arc, time::Instant};

use app_definition::{Access, AuthorizedQuery, CompiledApp, Verb};
use engine_base::{TimeZone, Timestamp, Uuid};
use expression::{Context, Expr, Me, Place, compile_condition};
use form_engine::{AllRights, CompiledForm, FillEnv, Linked, NoDepartments, Purpose, Record, fill, read};
use serde_json::{Value as Json, json};
use storage::{
    Aggregate, Database, Error, Expand, GroupBy, ListQuery, Measure, MeasureOp, Options, Select, Session, Sort,
    system::history::{HistoryAction, HistoryEntry},
};

const RECORDS: usize = 100_000;
const COMPANIES: usize = 10_000;

fn app() -> Arc<CompiledApp> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/bench/peers-app");
    let mut files = BTreeMap::new();
    for part in ["", "forms", "options", "roles"] {
        for entry in std::fs::read_dir(folder.join(part)).unwrap().flatten().filter(|entry| entry.path().is_file()) {
            let name = entry.path().strip_prefix(&folder).unwrap().display().to_string();
            files.insert(name, std::fs::read(entry.path()).unwrap());
        }
    }
    Arc::new(app_definition::compile(app_definition::load(&files).unwrap()).unwrap())
}

fn context() -> Context {
    Context::new(Timestamp::now(), TimeZone::get("Asia/Shanghai").unwrap(), Me::new(Uuid::nil()))
}

fn record(form: &CompiledForm, body: &Json) -> Record {
    let (draft, issues) = read(form, body, Purpose::Import, &AllRights);
    assert!(issues.is_empty(), "{issues:?}");
    let (context, linked) = (context(), Linked::default());
    let env = FillEnv {
        context: &context,
        linked: &linked,
        departments: &NoDepartments,
        id: Some(Uuid::now_v7()),
        preview: false,
    };
    fill(form, &draft, None, &env).record
}

fn customer(n: usize, company: Uuid) -> Json {
    let pick = |of: &[&str]| of[n * 7919 % of.len()].to_owned();
    json!({
        "name": format!("Customer {n}"), "level": pick(&["vip", "gold", "silver", "normal"]), "source": pick(&["web", "referral", "fair"]),
        "industry": pick(&["it", "retail", "finance"]), "status": pick(&["lead", "qualified", "negotiation", "customer", "churned"]),
        "phone": format!("138{:08}", n), "email": format!("c{n}@example.com"), "website": "https://example.com", "city": "Ningbo",
        "address": "1 Long Road, District", "owner_id": n % 50, "amount": format!("{}.{:02}", n * 37 % 100_000, n % 100), "probability": n % 101,
        "first_contact": "2026-01-31", "last_contact": "2026-02-28T08:00:00Z", "next_followup": "2026-03-31", "notes": "Some words about the customer, neither long nor short.",
        "is_active": n.is_multiple_of(2), "newsletter": n.is_multiple_of(3), "company": company
    })
}

fn entry(form: &CompiledForm, record: &Record) -> HistoryEntry {
    HistoryEntry {
        id: Uuid::now_v7(),
        app: "peers".into(),
        form: form.key.to_string(),
        record: record.id().unwrap(),
        version: 1,
        at: Timestamp::now(),
        by: None,
        action: HistoryAction::Create,
        changes: None,
    }
}

/// Processor time of this process so far, microseconds.
fn processor() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap();
    let after = stat.rsplit_once(')').unwrap().1;
    let fields: Vec<&str> = after.split_whitespace().collect();
    (fields[11].parse::<f64>().unwrap() + fields[12].parse::<f64>().unwrap()) * 10_000.0
}

async fn measure(name: &str, times: usize, mut work: impl AsyncFnMut(usize)) {
    work(0).await;
    let (start, before) = (Instant::now(), processor());
    for n in 0..times {
        work(n).await;
    }
    let (each, cpu) = (start.elapsed().as_secs_f64() * 1e6 / times as f64, (processor() - before) / times as f64);
    println!("{name:<28} {each:>10.1} µs {cpu:>10.1} µs of processor");
}

#[tokio::main]
async fn main() {
    let url = std::env::args()
        .nth(1)
        .unwrap_or_else(|| format!("sqlite:{}/formwork-speed.db", std::env::temp_dir().display()));
    let cluster = (url == "postgres").then(|| test_kit::Cluster::start(test_kit::Durability::Durable).unwrap());
    let url = cluster.as_ref().map_or(url, |cluster| cluster.database().unwrap());
    if let Some(path) = url.strip_prefix("sqlite:") {
        for end in ["", "-wal", "-shm"] {
            let _ = std::fs::remove_file(format!("{path}{end}"));
        }
    }
    let database = Database::connect(&url, Options::default()).await.unwrap();
    database.migrate().await.unwrap();
    let app = app();
    let (form, access) = (Arc::clone(&app.forms["customers"]), Access::everything(Arc::clone(&app)));
    let new = Arc::clone(&app);
    database.write(async move |session: &Session| session.install(None, &new).await).await.unwrap();

    let companies: Vec<Record> = (0..COMPANIES)
        .map(|n| {
            record(
                &app.forms["companies"],
                &json!({"name": format!("Company {n}"), "city": "Ningbo", "industry": "it"}),
            )
        })
        .collect();
    let company: Vec<Uuid> = companies.iter().map(|record| record.id().unwrap()).collect();
    let records: Vec<Record> = (0..RECORDS).map(|n| record(&form, &customer(n, company[n % COMPANIES]))).collect();
    let ids: Vec<Uuid> = records.iter().map(|record| record.id().unwrap()).collect();
    let start = Instant::now();
    let loaded = Arc::clone(&app);
    database
        .write(async move |session: &Session| {
            for part in companies.chunks(1_000) {
                session.insert_records(&loaded, &loaded.forms["companies"], part, &[]).await?;
            }
            let form = &loaded.forms["customers"];
            for part in records.chunks(1_000) {
                let entries: Vec<_> = part.iter().map(|record| entry(form, record)).collect();
                session.insert_records(&loaded, form, part, &entries).await?;
            }
            Ok::<_, Error>(())
        })
        .await
        .unwrap();
    println!("{:<28} {:>10.0} rows/s", "bulk", RECORDS as f64 / start.elapsed().as_secs_f64());

    let query = access.query("customers", Verb::Read).unwrap();
    let context = context();
    let expand = vec![Expand { slot: form.slots["company"], fields: None }];
    measure("read", 20_000, async |n| {
        let mut out = Vec::with_capacity(1024);
        let id = ids[n * 7919 % ids.len()];
        let (query, context, select, out) = (&query, &context, &Select::default(), &mut out);
        let found = database
            .read_now(async move |session: &Session| session.read_json(query, context, id, select, out).await)
            .await;
        assert_eq!(found.unwrap(), Some(1));
    })
    .await;
    let condition = |json: Json| -> Expr {
        compile_condition(&json, &Place { form: "customers", table: None, old: false, path: "" }, &app.symbols)
            .unwrap()
            .expr
    };
    let path = |key: &str| expression::Path {
        row: false,
        slot: form.slots[key],
        key: engine_base::Key::new(key).unwrap(),
        hops: Vec::new(),
    };
    let list = ListQuery {
        filter: Some(condition(
            json!({"all": [{"field": "status", "op": "eq", "value": "qualified"}, {"field": "level", "op": "eq", "value": "gold"}]}),
        )),
        sort: vec![Sort { path: path("amount"), descending: true }],
        limit: 50,
        total: true,
        ..ListQuery::default()
    };
    let page = async |list: ListQuery| {
        let (query, context): (AuthorizedQuery, Context) = (query.clone(), context.clone());
        let work = async move |session: &Session| {
            let mut out = Vec::with_capacity(32 * 1024);
            session.list_json(&query, &context, &list, &mut out).await?;
            Ok::<_, Error>(out.len())
        };
        assert!(database.read(work).await.unwrap() > 2);
    };
    measure("list", 300, async |_| page(list.clone()).await).await;
    measure("list with expand", 300, async |_| {
        page(ListQuery { select: Select { fields: None, expand: expand.clone() }, ..list.clone() }).await
    })
    .await;
    measure("newest 50", 1_000, async |_| page(ListQuery { limit: 50, ..ListQuery::default() }).await).await;
    measure("search", 20, async |_| {
        page(ListQuery { search: Some("tomer 9999".into()), limit: 50, total: true, ..ListQuery::default() }).await
    })
    .await;
    let aggregate = Aggregate {
        group_by: vec![GroupBy { name: "status".into(), path: path("status"), grain: None }],
        measures: vec![
            Measure { name: "n".into(), op: MeasureOp::Count, of: None },
            Measure { name: "sum".into(), op: MeasureOp::Sum, of: Some(path("amount")) },
        ],
        limit: 100,
        ..Aggregate::default()
    };
    measure("aggregate", 20, async |_| {
        let (query, context, aggregate) = (query.clone(), context.clone(), aggregate.clone());
        let work = async move |session: &Session| {
            let mut out = Vec::new();
            session.aggregate_json(&query, &context, &aggregate, &mut out).await?;
            Ok::<_, Error>(out.len())
        };
        assert!(database.read(work).await.unwrap() > 2);
    })
    .await;

    let insert = async |n: usize| {
        let new = record(&form, &customer(n, company[n % COMPANIES]));
        let (app, entry) = (Arc::clone(&app), entry(&form, &new));
        let work =
            async move |session: &Session| session.insert_record(&app, &app.forms["customers"], &new, &entry).await;
        database.write(work).await.unwrap();
    };
    measure("make a record", 5_000, async |n| drop(record(&form, &customer(n, company[n % COMPANIES])))).await;
    measure("create, one after another", 500, async |n| insert(RECORDS + n).await).await;
    let (start, before, together) = (Instant::now(), processor(), 16);
    let writers = (0..together).map(|writer| {
        let insert = &insert;
        async move {
            for n in 0..500 {
                insert(RECORDS + writer * 500 + n).await;
            }
        }
    });
    futures_util::future::join_all(writers).await;
    let all = (together * 500) as f64;
    println!(
        "{:<28} {:>10.0} /s    {:>10.1} µs of processor each",
        "create, 16 together",
        all / start.elapsed().as_secs_f64(),
        (processor() - before) / all
    );
    let update = access.query("customers", Verb::Update).unwrap();
    measure("update", 300, async |n| {
        let (app, form, query, context, id) =
            (Arc::clone(&app), Arc::clone(&form), update.clone(), context.clone(), ids[n * 31 % ids.len()]);
        let work = async move |session: &Session| {
            let old = session.find_record(&query, &context, id).await?.ok_or(Error::Missing("record"))?;
            let mut new = old.clone();
            let slot = form.slots["notes"];
            new.set(slot, engine_base::Value::text(format!("changed {n}")));
            let version = old.get(1).as_number().unwrap_or_default() + engine_base::Decimal::ONE;
            new.set(1, engine_base::Value::Number(version));
            session.update_record(&app, &form, &old, &new, &[slot], &entry(&form, &new)).await
        };
        database.write(work).await.unwrap();
    })
    .await;
}
