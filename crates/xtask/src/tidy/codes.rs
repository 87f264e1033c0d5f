//! Every issue code in the Rust sources has its texts, and every text its code.

use std::collections::BTreeSet;

use anyhow::{Context, Result};
use serde_json::{Map, Value as Json};

use crate::repository::File;

/// Codes without texts, and texts that nothing names.
pub fn check(files: &[File]) -> Result<Vec<String>> {
    let catalogue =
        files.iter().find(|file| file.path == "engine-specs/locale/en.json").context("engine-specs/locale/en.json")?;
    let catalogue: Map<String, Json> = serde_json::from_str(&catalogue.text)?;
    let rust = files.iter().filter(|file| {
        file.path.starts_with("crates/")
            && !file.path.starts_with("crates/xtask/")
            && file.path.contains("/src/")
            && file.ending() == "rs"
    });
    let mut literals = BTreeSet::new();
    let mut problems = Vec::new();
    for file in rust {
        for code in issue_codes(&file.text).filter(|code| !catalogue.contains_key(*code)) {
            problems.push(format!("{}: the issue code `{code}` has no text in engine-specs/locale", file.path));
        }
        // Whatever stands in quotes may be a code: some are chosen from a table before they are made an issue.
        literals.extend(file.text.split('"').filter(|part| part.len() < 80));
    }
    // Words stand in sentences, steps of a plan name themselves: `plan.<kind>`.
    let composed = |code: &str| code.starts_with("word.") || code.starts_with("plan.");
    let unused = catalogue.keys().filter(|code| !composed(code) && !literals.contains(code.as_str()));
    problems.extend(unused.map(|code| format!("engine-specs/locale: nothing in the Rust sources names `{code}`")));
    problems.dedup();
    Ok(problems)
}

/// The literals in `Issue::new("…")`, wherever the line breaks.
fn issue_codes(text: &str) -> impl Iterator<Item = &str> {
    text.split("Issue::new(").skip(1).filter_map(|rest| {
        let literal = rest.trim_start().strip_prefix('"')?;
        literal.split_once('"').map(|(code, _)| code)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_found() {
        let text = "Issue::new(\"a.b\").at(x); Issue::new(\n    \"c\"\n); Issue::new(code)";
        assert_eq!(issue_codes(text).collect::<Vec<_>>(), ["a.b", "c"]);
    }
}
