//! Up to 1,000 creates, changes and deletes in one request, all or each for itself.

use std::{
    collections::{BTreeMap, HashSet},
    mem::take,
};

use app_definition::Verb;
use engine_base::{DataType, Issue, Issues, Uuid, write_value};
use form_engine::{CompiledForm, Draft, Purpose, Record};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};
use storage::{Session, system::history::HistoryAction};

use super::{
    Written,
    once::{Kept, Once},
    write::{Writer, raced, taken_issue, version_of},
};
use crate::{Actor, Error, IssueView, Runtime};

/// Operations in one batch at most.
const MAX_OPERATIONS: usize = 1000;

/// The body of `POST …/batch`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BatchRequest {
    /// All or nothing; each for itself when `false`.
    #[serde(default = "yes")]
    pub atomic: bool,
    /// What to do, in this order.
    pub operations: Vec<Operation>,
}

fn yes() -> bool {
    true
}

/// One operation: exactly one of the three.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Operation {
    /// A record to create.
    pub create: Option<Map<String, Json>>,
    /// A record to change.
    pub update: Option<Uuid>,
    /// Fields to set of it.
    pub set: Option<Map<String, Json>>,
    /// A record to delete.
    pub delete: Option<Uuid>,
    /// The version that the change was made from.
    pub version: Option<i64>,
}

enum Step {
    Create(Json),
    Update(Uuid, Json, Option<i64>),
    Delete(Uuid, Option<i64>),
}

/// New records, each under a number of the caller's.
pub type Numbered = Vec<(u32, Json)>;

/// What is wrong with records that were not created, by their numbers.
pub type Refused = BTreeMap<u32, Vec<Issue>>;

/// A step whose values were read, with what is wrong with them.
enum Read {
    Create(Draft, Issues),
    Update(Uuid, Draft, Issues, Option<i64>),
    Delete(Uuid, Option<i64>),
}

struct Writers {
    create: Option<Writer>,
    update: Option<Writer>,
    delete: Option<Writer>,
}

impl Runtime {
    /// Carries out a batch.
    pub async fn batch(
        &self,
        actor: &Actor,
        app: &str,
        form: &str,
        batch: BatchRequest,
        once: Option<String>,
    ) -> Result<Vec<u8>, Error> {
        let atomic = batch.atomic;
        let once = once.map(|key| {
            let body = serde_json::to_value(batch.operations.iter().map(Operation::as_json).collect::<Vec<_>>())
                .unwrap_or_default();
            Once::new(actor, key, format!("batch {app}/{form}"), &body, self.clock.now())
        });
        let steps = steps(batch)?;
        let writer = |wanted: bool, verb| if wanted { self.writer(actor, app, form, verb).map(Some) } else { Ok(None) };
        let writers = Writers {
            create: writer(steps.iter().any(|step| matches!(step, Step::Create(_))), Verb::Create)?,
            update: writer(steps.iter().any(|step| matches!(step, Step::Update(..))), Verb::Update)?,
            delete: writer(steps.iter().any(|step| matches!(step, Step::Delete(..))), Verb::Delete)?,
        };
        let reads = writers.read(steps)?;
        let locale = actor.locale;
        self.database
            .write(async move |session| {
                if let Some(once) = &once
                    && let Some(answered) = once.find(session).await?
                {
                    return Ok(answered.read::<Kept>()?.into_written().body);
                }
                let results = carry_out(session, &writers, reads, atomic).await?;
                let view = |result: &Outcome| match result {
                    Ok((status, Some((id, version)))) => json!({ "status": status, "id": id, "version": version }),
                    Ok((status, None)) => json!({ "status": status }),
                    Err(issues) => {
                        let views: Vec<IssueView> = issues.iter().map(|issue| IssueView::new(issue, locale)).collect();
                        json!({ "status": 422, "issues": views })
                    }
                };
                let body = json!({ "results": results.iter().map(view).collect::<Vec<_>>() });
                let body = serde_json::to_vec(&body).map_err(std::io::Error::other)?;
                if let Some(once) = &once {
                    let written = Written { id: Uuid::nil(), version: 0, body: body.clone(), cacheable: false };
                    once.keep(session, 200, &Kept::of(&written)).await?;
                }
                Ok(body)
            })
            .await
    }
}

