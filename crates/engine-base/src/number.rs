//! Exact decimals and their two other shapes: text on the wire, scaled whole numbers in the databases.

use rust_decimal::prelude::ToPrimitive;

/// An exact decimal number of up to 28 digits. Money is never a float.
pub type Decimal = rust_decimal::Decimal;

/// Reads `-12.50`: digits, at most one point, no exponent, no spaces, at most 28 digits.
pub fn parse_number(text: &str) -> Option<Decimal> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').map_or((digits, None), |(w, f)| (w, Some(f)));
    let all_digits = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit());
    if !all_digits(whole) || fraction.is_some_and(|f| !all_digits(f)) {
        return None;
    }
    Decimal::from_str_exact(text).ok()
}

/// `value` as a whole number of `10^-scale`, when it has no digit below that and fits 64 bits.
pub fn to_scaled(value: Decimal, scale: u8) -> Option<i64> {
    let factor = 10_i128.checked_pow(u32::from(scale))?;
    let mantissa = value.mantissa().checked_mul(factor)?;
    let divisor = 10_i128.checked_pow(value.scale())?;
    if mantissa % divisor != 0 { None } else { (mantissa / divisor).to_i64() }
}

/// The decimal that `scaled` units of `10^-scale` are.
pub fn from_scaled(scaled: i64, scale: u8) -> Decimal {
    Decimal::from_i128_with_scale(i128::from(scaled), u32::from(scale))
}

/// Writes `scaled` units of `10^-scale` with exactly `scale` digits after the point: `1250` and 2 give `12.50`.
pub fn write_scaled(out: &mut Vec<u8>, scaled: i64, scale: u8) {
    let mut digits = [b'0'; 40];
    let mut at = digits.len();
    let mut rest = scaled.unsigned_abs();
    let mut written = 0_u8;
    while rest > 0 || written <= scale {
        if written == scale && scale > 0 {
            at -= 1;
            if let Some(slot) = digits.get_mut(at) {
                *slot = b'.';
            }
        }
        at -= 1;
        if let Some(slot) = digits.get_mut(at) {
            *slot = b'0' + u8::try_from(rest % 10).unwrap_or(0);
        }
        rest /= 10;
        written = written.saturating_add(1);
    }
    if scaled < 0 {
        out.push(b'-');
    }
    out.extend_from_slice(digits.get(at..).unwrap_or_default());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scaled_numbers_keep_every_digit() {
        for (text, scale, scaled, written) in [
            ("12.5", 2, 1250, "12.50"),
            ("-0.05", 2, -5, "-0.05"),
            ("0", 2, 0, "0.00"),
            ("7", 0, 7, "7"),
            ("0", 0, 0, "0"),
            ("-9223372036854775808", 0, i64::MIN, "-9223372036854775808"),
            ("0.00000001", 8, 1, "0.00000001"),
        ] {
            let value = parse_number(text).unwrap();
            assert_eq!(to_scaled(value, scale), Some(scaled), "{text}");
            let mut out = Vec::new();
            write_scaled(&mut out, scaled, scale);
            assert_eq!(String::from_utf8(out).unwrap(), written);
            assert_eq!(from_scaled(scaled, scale), value);
        }
        assert_eq!(to_scaled(parse_number("0.001").unwrap(), 2), None);
        assert_eq!(to_scaled(parse_number("92233720368547758.08").unwrap(), 2), None);
    }

    #[test]
    fn only_plain_digits_are_numbers() {
        for bad in
            ["", "-", ".5", "5.", "1e3", "+1", " 1", "1,000", "１", "0x1", "1.2.3", "99999999999999999999999999999999"]
        {
            assert_eq!(parse_number(bad), None, "{bad}");
        }
    }
}
