//! Every refusal and failure as one body: `application/problem+json`.

use std::fmt;

use actix_web::{
    HttpRequest, HttpResponse, HttpResponseBuilder, ResponseError,
    http::{StatusCode, header},
};
use engine_base::{Issue, Issues, Locale};
use runtime::{Error, Runtime};
use serde::Serialize;
use utoipa::{ToSchema, openapi::RefOr};
use uuid::Uuid;

/// The media type of problems, RFC 9457.
const PROBLEM: &str = "application/problem+json";

/// What every refusal and failure answers.
#[derive(Debug, Serialize, ToSchema)]
pub struct ProblemBody {
    /// Stable code of the kind of problem.
    #[schema(example = "validation")]
    pub code: String,
    /// A sentence in the language of the request.
    pub detail: String,
    /// What is wrong with the input, each at its place.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub issues: Vec<IssueBody>,
    /// Names the request in the server's log.
    pub request_id: String,
}

/// One thing that is wrong with the input.
#[derive(Debug, Serialize, ToSchema)]
pub struct IssueBody {
    /// Stable code.
    #[schema(example = "field.unknown")]
    pub code: String,
    /// JSON pointer to the place.
    #[schema(example = "/amount")]
    pub path: String,
    /// What the text names.
    #[schema(value_type = Object)]
    pub params: serde_json::Value,
    /// A sentence in the language of the request.
    pub text: String,
}

/// A problem on its way to the client.
#[derive(Debug)]
pub struct Problem {
    status: StatusCode,
    code: &'static str,
    issues: Issues,
    locale: Locale,
    wait: Option<u64>,
    /// Whether the same request may well succeed when it is carried out again at once.
    passing: bool,
    request_id: Uuid,
}

impl Problem {
    /// A problem whose sentence is the catalogue's text for `code`.
    pub fn new(status: StatusCode, code: &'static str) -> Problem {
        Problem {
            status,
            code,
            issues: Issues::new(),
            locale: Locale::default(),
            wait: None,
            passing: false,
            request_id: Uuid::now_v7(),
        }
    }

    /// The same, in the language that `request` asks for.
    #[must_use]
    pub fn for_request(mut self, request: &HttpRequest) -> Problem {
        self.locale = locale_of(request);
        self
    }

    fn because(mut self, issues: Issues) -> Problem {
        self.issues = issues;
        self
    }

    fn passing(mut self) -> Problem {
        self.passing = true;
        self
    }

    fn waiting(mut self, seconds: u64) -> Problem {
        self.wait = Some(seconds);
        self
    }
}

/// The language that a request asks for.
pub fn locale_of(request: &HttpRequest) -> Locale {
    let header = request.headers().get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    header.map_or_else(Locale::default, Locale::negotiate)
}

impl From<Error> for Problem {
    fn from(error: Error) -> Problem {
        match error {
            Error::Issues(issues) => Problem::new(StatusCode::UNPROCESSABLE_ENTITY, "validation").because(issues),
            Error::Request(issues) => Problem::new(StatusCode::BAD_REQUEST, "request.malformed").because(issues),
            Error::SignedOut => Problem::new(StatusCode::UNAUTHORIZED, "sign_in.required"),
            Error::WrongPassword => Problem::new(StatusCode::UNAUTHORIZED, "sign_in.wrong"),
            Error::Refused(refusal) => refused(refusal),
            Error::AdministratorsOnly => Problem::new(StatusCode::FORBIDDEN, "access.administrators_only"),
            Error::NotSharing => Problem::new(StatusCode::FORBIDDEN, "access.share_views"),
            Error::NotOwn => Problem::new(StatusCode::FORBIDDEN, "access.not_own"),
            Error::OutOfScope => Problem::new(StatusCode::FORBIDDEN, "access.out_of_scope"),
            Error::NotFound => Problem::new(StatusCode::NOT_FOUND, "not_found"),
            Error::Conflict(issue) => Problem::new(StatusCode::CONFLICT, "conflict").because(vec![*issue]),
            Error::Changed { current } => {
                let issue = Issue::new("record.changed").with("current", current);
                Problem::new(StatusCode::PRECONDITION_FAILED, "record.changed").because(vec![issue])
            }
            Error::TooMany { seconds } => Problem::new(StatusCode::TOO_MANY_REQUESTS, "too_many").waiting(seconds),
            Error::Republished => Problem::new(StatusCode::CONFLICT, "app.republished").passing(),
            Error::Raced => Problem::new(StatusCode::CONFLICT, "record.busy").passing(),
            Error::Storage(error) => storage_problem(error),
            Error::Files(error) => {
                tracing::error!(%error, "file store failed");
                Problem::new(StatusCode::SERVICE_UNAVAILABLE, "storage.unavailable").waiting(5)
            }
        }
    }
}

