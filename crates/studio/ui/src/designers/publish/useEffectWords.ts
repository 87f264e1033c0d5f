/** What a step of the plan does to the rows there are, in words; nothing where the change itself has said it all. */
import { useTranslation } from 'react-i18next';
import type { PlanStep } from '../../api/apps';
import { useWords } from '../../i18n/text';
import { type AppDocument, fieldAt } from '../form/document';
import { useIssueWords } from '../shell/useIssueWords';

/** The new thing is its own sentence: it touches no row. */
const silent: ReadonlySet<string> = new Set(['create', 'add_field']);
/** Said although no row is concerned: that all is well is worth knowing. */
const always: ReadonlySet<string> = new Set(['unique', 'require']);
const known = ['rename', 'rename_field', 'retire', 'retire_field', 'adopt', 'adopt_field', 'convert_field', 'unique', 'require'] as const; // biome-ignore format: a list

export function useEffectWords(document: AppDocument): (step: PlanStep) => string | undefined {
  const { t } = useTranslation('apps');
  const words = useWords();
  const inWords = useIssueWords(document);
  return (step) => {
    if (silent.has(step.kind)) return undefined;
    const kind = known.find((each) => each === step.kind);
    if (!kind) return inWords({ path: `forms/${step.form}.json`, text: step.text, params: { form: step.form } });
    if (step.rows === 0 && !always.has(kind)) return undefined;
    const said =
      step.rows === 0 && (kind === 'unique' || kind === 'require')
        ? t(`publish.none.${kind}`)
        : t(`publish.effect.${kind}`, { count: step.rows });
    const [table = '', column] = (step.field ?? '').split('.');
    const field = column === undefined ? undefined : fieldAt(document, { form: step.form, table, field: column });
    return field ? t('publish.inColumn', { column: words(field.label) || field.key, said }) : said;
  };
}
