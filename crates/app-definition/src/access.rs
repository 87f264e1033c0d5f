//! Who may do what with which records and fields. The only place that can build an [`AuthorizedQuery`].
//!
//! With several roles the most permissive wins: scopes are joined by *or*, field rights by the greatest.

use std::{collections::BTreeMap, sync::Arc};

use engine_base::{DataType, Key, Value};
use expression::{BinaryOp, Expr};
use form_engine::{CompiledForm, Source, SystemField};

use crate::{CompiledApp, CompiledFormRights, Right};

/// What somebody wants to do with records of a form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verb {
    /// See.
    Read,
    /// Create.
    Create,
    /// Change.
    Update,
    /// Delete.
    Delete,
    /// Take a list out of the system.
    Export,
}

/// Not allowed, and what would have been needed.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// The app has no such form, or the person may not know of it.
    #[error("no form `{0}`")]
    NoForm(String),
    /// The person has no right to do this with any record of the form.
    #[error("not allowed to {verb:?} records of `{form}`")]
    Form {
        /// The form.
        form: Key,
        /// What was wanted.
        verb: Verb,
    },
    /// The person may not use this field so.
    #[error("not allowed to use field `{field}` of `{form}`")]
    Field {
        /// The form.
        form: Key,
        /// The field.
        field: String,
    },
}

/// The rights of one person in one app: the joined rights of all roles.
#[derive(Clone, Debug)]
pub struct Access {
    app: Arc<CompiledApp>,
    /// The roles it was joined from; none for administrators, who see what any role sees.
    roles: Option<Arc<[Key]>>,
    forms: Arc<BTreeMap<Key, Arc<FormAccess>>>,
}

/// Joined rights on one form. A scope is `None` for no record at all.
#[derive(Clone, Debug)]
pub struct FormAccess {
    /// Which records may be seen.
    pub read: Option<Expr>,
    /// Whether records may be created.
    pub create: bool,
    /// Which records may be changed.
    pub update: Option<Expr>,
    /// Which records may be deleted.
    pub delete: Option<Expr>,
    /// Whether lists may be exported.
    pub export: bool,
    /// By slot.
    pub fields: Vec<Right>,
    /// By slot of a sub-table field, then by slot of the row.
    pub rows: BTreeMap<usize, Vec<Right>>,
}

/// Permission to look at records of one form: every statement over app data takes one.
#[derive(Clone, Debug)]
pub struct AuthorizedQuery {
    access: Access,
    form: Arc<CompiledForm>,
    rights: Arc<FormAccess>,
    scope: Expr,
}

impl Access {
    /// The rights that `roles` give in `app`. Roles that the app does not have give nothing.
    pub fn of_roles<'a>(app: Arc<CompiledApp>, roles: impl IntoIterator<Item = &'a Key>) -> Access {
        let mut forms: BTreeMap<Key, FormAccess> = BTreeMap::new();
        let roles: Vec<Key> = roles.into_iter().cloned().collect();
        for role in roles.iter().filter_map(|role| app.roles.get(role)) {
            for (form, rights) in &role.forms {
                match forms.get_mut(form) {
                    Some(joined) => joined.join(rights),
                    None => {
                        forms.insert(form.clone(), FormAccess::from(rights));
                    }
                }
            }
        }
        let forms = forms.into_iter().map(|(form, access)| (form, Arc::new(access))).collect();
        Access { app, roles: Some(roles.into()), forms: Arc::new(forms) }
    }

    /// All rights: for administrators and for the platform's own work.
    pub fn everything(app: Arc<CompiledApp>) -> Access {
        let all = |(key, form): (&Key, &Arc<CompiledForm>)| (key.clone(), Arc::new(FormAccess::everything(form)));
        let forms = app.forms.iter().map(all).collect();
        Access { app, roles: None, forms: Arc::new(forms) }
    }

    /// The app.
    pub fn app(&self) -> &Arc<CompiledApp> {
        &self.app
    }

    /// Whether the person has one of `roles`.
    pub fn has_any_role(&self, roles: &[Key]) -> bool {
        self.roles.as_ref().is_none_or(|own| own.iter().any(|role| roles.contains(role)))
    }

    /// Whether the person may save views for roles.
    pub fn shares_views(&self) -> bool {
        let shares = |role: &Key| self.app.definition.roles.get(role).is_some_and(|role| role.share_views);
        self.roles.as_ref().is_none_or(|own| own.iter().any(shares))
    }

    /// The rights on a form, if there are any.
    pub fn form(&self, form: &str) -> Option<&Arc<FormAccess>> {
        self.forms.get(form)
    }

    /// Permission to do `verb` with those records of `form` that the right covers.
    pub fn query(&self, form: &str, verb: Verb) -> Result<AuthorizedQuery, Refusal> {
        let unknown = || Refusal::NoForm(form.to_owned());
        let compiled = self.app.forms.get(form).ok_or_else(unknown)?;
        let rights = self.forms.get(form).ok_or_else(unknown)?;
        let scope = match verb {
            Verb::Read => rights.read.clone(),
            Verb::Update => rights.update.clone(),
            Verb::Delete => rights.delete.clone(),
            Verb::Export => rights.read.clone().filter(|_| rights.export),
            // A new record must be one that its creator may then change or, failing that, see.
            Verb::Create => rights.create.then(|| rights.update.clone().or(rights.read.clone()).unwrap_or_else(always)),
        };
        let scope = scope.ok_or_else(|| Refusal::Form { form: compiled.key.clone(), verb })?;
        Ok(AuthorizedQuery { access: self.clone(), form: compiled.clone(), rights: rights.clone(), scope })
    }
}

