//! What a person may not see is empty, wherever a statement comes across it.

use std::sync::Arc;

use app_definition::{Access, App, AuthorizedQuery, CompiledApp, Verb, compile};
use engine_base::{Decimal, Key, TimeZone, Timestamp, Uuid, Value};
use expression::{Context, Expr, Me, Place, compile_formula};
use serde_json::json;

use super::{
    SqlBuilder,
    test::{APP, ask, both, create_tables, insert},
};
use crate::{Arg, Dialect, Error, Session, physical::form_table, physical::quote};

fn id(n: u8) -> Uuid {
    Uuid::from_u128(u128::from(n))
}

const ME: u8 = 1;
const OTHER: u8 = 2;
/// Customers: one is mine, one is somebody else's.
const MINE: u8 = 11;
const THEIRS: u8 = 12;

fn app() -> Arc<CompiledApp> {
    let customer = json!({
        "format": 1, "key": "customer", "label": "c", "title": "name",
        "fields": [
            {"key": "name", "kind": "text", "label": "n"},
            {"key": "level", "kind": "select", "label": "l", "options": [{"key": "A", "label": "A"}, {"key": "B", "label": "B"}]},
            {"key": "team", "kind": "users", "label": "t"},
            {"key": "contracts", "kind": "rollup", "label": "r", "form": "contract", "via": "customer", "op": "count"},
            {"key": "large", "kind": "rollup", "label": "r", "form": "contract", "via": "customer", "op": "sum", "of": "amount",
             "where": {"field": "amount", "op": "ge", "value": "100"}},
            {"key": "mean", "kind": "rollup", "label": "r", "form": "contract", "via": "customer", "op": "avg", "of": "amount"},
            {"key": "last", "kind": "rollup", "label": "r", "form": "contract", "via": "customer", "op": "latest", "of": "name"},
            {"key": "share", "kind": "formula", "label": "f", "formula": "large / contracts", "scale": 1},
        ],
    });
    let contract = json!({
        "format": 1, "key": "contract", "label": "k", "title": "name",
        "fields": [
            {"key": "name", "kind": "text", "label": "n"},
            {"key": "customer", "kind": "link", "label": "c", "form": "customer"},
            {"key": "amount", "kind": "money", "label": "a"},
            {"key": "level", "kind": "lookup", "label": "l", "via": "customer", "field": "level"},
            {"key": "secret", "kind": "link", "label": "s", "form": "secret"},
        ],
    });
    let secret = json!({"format": 1, "key": "secret", "label": "s", "title": "name", "fields": [{"key": "name", "kind": "text", "label": "n"}]});
    let role = |key: &str, customer: serde_json::Value, contract: serde_json::Value| json!({"format": 1, "key": key, "label": key, "forms": {"customer": {"read": customer}, "contract": {"read": contract}}});
    let over = json!({"any": [
        {"field": "owner", "op": "eq", "value": {"formula": "me"}},
        {"field": "customer.owner", "op": "eq", "value": {"formula": "me"}},
    ]});
    let app: App = serde_json::from_value(json!({
        "app": {"format": 1, "key": APP, "version": "1", "label": "t"},
        "forms": {"customer": customer, "contract": contract, "secret": secret},
        "roles": {
            "sales": role("sales", json!("own"), json!("all")),
            "blind": role("blind", json!(false), over),
            "chief": role("chief", json!("department_and_below"), json!("own")),
        },
    }))
    .unwrap();
    Arc::new(compile(app).unwrap())
}

fn query(app: &Arc<CompiledApp>, role: &str, form: &str) -> AuthorizedQuery {
    Access::of_roles(app.clone(), [&Key::new(role).unwrap()]).query(form, Verb::Read).unwrap()
}

fn context(department: Option<Uuid>) -> Context {
    let me = Me { department, ..Me::new(id(ME)) };
    Context::new(Timestamp::UNIX_EPOCH, TimeZone::UTC, me)
}

fn formula(app: &CompiledApp, form: &str, text: &str) -> Expr {
    compile_formula(text, &Place { form, table: None, old: false, path: "" }, &app.symbols).unwrap().expr
}

