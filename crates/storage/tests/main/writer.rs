//! Many writers at once, jobs that panic, copies during writes.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering},
};

use storage::{Arg, Error, Session, system::settings};

use crate::databases::{both, sqlite};

#[tokio::test(flavor = "multi_thread")]
async fn no_number_is_given_twice() {
    for database in both().await {
        let jobs: Vec<_> = (0..200)
            .map(|n| {
                let database = (*database).clone();
                tokio::spawn(async move {
                    database
                        .write(async move |session: &Session| {
                            let number =
                                storage::system::counters::next_number(session, "crm", "quote", "number", "2026")
                                    .await?;
                            // Every third job fails, and gives its number back.
                            if n % 3 == 0 { Err(Error::Conflict) } else { Ok(number) }
                        })
                        .await
                })
            })
            .collect();
        let mut numbers = Vec::new();
        for job in jobs {
            numbers.extend(job.await.unwrap().ok());
        }
        numbers.sort_unstable();
        assert_eq!(numbers, (1..=i64::try_from(numbers.len()).unwrap()).collect::<Vec<_>>(), "{}", database.name);
        assert_eq!(numbers.len(), 133);
    }
}

#[tokio::test]
async fn a_job_that_panics_stops_nothing() {
    let database = sqlite().await;
    let end: Result<(), Error> = database
        .write(async |session: &Session| {
            settings::set_setting(session, "a", "1").await?;
            panic!("on purpose")
        })
        .await;
    assert!(matches!(end, Err(Error::Unavailable(_))));
    database.write(async |session: &Session| settings::set_setting(session, "b", "2").await).await.unwrap();
    let all = database.read(async |session: &Session| settings::list_settings(session).await).await.unwrap();
    assert_eq!(all, [("b".to_owned(), "2".to_owned())]);
}

#[tokio::test]
async fn a_job_on_sqlite_may_not_wait() {
    let database = sqlite().await;
    let end: Result<(), Error> = database
        .write(async |_: &Session| {
            tokio::task::yield_now().await;
            Ok(())
        })
        .await;
    assert!(matches!(end, Err(Error::Database(_))), "{end:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_during_writes_is_of_one_moment() {
    let database = sqlite().await;
    let writing = {
        let database = (*database).clone();
        tokio::spawn(async move {
            for n in 0..300_i64 {
                // Two rows in each transaction: a copy has both or none.
                let job = async move |session: &Session| {
                    for key in ["a", "b"] {
                        let args = [Arg::from(format!("{key}{n}"))];
                        session.execute("INSERT INTO fw_setting (key, value) VALUES ($1, '')", &args).await?;
                    }
                    Ok::<_, Error>(())
                };
                database.write(job).await.unwrap();
            }
        })
    };
    let target = database.folder.path().join("copy.db");
    database.backup(&target).await.unwrap();
    writing.await.unwrap();
    let copy =
        storage::Database::connect(&format!("sqlite:{}", target.display()), storage::Options::default()).await.unwrap();
    let all = copy.read(async |session: &Session| settings::list_settings(session).await).await.unwrap();
    assert_eq!(all.len() % 2, 0);
}

#[tokio::test]
async fn too_many_jobs_are_refused_and_the_rest_is_done() {
    let database = sqlite().await;
    // The first job holds the writer while more than the queue's length arrive.
    let (open, gate) = std::sync::mpsc::channel::<()>();
    let gate = std::sync::Mutex::new(gate);
    let holder = {
        let database = (*database).clone();
        tokio::spawn(async move {
            database
                .write(async move |_: &Session| {
                    gate.lock().unwrap().recv().ok();
                    Ok::<_, Error>(())
                })
                .await
        })
    };
    tokio::task::yield_now().await;
    let mut waiting = Vec::new();
    let sent = Arc::new(AtomicUsize::new(0));
    for _ in 0..6000 {
        let (database, sent) = ((*database).clone(), Arc::clone(&sent));
        waiting.push(tokio::spawn(async move {
            let bump = database.write(async |session: &Session| settings::bump_directory(session).await);
            // The test runs on one thread: what counts here has reached the queue before anybody else goes on.
            sent.fetch_add(1, Ordering::Relaxed);
            bump.await
        }));
    }
    while sent.load(Ordering::Relaxed) < 6000 {
        tokio::task::yield_now().await;
    }
    open.send(()).unwrap();
    holder.await.unwrap().unwrap();
    let (mut done, mut refused) = (0_i64, 0);
    for job in waiting {
        match job.await.unwrap() {
            Ok(()) => done += 1,
            Err(Error::Busy) => refused += 1,
            Err(other) => panic!("{other}"),
        }
    }
    assert!(refused > 1000 && done >= 4096, "{done} done, {refused} refused");
    let epoch = database.read(async |session: &Session| settings::get_epoch(session).await).await.unwrap();
    assert_eq!(epoch.directory, done + 1);
}

#[tokio::test]
async fn a_full_disk_is_told_and_survived() {
    let database = sqlite().await;
    let keep = async |key: &'static str, length: usize| {
        let value = "x".repeat(length);
        database.write(async move |session: &Session| settings::set_setting(session, key, &value).await).await
    };
    keep("before", 10).await.unwrap();
    // The file may not grow any more.
    database.write(async |session: &Session| session.run("PRAGMA max_page_count = 1").await).await.unwrap();
    let full = keep("big", 1_000_000).await;
    assert!(matches!(full, Err(Error::Full)), "{full:?}");
    // The disk has room again: the writer goes on by itself.
    keep("after", 1_000_000).await.unwrap();
    let all = database.read(async |session: &Session| settings::list_settings(session).await).await.unwrap();
    assert_eq!(all.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["after", "before"]);
}

