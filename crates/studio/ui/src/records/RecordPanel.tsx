/** A record: its head, its fields on the left, what happened on the right. In a drawer beside a list, or as a page. */
import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { type RefObject, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { recordQuery } from '../api/records';
import { meQuery } from '../api/session';
import { Failed, Loading } from '../components/State';
import { say } from '../components/toasts';
import { TabList } from '../form/Tabs';
import { forgetRecent, noteRecent } from '../lib/recents';
import { useMedia } from '../lib/useMedia';
import type { FormModel } from '../model/app';
import { titleOf, useApp } from '../model/context';
import { RecordEditor } from './RecordEditor';
import { RecordHead } from './RecordHead';
import { RecordRead } from './RecordRead';
import { Timeline } from './Timeline';
import { useUnsaved } from './useUnsaved';
import './record.css';

interface Props {
  readonly form: FormModel;
  readonly id: string;
  readonly place: 'drawer' | 'page';
  readonly onClose: () => void;
  /** The drawer asks here before it closes. */
  readonly mayLeave?: RefObject<() => Promise<boolean>>;
}

export default function RecordPanel({ form, id, place, onClose, mayLeave }: Props) {
  const { t } = useTranslation();
  const app = useApp();
  const { data: me } = useSuspenseQuery(meQuery);
  const where = useMemo(() => ({ app: app.key, form: form.key }), [app.key, form.key]);
  const expand = useMemo(
    () => form.fields.filter(({ kind }) => kind === 'link' || kind === 'links').map(({ key }) => key),
    [form],
  );
  const query = useQuery({ ...recordQuery(where, id, expand), placeholderData: keepPreviousData });
  const record = query.data;
  const [editing, setEditing] = useState(false);
  const [side, setSide] = useState<'fields' | 'timeline'>('fields');
  const narrow = useMedia('(max-width: 1023px)');
  const guard = useUnsaved();
  const title = record ? titleOf(form, record) : undefined;

  useEffect(() => {
    if (mayLeave) mayLeave.current = guard.ask;
  }, [mayLeave, guard.ask]);
  useEffect(() => {
    if (title !== undefined) noteRecent(me.id, { app: app.key, form: form.key, id, title });
  }, [me.id, app.key, form.key, id, title]);

  if (query.error) return <Failed error={query.error} retry={() => void query.refetch()} />;
  if (!record) return <Loading rows={10} />;
  const tabs = narrow && !editing;
  return (
    <div className={`record record-${place}`}>
      <RecordHead
        form={form}
        record={record}
        place={place}
        editing={editing}
        onEdit={() => setEditing(true)}
        onClose={async () => {
          if (await guard.ask()) onClose();
        }}
        onDeleted={() => {
          guard.setDirty(false);
          forgetRecent(me.id, id);
          onClose();
        }}
      />
      {tabs && (
        <TabList
          id="record"
          label={title ?? ''}
          tabs={[
            { key: 'fields', label: t('record.fields') },
            { key: 'timeline', label: t('record.timeline') },
          ]}
          current={side}
          onChange={(key) => setSide(key === 'timeline' ? 'timeline' : 'fields')}
        />
      )}
      <div
        className="record-columns"
        {...(tabs ? { id: 'record-panel', role: 'tabpanel', 'aria-labelledby': `record-tab-${side}` } : {})}
      >
        {(!tabs || side === 'fields') && (
          <div className="record-left">
            {editing ? (
              <RecordEditor
                place={where}
                form={form}
                record={record}
                guard={guard}
                onCancel={async () => {
                  if (await guard.ask()) setEditing(false);
                }}
                onSaved={() => {
                  setEditing(false);
                  say(t('record.saved'));
                }}
              />
            ) : (
              <RecordRead form={form} record={record} />
            )}
          </div>
        )}
        {(tabs ? side === 'timeline' : !narrow) && <Timeline form={form} record={record} />}
      </div>
      {guard.dialog}
    </div>
  );
}
