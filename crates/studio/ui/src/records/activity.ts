/** Which related forms hold follow-ups: notes of something that happened, with no life of their own. Pure. */
import type { Rec } from '../model/app';
import { isEmpty } from '../model/empty';
import type { Field, FieldOf } from '../model/field';
import type { Relation } from './related';

export interface Activity {
  readonly relation: Relation;
  /** When it happened. */
  readonly moment: FieldOf<'date_time'>;
  /** What is said about it. */
  readonly body: FieldOf<'long_text'>;
  /** Of what sort it is: a call, a visit. */
  readonly sort: FieldOf<'select'> | undefined;
}

/**
 * A form of follow-ups asks for a text of several lines and for a moment that is now by default. What has a number or a
 * board goes its own way (a ticket, a repair): it is a matter, not a note about one.
 */
export function activityOf(relation: Relation): Activity | undefined {
  const { form, field } = relation;
  if (field.kind !== 'link') return undefined;
  const moment = form.fields.find(
    (other): other is FieldOf<'date_time'> =>
      other.kind === 'date_time' && other.required === true && other.default !== undefined,
  );
  const body = form.fields.find(
    (other): other is FieldOf<'long_text'> => other.kind === 'long_text' && other.required === true,
  );
  const hasLife =
    form.fields.some(({ kind }) => kind === 'serial') || form.views?.some(({ kind }) => kind === 'kanban');
  if (!moment || !body || hasLife) return undefined;
  const sort = form.fields.find(
    (other): other is FieldOf<'select'> => other.kind === 'select' && other.required === true,
  );
  return { relation, moment, body, sort };
}

const said: ReadonlySet<Field['kind']> = new Set([
  'text',
  'date',
  'integer',
  'number',
  'select',
  'users',
  'file',
  'image',
]);

/** What else is shown of a follow-up: short fields that have a value, neither its title nor what stands above. */
export function detailsOf(activity: Activity, record: Rec, most: number): readonly Field[] {
  const { form } = activity.relation;
  const shown = new Set([form.title, activity.moment.key, activity.body.key, activity.sort?.key]);
  return form.fields
    .filter(({ key, kind }) => said.has(kind) && !shown.has(key) && !isEmpty(record[key]))
    .slice(0, most);
}
