//! The case files of `engine-specs/form`: their shape (see the README there) and how one case is run.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use engine_base::{Issues, Key, TimeZone, Uuid, parse_timestamp};
use expression::{Context, Me};
use form_engine::{
    AllRights, CompiledForm, FILE_FIELDS, FILE_FORM, FillEnv, Filled, FormSettings, Linked, NoDepartments, OptionSet,
    Purpose, Record, Rights, Symbols, compile, fill, read, validate, write_record,
};
use serde_json::{Map, Value as Json, json};

/// A case file.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct File {
    pub about: String,
    /// The form that records are of; `format`, `key`, `label` and `title` have defaults.
    #[serde(default)]
    pub form: Map<String, Json>,
    /// Other forms of the app.
    #[serde(default)]
    pub forms: Vec<Map<String, Json>>,
    /// Option sets.
    #[serde(default)]
    pub options: Vec<Json>,
    #[serde(default)]
    pub cases: Vec<RecordCase>,
    #[serde(default)]
    pub definitions: Vec<DefinitionCase>,
}

/// What becomes of a record.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecordCase {
    pub name: String,
    /// What is sent.
    pub record: Json,
    /// The record as it was, for a change.
    pub old: Option<Json>,
    /// `import`, for what administrators bring in.
    #[serde(default)]
    pub import: bool,
    /// Fields (`lines.price` for rows) that may only be read, or not even be known.
    #[serde(default)]
    pub read: Vec<String>,
    #[serde(default)]
    pub hidden: Vec<String>,
    #[serde(default = "default_now")]
    pub now: String,
    /// Roles of the person who asks.
    #[serde(default)]
    pub roles: Vec<Key>,
    /// Records of other forms by form and id; null for one that is not there.
    #[serde(default)]
    pub linked: BTreeMap<Key, BTreeMap<Uuid, Option<Map<String, Json>>>>,
    /// Fields of the record as it is stored then.
    #[serde(default)]
    pub expect: Map<String, Json>,
    /// Everything that is wrong; parameters only where they are named.
    #[serde(default)]
    pub issues: Vec<Expected>,
}

/// What is wrong with a definition.
#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DefinitionCase {
    pub name: String,
    /// Replaces the field with this key, or comes after the others.
    pub field: Option<Map<String, Json>>,
    /// Replaces properties of the form.
    #[serde(default)]
    pub form: Map<String, Json>,
    #[serde(default)]
    pub issues: Vec<Expected>,
}

#[derive(serde::Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Expected {
    pub code: String,
    #[serde(default)]
    pub path: String,
    #[serde(default)]
    pub params: Map<String, Json>,
    pub message: Option<String>,
}

fn default_now() -> String {
    "2026-03-15T02:00:00Z".to_owned()
}

/// The person who asks in every case.
pub const ME: Uuid = Uuid::from_u128(0x0191e0a4_0000_7000_8000_0000000000aa);
/// The id of new records.
pub const NEW: Uuid = Uuid::from_u128(0x0191e0a4_0000_7000_8000_0000000000ff);

pub fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../engine-specs/form")
}

/// A file of cases with its forms compiled.
pub struct App {
    pub forms: BTreeMap<Key, Arc<CompiledForm>>,
    pub main: Arc<CompiledForm>,
}