impl Runtime {
    /// Creates records, each for itself, in one transaction, and says what is wrong with those that were not created:
    /// by the number under which each comes, with what was wrong before. Under a key it is done once.
    pub(crate) async fn create_each(
        &self,
        actor: &Actor,
        app: &str,
        form: &str,
        bodies: Numbered,
        wrong: Refused,
        once: Option<Once>,
    ) -> Result<Refused, Error> {
        let writer = self.writer(actor, app, form, Verb::Create)?;
        let (numbers, reads): (Vec<u32>, Vec<Read>) = bodies
            .iter()
            .map(|(number, body)| {
                let (draft, issues) = writer.read(body, Purpose::Create);
                (*number, Read::Create(draft, issues))
            })
            .unzip();
        let writers = Writers { create: Some(writer), update: None, delete: None };
        self.database
            .write(async move |session| {
                if let Some(once) = &once
                    && let Some(answered) = once.find(session).await?
                {
                    return answered.read();
                }
                let done = carry_out(session, &writers, reads, false).await?;
                let mut refused = wrong;
                for (index, (number, outcome)) in numbers.into_iter().zip(done).enumerate() {
                    if let Err(issues) = outcome {
                        refused.insert(number, unplaced(issues, index));
                    }
                }
                if let Some(once) = &once {
                    once.keep(session, 200, &refused).await?;
                }
                Ok(refused)
            })
            .await
    }

    /// What would be wrong with new records. Nothing is stored, and no serial numbers are drawn.
    pub(crate) async fn try_each(
        &self,
        actor: &Actor,
        app: &str,
        form: &str,
        bodies: Numbered,
    ) -> Result<Refused, Error> {
        let writer = self.writer(actor, app, form, Verb::Create)?;
        self.database.read(async move |session| try_each(session, &writer, bodies).await).await
    }
}

async fn try_each(session: &Session, writer: &Writer, bodies: Numbered) -> Result<Refused, Error> {
    let mut taken = HashSet::new();
    let mut refused = Refused::new();
    let (numbers, drafts): (Vec<u32>, Vec<(Draft, Issues)>) =
        bodies.iter().map(|(number, body)| (*number, writer.read(body, Purpose::Create))).unzip();
    writer.look_up_links(session, drafts.iter().map(|(draft, _)| draft)).await?;
    for (index, (number, (draft, issues))) in numbers.into_iter().zip(drafts).enumerate() {
        let judged = writer.judge(session, &draft, issues, Uuid::now_v7()).await;
        if let Err(error) = judged.and_then(|(filled, _)| claim(writer.form(), &filled.record, &mut taken)) {
            refused.insert(number, unplaced(of_one(error, index)?, index));
        }
    }
    Ok(refused)
}

/// Issues of one record by themselves, without their place in the batch.
fn unplaced(issues: Vec<Issue>, index: usize) -> Vec<Issue> {
    let place = format!("/operations/{index}");
    let own = |mut issue: Issue| {
        issue.path = issue.path.strip_prefix(&place).unwrap_or_default().to_owned();
        issue
    };
    issues.into_iter().map(own).collect()
}

impl Writers {
    /// Reads the values of all steps.
    fn read(&self, steps: Vec<Step>) -> Result<Vec<Read>, Error> {
        let read = |step| match (step, &self.create, &self.update) {
            (Step::Create(body), Some(writer), _) => {
                let (draft, issues) = writer.read(&body, Purpose::Create);
                Ok(Read::Create(draft, issues))
            }
            (Step::Update(id, body, version), _, Some(writer)) => {
                let (draft, issues) = writer.read(&body, Purpose::Update);
                Ok(Read::Update(id, draft, issues, version))
            }
            (Step::Delete(id, version), ..) => Ok(Read::Delete(id, version)),
            _ => Err(Error::NotFound),
        };
        steps.into_iter().map(read).collect()
    }
}

impl Operation {
    fn as_json(&self) -> Json {
        json!({ "create": self.create, "update": self.update, "set": self.set, "delete": self.delete, "version": self.version })
    }
}

fn steps(batch: BatchRequest) -> Result<Vec<Step>, Error> {
    if batch.operations.is_empty() || batch.operations.len() > MAX_OPERATIONS {
        return Err(Error::Request(vec![Issue::new("batch.size").at("/operations").with("max", MAX_OPERATIONS)]));
    }
    let mut issues = Vec::new();
    let mut steps = Vec::with_capacity(batch.operations.len());
    for (index, operation) in batch.operations.into_iter().enumerate() {
        match operation {
            Operation { create: Some(record), update: None, set: None, delete: None, version: None } => {
                steps.push(Step::Create(Json::Object(record)));
            }
            Operation { update: Some(id), set: Some(record), create: None, delete: None, version } => {
                steps.push(Step::Update(id, Json::Object(record), version));
            }
            Operation { delete: Some(id), create: None, update: None, set: None, version } => {
                steps.push(Step::Delete(id, version))
            }
            _ => issues.push(Issue::new("batch.operation").at(format!("/operations/{index}"))),
        }
    }
    if issues.is_empty() { Ok(steps) } else { Err(Error::Request(issues)) }
}

