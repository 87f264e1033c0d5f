//! What SQLite lacks and our SQL needs, as functions of every connection.
//!
//! `fw_call('round n2 n', x, y)` is a function of the expression language: its name, what each argument is (see
//! `sql::Repr`), and the arguments. It is computed by the language's own evaluator, so that both always agree.

use std::sync::{Arc, LazyLock};

use engine_base::{
    Decimal, Duration, Key, TimeZone, Timestamp, Uuid, Value, from_scaled, parse_date, parse_number, parse_time,
    to_scaled,
};
use expression::{BinaryOp, Context, Environment, Expr, Function, Me, Rounding, arithmetic, evaluate};
use rusqlite::{
    Connection, Error as SqliteError,
    functions::{Aggregate, Context as Call, FunctionFlags},
    types::{ToSqlOutput, Value as Stored, ValueRef},
};

use crate::{Error, sql::json_of};

/// Registers all of them.
pub(crate) fn register(connection: &Connection) -> Result<(), Error> {
    let pure = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("fw_call", -1, pure, call)?;
    connection.create_aggregate_function("fw_sum", 2, pure, Total { mean: false })?;
    connection.create_aggregate_function("fw_mean", 2, pure, Total { mean: true })?;
    Ok(())
}

/// The first argument of `fw_call`, read once for each statement.
struct Recipe {
    operation: Operation,
    /// The second argument names the zone.
    zoned: bool,
    /// The arguments are the items of one list.
    gathered: bool,
    takes: Vec<Takes>,
}

/// What is computed.
enum Operation {
    Arithmetic(fn(Decimal, Decimal) -> Option<Decimal>),
    Binary(BinaryOp),
    Function(Function),
    Negate,
    /// The number itself, as text.
    Number,
    /// The number in units of so many digits.
    Scaled(u8),
    /// -1, 0 or 1.
    Compare,
    /// A list of the arguments.
    List,
}

/// What an argument is.
enum Takes {
    Scaled(u8),
    Number,
    Bool,
    Text,
    Id,
    Date,
    Time,
    Moment,
    Span,
    List(Box<Takes>),
    Json,
}

impl Recipe {
    fn read(text: &str) -> Option<Recipe> {
        let mut words = text.split(' ').peekable();
        let name = words.next()?;
        let gathered = name.ends_with('*');
        let name = name.trim_end_matches('*');
        let operation = match name {
            "add" => Operation::Arithmetic(arithmetic::add),
            "subtract" => Operation::Arithmetic(arithmetic::subtract),
            "multiply" => Operation::Arithmetic(arithmetic::multiply),
            "divide" => Operation::Arithmetic(arithmetic::divide),
            "remainder" => Operation::Arithmetic(arithmetic::remainder),
            "concat" => Operation::Binary(BinaryOp::Concat),
            "equal" => Operation::Binary(BinaryOp::Equal),
            "in" => Operation::Binary(BinaryOp::In),
            "negate" => Operation::Negate,
            "number" => Operation::Number,
            "compare" => Operation::Compare,
            "list" => Operation::List,
            name => match name.strip_prefix("scaled") {
                Some(scale) => Operation::Scaled(scale.parse().ok()?),
                None => Operation::Function(Function::named(name)?),
            },
        };
        let zoned = words.next_if_eq(&"z").is_some();
        let takes = words.map(Takes::read).collect::<Option<_>>()?;
        Some(Recipe { operation, zoned, gathered, takes })
    }

