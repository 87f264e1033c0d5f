//! Records: list, read, create, change, delete, history, query, aggregate, batch, fill.
//!
//! These routes are described by the document of each app (`data/{app}/openapi.json`), which knows its fields.

use actix_web::{
    HttpRequest, HttpResponse, delete, get,
    http::{StatusCode, header},
    patch, post, web,
};
use engine_base::Issue;
use runtime::{AggregateRequest, BatchRequest, Error, ListRequest, Written, malformed};
use serde::{Deserialize, de::DeserializeOwned};
use uuid::Uuid;

use super::Data;
use crate::{
    problem::{Problem, again, answer},
    signed::Signed,
};

type Answer = Result<HttpResponse, Problem>;

/// `app` and `form` of the path.
#[derive(Deserialize)]
pub struct FormPath {
    /// The app.
    pub app: String,
    /// The form.
    pub form: String,
}

/// `app`, `form` and `id` of the path.
#[derive(Deserialize)]
pub struct RecordPath {
    app: String,
    form: String,
    id: String,
}

impl RecordPath {
    /// An id of another shape names no record.
    fn id(&self) -> Result<Uuid, Error> {
        if self.id.len() == 36 { Uuid::try_parse(&self.id).map_err(|_| Error::NotFound) } else { Err(Error::NotFound) }
    }
}

/// The list.
#[get("/data/{app}/{form}")]
pub async fn list(request: HttpRequest, runtime: Data, actor: Signed, path: web::Path<FormPath>) -> Answer {
    let work = async || {
        let pairs = query_pairs(&request)?;
        answer(&request, runtime.list(&actor, &path.app, &path.form, pairs)).await
    };
    let body = again(&runtime, &request, work).await?;
    Ok(json(StatusCode::OK, body))
}

/// The list, asked for in a body.
#[post("/data/{app}/{form}/query")]
pub async fn query(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    path: web::Path<FormPath>,
    body: web::Bytes,
) -> Answer {
    let work = async || {
        let asked: ListRequest = parse(&request, &body)?;
        answer(&request, runtime.query(&actor, &path.app, &path.form, asked)).await
    };
    let body = again(&runtime, &request, work).await?;
    Ok(json(StatusCode::OK, body))
}

/// Groups and measures.
#[post("/data/{app}/{form}/aggregate")]
pub async fn aggregate(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    path: web::Path<FormPath>,
    body: web::Bytes,
) -> Answer {
    let work = async || {
        let asked: AggregateRequest = parse(&request, &body)?;
        answer(&request, runtime.aggregate(&actor, &path.app, &path.form, asked)).await
    };
    let body = again(&runtime, &request, work).await?;
    Ok(json(StatusCode::OK, body))
}

/// A new record.
#[post("/data/{app}/{form}")]
pub async fn create(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    path: web::Path<FormPath>,
    body: web::Bytes,
) -> Answer {
    let work = async || {
        let record = parse(&request, &body)?;
        let once = idempotency_key(&request)?;
        answer(&request, runtime.create(&actor, &path.app, &path.form, record, once)).await
    };
    let written = again(&runtime, &request, work).await?;
    let location = format!("/api/v1/data/{}/{}/{}", path.app, path.form, written.id);
    let mut response = stored(StatusCode::CREATED, written);
    if let Ok(location) = header::HeaderValue::from_str(&location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    Ok(response)
}

/// One record.
#[get("/data/{app}/{form}/{id}")]
pub async fn read(request: HttpRequest, runtime: Data, actor: Signed, path: web::Path<RecordPath>) -> Answer {
    let work = async || {
        let pairs = query_pairs(&request)?;
        answer(&request, async { runtime.read(&actor, &path.app, &path.form, path.id()?, pairs).await }).await
    };
    let written = again(&runtime, &request, work).await?;
    let tag = etag(written.version);
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    // Rights may change what an unchanged record looks like, so a match is only trusted without computed fields.
    if written.cacheable && known == Some(tag.as_str()) {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish());
    }
    Ok(stored(StatusCode::OK, written))
}

/// Changes fields of a record.
#[patch("/data/{app}/{form}/{id}")]
pub async fn update(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    path: web::Path<RecordPath>,
    body: web::Bytes,
) -> Answer {
    let version = if_match(&request)?;
    let work = async || {
        let record = parse(&request, &body)?;
        let change = async { runtime.update(&actor, &path.app, &path.form, path.id()?, record, version).await };
        answer(&request, change).await
    };
    let written = again(&runtime, &request, work).await?;
    Ok(stored(StatusCode::OK, written))
}

