//! Who asks: every handler that takes [`Signed`] refuses requests without a valid session or key.

use std::{future::Future, ops::Deref, pin::Pin};

use actix_web::{FromRequest, HttpRequest, dev::Payload, http::header, web};
use runtime::{Actor, Error, Runtime};

use crate::problem::{Problem, locale_of};

/// Name of the session cookie.
pub const COOKIE: &str = "formwork_session";
/// Header that a browser page must send with writes, so that other sites cannot make it write.
pub const PAGE_HEADER: &str = "x-formwork";

/// The person who asks.
#[derive(Debug)]
pub struct Signed(pub Actor);

impl Deref for Signed {
    type Target = Actor;
    fn deref(&self) -> &Actor {
        &self.0
    }
}

/// The token of a request and whether it came as a cookie.
pub fn token_of(request: &HttpRequest) -> Option<(String, bool)> {
    let header = request.headers().get(header::AUTHORIZATION);
    if let Some(value) = header {
        let token = value.to_str().ok()?.strip_prefix("Bearer ")?.trim();
        return Some((token.to_owned(), false));
    }
    let cookies = request.headers().get(header::COOKIE)?.to_str().ok()?;
    let value = cookies.split(';').find_map(|pair| pair.trim().strip_prefix(COOKIE)?.strip_prefix('='))?;
    Some((value.to_owned(), true))
}

impl FromRequest for Signed {
    type Error = Problem;
    type Future = Pin<Box<dyn Future<Output = Result<Signed, Problem>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let request = request.clone();
        Box::pin(async move {
            let refuse = |error: Error| Problem::from(error).for_request(&request);
            let runtime = request.app_data::<web::Data<Runtime>>().ok_or(Error::SignedOut).map_err(refuse)?;
            let (token, by_cookie) = token_of(&request).ok_or(Error::SignedOut).map_err(refuse)?;
            if by_cookie && !request.method().is_safe() && !request.headers().contains_key(PAGE_HEADER) {
                return Err(refuse(Error::SignedOut));
            }
            let actor = runtime.authenticate(&token, locale_of(&request)).await.map_err(refuse)?;
            Ok(Signed(actor))
        })
    }
}
