/** A new record; values may come with the address. */
import { Link, useParams, useRouter, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/errors';
import { say } from '../../components/toasts';
import { useWords } from '../../i18n/text';
import { Nowhere } from '../../layouts/Nowhere';
import { TopBar } from '../../layouts/TopBar';
import { titleOf, useApp } from '../../model/context';
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
  const { set } = useSearch({ from: '/shell/a/$app/$form/new' });
  const form = app.forms[key];
  if (!form) return <Nowhere />;
  if (!form.rights.create) return <Nowhere error={new ApiError(403, { code: 'forbidden', detail: '' })} />;
  const list = { to: '/a/$app/$form', params: { app: app.key, form: key } } as const;
  const back = () => (router.history.canGoBack() ? router.history.back() : void router.navigate(list));
  const place = { app: app.key, form: key };
  return (
    <>
      <TopBar
        title={t('list.newOf', { form: words(form.label) })}
        onBack={back}
        trail={<Link {...list}>{words(form.label)}</Link>}
      />
      <main className="record-main new-record">
        <div className="new-sheet card">
          <h2 className="visually-hidden">{words(form.label)}</h2>
          <RecordEditor
            key={key}
            place={place}
            form={form}
            {...(set ? { preset: set } : {})}
            guard={guard}
            onCancel={back}
            onSaved={(record) => {
              say(t('record.created', { title: titleOf(form, record) }));
              void router.navigate({ to: '/a/$app/$form/$id', params: { ...place, id: record.id }, replace: true });
            }}
          />
        </div>
      </main>
      {guard.dialog}
    </>
  );
}
