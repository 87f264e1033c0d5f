//! Formula text, parsed by Rhai's own parser and taken over from its syntax tree.

use std::sync::{Arc, LazyLock};

use engine_base::{Issue, parse_number};
use rhai::{
    Engine, Expr as Rhai, FnCallExpr, OptimizationLevel, ParseError, ParseErrorType, Position, Stmt, StmtBlock,
};

use super::{MAX_DEPTH, MAX_LENGTH, tokens};
use crate::{
    BinaryOp, exact,
    node::{At, Kind, Name, Node, Spot},
};

/// Reads formula text that stands at `pointer`. The first thing that is wrong with the syntax ends it.
pub(crate) fn read_formula(text: &str, pointer: &str) -> Result<Node, Box<Issue>> {
    let reader = Reader { lines: text.split('\n').collect(), pointer: Arc::from(pointer) };
    if text.chars().count() > MAX_LENGTH {
        return Err(Box::new(At::pointer(pointer).issue("expression.too_long").with("max", MAX_LENGTH)));
    }
    if text.trim().is_empty() {
        return Err(Box::new(At::pointer(pointer).issue("expression.empty")));
    }
    let tree = PARSER.compile_expression(text).map_err(|error| reader.syntax(&error))?;
    match tree.statements() {
        [Stmt::Expr(expr)] => reader.node(expr, 0),
        _ => Err(reader.unsupported(Position::new(1, 1))),
    }
}

/// Rhai without any function, only for its parser.
static PARSER: LazyLock<Engine> = LazyLock::new(|| {
    let mut engine = Engine::new_raw();
    engine.set_optimization_level(OptimizationLevel::None);
    engine.set_max_expr_depths(MAX_DEPTH, MAX_DEPTH);
    engine.set_max_string_size(MAX_LENGTH + 1);
    engine.set_allow_looping(false);
    engine.set_allow_anonymous_fn(false);
    engine.set_allow_switch_expression(false);
    engine.set_allow_statement_expression(false);
    #[expect(deprecated, reason = "Rhai marks it so because it may change, not because it will go")]
    engine.on_parse_token(tokens::admit);
    engine
});

struct Reader<'a> {
    lines: Vec<&'a str>,
    pointer: Arc<str>,
}

type Read = Result<Node, Box<Issue>>;

