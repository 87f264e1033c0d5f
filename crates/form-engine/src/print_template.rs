//! The body of a print: where its places are, what is wrong with them, and the HTML that is safe to show.

// The sanitiser takes its lists as hash sets; it asks them and never walks through them.
#![allow(clippy::disallowed_types)]

use std::{
    collections::{BTreeSet, HashSet},
    sync::LazyLock,
};

use engine_base::Issue;

/// A piece of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Piece<'a> {
    Html(&'a str),
    Field(&'a str),
    Open(&'a str),
    Close(&'a str),
}

/// A place for a value: a path from the record, or from a row of the sub-table in whose part it stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PrintPlace {
    /// What its part is of: the sub-table whose rows repeat it, or the field without whose value it is left out.
    pub part: Option<String>,
    /// The field or path over links; empty for the part itself.
    pub path: String,
}

/// The places of a body, or what is wrong with how they are written.
pub fn print_places(body: &str) -> Result<Vec<PrintPlace>, Vec<Issue>> {
    let (pieces, mut issues) = pieces(body);
    let (mut places, mut open) = (Vec::new(), None::<&str>);
    for piece in pieces {
        match (piece, open) {
            (Piece::Html(_), _) => {}
            (Piece::Field(path), _) => {
                places.push(PrintPlace { part: open.map(str::to_owned), path: path.to_owned() });
            }
            (Piece::Open(table), None) => {
                places.push(PrintPlace { part: Some(table.to_owned()), path: String::new() });
                open = Some(table);
            }
            (Piece::Open(table), Some(_)) => issues.push(Issue::new("print.nested").with("table", table)),
            (Piece::Close(table), Some(own)) if own == table => open = None,
            (Piece::Close(table), _) => issues.push(Issue::new("print.not_open").with("table", table)),
        }
    }
    issues.extend(open.map(|table| Issue::new("print.not_closed").with("table", table)));
    if issues.is_empty() { Ok(places) } else { Err(issues) }
}

/// The body without anything that could run or load something; places stay as they are.
pub fn clean_print(body: &str) -> String {
    // Between the rows of a table HTML allows comments and no text: there the marks of repeated rows travel as comments.
    let mut tables = BTreeSet::new();
    let mut marked = String::with_capacity(body.len());
    for piece in pieces(body).0 {
        match piece {
            Piece::Html(html) => marked.push_str(html),
            Piece::Field(path) => marked.push_str(&format!("{{{{{path}}}}}")),
            Piece::Open(table) => marked.push_str(&format!("<!--#{table}-->")),
            Piece::Close(table) => marked.push_str(&format!("<!--/{table}-->")),
        }
        if let Piece::Open(table) | Piece::Close(table) = piece {
            tables.insert(table);
        }
    }
    let mut clean = CLEANER.clean(&marked).to_string();
    for table in tables {
        clean = clean.replace(&format!("<!--#{table}-->"), &format!("{{{{#{table}}}}}"));
        clean = clean.replace(&format!("<!--/{table}-->"), &format!("{{{{/{table}}}}}"));
    }
    // A body that passed the check has no comments of its own.
    if clean.contains("<!--") { COMMENT_FREE.clean(&clean).to_string() } else { clean }
}

fn pieces(body: &str) -> (Vec<Piece<'_>>, Vec<Issue>) {
    let (mut pieces, mut issues) = (Vec::new(), Vec::new());
    if body.contains("<!--") {
        issues.push(Issue::new("print.comment"));
    }
    let (mut rest, mut in_tag) = (body, false);
    while let Some((before, after)) = rest.split_once("{{") {
        pieces.push(Piece::Html(before));
        in_tag = ends_in_tag(before, in_tag);
        let Some((inside, next)) = after.split_once("}}") else {
            issues.push(Issue::new("print.unfinished").with("text", shortened(after)));
            return (pieces, issues);
        };
        rest = next;
        let word = inside.trim();
        if in_tag {
            issues.push(Issue::new("print.in_tag").with("text", shortened(word)));
            continue;
        }
        let (piece, path) = match (word.strip_prefix('#'), word.strip_prefix('/')) {
            (Some(table), _) => (Piece::Open(table.trim()), table.trim()),
            (_, Some(table)) => (Piece::Close(table.trim()), table.trim()),
            _ => (Piece::Field(word), word),
        };
        let hops = path.split('.').count();
        let most = if matches!(piece, Piece::Field(_)) { 8 } else { 1 };
        if hops <= most && path.split('.').all(|key| engine_base::Key::new(key).is_ok()) {
            pieces.push(piece);
        } else {
            issues.push(Issue::new("print.place").with("text", shortened(word)));
        }
    }
    pieces.push(Piece::Html(rest));
    (pieces, issues)
}

/// Whether a tag that began in `html`, or before it, has not ended there.
fn ends_in_tag(html: &str, before: bool) -> bool {
    let mut inside = before;
    let mut characters = html.chars().peekable();
    while let Some(character) = characters.next() {
        match character {
            '<' => inside = characters.peek().is_some_and(|next| next.is_ascii_alphabetic() || "/!?".contains(*next)),
            '>' => inside = false,
            _ => {}
        }
    }
    inside
}

fn shortened(text: &str) -> String {
    text.chars().take(60).collect()
}

/// Keeps what may stand on a page, and no comment.
fn cleaner() -> ammonia::Builder<'static> {
    let styles = [
        "background-color",
        "border",
        "border-bottom",
        "border-collapse",
        "border-left",
        "border-right",
        "border-spacing",
        "border-top",
        "break-after",
        "break-before",
        "break-inside",
        "color",
        "font-size",
        "font-style",
        "font-weight",
        "height",
        "letter-spacing",
        "line-height",
        "margin",
        "margin-bottom",
        "margin-left",
        "margin-right",
        "margin-top",
        "padding",
        "padding-bottom",
        "padding-left",
        "padding-right",
        "padding-top",
        "text-align",
        "text-decoration",
        "text-indent",
        "vertical-align",
        "white-space",
        "width",
    ];
    let mut cleaner = crate::html::cleaner();
    cleaner
        .add_tags(["caption", "col", "colgroup", "div", "h5", "h6", "small", "span", "tfoot"])
        .add_tag_attributes("col", ["span"])
        .generic_attributes(HashSet::from(["style"]))
        .filter_style_properties(HashSet::from(styles));
    cleaner
}

static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
    let mut cleaner = cleaner();
    cleaner.strip_comments(false);
    cleaner
});

static COMMENT_FREE: LazyLock<ammonia::Builder<'static>> = LazyLock::new(cleaner);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_repeats_rows_stays_between_the_rows() {
        let body = "<table><tbody>{{#lines}}<tr><td>{{ product.name }}</td></tr>{{/lines}}</tbody></table><p>{{owner.name}}</p>";
        let clean = clean_print(body);
        assert_eq!(clean, body.replace("{{ product.name }}", "{{product.name}}"));
        assert_eq!(clean_print(&clean), clean);
    }

    #[test]
    fn nothing_that_runs_or_loads_is_left() {
        let body = "<p onclick=\"x()\" style=\"text-align:right;background-image:url(http://e)\">a</p><script>{{name}}</script>\
                    <img src=\"http://e/x\"><iframe src=\"//e\"></iframe><!--#<script>x()</script>--><!<!----#y--><a href=\"javascript:x\">b</a><style>p{}</style>";
        let clean = clean_print(body);
        for part in ["onclick", "url(", "script", "img", "iframe", "href", "{{#", "style>"] {
            assert!(!clean.contains(part), "{part}: {clean}");
        }
        assert!(clean.contains("text-align:right") && clean.contains('b'), "{clean}");
    }
}
