//! People, departments and the API keys of the person who asks.

use actix_web::{HttpRequest, HttpResponse, delete, get, http::StatusCode, patch, post, web};
use runtime::{
    ChangeDepartment, ChangePerson, DepartmentView, KeyView, Listed, NewDepartment, NewKey, NewKeyMade, NewPerson,
    PersonView,
};
use uuid::Uuid;

use super::{Data, data::parse};
use crate::{
    problem::{Problem, ProblemBody, answer},
    signed::Signed,
};

/// The directory of people.
#[utoipa::path(tag = "organisation", security(("token" = [])), responses((status = 200, body = Listed<PersonView>), (status = 401, body = ProblemBody)))]
#[get("/users")]
pub async fn people(runtime: Data, actor: Signed) -> web::Json<Listed<PersonView>> {
    web::Json(runtime.people(&actor))
}

/// Adds a person. Administrators only.
#[utoipa::path(tag = "organisation", security(("token" = [])), request_body = NewPerson,
    responses((status = 201, body = PersonView), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[post("/users")]
pub async fn add_person(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let person: NewPerson = parse(&request, &body)?;
    let view = answer(&request, runtime.add_person(&actor, person)).await?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(view))
}

/// Changes a person: administrators anything, everybody the own language and password.
#[utoipa::path(tag = "organisation", security(("token" = [])), params(("id" = Uuid, Path, description = "the person")), request_body = ChangePerson,
    responses((status = 200, body = PersonView), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 404, body = ProblemBody), (status = 409, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[patch("/users/{id}")]
pub async fn change_person(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    id: web::Path<Uuid>,
    body: web::Bytes,
) -> Result<web::Json<PersonView>, Problem> {
    let change: ChangePerson = parse(&request, &body)?;
    answer(&request, runtime.change_person(&actor, *id, change)).await.map(web::Json)
}

/// The tree of departments.
#[utoipa::path(tag = "organisation", security(("token" = [])), responses((status = 200, body = Listed<DepartmentView>), (status = 401, body = ProblemBody)))]
#[get("/departments")]
pub async fn departments(runtime: Data, actor: Signed) -> web::Json<Listed<DepartmentView>> {
    web::Json(runtime.departments(&actor))
}

/// Adds a department. Administrators only.
#[utoipa::path(tag = "organisation", security(("token" = [])), request_body = NewDepartment,
    responses((status = 201, body = DepartmentView), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[post("/departments")]
pub async fn add_department(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let department: NewDepartment = parse(&request, &body)?;
    let view = answer(&request, runtime.add_department(&actor, department)).await?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(view))
}

/// Changes a department. Administrators only.
#[utoipa::path(tag = "organisation", security(("token" = [])), params(("id" = Uuid, Path, description = "the department")), request_body = ChangeDepartment,
    responses((status = 200, body = DepartmentView), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 403, body = ProblemBody),
              (status = 404, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[patch("/departments/{id}")]
pub async fn change_department(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    id: web::Path<Uuid>,
    body: web::Bytes,
) -> Result<web::Json<DepartmentView>, Problem> {
    let change: ChangeDepartment = parse(&request, &body)?;
    answer(&request, runtime.change_department(&actor, *id, change)).await.map(web::Json)
}

/// The API keys of the person who asks; never the keys themselves.
#[utoipa::path(tag = "organisation", security(("token" = [])), responses((status = 200, body = Listed<KeyView>), (status = 401, body = ProblemBody)))]
#[get("/keys")]
pub async fn keys(request: HttpRequest, runtime: Data, actor: Signed) -> Result<web::Json<Listed<KeyView>>, Problem> {
    answer(&request, runtime.keys(&actor)).await.map(web::Json)
}

/// Makes an API key that may do what its maker may do. It is shown this once.
#[utoipa::path(tag = "organisation", security(("token" = [])), request_body = NewKey,
    responses((status = 201, body = NewKeyMade), (status = 400, body = ProblemBody), (status = 401, body = ProblemBody), (status = 415, body = ProblemBody), (status = 422, body = ProblemBody)))]
#[post("/keys")]
pub async fn add_key(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    body: web::Bytes,
) -> Result<HttpResponse, Problem> {
    let key: NewKey = parse(&request, &body)?;
    let made = answer(&request, runtime.add_key(&actor, key)).await?;
    Ok(HttpResponse::build(StatusCode::CREATED).json(made))
}

/// Revokes an API key of the person who asks.
#[utoipa::path(tag = "organisation", security(("token" = [])), params(("id" = Uuid, Path, description = "the key")),
    responses((status = 204), (status = 401, body = ProblemBody), (status = 404, body = ProblemBody)))]
#[delete("/keys/{id}")]
pub async fn remove_key(
    request: HttpRequest,
    runtime: Data,
    actor: Signed,
    id: web::Path<Uuid>,
) -> Result<HttpResponse, Problem> {
    answer(&request, runtime.remove_key(&actor, *id)).await?;
    Ok(HttpResponse::NoContent().finish())
}
