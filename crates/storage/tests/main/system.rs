//! The system tables, on both databases.

use engine_base::{Timestamp, Uuid};
use storage::{
    Error, Session,
    system::{
        self,
        apps::{App, Release, ReleaseState},
        files::File,
        history::{HistoryAction, HistoryEntry},
        logins::Login,
        people::{Department, User},
    },
};

use crate::databases::both;

fn at(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap()
}

fn person(account: &str, department: Option<Uuid>) -> User {
    User {
        id: Uuid::now_v7(),
        account: account.into(),
        name: "李雷".into(),
        title: None,
        email: Some("li@example.com".into()),
        phone: None,
        department,
        password_hash: Some("$argon2id$".into()),
        locale: "zh-CN".into(),
        administrator: account == "admin",
        active: true,
        created_at: at(1_700_000_000_000_001),
        changed_at: at(1_700_000_000_000_002),
    }
}

#[tokio::test]
async fn people_departments_and_roles() {
    for database in both().await {
        let sales = Department { id: Uuid::now_v7(), name: "销售部".into(), parent: None, head: None, position: 1 };
        let (admin, lee) = (person("admin", None), person("li_lei", Some(sales.id)));
        let (a, l, s) = (admin.clone(), lee.clone(), sales.clone());
        database
            .write(async move |session: &Session| {
                system::people::insert_department(session, &s).await?;
                system::people::insert_user(session, &a).await?;
                system::people::insert_user(session, &l).await?;
                system::people::set_roles(session, "crm", l.id, &["sales".into(), "viewer".into()]).await?;
                system::people::set_roles(session, "crm", l.id, &["sales".into()]).await?;
                let changed = User { name: "Li Lei".into(), active: false, email: None, ..l.clone() };
                system::people::update_user(session, &changed).await?;
                let head = Department { head: Some(l.id), ..s.clone() };
                system::people::update_department(session, &head).await
            })
            .await
            .unwrap();
        database
            .read(async move |session: &Session| {
                assert_eq!(system::people::get_user(session, admin.id).await?, admin);
                let found = system::people::find_user_by_account(session, "li_lei").await?.unwrap();
                assert_eq!((found.name.as_str(), found.active, &found.email), ("Li Lei", false, &None));
                assert_eq!(system::people::list_users(session).await?.len(), 2);
                assert_eq!(system::people::count_administrators(session).await?, 1);
                assert_eq!(system::people::list_roles_of(session, lee.id).await?.len(), 1);
                assert_eq!(system::people::list_members(session, "crm").await?[0].role, "sales");
                assert_eq!(system::people::list_departments(session).await?[0].head, Some(lee.id));
                let nobody = system::people::get_user(session, Uuid::nil()).await;
                assert!(matches!(nobody, Err(Error::Missing("user"))));
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
        let taken = person("admin", None);
        let end =
            database.write(async move |session: &Session| system::people::insert_user(session, &taken).await).await;
        assert!(end.unwrap_err().is_unique(), "{}", database.name);
    }
}

#[tokio::test]
async fn apps_and_releases() {
    for database in both().await {
        database
            .write(async |session: &Session| {
                let app =
                    App { key: "crm".into(), draft: "{\"b\":1,\"a\":2}".into(), draft_version: 1, created_at: at(5) };
                system::apps::insert_app(session, &app).await?;
                assert_eq!(system::apps::get_app(session, "crm").await?, app);
                assert_eq!(system::apps::update_draft(session, "crm", "{}", 1).await?, 2);
                assert!(matches!(system::apps::update_draft(session, "crm", "{}", 1).await, Err(Error::Conflict)));
                for number in 1..=2 {
                    let release = Release {
                        app: "crm".into(),
                        number,
                        definition: "{\"z\":1,\"a\":2}".into(),
                        created_at: at(number),
                        created_by: None,
                        note: String::new(),
                        state: ReleaseState::Current,
                    };
                    system::apps::insert_release(session, &release).await?;
                }
                let current = system::apps::get_current_release(session, "crm").await?.unwrap();
                assert_eq!((current.number, current.definition.as_str()), (2, "{\"z\":1,\"a\":2}"));
                system::apps::update_release_state(session, "crm", 1, ReleaseState::Current).await?;
                let all = system::apps::list_releases(session, "crm").await?;
                assert_eq!(
                    all.iter().map(|r| (r.number, r.state)).collect::<Vec<_>>(),
                    [(2, ReleaseState::Past), (1, ReleaseState::Current)]
                );
                system::apps::delete_app(session, "crm").await?;
                assert_eq!(system::apps::find_release(session, "crm", 1).await?, None);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn logins_history_answers_and_files() {
    for database in both().await {
        let lee = person("li_lei", None);
        database
            .write(async move |session: &Session| {
                system::people::insert_user(session, &lee).await?;
                let login = Login {
                    token_hash: "ab".into(),
                    user: lee.id,
                    created_at: at(1),
                    expires_at: at(10),
                    agent: "x".into(),
                };
                system::logins::insert_login(session, &login).await?;
                system::logins::update_login_expiry(session, "ab", at(20)).await?;
                assert_eq!(system::logins::delete_logins_before(session, at(15)).await?, 0);
                assert_eq!(system::logins::find_login(session, "ab").await?.unwrap().expires_at, at(20));
                system::logins::delete_logins_of(session, lee.id).await?;
                assert_eq!(system::logins::find_login(session, "ab").await?, None);

                let record = Uuid::now_v7();
                for version in 1..=3 {
                    let entry = HistoryEntry {
                        id: Uuid::now_v7(),
                        app: "crm".into(),
                        form: "customer".into(),
                        record,
                        version,
                        at: at(version),
                        by: Some(lee.id),
                        action: if version == 1 { HistoryAction::Create } else { HistoryAction::Update },
                        changes: (version > 1).then(|| "[]".into()),
                    };
                    system::history::insert_history(session, &entry).await?;
                }
                let page = system::history::list_history(session, record, Some(3), 10).await?;
                assert_eq!(
                    page.iter().map(|e| (e.version, e.action)).collect::<Vec<_>>(),
                    [(2, HistoryAction::Update), (1, HistoryAction::Create)]
                );

                let answer = system::idempotency::Answered {
                    user: lee.id,
                    key: "k".into(),
                    route: "POST /x".into(),
                    body_hash: "h".into(),
                    status: 201,
                    response: "{}".into(),
                    at: at(3),
                };
                system::idempotency::insert_answer(session, &answer).await?;
                assert_eq!(system::idempotency::find_answer(session, lee.id, "k").await?, Some(answer));
                assert_eq!(system::idempotency::delete_answers_before(session, at(4)).await?, 1);

                let file = File {
                    id: Uuid::now_v7(),
                    app: None,
                    name: "合同.pdf".into(),
                    size: 7,
                    media_type: "application/pdf".into(),
                    sha256: "00".into(),
                    created_by: Some(lee.id),
                    created_at: at(1),
                    form: None,
                    record: None,
                    field: None,
                };
                system::files::insert_file(session, &file).await?;
                assert_eq!(system::files::list_loose_files(session, at(2)).await?.len(), 1);
                system::files::attach_files(session, "crm", "customer", record, "contract", &[file.id]).await?;
                assert_eq!(system::files::find_file(session, file.id).await?.unwrap().record, Some(record));
                system::files::attach_files(session, "crm", "customer", record, "contract", &[]).await?;
                assert_eq!(system::files::find_file(session, file.id).await?.unwrap().record, None);

                system::counters::set_counter(session, "crm", "q", "n", "", 41).await?;
                system::counters::set_counter(session, "crm", "q", "n", "", 7).await?;
                assert_eq!(system::counters::next_number(session, "crm", "q", "n", "").await?, 42);
                system::settings::bump_definitions(session).await?;
                assert_eq!(
                    system::settings::get_epoch(session).await?,
                    system::settings::Epoch { definitions: 2, directory: 1 }
                );
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }
}
