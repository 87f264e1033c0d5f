//! The routes that the benchmark calls, over either database.

use std::{
    collections::HashMap,
    sync::{PoisonError, RwLock},
};

use actix_web::{HttpRequest, HttpResponse, http::StatusCode, web};
use serde::Deserialize;
use serde_json::json;

use crate::customer::{Cell, Company, Customer};

/// Why a request was not carried out.
pub type Failure = (StatusCode, String);
/// A body, or why there is none.
pub type Done = Result<Vec<u8>, Failure>;

/// What a list is asked for.
#[derive(Deserialize, Default)]
#[serde(deny_unknown_fields)]
pub struct List {
    pub status: Option<String>,
    pub level: Option<String>,
    #[serde(rename = "name.contains")]
    pub name: Option<String>,
    pub sort: Option<String>,
    pub expand: Option<String>,
    pub cursor: Option<String>,
    pub limit: Option<i64>,
    #[serde(default)]
    pub total: bool,
}

impl List {
    /// Amount and id where the page before ended.
    pub fn after(&self) -> Result<Option<(i64, i64)>, Failure> {
        let parse = |cursor: &str| {
            Some(cursor.split_once('_')).flatten().and_then(|(a, b)| Some((a.parse().ok()?, b.parse().ok()?)))
        };
        match &self.cursor {
            Some(cursor) => parse(cursor).map(Some).ok_or_else(|| wrong("cursor")),
            None => Ok(None),
        }
    }
}

/// One database.
pub trait Store: Sized + Send + Sync + 'static {
    async fn create(&self, customer: [Cell; 20]) -> Done;
    async fn create_customers(&self, customers: Vec<[Cell; 20]>) -> Result<Vec<i64>, Failure>;
    async fn create_companies(&self, companies: Vec<[Cell; 5]>) -> Result<Vec<i64>, Failure>;
    async fn read(&self, id: i64) -> Done;
    async fn update(&self, id: i64, customer: [Cell; 20]) -> Done;
    async fn list(&self, list: List) -> Done;
    async fn aggregate(&self) -> Done;
}

/// What the workers share.
pub struct State<S> {
    store: S,
    tokens: RwLock<HashMap<String, Rights>>,
}

#[derive(Clone, Copy)]
struct Rights {
    read: bool,
    create: bool,
    update: bool,
}

impl<S> State<S> {
    pub fn new(store: S) -> State<S> {
        State { store, tokens: RwLock::default() }
    }

    fn rights(&self, request: &HttpRequest) -> Option<Rights> {
        let token = request.headers().get("authorization")?.to_str().ok()?.strip_prefix("Bearer ")?;
        self.tokens.read().unwrap_or_else(PoisonError::into_inner).get(token).copied()
    }

    fn allow(&self, request: &HttpRequest, right: impl Fn(Rights) -> bool) -> Result<(), Failure> {
        match self.rights(request) {
            Some(rights) if right(rights) => Ok(()),
            Some(_) => Err((StatusCode::FORBIDDEN, "not allowed".to_owned())),
            None => Err((StatusCode::UNAUTHORIZED, "not signed in".to_owned())),
        }
    }
}

/// The request is wrong.
pub fn wrong(why: &str) -> Failure {
    (StatusCode::UNPROCESSABLE_ENTITY, why.to_owned())
}

/// The database failed.
pub fn failed(error: impl std::fmt::Display) -> Failure {
    (StatusCode::INTERNAL_SERVER_ERROR, error.to_string())
}

pub fn not_found() -> Failure {
    (StatusCode::NOT_FOUND, "not found".to_owned())
}

pub fn configure<S: Store>(config: &mut web::ServiceConfig) {
    config
        .route("/readyz", web::get().to(HttpResponse::Ok))
        .route("/api/v1/public", web::get().to(async || web::Json(json!({ "setup": false }))))
        .route("/api/v1/auth/login", web::post().to(login::<S>))
        .route("/api/v1/data/peers/companies/batch", web::post().to(companies::<S>))
        .route("/api/v1/data/peers/customers/batch", web::post().to(customers::<S>))
        .route("/api/v1/data/peers/customers/aggregate", web::post().to(aggregate::<S>))
        .route("/api/v1/data/peers/customers", web::get().to(list::<S>))
        .route("/api/v1/data/peers/customers", web::post().to(create::<S>))
        .route("/api/v1/data/peers/customers/{id}", web::get().to(read::<S>))
        .route("/api/v1/data/peers/customers/{id}", web::patch().to(update::<S>));
}

#[derive(Deserialize)]
struct SignIn {
    account: String,
    password: String,
}

