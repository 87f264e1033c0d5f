//! The names of a definition that is still being written: what can be read of it counts, the rest is left out.

use std::{collections::BTreeMap, sync::Arc};

use engine_base::Key;
use form_engine::{Form, OptionSet, Symbols};
use serde::de::DeserializeOwned;
use serde_json::Value as Json;

/// Forms and option sets of a packed definition, whatever else is wrong with it.
#[derive(Debug)]
pub struct Sketch {
    /// The forms that can be read, by key.
    pub forms: BTreeMap<Key, Arc<Form>>,
    /// The names that formulas and conditions may use.
    pub symbols: Symbols,
}

impl Sketch {
    /// What can be read of `packed`.
    pub fn of_packed(packed: &Json) -> Sketch {
        let forms: BTreeMap<Key, Arc<Form>> = readable(packed, "forms");
        let options: BTreeMap<Key, OptionSet> = readable(packed, "options");
        let symbols = Symbols::new(forms.values(), options.values());
        Sketch { forms, symbols }
    }
}

/// The documents of one part that have the key they stand under.
fn readable<T: DeserializeOwned>(packed: &Json, part: &str) -> BTreeMap<Key, T> {
    let documents = packed.get(part).and_then(Json::as_object).into_iter().flatten();
    let read = |(key, document): (&String, &Json)| {
        let key = Key::new(key).ok().filter(|key| document.get("key").and_then(Json::as_str) == Some(key.as_str()))?;
        Some((key, T::deserialize(document).ok()?))
    };
    documents.filter_map(read).collect()
}
