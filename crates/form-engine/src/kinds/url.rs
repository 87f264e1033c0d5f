//! `url`: a web or mail address that is safe to open.

use engine_base::{DataType, Issue, Value};
use serde_json::{Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, FormSettings, Shape, characters};

/// A URL has so many characters.
const LONGEST: usize = 2_000;

/// A web or mail address.
pub(super) struct Url;

impl Kind for Url {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Text)
    }

    fn read(&self, json: &Json, _: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        let text = characters::line(characters::text_of(json)?)?;
        if text.is_empty() {
            return Ok(Value::Null);
        }
        let length = characters::length(&text);
        if length > LONGEST {
            return Err(Issue::new("text.too_long").with("max", LONGEST).with("length", length));
        }
        let invalid = || Issue::new("url.invalid");
        if text.contains(char::is_whitespace) || text.contains(['<', '>', '"', '\\', '`']) {
            return Err(invalid());
        }
        let Some((scheme, rest)) = text.split_once(':').filter(|(scheme, _)| is_scheme(scheme)) else {
            return if is_authority(&text) { Ok(Value::text(format!("https://{text}"))) } else { Err(invalid()) };
        };
        let scheme = scheme.to_ascii_lowercase();
        let good = match scheme.as_str() {
            "http" | "https" => rest.strip_prefix("//").is_some_and(is_authority),
            "mailto" => rest.contains('@') && !rest.starts_with('@'),
            _ => return Err(Issue::new("url.scheme").with("scheme", scheme)),
        };
        if good { Ok(Value::text(format!("{scheme}:{rest}"))) } else { Err(invalid()) }
    }

    fn schema(&self, _: &CompiledField, shape: Shape) -> Json {
        match shape {
            Shape::Answer => json!({ "type": "string", "format": "uri", "maxLength": LONGEST }),
            Shape::Create | Shape::Update => json!({ "type": "string", "maxLength": LONGEST }),
        }
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!("https://www.example.com/")
    }
}

fn is_scheme(text: &str) -> bool {
    // `example.com:8080` has no scheme: those have no dots here.
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-'))
}

/// Whether the text begins with a host that has a dot, or `localhost` or an address in brackets.
fn is_authority(text: &str) -> bool {
    let authority = text.split(['/', '?', '#']).next().unwrap_or_default();
    // A name before the host is only ever there to deceive.
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) if !port.ends_with(']') => (host, port),
        _ => (authority, ""),
    };
    let named = host
        .split('.')
        .all(|label| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_')));
    let literal = host.starts_with('[')
        && host.ends_with(']')
        && host.bytes().all(|b| b.is_ascii_hexdigit() || b":.[]".contains(&b));
    !authority.contains('@')
        && port.len() <= 5
        && port.bytes().all(|b| b.is_ascii_digit())
        && (literal || named && (host.contains('.') || host == "localhost"))
}
