//! JSON documents as people write them: properties in their order, and everything that is wrong with the text.

use engine_base::{Issue, Issues};
use serde::de::{self, DeserializeSeed, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value as Json};

/// A document nests at most so deep.
pub const MAX_DEPTH: usize = 64;

/// JSON with the properties of objects in the order of the text.
#[derive(Clone, Debug, PartialEq)]
pub enum Node {
    /// `null`
    Null,
    /// `true`, `false`
    Bool(bool),
    /// A number.
    Number(Number),
    /// A string.
    Text(String),
    /// An array.
    List(Vec<Node>),
    /// An object.
    Object(Vec<(String, Node)>),
}

/// Reads one document. Issues have JSON pointers into it; with any issue there is no document.
pub fn read(bytes: &[u8]) -> Result<Node, Issues> {
    if bytes.starts_with(b"\xef\xbb\xbf") {
        return Err(vec![Issue::new("json.byte_order_mark")]);
    }
    let Ok(text) = std::str::from_utf8(bytes) else {
        return Err(vec![Issue::new("json.not_utf8")]);
    };
    let mut state = State::default();
    let mut source = serde_json::Deserializer::from_str(text);
    let read = Reader(&mut state).deserialize(&mut source).and_then(|node| source.end().map(|()| node));
    match read {
        Ok(node) if state.issues.is_empty() => Ok(node),
        Ok(_) => Err(state.issues),
        Err(error) => {
            // The reader stops at a value that is too deep, and has said so already.
            if !state.too_deep {
                let at = (error.line(), error.column());
                state.issues.push(Issue::new("json.syntax").with("line", at.0).with("column", at.1));
            }
            Err(state.issues)
        }
    }
}

impl Node {
    /// The same as a value, with the properties of objects sorted, so that nothing depends on who wrote them.
    pub fn into_json(self) -> Json {
        match self {
            Node::Null => Json::Null,
            Node::Bool(b) => Json::Bool(b),
            Node::Number(number) => Json::Number(number),
            Node::Text(text) => Json::String(text),
            Node::List(items) => Json::Array(items.into_iter().map(Node::into_json).collect()),
            Node::Object(properties) => {
                let mut properties: Vec<_> =
                    properties.into_iter().map(|(name, node)| (name, node.into_json())).collect();
                properties.sort_by(|(left, _), (right, _)| left.cmp(right));
                Json::Object(properties.into_iter().collect::<Map<_, _>>())
            }
        }
    }

    /// The property with this name.
    pub fn get(&self, name: &str) -> Option<&Node> {
        let Node::Object(properties) = self else { return None };
        properties.iter().find(|(own, _)| own == name).map(|(_, node)| node)
    }
}

/// The same value with the properties of all objects in the order of their names.
pub fn sorted(json: Json) -> Json {
    match json {
        Json::Array(items) => Json::Array(items.into_iter().map(sorted).collect()),
        Json::Object(object) => {
            let mut properties: Vec<_> = object.into_iter().collect();
            properties.sort_by(|(left, _), (right, _)| left.cmp(right));
            Json::Object(properties.into_iter().map(|(name, value)| (name, sorted(value))).collect())
        }
        other => other,
    }
}

#[derive(Default)]
struct State {
    path: Vec<String>,
    issues: Issues,
    too_deep: bool,
}

impl State {
    fn pointer(&self) -> String {
        self.path.iter().fold(String::new(), |pointer, token| Issue::join(&pointer, token))
    }
}

struct Reader<'a>(&'a mut State);

impl Reader<'_> {
    fn enter<E: de::Error>(&mut self) -> Result<(), E> {
        if self.0.path.len() < MAX_DEPTH {
            return Ok(());
        }
        if !self.0.too_deep {
            let issue = Issue::new("json.too_deep").at(self.0.pointer()).with("max", MAX_DEPTH);
            self.0.issues.push(issue);
            self.0.too_deep = true;
        }
        Err(E::custom("too deep"))
    }
}

impl<'de> DeserializeSeed<'de> for Reader<'_> {
    type Value = Node;
    fn deserialize<D: de::Deserializer<'de>>(self, source: D) -> Result<Node, D::Error> {
        source.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Reader<'_> {
    type Value = Node;

    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Node, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E>(self, b: bool) -> Result<Node, E> {
        Ok(Node::Bool(b))
    }

    fn visit_u64<E>(self, number: u64) -> Result<Node, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_i64<E>(self, number: i64) -> Result<Node, E> {
        Ok(Node::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<Node, E> {
        Ok(Number::from_f64(number).map_or(Node::Null, Node::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<Node, E> {
        Ok(Node::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<Node, E> {
        Ok(Node::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(mut self, mut items: A) -> Result<Node, A::Error> {
        self.enter()?;
        let mut list = Vec::new();
        loop {
            self.0.path.push(list.len().to_string());
            let next = items.next_element_seed(Reader(self.0))?;
            self.0.path.pop();
            match next {
                Some(item) => list.push(item),
                None => return Ok(Node::List(list)),
            }
        }
    }

    fn visit_map<A: MapAccess<'de>>(mut self, mut entries: A) -> Result<Node, A::Error> {
        self.enter()?;
        let mut names = std::collections::BTreeSet::new();
        let mut properties = Vec::new();
        while let Some(name) = entries.next_key::<String>()? {
            self.0.path.push(name.clone());
            if !names.insert(name.clone()) {
                let issue = Issue::new("json.duplicate_property").at(self.0.pointer()).with("name", name.as_str());
                self.0.issues.push(issue);
            }
            let node = entries.next_value_seed(Reader(self.0))?;
            self.0.path.pop();
            properties.push((name, node));
        }
        Ok(Node::Object(properties))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<(String, String)> {
        let issues = read(text.as_bytes()).unwrap_err();
        issues.into_iter().map(|issue| (issue.code.into_owned(), issue.path)).collect()
    }

    fn nested(depth: usize) -> String {
        ["[".repeat(depth), "]".repeat(depth)].concat()
    }

    #[test]
    fn everything_wrong_with_the_text_is_said() {
        let one = |code: &str, path: &str| vec![(code.to_owned(), path.to_owned())];
        assert_eq!(codes("{\"a\": {\"b\": 1, \"b\": 2}, \"a~\": [{\"x\": 1, \"x\": 1}]}").len(), 2);
        assert_eq!(codes("{\"a/\": [{\"x\": 1, \"x\": 1}]}"), one("json.duplicate_property", "/a~1/0/x"));
        assert_eq!(codes("{\"a\": 1,}"), one("json.syntax", ""));
        assert_eq!(codes("{} {}"), one("json.syntax", ""));
        assert_eq!(codes("\u{feff}{}"), one("json.byte_order_mark", ""));
        assert_eq!(read(b"\"\xff\"").unwrap_err()[0].code, "json.not_utf8");
        for depth in [65, 100, 100_000] {
            let deep = nested(depth);
            assert_eq!(codes(&deep), one("json.too_deep", &"/0".repeat(64)), "{depth}");
        }
        assert!(read(nested(64).as_bytes()).is_ok());
    }

    #[test]
    fn values_are_sorted_and_kept() {
        let node = read("{\"b\": [1, -2, 1.5, null, true], \"a\": \"中\"}".as_bytes()).unwrap();
        assert_eq!(node.get("a"), Some(&Node::Text("中".into())));
        assert_eq!(node.into_json().to_string(), "{\"a\":\"中\",\"b\":[1,-2,1.5,null,true]}");
    }
}
