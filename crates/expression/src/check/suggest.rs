//! "Did you mean": the known name that is nearest to an unknown one.

use engine_base::Issue;

/// The issue, with the nearest of `known` as suggestion when one is near.
pub(crate) fn with_suggestion<T: AsRef<str>>(issue: Issue, name: &str, known: impl IntoIterator<Item = T>) -> Issue {
    match nearest(name, known) {
        Some(suggestion) => issue.with("suggestion", suggestion),
        None => issue,
    }
}

/// The known name that differs least; at most a third of the letters may differ.
pub fn nearest<T: AsRef<str>>(name: &str, known: impl IntoIterator<Item = T>) -> Option<String> {
    let wanted: Vec<char> = name.chars().take(64).flat_map(char::to_lowercase).collect();
    let limit = (wanted.len() / 3).max(1);
    known
        .into_iter()
        .map(|known| (distance(&wanted, known.as_ref()), known.as_ref().to_owned()))
        .filter(|(distance, _)| *distance <= limit)
        .min()
        .map(|(_, known)| known)
}

/// Optimal string alignment: insertions, deletions, changes, and swaps of neighbours count one each.
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.chars().take(64).flat_map(char::to_lowercase).collect();
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, y) in b.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let change = get(&last, j) + usize::from(x != y);
            let mut best = change.min(get(&last, j + 1) + 1).min(get(&row, j) + 1);
            let swapped = i > 0 && j > 0 && a.get(i - 1) == Some(y) && b.get(j - 1) == Some(x);
            if swapped {
                best = best.min(get(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_names_are_suggested_and_far_ones_are_not() {
        let known = ["amount", "customer", "stage", "won"];
        assert_eq!(nearest("amuont", known).as_deref(), Some("amount"));
        assert_eq!(nearest("Stage", known).as_deref(), Some("stage"));
        assert_eq!(nearest("costumer", known).as_deref(), Some("customer"));
        assert_eq!(nearest("wno", known).as_deref(), Some("won"));
        assert_eq!(nearest("colour", known), None);
        assert_eq!(nearest("", known), None);
    }
}
