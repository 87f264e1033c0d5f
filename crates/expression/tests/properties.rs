//! What holds for any text and any tree: compiling never panics, and what compiles always has a value of its type.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail loudly")]

use std::path::Path;

use engine_base::{DataType, Value};
use expression::{
    Place, compile_condition, compile_formula,
    corpus::{Case, World},
    evaluate, holds, to_json,
};
use proptest::prelude::*;
use serde_json::{Value as Json, json};

fn world() -> World {
    World::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../engine-specs/expression")).unwrap().0
}

const PLACE: Place = Place { form: "opportunity", table: None, old: true, path: "" };

fn case() -> Case {
    Case { name: String::new(), json: json!({"old": {}}) }
}

/// Whether a value is one of the type; every type may be empty.
fn is_of(value: &Value, ty: &DataType) -> bool {
    matches!(
        (value, ty),
        (Value::Null, _)
            | (Value::Bool(_), DataType::YesNo)
            | (Value::Number(_), DataType::Number { .. })
            | (Value::Text(_), DataType::Text | DataType::Option { .. })
            | (Value::Date(_), DataType::Date)
            | (Value::Time(_), DataType::Time)
            | (Value::Timestamp(_), DataType::DateTime)
            | (Value::Duration(_), DataType::Duration)
            | (Value::Id(_), DataType::User | DataType::Department | DataType::Link { .. })
            | (Value::List(_), DataType::List { .. } | DataType::Files)
            | (Value::Rows(_), DataType::Rows)
            | (Value::Json(_), DataType::Json)
    )
}

fn check(world: &World, text: &str) {
    let Ok(formula) = compile_formula(text, &PLACE, world) else { return };
    let env = world.environment(&case()).unwrap();
    let value = evaluate(&formula.expr, &env);
    assert!(is_of(&value, &formula.ty), "{text} gives {value:?}, not {:?}", formula.ty);
    assert_eq!(holds(&formula.expr, &env), value == Value::Bool(true), "{text}");
    assert!(
        !value.is_empty() || matches!(value, Value::Null | Value::Rows(_)),
        "{text} gives {value:?}, which is empty"
    );
    if let Value::Number(number) = value {
        assert!(expression::arithmetic::in_range(number), "{text} gives {number}");
    }
    let again = compile_formula(text, &PLACE, world).unwrap();
    assert_eq!(to_json(&again.expr).to_string(), to_json(&formula.expr).to_string());
}

/// Words and signs that make formulas likely.
fn piece() -> impl Strategy<Value = String> {
    let words = [
        "amount",
        "cost",
        "name",
        "note",
        "due",
        "signed",
        "visit",
        "stage",
        "level",
        "tags",
        "lines",
        "lines.price",
        "customer",
        "customer.owner",
        "owner",
        "me",
        "old.stage",
        "active",
        "checked",
        "today()",
        "now()",
        "()",
        "true",
        "false",
        "1",
        "0",
        "2.5",
        "0.000000000001",
        "9999999999999999",
        "\"\"",
        "\"a\"",
        "\"won\"",
        "\"day\"",
        "\"month\"",
        "\"2026-01-31\"",
        "\"中文\"",
        "'",
        "`",
        "${",
        "(",
        ")",
        "[",
        "]",
        "{",
        "}",
        ",",
        ".",
        ";",
        ":",
        "?.",
        "??",
        "==",
        "!=",
        "<",
        ">=",
        "+",
        "-",
        "*",
        "/",
        "%",
        "**",
        "&&",
        "||",
        "!",
        "in",
        "!in",
        "if",
        "else",
        "let",
        "fn",
        "|",
        "#{",
        "..",
        "//",
        "/*",
        "\n",
        "\u{0}",
        "😀",
        "，",
    ];
    let calls = expression::catalogue().map(|entry| format!("{}(", entry.name)).collect::<Vec<_>>();
    prop_oneof![
        4 => prop::sample::select(words.to_vec()).prop_map(str::to_owned),
        1 => prop::sample::select(calls),
    ]
}

fn pick(words: &'static [&'static str]) -> BoxedStrategy<String> {
    prop::sample::select(words).prop_map(str::to_owned).boxed()
}

fn two(
    left: BoxedStrategy<String>,
    ops: &'static [&'static str],
    right: BoxedStrategy<String>,
) -> BoxedStrategy<String> {
    (left, prop::sample::select(ops), right).prop_map(|(left, op, right)| format!("({left} {op} {right})")).boxed()
}