impl AuthorizedQuery {
    /// The form.
    pub fn form(&self) -> &Arc<CompiledForm> {
        &self.form
    }

    /// The condition that every record touched must meet; [`always`] when there is none.
    pub fn scope(&self) -> &Expr {
        &self.scope
    }

    /// Whether every record is covered.
    pub fn is_unlimited(&self) -> bool {
        is_always(&self.scope)
    }

    /// The right on the field in `slot`.
    pub fn right(&self, slot: usize) -> Right {
        self.rights.fields.get(slot).copied().unwrap_or(Right::Hidden)
    }

    /// The right on a field of the rows of the sub-table in `slot`.
    pub fn row_right(&self, slot: usize, row_slot: usize) -> Right {
        let own = self.rights.rows.get(&slot).and_then(|rows| rows.get(row_slot)).copied();
        own.unwrap_or(Right::Hidden).min(self.right(slot))
    }

    /// The rights of the same person on another form, for links.
    pub fn linked(&self, form: &str) -> Option<AuthorizedQuery> {
        self.access.query(form, Verb::Read).ok()
    }

    /// The rights of the same person everywhere.
    pub fn access(&self) -> &Access {
        &self.access
    }

    /// Refuses a field that may not be used to filter, sort or group: hidden and masked ones, because an answer would tell their value.
    pub fn usable(&self, slot: usize) -> Result<(), Refusal> {
        if self.right(slot) >= Right::Read { Ok(()) } else { Err(self.refuse(slot)) }
    }

    /// The same for a field of the rows of a sub-table.
    pub fn usable_row(&self, slot: usize, row_slot: usize) -> Result<(), Refusal> {
        if self.row_right(slot, row_slot) >= Right::Read {
            return Ok(());
        }
        let table = self.form.fields.get(slot);
        let row = table.and_then(|table| table.table.as_ref()?.fields.get(row_slot));
        Err(match (table, row) {
            (Some(table), Some(row)) => {
                Refusal::Field { form: self.form.key.clone(), field: format!("{}.{}", table.key, row.key) }
            }
            _ => self.refuse(slot),
        })
    }

    /// The refusal to use the field in `slot`.
    pub fn refuse(&self, slot: usize) -> Refusal {
        let field = self.form.fields.get(slot).map(|field| field.key.to_string()).unwrap_or_default();
        Refusal::Field { form: self.form.key.clone(), field }
    }
}

impl FormAccess {
    fn from(rights: &CompiledFormRights) -> FormAccess {
        let scope = |formula: &Option<expression::Formula>| formula.as_ref().map(|f| f.expr.clone());
        FormAccess {
            read: scope(&rights.read),
            create: rights.create,
            update: scope(&rights.update),
            delete: scope(&rights.delete),
            export: rights.export,
            fields: rights.fields.clone(),
            rows: rights.rows.clone(),
        }
    }

    fn everything(form: &CompiledForm) -> FormAccess {
        let most = |source: Source| if matches!(source, Source::Input) { Right::Write } else { Right::Read };
        let mut fields: Vec<Right> = form.fields.iter().map(|field| most(field.source)).collect();
        if let Some(owner) = fields.get_mut(SystemField::Owner.slot()) {
            *owner = Right::Write;
        }
        let tables = form.fields.iter().filter_map(|field| Some((field.slot, field.table.as_ref()?)));
        let rows = tables.map(|(slot, table)| (slot, table.fields.iter().map(|f| most(f.source)).collect())).collect();
        FormAccess {
            read: Some(always()),
            create: true,
            update: Some(always()),
            delete: Some(always()),
            export: true,
            fields,
            rows,
        }
    }

    fn join(&mut self, more: &CompiledFormRights) {
        let more = FormAccess::from(more);
        self.read = either(self.read.take(), more.read);
        self.update = either(self.update.take(), more.update);
        self.delete = either(self.delete.take(), more.delete);
        self.create |= more.create;
        self.export |= more.export;
        for (own, other) in self.fields.iter_mut().zip(more.fields) {
            *own = (*own).max(other);
        }
        for (slot, rights) in more.rows {
            match self.rows.get_mut(&slot) {
                Some(own) => own.iter_mut().zip(rights).for_each(|(own, other)| *own = (*own).max(other)),
                None => {
                    self.rows.insert(slot, rights);
                }
            }
        }
    }
}

/// The condition that every record meets.
pub fn always() -> Expr {
    Expr::Literal { value: Value::Bool(true), ty: DataType::YesNo }
}

fn is_always(scope: &Expr) -> bool {
    matches!(scope, Expr::Literal { value: Value::Bool(true), .. })
}

fn either(left: Option<Expr>, right: Option<Expr>) -> Option<Expr> {
    match (left, right) {
        (Some(left), Some(right)) if is_always(&left) || is_always(&right) || left == right => {
            Some(if is_always(&right) { right } else { left })
        }
        (Some(left), Some(right)) => {
            Some(Expr::Binary { op: BinaryOp::Or, left: Box::new(left), right: Box::new(right) })
        }
        (left, right) => left.or(right),
    }
}
