//! The one way in which definitions are written down: stable order of properties, two spaces, short things on one line.
//!
//! A line takes up to 150 columns, a Chinese character two of them. Formatting what was formatted changes nothing.

use std::fmt::Write;

use serde::Serialize;

use crate::json::{self, Node};

const WIDTH: usize = 150;

/// Properties whose value goes to lines of its own even when it would fit, because that is what people edit.
const LISTS: [&str; 6] = ["fields", "layout", "views", "options", "forms", "roles"];

/// Writes a definition document or a packed app, with a line feed at the end.
pub fn format<T: Serialize>(document: &T) -> String {
    // Definitions have text keys only, so that serde can write all of them, and what it has written can be read.
    let text = serde_json::to_vec(document).unwrap_or_default();
    json::read(&text).map(|node| format_node(&node)).unwrap_or_default()
}

/// Writes a document read before, in its own order of properties.
pub fn format_node(node: &Node) -> String {
    let mut text = String::new();
    broken(&mut text, node, 0);
    text.push('\n');
    text
}

/// `node` on lines of its own, however short.
fn broken(text: &mut String, node: &Node, indent: usize) {
    match node {
        Node::Object(properties) if !properties.is_empty() => {
            text.push_str("{\n");
            for (index, (name, node)) in ordered(properties).into_iter().enumerate() {
                if index > 0 {
                    text.push_str(",\n");
                }
                pad(text, indent + 2);
                quote(text, name);
                text.push_str(": ");
                let short = inline(node);
                let long_list = LISTS.contains(&name.as_str()) && short.chars().count() > 100;
                if long_list && matches!(node, Node::Object(_) | Node::List(_)) {
                    member_lines(text, node, indent + 2);
                } else {
                    fitting(text, node, &short, indent + 2, columns(name) + 4);
                }
            }
            text.push('\n');
            pad(text, indent);
            text.push('}');
        }
        other => member_lines(text, other, indent),
    }
}

/// `node` on one line when it fits behind `used` columns, otherwise on several.
fn fitting(text: &mut String, node: &Node, short: &str, indent: usize, used: usize) {
    if !matches!(node, Node::Object(_) | Node::List(_)) || columns(short) + indent + used <= WIDTH {
        text.push_str(short);
    } else {
        member_lines(text, node, indent);
    }
}

/// A list with an item a line; an object with as many short properties a line as fit.
fn member_lines(text: &mut String, node: &Node, indent: usize) {
    match node {
        Node::List(items) if !items.is_empty() => {
            text.push_str("[\n");
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push_str(",\n");
                }
                pad(text, indent + 2);
                fitting(text, item, &inline(item), indent + 2, 0);
            }
            text.push('\n');
            pad(text, indent);
            text.push(']');
        }
        Node::Object(properties) if !properties.is_empty() => {
            text.push('{');
            let mut used = WIDTH;
            for (index, (name, node)) in ordered(properties).into_iter().enumerate() {
                let short = inline(node);
                let width = columns(&short) + columns(name) + 4;
                let fits = width + indent + 2 <= WIDTH;
                if index > 0 {
                    text.push(',');
                }
                if fits && used + 2 + width <= WIDTH {
                    text.push(' ');
                    used += 2 + width;
                } else {
                    text.push('\n');
                    pad(text, indent + 2);
                    used = indent + 2 + width;
                }
                quote(text, name);
                text.push_str(": ");
                if fits {
                    text.push_str(&short);
                } else {
                    fitting(text, node, &short, indent + 2, columns(name) + 4);
                    used = WIDTH;
                }
            }
            text.push('\n');
            pad(text, indent);
            text.push('}');
        }
        other => text.push_str(&inline(other)),
    }
}

/// The order of the text, but for two things that readers look for in one place: a label stands right behind the kind,
/// and Chinese before other languages.
fn ordered(properties: &[(String, Node)]) -> Vec<(&String, &Node)> {
    let mut ordered: Vec<_> = properties.iter().map(|(name, node)| (name, node)).collect();
    let place = |name: &str| properties.iter().position(|(own, _)| own == name);
    let (from, to) = match (place("zh-CN"), place("kind"), place("label")) {
        (Some(chinese), ..) => (chinese, 0),
        (None, Some(kind), Some(label)) if label > kind => (label, kind + 1),
        _ => return ordered,
    };
    let moved = ordered.remove(from);
    ordered.insert(to, moved);
    ordered
}

fn inline(node: &Node) -> String {
    let mut text = String::new();
    write_inline(&mut text, node);
    text
}

fn write_inline(text: &mut String, node: &Node) {
    match node {
        Node::Null => text.push_str("null"),
        Node::Bool(b) => text.push_str(if *b { "true" } else { "false" }),
        Node::Number(number) => {
            let _ = write!(text, "{number}");
        }
        Node::Text(value) => quote(text, value),
        Node::List(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                write_inline(text, item);
            }
            text.push(']');
        }
        Node::Object(properties) if properties.is_empty() => text.push_str("{}"),
        Node::Object(properties) => {
            text.push_str("{ ");
            for (index, (name, node)) in ordered(properties).into_iter().enumerate() {
                if index > 0 {
                    text.push_str(", ");
                }
                quote(text, name);
                text.push_str(": ");
                write_inline(text, node);
            }
            text.push_str(" }");
        }
    }
}

fn quote(text: &mut String, value: &str) {
    let mut bytes = Vec::with_capacity(value.len() + 2);
    engine_base::write_text(&mut bytes, value);
    text.push_str(&String::from_utf8_lossy(&bytes));
}

fn pad(text: &mut String, columns: usize) {
    text.extend(std::iter::repeat_n(' ', columns));
}

/// Columns on a screen: characters from U+2E80 on (Chinese and full-width) take two.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if c > '\u{2e80}' { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_things_stay_on_a_line_and_the_rest_breaks() {
        let long = "x".repeat(120);
        let text = format!(
            "{{\"format\":1,\"key\":\"a\",\"label\":{{\"en\":\"A\",\"zh-CN\":\"客户\"}},\"fields\":[{{\"key\":\"b\",\"kind\":\"text\",\"max\":1,\"label\":\"乙\"}},{{\"key\":\"c\",\"kind\":\"text\",\"label\":\"{long}\",\"help\":\"{long}\",\"width\":3}}]}}"
        );
        let node = json::read(text.as_bytes()).unwrap();
        let once = format_node(&node);
        let expected = format!(
            "{{\n  \"format\": 1,\n  \"key\": \"a\",\n  \"label\": {{ \"zh-CN\": \"客户\", \"en\": \"A\" }},\n  \"fields\": [\n    {{ \"key\": \"b\", \"kind\": \"text\", \"label\": \"乙\", \"max\": 1 }},\n    {{\n      \"key\": \"c\", \"kind\": \"text\",\n      \"label\": \"{long}\",\n      \"help\": \"{long}\", \"width\": 3\n    }}\n  ]\n}}\n"
        );
        assert_eq!(once, expected);
        assert_eq!(format_node(&json::read(once.as_bytes()).unwrap()), once);
        assert_eq!(format_node(&Node::List(Vec::new())), "[]\n");
    }
}
