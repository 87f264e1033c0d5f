//! The routes by area; each area is one file.

use actix_web::{HttpRequest, web};
use engine_base::Issue;
use runtime::{
    AnnouncementEvent, AppEvent, DraftEvent, Error, NoticeEvent, PresenceEvent, RecordsEvent, RightsEvent, Runtime,
};
use serde::de::DeserializeOwned;
use utoipa::OpenApi;
use utoipa_actix_web::service_config::ServiceConfig;

use crate::problem::Problem;

pub mod announcements;
pub mod apps;
pub mod comments;
pub mod data;
pub mod designing;
pub mod documents;
pub mod events;
pub mod files;
pub mod health;
pub mod notices;
pub mod organisation;
pub mod preferences;
pub mod presence;
pub mod saved_views;
pub mod screens;
pub mod sheets;
pub mod sign_in;
pub mod trash;

/// What handlers share.
pub type Data = web::Data<Runtime>;

/// The platform's own document; the routes of records are described per app.
#[derive(OpenApi)]
#[openapi(
    info(
        title = "Formwork",
        description = "Signing in, the organisation, apps and files, what people tell each other, and what happens. The records of an app are described by `data/{app}/openapi.json`.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    servers((url = "/api/v1")),
    components(schemas(RecordsEvent, AppEvent, DraftEvent, PresenceEvent, NoticeEvent, AnnouncementEvent, RightsEvent)),
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
        .service(trash::list)
        .service(trash::restore)
        .service(presence::come_in)
        .service(presence::go_out)
        .service(comments::list)
        .service(comments::add)
        .service(comments::change)
        .service(comments::remove)
        .service(notices::list)
        .service(notices::read)
        .service(announcements::list)
        .service(announcements::add)
        .service(announcements::change)
        .service(announcements::remove)
        .service(announcements::feedback)
        .service(announcements::add_feedback)
        .service(events::events)
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

/// The parameters of a request's address; unknown ones are refused.
fn parameters<T: DeserializeOwned>(request: &HttpRequest) -> Result<T, Problem> {
    let malformed = || Problem::from(Error::Request(vec![Issue::new("request.query_string")])).for_request(request);
    web::Query::<T>::from_query(request.query_string()).map(web::Query::into_inner).map_err(|_| malformed())
}
