//! What each kind of field means: its type, how its values are read, limited, described and masked.
//!
//! One file per kind. A new kind is a variant of [`FieldKind`], a file here, an arm in [`FieldKind::behaviour`] and a case
//! file in `engine-specs/form`.

use engine_base::{DataType, Issue, Issues, Value, read_value};
use serde_json::{Value as Json, json};

use crate::{CompiledField, FieldKind, FormSettings, Mask, Shape, Source};

pub(crate) use self::{
    image::IMAGE_TYPES,
    number::{MOST_DIGITS, fits},
    percent::PERCENT_DIGITS,
    select::set_name,
    text::compile_pattern,
};

mod address;
mod capital_money;
mod colour;
mod created_at;
mod created_by;
mod date;
mod date_time;
mod department;
mod email;
mod explanation;
mod file;
mod formula;
mod id_number;
mod image;
mod integer;
mod json;
mod link;
mod links;
mod long_text;
mod lookup;
mod money;
mod multi_select;
mod number;
mod owner;
mod percent;
mod phone;
mod progress;
mod rating;
mod region;
mod rich_text;
mod rollup;
mod select;
mod separator;
mod serial;
mod table;
mod tags;
mod text;
mod time;
mod tree_select;
mod updated_at;
mod updated_by;
mod url;
mod user;
mod users;
mod yes_no;

/// Where a field stands: its form, its sub-table if any, its key.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site<'a> {
    pub form: &'a str,
    pub table: Option<&'a str>,
    pub key: &'a str,
}

/// The behaviour of a kind of field.
pub(crate) trait Kind {
    /// The type of its values; `None` when that follows from what is computed.
    fn ty(&self, site: Site) -> Option<DataType>;

    /// Where its values come from.
    fn source(&self) -> Source {
        Source::Input
    }

    /// Whether it may stand in a sub-table.
    fn in_table(&self) -> bool {
        true
    }

    /// What is wrong with its own properties, apart from references and formulas; places are inside the field.
    fn check(&self) -> Issues {
        Issues::new()
    }

    /// Reads and normalises the wire form of a value.
    fn read(&self, json: &Json, field: &CompiledField, settings: &FormSettings) -> Result<Value, Issue> {
        let _ = settings;
        read_value(json, &field.ty)
    }

    /// What a value that has the right type and differs from `old` breaks; places are inside the field.
    fn validate(&self, value: &Value, old: &Value, field: &CompiledField, issues: &mut Issues) {
        let _ = (value, old, field, issues);
    }

    /// JSON Schema of the wire form of a value that is not empty.
    fn schema(&self, field: &CompiledField, shape: Shape) -> Json;

    /// A value as documentation shows it.
    fn sample(&self, field: &CompiledField) -> Json;

    /// How a masked value looks when the field does not say.
    fn mask(&self) -> Mask {
        Mask::All
    }

    /// Whether quick search looks at it when the field does not say.
    fn searchable(&self) -> bool {
        false
    }
}

impl FieldKind {
    /// Calls `with` with the behaviour of this kind.
    pub(crate) fn behaviour<R>(&self, with: impl FnOnce(&dyn Kind) -> R) -> R {
        match self {
            FieldKind::Text(of) => with(&text::Text(of)),
            FieldKind::LongText(of) => with(&long_text::LongText(of)),
            FieldKind::RichText(of) => with(&rich_text::RichText(of)),
            FieldKind::Integer(of) => with(&integer::Integer(of)),
            FieldKind::Number(of) => with(&number::Number(of)),
            FieldKind::Money(of) => with(&money::Money(of)),
            FieldKind::Percent(of) => with(&percent::Percent(of)),
            FieldKind::YesNo => with(&yes_no::YesNo),
            FieldKind::Date(_) => with(&date::Date),
            FieldKind::Time(_) => with(&time::Time),
            FieldKind::DateTime(_) => with(&date_time::DateTime),
            FieldKind::Select(of) => with(&select::Select(of)),
            FieldKind::MultiSelect(of) => with(&multi_select::MultiSelect(of)),
            FieldKind::TreeSelect(of) => with(&tree_select::TreeSelect(of)),
            FieldKind::Tags(of) => with(&tags::Tags(of)),
            FieldKind::Phone(of) => with(&phone::Phone(of)),
            FieldKind::Email => with(&email::Email),
            FieldKind::Url => with(&url::Url),
            FieldKind::IdNumber => with(&id_number::IdNumber),
            FieldKind::Region(of) => with(&region::Region(of)),
            FieldKind::Address => with(&address::Address),
            FieldKind::User => with(&user::User),
            FieldKind::Users => with(&users::Users),
            FieldKind::Department => with(&department::Department),
            FieldKind::Link(of) => with(&link::Link(of)),
            FieldKind::Links(of) => with(&links::Links(of)),
            FieldKind::Table(of) => with(&table::Table(of)),
            FieldKind::File(of) => with(&file::File(of)),
            FieldKind::Image(of) => with(&image::Image(of)),
            FieldKind::Serial(of) => with(&serial::Serial(of)),
            FieldKind::Formula(_) => with(&formula::Formula),
            FieldKind::Rollup(_) => with(&rollup::Rollup),
            FieldKind::Lookup(_) => with(&lookup::Lookup),
            FieldKind::CapitalMoney(_) => with(&capital_money::CapitalMoney),
            FieldKind::Rating(of) => with(&rating::Rating(of)),
            FieldKind::Progress => with(&progress::Progress),
            FieldKind::Colour => with(&colour::Colour),
            FieldKind::Json => with(&json::AnyJson),
            FieldKind::CreatedAt => with(&created_at::CreatedAt),
            FieldKind::CreatedBy => with(&created_by::CreatedBy),
            FieldKind::UpdatedAt => with(&updated_at::UpdatedAt),
            FieldKind::UpdatedBy => with(&updated_by::UpdatedBy),
            FieldKind::Owner => with(&owner::Owner),
            FieldKind::Separator => with(&separator::Separator),
            FieldKind::Explanation(_) => with(&explanation::Explanation),
        }
    }