impl Reader<'_> {
    fn node(&self, expr: &Rhai, depth: usize) -> Read {
        let at = self.at(expr.position());
        let below = depth + 1;
        if below > MAX_DEPTH * 2 {
            return Err(Box::new(at.issue("expression.too_deep").with("max", MAX_DEPTH)));
        }
        let kind = match expr {
            Rhai::BoolConstant(value, _) => Kind::YesNo(*value),
            Rhai::Unit(_) => Kind::Null,
            Rhai::StringConstant(text, _) => return self.constant(text, at),
            Rhai::Variable(name, _, _) => Kind::Path(vec![Name { text: name.1.to_string(), at: at.clone() }]),
            Rhai::Array(items, _) => {
                Kind::List(items.iter().map(|item| self.node(item, below)).collect::<Result<_, _>>()?)
            }
            Rhai::And(parts, _) => return self.chain(BinaryOp::And, parts, at, below),
            Rhai::Or(parts, _) => return self.chain(BinaryOp::Or, parts, at, below),
            Rhai::Coalesce(parts, _) => return self.chain(BinaryOp::Coalesce, parts, at, below),
            Rhai::FnCall(call, _) => return self.call(call, None, at, below),
            Rhai::Dot(..) => return self.dots(expr, below),
            Rhai::Stmt(block) => return self.block(block, below),
            other => return Err(self.unsupported(other.position())),
        };
        Ok(Node::new(kind, at))
    }

    /// A number or a text, told apart by the mark before it.
    fn constant(&self, carried: &str, at: At) -> Read {
        if let Some(text) = carried.strip_prefix(tokens::TEXT) {
            return Ok(Node::new(if text.is_empty() { Kind::Null } else { Kind::Text(Arc::from(text)) }, at));
        }
        let digits = carried.strip_prefix(tokens::NUMBER).unwrap_or(carried);
        match parse_number(digits).filter(|number| exact::in_range(*number)) {
            Some(number) => Ok(Node::new(Kind::Number(number), at)),
            None => Err(Box::new(at.issue("expression.number"))),
        }
    }

    fn chain(&self, op: BinaryOp, parts: &[Rhai], at: At, depth: usize) -> Read {
        let parts = parts.iter().map(|part| self.node(part, depth)).collect::<Result<_, _>>()?;
        Ok(Node::join(op, parts, &at))
    }

    /// `a.b.c`, `a.b.f(x)`, `a.f(x).g()`: Rhai nests them to the right.
    fn dots(&self, expr: &Rhai, depth: usize) -> Read {
        let mut steps = Vec::new();
        let mut rest = expr;
        while let Rhai::Dot(pair, ..) = rest {
            steps.push(&pair.lhs);
            rest = &pair.rhs;
        }
        steps.push(rest);
        let mut steps = steps.into_iter();
        let Some(first) = steps.next() else { return Err(self.unsupported(expr.position())) };
        let mut node = match first {
            Rhai::Dot(..) => self.dots(first, depth + 1)?,
            other => self.node(other, depth)?,
        };
        for step in steps {
            node = match step {
                Rhai::Property(property, position) => {
                    let name = Name { text: property.2.to_string(), at: self.at(*position) };
                    match &mut node.kind {
                        Kind::Path(names) => {
                            names.push(name);
                            node
                        }
                        _ => return Err(Box::new(name.at.issue("expression.path").with("name", name.text))),
                    }
                }
                Rhai::MethodCall(call, position) => self.call(call, Some(node), self.at(*position), depth)?,
                other => return Err(self.unsupported(other.position())),
            };
        }
        Ok(node)
    }

    /// An operator or a function; the receiver of a method is its first argument.
    fn call(&self, call: &FnCallExpr, receiver: Option<Node>, at: At, depth: usize) -> Read {
        if call.capture_parent_scope || !call.namespace.is_empty() {
            return Err(Box::new(at.issue("expression.unsupported")));
        }
        let mut args: Vec<Node> = receiver.into_iter().collect();
        for arg in &call.args {
            args.push(self.node(arg, depth)?);
        }
        let name = Name { text: call.name.to_string(), at: at.clone() };
        let kind = match (&*call.name, <[Node; 2]>::try_from(args)) {
            ("**", Ok(args)) => {
                Kind::Call { name: Name { text: "power".to_owned(), at: at.clone() }, args: args.into() }
            }
            (sign, Ok([left, right])) => match operator(sign) {
                Some(op) => Kind::Binary { op, left: Box::new(left), right: Box::new(right) },
                None => Kind::Call { name, args: vec![left, right] },
            },
            (sign, Err(mut args)) => match (sign, args.len()) {
                ("!", 1) => Kind::Not(Box::new(args.swap_remove(0))),
                ("+", 1) => return Ok(args.swap_remove(0)),
                ("-", 1) => match args.swap_remove(0) {
                    Node { kind: Kind::Number(number), .. } => Kind::Number(-number),
                    of => Kind::Negate(Box::new(of)),
                },
                _ => Kind::Call { name, args },
            },
        };
        Ok(Node::new(kind, at))
    }

    /// The inside of braces: one expression; `if` stands there as a statement.
    fn block(&self, block: &StmtBlock, depth: usize) -> Read {
        match block.statements() {
            [statement] => self.statement(statement, depth),
            _ => Err(self.unsupported(block.position())),
        }
    }

    fn statement(&self, statement: &Stmt, depth: usize) -> Read {
        match statement {
            Stmt::Expr(expr) => self.node(expr, depth),
            Stmt::FnCall(call, position) => self.call(call, None, self.at(*position), depth),
            Stmt::Block(block) => self.block(block, depth + 1),
            Stmt::If(flow, position) => {
                let at = self.at(*position);
                if depth > MAX_DEPTH * 2 {
                    return Err(Box::new(at.issue("expression.too_deep").with("max", MAX_DEPTH)));
                }
                let test = Box::new(self.node(&flow.expr, depth + 1)?);
                let then = Box::new(self.block(&flow.body, depth + 1)?);
                let other = match flow.branch.statements() {
                    [] | [Stmt::Noop(_)] => Node::new(Kind::Null, at.clone()),
                    _ => self.block(&flow.branch, depth + 1)?,
                };
                Ok(Node::new(Kind::If { test, then, other: Box::new(other) }, at))
            }
            other => Err(self.unsupported(other.position())),
        }
    }

    fn unsupported(&self, position: Position) -> Box<Issue> {
        Box::new(self.at(position).issue("expression.unsupported"))
    }

    fn syntax(&self, error: &ParseError) -> Box<Issue> {
        let at = self.at(error.position());
        if matches!(error.err_type(), ParseErrorType::ExprTooDeep) {
            return Box::new(at.issue("expression.too_deep").with("max", MAX_DEPTH));
        }
        let token = at.spot.as_ref().map_or("", |spot| spot.token.as_str());
        match half_width(token) {
            Some(suggestion) => Box::new(at.issue("expression.syntax").with("suggestion", suggestion)),
            None => Box::new(at.issue("expression.syntax")),
        }
    }

    fn at(&self, position: Position) -> At {
        let end = (self.lines.len(), self.lines.last().map_or(0, |line| line.chars().count()) + 1);
        let line = position.line().unwrap_or(end.0);
        let column = if position.is_none() { end.1 } else { position.position().unwrap_or(1) };
        let rest = self.lines.get(line.saturating_sub(1)).map(|text| text.chars().skip(column.saturating_sub(1)));
        let token = rest.map(token_of).unwrap_or_default();
        At { pointer: self.pointer.clone(), spot: Some(Spot { line, column, token }) }
    }
}

