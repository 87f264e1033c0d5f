//! Restoring deleted records: all that were asked for, or none.

use std::collections::{BTreeMap, HashSet};

use app_definition::{Right, Verb};
use engine_base::{DataType, Issue, Issues, Key, Locale, Uuid, Value};
use form_engine::{CompiledField, Linked, Record, SystemField};
use serde::{Deserialize, Serialize};
use storage::{
    Session,
    system::{
        comments,
        history::HistoryAction,
        notices,
        trash::{self, Parcel, Trashed},
    },
};
use utoipa::ToSchema;

use super::{Bins, parcel::revive};
use crate::{
    Actor, Error, Runtime,
    records::{
        Once,
        batch::claim,
        references::{Reference, references},
        write::{Writer, raced, taken_issue},
    },
};

/// Records restored by one request at most.
const MAX_RECORDS: usize = 1000;

/// Which records to restore.
#[derive(Debug, Deserialize, Serialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RestoreRequest {
    /// The records, of one form or several.
    #[schema(min_items = 1, max_items = 1000)]
    pub ids: Vec<Uuid>,
}

/// A record that is back.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct RestoredRecord {
    /// The record.
    pub id: Uuid,
    /// Its form.
    pub form: String,
    /// Its version now.
    pub version: i64,
}

/// What is back.
#[derive(Clone, Debug, Deserialize, Serialize, ToSchema)]
pub struct Restored {
    /// The records, what was deleted last first.
    pub items: Vec<RestoredRecord>,
}

/// A record on its way back.
struct Coming<'b> {
    writer: &'b Writer,
    trashed: Trashed,
    parcel: Parcel,
    record: Record,
}

impl Runtime {
    /// Restores records that `actor` deleted, as an administrator any; under a key once.
    pub async fn restore_records(
        &self,
        actor: &Actor,
        app: &str,
        asked: RestoreRequest,
        once: Option<String>,
    ) -> Result<Restored, Error> {
        let bins = self.bins(actor, app, None)?;
        let once = match once {
            Some(key) => {
                let body = serde_json::to_value(&asked).map_err(std::io::Error::other)?;
                Some(Once::new(actor, key, format!("restore {app}"), &body, self.clock.now()))
            }
            None => None,
        };
        let ids = wanted(asked)?;
        let (app, locale) = (app.to_owned(), actor.locale);
        self.database
            .write(async move |session| {
                if let Some(once) = &once
                    && let Some(answered) = once.find(session).await?
                {
                    return answered.read();
                }
                let restored = bins.restore(session, &app, &ids, locale).await?;
                if let Some(once) = &once {
                    once.keep(session, 200, &restored).await?;
                }
                Ok(restored)
            })
            .await
    }
}

/// Each id once, in the order of the request.
fn wanted(asked: RestoreRequest) -> Result<Vec<Uuid>, Error> {
    if asked.ids.is_empty() || asked.ids.len() > MAX_RECORDS {
        let issue = if asked.ids.is_empty() { Issue::new("required") } else { Issue::new("list.too_many") };
        return Err(Error::Request(vec![issue.at("/ids").with("max", MAX_RECORDS)]));
    }
    let mut seen = HashSet::new();
    Ok(asked.ids.into_iter().filter(|id| seen.insert(*id)).collect())
}

