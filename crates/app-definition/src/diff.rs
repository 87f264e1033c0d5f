//! What differs between two versions of an app, as sentences that a person understands.

use std::collections::BTreeMap;

use engine_base::{Issue, Key, Locale, Text};
use serde_json::Value as Json;

use crate::App;

mod field;
mod form;
mod manifest;
mod options;
mod property;
mod role;

/// One difference.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// What kind of difference.
    pub kind: ChangeKind,
    /// Document and place, by keys and not by numbers: `forms/customer.json#/fields/phone/required`.
    pub path: String,
    /// What was there.
    pub old: Option<Json>,
    /// What is there now.
    pub new: Option<Json>,
    /// Whose change it is, from the inside out: of a field, of a form, of an option set, of a role.
    inside: Vec<(&'static str, Text)>,
    /// The catalogue's code of the sentence, and what it names.
    code: &'static str,
    words: BTreeMap<&'static str, Word>,
}

/// The kinds of difference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "snake_case")]
pub enum ChangeKind {
    /// Something new.
    Added,
    /// Something is gone.
    Removed,
    /// The same thing under another key.
    Renamed,
    /// Different.
    Changed,
    /// A right covers more.
    Widened,
    /// A right covers less.
    Narrowed,
    /// An option cannot be chosen any more.
    Retired,
    /// The same things in another order.
    Reordered,
}

/// Something that a sentence names.
#[derive(Clone, Debug, PartialEq)]
enum Word {
    /// A label.
    Text(Text),
    /// A thing with its label: 字段“手机”. The code is that of its template.
    Named(&'static str, Text),
    /// A word of the catalogue: `word.<name>`.
    Known(String),
    /// A value of a property.
    Value(Json),
}

/// What differs between `old` and `new`, in the order of the documents.
pub fn diff(old: &App, new: &App) -> Vec<Change> {
    let mut changes = manifest::diff(&old.app, &new.app);
    changes.extend(options::diff(&old.options, &new.options));
    changes.extend(form::diff(&old.forms, &new.forms));
    changes.extend(role::diff(old, new));
    changes
}

impl Change {
    fn new(kind: ChangeKind, code: &'static str, path: impl Into<String>) -> Change {
        Change { kind, path: path.into(), old: None, new: None, inside: Vec::new(), code, words: BTreeMap::new() }
    }

    fn from(mut self, old: Option<Json>, new: Option<Json>) -> Change {
        self.old = old;
        self.new = new;
        self
    }

    fn with(mut self, name: &'static str, word: Word) -> Change {
        self.words.insert(name, word);
        self
    }

    fn naming(self, name: &'static str, text: &Text) -> Change {
        self.with(name, Word::Text(text.clone()))
    }

    fn inside(mut self, what: &'static str, label: &Text) -> Change {
        self.inside.push((what, label.clone()));
        self
    }

    /// The difference as a sentence: 表单“客户”：字段“手机”改为必填
    pub fn sentence(&self, locale: Locale) -> String {
        let said =
            self.words.iter().fold(Issue::new(self.code), |issue, (name, word)| issue.with(name, word.said(locale)));
        self.inside.iter().fold(said.text(locale), |said, (code, label)| {
            Issue::new(code).with("name", label.get(locale)).with("change", said).text(locale)
        })
    }
}

impl Word {
    fn said(&self, locale: Locale) -> String {
        match self {
            Word::Text(text) => text.get(locale).to_owned(),
            Word::Named(code, label) => Issue::new(code).with("name", label.get(locale)).text(locale),
            Word::Known(name) => word_of(name, locale),
            Word::Value(value) => property::shown(value, locale).unwrap_or_else(|| value.to_string()),
        }
    }
}

/// The catalogue's word, or the name itself where there is none.
fn word_of(name: &str, locale: Locale) -> String {
    engine_base::word(name, locale).map_or_else(|| name.to_owned(), str::to_owned)
}

/// Pairs of what is the same thing in both lists: by key, or declared by `was`.
pub(crate) struct Pairing<'a, T> {
    pub(crate) same: Vec<(&'a T, &'a T)>,
    added: Vec<&'a T>,
    removed: Vec<&'a T>,
}

pub(crate) fn pair<'a, T>(
    old: impl IntoIterator<Item = &'a T>,
    new: impl IntoIterator<Item = &'a T>,
    key: impl Fn(&T) -> String,
    was: impl Fn(&T) -> Option<&Key>,
) -> Pairing<'a, T> {
    let mut left: Vec<(String, &T)> = old.into_iter().map(|item| (key(item), item)).collect();
    let right: Vec<&T> = new.into_iter().collect();
    let kept: Vec<String> = right.iter().map(|item| key(item)).collect();
    let mut pairing = Pairing { same: Vec::new(), added: Vec::new(), removed: Vec::new() };
    for item in right {
        let own = key(item);
        let found = left.iter().position(|(old, _)| *old == own).or_else(|| {
            let was = was(item)?;
            left.iter().position(|(old, _)| was == old.as_str() && !kept.contains(old))
        });
        match found {
            Some(at) => pairing.same.push((left.remove(at).1, item)),
            None => pairing.added.push(item),
        }
    }
    pairing.removed = left.into_iter().map(|(_, item)| item).collect();
    pairing
}

/// Whether things that are in both lists stand in another order.
fn reordered<T>(pairing: &Pairing<T>, old: &[T], new: &[T]) -> bool {
    let place = |list: &[T], item: &T| list.iter().position(|own| std::ptr::eq(own, item));
    let mut places: Vec<_> =
        pairing.same.iter().map(|(before, after)| (place(old, before), place(new, after))).collect();
    places.sort_unstable_by_key(|(_, after)| *after);
    !places.is_sorted_by_key(|(before, _)| *before)
}