    /// The word for this kind in definitions: `long_text`.
    pub fn name(&self) -> &'static str {
        match self {
            FieldKind::Text(_) => "text",
            FieldKind::LongText(_) => "long_text",
            FieldKind::RichText(_) => "rich_text",
            FieldKind::Integer(_) => "integer",
            FieldKind::Number(_) => "number",
            FieldKind::Money(_) => "money",
            FieldKind::Percent(_) => "percent",
            FieldKind::YesNo => "yes_no",
            FieldKind::Date(_) => "date",
            FieldKind::Time(_) => "time",
            FieldKind::DateTime(_) => "date_time",
            FieldKind::Select(_) => "select",
            FieldKind::MultiSelect(_) => "multi_select",
            FieldKind::TreeSelect(_) => "tree_select",
            FieldKind::Tags(_) => "tags",
            FieldKind::Phone(_) => "phone",
            FieldKind::Email => "email",
            FieldKind::Url => "url",
            FieldKind::IdNumber => "id_number",
            FieldKind::Region(_) => "region",
            FieldKind::Address => "address",
            FieldKind::User => "user",
            FieldKind::Users => "users",
            FieldKind::Department => "department",
            FieldKind::Link(_) => "link",
            FieldKind::Links(_) => "links",
            FieldKind::Table(_) => "table",
            FieldKind::File(_) => "file",
            FieldKind::Image(_) => "image",
            FieldKind::Serial(_) => "serial",
            FieldKind::Formula(_) => "formula",
            FieldKind::Rollup(_) => "rollup",
            FieldKind::Lookup(_) => "lookup",
            FieldKind::CapitalMoney(_) => "capital_money",
            FieldKind::Rating(_) => "rating",
            FieldKind::Progress => "progress",
            FieldKind::Colour => "colour",
            FieldKind::Json => "json",
            FieldKind::CreatedAt => "created_at",
            FieldKind::CreatedBy => "created_by",
            FieldKind::UpdatedAt => "updated_at",
            FieldKind::UpdatedBy => "updated_by",
            FieldKind::Owner => "owner",
            FieldKind::Separator => "separator",
            FieldKind::Explanation(_) => "explanation",
        }
    }
}

/// Items without repetition, in the order of their first appearance.
fn distinct(items: impl IntoIterator<Item = Value>) -> Value {
    let mut kept: Vec<Value> = Vec::new();
    for item in items {
        if !kept.contains(&item) {
            kept.push(item);
        }
    }
    if kept.is_empty() { Value::Null } else { Value::List(kept.into()) }
}

/// Refuses a list with more than `max` items before it is read, so that reading stays cheap.
fn bounded(json: &Json, max: usize) -> Result<&[Json], Issue> {
    let items = json.as_array().ok_or_else(|| Issue::new("type.mismatch").with("expected", "list"))?;
    if items.len() > max { Err(Issue::new("list.too_many").with("max", max)) } else { Ok(items) }
}

/// Schema of a record's, person's or file's id.
fn id_schema() -> Json {
    json!({ "type": "string", "format": "uuid" })
}

const SAMPLE_ID: &str = "0191e0a4-0000-7000-8000-000000000001";
