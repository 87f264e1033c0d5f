/** A record: its head, its fields on the left, what happened on the right. In a drawer beside a list, or as a page. */
import { keepPreviousData, useQuery, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { type RefObject, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appQuery } from '../api/apps';
import { ApiError, isRefusal } from '../api/errors';
import { recordQuery } from '../api/records';
import { meQuery } from '../api/session';
import { Failed, Loading } from '../components/State';
import { say } from '../components/toasts';
import type { Values } from '../form/source';
import { TabList } from '../form/Tabs';
import { useWords } from '../i18n/text';
import { forgetRecent, noteRecent } from '../lib/recents';
import { anythingUnsaved } from '../lib/unsaved';
import { useMedia, usePhone } from '../lib/useMedia';
import type { FormModel } from '../model/app';
import { titleOf, useApp } from '../model/context';
import type { Lost } from './EditorNotices';
import { KeptReminder } from './KeptReminder';
import { NewDialog } from './NewDialog';
import { PhoneActions } from './PhoneActions';
import { RecordEditor } from './RecordEditor';
import { RecordHead } from './RecordHead';
import { RecordRead } from './RecordRead';
import { RecordSteps } from './RecordSteps';
import { Related } from './Related';
import { expandOf, presetOf, relatedOf } from './related';
import { Timeline } from './timeline/Timeline';
import { useActivities } from './timeline/useTimeline';
import { useWanted } from './timeline/useWanted';
import { useLive } from './useLive';
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

type Side = 'timeline' | 'fields' | 'related';

export default function RecordPanel({ form, id, place, onClose, mayLeave }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const navigate = useNavigate();
  const app = useApp();
  const { data: me } = useSuspenseQuery(meQuery);
  const where = useMemo(() => ({ app: app.key, form: form.key }), [app.key, form.key]);
  const expand = useMemo(() => expandOf(form), [form]);
  const query = useQuery({ ...recordQuery(where, id, expand), placeholderData: keepPreviousData });
  const record = query.data;
  const phone = usePhone();
  const narrow = useMedia('(max-width: 1023px)');
  const [editing, setEditing] = useState<{ readonly typed?: Values | undefined }>();
  const wanted = useWanted();
  const [side, setSide] = useState<Side>(phone ? 'timeline' : 'fields');
  useEffect(() => {
    if (wanted !== undefined) setSide('timeline');
  }, [wanted]);
  const [following, setFollowing] = useState(false);
  const guard = useUnsaved();
  const related = useMemo(() => relatedOf(app, form), [app, form]);
  const [activity] = useActivities(form).filter(({ relation }) => relation.form.rights.create);
  const title = record ? titleOf(form, record) : undefined;

  useLive(where, id, related);
  useEffect(() => {
    if (mayLeave) mayLeave.current = guard.ask;
  }, [mayLeave, guard.ask]);
  useEffect(() => {
    if (title !== undefined) noteRecent(me.id, { app: app.key, form: form.key, id, title });
  }, [me.id, app.key, form.key, id, title]);

  const { error: refused } = useQuery({ ...appQuery(app.key), enabled: false });
  const allowed = isRefusal(refused) ? undefined : app.forms[form.key];
  const gone = isRefusal(query.error);
  // A server that does not answer for a moment takes nothing away, and what was typed stays whatever happens to the record.
  if ((gone || !allowed) && record && !anythingUnsaved())
    return (
      <Failed
        error={new ApiError(404, { code: 'not_found', detail: t('lost.record') })}
        action={<Button onClick={onClose}>{t('lost.back')}</Button>}
      />
    );
  const lost: Lost | undefined = allowed?.rights.update !== true ? 'right' : gone ? 'record' : undefined;
  if (query.error && !record)
    return (
      <Failed
        error={gone ? new ApiError(404, { code: 'not_found', detail: '' }) : query.error}
        retry={() => void query.refetch()}
        action={<Button onClick={onClose}>{t('lost.back')}</Button>}
      />
    );
  if (!record || title === undefined) return <Loading rows={10} />;
  const tabs = narrow && !editing;
  const followUp = activity && {
    label: t('record.writeOf', { form: words(activity.relation.form.label) }),
    open: () => setFollowing(true),
  };
  const sides: readonly Side[] = related.length > 0 ? ['timeline', 'fields', 'related'] : ['timeline', 'fields'];
  const shows = (wanted: Side) => !tabs || side === wanted;
  const edit = async (typed?: Values) => {
    if (typed === undefined && !(await guard.ask())) return;
    setEditing({ typed });
  };
  return (
    <div className={`record record-${place}`}>
      <RecordHead
        form={form}
        record={record}
        place={place}
        editing={editing !== undefined}
        steps={
          place === 'drawer' && !editing ? (
            <RecordSteps place={where} id={id} expand={expand} within={place} />
          ) : undefined
        }
        followUp={followUp}
        onEdit={() => void edit()}
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
          label={title}
          tabs={sides.map((key) => ({ key, label: t(`record.${key}`) }))}
          current={side}
          onChange={(key) => setSide(key as Side)}
        />
      )}
      <div
        className="record-columns"
        {...(tabs ? { id: 'record-panel', role: 'tabpanel', 'aria-labelledby': `record-tab-${side}` } : {})}
      >
        {(shows('fields') || shows('related')) && (
          <div className="record-left">
            {editing ? (
              <RecordEditor
                place={where}
                form={form}
                record={record}
                typed={editing.typed}
                guard={guard}
                {...(lost ? { lost } : {})}
                onCancel={async () => {
                  if (await guard.ask()) setEditing(undefined);
                }}
                onSaved={(saved) => {
                  setEditing(undefined);
                  say(saved.id === id ? t('record.saved') : t('record.created', { title: titleOf(form, saved) }));
                  if (saved.id !== id)
                    void navigate({ to: '/a/$app/$form/$id', params: { ...where, id: saved.id }, replace: true });
                }}
              />
            ) : (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
              <div className="record-scroll record-read" tabIndex={0}>
                <KeptReminder place={where} form={form} record={record} onResume={edit} />
                {shows('fields') && (
                  <RecordRead place={where} form={form} record={record} guard={guard} onWhole={edit} />
                )}
                {shows('related') && <Related relations={related} from={form} record={record} title={title} />}
              </div>
            )}
          </div>
        )}
        {(tabs ? side === 'timeline' : !narrow) && (
          <Timeline place={where} form={form} record={record} onFollowUp={followUp?.open} />
        )}
      </div>
      {phone && !editing && (
        <PhoneActions
          form={form}
          record={record}
          onEdit={form.rights.update ? () => void edit() : undefined}
          followUp={followUp}
          onComment={() => {
            setSide('timeline');
            requestAnimationFrame(() => document.getElementById('composer')?.focus());
          }}
        />
      )}
      {following && activity && (
        <NewDialog
          form={activity.relation.form}
          preset={presetOf(activity.relation, form, record)}
          onClose={() => setFollowing(false)}
        />
      )}
      {guard.dialog}
    </div>
  );
}
