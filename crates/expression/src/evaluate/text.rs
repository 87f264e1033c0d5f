//! Functions of texts. Characters are code points; only A–Z have two cases when parts are compared.

use std::sync::Arc;

use engine_base::Value;

use super::{Environment, Evaluation, list};
use crate::Expr;

/// Longest text a function makes, in bytes; longer is empty, so that no formula can fill the memory.
const MAX_TEXT: usize = 400_000;
/// Most repetitions, and longest filling.
const MAX_COUNT: usize = 1_000;

/// A text that was made; empty when it has no character.
pub(super) fn made(text: String) -> Value {
    if text.is_empty() || text.len() > MAX_TEXT { Value::Null } else { Value::text(text) }
}

impl<'a, E: Environment + ?Sized> Evaluation<'a, E> {
    /// The text that the argument at `index` is.
    pub(super) fn text_at(self, args: &'a [Expr], index: usize) -> Option<Arc<str>> {
        match &*self.value(args.get(index)?) {
            Value::Text(text) => Some(text.clone()),
            _ => None,
        }
    }

    /// A text made of the first argument.
    pub(super) fn map_text(self, args: &'a [Expr], make: impl Fn(&str) -> String) -> Option<Value> {
        Some(made(make(&self.text_at(args, 0)?)))
    }

    /// Whether the first text has the second as `test` says; no when either is empty.
    pub(super) fn part(self, args: &'a [Expr], test: fn(&[u8], &[u8]) -> bool) -> Value {
        let texts = self.text_at(args, 0).zip(self.text_at(args, 1));
        Value::Bool(texts.is_some_and(|(text, part)| test(text.as_bytes(), part.as_bytes())))
    }

    pub(super) fn find(self, args: &'a [Expr]) -> Option<Value> {
        let (text, part) = (self.text_at(args, 0)?, self.text_at(args, 1)?);
        let (bytes, part) = (text.as_bytes(), part.as_bytes());
        let at = bytes.windows(part.len()).position(|window| window.eq_ignore_ascii_case(part))?;
        Some(list::whole(text.get(..at)?.chars().count() + 1))
    }

    pub(super) fn left(self, args: &'a [Expr]) -> Option<Value> {
        let count = self.count_at(args, 1)?;
        self.map_text(args, |text| text.chars().take(count).collect())
    }

    pub(super) fn right(self, args: &'a [Expr]) -> Option<Value> {
        let count = self.count_at(args, 1)?;
        self.map_text(args, |text| text.chars().skip(text.chars().count().saturating_sub(count)).collect())
    }

    pub(super) fn mid(self, args: &'a [Expr]) -> Option<Value> {
        let start = self.whole_at(args, 1)?;
        let count = self.count_at(args, 2)?;
        // A start before the first character leaves out what stands before it.
        let (skip, lost) = if start >= 1 { (start - 1, 0) } else { (0, start.checked_neg()?.checked_add(1)?) };
        let (skip, lost) = (usize::try_from(skip).ok()?, usize::try_from(lost).ok()?);
        self.map_text(args, |text| text.chars().skip(skip).take(count.saturating_sub(lost)).collect())
    }

    pub(super) fn replace(self, args: &'a [Expr]) -> Option<Value> {
        let text = self.text_at(args, 0)?;
        let Some(old) = self.text_at(args, 1) else { return Some(Value::Text(text)) };
        let new = self.text_at(args, 2).unwrap_or_default();
        let size = text.len().checked_add(text.matches(&*old).count().checked_mul(new.len())?)?;
        Some(if size > MAX_TEXT { Value::Null } else { made(text.replace(&*old, &new)) })
    }

    pub(super) fn repeat(self, args: &'a [Expr]) -> Option<Value> {
        let (text, count) = (self.text_at(args, 0)?, self.count_at(args, 1)?);
        let fits = count <= MAX_COUNT && text.len().checked_mul(count)? <= MAX_TEXT;
        Some(if fits { made(text.repeat(count)) } else { Value::Null })
    }

    pub(super) fn pad_left(self, args: &'a [Expr]) -> Option<Value> {
        let text = self.text_at(args, 0)?;
        let (count, filler) = (self.count_at(args, 1)?, self.text_at(args, 2)?);
        if count > MAX_COUNT {
            return None;
        }
        let missing = count.saturating_sub(text.chars().count());
        let mut filled: String = filler.chars().cycle().take(missing).collect();
        filled.push_str(&text);
        Some(made(filled))
    }

    pub(super) fn split(self, args: &'a [Expr]) -> Option<Value> {
        let (text, separator) = (self.text_at(args, 0)?, self.text_at(args, 1)?);
        Some(list::of(text.split(&*separator).map(trim).filter(|part| !part.is_empty()).map(Value::text)))
    }

    pub(super) fn join(self, args: &'a [Expr]) -> Option<Value> {
        let list = self.value(args.first()?);
        let separator = self.text_at(args, 1).unwrap_or_default();
        let parts: Vec<&str> = list.items().iter().filter_map(Value::as_text).filter(|part| !part.is_empty()).collect();
        let size = parts.iter().map(|part| part.len() + separator.len()).sum::<usize>();
        Some(if size > MAX_TEXT { Value::Null } else { made(parts.join(&separator)) })
    }
}

/// Without white space at both ends. The set is fixed, because Unicode's differs between languages.
pub(super) fn trim(text: &str) -> &str {
    text.trim_matches(|c| matches!(c, '\t'..='\r' | ' ' | '\u{a0}' | '\u{3000}'))
}

pub(super) fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window.eq_ignore_ascii_case(part))
}

pub(super) fn starts_with(text: &[u8], start: &[u8]) -> bool {
    text.get(..start.len()).is_some_and(|head| head.eq_ignore_ascii_case(start))
}

pub(super) fn ends_with(text: &[u8], end: &[u8]) -> bool {
    let from = text.len().checked_sub(end.len());
    from.and_then(|from| text.get(from..)).is_some_and(|tail| tail.eq_ignore_ascii_case(end))
}
