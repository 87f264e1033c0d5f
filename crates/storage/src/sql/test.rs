//! Forms as tables, records as rows and answers as values, for the tests of this module.

use std::{collections::BTreeMap, sync::Arc};

use app_definition::{Access, App, AuthorizedQuery, CompiledApp, Verb};
use engine_base::{DataType, Key, Row, Timestamp, Uuid, Value};
use expression::{Context, Expr, corpus};
use form_engine::{CompiledField, CompiledForm, CompiledTable, Field, Form, Source, Symbols};
use serde_json::{Value as Json, json};

use super::{
    Repr, SqlBuilder, json_of,
    place::{Home, Place, RowPlace},
};
use crate::{
    Arg, Database, Dialect, Error, Options, RowRef, Session, Synchronous,
    physical::{
        POSITION, RECORD, TARGET, column_name, column_type, field_table, form_table, has_column, is_links, quote,
    },
};

/// The key of the app that tests use.
pub(super) const APP: &str = "test";

/// A fresh database of each kind.
pub(super) async fn both() -> Vec<(Database, tempfile::TempDir)> {
    let mut all = Vec::new();
    for dialect in [Dialect::Sqlite, Dialect::Postgres] {
        let folder = tempfile::tempdir().unwrap();
        let url = match dialect {
            Dialect::Sqlite => format!("sqlite:{}", folder.path().join("test.db").display()),
            Dialect::Postgres => test_kit::postgres_url().unwrap(),
        };
        let database =
            Database::connect(&url, Options { connections: 2, synchronous: Synchronous::Off }).await.unwrap();
        database.migrate().await.unwrap();
        all.push((database, folder));
    }
    all
}

/// The forms of a world as an app. Nothing in it is computed.
pub(super) fn app_of(world: &corpus::World) -> CompiledApp {
    let names =
        world.json["forms"].as_object().unwrap().keys().filter(|name| !matches!(name.as_str(), "user" | "department"));
    let forms = names.map(|name| (Key::new(name).unwrap(), Arc::new(form_of(name, world.fields(name))))).collect();
    let app: App =
        serde_json::from_value(json!({"app": {"format": 1, "key": APP, "version": "1", "label": "Test"}})).unwrap();
    CompiledApp {
        key: Key::new(APP).unwrap(),
        definition: Arc::new(app),
        forms,
        screens: BTreeMap::new(),
        roles: BTreeMap::new(),
        links_to: BTreeMap::new(),
        symbols: Symbols::new([], []),
    }
}

fn form_of(name: &str, fields: &[corpus::Field]) -> CompiledForm {
    let definition: Form =
        serde_json::from_value(json!({"format": 1, "key": name, "label": "", "title": "name", "fields": []})).unwrap();
    CompiledForm {
        key: Key::new(name).unwrap(),
        definition: Arc::new(definition),
        slots: fields.iter().enumerate().map(|(slot, field)| (field.key.clone(), slot)).collect(),
        fields: fields.iter().enumerate().map(|(slot, field)| field_of(slot, field)).collect(),
        title: 0,
        order: Vec::new(),
        checks: Vec::new(),
        unique: Vec::new(),
        looks_through_links: false,
        settings: Default::default(),
    }
}

fn field_of(slot: usize, field: &corpus::Field) -> CompiledField {
    let definition: Field = serde_json::from_value(json!({"key": field.key.as_str(), "kind": "long_text"})).unwrap();
    let table = (field.ty == DataType::Rows).then(|| CompiledTable {
        fields: field.fields.iter().enumerate().map(|(slot, field)| field_of(slot, field)).collect(),
        slots: field.fields.iter().enumerate().map(|(slot, field)| (field.key.clone(), slot)).collect(),
        rows: (0, 500),
    });
    CompiledField {
        key: field.key.clone(),
        slot,
        ty: field.ty.clone(),
        source: Source::Input,
        definition,
        table,
        options: None,
        formula: None,
        rollup: None,
        default: None,
        visible_when: None,
        required_when: None,
        read_only_when: None,
        options_when: Vec::new(),
        limits: (None, None),
        link_filter: None,
        pattern: None,
        serial: None,
        watches: Vec::new(),
    }
}

