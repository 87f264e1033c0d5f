//! What somebody asks of a list: read, checked against the form, and refused where a field may not be used.
//!
//! Everything wrong with a request is answered at once; a field that may not be used is refused, never dropped.

use app_definition::{AuthorizedQuery, CompiledApp};
use engine_base::{DataType, Issue, Issues, Key};
use expression::{Expr, FieldInfo, Hop, Path, Place, Scope, compile_condition};
use serde::Deserialize;
use serde_json::{Map, Value as Json};
use storage::{Aggregate, Expand, Grain, GroupBy, ListQuery, Measure, MeasureOp, Select, Sort};

use crate::Error;

/// Records in one answer when the request does not say.
pub const DEFAULT_LIMIT: u32 = 50;
/// Records in one answer at most.
pub const MAX_LIMIT: u32 = 200;
/// Records that a request passes over at most.
pub const MAX_SKIP: u32 = 1_000_000;
/// Groups in one answer at most.
pub const MAX_GROUPS: u32 = 10_000;
/// Conditions, sort keys and expansions in one request at most.
const MAX_PARTS: usize = 20;
/// Parts and values of one condition at most.
const MAX_CONDITION: usize = 2000;
/// The longest text searched for, in characters.
const MAX_SEARCH: usize = 200;

/// The body of `POST …/query`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ListRequest {
    /// A condition.
    #[serde(rename = "where")]
    pub filter: Option<Json>,
    /// Field keys to answer; all but sub-tables when left out.
    pub fields: Option<Vec<String>>,
    /// Link fields whose records to answer as well.
    pub expand: Vec<String>,
    /// Field paths, `-` in front for descending.
    pub sort: Vec<String>,
    /// Text to search for.
    pub q: Option<String>,
    /// Records to answer, 1 to 200.
    pub limit: Option<u32>,
    /// Where the last answer ended.
    pub cursor: Option<String>,
    /// Records to pass over first, up to 1,000,000.
    pub skip: u32,
    /// Whether to count.
    pub total: bool,
}

/// The body of `POST …/aggregate`.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct AggregateRequest {
    /// A condition.
    #[serde(rename = "where")]
    pub filter: Option<Json>,
    /// Field paths, or `{"field": path, "grain": "month"}`.
    pub group_by: Vec<GroupRequest>,
    /// By name: `{"count": "*"}`, `{"sum": "amount"}`.
    pub measures: Map<String, Json>,
    /// Names of groups and measures, `-` in front for descending.
    pub sort: Vec<String>,
    /// Groups to answer, 1 to 10,000.
    pub limit: Option<u32>,
}

/// One dimension.
#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
pub enum GroupRequest {
    /// The values of a field.
    Field(String),
    /// The periods of a date.
    Period {
        /// The date field.
        field: String,
        /// `day week month quarter year`.
        grain: Grain,
    },
}

/// Checks requests against one form for one person.
pub struct Planner<'a> {
    app: &'a CompiledApp,
    query: &'a AuthorizedQuery,
    issues: Issues,
}

impl<'a> Planner<'a> {
    /// For the records that `query` gives access to.
    pub fn new(app: &'a CompiledApp, query: &'a AuthorizedQuery) -> Self {
        Planner { app, query, issues: Issues::new() }
    }

    /// The list that `request` asks for.
    pub fn list(mut self, request: ListRequest) -> Result<ListQuery, Error> {
        let filter = self.filter(request.filter.as_ref())?;
        let sort = self.sort(&request.sort)?;
        let select = Select {
            fields: self.fields(request.fields.as_deref(), "/fields")?,
            expand: self.expand(&request.expand)?,
        };
        let limit = self.limit(request.limit, DEFAULT_LIMIT, MAX_LIMIT);
        if request.skip > MAX_SKIP {
            self.issues.push(Issue::new("skip.out_of_range").at("/skip").with("max", MAX_SKIP));
        }
        let search = request.q.map(|q| q.trim().to_owned()).filter(|q| !q.is_empty());
        if search.as_ref().is_some_and(|q| q.contains('\0')) {
            self.issues.push(Issue::new("text.control").at("/q"));
        }
        if search.as_ref().is_some_and(|q| q.chars().count() > MAX_SEARCH) {
            self.issues.push(Issue::new("text.too_long").at("/q").with("max", MAX_SEARCH));
        }
        let ListRequest { cursor, skip, total, .. } = request;
        self.finish(ListQuery { filter, sort, search, select, limit, cursor, skip, total })
    }

