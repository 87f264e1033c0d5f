/** The trash of an app: deleted records by form and title, and the way back for one or several. */
import { CloseCircleFilled, SearchOutlined } from '@ant-design/icons';
import { useInfiniteQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Alert, Button, Input, Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useEvents } from '../../api/events';
import { meQuery } from '../../api/session';
import { type Trashed, trashQuery } from '../../api/trash';
import { Empty, Failed, Loading } from '../../components/State';
import { useWords } from '../../i18n/text';
import { TopBar } from '../../layouts/TopBar';
import { useDebounced } from '../../lib/useDebounced';
import { useApp } from '../../model/context';
import type { TrashPlace } from './search';
import { TrashTable } from './TrashTable';
import { useRestore } from './useRestore';
import './catalogue';
import './trash.css';

export function TrashPage() {
  const { t } = useTranslation('trash');
  const words = useWords();
  const app = useApp();
  const forms = Object.values(app.forms).filter((form) => form.rights.delete);
  const trail = (
    <Link to="/a/$app" params={{ app: app.key }}>
      {words(app.label)}
    </Link>
  );
  return (
    <>
      <TopBar title={t('title')} trail={trail} />
      <main className="trash">
        {forms.length > 0 ? (
          <Bin forms={forms.map(({ key, label }) => ({ value: key, label: words(label) }))} />
        ) : (
          <Empty title={t('forbidden')} hint={t('forbiddenHint')} />
        )}
      </main>
    </>
  );
}

function Bin({ forms }: { readonly forms: readonly { readonly value: string; readonly label: string }[] }) {
  const { t } = useTranslation(['trash', 'translation']);
  const app = useApp();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { data: me } = useSuspenseQuery(meQuery);
  const asked = useSearch({ from: '/shell/a/$app/-/trash' });
  const form = forms.some(({ value }) => value === asked.form) ? asked.form : undefined;
  const list = useInfiniteQuery(trashQuery(app.key, { form, search: asked.q }));
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [typed, setTyped] = useState(asked.q ?? '');
  const wanted = useDebounced(typed.trim(), 250);
  const about = useRef<HTMLParagraphElement>(null);
  const done = () => {
    setChosen(new Set());
    // The button that was pressed is gone with its row.
    about.current?.focus({ preventScroll: true });
  };
  const { restore, wrong } = useRestore(app.key, done);
  useEvents('records', (change) => {
    if (change.app === app.key) void cache.invalidateQueries({ queryKey: ['trash', app.key] });
  });
  const go = (place: TrashPlace) =>
    void navigate({ to: '/a/$app/-/trash', params: { app: app.key }, search: place, replace: true });
  const narrow = (change: { readonly form?: string | undefined; readonly q?: string | undefined }) => {
    const { form, q } = { ...asked, ...change };
    setChosen(new Set());
    go({ ...(form ? { form } : {}), ...(q ? { q } : {}) });
  };
  // biome-ignore lint/correctness/useExhaustiveDependencies: only what was typed moves the address
  useEffect(() => {
    if (wanted !== (asked.q ?? '')) narrow({ q: wanted });
  }, [wanted]);
  const clear = () => {
    narrow({ form: '', q: '' });
    setTyped('');
  };
  const picked = items.filter(({ id }) => chosen.has(id));
  const send = (records: readonly Trashed[]) => restore.mutate(records);
  const narrowed = form !== undefined || asked.q !== undefined;
  return (
    <>
      <p className="trash-about mute" ref={about} tabIndex={-1}>
        {t(me.administrator ? 'everybodys' : 'mine')}
      </p>
      <div className="trash-tools">
        <Select
          className="trash-form"
          aria-label={t('form')}
          value={form ?? ''}
          options={[{ value: '', label: t('allForms') }, ...forms]}
          onChange={(form: string) => narrow({ form })}
          popupMatchSelectWidth={false}
        />
        <SearchBox typed={typed} onType={setTyped} />
        {picked.length > 0 && (
          <div className="trash-chosen">
            <span className="number">{t('selected', { count: picked.length })}</span>
            <Button type="primary" loading={restore.isPending} onClick={() => send(picked)}>
              {t('restoreMany', { count: picked.length })}
            </Button>
          </div>
        )}
      </div>
      {wrong.length > 0 && (
        <Alert
          className="trash-wrong"
          type="error"
          showIcon
          closable={{ onClose: restore.reset, 'aria-label': t('translation:common.close') }}
          title={t('failed')}
          description={
            wrong.length === 1 ? (
              wrong[0]
            ) : (
              <ul>
                {wrong.map((text) => (
                  <li key={text}>{text}</li>
                ))}
              </ul>
            )
          }
        />
      )}
      {list.error && items.length === 0 ? (
        <Failed error={list.error} retry={() => void list.refetch()} />
      ) : list.isPending ? (
        <Loading rows={6} />
      ) : items.length > 0 ? (
        <>
          <TrashTable
            items={items}
            chosen={chosen}
            busy={restore.isPending ? restore.variables : []}
            onChoose={setChosen}
            onRestore={(one) => send([one])}
          />
          {list.hasNextPage && (
            <Button className="trash-more" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t('more')}
            </Button>
          )}
        </>
      ) : narrowed ? (
        <Empty title={t('notFound')} action={<Button onClick={clear}>{t('clear')}</Button>} />
      ) : (
        <Empty title={t('none')} hint={t('noneHint')} />
      )}
    </>
  );
}

function SearchBox({ typed, onType }: { readonly typed: string; readonly onType: (typed: string) => void }) {
  const { t } = useTranslation('trash');
  return (
    <Input
      className="trash-search"
      allowClear={{
        clearIcon: (
          <>
            <CloseCircleFilled aria-hidden />
            <span className="visually-hidden">{t('clearSearch')}</span>
          </>
        ),
      }}
      prefix={<SearchOutlined className="mute" aria-hidden />}
      placeholder={t('search')}
      aria-label={t('search')}
      value={typed}
      onChange={(event) => onType(event.target.value)}
    />
  );
}