/// The tables of an app.
pub(super) async fn create_tables(session: &Session, app: &CompiledApp) -> Result<(), Error> {
    let dialect = session.dialect();
    let id = column_type(crate::Kind::Id, dialect);
    for form in app.forms.values() {
        let table = quote(&form_table(&app.key, &form.key));
        let columns: Vec<String> =
            form.fields.iter().filter(|field| has_column(field)).map(|field| column(field, dialect)).collect();
        session.run(&format!("CREATE TABLE {table} ({})", columns.join(", "))).await?;
        for field in &form.fields {
            let table = quote(&field_table(&app.key, &form.key, &field.key));
            if let Some(rows) = &field.table {
                let own: Vec<String> =
                    rows.fields.iter().filter(|field| has_column(field)).map(|field| column(field, dialect)).collect();
                session
                    .run(&format!(
                        "CREATE TABLE {table} (\"id\" {id}, {RECORD} {id}, {POSITION} bigint, {})",
                        own.join(", ")
                    ))
                    .await?;
            } else if is_links(field) {
                session.run(&format!("CREATE TABLE {table} ({RECORD} {id}, {POSITION} bigint, {TARGET} {id})")).await?;
            }
        }
    }
    Ok(())
}

fn repr_of(field: &CompiledField) -> Repr {
    if field.key == "id" { Repr::Id } else { Repr::of(&field.ty) }
}

fn column(field: &CompiledField, dialect: Dialect) -> String {
    format!("{} {}", quote(&column_name(field)), column_type(repr_of(field).kind(), dialect))
}

/// Stores a record with its rows and links; the id stands in its values.
pub(super) async fn insert(
    session: &Session,
    app: &CompiledApp,
    form: &str,
    id: Uuid,
    values: &[Value],
) -> Result<(), Error> {
    let form = &app.forms[form];
    store(session, &form_table(APP, &form.key), &[("id", Arg::Id(id))], &form.fields, values).await?;
    for field in &form.fields {
        let table = field_table(APP, &form.key, &field.key);
        let value = values.get(field.slot).cloned().unwrap_or_default();
        if let Some(rows) = &field.table {
            for (position, row) in value.rows().iter().enumerate() {
                insert_row(session, &table, id, position, rows, row).await?;
            }
        } else if is_links(field) {
            for (position, target) in value.items().iter().enumerate() {
                let sql = format!("INSERT INTO {} VALUES ($1, $2, $3)", quote(&table));
                let position = Arg::Int(i64::try_from(position).unwrap());
                session.execute(&sql, &[Arg::Id(id), position, Arg::Id(target.as_id().unwrap())]).await?;
            }
        }
    }
    Ok(())
}

async fn insert_row(
    session: &Session,
    table: &str,
    record: Uuid,
    position: usize,
    rows: &CompiledTable,
    row: &Row,
) -> Result<(), Error> {
    let position = Arg::Int(i64::try_from(position).unwrap());
    let first = [("id", Arg::Id(row.id.unwrap_or_else(Uuid::now_v7))), (RECORD, Arg::Id(record)), (POSITION, position)];
    store(session, table, &first, &rows.fields, &row.values).await
}

