/** The rows of a sub-table as a grid to type in: Enter goes down, and past the last row adds one; pasted cells fill many. */
import { CopyOutlined, DeleteOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type ClipboardEvent, type ComponentType, type KeyboardEvent, use, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { FormContext } from '../../form/FormContext';
import { useWords } from '../../i18n/text';
import { computedKinds, decorKinds, type Field, type FieldOf, type Kind, type Row } from '../../model/field';
import { isEnd } from '../align';
import { editorOf } from '../editors';
import { FieldCell } from '../FieldValue';
import type { EditProps } from '../kind';
import { readerOf } from '../readers';
import { readCell } from './paste';

interface Props {
  readonly id: string;
  readonly field: FieldOf<'table'>;
  readonly rows: readonly Row[];
  readonly onChange: (rows: readonly Row[]) => void;
}

let last = 0;
const newId = () => {
  last += 1;
  return `new:${last}`;
};

/** Widths that fit a box rather than a value. */
const width = (field: Field) =>
  Math.max(
    readerOf(field.kind).width,
    { yes_no: 110, select: 150, date: 150, money: 140 }[field.kind as string] ?? 110,
  );

export function RowGrid({ id, field, rows, onChange }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const form = use(FormContext);
  const body = useRef<HTMLTableSectionElement>(null);
  const columns = field.fields.filter(({ kind }) => !decorKinds.has(kind));
  const full = rows.length >= (field.max_rows ?? 500);

  function set(row: Row, key: string, value: unknown) {
    form.touch(`${field.key}/${row.id}/${key}`);
    onChange(rows.map((other) => (other.id === row.id ? { ...other, [key]: value } : other)));
  }
  function add() {
    if (!full) onChange([...rows, { id: newId() }]);
  }
  function copy(row: Row, index: number) {
    const { id: _id, ...values } = row;
    if (!full) onChange(rows.toSpliced(index + 1, 0, { ...values, id: newId() }));
  }
  function focus(row: number, column: number) {
    requestAnimationFrame(() =>
      body.current
        ?.querySelector<HTMLElement>(`[data-at="${row}-${column}"] :is(input, textarea, button, [tabindex])`)
        ?.focus(),
    );
  }
  function onKeyDown(event: KeyboardEvent, row: number, column: number) {
    const inList = (event.target as HTMLElement).getAttribute('aria-expanded') === 'true';
    if (event.key !== 'Enter' || event.shiftKey || inList || event.nativeEvent.isComposing) return;
    event.preventDefault();
    if (row === rows.length - 1) add();
    focus(row + 1, column);
  }
  /** Cells copied from a spreadsheet fill the grid from where they are pasted. */
  function onPaste(event: ClipboardEvent, row: number, column: number) {
    const text = event.clipboardData.getData('text/plain').replace(/\r?\n$/, '');
    if (!/[\t\n]/.test(text)) return;
    event.preventDefault();
    const next: Row[] = [...rows];
    for (const [down, line] of text.split(/\r?\n/).entries()) {
      const at = row + down;
      if (at >= (field.max_rows ?? 500)) break;
      const target = next[at] ?? { id: newId() };
      const values: Record<string, unknown> = {};
      for (const [right, cell] of line.split('\t').entries()) {
        const to = columns[column + right];
        if (!to || computedKinds.has(to.kind)) continue;
        const value = readCell(to, cell);
        if (value === undefined) continue;
        values[to.key] = value;
        form.touch(`${field.key}/${target.id}/${to.key}`);
      }
      next[at] = { ...target, ...values };
    }
    onChange(next);
  }

  return (
    <div className="row-grid" id={id}>
      <div className="row-grid-scroll" {...(rows.length === 0 ? { tabIndex: 0 } : {})}>
        <table aria-labelledby={`${id}-label`}>
          <thead>
            <tr>
              <th scope="col" className="row-grid-lead">
                #
              </th>
              {columns.map((column) => (
                <th
                  key={column.key}
                  scope="col"
                  style={{ minWidth: width(column) }}
                  className={isEnd(column) ? 'end' : ''}
                >
                  {words(column.label) || column.key}
                  {column.required && (
                    <span className="field-star" aria-hidden>
                      *
                    </span>
                  )}
                </th>
              ))}
              <th scope="col" className="row-grid-end">
                <span className="visually-hidden">{t('rows.actions')}</span>
              </th>
            </tr>
          </thead>
          <tbody ref={body}>
            {rows.map((row, index) => (
              <tr key={row.id}>
                <td className="row-grid-lead number mute">{index + 1}</td>
                {columns.map((column, at) => {
                  const path = `${field.key}/${row.id}/${column.key}`;
                  const state = form.states[path];
                  const issue = form.issues[path]?.join(' ');
                  const Edit = state?.readOnly
                    ? undefined
                    : (editorOf(column.kind)?.Edit as ComponentType<EditProps<Kind>> | undefined);
                  const cell = `${id}-${index}-${column.key}`;
                  return (
                    <td
                      key={column.key}
                      data-at={`${index}-${at}`}
                      className={`${isEnd(column) ? 'end' : ''}${issue ? ' field-wrong' : ''}${Edit ? '' : ' row-grid-fixed'}`}
                      onKeyDown={(event) => onKeyDown(event, index, at)}
                      onPaste={(event) => onPaste(event, index, at)}
                    >
                      {state?.visible === false ? null : Edit ? (
                        <>
                          <label id={`${cell}-label`} htmlFor={cell} className="visually-hidden">
                            {t('rows.cell', { row: index + 1, field: words(column.label) || column.key })}
                          </label>
                          <Edit
                            id={cell}
                            field={column as never}
                            value={(row[column.key] ?? null) as never}
                            onChange={(value) => set(row, column.key, value)}
                            invalid={issue !== undefined}
                            describedBy={issue ? `${cell}-issue` : undefined}
                            only={state?.only}
                            placeholder={words(column.placeholder) || undefined}
                          />
                        </>
                      ) : (
                        <FieldCell field={column} value={row[column.key]} />
                      )}
                      {issue && (
                        <div id={`${cell}-issue`} className="field-issue">
                          {issue}
                        </div>
                      )}
                    </td>
                  );
                })}
                <td className="row-grid-end">
                  <Button
                    type="text"
                    size="small"
                    icon={<CopyOutlined />}
                    aria-label={t('rows.copy', { row: index + 1 })}
                    onClick={() => copy(row, index)}
                  />
                  <Button
                    type="text"
                    size="small"
                    icon={<DeleteOutlined />}
                    aria-label={t('rows.remove', { row: index + 1 })}
                    onClick={() => onChange(rows.filter((other) => other.id !== row.id))}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <Button
        type="dashed"
        block
        icon={<PlusOutlined />}
        disabled={full}
        onClick={() => {
          add();
          focus(rows.length, 0);
        }}
      >
        {full ? t('rows.full', { count: field.max_rows ?? 500 }) : t('rows.add')}
      </Button>
    </div>
  );
}
