//! Signing in and out, the first administrator, and who one is.

use actix_web::{
    HttpRequest, HttpResponse,
    cookie::{Cookie, SameSite, time::OffsetDateTime},
    get,
    http::StatusCode,
    post, web,
};
use runtime::{Me, PublicInfo, Setup, SignIn, SignedIn};

use super::{Data, data::parse};
use crate::{
    problem::{Problem, ProblemBody, answer},
    signed::{COOKIE, Signed, token_of},
};

/// What the sign-in page needs to know.
#[utoipa::path(tag = "sign-in", responses((status = 200, body = PublicInfo)))]
#[get("/public")]
pub async fn public(runtime: Data) -> web::Json<PublicInfo> {
    web::Json(runtime.public_info())
}

/// Signs in with account and password.
#[utoipa::path(tag = "sign-in", request_body = SignIn,
    responses((status = 200, body = SignedIn), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody),
              (status = 415, body = ProblemBody), (status = 429, body = ProblemBody)))]
#[post("/auth/login")]
pub async fn login(request: HttpRequest, runtime: Data, body: web::Bytes) -> Result<HttpResponse, Problem> {
    let sign_in: SignIn = parse(&request, &body)?;
    let signed = answer(&request, runtime.sign_in(sign_in, &address(&request), agent(&request))).await?;
    Ok(with_cookie(signed))
}

/// Makes the first administrator with the one-time token from the console.
#[utoipa::path(tag = "sign-in", request_body = Setup,
    responses((status = 200, body = SignedIn), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody),
              (status = 409, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody), (status = 429, body = ProblemBody)))]
#[post("/setup")]
pub async fn setup(request: HttpRequest, runtime: Data, body: web::Bytes) -> Result<HttpResponse, Problem> {
    let setup: Setup = parse(&request, &body)?;
    let signed = answer(&request, runtime.setup(setup, &address(&request), agent(&request))).await?;
    Ok(with_cookie(signed))
}

/// Ends the session.
#[utoipa::path(tag = "sign-in", security(("token" = [])), responses((status = 204), (status = 401, body = ProblemBody)))]
#[post("/auth/logout")]
pub async fn logout(request: HttpRequest, runtime: Data, _actor: Signed) -> Result<HttpResponse, Problem> {
    if let Some((token, _)) = token_of(&request) {
        answer(&request, runtime.sign_out(&token)).await?;
    }
    let mut gone = Cookie::build(COOKIE, "").path("/").finish();
    gone.make_removal();
    Ok(HttpResponse::NoContent().cookie(gone).finish())
}

/// The person who asks, with the apps and roles.
#[utoipa::path(tag = "sign-in", security(("token" = [])), responses((status = 200, body = Me), (status = 401, body = ProblemBody)))]
#[get("/me")]
pub async fn me(runtime: Data, actor: Signed) -> web::Json<Me> {
    web::Json(runtime.me(&actor))
}

fn with_cookie(signed: SignedIn) -> HttpResponse {
    let expires =
        OffsetDateTime::from_unix_timestamp(signed.expires_at.as_second()).unwrap_or(OffsetDateTime::UNIX_EPOCH);
    let cookie = Cookie::build(COOKIE, signed.token.clone())
        .path("/")
        .http_only(true)
        .same_site(SameSite::Strict)
        .expires(expires)
        .finish();
    HttpResponse::build(StatusCode::OK).cookie(cookie).json(signed)
}

/// The address of the peer itself; headers that anybody can set are not believed.
fn address(request: &HttpRequest) -> String {
    request.peer_addr().map(|peer| peer.ip().to_string()).unwrap_or_default()
}

fn agent(request: &HttpRequest) -> String {
    let agent = request.headers().get("user-agent").and_then(|value| value.to_str().ok()).unwrap_or_default();
    agent.chars().take(200).collect()
}
