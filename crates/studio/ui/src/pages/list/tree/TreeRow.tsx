/** One record of a tree: how deep it is, whether it is open, and its columns. */
import { CaretDownOutlined, CaretRightOutlined } from '@ant-design/icons';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { isEnd } from '../../../fields/align';
import { FieldCell } from '../../../fields/FieldValue';
import type { FormModel } from '../../../model/app';
import type { Column } from '../../../model/columns';
import { titleOf } from '../../../model/context';
import type { Line } from './branches';

export const indentOf = (level: number) => ({ paddingInlineStart: 12 + (level - 1) * 22 });

interface Props {
  readonly form: FormModel;
  readonly columns: readonly Column[];
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

export function TreeRow({ form, columns, line, count, open, tint, opened, current, ...on }: Props) {
  const { t } = useTranslation();
  const { record } = line;
  const title = titleOf(form, record);
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
        </span>
      </td>
      {columns.map((column) => {
        const holder = column.holder(record);
        return (
          <td key={column.path} className={isEnd(column.field) ? 'end' : ''}>
            <FieldCell field={column.field} value={holder?.[column.field.key]} record={holder ?? undefined} />
          </td>
        );
      })}
    </tr>
  );
}
