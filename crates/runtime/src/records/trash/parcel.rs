//! A record on its way into the trash and out of it: written and read like the records of a package.

use app_definition::Verb;
use expression::Context;
use form_engine::{CompiledField, CompiledForm, Record, Source};
use serde_json::{Map, Value as Json};
use storage::{Keepsake, Select, Session};

use crate::{
    Error,
    records::write::Writer,
    transfer::{exact, given},
};

impl Writer {
    /// What the trash keeps of a record.
    pub(in crate::records) async fn keepsake(&self, session: &Session, record: &Record) -> Result<Keepsake, Error> {
        let everything = self.published.everything().query(&self.form().key, Verb::Read)?;
        let mut values = Vec::with_capacity(1024);
        storage::write_record(&everything, record, &given(self.form()), &mut values);
        let values = serde_json::from_slice(&values).map_err(std::io::Error::other)?;
        Ok(Keepsake { title: self.title_of(session, record).await?, values })
    }

    /// What the record is called. A title that is computed when it is read is what the person sees who deletes it.
    async fn title_of(&self, session: &Session, record: &Record) -> Result<Option<String>, Error> {
        let slot = self.form().title;
        let Some(field) = self.form().fields.get(slot) else { return Ok(None) };
        if field.source != Source::Virtual {
            return Ok(record.get(slot).as_text().map(str::to_owned));
        }
        let (Some(sight), Some(id)) = (&self.sight, record.id()) else { return Ok(None) };
        let mut body = Vec::new();
        let select = Select { fields: Some(vec![slot]), expand: Vec::new() };
        if session.read_json(sight, &self.context, id, &select, &mut body).await?.is_none() {
            return Ok(None);
        }
        let seen: Json = serde_json::from_slice(&body).map_err(std::io::Error::other)?;
        Ok(seen.get(field.key.as_str()).and_then(Json::as_str).map(str::to_owned))
    }
}

/// The record that `values` were, by the definition of now: without the fields that the form does not have any more.
pub fn revive(form: &CompiledForm, mut values: Json, context: &Context) -> Result<Record, Error> {
    if let Some(object) = values.as_object_mut() {
        keep_known(object, &form.fields);
        for field in form.fields.iter().filter(|field| field.table.is_some()) {
            let Some(table) = &field.table else { continue };
            let rows = object.get_mut(field.key.as_str()).and_then(Json::as_array_mut);
            for row in rows.into_iter().flatten().filter_map(Json::as_object_mut) {
                let id = row.remove("id");
                keep_known(row, &table.fields);
                row.extend(id.map(|id| ("id".to_owned(), id)));
            }
        }
    }
    exact(form, &values, context)
}

/// Leaves out what is not among `fields`.
fn keep_known(object: &mut Map<String, Json>, fields: &[CompiledField]) {
    object.retain(|key, _| fields.iter().any(|field| field.key.as_str() == key && field.source != Source::None));
}
