//! The operators and fixed names of formulas, as editors explain them.

/// What a person can write between or before values, or as a name of its own.
#[derive(Debug)]
pub struct Operator {
    /// How it is written.
    pub text: &'static str,
    /// What it does, in Chinese.
    pub zh: &'static str,
    /// What it does, in English.
    pub en: &'static str,
    /// A formula with it.
    pub example: &'static str,
}

const fn operator(text: &'static str, zh: &'static str, en: &'static str, example: &'static str) -> Operator {
    Operator { text, zh, en, example }
}

/// Every operator, from the loosest to the tightest, then the names that are no fields.
pub const OPERATORS: &[Operator] = &[
    operator("||", "或：有一个成立即成立。", "Or: yes when one of them is yes.", "true || false"),
    operator("&&", "且：全部成立才成立。", "And: yes when both are yes.", "true && false"),
    operator("==", "等于；空值等于空值。", "Equal; empty equals empty.", "1 == 1.0"),
    operator("!=", "不等于。", "Not equal.", "1 != 2"),
    operator("in", "在列表之中。", "Is one of a list.", "2 in [1, 2]"),
    operator("!in", "不在列表之中。", "Is none of a list.", "3 !in [1, 2]"),
    operator("<", "小于；有空值时不成立。", "Less; no when one is empty.", "1 < 2"),
    operator("<=", "小于或等于。", "Less or equal.", "2 <= 2"),
    operator(">", "大于；有空值时不成立。", "Greater; no when one is empty.", "2 > 1"),
    operator(">=", "大于或等于。", "Greater or equal.", "2 >= 2"),
    operator("??", "左边为空时取右边。", "The right side when the left is empty.", "null() ?? 0"),
    operator("+", "相加；有文本时连接。", "Adds; puts texts together.", "1 + 2"),
    operator("-", "相减。", "Subtracts.", "3 - 1"),
    operator("*", "相乘。", "Multiplies.", "2 * 3"),
    operator("/", "相除；除数为零时为空。", "Divides; empty when by zero.", "7 / 2"),
    operator("%", "余数。", "The remainder.", "7 % 3"),
    operator("**", "乘方。", "To the power of.", "2 ** 10"),
    operator("!", "取反。", "Not.", "!true"),
    operator(
        "if",
        "条件成立取前者，否则取后者。",
        "One value or another, by a condition.",
        "if 1 < 2 { \"a\" } else { \"b\" }",
    ),
    operator("me", "当前用户，及其部门、姓名等。", "The person who asks, and the department, name…", "me.name"),
    operator("true", "是。", "Yes.", "true"),
    operator("false", "否。", "No.", "false"),
];
