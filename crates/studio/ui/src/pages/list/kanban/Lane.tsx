/** The cards of one column, twenty at a time. */
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { recordsQuery } from '../../../api/records';
import { FieldCell } from '../../../fields/FieldValue';
import { PlainContext } from '../../../fields/parts/plain';
import { both } from '../../../filter/filter';
import type { FormModel, Rec } from '../../../model/app';
import type { Column } from '../../../model/columns';
import { titleOf, useApp } from '../../../model/context';
import { isEmpty } from '../../../model/empty';

interface Props {
  readonly form: FormModel;
  readonly columns: readonly Column[];
  readonly expand: readonly string[];
  readonly where: unknown;
  readonly by: string;
  readonly option: string;
  readonly sort: readonly string[] | undefined;
  readonly q: string | undefined;
  readonly onOpen: (record: Rec) => void;
  readonly onDrag: ((record: Rec | undefined) => void) | undefined;
}

export function Lane({ form, columns, expand, where, by, option, sort, q, onOpen, onDrag }: Props) {
  const { t } = useTranslation();
  const app = useApp();
  const list = useInfiniteQuery(
    recordsQuery(
      { app: app.key, form: form.key },
      {
        where: both(where, { field: by, op: 'eq', value: option }),
        limit: 20,
        ...(sort?.length ? { sort: [...sort] } : {}),
        ...(q ? { q } : {}),
        ...(expand.length ? { expand: [...expand] } : {}),
      },
    ),
  );
  const records = list.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <PlainContext value={true}>
      <ul className="lane-cards">
        {records.map((record) => (
          <li key={record.id}>
            <button
              type="button"
              className="lane-card"
              draggable={onDrag !== undefined}
              onDragStart={() => onDrag?.(record)}
              onDragEnd={() => onDrag?.(undefined)}
              onClick={() => onOpen(record)}
            >
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
            </button>
          </li>
        ))}
        {!list.isPending && records.length === 0 && <li className="lane-none mute">{t('list.laneEmpty')}</li>}
        {list.hasNextPage && (
          <li>
            <Button block type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('timeline.more')}
            </Button>
          </li>
        )}
      </ul>
    </PlainContext>
  );
}