/// `name(args)` with each of `names`.
fn called(names: &'static [&'static str], args: Vec<BoxedStrategy<String>>) -> BoxedStrategy<String> {
    (prop::sample::select(names), args).prop_map(|(name, args)| format!("{name}({})", args.join(", "))).boxed()
}

fn choice(depth: u32, of: BoxedStrategy<String>) -> BoxedStrategy<String> {
    (truth(depth), of.clone(), of)
        .prop_map(|(test, then, other)| format!("if {test} {{ {then} }} else {{ {other} }}"))
        .boxed()
}

fn number(depth: u32) -> BoxedStrategy<String> {
    let leaf = pick(&[
        "amount",
        "cost",
        "quantity",
        "discount",
        "0",
        "1",
        "-2.5",
        "1234567890.123456",
        "0.000000000001",
        "9999999999999999",
        "customer.credit",
        "sum(lines.price)",
        "count(lines)",
    ]);
    let Some(below) = depth.checked_sub(1) else { return leaf };
    let inner = number(below);
    prop_oneof![
        2 => leaf,
        4 => two(inner.clone(), &["+", "-", "*", "/", "%", "??"], inner.clone()),
        2 => called(&["abs", "round", "floor", "sign", "ceil", "-"], vec![inner.clone()]),
        2 => called(&["round", "round_up", "mod", "power", "min", "max", "sum", "avg", "coalesce"], vec![inner.clone(), inner.clone()]),
        1 => choice(below, inner),
        1 => called(&["len", "number"], vec![text(below)]),
        1 => called(&["year", "week", "weekday", "days_in_month", "age"], vec![date(below)]),
        1 => two(date(below), &["-"], date(below)),
    ]
    .boxed()
}

fn text(depth: u32) -> BoxedStrategy<String> {
    let leaf = pick(&[
        "name",
        "note",
        "\"\"",
        "\"a\"",
        "\"12.5\"",
        "\"宁波 B\"",
        "\"😀\"",
        "customer.name",
        "me.name",
        "\"yyyy-MM\"",
    ]);
    let Some(below) = depth.checked_sub(1) else { return leaf };
    let inner = text(below);
    prop_oneof![
        2 => leaf,
        2 => two(inner.clone(), &["+", "??"], inner.clone()),
        1 => two(inner.clone(), &["+"], number(below)),
        2 => called(&["trim", "upper", "lower"], vec![inner.clone()]),
        2 => called(&["left", "right", "repeat"], vec![inner.clone(), number(below)]),
        1 => called(&["mid"], vec![inner.clone(), number(below), number(below)]),
        1 => called(&["replace"], vec![inner.clone(), inner.clone(), inner.clone()]),
        1 => called(&["pad_left"], vec![inner.clone(), number(below), inner.clone()]),
        1 => called(&["thousands", "percent", "capital_amount", "text"], vec![number(below)]),
        1 => called(&["text"], vec![number(below), number(below)]),
        1 => date(below).prop_map(|date| format!("text({date}, \"yyyy年M月d日\")")),
        1 => called(&["join"], vec![called(&["split"], vec![inner.clone(), inner.clone()]), inner.clone()]),
        1 => choice(below, inner),
    ]
    .boxed()
}

fn date(depth: u32) -> BoxedStrategy<String> {
    let leaf = pick(&[
        "due",
        "signed",
        "today()",
        "date(visit)",
        "date(2024, 2, 29)",
        "date(9999, 12, 31)",
        "date(1, 1, 1)",
        "customer.since",
    ]);
    let Some(below) = depth.checked_sub(1) else { return leaf };
    let inner = date(below);
    let unit = || pick(&["\"day\"", "\"week\"", "\"month\"", "\"quarter\"", "\"year\""]);
    prop_oneof![
        2 => leaf,
        2 => two(inner.clone(), &["+", "-"], called(&["days", "hours", "minutes"], vec![number(below)])),
        2 => called(&["date_add"], vec![inner.clone(), number(below), unit()]),
        2 => called(&["start_of", "end_of"], vec![inner.clone(), unit()]),
        1 => called(&["date"], vec![number(below), number(below), number(below)]),
        1 => (inner.clone(), number(below)).prop_map(|(date, hours)| format!("date(date_time({date}, opens) + hours({hours}))")),
        1 => choice(below, inner),
    ]
    .boxed()
}

