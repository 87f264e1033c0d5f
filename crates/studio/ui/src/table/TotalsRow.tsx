/** The line below a table: what each column adds up to, and by what. */
import { DownOutlined } from '@ant-design/icons';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Choices } from '../components/Opener';
import { isEnd } from '../fields/align';
import type { Column } from '../model/columns';
import type { Layout, Placed } from './layout';

export type TotalOp = 'sum' | 'avg' | 'min' | 'max' | 'count';
export type Totals = Readonly<Record<string, TotalOp>>;

interface Props {
  readonly layout: Layout;
  readonly totals: Totals;
  readonly values: Readonly<Record<string, unknown>>;
  /** What a column can be added up to. */
  readonly offers: (column: Column) => readonly TotalOp[];
  readonly text: (path: string, value: unknown) => string;
  readonly onChange: (totals: Totals) => void;
}

export function TotalsRow({ layout, totals, values, text, offers, onChange }: Props) {
  const { t } = useTranslation();
  const row = useRef<HTMLDivElement>(null);
  const none = Object.keys(totals).length === 0;
  // Whoever asked for it by keyboard goes on from its first offer.
  const first = useRef(none);
  useEffect(() => {
    if (first.current) row.current?.querySelector('button')?.focus();
  }, []);
  const cell = (placed: Placed) => {
    const { column, size, left } = placed;
    const offered = offers(column);
    const op = totals[column.path];
    const shown = op && values[column.path] !== undefined ? text(column.path, values[column.path]) : '';
    const choose = (next: TotalOp | undefined) => {
      const { [column.path]: _old, ...rest } = totals;
      onChange(next ? { ...rest, [column.path]: next } : rest);
    };
    return (
      <div
        key={column.path}
        role="gridcell"
        className={`grid-cell${left === undefined ? '' : ' grid-stay'}${isEnd(column.field) ? ' grid-end' : ''}`}
        style={left === undefined ? { flexBasis: size } : { flexBasis: size, left }}
      >
        {offered.length > 0 && (
          <Choices
            menu={{
              selectable: true,
              selectedKeys: [op ?? 'none'],
              items: ['none' as const, ...offered].map((key) => ({ key, label: t(`total.${key}`) })),
              onClick: ({ key }) => choose(offered.find((offer) => offer === key)),
            }}
          >
            <button
              type="button"
              className={op ? 'grid-total' : 'grid-total grid-total-none'}
              title={op ? t(`total.${op}`) : t('total.add')}
            >
              <span className="visually-hidden">{t('total.of', { field: column.label })} </span>
              {op ? (
                <>
                  <span className="mute">{op === 'sum' ? 'Σ' : t(`total.${op}`)}</span>{' '}
                  <b className="number">{shown || '…'}</b>
                </>
              ) : (
                <span className="mute">
                  {t('total.add')} <DownOutlined />
                </span>
              )}
            </button>
          </Choices>
        )}
      </div>
    );
  };
  return (
    <div
      ref={row}
      role="rowgroup"
      className={none ? 'grid-foot grid-foot-none' : 'grid-foot'}
      style={{ width: layout.width, minWidth: '100%' }}
    >
      <div role="row" className="grid-row">
        <div role="gridcell" className="grid-cell grid-lead mute" style={{ flexBasis: layout.lead }}>
          {t('total.add')}
        </div>
        {layout.frozen.map(cell)}
        <div className="grid-spacer" style={{ width: layout.before }} />
        {layout.shown.map(cell)}
        <div className="grid-spacer" style={{ width: layout.after }} />
      </div>
    </div>
  );
}
