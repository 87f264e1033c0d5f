//! A small app of companies and orders, and a way to make its records.

use std::sync::Arc;

use app_definition::{Access, AuthorizedQuery, CompiledApp, Verb, compile, from_packed};
use engine_base::{Key, TimeZone, Timestamp, Uuid, Value};
use expression::{Context, Me};
use form_engine::{AllRights, CompiledForm, FillEnv, Linked, NoDepartments, Purpose, Record, fill, read};
use serde_json::{Value as Json, json};
use storage::{
    Error, ListQuery, Select, Session,
    system::{
        apps::{App, insert_app},
        history::{HistoryAction, HistoryEntry},
    },
};

use crate::databases::Fresh;

/// The app's definition; tests change it.
pub(crate) fn definition() -> Json {
    json!({
        "app": { "format": 1, "key": "shop", "version": "1.0.0", "label": "Shop" },
        "forms": {
            "company": { "format": 1, "key": "company", "label": "Company", "title": "name",
                "fields": [
                    { "key": "name", "kind": "text", "label": "Name", "required": true, "unique": true },
                    { "key": "phone", "kind": "phone", "label": "Phone" },
                    { "key": "level", "kind": "select", "label": "Level", "options": [{ "key": "a", "label": "A" }, { "key": "b", "label": "B" }], "indexed": true },
                    { "key": "orders", "kind": "rollup", "label": "Orders", "form": "order", "via": "company", "op": "count" },
                    { "key": "revenue", "kind": "rollup", "label": "Revenue", "form": "order", "via": "company", "op": "sum", "of": "amount",
                      "where": { "field": "paid", "op": "eq", "value": true } }
                ] },
            "order": { "format": 1, "key": "order", "label": "Order", "title": "title",
                "fields": [
                    { "key": "title", "kind": "text", "label": "Title" },
                    { "key": "company", "kind": "link", "label": "Company", "form": "company", "back": "order_list" },
                    { "key": "partners", "kind": "links", "label": "Partners", "form": "company", "back": "partner_orders" },
                    { "key": "amount", "kind": "money", "label": "Amount" },
                    { "key": "paid", "kind": "yes_no", "label": "Paid" },
                    { "key": "due", "kind": "date", "label": "Due" },
                    { "key": "seen_at", "kind": "date_time", "label": "Seen" },
                    { "key": "opens", "kind": "time", "label": "Opens" },
                    { "key": "stage", "kind": "select", "label": "Stage", "options": [{ "key": "new", "label": "New" }, { "key": "won", "label": "Won" }] },
                    { "key": "tags", "kind": "tags", "label": "Tags" },
                    { "key": "extra", "kind": "json", "label": "Extra" },
                    { "key": "lines", "kind": "table", "label": "Lines", "fields": [
                        { "key": "product", "kind": "text", "label": "Product" },
                        { "key": "quantity", "kind": "integer", "label": "Quantity" },
                        { "key": "price", "kind": "money", "label": "Price" },
                        { "key": "supplier", "kind": "link", "label": "Supplier", "form": "company" },
                        { "key": "subtotal", "kind": "formula", "label": "Subtotal", "formula": "price * quantity" } ] },
                    { "key": "total", "kind": "formula", "label": "Total", "formula": "sum(lines.subtotal)" },
                    { "key": "company_name", "kind": "lookup", "label": "Company", "via": "company", "field": "name" },
                    { "key": "overdue", "kind": "formula", "label": "Overdue", "formula": "due < today()" }
                ],
                "unique": [ { "fields": ["company", "title"] } ] }
        },
        "roles": {
            "seller": { "format": 1, "key": "seller", "label": "Seller", "forms": {
                "company": { "read": { "field": "level", "op": "eq", "value": "b" }, "fields": { "phone": "masked", "revenue": "hidden", "*": "write" } },
                "order": { "read": "own", "create": true, "update": "own", "delete": "own",
                           "fields": { "extra": "hidden", "lines.price": "hidden", "*": "write" } } } }
        }
    })
}

pub(crate) fn compiled(definition: &Json) -> Arc<CompiledApp> {
    let app = from_packed(definition).unwrap_or_else(|issues| panic!("{issues:#?}"));
    Arc::new(compile(app).unwrap_or_else(|issues| panic!("{issues:#?}")))
}

pub(crate) fn context(me: Uuid) -> Context {
    let now: Timestamp = "2026-03-15T10:00:00Z".parse().unwrap();
    Context::new(now, TimeZone::get("Asia/Shanghai").unwrap(), Me::new(me))
}

pub(crate) const NOBODY: Uuid = Uuid::nil();

/// An installed app in a fresh database.
pub(crate) struct Shop {
    pub(crate) database: Fresh,
    pub(crate) app: Arc<CompiledApp>,
}

