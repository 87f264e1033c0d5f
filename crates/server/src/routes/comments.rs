//! Comments on records.

use actix_web::{HttpRequest, HttpResponse, delete, get, http::StatusCode, patch, post, web};
use runtime::{ChangeComment, CommentView, NewComment, Paged, RecordPlace};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::{Data, data::parse, parameters};
use crate::{
    problem::{Problem, ProblemBody, answer},
    signed::Signed,
};

/// Which record.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct Record {
    /// Key of the app.
    app: String,
    /// Key of the form.
    form: String,
    /// The record.
    id: Uuid,
}

/// Which comment on which record.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Path)]
pub struct One {
    /// Key of the app.
    app: String,
    /// Key of the form.
    form: String,
    /// The record.
    id: Uuid,
    /// The comment.
    comment: Uuid,
}

impl Record {
    fn place(&self) -> RecordPlace<'_> {
        RecordPlace { app: &self.app, form: &self.form, id: self.id }
    }
}

impl One {
    fn place(&self) -> RecordPlace<'_> {
        RecordPlace { app: &self.app, form: &self.form, id: self.id }
    }
}

/// Which part of a long list.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Part {
    /// How many, 1 to 200; 50 when left out.
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
    /// Where the last part ended.
    #[param(format = Uuid)]
    pub cursor: Option<String>,
}

/// The comments on a record, newest first. For whoever may read the record.
#[utoipa::path(operation_id = "list_comments", tag = "comments", security(("token" = [])), params(Record, Part),
    responses((status = 200, body = Paged<CommentView>), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody),
              (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
#[get("/data/{app}/{form}/{id}/comments")]
pub async fn list(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    record: web::Path<Record>,
) -> Result<web::Json<Paged<CommentView>>, Problem> {
    let part: Part = parameters(&request)?;
    answer(&request, runtime.comments(&actor, record.place(), part.limit, part.cursor.as_deref())).await.map(web::Json)
}

/// Writes a comment. Those whom it calls, the record's owner and those who wrote about it before are told, if they may read it.
#[utoipa::path(operation_id = "add_comment", tag = "comments", security(("token" = [])), params(Record), request_body = NewComment,
    responses((status = 201, body = CommentView), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 404, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[post("/data/{app}/{form}/{id}/comments")]
pub async fn add(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    record: web::Path<Record>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let comment: NewComment = parse(&request, &body)?;
    let view = answer(&request, runtime.add_comment(&actor, record.place(), comment)).await?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(view))
}

/// Changes a comment of one's own.
#[utoipa::path(operation_id = "change_comment", tag = "comments", security(("token" = [])), params(One), request_body = ChangeComment,
    responses((status = 200, body = CommentView), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 404, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[patch("/data/{app}/{form}/{id}/comments/{comment}")]
pub async fn change(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    one: web::Path<One>,
    body: web::Bytes,
) -> Result<web::Json<CommentView>, Problem> {
    let change: ChangeComment = parse(&request, &body)?;
    answer(&request, runtime.change_comment(&actor, one.place(), one.comment, change)).await.map(web::Json)
}

/// Removes a comment of one's own; administrators any.
#[utoipa::path(operation_id = "remove_comment", tag = "comments", security(("token" = [])), params(One),
    responses((status = 204), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
#[delete("/data/{app}/{form}/{id}/comments/{comment}")]
pub async fn remove(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    one: web::Path<One>,
) -> Result<HttpResponse, Problem> {
    answer(&request, runtime.remove_comment(&actor, one.place(), one.comment)).await?;
    Ok(HttpResponse::NoContent().finish())
}
