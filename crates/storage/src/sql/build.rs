//! The statement under construction: text, arguments, and what the parts need to know.

use std::borrow::Cow;

use app_definition::{AuthorizedQuery, CompiledApp};
use engine_base::{Key, Uuid, Value};
use expression::{Context, Environment, Expr, Function, Path, evaluate};
use form_engine::CompiledForm;

use super::{
    Repr,
    place::{Home, Place, RowPlace},
    term::{Sql, Term},
};
use crate::{Arg, Dialect, Error, Kind, physical::quote};

/// Most virtual fields that one statement expands: formulas may build on each other, and each use is written out.
const MOST_EXPANSIONS: u32 = 2_000;

/// Writes one statement. Parts read whatever `query` lets its person see.
pub(crate) struct SqlBuilder<'a> {
    /// The statement so far.
    pub(crate) text: String,
    /// Its arguments, `$1` first.
    pub(crate) args: Vec<Arg<'static>>,
    pub(super) dialect: Dialect,
    pub(super) app: &'a CompiledApp,
    pub(super) query: &'a AuthorizedQuery,
    pub(super) context: &'a Context,
    pub(super) sight: Sight,
    aliases: u32,
    expansions: u32,
    /// Arguments of parts, and their place in the statement once a part that names them stands in it: parts may fall away.
    bound: Vec<(Arg<'static>, Option<usize>)>,
    zone: Option<String>,
}

/// Begins and ends the name of an argument in a part.
const HOLE: char = '\u{1}';

/// Whose eyes links and rollups are followed with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sight {
    /// The person's: records out of scope are not there.
    Person,
    /// The app's own, inside scopes: an analyst's rule is about facts, and scopes that name each other end.
    App,
}

impl<'a> SqlBuilder<'a> {
    /// An empty statement.
    pub(crate) fn new(
        dialect: Dialect,
        app: &'a CompiledApp,
        query: &'a AuthorizedQuery,
        context: &'a Context,
    ) -> Self {
        let (text, args, sight) = (String::new(), Vec::new(), Sight::Person);
        SqlBuilder {
            text,
            args,
            dialect,
            app,
            query,
            context,
            sight,
            aliases: 0,
            expansions: 0,
            bound: Vec::new(),
            zone: None,
        }
    }

    /// Which database it is for.
    pub(crate) fn dialect(&self) -> Dialect {
        self.dialect
    }

    /// Adds text.
    pub(crate) fn push(&mut self, text: &str) {
        for (index, piece) in text.split(HOLE).enumerate() {
            if index % 2 == 0 {
                self.text.push_str(piece);
            } else if let Ok(bound) = piece.parse() {
                self.push_argument(bound);
            }
        }
    }

    /// Adds the placeholder of an argument. On PostgreSQL it says its type, so that one text always means the same statement.
    fn push_argument(&mut self, index: usize) {
        let Some((arg, place)) = self.bound.get_mut(index) else { return };
        let ty = type_name(arg);
        let number = *place.get_or_insert_with(|| {
            self.args.push(arg.clone());
            self.args.len()
        });
        let placeholder = match self.dialect {
            Dialect::Sqlite => format!("?{number}"),
            Dialect::Postgres => format!("${number}::{ty}"),
        };
        self.text.push_str(&placeholder);
    }

    /// Adds an argument: its placeholder to the text, its value to the arguments.
    pub(crate) fn arg(&mut self, arg: Arg<'static>) {
        let part = self.bind(arg);
        self.push(&part);
    }

    /// Adds a column of the table `alias`.
    pub(crate) fn column(&mut self, alias: &str, column: &str) {
        self.text.push_str(&column_of(alias, column));
    }

    /// Adds a condition on the record `alias` of the query's form, for WHERE and CASE WHEN: true exactly when `expr` holds, false or
    /// NULL otherwise, so that indexes serve it.
    pub(crate) fn condition(&mut self, expr: &Expr, alias: &str) -> Result<(), Error> {
        let truth = self.holds(expr, &self.place(alias))?;
        self.push(&truth.into_text());
        Ok(())
    }