fn truth(depth: u32) -> BoxedStrategy<String> {
    let leaf = pick(&[
        "active",
        "checked",
        "true",
        "false",
        "stage == \"won\"",
        "has(tags, \"vip\")",
        "some(lines.price > 5)",
        "owner == me",
        "level in [\"A\"]",
    ]);
    let Some(below) = depth.checked_sub(1) else { return leaf };
    let inner = truth(below);
    const COMPARE: &[&str] = &["==", "!=", "<", "<=", ">", ">="];
    prop_oneof![
        1 => leaf,
        2 => two(inner.clone(), &["&&", "||", "==", "!="], inner.clone()),
        2 => two(number(below), COMPARE, number(below)),
        2 => two(text(below), COMPARE, text(below)),
        2 => two(date(below), COMPARE, date(below)),
        1 => called(&["contains", "starts_with", "ends_with"], vec![text(below), text(below)]),
        1 => called(&["between"], vec![number(below), number(below), number(below)]),
        1 => called(&["is_empty"], vec![prop_oneof![number(below), text(below), date(below)].boxed()]),
        1 => inner.prop_map(|of| format!("!{of}")),
    ]
    .boxed()
}

/// Formulas that are well formed and mostly well typed.
fn formula() -> impl Strategy<Value = String> {
    prop_oneof![number(3), text(3), date(3), truth(3)]
}

fn any_json() -> impl Strategy<Value = Json> {
    let words = vec![
        "amount",
        "stage",
        "tags",
        "lines",
        "due",
        "eq",
        "gt",
        "in",
        "within",
        "between",
        "changed",
        "has",
        "this_period",
        "month",
        "",
        "amount > 1",
        "1 +",
    ];
    let leaf = prop_oneof![
        Just(Json::Null),
        any::<bool>().prop_map(Json::from),
        any::<i64>().prop_map(Json::from),
        any::<f64>().prop_map(Json::from),
        prop::sample::select(words).prop_map(Json::from),
    ];
    leaf.prop_recursive(5, 40, 4, |inner| {
        let keys = prop::sample::select(vec![
            "all", "any", "not", "field", "op", "value", "some", "every", "where", "formula", "days",
        ]);
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Json::from),
            prop::collection::vec((keys, inner), 0..4)
                .prop_map(|pairs| pairs.into_iter().map(|(key, value)| (key.to_owned(), value)).collect()),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 3_000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_text_panics(text in ".{0,60}") {
        WORLD.with(|world| check(world, &text));
    }

    #[test]
    fn no_jumble_of_words_panics(pieces in prop::collection::vec(piece(), 0..24)) {
        WORLD.with(|world| {
            check(world, &pieces.concat());
            check(world, &pieces.join(" "));
        });
    }

    #[test]
    fn what_compiles_has_a_value_of_its_type(text in formula()) {
        WORLD.with(|world| check(world, &text));
    }

    #[test]
    fn no_condition_panics(json in any_json()) {
        WORLD.with(|world| {
            if let Ok(formula) = compile_condition(&json, &PLACE, world) {
                let env = world.environment(&case()).unwrap();
                assert!(matches!(evaluate(&formula.expr, &env), Value::Bool(_) | Value::Null), "{json}");
            }
        });
    }
}

thread_local! {
    static WORLD: World = world();
}

#[test]
fn random_formulas_often_compile() {
    use proptest::{strategy::ValueTree, test_runner::TestRunner};
    let (world, mut runner, strategy) = (world(), TestRunner::deterministic(), formula());
    let compiled = (0..2_000).filter(|_| {
        let text = strategy.new_tree(&mut runner).unwrap().current();
        compile_formula(&text, &PLACE, &world).is_ok()
    });
    let compiled = compiled.count();
    println!("{compiled} of 2000 random formulas compile");
    assert!(compiled > 1_500, "the property above would prove little");
}

/// Checking a part twice at every level would never end here.
#[test]
fn nested_formulas_compile_at_once() {
    let world = world();
    for (before, inside, after) in [
        ("text(", "1", ", 2).number()"),
        ("date_add(", "due", ", 1, \"day\")"),
        ("first([", "amount", "])"),
        ("max(", "amount", ", 1)"),
        ("when(active, ", "1", ", 2)"),
        ("(", "cost", " ?? 1)"),
        ("if active { ", "1", " } else { 2 }"),
        ("date(date_time(", "due", "))"),
        ("concat(\"a\", ", "name", ")"),
        ("1 + sum([", "amount", "])"),
    ] {
        for depth in [8, 15, 20] {
            let text = format!("{}{inside}{}", before.repeat(depth), after.repeat(depth));
            let compiled = compile_formula(&text, &PLACE, &world);
            let told = compiled.as_ref().err().map(|issues| format!("{issues:?}")).unwrap_or_default();
            assert!(compiled.is_ok() || told.contains("too_deep"), "{text}: {told}");
            assert!(depth > 8 || compiled.is_ok(), "{text}: {told}");
            check(&world, &text);
        }
    }
}
