//! Runs the cases of `engine-specs/expression` and keeps the generated trees and the table of functions fresh.
#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::print_stdout, reason = "a test may fail loudly")]

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

use engine_base::{DataType, Issue, Value};
use expression::{
    Expr, Function, catalogue,
    corpus::{Case, CaseFile, World},
    evaluate, evaluate_row, holds, holds_row, to_json,
};
use serde_json::{Value as Json, json};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../engine-specs/expression")
}

/// The JSON form of a value in the tree.
fn wire(value: &Value) -> Json {
    to_json(&Expr::Literal { value: value.clone(), ty: DataType::Null })["value"].clone()
}

fn run(world: &World, case: &Case, trees: &mut BTreeMap<String, Json>) -> Result<(), String> {
    let compiled = world.compile(case);
    if let Some(wanted) = case.json["issues"].as_array() {
        let issues = compiled.err().ok_or("compiles, though issues are expected")?;
        let told = issues.iter().map(shown).collect::<Vec<_>>();
        let met = wanted.len() == issues.len()
            && wanted.iter().zip(&told).all(|(wanted, told)| {
                wanted.as_object().is_some_and(|wanted| wanted.iter().all(|(key, value)| told[key] == *value))
            });
        return if met { Ok(()) } else { Err(format!("tells {}", json!(told))) };
    }
    let formula = compiled.map_err(|issues| format!("does not compile: {}", json!(issues)))?;
    if let Some(ty) = case.json["expect_type"].as_str() {
        let given = serde_json::to_value(&formula.ty).unwrap();
        if given["type"] != ty {
            return Err(format!("is of type {given}"));
        }
    }
    let tree = to_json(&formula.expr);
    let ty = serde_json::to_value(&formula.ty).unwrap()["type"].clone();
    if trees.insert(case.name.clone(), json!({"type": ty, "tree": tree})).is_some() {
        return Err("its name is not unique".to_owned());
    }
    let env = world.environment(case)?;
    let in_row = case.json["table"].is_string();
    let value = if in_row { evaluate_row(&formula.expr, &env, &env.row) } else { evaluate(&formula.expr, &env) };
    let expected = case.json.get("expect").ok_or("has neither `expect` nor `issues`")?;
    if wire(&value) != *expected {
        return Err(format!("gives {} (expected {expected}) by {tree}", wire(&value)));
    }
    let holds = if in_row { holds_row(&formula.expr, &env, &env.row) } else { holds(&formula.expr, &env) };
    if holds != (value == Value::Bool(true)) {
        return Err(format!("holds: {holds}, though its value is {}", wire(&value)));
    }
    Ok(())
}

fn shown(issue: &Issue) -> Json {
    let mut shown = json!(issue.params);
    shown["code"] = issue.code.as_ref().into();
    shown["path"] = issue.path.as_str().into();
    shown
}

#[test]
fn every_case_means_what_it_says() {
    let (world, files) = World::read(&folder()).unwrap();
    let (mut failures, mut counts, mut used) = (Vec::new(), Vec::new(), std::collections::BTreeSet::new());
    for CaseFile { name: file, cases } in &files {
        let mut trees = BTreeMap::new();
        for case in cases {
            if let Err(failure) = run(&world, case, &mut trees) {
                failures.push(format!("{file} / {}: {failure}", case.name));
            }
            if let Ok(formula) = world.compile(case) {
                formula.expr.visit(&mut |node| {
                    if let Expr::Call { function, .. } = node {
                        used.insert(function.name());
                    }
                });
            }
        }
        counts.push(format!("{file} {}", cases.len()));
        let path = folder().join("trees").join(format!("{file}.json"));
        // Compared as values: the order of properties depends on features of serde_json that other crates switch.
        let there = fs::read_to_string(&path).ok().and_then(|text| serde_json::from_str::<Json>(&text).ok());
        if there != Some(json!(trees)) {
            fresh(&path, &format!("{:#}\n", json!(trees)), &mut failures);
        }
    }
    let total: usize = files.iter().map(|file| file.cases.len()).sum();
    println!("{total} cases: {}", counts.join(", "));
    for function in Function::ALL {
        if !used.contains(function.name()) {
            failures.push(format!("no case calls `{}`", function.name()));
        }
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn every_example_of_the_catalogue_is_true() {
    let (world, _) = World::read(&folder()).unwrap();
    let (mut failures, mut count) = (Vec::new(), 0);
    for entry in catalogue() {
        assert!(!entry.zh.is_empty() && !entry.en.is_empty() && !entry.signatures.is_empty(), "{}", entry.name);
        for (formula, expected) in entry.examples {
            count += 1;
            let mut case = Case { name: (*formula).to_owned(), json: json!({"formula": formula}) };
            let ty = world.compile(&case).unwrap().ty;
            let expected: Json = serde_json::from_str(expected).unwrap();
            let number = matches!(ty, DataType::Number { .. }) && expected.is_number();
            case.json["expect"] = if number { expected.to_string().into() } else { expected };
            if let Err(failure) = run(&world, &case, &mut BTreeMap::new()) {
                failures.push(format!("{}: {formula} {failure}", entry.name));
            }
        }
    }
    println!("{} entries, {count} examples", catalogue().count());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn the_table_of_functions_is_fresh() {
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/functions/function.rs")).unwrap();
    let mut table = String::from("\n| function | meaning |\n| --- | --- |\n");
    let mut doc = String::new();
    for line in source.lines().map(str::trim) {
        if let Some(text) = line.strip_prefix("/// ") {
            doc = if doc.is_empty() { text.to_owned() } else { format!("{doc} {text}") };
        } else {
            let name = line.split('"').nth(1).filter(|name| line.ends_with("\",") && Function::named(name).is_some());
            if let Some(name) = name {
                let note = if Function::named(name).is_some_and(Function::has_sql) { "" } else { " (not in SQL)" };
                table.push_str(&format!("| `{name}` | {doc}{note} |\n"));
            }
            doc.clear();
        }
    }
    table.push('\n');
    let path = folder().join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once("<!-- functions -->\n").unwrap();
    let (_, after) = rest.split_once("<!-- /functions -->").unwrap();
    assert_eq!(table.lines().filter(|line| line.starts_with("| `")).count(), Function::ALL.len());
    let mut failures = Vec::new();
    fresh(&path, &format!("{before}<!-- functions -->\n{table}<!-- /functions -->{after}"), &mut failures);
    assert!(failures.is_empty(), "{failures:?}");
}

/// Compares a generated file with the one that stands there; writes it when `UPDATE` is set.
fn fresh(path: &Path, text: &str, failures: &mut Vec<String>) {
    if fs::read_to_string(path).is_ok_and(|there| there == text) {
        return;
    }
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, text).unwrap();
    } else {
        failures.push(format!("{} is stale: run with UPDATE=1", path.file_name().unwrap().display()));
    }
}
