//! Links: the value over a link as a correlated subquery, and conditions about one as a search among the targets.

use app_definition::AuthorizedQuery;
use engine_base::DataType;
use expression::{BinaryOp, Expr, Function, Hop, Path};
use form_engine::SystemField;

use super::{
    Repr, SqlBuilder,
    build::{Sight, column_of},
    place::{Home, Place},
    term::{Sql, Term},
    truth::Truth,
};
use crate::{
    Dialect, Error,
    physical::{form_table, has_column, quote, target_of},
};

/// A form that links lead to, as far as it may be seen.
pub(super) struct Target<'a> {
    pub(super) home: Home<'a>,
    pub(super) table: String,
    /// Whose records are covered; `None` for all.
    pub(super) query: Option<AuthorizedQuery>,
}

impl<'a> SqlBuilder<'a> {
    /// The form `key`; `None` when nothing of it may be seen.
    pub(super) fn target(&self, key: &str) -> Result<Option<Target<'a>>, Error> {
        let system = |home, table: &str| Ok(Some(Target { home, table: table.to_owned(), query: None }));
        match key {
            "user" => return system(Home::People, "fw_user"),
            "department" => return system(Home::Departments, "fw_department"),
            _ => {}
        }
        let form = self.app.forms.get(key).ok_or(Error::Missing("form"))?;
        let table = quote(&form_table(&self.app.key, key));
        let query = match self.sight {
            Sight::App => None,
            Sight::Person => match self.query.linked(key) {
                None => return Ok(None),
                Some(query) => Some(query).filter(|query| !query.is_unlimited()),
            },
        };
        Ok(Some(Target { home: Home::Form(form), table, query }))
    }

    /// Whether the record under `alias` may be seen.
    pub(super) fn seen(&mut self, target: &Target<'_>, alias: &str) -> Result<Truth, Error> {
        let Some(query) = &target.query else { return Ok(Truth::Always) };
        let place = Place::record(target.home, alias);
        self.as_app(|sql| sql.holds(query.scope(), &place))
    }

    /// The value that `hops` lead to from a link.
    pub(super) fn follow(&mut self, link: Term, hops: &[Hop]) -> Result<Term, Error> {
        let Some((hop, rest)) = hops.split_first() else { return Ok(link) };
        let Some(target) = self.target(&hop.form)? else { return Ok(Term::NULL) };
        if link.is_null() {
            return Ok(Term::NULL);
        }
        let link = self.convert(link, &Repr::Id)?;
        let alias = self.alias();
        let place = Place::record(target.home, &alias);
        let there = self.slot_term(hop.slot, &hop.key, &place)?;
        let value = self.follow(there, rest)?;
        if value.is_null() {
            return Ok(Term::NULL);
        }
        let value = self.plain_sql(value);
        let seen = self.seen(&target, &alias)?;
        let (text, table, id, further) = (&value.text, &target.table, column_of(&alias, "id"), seen.as_further());
        let text = format!("(SELECT {text} FROM {table} AS {alias} WHERE {id} = {}{further})", link.text);
        Ok(Sql { text, filled: false, plain: false, ..value }.into())
    }

    /// A condition about one field over a link and nothing else of any record, when it cannot hold for an empty value: looked up
    /// among the targets instead of computed for each record. `None` for any other condition.
    pub(super) fn over_link(&mut self, expr: &Expr, place: &Place<'_>) -> Result<Option<Truth>, Error> {
        let Some(path) = self.subject(expr) else { return Ok(None) };
        let Some((hop, rest)) = path.hops.split_first() else { return Ok(None) };
        let Some(target) = self.target(&hop.form)? else { return Ok(Some(Truth::Never)) };
        let start = self.path_term(&Path { hops: Vec::new(), ..path.clone() }, place)?;
        if start.is_null() {
            return Ok(Some(Truth::Never));
        }
        let link = self.convert(start, &Repr::Id)?;
        let alias = self.alias();
        let there = Place::record(target.home, &alias);
        let tail = Path { row: false, slot: hop.slot, key: hop.key.clone(), hops: rest.to_vec() };
        let inner = self.holds(&about(expr, tail), &there)?;
        let truth = self.seen(&target, &alias)?.and(inner);
        let (table, id) = (&target.table, column_of(&alias, "id"));
        let link = &link.text;
        if truth == Truth::Never {
            return Ok(Some(Truth::Never));
        }
        Ok(Some(Truth::When(match (self.dialect, few_targets(expr, hop, rest, target.home)) {
            (_, Few::No) => {
                let further = truth.as_further();
                format!("EXISTS (SELECT 1 FROM {table} AS {alias} WHERE {id} = {link}{further})")
            }
            // An array lets an index on the link serve, also beside other conditions, but is searched from end to end without one.
            (Dialect::Postgres, Few::Found) => {
                format!("({link} = ANY (ARRAY(SELECT {id} FROM {table} AS {alias} WHERE {})))", truth.into_text())
            }
            _ => format!("({link} IN (SELECT {id} FROM {table} AS {alias} WHERE {}))", truth.into_text()),
        })))
    }

    /// The path over links that `expr` is about.
    fn subject<'e>(&self, expr: &'e Expr) -> Option<&'e Path> {
        let hopping = |expr: &'e Expr| match expr {
            Expr::Field(path) if !path.hops.is_empty() => Some(path),
            _ => None,
        };
        match expr {
            Expr::Field(_) => hopping(expr),
            Expr::Binary { op, left, right } => {
                let (path, other) = match hopping(left) {
                    Some(path) => (path, right),
                    None if *op != BinaryOp::In => (hopping(right)?, left),
                    None => return None,
                };
                let other = self.fixed(other)?;
                let rejects_empty = match op {
                    BinaryOp::Equal
                    | BinaryOp::Less
                    | BinaryOp::LessEqual
                    | BinaryOp::Greater
                    | BinaryOp::GreaterEqual => !other.is_empty(),
                    BinaryOp::In => !other.items().iter().any(engine_base::Value::is_empty),
                    _ => false,
                };
                rejects_empty.then_some(path)
            }
            Expr::Call { function, args } => {
                let (first, rest) = args.split_first()?;
                let asks = matches!(
                    function,
                    Function::Contains
                        | Function::StartsWith
                        | Function::EndsWith
                        | Function::Has
                        | Function::WithinDepartment
                        | Function::WithinRegion
                );
                let fixed = asks && rest.iter().all(|arg| self.fixed(arg).is_some());
                hopping(first).filter(|_| fixed)
            }
            _ => None,
        }
    }
}

