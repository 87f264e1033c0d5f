//! Judges the value of one field, of the record or of a row.

use engine_base::{Issue, Issues, Value};

use super::{Spot, Validation, compare, limit_text};
use crate::{CompiledField, fill::settle};

/// One value and what happened to it.
pub(super) struct Asked<'a> {
    pub field: &'a CompiledField,
    pub value: &'a Value,
    pub before: &'a Value,
    /// Whether the record or row is new.
    pub is_new: bool,
    pub changed: bool,
    /// Whether something changed on which limits and offered options depend.
    pub watched: bool,
    /// Whether the draft gave it.
    pub given: bool,
    pub hidden: bool,
}

impl<'a> Validation<'a> {
    /// Judges a value at `prefix`; `now` is the record as it will be, `then` as it was (as it will be, for a new one).
    pub(super) fn field(&mut self, prefix: &str, asked: &Asked<'a>, now: &Spot, then: &Spot) {
        let field = asked.field;
        let at = |issue: Issue| issue.inside(&Issue::join(prefix, &field.key));
        if self.is_closed(asked, then) {
            self.issues.push(at(Issue::new("field.read_only").with("field", field.key.as_str())));
            return;
        }
        if asked.value.is_empty()
            && !asked.hidden
            && field.required_when.as_ref().is_some_and(|required| now.holds(required))
        {
            self.issues.push(at(Issue::new("required")));
            return;
        }
        let mut found = Issues::new();
        let has_new_value = asked.changed && !asked.value.is_empty();
        // No rows at all may be too few.
        let counts_rows = field.table.is_some() && !asked.hidden && (asked.changed || asked.is_new);
        if has_new_value || counts_rows {
            field.definition.kind.behaviour(|kind| kind.validate(asked.value, asked.before, field, &mut found));
        }
        if !asked.value.is_empty() {
            if asked.changed || asked.watched {
                limits(asked, now, &mut found);
                offered(asked, now, &mut found);
            }
            if asked.changed {
                self.references(asked, &mut found);
            }
        }
        self.issues.extend(found.into_iter().map(at));
    }

    /// Whether a person changed what was closed to change.
    fn is_closed(&self, asked: &Asked, then: &Spot) -> bool {
        let Some(closed) = &asked.field.read_only_when else { return false };
        if !(self.filled.by_person && asked.given && asked.changed && then.holds(closed)) {
            return false;
        }
        // A form on screen sends the default of a closed field of a new record.
        let default =
            || asked.field.default.as_ref().map_or(Value::Null, |default| settle(then.value(default), &asked.field.ty));
        !(asked.is_new && *asked.value == default())
    }
}

fn limits(asked: &Asked, now: &Spot, found: &mut Issues) {
    let (min, max) = &asked.field.limits;
    let number = matches!(asked.value, Value::Number(_));
    if let Some(min) = min.as_ref().map(|min| now.value(min))
        && compare(asked.value, &min).is_some_and(|order| order.is_lt())
    {
        let code = if number { "number.too_small" } else { "date.too_early" };
        found.push(Issue::new(code).with("min", limit_text(&min)));
    }
    if let Some(max) = max.as_ref().map(|max| now.value(max))
        && compare(asked.value, &max).is_some_and(|order| order.is_gt())
    {
        let code = if number { "number.too_large" } else { "date.too_late" };
        found.push(Issue::new(code).with("max", limit_text(&max)));
    }
}

/// The first rule whose condition holds says what may be chosen.
fn offered(asked: &Asked, now: &Spot, found: &mut Issues) {
    let Some((_, only)) = asked.field.options_when.iter().find(|(when, _)| now.holds(when)) else { return };
    let mut judge = |value: &Value, path: String| {
        if let Some(key) = value.as_text().filter(|key| !only.iter().any(|allowed| allowed == key)) {
            found.push(Issue::new("option.not_offered").at(path).with("option", key).with("allowed", only.join(", ")));
        }
    };
    match asked.value {
        Value::List(items) => items.iter().enumerate().for_each(|(index, item)| judge(item, format!("/{index}"))),
        value => judge(value, String::new()),
    }
}
