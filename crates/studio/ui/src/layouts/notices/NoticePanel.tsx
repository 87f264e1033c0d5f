/** The notices, newest first; opening one leads to its record and marks it as read. */
import { CheckOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import dayjs from 'dayjs';
import relativeTime from 'dayjs/plugin/relativeTime';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { peopleQuery } from '../../api/directory';
import { sentence } from '../../api/errors';
import { markRead, type Notice, noticesQuery, unreadQuery } from '../../api/notices';
import { Avatar } from '../../components/Avatar';
import { Empty, Failed, Loading } from '../../components/State';
import { say } from '../../components/toasts';
import { hashOf } from '../../records/timeline/useWanted';
import '../../components/switch.css';
import './notices.css';

dayjs.extend(relativeTime);

export default function NoticePanel({ onGo }: { onGo: () => void }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const [unreadOnly, setUnreadOnly] = useState(false);
  const list = useInfiniteQuery(noticesQuery(unreadOnly));
  const { data: unread = 0 } = useQuery(unreadQuery);
  const items = list.data?.pages.flatMap(({ items }) => items) ?? [];
  const read = useMutation({
    mutationFn: markRead,
    onError: (error) => say(sentence(error), 'bad'),
    onSettled: () =>
      Promise.all([
        cache.invalidateQueries({ queryKey: ['notices'] }),
        cache.invalidateQueries({ queryKey: unreadQuery.queryKey }),
      ]),
  });
  return (
    <section className="notices" aria-label={t('notice.title')}>
      <header>
        <fieldset className="segments">
          <legend className="visually-hidden">{t('notice.which')}</legend>
          <button type="button" aria-pressed={!unreadOnly} onClick={() => setUnreadOnly(false)}>
            {t('notice.all')}
          </button>
          <button type="button" aria-pressed={unreadOnly} onClick={() => setUnreadOnly(true)}>
            {unread > 0 ? t('notice.unreadCount', { count: unread }) : t('notice.unread')}
          </button>
        </fieldset>
        <Button
          type="text"
          size="small"
          icon={<CheckOutlined />}
          disabled={unread === 0}
          loading={read.isPending}
          onClick={() => read.mutate({ all: true })}
        >
          {t('notice.readAll')}
        </Button>
      </header>
      {list.error ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={3} />
      ) : items.length === 0 ? (
        <Empty title={unreadOnly ? t('notice.noneUnread') : t('notice.none')} hint={t('notice.noneHint')} />
      ) : (
        <ul>
          {items.map((notice) => (
            <Entry
              key={notice.id}
              notice={notice}
              onOpen={() => {
                if (!notice.read) read.mutate({ ids: [notice.id] });
                onGo();
              }}
            />
          ))}
        </ul>
      )}
      {list.hasNextPage && (
        <Button type="text" block loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
          {t('timeline.more')}
        </Button>
      )}
    </section>
  );
}

function Entry({ notice, onOpen }: { notice: Notice; onOpen: () => void }) {
  const { t } = useTranslation();
  const { data: people } = useQuery(peopleQuery);
  const name = people?.find(({ id }) => id === notice.by)?.name ?? t('timeline.system');
  const gone = notice.title === undefined || notice.title === null;
  const body = (
    <>
      <Avatar name={name} scale="middle" />
      <span className="notice-text">
        <span>
          <b>{name}</b> {t(`notice.${notice.kind}`)}
          {gone ? <span className="mute">{t('notice.gone')}</span> : <em>{notice.title}</em>}
        </span>
        {notice.text && <q>{notice.text}</q>}
        <small className="mute">{dayjs(notice.at).fromNow()}</small>
      </span>
      {!notice.read && <span className="notice-dot" role="img" aria-label={t('notice.unread')} />}
    </>
  );
  return (
    <li>
      {gone ? (
        <button type="button" className="bell-notice" onClick={onOpen}>
          {body}
        </button>
      ) : (
        <Link
          className="bell-notice"
          to="/a/$app/$form/$id"
          params={{ app: notice.app, form: notice.form, id: notice.record }}
          hash={hashOf(notice.at)}
          onClick={onOpen}
        >
          {body}
        </Link>
      )}
    </li>
  );
}
