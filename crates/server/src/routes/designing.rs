//! What designers ask while an app is drawn.

use actix_web::{HttpRequest, HttpResponse, get, http::StatusCode, post, web};
use engine_base::Issue;
use runtime::{
    DifferencesView, Error, ExpressionRequest, ExpressionView, FunctionsView, Listed, PreviewRequest, TemplateView,
    Version,
};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    Data,
    data::{json, parse},
};
use crate::{
    problem::{Problem, ProblemBody, answer},
    signed::Signed,
};

/// What formulas can call, and what can stand between values, in the language of the request.
#[utoipa::path(tag = "designing", security(("token" = [])), responses((status = 200, body = FunctionsView), (status = 401, body = ProblemBody)))]
#[get("/functions")]
pub async fn functions(runtime: Data, actor: Signed) -> web::Json<FunctionsView> {
    web::Json(runtime.functions(&actor))
}

/// Types a formula or condition of a draft, and works it out for a record. Nothing is changed. Administrators only.
#[utoipa::path(tag = "designing", security(("token" = [])), params(("app" = String, Path, description = "key of the app")), request_body = ExpressionRequest,
    responses((status = 200, body = ExpressionView), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 404, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[post("/apps/{app}/draft/expression")]
pub async fn expression(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
    body: web::Bytes,
) -> Result<web::Json<ExpressionView>, Problem> {
    let asked: ExpressionRequest = parse(&request, &body)?;
    answer(&request, runtime.expression(&actor, &app, asked)).await.map(web::Json)
}

/// The model for screens of a draft as people with certain roles would see it. Administrators only.
#[utoipa::path(tag = "designing", security(("token" = [])), params(("app" = String, Path, description = "key of the app")), request_body = PreviewRequest,
    responses((status = 200, body = Object), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 404, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[post("/apps/{app}/draft/preview")]
pub async fn preview(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let asked: PreviewRequest = parse(&request, &body)?;
    let model = answer(&request, runtime.preview_app(&actor, &app, asked)).await?;
    Ok(json(StatusCode::OK, model))
}

/// What to compare.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct DiffQuery {
    /// A release by its number, or `draft`; the release in use when left out.
    from: Option<String>,
    /// A release by its number, or `draft`; the draft when left out.
    to: Option<String>,
}

/// What differs between two releases, or a release and the draft, in words. Administrators only.
#[utoipa::path(tag = "designing", security(("token" = [])), params(("app" = String, Path, description = "key of the app"), DiffQuery),
    responses((status = 200, body = DifferencesView), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 404, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[get("/apps/{app}/diff")]
pub async fn differences(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
) -> Result<web::Json<DifferencesView>, Problem> {
    let refuse = |issue: Issue| Problem::from(Error::Request(vec![issue])).for_request(&request);
    let query = web::Query::<DiffQuery>::from_query(request.query_string());
    let query = query.map_err(|_| refuse(Issue::new("request.query_string")))?;
    let version = |name: &Option<String>, path: &str| match name {
        None => Ok(None),
        Some(name) => match Version::named(name) {
            Some(version) => Ok(Some(version)),
            None => Err(refuse(Issue::new("release.unknown").at(path).with("release", name.as_str()))),
        },
    };
    let (from, to) = (version(&query.from, "/from")?, version(&query.to, "/to")?);
    answer(&request, runtime.differences(&actor, &app, from, to)).await.map(web::Json)
}

/// The apps that others can begin with. Administrators only.
#[utoipa::path(tag = "designing", security(("token" = [])), responses((status = 200, body = Listed<TemplateView>), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody)))]
#[get("/templates")]
pub async fn templates(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
) -> Result<web::Json<Listed<TemplateView>>, Problem> {
    answer(&request, async { runtime.templates(&actor) }).await.map(web::Json)
}
