/** What the server says of an expression: what is wrong, else what it gives, on a record when one was chosen. */
import { useTranslation } from 'react-i18next';
import type { ExpressionAnswer, ExpressionIssue } from '../../../api/designing';
import type { TypeJson } from '../../../expression/tree';
import { group } from '../../../lib/format';
import { useIssueWords } from '../../shell/useIssueWords';
import type { Reach } from '../scope';

interface Props {
  readonly id: string;
  readonly issues: readonly ExpressionIssue[];
  readonly answer: ExpressionAnswer | undefined;
  readonly hasRecord: boolean;
  readonly reach: Reach;
}

const types = [
  'yes_no', 'number', 'text', 'date', 'time', 'date_time', 'duration', 'option', 'user', 'department', 'link', 'list', 'rows', 'files', 'json',
] as const; // biome-ignore format: a list

export function Verdict({ id, issues, answer, hasRecord, reach }: Props) {
  const { t } = useTranslation('panels');
  const inWords = useIssueWords(reach.document);
  const name = typeName(answer?.type);
  const known = types.find((type) => type === name);
  return (
    <div id={id} className="verdict" aria-live="polite">
      {issues.length > 0 ? (
        <ul className="verdict-issues">
          {issues.map(({ code, path, from, text, params }) => (
            <li key={`${code}${path}${from}`}>
              {inWords({ path: '', text, params: { ...params, form: reach.form } })}
            </li>
          ))}
        </ul>
      ) : (
        known && (
          <span className="verdict-result">
            {t('formula.gives', { type: t(`formula.type.${known}`) })}
            {hasRecord && answer && 'value' in answer && (
              <>
                {' '}
                <output className="verdict-value">
                  {shown(answer.value, known, t('formula.nothing'), t('condition.yes'), t('condition.no'))}
                </output>
              </>
            )}
          </span>
        )
      )}
    </div>
  );
}

const typeName = (type: TypeJson | null | undefined) => (typeof type === 'object' ? type?.type : type);

function shown(value: unknown, type: string, nothing: string, yes: string, no: string): string {
  if (value === null || value === undefined || value === '') return nothing;
  if (typeof value === 'boolean') return value ? yes : no;
  if (Array.isArray(value)) return value.map((each) => shown(each, 'text', nothing, yes, no)).join(', ') || nothing;
  if (type === 'number')
    return group(
      String(value)
        .replace(/(\.\d*?)0+$/, '$1')
        .replace(/\.$/, ''),
    );
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