async fn store(
    session: &Session,
    table: &str,
    first: &[(&str, Arg<'static>)],
    fields: &[CompiledField],
    values: &[Value],
) -> Result<(), Error> {
    let mut columns: Vec<String> = first.iter().map(|(name, _)| quote(name)).collect();
    let mut args: Vec<Arg<'static>> = first.iter().map(|(_, arg)| arg.clone()).collect();
    for field in fields.iter().filter(|field| has_column(field) && !first.iter().any(|(name, _)| field.key == *name)) {
        columns.push(quote(&column_name(field)));
        args.push(arg(values.get(field.slot).unwrap_or(&Value::Null), &repr_of(field)));
    }
    let holes: Vec<String> = (1..=args.len()).map(|n| format!("${n}")).collect();
    let sql = format!("INSERT INTO {} ({}) VALUES ({})", quote(table), columns.join(", "), holes.join(", "));
    session.execute(&sql, &args).await.map(|_| ())
}

fn arg(value: &Value, repr: &Repr) -> Arg<'static> {
    if value.is_empty() {
        return Arg::Null(repr.kind());
    }
    match value {
        Value::Bool(yes) => Arg::Bool(*yes),
        Value::Number(number) => {
            let Repr::Scaled(scale) = repr else { panic!("{repr:?}") };
            Arg::Int(engine_base::to_scaled(*number, *scale).unwrap())
        }
        Value::Text(text) => Arg::from(text.to_string()),
        Value::Date(date) => Arg::Date(*date),
        Value::Time(time) => Arg::Time(*time),
        Value::Timestamp(moment) => Arg::Moment(*moment),
        Value::Duration(span) => Arg::Int(span.0),
        Value::Id(id) => Arg::Id(*id),
        other => Arg::Json(json_of(other).to_string().into()),
    }
}

/// The people and departments of a world.
pub(super) async fn insert_directory(session: &Session, world: &corpus::World) -> Result<(), Error> {
    let text = |json: &Json| json.as_str().map(str::to_owned);
    let id = |json: &Json| json.as_str().map_or(Arg::Null(crate::Kind::Id), |id| Arg::Id(Uuid::try_parse(id).unwrap()));
    let departments = world.json["departments"].as_object().unwrap();
    let mut waiting: Vec<(&String, &Json)> = departments.iter().collect();
    waiting.sort_by_key(|(id, _)| depth(departments, id));
    for (key, parent) in waiting {
        let known = &world.json["records"]["department"][key];
        let name = text(&known["name"]).unwrap_or_default();
        let args = [id(&json!(key)), Arg::from(name), id(parent), id(&known["head"])];
        session
            .execute("INSERT INTO fw_department (id, name, parent, head, position) VALUES ($1, $2, $3, $4, 0)", &args)
            .await?;
    }
    for (key, user) in world.json["records"]["user"].as_object().unwrap() {
        let optional = |json: &Json| text(json).map_or(Arg::Null(crate::Kind::Text), Arg::from);
        let args = [
            id(&json!(key)),
            optional(&user["account"]),
            optional(&user["name"]),
            id(&user["department"]),
            optional(&user["email"]),
            optional(&user["phone"]),
            optional(&user["title"]),
        ];
        let sql = "INSERT INTO fw_user (id, account, name, department, email, phone, title, locale, administrator, active, created_at, changed_at) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, 'en', FALSE, TRUE, 0, 0)";
        session.execute(sql, &args).await?;
    }
    Ok(())
}

fn depth(departments: &serde_json::Map<String, Json>, id: &str) -> usize {
    departments[id].as_str().map_or(0, |parent| 1 + depth(departments, parent))
}

/// What one expression gives.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) value: Value,
    /// As a yes/no that is never NULL.
    pub(super) flag: bool,
    /// As a condition of WHERE.
    pub(super) met: bool,
    pub(super) sql: String,
}

/// Asks for `expr` of the record `id` of `form`, and of a row when it is about one.
pub(super) async fn ask(
    session: &Session,
    app: &CompiledApp,
    query: &AuthorizedQuery,
    context: &Context,
    expr: &Expr,
    row: Option<(usize, Uuid)>,
    id: Uuid,
) -> Result<Answer, Error> {
    let form = query.form();
    let mut sql = SqlBuilder::new(session.dialect(), app, query, context);
    let table = quote(&form_table(APP, &form.key));
    let rows = row.map(|(slot, _)| (&form.fields[slot], form.fields[slot].table.as_ref().unwrap()));
    let row_place = rows.map(|(_, table)| RowPlace { fields: &table.fields, alias: "r" });
    let place = Place { home: Home::Form(form), alias: "b", row: row_place };
    let term = sql.term(expr, &place)?;
    let repr = term.repr();
    let value = sql.convert(term, &repr)?;
    let truth = sql.holds(expr, &place)?;
    let mut from = format!("FROM {table} AS b");
    if let Some((field, _)) = rows {
        from.push_str(&format!(", {} AS r", quote(&field_table(APP, &form.key, &field.key))));
    }
    sql.push(&format!(
        "SELECT {}, {}, CASE WHEN {} THEN TRUE ELSE FALSE END {from} WHERE b.id = ",
        value.text,
        truth.clone().into_exact(),
        truth.into_text()
    ));
    sql.arg(Arg::Id(id));
    if let Some((_, row)) = row {
        sql.push(" AND r.id = ");
        sql.arg(Arg::Id(row));
    }
    let read = |row: &RowRef<'_>| Ok((decode(row, 0, &repr)?, row.bool(1)?, row.bool(2)?));
    let found = session
        .first(&sql.text, &sql.args, read)
        .await
        .map_err(|error| Error::Database(format!("{error}\n{}", sql.text)))?;
    let (value, flag, met) = found.ok_or(Error::Missing("row of the answer"))?;
    let flag = flag.ok_or(Error::Missing("flag"))?;
    Ok(Answer { value, flag, met: met == Some(true), sql: sql.text })
}

