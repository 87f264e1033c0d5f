import { describe, expect, it } from 'vitest';
import { mentionsOf } from './mentions';
import { app } from './sample';

describe('a field that goes', () => {
  it('names the formulas and conditions that a field leaves behind', () => {
    expect(mentionsOf(app, 'visit', undefined, ['count'])).toEqual([
      { form: 'visit', field: 'total' },
      { form: 'badge', field: 'visit' },
    ]);
    expect(mentionsOf(app, 'visit', 'lines', ['amount'])).toEqual([
      { form: 'visit', table: 'lines', field: 'double' },
      { form: 'visit', field: 'total' },
    ]);
  });

  it('says nothing of what goes along or is cleared: columns, order, keys, the fields themselves', () => {
    expect(mentionsOf(app, 'visit', undefined, ['phone'])).toEqual([]);
    expect(mentionsOf(app, 'visit', 'lines', ['amount', 'double'])).toEqual([{ form: 'visit', field: 'total' }]);
    expect(mentionsOf(app, 'visit', undefined, ['count', 'total'])).toEqual([{ form: 'badge', field: 'visit' }]);
  });
});
