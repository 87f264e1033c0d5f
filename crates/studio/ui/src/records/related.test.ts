import { describe, expect, it } from 'vitest';
import type { AppModel, FormModel } from '../model/app';
import type { Field } from '../model/field';
import { presetOf, relatedOf } from './related';

const form = (key: string, ...fields: Field[]): FormModel => ({
  key,
  label: key,
  fields,
  rights: { create: true, update: true, delete: true, export: true },
});
const link = (key: string, to: string, back?: string): Field => ({
  key,
  kind: 'link',
  form: to,
  ...(back ? { back } : {}),
});
const customer = form('customer');
const deal = form('deal', link('customer', 'customer', 'deals'), link('lead', 'lead'));
const note = form(
  'note',
  link('customer', 'customer', 'notes'),
  link('deal', 'deal', 'notes'),
  link('lead', 'person'),
  {
    key: 'others',
    kind: 'links',
    form: 'deal',
    back: 'mentions',
  },
);
const app: AppModel = { key: 'a', label: 'A', menu: [], options: {}, forms: { customer, deal, note } };

describe('related records', () => {
  it('are those with a link back', () => {
    expect(relatedOf(app, customer).map(({ form }) => form.key)).toEqual(['deal', 'note']);
    expect(relatedOf(app, deal).map(({ field }) => field.key)).toEqual(['deal', 'others']);
  });
  it('begin with their link and the links both have in common', () => {
    const [one, many] = relatedOf(app, deal);
    const record = { id: 'd', version: 1, customer: 'c', lead: 'l' };
    expect(one && presetOf(one, deal, record)).toEqual({ customer: 'c', deal: 'd' });
    expect(many && presetOf(many, deal, record)).toEqual({ customer: 'c', others: ['d'] });
    expect(one && presetOf(one, deal, { ...record, customer: null })).toEqual({ deal: 'd' });
  });
});
