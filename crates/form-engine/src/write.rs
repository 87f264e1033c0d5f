//! Writes records as JSON. (Records that come from the database are written straight from its rows.)

use engine_base::{Row, Value, write_text, write_value};

use crate::{CompiledField, CompiledForm, Record, Rights, Source};

/// Appends the record as a JSON object of those fields that `rights` allow to see.
pub fn write_record(out: &mut Vec<u8>, form: &CompiledForm, record: &Record, rights: &dyn Rights) {
    let mut object = ObjectWriter::open(out);
    for field in form.fields.iter().filter(|field| field.source != Source::None && rights.may_see(field.slot)) {
        let value = record.get(field.slot);
        object.key(&field.key);
        match &field.table {
            None => write_value(object.out, value, &field.ty),
            Some(table) => {
                object.out.push(b'[');
                for (index, row) in value.rows().iter().enumerate() {
                    if index > 0 {
                        object.out.push(b',');
                    }
                    write_row(object.out, &table.fields, row, &|row_slot| rights.may_see_row(field.slot, row_slot));
                }
                object.out.push(b']');
            }
        }
    }
    object.close();
}

fn write_row(out: &mut Vec<u8>, fields: &[CompiledField], row: &Row, see: &dyn Fn(usize) -> bool) {
    let mut object = ObjectWriter::open(out);
    if let Some(id) = row.id {
        object.key("id");
        write_value(object.out, &Value::Id(id), &engine_base::DataType::Text);
    }
    for field in fields.iter().filter(|field| see(field.slot)) {
        object.key(&field.key);
        write_value(object.out, row.values.get(field.slot).unwrap_or(&Value::Null), &field.ty);
    }
    object.close();
}

struct ObjectWriter<'a> {
    out: &'a mut Vec<u8>,
    empty: bool,
}

impl<'a> ObjectWriter<'a> {
    fn open(out: &'a mut Vec<u8>) -> Self {
        out.push(b'{');
        ObjectWriter { out, empty: true }
    }

    fn key(&mut self, key: &str) {
        if !std::mem::take(&mut self.empty) {
            self.out.push(b',');
        }
        write_text(self.out, key);
        self.out.push(b':');
    }

    fn close(self) {
        self.out.push(b'}');
    }
}
