//! Groups and measures.

use app_definition::AuthorizedQuery;
use engine_base::{DataType, Decimal, Value, from_scaled};
use expression::{Context, Expr, Function, arithmetic};

use super::{
    Aggregate, GroupBy, Measure, MeasureOp,
    list::{check_expr, check_path, direction, sorting},
    plan::{ALIAS, builder, prefix, table_of},
    value::{write_column, write_int, write_number},
};
use crate::{
    Dialect, Error, RowRef, Session,
    sql::{Repr, SqlBuilder},
};

/// How one column or two of the answer are written.
enum Shown {
    /// A group's value, or the least or greatest of a measure.
    Value(Repr),
    /// A whole number.
    Count,
    /// A sum of what is kept in whole units of `10^-scale`, or of decimals.
    Sum(Repr),
    /// The same and how many, in two columns.
    Mean(Repr),
}

struct Column {
    name: String,
    prefix: Vec<u8>,
    /// Position in the answer.
    index: usize,
    shown: Shown,
}

impl Session {
    /// Writes groups as a JSON list of objects.
    pub async fn aggregate_json(
        &self,
        query: &AuthorizedQuery,
        context: &Context,
        aggregate: &Aggregate,
        out: &mut Vec<u8>,
    ) -> Result<(), Error> {
        let mut groups = Groups { sql: builder(self.dialect(), query, context), query, columns: Vec::new(), width: 0 };
        groups.sql.push("SELECT ");
        for group in &aggregate.group_by {
            groups.group(group)?;
        }
        let dimensions = groups.columns.len();
        for measure in &aggregate.measures {
            groups.measure(measure)?;
        }
        groups.sql.push(&format!(" FROM {} {ALIAS} WHERE ", table_of(query)));
        groups.sql.scope(ALIAS)?;
        if let Some(filter) = &aggregate.filter {
            check_expr(query, filter)?;
            groups.sql.push(" AND ");
            groups.sql.condition(filter, ALIAS)?;
        }
        if dimensions > 0 {
            let positions: Vec<String> = (1..=dimensions).map(|position| position.to_string()).collect();
            groups.sql.push(&format!(" GROUP BY {}", positions.join(", ")));
        }
        let (sql, columns) = (groups.sql, groups.columns);
        let statement = ordered(&sql.text, sql.dialect(), &columns, dimensions, aggregate);
        out.push(b'[');
        let mut first = true;
        let each = |row: &RowRef<'_>| {
            if !std::mem::take(&mut first) {
                out.push(b',');
            }
            if columns.is_empty() {
                out.push(b'{');
            }
            for column in &columns {
                out.extend_from_slice(&column.prefix);
                column.write(out, row)?;
            }
            out.push(b'}');
            Ok(())
        };
        self.query(&statement, &sql.args, each).await?;
        out.push(b']');
        Ok(())
    }
}

/// The statement in the order that was asked for; groups that are equal so far come in their own order.
fn ordered(grouped: &str, dialect: Dialect, columns: &[Column], dimensions: usize, aggregate: &Aggregate) -> String {
    let named =
        |(name, descending): &(String, bool)| Some((columns.iter().find(|column| column.name == *name)?, *descending));
    let mut keys: Vec<(&Column, bool)> = aggregate.sort.iter().filter_map(named).collect();
    keys.extend(columns.iter().take(dimensions).map(|column| (column, false)));
    if keys.is_empty() {
        return format!("{grouped} LIMIT {}", aggregate.limit);
    }
    // Columns of the grouped statement are named by position from outside.
    let width = columns.last().map_or(0, |column| column.index + column.width());
    let names: Vec<String> = (0..width).map(|index| format!("c{index}")).collect();
    let order: Vec<String> = keys
        .iter()
        .map(|(column, descending)| format!("{}{}", column.sortable(dialect), direction(dialect, *descending)))
        .collect();
    format!(
        "WITH groups ({}) AS ({grouped}) SELECT * FROM groups ORDER BY {} LIMIT {}",
        names.join(", "),
        order.join(", "),
        aggregate.limit
    )
}

struct Groups<'a> {
    sql: SqlBuilder<'a>,
    query: &'a AuthorizedQuery,
    columns: Vec<Column>,
    width: usize,
}

