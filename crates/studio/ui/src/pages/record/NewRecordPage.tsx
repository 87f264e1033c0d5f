/** A new record; values may come with the address, or from another record. */
import { useQuery } from '@tanstack/react-query';
import { Link, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { appQuery } from '../../api/apps';
import { ApiError, isRefusal } from '../../api/errors';
import { getRecord } from '../../api/records';
import { Failed, Loading } from '../../components/State';
import { say } from '../../components/toasts';
import { useWords } from '../../i18n/text';
import { Nowhere } from '../../layouts/Nowhere';
import { TopBar } from '../../layouts/TopBar';
import { anythingUnsaved, useHeld } from '../../lib/unsaved';
import { titleOf, useApp } from '../../model/context';
import { copyOf } from '../../records/duplicate';
import { RecordEditor } from '../../records/RecordEditor';
import { useUnsaved } from '../../records/useUnsaved';
import '../../records/record.css';

export function NewRecordPage() {
  const { t } = useTranslation();
  const words = useWords();
  const router = useRouter();
  const app = useApp();
  const guard = useUnsaved();
  const { form: key } = useParams({ from: '/shell/a/$app/$form/new' });
  const { set, from } = useSearch({ from: '/shell/a/$app/$form/new' });
  const form = useHeld(app.forms[key]);
  const { error: refused } = useQuery({ ...appQuery(app.key), enabled: false });
  const lost = isRefusal(refused) || app.forms[key]?.rights.create !== true;
  const place = { app: app.key, form: key };
  const model = useQuery({
    queryKey: ['copy', app.key, key, from],
    queryFn: () => getRecord(place, from ?? ''),
    enabled: from !== undefined && form !== undefined,
    staleTime: Number.POSITIVE_INFINITY,
  });
  const preset = useMemo(
    () => (form && model.data ? { ...copyOf(form, model.data), ...set } : set),
    [form, model.data, set],
  );
  if (!form) return <Nowhere />;
  if (lost && !anythingUnsaved()) return <Nowhere error={new ApiError(403, { code: 'forbidden', detail: '' })} />;
  const list = { to: '/a/$app/$form', params: { app: app.key, form: key } } as const;
  const back = () => (router.history.canGoBack() ? router.history.back() : void router.navigate(list));
  const waiting = from !== undefined && !model.data;
  return (
    <>
      <TopBar
        title={from ? t('record.copyTitle', { form: words(form.label) }) : t('list.newOf', { form: words(form.label) })}
        onBack={back}
        trail={<Link {...list}>{words(form.label)}</Link>}
      />
      <main className="record-main new-record">
        <div className="new-sheet card">
          <h2 className="visually-hidden">{words(form.label)}</h2>
          {model.error && <Failed error={model.error} retry={() => void model.refetch()} />}
          {waiting && !model.error && <Loading rows={10} />}
          {!waiting && (
            <RecordEditor
              key={`${key} ${from ?? ''}`}
              place={place}
              form={form}
              {...(preset ? { preset } : {})}
              guard={guard}
              {...(lost ? { lost: 'right' } : {})}
              onCancel={back}
              onSaved={(record) => {
                say(t('record.created', { title: titleOf(form, record) }));
                void router.navigate({ to: '/a/$app/$form/$id', params: { ...place, id: record.id }, replace: true });
              }}
            />
          )}
        </div>
      </main>
      {guard.dialog}
    </>
  );
}
