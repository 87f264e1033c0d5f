//! An expression of a draft worked out for a record as it is now: what the person who asks may read of it, put where the draft
//! expects it. Fields that are new in the draft are empty.

use app_definition::Sketch;
use engine_base::{DataType, Key, Row, Uuid, Value, read_value, write_value};
use expression::{Formula, Scope};
use form_engine::{Field, FieldKind, FillEnv, Form, Linked, Missing, Record, SYSTEM_FIELDS, sample_value};
use serde_json::Value as Json;

use crate::{Actor, Error, Runtime};

/// Links are followed so many times.
const MAX_ROUNDS: usize = 8;

impl Runtime {
    /// The value of `formula` for the record `id`, as JSON.
    #[expect(clippy::too_many_arguments, reason = "a place has many parts")]
    pub(super) async fn sample_value(
        &self,
        actor: &Actor,
        app: &str,
        sketch: &Sketch,
        form: &Form,
        table: Option<&str>,
        formula: &Formula,
        id: Uuid,
    ) -> Result<Json, Error> {
        let record = self.sample(actor, app, sketch, form, id).await?.ok_or(Error::NotFound)?;
        let rows = table.and_then(|table| sketch.symbols.field(&form.key, table)).map(|info| record.get(info.slot));
        let row = rows.and_then(|rows| rows.rows().first());
        if table.is_some() && row.is_none() {
            return Ok(Json::Null);
        }
        let row = row.map(|row| row.values.as_slice());
        let directory = self.directory.load_full();
        let context = actor.context(app, self.clock.now(), &self.zone);
        let mut linked = Linked::default();
        for _ in 0..MAX_ROUNDS {
            let env = FillEnv { context: &context, linked: &linked, departments: &*directory, id: None, preview: true };
            let (value, missing) = sample_value(&formula.expr, &record, row, &env);
            if missing.is_empty() {
                let mut text = Vec::new();
                write_value(&mut text, &value, &formula.ty);
                return Ok(serde_json::from_slice(&text).unwrap_or_default());
            }
            for Missing { form, id } in missing {
                let found = match directory.values(&form, id) {
                    Some(values) => Some(Record { values }),
                    None => match sketch.forms.get(&form) {
                        Some(target) => self.sample(actor, app, sketch, target, id).await?,
                        None => None,
                    },
                };
                linked.insert(form, id, found);
            }
        }
        Ok(Json::Null)
    }

    /// A record of a published form in the slots of the draft; nothing when it may not be read.
    async fn sample(
        &self,
        actor: &Actor,
        app: &str,
        sketch: &Sketch,
        form: &Form,
        id: Uuid,
    ) -> Result<Option<Record>, Error> {
        let Some(published) = self.published_form(app, form) else { return Ok(None) };
        match self.read(actor, app, &published, id, Vec::new()).await {
            Ok(written) => {
                let body: Json = serde_json::from_slice(&written.body).map_err(std::io::Error::other)?;
                Ok(Some(record_of(&body, form, sketch)))
            }
            Err(Error::NotFound | Error::Refused(_)) => Ok(None),
            Err(error) => Err(error),
        }
    }
}

fn record_of(body: &Json, form: &Form, sketch: &Sketch) -> Record {
    let mut values = Vec::new();
    let system = SYSTEM_FIELDS.iter().map(|(_, key, _)| (*key, body.get(*key)));
    let declared = form.fields.iter().map(|field| (field.key.as_str(), written(body, field)));
    for (key, json) in system.chain(declared) {
        let Some(info) = sketch.symbols.field(&form.key, key) else { continue };
        let value = match (form.fields.iter().find(|field| field.key == key).map(|field| &field.kind), json) {
            (Some(FieldKind::Table(table)), Some(rows)) => rows_of(rows, &table.fields, form, key, sketch),
            (_, json) => json.map_or(Value::Null, |json| value_of(json, &info.ty)),
        };
        put(&mut values, info.slot, value);
    }
    Record { values }
}

fn rows_of(rows: &Json, fields: &[Field], form: &Form, table: &str, sketch: &Sketch) -> Value {
    let row = |row: &Json| {
        let mut values = Vec::new();
        for field in fields {
            let Some(info) = sketch.symbols.row_field(&form.key, table, &field.key) else { continue };
            let value = written(row, field).map_or(Value::Null, |json| value_of(json, &info.ty));
            put(&mut values, info.slot, value);
        }
        Row { id: None, values }
    };
    let rows: Vec<Row> = rows.as_array().into_iter().flatten().map(row).collect();
    Value::Rows(rows.into())
}

/// What stands under the field's key, or under the one it had before.
fn written<'a>(body: &'a Json, field: &Field) -> Option<&'a Json> {
    body.get(field.key.as_str()).or_else(|| body.get(field.was.as_ref().map(Key::as_str)?))
}

/// A value that no longer has the type is empty: publishing would have to convert it.
fn value_of(json: &Json, ty: &DataType) -> Value {
    read_value(json, ty).unwrap_or(Value::Null)
}

fn put(values: &mut Vec<Value>, slot: usize, value: Value) {
    if values.len() <= slot {
        values.resize(slot + 1, Value::Null);
    }
    if let Some(place) = values.get_mut(slot) {
        *place = value;
    }
}
