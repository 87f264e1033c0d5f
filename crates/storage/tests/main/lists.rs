//! Lists: filter, search, order, pages, totals, scopes.

use app_definition::{Refusal, Verb};
use engine_base::Uuid;
use expression::{Expr, Hop, Path, Place, compile_condition};
use serde_json::{Value as Json, json};
use storage::{Error, ListQuery, Select, Session, Sort};

use crate::{
    databases::both,
    shop::{NOBODY, Shop, definition},
};

fn condition(shop: &Shop, form: &str, json: Json) -> Expr {
    let place = Place { form, table: None, old: false, path: "" };
    compile_condition(&json, &place, &shop.app.symbols).unwrap_or_else(|issues| panic!("{issues:#?}")).expr
}

pub(crate) fn path(shop: &Shop, form: &str, text: &str) -> Path {
    let mut parts = text.split('.');
    let key = parts.next().unwrap();
    let mut here = shop.form(form);
    let mut path = Path { row: false, slot: here.slots[key], key: key.parse_key(), hops: Vec::new() };
    let mut field = here.field(key).unwrap();
    for part in parts {
        let target = field.target().unwrap();
        here = shop.form(target);
        field = here.field(part).unwrap();
        path.hops.push(Hop { form: target.clone(), slot: field.slot, key: field.key.clone() });
    }
    path
}

trait ParseKey {
    fn parse_key(&self) -> engine_base::Key;
}

impl ParseKey for str {
    fn parse_key(&self) -> engine_base::Key {
        engine_base::Key::new(self).unwrap()
    }
}

fn sorted(shop: &Shop, keys: &[&str]) -> Vec<Sort> {
    let sort = |key: &&str| {
        let (name, descending) = key.strip_prefix('-').map_or((*key, false), |name| (name, true));
        Sort { path: path(shop, "order", name), descending }
    };
    keys.iter().map(sort).collect()
}

/// Twelve orders, some with empty fields, half of them of `me`.
async fn filled(shop: &Shop, me: Uuid) {
    let acme = shop.add("company", NOBODY, json!({"name": "Acme", "level": "b"})).await;
    let bolt = shop.add("company", NOBODY, json!({"name": "bolt", "level": "a"})).await;
    for n in 0..12_i64 {
        let owner = if n % 2 == 0 { me } else { NOBODY };
        let company = [json!(acme), json!(bolt), json!(null)][usize::try_from(n % 3).unwrap()].clone();
        let amount = if n % 4 == 3 { json!(null) } else { json!(format!("{}.50", n / 2)) };
        let body = json!({
            "title": format!("T{n:02}"), "company": company, "amount": amount, "paid": n % 2 == 1,
            "due": format!("2026-03-{:02}", 10 + n), "stage": if n < 6 { "new" } else { "won" }, "tags": if n == 4 { json!(["vip", "q"]) } else { json!(null) },
            "lines": [{"product": "P", "quantity": n, "price": "2.00"}]
        });
        shop.add("order", owner, body).await;
    }
}

fn titles(items: &[Json]) -> Vec<&str> {
    items.iter().map(|item| item["title"].as_str().unwrap()).collect()
}

