//! Parameters of prepared SQL: what is fixed when it is prepared, and what is computed for each request.

use std::borrow::Cow;

use engine_base::{Decimal, Key, Uuid, Value, to_scaled};
use expression::{Context, Environment, Expr, Rounding, arithmetic, evaluate};

use super::Repr;
use crate::{Arg, Dialect, Error};

/// A parameter.
#[derive(Clone, Debug)]
pub(crate) enum Bind {
    /// The same for every request.
    Fixed(Arg<'static>),
    /// An expression over time and person.
    Constant { expr: Expr, repr: Repr, edge: Edge },
    /// A pattern for LIKE around a text.
    Pattern { expr: Expr, shape: Shape },
    /// The items of a list.
    Items { expr: Expr, item: Repr },
    /// The name of the organisation's time zone.
    Zone,
    /// What the caller brings: an id, a cursor's value, a limit.
    Given(usize),
}

/// What becomes of a number between two whole units of a column's scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edge {
    /// Nothing equals it.
    Exact,
    Floor,
    Ceil,
}

/// Where the text stands in a pattern.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Anywhere,
    Start,
    End,
    /// A region's code: itself and the regions below.
    Region,
}

/// The arguments of a request.
pub(crate) fn args_of(binds: &[Bind], context: &Context, given: &[Arg<'static>], dialect: Dialect) -> Result<Vec<Arg<'static>>, Error> {
    let constants = Constants { context };
    let arg = |bind: &Bind| {
        Ok(match bind {
            Bind::Fixed(arg) => arg.clone(),
            Bind::Constant { expr, repr, edge } => constant(&evaluate(expr, &constants), repr, *edge)?,
            Bind::Pattern { expr, shape } => match evaluate(expr, &constants) {
                Value::Text(text) => Arg::from(shape.pattern(&text)),
                _ => Arg::Null(crate::Kind::Text),
            },
            Bind::Items { expr, item } => items(&evaluate(expr, &constants), item, dialect),
            Bind::Zone => Arg::from(context.zone.iana_name().unwrap_or("UTC").to_owned()),
            Bind::Given(index) => given.get(*index).cloned().ok_or_else(|| Error::Database("a parameter is missing".into()))?,
        })
    };
    binds.iter().map(arg).collect()
}

/// The parameter for a value that is represented so.
fn constant(value: &Value, repr: &Repr, edge: Edge) -> Result<Arg<'static>, Error> {
    let (Value::Number(number), Repr::Scaled(scale)) = (value, repr) else { return Ok(arg_of(value, repr)?.into_owned()) };
    if let Some(scaled) = to_scaled(*number, *scale) {
        return Ok(Arg::Int(scaled));
    }
    let rounding = match edge {
        Edge::Exact => return Ok(Arg::Null(repr.kind())),
        Edge::Floor => Rounding::Floor,
        Edge::Ceil => Rounding::Ceil,
    };
    let rounded = arithmetic::round(*number, i64::from(*scale), rounding).and_then(|number| to_scaled(number, *scale));
    // What no column can hold is beyond every value in it.
    Ok(Arg::Int(rounded.unwrap_or(if number.is_sign_negative() { i64::MIN } else { i64::MAX })))
}

/// The parameter for a stored or computed value. Empty texts and lists are empty.
pub(crate) fn arg_of<'a>(value: &'a Value, repr: &Repr) -> Result<Arg<'a>, Error> {
    if value.is_empty() {
        return Ok(Arg::Null(repr.kind()));
    }
    let misfit = || Error::Corrupt(format!("a value does not fit its column: {value:?} as {repr:?}"));
    Ok(match (value, repr) {
        (Value::Bool(b), Repr::Bool) => Arg::Bool(*b),
        (Value::Number(number), Repr::Scaled(scale)) => Arg::Int(to_scaled(*number, *scale).ok_or_else(misfit)?),
        (Value::Number(number), Repr::Decimal) => Arg::Number(*number),
        (Value::Text(text), Repr::Text) => Arg::Text(Cow::Borrowed(text)),
        (Value::Text(text), Repr::Id) => Uuid::try_parse(text).map_or(Arg::Null(crate::Kind::Id), Arg::Id),
        (Value::Id(id), Repr::Id) => Arg::Id(*id),
        (Value::Id(id), Repr::Text) => Arg::from(id.to_string()),
        (Value::Date(date), Repr::Date) => Arg::Date(*date),
        (Value::Time(time), Repr::Time) => Arg::Time(*time),
        (Value::Timestamp(moment), Repr::Moment) => Arg::Moment(*moment),
        (Value::Duration(span), Repr::Duration) => Arg::Int(span.0),
        (Value::List(items), Repr::List | Repr::Json) => Arg::Json(list_json(items).into()),
        (Value::Json(json), Repr::Json | Repr::List) => Arg::Json(json.to_string().into()),
        (_, Repr::Null) => Arg::Null(crate::Kind::Text),
        _ => return Err(misfit()),
    })
}

