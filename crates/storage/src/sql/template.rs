//! SQL with holes: `round({0}, 2)`. What is named twice is computed once.

use super::{SqlBuilder, term::Sql};
use crate::Error;

impl SqlBuilder<'_> {
    /// Fills `{0}`, `{1}`… with `parts` and `{z}` with the organisation's zone (PostgreSQL only). A part that is named more than once,
    /// and is not a mere column or argument, is computed in a subquery that the planner does not dissolve.
    pub(super) fn fill(&mut self, template: &str, parts: &[Sql]) -> Result<String, Error> {
        let zone = if template.contains("{z}") { self.zone()? } else { String::new() };
        let uses = |index: usize| template.matches(&format!("{{{index}}}")).count();
        let bound: Vec<bool> = parts.iter().enumerate().map(|(index, part)| !part.plain && uses(index) > 1).collect();
        let alias = if bound.contains(&true) { self.alias() } else { String::new() };
        let mut text = template.replace("{z}", &zone);
        let mut columns = Vec::new();
        for (index, (part, bound)) in parts.iter().zip(bound).enumerate() {
            let hole = format!("{{{index}}}");
            if bound {
                columns.push(format!("{} AS a{index}", part.text));
                text = text.replace(&hole, &format!("{alias}.a{index}"));
            } else {
                text = text.replace(&hole, &part.text);
            }
        }
        if columns.is_empty() {
            return Ok(format!("({text})"));
        }
        Ok(format!("(SELECT {text} FROM (SELECT {} OFFSET 0) AS {alias})", columns.join(", ")))
    }
}