/// By the index of a view's order or by sorting: the same records, in the same order, for everybody.
#[tokio::test]
async fn pages_far_down_a_filtered_list_are_those_that_one_comes_to() {
    let me = Uuid::now_v7();
    let mut viewed = definition();
    viewed["forms"]["order"]["views"] =
        json!([{ "key": "due", "label": "Due", "kind": "table", "columns": ["title"], "sort": ["-due"] }]);
    viewed["forms"]["order"]["indexes"] = json!([["stage"], ["amount", "due"]]);
    for database in both().await {
        let shop = Shop::of(&viewed, database).await;
        for owner in [me, NOBODY] {
            let body = |n: i64| {
                let amount = (n % 5 != 0).then(|| format!("{}.00", n % 9));
                let due = (n % 7 != 0).then(|| format!("2026-{:02}-{:02}", 1 + n % 12, 1 + n % 28));
                json!({ "title": format!("{owner} {n}"), "amount": amount, "due": due, "stage": if n % 3 == 0 { "won" } else { "new" } })
            };
            shop.add_all("order", owner, (0..1_800).map(body)).await;
        }
        let new = condition(&shop, "order", json!({"field": "stage", "op": "eq", "value": "new"}));
        for keys in [&["-due"][..], &["due"], &["due", "title"], &["-title"], &["stage"], &["-amount", "-due"]] {
            for (query, filter, count) in
                [(shop.all("order"), Some(&new), 2_400), (shop.seller("order", Verb::Read), None, 1_800)]
            {
                let list = |skip: u32, limit: u32, cursor: Option<String>| ListQuery {
                    sort: sorted(&shop, keys),
                    filter: filter.cloned(),
                    skip,
                    limit,
                    cursor,
                    ..ListQuery::default()
                };
                let (mut all, mut cursor) = (Vec::new(), None);
                for _ in 0..3 {
                    let (items, page) = shop.list(query.clone(), me, list(0, 1_000, cursor)).await.unwrap();
                    all.extend(items);
                    cursor = page.next_cursor;
                    if cursor.is_none() {
                        break;
                    }
                }
                assert_eq!(all.len(), count);
                for skip in [999, 1_000, 1_500, count - 3, count] {
                    let (items, page) =
                        shop.list(query.clone(), me, list(u32::try_from(skip).unwrap(), 5, None)).await.unwrap();
                    let wanted = &titles(&all)[skip..count.min(skip + 5)];
                    assert_eq!(titles(&items), wanted, "{} {keys:?} from {skip}", shop.database.name);
                    assert_eq!(page.next_cursor.is_some(), skip + 5 < count);
                    let Some(cursor) = page.next_cursor else { continue };
                    let (items, _) = shop.list(query.clone(), me, list(0, 5, Some(cursor))).await.unwrap();
                    assert_eq!(titles(&items), &titles(&all)[skip + 5..count.min(skip + 10)]);
                }
            }
        }
    }
}

#[tokio::test]
async fn pages_hold_every_record_once_in_any_order() {
    for database in both().await {
        let shop = Shop::open(database).await;
        filled(&shop, NOBODY).await;
        let orders: [&[&str]; 9] = [
            &[],
            &["title"],
            &["-title"],
            &["amount"],
            &["-amount"],
            &["amount", "-due"],
            &["-company.name", "amount"],
            &["total"],
            &["-overdue", "paid", "-company"],
        ];
        for keys in orders {
            let list = |limit: u32, cursor: Option<String>| ListQuery {
                sort: sorted(&shop, keys),
                limit,
                cursor,
                total: true,
                ..ListQuery::default()
            };
            let (whole, page) = shop.list(shop.all("order"), NOBODY, list(100, None)).await.unwrap();
            assert_eq!((whole.len(), page.total, page.next_cursor), (12, Some(12), None));
            for size in [1, 5, 6] {
                let (mut cursor, mut all) = (None, Vec::new());
                for _ in 0..13 {
                    let (items, page) = shop.list(shop.all("order"), NOBODY, list(size, cursor)).await.unwrap();
                    all.extend(items);
                    cursor = page.next_cursor;
                    if cursor.is_none() {
                        break;
                    }
                }
                assert_eq!(titles(&all), titles(&whole), "{} {keys:?} by {size}", shop.database.name);
            }
            for skip in [1, 5, 11, 12] {
                let far = ListQuery { skip, ..list(4, None) };
                let (items, page) = shop.list(shop.all("order"), NOBODY, far).await.unwrap();
                let wanted: Vec<_> = titles(&whole).into_iter().skip(skip as usize).take(4).collect();
                assert_eq!(
                    (titles(&items), page.total),
                    (wanted, Some(12)),
                    "{} {keys:?} from {skip}",
                    shop.database.name
                );
                assert_eq!(page.next_cursor.is_some(), skip + 4 < 12);
            }
        }
        let newest =
            shop.list(shop.all("order"), NOBODY, ListQuery { limit: 2, ..ListQuery::default() }).await.unwrap().0;
        assert_eq!(titles(&newest), ["T11", "T10"]);
        let by_amount = shop
            .list(
                shop.all("order"),
                NOBODY,
                ListQuery { sort: sorted(&shop, &["amount"]), limit: 4, ..ListQuery::default() },
            )
            .await
            .unwrap()
            .0;
        assert_eq!(titles(&by_amount), ["T03", "T07", "T11", "T00"], "empty comes first");
    }
}

#[tokio::test]
async fn both_databases_give_the_same_order() {
    let mut answers = Vec::new();
    for database in both().await {
        let shop = Shop::open(database).await;
        filled(&shop, NOBODY).await;
        let mut mine = Vec::new();
        for keys in [["-company.name", "-amount"], ["stage", "-due"], ["paid", "title"], ["-seen_at", "-opens"]] {
            let list = ListQuery { sort: sorted(&shop, &keys), limit: 100, ..ListQuery::default() };
            let (items, _) = shop.list(shop.all("order"), NOBODY, list).await.unwrap();
            mine.push(titles(&items).join(" "));
        }
        answers.push(mine);
    }
    assert_eq!(answers[0], answers[1]);
}

