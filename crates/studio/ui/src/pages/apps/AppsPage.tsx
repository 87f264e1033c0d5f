/** All apps of the person; administrators begin new ones here: empty, from a template, or from a spreadsheet. */
import { ImportOutlined, SearchOutlined } from '@ant-design/icons';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { Button, Input } from 'antd';
import { type ChangeEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appsQuery } from '../../api/apps';
import { sentence } from '../../api/errors';
import { meQuery } from '../../api/session';
import { importPackage, templatesQuery } from '../../api/templates';
import { Empty, Failed, Loading } from '../../components/State';
import { say } from '../../components/toasts';
import { useWords } from '../../i18n/text';
import { TopBar } from '../../layouts/TopBar';
import { AppCard } from './AppCard';
import { NewApp } from './NewApp';
import { TemplateCard } from './TemplateCard';
import './catalogue';
import './apps.css';

export function AppsPage() {
  const { t } = useTranslation('apps');
  const words = useWords();
  const { data: me } = useSuspenseQuery(meQuery);
  const { data: apps, error, refetch } = useQuery(appsQuery);
  const templates = useQuery({ ...templatesQuery, enabled: me.administrator });
  const [typed, setTyped] = useState('');
  const [refused, setRefused] = useState<unknown>();
  const wanted = typed.trim().toLowerCase();
  const has = (...texts: readonly string[]) => texts.join(' ').toLowerCase().includes(wanted);
  const shown = apps?.filter((app) => has(words(app.label), app.key, words(app.description)));
  const offered = templates.data?.filter((template) => has(words(template.label), words(template.description)));
  return (
    <>
      <TopBar title={t('title')} />
      <main className="apps">
        <div className="apps-head">
          <h2>
            {t('mine')} <span className="mute number">{apps?.length ?? ''}</span>
          </h2>
          <Input
            className="apps-find"
            allowClear
            prefix={<SearchOutlined className="mute" aria-hidden />}
            placeholder={t('find')}
            aria-label={t('find')}
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
          {me.administrator && (
            <>
              <ImportPackage onRefused={setRefused} />
              <NewApp taken={apps?.map(({ key }) => key) ?? []} />
            </>
          )}
        </div>
        {refused !== undefined && <Refused error={refused} onClose={() => setRefused(undefined)} />}
        {error ? (
          <Failed error={error} retry={() => void refetch()} />
        ) : !shown ? (
          <Loading rows={4} />
        ) : shown.length > 0 ? (
          <ul className="apps-cards">
            {shown.map((app) => (
              <AppCard key={app.key} app={app} administrator={me.administrator} />
            ))}
          </ul>
        ) : wanted === '' ? (
          <div className="card">
            <Empty title={t('none')} hint={me.administrator ? t('noneHint') : t('noneAsk')} />
          </div>
        ) : (
          <p className="apps-nothing mute">{t('notFound')}</p>
        )}
        {me.administrator && offered && offered.length > 0 && (
          <>
            <div className="apps-head">
              <h2>{t('templates')}</h2>
              <span className="mute apps-about">{t('templatesAbout')}</span>
            </div>
            <ul className="apps-templates">
              {offered.map((template) => (
                <TemplateCard key={template.key} template={template} taken={apps ?? []} />
              ))}
            </ul>
          </>
        )}
      </main>
    </>
  );
}

function ImportPackage({ onRefused }: { onRefused: (error: unknown) => void }) {
  const { t } = useTranslation('apps');
  const client = useQueryClient();
  const box = useRef<HTMLInputElement>(null);
  const [busy, setBusy] = useState(false);
  const take = async ({ target }: ChangeEvent<HTMLInputElement>) => {
    const file = target.files?.[0];
    target.value = '';
    if (!file) return;
    setBusy(true);
    onRefused(undefined);
    try {
      const done = await importPackage(file);
      await Promise.all([appsQuery, meQuery].map(({ queryKey }) => client.invalidateQueries({ queryKey })));
      void client.invalidateQueries({ queryKey: ['app', done.app] });
      say(t('imported', { release: done.release }));
    } catch (refused) {
      onRefused(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <input
        ref={box}
        type="file"
        accept=".zip,.json"
        hidden
        aria-hidden
        tabIndex={-1}
        onChange={(event) => void take(event)}
      />
      <Button icon={<ImportOutlined />} loading={busy} onClick={() => box.current?.click()}>
        {t('import')}
      </Button>
    </>
  );
}

function Refused({ error, onClose }: { error: unknown; onClose: () => void }) {
  const { t } = useTranslation('apps');
  const issues =
    'issues' in (error as object) ? (error as { issues: readonly { path: string; text: string }[] }).issues : [];
  return (
    <div className="apps-refused" role="alert">
      <b>{t('importFailed')}</b>
      {issues.length === 0 && <p>{sentence(error)}</p>}
      {issues.length > 0 && (
        <ul>
          {issues.slice(0, 20).map((issue) => (
            <li key={`${issue.path} ${issue.text}`}>
              {issue.path && <code className="code">{issue.path}</code>} {issue.text}
            </li>
          ))}
        </ul>
      )}
      <Button size="small" onClick={onClose}>
        {t('close')}
      </Button>
    </div>
  );
}
