//! How long reading, filling and validating a record of 20 fields takes: the customers of the neutral workload.

#![allow(missing_docs, clippy::unwrap_used, clippy::indexing_slicing)]

use std::{hint::black_box, sync::Arc};

use criterion::{Criterion, criterion_group, criterion_main};
use engine_base::{TimeZone, Uuid, parse_timestamp};
use expression::{Context, Me};
use form_engine::{
    AllRights, CompiledForm, FillEnv, Form, FormSettings, Linked, NoDepartments, Purpose, Symbols, compile, fill, read,
    validate,
};
use serde_json::{Value as Json, json};

fn customers() -> CompiledForm {
    let options = |keys: &[&str]| keys.iter().map(|key| json!({ "key": key, "label": key })).collect::<Vec<_>>();
    let company = json!({ "format": 1, "key": "company", "label": "Company", "title": "name", "fields": [{ "key": "name", "kind": "text", "label": "Name" }] });
    let customer = json!({ "format": 1, "key": "customer", "label": "Customer", "title": "name", "fields": [
        { "key": "name", "kind": "text", "required": true, "max_length": 200 },
        { "key": "level", "kind": "select", "required": true, "options": options(&["vip", "gold", "silver", "normal"]) },
        { "key": "source", "kind": "select", "options": options(&["web", "referral", "fair", "cold_call", "partner", "ads"]) },
        { "key": "industry", "kind": "select", "options": options(&["it", "retail", "finance", "health", "education", "energy", "transport", "food", "media", "other"]) },
        { "key": "status", "kind": "select", "required": true, "options": options(&["lead", "qualified", "negotiation", "customer", "churned"]) },
        { "key": "phone", "kind": "phone" },
        { "key": "email", "kind": "email" },
        { "key": "website", "kind": "text", "max_length": 200 },
        { "key": "city", "kind": "text", "max_length": 100 },
        { "key": "address", "kind": "text", "max_length": 300 },
        { "key": "owner_id", "kind": "integer" },
        { "key": "amount", "kind": "money", "min": "0" },
        { "key": "probability", "kind": "integer", "min": 0, "max": 100 },
        { "key": "first_contact", "kind": "date" },
        { "key": "last_contact", "kind": "date_time" },
        { "key": "next_followup", "kind": "date" },
        { "key": "notes", "kind": "long_text" },
        { "key": "is_active", "kind": "yes_no" },
        { "key": "newsletter", "kind": "yes_no" },
        { "key": "company", "kind": "link", "form": "company" },
    ] });
    let forms: Vec<Arc<Form>> =
        [customer, company].into_iter().map(|form| Arc::new(serde_json::from_value(form).unwrap())).collect();
    let symbols = Symbols::new(&forms, []);
    compile(&forms[0], &symbols, &FormSettings::default()).unwrap()
}

fn record() -> Json {
    json!({
        "name": "Anna Anderson 000042", "level": "gold", "source": "referral", "industry": "transport", "status": "customer",
        "phone": "+49 30 1234567", "email": "anna.anderson.42@example.com", "website": "https://w42.example.com", "city": "Berlin",
        "address": "Offer street 17", "owner_id": 17, "amount": "123456.78", "probability": 60, "first_contact": "2021-04-05",
        "last_contact": "2024-11-12T14:30:00Z", "next_followup": "2026-02-03",
        "notes": "call offer contract renewal budget meeting delivery price open question support partner contact decision quarter demo",
        "is_active": true, "newsletter": false, "company": "0191e0a4-0000-7000-8000-000000000001",
    })
}

fn bench(criterion: &mut Criterion) {
    let (form, json) = (customers(), record());
    let context = Context::new(
        parse_timestamp("2026-03-15T02:00:00Z").unwrap(),
        TimeZone::get("Asia/Shanghai").unwrap(),
        Me::new(Uuid::from_u128(1)),
    );
    let linked = Linked::default();
    let env = FillEnv {
        context: &context,
        linked: &linked,
        departments: &NoDepartments,
        id: Some(Uuid::from_u128(2)),
        preview: false,
    };
    let (draft, issues) = read(&form, &json, Purpose::Create, &AllRights);
    assert!(issues.is_empty(), "{issues:?}");
    let filled = fill(&form, &draft, None, &env);
    assert!(validate(&form, &filled, None, &env).is_empty());
    criterion
        .bench_function("read 20 fields", |b| b.iter(|| read(&form, black_box(&json), Purpose::Create, &AllRights)));
    criterion.bench_function("fill 20 fields", |b| b.iter(|| fill(&form, black_box(&draft), None, &env)));
    criterion.bench_function("validate 20 fields", |b| b.iter(|| validate(&form, black_box(&filled), None, &env)));
    criterion.bench_function("read, fill and validate 20 fields", |b| {
        b.iter(|| {
            let (draft, _) = read(&form, black_box(&json), Purpose::Create, &AllRights);
            let filled = fill(&form, &draft, None, &env);
            validate(&form, &filled, None, &env)
        });
    });
}

criterion_group!(benches, bench);
criterion_main!(benches);
