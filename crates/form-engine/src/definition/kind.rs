//! The closed list of field kinds and what each needs.

use engine_base::{Key, Text};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;

use super::{Choice, Field};

/// The kind of a field, with its own properties.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
#[allow(missing_docs)] // one line per kind stands in engine-specs/README.md
pub enum FieldKind {
    Text(TextField),
    LongText(TextField),
    RichText(TextField),
    Integer(NumberField),
    Number(NumberField),
    Money(NumberField),
    Percent(NumberField),
    YesNo,
    Date(DateField),
    Time(DateField),
    DateTime(DateField),
    Select(SelectField),
    MultiSelect(SelectField),
    TreeSelect(SelectField),
    Tags(TagsField),
    Phone(PhoneField),
    Email,
    Url,
    IdNumber,
    Region(RegionField),
    Address,
    User,
    Users,
    Department,
    Link(LinkField),
    Links(LinkField),
    Table(TableField),
    File(FileField),
    Image(FileField),
    Serial(SerialField),
    Formula(FormulaField),
    Rollup(RollupField),
    Lookup(LookupField),
    CapitalMoney(CapitalMoneyField),
    Rating(RatingField),
    Progress,
    Colour,
    Json,
    CreatedAt,
    CreatedBy,
    UpdatedAt,
    UpdatedBy,
    Owner,
    Separator,
    Explanation(ExplanationField),
}

macro_rules! properties {
    ($(#[$meta:meta])* $name:ident { $($(#[$field_meta:meta])* $field:ident : $ty:ty),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        pub struct $name { $($(#[$field_meta])* #[serde(default, skip_serializing_if = "is_default")] pub $field: $ty),* }
    };
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

properties!(
    /// Limits of texts.
    TextField {
        /// At least so many characters.
        min_length: Option<u32>,
        /// At most so many characters.
        max_length: Option<u32>,
        /// A regular expression that the whole text must match.
        pattern: Option<String>,
    }
);
properties!(
    /// Limits of numbers.
    NumberField {
        /// Digits after the point; 2 for number and money, 4 for percent, none for integer.
        scale: Option<u8>,
        /// Not less than this decimal.
        min: Option<Json>,
        /// Not more than this decimal.
        max: Option<Json>,
        /// Shown behind the number.
        unit: Option<Text>,
        /// ISO 4217 code of money; the app's by default.
        currency: Option<String>,
    }
);
properties!(
    /// Limits of dates and times: literals or formulas.
    DateField {
        /// Not before this.
        min: Option<Json>,
        /// Not after this.
        max: Option<Json>,
    }
);
properties!(
    /// What can be chosen.
    SelectField {
        /// The key of an option set, or the options themselves.
        options: Options,
        /// What may be chosen when; the first that holds counts.
        options_when: Vec<OptionsWhen>,
        /// `list` or `radio`.
        display: Option<String>,
        /// At most so many.
        max_items: Option<u32>,
        /// Only options without children.
        leaf_only: bool,
    }
);
properties!(
    /// Free tags.
    TagsField {
        /// At most so many; 20.
        max_items: Option<u32>,
    }
);
properties!(
    /// Telephone numbers.
    PhoneField {
        /// `any`, `mobile` or `landline`.
        #[serde(rename = "type")]
        line: Option<PhoneLine>,
    }
);
properties!(
    /// Administrative regions of China.
    RegionField {
        /// How deep the choice goes; `district`.
        level: Option<RegionLevel>,
    }
);
properties!(
    /// Links to records.
    LinkField {
        /// The form linked to.
        form: Option<Key>,
        /// The key under which the target sees its links.
        back: Option<Key>,
        /// Which records may be linked; fields are those of the target.
        #[serde(rename = "where")]
        filter: Option<Json>,
        /// What happens when the target is deleted.
        on_delete: Option<OnDelete>,
        /// At most so many.
        max_items: Option<u32>,
    }
);
properties!(
    /// Rows of their own fields.
    TableField {
        /// The fields of a row.
        fields: Vec<Field>,
        /// At least so many rows.
        min_rows: Option<u32>,
        /// At most so many rows; 500.
        max_rows: Option<u32>,
    }
);
properties!(
    /// Files.
    FileField {
        /// At most so many; 10.
        max_files: Option<u32>,
        /// Each at most so many megabytes; 20.
        max_size_mb: Option<u32>,
        /// Allowed endings, lower case, without the dot.
        types: Vec<String>,
    }
);
properties!(
    /// Serial numbers.
    SerialField {
        /// `OPP-{yyyy}{mm}-{0000}`.
        pattern: String,
        /// When counting starts again.
        reset: Option<Reset>,
    }
);
properties!(
    /// A value computed from others.
    FormulaField {
        /// The formula.
        formula: String,
        /// Digits kept of a number; as many as the formula's type has, at most 8; of a percentage 4.
        scale: Option<u8>,
        /// How people see a number.
        display: Option<NumberDisplay>,
    }
);
properties!(
    /// A value computed over the records that link here.
    RollupField {
        /// The form of those records.
        form: Option<Key>,
        /// Their link field that points here.
        via: Option<Key>,
        /// How.
        op: Option<RollupOp>,
        /// Over which of their fields; not for `count`.
        of: Option<Key>,
        /// Which of them.
        #[serde(rename = "where")]
        filter: Option<Json>,
    }
);
properties!(
    /// A field of a linked record.
    LookupField {
        /// The link field of this form.
        via: Option<Key>,
        /// The field of the linked record.
        field: Option<Key>,
    }
);
properties!(
    /// A Chinese capital amount.
    CapitalMoneyField {
        /// The money or number field.
        of: Option<Key>,
    }
);
properties!(
    /// Stars.
    RatingField {
        /// How many; 5.
        max: Option<u8>,
    }
);
properties!(
    /// A paragraph in the form.
    ExplanationField {
        /// What it says.
        text: Text,
    }
);

/// A set by key, or the options themselves.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Options {
    /// Key of an option set.
    Set(Key),
    /// Options of this field alone.
    Own(Vec<Choice>),
}

impl Default for Options {
    fn default() -> Self {
        Options::Own(Vec::new())
    }
}

/// Limits what may be chosen while a condition holds.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OptionsWhen {
    /// The condition.
    pub when: Json,
    /// Keys that may be chosen then.
    pub only: Vec<String>,
}

