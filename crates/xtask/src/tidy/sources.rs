//! The shape of source files: a first sentence, and no file that is too long to read.

use crate::repository::File;

/// No file of ours is longer; one that wants to be is a question about its design.
const LONGEST: usize = 600;

/// Files that programs write.
const GENERATED: [&str; 2] = ["crates/studio/ui/src/api/schema.d.ts", "engine-specs/expression/trees/"];

/// Files without a first sentence, and files that are too long.
pub fn check(files: &[File]) -> Vec<String> {
    files.iter().flat_map(problems).collect()
}

fn problems(file: &File) -> Vec<String> {
    if GENERATED.iter().any(|generated| file.path.starts_with(generated)) {
        return Vec::new();
    }
    let mut problems = Vec::new();
    if file.ending() == "rs" && !file.text.starts_with("//! ") {
        problems.push(format!("{}: does not open with a `//!` sentence", file.path));
    }
    let lines = file.text.lines().count();
    if matches!(file.ending(), "rs" | "ts" | "tsx" | "mjs" | "css" | "sh") && lines > LONGEST {
        problems.push(format!("{}: {lines} lines, more than {LONGEST}", file.path));
    }
    problems
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_and_silent_files_are_told() {
        let file = |path: &str, text: String| File { path: path.to_owned(), text };
        assert_eq!(problems(&file("a.rs", "x\n".repeat(601))).len(), 2);
        assert_eq!(problems(&file("a.rs", "//! What it is.\n".repeat(600))).len(), 0);
    }
}