#[tokio::test]
async fn filters_find_what_they_say() {
    for database in both().await {
        let shop = Shop::open(database).await;
        filled(&shop, NOBODY).await;
        for (filter, expected) in [
            (json!({"field": "title", "op": "eq", "value": "T03"}), vec!["T03"]),
            (json!({"field": "amount", "op": "gt", "value": "4.505"}), vec!["T10"]),
            (json!({"field": "amount", "op": "is_empty"}), vec!["T03", "T07", "T11"]),
            (
                json!({"all": [{"field": "company.name", "op": "eq", "value": "bolt"}, {"field": "stage", "op": "eq", "value": "won"}]}),
                vec!["T07", "T10"],
            ),
            (json!({"field": "due", "op": "between", "value": ["2026-03-12", "2026-03-13"]}), vec!["T02", "T03"]),
            (json!({"field": "stage", "op": "in", "value": ["new"]}), vec!["T00", "T01", "T02", "T03", "T04", "T05"]),
            (json!({"field": "tags", "op": "has", "value": "vip"}), vec!["T04"]),
            (json!({"some": "lines", "where": {"field": "quantity", "op": "ge", "value": 11}}), vec!["T11"]),
            (json!("total > 19 && !paid"), vec!["T10"]),
            (json!("company == null() && amount > 3"), vec!["T08"]),
            (json!("!(amount < 5)"), vec!["T03", "T07", "T10", "T11"]),
        ] {
            let list = ListQuery {
                filter: Some(condition(&shop, "order", filter.clone())),
                sort: sorted(&shop, &["title"]),
                limit: 50,
                total: true,
                ..ListQuery::default()
            };
            let (items, page) = shop.list(shop.all("order"), NOBODY, list).await.unwrap();
            assert_eq!(titles(&items), expected, "{} {filter}", shop.database.name);
            assert_eq!(page.total, Some(i64::try_from(expected.len()).unwrap()));
        }
    }
}

#[tokio::test]
async fn search_knows_no_wildcards_and_no_case() {
    for database in both().await {
        let shop = Shop::open(database).await;
        for title in ["50% off", "50 percent", "a_b", "aXb", "ÄÖ", "äö", "back\\slash", "MiXed"] {
            shop.add("order", NOBODY, json!({"title": title})).await;
        }
        for (text, expected) in [
            ("50%", vec!["50% off"]),
            ("A_b", vec!["a_b"]),
            ("äö", vec!["äö"]),
            ("\\", vec!["back\\slash"]),
            ("mixED", vec!["MiXed"]),
            ("'", vec![]),
        ] {
            let list = ListQuery { search: Some(text.into()), limit: 50, ..ListQuery::default() };
            let (items, _) = shop.list(shop.all("order"), NOBODY, list.clone()).await.unwrap();
            assert_eq!(titles(&items), expected, "{} {text}", shop.database.name);
            let (counted, page) =
                shop.list(shop.all("order"), NOBODY, ListQuery { total: true, ..list }).await.unwrap();
            assert_eq!((counted, page.total), (items, Some(i64::try_from(expected.len()).unwrap())));
        }
    }
}

#[tokio::test]
async fn a_search_in_sqlite_reads_an_index_of_what_is_searched() {
    for database in both().await.into_iter().filter(|database| database.name == "sqlite") {
        let shop = Shop::open(database).await;
        let plan = shop.database.read(async |session: &Session| {
            let sql = "EXPLAIN QUERY PLAN SELECT id FROM \"shop.company\" WHERE fw_search('x', \"name\", \"phone\")";
            session.all(sql, &[], |row| Ok(row.text(3)?.unwrap_or_default().to_owned())).await
        });
        assert_eq!(plan.await.unwrap(), ["SCAN shop.company USING COVERING INDEX search:shop.company:id,name,phone"]);
    }
}

