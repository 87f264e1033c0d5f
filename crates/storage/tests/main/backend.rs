//! Values, errors and transactions mean the same on both databases.

use engine_base::{Decimal, Timestamp, Uuid, parse_date, parse_number, parse_time, parse_timestamp};
use storage::{Arg, Constraint, Error, Kind, RowRef, Session};

use crate::databases::both;

const TABLE: &str = "CREATE TABLE thing (id uuid NOT NULL PRIMARY KEY, n BIGINT, yes BOOLEAN, words TEXT, day DATE, clock TEXT, at {at}, extra {json})";

async fn make(database: &storage::Database) {
    let sqlite = database.dialect() == storage::Dialect::Sqlite;
    let (at, json, day) = if sqlite { ("INTEGER", "TEXT", "TEXT") } else { ("timestamptz", "jsonb", "DATE") };
    let sql = TABLE.replace("{at}", at).replace("{json}", json).replace("DATE", day);
    database.write(async move |session: &Session| session.run(&sql).await).await.unwrap();
}

#[tokio::test]
async fn every_kind_of_value_comes_back() {
    for database in both().await {
        make(&database).await;
        let id = Uuid::now_v7();
        let full = vec![
            Arg::Id(id),
            Arg::Int(i64::MIN),
            Arg::Bool(true),
            Arg::from("客户 'x\"\\ \u{1F600}"),
            Arg::Date(parse_date("0001-01-01").unwrap()),
            Arg::Time(parse_time("23:59:59").unwrap()),
            Arg::Moment(parse_timestamp("1899-12-31T23:59:59.999999Z").unwrap()),
            Arg::Json(r#"{"a": [1, null]}"#.into()),
        ];
        let empty = vec![
            Arg::Id(Uuid::now_v7()),
            Arg::Null(Kind::Int),
            Arg::Null(Kind::Bool),
            Arg::Null(Kind::Text),
            Arg::Null(Kind::Date),
            Arg::Null(Kind::Time),
            Arg::Null(Kind::Moment),
            Arg::Null(Kind::Json),
        ];
        database
            .write(async move |session: &Session| {
                let sql = "INSERT INTO thing VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
                session.execute(sql, &full).await?;
                assert_eq!(session.execute(sql, &empty).await?, 1);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
        let read = |row: &RowRef<'_>| {
            assert_eq!(row.int(1)?, Some(i64::MIN));
            assert_eq!(row.bool(2)?, Some(true));
            assert_eq!(row.text(3)?, Some("客户 'x\"\\ \u{1F600}"));
            assert_eq!(row.date(4)?, parse_date("0001-01-01"));
            assert_eq!(row.time(5)?, parse_time("23:59:59"));
            assert_eq!(row.moment(6)?, parse_timestamp("1899-12-31T23:59:59.999999Z"));
            let json: serde_json::Value = serde_json::from_str(row.json(7)?.unwrap()).unwrap();
            assert_eq!(json, serde_json::json!({"a": [1, null]}));
            row.id(0)
        };
        let found = database
            .read_now(async |session: &Session| {
                let sql = "SELECT * FROM thing WHERE id = $1";
                session.first(sql, &[Arg::Id(id)], read).await
            })
            .await
            .unwrap();
        assert_eq!(found, Some(Some(id)), "{}", database.name);
        let nulls = database
            .read(async |session: &Session| {
                let read = |row: &RowRef<'_>| {
                    let all = [
                        row.int(1)?.is_none(),
                        row.bool(2)?.is_none(),
                        row.text(3)?.is_none(),
                        row.date(4)?.is_none(),
                        row.time(5)?.is_none(),
                        row.moment(6)?.is_none(),
                        row.json(7)?.is_none(),
                        row.is_null(7)?,
                    ];
                    Ok(all.iter().all(|null| *null))
                };
                session.all("SELECT * FROM thing WHERE n IS NULL", &[], read).await
            })
            .await
            .unwrap();
        assert_eq!(nulls, [true], "{}", database.name);
    }
}

#[tokio::test]
async fn numbers_are_exact() {
    let texts = [
        "0",
        "0.0",
        "1",
        "-1",
        "12.5",
        "-0.000000000001",
        "99999999.99999999",
        "10000",
        "123456789012345678.123456",
        "79228162514264337593543950335",
        "0.0001",
        "-10000.0001",
    ];
    for database in both().await {
        let cast = if database.dialect() == storage::Dialect::Postgres { "$1::numeric" } else { "$1" };
        for text in texts {
            let number = parse_number(text).unwrap();
            let sql = format!("SELECT {cast}");
            let back = database
                .read_now(async |session: &Session| {
                    session.first(&sql, &[Arg::Number(number)], |row| row.number(0)).await
                })
                .await
                .unwrap();
            assert_eq!(back, Some(Some(number)), "{} {text}", database.name);
        }
        let whole = database
            .read_now(async |session: &Session| {
                session.first("SELECT count(*) FROM fw_user", &[], |row| row.number(0)).await
            })
            .await
            .unwrap();
        assert_eq!(whole, Some(Some(Decimal::ZERO)));
    }
}

#[tokio::test]
async fn lists_are_bound_as_one_argument() {
    for database in both().await {
        make(&database).await;
        let ids: Vec<Uuid> = (0..5).map(|_| Uuid::now_v7()).collect();
        let all = ids.clone();
        database
            .write(async move |session: &Session| {
                for (n, id) in all.iter().enumerate() {
                    let args = [Arg::Id(*id), Arg::Int(i64::try_from(n).unwrap()), Arg::from(format!("w\"{n}"))];
                    session.execute("INSERT INTO thing (id, n, words) VALUES ($1, $2, $3)", &args).await?;
                }
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
        let sqlite = database.dialect() == storage::Dialect::Sqlite;
        let count = async |condition: &str, arg: Arg<'static>| {
            let sql = format!("SELECT count(*) FROM thing WHERE {condition}");
            database
                .read_now(async |session: &Session| session.first(&sql, &[arg], |row| row.int(0)).await)
                .await
                .unwrap()
                .flatten()
        };
        let (id, words, n) = if sqlite {
            (
                "id IN (SELECT unhex(value) FROM json_each($1))",
                "words IN (SELECT value FROM json_each($1))",
                "n IN (SELECT value FROM json_each($1))",
            )
        } else {
            ("id = ANY($1)", "words = ANY($1)", "n = ANY($1)")
        };
        let some = vec![ids[1], ids[3], Uuid::now_v7()];
        assert_eq!(count(id, Arg::Ids(some.into())).await, Some(2), "{}", database.name);
        assert_eq!(count(id, Arg::Ids(vec![].into())).await, Some(0));
        assert_eq!(count(words, Arg::Texts(vec!["w\"0".into(), "x".into()].into())).await, Some(1));
        assert_eq!(count(n, Arg::Ints(vec![1, 2, 9].into())).await, Some(2));
    }
}

#[tokio::test]
async fn a_failed_job_leaves_nothing() {
    for database in both().await {
        let error = database
            .write(async |session: &Session| {
                session
                    .execute("INSERT INTO fw_setting (key, value) VALUES ($1, $2)", &[Arg::from("a"), Arg::from("1")])
                    .await?;
                Err::<(), _>(Error::Missing("reason to go on"))
            })
            .await
            .unwrap_err();
        assert!(matches!(error, Error::Missing(_)), "{error}");
        let all = database
            .read(async |session: &Session| storage::system::settings::list_settings(session).await)
            .await
            .unwrap();
        assert_eq!(all, [], "{}", database.name);
    }
}

#[tokio::test]
async fn broken_promises_are_told_apart() {
    for database in both().await {
        let insert = async |sql: &'static str| {
            database.write(async move |session: &Session| session.run(sql).await).await.unwrap_err()
        };
        database
            .write(async |session: &Session| session.run("INSERT INTO fw_setting VALUES ('a', '1')").await)
            .await
            .unwrap();
        let taken = insert("INSERT INTO fw_setting VALUES ('a', '2')").await;
        assert!(taken.is_unique(), "{}: {taken}", database.name);
        let dangling = insert("INSERT INTO fw_release VALUES ('no', 1, '{}', 0, NULL, '', 'past')").await;
        assert!(
            matches!(dangling, Error::Constraint { kind: Constraint::ForeignKey, .. }),
            "{}: {dangling}",
            database.name
        );
        let empty = insert("INSERT INTO fw_setting VALUES ('b', NULL)").await;
        assert!(matches!(empty, Error::Constraint { kind: Constraint::Check, .. }), "{}: {empty}", database.name);
        let wrong = insert("INSERT INTO nowhere VALUES (1)").await;
        assert!(matches!(wrong, Error::Outdated(_)), "{}: {wrong}", database.name);
    }
}

#[tokio::test]
async fn a_read_sees_one_moment_and_cannot_write() {
    for database in both().await {
        let other = (*database).clone();
        database
            .read(async |session: &Session| {
                let refused = session.run("INSERT INTO fw_setting VALUES ('x', '1')").await;
                assert!(refused.is_err());
                Ok::<_, Error>(())
            })
            .await
            .ok();
        other
            .write(async |session: &Session| storage::system::settings::set_setting(session, "y", "1").await)
            .await
            .unwrap();
        let all = other
            .read(async |session: &Session| storage::system::settings::list_settings(session).await)
            .await
            .unwrap();
        assert_eq!(all, [("y".to_owned(), "1".to_owned())], "{}", database.name);
    }
}

#[tokio::test]
async fn moments_keep_microseconds() {
    let moment = Timestamp::from_microsecond(1_767_225_600_123_457).unwrap();
    for database in both().await {
        make(&database).await;
        let id = Uuid::now_v7();
        let args = [Arg::Id(id), Arg::Moment(moment)];
        database
            .write(async move |session: &Session| {
                session.execute("INSERT INTO thing (id, at) VALUES ($1, $2)", &args).await
            })
            .await
            .unwrap();
        let back = database
            .read_now(async |session: &Session| session.first("SELECT at FROM thing", &[], |row| row.moment(0)).await)
            .await
            .unwrap();
        assert_eq!(back, Some(Some(moment)), "{}", database.name);
    }
}
