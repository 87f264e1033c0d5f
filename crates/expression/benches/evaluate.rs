//! How fast a compiled condition and a compiled formula are.
#![allow(clippy::unwrap_used, missing_docs, reason = "a benchmark may fail loudly")]

use std::{hint::black_box, path::Path};

use criterion::{Criterion, criterion_group, criterion_main};
use expression::{
    Formula,
    corpus::{Case, World},
    evaluate, holds,
};
use serde_json::{Value as Json, json};

fn compile(world: &World, json: Json) -> (Formula, Case) {
    let case = Case { name: String::new(), json };
    (world.compile(&case).unwrap(), case)
}

fn evaluating(c: &mut Criterion) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../engine-specs/expression");
    let (world, _) = World::read(&folder).unwrap();
    let condition = json!({"condition": {"all": [
        {"field": "stage", "op": "in", "value": ["need", "quote"]},
        {"field": "amount", "op": "gt", "value": "1000"},
        {"field": "due", "op": "before", "value": {"formula": "today() + days(60)"}},
        {"field": "active", "op": "eq", "value": true},
        {"field": "owner", "op": "eq", "value": {"formula": "me"}}
    ]}});
    let (formula, case) = compile(&world, condition.clone());
    let env = world.environment(&case).unwrap();
    assert!(holds(&formula.expr, &env));
    c.bench_function("condition of five comparisons", |b| b.iter(|| holds(black_box(&formula.expr), &env)));

    let (formula, _) = compile(&world, json!({"formula": "round(amount * (1 - discount) / quantity + 5, 2)"}));
    c.bench_function("formula of arithmetic", |b| b.iter(|| evaluate(black_box(&formula.expr), &env)));

    let (formula, _) = compile(&world, json!({"formula": "sum(lines.price * lines.quantity) * (1 - discount)"}));
    c.bench_function("sum over three rows", |b| b.iter(|| evaluate(black_box(&formula.expr), &env)));

    let (formula, _) = compile(
        &world,
        json!({"formula": "if amount > 5000 { \"A\" } else if amount > 1000 { \"B\" } else { \"C\" }"}),
    );
    c.bench_function("choice of texts", |b| b.iter(|| evaluate(black_box(&formula.expr), &env)));

    c.bench_function("compile a formula", |b| {
        b.iter(|| compile(&world, json!({"formula": "round(amount * (1 - discount) / quantity + 5, 2)"})))
    });
    c.bench_function("compile a condition", |b| b.iter(|| compile(&world, condition.clone())));
}

criterion_group!(benches, evaluating);
criterion_main!(benches);