macro_rules! words {
    ($(#[$meta:meta])* $name:ident { $($(#[$variant_meta:meta])* $variant:ident),* $(,)? }) => {
        $(#[$meta])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        pub enum $name { $($(#[$variant_meta])* $variant),* }
    };
}

words!(
    /// What telephone numbers are taken.
    PhoneLine {
        /// Any.
        Any,
        /// Mobile only.
        Mobile,
        /// Landline only.
        Landline,
    }
);
words!(
    /// How deep a region goes.
    RegionLevel {
        /// 省
        Province,
        /// 市
        City,
        /// 区县
        District,
    }
);
words!(
    /// What happens to a link when its target is deleted.
    OnDelete {
        /// The target cannot be deleted while it is linked.
        Refuse,
        /// The link becomes empty.
        Clear,
    }
);
words!(
    /// When serial numbers start again.
    Reset {
        /// Never.
        Never,
        /// Each year.
        Year,
        /// Each month.
        Month,
        /// Each day.
        Day,
    }
);
words!(
    /// How a computed number is shown.
    NumberDisplay {
        /// As it is.
        Number,
        /// A fraction as a percentage.
        Percent,
    }
);
words!(
    /// How a rollup computes.
    RollupOp {
        /// How many records.
        Count,
        /// The sum.
        Sum,
        /// The mean.
        Avg,
        /// The least.
        Min,
        /// The greatest.
        Max,
        /// The value of the record created last.
        Latest,
    }
);
