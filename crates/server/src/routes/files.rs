//! Files: uploaded first, then named by a record; served only to those who may read that record.

use actix_web::{
    HttpRequest, HttpResponse, get,
    http::{StatusCode, header},
    post, web,
};
use engine_base::Issue;
use runtime::{Error, FileView};
use uuid::Uuid;

use super::Data;
use crate::{
    problem::{Problem, ProblemBody, answer},
    signed::Signed,
};

/// Uploads a file: the raw bytes, its name in `Content-Disposition: attachment; filename*=UTF-8''…`.
#[utoipa::path(tag = "files", security(("token" = [])), request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = FileView), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 413, body = ProblemBody)))]
#[post("/files")]
pub async fn upload(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let name = sent_name(&request)?;
    let file = answer(&request, runtime.upload(&actor, name, body.to_vec())).await?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(file))
}

/// Downloads a file. Always as an attachment, so that nothing in it runs in this site's name.
#[utoipa::path(tag = "files", security(("token" = [])), params(("id" = Uuid, Path, description = "the file")),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody)))]
#[get("/files/{id}")]
pub async fn download(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    let (file, bytes) = answer(&request, runtime.download(&actor, *id)).await?;
    Ok(HttpResponse::Ok()
        .content_type(file.kind.clone())
        .insert_header((header::X_CONTENT_TYPE_OPTIONS, "nosniff"))
        .insert_header((header::CONTENT_SECURITY_POLICY, "sandbox; default-src 'none'"))
        .insert_header((header::CONTENT_DISPOSITION, format!("attachment; filename*=UTF-8''{}", percent(&file.name))))
        .insert_header((header::CACHE_CONTROL, "private, max-age=3600"))
        .body(bytes))
}

/// The name under which a file is sent; without one it is refused.
pub(super) fn sent_name(request: &HttpRequest) -> Result<String, Problem> {
    let nameless = || Problem::from(Error::Request(vec![Issue::new("file.name_missing")])).for_request(request);
    request.headers().get(header::CONTENT_DISPOSITION).and_then(file_name).ok_or_else(nameless)
}

/// The name in a `Content-Disposition` header, `filename*` (RFC 8187) before `filename`.
pub fn file_name(value: &header::HeaderValue) -> Option<String> {
    let disposition = header::ContentDisposition::from_raw(value).ok()?;
    if let Some(extended) = disposition.get_filename_ext() {
        return String::from_utf8(extended.value.clone()).ok();
    }
    disposition.get_filename().map(str::to_owned)
}

/// Percent-encodes everything but RFC 8187's attribute characters.
fn percent(text: &str) -> String {
    let mut out = String::new();
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => out.push_str(&format!("%{byte:02X}")),
        }
    }
    out
}
