//! Up to 1,000 creates, changes and deletes in one request, all or each for itself.

use std::{collections::HashSet, mem::take};

use app_definition::Verb;
use engine_base::{DataType, Issue, Issues, Timestamp, Uuid, write_value};
use form_engine::{CompiledForm, Draft, Purpose, Record};
use serde::Deserialize;
use serde_json::{Map, Value as Json, json};
use storage::{
    Session,
    system::{
        history::HistoryAction,
        idempotency::{Answered, find_answer, insert_answer},
    },
};

use super::{
    Written,
    write::{Writer, body_hash, raced, taken_issue, version_of},
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
                    return Ok(answered.into_written()?.body);
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
                    once.keep(session, 200, &written).await?;
                }
                Ok(body)
            })
            .await
    }
}

impl Runtime {
    /// Creates records, each for itself, in one transaction, and says what is wrong with those that were not created.
    /// A trial stores nothing and draws no serial numbers.
    pub(crate) async fn create_each(
        &self,
        actor: &Actor,
        app: &str,
        form: &str,
        bodies: Vec<Json>,
        trial: bool,
    ) -> Result<Vec<Result<(), Vec<Issue>>>, Error> {
        let writer = self.writer(actor, app, form, Verb::Create)?;
        let drafts = bodies.iter().map(|body| writer.read(body, Purpose::Create));
        if trial {
            let drafts = drafts.collect();
            return self.database.read(async move |session| try_each(session, &writer, drafts).await).await;
        }
        let reads = drafts.map(|(draft, issues)| Read::Create(draft, issues)).collect();
        let writers = Writers { create: Some(writer), update: None, delete: None };
        let done = self.database.write(async move |session| carry_out(session, &writers, reads, false).await).await?;
        let own = |(index, outcome): (usize, Outcome)| outcome.map(drop).map_err(|issues| unplaced(issues, index));
        Ok(done.into_iter().enumerate().map(own).collect())
    }
}

/// What would become of new records.
async fn try_each(
    session: &Session,
    writer: &Writer,
    drafts: Vec<(Draft, Issues)>,
) -> Result<Vec<Result<(), Vec<Issue>>>, Error> {
    let mut taken = HashSet::new();
    let mut results = Vec::with_capacity(drafts.len());
    writer.look_up_links(session, drafts.iter().map(|(draft, _)| draft)).await?;
    for (index, (draft, issues)) in drafts.into_iter().enumerate() {
        let judged = writer.judge(session, &draft, issues, Uuid::now_v7()).await;
        results.push(match judged.and_then(|(filled, _)| claim(writer.form(), &filled.record, &mut taken)) {
            Ok(()) => Ok(()),
            Err(error) => Err(unplaced(of_one(error, index)?, index)),
        });
    }
    Ok(results)
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
fn claim(form: &CompiledForm, record: &Record, taken: &mut HashSet<(usize, Vec<u8>)>) -> Result<(), Error> {
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

/// A request that is carried out once, however often it is sent, for 24 hours.
pub struct Once {
    user: Uuid,
    key: String,
    route: String,
    hash: String,
    at: Timestamp,
}

/// What was answered the first time.
pub struct Again(Answered);

impl Once {
    /// For one request of one person.
    pub fn new(actor: &Actor, key: String, route: String, body: &Json, at: Timestamp) -> Once {
        Once { user: actor.person.id, key, route, hash: body_hash(body.to_string().as_bytes()), at }
    }

    /// What was answered the first time. Another request under the same key is refused.
    pub async fn find(&self, session: &Session) -> Result<Option<Again>, Error> {
        let Some(answered) = find_answer(session, self.user, &self.key).await? else { return Ok(None) };
        if answered.route != self.route || answered.body_hash != self.hash {
            return Err(Error::conflict(Issue::new("request.idempotency_reused")));
        }
        Ok(Some(Again(answered)))
    }

    /// Keeps the answer.
    pub async fn keep(&self, session: &Session, status: i64, written: &Written) -> Result<(), Error> {
        let answered = Answered {
            user: self.user,
            key: self.key.clone(),
            route: self.route.clone(),
            body_hash: self.hash.clone(),
            status,
            response:
                json!({ "id": written.id, "version": written.version, "body": String::from_utf8_lossy(&written.body) })
                    .to_string(),
            at: self.at,
        };
        insert_answer(session, &answered)
            .await
            .map_err(|error| if error.is_unique() { Error::Raced } else { error.into() })
    }
}

impl Again {
    /// The answer as it was.
    pub fn into_written(self) -> Result<Written, Error> {
        let kept: Json = serde_json::from_str(&self.0.response).map_err(std::io::Error::other)?;
        let text = |name: &str| kept.get(name).and_then(Json::as_str).unwrap_or_default();
        Ok(Written {
            id: text("id").parse().unwrap_or_default(),
            version: kept.get("version").and_then(Json::as_i64).unwrap_or_default(),
            body: text("body").as_bytes().to_vec(),
            cacheable: false,
        })
    }
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
