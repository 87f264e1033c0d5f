//! What roles allow: scopes joined and met, verbs refused, and fields that may not be used.

use std::{collections::BTreeMap, fs, path::Path, sync::Arc};

use app_definition::{Access, AuthorizedQuery, CompiledApp, Refusal, Verb, compile, load};
use engine_base::{Key, TimeZone, Uuid, Value};
use expression::{Context, Me};
use form_engine::{Departments, FillEnv, Linked, Record, SystemField, meets};
use serde_json::{Value as Json, json};

/// The base app of the cases, with these rights on deals by role.
fn app(roles: Json) -> Arc<CompiledApp> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../engine-specs/app/base.json");
    let document: Json = serde_json::from_slice(&fs::read(path).unwrap()).unwrap();
    let mut files: BTreeMap<String, Json> = document["files"].as_object().unwrap().clone().into_iter().collect();
    files.remove("roles/sales.json");
    for (key, rights) in roles.as_object().unwrap() {
        let role = json!({ "format": 1, "key": key, "label": key, "forms": { "deal": rights } });
        files.insert(format!("roles/{key}.json"), role);
    }
    let files = files.into_iter().map(|(path, json)| (path, json.to_string().into_bytes())).collect();
    Arc::new(compile(load(&files).unwrap()).unwrap())
}

fn query(app: &Arc<CompiledApp>, roles: &[&str], verb: Verb) -> Result<AuthorizedQuery, Refusal> {
    let keys: Vec<Key> = roles.iter().map(|role| Key::new(role).unwrap()).collect();
    Access::of_roles(app.clone(), &keys).query("deal", verb)
}

const ME: Uuid = Uuid::from_u128(1);
const COLLEAGUE: Uuid = Uuid::from_u128(2);
const STRANGER: Uuid = Uuid::from_u128(3);
const TEAM: Uuid = Uuid::from_u128(10);
const SALES: Uuid = Uuid::from_u128(11);
const FINANCE: Uuid = Uuid::from_u128(12);

/// The team is part of sales.
struct Tree;

impl Departments for Tree {
    fn within(&self, department: Uuid, ancestor: Uuid) -> bool {
        department == ancestor || (department == TEAM && ancestor == SALES)
    }
}

/// Whose deals somebody of `department` may see with this scope.
fn seen(scope: Json, department: Option<Uuid>) -> Vec<Uuid> {
    let app = app(json!({ "sales": { "read": scope } }));
    let query = query(&app, &["sales"], Verb::Read).unwrap();
    let mut me = Me::new(ME);
    me.department = department;
    let context = Context::new("2026-01-31T01:00:00Z".parse().unwrap(), TimeZone::UTC, me);
    let mut linked = Linked::default();
    for (person, department) in [(ME, department), (COLLEAGUE, Some(TEAM)), (STRANGER, Some(FINANCE))] {
        let user = form_engine::USER_FIELDS.iter().map(|(key, _)| match *key {
            "id" => Value::Id(person),
            "department" => department.map_or(Value::Null, Value::Id),
            _ => Value::Null,
        });
        linked.insert(Key::new("user").unwrap(), person, Some(Record { values: user.collect() }));
    }
    let env = FillEnv { context: &context, linked: &linked, departments: &Tree, id: None, preview: false };
    let owned = |owner: Uuid| {
        let mut record = Record::empty(query.form());
        record.set(SystemField::Owner.slot(), Value::Id(owner));
        record
    };
    let covers = |owner: &Uuid| {
        let (met, missing) = meets(query.scope(), &owned(*owner), &env);
        assert!(missing.is_empty());
        met
    };
    [ME, COLLEAGUE, STRANGER].into_iter().filter(covers).collect()
}

