//! What HTML may stand in a text: one list for rich text and for prints, without scripts, frames and forms.

// The sanitiser takes its lists as hash sets; it asks them and never walks through them.
#![allow(clippy::disallowed_types)]

use std::collections::{HashMap, HashSet};

/// Words, lists and tables.
const TAGS: [&str; 28] = [
    "b",
    "blockquote",
    "br",
    "code",
    "em",
    "h1",
    "h2",
    "h3",
    "h4",
    "hr",
    "i",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "s",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
    "u",
    "ul",
];

/// A sanitiser that keeps what only shapes text: no links, no styles, no comments. Its users add what they need.
pub(crate) fn cleaner() -> ammonia::Builder<'static> {
    let cell = || HashSet::from(["colspan", "rowspan"]);
    let mut cleaner = ammonia::Builder::empty();
    cleaner
        .tags(HashSet::from(TAGS))
        .clean_content_tags(HashSet::from(["script", "style"]))
        .tag_attributes(HashMap::from([("td", cell()), ("th", cell()), ("ol", HashSet::from(["start"]))]))
        .generic_attributes(HashSet::new())
        .strip_comments(true);
    cleaner
}
