//! A form as screens need it.

use form_engine::CompiledForm;
use serde_json::{Map, Value as Json, json};

use super::{condition::Reader, field, screen, without_nulls};
use crate::{Access, Right, Verb};

/// The form as the person of `access` may see it; nothing without any right on it.
pub(super) fn model(form: &CompiledForm, access: &Access) -> Option<Json> {
    let rights = access.form(&form.key)?;
    let may = |verb| access.query(&form.key, verb).is_ok();
    if !may(Verb::Read) && !may(Verb::Create) {
        return None;
    }
    let definition = &form.definition;
    let reader = Reader { access, form: &form.key, table: None };
    let right = |slot: usize| rights.fields.get(slot).copied().unwrap_or(Right::Hidden);
    let fields = form.declared().filter_map(|own| field::model(own, right(own.slot), reader));
    let checks = form.checks.iter().filter_map(|check| {
        let at = check.at.as_ref().filter(|at| form.field(at).is_some_and(|field| right(field.slot) > Right::Hidden));
        let mut model = Map::new();
        model.insert("that".into(), reader.condition(&check.that)?);
        model.insert("at".into(), json!(at));
        model.insert("message".into(), json!(check.message));
        without_nulls(&mut model);
        Some(Json::from(model))
    });
    let title = (right(form.title) >= Right::Read).then_some(&definition.title);
    let mut model = Map::new();
    model.insert("key".into(), json!(form.key));
    model.insert("label".into(), json!(definition.label));
    model.insert("description".into(), json!(definition.description));
    model.insert("icon".into(), json!(definition.icon));
    model.insert("title".into(), json!(title));
    model.insert("fields".into(), fields.collect());
    model.insert("checks".into(), checks.collect());
    model.insert("layout".into(), screen::layout(form, reader).into());
    model.insert("views".into(), screen::views(form, reader).into());
    let prints = screen::prints(form, reader);
    model.insert("prints".into(), if prints.is_empty() { Json::Null } else { prints.into() });
    let rights = json!({
        "read": may(Verb::Read), "create": may(Verb::Create), "update": may(Verb::Update),
        "delete": may(Verb::Delete), "export": may(Verb::Export),
        "owner": right(form_engine::SystemField::Owner.slot()),
    });
    model.insert("rights".into(), rights);
    without_nulls(&mut model);
    Some(model.into())
}