fn decode(row: &RowRef<'_>, index: usize, repr: &Repr) -> Result<Value, Error> {
    let value = match repr {
        Repr::Scaled(scale) => row.int(index)?.map(|n| Value::Number(engine_base::from_scaled(n, *scale))),
        Repr::Number => row.number(index)?.map(Value::Number),
        Repr::Bool => row.bool(index)?.map(Value::Bool),
        Repr::Text | Repr::Null => row.text(index)?.map(Value::text),
        Repr::Id => row.id(index)?.map(Value::Id),
        Repr::Date => row.date(index)?.map(Value::Date),
        Repr::Time => row.time(index)?.map(Value::Time),
        Repr::Moment => row.moment(index)?.map(Value::Timestamp),
        Repr::Span => row.int(index)?.map(|n| Value::Duration(engine_base::Duration(n))),
        Repr::List(of) => {
            let json = row.json(index)?.map(|json| serde_json::from_str::<Vec<Json>>(json).unwrap());
            json.map(|items| Value::list(items.iter().map(|item| item_of(item, of))))
        }
        Repr::Json => row.json(index)?.map(|json| Value::Json(Arc::new(serde_json::from_str(json).unwrap()))),
    };
    Ok(value.unwrap_or_default())
}

fn item_of(item: &Json, repr: &Repr) -> Value {
    match (repr, item) {
        (_, Json::Null) => Value::Null,
        (_, Json::Bool(yes)) => Value::Bool(*yes),
        (Repr::Moment, Json::Number(n)) => Value::Timestamp(Timestamp::from_microsecond(n.as_i64().unwrap()).unwrap()),
        (Repr::Span, Json::Number(n)) => Value::Duration(engine_base::Duration(n.as_i64().unwrap())),
        (Repr::Number | Repr::Scaled(_), Json::String(text)) => Value::Number(engine_base::parse_number(text).unwrap()),
        (Repr::Id, Json::String(text)) => Value::Id(Uuid::try_parse(text).unwrap()),
        (Repr::Date, Json::String(text)) => Value::Date(engine_base::parse_date(text).unwrap()),
        (Repr::Time, Json::String(text)) => Value::Time(engine_base::parse_time(text).unwrap()),
        (_, Json::String(text)) => Value::text(text),
        other => panic!("{other:?}"),
    }
}

/// All rights on an app.
pub(super) fn everything(app: Arc<CompiledApp>, form: &str) -> AuthorizedQuery {
    Access::everything(app).query(form, Verb::Read).unwrap()
}

/// Stores a row of a sub-table that belongs to no record, to ask about it alone.
pub(super) async fn insert_lone_row(
    session: &Session,
    form: &CompiledForm,
    table: usize,
    values: &[Value],
) -> Result<Uuid, Error> {
    let (field, id) = (&form.fields[table], Uuid::now_v7());
    let rows = field.table.as_ref().unwrap();
    let row = Row { id: Some(id), values: values.to_vec() };
    insert_row(session, &field_table(APP, &form.key, &field.key), Uuid::nil(), 0, rows, &row).await?;
    Ok(id)
}
