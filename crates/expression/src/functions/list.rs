//! Lists: tags, several options, several people.

use super::{Entry, Function as F, Gives, Group::List as Lists, Rule, Takes::*, call, entry_of, one, rule};
use crate::Aggregate;

pub(super) const ENTRIES: &[Entry] = &[
    entry_of(
        "has",
        Lists,
        "列表是否有某一项。",
        "Whether a list has an item.",
        &[rule(&[one("list", List), one("item", Any)], Gives::YesNo, Rule::Has)],
        &[("has([\"vip\", \"new\"], \"vip\")", "true"), ("[1, 2].has(3)", "false")],
    ),
    entry_of(
        "has_any",
        Lists,
        "列表是否至少有其中一项。",
        "Whether a list has at least one of the items.",
        &[rule(&[one("list", List), one("items", List)], Gives::YesNo, Rule::HasAny)],
        &[("has_any([1, 2], [2, 3])", "true"), ("has_any([1], [])", "false")],
    ),
    entry_of(
        "has_all",
        Lists,
        "列表是否有其中每一项。",
        "Whether a list has every one of the items.",
        &[rule(&[one("list", List), one("items", List)], Gives::YesNo, Rule::HasAll)],
        &[("has_all([1, 2, 3], [3, 1])", "true"), ("has_all([1], [1, 2])", "false"), ("has_all([1], [])", "true")],
    ),
    entry_of(
        "first",
        Lists,
        "列表的第一项。",
        "The first item of a list.",
        &[call(&[one("list", List)], Gives::Item, F::First)],
        &[("first([\"a\", \"b\"])", "\"a\""), ("first([])", "null")],
    ),
    entry_of(
        "last",
        Lists,
        "列表的最后一项。",
        "The last item of a list.",
        &[call(&[one("list", List)], Gives::Item, F::Last)],
        &[("last([\"a\", \"b\"])", "\"b\"")],
    ),
    entry_of(
        "some",
        Lists,
        "子表是否至少有一行满足条件：some(lines.quantity > 5)。",
        "Whether at least one row of a sub-table meets a condition: some(lines.quantity > 5).",
        &[rule(&[one("rows", Any)], Gives::YesNo, Rule::Many(Aggregate::Some))],
        &[],
    ),
    entry_of(
        "every",
        Lists,
        "子表是否每一行都满足条件：every(lines.quantity > 0)；没有行时成立。",
        "Whether every row of a sub-table meets a condition; yes when there is no row.",
        &[rule(&[one("rows", Any)], Gives::YesNo, Rule::Many(Aggregate::Every))],
        &[],
    ),
];
