//! The options of a set, flat and ready to be asked.

use std::{collections::BTreeMap, sync::Arc};

use engine_base::{Issue, Issues};
use expression::OptionKeys;

use crate::{Choice, CompiledChoice, OptionSet};

/// A set may have so many options.
const MOST_OPTIONS: usize = 5_000;
/// Options may lie so deep below each other.
const DEEPEST: usize = 10;

/// The options of a set by key, retired ones included.
#[derive(Clone, Debug, Default)]
pub struct OptionTable {
    choices: Arc<BTreeMap<String, CompiledChoice>>,
    order: Vec<String>,
    /// Whether options lie below others.
    is_tree: bool,
}

impl OptionTable {
    /// Flattens the options of a set.
    pub fn new(options: &[Choice]) -> OptionTable {
        let mut table = OptionTable::default();
        let mut choices = BTreeMap::new();
        table.add(options, &mut Vec::new(), false, &mut choices);
        table.choices = Arc::new(choices);
        table
    }

    /// The options by key.
    pub fn choices(&self) -> &Arc<BTreeMap<String, CompiledChoice>> {
        &self.choices
    }

    /// Whether options lie below others.
    pub fn is_tree(&self) -> bool {
        self.is_tree
    }

    fn add(
        &mut self,
        options: &[Choice],
        above: &mut Vec<String>,
        retired: bool,
        choices: &mut BTreeMap<String, CompiledChoice>,
    ) {
        for option in options {
            let retired = retired || option.retired;
            let ready = CompiledChoice {
                choice: Choice { children: Vec::new(), ..option.clone() },
                above: above.clone(),
                retired,
                is_leaf: option.children.is_empty(),
            };
            if !choices.contains_key(&option.key) {
                choices.insert(option.key.clone(), ready);
                self.order.push(option.key.clone());
            }
            if !option.children.is_empty() && above.len() < DEEPEST {
                self.is_tree = true;
                above.push(option.key.clone());
                self.add(&option.children, above, retired, choices);
                above.pop();
            }
        }
    }
}

impl OptionKeys for OptionTable {
    fn contains(&self, key: &str) -> bool {
        self.choices.contains_key(key)
    }

    fn descendants(&self, key: &str) -> Vec<String> {
        let below = |candidate: &&String| {
            *candidate == key
                || self.choices.get(*candidate).is_some_and(|choice| choice.above.iter().any(|above| above == key))
        };
        self.order.iter().filter(below).cloned().collect()
    }

    fn keys(&self) -> Vec<String> {
        self.order.clone()
    }
}

/// Everything that is wrong with an option set; places are inside its document.
pub fn check_options(set: &OptionSet) -> Issues {
    check_choices(&set.options, "/options")
}

/// Everything that is wrong with a list of options at `path`.
pub(crate) fn check_choices(options: &[Choice], path: &str) -> Issues {
    let mut check = CheckChoices::default();
    check.list(options, path, 0);
    if check.count == 0 {
        check.issues.push(Issue::new("options.empty").at(path));
    } else if check.count > MOST_OPTIONS {
        check.issues.push(Issue::new("options.too_many").at(path).with("max", MOST_OPTIONS));
    }
    check.issues
}

#[derive(Default)]
struct CheckChoices {
    issues: Issues,
    /// Keys in lower case with the spelling first seen.
    seen: BTreeMap<String, String>,
    count: usize,
}

impl CheckChoices {
    fn list(&mut self, options: &[Choice], path: &str, depth: usize) {
        if depth >= DEEPEST {
            self.issues.push(Issue::new("options.too_deep").at(path).with("max", DEEPEST));
            return;
        }
        for (index, option) in options.iter().enumerate() {
            let place = format!("{path}/{index}");
            self.count += 1;
            self.key(&option.key, format!("{place}/key"));
            if option.label.variants().all(|text| text.trim().is_empty()) {
                self.issues.push(Issue::new("label.missing").at(format!("{place}/label")));
            }
            if !option.children.is_empty() {
                self.list(&option.children, &format!("{place}/children"), depth + 1);
            }
        }
    }

    fn key(&mut self, key: &str, place: String) {
        let shaped =
            (1..=64).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-'));
        if !shaped {
            self.issues.push(Issue::new("option.key").at(place).with("key", key));
            return;
        }
        match self.seen.get(&key.to_ascii_lowercase()) {
            None => {
                self.seen.insert(key.to_ascii_lowercase(), key.to_owned());
            }
            Some(twin) if twin == key => self.issues.push(Issue::new("key.duplicate").at(place).with("key", key)),
            Some(twin) => {
                self.issues.push(Issue::new("option.twin").at(place).with("key", key).with("twin", twin.as_str()))
            }
        }
    }
}
