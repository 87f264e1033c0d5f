//! Groups and measures.

use app_definition::Verb;
use engine_base::Uuid;
use serde_json::{Value as Json, json};
use storage::{Aggregate, Error, Grain, GroupBy, Measure, MeasureOp, Session};

use crate::{
    databases::both,
    lists::path,
    shop::{NOBODY, Shop, context},
};

async fn answer(
    shop: &Shop,
    query: app_definition::AuthorizedQuery,
    me: Uuid,
    aggregate: Aggregate,
) -> Result<Vec<Json>, Error> {
    shop.database
        .read(async move |session: &Session| {
            let mut out = Vec::new();
            session.aggregate_json(&query, &context(me), &aggregate, &mut out).await?;
            Ok(serde_json::from_slice(&out)
                .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&out))))
        })
        .await
}

async fn filled(shop: &Shop, me: Uuid) {
    let acme = shop.add("company", NOBODY, json!({"name": "Acme", "level": "b"})).await;
    let bolt = shop.add("company", NOBODY, json!({"name": "Bolt", "level": "a"})).await;
    for (stage, company, amount, seen, owner) in [
        ("new", acme, json!("0.10"), "2026-01-31T15:59:59Z", me),
        ("new", acme, json!("0.20"), "2026-01-31T16:00:00Z", me),
        ("new", bolt, json!(null), "2026-02-10T00:00:00Z", NOBODY),
        ("won", bolt, json!("100.00"), "2026-04-01T00:00:00Z", NOBODY),
        ("won", bolt, json!("0.01"), "2026-04-02T00:00:00Z", NOBODY),
    ] {
        shop.add("order", owner, json!({"stage": stage, "company": company, "amount": amount, "seen_at": seen, "lines": [{"price": "1.00", "quantity": 3}]})).await;
    }
}

fn measures(shop: &Shop, all: &[(&str, MeasureOp, Option<&str>)]) -> Vec<Measure> {
    all.iter()
        .map(|(name, op, of)| Measure { name: (*name).into(), op: *op, of: of.map(|of| path(shop, "order", of)) })
        .collect()
}

fn by(shop: &Shop, name: &str, grain: Option<Grain>) -> GroupBy {
    GroupBy { name: name.into(), path: path(shop, "order", name), grain }
}

#[tokio::test]
async fn groups_are_measured_exactly() {
    for database in both().await {
        let shop = Shop::open(database).await;
        filled(&shop, NOBODY).await;
        let all = [
            ("n", MeasureOp::Count, None),
            ("priced", MeasureOp::Count, Some("amount")),
            ("companies", MeasureOp::CountDistinct, Some("company")),
            ("sum", MeasureOp::Sum, Some("amount")),
            ("avg", MeasureOp::Avg, Some("amount")),
            ("least", MeasureOp::Min, Some("amount")),
            ("last", MeasureOp::Max, Some("seen_at")),
            ("lines", MeasureOp::Sum, Some("total")),
            ("name", MeasureOp::Max, Some("company_name")),
        ];
        let aggregate = Aggregate {
            group_by: vec![by(&shop, "stage", None)],
            measures: measures(&shop, &all),
            limit: 10,
            ..Aggregate::default()
        };
        let groups = answer(&shop, shop.all("order"), NOBODY, aggregate).await.unwrap();
        let expected = [
            json!({"stage": "new", "n": 3, "priced": 2, "companies": 2, "sum": "0.30", "avg": "0.15", "least": "0.10", "last": "2026-02-10T00:00:00Z", "lines": "9.00", "name": "Bolt"}),
            json!({"stage": "won", "n": 2, "priced": 2, "companies": 1, "sum": "100.01", "avg": "50.005", "least": "0.01", "last": "2026-04-02T00:00:00Z", "lines": "6.00", "name": "Bolt"}),
        ];
        assert_eq!(groups, expected, "{}", shop.database.name);
    }
}

#[tokio::test]
async fn periods_are_those_of_the_organisation() {
    for database in both().await {
        let shop = Shop::open(database).await;
        filled(&shop, NOBODY).await;
        for (grain, expected) in [
            (Grain::Month, json!([["2026-01-01", 1], ["2026-02-01", 2], ["2026-04-01", 2]])),
            (Grain::Quarter, json!([["2026-01-01", 3], ["2026-04-01", 2]])),
            (Grain::Week, json!([["2026-01-26", 2], ["2026-02-09", 1], ["2026-03-30", 2]])),
            (Grain::Year, json!([["2026-01-01", 5]])),
            (
                Grain::Day,
                json!([["2026-01-31", 1], ["2026-02-01", 1], ["2026-02-10", 1], ["2026-04-01", 1], ["2026-04-02", 1]]),
            ),
        ] {
            let aggregate = Aggregate {
                group_by: vec![by(&shop, "seen_at", Some(grain))],
                measures: measures(&shop, &[("n", MeasureOp::Count, None)]),
                limit: 10,
                ..Aggregate::default()
            };
            let groups = answer(&shop, shop.all("order"), NOBODY, aggregate).await.unwrap();
            let pairs: Vec<Json> = groups.iter().map(|group| json!([group["seen_at"], group["n"]])).collect();
            assert_eq!(json!(pairs), expected, "{} {grain:?}", shop.database.name);
        }
    }
}

#[tokio::test]
async fn groups_are_ordered_limited_and_scoped() {
    for database in both().await {
        let shop = Shop::open(database).await;
        let me = Uuid::now_v7();
        filled(&shop, me).await;
        let aggregate = Aggregate {
            group_by: vec![by(&shop, "company.name", None)],
            measures: measures(&shop, &[("avg", MeasureOp::Avg, Some("amount")), ("n", MeasureOp::Count, None)]),
            sort: vec![("avg".into(), true)],
            limit: 1,
            ..Aggregate::default()
        };
        let groups = answer(&shop, shop.all("order"), NOBODY, aggregate.clone()).await.unwrap();
        assert_eq!(groups, [json!({"company.name": "Bolt", "avg": "50.005", "n": 3})], "{}", shop.database.name);
        let mine = answer(&shop, shop.seller("order", Verb::Read), me, aggregate).await.unwrap();
        assert_eq!(mine, [json!({"company.name": "Acme", "avg": "0.15", "n": 2})]);
        let whole = Aggregate {
            measures: measures(&shop, &[("n", MeasureOp::Count, None), ("sum", MeasureOp::Sum, Some("amount"))]),
            limit: 1,
            ..Aggregate::default()
        };
        let nobody = answer(&shop, shop.seller("order", Verb::Read), Uuid::now_v7(), whole).await.unwrap();
        assert_eq!(nobody, [json!({"n": 0, "sum": "0.00"})]);
        let hidden = Aggregate { group_by: vec![by(&shop, "extra", None)], limit: 1, ..Aggregate::default() };
        assert!(matches!(answer(&shop, shop.seller("order", Verb::Read), me, hidden).await, Err(Error::Refused(_))));
    }
}
