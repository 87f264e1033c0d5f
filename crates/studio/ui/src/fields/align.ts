/** Which way the values of a field lean: numbers to the right, also computed ones. */
import type { Field } from '../model/field';
import { readerOf } from './readers';

export function isEnd(field: Field): boolean {
  if (readerOf(field.kind).align) return true;
  if (!('type' in field) || field.kind === 'phone') return false;
  const name = typeof field.type === 'object' ? field.type.type : field.type;
  return name === 'number';
}
