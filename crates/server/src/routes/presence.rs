//! Who is in the designer of an app.

use actix_web::{HttpRequest, HttpResponse, delete, put, web};
use runtime::{ComeIn, Present};

use super::{Data, data::parse};
use crate::{
    problem::{Problem, ProblemBody, answer},
    signed::Signed,
};

/// Says that one is in the designer of an app: to be said again within 45 seconds. Administrators only.
#[utoipa::path(tag = "presence", security(("token" = [])), params(("app" = String, Path, description = "key of the app")), request_body = ComeIn,
    responses((status = 200, body = Present), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 404, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[put("/apps/{app}/presence")]
pub async fn come_in(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
    body: web::Bytes,
) -> Result<web::Json<Present>, Problem> {
    let come: ComeIn = parse(&request, &body)?;
    answer(&request, runtime.come_in(&actor, &app, come)).await.map(web::Json)
}

/// Says that one has left the designer of an app. Administrators only.
#[utoipa::path(tag = "presence", security(("token" = [])), params(("app" = String, Path, description = "key of the app")),
    responses((status = 204), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
#[delete("/apps/{app}/presence")]
pub async fn go_out(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    answer(&request, runtime.go_out(&actor, &app)).await?;
    Ok(HttpResponse::NoContent().finish())
}
