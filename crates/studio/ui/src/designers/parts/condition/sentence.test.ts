import { expect, it } from 'vitest';
import { words } from '../../../i18n/text';
import type { AppDocument } from '../../form/document';
import { readCondition } from './model';
import { type Phrases, sentenceOf } from './sentence';

const document = {
  app: {},
  forms: {
    deal: {
      key: 'deal',
      label: 'Deal',
      fields: [
        { key: 'stage', kind: 'select', label: 'Stage', options: [{ key: 'won', label: 'Won' }] },
        { key: 'closes_on', kind: 'date', label: 'Closing date' },
      ],
    },
  },
  options: {},
  roles: {},
} as unknown as AppDocument;

const phrases: Phrases = {
  operator: (op) => op,
  joint: (match) => ` ${match} `,
  group: (match, inner) => `${match} (${inner})`,
  rows: (quantifier, table, inner) => `${quantifier} ${table}: ${inner}`,
  yes: 'yes',
  no: 'no',
  comma: ', ',
  span: (count, unit) => `${count} ${unit}`,
  period: (op, unit) => `${op.replace('_period', '')} ${unit}`,
  during: (period) => `is ${period}`,
  between: (low, high) => `${low} and ${high}`,
  formula: (text) => text,
  name: () => undefined,
  gap: ' ',
};

const marked = (condition: object) => {
  const group = readCondition(condition);
  const parts = group ? sentenceOf({ document, form: 'deal' }, group, (text) => words(text, 'en'), phrases) : [];
  return parts.map(({ text, strong }) => (strong ? `*${text}*` : text)).join('');
};

it.each([
  [{ field: 'stage', op: 'eq', value: 'won' }, 'Stage eq *Won*'],
  [{ field: 'stage', op: 'is_set' }, 'Stage is_set'],
  [{ field: 'closes_on', op: 'this_period', value: 'week' }, 'Closing date is *this week*'],
  [{ field: 'closes_on', op: 'within_last', value: { days: 3 } }, 'Closing date within_last *3 days*'],
  [
    { field: 'closes_on', op: 'between', value: ['2026-01-01', '2026-02-01'] },
    'Closing date between *2026-01-01* and *2026-02-01*',
  ],
])('only values are strong in %j', (condition, expected) => {
  expect(marked(condition)).toBe(expected);
});
