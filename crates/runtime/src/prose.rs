//! Free texts that people write to each other: how long they may be, and what may be in them; and pages of them.

use engine_base::{Issue, Uuid};
use serde::Serialize;
use utoipa::ToSchema;

use crate::Error;

/// The longest text, in characters.
pub const MAX_TEXT: usize = 10_000;
/// Items in one answer when the request does not say.
const DEFAULT_LIMIT: u32 = 50;
/// Items in one answer at most.
const MAX_LIMIT: u32 = 200;

/// A part of a long list.
#[derive(Debug, Serialize, ToSchema)]
pub struct Paged<T> {
    /// The items.
    pub items: Vec<T>,
    /// Where the next part begins; absent at the end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_cursor: Option<String>,
}

/// What a text may not be: too long, or with characters that nobody sees but line ends and tabs.
pub fn check_prose(text: &str, path: &str, max: usize) -> Option<Issue> {
    if text.chars().count() > max {
        return Some(Issue::new("text.too_long").at(path).with("max", max));
    }
    let unseen = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t');
    text.chars().any(unseen).then(|| Issue::new("text.control").at(path))
}

/// The same for a text that must say something.
pub fn check_said(text: &str, path: &str, max: usize) -> Option<Issue> {
    if text.trim().is_empty() { Some(Issue::new("required").at(path)) } else { check_prose(text, path, max) }
}

/// How many items a request asks for, and before which one.
pub fn page(limit: Option<u32>, cursor: Option<&str>) -> Result<(u64, Option<Uuid>), Error> {
    let limit = limit.unwrap_or(DEFAULT_LIMIT);
    let mut issues = Vec::new();
    if !(1..=MAX_LIMIT).contains(&limit) {
        issues.push(Issue::new("limit.out_of_range").at("/limit").with("max", MAX_LIMIT));
    }
    let before = cursor.map(|cursor| Uuid::try_parse(cursor).ok());
    if before == Some(None) {
        issues.push(Issue::new("cursor.invalid").at("/cursor"));
    }
    if issues.is_empty() { Ok((u64::from(limit), before.flatten())) } else { Err(Error::Request(issues)) }
}

/// The first `limit` of items that were asked for with one more, and the cursor behind them when there was one more.
pub fn cut<T>(mut items: Vec<T>, limit: u64, id: impl Fn(&T) -> Uuid) -> (Vec<T>, Option<String>) {
    let limit = usize::try_from(limit).unwrap_or(usize::MAX);
    let more = items.len() > limit;
    items.truncate(limit);
    let next = items.last().filter(|_| more).map(|last| id(last).to_string());
    (items, next)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_have_bounds() {
        let code = |issue: Option<Issue>| issue.map(|issue| issue.code.to_string());
        for (text, expected) in [
            ("你好\n\t第二行", None),
            ("12345678", Some("text.too_long")),
            ("a\0b", Some("text.control")),
            ("\u{1b}[31m", Some("text.control")),
            (" \n ", Some("required")),
        ] {
            assert_eq!(code(check_said(text, "/text", 7)).as_deref(), expected, "{text:?}");
        }
        assert_eq!(code(check_prose("", "/text", 7)), None);
    }

    #[test]
    fn pages_end() {
        let ids: Vec<Uuid> = (1..=3).map(Uuid::from_u128).collect();
        assert_eq!(cut(ids.clone(), 3, |id| *id), (ids.clone(), None));
        let (shown, next) = cut(ids.clone(), 2, |id| *id);
        assert_eq!((shown.len(), next), (2, Some(ids[1].to_string())));
        assert!(page(Some(0), None).is_err() && page(Some(201), None).is_err() && page(None, Some("x")).is_err());
        assert_eq!(page(None, Some(&ids[0].to_string())).unwrap(), (50, Some(ids[0])));
    }
}
