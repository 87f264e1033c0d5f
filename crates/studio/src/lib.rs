//! The embedded web UI as bytes: it knows files, media types and encodings, and nothing of HTTP or of the rest of the product.

use std::borrow::Cow;

use rust_embed::RustEmbed;

/// The built UI. The folder may be missing (`npm run build` was never run): then only [`page`] answers, with a hint.
#[derive(RustEmbed)]
#[folder = "ui/dist"]
#[allow_missing = true]
#[exclude = ".vite/*"]
struct Dist;

/// One file of the UI, ready to be sent.
#[derive(Debug, Clone)]
pub struct Asset {
    /// Value for `Content-Type`.
    pub content_type: &'static str,
    /// Value for `Content-Encoding`: `br`, `gzip` or none.
    pub encoding: Option<&'static str>,
    /// Whether the name carries a hash of the content, so that a client may keep the file for ever.
    pub immutable: bool,
    /// A strong validator in quotes, different for each encoding.
    pub etag: String,
    /// The body.
    pub bytes: Cow<'static, [u8]>,
}

/// Finds the file at `path` (no leading slash), in the best encoding that `accept_encoding` (the header's text) allows.
///
/// Encoded siblings (`x.js.br`, `x.js.gz`) are variants, not files of their own: asking for them by name finds nothing.
pub fn asset(path: &str, accept_encoding: &str) -> Option<Asset> {
    if path.ends_with(".br") || path.ends_with(".gz") {
        return None;
    }
    let variants = [
        accepts(accept_encoding, "br").then_some(("br", "br")),
        accepts(accept_encoding, "gzip").then_some(("gz", "gzip")),
    ];
    for (suffix, encoding) in variants.into_iter().flatten() {
        if let Some(file) = Dist::get(&format!("{path}.{suffix}")) {
            return Some(from_file(path, Some(encoding), file));
        }
    }
    Dist::get(path).map(|file| from_file(path, None, file))
}

/// The page that every address of the single-page UI answers with: `index.html`, or how to build it.
pub fn page(accept_encoding: &str) -> Asset {
    asset("index.html", accept_encoding).unwrap_or_else(|| Asset {
        content_type: "text/html; charset=utf-8",
        encoding: None,
        immutable: false,
        etag: "\"unbuilt\"".to_owned(),
        bytes: Cow::Borrowed(include_bytes!("unbuilt.html")),
    })
}

/// Whether the UI was built before this binary was compiled.
pub fn is_built() -> bool {
    Dist::get("index.html").is_some()
}

fn from_file(path: &str, encoding: Option<&'static str>, file: rust_embed::EmbeddedFile) -> Asset {
    let hash = file.metadata.sha256_hash();
    let etag = hash.iter().take(12).fold(String::from("\""), |text, byte| text + &format!("{byte:02x}")) + "\"";
    Asset { content_type: content_type(path), encoding, immutable: path.starts_with("assets/"), etag, bytes: file.data }
}

/// Whether the list `accept_encoding` names `encoding` without refusing it by `q=0`.
fn accepts(accept_encoding: &str, encoding: &str) -> bool {
    accept_encoding.split(',').any(|item| {
        let mut parts = item.split(';').map(str::trim);
        let named = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(encoding));
        let refused = parts.any(|part| {
            part.strip_prefix("q=").and_then(|weight| weight.parse::<f32>().ok()).is_some_and(|weight| weight <= 0.0)
        });
        named && !refused
    })
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => "text/html; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("json") => "application/json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_read_with_their_weights() {
        assert!(accepts("gzip, deflate, br", "br"));
        assert!(accepts("BR;q=0.8", "br"));
        assert!(!accepts("br;q=0, gzip", "br"));
        assert!(!accepts("brotli", "br"));
        assert!(!accepts("", "gzip"));
    }

    #[test]
    fn there_is_always_a_page() {
        let page = page("");
        assert_eq!(page.content_type, "text/html; charset=utf-8");
        assert!(!page.immutable);
        assert!(page.bytes.starts_with(b"<!doctype html>"));
    }

    #[test]
    fn variants_are_not_files_of_their_own() {
        assert!(asset("index.html.br", "").is_none());
        assert!(asset("../Cargo.toml", "").is_none());
        assert!(asset("no/such/file.js", "br").is_none());
    }

    #[test]
    fn a_built_page_comes_compressed_and_each_variant_has_its_own_validator() {
        if !is_built() {
            assert_eq!(page("br").etag, "\"unbuilt\"");
            return;
        }
        let (plain, packed) = (page(""), page("br"));
        assert_eq!(packed.encoding, Some("br"));
        assert_ne!(plain.etag, packed.etag);
        assert!(packed.bytes.len() < plain.bytes.len());
    }

    #[test]
    fn media_types_follow_the_name() {
        assert_eq!(content_type("assets/index-abc.js"), "text/javascript; charset=utf-8");
        assert_eq!(content_type("LICENSE"), "application/octet-stream");
    }
}
