//! Conditions and empty values.

use super::{Entry, Gives, Group::Logic, Rule, Takes::*, any, entry_of, one, rule};

pub(super) const ENTRIES: &[Entry] = &[
    entry_of(
        "when",
        Logic,
        "依次检查条件，取第一个成立的条件后面的值；都不成立时取最后一个值，没有则为空。",
        "The value after the first condition that holds; the last value when none does.",
        &[rule(&[one("test", YesNo), one("value", Any), any("other", Any)], Gives::Same, Rule::When)],
        &[
            ("when(1 > 2, \"a\", \"b\")", "\"b\""),
            ("when(5 >= 10, \"A\", 5 >= 3, \"B\", \"C\")", "\"B\""),
            ("when(false, 1, null())", "null"),
        ],
    ),
    entry_of(
        "coalesce",
        Logic,
        "第一个不为空的值，与 a ?? b 相同。",
        "The first value that is not empty; the same as a ?? b.",
        &[rule(&[one("value", Any), any("other", Any)], Gives::Same, Rule::Coalesce)],
        &[("coalesce(null(), 3, 4)", "3"), ("null() ?? \"x\"", "\"x\"")],
    ),
    entry_of(
        "is_empty",
        Logic,
        "是否为空：没有值、空文本、空列表、没有行。",
        "Whether there is no value, no text, no item or no row.",
        &[rule(&[one("value", Any)], Gives::YesNo, Rule::IsEmpty)],
        &[("is_empty(\"\")", "true"), ("is_empty(0)", "false"), ("is_empty(split(\" ,\", \",\"))", "true")],
    ),
    entry_of(
        "is_set",
        Logic,
        "是否不为空。",
        "The opposite of is_empty.",
        &[rule(&[one("value", Any)], Gives::YesNo, Rule::IsSet)],
        &[("is_set(\"x\")", "true"), ("is_set(null())", "false")],
    ),
    entry_of(
        "between",
        Logic,
        "是否在两个界限之间，包括界限本身。",
        "Whether a value lies between two limits, both included.",
        &[rule(&[one("value", Any), one("least", Any), one("most", Any)], Gives::YesNo, Rule::Between)],
        &[("between(5, 1, 5)", "true"), ("between(6, 1, 5)", "false"), ("between(null(), 1, 5)", "false")],
    ),
    entry_of(
        "null",
        Logic,
        "空值，也可写作 ()。",
        "The empty value; () is the same.",
        &[rule(&[], Gives::Same, Rule::Null)],
        &[("null()", "null"), ("null() == ()", "true"), ("1 + null()", "null")],
    ),
];