#[test]
fn named_scopes_cover_what_they_say() {
    assert_eq!(seen(json!(true), None), [ME, COLLEAGUE, STRANGER]);
    assert_eq!(seen(json!("all"), None), [ME, COLLEAGUE, STRANGER]);
    assert_eq!(seen(json!("own"), Some(TEAM)), [ME]);
    assert_eq!(seen(json!("department"), Some(TEAM)), [ME, COLLEAGUE]);
    assert_eq!(seen(json!("department"), Some(SALES)), [ME]);
    assert_eq!(seen(json!("department_and_below"), Some(SALES)), [ME, COLLEAGUE]);
    assert_eq!(seen(json!("department_and_below"), Some(TEAM)), [ME, COLLEAGUE]);
    // Somebody without a department is in no department, not in that of others without one.
    assert!(seen(json!("department"), None).is_empty());
    assert!(seen(json!("department_and_below"), None).is_empty());
}

#[test]
fn several_roles_are_joined() {
    let app = app(json!({
        "own": { "read": "own", "update": "own" }, "all": { "read": true }, "poor": { "create": true },
        "rich": { "read": "amount > 100", "export": true },
    }));
    let read = |roles: &[&str]| query(&app, roles, Verb::Read);
    assert!(!read(&["own"]).unwrap().is_unlimited());
    assert!(read(&["own", "all"]).unwrap().is_unlimited());
    assert!(read(&["all", "own"]).unwrap().is_unlimited());
    let (own, rich) = (read(&["own"]).unwrap(), read(&["rich"]).unwrap());
    let both = read(&["own", "rich"]).unwrap();
    assert_eq!(both.scope(), &expression::BinaryOp::Or.of(own.scope().clone(), rich.scope().clone()));
    assert_eq!(read(&["own", "own"]).unwrap().scope(), own.scope());
    // A right that no role gives is refused, whatever the others give.
    assert!(matches!(query(&app, &["all"], Verb::Update), Err(Refusal::Form { verb: Verb::Update, .. })));
    assert!(matches!(query(&app, &["own", "all"], Verb::Delete), Err(Refusal::Form { .. })));
    assert!(query(&app, &["own", "all"], Verb::Update).is_ok());
    // Export needs the right and covers what may be read.
    assert!(query(&app, &["all"], Verb::Export).is_err());
    assert_eq!(query(&app, &["rich"], Verb::Export).unwrap().scope(), rich.scope());
    // Who may create and neither change nor see, may create whatever.
    assert!(query(&app, &["poor"], Verb::Create).unwrap().is_unlimited());
    assert!(matches!(query(&app, &["poor"], Verb::Read), Err(Refusal::Form { .. })));
    assert!(matches!(query(&app, &["nobody"], Verb::Read), Err(Refusal::NoForm(_))));
    assert!(matches!(Access::everything(app.clone()).query("nothing", Verb::Read), Err(Refusal::NoForm(_))));
}

#[test]
fn fields_that_may_not_be_seen_may_not_be_used() {
    let app = app(
        json!({ "sales": { "read": true, "fields": { "cost": "hidden", "amount": "masked", "lines.price": "masked", "*": "read" } } }),
    );
    let query = query(&app, &["sales"], Verb::Read).unwrap();
    let slot = |key: &str| query.form().slots[key];
    assert!(query.usable(slot("name")).is_ok());
    for key in ["cost", "amount", "margin"] {
        assert!(matches!(query.usable(slot(key)), Err(Refusal::Field { field, .. }) if field == key), "{key}");
    }
    let lines = query.form().fields[slot("lines")].table.as_ref().unwrap();
    assert!(query.usable_row(slot("lines"), lines.slots["price"]).is_err());
    assert!(query.usable_row(slot("lines"), lines.slots["quantity"]).is_ok());
    assert!(query.linked("company").is_none(), "a form without rights is not looked into");
    let administrator = Access::everything(app.clone()).query("deal", Verb::Read).unwrap();
    assert!(administrator.usable(slot("cost")).is_ok());
    assert!(administrator.linked("company").is_some());
}