#[tokio::test]
async fn a_search_that_finds_much_is_counted_and_paged() {
    for database in both().await {
        let shop = Shop::open(database).await;
        let records: Vec<_> =
            (0..1_100).map(|n| shop.record("order", NOBODY, &json!({"title": format!("Hit {n:04}")}))).collect();
        let (app, form) = (shop.app.clone(), shop.form("order").clone());
        shop.database
            .write(async move |session: &Session| session.insert_records(&app, &form, &records, &[]).await)
            .await
            .unwrap();
        let list = ListQuery {
            search: Some("hit".into()),
            sort: sorted(&shop, &["-title"]),
            limit: 700,
            total: true,
            ..ListQuery::default()
        };
        let (first, page) = shop.list(shop.all("order"), NOBODY, list.clone()).await.unwrap();
        assert_eq!(
            (first.len(), page.total, first[0]["title"].as_str()),
            (700, Some(1_100), Some("Hit 1099")),
            "{}",
            shop.database.name
        );
        let (rest, page) =
            shop.list(shop.all("order"), NOBODY, ListQuery { cursor: page.next_cursor, ..list }).await.unwrap();
        assert_eq!((rest.len(), page.next_cursor), (400, None));
    }
}

#[tokio::test]
async fn a_scope_limits_lists_totals_and_joins() {
    for database in both().await {
        let shop = Shop::open(database).await;
        let me = Uuid::now_v7();
        filled(&shop, me).await;
        let list = ListQuery { limit: 50, total: true, sort: sorted(&shop, &["title"]), ..ListQuery::default() };
        let (items, page) = shop.list(shop.seller("order", Verb::Read), me, list.clone()).await.unwrap();
        assert_eq!(page.total, Some(6), "{}", shop.database.name);
        assert!(items.iter().all(|item| item["owner"] == json!(me)));
        // A company that may not be seen is as if there were none, also for filters.
        let filter = condition(&shop, "order", json!({"field": "company.name", "op": "is_set"}));
        let (items, _) = shop
            .list(shop.seller("order", Verb::Read), me, ListQuery { filter: Some(filter), ..list.clone() })
            .await
            .unwrap();
        assert_eq!(titles(&items), ["T00", "T06"]);
        // Fields that may not be used are refused, wherever they stand.
        for field in ["extra", "company.phone", "company.revenue"] {
            let filter = condition(&shop, "order", json!({"field": field, "op": "is_set"}));
            let refused = shop
                .list(shop.seller("order", Verb::Read), me, ListQuery { filter: Some(filter), ..list.clone() })
                .await;
            assert!(matches!(refused, Err(Error::Refused(Refusal::Field { .. }))), "{field}");
        }
        let filter =
            condition(&shop, "order", json!({"some": "lines", "where": {"field": "price", "op": "gt", "value": "1"}}));
        let refused =
            shop.list(shop.seller("order", Verb::Read), me, ListQuery { filter: Some(filter), ..list.clone() }).await;
        assert!(matches!(refused, Err(Error::Refused(_))));
        let sort = vec![Sort { path: path(&shop, "order", "company.phone"), descending: false }];
        let refused = shop.list(shop.seller("order", Verb::Read), me, ListQuery { sort, ..list }).await;
        assert!(matches!(refused, Err(Error::Refused(_))));
    }
}

#[tokio::test]
async fn a_cursor_serves_its_own_list_only() {
    for database in both().await {
        let shop = Shop::open(database).await;
        filled(&shop, NOBODY).await;
        let list = ListQuery { sort: sorted(&shop, &["amount"]), limit: 2, ..ListQuery::default() };
        let cursor = shop.list(shop.all("order"), NOBODY, list.clone()).await.unwrap().1.next_cursor;
        let other = ListQuery { sort: sorted(&shop, &["-amount"]), cursor, ..list.clone() };
        assert!(matches!(shop.list(shop.all("order"), NOBODY, other).await, Err(Error::Cursor)));
        let made_up = ListQuery { cursor: Some("00ff".into()), ..list };
        assert!(matches!(shop.list(shop.all("order"), NOBODY, made_up).await, Err(Error::Cursor)));
    }
}

#[tokio::test]
async fn lists_show_chosen_fields() {
    for database in both().await {
        let shop = Shop::open(database).await;
        filled(&shop, NOBODY).await;
        let slots = &shop.form("order").slots;
        let select = Select { fields: Some(vec![slots["lines"], slots["title"]]), expand: Vec::new() };
        let (items, _) =
            shop.list(shop.all("order"), NOBODY, ListQuery { select, limit: 1, ..ListQuery::default() }).await.unwrap();
        assert_eq!(items[0]["lines"][0]["quantity"], json!(11));
        assert_eq!((items[0].get("due"), items[0].get("amount")), (None, None));
        let (items, _) =
            shop.list(shop.all("order"), NOBODY, ListQuery { limit: 1, ..ListQuery::default() }).await.unwrap();
        assert_eq!((items[0].get("lines"), &items[0]["due"]), (None, &json!("2026-03-21")));
    }
}
