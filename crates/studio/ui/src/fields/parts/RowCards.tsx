/** The rows of a sub-table on a phone: a card a row, with named boxes as wide as what is typed in them; sums stand below. */
import { PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, use, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FormContext } from '../../form/FormContext';
import { useWords } from '../../i18n/text';
import { isComposed } from '../../lib/inputMethod';
import { FieldCell } from '../FieldValue';
import { RowCard } from './RowCard';
import { summedOf, sumOf } from './rows';
import { type RowsProps, useRowEdits } from './useRowEdits';
import './rowCards.css';

/** Rows that were there when one came are folded, when they are many. */
const manyRows = 3;

export function RowCards(props: RowsProps) {
  const { id, field, rows } = props;
  const { t } = useTranslation();
  const words = useWords();
  const { issues } = use(FormContext);
  const list = useRef<HTMLDivElement>(null);
  const edits = useRowEdits(props, list);
  const { columns, most, full } = edits;
  const [folded, setFolded] = useState<ReadonlySet<string>>(
    () => new Set(rows.length >= manyRows ? rows.map((row) => row.id) : []),
  );
  const summed = rows.length > 1 ? summedOf(columns) : [];

  function fold(row: string) {
    const next = new Set(folded);
    if (!next.delete(row)) next.add(row);
    setFolded(next);
  }
  /** Enter goes on to the next box of the rows, instead of saving the record. */
  function onKeyDown(event: KeyboardEvent, row: number, column: number) {
    const box = event.target as HTMLElement;
    if (isComposed(event) || box.getAttribute('aria-expanded') === 'true') return;
    if (edits.onRowKey(event, row, column) || event.key !== 'Enter' || event.ctrlKey || event.metaKey) return;
    if (box instanceof HTMLButtonElement || box instanceof HTMLTextAreaElement) return;
    event.preventDefault();
    const boxes = [...(list.current?.querySelectorAll<HTMLElement>('[data-at] :is(input, textarea)') ?? [])];
    boxes[boxes.indexOf(box) + (event.shiftKey ? -1 : 1)]?.focus();
  }

  return (
    // biome-ignore lint/a11y/useSemanticElements: the name of the field stands above, as a label of the whole
    <div className="row-cards" id={id} role="group" aria-labelledby={`${id}-label`}>
      <div ref={list} className="row-cards-list">
        {rows.map((row, index) => {
          const wrong = Object.keys(issues).some((path) => path.startsWith(`${field.key}/${row.id}/`));
          return (
            <RowCard
              key={row.id}
              id={`${id}-${index}`}
              row={row}
              index={index}
              count={rows.length}
              edits={edits}
              open={wrong || !folded.has(row.id)}
              onFold={() => fold(row.id)}
              onKeyDown={onKeyDown}
            />
          );
        })}
      </div>
      {summed.length > 0 && (
        <dl className="row-cards-total" aria-label={t('rows.total')}>
          {summed.map((column) => (
            <div key={column.key}>
              <dt>{t('rows.totalOf', { field: words(column.label) || column.key })}</dt>
              <dd className="number">
                <FieldCell field={column} value={sumOf(rows, column.key)} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <Button type="dashed" block icon={<PlusOutlined />} disabled={full} onClick={() => edits.insert(rows.length)}>
        {full ? t('rows.full', { count: most }) : t('rows.add')}
      </Button>
    </div>
  );
}
