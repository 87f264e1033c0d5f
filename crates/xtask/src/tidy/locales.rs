//! Texts in both languages: the same keys, sorted, and Chinese punctuation between Chinese characters.

use std::collections::{BTreeMap, BTreeSet};

use anyhow::{Context, Result};
use app_definition::{Node, read_json};

use crate::repository::File;

/// Problems of every pair of `zh-CN.json` and `en.json`, and of every Chinese text in definitions.
pub fn check(files: &[File]) -> Result<Vec<String>> {
    let mut problems = Vec::new();
    let by_path: BTreeMap<&str, &File> = files.iter().map(|file| (file.path.as_str(), file)).collect();
    for file in files.iter().filter(|file| file.path.ends_with("/zh-CN.json")) {
        let other = file.path.replace("/zh-CN.json", "/en.json");
        let (left, right) =
            (texts(file)?, by_path.get(other.as_str()).map(|file| texts(file)).transpose()?.unwrap_or_default());
        let (chinese, english) = (names(&left), names(&right));
        problems.extend(chinese.difference(&english).map(|key| format!("{other}: `{key}` is missing")));
        problems.extend(english.difference(&chinese).map(|key| format!("{}: `{key}` is missing", file.path)));
        // The catalogue of the engines is one flat list that several hands write to.
        let flat = file.path.starts_with("engine-specs/");
        for (path, texts) in [(&file.path, &left), (&other, &right)] {
            if flat && !texts.is_sorted_by_key(|(key, _)| key) {
                problems.push(format!("{path}: the keys are not sorted"));
            }
        }
        for (key, text) in left.iter().filter(|(_, text)| ascii_punctuation(text)) {
            problems.push(format!("{}: `{key}`: ASCII punctuation between Chinese characters: {text}", file.path));
        }
    }
    let definitions = files.iter().filter(|file| file.path.starts_with("examples/") && file.path.ends_with(".json"));
    for file in definitions.filter(|file| !file.path.contains("/data/")) {
        for (key, text) in texts(file)?.into_iter().filter(|(_, text)| ascii_punctuation(text)) {
            problems.push(format!("{}: `{key}`: ASCII punctuation between Chinese characters: {text}", file.path));
        }
    }
    Ok(problems)
}

/// The keys of texts; a language has as many plural forms as it has.
fn names(texts: &[(String, String)]) -> BTreeSet<&str> {
    let plurals = ["_zero", "_one", "_two", "_few", "_many", "_other"];
    let singular = |key| plurals.iter().find_map(|plural| str::strip_suffix(key, plural)).unwrap_or(key);
    texts.iter().map(|(key, _)| singular(key.as_str())).collect()
}

/// Every text of a document with its path.
fn texts(file: &File) -> Result<Vec<(String, String)>> {
    let node = read_json(file.text.as_bytes()).ok().with_context(|| format!("{} is not JSON", file.path))?;
    let mut found = Vec::new();
    collect(&node, String::new(), &mut found);
    Ok(found)
}

fn collect(node: &Node, path: String, found: &mut Vec<(String, String)>) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    match node {
        Node::Text(text) => found.push((path, text.clone())),
        Node::List(items) => {
            items.iter().enumerate().for_each(|(at, item)| collect(item, below(&at.to_string()), found))
        }
        Node::Object(properties) => properties.iter().for_each(|(name, node)| collect(node, below(name), found)),
        _ => {}
    }
}

/// Whether one of `,;:!?` stands right between two Chinese characters.
fn ascii_punctuation(text: &str) -> bool {
    let characters: Vec<char> = text.chars().collect();
    let chinese = |c: char| ('\u{4e00}'..='\u{9fff}').contains(&c);
    characters
        .windows(3)
        .any(|window| matches!(window, [left, ',' | ';' | ':' | '!' | '?', right] if chinese(*left) && chinese(*right)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_sentences_have_chinese_punctuation() {
        assert!(ascii_punctuation("客户,联系人"));
        assert!(!ascii_punctuation("客户，联系人"));
        assert!(!ascii_punctuation("格式 12:30,A"));
    }
}
