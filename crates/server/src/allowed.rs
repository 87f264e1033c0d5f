//! Which methods an address has: to answer 405 with `Allow` instead of 404 where only the method is wrong.

use utoipa::openapi::{OpenApi, PathItem};

/// Routes of records, which the platform's document does not list.
const RECORDS: [(&str, &str); 10] = [
    ("/openapi.json", "GET"),
    ("/data/{app}/openapi.json", "GET"),
    ("/data/{app}/{form}", "GET, POST"),
    ("/data/{app}/{form}/query", "POST"),
    ("/data/{app}/{form}/aggregate", "POST"),
    ("/data/{app}/{form}/batch", "POST"),
    ("/data/{app}/{form}/fill", "POST"),
    ("/data/{app}/{form}/{id}", "GET, PATCH, DELETE"),
    ("/data/{app}/{form}/{id}/history", "GET"),
    ("/apps/{app}", "GET"),
];

/// Patterns of addresses under `/api/v1` with the methods of each.
#[derive(Debug)]
pub struct Allowed(Vec<(Vec<String>, String)>);

impl Allowed {
    /// The routes of the platform's document and those of records.
    pub fn new(document: &OpenApi) -> Allowed {
        let documented = document.paths.paths.iter().map(|(path, item)| (path.clone(), methods(item)));
        let records = RECORDS.iter().map(|(path, methods)| ((*path).to_owned(), (*methods).to_owned()));
        let split = |(path, methods): (String, String)| (path.split('/').map(str::to_owned).collect(), methods);
        Allowed(documented.chain(records).map(split).collect())
    }

    /// The methods of the most exact pattern that `path` (below `/api/v1`) matches.
    pub fn methods(&self, path: &str) -> Option<&str> {
        let parts: Vec<&str> = path.split('/').collect();
        let fits = |pattern: &&(Vec<String>, String)| {
            pattern.0.len() == parts.len()
                && pattern
                    .0
                    .iter()
                    .zip(&parts)
                    .all(|(own, part)| own == part || own.starts_with('{') && !part.is_empty())
        };
        let exact = |pattern: &&(Vec<String>, String)| pattern.0.iter().filter(|part| !part.starts_with('{')).count();
        self.0.iter().filter(fits).max_by_key(exact).map(|(_, methods)| methods.as_str())
    }
}

fn methods(item: &PathItem) -> String {
    let all = [
        ("GET", &item.get),
        ("POST", &item.post),
        ("PUT", &item.put),
        ("PATCH", &item.patch),
        ("DELETE", &item.delete),
    ];
    let names: Vec<&str> = all.into_iter().filter(|(_, operation)| operation.is_some()).map(|(name, _)| name).collect();
    names.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_exact_pattern_counts() {
        let allowed = Allowed::new(&crate::platform_document());
        for (path, methods) in [
            ("/auth/login", Some("POST")),
            ("/data/crm/customer", Some("GET, POST")),
            ("/data/crm/customer/query", Some("POST")),
            ("/data/crm/customer/0191", Some("GET, PATCH, DELETE")),
            ("/apps/crm/draft", Some("GET, PUT")),
            ("/apps", Some("GET, POST")),
            ("/nothing", None),
            ("/data//customer", None),
        ] {
            assert_eq!(allowed.methods(path), methods, "{path}");
        }
    }
}