/// Deletes a record.
#[delete("/data/{app}/{form}/{id}")]
pub async fn remove(request: HttpRequest, runtime: Data, actor: Signed, path: web::Path<RecordPath>) -> Answer {
    let version = if_match(&request)?;
    let work = async || {
        answer(&request, async { runtime.delete(&actor, &path.app, &path.form, path.id()?, version).await }).await
    };
    again(&runtime, &request, work).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What was changed, by whom and when.
#[get("/data/{app}/{form}/{id}/history")]
pub async fn history(request: HttpRequest, runtime: Data, actor: Signed, path: web::Path<RecordPath>) -> Answer {
    let pairs = query_pairs(&request)?;
    let body =
        answer(&request, async { runtime.history(&actor, &path.app, &path.form, path.id()?, pairs).await }).await?;
    Ok(json(StatusCode::OK, body))
}

/// Up to 1,000 creates, changes and deletes.
#[post("/data/{app}/{form}/batch")]
pub async fn batch(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    path: web::Path<FormPath>,
    body: web::Bytes,
) -> Answer {
    let work = async || {
        let asked: BatchRequest = parse(&request, &body)?;
        let once = idempotency_key(&request)?;
        answer(&request, runtime.batch(&actor, &path.app, &path.form, asked, once)).await
    };
    let body = again(&runtime, &request, work).await?;
    Ok(json(StatusCode::OK, body))
}

/// What a record would become, without storing it.
#[post("/data/{app}/{form}/fill")]
pub async fn fill(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    path: web::Path<FormPath>,
    body: web::Bytes,
) -> Answer {
    let work = async || {
        let record = parse(&request, &body)?;
        answer(&request, runtime.preview(&actor, &path.app, &path.form, record)).await
    };
    let body = again(&runtime, &request, work).await?;
    Ok(json(StatusCode::OK, body))
}

/// Parses a JSON body; its type must say so.
pub fn parse<T: DeserializeOwned>(request: &HttpRequest, body: &[u8]) -> Result<T, Problem> {
    require_json(request)?;
    // A list would be taken for the members of a request in their order.
    if body.trim_ascii_start().starts_with(b"[") {
        let issue = Issue::new("type.mismatch").with("expected", "object");
        return Err(Problem::from(Error::Request(vec![issue])).for_request(request));
    }
    let refuse = |error| Problem::from(Error::Request(vec![malformed(&error)])).for_request(request);
    serde_json::from_slice(body).map_err(refuse)
}

/// Refuses bodies that do not say that they are JSON.
pub fn require_json(request: &HttpRequest) -> Result<(), Problem> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.split(';').next().is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/json")) {
        return Err(Problem::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "request.content_type").for_request(request));
    }
    Ok(())
}

fn query_pairs(request: &HttpRequest) -> Result<Vec<(String, String)>, Problem> {
    let pairs = web::Query::<Vec<(String, String)>>::from_query(request.query_string());
    pairs
        .map(web::Query::into_inner)
        .map_err(|_| Problem::from(Error::Request(vec![Issue::new("request.query_string")])).for_request(request))
}

/// Key of at most 200 visible ASCII characters under which a write is done only once.
pub fn idempotency_key(request: &HttpRequest) -> Result<Option<String>, Problem> {
    let Some(value) = request.headers().get("idempotency-key") else { return Ok(None) };
    match value.to_str() {
        Ok(key) if !key.is_empty() && key.len() <= 200 => Ok(Some(key.to_owned())),
        _ => Err(Problem::from(Error::Request(vec![Issue::new("request.idempotency_key")])).for_request(request)),
    }
}

/// The version that `If-Match` names; `*` and no header mean any.
pub fn if_match(request: &HttpRequest) -> Result<Option<i64>, Problem> {
    let Some(value) = request.headers().get(header::IF_MATCH) else { return Ok(None) };
    let text = value.to_str().unwrap_or_default().trim();
    if text == "*" {
        return Ok(None);
    }
    let version = text.strip_prefix('"').and_then(|text| text.strip_suffix('"')).and_then(|text| text.parse().ok());
    match version {
        Some(version) => Ok(Some(version)),
        None => Err(Problem::from(Error::Request(vec![Issue::new("request.if_match")])).for_request(request)),
    }
}

fn etag(version: i64) -> String {
    format!("\"{version}\"")
}

fn stored(status: StatusCode, written: Written) -> HttpResponse {
    HttpResponse::build(status)
        .insert_header((header::ETAG, etag(written.version)))
        .content_type("application/json")
        .body(written.body)
}

/// A JSON body that is ready.
pub fn json(status: StatusCode, body: Vec<u8>) -> HttpResponse {
    HttpResponse::build(status).content_type("application/json").body(body)
}
