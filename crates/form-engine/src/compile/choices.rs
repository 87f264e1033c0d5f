//! Compiles what can be chosen in a select field.

use engine_base::Issue;
use expression::OptionKeys;

use super::{Compiler, fields::At, suggesting};
use crate::{CompiledField, FieldKind, Options, SelectField, kinds::set_name, option_table::check_choices};

impl Compiler<'_> {
    pub(super) fn choices(&mut self, select: &SelectField, at: &At, compiled: &mut CompiledField) {
        let path = format!("{}/options", at.path);
        if let Options::Own(own) = &select.options {
            let issues = check_choices(own, &path);
            self.issues.extend(issues);
        }
        let name = set_name(select, self.site(&compiled.definition.clone(), at));
        let symbols = self.symbols;
        let Some(table) = symbols.option_table(&name) else {
            let issue = Issue::new("options.unknown").at(path).with("set", name.as_str());
            return self.report(suggesting(issue, &name, symbols.set_keys()));
        };
        if table.is_tree() && matches!(compiled.definition.kind, FieldKind::Select(_) | FieldKind::MultiSelect(_)) {
            self.report(Issue::new("options.tree").at(path).with("kind", compiled.definition.kind.name()));
        }
        compiled.options = Some(table.choices().clone());
        for (index, rule) in select.options_when.iter().enumerate() {
            let path = format!("{}/options_when/{index}", at.path);
            for (place, key) in rule.only.iter().enumerate().filter(|(_, key)| !table.contains(key)) {
                let issue =
                    Issue::new("option.unknown").at(format!("{path}/only/{place}")).with("option", key.as_str());
                self.report(suggesting(issue, key, table.keys()));
            }
            if let Some(when) = self.condition(&rule.when, at.table, true, &format!("{path}/when")) {
                compiled.options_when.push((when, rule.only.clone()));
            }
        }
    }
}