impl Bins {
    async fn restore(&self, session: &Session, app: &str, ids: &[Uuid], locale: Locale) -> Result<Restored, Error> {
        let mut coming = self.take(session, app, ids, locale).await?;
        self.check(session, ids, &mut coming, locale).await?;
        session.defer_links().await?;
        for one in &coming {
            let entry = one.writer.entry(&one.record, HistoryAction::Restore, None);
            let done = session.insert_record(one.writer.app(), one.writer.form(), &one.record, &entry).await;
            done.map_err(raced)?;
            for comment in &one.parcel.comments {
                comments::insert_comment(session, comment).await?;
            }
            for notice in &one.parcel.notices {
                notices::insert_notice(session, notice).await?;
            }
        }
        for one in &coming {
            let (writer, links) = (one.writer, &one.parcel.links);
            session.relink(writer.app(), writer.form(), one.trashed.record, links).await?;
        }
        for one in &coming {
            // Whoever may not reach it learns no more than of a record that never was.
            match one.writer.check_scope(session, &one.record, &mut Linked::default()).await {
                Err(Error::OutOfScope) => return Err(Error::NotFound),
                checked => checked?,
            }
            one.writer.noted.add(session, Some(one.trashed.record), None);
            one.writer.note_linking(session, &one.parcel.links);
        }
        let back = |one: &Coming<'_>| RestoredRecord {
            id: one.trashed.record,
            form: one.trashed.form.clone(),
            version: one.trashed.version + 1,
        };
        Ok(Restored { items: coming.iter().map(back).collect() })
    }

    /// Takes the records out of the trash, what was deleted last first. One that is not there, or not to be known of, refuses all.
    async fn take(&self, session: &Session, app: &str, ids: &[Uuid], locale: Locale) -> Result<Vec<Coming<'_>>, Error> {
        let mut found = trash::list_trashed_records(session, app, ids).await?;
        found.retain(|one| {
            self.writers.contains_key(one.form.as_str()) && self.by.is_none_or(|person| one.by == Some(person))
        });
        if found.len() != ids.len() {
            return Err(Error::NotFound);
        }
        let mut coming = Vec::with_capacity(found.len());
        let mut issues = Issues::new();
        for trashed in found {
            let Some(writer) = self.writers.get(trashed.form.as_str()) else { return Err(Error::NotFound) };
            let mut parcel = trash::find_parcel(session, trashed.id).await?.ok_or(Error::NotFound)?;
            match revive(writer.form(), std::mem::take(&mut parcel.values), &writer.context) {
                Ok(mut record) => {
                    record.set(SystemField::Version.slot(), Value::Number((trashed.version + 1).into()));
                    coming.push(Coming { writer, trashed, parcel, record });
                }
                Err(Error::Issues(wrong)) => issues.extend(wrong.into_iter().map(|issue| {
                    let reason = issue.text(locale);
                    self.said(ids, &trashed, Issue::new("trash.misfit").at(issue.path).with("reason", reason), locale)
                })),
                Err(error) => return Err(error),
            }
        }
        if !issues.is_empty() {
            return Err(Error::Issues(issues));
        }
        let entries: Vec<Uuid> = coming.iter().map(|one| one.trashed.id).collect();
        // Somebody else may have been quicker.
        if trash::delete_trashed(session, &entries).await? != entries.len() as u64 {
            return Err(Error::NotFound);
        }
        Ok(coming)
    }

    /// What keeps records from coming back: what may stand only once and stands already, and links that lead nowhere.
    async fn check(
        &self,
        session: &Session,
        ids: &[Uuid],
        coming: &mut [Coming<'_>],
        locale: Locale,
    ) -> Result<(), Error> {
        let mut issues = Issues::new();
        let mut taken: BTreeMap<&Key, HashSet<(usize, Vec<u8>)>> = BTreeMap::new();
        let together: HashSet<(String, Uuid)> =
            coming.iter().map(|one| (one.trashed.form.clone(), one.trashed.record)).collect();
        for one in coming {
            let writer = one.writer;
            let (form, app) = (writer.form(), writer.app());
            let mut wrong = Issues::new();
            if one.is_there(session, &form.key, one.trashed.record).await? {
                wrong.push(Issue::new("trash.exists"));
            }
            let mut twice =
                |issues: Issues| wrong.extend(issues.into_iter().map(|found| Issue::new("trash.taken").at(found.path)));
            let stands = session.find_taken(&app.key, form, &one.record, None).await?;
            twice(stands.into_iter().filter_map(|index| taken_issue(form, index)).collect());
            if let Err(Error::Issues(found)) = claim(form, &one.record, taken.entry(&form.key).or_default()) {
                twice(found);
            }
            for reference in references(form, &one.record, None) {
                let DataType::Link { form: target } = &reference.ty else { continue };
                let there = together.contains(&(target.to_string(), reference.id))
                    || one.is_there(session, target, reference.id).await?;
                if !there && !one.forget(&reference) {
                    wrong.push(Issue::new("trash.target_gone").at(reference.path));
                }
            }
            issues.extend(wrong.into_iter().map(|issue| self.said(ids, &one.trashed, issue, locale)));
        }
        if issues.is_empty() { Ok(()) } else { Err(Error::Issues(issues)) }
    }

    /// The issue at its record's place in the request, with the names of record and field as far as they may be known.
    fn said(&self, ids: &[Uuid], trashed: &Trashed, issue: Issue, locale: Locale) -> Issue {
        let index = ids.iter().position(|id| *id == trashed.record).unwrap_or_default();
        let place = format!("/ids/{index}");
        let Some(writer) = self.writers.get(trashed.form.as_str()) else { return issue.inside(&place) };
        let form = writer.form();
        let name = self.title(trashed).unwrap_or_else(|| form.definition.label.get(locale).to_owned());
        let mut keys = issue.path.split('/').skip(1).map(str::to_owned);
        let Some(field) = keys.next().and_then(|key| form.fields.get(*form.slots.get(key.as_str())?)) else {
            return issue.inside(&place).with("record", name);
        };
        if writer.query.right(field.slot) == Right::Hidden {
            return Issue::new("trash.hidden").at(place).with("record", name);
        }
        let label = |field: &CompiledField| {
            field.definition.label.as_ref().map_or_else(|| field.key.to_string(), |label| label.get(locale).to_owned())
        };
        issue.inside(&place).with("record", name).with("field", label(field))
    }
}

