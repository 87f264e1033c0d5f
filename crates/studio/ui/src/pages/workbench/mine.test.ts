import { describe, expect, it } from 'vitest';
import type { FormModel, View } from '../../model/app';
import { wholeList, worthField } from './mine';

const rights = { create: true, update: true, delete: true, export: true };
const form = (views: readonly Partial<View>[]): FormModel => ({
  key: 'deal',
  label: 'Deal',
  rights,
  fields: [
    { key: 'amount', kind: 'money', right: 'read' },
    { key: 'secret', kind: 'money', right: 'masked' },
    { key: 'count', kind: 'number', right: 'read' },
  ],
  views: views as readonly View[],
});
const asks = { field: 'stage', op: 'is_set' };

describe('the list behind a count', () => {
  it('shows all that is counted', () => {
    const board = { key: 'board', kind: 'kanban', filter: asks };
    const mine = { key: 'mine', kind: 'table', filter: asks };
    expect(wholeList(form([board, mine, { key: 'all', kind: 'table' }]))).toEqual({ view: 'all' });
    expect(wholeList(form([board, mine]))).toEqual({ view: 'mine', own: 'no' });
    expect(wholeList(form([board]))).toEqual({ own: 'no' });
  });
});

describe('what records come to', () => {
  it('is the amount that the board or a table adds up, when one may see it', () => {
    expect(worthField(form([{ kind: 'kanban', sum: 'amount' }]))?.key).toBe('amount');
    expect(worthField(form([{ kind: 'table', totals: { count: 'sum', amount: 'sum' } }]))?.key).toBe('amount');
    expect(worthField(form([{ kind: 'kanban', sum: 'secret' }]))).toBeUndefined();
    expect(worthField(form([]))).toBeUndefined();
  });
});
