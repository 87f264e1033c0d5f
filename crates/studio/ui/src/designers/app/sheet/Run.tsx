/** Rows on their way in: how far it is, and the rows that were not taken, to be mended and sent again. */
import { CheckCircleFilled } from '@ant-design/icons';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Alert, Button, Progress } from 'antd';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../../api/errors';
import { importRows, type RejectedRow } from '../../../api/sheets';
import { newKey } from '../../../lib/newKey';
import { Mend } from './Mend';
import { type AppPlan, importOf, type SheetPlan } from './model';

export interface Rejected {
  readonly sheet: SheetPlan;
  readonly rows: readonly RejectedRow[];
  readonly count: number;
}

interface Progressing {
  readonly seen: number;
  readonly created: number;
  readonly rejected: readonly Rejected[];
  readonly state: 'running' | 'stopped' | 'done';
  readonly error?: unknown;
}

export function Run({ app, plan }: { app: string; plan: AppPlan }) {
  const { t } = useTranslation('apps');
  const client = useQueryClient();
  const sheets = plan.sheets.filter(({ use }) => use);
  const total = sheets.reduce((sum, { rows }) => sum + rows, 0);
  const [at, setAt] = useState<Progressing>({ seen: 0, created: 0, rejected: [], state: 'running' });
  /** Where an import that broke off goes on, and the key under which its rows are created once. */
  const next = useRef<{ sheet: number; from: number | null; key: string }>({ sheet: 0, from: null, key: newKey() });
  const started = useRef(false);

  const run = useCallback(async () => {
    setAt((before) => ({ ...before, state: 'running', error: undefined }));
    try {
      for (
        ;
        next.current.sheet < sheets.length;
        next.current = { sheet: next.current.sheet + 1, from: null, key: newKey() }
      ) {
        const sheet = sheets[next.current.sheet];
        if (!sheet) break;
        do {
          const { from, key } = next.current;
          const request = { ...importOf(plan, sheet), ...(from === null ? {} : { from }) };
          const done = await importRows(app, sheet.key, request, key);
          next.current = { sheet: next.current.sheet, from: done.next_row ?? null, key: newKey() };
          setAt((before) => ({
            ...before,
            seen: before.seen + done.rows,
            created: before.created + done.created,
            rejected: together(before.rejected, sheet, done.rejected, done.rejected_count),
          }));
        } while (next.current.from !== null);
      }
      setAt((before) => ({ ...before, state: 'done' }));
    } catch (error) {
      setAt((before) => ({ ...before, state: 'stopped', error }));
    } finally {
      void client.invalidateQueries({ queryKey: ['records', app] });
    }
  }, [app, plan, client, sheets]);

  useEffect(() => {
    if (started.current) return;
    started.current = true;
    void run();
  }, [run]);

  const wrong = at.rejected.reduce((sum, { count }) => sum + count, 0);
  const first = sheets[0];
  const percent = total === 0 ? 100 : Math.min(100, Math.round((at.seen / total) * 100));
  return (
    <main className="sheet-run">
      <section className="card sheet-progress" aria-live="polite">
        {at.state === 'done' && wrong === 0 ? (
          <CheckCircleFilled className="ink-green sheet-done" aria-hidden />
        ) : (
          <Progress
            type="circle"
            size={84}
            percent={at.state === 'done' ? 100 : percent}
            status={at.state === 'stopped' ? 'exception' : 'normal'}
            strokeColor={wrong > 0 ? 'var(--amber-ink)' : 'var(--brand)'}
            aria-label={t('progress')}
          />
        )}
        <div>
          <h2>
            {at.state === 'done'
              ? t('done', { app: plan.label })
              : at.state === 'stopped'
                ? t('stopped')
                : t('running')}
          </h2>
          <p className="number">
            {t('createdRows', { created: at.created, total })}
            {wrong > 0 && <span className="ink-red"> {t('wrongRows', { count: wrong })}</span>}
          </p>
        </div>
        <span className="topbar-space" />
        {at.state === 'stopped' && <Button onClick={() => void run()}>{t('goOn')}</Button>}
        {first && at.state !== 'running' && (
          <Link
            className="ant-btn ant-btn-primary sheet-open"
            to="/a/$app/$form"
            params={{ app, form: first.key }}
            search={{}}
          >
            {t('openApp')}
          </Link>
        )}
      </section>
      {at.error !== undefined && <Alert type="error" showIcon title={sentence(at.error)} />}
      {at.rejected
        .filter(({ rows }) => rows.length > 0)
        .map((rejected) => (
          <Mend
            key={rejected.sheet.key}
            app={app}
            plan={plan}
            rejected={rejected}
            onDone={(rows, created) =>
              setAt((before) => ({
                ...before,
                created: before.created + created,
                rejected: before.rejected.map((each) =>
                  each.sheet.key === rejected.sheet.key ? { ...each, rows, count: each.count - created } : each,
                ),
              }))
            }
          />
        ))}
    </main>
  );
}

function together(
  before: readonly Rejected[],
  sheet: SheetPlan,
  rows: readonly RejectedRow[],
  count: number,
): readonly Rejected[] {
  if (count === 0) return before;
  const present = before.find((each) => each.sheet.key === sheet.key);
  if (!present) return [...before, { sheet, rows, count }];
  const kept = [...present.rows, ...rows].slice(0, 1000);
  return before.map((each) => (each === present ? { sheet, rows: kept, count: present.count + count } : each));
}