impl Groups<'_> {
    fn comma(&mut self) {
        if self.width > 0 {
            self.sql.push(", ");
        }
        self.width += 1;
    }

    fn add(&mut self, name: &str, index: usize, shown: Shown) {
        let prefix = prefix(self.columns.is_empty(), name);
        self.columns.push(Column { name: name.to_owned(), prefix, index, shown });
    }

    fn group(&mut self, group: &GroupBy) -> Result<(), Error> {
        check_path(self.query, &group.path)?;
        self.comma();
        let index = self.width - 1;
        let repr = match group.grain {
            None => self.sql.path(&group.path, ALIAS)?,
            Some(grain) => {
                let field = Expr::Field(group.path.clone());
                let date = match field_type(self.query, group) {
                    DataType::DateTime => Expr::Call { function: Function::DateOfMoment, args: vec![field] },
                    _ => field,
                };
                let unit = Expr::Literal { value: Value::text(grain.name()), ty: DataType::Text };
                let start = Expr::Call { function: Function::StartOf, args: vec![date, unit] };
                self.sql.value(&start, ALIAS)?
            }
        };
        self.add(&group.name, index, Shown::Value(repr));
        Ok(())
    }

    fn measure(&mut self, measure: &Measure) -> Result<(), Error> {
        self.comma();
        let index = self.width - 1;
        let Some(path) = &measure.of else {
            self.sql.push("count(*)");
            self.add(&measure.name, index, Shown::Count);
            return Ok(());
        };
        check_path(self.query, path)?;
        // What the function is depends on how the value is represented.
        let repr = builder_repr(&mut self.sql, path)?;
        let sqlite = self.sql.dialect() == Dialect::Sqlite;
        let (before, after, shown) = match (measure.op, &repr) {
            (MeasureOp::Count, _) => ("count(", ")", Shown::Count),
            (MeasureOp::CountDistinct, _) => ("count(DISTINCT ", ")", Shown::Count),
            (MeasureOp::Sum, _) => (sum_of(sqlite, &repr), after_sum(sqlite, &repr), Shown::Sum(repr)),
            (MeasureOp::Avg, _) => (sum_of(sqlite, &repr), after_sum(sqlite, &repr), Shown::Mean(repr)),
            (MeasureOp::Min, Repr::Number) if sqlite => ("fw_least(", ")", Shown::Value(repr)),
            (MeasureOp::Max, Repr::Number) if sqlite => ("fw_greatest(", ")", Shown::Value(repr)),
            (MeasureOp::Min, Repr::Text | Repr::Time) if !sqlite => ("min((", ") COLLATE \"C\")", Shown::Value(repr)),
            (MeasureOp::Max, Repr::Text | Repr::Time) if !sqlite => ("max((", ") COLLATE \"C\")", Shown::Value(repr)),
            (MeasureOp::Min, _) => ("min(", ")", Shown::Value(repr)),
            (MeasureOp::Max, _) => ("max(", ")", Shown::Value(repr)),
        };
        self.sql.push(before);
        self.sql.path(path, ALIAS)?;
        self.sql.push(after);
        if matches!(shown, Shown::Mean(_)) {
            self.comma();
            self.sql.push("count(");
            self.sql.path(path, ALIAS)?;
            self.sql.push(")");
        }
        self.add(&measure.name, index, shown);
        Ok(())
    }
}

fn sum_of(sqlite: bool, repr: &Repr) -> &'static str {
    if sqlite && *repr == Repr::Number { "fw_total(" } else { "coalesce(sum(" }
}

fn after_sum(sqlite: bool, repr: &Repr) -> &'static str {
    match (sqlite, repr) {
        (true, Repr::Number) => ")",
        (true, _) => "), 0)",
        (false, _) => "), 0)::numeric",
    }
}

/// How the value of a path is represented, without adding it.
fn builder_repr(sql: &mut SqlBuilder<'_>, path: &expression::Path) -> Result<Repr, Error> {
    let (text, args) = (sql.text.len(), sql.args.len());
    let repr = sql.path(path, ALIAS)?;
    sql.text.truncate(text);
    sql.args.truncate(args);
    Ok(repr)
}

/// The type of the field that a group is made by.
fn field_type(query: &AuthorizedQuery, group: &GroupBy) -> DataType {
    let (form, slot) = match group.path.hops.last() {
        Some(hop) => (query.access().app().forms.get(&hop.form), hop.slot),
        None => (Some(query.form()), group.path.slot),
    };
    form.and_then(|form| form.fields.get(slot)).map_or(DataType::Null, |field| field.ty.clone())
}

impl Column {
    fn width(&self) -> usize {
        if matches!(self.shown, Shown::Mean(_)) { 2 } else { 1 }
    }

    /// SQL over the grouped columns whose order is the values' order.
    fn sortable(&self, dialect: Dialect) -> String {
        let name = format!("c{}", self.index);
        match &self.shown {
            Shown::Count => name,
            Shown::Value(repr) | Shown::Sum(repr) => {
                let (before, after) = sorting(dialect, repr);
                format!("{before}{name}{after}")
            }
            Shown::Mean(repr) => {
                let count = format!("c{}", self.index + 1);
                match (dialect, repr) {
                    (Dialect::Sqlite, _) => format!("(CAST({name} AS REAL) / nullif({count}, 0))"),
                    (Dialect::Postgres, _) => format!("({name} / nullif({count}, 0))"),
                }
            }
        }
    }

    fn write(&self, out: &mut Vec<u8>, row: &RowRef<'_>) -> Result<(), Error> {
        match &self.shown {
            Shown::Value(repr) => write_column(out, row, self.index, repr, &DataType::Null)?,
            Shown::Count => write_int(out, row.int(self.index)?.unwrap_or(0)),
            Shown::Sum(repr) => {
                let sum = unscaled(row.number(self.index)?.unwrap_or_default(), repr);
                let ty =
                    if let Repr::Scaled(scale) = repr { DataType::Number { scale: *scale } } else { DataType::Null };
                write_number(out, sum, &ty);
            }
            Shown::Mean(repr) => {
                let sum = unscaled(row.number(self.index)?.unwrap_or_default(), repr);
                let count = Decimal::from(row.int(self.index + 1)?.unwrap_or(0));
                match arithmetic::divide(sum, count) {
                    Some(mean) => write_number(out, mean, &DataType::Null),
                    None => out.extend_from_slice(b"null"),
                }
            }
        }
        Ok(())
    }
}

/// The sum of whole units of `10^-scale` as a number.
fn unscaled(sum: Decimal, repr: &Repr) -> Decimal {
    let Repr::Scaled(scale) = repr else { return sum };
    match i64::try_from(sum.mantissa()) {
        Ok(units) if sum.scale() == 0 => from_scaled(units, *scale),
        _ => Decimal::try_from_i128_with_scale(sum.mantissa(), sum.scale() + u32::from(*scale)).unwrap_or(sum),
    }
}
