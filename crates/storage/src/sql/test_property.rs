//! Random expressions over random records mean the same in Rust, SQLite and PostgreSQL.

use std::sync::Arc;

use engine_base::{Uuid, Value};
use expression::{
    Environment,
    corpus::{Case, CaseEnvironment, World},
    evaluate,
};
use proptest::{
    prelude::*,
    test_runner::{Config, TestCaseError, TestRunner},
};
use serde_json::json;

use super::test::{Answer, app_of, ask, both, create_tables, everything, insert, insert_directory};
use super::test_expressions::Tape;
use crate::{Error, Session};

const ZONES: [&str; 6] =
    ["Asia/Shanghai", "UTC", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu"];
/// An id.
pub(super) fn id(n: u8) -> Uuid {
    Uuid::from_u128(0x7000_8000_0000_0000_0000 + u128::from(n))
}

fn world() -> World {
    let number = |scale: u8| json!({"type": "number", "scale": scale});
    let department = |n: u8| id(n).to_string();
    let thing = json!({
        "id": {"type": "text"}, "n0": number(0), "n2": number(2), "n4": number(4), "t1": {"type": "text"}, "t2": {"type": "text"},
        "yes": {"type": "yes_no"}, "d1": {"type": "date"}, "d2": {"type": "date"}, "c1": {"type": "time"}, "m1": {"type": "date_time"},
        "m2": {"type": "date_time"}, "owner": {"type": "user"}, "dep": {"type": "department"}, "region": {"type": "option", "set": "region"},
        "tags": {"type": "list", "of": {"type": "text"}}, "team": {"type": "list", "of": {"type": "user"}}, "other": {"type": "link", "form": "other"},
        "others": {"type": "list", "of": {"type": "link", "form": "other"}},
        "lines": {"type": "rows", "fields": {"n0": number(0), "n2": number(2), "t1": {"type": "text"}, "yes": {"type": "yes_no"}, "d1": {"type": "date"}, "other": {"type": "link", "form": "other"}}},
    });
    let other = json!({"id": {"type": "text"}, "n2": number(2), "t1": {"type": "text"}, "yes": {"type": "yes_no"}, "d1": {"type": "date"}, "owner": {"type": "user"}});
    let user = json!({"id": {"type": "text"}, "name": {"type": "text"}, "department": {"type": "department"}});
    let others = json!({
        id(1).to_string(): {"n2": "12.50", "t1": "Abc", "yes": true, "d1": "2024-02-29", "owner": id(11).to_string()},
        id(2).to_string(): {"n2": null, "t1": null, "yes": null, "d1": null, "owner": null},
    });
    let users = json!({
        id(11).to_string(): {"name": "李雷", "account": "li", "department": department(22)},
        id(12).to_string(): {"name": "韩梅梅", "account": "han", "department": null},
    });
    let departments = json!({department(21): null, department(22): department(21), department(23): department(21)});
    let me = json!({"id": id(11).to_string(), "department": department(22), "name": "李雷", "roles": ["sales"]});
    World::new(json!({
        "now": "2026-01-31T01:30:00Z", "zone": "UTC", "me": me, "options": {}, "departments": departments, "record": {},
        "forms": {"thing": thing, "other": other, "user": user, "department": {"id": {"type": "text"}, "name": {"type": "text"}}},
        "records": {"other": others, "user": users, "department": {}},
    }))
    .unwrap()
}

/// What a job ends with, so that nothing it stored stays.
enum Undone {
    Answer(Box<Result<Answer, Error>>),
    Failed(Error),
}

impl From<Error> for Undone {
    fn from(error: Error) -> Self {
        Undone::Failed(error)
    }
}

fn environment<'w>(world: &'w World, record: Vec<Value>, zone: &str) -> CaseEnvironment<'w> {
    let case = Case { name: String::new(), json: json!({"form": "thing", "zone": zone}) };
    world.environment(&case).unwrap().with_record(record)
}

/// Numbers by value; everything else as it is.
fn same(a: &Value, b: &Value) -> bool {
    a == b || (a.is_empty() && b.is_empty())
}

#[test]
fn expressions_mean_the_same_everywhere() {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let world = world();
    let app = Arc::new(app_of(&world));
    let databases = runtime.block_on(both());
    for (database, _) in &databases {
        let (world, app) = (world.clone(), app.clone());
        let ready = database.write(async move |session: &Session| {
            create_tables(session, &app).await?;
            insert_directory(session, &world).await?;
            for (key, record) in world.json["records"]["other"].as_object().unwrap() {
                insert(session, &app, "other", Uuid::try_parse(key).unwrap(), &world.values("other", record).unwrap())
                    .await?;
            }
            Ok::<_, Error>(())
        });
        runtime.block_on(ready).unwrap();
    }
    let config = Config { failure_persistence: None, max_shrink_iters: 4_000, ..Config::default() };
    let tapes = (
        proptest::collection::vec(any::<u16>(), 60..160),
        proptest::collection::vec(any::<u16>(), 0..80),
        0..ZONES.len(),
    );
    let outcome = TestRunner::new(config).run(&tapes, |(record, tree, zone)| {
        let record = Tape::new(&world, record).record();
        let expr = Tape::new(&world, tree).any();
        let env = environment(&world, record.clone(), ZONES[zone]);
        let expected = evaluate(&expr, &env);
        let (yes, tree) = (expected == Value::Bool(true), expression::to_json(&expr));
        for (database, _) in &databases {
            let (app, record, expr, context) = (app.clone(), record.clone(), expr.clone(), env.context().clone());
            let asked = database.write(async move |session: &Session| {
                insert(session, &app, "thing", id(99), &record).await?;
                let query = everything(app.clone(), "thing");
                let answer = ask(session, &app, &query, &context, &expr, None, id(99)).await;
                Err::<(), _>(Undone::Answer(Box::new(answer)))
            });
            let dialect = database.dialect();
            let fail = |what: String| TestCaseError::fail(format!("{dialect:?} {}: {what}", ZONES[zone]));
            match runtime.block_on(asked) {
                Err(Undone::Answer(answer)) => {
                    let answer = answer.map_err(|error| fail(error.to_string()))?;
                    if !same(&answer.value, &expected) || answer.flag != yes || answer.met != yes {
                        return Err(fail(format!("{answer:?}, not {expected:?}\n{tree}")));
                    }
                }
                Err(Undone::Failed(error)) => return Err(fail(error.to_string())),
                Ok(()) => return Err(fail("the job kept its record".to_owned())),
            }
        }
        Ok(())
    });
    if let Err(error) = outcome {
        panic!("{error}");
    }
}
