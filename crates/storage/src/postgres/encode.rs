//! PostgreSQL's binary formats, written straight from arguments.

use engine_base::{Date, Decimal};
use sqlx::{
    Arguments, Encode, Postgres, Type,
    encode::IsNull,
    error::BoxDynError,
    postgres::{PgArgumentBuffer, PgArguments, PgTypeInfo, types::Oid},
};

use super::decode::{EPOCH, EPOCH_MICROS};
use crate::{Arg, Error, Kind};

/// The arguments of one statement.
pub(crate) fn arguments(args: &[Arg<'_>]) -> Result<PgArguments, Error> {
    let mut all = PgArguments::default();
    all.reserve(args.len(), args.len() * 16);
    for arg in args {
        all.add(Bound(arg)).map_err(|error| Error::Database(error.to_string()))?;
    }
    Ok(all)
}

struct Bound<'a>(&'a Arg<'a>);

const BOOL: PgTypeInfo = PgTypeInfo::with_oid(Oid(16));
const INT: PgTypeInfo = PgTypeInfo::with_oid(Oid(20));
const TEXT: PgTypeInfo = PgTypeInfo::with_oid(Oid(25));
const DATE: PgTypeInfo = PgTypeInfo::with_oid(Oid(1082));
const MOMENT: PgTypeInfo = PgTypeInfo::with_oid(Oid(1184));
const NUMBER: PgTypeInfo = PgTypeInfo::with_oid(Oid(1700));
const ID: PgTypeInfo = PgTypeInfo::with_oid(Oid(2950));
const JSON: PgTypeInfo = PgTypeInfo::with_oid(Oid(3802));
const INTS: PgTypeInfo = PgTypeInfo::with_oid(Oid(1016));
const TEXTS: PgTypeInfo = PgTypeInfo::with_oid(Oid(1009));
const IDS: PgTypeInfo = PgTypeInfo::with_oid(Oid(2951));

impl Type<Postgres> for Bound<'_> {
    fn type_info() -> PgTypeInfo {
        TEXT
    }
}

impl Encode<'_, Postgres> for Bound<'_> {
    fn produces(&self) -> Option<PgTypeInfo> {
        Some(match self.0 {
            Arg::Int(_) | Arg::Null(Kind::Int) => INT,
            Arg::Bool(_) | Arg::Null(Kind::Bool) => BOOL,
            Arg::Text(_) | Arg::Time(_) | Arg::Null(Kind::Text | Kind::Time) => TEXT,
            Arg::Id(_) | Arg::Null(Kind::Id) => ID,
            Arg::Date(_) | Arg::Null(Kind::Date) => DATE,
            Arg::Moment(_) | Arg::Null(Kind::Moment) => MOMENT,
            Arg::Json(_) | Arg::Null(Kind::Json) => JSON,
            Arg::Number(_) | Arg::Null(Kind::Number) => NUMBER,
            Arg::Ids(_) => IDS,
            Arg::Texts(_) => TEXTS,
            Arg::Ints(_) => INTS,
        })
    }

    fn encode_by_ref(&self, buffer: &mut PgArgumentBuffer) -> Result<IsNull, BoxDynError> {
        match self.0 {
            Arg::Null(_) => return Ok(IsNull::Yes),
            Arg::Int(n) => buffer.extend_from_slice(&n.to_be_bytes()),
            Arg::Bool(b) => buffer.push(u8::from(*b)),
            Arg::Text(text) => buffer.extend_from_slice(text.as_bytes()),
            Arg::Time(time) => buffer.extend_from_slice(time.to_string().as_bytes()),
            Arg::Id(id) => buffer.extend_from_slice(id.as_bytes()),
            Arg::Date(date) => buffer.extend_from_slice(&days(*date)?.to_be_bytes()),
            Arg::Moment(moment) => {
                buffer.extend_from_slice(&(moment.as_microsecond() - EPOCH_MICROS).to_be_bytes());
            }
            Arg::Json(json) => {
                buffer.push(1);
                buffer.extend_from_slice(json.as_bytes());
            }
            Arg::Number(number) => write_number(buffer, *number)?,
            Arg::Ids(ids) => write_array(buffer, ID, ids.iter().map(|id| id.as_bytes().as_slice()))?,
            Arg::Texts(texts) => write_array(buffer, TEXT, texts.iter().map(|text| text.as_bytes()))?,
            Arg::Ints(numbers) => {
                let bytes: Vec<[u8; 8]> = numbers.iter().map(|n| n.to_be_bytes()).collect();
                write_array(buffer, INT, bytes.iter().map(|n| n.as_slice()))?;
            }
        }
        Ok(IsNull::No)
    }
}

fn days(date: Date) -> Result<i32, BoxDynError> {
    Ok(i32::try_from(date.duration_since(EPOCH).as_hours() / 24)?)
}

/// One dimension, no empty items, lower bound 1.
fn write_array<'a>(
    buffer: &mut PgArgumentBuffer,
    of: PgTypeInfo,
    items: impl ExactSizeIterator<Item = &'a [u8]>,
) -> Result<(), BoxDynError> {
    let oid = of.oid().map_or(0, |oid| oid.0);
    let length = i32::try_from(items.len())?;
    buffer.extend_from_slice(&1_i32.to_be_bytes());
    buffer.extend_from_slice(&0_i32.to_be_bytes());
    buffer.extend_from_slice(&oid.to_be_bytes());
    buffer.extend_from_slice(&length.to_be_bytes());
    buffer.extend_from_slice(&1_i32.to_be_bytes());
    for item in items {
        buffer.extend_from_slice(&i32::try_from(item.len())?.to_be_bytes());
        buffer.extend_from_slice(item);
    }
    Ok(())
}

/// `numeric`: digits to the base 10,000, the point between two of them.
fn write_number(buffer: &mut PgArgumentBuffer, number: Decimal) -> Result<(), BoxDynError> {
    let scale = number.scale();
    let padding = (4 - scale % 4) % 4;
    let mut rest = number.mantissa().unsigned_abs() * 10_u128.pow(padding);
    let mut digits = Vec::with_capacity(8);
    while rest > 0 {
        digits.push(i16::try_from(rest % 10_000)?);
        rest /= 10_000;
    }
    let fraction = i16::try_from(scale.div_ceil(4))?;
    let count = i16::try_from(digits.len())?;
    buffer.extend_from_slice(&count.to_be_bytes());
    buffer.extend_from_slice(&(count - fraction - 1).to_be_bytes());
    buffer.extend_from_slice(
        &(if number.is_sign_negative() && !number.is_zero() { 0x4000_i16 } else { 0 }).to_be_bytes(),
    );
    buffer.extend_from_slice(&i16::try_from(scale)?.to_be_bytes());
    for digit in digits.iter().rev() {
        buffer.extend_from_slice(&digit.to_be_bytes());
    }
    Ok(())
}
