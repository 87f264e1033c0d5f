//! What every refusal and failure answers.

use serde_json::{Map, Value as Json, json};

/// The refusals, by status: the name of the response and when it comes.
const RESPONSES: [(u16, &str, &str); 13] = [
    (400, "Malformed", "The request cannot be read, or names a parameter, field or operator that there is not."),
    (401, "SignedOut", "Not signed in."),
    (403, "Denied", "Not allowed; the issues name the form or field."),
    (404, "NotFound", "Not there, or not to be seen by the caller."),
    (405, "MethodNotAllowed", "This address does not take the method."),
    (
        409,
        "Conflict",
        "The state does not allow it: the record is linked, a value stands already, or an idempotency key was used otherwise.",
    ),
    (412, "Changed", "The record has another version than `If-Match` says."),
    (413, "TooLarge", "The body is too large."),
    (415, "WrongType", "The body is not `application/json`."),
    (422, "Invalid", "Something in the body is wrong; all issues at once, each with the place as a JSON pointer."),
    (429, "TooMany", "Too many requests; `Retry-After` says when to try again."),
    (503, "Unavailable", "The database does not answer at the moment; `Retry-After` says when to try again."),
    (507, "Full", "The disk is full."),
];

/// References to the refusals with these statuses, and to those that may always come.
pub(super) fn refusals(statuses: &[u16]) -> Map<String, Json> {
    let always = [400, 401, 403, 404, 405, 429, 503];
    let wanted = RESPONSES.iter().filter(|(status, ..)| always.contains(status) || statuses.contains(status));
    wanted
        .map(|(status, name, _)| (status.to_string(), json!({ "$ref": format!("#/components/responses/{name}") })))
        .collect()
}

/// The responses of the components.
pub(super) fn responses() -> Json {
    let response = |status: u16, about: &str| {
        let mut response = json!({
            "description": about,
            "content": { "application/problem+json": { "schema": super::reference("Problem") } },
        });
        if let (429 | 503 | 507, Some(response)) = (status, response.as_object_mut()) {
            response
                .insert("headers".to_owned(), json!({ "Retry-After": { "$ref": "#/components/headers/RetryAfter" } }));
        }
        response
    };
    Json::Object(RESPONSES.iter().map(|(status, name, about)| ((*name).to_owned(), response(*status, about))).collect())
}

/// The headers of answers.
pub(super) fn headers() -> Json {
    json!({
        "RetryAfter": { "description": "Seconds to wait.", "schema": { "type": "integer", "minimum": 0 } },
        "ETag": { "description": "The record's version in quotes, for `If-Match`.", "schema": { "type": "string", "pattern": "^\"[0-9]+\"$" } },
        "Location": { "description": "The new record.", "schema": { "type": "string", "format": "uri-reference" } },
    })
}

/// The schemas of problems and issues.
pub(super) fn schemas() -> Map<String, Json> {
    let issue = json!({
        "type": "object",
        "description": "One thing that is wrong.",
        "properties": {
            "code": { "type": "string", "description": "Stable, dotted, lower case." },
            "path": { "type": "string", "description": "JSON pointer to the place." },
            "params": { "type": "object", "description": "What the text names." },
            "text": { "type": "string", "description": "In the language that `Accept-Language` asks for." },
        },
        "required": ["code", "path", "text"],
        "examples": [{ "code": "required", "path": "/name", "params": {}, "text": "must have a value" }],
    });
    let problem = json!({
        "type": "object",
        "properties": {
            "code": { "type": "string" },
            "detail": { "type": "string" },
            "issues": { "type": "array", "items": super::reference("Issue") },
            "request_id": { "type": "string", "description": "Names the request in the server's log." },
        },
        "required": ["code", "detail", "request_id"],
    });
    Map::from_iter([("Issue".to_owned(), issue), ("Problem".to_owned(), problem)])
}
