//! Lists: JSON arrays, links in a table of their own, and values named one by one.

use engine_base::Value;
use expression::{Aggregate, BinaryOp, Expr, Function, Path};
use form_engine::CompiledField;

use super::{
    Repr, SqlBuilder,
    place::{Home, Place},
    term::{Sql, Term},
    truth::Truth,
};
use crate::{
    Arg, Dialect, Error,
    physical::{TARGET, is_links},
};

/// Lists up to this length are written out on SQLite, which knows no arrays.
const SHORT: usize = 16;

impl SqlBuilder<'_> {
    /// A list of which not every item is fixed.
    pub(super) fn list(&mut self, items: &[Expr], place: &Place<'_>) -> Result<Term, Error> {
        let terms = items.iter().map(|item| self.term(item, place)).collect::<Result<Vec<Term>, Error>>()?;
        let mut of = Repr::Null;
        for term in &terms {
            if of == Repr::Null {
                of = term.repr().in_list();
            }
        }
        let parts = terms.into_iter().map(|term| self.convert(term, &of)).collect::<Result<Vec<Sql>, Error>>()?;
        let repr = Repr::List(Box::new(of));
        Ok(match self.dialect {
            Dialect::Sqlite => self.native("list", &parts, repr),
            Dialect::Postgres => {
                let items: Vec<String> = parts.iter().map(json_item).collect();
                Sql::new(format!("jsonb_build_array({})", items.join(", ")), repr)
            }
        }
        .filled()
        .into())
    }

    /// The items of a list taken together.
    pub(super) fn many(&mut self, function: Aggregate, list: &Expr, place: &Place<'_>) -> Result<Term, Error> {
        if let Expr::List(items) = list {
            let terms = items.iter().map(|item| self.term(item, place)).collect::<Result<Vec<Term>, Error>>()?;
            if terms.iter().all(Term::is_null) {
                return self.together(function, Some(Term::NULL), "");
            }
            return match self.dialect {
                Dialect::Sqlite => {
                    let common = common_of(&terms);
                    let mut parts = Vec::new();
                    for term in terms {
                        parts.push(if common.is_number() {
                            self.plain_sql(term)
                        } else {
                            self.convert(term, &common)?
                        });
                    }
                    Ok(self.gathered(function, &parts, common).into())
                }
                Dialect::Postgres => self.each_of(function, terms),
            };
        }
        let list = self.term(list, place)?;
        if list.is_null() {
            return self.together(function, Some(Term::NULL), "");
        }
        let list = self.plain_sql(list);
        if self.dialect == Dialect::Sqlite {
            let item = item_of(&list.repr);
            return Ok(self.gathered_list(function, list, item).into());
        }
        let alias = self.alias();
        let item = Sql::new(format!("{alias}.v"), Repr::Text);
        let each = self.read_item(item, &item_of(&list.repr));
        self.together(function, Some(each.into()), &format!("jsonb_array_elements_text({}) AS {alias}(v)", list.text))
    }

    fn gathered(&self, function: Aggregate, parts: &[Sql], of: Repr) -> Sql {
        self.native(&format!("{}*", function.name()), parts, gives(function, of))
    }

    fn gathered_list(&self, function: Aggregate, list: Sql, of: Repr) -> Sql {
        self.native(function.name(), &[list], gives(function, of))
    }

    /// Several values taken together on PostgreSQL, step by step like the evaluator.
    fn each_of(&mut self, function: Aggregate, terms: Vec<Term>) -> Result<Term, Error> {
        let count = |parts: &[Sql]| {
            let all: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
            format!("num_nonnulls({})", all.join(", "))
        };
        match function {
            Aggregate::Count => {
                let parts: Vec<Sql> = terms.into_iter().map(|term| self.plain_sql(term)).collect();
                Ok(Sql::new(format!("({})::bigint", count(&parts)), Repr::Scaled(0)).filled().into())
            }
            Aggregate::Sum | Aggregate::Avg => {
                let parts = terms
                    .into_iter()
                    .map(|term| self.convert(term, &Repr::Number))
                    .collect::<Result<Vec<Sql>, Error>>()?;
                let mut sum = "0::numeric".to_owned();
                for part in &parts {
                    sum = self.limited(&format!("{sum} + COALESCE({}, 0)", part.text)).text;
                }
                Ok(Sql::new(
                    if function == Aggregate::Sum { sum } else { self.quotient(&sum, &count(&parts)) },
                    Repr::Number,
                )
                .into())
            }
            _ => {
                let common = common_of(&terms);
                let collation = if matches!(common, Repr::Text | Repr::Time) { " COLLATE \"C\"" } else { "" };
                let parts =
                    terms.into_iter().map(|term| self.convert(term, &common)).collect::<Result<Vec<Sql>, Error>>()?;
                let all: Vec<String> = parts.iter().map(|part| format!("{}{collation}", part.text)).collect();
                let name = if function == Aggregate::Min { "LEAST" } else { "GREATEST" };
                Ok(Sql::new(format!("{name}({})", all.join(", ")), common).into())
            }
        }
    }

    /// An item's text as a value of its own representation.
    pub(super) fn read_item(&self, text: Sql, of: &Repr) -> Sql {
        let text = match of {
            Repr::Text | Repr::Time | Repr::Null => text.text,
            Repr::Moment => format!(
                "('epoch'::timestamptz + make_interval(hours => (({0})::bigint / 3600000000)::int, secs => (({0})::bigint % 3600000000)::double precision / 1000000))",
                text.text
            ),
            other => format!("({})::{}", text.text, super::build::kind_name(other.kind())),
        };
        Sql::new(text, of.clone())
    }

    /// Whether a value is one of a list; empty is one when the list has an empty item.
    pub(super) fn is_in(&mut self, left: &Expr, right: &Expr, place: &Place<'_>) -> Result<Truth, Error> {
        if let Expr::List(items) = right {
            let item = self.term(left, place)?;
            let mut truth = Truth::Never;
            for other in items {
                let other = self.term(other, place)?;
                truth = truth.or(self.compared(BinaryOp::Equal, item.clone(), other)?);
            }
            return Ok(truth);
        }
        if self.fixed(right).is_none() {
            if let Some(truth) = self.among_links(right, left, place)? {
                return Ok(truth);
            }
            let (list, item) = (self.term(right, place)?, self.term(left, place)?);
            return self.is_item(list, item);
        }
        let list = self.fixed(right).unwrap_or_default();
        let item = self.term(left, place)?;
        self.among(item, list.items())
    }

    /// Whether a scalar is one of fixed values.
    fn among(&mut self, item: Term, values: &[Value]) -> Result<Truth, Error> {
        let (empty, present): (Vec<&Value>, Vec<&Value>) = values.iter().partition(|value| value.is_empty());
        let absent =
            if empty.is_empty() { Truth::Never } else { self.compared(BinaryOp::Equal, item.clone(), Term::NULL)? };
        let sql = match item {
            Term::Fixed(item) => return Ok(Truth::of(values.contains(&item))),
            Term::Sql(sql) => sql,
        };
        let whole = if let Repr::Scaled(scale) = sql.repr { Some(scale) } else { None };
        let args: Option<Arg<'static>> = match &sql.repr {
            Repr::Scaled(_) => Some(Arg::Ints(
                present.iter().filter_map(|value| engine_base::to_scaled(value.as_number()?, whole?)).collect(),
            )),
            Repr::Text => {
                Some(Arg::Texts(present.iter().filter_map(|value| value.as_text().map(str::to_owned)).collect()))
            }
            Repr::Id => Some(Arg::Ids(present.iter().filter_map(|value| value.as_id()).collect())),
            _ => None,
        };
        let short = self.dialect == Dialect::Sqlite && present.len() <= SHORT;
        let Some(args) = args.filter(|_| !short) else {
            let mut truth = absent;
            for value in present {
                truth = truth.or(self.compared(BinaryOp::Equal, sql.clone().into(), Term::Fixed(value.clone()))?);
            }
            return Ok(truth);
        };
        let value = if sql.repr == Repr::Id { "unhex(value)" } else { "value" };
        let list = self.bind(args);
        Ok(absent.or(Truth::When(match self.dialect {
            Dialect::Sqlite => format!("({} IN (SELECT {value} FROM json_each({list})))", sql.text),
            Dialect::Postgres => format!("({} = ANY ({list}))", sql.text),
        })))
    }

    /// Functions of lists that give yes or no.
    pub(super) fn has(&mut self, function: Function, args: &[Expr], place: &Place<'_>) -> Result<Truth, Error> {
        let [list, items] = args else { return Ok(Truth::Never) };
        if function == Function::Has {
            if let Some(truth) = self.among_links(list, items, place)? {
                return Ok(truth);
            }
            let (list, item) = (self.term(list, place)?, self.term(items, place)?);
            return if item.is_null() { Ok(Truth::Never) } else { self.has_item(list, item) };
        }
        let (list, items) = (self.term(list, place)?, self.term(items, place)?);
        if self.dialect == Dialect::Sqlite {
            let (list, items) = (self.plain_sql(list), self.plain_sql(items));
            return Ok(Truth::When(self.native(function.name(), &[list, items], Repr::Bool).text));
        }
        let json = Repr::List(Box::new(Repr::Null));
        let (list, items) = (self.convert(list, &json)?.text, self.convert(items, &json)?.text);
        Ok(Truth::When(if function == Function::HasAll {
            format!("(COALESCE({list}, '[]'::jsonb) @> COALESCE({items}, '[]'::jsonb))")
        } else {
            let alias = self.alias();
            format!("EXISTS (SELECT 1 FROM jsonb_array_elements({items}) AS {alias}(v) WHERE {list} @> {alias}.v)")
        }))
    }

    /// Whether a JSON list has an item that is not empty.
    fn has_item(&mut self, list: Term, item: Term) -> Result<Truth, Error> {
        let Some((list, item)) = self.list_and_item(list, item)? else { return Ok(Truth::Never) };
        Ok(Truth::When(match self.dialect {
            Dialect::Sqlite => self.native("has", &[list, item], Repr::Bool).text,
            Dialect::Postgres => format!("({} @> to_jsonb({}))", list.text, json_item(&item)),
        }))
    }

    /// Whether a value, empty or not, is an item of a JSON list.
    fn is_item(&mut self, list: Term, item: Term) -> Result<Truth, Error> {
        let Some((list, item)) = self.list_and_item(list, item)? else { return Ok(Truth::Never) };
        Ok(Truth::When(match self.dialect {
            Dialect::Sqlite => self.native("in", &[item, list], Repr::Bool).text,
            Dialect::Postgres => format!("({} @> COALESCE(to_jsonb({}), 'null'::jsonb))", list.text, json_item(&item)),
        }))
    }

    fn list_and_item(&mut self, list: Term, item: Term) -> Result<Option<(Sql, Sql)>, Error> {
        if list.is_null() {
            return Ok(None);
        }
        let list = self.plain_sql(list);
        let of = item_of(&list.repr);
        let item = if of == Repr::Null { self.plain_sql(item) } else { self.convert(item, &of)? };
        Ok(Some((list, item)))
    }

    /// Whether a links field of the record itself names a record: asked of its table, which has an index.
    fn among_links(&mut self, list: &Expr, item: &Expr, place: &Place<'_>) -> Result<Option<Truth>, Error> {
        let Some(field) = own_links(list, place) else { return Ok(None) };
        let item = self.term(item, place)?;
        if item.is_null() {
            return Ok(Some(Truth::Never));
        }
        let item = self.convert(item, &Repr::Id)?;
        let alias = self.alias();
        let from = self.children_as(field, &place.whole(), &alias)?;
        Ok(Some(Truth::When(format!("EXISTS (SELECT 1 FROM {from} AND {alias}.{TARGET} = {})", item.text))))
    }

    /// Whether a value is empty. Lists and texts without anything in them are kept as NULL.
    pub(super) fn is_empty(&mut self, of: &Expr, place: &Place<'_>) -> Result<Truth, Error> {
        if let (Expr::Field(Path { row: false, slot, hops, .. }), Home::Form(form)) = (of, place.home)
            && hops.is_empty()
            && let Some(field) = form.fields.get(*slot)
            && (field.table.is_some() || is_links(field))
        {
            let from = self.children(field, place)?;
            return Ok(Truth::When(format!("(NOT EXISTS (SELECT 1 FROM {from}))")));
        }
        let term = self.term(of, place)?;
        self.compared(BinaryOp::Equal, term, Term::NULL)
    }
}

