//! Reading: every statement is limited to what the person may see.

use app_definition::{AuthorizedQuery, Verb};
use engine_base::{Issue, Uuid};
use form_engine::Source;
use storage::ListQuery;

use super::Written;
use crate::{Actor, AggregateRequest, Error, ListRequest, Runtime, query::Planner, short_form::list_request};

impl Runtime {
    /// One record. `pairs` may name `fields` and `expand`.
    pub async fn read(
        &self,
        actor: &Actor,
        app: &str,
        form: &str,
        id: Uuid,
        pairs: Vec<(String, String)>,
    ) -> Result<Written, Error> {
        let (published, query) = self.authorize(actor, app, form, Verb::Read)?;
        let context = actor.context(app, self.clock.now(), &self.zone);
        let plain = pairs.is_empty();
        let (fields, expand) = selection(pairs)?;
        let select = Planner::new(&published.app, &query).select(fields.as_deref(), &expand)?;
        let mut body = Vec::with_capacity(1024);
        let version = {
            let (query, body) = (&query, &mut body);
            self.database
                .read_now(async move |session| {
                    Ok::<_, Error>(session.read_json(query, &context, id, &select, body).await?)
                })
                .await?
        };
        let version = version.ok_or(Error::NotFound)?;
        Ok(Written { id, version, body, cacheable: plain && is_self_contained(&query) })
    }

    /// A list in the short form of a URL.
    pub async fn list(
        &self,
        actor: &Actor,
        app: &str,
        form: &str,
        pairs: Vec<(String, String)>,
    ) -> Result<Vec<u8>, Error> {
        let (published, query) = self.authorize(actor, app, form, Verb::Read)?;
        let request = list_request(&query, &published.app.symbols, &pairs)?;
        let list = Planner::new(&published.app, &query).list(request)?;
        self.page(actor, app, query, list).await
    }

    /// A list asked for in a body.
    pub async fn query(&self, actor: &Actor, app: &str, form: &str, request: ListRequest) -> Result<Vec<u8>, Error> {
        let (published, query) = self.authorize(actor, app, form, Verb::Read)?;
        let list = Planner::new(&published.app, &query).list(request)?;
        self.page(actor, app, query, list).await
    }

    async fn page(&self, actor: &Actor, app: &str, query: AuthorizedQuery, list: ListQuery) -> Result<Vec<u8>, Error> {
        let context = actor.context(app, self.clock.now(), &self.zone);
        self.database
            .read(async move |session| {
                let mut body = Vec::with_capacity(32 * 1024);
                body.extend_from_slice(b"{\"items\":");
                let page = session.list_json(&query, &context, &list, &mut body).await?;
                body.extend_from_slice(b",\"next_cursor\":");
                match page.next_cursor {
                    Some(cursor) => engine_base::write_text(&mut body, &cursor),
                    None => body.extend_from_slice(b"null"),
                }
                if let Some(total) = page.total {
                    body.extend_from_slice(format!(",\"total\":{total}").as_bytes());
                }
                body.push(b'}');
                Ok(body)
            })
            .await
            .map_err(bad_cursor)
    }

    /// Groups and measures.
    pub async fn aggregate(
        &self,
        actor: &Actor,
        app: &str,
        form: &str,
        request: AggregateRequest,
    ) -> Result<Vec<u8>, Error> {
        let (published, query) = self.authorize(actor, app, form, Verb::Read)?;
        let aggregate = Planner::new(&published.app, &query).aggregate(request)?;
        let context = actor.context(app, self.clock.now(), &self.zone);
        self.database
            .read(async move |session| {
                let mut body = Vec::with_capacity(4096);
                body.extend_from_slice(b"{\"items\":");
                session.aggregate_json(&query, &context, &aggregate, &mut body).await?;
                body.push(b'}');
                Ok(body)
            })
            .await
    }
}

/// A cursor that we did not make is the request's fault.
fn bad_cursor(error: Error) -> Error {
    match error {
        Error::Storage(storage::Error::Cursor) => Error::Request(vec![Issue::new("cursor.invalid").at("/cursor")]),
        other => other,
    }
}

/// `fields` and `expand` of one record; anything else is refused.
fn selection(pairs: Vec<(String, String)>) -> Result<(Option<Vec<String>>, Vec<String>), Error> {
    let words = |value: String| value.split(',').filter(|word| !word.is_empty()).map(str::to_owned).collect::<Vec<_>>();
    let (mut fields, mut expand, mut issues) = (None, Vec::new(), Vec::new());
    for (name, value) in pairs {
        match name.as_str() {
            "fields" if fields.is_none() => fields = Some(words(value)),
            "expand" if expand.is_empty() => expand = words(value),
            _ => issues.push(Issue::new("parameter.unknown").at(Issue::join("", &name)).with("name", name)),
        }
    }
    if issues.is_empty() { Ok((fields, expand)) } else { Err(Error::Request(issues)) }
}

/// Whether nothing that is shown depends on other records, time or files.
fn is_self_contained(query: &AuthorizedQuery) -> bool {
    query.form().fields.iter().all(|field| field.source != Source::Virtual)
}
