//! One person's HTTP client. It fails as soon as an answer contains what the person must never see.

use std::{sync::Arc, time::Duration};

use anyhow::{Context, Result, ensure};
use serde_json::Value as Json;
use ureq::{Agent, http};

use crate::{Answer, Stream};

/// The body of a request.
pub enum Body<'a> {
    /// None at all.
    None,
    /// `application/json`.
    Json(&'a Json),
    /// Bytes of this type.
    Bytes(&'a str, &'a [u8]),
}

/// A client, cheap to clone.
#[derive(Clone)]
pub struct Client {
    agent: Agent,
    address: String,
    token: Option<String>,
    headers: Vec<(String, String)>,
    never: Arc<Vec<String>>,
}

impl Client {
    /// Not signed in.
    pub fn new(address: &str) -> Client {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(120)))
            .max_redirects(0)
            .build()
            .new_agent();
        Client { agent, address: address.to_owned(), token: None, headers: Vec::new(), never: Arc::default() }
    }

    /// The same with a session token or API key.
    #[must_use]
    pub fn with_token(&self, token: &str) -> Client {
        Client { token: Some(token.to_owned()), ..self.clone() }
    }

    /// The same with one more header.
    #[must_use]
    pub fn with(&self, name: &str, value: &str) -> Client {
        let mut headers = self.headers.clone();
        headers.push((name.to_owned(), value.to_owned()));
        Client { headers, ..self.clone() }
    }

    /// The same for somebody who must never receive any of these texts.
    #[must_use]
    pub fn never(&self, texts: &[&str]) -> Client {
        Client { never: Arc::new(texts.iter().map(|text| (*text).to_owned()).collect()), ..self.clone() }
    }

    /// The session token or API key.
    pub fn token(&self) -> Option<&str> {
        self.token.as_deref()
    }

    /// Signs in.
    pub fn sign_in(&self, account: &str, password: &str) -> Result<Client> {
        let body = serde_json::json!({ "account": account, "password": password });
        let answer = self.post("/api/v1/auth/login", &body)?.expect(200)?;
        Ok(self.with_token(&answer.string("token")?))
    }

    /// GET; a path that does not begin with `/` stands below `/api/v1/`.
    pub fn get(&self, path: &str) -> Result<Answer> {
        self.send("GET", path, Body::None)
    }

    /// POST.
    pub fn post(&self, path: &str, body: &Json) -> Result<Answer> {
        self.send("POST", path, Body::Json(body))
    }

    /// PATCH.
    pub fn patch(&self, path: &str, body: &Json) -> Result<Answer> {
        self.send("PATCH", path, Body::Json(body))
    }

    /// PUT.
    pub fn put(&self, path: &str, body: &Json) -> Result<Answer> {
        self.send("PUT", path, Body::Json(body))
    }

    /// DELETE.
    pub fn delete(&self, path: &str) -> Result<Answer> {
        self.send("DELETE", path, Body::None)
    }

    /// The stream of events, open from now on.
    pub fn events(&self) -> Result<Stream> {
        let endless = Agent::config_builder().http_status_as_error(false).max_redirects(0).build().new_agent();
        let mut request = http::Request::builder().uri(format!("http://{}/api/v1/events", self.address));
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let response = endless.run(request.body(())?)?;
        let kind = response.headers().get("content-type").and_then(|kind| kind.to_str().ok());
        ensure!(response.status() == 200 && kind == Some("text/event-stream"), "GET events: {response:?}");
        Ok(Stream::new(response.into_body().into_reader(), self.never.to_vec()))
    }

    /// Any request.
    pub fn send(&self, method: &str, path: &str, body: Body<'_>) -> Result<Answer> {
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/api/v1/{path}") };
        let asked = match &body {
            Body::Json(json) => format!("{method} {path} {}", shortened(&json.to_string())),
            _ => format!("{method} {path}"),
        };
        let mut request = http::Request::builder().method(method).uri(format!("http://{}{path}", self.address));
        if let Some(token) = &self.token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        for (name, value) in &self.headers {
            request = request.header(name, value);
        }
        let sent = match body {
            Body::None if matches!(method, "GET" | "DELETE" | "HEAD" | "OPTIONS") => self.agent.run(request.body(())?),
            Body::None => self.agent.run(request.body(Vec::new())?),
            Body::Json(json) => {
                self.agent.run(request.header("content-type", "application/json").body(serde_json::to_vec(json)?)?)
            }
            Body::Bytes(kind, bytes) => {
                let typed = if kind.is_empty() { request } else { request.header("content-type", kind) };
                self.agent.run(typed.body(bytes.to_vec())?)
            }
        };
        let mut response = sent.with_context(|| asked.clone())?;
        let header = |(name, value): (&http::HeaderName, &http::HeaderValue)| {
            (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned())
        };
        let headers = response.headers().iter().map(header).collect();
        let status = response.status().as_u16();
        let bytes = response.body_mut().with_config().limit(1 << 30).read_to_vec().with_context(|| asked.clone())?;
        let json = serde_json::from_slice(&bytes).unwrap_or_default();
        let answer = Answer { asked, status, headers, bytes, json };
        self.watch(&answer)?;
        Ok(answer)
    }

    /// Nothing that the person must never see, neither as it is nor as JSON or a header writes it.
    fn watch(&self, answer: &Answer) -> Result<()> {
        let text = answer.text();
        for never in self.never.iter() {
            let leaked =
                text.contains(never.as_str()) || answer.headers.iter().any(|(_, value)| value.contains(never.as_str()));
            ensure!(!leaked, "{}: `{never}` left the server: {text}", answer.asked);
        }
        Ok(())
    }
}

fn shortened(text: &str) -> String {
    if text.chars().count() > 400 {
        format!("{}…", text.chars().take(400).collect::<String>())
    } else {
        text.to_owned()
    }
}