/// `expr` with its path over links replaced by `path`.
fn about(expr: &Expr, path: Path) -> Expr {
    let put = |part: &Expr| matches!(part, Expr::Field(old) if !old.hops.is_empty());
    match expr {
        Expr::Binary { op, left, right } if put(left) => op.of(Expr::Field(path), (**right).clone()),
        Expr::Binary { op, left, .. } => op.of((**left).clone(), Expr::Field(path)),
        Expr::Call { function, args } => {
            let rest = args.iter().skip(1).cloned();
            Expr::Call { function: *function, args: std::iter::once(Expr::Field(path)).chain(rest).collect() }
        }
        _ => Expr::Field(path),
    }
}

/// How many targets are to be listed before the records are looked at.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Few {
    /// Many may meet the condition.
    No,
    /// There are few at all.
    All,
    /// Few meet the condition, and an index finds them.
    Found,
}

/// Whether few targets are likely to meet `expr`, which is about the path `hop` and `rest`: those that belong to one person, or
/// that one record is linked to.
fn few_targets(expr: &Expr, hop: &Hop, rest: &[Hop], home: Home<'_>) -> Few {
    let Home::Form(form) = home else { return Few::All };
    let Some(field) = form.fields.get(hop.slot).filter(|_| rest.is_empty()) else { return Few::No };
    let people = field.slot == SystemField::Owner.slot() || (field.ty == DataType::User && field.definition.indexed);
    let indexed = people || has_column(field) && (target_of(field).is_some() || field.definition.unique);
    let equal = matches!(expr, Expr::Binary { op: BinaryOp::Equal | BinaryOp::In, .. });
    if indexed && equal { Few::Found } else { Few::No }
}
