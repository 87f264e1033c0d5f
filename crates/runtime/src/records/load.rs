//! Many records at once on the privileged way: samples and packages, with their own ids, owners and dates.

use std::sync::Arc;

use app_definition::Verb;
use engine_base::{DataType, Issues, Key, Locale, Uuid};
use expression::{Context, Me};
use form_engine::{Draft, Purpose};
use serde_json::Value as Json;

use super::write::Writer;
use crate::{Error, PublishedApp, Runtime};

/// Records stored by one job.
const TOGETHER: usize = 500;

/// A load that is going on. Each job of [`TOGETHER`] records is one transaction.
pub struct DataLoad {
    runtime: Runtime,
    app: Arc<PublishedApp>,
    form: Option<Key>,
    waiting: Vec<Json>,
    loaded: u64,
}

impl Runtime {
    /// Begins to load records into an app. Nobody's rights are asked: only the command line comes here.
    pub fn begin_load(&self, app: &str) -> Result<DataLoad, Error> {
        Ok(DataLoad { runtime: self.clone(), app: self.app(app)?, form: None, waiting: Vec::new(), loaded: 0 })
    }
}

impl DataLoad {
    /// Takes one record of `form`. Records must come after those that they link to.
    pub async fn add(&mut self, form: &str, mut record: Json) -> Result<(), Error> {
        sign(&mut record);
        if self.form.as_deref() != Some(form) || self.waiting.len() >= TOGETHER || self.waits_for(&record) {
            self.flush().await?;
            self.form = Some(self.app.app.forms.get_key_value(form).ok_or(Error::NotFound)?.0.clone());
        }
        self.waiting.push(record);
        Ok(())
    }

    /// Whether the record links to one of its own form that is not stored yet.
    fn waits_for(&self, record: &Json) -> bool {
        let Some((key, form)) = self.form.as_ref().and_then(|key| self.app.app.forms.get_key_value(key)) else {
            return false;
        };
        let own = form.fields.iter().filter(|field| matches!(&field.ty, DataType::Link { form } if form == key));
        let mut targets = own.filter_map(|field| record.get(field.key.as_str()).filter(|target| target.is_string()));
        targets.any(|target| self.waiting.iter().any(|other| other.get("id") == Some(target)))
    }

    /// Stores what waits and answers how many records were loaded.
    pub async fn finish(mut self) -> Result<u64, Error> {
        self.flush().await?;
        Ok(self.loaded)
    }

    async fn flush(&mut self) -> Result<(), Error> {
        let (Some(form), false) = (&self.form, self.waiting.is_empty()) else { return Ok(()) };
        let bodies = std::mem::take(&mut self.waiting);
        self.loaded += bodies.len() as u64;
        let query = self.app.everything().query(form, Verb::Create)?;
        let context = Context::new(self.runtime.clock.now(), self.runtime.zone.clone(), Me::new(Uuid::nil()));
        let writer = Writer::new(self.app.clone(), query, context, self.runtime.directory.load_full());
        let drafts: Vec<(Draft, Issues)> = bodies.iter().map(|body| writer.read(body, Purpose::Import)).collect();
        self.runtime
            .database
            .write(async move |session| {
                writer.look_up_links(session, drafts.iter().map(|(draft, _)| draft)).await?;
                let mut records = Vec::with_capacity(bodies.len());
                for ((draft, issues), body) in drafts.into_iter().zip(&bodies) {
                    let record = writer.prepare(session, &draft, issues).await;
                    records.push(record.inspect_err(|error| report(body, error))?);
                }
                writer.insert_all(session, &records).await
            })
            .await
    }
}

/// A sample says whose a record is and when it was made: then its owner made it, and nobody changed it since.
fn sign(record: &mut Json) {
    let Some(record) = record.as_object_mut() else { return };
    for (of, like) in [("created_by", "owner"), ("updated_by", "owner"), ("updated_at", "created_at")] {
        if let (false, Some(value)) = (record.contains_key(of), record.get(like).cloned()) {
            record.insert(of.to_owned(), value);
        }
    }
}

/// Says which record was wrong: the load as a whole is broken off.
fn report(body: &Json, error: &Error) {
    if let Error::Issues(issues) = error {
        for issue in issues {
            tracing::error!(path = issue.path, code = %issue.code, %body, "{}", issue.text(Locale::En));
        }
    }
}
