//! `capital_money`: an amount in Chinese capital words, as contracts and receipts need it.

use engine_base::DataType;
use serde_json::{Value as Json, json};

use super::{Kind, Site};
use crate::{CompiledField, Shape, Source};

/// An amount in words.
pub(super) struct CapitalMoney;

impl Kind for CapitalMoney {
    fn ty(&self, _: Site) -> Option<DataType> {
        Some(DataType::Text)
    }

    fn source(&self) -> Source {
        Source::Virtual
    }

    fn schema(&self, _: &CompiledField, _: Shape) -> Json {
        json!({ "type": "string" })
    }

    fn sample(&self, _: &CompiledField) -> Json {
        json!("壹仟贰佰元整")
    }
}
