/** What happened to a record: who created it, who changed what, newest first, by day. */
import { DeleteOutlined, PlusOutlined, SwapOutlined } from '@ant-design/icons';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import dayjs from 'dayjs';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type HistoryEntry, historyQuery } from '../api/records';
import { Empty, Failed, Loading } from '../components/State';
import { FieldCell } from '../fields/FieldValue';
import { usePersonName } from '../fields/parts/people';
import { PlainContext } from '../fields/parts/plain';
import { useWords } from '../i18n/text';
import type { FormModel, Rec } from '../model/app';
import { fieldOf, useApp } from '../model/context';
import { systemField } from '../model/system';

export function Timeline({ form, record }: { form: FormModel; record: Rec }) {
  const { t } = useTranslation();
  const app = useApp();
  const history = useInfiniteQuery(historyQuery({ app: app.key, form: form.key }, record.id));
  const entries = history.data?.pages.flatMap(({ items }) => items) ?? [];
  const days = new Map<string, HistoryEntry[]>();
  for (const entry of entries) {
    const day = dayjs(entry.at).format('YYYY-MM-DD');
    days.set(day, [...(days.get(day) ?? []), entry]);
  }
  const name = (day: string) => {
    if (day === dayjs().format('YYYY-MM-DD')) return t('timeline.today');
    if (day === dayjs().subtract(1, 'day').format('YYYY-MM-DD')) return t('timeline.yesterday');
    return day;
  };
  return (
    <aside className="timeline" aria-label={t('record.timeline')}>
      <h3>{t('record.timeline')}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div className="timeline-scroll" tabIndex={0}>
        {history.error && <Failed error={history.error} retry={() => void history.refetch()} />}
        {history.isPending && <Loading rows={4} />}
        {!history.isPending && !history.error && entries.length === 0 && <Empty title={t('timeline.none')} />}
        {[...days].map(([day, items]) => (
          <section key={day}>
            <h4>{name(day)}</h4>
            <ol>
              {items.map((entry) => (
                <Entry key={`${entry.version} ${entry.at} ${entry.action}`} form={form} entry={entry} />
              ))}
            </ol>
          </section>
        ))}
        {history.hasNextPage && (
          <Button block loading={history.isFetchingNextPage} onClick={() => void history.fetchNextPage()}>
            {t('timeline.more')}
          </Button>
        )}
      </div>
    </aside>
  );
}

const icons: Record<string, ReactNode> = {
  create: <PlusOutlined />,
  created: <PlusOutlined />,
  delete: <DeleteOutlined />,
  deleted: <DeleteOutlined />,
};

function Entry({ form, entry }: { form: FormModel; entry: HistoryEntry }) {
  const { t } = useTranslation();
  const words = useWords();
  const name = usePersonName(entry.by);
  const created = /^creat/.test(entry.action);
  const deleted = /^delet/.test(entry.action);
  const changes = created ? [] : entry.changes.filter(({ field }) => fieldOf(form, field) ?? systemField(field));
  const what = created
    ? t('timeline.created')
    : deleted
      ? t('timeline.deleted')
      : t('timeline.changed', { count: changes.length });
  return (
    <li className="timeline-entry">
      <span className={`timeline-icon ${created ? 'tint-green' : deleted ? 'tint-red' : 'tint-slate'}`} aria-hidden>
        {icons[entry.action] ?? <SwapOutlined />}
      </span>
      <div className="timeline-text">
        <div className="timeline-line">
          <b>{name || t('timeline.system')}</b> <span className="mute">{what}</span>
          <time className="number mute" dateTime={entry.at} title={dayjs(entry.at).format('YYYY-MM-DD HH:mm:ss')}>
            {dayjs(entry.at).format('HH:mm')}
          </time>
        </div>
        {changes.length > 0 && (
          <PlainContext value={true}>
            <ul>
              {changes.map((change) => {
                const field = fieldOf(form, change.field) ?? systemField(change.field);
                if (!field) return null;
                return (
                  <li key={change.field}>
                    <span className="mute">{words(field.label) || change.field}</span>
                    <del>
                      <FieldCell field={field} value={change.old} />
                    </del>
                    <span aria-hidden>→</span>
                    <ins>
                      <FieldCell field={field} value={change.new} />
                    </ins>
                  </li>
                );
              })}
            </ul>
          </PlainContext>
        )}
      </div>
    </li>
  );
}
