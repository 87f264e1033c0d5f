//! `money`: an amount of one currency.

use engine_base::{DataType, Issue, Issues, Value};
use serde_json::Value as Json;

use super::{
    Kind, Site,
    number::{MOST_DIGITS, check_number, number_schema, sample_number, validate_number},
};
use crate::{CompiledField, NumberField, Shape, currencies};

/// An amount.
pub(super) struct Money<'a>(pub &'a NumberField);

impl Kind for Money<'_> {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Number { scale: self.0.scale.unwrap_or(2) })
    }

    fn check(&self) -> Issues {
        let mut issues = check_number(self.0, MOST_DIGITS);
        if let Some(code) = self.0.currency.as_ref().filter(|code| !currencies::is_currency(code)) {
            issues.push(Issue::new("currency.unknown").at("/currency").with("currency", code.as_str()));
        }
        issues
    }

    fn validate(&self, value: &Value, _: &Value, field: &CompiledField, issues: &mut Issues) {
        validate_number(value, &field.ty, issues);
    }

    fn schema(&self, field: &CompiledField, shape: Shape) -> Json {
        number_schema(&field.ty, shape)
    }

    fn sample(&self, field: &CompiledField) -> Json {
        sample_number(&field.ty)
    }
}
