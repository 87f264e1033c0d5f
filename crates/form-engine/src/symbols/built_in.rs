//! The forms that every installation has: people and departments (and files, which have no name in formulas).

use std::collections::BTreeMap;

use engine_base::{DataType, Key};

use super::{FormSymbols, Names};

/// Fields of the built-in form `user`, in the order of their slots.
pub const USER_FIELDS: [(&str, DataType); 7] = [
    ("id", DataType::User),
    ("name", DataType::Text),
    ("account", DataType::Text),
    ("department", DataType::Department),
    ("email", DataType::Text),
    ("phone", DataType::Text),
    ("title", DataType::Text),
];

/// Fields of the built-in form `department`, in the order of their slots.
pub const DEPARTMENT_FIELDS: [(&str, DataType); 4] = [
    ("id", DataType::Department),
    ("name", DataType::Text),
    ("parent", DataType::Department),
    ("head", DataType::User),
];

/// The form under which uploaded files are handed to [`fill`](crate::fill), and its fields in the order of their slots.
pub const FILE_FORM: &str = "file";
/// Fields of a file.
pub const FILE_FIELDS: [(&str, DataType); 4] =
    [("id", DataType::Text), ("name", DataType::Text), ("size", DataType::INTEGER), ("type", DataType::Text)];

pub(super) fn forms() -> BTreeMap<Key, FormSymbols> {
    let of = |fields: &[(&str, DataType)]| {
        let mut names = Names::default();
        for (key, ty) in fields {
            if let Ok(key) = Key::new(key) {
                names.add(&key, Some(ty.clone()));
            }
        }
        FormSymbols { fields: names, ..FormSymbols::default() }
    };
    let forms = [("user", of(&USER_FIELDS)), ("department", of(&DEPARTMENT_FIELDS))];
    forms.into_iter().filter_map(|(key, form)| Some((Key::new(key).ok()?, form))).collect()
}
