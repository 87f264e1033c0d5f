/** What administrators tell everybody; they write it here. */
import { EditOutlined, NotificationOutlined, PlusOutlined } from '@ant-design/icons';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Announcement,
  type AnnouncementDraft,
  announce,
  announcementsQuery,
  changeAnnouncement,
  withdrawAnnouncement,
} from '../../api/announcements';
import { sentence } from '../../api/errors';
import type { Me } from '../../api/session';
import { Empty } from '../../components/State';
import { say } from '../../components/toasts';
import { civil, useZone } from '../../lib/today';

const AnnouncementEditor = lazy(() => import('./AnnouncementEditor'));

/** A longer text shows its beginning until one asks for the rest. */
const long = 120;

export function Announcements({ me }: { me: Me }) {
  const { t } = useTranslation();
  const cache = useQueryClient();
  const { data, isPending, error } = useQuery(announcementsQuery);
  const [edited, setEdited] = useState<Announcement | 'new'>();
  const again = () => cache.invalidateQueries({ queryKey: announcementsQuery.queryKey });
  const save = useMutation({
    mutationFn: (draft: AnnouncementDraft) =>
      edited === 'new' || edited === undefined ? announce(draft) : changeAnnouncement(edited.id, draft),
    onSuccess: () => {
      setEdited(undefined);
      say(t('announcement.saved'));
      return again();
    },
  });
  const withdraw = useMutation({
    mutationFn: ({ id }: Announcement) => withdrawAnnouncement(id),
    onSuccess: (_gone, { title, text, until }) => {
      setEdited(undefined);
      const back = () =>
        void announce({ title, text, until: until ?? null }).then(again, (error) => say(sentence(error), 'bad'));
      say(t('announcement.withdrawn', { title }), 'good', { label: t('common.undo'), act: back });
      return again();
    },
    onError: (error) => say(sentence(error), 'bad'),
  });
  const items = data ?? [];
  // A card that says nothing to those who cannot write in it would only take room.
  if (!me.administrator && items.length === 0) return null;
  return (
    <section className="card" aria-labelledby="announcements-title">
      <div className="card-head">
        <h2 id="announcements-title">{t('announcement.title')}</h2>
        {me.administrator && (
          <Button size="small" icon={<PlusOutlined />} onClick={() => setEdited('new')}>
            {t('announcement.write')}
          </Button>
        )}
      </div>
      {items.length === 0 && !isPending && (
        <Empty title={error ? sentence(error) : t('announcement.none')} hint={t('announcement.noneHint')} />
      )}
      <ul className="announcements">
        {items.map((item) => (
          <Entry key={item.id} item={item} {...(me.administrator ? { onEdit: () => setEdited(item) } : {})} />
        ))}
      </ul>
      {edited !== undefined && (
        <Suspense fallback={null}>
          <AnnouncementEditor
            item={edited === 'new' ? undefined : edited}
            saving={save.isPending}
            error={save.error}
            onSave={(draft) => save.mutate(draft)}
            onWithdraw={(item) => withdraw.mutate(item)}
            onClose={() => {
              save.reset();
              setEdited(undefined);
            }}
          />
        </Suspense>
      )}
    </section>
  );
}

function Entry({ item, onEdit }: { item: Announcement; onEdit?: () => void }) {
  const { t } = useTranslation();
  const zone = useZone();
  const [whole, setWhole] = useState(false);
  const cut = !whole && item.text.length > long;
  return (
    <li>
      <NotificationOutlined className="announcement-icon" aria-hidden />
      <div>
        <h3>{item.title}</h3>
        {item.text && <p className="lines">{cut ? `${item.text.slice(0, long)}…` : item.text}</p>}
        <small className="mute">
          {civil(new Date(item.at), zone).date}
          {item.text.length > long && (
            <button type="button" className="bare link" aria-expanded={whole} onClick={() => setWhole(!whole)}>
              {whole ? t('announcement.less') : t('announcement.more')}
            </button>
          )}
        </small>
      </div>
      {onEdit && (
        <Button
          type="text"
          size="small"
          icon={<EditOutlined />}
          aria-label={t('announcement.editOf', { title: item.title })}
          onClick={onEdit}
        />
      )}
    </li>
  );
}
