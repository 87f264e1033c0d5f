//! PostgreSQL's binary formats, read without intermediate types.

use engine_base::{Date, Decimal};
use jiff::{Span, civil};
use sqlx::{Row, ValueRef, postgres::PgRow, postgres::types::Oid};

use crate::Error;

/// The first day of PostgreSQL's calendar.
pub(crate) const EPOCH: Date = civil::date(2000, 1, 1);
/// Its first microsecond, since 1970.
pub(crate) const EPOCH_MICROS: i64 = 946_684_800_000_000;

/// The bytes of a column; `None` when it is empty.
pub(crate) fn bytes(row: &PgRow, index: usize) -> Result<Option<&[u8]>, Error> {
    let value = row.try_get_raw(index)?;
    if value.is_null() {
        Ok(None)
    } else {
        value.as_bytes().map(Some).map_err(|error| Error::Corrupt(error.to_string()))
    }
}

/// A whole number of 2, 4 or 8 bytes.
pub(crate) fn int(bytes: &[u8]) -> Option<i64> {
    match *bytes {
        [a, b] => Some(i64::from(i16::from_be_bytes([a, b]))),
        [a, b, c, d] => Some(i64::from(i32::from_be_bytes([a, b, c, d]))),
        _ => Some(i64::from_be_bytes(bytes.try_into().ok()?)),
    }
}

/// Microseconds since 1970.
pub(crate) fn micros(bytes: &[u8]) -> Option<i64> {
    i64::from_be_bytes(bytes.try_into().ok()?).checked_add(EPOCH_MICROS)
}

/// A civil date.
pub(crate) fn date(bytes: &[u8]) -> Option<Date> {
    let days = i32::from_be_bytes(bytes.try_into().ok()?);
    EPOCH.checked_add(Span::new().try_days(days).ok()?).ok()
}

/// A number column of any width; the inner `None` when it does not fit a decimal.
pub(crate) fn number(row: &PgRow, index: usize) -> Result<Option<Option<Decimal>>, Error> {
    const NUMERIC: Oid = Oid(1700);
    let value = row.try_get_raw(index)?;
    let numeric = value.type_info().oid() == Some(NUMERIC);
    let Some(bytes) = bytes(row, index)? else { return Ok(None) };
    Ok(Some(if numeric { numeric_of(bytes) } else { int(bytes).map(Decimal::from) }))
}

/// `numeric`: digits to the base 10,000 with a weight, a sign and a number of decimals.
fn numeric_of(bytes: &[u8]) -> Option<Decimal> {
    let mut words = bytes.chunks_exact(2).map(|pair| pair.try_into().map_or(0, i16::from_be_bytes));
    let (digits, weight, sign, scale) = (words.next()?, words.next()?, words.next()?, words.next()?);
    let negative = match sign.cast_unsigned() {
        0 => false,
        0x4000 => true,
        _ => return None,
    };
    let mut mantissa = 0_i128;
    for _ in 0..digits {
        mantissa = mantissa.checked_mul(10_000)?.checked_add(i128::from(words.next()?))?;
    }
    // The last digit stands for 10000^exponent; bring the mantissa to exactly `scale` decimals.
    let exponent = 4 * (i32::from(weight) + 1 - i32::from(digits));
    let shift = exponent + i32::from(scale);
    mantissa = match u32::try_from(shift) {
        Ok(up) => mantissa.checked_mul(10_i128.checked_pow(up)?)?,
        Err(_) => mantissa / 10_i128.checked_pow(shift.unsigned_abs())?,
    };
    let mut scale = u32::try_from(scale).ok()?;
    while (scale > 28 || mantissa.unsigned_abs() >> 96 != 0) && scale > 0 && mantissa % 10 == 0 {
        mantissa /= 10;
        scale -= 1;
    }
    Decimal::try_from_i128_with_scale(if negative { -mantissa } else { mantissa }, scale).ok()
}
