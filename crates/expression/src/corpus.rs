//! The cases of `engine-specs/expression`, readable by every crate that evaluates or translates trees (feature `corpus`).
#![expect(clippy::indexing_slicing, reason = "reads the case files of tests, where a missing property is null")]

use std::{collections::BTreeMap, fs, path::Path as FilePath};

use engine_base::{DataType, Issues, Key, Row, TimeZone, Uuid, Value, parse_timestamp, read_value};
use serde_json::{Map, Value as Json};

use crate::{
    Context, Environment, FieldInfo, Formula, Me, OptionKeys, Place, Scope, compile_condition, compile_formula,
    compile_value,
};

/// Everything a case may refer to.
#[derive(Clone, Debug)]
pub struct World {
    /// `world.json` itself.
    pub json: Json,
    forms: BTreeMap<String, Vec<Field>>,
    options: BTreeMap<String, Options>,
    records: BTreeMap<Uuid, Vec<Value>>,
    departments: BTreeMap<Uuid, Option<Uuid>>,
}

/// A declared field; its slot is its place in the list.
#[derive(Clone, Debug)]
pub struct Field {
    /// Its key.
    pub key: Key,
    /// Its type.
    pub ty: DataType,
    /// The fields of a row.
    pub fields: Vec<Field>,
}

#[derive(Clone, Debug, Default)]
struct Options {
    /// Each option with itself and all below it.
    below: Vec<(String, Vec<String>)>,
}

/// One file of cases.
#[derive(Clone, Debug)]
pub struct CaseFile {
    /// Its name without ending.
    pub name: String,
    /// Its cases.
    pub cases: Vec<Case>,
}

/// One case.
#[derive(Clone, Debug)]
pub struct Case {
    /// Its name.
    pub name: String,
    /// All of it.
    pub json: Json,
}

/// The record, row, time and person of one case.
#[derive(Clone, Debug)]
pub struct CaseEnvironment<'a> {
    world: &'a World,
    record: Vec<Value>,
    old: Vec<Value>,
    context: Context,
    /// The row, when the case is about one.
    pub row: Vec<Value>,
}

impl World {
    /// Reads the declarations of `world.json`.
    pub fn new(json: Json) -> Result<World, String> {
        let mut world = World {
            json: Json::Null,
            forms: BTreeMap::new(),
            options: BTreeMap::new(),
            records: BTreeMap::new(),
            departments: BTreeMap::new(),
        };
        for (form, declared) in object(&json["forms"]) {
            world.forms.insert(form.clone(), fields(declared)?);
        }
        for (set, keys) in object(&json["options"]) {
            let mut options = Options::default();
            options.add(keys);
            world.options.insert(set.clone(), options);
        }
        for (form, records) in object(&json["records"]) {
            for (id, record) in object(records) {
                let values = world.values(form, record)?;
                world.records.insert(uuid(id)?, values);
            }
        }
        for (id, parent) in object(&json["departments"]) {
            world.departments.insert(uuid(id)?, parent.as_str().map(uuid).transpose()?);
        }
        world.json = json;
        Ok(world)
    }

    /// Reads `world.json` and the case files of `folder`, by name.
    pub fn read(folder: &FilePath) -> Result<(World, Vec<CaseFile>), String> {
        let world = World::new(read_json(&folder.join("world.json"))?)?;
        let mut files = Vec::new();
        for entry in fs::read_dir(folder).map_err(|error| error.to_string())? {
            let path = entry.map_err(|error| error.to_string())?.path();
            let stem = path.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default().to_owned();
            if path.extension().is_none_or(|ending| ending != "json") || stem == "world" {
                continue;
            }
            let json = read_json(&path)?;
            let cases = json["cases"].as_array().into_iter().flatten();
            let case =
                |json: &Json| Case { name: json["name"].as_str().unwrap_or_default().to_owned(), json: json.clone() };
            files.push(CaseFile { name: stem, cases: cases.map(case).collect() });
        }
        files.sort_by(|a, b| a.name.cmp(&b.name));
        Ok((world, files))
    }

