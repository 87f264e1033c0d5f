/** One record of a table. It draws itself anew only when something of its own changed. */
import { ExpandAltOutlined } from '@ant-design/icons';
import { memo, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { isEnd } from '../fields/align';
import { FieldCell } from '../fields/FieldValue';
import type { Rec } from '../model/app';
import type { Column } from '../model/columns';
import type { Layout, Placed } from './layout';

/** What of a row is chosen: columns from–to, the active one, and whether the fill handle hangs here. */
export interface Mark {
  readonly from: number;
  readonly to: number;
  readonly active: number;
  readonly handle: boolean;
  readonly filling: boolean;
}

interface Props {
  readonly index: number;
  readonly position: number;
  readonly record: Rec | undefined;
  readonly top: number;
  readonly height: number;
  readonly layout: Layout;
  /** The mark as JSON, so that two rows with the same are the same. */
  readonly mark: string | undefined;
  readonly selected: boolean;
  readonly opened: boolean;
  readonly gone: boolean;
  readonly tint: string | undefined;
  readonly editing: number;
  readonly editor: ReactNode;
  readonly onToggle: (id: string, extend: boolean) => void;
  readonly onOpen: (record: Rec) => void;
}

const Content = memo(function Content({ column, record }: { column: Column; record: Rec }) {
  const holder = column.holder(record);
  return <FieldCell field={column.field} value={holder?.[column.field.key]} record={holder ?? undefined} />;
});

export const Row = memo(function Row(props: Props) {
  const { index, record, layout, selected, opened, gone, tint, editing, editor, onToggle, onOpen } = props;
  const { t } = useTranslation();
  const mark = props.mark === undefined ? undefined : (JSON.parse(props.mark) as Mark);
  const cell = ({ column, index: at, size, left }: Placed) => {
    const chosen = mark !== undefined && at >= mark.from && at <= mark.to;
    const classes = [
      'grid-cell',
      left === undefined ? '' : 'grid-stay',
      isEnd(column.field) ? 'grid-end' : '',
      chosen ? (mark.filling ? 'grid-filling' : 'grid-chosen') : '',
      mark?.active === at ? 'grid-active' : '',
      editing === at ? 'grid-editing' : '',
    ];
    return (
      <div
        key={column.path}
        id={`cell-${index}-${at}`}
        role="gridcell"
        aria-colindex={at + 2}
        data-column={at}
        {...(chosen ? { 'aria-selected': true } : {})}
        className={classes.filter(Boolean).join(' ')}
        style={left === undefined ? { flexBasis: size } : { flexBasis: size, left }}
      >
        {editing === at ? (
          editor
        ) : record === undefined ? (
          <span className="grid-coming" />
        ) : at === 0 ? (
          // The name of a record is the door to it.
          <button type="button" tabIndex={-1} className="grid-name ellipsis" onClick={() => onOpen(record)}>
            <Content column={column} record={record} />
          </button>
        ) : (
          <Content column={column} record={record} />
        )}
        {mark?.handle && mark.to === at && editing < 0 && <span className="grid-handle" data-handle />}
      </div>
    );
  };
  return (
    <div
      role="row"
      aria-rowindex={index + 2}
      aria-selected={selected}
      data-row={index}
      className={`grid-row${opened ? ' grid-opened' : ''}${selected ? ' grid-selected' : ''}${gone ? ' grid-gone' : ''}${
        tint ? ` grid-tint-${tint}` : ''
      }`}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      <div role="gridcell" aria-colindex={1} className="grid-cell grid-lead" style={{ flexBasis: layout.lead }}>
        <input
          type="checkbox"
          tabIndex={-1}
          checked={selected}
          disabled={record === undefined || gone}
          aria-label={t('table.select', { row: props.position + 1 })}
          onChange={() => undefined}
          onClick={(event) => record && onToggle(record.id, event.shiftKey)}
        />
        <span className="grid-number number mute">{props.position + 1}</span>
        {record && !gone && (
          <button
            type="button"
            tabIndex={-1}
            className="grid-open"
            aria-label={t('table.open', { row: props.position + 1 })}
            onClick={() => onOpen(record)}
          >
            <ExpandAltOutlined />
          </button>
        )}
      </div>
      {layout.frozen.map(cell)}
      <div className="grid-spacer" style={{ width: layout.before }} />
      {layout.shown.map(cell)}
      <div className="grid-spacer" style={{ width: layout.after }} />
    </div>
  );
});