impl File {
    pub fn load(name: &str) -> File {
        let text = std::fs::read_to_string(folder().join(name)).unwrap_or_else(|error| panic!("{name}: {error}"));
        serde_json::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    fn symbols(&self, main: &Map<String, Json>) -> (Symbols, Vec<Arc<form_engine::Form>>) {
        let document = |form: &Map<String, Json>, key: &str| {
            let mut whole = Map::from_iter([
                ("format".to_owned(), json!(1)),
                ("key".to_owned(), json!(key)),
                ("label".to_owned(), json!("Sample")),
            ]);
            let first =
                form.get("fields").and_then(|fields| fields.get(0)?.get("key").cloned()).unwrap_or(json!("name"));
            whole.insert("title".to_owned(), first);
            whole.extend(form.clone());
            let form =
                serde_json::from_value(Json::Object(whole)).unwrap_or_else(|error| panic!("{}: {error}", self.about));
            Arc::new(form)
        };
        let mut forms = vec![document(main, "sample")];
        forms.extend(self.forms.iter().map(|form| document(form, "other")));
        let option_sets: Vec<OptionSet> =
            self.options.iter().map(|set| serde_json::from_value(set.clone()).unwrap()).collect();
        (Symbols::new(&forms, &option_sets), forms)
    }

    pub fn compile(&self) -> App {
        let (symbols, documents) = self.symbols(&self.form);
        let compiled = |form: &Arc<form_engine::Form>| {
            let compiled = compile(form, &symbols, &FormSettings::default());
            Arc::new(compiled.unwrap_or_else(|issues| panic!("{}: {} is wrong: {issues:#?}", self.about, form.key)))
        };
        let forms: BTreeMap<Key, Arc<CompiledForm>> =
            documents.iter().map(|form| (form.key.clone(), compiled(form))).collect();
        App { main: forms[&documents[0].key].clone(), forms }
    }

    /// What is wrong with the definition that a case describes.
    pub fn refused(&self, case: &DefinitionCase) -> Issues {
        let mut form = self.form.clone();
        form.extend(case.form.clone());
        if let Some(field) = &case.field {
            let fields = form.entry("fields").or_insert_with(|| json!([])).as_array_mut().unwrap();
            match fields.iter_mut().find(|other| other["key"] == field["key"]) {
                Some(other) => *other = Json::Object(field.clone()),
                None => fields.push(Json::Object(field.clone())),
            }
        }
        let (symbols, documents) = self.symbols(&form);
        compile(&documents[0], &symbols, &FormSettings::default()).err().unwrap_or_default()
    }
}

/// What a case came to.
pub struct Outcome {
    pub old: Option<Record>,
    pub filled: Filled,
    pub issues: Issues,
}

impl RecordCase {
    pub fn run(&self, app: &App) -> Outcome {
        let form = &app.main;
        let linked = self.linked(app);
        let context = self.context();
        let env =
            FillEnv { context: &context, linked: &linked, departments: &NoDepartments, id: Some(NEW), preview: true };
        let old = self.old.as_ref().map(|old| {
            let (draft, issues) = read(form, old, Purpose::Import, &AllRights);
            assert!(issues.is_empty(), "{}: the old record is wrong: {issues:#?}", self.name);
            fill(form, &draft, None, &env).record
        });
        let purpose = match (self.import, &old) {
            (true, _) => Purpose::Import,
            (false, None) => Purpose::Create,
            (false, Some(_)) => Purpose::Update,
        };
        let (draft, mut issues) = read(form, &self.record, purpose, self);
        let filled = fill(form, &draft, old.as_ref(), &env);
        assert!(filled.missing.is_empty(), "{}: not linked: {:?}", self.name, filled.missing);
        issues.extend(validate(form, &filled, old.as_ref(), &env));
        Outcome { old, filled, issues }
    }

    pub fn context(&self) -> Context {
        let mut me = Me::new(ME);
        me.roles = self.roles.clone();
        Context::new(parse_timestamp(&self.now).unwrap(), TimeZone::get("Asia/Shanghai").unwrap(), me)
    }

    pub fn linked(&self, app: &App) -> Linked {
        let mut linked = Linked::default();
        for (key, records) in &self.linked {
            for (id, fields) in records {
                linked.insert(key.clone(), *id, fields.as_ref().map(|fields| record_of(app, key, *id, fields)));
            }
        }
        linked
    }
}

fn record_of(app: &App, key: &Key, id: Uuid, fields: &Map<String, Json>) -> Record {
    let value = |json: &Json, ty| engine_base::read_value(json, ty).unwrap();
    let built_in: &[(&str, engine_base::DataType)] = match key.as_str() {
        FILE_FORM => &FILE_FIELDS,
        "user" => &form_engine::USER_FIELDS,
        "department" => &form_engine::DEPARTMENT_FIELDS,
        _ => {
            let form = &app.forms[key];
            let mut record = Record::empty(form);
            record.set(0, engine_base::Value::Id(id));
            for (name, json) in fields {
                let field = form.field(name).unwrap();
                record.set(field.slot, value(json, &field.ty));
            }
            return record;
        }
    };
    let values =
        built_in.iter().map(|(name, ty)| fields.get(*name).map_or(engine_base::Value::Null, |json| value(json, ty)));
    Record { values: values.collect() }
}

impl Rights for RecordCase {
    fn may_write(&self, slot: usize) -> bool {
        self.allows(slot, None, |name| !self.read.contains(name) && !self.hidden.contains(name))
    }
    fn may_see(&self, slot: usize) -> bool {
        self.allows(slot, None, |name| !self.hidden.contains(name))
    }
    fn may_write_row(&self, slot: usize, row_slot: usize) -> bool {
        self.allows(slot, Some(row_slot), |name| !self.read.contains(name) && !self.hidden.contains(name))
    }
    fn may_see_row(&self, slot: usize, row_slot: usize) -> bool {
        self.allows(slot, Some(row_slot), |name| !self.hidden.contains(name))
    }
}

thread_local! {
    /// The form of the case that runs, for the names in its rights.
    pub static FORM: std::cell::RefCell<Option<Arc<CompiledForm>>> = const { std::cell::RefCell::new(None) };
}

impl RecordCase {
    fn allows(&self, slot: usize, row_slot: Option<usize>, is: impl Fn(&String) -> bool) -> bool {
        if self.read.is_empty() && self.hidden.is_empty() {
            return true;
        }
        FORM.with_borrow(|form| {
            let field = &form.as_ref().unwrap().fields[slot];
            match row_slot {
                None => is(&field.key.to_string()),
                Some(row) => is(&format!("{}.{}", field.key, field.table.as_ref().unwrap().fields[row].key)),
            }
        })
    }
}

/// The record as JSON.
pub fn answer(form: &CompiledForm, record: &Record) -> Json {
    let mut out = Vec::new();
    write_record(&mut out, form, record, &AllRights);
    serde_json::from_slice(&out).unwrap()
}