    /// The declared fields of a form.
    pub fn fields(&self, form: &str) -> &[Field] {
        self.forms.get(form).map_or(&[], Vec::as_slice)
    }

    /// A record's values by slot.
    pub fn values(&self, form: &str, record: &Json) -> Result<Vec<Value>, String> {
        self.fields(form).iter().map(|field| field.read(&record[field.key.as_str()])).collect()
    }

    /// Compiles a case's formula, condition or value.
    pub fn compile(&self, case: &Case) -> Result<Formula, Issues> {
        let json = &case.json;
        let place =
            Place { form: case.form(), table: json["table"].as_str(), old: json.get("old").is_some(), path: "" };
        if let Some(text) = json["formula"].as_str() {
            return compile_formula(text, &place, self);
        }
        match json.get("condition") {
            Some(condition) => compile_condition(condition, &place, self),
            None => {
                let ty = serde_json::from_value(json["type"].clone()).unwrap_or(DataType::Text);
                compile_value(&json["value"], &ty, &place, self)
            }
        }
    }

    /// What a case's tree is evaluated over.
    pub fn environment(&self, case: &Case) -> Result<CaseEnvironment<'_>, String> {
        let json = &case.json;
        let merged = |over: &Json| {
            let mut record = self.json["record"].clone();
            for (key, value) in object(over) {
                record[key] = value.clone();
            }
            self.values(case.form(), &record)
        };
        let zone = json["zone"].as_str().or(self.json["zone"].as_str()).unwrap_or("UTC");
        let zone = TimeZone::get(zone).map_err(|error| error.to_string())?;
        let now = json["now"].as_str().or(self.json["now"].as_str()).unwrap_or_default();
        let now = parse_timestamp(now).ok_or("`now` is no moment")?;
        let row_fields =
            json["table"].as_str().and_then(|table| self.fields(case.form()).iter().find(|field| field.key == table));
        let row = row_fields
            .map_or(&[][..], |table| &table.fields)
            .iter()
            .map(|field| field.read(&json["row"][field.key.as_str()]));
        Ok(CaseEnvironment {
            world: self,
            record: merged(&json["record"])?,
            old: merged(&json["old"])?,
            context: Context::new(now, zone, me(json.get("me").unwrap_or(&self.json["me"]))?),
            row: row.collect::<Result<_, _>>()?,
        })
    }
}

impl Case {
    /// The form it is about.
    pub fn form(&self) -> &str {
        self.json["form"].as_str().unwrap_or("opportunity")
    }
}

impl Field {
    fn read(&self, json: &Json) -> Result<Value, String> {
        if self.ty == DataType::Rows && json.is_array() {
            let rows = json.as_array().into_iter().flatten().map(|row| {
                let values =
                    self.fields.iter().map(|field| field.read(&row[field.key.as_str()])).collect::<Result<_, _>>()?;
                Ok::<Row, String>(Row { id: None, values })
            });
            return Ok(Value::Rows(rows.collect::<Result<Vec<Row>, _>>()?.into()));
        }
        read_value(json, &self.ty).map_err(|issue| format!("{}: {issue:?}", self.key))
    }
}

impl CaseEnvironment<'_> {
    /// The same with another record of the form.
    #[must_use]
    pub fn with_record(mut self, record: Vec<Value>) -> Self {
        self.record = record;
        self
    }
}

