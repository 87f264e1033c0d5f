//! Chinese capital amounts (大写金额), as contracts and invoices write them.
//!
//! Source: 正确填写票据和结算凭证的基本规定 (People's Bank of China), annex 1 of 支付结算办法.

use rust_decimal::{RoundingStrategy, prelude::ToPrimitive};

use crate::Decimal;

const DIGITS: [&str; 10] = ["零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖"];
const PLACES: [&str; 4] = ["", "拾", "佰", "仟"];
const GROUPS: [&str; 5] = ["", "万", "亿", "兆", "京"];

/// `1409.5` → `壹仟肆佰零玖元伍角`. Rounded to 分; `None` from 10^16 on, where no common word remains.
pub fn capital_amount(amount: Decimal) -> Option<String> {
    let cents = (amount.abs() * Decimal::ONE_HUNDRED)
        .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero)
        .to_u64()
        .filter(|cents| *cents < 10_u64.pow(18))?;
    let (whole, jiao, fen) = (cents / 100, digit(cents / 10), digit(cents));
    let mut words = String::new();
    if amount.is_sign_negative() && cents > 0 {
        words.push('负');
    }
    if whole > 0 || cents == 0 {
        words.push_str(&whole_words(whole));
        words.push('元');
    }
    match (jiao, fen) {
        (0, 0) => words.push('整'),
        (0, fen) => {
            if whole > 0 {
                words.push('零');
            }
            words.extend([word(fen), "分"]);
        }
        (jiao, fen) => {
            // A zero in the last place before 元 is spoken when digits follow.
            if whole > 0 && whole % 10 == 0 {
                words.push('零');
            }
            words.extend([word(jiao), "角"]);
            if fen > 0 {
                words.extend([word(fen), "分"]);
            }
        }
    }
    Some(words)
}

fn digit(n: u64) -> usize {
    usize::try_from(n % 10).unwrap_or(0)
}

fn word(digit: usize) -> &'static str {
    DIGITS.get(digit).copied().unwrap_or_default()
}

fn whole_words(whole: u64) -> String {
    if whole == 0 {
        return word(0).to_owned();
    }
    let mut words = String::new();
    let mut pending_zero = false;
    for group in (0..GROUPS.len()).rev() {
        let unit = 10_u64.pow(4 * u32::try_from(group).unwrap_or(0));
        let four = whole / unit % 10_000;
        if four == 0 {
            pending_zero |= !words.is_empty();
            continue;
        }
        for place in (0..PLACES.len()).rev() {
            let digit = digit(four / 10_u64.pow(u32::try_from(place).unwrap_or(0)));
            if digit == 0 {
                pending_zero |= !words.is_empty();
                continue;
            }
            if pending_zero {
                words.push_str(word(0));
                pending_zero = false;
            }
            words.push_str(word(digit));
            words.push_str(PLACES.get(place).copied().unwrap_or_default());
        }
        words.push_str(GROUPS.get(group).copied().unwrap_or_default());
        // Zeros at the end of a group are spoken only when a digit follows.
        pending_zero = four.is_multiple_of(10);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_written_as_the_rules_say() {
        for (amount, words) in [
            ("0", "零元整"),
            ("1409.50", "壹仟肆佰零玖元伍角"),
            ("6007.14", "陆仟零柒元壹角肆分"),
            ("1680.32", "壹仟陆佰捌拾元零叁角贰分"),
            ("107000.53", "壹拾万零柒仟元零伍角叁分"),
            ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
            ("325.04", "叁佰贰拾伍元零肆分"),
            ("0.05", "伍分"),
            ("0.30", "叁角"),
            ("100000000", "壹亿元整"),
            ("100010000", "壹亿零壹万元整"),
            ("-3.335", "负叁元叁角肆分"),
        ] {
            assert_eq!(capital_amount(amount.parse().unwrap()).as_deref(), Some(words), "{amount}");
        }
        assert_eq!(capital_amount("100000000000000000".parse().unwrap()), None);
    }
}
