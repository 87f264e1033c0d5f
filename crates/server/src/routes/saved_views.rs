//! Views that people save for themselves or for roles.

use actix_web::{HttpRequest, HttpResponse, delete, get, http::StatusCode, http::header, patch, post, web};
use runtime::{ChangeSavedView, Listed, NewSavedView, SavedViewView};
use uuid::Uuid;

use super::{
    Data,
    data::{if_match, parse},
};
use crate::{
    problem::{Problem, ProblemBody, answer},
    signed::Signed,
};

/// The saved views of an app that the person who asks may see: their own, and those shared with their roles.
#[utoipa::path(operation_id = "list_views", tag = "personal", security(("token" = [])), params(("app" = String, Path, description = "key of the app")),
    responses((status = 200, body = Listed<SavedViewView>), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody)))]
#[get("/apps/{app}/views")]
pub async fn list(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
) -> Result<web::Json<Listed<SavedViewView>>, Problem> {
    answer(&request, runtime.saved_views(&actor, &app)).await.map(web::Json)
}

/// Saves a view. Naming roles shares it with them, which needs a role with `share_views`.
#[utoipa::path(operation_id = "add_view", tag = "personal", security(("token" = [])), params(("app" = String, Path, description = "key of the app")), request_body = NewSavedView,
    responses((status = 201, body = SavedViewView), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 404, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[post("/apps/{app}/views")]
pub async fn add(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let new: NewSavedView = parse(&request, &body)?;
    let view = answer(&request, runtime.add_saved_view(&actor, &app, new)).await?;
    Ok(HttpResponse::build(StatusCode::CREATED).insert_header((header::ETAG, etag(&view))).json(view))
}

/// Changes a saved view: one's own, or as an administrator one that is shared. `If-Match` names the version it was read at.
#[utoipa::path(operation_id = "change_view", tag = "personal", security(("token" = [])),
    params(("app" = String, Path, description = "key of the app"), ("id" = Uuid, Path, description = "the view")), request_body = ChangeSavedView,
    responses((status = 200, body = SavedViewView), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 404, body = ProblemBody), (status = 412, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[patch("/apps/{app}/views/{id}")]
pub async fn change(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    path: web::Path<(String, Uuid)>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let change: ChangeSavedView = parse(&request, &body)?;
    let seen = if_match(&request)?;
    let view = answer(&request, runtime.change_saved_view(&actor, &path.0, path.1, change, seen)).await?;
    Ok(HttpResponse::Ok().insert_header((header::ETAG, etag(&view))).json(view))
}

/// Removes a saved view: one's own, or as an administrator one that is shared.
#[utoipa::path(operation_id = "remove_view", tag = "personal", security(("token" = [])),
    params(("app" = String, Path, description = "key of the app"), ("id" = Uuid, Path, description = "the view")),
    responses((status = 204), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
#[delete("/apps/{app}/views/{id}")]
pub async fn remove(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    path: web::Path<(String, Uuid)>,
) -> Result<HttpResponse, Problem> {
    answer(&request, runtime.remove_saved_view(&actor, &path.0, path.1)).await?;
    Ok(HttpResponse::NoContent().finish())
}

fn etag(view: &SavedViewView) -> String {
    format!("\"{}\"", view.version)
}
