//! Words that have no place in this repository.

use crate::repository::File;

/// Each with the reason. The first letters stand apart so that this list does not find itself.
const FORBIDDEN: [(&str, &str, &str); 12] = [
    ("TO", "DO", "unfinished work belongs in an issue"),
    ("FIX", "ME", "unfinished work belongs in an issue"),
    ("X", "XX", "unfinished work belongs in an issue"),
    ("/wo", "rk/", "a path of one machine"),
    ("/ro", "ot/", "a path of one machine"),
    ("../sha", "red", "a path outside the repository"),
    ("registry.npm", "js.org", "a registry's address"),
    ("static.crates", ".io", "a registry's address"),
    ("farm-", "bench", "a tool that users do not have"),
    ("farm-", "studio", "a tool that users do not have"),
    ("dbg", "!(", "left over from a search for a fault"),
    ("console.", "log(", "left over from a search for a fault"),
];

/// Where a word may stand: scripts and benches that talk to a terminal or say clearly what is absent.
fn excused(file: &File, word: &str) -> bool {
    let terminal = word.starts_with("console.") && (file.ending() == "mjs" || file.path.contains("/e2e/"));
    let outside = word.starts_with("..") && file.path.starts_with("tests/");
    let locked = word.contains(".io") && file.path.ends_with("Cargo.lock");
    terminal || outside || locked
}

/// Lines with a forbidden word.
pub fn check(files: &[File]) -> Vec<String> {
    let mut problems = Vec::new();
    for file in files {
        for (head, tail, why) in FORBIDDEN {
            let word = format!("{head}{tail}");
            if excused(file, &word) {
                continue;
            }
            let lines = file.text.lines().enumerate().filter(|(_, line)| stands(line, &word));
            problems.extend(lines.map(|(index, _)| format!("{}:{}: `{word}`: {why}", file.path, index + 1)));
        }
    }
    problems
}

/// Whether `word` stands in `line`; a word of capitals only as a word of its own.
fn stands(line: &str, word: &str) -> bool {
    let capitals = word.bytes().all(|b| b.is_ascii_uppercase());
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric() || c == '_');
    line.match_indices(word).any(|(at, _)| {
        let before = line.get(..at).and_then(|text| text.chars().next_back());
        let after = line.get(at + word.len()..).and_then(|text| text.chars().next());
        !capitals || !(letter(before) || letter(after))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_capitals_stand_alone() {
        let word = ["TO", "DO"].concat();
        assert!(stands(&format!("// {word}: later"), &word));
        assert!(!stands(&format!("{word}S"), &word));
        assert!(stands("cd /wo\u{72}k/x", &["/wo", "rk/"].concat()));
    }
}
