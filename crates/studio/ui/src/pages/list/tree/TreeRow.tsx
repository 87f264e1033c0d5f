/** One record of a tree: how deep it is, whether it is open, and its columns; on a phone the first of them below its title. */
import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isEnd } from '../../../fields/align';
import { FieldCell } from '../../../fields/FieldValue';
import type { FormModel } from '../../../model/app';
import type { Column, gistOf } from '../../../model/columns';
import { titleOf } from '../../../model/context';
import type { Line } from './branches';

/** A deep record keeps some of its line for its title on a phone, too. */
export const indentOf = (level: number) => ({
  paddingInlineStart: `calc(var(--tree-start) + ${level - 1} * var(--tree-step))`,
});

interface Props {
  readonly form: FormModel;
  readonly columns: readonly Column[];
  /** What stands with the title where columns have no room. */
  readonly gist: ReturnType<typeof gistOf> | undefined;
  readonly line: Line & { readonly kind: 'record' };
  /** How many lie directly below it. */
  readonly count: number;
  readonly open: boolean;
  /** The colour that the rules of the view give it. */
  readonly tint: string | undefined;
  /** Its record is in the drawer. */
  readonly opened: boolean;
  readonly current: boolean;
  readonly onFocus: () => void;
  readonly onKey: (event: KeyboardEvent) => void;
  readonly onOpen: () => void;
  readonly onToggle: () => void;
}

export function TreeRow({ form, columns, gist, line, count, open, tint, opened, current, ...on }: Props) {
  const { t } = useTranslation();
  const { record } = line;
  const title = titleOf(form, record);
  const show = (column: Column) => {
    const holder = column.holder(record);
    return <FieldCell field={column.field} value={holder?.[column.field.key]} record={holder ?? undefined} />;
  };
  return (
    <tr
      data-row={record.id}
      className={`${tint ? `tree-tint grid-tint-${tint}` : ''}${opened ? ' tree-opened' : ''}`}
      aria-level={line.level}
      aria-posinset={line.at}
      aria-setsize={line.of}
      {...(count > 0 ? { 'aria-expanded': open } : {})}
      tabIndex={current ? 0 : -1}
      onFocus={on.onFocus}
      onKeyDown={on.onKey}
      onClick={on.onOpen}
    >
      <td style={indentOf(line.level)}>
        <span className="tree-name">
          {count > 0 ? (
            <button
              type="button"
              className="tree-toggle"
              tabIndex={-1}
              aria-label={open ? t('tree.close', { title }) : t('tree.open', { title })}
              onClick={(event) => {
                event.stopPropagation();
                on.onToggle();
              }}
            >
              {open ? <CaretDownOutlined /> : <CaretRightOutlined />}
            </button>
          ) : (
            <i className="tree-leaf" aria-hidden />
          )}
          <span className="ellipsis">{title}</span>
          {count > 0 && <small className="tree-count number">{count}</small>}
          {gist?.state && <span className="tree-state">{show(gist.state)}</span>}
        </span>
        {gist && gist.facts.length > 0 && (
          <dl className="tree-facts">
            {gist.facts.map((column) => (
              <div key={column.path}>
                <dt>{column.label}</dt>
                <dd className={isEnd(column.field) ? 'number' : 'ellipsis'}>{show(column)}</dd>
              </div>
            ))}
          </dl>
        )}
      </td>
      {!gist &&
        columns.map((column) => (
          <td key={column.path} className={isEnd(column.field) ? 'end' : ''}>
            {show(column)}
          </td>
        ))}
    </tr>
  );
}
