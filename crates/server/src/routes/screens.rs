//! The embedded web UI, and what there is at unknown addresses.

use actix_web::{
    HttpRequest, HttpResponse, ResponseError,
    error::PathError,
    http::{Method, StatusCode, header},
    web,
};

use crate::{allowed::Allowed, problem::Problem};

/// An address under `/api/v1` that is no route, or a method that the route does not have.
pub async fn no_route(request: HttpRequest, allowed: web::Data<Allowed>) -> HttpResponse {
    let path = request.path().strip_prefix("/api/v1").unwrap_or_default();
    let Some(methods) = allowed.methods(path) else {
        return Problem::new(StatusCode::NOT_FOUND, "not_found").for_request(&request).error_response();
    };
    let mut response =
        Problem::new(StatusCode::METHOD_NOT_ALLOWED, "request.method").for_request(&request).error_response();
    if let Ok(methods) = header::HeaderValue::from_str(methods) {
        response.headers_mut().insert(header::ALLOW, methods);
    }
    response
}

/// A part of the path that is not what the route takes, such as an id that is none, names nothing.
pub fn no_such_path(_: PathError, request: &HttpRequest) -> actix_web::Error {
    Problem::new(StatusCode::NOT_FOUND, "not_found").for_request(request).into()
}

/// A file of the UI, or its page for every address that the UI itself understands.
pub async fn asset(request: HttpRequest) -> HttpResponse {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return HttpResponse::MethodNotAllowed().insert_header((header::ALLOW, "GET, HEAD")).finish();
    }
    let header_text = |name| request.headers().get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
    let encodings = header_text(header::ACCEPT_ENCODING).unwrap_or_default();
    let path = match request.path() {
        "/api/console" => "console.html",
        path => path.trim_start_matches('/'),
    };
    let found = studio::asset(path, encodings);
    let named_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
    let asset = match found {
        Some(asset) => asset,
        None if named_file || path.starts_with("api/") => return HttpResponse::NotFound().finish(),
        None => studio::page(encodings),
    };
    let mut response = HttpResponse::Ok();
    response
        .content_type(asset.content_type)
        .insert_header((header::ETAG, asset.etag.clone()))
        .insert_header((header::VARY, "Accept-Encoding"))
        .insert_header((
            header::CACHE_CONTROL,
            if asset.immutable { "public, max-age=31536000, immutable" } else { "no-cache" },
        ));
    if header_text(header::IF_NONE_MATCH) == Some(asset.etag.as_str()) {
        return response.status(StatusCode::NOT_MODIFIED).finish();
    }
    if let Some(encoding) = asset.encoding {
        response.insert_header((header::CONTENT_ENCODING, encoding));
    }
    response.body(asset.bytes.into_owned())
}
