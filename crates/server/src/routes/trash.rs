//! Deleted records, and restoring them.

use actix_web::{HttpRequest, get, post, web};
use runtime::{Paged, RestoreRequest, Restored, TrashRequest, TrashView};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{
    Data,
    data::{idempotency_key, parse},
    parameters,
};
use crate::{
    problem::{Problem, ProblemBody, again, answer},
    signed::Signed,
};

/// What to look for.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Wanted {
    /// Only records of the form with this key.
    form: Option<String>,
    /// Only records whose title has this in it.
    search: Option<String>,
    /// How many, 1 to 200; 50 when left out.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
    /// Where the last part ended.
    #[param(format = Uuid)]
    cursor: Option<String>,
}

/// The records that the person who asks deleted and may restore, latest first; for administrators those that anybody deleted.
#[utoipa::path(operation_id = "list_trash", tag = "trash", security(("token" = [])), params(("app" = String, Path, description = "key of the app"), Wanted),
    responses((status = 200, body = Paged<TrashView>), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody),
              (status = 403, body = ProblemBody), (status = 404, body = ProblemBody)))]
#[get("/apps/{app}/trash")]
pub async fn list(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
) -> Result<web::Json<Paged<TrashView>>, Problem> {
    let Wanted { form, search, limit, cursor } = parameters(&request)?;
    let asked = TrashRequest { form, search, limit, cursor };
    answer(&request, runtime.trash(&actor, &app, asked)).await.map(web::Json)
}

/// Restores deleted records with everything that was their own: all of them, or none. What is not in the trash, or not to be
/// known of, is 404. Links to them that became empty are set again where they are still empty.
#[utoipa::path(operation_id = "restore_trash", tag = "trash", security(("token" = [])), request_body = RestoreRequest,
    params(("app" = String, Path, description = "key of the app"),
           ("Idempotency-Key" = Option<String>, Header, description = "a request that is sent again under the same key is answered as before")),
    responses((status = 200, body = Restored), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody),
              (status = 409, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[post("/apps/{app}/trash/restore")]
pub async fn restore(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    app: web::Path<String>,
    body: web::Bytes,
) -> Result<web::Json<Restored>, Problem> {
    let work = async || {
        let asked: RestoreRequest = parse(&request, &body)?;
        let once = idempotency_key(&request)?;
        answer(&request, runtime.restore_records(&actor, &app, asked, once)).await
    };
    again(&runtime, &request, work).await.map(web::Json)
}
