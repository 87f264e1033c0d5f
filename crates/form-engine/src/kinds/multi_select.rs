//! `multi_select`: several options of a set.

use engine_base::{DataType, Issue, Issues, Value};
use serde_json::{Value as Json, json};

use super::{
    Kind, Site, bounded, distinct,
    select::{option_schema, read_option, sample_option, set_name, validate_option},
};
use crate::{CompiledField, FormSettings, SelectField, Shape};

/// More options than this cannot be chosen together.
const MOST: u32 = 1_000;

/// Several options.
pub(super) struct MultiSelect<'a>(pub &'a SelectField);

impl Kind for MultiSelect<'_> {
    fn ty(&self, site: Site) -> Option<DataType> {
        Some(DataType::Option { set: set_name(self.0, site) }.list())
    }

    fn check(&self) -> Issues {
        check_max_items(self.0.max_items, MOST)
    }

    fn read(&self, json: &Json, field: &CompiledField, _: &FormSettings) -> Result<Value, Issue> {
        let items = bounded(json, MOST as usize)?.iter().enumerate();
        let read = |(index, item): (usize, &Json)| {
            read_option(item, field).map_err(|issue| issue.inside(&format!("/{index}")))
        };
        let options = items.map(read).collect::<Result<Vec<_>, _>>()?;
        Ok(distinct(options.into_iter().filter(|option| !option.is_empty())))
    }

    fn validate(&self, value: &Value, old: &Value, field: &CompiledField, issues: &mut Issues) {
        // What stood there before may stay although it was retired.
        for (index, item) in value.items().iter().enumerate().filter(|(_, item)| !old.items().contains(item)) {
            let from = issues.len();
            validate_option(item, field, issues);
            issues.iter_mut().skip(from).for_each(|issue| issue.path.insert_str(0, &format!("/{index}")));
        }
        validate_count(value, self.0.max_items.unwrap_or(MOST), issues);
    }

    fn schema(&self, field: &CompiledField, shape: Shape) -> Json {
        json!({ "type": "array", "items": option_schema(field, shape), "maxItems": self.0.max_items.unwrap_or(MOST) })
    }

    fn sample(&self, field: &CompiledField) -> Json {
        match sample_option(field) {
            Json::Null => json!([]),
            option => json!([option]),
        }
    }
}

/// Whether `max_items` is within reason.
pub(super) fn check_max_items(max_items: Option<u32>, most: u32) -> Issues {
    let wrong = max_items.is_some_and(|max| max == 0 || max > most);
    let issue = || Issue::new("property.range").at("/max_items").with("min", 1).with("max", most);
    wrong.then(issue).into_iter().collect()
}

/// Whether a list has at most `max` items.
pub(super) fn validate_count(value: &Value, max: u32, issues: &mut Issues) {
    if value.items().len() > max as usize {
        issues.push(Issue::new("list.too_many").with("max", max));
    }
}
