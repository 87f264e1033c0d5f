//! What people say to each other, on both databases.

use engine_base::{Timestamp, Uuid};
use storage::{
    Error, Session,
    system::{
        announcements::{self, Announcement},
        comments::{self, Comment, Place},
        feedback::{self, Feedback},
        notices::{self, Notice, NoticeKind},
    },
};

use crate::databases::both;

fn at(micros: i64) -> Timestamp {
    Timestamp::from_microsecond(micros).unwrap()
}

fn comment(record: Uuid, by: Uuid, text: &str) -> Comment {
    Comment {
        id: Uuid::now_v7(),
        app: "crm".into(),
        form: "customer".into(),
        record,
        at: at(1_700_000_000_000_001),
        by,
        text: text.into(),
        mentions: vec![Uuid::now_v7()],
        files: Vec::new(),
        edited_at: None,
    }
}

fn notice(user: Uuid, of: &Comment, micros: i64) -> Notice {
    Notice {
        id: Uuid::now_v7(),
        user,
        at: at(micros),
        kind: NoticeKind::Mention,
        app: of.app.clone(),
        form: of.form.clone(),
        record: of.record,
        comment: of.id,
        by: of.by,
        read_at: None,
    }
}

#[tokio::test]
async fn comments_and_the_notices_about_them() {
    for database in both().await {
        let (record, lee, wang) = (Uuid::now_v7(), Uuid::now_v7(), Uuid::now_v7());
        let place = Place { app: "crm", form: "customer", record };
        let [first, second, other] =
            [comment(record, lee, "一"), comment(record, wang, "2"), comment(Uuid::now_v7(), wang, "elsewhere")];
        let all = [first.clone(), second.clone(), other.clone()];
        let told = [notice(lee, &first, 10), notice(lee, &second, 20), notice(wang, &other, 30)];
        let (kept, read) = (told.clone(), told[0].id);
        database
            .write(async move |session: &Session| {
                for comment in &all {
                    comments::insert_comment(session, comment).await?;
                }
                for notice in &told {
                    notices::insert_notice(session, notice).await?;
                }
                // Nobody marks what another person has to read.
                assert_eq!(notices::update_notices_read(session, wang, Some(&[read]), at(40)).await?, 0);
                assert_eq!(notices::update_notices_read(session, lee, Some(&[read]), at(40)).await?, 1);
                assert_eq!(notices::update_notices_read(session, lee, Some(&[read]), at(50)).await?, 0);
                let edited = Comment { text: "one".into(), edited_at: Some(at(60)), ..all[0].clone() };
                comments::update_comment(session, &edited).await
            })
            .await
            .unwrap();
        let edited = Comment { text: "one".into(), edited_at: Some(at(60)), ..first.clone() };
        let (newer, older) = (second.clone(), edited.clone());
        database
            .read(async move |session: &Session| {
                assert_eq!(comments::list_comments(session, place, None, 10).await?, [newer.clone(), older.clone()]);
                assert_eq!(
                    comments::list_comments(session, place, Some(newer.id), 1).await?,
                    std::slice::from_ref(&older)
                );
                assert_eq!(comments::find_comment(session, place, other.id).await?, None);
                let mut by = comments::list_commenters(session, place).await?;
                by.sort_unstable();
                assert_eq!(by, [lee.min(wang), lee.max(wang)]);
                assert_eq!(comments::list_app_comments(session, "crm", Some(newer.id), 10).await?, [other]);
                assert_eq!(comments::list_comments_by_id(session, &[older.id]).await?, [older]);
                assert_eq!(notices::count_unread(session, lee).await?, 1);
                let unread = notices::list_notices(session, lee, true, None, 10).await?;
                assert_eq!(unread, [kept[1].clone()]);
                let seen = notices::list_notices(session, lee, false, Some(kept[1].id), 10).await?;
                assert_eq!(seen, [Notice { read_at: Some(at(40)), ..kept[0].clone() }]);
                assert_eq!(notices::list_app_notices(session, "crm", Some(kept[1].id), 10).await?, [kept[2].clone()]);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
        database
            .write(async move |session: &Session| {
                comments::delete_comment(session, second.id).await?;
                assert_eq!(notices::count_unread(session, lee).await?, 0);
                comments::delete_comments(session, place).await?;
                assert_eq!(comments::list_comments(session, place, None, 10).await?, []);
                assert_eq!(notices::list_notices(session, lee, false, None, 10).await?, []);
                assert_eq!(notices::count_unread(session, wang).await?, 1);
                assert_eq!(notices::delete_notices_before(session, at(30)).await?, 0);
                assert_eq!(notices::delete_notices_before(session, at(31)).await?, 1);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }
}

#[tokio::test]
async fn announcements_and_feedback() {
    for database in both().await {
        let by = Uuid::now_v7();
        let first = Announcement {
            id: Uuid::now_v7(),
            title: "停机".into(),
            text: "今晚 10 点".into(),
            at: at(1),
            by,
            until: None,
        };
        let changed = Announcement { text: "11".into(), until: Some(at(9)), ..first.clone() };
        let page = |n: u8| Feedback {
            id: Uuid::now_v7(),
            at: at(i64::from(n)),
            by,
            text: n.to_string(),
            page: (n > 1).then(|| "/apps".to_owned()),
        };
        let said = [page(1), page(2)];
        database
            .write(async move |session: &Session| {
                announcements::insert_announcement(session, &first).await?;
                announcements::update_announcement(session, &changed).await?;
                assert_eq!(announcements::find_announcement(session, first.id).await?, Some(changed.clone()));
                assert_eq!(announcements::list_announcements(session).await?, std::slice::from_ref(&changed));
                assert!(announcements::delete_announcement(session, first.id).await?);
                assert!(!announcements::delete_announcement(session, first.id).await?);
                let gone = announcements::update_announcement(session, &changed).await;
                assert!(matches!(gone, Err(Error::Missing("announcement"))));
                for feedback in &said {
                    feedback::insert_feedback(session, feedback).await?;
                }
                let [old, new] = said;
                assert_eq!(feedback::list_feedback(session, None, 10).await?, [new.clone(), old.clone()]);
                assert_eq!(feedback::list_feedback(session, Some(new.id), 10).await?, [old]);
                Ok::<_, Error>(())
            })
            .await
            .unwrap();
    }
}
