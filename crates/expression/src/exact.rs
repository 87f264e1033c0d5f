//! Arithmetic of the language: exact decimals below 10^16 with at most 12 digits after the point.
//!
//! Every operation computes the exact result, rounds it to 12 digits after the point (half away from zero) and is empty
//! when the absolute value reaches 10^16. rust_decimal itself rounds at a varying digit, which no other back end could
//! repeat; hence the whole-number arithmetic here.

use engine_base::Decimal;

/// Digits after the point that a result keeps.
pub const MAX_SCALE: u32 = 12;
/// Digits before the point that a result may have.
const WHOLE_DIGITS: u32 = 16;

/// Which way a number is rounded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rounding {
    /// To the nearest, half away from zero.
    Nearest,
    /// Away from zero.
    Up,
    /// Towards zero.
    Down,
    /// Towards the smaller number.
    Floor,
    /// Towards the greater number.
    Ceil,
}

/// Whether `number` is one a literal or a result can be.
pub fn in_range(number: Decimal) -> bool {
    number.scale() <= MAX_SCALE && below_limit(number.mantissa(), number.scale())
}

/// The sum.
pub fn add(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b, scale) = align(a, b)?;
    finish(a.checked_add(b)?, scale)
}

/// The difference.
pub fn subtract(a: Decimal, b: Decimal) -> Option<Decimal> {
    add(a, -b)
}

/// The product.
pub fn multiply(a: Decimal, b: Decimal) -> Option<Decimal> {
    let scale = a.scale() + b.scale();
    match product(a.mantissa(), b.mantissa()) {
        Some(product) => finish(product, scale),
        None if scale <= MAX_SCALE => None,
        None => {
            let divisor = power_of_ten(scale - MAX_SCALE)?.unsigned_abs();
            let wide = Wide::product(a.mantissa().unsigned_abs(), b.mantissa().unsigned_abs());
            finish(signed(wide.divide(divisor)?, a.is_sign_negative() != b.is_sign_negative())?, MAX_SCALE)
        }
    }
}

/// The quotient; empty when `b` is zero.
pub fn divide(a: Decimal, b: Decimal) -> Option<Decimal> {
    if b.is_zero() {
        return None;
    }
    // a / b · 10^12 = (a' · 10^(12 + scale b)) / (b' · 10^(scale a))
    let up = MAX_SCALE + b.scale();
    let (top, bottom) = if up >= a.scale() { (up - a.scale(), 0) } else { (0, a.scale() - up) };
    let negative = a.is_sign_negative() != b.is_sign_negative();
    let divisor = b.mantissa().checked_mul(power_of_ten(bottom)?)?.unsigned_abs();
    let dividend = a.mantissa().unsigned_abs();
    let factor = power_of_ten(top)?.unsigned_abs();
    let product = match (u64::try_from(dividend), u64::try_from(factor)) {
        (Ok(dividend), Ok(factor)) => Some(u128::from(dividend) * u128::from(factor)),
        _ => dividend.checked_mul(factor),
    };
    let quotient = match product {
        Some(exact) => nearest(exact, divisor),
        None => Wide::product(dividend, factor).divide(divisor)?,
    };
    finish(signed(quotient, negative)?, MAX_SCALE)
}

/// The remainder with the sign of `a`; empty when `b` is zero.
pub fn remainder(a: Decimal, b: Decimal) -> Option<Decimal> {
    let (a, b, scale) = align(a, b)?;
    finish(a.checked_rem(b)?, scale)
}

/// `base` multiplied `exponent` times, rounded after each step; a negative exponent divides 1 by that.
pub fn power(base: Decimal, exponent: i64) -> Option<Decimal> {
    if exponent < 0 {
        return divide(Decimal::ONE, power(base, exponent.checked_neg()?)?);
    }
    if exponent > 1_000 {
        return None;
    }
    (0..exponent).try_fold(Decimal::ONE, |product, _| multiply(product, base))
}