    /// Adds the scope of the query, a condition as by [`Self::condition`].
    pub(crate) fn scope(&mut self, alias: &str) -> Result<(), Error> {
        let place = self.place(alias);
        let scope = self.query.scope();
        let truth = self.as_app(|sql| sql.holds(scope, &place))?;
        self.push(&truth.into_text());
        Ok(())
    }

    /// Adds the value of `expr` for the record `alias`; says how it is represented.
    pub(crate) fn value(&mut self, expr: &Expr, alias: &str) -> Result<Repr, Error> {
        let term = self.term(expr, &self.place(alias))?;
        let repr = term.repr();
        self.put(term, &repr)
    }

    /// Adds the value at the end of `path`, represented as the field there; empty when a step is empty or may not be seen.
    pub(crate) fn path(&mut self, path: &Path, alias: &str) -> Result<Repr, Error> {
        let place = self.place(alias);
        let repr = self.repr_at(path, &place)?;
        let term = self.path_term(path, &place)?;
        self.put(term, &repr)
    }

    /// Adds the value of a field of the record `alias` of `form`: a column, or what a computed field or a links field stands for.
    pub(crate) fn field(&mut self, form: &CompiledForm, slot: usize, alias: &str) -> Result<Repr, Error> {
        let place = Place::record(Home::Form(form), alias);
        let field = form.fields.get(slot).ok_or(Error::Missing("field"))?;
        let term = self.field_term(field, &place, alias)?;
        self.put(term, &Repr::of(&field.ty))
    }

    /// Adds the value of a field of the row `row` of the sub-table in `table`, whose record is `alias`.
    pub(crate) fn row_field(
        &mut self,
        form: &CompiledForm,
        table: usize,
        slot: usize,
        alias: &str,
        row: &str,
    ) -> Result<Repr, Error> {
        let rows = form.fields.get(table).and_then(|field| field.table.as_ref()).ok_or(Error::Missing("sub-table"))?;
        let place = Place { home: Home::Form(form), alias, row: Some(RowPlace { fields: &rows.fields, alias: row }) };
        let field = rows.fields.get(slot).ok_or(Error::Missing("field"))?;
        let term = self.field_term(field, &place, row)?;
        self.put(term, &Repr::of(&field.ty))
    }

    fn put(&mut self, term: Term, repr: &Repr) -> Result<Repr, Error> {
        let sql = self.convert(term, repr)?;
        self.push(&sql.text);
        Ok(sql.repr)
    }

