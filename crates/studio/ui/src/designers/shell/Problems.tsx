/** What is wrong with the draft, each with the way to its place. */
import { CheckCircleFilled, ExclamationCircleFilled } from '@ant-design/icons';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Issue } from '../../api/errors';
import { useWords } from '../../i18n/text';
import { type AppDocument, fieldAt } from '../form/document';
import { type Spot, spotOf } from './places';
import { useShell } from './state';
import { addressOf } from './steps';
import { useIssueWords } from './useIssueWords';

interface Props {
  readonly app: string;
  readonly document: AppDocument;
  readonly issues: readonly Issue[];
  /** Where nothing can be designed problems are only shown. */
  readonly still?: boolean;
  readonly onGo?: () => void;
}

export function Problems({ app, document, issues, still = false, onGo }: Props) {
  const { t } = useTranslation('designer');
  const words = useWords();
  const navigate = useNavigate();
  const inWords = useIssueWords(document);
  if (issues.length === 0)
    return (
      <p className="problems-none">
        <CheckCircleFilled className="ink-green" aria-hidden />
        {t('shell.nothingWrong')}
      </p>
    );
  const nameOf = (spot: Spot | undefined): string => {
    if (spot?.step === 'options') return words(document.options[spot.set]?.label);
    if (spot?.step === 'roles') return words(document.roles[spot.role]?.label);
    if (spot?.step === 'menu' && spot.form !== undefined) {
      const view = document.forms[spot.form]?.views?.find(({ key }) => key === spot.view);
      return [words(document.forms[spot.form]?.label), words(view?.label)].filter(Boolean).join(' › ');
    }
    if (spot?.step !== 'form') return t('shell.settings');
    const { selection, form } = spot;
    const field =
      selection.at === 'fields'
        ? fieldAt(document, {
            form,
            field: selection.fields[0] ?? '',
            ...(selection.table === undefined ? {} : { table: selection.table }),
          })
        : undefined;
    return [words(document.forms[form]?.label), field && (words(field.label) || field.key)].filter(Boolean).join(' › ');
  };
  const go = (spot: Spot) => {
    if (spot.step === 'form') {
      useShell.setState({ jump: { form: spot.form, selection: spot.selection, property: spot.property } });
      void navigate({ to: '/design/$app/form/$form', params: { app, form: spot.form } });
    } else {
      if (spot.step === 'menu' && spot.form !== undefined)
        useShell.setState({ listed: { form: spot.form, view: spot.view } });
      void navigate({ to: addressOf(app, spot.step) });
    }
    onGo?.();
  };
  return (
    <ul className="problems">
      {issues.map((issue) => {
        const spot = spotOf(document, issue.path);
        const text = (
          <>
            <ExclamationCircleFilled className="ink-red" aria-hidden />
            <span>
              <strong>{nameOf(spot)}</strong>
              {inWords(issue)}
            </span>
          </>
        );
        return (
          <li key={`${issue.path} ${issue.code}`}>
            {spot && !still ? (
              <button type="button" className="problem" onClick={() => go(spot)}>
                {text}
              </button>
            ) : (
              <div className="problem">{text}</div>
            )}
          </li>
        );
      })}
    </ul>
  );
}