    /// What to answer of one record.
    pub fn select(mut self, fields: Option<&[String]>, expand: &[String]) -> Result<Select, Error> {
        let select = Select { fields: self.fields(fields, "/fields")?, expand: self.expand(expand)? };
        self.finish(select)
    }

    /// The groups that `request` asks for.
    pub fn aggregate(mut self, request: AggregateRequest) -> Result<Aggregate, Error> {
        let filter = self.filter(request.filter.as_ref())?;
        let mut group_by = Vec::new();
        for (index, group) in request.group_by.iter().enumerate() {
            let place = format!("/group_by/{index}");
            let (text, grain) = match group {
                GroupRequest::Field(text) => (text, None),
                GroupRequest::Period { field, grain } => (field, Some(*grain)),
            };
            let Some((path, ty)) = self.path(text, &place)? else { continue };
            let dated = matches!(ty, DataType::Date | DataType::DateTime);
            if (grain.is_some() && !dated) || !is_single(&ty) {
                self.issues.push(Issue::new("aggregate.group").at(&place).with("field", text.as_str()));
            }
            group_by.push(GroupBy { name: text.clone(), path, grain });
        }
        let measures = self.measures(&request.measures)?;
        let mut sort = Vec::new();
        for (index, text) in request.sort.iter().enumerate() {
            let (name, descending) = strip_minus(text);
            let known = group_by.iter().any(|g| g.name == name) || measures.iter().any(|m| m.name == name);
            if !known {
                self.issues.push(unknown_field(name, Vec::new()).at(format!("/sort/{index}")));
            }
            sort.push((name.to_owned(), descending));
        }
        if group_by.len() > MAX_PARTS || measures.len() > MAX_PARTS || measures.is_empty() {
            self.issues.push(Issue::new("aggregate.measures").at("/measures").with("max", MAX_PARTS));
        }
        let limit = self.limit(request.limit, MAX_GROUPS, MAX_GROUPS);
        self.finish(Aggregate { filter, group_by, measures, sort, limit })
    }

    fn finish<T>(self, plan: T) -> Result<T, Error> {
        if self.issues.is_empty() { Ok(plan) } else { Err(Error::Request(self.issues)) }
    }

    fn filter(&mut self, condition: Option<&Json>) -> Result<Option<Expr>, Error> {
        let Some(condition) = condition else { return Ok(None) };
        if let Some(issue) = unreasonable(condition, &mut 0) {
            self.issues.push(issue.at("/where"));
            return Ok(None);
        }
        let place = Place { form: &self.query.form().key, table: None, old: false, path: "/where" };
        match compile_condition(condition, &place, &self.app.symbols) {
            Ok(formula) => {
                allow(self.query, &formula.expr)?;
                Ok(Some(formula.expr))
            }
            Err(issues) => {
                self.issues.extend(issues);
                Ok(None)
            }
        }
    }

    fn sort(&mut self, texts: &[String]) -> Result<Vec<Sort>, Error> {
        self.bounded(texts.len(), "/sort");
        let mut sort: Vec<Sort> = Vec::new();
        for (index, text) in texts.iter().take(MAX_PARTS).enumerate() {
            let (name, descending) = strip_minus(text);
            let place = format!("/sort/{index}");
            let Some((path, ty)) = self.path(name, &place)? else { continue };
            if !is_single(&ty) {
                self.issues.push(Issue::new("sort.not_sortable").at(&place).with("field", name));
            } else if !sort.iter().any(|known| known.path == path) {
                sort.push(Sort { path, descending });
            }
        }
        Ok(sort)
    }

