import { expect, it } from 'vitest';
import type { AppModel, FormModel } from './app';
import { gistOf, resolveColumn } from './columns';
import type { Field } from './field';

const field = (key: string, rest: object) => ({ key, label: { en: key }, right: 'write', ...rest }) as unknown as Field;
const company = { key: 'company', fields: [field('region', { kind: 'text' }), field('name', { kind: 'text' })] };
const deal = {
  key: 'deal',
  title: 'title',
  fields: [
    field('title', { kind: 'text' }),
    field('buyer', { kind: 'link', form: 'company' }),
    field('payer', { kind: 'link', form: 'company' }),
    field('stage', { kind: 'select' }),
    field('source', { kind: 'select' }),
  ],
};
const form = deal as unknown as FormModel;
const app = { forms: { company, deal } } as unknown as AppModel;
const columns = (...paths: readonly string[]) =>
  paths.flatMap(
    (path) => resolveColumn(app, form, path, (text) => (text as { en: string } | undefined)?.en ?? '') ?? [],
  );
const labels = (facts: readonly { readonly label: string }[]) => facts.map(({ label }) => label);

it('calls what a card reads over a link by the end of its path, unless two end alike', () => {
  expect(labels(gistOf(form, columns('title', 'buyer', 'buyer.region'), 4).facts)).toEqual(['buyer', 'region']);
  const alike = gistOf(form, columns('buyer.region', 'payer.region', 'payer.name'), 4);
  expect(labels(alike.facts)).toEqual(['buyer · region', 'payer · region', 'name']);
});

it('leaves out of a card what stands above it', () => {
  const all = columns('title', 'stage', 'source', 'buyer');
  expect(gistOf(form, all, 4).state?.path).toBe('stage');
  const grouped = gistOf(form, all, 4, 'stage');
  expect([grouped.state?.path, labels(grouped.facts)]).toEqual(['source', ['buyer']]);
});