impl Coming<'_> {
    /// Whether a record is there, whoever may see it.
    async fn is_there(&self, session: &Session, form: &Key, id: Uuid) -> Result<bool, Error> {
        let Ok(everything) = self.writer.published.everything().query(form, Verb::Read) else { return Ok(false) };
        Ok(!session.existing(&everything, &self.writer.context, &[id]).await?.is_empty())
    }

    /// Empties a link whose target is gone, as the deletion of the target would have done had this record been there; not one
    /// that would have kept the target, nor the last of what is required.
    fn forget(&mut self, reference: &Reference) -> bool {
        let form = self.writer.form();
        let mut keys = reference.path.split('/').skip(1);
        let Some(field) = keys.next().and_then(|key| form.fields.get(*form.slots.get(key)?)) else { return false };
        let Some(table) = &field.table else {
            let rest = without(field, self.record.get(field.slot), reference.id);
            return rest.map(|rest| self.record.set(field.slot, rest)).is_some();
        };
        let mut rows = self.record.get(field.slot).rows().to_vec();
        let row = keys.next().and_then(|index| rows.get_mut(index.parse::<usize>().ok()?));
        let inner = keys.next().and_then(|key| table.fields.get(*table.slots.get(key)?));
        let (Some(row), Some(inner)) = (row, inner) else { return false };
        let Some(place) = row.values.get_mut(inner.slot) else { return false };
        let Some(rest) = without(inner, place, reference.id) else { return false };
        *place = rest;
        self.record.set(field.slot, Value::Rows(rows.into()));
        true
    }
}

/// What a link field holds without the record `gone`, if it may do without.
fn without(field: &CompiledField, value: &Value, gone: Uuid) -> Option<Value> {
    let rest: Vec<Value> = value.items().iter().filter(|item| item.as_id() != Some(gone)).cloned().collect();
    let rest = if rest.is_empty() { Value::Null } else { Value::list(rest) };
    let lacks = field.definition.required && rest.is_empty();
    (storage::empties_itself(field) && !lacks).then_some(rest)
}
