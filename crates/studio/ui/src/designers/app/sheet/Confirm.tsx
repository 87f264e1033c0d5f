/** The fields that were guessed, each to be confirmed or changed, and how the app is called. */

import { useQuery } from '@tanstack/react-query';
import { Alert, Button, Checkbox, Input, Popover, Segmented, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appsQuery } from '../../../api/apps';
import { ApiError, sentence } from '../../../api/errors';
import { readAgain, type SheetFile } from '../../../api/sheets';
import { beginWith } from '../../../api/templates';
import { Icon } from '../../../components/icons';
import { tint } from '../../../pages/apps/AppCard';
import { both } from '../../../pages/apps/both';
import { freeKey } from '../../../pages/apps/keys';
import { Look } from '../../../pages/apps/NameFields';
import { useBegin } from '../../../pages/apps/useBegin';
import { ColumnRow } from './ColumnRow';
import { type AppPlan, definitionOf, mayName, problemOf, readAnew, type SheetPlan } from './model';

interface Props {
  readonly file: SheetFile;
  readonly plan: AppPlan;
  readonly onFile: (file: SheetFile) => void;
  readonly onChange: (plan: AppPlan) => void;
  readonly onBack: () => void;
  readonly onBegun: (app: string) => void;
}

export function Confirm({ file, plan, onFile, onChange, onBack, onBegun }: Props) {
  const { t } = useTranslation('apps');
  const { data: apps } = useQuery(appsQuery);
  const { begin, busy, error } = useBegin();
  const [at, setAt] = useState(
    Math.max(
      0,
      plan.sheets.findIndex(({ use }) => use),
    ),
  );
  const sheet = plan.sheets[at];
  const source = file.sheets[at];
  const used = plan.sheets.filter(({ use }) => use);
  const rows = used.reduce((sum, each) => sum + each.rows, 0);
  const fields = used.reduce((sum, each) => sum + each.columns.filter(({ use }) => use).length, 0);
  const problem = problemOf(plan);
  const changeSheet = (set: Partial<SheetPlan>) =>
    onChange({ ...plan, sheets: plan.sheets.map((each, index) => (index === at ? { ...each, ...set } : each)) });

  const readHeader = async (row: number) => {
    const again = await readAgain(plan.file, row);
    const read = again.sheets[at];
    if (!sheet || !read) return;
    onFile({ ...file, sheets: file.sheets.map((each, index) => (index === at ? read : each)) });
    changeSheet(readAnew(sheet, read));
  };
  const create = async () => {
    const words = {
      number: both('serial'),
      all: both('allOf'),
      board: (by: unknown) => both('boardBy', { by: String(by) }),
      calendar: both('view.calendar'),
      member: both('roleMember'),
      reader: both('roleReader'),
    };
    const key = freeKey(plan.label, apps?.map((app) => app.key) ?? []);
    const begun = await begin(() => beginWith(definitionOf(plan, key, words)));
    if (begun) onBegun(begun.app);
  };
  if (!sheet || !source) return null;
  const titles = sheet.columns.filter(({ use, kind }) => use && mayName(kind));
  return (
    <>
      <main className="sheet-confirm">
        <div className="sheet-table-box">
          <div className="sheet-bar">
            {plan.sheets.length > 1 && (
              <Segmented
                value={at}
                onChange={setAt}
                options={plan.sheets.map((each, index) => ({ value: index, label: each.name || each.label }))}
              />
            )}
            {plan.sheets.length > 1 && (
              <Checkbox checked={sheet.use} onChange={({ target }) => changeSheet({ use: target.checked })}>
                {t('useSheet')}
              </Checkbox>
            )}
            <div className="sheet-inline">
              <label htmlFor="sheet-form">{t('formName')}</label>
              <Input
                id="sheet-form"
                value={sheet.label}
                maxLength={60}
                onChange={({ target }) => changeSheet({ label: target.value })}
              />
            </div>
            <div className="sheet-inline">
              <label htmlFor="sheet-header">{t('header')}</label>
              <Select
                id="sheet-header"
                value={sheet.headerRow ?? 0}
                onChange={(row) => void readHeader(row)}
                options={[
                  ...Array.from({ length: 10 }, (_, index) => ({
                    value: index + 1,
                    label: t('headerRow', { row: index + 1 }),
                  })),
                  { value: 0, label: t('headerNone') },
                ]}
              />
            </div>
            <span className="topbar-space" />
            <span className="mute number">
              {t('rowsAndColumns', { rows: sheet.rows, columns: sheet.columns.length })}
            </span>
          </div>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by the keyboard */}
          <section className="sheet-scroll" tabIndex={0} aria-label={t('columns')}>
            <table className="table-stay sheet-table sheet-columns" aria-disabled={!sheet.use}>
              <thead>
                <tr>
                  <th scope="col">
                    <span className="visually-hidden">{t('useColumn')}</span>
                  </th>
                  <th scope="col">{t('fieldName')}</th>
                  <th scope="col">{t('kind')}</th>
                  <th scope="col">{t('required')}</th>
                  <th scope="col">{t('samples')}</th>
                  <th scope="col">{t('filled')}</th>
                </tr>
              </thead>
              <tbody>
                {sheet.columns.map((column, index) => (
                  <ColumnRow
                    key={`${at} ${column.index}`}
                    column={column}
                    rows={sheet.rows}
                    guess={source.columns[index]}
                    isTitle={column.key === sheet.title}
                    onChange={(next) => {
                      const columns = sheet.columns.map((each, other) => (other === index ? next : each));
                      const title = columns.find(({ key, use, kind }) => key === sheet.title && use && mayName(kind));
                      changeSheet({ columns, title: title?.key });
                    }}
                  />
                ))}
              </tbody>
            </table>
          </section>
        </div>
        <aside className="sheet-side">
          <section className="card">
            <div className="sheet-app">
              <Popover
                trigger="click"
                placement="leftTop"
                content={
                  <div className="name-fields sheet-look">
                    <Look value={plan} onChange={(set) => onChange({ ...plan, ...set })} />
                  </div>
                }
              >
                <button type="button" className="app-sign" style={tint(plan.colour)} aria-label={t('look')}>
                  <span aria-hidden>
                    <Icon name={plan.icon} />
                  </span>
                </button>
              </Popover>
              <div className="sheet-stack">
                <label htmlFor="sheet-app">{t('name')}</label>
                <Input
                  id="sheet-app"
                  value={plan.label}
                  maxLength={60}
                  onChange={({ target }) => onChange({ ...plan, label: target.value })}
                />
              </div>
            </div>
            <div className="sheet-stack">
              <label htmlFor="sheet-title">{t('titleField')}</label>
              <Select
                id="sheet-title"
                value={sheet.title ?? ''}
                onChange={(key) => changeSheet({ title: key || undefined })}
                options={[
                  ...titles.map(({ key, label }) => ({ value: key, label })),
                  { value: '', label: t('titleNumber') },
                ]}
              />
            </div>
            <p className="mute small">{t('titleAbout')}</p>
          </section>
          <section className="card sheet-gets">
            <h2>{t('youGet')}</h2>
            <ul>
              <li>{t('getForms', { count: used.length, fields })}</li>
              <li>{t('getViews')}</li>
              <li>{t('getRoles')}</li>
              <li>{t('getRows', { count: rows })}</li>
            </ul>
            <p className="mute small">{t('getLater')}</p>
          </section>
        </aside>
      </main>
      <footer className="sheet-foot">
        {error !== undefined && <Alert type="error" showIcon title={refusedText(error)} />}
        {problem && <span className="ink-red">{t(`problem.${problem}`)}</span>}
        <span className="topbar-space" />
        <Space>
          <Button onClick={onBack}>{t('back')}</Button>
          <Button type="primary" disabled={problem !== undefined} loading={busy} onClick={() => void create()}>
            {t('createAndImport', { count: rows })}
          </Button>
        </Space>
      </footer>
    </>
  );
}

function refusedText(error: unknown): string {
  const issues = error instanceof ApiError ? error.issues : [];
  return issues.length > 0
    ? issues
        .map(({ text }) => text)
        .slice(0, 3)
        .join(' · ')
    : sentence(error);
}
