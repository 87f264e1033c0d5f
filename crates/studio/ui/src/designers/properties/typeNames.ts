/** The type, by its name in the language, that a value of a field must have. Pure. */
import type { Kind } from '../../model/field';
import type { AppDocument, FieldDoc } from '../form/document';
import { effective } from '../parts/scope';

const names: Partial<Record<Kind, string>> = {
  integer: 'number', number: 'number', money: 'number', percent: 'number', rating: 'number', progress: 'number',
  yes_no: 'yes_no', date: 'date', time: 'time', date_time: 'date_time', select: 'option', tree_select: 'option', region: 'option',
  user: 'user', owner: 'user', department: 'department', link: 'link',
  multi_select: 'list', tags: 'list', users: 'list', links: 'list',
}; // biome-ignore format: a table

export const typeNameOf = (document: AppDocument, field: FieldDoc): string =>
  names[effective(document, '', field).kind] ?? 'text';