    fn compute(&self, mut args: Vec<Value>, context: &Context) -> Value {
        let number = |number: Option<Decimal>| number.map_or(Value::Null, Value::Number);
        let (first, second) = (args.first(), args.get(1));
        let literal = |value: &Value| Expr::Literal { value: value.clone(), ty: engine_base::DataType::Null };
        match &self.operation {
            Operation::Arithmetic(compute) => {
                let operands = first.and_then(Value::as_number).zip(second.and_then(Value::as_number));
                number(operands.and_then(|(a, b)| compute(a, b)))
            }
            Operation::Binary(op) => match (first, second) {
                (Some(a), Some(b)) => evaluate(&op.of(literal(a), literal(b)), &Alone(context)),
                _ => Value::Null,
            },
            Operation::Negate => number(first.and_then(Value::as_number).map(|number| -number)),
            Operation::Number => args.pop().unwrap_or_default(),
            Operation::Scaled(scale) => {
                let rounded = first
                    .and_then(Value::as_number)
                    .and_then(|n| arithmetic::round(n, i64::from(*scale), Rounding::Nearest));
                // A span is kept as a bare whole number.
                rounded.and_then(|n| to_scaled(n, *scale)).map_or(Value::Null, |n| Value::Duration(Duration(n)))
            }
            Operation::Compare => {
                let operands = first.and_then(Value::as_number).zip(second.and_then(Value::as_number));
                operands.map_or(Value::Null, |(a, b)| Value::Duration(Duration(a.cmp(&b) as i64)))
            }
            Operation::List => Value::list(args),
            Operation::Function(function) => {
                let args = args.drain(..).map(|value| Expr::Literal { value, ty: engine_base::DataType::Null });
                let args = if self.gathered { vec![Expr::List(args.collect())] } else { args.collect() };
                evaluate(&Expr::Call { function: *function, args }, &Alone(context))
            }
        }
    }
}

impl Takes {
    fn read(word: &str) -> Option<Takes> {
        Some(match (word.get(..1)?, word.get(1..)?) {
            ("n", "") => Takes::Number,
            ("n", scale) => Takes::Scaled(scale.parse().ok()?),
            ("l", of) => Takes::List(Box::new(Takes::read(of)?)),
            ("b", "") => Takes::Bool,
            ("t", "") => Takes::Text,
            ("i", "") => Takes::Id,
            ("d", "") => Takes::Date,
            ("c", "") => Takes::Time,
            ("m", "") => Takes::Moment,
            ("s", "") => Takes::Span,
            ("j", "") => Takes::Json,
            _ => return None,
        })
    }

    /// The value of an argument; `None` when it is not what it should be.
    fn value(&self, stored: ValueRef<'_>) -> Option<Value> {
        Some(match (self, stored) {
            (_, ValueRef::Null) => Value::Null,
            (Takes::Scaled(scale), ValueRef::Integer(n)) => Value::Number(from_scaled(n, *scale)),
            (Takes::Number, ValueRef::Integer(n)) => Value::Number(Decimal::from(n)),
            (Takes::Bool, ValueRef::Integer(n)) => Value::Bool(n != 0),
            (Takes::Moment, ValueRef::Integer(n)) => Value::Timestamp(Timestamp::from_microsecond(n).ok()?),
            (Takes::Span, ValueRef::Integer(n)) => Value::Duration(Duration(n)),
            (Takes::Id, ValueRef::Blob(bytes)) => Value::Id(Uuid::from_slice(bytes).ok()?),
            (Takes::List(of), ValueRef::Text(json)) => {
                let items: Vec<serde_json::Value> = serde_json::from_slice(json).ok()?;
                Value::list(items.iter().map(|item| of.item(item)).collect::<Option<Vec<_>>>()?)
            }
            (Takes::Json, ValueRef::Text(_)) => Value::Json(Arc::new(serde_json::Value::Bool(true))),
            (takes, ValueRef::Text(text)) => takes.text(std::str::from_utf8(text).ok()?)?,
            _ => return None,
        })
    }

    fn text(&self, text: &str) -> Option<Value> {
        Some(match self {
            Takes::Text => Value::text(text),
            Takes::Number => Value::Number(parse_number(text)?),
            Takes::Date => Value::Date(parse_date(text)?),
            Takes::Time => Value::Time(parse_time(text)?),
            Takes::Id => Value::Id(Uuid::try_parse(text).ok()?),
            _ => return None,
        })
    }

    fn item(&self, item: &serde_json::Value) -> Option<Value> {
        match item {
            serde_json::Value::Null => Some(Value::Null),
            serde_json::Value::Bool(yes) => Some(Value::Bool(*yes)),
            serde_json::Value::Number(n) => self.value(ValueRef::Integer(n.as_i64()?)),
            serde_json::Value::String(text) => self.text(text),
            _ => None,
        }
    }
}