/// `number` with at most `digits` digits after the point; a negative count rounds to tens, hundreds…
pub fn round(number: Decimal, digits: i64, rounding: Rounding) -> Option<Decimal> {
    let scale = i64::from(number.scale());
    if digits >= scale {
        return finish(number.mantissa(), number.scale());
    }
    let dropped = u32::try_from(scale - digits).unwrap_or(u32::MAX);
    let negative = number.is_sign_negative();
    let magnitude = number.mantissa().unsigned_abs();
    let kept = match power_of_ten(dropped) {
        // More digits are dropped than a number has.
        None => round_quotient(0, magnitude > 0, false, negative, rounding),
        Some(unit) => {
            let unit = unit.unsigned_abs();
            let (kept, rest) = parts(magnitude, unit);
            round_quotient(kept, rest > 0, rest >= unit - rest && rest > 0, negative, rounding)
        }
    };
    if digits >= 0 {
        return finish(signed(kept, negative)?, u32::try_from(digits).ok()?);
    }
    if kept == 0 {
        return Some(Decimal::ZERO);
    }
    let unit = power_of_ten(u32::try_from(-digits).ok()?)?;
    finish(signed(kept, negative)?.checked_mul(unit)?, 0)
}

/// The whole number that `number` is, when it is one.
pub fn whole(number: Decimal) -> Option<i64> {
    let mantissa = number.mantissa();
    if number.scale() == 0 {
        return i64::try_from(mantissa).ok();
    }
    let (whole, rest) = parts(mantissa.unsigned_abs(), power_of_ten(number.scale())?.unsigned_abs());
    if rest == 0 { i64::try_from(signed(whole, mantissa < 0)?).ok() } else { None }
}

/// The product; sparing the check for overflow where none can be.
fn product(a: i128, b: i128) -> Option<i128> {
    match (i64::try_from(a), i64::try_from(b)) {
        (Ok(a), Ok(b)) => Some(i128::from(a) * i128::from(b)),
        _ => a.checked_mul(b),
    }
}

/// Quotient and rest by one division, in 64 bits where they suffice.
fn parts(dividend: u128, divisor: u128) -> (u128, u128) {
    match (u64::try_from(dividend), u64::try_from(divisor)) {
        (Ok(dividend), Ok(divisor)) => (u128::from(dividend / divisor), u128::from(dividend % divisor)),
        _ => {
            let quotient = dividend / divisor;
            (quotient, dividend - quotient * divisor)
        }
    }
}

fn round_quotient(kept: u128, inexact: bool, half: bool, negative: bool, rounding: Rounding) -> u128 {
    let away = match rounding {
        Rounding::Nearest => half,
        Rounding::Up => inexact,
        Rounding::Down => false,
        Rounding::Floor => inexact && negative,
        Rounding::Ceil => inexact && !negative,
    };
    kept + u128::from(away)
}

fn align(a: Decimal, b: Decimal) -> Option<(i128, i128, u32)> {
    if a.scale() == b.scale() {
        return Some((a.mantissa(), b.mantissa(), a.scale()));
    }
    let scale = a.scale().max(b.scale());
    let raise = |x: Decimal| product(x.mantissa(), power_of_ten(scale - x.scale())?);
    Some((raise(a)?, raise(b)?, scale))
}

fn finish(mantissa: i128, scale: u32) -> Option<Decimal> {
    if scale > MAX_SCALE {
        let unit = power_of_ten(scale - MAX_SCALE)?.unsigned_abs();
        return finish(signed(nearest(mantissa.unsigned_abs(), unit), mantissa < 0)?, MAX_SCALE);
    }
    if below_limit(mantissa, scale) { Decimal::try_from_i128_with_scale(mantissa, scale).ok() } else { None }
}

fn below_limit(mantissa: i128, scale: u32) -> bool {
    power_of_ten(WHOLE_DIGITS + scale).is_none_or(|limit| mantissa.unsigned_abs() < limit.unsigned_abs())
}

fn nearest(dividend: u128, divisor: u128) -> u128 {
    let (quotient, rest) = parts(dividend, divisor);
    quotient + u128::from(rest > 0 && rest >= divisor - rest)
}

fn signed(magnitude: u128, negative: bool) -> Option<i128> {
    let magnitude = i128::try_from(magnitude).ok()?;
    Some(if negative { -magnitude } else { magnitude })
}

fn power_of_ten(exponent: u32) -> Option<i128> {
    #[expect(clippy::indexing_slicing, reason = "computed at compile time")]
    const POWERS: [i128; 39] = {
        let mut powers = [1_i128; 39];
        let mut at = 1;
        while at < 39 {
            powers[at] = powers[at - 1] * 10;
            at += 1;
        }
        powers
    };
    POWERS.get(usize::try_from(exponent).ok()?).copied()
}

/// A product of two 128-bit numbers.
struct Wide {
    high: u128,
    low: u128,
}

