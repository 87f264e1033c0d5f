//! What administrators tell everybody, and what everybody tells administrators.

use actix_web::{HttpRequest, HttpResponse, delete, get, http::StatusCode, patch, post, web};
use runtime::{AnnouncementView, ChangeAnnouncement, FeedbackView, Listed, NewAnnouncement, NewFeedback, Paged};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::{Data, comments::Part, data::parse, parameters};
use crate::{
    problem::{Problem, ProblemBody, answer},
    signed::Signed,
};

/// Which announcements.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Whether to list those that ended as well. Administrators only.
    #[serde(default)]
    ended: bool,
}

/// The announcements that stand, newest first.
#[utoipa::path(operation_id = "list_announcements", tag = "announcements", security(("token" = [])), params(Which),
    responses((status = 200, body = Listed<AnnouncementView>), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody)))]
#[get("/announcements")]
pub async fn list(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
) -> Result<web::Json<Listed<AnnouncementView>>, Problem> {
    let which: Which = parameters(&request)?;
    answer(&request, runtime.announcements(&actor, which.ended)).await.map(web::Json)
}

/// Makes an announcement. Administrators only.
#[utoipa::path(operation_id = "add_announcement", tag = "announcements", security(("token" = [])), request_body = NewAnnouncement,
    responses((status = 201, body = AnnouncementView), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[post("/announcements")]
pub async fn add(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let announcement: NewAnnouncement = parse(&request, &body)?;
    let view = answer(&request, runtime.add_announcement(&actor, announcement)).await?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(view))
}

/// Changes an announcement. Administrators only.
#[utoipa::path(operation_id = "change_announcement", tag = "announcements", security(("token" = [])), params(("id" = Uuid, Path, description = "the announcement")), request_body = ChangeAnnouncement,
    responses((status = 200, body = AnnouncementView), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 404, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[patch("/announcements/{id}")]
pub async fn change(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    id: web::Path<Uuid>,
    body: web::Bytes,
) -> Result<web::Json<AnnouncementView>, Problem> {
    let change: ChangeAnnouncement = parse(&request, &body)?;
    answer(&request, runtime.change_announcement(&actor, *id, change)).await.map(web::Json)
}

/// Takes an announcement back. Administrators only.
#[utoipa::path(operation_id = "remove_announcement", tag = "announcements", security(("token" = [])), params(("id" = Uuid, Path, description = "the announcement")),
    responses((status = 204), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
#[delete("/announcements/{id}")]
pub async fn remove(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    answer(&request, runtime.remove_announcement(&actor, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// What people think of the product, newest first. Administrators only.
#[utoipa::path(tag = "feedback", security(("token" = [])), params(Part),
    responses((status = 200, body = Paged<FeedbackView>), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody)))]
#[get("/feedback")]
pub async fn feedback(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
) -> Result<web::Json<Paged<FeedbackView>>, Problem> {
    let part: Part = parameters(&request)?;
    answer(&request, runtime.feedback(&actor, part.limit, part.cursor.as_deref())).await.map(web::Json)
}

/// Says what one thinks of the product.
#[utoipa::path(tag = "feedback", security(("token" = [])), request_body = NewFeedback,
    responses((status = 204), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[post("/feedback")]
pub async fn add_feedback(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let said: NewFeedback = parse(&request, &body)?;
    answer(&request, runtime.add_feedback(&actor, said)).await?;
    Ok(HttpResponse::NoContent().finish())
}
