//! What people set for themselves.

use std::collections::BTreeMap;

use actix_web::{HttpRequest, HttpResponse, delete, get, put, web};
use serde_json::Value as Json;

use super::{Data, data::require_json};
use crate::{
    problem::{Problem, ProblemBody, answer},
    signed::Signed,
};

/// Everything that the person who asks has set, by key. Nobody else sees it.
#[utoipa::path(operation_id = "list_preferences", tag = "personal", security(("token" = [])), responses((status = 200, body = BTreeMap<String, Object>), (status = 401, body = ProblemBody)))]
#[get("/preferences")]
pub async fn list(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
) -> Result<web::Json<BTreeMap<String, Json>>, Problem> {
    answer(&request, runtime.preferences(&actor)).await.map(web::Json)
}

/// Sets one value: any JSON up to 32 KiB, under a key of up to 80 of `a-z 0-9 _ . : -`.
#[utoipa::path(operation_id = "set_preference", tag = "personal", security(("token" = [])), params(("key" = String, Path, description = "the key")), request_body = Object,
    responses((status = 204), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[put("/preferences/{key}")]
pub async fn set(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    key: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    require_json(&request)?;
    answer(&request, runtime.set_preference(&actor, &key, &body)).await?;
    Ok(HttpResponse::NoContent().finish())
}

/// Removes one value.
#[utoipa::path(operation_id = "remove_preference", tag = "personal", security(("token" = [])), params(("key" = String, Path, description = "the key")),
    responses((status = 204), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody)))]
#[delete("/preferences/{key}")]
pub async fn remove(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    key: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    answer(&request, runtime.remove_preference(&actor, &key)).await?;
    Ok(HttpResponse::NoContent().finish())
}