impl Shop {
    pub(crate) async fn open(database: Fresh) -> Shop {
        Shop::of(&definition(), database).await
    }

    pub(crate) async fn of(definition: &Json, database: Fresh) -> Shop {
        let app = compiled(definition);
        let new = Arc::clone(&app);
        let draft = App { key: "shop".into(), draft: "{}".into(), draft_version: 1, created_at: Timestamp::UNIX_EPOCH };
        let install = async move |session: &Session| {
            insert_app(session, &draft).await?;
            session.install(None, &new).await
        };
        database.write(install).await.unwrap();
        Shop { database, app }
    }

    pub(crate) fn form(&self, form: &str) -> &Arc<CompiledForm> {
        &self.app.forms[form]
    }

    pub(crate) fn all(&self, form: &str) -> AuthorizedQuery {
        Access::everything(Arc::clone(&self.app)).query(form, Verb::Read).unwrap()
    }

    pub(crate) fn seller(&self, form: &str, verb: Verb) -> AuthorizedQuery {
        let role = Key::new("seller").unwrap();
        Access::of_roles(Arc::clone(&self.app), [&role]).query(form, verb).unwrap()
    }

    /// The record that `body` describes, owned by `owner`.
    pub(crate) fn record(&self, form: &str, owner: Uuid, body: &Json) -> Record {
        record(self.form(form), owner, body)
    }

    /// Stores a record; its id.
    pub(crate) async fn add(&self, form: &str, owner: Uuid, body: Json) -> Uuid {
        let record = self.record(form, owner, &body);
        let id = record.id().unwrap();
        self.try_add(form, record).await.unwrap();
        id
    }

    /// Stores many records at once.
    pub(crate) async fn add_all(&self, form: &str, owner: Uuid, bodies: impl IntoIterator<Item = Json>) {
        let (app, form) = (Arc::clone(&self.app), Arc::clone(self.form(form)));
        let records: Vec<Record> = bodies.into_iter().map(|body| record(&form, owner, &body)).collect();
        let stored = self.database.write(async move |session: &Session| {
            for record in &records {
                let entry = entry(&form, record, HistoryAction::Create);
                session.insert_record(&app, &form, record, &entry).await?;
            }
            Ok::<_, Error>(())
        });
        stored.await.unwrap();
    }

    pub(crate) async fn try_add(&self, form: &str, record: Record) -> Result<(), Error> {
        let (app, form) = (Arc::clone(&self.app), Arc::clone(self.form(form)));
        let entry = entry(&form, &record, HistoryAction::Create);
        self.database
            .write(async move |session: &Session| session.insert_record(&app, &form, &record, &entry).await)
            .await
    }

    /// The JSON of a record as `query` sees it.
    pub(crate) async fn read(&self, query: AuthorizedQuery, me: Uuid, id: Uuid, select: Select) -> Option<Json> {
        let mut out = Vec::new();
        let found = {
            let out = &mut out;
            self.database
                .read_now(async move |session: &Session| {
                    session.read_json(&query, &context(me), id, &select, out).await
                })
                .await
                .unwrap()
        };
        found.map(|_| {
            serde_json::from_slice(&out).unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&out)))
        })
    }

    /// The JSON of a list, its next cursor and total.
    pub(crate) async fn list(
        &self,
        query: AuthorizedQuery,
        me: Uuid,
        list: ListQuery,
    ) -> Result<(Vec<Json>, storage::Page), Error> {
        self.database
            .read(async move |session: &Session| {
                let mut out = Vec::new();
                let page = session.list_json(&query, &context(me), &list, &mut out).await?;
                Ok((serde_json::from_slice(&out).unwrap(), page))
            })
            .await
    }
}

pub(crate) fn record(form: &CompiledForm, owner: Uuid, body: &Json) -> Record {
    let (mut draft, issues) = read(form, body, Purpose::Import, &AllRights);
    assert!(issues.is_empty(), "{issues:#?}");
    draft.set(form_engine::SystemField::Owner.slot(), Value::Id(owner));
    let (context, linked) = (context(owner), Linked::default());
    let env = FillEnv {
        context: &context,
        linked: &linked,
        departments: &NoDepartments,
        id: Some(Uuid::now_v7()),
        preview: false,
    };
    fill(form, &draft, None, &env).record
}

pub(crate) fn entry(form: &CompiledForm, record: &Record, action: HistoryAction) -> HistoryEntry {
    let version = record.get(form_engine::SystemField::Version.slot()).as_number().unwrap();
    HistoryEntry {
        id: Uuid::now_v7(),
        app: "shop".into(),
        form: form.key.to_string(),
        record: record.id().unwrap(),
        version: engine_base::to_scaled(version, 0).unwrap(),
        at: context(NOBODY).now,
        by: None,
        action,
        changes: None,
    }
}
