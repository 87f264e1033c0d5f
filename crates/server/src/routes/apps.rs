//! Apps: what there is, packages in and out, drafts, checks, plans, releases, members.

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::{StatusCode, header},
    post, put, web,
};
use engine_base::Issue;
use runtime::{
    AppView, Beginning, Checked, Error, Imported, Listed, MemberRoles, MemberView, NewRelease, PlanView, Published,
    ReleaseView,
};
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};
use uuid::Uuid;

use super::{
    Data,
    data::{if_match, json, parse, require_json},
};
use crate::{
    problem::{Problem, ProblemBody, answer},
    signed::Signed,
};

/// The apps that the person who asks may open.
#[utoipa::path(operation_id = "list_apps", tag = "apps", security(("token" = [])), responses((status = 200, body = Listed<AppView>), (status = 401, body = ProblemBody)))]
#[get("/apps")]
pub async fn list(runtime: Data, actor: Signed) -> web::Json<Listed<AppView>> {
    web::Json(runtime.apps(&actor))
}

/// The model of an app for screens: only what the person who asks may see.
#[utoipa::path(tag = "apps", security(("token" = [])), params(("app" = String, Path, description = "key of the app")),
    responses((status = 200, body = Object), (status = 304), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody)))]
#[get("/apps/{app}")]
pub async fn model(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let (body, tag) = answer(&request, async { runtime.app_model(&actor, &app) }).await?;
    let known = request.headers().get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok());
    if known == Some(tag.as_str()) {
        return Ok(HttpResponse::NotModified().insert_header((header::ETAG, tag)).finish());
    }
    let mut response = json(StatusCode::OK, body);
    if let Ok(tag) = header::HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    Ok(response)
}

/// Imports a package: the packed app as JSON, or a zip; or begins an app, `{template, key?, label?}` or `{blank: {key, label, icon?, colour?}}`.
/// Published at once when nothing is wrong. Administrators only.
#[utoipa::path(operation_id = "import_app", tag = "apps", security(("token" = [])), request_body(content((NewApp = "application/json"), (Vec<u8> = "application/zip"))),
    responses((status = 200, body = Imported), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 409, body = ProblemBody), (status = 413, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[post("/apps")]
pub async fn import(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    body: web::Bytes,
) -> Result<web::Json<Imported>, Problem> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    match kind.split(';').next().map(str::trim) {
        Some("application/zip") => answer(&request, runtime.import_package(&actor, body.to_vec())).await.map(web::Json),
        _ => {
            require_json(&request)?;
            // A packed app has `app`, which ends this reading at once.
            match serde_json::from_slice::<Beginning>(&body) {
                Ok(beginning) => answer(&request, runtime.begin_app(&actor, beginning)).await.map(web::Json),
                Err(_) => answer(&request, runtime.import_packed(&actor, &body)).await.map(web::Json),
            }
        }
    }
}

/// A packed app, or how a new one begins.
#[derive(Deserialize, ToSchema)]
#[serde(untagged)]
#[allow(dead_code, reason = "only its shape is used, in the document")]
pub enum NewApp {
    /// How it begins.
    Beginning(Beginning),
    /// A packed app.
    #[schema(value_type = Object)]
    Packed(serde_json::Value),
}

/// What to export.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct ExportQuery {
    /// Whether to put the records in as well.
    #[serde(default)]
    data: bool,
}

/// Exports the published app as a zip package. Administrators only.
#[utoipa::path(tag = "apps", security(("token" = [])), params(("app" = String, Path, description = "key of the app"), ExportQuery),
    responses((status = 200, body = Vec<u8>, content_type = "application/zip"), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody),
              (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
#[get("/apps/{app}/export")]
pub async fn export(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let query = web::Query::<ExportQuery>::from_query(request.query_string());
    let query = query
        .map_err(|_| Problem::from(Error::Request(vec![Issue::new("request.query_string")])).for_request(&request))?;
    let package = answer(&request, runtime.export_package(&actor, &app, query.data)).await?;
    Ok(HttpResponse::Ok()
        .content_type("application/zip")
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename=\"{}.zip\"", package.app)))
        .body(package.bytes))
}

