/** The field whose editor takes the value of a clause: the field itself, stripped of its rules, or one that holds many. */
import { typeOf } from '../form/source';
import type { Field, Kind } from '../model/field';
import type { Operand } from './operators';

/** Kinds that hold what a computed value of a type is. */
const kindOfType: Readonly<Record<string, Kind>> = {
  date: 'date',
  date_time: 'date_time',
  text: 'text',
  yes_no: 'yes_no',
};

/** The field as conditions see it: a computed date is asked for like a date. */
export function askedField(field: Field): Field {
  if (field.kind !== 'formula' && field.kind !== 'rollup' && field.kind !== 'lookup') return field;
  const type = typeOf(field);
  const kind = kindOfType[typeof type === 'string' ? type : type.type];
  return kind && 'type' in field ? ({ ...field, kind } as Field) : field;
}

const moments: ReadonlySet<Kind> = new Set(['date_time', 'created_at', 'updated_at']);

/** Whether the values of a field are moments, which are asked for by the day. */
export const isMoment = (field: Field): boolean => moments.has(field.kind);

const manyOf: Partial<Record<Kind, Kind>> = {
  select: 'multi_select',
  tree_select: 'multi_select',
  user: 'users',
  owner: 'users',
  created_by: 'users',
  updated_by: 'users',
  link: 'links',
};

/** Kinds that nobody edits, and the kind whose box fits their values. */
const plainOf: Partial<Record<Kind, Kind>> = {
  created_at: 'date_time',
  updated_at: 'date_time',
  created_by: 'user',
  updated_by: 'user',
  formula: 'number',
  rollup: 'number',
  serial: 'text',
  long_text: 'text',
  phone: 'text',
  email: 'text',
  url: 'text',
  id_number: 'text',
};

export function operandField(field: Field, operand: Operand): Field {
  const share = field.kind === 'formula' && field.display === 'percent';
  const plain = share ? 'percent' : (plainOf[field.kind] ?? field.kind);
  const kind = operand === 'many' ? (manyOf[field.kind] ?? field.kind) : plain;
  const {
    required: _always,
    required_when: _required,
    visible_when: _visible,
    read_only_when: _readOnly,
    ...rest
  } = field;
  const bare = { ...rest, kind, label: field.label ?? field.key } as Field;
  if (kind === 'select') return { ...bare, display: 'list' } as Field;
  return kind === 'number' || share ? ({ ...bare, scale: 8 } as Field) : bare;
}