#[tokio::test]
async fn a_database_that_stopped_is_told() {
    let cluster = test_kit::Cluster::start(test_kit::Durability::Quick).unwrap();
    let options = storage::Options { connections: 2, ..storage::Options::default() };
    let database = storage::Database::connect(&cluster.database().unwrap(), options).await.unwrap();
    database.migrate().await.unwrap();
    drop(cluster);
    let end = database.read(async |session: &Session| settings::get_epoch(session).await).await;
    assert!(matches!(end, Err(Error::Unavailable(_) | Error::Busy)), "{end:?}");
}

#[tokio::test]
async fn what_follows_a_commit_follows_only_a_commit() {
    for database in both().await {
        let told = Arc::new(AtomicUsize::new(0));
        let count = |session: &Session, told: &Arc<AtomicUsize>| {
            let told = told.clone();
            session.after_commit(move || {
                told.fetch_add(1, Ordering::SeqCst);
            });
        };
        let counted = told.clone();
        let set = async move |session: &Session| {
            count(session, &counted);
            settings::set_setting(session, "a", "1").await
        };
        database.write(set).await.unwrap();
        assert_eq!(told.load(Ordering::SeqCst), 1, "{}", database.name);
        let counted = told.clone();
        let failed = async move |session: &Session| {
            count(session, &counted);
            settings::set_setting(session, "b", "2").await?;
            Err::<(), _>(Error::Conflict)
        };
        assert!(database.write(failed).await.is_err());
        if database.name == "sqlite" {
            let counted = told.clone();
            let panicked: Result<(), Error> = database
                .write(async move |session: &Session| {
                    count(session, &counted);
                    panic!("on purpose")
                })
                .await;
            assert!(panicked.is_err());
        }
        database.write(async |session: &Session| settings::set_setting(session, "c", "3").await).await.unwrap();
        assert_eq!(told.load(Ordering::SeqCst), 1, "{}", database.name);
    }
}

#[tokio::test]
async fn what_follows_a_commit_needs_nobody_who_waits() {
    let database = sqlite().await;
    let told = Arc::new(AtomicUsize::new(0));
    let counted = told.clone();
    let set = async move |session: &Session| {
        session.after_commit(move || {
            counted.fetch_add(1, Ordering::SeqCst);
        });
        settings::set_setting(session, "a", "1").await
    };
    tokio::select! {
        biased;
        _ = database.write(set) => {}
        () = std::future::ready(()) => {}
    }
    // The writer takes one job after the other.
    database.write(async |session: &Session| settings::set_setting(session, "b", "2").await).await.unwrap();
    assert_eq!(told.load(Ordering::SeqCst), 1);
}