    fn fields(&mut self, keys: Option<&[String]>, place: &str) -> Result<Option<Vec<usize>>, Error> {
        let Some(keys) = keys else { return Ok(None) };
        let mut slots = Vec::new();
        for (index, key) in keys.iter().enumerate() {
            let form = self.query.form();
            let Some(&slot) = form.slots.get(key.as_str()) else {
                self.issues
                    .push(unknown_field(key, form.slots.keys().cloned().collect()).at(format!("{place}/{index}")));
                continue;
            };
            if self.query.right(slot) == app_definition::Right::Hidden {
                return Err(Error::Refused(self.query.refuse(slot)));
            }
            if !slots.contains(&slot) {
                slots.push(slot);
            }
        }
        Ok(Some(slots))
    }

    fn expand(&mut self, keys: &[String]) -> Result<Vec<Expand>, Error> {
        self.bounded(keys.len(), "/expand");
        let mut expand: Vec<Expand> = Vec::new();
        for (index, key) in keys.iter().take(MAX_PARTS).enumerate() {
            let place = format!("/expand/{index}");
            let Some((path, ty)) = self.path(key, &place)? else { continue };
            if !path.hops.is_empty() || !matches!(ty, DataType::Link { .. }) {
                self.issues.push(Issue::new("expand.not_a_link").at(place).with("field", key.as_str()));
            } else if !expand.iter().any(|known| known.slot == path.slot) {
                expand.push(Expand { slot: path.slot, fields: None });
            }
        }
        Ok(expand)
    }

    fn measures(&mut self, measures: &Map<String, Json>) -> Result<Vec<Measure>, Error> {
        let mut plan = Vec::new();
        for (name, measure) in measures {
            let place = Issue::join("/measures", name);
            let one = measure.as_object().filter(|m| m.len() == 1).and_then(|m| m.iter().next());
            let Some((op, Some(of))) = one.map(|(op, of)| (op, of.as_str())) else {
                self.issues.push(Issue::new("aggregate.measure").at(place));
                continue;
            };
            if Key::new(name).is_err() {
                self.issues.push(Issue::new("key.invalid").at(&place).with("key", name.as_str()));
            }
            let Some(op) = MeasureOp::named(op) else {
                self.issues.push(Issue::new("aggregate.unknown_operation").at(place).with("operation", op.as_str()));
                continue;
            };
            if op == MeasureOp::Count && of == "*" {
                plan.push(Measure { name: name.clone(), op, of: None });
                continue;
            }
            let Some((path, ty)) = self.path(of, &place)? else { continue };
            let fits = match op {
                MeasureOp::Count | MeasureOp::CountDistinct => is_single(&ty),
                MeasureOp::Sum | MeasureOp::Avg => matches!(ty, DataType::Number { .. }),
                MeasureOp::Min | MeasureOp::Max => {
                    matches!(
                        ty,
                        DataType::Number { .. } | DataType::Date | DataType::DateTime | DataType::Time | DataType::Text
                    )
                }
            };
            if !fits {
                self.issues.push(Issue::new("aggregate.wrong_type").at(place).with("field", of));
            }
            plan.push(Measure { name: name.clone(), op, of: Some(path) });
        }
        Ok(plan)
    }

    /// The field that `text` names, over links where it has dots; `None` (with an issue) when there is none.
    fn path(&mut self, text: &str, place: &str) -> Result<Option<(Path, DataType)>, Error> {
        match resolve_path(&self.app.symbols, &self.query.form().key, text) {
            Ok((path, ty)) => {
                allow_path(self.query, &path)?;
                Ok(Some((path, ty)))
            }
            Err(issue) => {
                self.issues.push(issue.at(place));
                Ok(None)
            }
        }
    }

    fn bounded(&mut self, count: usize, place: &str) {
        if count > MAX_PARTS {
            self.issues.push(Issue::new("list.too_many").at(place).with("max", MAX_PARTS));
        }
    }

    fn limit(&mut self, asked: Option<u32>, default: u32, most: u32) -> u32 {
        let limit = asked.unwrap_or(default);
        if !(1..=most).contains(&limit) {
            self.issues.push(Issue::new("limit.out_of_range").at("/limit").with("max", most));
        }
        limit
    }
}