/// One user with a role that may read, create and update, and another who may only read.
async fn login<S: Store>(state: web::Data<State<S>>, sign_in: web::Json<SignIn>) -> HttpResponse {
    let writes = match (sign_in.account.as_str(), sign_in.password.as_str()) {
        ("clerk", formwork_tests::PASSWORD) => true,
        ("reader", formwork_tests::PASSWORD) => false,
        _ => return HttpResponse::Unauthorized().finish(),
    };
    let token: String = (0..32).map(|_| fastrand::alphanumeric()).collect();
    let rights = Rights { read: true, create: writes, update: writes };
    state.tokens.write().unwrap_or_else(PoisonError::into_inner).insert(token.clone(), rights);
    HttpResponse::Ok().json(json!({ "token": token }))
}

fn answer(status: StatusCode, done: Done) -> HttpResponse {
    match done {
        Ok(body) => HttpResponse::build(status).content_type("application/json").body(body),
        Err((status, why)) => HttpResponse::build(status).json(json!({ "detail": why })),
    }
}

fn parse<'a, T: Deserialize<'a>>(body: &'a [u8]) -> Result<T, Failure> {
    serde_json::from_slice(body).map_err(|error| (StatusCode::BAD_REQUEST, error.to_string()))
}

async fn create<S: Store>(request: HttpRequest, state: web::Data<State<S>>, body: web::Bytes) -> HttpResponse {
    let done = async {
        state.allow(&request, |rights| rights.create)?;
        let cells = parse::<Customer>(&body)?.cells(true).map_err(wrong)?;
        state.store.create(cells).await
    };
    answer(StatusCode::CREATED, done.await)
}

async fn read<S: Store>(request: HttpRequest, state: web::Data<State<S>>, id: web::Path<i64>) -> HttpResponse {
    let done = async {
        state.allow(&request, |rights| rights.read)?;
        state.store.read(*id).await
    };
    answer(StatusCode::OK, done.await)
}

async fn update<S: Store>(
    request: HttpRequest,
    state: web::Data<State<S>>,
    id: web::Path<i64>,
    body: web::Bytes,
) -> HttpResponse {
    let done = async {
        state.allow(&request, |rights| rights.update)?;
        let cells = parse::<Customer>(&body)?.cells(false).map_err(wrong)?;
        state.store.update(*id, cells).await
    };
    answer(StatusCode::OK, done.await)
}

async fn list<S: Store>(request: HttpRequest, state: web::Data<State<S>>, list: web::Query<List>) -> HttpResponse {
    let done = async {
        state.allow(&request, |rights| rights.read)?;
        state.store.list(list.into_inner()).await
    };
    answer(StatusCode::OK, done.await)
}

/// The body is the one question that this server answers; it is read, so that the connection stays open.
async fn aggregate<S: Store>(request: HttpRequest, state: web::Data<State<S>>, _body: web::Bytes) -> HttpResponse {
    let done = async {
        state.allow(&request, |rights| rights.read)?;
        state.store.aggregate().await
    };
    answer(StatusCode::OK, done.await)
}

#[derive(Deserialize)]
struct Batch<T> {
    operations: Vec<Operation<T>>,
}

#[derive(Deserialize)]
struct Operation<T> {
    create: T,
}

async fn customers<S: Store>(request: HttpRequest, state: web::Data<State<S>>, body: web::Bytes) -> HttpResponse {
    let done = async {
        state.allow(&request, |rights| rights.create)?;
        let batch: Batch<Customer> = parse(&body)?;
        let cells = batch.operations.into_iter().map(|operation| operation.create.cells(true));
        let cells = cells.collect::<Result<Vec<_>, _>>().map_err(wrong)?;
        state.store.create_customers(cells).await.map(|ids| results(&ids))
    };
    answer(StatusCode::OK, done.await)
}

async fn companies<S: Store>(request: HttpRequest, state: web::Data<State<S>>, body: web::Bytes) -> HttpResponse {
    let done = async {
        state.allow(&request, |rights| rights.create)?;
        let batch: Batch<Company> = parse(&body)?;
        let cells = batch.operations.into_iter().map(|operation| operation.create.cells());
        let cells = cells.collect::<Result<Vec<_>, _>>().map_err(wrong)?;
        state.store.create_companies(cells).await.map(|ids| results(&ids))
    };
    answer(StatusCode::OK, done.await)
}

fn results(ids: &[i64]) -> Vec<u8> {
    let mut out = b"{\"results\":[".to_vec();
    for (index, id) in ids.iter().enumerate() {
        out.extend_from_slice(if index > 0 { b",{\"status\":201,\"id\":" } else { b"{\"status\":201,\"id\":" });
        crate::write::number(&mut out, *id);
        out.push(b'}');
    }
    out.extend_from_slice(b"]}");
    out
}