async fn fill(session: &Session, app: &CompiledApp) -> Result<(), Error> {
    create_tables(session, app).await?;
    for (department, parent) in [(31, None), (32, Some(31)), (33, None)] {
        let parent = parent.map_or(Arg::Null(crate::Kind::Id), |n| Arg::Id(id(n)));
        let sql = "INSERT INTO fw_department (id, name, parent, position) VALUES ($1, 'd', $2, 0)";
        session.execute(sql, &[Arg::Id(id(department)), parent]).await?;
    }
    for (user, department) in [(ME, 31), (OTHER, 32), (3, 33)] {
        let sql = "INSERT INTO fw_user (id, account, name, department, locale, administrator, active, created_at, changed_at) \
                   VALUES ($1, $2, $2, $3, 'en', FALSE, TRUE, 0, 0)";
        session.execute(sql, &[Arg::Id(id(user)), Arg::from(format!("user {user}")), Arg::Id(id(department))]).await?;
    }
    for (customer, owner, level) in [(MINE, ME, "A"), (THEIRS, OTHER, "A"), (13, 3, "B")] {
        store(session, app, "customer", customer, owner, &[("name", Value::text("N")), ("level", Value::text(level))])
            .await?;
    }
    let contracts: [(u8, u8, u8, i64); 5] =
        [(21, ME, MINE, 50), (22, OTHER, MINE, 150), (23, OTHER, MINE, 100), (24, ME, THEIRS, 70), (25, 3, 13, 1)];
    for (contract, owner, customer, amount) in contracts {
        let values = [
            ("name", Value::text(format!("K{contract}"))),
            ("customer", Value::Id(id(customer))),
            ("amount", Value::Number(Decimal::from(amount))),
            ("secret", Value::Id(id(41))),
        ];
        store(session, app, "contract", contract, owner, &values).await?;
    }
    store(session, app, "secret", 41, ME, &[("name", Value::text("x"))]).await
}

async fn store(
    session: &Session,
    app: &CompiledApp,
    form: &str,
    n: u8,
    owner: u8,
    values: &[(&str, Value)],
) -> Result<(), Error> {
    let compiled = &app.forms[form];
    let mut record = vec![Value::Null; compiled.fields.len()];
    let created = Value::Timestamp(Timestamp::from_second(i64::from(n)).unwrap());
    let system = [("owner", Value::Id(id(owner))), ("created_at", created), ("version", Value::Number(Decimal::ONE))];
    for (key, value) in values.iter().chain(&system) {
        record[compiled.slots[*key]] = value.clone();
    }
    insert(session, app, form, id(n), &record).await
}

/// The value of a formula for each of the records.
async fn values(
    app: &Arc<CompiledApp>,
    role: &str,
    form: &'static str,
    text: &str,
    records: &'static [u8],
) -> Vec<Vec<Value>> {
    let (query, expr, mut all) = (query(app, role, form), formula(app, form, text), Vec::new());
    for (database, _folder) in both().await {
        let (app, query, expr) = (app.clone(), query.clone(), expr.clone());
        let found = database.write(async move |session: &Session| {
            fill(session, &app).await?;
            let mut found = Vec::new();
            for record in records {
                let answer = ask(session, &app, &query, &context(Some(id(31))), &expr, None, id(*record)).await?;
                assert_eq!(answer.flag, answer.value == Value::Bool(true), "{}", answer.sql);
                assert_eq!(answer.met, answer.flag, "{}", answer.sql);
                found.push(answer.value);
            }
            Ok::<_, Error>(found)
        });
        all.push(found.await.unwrap());
    }
    all
}

/// The ids that the scope of a role lets through.
async fn in_scope(app: &Arc<CompiledApp>, role: &str, form: &'static str) -> Vec<Vec<Uuid>> {
    let (query, mut all) = (query(app, role, form), Vec::new());
    for (database, _folder) in both().await {
        let (app, query) = (app.clone(), query.clone());
        let found = database.write(async move |session: &Session| {
            fill(session, &app).await?;
            let context = context(Some(id(31)));
            let mut sql = SqlBuilder::new(session.dialect(), &app, &query, &context);
            sql.push(&format!("SELECT b.id FROM {} AS b WHERE ", quote(&form_table(APP, form))));
            sql.scope("b")?;
            sql.push(" ORDER BY b.id");
            session.all(&sql.text, &sql.args, |row| Ok(row.id(0)?.unwrap())).await
        });
        all.push(found.await.unwrap());
    }
    all
}

fn number(n: i64) -> Value {
    Value::Number(Decimal::from(n))
}

#[tokio::test]
async fn a_record_out_of_scope_is_not_there() {
    let app = app();
    for (text, mine, theirs) in [
        ("customer.name", Value::text("N"), Value::Null),
        ("level", Value::text("A"), Value::Null),
        ("customer.level == \"A\"", Value::Bool(true), Value::Bool(false)),
        ("customer.level != \"A\"", Value::Bool(false), Value::Bool(true)),
        ("!(customer.level == \"A\")", Value::Bool(false), Value::Bool(true)),
        ("is_empty(customer.name)", Value::Bool(false), Value::Bool(true)),
        ("customer.owner.name", Value::text("user 1"), Value::Null),
        ("customer.owner.department == me.department", Value::Bool(true), Value::Bool(false)),
        ("contains(customer.name, \"n\")", Value::Bool(true), Value::Bool(false)),
        // The directory is open, and so is the id in the link itself.
        ("owner.name", Value::text("user 1"), Value::text("user 1")),
        ("is_empty(customer)", Value::Bool(false), Value::Bool(false)),
    ] {
        for found in values(&app, "sales", "contract", text, &[21, 24]).await {
            assert_eq!(found, [mine.clone(), theirs.clone()], "{text}");
        }
    }
}

