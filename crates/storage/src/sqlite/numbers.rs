//! Order and sums of decimals, which SQLite keeps as texts.

use engine_base::{Decimal, parse_number};
use expression::arithmetic;
use rusqlite::{
    Connection,
    functions::{Aggregate, Context, FunctionFlags},
};

use crate::Error;

/// Digits before and after the point that a number of the language may have.
const WHOLE: u32 = 16;
const SCALE: u32 = 12;

/// Registers all of them.
pub(crate) fn register(connection: &Connection) -> Result<(), Error> {
    let pure = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC | FunctionFlags::SQLITE_INNOCUOUS;
    connection.create_scalar_function("fw_order", 1, pure, |call| Ok(argument(call)?.and_then(order)))?;
    connection.create_scalar_function("fw_uuid", 1, pure, |call| {
        let bytes = call.get::<Option<Vec<u8>>>(0)?;
        Ok(bytes.and_then(|bytes| Some(uuid::Uuid::from_slice(&bytes).ok()?.to_string())))
    })?;
    connection.create_aggregate_function("fw_total", 1, pure, Total)?;
    connection.create_aggregate_function("fw_least", 1, pure, Extreme { greatest: false })?;
    connection.create_aggregate_function("fw_greatest", 1, pure, Extreme { greatest: true })?;
    Ok(())
}

fn argument(call: &Context<'_>) -> rusqlite::Result<Option<Decimal>> {
    use rusqlite::types::ValueRef;
    Ok(match call.get_raw(0) {
        ValueRef::Integer(n) => Some(Decimal::from(n)),
        ValueRef::Text(text) => std::str::from_utf8(text).ok().and_then(parse_number),
        _ => None,
    })
}

/// A text whose order by bytes is the order of the numbers: a sign, then all digits.
fn order(number: Decimal) -> Option<String> {
    let mut exact = number;
    exact.rescale(SCALE.min(exact.scale().max(SCALE)));
    let units = exact.mantissa().checked_mul(10_i128.checked_pow(SCALE.saturating_sub(exact.scale()))?)?;
    let width = usize::try_from(WHOLE + SCALE).ok()?;
    Some(if units >= 0 {
        format!("1{units:0width$}")
    } else {
        let complement = 10_i128.checked_pow(WHOLE + SCALE)?.checked_add(units)?;
        format!("0{complement:0width$}")
    })
}

fn text(number: Decimal) -> String {
    number.normalize().to_string()
}

/// The sum; 0 of nothing, empty when it leaves the range of numbers.
struct Total;

impl Aggregate<Option<Decimal>, Option<String>> for Total {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Option<Decimal>> {
        Ok(Some(Decimal::ZERO))
    }

    fn step(&self, call: &mut Context<'_>, sum: &mut Option<Decimal>) -> rusqlite::Result<()> {
        if let Some(number) = argument(call)? {
            *sum = sum.and_then(|sum| arithmetic::add(sum, number));
        }
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, sum: Option<Option<Decimal>>) -> rusqlite::Result<Option<String>> {
        Ok(sum.unwrap_or(Some(Decimal::ZERO)).map(text))
    }
}

struct Extreme {
    greatest: bool,
}

impl Aggregate<Option<Decimal>, Option<String>> for Extreme {
    fn init(&self, _: &mut Context<'_>) -> rusqlite::Result<Option<Decimal>> {
        Ok(None)
    }

    fn step(&self, call: &mut Context<'_>, best: &mut Option<Decimal>) -> rusqlite::Result<()> {
        if let Some(number) = argument(call)?
            && best.is_none_or(|best| if self.greatest { number > best } else { number < best })
        {
            *best = Some(number);
        }
        Ok(())
    }

    fn finalize(&self, _: &mut Context<'_>, best: Option<Option<Decimal>>) -> rusqlite::Result<Option<String>> {
        Ok(best.flatten().map(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_sort_as_numbers() {
        let sorted = [
            "-9999999999999999.5",
            "-10",
            "-9.000000000001",
            "-9",
            "-0.1",
            "0",
            "0.000000000001",
            "2",
            "10",
            "9999999999999999",
        ];
        let keys: Vec<String> = sorted.iter().map(|text| order(parse_number(text).unwrap()).unwrap()).collect();
        assert!(keys.is_sorted(), "{keys:?}");
        assert_eq!(order(parse_number("1.50").unwrap()), order(parse_number("1.5").unwrap()));
    }
}
