/** Every kind is drawn with a value, in a list, in a record and in a form, and gives back what is typed. */
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { cleanup, fireEvent, render, screen } from '@testing-library/react';
import type { ComponentType, ReactNode } from 'react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ZoneContext } from '../lib/today';
import type { AppModel } from '../model/app';
import { AppContext } from '../model/context';
import type { Field, FieldOf, Kind, ValueOf } from '../model/field';
import { editorOf } from './editors';
import { FieldCell, FieldRead } from './FieldValue';
import type { EditProps } from './kind';
import { PlainContext } from './parts/plain';

const person = '0191e0a4-0000-7000-8000-000000000001';
const options = [
  { key: 'a', label: '甲', colour: 'green' as const },
  { key: 'b', label: '乙' },
];
const file = { id: person, name: '合同.pdf', size: 2048, type: 'application/pdf' };

/** A value of each kind and the words that a reader must find. */
const samples: { [K in Kind]: { more: Partial<FieldOf<K>>; value: ValueOf<K>; words: string } } = {
  text: { more: {}, value: '宁波精工', words: '宁波精工' },
  long_text: { more: {}, value: '一\n二', words: '一' },
  rich_text: { more: {}, value: '<p>粗<b>体</b></p>', words: '粗体' },
  integer: { more: { unit: '台' }, value: 1200, words: '1,200 台' },
  number: { more: { unit: 'kg' }, value: '12.50', words: '12.50 kg' },
  money: { more: {}, value: '1234567.00', words: '¥1,234,567' },
  percent: { more: {}, value: '0.1250', words: '12.5%' },
  yes_no: { more: {}, value: true, words: '是' },
  date: { more: {}, value: '2026-01-31', words: '2026-01-31' },
  time: { more: {}, value: '09:30:00', words: '09:30' },
  date_time: { more: {}, value: '2026-01-31T01:30:00Z', words: '2026-01-3' },
  select: { more: { options }, value: 'a', words: '甲' },
  multi_select: { more: { options }, value: ['a', 'b'], words: '甲乙' },
  tree_select: { more: { options: [{ key: 'x', label: '上', children: options }] }, value: 'a', words: '上 / 甲' },
  tags: { more: {}, value: ['老客户'], words: '老客户' },
  phone: { more: {}, value: '+8613812345678', words: '138 1234 5678' },
  email: { more: {}, value: 'a@example.com', words: 'a@example.com' },
  url: { more: {}, value: 'https://www.example.com/', words: 'example.com' },
  id_number: { more: {}, value: '11010519491231002X', words: '11010519491231002X' },
  region: { more: {}, value: '330200', words: '330200' },
  address: { more: {}, value: { region: null, detail: '科技大道 7 号' }, words: '科技大道 7 号' },
  user: { more: {}, value: person, words: '李雷' },
  users: { more: {}, value: [person], words: '李雷' },
  department: { more: {}, value: person, words: '销售部' },
  link: { more: { form: 'shop' }, value: person, words: '北仑店' },
  links: { more: { form: 'shop' }, value: [person], words: '北仑店' },
  table: {
    more: { fields: [{ key: 'n', kind: 'text', label: '品名' }] },
    value: [{ id: 'r', n: '轴承' }],
    words: '1 行',
  },
  file: { more: {}, value: [file], words: '合同.pdf' },
  image: { more: {}, value: [file], words: '合同.pdf' },
  serial: { more: {}, value: 'KH-0001', words: 'KH-0001' },
  formula: { more: { type: { type: 'number', scale: 2 } }, value: '10.50', words: '10.50' },
  rollup: { more: { form: 'shop', via: 'x', op: 'count' }, value: 3, words: '3' },
  lookup: { more: { via: 'x', field: 'y' }, value: '值', words: '值' },
  capital_money: { more: { of: 'm' }, value: '壹元整', words: '壹元整' },
  rating: { more: {}, value: 3, words: '' },
  progress: { more: {}, value: 40, words: '40%' },
  colour: { more: {}, value: '#0E9384', words: '#0E9384' },
  json: { more: {}, value: { a: 1 }, words: '{"a":1}' },
  separator: { more: {}, value: undefined as never, words: '–' },
  explanation: { more: {}, value: undefined as never, words: '–' },
  created_at: { more: {}, value: '2026-01-31T01:30:00Z', words: '2026-01-3' },
  created_by: { more: {}, value: person, words: '李雷' },
  updated_at: { more: {}, value: '2026-01-31T01:30:00Z', words: '2026-01-3' },
  updated_by: { more: {}, value: person, words: '李雷' },
  owner: { more: {}, value: person, words: '李雷' },
};
const kinds = Object.keys(samples) as Kind[];

const shop = {
  key: 'shop',
  label: '门店',
  title: 'name',
  fields: [],
  rights: { create: true, update: true, delete: true, export: true },
};
const app: AppModel = { key: 'app', label: '应用', menu: [], options: {}, forms: { shop } };