/// The draft: the definition being edited, or the published one when nothing was changed. Administrators only.
#[utoipa::path(tag = "apps", security(("token" = [])), params(("app" = String, Path, description = "key of the app")),
    responses((status = 200, body = Object), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
#[get("/apps/{app}/draft")]
pub async fn draft(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let (draft, version) = answer(&request, runtime.draft(&actor, &app)).await?;
    Ok(HttpResponse::Ok()
        .insert_header((header::ETAG, format!("\"{version}\"")))
        .content_type("application/json")
        .body(draft))
}

/// Stores the draft. `If-Match` names the draft it was made from. Administrators only.
#[utoipa::path(tag = "apps", security(("token" = [])), params(("app" = String, Path, description = "key of the app")), request_body = Object,
    responses((status = 200, body = Checked), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 404, body = ProblemBody), (status = 412, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[put("/apps/{app}/draft")]
pub async fn put_draft(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    require_json(&request)?;
    let known = if_match(&request)?;
    let (checked, version) = answer(&request, runtime.put_draft(&actor, &app, &body, known)).await?;
    Ok(HttpResponse::Ok().insert_header((header::ETAG, format!("\"{version}\""))).json(checked))
}

/// Checks a definition, or the draft when the body is `null`. Nothing is changed. Administrators only.
#[utoipa::path(tag = "apps", security(("token" = [])), params(("app" = String, Path, description = "key of the app")), request_body = Option<Object>,
    responses((status = 200, body = Checked), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 404, body = ProblemBody), (status = 415, body = ProblemBody)))]
#[post("/apps/{app}/check")]
pub async fn check(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
    body: web::Bytes,
) -> Result<web::Json<Checked>, Problem> {
    require_json(&request)?;
    let packed = Some(body.as_ref()).filter(|body| body.trim_ascii() != b"null");
    answer(&request, runtime.check(&actor, &app, packed)).await.map(web::Json)
}

/// What publishing a definition, or the draft when the body is `null` or empty, would do to tables and data. Nothing is changed.
/// Administrators only.
#[utoipa::path(tag = "apps", security(("token" = [])), params(("app" = String, Path, description = "key of the app")), request_body = Option<Object>,
    responses((status = 200, body = PlanView), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 404, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[post("/apps/{app}/plan")]
pub async fn plan(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
    body: web::Bytes,
) -> Result<web::Json<PlanView>, Problem> {
    let packed = Some(body.trim_ascii()).filter(|body| !body.is_empty() && *body != b"null");
    if packed.is_some() {
        require_json(&request)?;
    }
    answer(&request, runtime.plan(&actor, &app, packed)).await.map(web::Json)
}

/// Publishes the draft; the body may be left out or `null`. Administrators only.
#[utoipa::path(tag = "apps", security(("token" = [])), params(("app" = String, Path, description = "key of the app")), request_body = Option<NewRelease>,
    responses((status = 200, body = Published), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody),
              (status = 409, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[post("/apps/{app}/publish")]
pub async fn publish(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
    body: web::Bytes,
) -> Result<web::Json<Published>, Problem> {
    let new = match body.trim_ascii() {
        b"" | b"null" => NewRelease::default(),
        said => parse(&request, said)?,
    };
    answer(&request, runtime.publish(&actor, &app, new)).await.map(web::Json)
}

/// The releases, newest first, with what each changed. Administrators only.
#[utoipa::path(tag = "apps", security(("token" = [])), params(("app" = String, Path, description = "key of the app")),
    responses((status = 200, body = Listed<ReleaseView>), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
#[get("/apps/{app}/releases")]
pub async fn releases(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
) -> Result<web::Json<Listed<ReleaseView>>, Problem> {
    answer(&request, runtime.releases(&actor, &app)).await.map(web::Json)
}

/// Rolls back: publishes the definition of an earlier release again. Administrators only.
#[utoipa::path(tag = "apps", security(("token" = [])),
    params(("app" = String, Path, description = "key of the app"), ("number" = i64, Path, description = "the release")),
    responses((status = 200, body = Published), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody),
              (status = 409, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[post("/apps/{app}/releases/{number}/restore")]
pub async fn restore(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    path: web::Path<(String, i64)>,
) -> Result<web::Json<Published>, Problem> {
    answer(&request, runtime.restore_release(&actor, &path.0, path.1)).await.map(web::Json)
}

/// Who has which roles. Administrators only.
#[utoipa::path(tag = "apps", security(("token" = [])), params(("app" = String, Path, description = "key of the app")),
    responses((status = 200, body = Listed<MemberView>), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
#[get("/apps/{app}/members")]
pub async fn members(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
) -> Result<web::Json<Listed<MemberView>>, Problem> {
    answer(&request, async { runtime.members(&actor, &app) }).await.map(web::Json)
}

/// Sets the roles of a person. Administrators only.
#[utoipa::path(tag = "apps", security(("token" = [])),
    params(("app" = String, Path, description = "key of the app"), ("user" = Uuid, Path, description = "the person")), request_body = MemberRoles,
    responses((status = 200, body = MemberView), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 404, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[put("/apps/{app}/members/{user}")]
pub async fn set_member(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    path: web::Path<(String, Uuid)>,
    body: web::Bytes,
) -> Result<web::Json<MemberView>, Problem> {
    let roles: MemberRoles = parse(&request, &body)?;
    answer(&request, runtime.set_member(&actor, &path.0, path.1, roles)).await.map(web::Json)
}
