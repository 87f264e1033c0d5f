//! The routes by area; each area is one file.

use actix_web::web;
use runtime::Runtime;
use utoipa::OpenApi;
use utoipa_actix_web::service_config::ServiceConfig;

pub mod apps;
pub mod data;
pub mod designing;
pub mod documents;
pub mod files;
pub mod health;
pub mod organisation;
pub mod preferences;
pub mod saved_views;
pub mod screens;
pub mod sheets;
pub mod sign_in;

/// What handlers share.
pub type Data = web::Data<Runtime>;

/// The platform's own document; the routes of records are described per app.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Formwork",
        description = "Signing in, the organisation, apps and files. The records of an app are described by `data/{app}/openapi.json`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    servers((url = "/api/v1")),
    modifiers(&TokenSecurity)
)]
pub struct PlatformDocument;

struct TokenSecurity;

impl utoipa::Modify for TokenSecurity {
    fn modify(&self, document: &mut utoipa::openapi::OpenApi) {
        use utoipa::openapi::security::{HttpAuthScheme, HttpBuilder, SecurityScheme};
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some("a session token or an API key"))
            .build();
        document.components.get_or_insert_default().add_security_scheme("token", SecurityScheme::Http(bearer));
    }
}

/// The documented routes under `/api/v1`.
pub fn platform(config: &mut ServiceConfig<'_>) {
    config
        .service(sign_in::public)
        .service(sign_in::login)
        .service(sign_in::setup)
        .service(sign_in::logout)
        .service(sign_in::me)
        .service(organisation::people)
        .service(organisation::add_person)
        .service(organisation::change_person)
        .service(organisation::departments)
        .service(organisation::add_department)
        .service(organisation::change_department)
        .service(organisation::keys)
        .service(organisation::add_key)
        .service(organisation::remove_key)
        .service(apps::list)
        .service(apps::import)
        .service(apps::export)
        .service(apps::draft)
        .service(apps::put_draft)
        .service(apps::check)
        .service(apps::plan)
        .service(apps::publish)
        .service(apps::releases)
        .service(apps::restore)
        .service(apps::members)
        .service(apps::set_member)
        .service(apps::model)
        .service(preferences::list)
        .service(preferences::set)
        .service(preferences::remove)
        .service(saved_views::list)
        .service(saved_views::add)
        .service(saved_views::change)
        .service(saved_views::remove)
        .service(designing::functions)
        .service(designing::expression)
        .service(designing::preview)
        .service(designing::differences)
        .service(designing::templates)
        .service(files::upload)
        .service(files::download)
        .service(sheets::upload)
        .service(sheets::read)
        .service(sheets::import)
        .service(documents::schema)
        .service(documents::regions);
}

/// Every route under `/api/v1`.
pub fn all(config: &mut web::ServiceConfig) {
    records(config);
    platform(&mut ServiceConfig::new(config));
}

/// The routes under `/api/v1` that each app's own document describes.
fn records(config: &mut web::ServiceConfig) {
    config
        .service(documents::platform)
        .service(documents::app)
        .service(data::query)
        .service(data::aggregate)
        .service(data::batch)
        .service(data::fill)
        .service(data::history)
        .service(data::list)
        .service(data::create)
        .service(data::read)
        .service(data::update)
        .service(data::remove);
}
