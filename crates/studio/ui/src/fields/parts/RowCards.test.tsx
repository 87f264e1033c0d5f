/** Rows of a sub-table on a phone: every number has a box of its own, and a folded row says what is in it. */
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { type ReactNode, useState } from 'react';
import { afterEach, expect, it } from 'vitest';
import type { AppModel } from '../../model/app';
import { AppContext } from '../../model/context';
import type { FieldOf, Row } from '../../model/field';
import { RowCards } from './RowCards';

const field = {
  key: 'lines',
  kind: 'table',
  label: '明细',
  fields: [
    { key: 'name', kind: 'text', label: '名称', required: true },
    { key: 'count', kind: 'integer', label: '数量' },
    { key: 'price', kind: 'money', label: '金额' },
  ],
} as unknown as FieldOf<'table'>;

const three = ['甲', '乙', '丙'].map((name, at): Row => ({ id: `r${at}`, name, count: at + 1, price: '1234567.50' }));

const app: AppModel = { key: 'app', label: '应用', menu: [], options: {}, forms: {} };
const around = (rows: ReactNode) => <AppContext value={app}>{rows}</AppContext>;

afterEach(cleanup);

function Rows({ first }: { first: readonly Row[] }) {
  const [rows, setRows] = useState(first);
  return <RowCards id="lines" field={field} rows={rows} onChange={setRows} />;
}

it('folds many rows, says what is in them, and adds up', () => {
  render(around(<Rows first={three} />));
  expect(screen.queryByLabelText('数量')).toBeNull();
  const head = screen.getByRole('button', { name: /^第 2 行 ?乙/ });
  expect(head.textContent).toContain('乙');
  expect(head.textContent).toContain('1,234,567.50');
  fireEvent.click(head);
  const card = within(screen.getByRole('group', { name: '第 2 行' }));
  expect((card.getByLabelText('金额') as HTMLInputElement).value).toBe('1,234,567.50');
  expect(document.querySelector('.row-cards-total')?.textContent).toContain('数量合计6');
});

it('goes on with Enter from box to box, and saves nothing', () => {
  render(around(<Rows first={three.slice(0, 2)} />));
  const boxes = screen.getAllByRole('textbox');
  expect(boxes).toHaveLength(6);
  boxes[2]?.focus();
  expect(fireEvent.keyDown(boxes[2] as HTMLElement, { key: 'Enter' })).toBe(false);
  expect(document.activeElement).toBe(boxes[3]);
  fireEvent.keyDown(boxes[3] as HTMLElement, { key: 'Enter', shiftKey: true });
  expect(document.activeElement).toBe(boxes[2]);
});

it('opens a row that is added, and writes into it', () => {
  render(around(<Rows first={three} />));
  fireEvent.click(screen.getByRole('button', { name: /添加一行/ }));
  const card = within(screen.getByRole('group', { name: '第 4 行' }));
  fireEvent.change(card.getByLabelText(/^名称/), { target: { value: '丁' } });
  expect((card.getByLabelText(/^名称/) as HTMLInputElement).value).toBe('丁');
});