/// The field of `form` that `text` names, hopping over links at dots.
pub fn resolve_path(scope: &dyn Scope, form: &Key, text: &str) -> Result<(Path, DataType), Issue> {
    let mut parts = text.split('.');
    let step = |form: &str, part: &str| -> Result<(Key, FieldInfo), Issue> {
        let found = Key::new(part).ok().and_then(|key| Some((key, scope.field(form, part)?)));
        found.ok_or_else(|| unknown_field(part, scope.field_keys(form, None)))
    };
    let (key, mut info) = step(form, parts.next().unwrap_or_default())?;
    let mut path = Path { row: false, slot: info.slot, key, hops: Vec::new() };
    for part in parts {
        let target = match &info.ty {
            DataType::Link { form } => form.clone(),
            DataType::User => Key::new("user").map_err(|_| unknown_field(part, Vec::new()))?,
            DataType::Department => Key::new("department").map_err(|_| unknown_field(part, Vec::new()))?,
            _ => return Err(unknown_field(text, Vec::new())),
        };
        let (key, next) = step(&target, part)?;
        path.hops.push(Hop { form: target, slot: next.slot, key });
        info = next;
    }
    Ok((path, info.ty))
}

/// Refuses an expression that reads a field which the person may not use.
pub fn allow(query: &AuthorizedQuery, expr: &Expr) -> Result<(), Error> {
    let mut tables = Vec::new();
    expr.visit(&mut |node| {
        if let Expr::Rows { table, each, filter, .. } = node {
            let mut rows = Vec::new();
            for part in [each, filter].into_iter().flatten() {
                rows.extend(part.paths().into_iter().filter(|(path, _)| path.row).map(|(path, _)| path));
            }
            tables.push((*table, rows));
        }
    });
    for (table, rows) in tables {
        query.usable(table)?;
        for path in rows {
            query.usable_row(table, path.slot)?;
            allow_hops(query, &path)?;
        }
    }
    for (path, _) in expr.paths().into_iter().filter(|(path, _)| !path.row) {
        allow_path(query, &path)?;
    }
    Ok(())
}

fn allow_path(query: &AuthorizedQuery, path: &Path) -> Result<(), Error> {
    query.usable(path.slot)?;
    allow_hops(query, path)
}

fn allow_hops(query: &AuthorizedQuery, path: &Path) -> Result<(), Error> {
    for hop in &path.hops {
        // The directory of people and departments is open to everybody who is signed in.
        if matches!(hop.form.as_str(), "user" | "department") {
            continue;
        }
        // Where the person may read nothing of the linked form, the link leads nowhere.
        let linked = query.linked(&hop.form).ok_or_else(|| query.refuse(path.slot))?;
        linked.usable(hop.slot)?;
    }
    Ok(())
}

/// Why a condition is not even looked at: too many parts, or a character that no text has.
fn unreasonable(condition: &Json, count: &mut usize) -> Option<Issue> {
    *count += 1;
    if *count > MAX_CONDITION {
        return Some(Issue::new("condition.too_large").with("max", MAX_CONDITION));
    }
    match condition {
        Json::String(text) => text.contains('\0').then(|| Issue::new("text.control")),
        Json::Array(items) => items.iter().find_map(|item| unreasonable(item, count)),
        Json::Object(members) => members.values().find_map(|member| unreasonable(member, count)),
        _ => None,
    }
}

fn is_single(ty: &DataType) -> bool {
    !matches!(ty, DataType::List { .. } | DataType::Rows | DataType::Files | DataType::Json | DataType::Null)
}

fn strip_minus(text: &str) -> (&str, bool) {
    text.strip_prefix('-').map_or((text, false), |name| (name, true))
}

fn unknown_field(name: &str, known: Vec<Key>) -> Issue {
    let issue = Issue::new("field.unknown").with("field", name);
    match expression::nearest(name, &known) {
        Some(suggestion) => issue.with("suggestion", suggestion),
        None => issue,
    }
}