/// The links field of the record itself that `expr` names.
fn own_links<'p>(expr: &Expr, place: &Place<'p>) -> Option<&'p CompiledField> {
    let (Expr::Field(Path { row: false, slot, hops, .. }), Home::Form(form)) = (expr, place.home) else { return None };
    form.fields.get(*slot).filter(|field| hops.is_empty() && is_links(field))
}

/// What represents the items of a list.
pub(super) fn item_of(list: &Repr) -> Repr {
    if let Repr::List(of) = list { of.as_ref().clone().in_list() } else { Repr::Null }
}

/// What can represent all of them.
fn common_of(terms: &[Term]) -> Repr {
    let mut common: Option<&Term> = None;
    let mut repr = Repr::Null;
    for term in terms.iter().filter(|term| !term.is_null()) {
        repr = match common {
            None => term.repr(),
            Some(_) if repr == term.repr() => repr,
            Some(_) if repr.is_number() && term.repr().is_number() => Repr::Number,
            Some(before) => SqlBuilder::common(before, term),
        };
        common = Some(term);
    }
    repr
}

fn gives(function: Aggregate, of: Repr) -> Repr {
    match function {
        Aggregate::Min | Aggregate::Max => of.in_list(),
        _ => Repr::Number,
    }
}

/// A scalar as an item of a JSON array on PostgreSQL.
fn json_item(part: &Sql) -> String {
    let text = &part.text;
    match part.repr {
        Repr::Scaled(_) | Repr::Number => format!("trim_scale(({text})::numeric)::text"),
        Repr::Id => format!("({text})::text"),
        Repr::Date => format!("to_char({text}, 'YYYY-MM-DD')"),
        Repr::Moment => format!("(extract(epoch FROM {text}) * 1000000)::bigint"),
        _ => text.clone(),
    }
}
