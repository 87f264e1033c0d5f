//! What happens, as server-sent events: each person hears what the person may know, until the session ends.

use std::{
    convert::Infallible,
    pin::Pin,
    task::{Context, Poll},
};

use actix_web::{
    HttpRequest, HttpResponse,
    body::{BodySize, MessageBody},
    get,
    http::header::{HeaderName, HeaderValue},
    web::Bytes,
};
use runtime::{Error, Listener, Told};
use tokio::sync::mpsc;

use super::Data;
use crate::{
    problem::{Problem, ProblemBody, answer},
    signed::{Signed, token_of},
};

/// Events that wait for a slow connection; what happens beyond waits in the listener, which never makes others wait.
const WAITING: usize = 16;
/// Milliseconds after which a browser asks again when the stream broke.
const RETRY: &str = "retry: 2000\n\n";
/// Proxies pass each event on at once.
const UNBUFFERED: (HeaderName, HeaderValue) =
    (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no"));

/// What happens from now on: server-sent events `records`, `app`, `draft`, `presence`, `notice`, `announcement` and `rights`
/// with JSON (`RecordsEvent`, `AppEvent`, …). The stream ends when the session does; who asks again looks at everything anew.
#[utoipa::path(tag = "events", security(("token" = [])),
    responses((status = 200, body = String, content_type = "text/event-stream"), (status = 401, body = ProblemBody), (status = 409, body = ProblemBody)))]
#[get("/events")]
pub async fn events(request: HttpRequest, runtime: Data, _actor: Signed) -> Result<HttpResponse, Problem> {
    let listen = async {
        let (token, _) = token_of(&request).ok_or(Error::SignedOut)?;
        runtime.listen(&token).await
    };
    let listener = answer(&request, listen).await?;
    let (sender, receiver) = mpsc::channel(WAITING);
    actix_web::rt::spawn(feed(listener, sender));
    Ok(HttpResponse::Ok().content_type("text/event-stream").insert_header(UNBUFFERED).body(Frames(receiver)))
}

/// Hands on what the listener is told, until it is told nothing more or nobody takes it.
async fn feed(mut listener: Listener, sender: mpsc::Sender<Bytes>) {
    let mut frame = Bytes::from_static(RETRY.as_bytes());
    loop {
        tokio::select! {
            sent = sender.send(frame) => if sent.is_err() { return },
            () = listener.ended() => return,
        }
        let told = tokio::select! {
            told = listener.next() => told,
            () = sender.closed() => return,
        };
        match told {
            Some(told) => frame = written(&told),
            None => return,
        }
    }
}

/// One event as it is sent.
fn written(told: &Told) -> Bytes {
    match told.named() {
        Some((name, json)) => Bytes::from(format!("event: {name}\ndata: {json}\n\n")),
        None => Bytes::from_static(b":\n\n"),
    }
}

/// A body whose parts come one by one.
struct Frames(mpsc::Receiver<Bytes>);

impl MessageBody for Frames {
    type Error = Infallible;

    fn size(&self) -> BodySize {
        BodySize::Stream
    }

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Result<Bytes, Infallible>>> {
        self.0.poll_recv(context).map(|frame| frame.map(Ok))
    }
}