function around(children: ReactNode) {
  const cache = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: Number.POSITIVE_INFINITY } } });
  cache.setQueryData(['people'], [{ id: person, account: 'li', name: '李雷', active: true, administrator: false }]);
  cache.setQueryData(['departments'], [{ id: person, name: '销售部' }]);
  cache.setQueryData(['regions'], { tree: [], names: new Map() });
  cache.setQueryData(['record', 'app', 'shop', person, []], { id: person, version: 1, name: '北仑店' });
  return (
    <QueryClientProvider client={cache}>
      <AppContext value={app}>
        <PlainContext value={true}>{children}</PlainContext>
      </AppContext>
    </QueryClientProvider>
  );
}

const fieldOf = (kind: Kind): Field => ({ key: 'field', kind, label: '字段', ...samples[kind].more }) as Field;

afterEach(cleanup);

describe.each(kinds)('%s', (kind) => {
  it('is read in a list', () => {
    const { container } = render(around(<FieldCell field={fieldOf(kind)} value={samples[kind].value} />));
    expect(container.textContent).toContain(samples[kind].words);
  });

  it('is read in a record, and is a dash when empty', () => {
    render(around(<FieldRead field={fieldOf(kind)} value={samples[kind].value} />));
    cleanup();
    const { container } = render(around(<FieldRead field={fieldOf(kind)} value={null} />));
    expect(container.textContent).toBe('–');
  });

  it('has an editor that takes its value, or none because the server gives it', () => {
    const Edit = editorOf(kind)?.Edit as ComponentType<EditProps<Kind>> | undefined;
    if (!Edit) {
      expect([
        'serial',
        'formula',
        'rollup',
        'lookup',
        'capital_money',
        'separator',
        'explanation',
        'created_at',
        'created_by',
        'updated_at',
        'updated_by',
      ]).toContain(kind);
      return;
    }
    for (const value of [null, samples[kind].value]) {
      const { container } = render(
        around(<Edit id="box" field={fieldOf(kind) as never} value={value as never} onChange={() => undefined} />),
      );
      expect(
        container.querySelector(
          'input, textarea, button, [role], table, .ant-color-picker-trigger, .ant-spin, .ant-skeleton',
        ),
      ).not.toBeNull();
      cleanup();
    }
  });
});

describe('typing', () => {
  const type = (kind: Kind, typed: string) => {
    const onChange = vi.fn();
    const Edit = editorOf(kind)?.Edit as ComponentType<EditProps<Kind>>;
    render(around(<Edit id="box" field={fieldOf(kind) as never} value={null} onChange={onChange} />));
    fireEvent.focus(screen.getByRole('textbox'));
    fireEvent.change(screen.getByRole('textbox'), { target: { value: typed } });
    return onChange.mock.calls.at(-1)?.[0] as unknown;
  };
  it.each([
    ['money', '￥1，234.50', '1234.50'],
    ['percent', '12.5', '0.125'],
    ['integer', '12', 12],
    ['number', '', null],
    ['phone', '138 1234 5678', '+8613812345678'],
    ['text', '', null],
    ['id_number', '11010519491231002x', '11010519491231002X'],
  ] as const)('%s: %s', (kind, typed, value) => {
    if (typed === '') {
      // An emptied box is empty, whatever stood in it.
      const onChange = vi.fn();
      const Edit = editorOf(kind)?.Edit as ComponentType<EditProps<Kind>>;
      render(around(<Edit id="box" field={fieldOf(kind) as never} value={'1' as never} onChange={onChange} />));
      fireEvent.change(screen.getByRole('textbox'), { target: { value: '' } });
      expect(onChange).toHaveBeenLastCalledWith(null);
    } else expect(type(kind, typed)).toBe(value);
  });
});

describe('moments of an organisation elsewhere', () => {
  // Whatever the machine's own zone is, one of the two is another.
  it.each([
    ['Pacific/Kiritimati', '2026-01-31 15:30'],
    ['Pacific/Honolulu', '2026-01-30 15:30'],
  ])('%s: %s', (zone, shown) => {
    const onChange = vi.fn();
    const Edit = editorOf('date_time')?.Edit as ComponentType<EditProps<'date_time'>>;
    const field = fieldOf('date_time');
    const { container } = render(
      around(
        <ZoneContext value={zone}>
          <FieldCell field={field} value="2026-01-31T01:30:00Z" />
          <Edit id="box" field={field as never} value="2026-01-31T01:30:00Z" onChange={onChange} />
        </ZoneContext>,
      ),
    );
    expect(container.querySelector('time')?.textContent).toBe(shown);
    const box = screen.getByRole('textbox') as HTMLInputElement;
    expect(box.value).toBe(shown);
    fireEvent.mouseDown(box);
    fireEvent.change(box, { target: { value: shown.replace('15:30', '16:45') } });
    fireEvent.keyDown(box, { key: 'Enter', keyCode: 13 });
    expect(onChange).toHaveBeenLastCalledWith('2026-01-31T02:45:00Z');
  });
});

it('shows a mask as it came, whatever the kind', () => {
  const field = { ...fieldOf('money'), right: 'masked' } as Field;
  const { container } = render(around(<FieldCell field={field} value="***" />));
  expect(container.textContent).toContain('***');
});
