//! The HTTP face: routes, sessions, OpenAPI, errors as status codes. Decides no access and knows no SQL.

// Futures of handlers nest the use cases' futures; their layout is computed deeper than the default allows.
#![recursion_limit = "256"]

mod allowed;
mod headers;
mod metrics;
mod problem;
mod routes;
mod signed;

use std::{io, net::SocketAddr};

use actix_web::{App, HttpServer, dev::Server, middleware::from_fn, web};
use runtime::Runtime;
use utoipa::OpenApi;
use utoipa_actix_web::AppExt;

use crate::{allowed::Allowed, metrics::Metrics, routes::PlatformDocument};

/// Largest body of most requests, in bytes: a record, a query, a definition.
const MAX_BODY: usize = 32 << 20;

/// How the server listens.
#[derive(Clone, Debug)]
pub struct Listen {
    /// Address and port.
    pub address: SocketAddr,
    /// Worker threads.
    pub workers: usize,
}

/// The platform's OpenAPI document as bytes.
pub struct PlatformJson(Vec<u8>);

/// The OpenAPI document of the platform, made from the handlers themselves.
pub fn platform_document() -> utoipa::openapi::OpenApi {
    let (_, mut document) =
        App::new().into_utoipa_app().openapi(PlatformDocument::openapi()).configure(routes::platform).split_for_parts();
    problem::describe(&mut document);
    document
}

/// Starts to listen and answers the running server and the address it got.
pub fn start(runtime: web::Data<Runtime>, listen: &Listen) -> io::Result<(Server, SocketAddr)> {
    let shared = runtime.clone();
    let metrics = web::Data::new(Metrics::default());
    let document = platform_document();
    let platform = web::Data::new(PlatformJson(serde_json::to_vec(&document)?));
    let allowed = web::Data::new(Allowed::new(&document));
    let server = HttpServer::new(move || {
        App::new()
            .app_data(shared.clone())
            .app_data(metrics.clone())
            .app_data(platform.clone())
            .app_data(allowed.clone())
            .app_data(web::PayloadConfig::new(MAX_BODY))
            .app_data(web::PathConfig::default().error_handler(routes::screens::no_such_path))
            .wrap(from_fn(headers::guard))
            .service(routes::health::healthz)
            .service(routes::health::readyz)
            .service(routes::health::metrics)
            .service(web::scope("/api/v1").configure(routes::all).default_service(web::to(routes::screens::no_route)))
            .default_service(web::to(routes::screens::asset))
    })
    .workers(listen.workers)
    .shutdown_timeout(30)
    .bind(listen.address)?;
    let address = server.addrs().first().copied().unwrap_or(listen.address);
    actix_web::rt::spawn(end_streams(runtime));
    Ok((server.run(), address))
}

/// Ends the streams of events when the process is asked to stop: a server that stops waits for its open answers.
async fn end_streams(runtime: web::Data<Runtime>) {
    match asked_to_stop().await {
        Ok(()) => runtime.end_streams(),
        Err(error) => tracing::warn!(%error, "streams of events will delay the end of the server"),
    }
}

/// Waits for the signals that end the server.
async fn asked_to_stop() -> io::Result<()> {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let mut asked = signal(SignalKind::terminate())?;
        tokio::select! {
            _ = asked.recv() => Ok(()),
            stopped = tokio::signal::ctrl_c() => stopped,
        }
    }
    #[cfg(not(unix))]
    tokio::signal::ctrl_c().await
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The document that the typed client of the web UI is made from. `UPDATE=1` writes it anew; then run `npm run api`.
    #[test]
    fn the_published_document_is_up_to_date() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../studio/ui/openapi/openapi.json");
        let now = serde_json::to_string_pretty(&platform_document()).unwrap() + "\n";
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(path, &now).unwrap();
        }
        let published: serde_json::Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        assert_eq!(published, serde_json::to_value(platform_document()).unwrap());
    }

    /// Clients name their functions by it.
    #[test]
    fn every_operation_has_a_name_of_its_own() {
        let document = serde_json::to_value(platform_document()).unwrap();
        let operations = document["paths"].as_object().unwrap().values().flat_map(|path| path.as_object().unwrap());
        let mut names: Vec<_> = operations.filter_map(|(_, operation)| operation["operationId"].as_str()).collect();
        let count = names.len();
        assert!(count > 50, "only {count} operations");
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), count, "{names:?}");
    }
}
