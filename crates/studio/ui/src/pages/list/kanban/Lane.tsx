/** One lane of a board: its head with count, limit and sum, and its cards, twenty at a time. */
import { PlusOutlined, WarningFilled } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import type { KeyboardEvent, UIEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../../api/errors';
import { recordsQuery } from '../../../api/records';
import { Tag } from '../../../components/Tag';
import type { Pending } from '../../../components/useChange';
import { PlainContext } from '../../../fields/parts/plain';
import { both } from '../../../filter/filter';
import { formatNumber, formatShort } from '../../../lib/format';
import type { FormModel, Rec } from '../../../model/app';
import type { Column } from '../../../model/columns';
import { useApp } from '../../../model/context';
import type { Option } from '../../../model/field';
import { cardsOf, loadOf, unset } from './board';
import { Card } from './Card';

interface Props {
  readonly form: FormModel;
  readonly columns: readonly Column[];
  readonly expand: readonly string[];
  readonly where: unknown;
  readonly by: string;
  readonly lane: string;
  readonly option: Option | undefined;
  readonly name: string;
  /** How many records it holds; unknown until the server has counted. */
  readonly count: number | undefined;
  readonly limit: number | undefined;
  readonly sum: string | undefined;
  /** The sign of the currency when the sum is an amount. */
  readonly money: string | undefined;
  readonly sort: readonly string[] | undefined;
  readonly q: string | undefined;
  readonly pending: ReadonlyMap<string, Pending>;
  readonly carried: string | undefined;
  readonly target: boolean;
  readonly tintOf: (record: Rec) => string | undefined;
  readonly targets: readonly { readonly key: string; readonly name: string }[];
  readonly onOpen: (record: Rec) => void;
  readonly onPut: (record: Rec, lane: string) => void;
  readonly onCardKey: (event: KeyboardEvent<HTMLElement>, record: Rec) => void;
}

export function Lane(props: Props) {
  const { form, columns, expand, where, by, lane, option, name, count, limit, sum, money, sort, q } = props;
  const { t, i18n } = useTranslation();
  const app = useApp();
  const list = useInfiniteQuery(
    recordsQuery(
      { app: app.key, form: form.key },
      {
        where: both(where, lane === unset ? { field: by, op: 'is_empty' } : { field: by, op: 'eq', value: lane }),
        limit: 20,
        ...(sort?.length ? { sort: [...sort] } : {}),
        ...(q ? { q } : {}),
        ...(expand.length ? { expand: [...expand] } : {}),
      },
    ),
  );
  const records = cardsOf(list.data?.pages.flatMap(({ items }) => items) ?? [], props.pending, by, lane);
  const load = count === undefined ? 'free' : loadOf(count, limit);
  const counted = count === undefined ? '…' : formatNumber(count);
  const onScroll = ({ currentTarget: node }: UIEvent) => {
    const near = node.scrollHeight - node.scrollTop - node.clientHeight < 200;
    if (near && list.hasNextPage && !list.isFetchingNextPage) void list.fetchNextPage();
  };
  return (
    <section className={`lane${props.target ? ' lane-target' : ''}`} data-lane={lane} aria-label={name}>
      <header>
        {option ? (
          <Tag colour={option.colour} dot>
            {name}
          </Tag>
        ) : (
          <span className="mute">{name}</span>
        )}
        <span
          className={`number lane-count lane-${load}`}
          title={limit === undefined ? undefined : t('kanban.limit', { number: counted, limit: formatNumber(limit) })}
        >
          {load === 'over' && <WarningFilled aria-hidden />}
          {limit === undefined ? counted : `${counted} / ${formatNumber(limit)}`}
        </span>
        {sum !== undefined && (
          <span className="number lane-sum">
            {money}
            {formatShort(sum, i18n.language)}
          </span>
        )}
        {form.rights.create && option && option.retired !== true && (
          <Link
            to="/a/$app/$form/new"
            params={{ app: app.key, form: form.key }}
            search={{ set: { [by]: lane } }}
            className="lane-add"
            aria-label={t('kanban.addTo', { lane: name })}
          >
            <PlusOutlined />
          </Link>
        )}
      </header>
      {load === 'over' && (
        <p className="lane-warning tint-amber">
          {t('kanban.over_limit', { over: (count ?? 0) - (limit ?? 0), limit })}
        </p>
      )}
      <PlainContext value={true}>
        <ul className="lane-cards" onScroll={onScroll}>
          {records.map((record) => (
            <Card
              key={record.id}
              form={form}
              columns={columns}
              record={record}
              lane={lane}
              tint={props.tintOf(record)}
              carried={props.carried === record.id}
              targets={props.targets}
              onOpen={props.onOpen}
              onPut={props.onPut}
              onKey={props.onCardKey}
            />
          ))}
          {list.error && (
            <li className="lane-none" role="alert">
              {sentence(list.error)}
              <Button size="small" onClick={() => void list.refetch()}>
                {t('common.retry')}
              </Button>
            </li>
          )}
          {!list.isPending && !list.error && records.length === 0 && (
            <li className="lane-none mute">{props.target ? t('kanban.dropHere') : t('list.laneEmpty')}</li>
          )}
          {list.hasNextPage && (
            <li>
              <Button block type="text" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
                {t('timeline.more')}
              </Button>
            </li>
          )}
        </ul>
      </PlainContext>
    </section>
  );
}