impl Environment for CaseEnvironment<'_> {
    fn value(&self, slot: usize) -> &Value {
        self.record.get(slot).unwrap_or(&crate::evaluate::NULL)
    }

    fn old(&self, slot: usize) -> &Value {
        self.old.get(slot).unwrap_or(&crate::evaluate::NULL)
    }

    fn linked(&self, _: &Key, id: Uuid, slot: usize) -> Value {
        self.world.records.get(&id).and_then(|record| record.get(slot)).cloned().unwrap_or_default()
    }

    fn context(&self) -> &Context {
        &self.context
    }

    fn department_within(&self, department: Uuid, ancestor: Uuid) -> bool {
        let mut at = Some(department);
        for _ in 0..self.world.departments.len() {
            match at {
                Some(here) if here == ancestor => return true,
                Some(here) => at = self.world.departments.get(&here).copied().flatten(),
                None => return false,
            }
        }
        false
    }
}

impl Scope for World {
    fn field(&self, form: &str, key: &str) -> Option<FieldInfo> {
        info(self.fields(form), key)
    }

    fn row_field(&self, form: &str, table: &str, key: &str) -> Option<FieldInfo> {
        info(&self.fields(form).iter().find(|field| field.key == table)?.fields, key)
    }

    fn options(&self, set: &str) -> Option<&dyn OptionKeys> {
        self.options.get(set).map(|options| -> &dyn OptionKeys { options })
    }

    fn field_keys(&self, form: &str, table: Option<&str>) -> Vec<Key> {
        let fields = match table {
            None => self.fields(form),
            Some(table) => {
                self.fields(form).iter().find(|field| field.key == table).map_or(&[][..], |table| &table.fields)
            }
        };
        fields.iter().map(|field| field.key.clone()).collect()
    }
}

impl Options {
    fn add(&mut self, keys: &Json) -> Vec<String> {
        let mut added = Vec::new();
        for key in keys.as_array().into_iter().flatten().filter_map(Json::as_str) {
            self.below.push((key.to_owned(), vec![key.to_owned()]));
        }
        for (key, children) in object(keys) {
            let mut below = vec![key.clone()];
            below.extend(self.add(children));
            self.below.push((key.clone(), below.clone()));
            added.extend(below);
        }
        added
    }
}

impl OptionKeys for Options {
    fn contains(&self, key: &str) -> bool {
        self.below.iter().any(|(known, _)| known == key)
    }

    fn descendants(&self, key: &str) -> Vec<String> {
        self.below.iter().find(|(known, _)| known == key).map_or_else(Vec::new, |(_, below)| below.clone())
    }

    fn keys(&self) -> Vec<String> {
        self.below.iter().map(|(key, _)| key.clone()).collect()
    }
}

fn info(fields: &[Field], key: &str) -> Option<FieldInfo> {
    let slot = fields.iter().position(|field| field.key == key)?;
    fields.get(slot).map(|field| FieldInfo { slot, ty: field.ty.clone() })
}

fn fields(declared: &Json) -> Result<Vec<Field>, String> {
    let field = |(key, declared): (&String, &Json)| {
        let key = Key::new(key).map_err(|error| error.to_string())?;
        let ty = serde_json::from_value(declared.clone()).map_err(|error| format!("{key}: {error}"))?;
        Ok(Field { key, ty, fields: fields(&declared["fields"])? })
    };
    object(declared).map(field).collect()
}

fn me(json: &Json) -> Result<Me, String> {
    let text = |name: &str| json[name].as_str().unwrap_or_default().into();
    let roles = json["roles"].as_array().into_iter().flatten().filter_map(|role| Key::new(role.as_str()?).ok());
    Ok(Me {
        department: json["department"].as_str().map(uuid).transpose()?,
        name: text("name"),
        account: text("account"),
        email: text("email"),
        phone: text("phone"),
        title: text("title"),
        roles: roles.collect(),
        ..Me::new(uuid(json["id"].as_str().unwrap_or_default())?)
    })
}

fn object(json: &Json) -> impl Iterator<Item = (&String, &Json)> {
    json.as_object().into_iter().flat_map(Map::iter)
}

fn uuid(text: &str) -> Result<Uuid, String> {
    Uuid::try_parse(text).map_err(|error| format!("`{text}`: {error}"))
}

fn read_json(path: &FilePath) -> Result<Json, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))
}
