/** The panel of every kind is drawn, in words, and says what was changed. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { AppDocument, FieldDoc, Selection } from '../form/document';
import { type Change, edit } from '../form/model';
import { ConditionEditor, OptionsEditor, OwnBox } from '../parts/late';
import { PropertyPanel } from './PropertyPanel';
import { kinds } from './table';

afterEach(cleanup);

const system = new Set(['created_at', 'created_by', 'updated_at', 'updated_by', 'owner']);
const more: Partial<Record<FieldDoc['kind'], object>> = {
  select: { options: 'stage' },
  multi_select: { options: [{ key: 'a', label: '甲' }] },
  tree_select: { options: [{ key: 'a', label: '甲', children: [{ key: 'b', label: '乙' }] }] },
  link: { form: 'visit', where: { field: 'name', op: 'is_set' } },
  links: { form: 'visit' },
  table: { fields: [{ key: 'item', kind: 'text', label: '物品' }] },
  serial: { pattern: 'A-{0000}' },
  formula: { formula: 'upper(name)' },
  rollup: { form: 'visit', via: 'host', op: 'count' },
  lookup: { via: 'host', field: 'name' },
  capital_money: { of: 'amount' },
  explanation: { text: '请如实填写' },
};

function app(field: FieldDoc): AppDocument {
  const host: FieldDoc = { key: 'host', kind: 'link', label: '同行人', form: 'visit' };
  const name: FieldDoc = { key: 'name', kind: 'text', label: '姓名' };
  return {
    app: { format: 1, key: 'gate', version: '1', label: '门禁' },
    options: { stage: { format: 1, key: 'stage', label: '阶段', options: [{ key: 'new', label: '新' }] } },
    roles: {},
    forms: { visit: { format: 1, key: 'visit', label: '来访', title: 'name', fields: [name, host, field] } },
  };
}

const fieldOf = (kind: FieldDoc['kind']): FieldDoc => ({
  key: system.has(kind) ? kind : 'it',
  kind,
  label: '这一项',
  ...more[kind],
});

function show(document: AppDocument, selection: Selection, published?: AppDocument) {
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  const changes: Change[] = [];
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  const panel = (next: AppDocument) => (
    <QueryClientProvider client={client}>
      <PropertyPanel
        document={next}
        published={published}
        selection={selection}
        onChange={(change) => changes.push(change)}
      />
    </QueryClientProvider>
  );
  const { rerender } = render(panel(document));
  return { changes, show: (next: AppDocument) => rerender(panel(next)) };
}

// What is fetched late is here, as it is once the browser has rested.
beforeAll(async () => {
  await Promise.all([OwnBox, ConditionEditor, OptionsEditor].map((part) => part.fetch()));
});

const at = (field: string): Selection => ({ at: 'fields', form: 'visit', fields: [field] });
const box = (name: string) => screen.getByLabelText(name, { exact: false }) as HTMLInputElement;

describe.each(kinds)('the panel of %s', (kind) => {
  it('shows its groups without a key that has no words', () => {
    const field = fieldOf(kind);
    show(app(field), at(field.key));
    const text = document.body.textContent ?? '';
    expect(text).toContain('基本');
    expect(text).not.toMatch(/\b(property|about|choice|when|group|panels|designer)[.:]\w+/);
  });
});

describe('changing a field', () => {
  it('renames it while one types, but never to nothing', () => {
    const { changes } = show(app(fieldOf('text')), at('it'));
    fireEvent.change(box('名称'), { target: { value: '来访人' } });
    fireEvent.change(box('名称'), { target: { value: '' } });
    expect(changes).toEqual([{ do: 'changeField', path: { form: 'visit', field: 'it' }, set: { label: '来访人' } }]);
    expect(screen.getByText('不能为空')).toBeTruthy();
  });

  it('takes a key from the label when that was generated and is not published', () => {
    const field: FieldDoc = { key: 'text_1', kind: 'text', label: 'Visitor name' };
    const { changes } = show(app(field), at('text_1'));
    fireEvent.blur(box('名称'));
    expect(changes).toEqual([{ do: 'renameField', path: { form: 'visit', field: 'text_1' }, key: 'visitor_name' }]);
    cleanup();
    const fixed = show(app(field), at('text_1'), app(field));
    fireEvent.blur(box('名称'));
    expect(fixed.changes).toEqual([]);
  });

  it('remembers the published key under which records are stored', () => {
    const before = app(fieldOf('text'));
    const { changes } = show(before, at('it'), before);
    fireEvent.click(screen.getByRole('button', { name: '修改标识' }));
    fireEvent.change(box('标识'), { target: { value: 'name' } });
    expect(screen.getByText('“name”已被占用')).toBeTruthy();
    fireEvent.change(box('标识'), { target: { value: 'visitor' } });
    fireEvent.blur(box('标识'));
    expect(changes).toEqual([{ do: 'renameField', path: { form: 'visit', field: 'it' }, key: 'visitor', was: 'it' }]);
  });

  it('says always with a flag and sometimes with a condition, never both', () => {
    const field: FieldDoc = { ...fieldOf('text'), required_when: { field: 'name', op: 'is_set' } };
    const { changes } = show(app(field), at('it'));
    const required = screen.getByRole('group', { name: '必填' });
    fireEvent.click(
      [...required.querySelectorAll('button')].find(({ textContent }) => textContent === '是') as Element,
    );
    expect(changes.at(-1)).toMatchObject({ set: { required: true, required_when: undefined } });
  });

  it('asks for a condition that is not there yet, and says nothing of half a clause', () => {
    const { changes } = show(app(fieldOf('text')), at('it'));
    const shown = screen.getByRole('group', { name: '显示' });
    fireEvent.click(
      [...shown.querySelectorAll('button')].find(({ textContent }) => textContent === '按条件') as Element,
    );
    expect(screen.getByRole('combobox', { name: '比较方式' })).toBeTruthy();
    expect(changes.every((change) => change.do === 'changeField' && change.set.visible_when === undefined)).toBe(true);
  });

  it('shows what the checker said at the property', () => {
    vi.stubGlobal('fetch', () => new Promise(() => undefined));
    render(
      <QueryClientProvider client={new QueryClient()}>
        <PropertyPanel
          document={app(fieldOf('text'))}
          published={undefined}
          selection={at('it')}
          issues={[{ code: 'limit', path: 'forms/visit.json#/fields/2/max_length', text: '太长了' }]}
          onChange={() => undefined}
        />
      </QueryClientProvider>,
    );
    expect(screen.getByText('太长了').closest('[data-line]')?.getAttribute('data-line')).toBe('property-max_length');
  });

  it('links back under a free name when the form is chosen', () => {
    const { changes } = show(app({ ...fieldOf('link'), back: undefined }), at('it'));
    fireEvent.click(screen.getByRole('button', { name: /建 ?立/ }));
    const next = changes.reduce(
      (document, change) => edit(document, change, { basics: '', more: '' }),
      app(fieldOf('link')),
    );
    expect(next.forms.visit?.fields[2]).toMatchObject({ back: 'visits' });
  });
});

describe('several fields at once', () => {
  it('get what they share', () => {
    const { changes } = show(app(fieldOf('date')), { at: 'fields', form: 'visit', fields: ['name', 'it'] });
    fireEvent.click(screen.getByRole('switch', { name: '必填' }));
    expect(changes).toHaveLength(2);
    expect(screen.queryByRole('switch', { name: '建立索引' })).toBeTruthy();
    expect(screen.queryByRole('switch', { name: '可快速搜索' })).toBeNull();
  });
});