impl Wide {
    fn product(a: u128, b: u128) -> Wide {
        const LOW: u128 = u64::MAX as u128;
        let (a1, a0, b1, b0) = (a >> 64, a & LOW, b >> 64, b & LOW);
        let middle = a1 * b0 + ((a0 * b0) >> 64);
        let cross = a0 * b1 + (middle & LOW);
        Wide { high: a1 * b1 + (middle >> 64) + (cross >> 64), low: (cross << 64) | ((a0 * b0) & LOW) }
    }

    /// The nearest quotient, half up; `None` when it does not fit or `divisor` has more than 127 bits.
    fn divide(&self, divisor: u128) -> Option<u128> {
        if divisor == 0 || divisor >> 127 != 0 || self.high >= divisor {
            return None;
        }
        let (mut rest, mut quotient) = (self.high, 0_u128);
        for bit in (0..128).rev() {
            rest = (rest << 1) | ((self.low >> bit) & 1);
            quotient <<= 1;
            if rest >= divisor {
                rest -= divisor;
                quotient |= 1;
            }
        }
        quotient.checked_add(u128::from(rest > 0 && rest >= divisor - rest))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(text: &str) -> Decimal {
        Decimal::from_str_exact(text).unwrap()
    }

    fn text(number: Option<Decimal>) -> String {
        number.map_or("empty".to_owned(), |number| number.normalize().to_string())
    }

    #[test]
    fn results_are_exact_then_rounded_once() {
        assert_eq!(text(add(d("0.1"), d("0.2"))), "0.3");
        assert_eq!(text(add(d("9999999999999999"), d("1"))), "empty");
        assert_eq!(text(add(d("9999999999999998.999999999999"), d("1"))), "9999999999999999.999999999999");
        assert_eq!(text(multiply(d("0.000001"), d("0.0000005"))), "0.000000000001");
        assert_eq!(text(multiply(d("0.000001"), d("0.0000004"))), "0");
        assert_eq!(text(multiply(d("1234567.123456789012"), d("7654321.210987654321"))), "9449773319463.314207093183");
        assert_eq!(
            text(multiply(d("-9999999999999999.999999999999"), d("0.999999999999"))),
            "-9999999999989999.999999999999"
        );
        assert_eq!(text(multiply(d("100000000"), d("100000000"))), "empty");
        assert_eq!(text(divide(d("7"), d("2"))), "3.5");
        assert_eq!(text(divide(d("2"), d("3"))), "0.666666666667");
        assert_eq!(text(divide(d("-1"), d("3"))), "-0.333333333333");
        assert_eq!(text(divide(d("9999999999999999.999999999999"), d("0.999999999999"))), "empty");
        assert_eq!(
            text(divide(d("1234567890123456.123456789012"), d("1.000000000001"))),
            "1234567890122221.55556666679"
        );
        assert_eq!(text(divide(d("1"), d("0.00"))), "empty");
        assert_eq!(text(remainder(d("-7.5"), d("2"))), "-1.5");
        assert_eq!(text(power(d("1.1"), 3)), "1.331");
        assert_eq!(text(power(d("2"), -2)), "0.25");
        assert_eq!(text(power(d("10"), 16)), "empty");
    }

    #[test]
    fn rounding_has_five_directions() {
        use Rounding::{Ceil, Down, Floor, Nearest, Up};
        for (number, digits, rounding, expected) in [
            ("2.345", 2, Nearest, "2.35"),
            ("-2.345", 2, Nearest, "-2.35"),
            ("2.344", 2, Nearest, "2.34"),
            ("2.341", 2, Up, "2.35"),
            ("-2.341", 2, Up, "-2.35"),
            ("2.349", 2, Down, "2.34"),
            ("-2.341", 2, Floor, "-2.35"),
            ("-2.349", 2, Ceil, "-2.34"),
            ("2.341", 0, Ceil, "3"),
            ("1250", -2, Nearest, "1300"),
            ("1249", -2, Nearest, "1200"),
            ("49", -2, Nearest, "0"),
            ("1", -40, Nearest, "0"),
            ("1", -40, Up, "empty"),
            ("0", -40, Up, "0"),
            ("1.5", 12, Nearest, "1.5"),
            ("1.5", 40, Nearest, "1.5"),
        ] {
            assert_eq!(text(round(d(number), digits, rounding)), expected, "{number} {digits} {rounding:?}");
        }
    }
}