fn call(call: &Call<'_>) -> rusqlite::Result<ToSqlOutput<'static>> {
    let wrong = |what: String| SqliteError::UserFunctionError(what.into());
    let recipe: Arc<Recipe> = call.get_or_create_aux(0, |text| {
        let text = text.as_str().map_err(|error| wrong(error.to_string()))?;
        Recipe::read(text).ok_or_else(|| wrong(format!("no function `{text}`")))
    })?;
    let start = 1 + usize::from(recipe.zoned);
    if call.len() != start + recipe.takes.len() {
        return Err(wrong("wrong number of arguments".to_owned()));
    }
    let values = recipe.takes.iter().enumerate().map(|(index, takes)| takes.value(call.get_raw(start + index)));
    let values = values
        .collect::<Option<Vec<Value>>>()
        .ok_or_else(|| wrong("an argument is not what it should be".to_owned()))?;
    let result = if recipe.zoned {
        let context: Arc<Context> = call.get_or_create_aux(1, |name| {
            let name = name.as_str().map_err(|error| wrong(error.to_string()))?;
            Ok::<_, SqliteError>(nobody(TimeZone::get(name).map_err(|error| wrong(error.to_string()))?))
        })?;
        recipe.compute(values, &context)
    } else {
        static PLAIN: LazyLock<Context> = LazyLock::new(|| nobody(TimeZone::UTC));
        recipe.compute(values, &PLAIN)
    };
    Ok(ToSqlOutput::Owned(stored(&result)))
}

/// A value as SQLite keeps it.
fn stored(value: &Value) -> Stored {
    match value {
        Value::Null | Value::Rows(_) => Stored::Null,
        Value::Bool(yes) => Stored::Integer(i64::from(*yes)),
        Value::Number(number) => Stored::Text(number.normalize().to_string()),
        Value::Text(text) => Stored::Text(text.to_string()),
        Value::Date(date) => Stored::Text(date.to_string()),
        Value::Time(time) => Stored::Text(time.to_string()),
        Value::Timestamp(moment) => Stored::Integer(moment.as_microsecond()),
        Value::Duration(span) => Stored::Integer(span.0),
        Value::Id(id) => Stored::Blob(id.as_bytes().to_vec()),
        Value::List(_) | Value::Json(_) => Stored::Text(json_of(value).to_string()),
    }
}

/// A context for functions that ask nothing but the zone.
fn nobody(zone: TimeZone) -> Context {
    Context::new(Timestamp::UNIX_EPOCH, zone, Me::new(Uuid::nil()))
}

/// No record at all.
struct Alone<'a>(&'a Context);

static EMPTY: Value = Value::Null;

impl Environment for Alone<'_> {
    fn value(&self, _: usize) -> &Value {
        &EMPTY
    }

    fn old(&self, _: usize) -> &Value {
        &EMPTY
    }

    fn linked(&self, _: &Key, _: Uuid, _: usize) -> Value {
        Value::Null
    }

    fn context(&self) -> &Context {
        self.0
    }

    fn department_within(&self, _: Uuid, _: Uuid) -> bool {
        false
    }
}

/// `fw_sum(x, scale)`, `fw_mean(x, scale)`: the exact sum or mean of numbers as text; the scale is -1 for numbers in text.
struct Total {
    mean: bool,
}

/// The sum until now, which is lost once it reaches the limit, and how many there were.
struct Sum {
    sum: Option<Decimal>,
    count: i64,
}

impl Aggregate<Sum, Option<String>> for Total {
    fn init(&self, _: &mut Call<'_>) -> rusqlite::Result<Sum> {
        Ok(Sum { sum: Some(Decimal::ZERO), count: 0 })
    }

    fn step(&self, call: &mut Call<'_>, state: &mut Sum) -> rusqlite::Result<()> {
        let takes = u8::try_from(call.get::<i64>(1)?).map_or(Takes::Number, Takes::Scaled);
        if let Some(Value::Number(number)) = takes.value(call.get_raw(0)) {
            state.sum = state.sum.and_then(|sum| arithmetic::add(sum, number));
            state.count += 1;
        }
        Ok(())
    }

    fn finalize(&self, _: &mut Call<'_>, state: Option<Sum>) -> rusqlite::Result<Option<String>> {
        let Sum { sum, count } = state.unwrap_or(Sum { sum: Some(Decimal::ZERO), count: 0 });
        let result = if self.mean { sum.and_then(|sum| arithmetic::divide(sum, Decimal::from(count))) } else { sum };
        Ok(result.map(|number| number.normalize().to_string()))
    }
}
