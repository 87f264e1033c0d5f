//! People, departments and options.

use super::{Entry, Function as F, Gives, Group::People, Rule, Takes::*, call, entry_of, one, rule};

pub(super) const ENTRIES: &[Entry] = &[
    entry_of(
        "has_role",
        People,
        "当前用户是否有某个角色，也可写作 me.has_role(\"sales\")。",
        "Whether the person who asks has a role; me.has_role(\"sales\") is the same.",
        &[call(&[one("role", Role)], Gives::YesNo, F::HasRole)],
        &[("has_role(\"sales\")", "true"), ("me.has_role(\"sales_manager\")", "false")],
    ),
    entry_of(
        "within",
        People,
        "部门、地区或树形选项是否是另一个或在其之下。",
        "Whether a department, region or option of a tree is another one or stands below it.",
        &[rule(&[one("value", Any), one("above", Any)], Gives::YesNo, Rule::Within)],
        &[("me.department.within(me.department)", "true"), ("within(null(), me.department)", "false")],
    ),
];
