//! Fits a computed value into its field.

use engine_base::{DataType, Value};
use expression::{Rounding, arithmetic};

use crate::kinds::fits;

/// The value as a field of type `ty` can keep it: numbers are rounded half away from zero to the digits of the field; what
/// does not fit is empty.
pub(crate) fn settle(value: Value, ty: &DataType) -> Value {
    match (&value, ty) {
        (Value::Number(number), DataType::Number { scale }) => {
            let rounded = arithmetic::round(*number, i64::from(*scale), Rounding::Nearest);
            rounded.filter(|number| fits(*number, *scale)).map_or(Value::Null, Value::Number)
        }
        _ if value.is_empty() => Value::Null,
        _ => value,
    }
}
