//! What is wrong with something a person wrote, and where.

use std::{borrow::Cow, collections::BTreeMap, sync::OnceLock};

use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use crate::Text;

/// A language of the product.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Locale {
    /// Simplified Chinese, the first language of the product.
    #[default]
    #[serde(rename = "zh-CN")]
    ZhCn,
    /// English.
    #[serde(rename = "en")]
    En,
}

impl Locale {
    /// The BCP 47 tag.
    pub fn tag(self) -> &'static str {
        match self {
            Locale::ZhCn => "zh-CN",
            Locale::En => "en",
        }
    }

    /// The best locale for an `Accept-Language` header: the first listed language that we have.
    pub fn negotiate(header: &str) -> Locale {
        header
            .split(',')
            .filter_map(|part| match part.trim().get(..2)?.to_ascii_lowercase().as_str() {
                "zh" => Some(Locale::ZhCn),
                "en" => Some(Locale::En),
                _ => None,
            })
            .next()
            .unwrap_or_default()
    }
}

/// One thing that is wrong with a definition or a record: a stable code, the place, and what the message needs.
///
/// Issues are answers to people, never failures of the world: a check returns all of them at once.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Issue {
    /// Stable, dotted, lower case: `number.too_large`. Its texts are in `engine-specs/locale`.
    pub code: Cow<'static, str>,
    /// JSON pointer to the place, `""` for the whole document.
    #[serde(default)]
    pub path: String,
    /// What the message names.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub params: BTreeMap<Cow<'static, str>, Json>,
    /// A message that the definition itself brings; wins over the catalogue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub message: Option<Text>,
}

/// Several issues; empty means all is well.
pub type Issues = Vec<Issue>;

impl Issue {
    /// An issue with `code` at the whole document.
    pub fn new(code: &'static str) -> Self {
        Issue { code: Cow::Borrowed(code), path: String::new(), params: BTreeMap::new(), message: None }
    }

    /// The same issue at the place `path` (a JSON pointer).
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = path.into();
        self
    }

    /// The same issue inside `parent`: puts `parent` before the path.
    #[must_use]
    pub fn inside(mut self, parent: &str) -> Self {
        self.path.insert_str(0, parent);
        self
    }

    /// The same issue with one more parameter.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Json>) -> Self {
        self.params.insert(Cow::Borrowed(name), value.into());
        self
    }

    /// The same issue with a message of the definition's author.
    #[must_use]
    pub fn saying(mut self, message: Text) -> Self {
        self.message = Some(message);
        self
    }

    /// What a person reads.
    pub fn text(&self, locale: Locale) -> String {
        if let Some(message) = &self.message {
            return message.get(locale).to_owned();
        }
        let catalogue = catalogue(locale);
        let Some(template) = catalogue.get(self.code.as_ref()) else { return self.code.to_string() };
        let mut text = self.fill(template, catalogue);
        if self.params.contains_key("suggestion") && !template.contains("{suggestion}") {
            text.push_str(&catalogue.get("word.suggestion").map(|more| self.fill(more, catalogue)).unwrap_or_default());
        }
        text
    }

    /// `template` with the parameters in; what is expected, kinds of fields and types of formulas are named by the
    /// catalogue's `word.<what>`, `word.kind.<kind>` and `word.type.<type>`.
    fn fill(&self, template: &str, catalogue: &BTreeMap<String, String>) -> String {
        let mut text = String::with_capacity(template.len() + 16);
        let mut rest = template;
        while let Some((before, after)) = rest.split_once('{') {
            text.push_str(before);
            let Some((name, tail)) = after.split_once('}') else {
                text.push('{');
                rest = after;
                continue;
            };
            match self.params.get(name) {
                Some(Json::String(value)) => match self.words_for(name) {
                    Some(group) => {
                        let word =
                            |one: &str| catalogue.get(&format!("{group}.{one}")).map_or(one, String::as_str).to_owned();
                        text.push_str(&value.split(", ").map(word).collect::<Vec<_>>().join(", "));
                    }
                    None => text.push_str(value),
                },
                Some(value) => text.push_str(&value.to_string()),
                None => text.extend(["{", name, "}"]),
            }
            rest = tail;
        }
        text + rest
    }

    /// Where the words of a parameter stand in the catalogue.
    fn words_for(&self, name: &str) -> Option<&'static str> {
        let of_types = matches!(
            self.code.as_ref(),
            "expression.type"
                | "expression.types_differ"
                | "expression.no_signature"
                | "expression.not_comparable"
                | "condition.operator"
        );
        match name {
            "kind" => Some("word.kind"),
            "expected" | "given" | "left" | "right" | "type" if of_types => Some("word.type"),
            "expected" => Some("word"),
            _ => None,
        }
    }
}