#[tokio::test]
async fn a_form_without_rights_is_empty() {
    let app = app();
    for text in ["secret.name", "if secret.name == \"x\" { \"y\" } else { () }"] {
        for found in values(&app, "sales", "contract", text, &[21]).await {
            assert_eq!(found, [Value::Null], "{text}");
        }
    }
    for found in values(&app, "sales", "contract", "secret.name == () || secret.name == \"x\"", &[21]).await {
        assert_eq!(found, [Value::Bool(true)]);
    }
}

#[tokio::test]
async fn rollups_count_what_the_person_sees() {
    let app = app();
    let everything: [(&str, Value); 5] = [
        ("contracts", number(3)),
        ("large", number(250)),
        ("mean", number(100)),
        ("last", Value::text("K23")),
        ("share", "83.3".parse().map(Value::Number).unwrap()),
    ];
    for (text, value) in everything {
        for found in values(&app, "sales", "customer", text, &[MINE]).await {
            assert_eq!(found, std::slice::from_ref(&value), "{text}");
        }
    }
    // Own contracts only: one of them, and none of 100 or more.
    let own: [(&str, Value); 5] = [
        ("contracts", number(1)),
        ("large", number(0)),
        ("mean", number(50)),
        ("last", Value::text("K21")),
        ("share", number(0)),
    ];
    for (text, value) in own {
        for found in values(&app, "chief", "customer", text, &[MINE]).await {
            assert_eq!(found, std::slice::from_ref(&value), "{text}");
        }
    }
}

#[tokio::test]
async fn scopes_are_about_facts() {
    let app = app();
    // May see no customer, and yet the contracts of the customers that belong to them.
    for found in in_scope(&app, "blind", "contract").await {
        assert_eq!(found, [21, 22, 23, 24].map(id));
    }
    for found in in_scope(&app, "chief", "customer").await {
        assert_eq!(found, [MINE, THEIRS].map(id));
    }
    for found in in_scope(&app, "sales", "customer").await {
        assert_eq!(found, [MINE].map(id));
    }
}

/// What falls away because it can never hold takes its arguments with it.
#[test]
fn every_argument_stands_in_the_text() {
    let (app, context) = (app(), context(None));
    let query = query(&app, "sales", "contract");
    for (text, count) in [
        ("version == 1 && is_empty(version)", 0),
        ("amount == 1.005 || amount == 2", 1),
        ("customer.name == \"N\" && secret.name == \"x\"", 0),
        ("amount > 1 || customer.name == \"N\"", 3),
    ] {
        let expr = formula(&app, "contract", text);
        for (dialect, sign) in [(Dialect::Sqlite, '?'), (Dialect::Postgres, '$')] {
            let mut sql = SqlBuilder::new(dialect, &app, &query, &context);
            sql.condition(&expr, "b").unwrap();
            assert_eq!((sql.args.len(), sql.text.matches(sign).count()), (count, count), "{text}: {}", sql.text);
        }
    }
}

#[tokio::test]
async fn scopes_over_links_use_indexes() {
    let app = app();
    let query = query(&app, "blind", "contract");
    for (database, _folder) in both().await.into_iter().filter(|(database, _)| database.dialect() == Dialect::Sqlite) {
        let (app, query) = (app.clone(), query.clone());
        let plan = database.write(async move |session: &Session| {
            create_tables(session, &app).await?;
            session.run("CREATE INDEX o ON \"test.contract\" (owner, id); CREATE INDEX c ON \"test.contract\" (customer, id);").await?;
            session.run("CREATE INDEX p ON \"test.customer\" (owner, id);").await?;
            let context = context(None);
            let mut sql = SqlBuilder::new(session.dialect(), &app, &query, &context);
            sql.push("EXPLAIN QUERY PLAN SELECT b.id FROM \"test.contract\" AS b WHERE ");
            sql.scope("b")?;
            let read = |row: &crate::RowRef<'_>| Ok(row.text(3)?.unwrap_or_default().to_owned());
            session.all(&sql.text, &sql.args, read).await
        });
        let plan = plan.await.unwrap().join("\n");
        assert!(plan.contains("MULTI-INDEX OR") && !plan.contains("SCAN b"), "{plan}");
        assert!(plan.contains("USING COVERING INDEX p"), "{plan}");
    }
}
