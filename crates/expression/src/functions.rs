//! The function catalogue: what may be called in a formula, with its types, its meaning and examples.
//!
//! One file per group holds the entries. An entry is what a person writes; it becomes a [`Function`] (one per meaning, so
//! that no back end has to look at the types of arguments) or is rewritten into other nodes.

mod date;
mod function;
mod list;
mod logic;
mod number;
mod operators;
mod people;
mod text;

use engine_base::DataType;

pub use function::Function;
pub use operators::{OPERATORS, Operator};

/// What a person can call.
#[derive(Debug)]
pub struct Entry {
    /// The name in formulas.
    pub name: &'static str,
    /// Where it stands in a list of functions.
    pub group: Group,
    /// What it does, in Chinese.
    pub zh: &'static str,
    /// What it does, in English.
    pub en: &'static str,
    /// The ways to call it.
    pub signatures: &'static [Signature],
    /// Formulas without fields and their values as JSON, numbers plain; run as tests.
    pub examples: &'static [(&'static str, &'static str)],
}

/// Groups of functions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// Conditions and empty values.
    Logic,
    /// Numbers, and many values taken together.
    Number,
    /// Texts.
    Text,
    /// Dates, times, moments and spans.
    Date,
    /// Lists.
    List,
    /// People, departments and options.
    People,
}

/// One way to call a function.
#[derive(Debug)]
pub struct Signature {
    /// What it takes.
    pub params: &'static [Param],
    /// What it gives.
    pub gives: Gives,
    /// What it becomes.
    pub(crate) means: Means,
}

/// One parameter.
#[derive(Debug)]
pub struct Param {
    /// Its name in the documentation.
    pub name: &'static str,
    /// What it takes.
    pub takes: Takes,
    /// How often it stands.
    pub presence: Presence,
}

/// How often a parameter stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Presence {
    /// Once.
    One,
    /// Once or not at all; only at the end.
    Optional,
    /// Once or more; only at the end.
    Many,
    /// Any number of times; only at the end.
    Any,
}

/// What a parameter takes. Empty is taken everywhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Takes {
    /// Yes or no.
    YesNo,
    /// A number.
    Number,
    /// A text.
    Text,
    /// A date, or the date of a moment.
    Date,
    /// A time of day, or that of a moment.
    Time,
    /// A moment.
    DateTime,
    /// A span of time.
    Duration,
    /// A list.
    List,
    /// A text in quotes: the name of a unit of dates.
    DateUnit,
    /// A text in quotes: the name of a unit of moments.
    MomentUnit,
    /// A text in quotes: how a date is written.
    Pattern,
    /// A text in quotes: a role's key.
    Role,
    /// Anything, by rules of the function's own.
    Any,
}

/// What a function gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Gives {
    /// Yes or no.
    YesNo,
    /// A whole number.
    Whole,
    /// A number.
    Decimal,
    /// A number with as many digits as the second argument says.
    Rounded,
    /// A text.
    Text,
    /// A list of texts.
    Texts,
    /// A date.
    Date,
    /// A time of day.
    Time,
    /// A moment.
    DateTime,
    /// A span of time.
    Duration,
    /// What the first argument is.
    Same,
    /// What the items of the first argument are.
    Item,
}

/// What an entry becomes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Means {
    /// A call.
    Call(Function),
    /// Whatever the rule makes of it.
    Rule(Rule),
}

/// Entries whose types depend on each other, or that are rewritten.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Rule {
    Now,
    Today,
    Null,
    When,
    Coalesce,
    IsEmpty,
    IsSet,
    Between,
    Contains,
    Concat,
    AsText,
    Has,
    HasAny,
    HasAll,
    Within,
    Age,
    Weekend,
    Length,
    /// Many values, a list, or a column of a sub-table.
    Many(crate::Aggregate),
}

/// Every entry, in the order of the documentation.
pub fn catalogue() -> impl Iterator<Item = &'static Entry> {
    [logic::ENTRIES, number::ENTRIES, text::ENTRIES, date::ENTRIES, list::ENTRIES, people::ENTRIES]
        .into_iter()
        .flatten()
}

/// The entry with this name.
pub(crate) fn entry(name: &str) -> Option<&'static Entry> {
    catalogue().find(|entry| entry.name == name)
}

/// The function that makes a text of a value: `Some(None)` for what is text already, `None` for what has no text.
pub(crate) fn to_text(ty: &DataType) -> Option<Option<Function>> {
    match ty {
        DataType::Text | DataType::Option { .. } | DataType::Null => Some(None),
        DataType::Number { .. } => Some(Some(Function::TextOfNumber)),
        DataType::Date => Some(Some(Function::TextOfDate)),
        DataType::Time => Some(Some(Function::TextOfTime)),
        DataType::DateTime => Some(Some(Function::TextOfMoment)),
        _ => None,
    }
}

impl Signature {
    /// Whether it can be called with so many arguments.
    pub fn takes_count(&self, count: usize) -> bool {
        let least = self.params.iter().filter(|param| matches!(param.presence, Presence::One | Presence::Many)).count();
        let open = self.params.last().is_some_and(Param::repeats);
        count >= least && (open || count <= self.params.len())
    }

    /// The parameter for the argument at `index`.
    pub fn param(&self, index: usize) -> Option<&'static Param> {
        self.params.get(index).or_else(|| self.params.last().filter(|param| param.repeats()))
    }
}

impl Param {
    fn repeats(&self) -> bool {
        matches!(self.presence, Presence::Many | Presence::Any)
    }
}

impl Entry {
    /// How it is called: `round(number, digits?)`.
    pub fn usage(&self) -> String {
        let signature = |signature: &Signature| {
            let params: Vec<String> = signature
                .params
                .iter()
                .map(|param| match param.presence {
                    Presence::One => param.name.to_owned(),
                    Presence::Optional => format!("{}?", param.name),
                    Presence::Many | Presence::Any => format!("{}…", param.name),
                })
                .collect();
            format!("{}({})", self.name, params.join(", "))
        };
        self.signatures.iter().map(signature).collect::<Vec<_>>().join(" | ")
    }
}

/// A parameter that stands once.
const fn one(name: &'static str, takes: Takes) -> Param {
    Param { name, takes, presence: Presence::One }
}

/// A parameter that may be left out.
const fn optional(name: &'static str, takes: Takes) -> Param {
    Param { name, takes, presence: Presence::Optional }
}

/// A parameter that may be repeated.
const fn many(name: &'static str, takes: Takes) -> Param {
    Param { name, takes, presence: Presence::Many }
}

/// A parameter that may be repeated or left out.
const fn any(name: &'static str, takes: Takes) -> Param {
    Param { name, takes, presence: Presence::Any }
}

/// A way to call that becomes a call of `function`.
const fn call(params: &'static [Param], gives: Gives, function: Function) -> Signature {
    Signature { params, gives, means: Means::Call(function) }
}

/// A way to call with a rule of its own.
const fn rule(params: &'static [Param], gives: Gives, rule: Rule) -> Signature {
    Signature { params, gives, means: Means::Rule(rule) }
}

const fn entry_of(
    name: &'static str,
    group: Group,
    zh: &'static str,
    en: &'static str,
    signatures: &'static [Signature],
    examples: &'static [(&'static str, &'static str)],
) -> Entry {
    Entry { name, group, zh, en, signatures, examples }
}
