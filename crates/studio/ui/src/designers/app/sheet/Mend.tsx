/** Rows that were not taken: what is wrong, mended for all at once or cell by cell, and sent again. */
import { CloseCircleFilled } from '@ant-design/icons';
import { Button, Input, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../../api/errors';
import { importRows, type RejectedRow } from '../../../api/sheets';
import { say } from '../../../components/toasts';
import { useWords } from '../../../i18n/text';
import { newKey } from '../../../lib/newKey';
import type { Option } from '../../../model/field';
import { cellOf, fieldOf, left, type Mended, mend, ready, type Wrong, wrongs } from './mending';
import { type AppPlan, type ColumnPlan, importOf, type SheetPlan } from './model';
import type { Rejected } from './Run';

/** Rows drawn at once. */
const page = 50;

interface Props {
  readonly app: string;
  readonly plan: AppPlan;
  readonly rejected: Rejected;
  readonly onDone: (rows: readonly RejectedRow[], created: number) => void;
}

export function Mend({ app, plan, rejected, onDone }: Props) {
  const { t } = useTranslation('apps');
  const { sheet, rows, count } = rejected;
  const [mended, setMended] = useState<Mended>({});
  const [shown, setShown] = useState(page);
  const [busy, setBusy] = useState(false);
  const groups = useMemo(() => wrongs(rows), [rows]);
  const columns = useMemo(() => ordered(sheet, groups), [sheet, groups]);
  // Sent again as it was it has the same key, so that no row is created twice.
  const { sent, request, key } = useMemo(() => {
    const sent = ready(rows, mended);
    return { sent, request: { ...importOf(plan, sheet), limit: 5000, rows: [...sent], cells: mended }, key: newKey() };
  }, [plan, sheet, rows, mended]);

  const send = async () => {
    setBusy(true);
    try {
      const done = await importRows(app, sheet.key, request, key);
      setMended({});
      onDone(left(rows, sent, done.rejected), done.created);
      say(t('mendedRows', { count: done.created }), done.rejected_count === 0 ? 'good' : 'plain');
    } catch (error) {
      say(sentence(error), 'bad');
    } finally {
      setBusy(false);
    }
  };
  return (
    <section className="mend" aria-label={t('wrongOf', { form: sheet.label })}>
      <div className="card mend-box">
        <div className="mend-head">
          <h2>
            {t('wrongOf', { form: sheet.label })} <span className="mute number">{count}</span>
          </h2>
          {count > rows.length && <span className="mute">{t('wrongShown', { count: rows.length })}</span>}
          <span className="topbar-space" />
          <Button type="primary" disabled={sent.length === 0} loading={busy} onClick={() => void send()}>
            {t('sendAgain', { count: sent.length })}
          </Button>
        </div>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls is reached by the keyboard */}
        <section className="sheet-scroll" tabIndex={0} aria-label={t('rowsToMend')}>
          <table className="table-stay sheet-table mend-table">
            <thead>
              <tr>
                <th scope="col">{t('rowNumber')}</th>
                {columns.map((column) => (
                  <th key={column.key} scope="col">
                    {column.label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.slice(0, shown).map((row) => (
                <MendRow key={row.row} row={row} columns={columns} mended={mended} onMend={setMended} />
              ))}
            </tbody>
          </table>
        </section>
        {rows.length > shown && (
          <Button type="link" onClick={() => setShown(shown + page)}>
            {t('moreRows', { count: rows.length - shown })}
          </Button>
        )}
      </div>
      <aside className="card mend-groups">
        <h2>{t('problems')}</h2>
        <ul>
          {groups.map((wrong) => (
            <Group
              key={`${wrong.field} ${wrong.code}`}
              wrong={wrong}
              column={columns.find(({ key }) => key === wrong.field)}
              onMend={(numbers, text) => setMended(mend(mended, numbers, wrong.field, text))}
            />
          ))}
        </ul>
      </aside>
    </section>
  );
}

/** What names a row comes first, then what is wrong, then the rest. */
function ordered({ columns, title }: SheetPlan, groups: readonly Wrong[]): readonly ColumnPlan[] {
  const wrong = new Set(groups.map(({ field }) => field));
  const rank = ({ key }: ColumnPlan) => (key === title ? 0 : wrong.has(key) ? 1 : 2);
  return columns.filter(({ use }) => use).toSorted((one, other) => rank(one) - rank(other));
}

interface RowProps {
  readonly row: RejectedRow;
  readonly columns: readonly ColumnPlan[];
  readonly mended: Mended;
  readonly onMend: (mended: Mended) => void;
}

function MendRow({ row, columns, mended, onMend }: RowProps) {
  const { t } = useTranslation('apps');
  const wrong = new Map(row.issues.map((issue) => [fieldOf(issue.path), issue.text]));
  const whole = row.issues.filter(({ path }) => fieldOf(path) === '').map(({ text }) => text);
  return (
    <tr>
      <td className="number">
        {row.row}
        {whole.length > 0 && <p className="field-issue">{whole.join(' ')}</p>}
      </td>
      {columns.map((column) => {
        const text = cellOf(row, column.key, mended);
        const issue = wrong.get(column.key);
        const isMended = mended[row.row]?.[column.key] !== undefined;
        if (issue === undefined)
          return (
            <td key={column.key} className="ellipsis" title={text}>
              {text}
            </td>
          );
        return (
          <td key={column.key} className={isMended ? 'mended' : 'wrong'}>
            <Input
              variant="borderless"
              value={text}
              title={issue}
              placeholder={t('empty')}
              aria-label={t('cellOf', { row: row.row, column: column.label })}
              aria-invalid={!isMended}
              onChange={({ target }) => onMend(mend(mended, [row.row], column.key, target.value))}
            />
          </td>
        );
      })}
    </tr>
  );
}

interface GroupProps {
  readonly wrong: Wrong;
  readonly column: ColumnPlan | undefined;
  readonly onMend: (rows: readonly number[], text: string) => void;
}

function Group({ wrong, column, onMend }: GroupProps) {
  const { t } = useTranslation('apps');
  const words = useWords();
  const options = column?.properties.options as readonly Option[] | undefined;
  const all = [...wrong.values.values()].flat();
  const values = [...wrong.values].slice(0, 5);
  return (
    <li>
      <div className="mend-what">
        <CloseCircleFilled className="ink-red" aria-hidden />
        <span>
          <b>{column?.label ?? t('wholeRow')}</b> {wrong.text}
        </span>
        <span className="mute number">{t('rowCount', { count: wrong.rows })}</span>
      </div>
      {options && wrong.code === 'import.option' ? (
        values.map(([value, rows]) => (
          <div key={value} className="mend-do">
            <span className="ellipsis">{value || t('empty')}</span>
            <span aria-hidden>→</span>
            <Select
              size="small"
              placeholder={t('replaceAll')}
              aria-label={t('replaceOf', { value })}
              onChange={(label: string) => onMend(rows, label)}
              options={options.map((option) => ({ value: words(option.label), label: words(option.label) }))}
            />
          </div>
        ))
      ) : column && !column.required ? (
        <div className="mend-do">
          <Button size="small" onClick={() => onMend(all, '')}>
            {t('leaveEmpty')}
          </Button>
        </div>
      ) : (
        <p className="mute small">{t('mendEach')}</p>
      )}
    </li>
  );
}
