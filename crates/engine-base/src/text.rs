//! Text that people read: one string, or one per locale.

use std::{collections::BTreeMap, sync::Arc};

use serde::{Deserialize, Serialize};

use crate::Locale;

/// A label or message. `"客户"` serves every locale; `{"zh-CN": "客户", "en": "Customer"}` names them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Text {
    /// The same in every locale.
    One(Arc<str>),
    /// By locale tag.
    Map(BTreeMap<Arc<str>, Arc<str>>),
}

impl Text {
    /// The text for `locale`; falls back to zh-CN, then to whatever is there.
    pub fn get(&self, locale: Locale) -> &str {
        match self {
            Text::One(text) => text,
            Text::Map(map) => {
                let found = map.get(locale.tag()).or_else(|| map.get(Locale::ZhCn.tag()));
                found.or_else(|| map.values().next()).map_or("", |text| text)
            }
        }
    }

    /// Every variant, for searching and checking.
    pub fn variants(&self) -> impl Iterator<Item = &str> {
        let (one, map) = match self {
            Text::One(text) => (Some(&**text), None),
            Text::Map(map) => (None, Some(map.values().map(|text| &**text))),
        };
        one.into_iter().chain(map.into_iter().flatten())
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Text::One(text.into())
    }
}

impl Default for Text {
    fn default() -> Self {
        Text::One("".into())
    }
}
