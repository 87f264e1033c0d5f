//! Spreadsheets: what is in a file, and its rows as records.

use actix_web::{HttpRequest, HttpResponse, get, http::StatusCode, post, web};
use engine_base::Issue;
use runtime::{Error, ImportRequest, Imports, SheetFile};
use serde::Deserialize;
use utoipa::IntoParams;
use uuid::Uuid;

use super::{
    Data,
    data::{FormPath, idempotency_key, parse},
    files::sent_name,
};
use crate::{
    problem::{Problem, ProblemBody, again, answer},
    signed::Signed,
};

/// Takes a spreadsheet (`.xlsx` or delimited text, up to 20 MiB) and says what is in it: for each column the field that it
/// could be. The body is the file, its name is in `Content-Disposition`, as for `POST files`.
#[utoipa::path(operation_id = "upload_sheet", tag = "sheets", security(("token" = [])), request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = SheetFile), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 413, body = ProblemBody),
              (status = 422, body = ProblemBody)))]
#[post("/sheets")]
pub async fn upload(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let name = sent_name(&request)?;
    let sheets = answer(&request, runtime.upload_sheets(&actor, name, body.to_vec())).await?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(sheets))
}

/// Where the names of the columns stand.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct HeaderQuery {
    /// The number of the row; 0 says that there is none. Found out when left out.
    header_row: Option<u32>,
}

/// What is in a spreadsheet that was taken before.
#[utoipa::path(operation_id = "read_sheet", tag = "sheets", security(("token" = [])), params(("id" = Uuid, Path, description = "the file"), HeaderQuery),
    responses((status = 200, body = SheetFile), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody),
              (status = 422, body = ProblemBody)))]
#[get("/sheets/{id}")]
pub async fn read(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    id: web::Path<Uuid>,
) -> Result<web::Json<SheetFile>, Problem> {
    let query = web::Query::<HeaderQuery>::from_query(request.query_string());
    let query = query
        .map_err(|_| Problem::from(Error::Request(vec![Issue::new("request.query_string")])).for_request(&request))?;
    answer(&request, runtime.sheets(&actor, *id, query.header_row)).await.map(web::Json)
}

/// Creates a record for each row that is right, and names the others with their cells. Cells are read as a person would
/// type them. The answer says where the next request goes on.
#[utoipa::path(operation_id = "import_sheet", tag = "sheets", security(("token" = [])), request_body = ImportRequest,
    params(("app" = String, Path, description = "key of the app"), ("form" = String, Path, description = "key of the form"),
           ("Idempotency-Key" = Option<String>, Header, description = "rows of a request that is sent again under the same key are not created again")),
    responses((status = 200, body = Imports), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[post("/data/{app}/{form}/import")]
pub async fn import(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    path: web::Path<FormPath>,
    body: web::Bytes,
) -> Result<web::Json<Imports>, Problem> {
    let work = async || {
        let asked: ImportRequest = parse(&request, &body)?;
        let key = idempotency_key(&request)?;
        answer(&request, runtime.import_rows(&actor, &path.app, &path.form, asked, key)).await
    };
    again(&runtime, &request, work).await.map(web::Json)
}