    fn place<'p>(&self, alias: &'p str) -> Place<'p>
    where
        'a: 'p,
    {
        let query: &'a AuthorizedQuery = self.query;
        Place::record(Home::Form(query.form()), alias)
    }

    /// An argument, named for a part of the statement.
    pub(super) fn bind(&mut self, arg: Arg<'static>) -> String {
        self.bound.push((arg, None));
        format!("{HOLE}{}{HOLE}", self.bound.len() - 1)
    }

    /// The name of the organisation's zone, as an argument.
    pub(super) fn zone(&mut self) -> Result<String, Error> {
        if let Some(zone) = &self.zone {
            return Ok(zone.clone());
        }
        let name = self.context.zone.iana_name().ok_or(Error::Missing("name of the zone"))?.to_owned();
        let zone = self.bind(Arg::Text(Cow::Owned(name)));
        self.zone = Some(zone.clone());
        Ok(zone)
    }

    /// A name that no other table of the statement has.
    pub(super) fn alias(&mut self) -> String {
        self.aliases += 1;
        format!("t{}", self.aliases)
    }

    /// Counts one more expansion of a virtual field.
    pub(super) fn expand(&mut self) -> Result<(), Error> {
        self.expansions += 1;
        if self.expansions > MOST_EXPANSIONS {
            return Err(Error::Database("the computed fields expand to too long a statement".to_owned()));
        }
        Ok(())
    }

    /// Runs `work` with the eyes of the app.
    pub(super) fn as_app<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = std::mem::replace(&mut self.sight, Sight::App);
        let done = work(self);
        self.sight = before;
        done
    }

    /// The value of what reads no record.
    pub(super) fn fixed(&self, expr: &Expr) -> Option<Value> {
        let asks = |node: &Expr| matches!(node, Expr::Call { function: Function::WithinDepartment, .. });
        (expr.is_constant() && !expr.any(asks)).then(|| evaluate(expr, &NoRecord(self.context)))
    }

    /// A function of the language on SQLite; see `sqlite/functions`.
    pub(super) fn native(&self, name: &str, args: &[Sql], repr: Repr) -> Sql {
        self.native_at(name, None, args, repr)
    }

    /// The same for one that reads the clock of `zone`.
    pub(super) fn native_at(&self, name: &str, zone: Option<String>, args: &[Sql], repr: Repr) -> Sql {
        let mut call = format!("fw_call('{name}");
        if zone.is_some() {
            call.push_str(" z");
        }
        for arg in args {
            call.push(' ');
            call.push_str(&letters(&arg.repr));
        }
        call.push('\'');
        for part in zone.iter().chain(args.iter().map(|arg| &arg.text)) {
            call.push_str(", ");
            call.push_str(part);
        }
        call.push(')');
        Sql::new(call, repr)
    }
}

/// A quoted column of the table `alias`.
pub(super) fn column_of(alias: &str, column: &str) -> String {
    format!("{alias}.{}", quote(column))
}

/// How `fw_call` is told what an argument is.
fn letters(repr: &Repr) -> String {
    match repr {
        Repr::Scaled(scale) => format!("n{scale}"),
        Repr::Number => "n".to_owned(),
        Repr::Bool => "b".to_owned(),
        Repr::Text | Repr::Null => "t".to_owned(),
        Repr::Id => "i".to_owned(),
        Repr::Date => "d".to_owned(),
        Repr::Time => "c".to_owned(),
        Repr::Moment => "m".to_owned(),
        Repr::Span => "s".to_owned(),
        Repr::List(of) => format!("l{}", letters(of)),
        Repr::Json => "j".to_owned(),
    }
}

fn type_name(arg: &Arg<'_>) -> &'static str {
    match arg {
        Arg::Null(kind) => kind_name(*kind),
        Arg::Int(_) => "bigint",
        Arg::Bool(_) => "boolean",
        Arg::Text(_) | Arg::Time(_) => "text",
        Arg::Id(_) => "uuid",
        Arg::Date(_) => "date",
        Arg::Moment(_) => "timestamptz",
        Arg::Json(_) => "jsonb",
        Arg::Number(_) => "numeric",
        Arg::Ids(_) => "uuid[]",
        Arg::Texts(_) => "text[]",
        Arg::Ints(_) => "bigint[]",
    }
}

/// PostgreSQL's name of a type.
pub(super) fn kind_name(kind: Kind) -> &'static str {
    match kind {
        Kind::Int => "bigint",
        Kind::Bool => "boolean",
        Kind::Text | Kind::Time => "text",
        Kind::Id => "uuid",
        Kind::Date => "date",
        Kind::Moment => "timestamptz",
        Kind::Json => "jsonb",
        Kind::Number => "numeric",
    }
}

/// Evaluates what reads no record.
struct NoRecord<'a>(&'a Context);

static EMPTY: Value = Value::Null;

impl Environment for NoRecord<'_> {
    fn value(&self, _: usize) -> &Value {
        &EMPTY
    }

    fn old(&self, _: usize) -> &Value {
        &EMPTY
    }

    fn linked(&self, _: &Key, _: Uuid, _: usize) -> Value {
        Value::Null
    }

    fn context(&self) -> &Context {
        self.0
    }

    fn department_within(&self, _: Uuid, _: Uuid) -> bool {
        false
    }
}
