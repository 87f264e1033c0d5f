//! What the person who asks is to look at.

use actix_web::{HttpRequest, HttpResponse, get, post, web};
use runtime::{Notices, NoticesRead};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Data, data::parse, parameters};
use crate::{
    problem::{Problem, ProblemBody, answer},
    signed::Signed,
};

/// Which notices.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Which {
    /// Whether only those that were not read.
    #[serde(default)]
    unread: bool,
    /// How many, 1 to 200; 50 when left out.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// Where the last part ended.
    #[param(format = Uuid)]
    cursor: Option<String>,
}

/// The notices of the person who asks, newest first. One whose record may not be read any more has no title and no text.
#[utoipa::path(operation_id = "list_notices", tag = "notices", security(("token" = [])), params(Which),
    responses((status = 200, body = Notices), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody)))]
#[get("/notices")]
pub async fn list(request: HttpRequest, runtime: Data, actor: Signed) -> Result<web::Json<Notices>, Problem> {
    let which: Which = parameters(&request)?;
    let notices = runtime.notices(&actor, which.unread, which.limit, which.cursor.as_deref());
    answer(&request, notices).await.map(web::Json)
}

/// Marks notices of the person who asks read: some by their ids, or all. Ids of others are passed over.
#[utoipa::path(operation_id = "mark_notices_read", tag = "notices", security(("token" = [])), request_body = NoticesRead,
    responses((status = 204), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 415, body = ProblemBody)))]
#[post("/notices/read")]
pub async fn read(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let read: NoticesRead = parse(&request, &body)?;
    answer(&request, runtime.read_notices(&actor, read)).await?;
    Ok(HttpResponse::NoContent().finish())
}
