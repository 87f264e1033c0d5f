import { describe, expect, it } from 'vitest';
import type { AppModel } from './app';
import { entryOf } from './menu';

const app = {
  forms: { deal: {}, task: {}, note: {} },
  menu: [
    { form: 'task', view: 'mine' },
    { label: 'Sales', items: [{ form: 'deal', view: 'board' }, { form: 'deal' }, { form: 'deal', view: 'lost' }] },
    { form: 'hidden' },
  ],
} as unknown as AppModel;
const at = (form: string, view?: string) => {
  const entry = entryOf(app, form, view);
  return entry && `${entry.form} ${entry.view ?? '-'}`;
};

describe('the entry of the menu that is marked', () => {
  it('is that of the open view', () => {
    expect(at('deal', 'lost')).toBe('deal lost');
    expect(at('task', 'mine')).toBe('task mine');
  });

  it('is that of the form while a view is open that is not in the menu, or a record', () => {
    expect(at('deal', 'saved-by-me')).toBe('deal -');
    expect(at('deal')).toBe('deal -');
    expect(at('task', 'saved-by-me')).toBe('task mine');
    expect(at('task')).toBe('task mine');
  });

  it('is none where the menu has none', () => {
    expect(at('note', 'all')).toBeUndefined();
    expect(at('hidden')).toBeUndefined();
  });
});
