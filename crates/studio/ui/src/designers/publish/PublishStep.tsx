/** Publishing: what it changes and what it does to data, one card a change; and the releases, with the way back. */
import { CheckCircleFilled } from '@ant-design/icons';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appsQuery, differencesQuery, planQuery, publish, releasesQuery } from '../../api/apps';
import { ApiError, sentence } from '../../api/errors';
import { meQuery } from '../../api/session';
import { Failed, Loading } from '../../components/State';
import { useWords } from '../../i18n/text';
import '../../pages/apps/catalogue';
import { useDesigning, useDocument, useDraft } from '../shell/context';
import { Problems } from '../shell/Problems';
import { addressOf } from '../shell/steps';
import { useIssueWords } from '../shell/useIssueWords';
import { ChangeCard } from './ChangeCard';
import { InUse } from './InUse';
import { groupsOf, homeless } from './model';
import { Releases } from './Releases';
import { useDifferenceWords } from './useDifferenceWords';
import '../../pages/apps/apps.css';
import '../app/app.css';
import './publish.css';

export function PublishStep() {
  const { t } = useTranslation('apps');
  const words = useWords();
  const client = useQueryClient();
  const { draft } = useDesigning();
  const document = useDocument();
  const inWords = useIssueWords(document);
  const version = useDraft((state) => state.version);
  const saving = useDraft((state) => state.saving);
  const issues = useDraft((state) => state.issues);
  const app = draft.getState().app;
  const [busy, setBusy] = useState(false);
  const [note, setNote] = useState('');
  const [done, setDone] = useState<number>();
  const [error, setError] = useState<unknown>();
  // What is planned is what the server has.
  useEffect(() => void draft.getState().save(), [draft]);
  const releases = useQuery(releasesQuery(app));
  const current = releases.data?.find((release) => release.current);
  const saved = saving === 'saved';
  const plan = useQuery({ ...planQuery(app, version), enabled: saved && issues.length === 0 });
  const told = useQuery({
    ...differencesQuery(app, current?.number ?? 0, 'draft', version),
    enabled: saved && current !== undefined,
  });
  const sayDifference = useDifferenceWords(told.data);
  const groups = groupsOf(told.data ?? [], plan.data);
  const elsewhere = homeless(groups, plan.data);
  const count = told.data?.length ?? 0;
  const blocking = (plan.data?.blocking.length ?? 0) + issues.length;
  const nobody = Object.keys(document.roles).length === 0;
  const next = (current?.number ?? 0) + 1;

  const go = async () => {
    setBusy(true);
    setError(undefined);
    try {
      const { release } = await publish(app, note);
      setDone(release);
      setNote('');
      await Promise.all(
        [appsQuery.queryKey, meQuery.queryKey, ['app', app], ['releases', app], ['differences', app]].map((queryKey) =>
          client.invalidateQueries({ queryKey }),
        ),
      );
      await draft.getState().pull();
    } catch (refused) {
      setError(refused);
    } finally {
      setBusy(false);
    }
  };
  const labelOf = (folder: string, key: string) => {
    if (folder === 'forms') return words(document.forms[key]?.label) || key;
    if (folder === 'options') return words(document.options[key]?.label) || key;
    return folder === 'roles' ? words(document.roles[key]?.label) || key : '';
  };
  const nameOf = (folder: string, name: string) => {
    if (folder === 'forms') return t('publish.form', { name });
    if (folder === 'options') return t('publish.options', { name });
    return folder === 'roles' ? t('publish.role', { name }) : t('publish.app');
  };
  const rows = groups.flatMap(({ cards }) => cards).reduce((sum, card) => sum + card.rows, 0);
  const waiting = releases.isPending || (current !== undefined && told.isPending && saved);
  return (
    <main className="design-step publish-step">
      <div className="publish-main">
        <div className="publish-scroll">
          <header className="publish-head">
            <h1>{t('publish.title')}</h1>
            {current && count > 0 && <p className="mute">{t('publish.about', { number: current.number, count })}</p>}
          </header>
          {done !== undefined && count === 0 && (
            <div className="publish-done" role="status">
              <CheckCircleFilled className="ink-green" aria-hidden />
              <span>{t(nobody ? 'publish.doneAlone' : 'publish.done', { number: done })}</span>
              <Link to="/a/$app" params={{ app }}>
                {t('openApp')}
              </Link>
            </div>
          )}
          {nobody && (
            <Alert
              type="info"
              showIcon
              className="publish-alone"
              title={t('publish.alone')}
              action={<Link to={addressOf(app, 'roles')}>{t('publish.aloneMore')}</Link>}
            />
          )}
          {error !== undefined && (
            <Alert
              type="error"
              showIcon
              title={sentence(error)}
              description={error instanceof ApiError ? error.issues.map(inWords).join(' ') : undefined}
            />
          )}
          {issues.length > 0 && (
            <section className="card publish-issues" aria-labelledby="publish-issues">
              <h2 id="publish-issues" className="ink-red">
                {t('publish.issues', { count: issues.length })}
              </h2>
              <Problems app={app} document={document} issues={issues} />
            </section>
          )}
          {told.error ? (
            <Failed error={told.error} retry={() => void told.refetch()} />
          ) : waiting ? (
            <Loading rows={4} />
          ) : (
            groups.map((group) => (
              <section key={`${group.folder} ${group.key}`} className="publish-group">
                <h2>
                  {nameOf(group.folder, labelOf(group.folder, group.key))}{' '}
                  <small className="mute">{t('publish.count', { count: group.cards.length })}</small>
                </h2>
                {group.cards.map((card, index) => (
                  <ChangeCard
                    key={`${card.difference.path} ${card.difference.kind} ${index.toString()}`}
                    card={card}
                    app={app}
                    heading={labelOf(group.folder, group.key)}
                    planned={plan.data !== undefined}
                    say={sayDifference}
                  />
                ))}
              </section>
            ))
          )}
          {current && !waiting && !told.error && count === 0 && issues.length === 0 && (
            <InUse
              app={app}
              document={document}
              release={current}
              before={releases.data?.find(({ number }) => number < current.number)}
            />
          )}
          {elsewhere.map((issue) => (
            <Alert key={`${issue.path} ${issue.code}`} type="error" showIcon title={inWords(issue)} />
          ))}
          {plan.error && issues.length === 0 && <Alert type="error" showIcon title={sentence(plan.error)} />}
        </div>
        {(count > 0 || blocking > 0 || current === undefined) && !waiting && (
          <footer className="publish-foot">
            {blocking > 0 ? (
              <span className="ink-red">{t('publish.first', { count: blocking })}</span>
            ) : (
              count > 0 && (
                <span className="mute">
                  {t('publish.count', { count })} ·{' '}
                  {rows > 0 ? t('publish.touches', { count: rows }) : t('publish.noRows')}
                </span>
              )
            )}
            <span className="topbar-space" />
            <Input
              className="publish-note"
              value={note}
              maxLength={500}
              placeholder={t('publish.note')}
              aria-label={t('publish.note')}
              disabled={busy}
              onChange={(event) => setNote(event.target.value)}
            />
            <Button
              type="primary"
              loading={busy || plan.isFetching}
              disabled={!saved || blocking > 0 || (current !== undefined && count === 0) || plan.data === undefined}
              onClick={() => void go()}
            >
              {t('publish.go', { number: next })}
            </Button>
          </footer>
        )}
      </div>
      <Releases app={app} releases={releases.data ?? []} />
    </main>
  );
}