/// What became of one operation: its status with the record's id and version, or what is wrong.
type Outcome = Result<(u16, Option<(Uuid, i64)>), Vec<Issue>>;

async fn carry_out(
    session: &Session,
    writers: &Writers,
    reads: Vec<Read>,
    atomic: bool,
) -> Result<Vec<Outcome>, Error> {
    let mut results: Vec<Outcome> = Vec::with_capacity(reads.len());
    let mut wrong = Vec::new();
    let mut waiting: Vec<Record> = Vec::new();
    let mut taken: HashSet<(usize, Vec<u8>)> = HashSet::new();
    if let Some(writer) = &writers.create {
        let drafts = reads.iter().filter_map(|read| if let Read::Create(draft, _) = read { Some(draft) } else { None });
        writer.look_up_links(session, drafts).await?;
    }
    for (index, read) in reads.into_iter().enumerate() {
        let done = match (read, &writers.create, &writers.update, &writers.delete) {
            (Read::Create(draft, issues), Some(writer), _, _) => {
                let prepared = writer.prepare(session, &draft, issues).await;
                prepared.and_then(|record| {
                    claim(writer.form(), &record, &mut taken)?;
                    let id = record.id().unwrap_or_default();
                    waiting.push(record);
                    Ok((201, Some((id, 1))))
                })
            }
            (Read::Update(id, draft, issues, version), _, Some(writer), _) => {
                flush(session, writers, &mut waiting).await?;
                let updated = writer.update(session, id, &draft, issues, version).await;
                updated.map(|record| (200, Some((id, version_of(&record)))))
            }
            (Read::Delete(id, version), _, _, Some(writer)) => {
                flush(session, writers, &mut waiting).await?;
                writer.delete(session, id, version).await.map(|()| (204, None))
            }
            _ => Err(Error::NotFound),
        };
        match done.map_err(|error| of_one(error, index)) {
            Ok(done) => results.push(Ok(done)),
            Err(Ok(issues)) => {
                wrong.extend(issues.iter().cloned());
                results.push(Err(issues));
            }
            Err(Err(error)) => return Err(error),
        }
    }
    if atomic && !wrong.is_empty() {
        return Err(Error::Issues(wrong));
    }
    flush(session, writers, &mut waiting).await?;
    Ok(results)
}

/// Two records of one batch may not take the same unique key: the database does not know the first one yet.
pub fn claim(form: &CompiledForm, record: &Record, taken: &mut HashSet<(usize, Vec<u8>)>) -> Result<(), Error> {
    let mut issues = Vec::new();
    for (index, unique) in form.unique.iter().enumerate() {
        let values: Vec<_> = unique.slots.iter().map(|slot| (record.get(*slot), form.fields.get(*slot))).collect();
        if values.iter().any(|(value, _)| value.is_empty()) {
            continue;
        }
        let mut key = Vec::new();
        for (value, field) in values {
            write_value(&mut key, value, field.map_or(&DataType::Text, |field| &field.ty));
        }
        if !taken.insert((index, key)) {
            issues.extend(taken_issue(form, index));
        }
    }
    if issues.is_empty() { Ok(()) } else { Err(Error::Issues(issues)) }
}

/// Stores the records that wait, many in one statement.
async fn flush(session: &Session, writers: &Writers, waiting: &mut Vec<Record>) -> Result<(), Error> {
    let (Some(writer), false) = (&writers.create, waiting.is_empty()) else { return Ok(()) };
    writer.insert_all(session, &take(waiting)).await
}

/// Issues of one operation, at its place in the batch; what is no issue ends the whole batch.
fn of_one(error: Error, index: usize) -> Result<Vec<Issue>, Error> {
    let place = format!("/operations/{index}");
    let issues = match error {
        Error::Issues(issues) => issues,
        Error::NotFound => vec![Issue::new("not_found")],
        Error::OutOfScope => vec![Issue::new("access.out_of_scope")],
        Error::Changed { current } => vec![Issue::new("record.changed").with("current", current)],
        Error::Conflict(issue) => vec![*issue],
        other => return Err(other),
    };
    Ok(issues.into_iter().map(|issue| issue.inside(&place)).collect())
}

impl Writer {
    /// Stores several new records with their history.
    pub async fn insert_all(&self, session: &Session, records: &[Record]) -> Result<(), Error> {
        let entries: Vec<_> = records.iter().map(|record| self.entry(record, HistoryAction::Create, None)).collect();
        session.insert_records(self.app(), self.form(), records, &entries).await.map_err(raced)?;
        for record in records {
            self.attach_files(session, None, record).await?;
            self.noted.add(session, record.id(), None);
        }
        Ok(())
    }
}
