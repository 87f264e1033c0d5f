//! Documents for integrators: OpenAPI of the platform and of each app, the schemas of definitions, the console.

use actix_web::{HttpRequest, HttpResponse, get, http::StatusCode, web};

use super::{Data, data::json};
use crate::{
    PlatformJson,
    problem::{Problem, ProblemBody, answer},
    signed::Signed,
};

/// The OpenAPI document of the platform.
#[get("/openapi.json")]
pub async fn platform(document: web::Data<PlatformJson>, _actor: Signed) -> HttpResponse {
    json(StatusCode::OK, document.0.clone())
}

/// The OpenAPI document of an app, generated from its definitions.
#[get("/data/{app}/openapi.json")]
pub async fn app(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
) -> Result<HttpResponse, Problem> {
    let document = answer(&request, async { runtime.app_document(&actor, &app) }).await?;
    Ok(json(StatusCode::OK, document))
}

/// The JSON Schema of a kind of definition: `app`, `form`, `options` or `role`.
#[utoipa::path(tag = "documents", security(("token" = [])), params(("kind" = String, Path, description = "`app`, `form`, `options` or `role`")),
    responses((status = 200, body = Object), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody)))]
#[get("/schema/{kind}")]
pub async fn schema(request: HttpRequest, kind: web::Path<String>, _actor: Signed) -> Result<HttpResponse, Problem> {
    match app_definition::schema_text(&kind) {
        Some(text) => Ok(json(StatusCode::OK, text.as_bytes().to_vec())),
        None => Err(Problem::new(StatusCode::NOT_FOUND, "not_found").for_request(&request)),
    }
}

/// The administrative regions of China that region fields take.
#[utoipa::path(tag = "documents", security(("token" = [])), responses((status = 200, body = Vec<Vec<Option<String>>>, description = "code, name, code above"), (status = 401, body = ProblemBody)))]
#[get("/regions")]
pub async fn regions(_actor: Signed) -> HttpResponse {
    let mut response = json(StatusCode::OK, runtime::regions_json().as_bytes().to_vec());
    let cache = actix_web::http::header::HeaderValue::from_static("private, max-age=86400");
    response.headers_mut().insert(actix_web::http::header::CACHE_CONTROL, cache);
    response
}