/// The word, number or sign that begins here.
fn token_of(mut characters: impl Iterator<Item = char>) -> String {
    let Some(first) = characters.next() else { return String::new() };
    let word = |c: &char| c.is_alphanumeric() || *c == '_';
    let mut token = String::from(first);
    if word(&first) {
        token.extend(characters.take_while(word).take(62));
    } else if first == '"' {
        token.extend(characters.take_while(|c| *c != '"').take(62));
        token.push('"');
    }
    token
}

/// The sign that a full-width sign was meant to be.
fn half_width(token: &str) -> Option<&'static str> {
    Some(match token.chars().next()? {
        '（' => "(",
        '）' => ")",
        '，' | '、' => ",",
        '。' => ".",
        '“' | '”' | '‘' | '’' | '\'' => "\"",
        '！' => "!",
        '＝' | '=' => "==",
        '＞' => ">",
        '＜' => "<",
        '＋' => "+",
        '－' | '—' => "-",
        '×' | '＊' => "*",
        '÷' | '／' => "/",
        '≥' => ">=",
        '≤' => "<=",
        '≠' => "!=",
        '【' => "[",
        '】' => "]",
        '｛' => "{",
        '｝' => "}",
        '&' => "&&",
        '|' => "||",
        _ => return None,
    })
}

fn operator(name: &str) -> Option<BinaryOp> {
    Some(match name {
        "+" => BinaryOp::Add,
        "-" => BinaryOp::Subtract,
        "*" => BinaryOp::Multiply,
        "/" => BinaryOp::Divide,
        "%" => BinaryOp::Remainder,
        "==" => BinaryOp::Equal,
        "!=" => BinaryOp::NotEqual,
        "<" => BinaryOp::Less,
        "<=" => BinaryOp::LessEqual,
        ">" => BinaryOp::Greater,
        ">=" => BinaryOp::GreaterEqual,
        _ => return None,
    })
}
