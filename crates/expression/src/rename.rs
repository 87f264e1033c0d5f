//! Fields under other keys in formula text that was written before.

use crate::{
    node::{Kind, Name, Node},
    notation,
};

/// The text with its paths as `rename` gives them, part by part; everything else stays as it was written, and so does a text
/// that cannot be read.
pub fn rename_in_formula(text: &str, rename: impl Fn(&[&str]) -> Vec<String>) -> String {
    let Ok(node) = notation::read_formula(text, "") else { return text.to_owned() };
    let mut paths = Vec::new();
    collect(&node, &mut paths);
    let mut places: Vec<(usize, &str, String)> = Vec::new();
    for path in paths {
        let now = rename(&path.iter().map(|name| name.text.as_str()).collect::<Vec<_>>());
        let changed = path.iter().zip(now).filter(|(name, now)| name.text != *now);
        places.extend(changed.filter_map(|(name, now)| Some((offset(text, name)?, name.text.as_str(), now))));
    }
    places.sort_unstable_by_key(|(at, ..)| std::cmp::Reverse(*at));
    let mut out = text.to_owned();
    for (at, was, now) in places {
        if out.get(at..at + was.len()) == Some(was) {
            out.replace_range(at..at + was.len(), &now);
        }
    }
    out
}

/// Where a name begins, in bytes.
fn offset(text: &str, name: &Name) -> Option<usize> {
    let spot = name.at.spot.as_ref()?;
    let before: usize = text.split('\n').take(spot.line - 1).map(|line| line.len() + 1).sum();
    let line = text.get(before..)?;
    Some(before + line.char_indices().nth(spot.column - 1)?.0)
}

fn collect<'n>(node: &'n Node, paths: &mut Vec<&'n [Name]>) {
    match &node.kind {
        Kind::Null | Kind::YesNo(_) | Kind::Number(_) | Kind::Text(_) | Kind::Json(_) => {}
        Kind::Path(names) => paths.push(names),
        Kind::Call { args: parts, .. } | Kind::List(parts) => parts.iter().for_each(|part| collect(part, paths)),
        Kind::Not(part) | Kind::Negate(part) => collect(part, paths),
        Kind::Binary { left, right, .. } => [left, right].into_iter().for_each(|part| collect(part, paths)),
        Kind::If { test, then, other } => [test, then, other].into_iter().for_each(|part| collect(part, paths)),
        Kind::Test { field, value, .. } => {
            [Some(field), value.as_ref()].into_iter().flatten().for_each(|part| collect(part, paths));
        }
        Kind::Quantifier { filter, .. } => collect(filter, paths),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_renamed_and_the_rest_stays() {
        let rename = |path: &[&str]| -> Vec<String> {
            let of = |(index, name): (usize, &&str)| match (index, *name) {
                (0, "amount") => "价款".to_owned(),
                (1, "price") => "unit_price".to_owned(),
                (_, name) => name.to_owned(),
            };
            path.iter().enumerate().map(of).collect()
        };
        for (before, after) in [
            ("amount * 2 // amount", "价款 * 2 // amount"),
            ("\"amount\" + text(amount)", "\"amount\" + text(价款)"),
            ("sum(lines.price * lines.amount) > amount", "sum(lines.unit_price * lines.amount) > 价款"),
            (
                "if name == \"中\" { amount }\nelse { lines . price.sum() + amount }",
                "if name == \"中\" { 价款 }\nelse { lines . unit_price.sum() + 价款 }",
            ),
            ("[amount, -amount, !amount]", "[价款, -价款, !价款]"),
            ("amounts + price", "amounts + price"),
            ("amount +", "amount +"),
        ] {
            assert_eq!(rename_in_formula(before, rename), after);
        }
    }
}
