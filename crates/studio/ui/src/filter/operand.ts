/** The field whose editor takes the value of a clause: the field itself, stripped of its rules, or one that holds many. */
import type { Field, Kind } from '../model/field';
import type { Operand } from './operators';

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
  created_at: 'date',
  updated_at: 'date',
  date_time: 'date',
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
  const { required_when: _required, visible_when: _visible, read_only_when: _readOnly, ...rest } = field;
  const bare = { ...rest, kind, label: field.label ?? field.key } as Field;
  if (kind === 'select') return { ...bare, display: 'list' } as Field;
  return kind === 'number' || share ? ({ ...bare, scale: 8 } as Field) : bare;
}