/// A JSON array of strings, always written the same way, so that equal lists are equal texts.
fn list_json(items: &[Value]) -> String {
    let mut out = vec![b'['];
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push(b',');
        }
        match item {
            Value::Text(text) => engine_base::write_text(&mut out, text),
            Value::Number(number) => engine_base::write_text(&mut out, &number.normalize().to_string()),
            other => engine_base::write_value(&mut out, other, &engine_base::DataType::Text),
        }
    }
    out.push(b']');
    String::from_utf8(out).unwrap_or_default()
}

/// The items of a list as one parameter; what the column cannot hold equals nothing and is left out.
fn items(list: &Value, item: &Repr, dialect: Dialect) -> Arg<'static> {
    let all = list.items().iter();
    let number = |value: &Value| value.as_number();
    match (item, dialect) {
        (Repr::Id, _) => {
            let id = |value: &Value| value.as_id().or_else(|| Uuid::try_parse(value.as_text()?).ok());
            Arg::Ids(all.filter_map(id).collect::<Vec<_>>().into())
        }
        (Repr::Scaled(scale), _) => Arg::Ints(all.filter_map(|v| to_scaled(number(v)?, *scale)).collect::<Vec<_>>().into()),
        (Repr::Moment, Dialect::Sqlite) => {
            let micros = |value: &Value| if let Value::Timestamp(at) = value { Some(at.as_microsecond()) } else { None };
            Arg::Ints(all.filter_map(micros).collect::<Vec<_>>().into())
        }
        _ => Arg::Texts(all.filter_map(plain_text).collect::<Vec<_>>().into()),
    }
}

fn plain_text(value: &Value) -> Option<String> {
    match value {
        Value::Text(text) => Some(text.to_string()),
        Value::Number(number) => Some(Decimal::normalize(number).to_string()),
        Value::Date(date) => Some(date.to_string()),
        Value::Time(time) => Some(time.to_string()),
        Value::Timestamp(moment) => Some(moment.to_string()),
        Value::Id(id) => Some(id.to_string()),
        _ => None,
    }
}

impl Shape {
    fn pattern(self, text: &str) -> String {
        let escaped = |text: &str| text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
        match self {
            Shape::Anywhere => format!("%{}%", escaped(text)),
            Shape::Start => format!("{}%", escaped(text)),
            Shape::End => format!("%{}", escaped(text)),
            Shape::Region => {
                let shorter = text.strip_suffix("00").unwrap_or(text);
                let prefix = if shorter.len() == 4 { shorter.strip_suffix("00").unwrap_or(shorter) } else { shorter };
                format!("{}%", escaped(prefix))
            }
        }
    }
}

/// Evaluates expressions without a record.
struct Constants<'a> {
    context: &'a Context,
}

impl Environment for Constants<'_> {
    fn value(&self, _: usize) -> &Value {
        &Value::Null
    }
    fn old(&self, _: usize) -> &Value {
        &Value::Null
    }
    fn linked(&self, _: &Key, _: Uuid, _: usize) -> Value {
        Value::Null
    }
    fn context(&self) -> &Context {
        self.context
    }
    fn department_within(&self, _: Uuid, _: Uuid) -> bool {
        false
    }
}