/// Appends one reference token to a JSON pointer, escaped by RFC 6901.
pub(crate) fn push_token(path: &mut String, token: &str) {
    path.push('/');
    path.push_str(&token.replace('~', "~0").replace('/', "~1"));
}

impl Issue {
    /// The pointer `parent` with one more token, escaped by RFC 6901.
    pub fn join(parent: &str, token: impl std::fmt::Display) -> String {
        let mut path = parent.to_owned();
        push_token(&mut path, &token.to_string());
        path
    }
}

/// A word of the catalogue: its text `word.<name>`, for sentences that are put together.
pub fn word(name: &str, locale: Locale) -> Option<&'static str> {
    catalogue(locale).get(&format!("word.{name}")).map(String::as_str)
}

fn catalogue(locale: Locale) -> &'static BTreeMap<String, String> {
    static ZH_CN: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    static EN: OnceLock<BTreeMap<String, String>> = OnceLock::new();
    let (cell, text) = match locale {
        Locale::ZhCn => (&ZH_CN, include_str!("../../../engine-specs/locale/zh-CN.json")),
        Locale::En => (&EN, include_str!("../../../engine-specs/locale/en.json")),
    };
    cell.get_or_init(|| serde_json::from_str(text).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_locales_have_the_same_codes_and_parameters() {
        let (zh, en) = (catalogue(Locale::ZhCn), catalogue(Locale::En));
        assert!(!zh.is_empty(), "the catalogue is readable");
        assert_eq!(zh.keys().collect::<Vec<_>>(), en.keys().collect::<Vec<_>>());
        let names = |template: &str| {
            let mut names: Vec<String> =
                template.split('{').skip(1).filter_map(|part| Some(part.split_once('}')?.0.to_owned())).collect();
            names.sort();
            names.dedup();
            names
        };
        for (code, template) in zh {
            assert_eq!(names(template), names(&en[code]), "{code}");
        }
    }

    #[test]
    fn a_message_names_its_parameters() {
        let issue = Issue::new("number.too_large").at("/amount").with("max", "100");
        assert!(issue.text(Locale::En).contains("100"), "{}", issue.text(Locale::En));
        assert!(issue.text(Locale::ZhCn).contains("100"));
        let types = Issue::new("expression.types_differ").with("left", "user").with("right", "date");
        assert_eq!(types.text(Locale::ZhCn), "人员类型与日期类型不能这样一起使用");
        let own = issue.saying(Text::from("too much"));
        assert_eq!(own.text(Locale::ZhCn), "too much");
    }

    #[test]
    fn a_message_names_types_and_suggestions_in_its_language() {
        let issue = Issue::new("type.mismatch").with("expected", "list").with("suggestion", "tags");
        assert_eq!(issue.text(Locale::En), "a list is expected here; did you mean `tags`?");
        assert_eq!(issue.text(Locale::ZhCn), "这里需要列表，是否想写 `tags`？");
    }

    #[test]
    fn language_headers_are_negotiated() {
        assert_eq!(Locale::negotiate("de, en-GB;q=0.8, zh;q=0.2"), Locale::En);
        assert_eq!(Locale::negotiate("zh-CN,zh;q=0.9"), Locale::ZhCn);
        assert_eq!(Locale::negotiate("fr"), Locale::ZhCn);
        assert_eq!(Locale::negotiate("é"), Locale::ZhCn);
    }

    #[test]
    fn pointers_are_escaped() {
        assert_eq!(Issue::join("/a", "b/c~d"), "/a/b~1c~0d");
    }
}