fn refused(refusal: app_definition::Refusal) -> Problem {
    use app_definition::Refusal;
    match refusal {
        Refusal::NoForm(_) => Problem::new(StatusCode::NOT_FOUND, "not_found"),
        Refusal::Form { form, .. } => {
            let issue = Issue::new("access.form").with("form", form.as_str());
            Problem::new(StatusCode::FORBIDDEN, "access.denied").because(vec![issue])
        }
        Refusal::Field { form, field } => {
            let issue = Issue::new("access.field").with("form", form.as_str()).with("field", field);
            Problem::new(StatusCode::FORBIDDEN, "access.denied").because(vec![issue])
        }
    }
}

fn storage_problem(error: runtime::StorageError) -> Problem {
    use runtime::StorageError;
    match error {
        StorageError::Busy => Problem::new(StatusCode::SERVICE_UNAVAILABLE, "storage.busy").waiting(1),
        StorageError::Unavailable(reason) => {
            tracing::error!(reason, "database not available");
            Problem::new(StatusCode::SERVICE_UNAVAILABLE, "storage.unavailable").waiting(2)
        }
        StorageError::Full => {
            tracing::error!("disk full");
            Problem::new(StatusCode::INSUFFICIENT_STORAGE, "storage.full").waiting(30)
        }
        StorageError::Conflict => Problem::new(StatusCode::CONFLICT, "record.busy"),
        StorageError::Outdated(reason) => {
            tracing::warn!(reason, "the app was published meanwhile");
            Problem::new(StatusCode::CONFLICT, "app.republished").passing()
        }
        error => {
            let problem = Problem::new(StatusCode::INTERNAL_SERVER_ERROR, "internal");
            tracing::error!(%error, request_id = %problem.request_id, "request failed");
            problem
        }
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.status, self.code)
    }
}

impl ResponseError for Problem {
    fn status_code(&self) -> StatusCode {
        self.status
    }

    fn error_response(&self) -> HttpResponse {
        let issue = |issue: &Issue| IssueBody {
            code: issue.code.to_string(),
            path: issue.path.clone(),
            params: serde_json::to_value(&issue.params).unwrap_or_default(),
            text: issue.text(self.locale),
        };
        let body = ProblemBody {
            code: self.code.to_owned(),
            detail: Issue::new(self.code).text(self.locale),
            issues: self.issues.iter().map(issue).collect(),
            request_id: self.request_id.to_string(),
        };
        let mut response = HttpResponseBuilder::new(self.status);
        if let Some(seconds) = self.wait {
            response.insert_header((header::RETRY_AFTER, seconds.to_string()));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.insert_header((header::WWW_AUTHENTICATE, "Bearer"));
        }
        response.content_type(PROBLEM).body(serde_json::to_vec(&body).unwrap_or_default())
    }
}

/// Runs a use case and puts its refusal into the language of the request.
pub async fn answer<T>(request: &HttpRequest, work: impl Future<Output = Result<T, Error>>) -> Result<T, Problem> {
    work.await.map_err(|error| Problem::from(error).for_request(request))
}

/// Carries `work` out, and once more with the releases of now when a publication, or the same request, came between.
pub async fn again<T>(
    runtime: &Runtime,
    request: &HttpRequest,
    work: impl AsyncFn() -> Result<T, Problem>,
) -> Result<T, Problem> {
    match work().await {
        Err(problem) if problem.passing => {
            answer(request, runtime.reload_apps()).await?;
            work().await
        }
        done => done,
    }
}

/// Writes the media type of problems into the refusals of a document.
pub fn describe(document: &mut utoipa::openapi::OpenApi) {
    for item in document.paths.paths.values_mut() {
        let all = [&mut item.get, &mut item.put, &mut item.post, &mut item.delete, &mut item.patch];
        for operation in all.into_iter().flatten() {
            let refusals = operation.responses.responses.iter_mut().filter(|(status, _)| status.starts_with('4'));
            for (_, response) in refusals {
                if let RefOr::T(response) = response
                    && let Some(content) = response.content.swap_remove("application/json")
                {
                    response.content.insert(PROBLEM.to_owned(), content);
                }
            }
        }
    }
}
