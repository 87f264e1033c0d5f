//! Every case of `engine-specs/expression` means the same in both databases.

use std::{path::Path, sync::Arc};

use engine_base::{DataType, Uuid, Value};
use expression::{
    Environment, Expr, catalogue,
    corpus::{Case, CaseFile, World},
    evaluate, evaluate_row, to_json,
};
use serde_json::json;

use super::test::{app_of, ask, both, create_tables, everything, insert, insert_directory, insert_lone_row};
use crate::{Error, Session};

/// One case: what is asked, of what, and what the evaluator says.
struct Question {
    name: String,
    case: Case,
    expr: Expr,
    expected: Value,
}

fn folder() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../engine-specs/expression")
}

fn questions(world: &World, files: Vec<CaseFile>) -> (Vec<Question>, usize) {
    let examples = catalogue()
        .flat_map(|entry| entry.examples)
        .map(|(formula, _)| Case { name: format!("example: {formula}"), json: json!({"formula": formula}) });
    let named = files.into_iter().flat_map(|file| file.cases.into_iter().map(move |case| (file.name.clone(), case)));
    let all = named.chain(examples.map(|case| ("catalogue".to_owned(), case)));
    let (mut questions, mut about_changes) = (Vec::new(), 0);
    for (file, case) in all {
        if case.json.get("issues").is_some() {
            continue;
        }
        let expr = world.compile(&case).unwrap().expr;
        if expr.depends_on_old() {
            about_changes += 1;
            continue;
        }
        let env = world.environment(&case).unwrap();
        let expected =
            if case.json["table"].is_string() { evaluate_row(&expr, &env, &env.row) } else { evaluate(&expr, &env) };
        questions.push(Question { name: format!("{file} / {}", case.name), case, expr, expected });
    }
    (questions, about_changes)
}

async fn answer(
    session: &Session,
    app: &Arc<app_definition::CompiledApp>,
    world: &World,
    question: &Question,
) -> Result<(), Error> {
    let Question { case, expr, expected, .. } = question;
    let env = world.environment(case).map_err(Error::Database)?;
    let form = &app.forms[case.form()];
    let values: Vec<Value> = (0..form.fields.len()).map(|slot| env.value(slot).clone()).collect();
    let own = form.slots.get("id").and_then(|slot| values[*slot].as_text()).and_then(|text| Uuid::try_parse(text).ok());
    let id = own.unwrap_or_else(Uuid::now_v7);
    insert(session, app, case.form(), id, &values).await?;
    let row = match case.json["table"].as_str() {
        None => None,
        Some(table) => {
            let slot = form.slots[table];
            Some((slot, insert_lone_row(session, form, slot, &env.row).await?))
        }
    };
    let query = everything(app.clone(), case.form());
    let answer = ask(session, app, &query, env.context(), expr, row, id).await?;
    let wire = |value: &Value| to_json(&Expr::Literal { value: value.clone(), ty: DataType::Null })["value"].clone();
    let (given, wanted) = (wire(&answer.value), wire(expected));
    let expect = case.json.get("expect").cloned().unwrap_or(wanted.clone());
    let yes = *expected == Value::Bool(true);
    if given != wanted || given != expect || answer.flag != yes || answer.met != yes {
        let (flag, met) = (answer.flag, answer.met);
        return Err(Error::Database(format!("gives {given} (flag {flag}, met {met}), not {wanted}\n  {}", answer.sql)));
    }
    Ok(())
}

#[tokio::test]
async fn every_case_means_the_same_in_both_databases() {
    let (world, files) = World::read(&folder()).unwrap();
    let app = Arc::new(app_of(&world));
    let (questions, about_changes) = questions(&world, files);
    let shared = Arc::new((world, questions));
    let mut failures = Vec::new();
    for (database, _folder) in both().await {
        let (app, shared, dialect) = (app.clone(), shared.clone(), database.dialect());
        let failed: Vec<String> = database
            .write(async move |session: &Session| {
                let (world, questions) = &*shared;
                create_tables(session, &app).await?;
                insert_directory(session, world).await?;
                for (form, records) in world.json["records"].as_object().unwrap() {
                    for (id, record) in
                        records.as_object().unwrap().iter().filter(|_| app.forms.contains_key(form.as_str()))
                    {
                        insert(session, &app, form, Uuid::try_parse(id).unwrap(), &world.values(form, record).unwrap())
                            .await?;
                    }
                }
                let mut failed = Vec::new();
                for question in questions {
                    session.run("SAVEPOINT question").await?;
                    if let Err(error) = answer(session, &app, world, question).await {
                        failed.push(format!("{dialect:?} {}: {error}", question.name));
                    }
                    session.run("ROLLBACK TO SAVEPOINT question").await?;
                    session.run("RELEASE SAVEPOINT question").await?;
                }
                println!(
                    "{dialect:?}: {} of {} cases hold; {about_changes} ask for old values",
                    questions.len() - failed.len(),
                    questions.len()
                );
                Ok::<_, Error>(failed)
            })
            .await
            .unwrap();
        failures.extend(failed);
    }
    assert!(failures.is_empty(), "{} failures\n{}", failures.len(), failures.join("\n"));
    assert!(shared.1.len() > 1_000, "only {} cases were found", shared.1.len());
}
