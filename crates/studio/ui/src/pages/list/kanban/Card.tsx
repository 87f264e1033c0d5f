/** A record as a card of a board. */
import { SwapOutlined } from '@ant-design/icons';
import { Dropdown } from 'antd';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldCell } from '../../../fields/FieldValue';
import { useDrag } from '../../../lib/dnd/DragArea';
import type { FormModel, Rec } from '../../../model/app';
import type { Column } from '../../../model/columns';
import { titleOf } from '../../../model/context';
import { isEmpty } from '../../../model/empty';

interface FaceProps {
  readonly form: FormModel;
  readonly columns: readonly Column[];
  readonly record: Rec;
}

export function CardFace({ form, columns, record }: FaceProps) {
  return (
    <>
      <b>{titleOf(form, record)}</b>
      {columns.map((column) => {
        const holder = column.holder(record);
        const value = holder?.[column.field.key];
        return isEmpty(value) ? null : (
          <span key={column.path} className="lane-fact">
            <FieldCell field={column.field} value={value} record={holder ?? undefined} />
          </span>
        );
      })}
    </>
  );
}

interface Props extends FaceProps {
  readonly carried: boolean;
  readonly lane: string;
  /** The colour that the view's rules give it. */
  readonly tint: string | undefined;
  /** Where it may go; nowhere when the person may not move it. */
  readonly targets: readonly { readonly key: string; readonly name: string }[];
  readonly onOpen: (record: Rec) => void;
  readonly onPut: (record: Rec, lane: string) => void;
  readonly onKey: (event: KeyboardEvent<HTMLElement>, record: Rec) => void;
}

export function Card({ form, columns, record, carried, lane, tint, targets, onOpen, onPut, onKey }: Props) {
  const { t } = useTranslation();
  const { grip } = useDrag(record.id, record);
  const movable = targets.length > 0;
  const title = titleOf(form, record);
  return (
    <li className={`lane-place${carried ? ' lane-carried' : ''}`}>
      <button
        type="button"
        className={`lane-card${tint ? ` card-tint grid-tint-${tint}` : ''}`}
        data-card={record.id}
        {...(movable ? { ...grip, 'aria-describedby': 'kanban-how' } : {})}
        onClick={() => onOpen(record)}
        onKeyDown={(event) => onKey(event, record)}
      >
        <CardFace form={form} columns={columns} record={record} />
      </button>
      {movable && (
        <Dropdown
          trigger={['click']}
          placement="bottomRight"
          menu={{
            items: targets
              .filter(({ key }) => key !== lane)
              .map(({ key, name }) => ({ key: `to:${key}`, label: name })),
            onClick: ({ key }) => onPut(record, key.slice(3)),
          }}
        >
          <button type="button" className="lane-move" aria-label={t('kanban.moveOf', { title })}>
            <SwapOutlined />
          </button>
        </Dropdown>
      )}
    </li>
  );
}
