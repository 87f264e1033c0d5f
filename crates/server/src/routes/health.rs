//! Whether the server lives, is ready, and how it fares.

use actix_web::{HttpResponse, get, http::StatusCode, web};

use super::Data;
use crate::metrics::Metrics;

/// Alive: the process answers.
#[get("/healthz")]
pub async fn healthz() -> HttpResponse {
    HttpResponse::Ok().content_type("application/json").body(r#"{"status":"alive"}"#)
}

/// Ready: the database answers too.
#[get("/readyz")]
pub async fn readyz(runtime: Data) -> HttpResponse {
    match runtime.ping().await {
        Ok(()) => HttpResponse::Ok().content_type("application/json").body(r#"{"status":"ready"}"#),
        Err(_) => HttpResponse::build(StatusCode::SERVICE_UNAVAILABLE)
            .content_type("application/json")
            .body(r#"{"status":"database unavailable"}"#),
    }
}

/// Counters in the Prometheus text format.
#[get("/metrics")]
pub async fn metrics(metrics: web::Data<Metrics>) -> HttpResponse {
    HttpResponse::Ok().content_type("text/plain; version=0.0.4; charset=utf-8").body(metrics.text())
}
