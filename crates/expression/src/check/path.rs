//! Names: fields of the row, of the record, of linked records, `me` and `old`.

use engine_base::{DataType, Key};

use super::{Checker, Typed, suggest, types};
use crate::{Expr, FieldInfo, Hop, MeAttribute, Path, functions, node::Name};

/// Names that are never fields.
const ME: &str = "me";
const OLD: &str = "old";

impl Checker<'_> {
    /// A dotted name.
    pub(super) fn path(&mut self, names: &[Name]) -> Option<Typed> {
        let (first, rest) = names.split_first()?;
        match (first.text.as_str(), rest) {
            (ME, _) => self.me(rest),
            (OLD, [field, hops @ ..]) => self.old(first, field, hops),
            _ => {
                let (path, ty) = self.field_path(names)?;
                Some(Typed::new(Expr::Field(path), ty))
            }
        }
    }

    fn me(&mut self, rest: &[Name]) -> Option<Typed> {
        let of = |attribute: MeAttribute| Typed::new(Expr::Me(attribute), attribute.ty());
        let (name, more) = match rest {
            [] => return Some(of(MeAttribute::Id)),
            [name, more @ ..] => (name, more),
        };
        let known = MeAttribute::ALL.iter().find(|(_, known)| *known == name.text);
        let Some((attribute, _)) = known else {
            let issue = name.at.issue("expression.unknown_field").with("name", name.text.as_str()).with("form", "me");
            let names = MeAttribute::ALL.iter().map(|(_, name)| *name);
            return self.refuse(suggest::with_suggestion(issue, &name.text, names));
        };
        match more.first() {
            None => Some(of(*attribute)),
            Some(next) => self.refuse(next.at.issue("expression.path").with("name", next.text.as_str())),
        }
    }

    fn old(&mut self, old: &Name, field: &Name, hops: &[Name]) -> Option<Typed> {
        if !self.place.old {
            return self.refuse(old.at.issue("expression.no_old"));
        }
        let info = self.scope.field(self.place.form, &field.text);
        let Some((info, key)) = info.zip(self.key(&field.text)) else {
            return self.unknown_field(field, self.place.form, None);
        };
        let (path, ty) =
            self.hops(Path { row: false, slot: info.slot, key, hops: Vec::new() }, info.ty, field, hops)?;
        Some(Typed::new(Expr::Old(path), ty))
    }

    /// A path that begins in the row or in the record.
    pub(super) fn field_path(&mut self, names: &[Name]) -> Option<(Path, DataType)> {
        let (mut first, mut rest) = names.split_first()?;
        if let (Some(table), [next, more @ ..]) = (&self.table, rest) {
            // Inside `sum(lines.price)` the table may be named again.
            if *table == first.text {
                (first, rest) = (next, more);
                let info = self.row_field(first);
                let Some((info, key)) = info.zip(self.key(&first.text)) else {
                    let table = self.table.clone();
                    return self.unknown_field(first, self.place.form, table.as_deref());
                };
                return self.hops(Path { row: true, slot: info.slot, key, hops: Vec::new() }, info.ty, first, rest);
            }
        }
        let (row, info) = match self.row_field(first) {
            Some(info) => (true, Some(info)),
            None => (false, self.scope.field(self.place.form, &first.text)),
        };
        let Some((info, key)) = info.zip(self.key(&first.text)) else {
            let table = self.table.clone();
            return self.unknown_field(first, self.place.form, table.as_deref());
        };
        self.hops(Path { row, slot: info.slot, key, hops: Vec::new() }, info.ty, first, rest)
    }

    /// Whether `name` is a sub-table of the record.
    pub(super) fn is_table(&self, name: &str) -> Option<(usize, Key)> {
        let info = self.scope.field(self.place.form, name).filter(|info| info.ty == DataType::Rows)?;
        Some((info.slot, self.key(name)?))
    }

    fn row_field(&self, name: &Name) -> Option<FieldInfo> {
        self.scope.row_field(self.place.form, self.table.as_deref()?, &name.text)
    }

    fn hops(&mut self, mut path: Path, mut ty: DataType, first: &Name, names: &[Name]) -> Option<(Path, DataType)> {
        let mut before = first;
        for name in names {
            if ty == DataType::Rows {
                return self.refuse(before.at.issue("expression.table").with("name", before.text.as_str()));
            }
            let Some(form) = types::target(&ty).and_then(|form| self.key(form)) else {
                return self.refuse(name.at.issue("expression.path").with("name", before.text.as_str()));
            };
            let info = self.scope.field(&form, &name.text);
            let Some((info, key)) = info.zip(self.key(&name.text)) else {
                return self.unknown_field(name, &form, None);
            };
            path.hops.push(Hop { form, slot: info.slot, key });
            ty = info.ty;
            before = name;
        }
        Some((path, ty))
    }

    fn unknown_field<T>(&mut self, name: &Name, form: &str, table: Option<&str>) -> Option<T> {
        let issue = name.at.issue("expression.unknown_field").with("name", name.text.as_str()).with("form", form);
        if functions::entry(&name.text).is_some() {
            return self.refuse(issue.with("suggestion", format!("{}()", name.text)));
        }
        let mut known = self.scope.field_keys(form, None);
        if table.is_some() {
            known.extend(self.scope.field_keys(form, table));
        }
        self.refuse(suggest::with_suggestion(issue, &name.text, known))
    }
}
