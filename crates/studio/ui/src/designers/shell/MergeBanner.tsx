/** What of others came into the draft, and where both had changed the same: theirs can still be taken. */
import { MergeCellsOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import { type AppDocument, fieldAt } from '../form/document';
import { useDesigning, useDocument, useDraft } from './context';
import { type Clash, type Where, withValue } from './merge';

export function MergeBanner() {
  const { t } = useTranslation('designer');
  const { draft } = useDesigning();
  const document = useDocument();
  const merged = useDraft((state) => state.merged);
  const say = usePlaceWords(document);
  if (!merged) return null;
  const { taken, clashes } = merged;
  const places = [...new Set(taken.map(say))].slice(0, 6);
  const takeTheirs = (clash: Clash) => {
    const { history, change } = draft.getState();
    change({ do: 'replace', document: withValue(history.present, clash.where, clash.theirs) });
    const rest = clashes.filter((each) => each !== clash);
    draft.setState({ merged: rest.length === 0 && taken.length === 0 ? undefined : { taken, clashes: rest } });
  };
  return (
    <div className="merge-banner" role="status">
      <MergeCellsOutlined aria-hidden />
      <div className="merge-text">
        {taken.length > 0 && (
          <p>
            <strong>{t('shell.mergedCount', { count: taken.length })}</strong>{' '}
            <span className="mute">{places.join(' · ')}</span>
          </p>
        )}
        {clashes.length > 0 && <p>{t('shell.clashes', { count: clashes.length })}</p>}
        <ul>
          {clashes.map((clash) => (
            <li key={clash.where.join('/')}>
              <strong>{say(clash.where)}</strong> {t('shell.theirs')}:{' '}
              <code>{short(clash.theirs) ?? t('shell.removedProperty')}</code>{' '}
              <Button size="small" onClick={() => takeTheirs(clash)}>
                {t('shell.takeTheirs')}
              </Button>
            </li>
          ))}
        </ul>
      </div>
      <Button size="small" type="text" onClick={draft.getState().seenMerge}>
        {t('shell.gotIt')}
      </Button>
    </div>
  );
}

const short = (value: unknown): string | undefined =>
  value === undefined ? undefined : (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, 80);

function usePlaceWords(document: AppDocument) {
  const words = useWords();
  return ([kind, key = '', list, item, ...rest]: Where): string => {
    if (kind === 'forms') {
      const form = words(document.forms[key]?.label) || key;
      const field = list === 'fields' && item !== undefined ? fieldAt(document, { form: key, field: item }) : undefined;
      const inner = field ? [words(field.label) || item, ...rest] : [list, item, ...rest];
      return [form, ...inner].filter(Boolean).join(' › ');
    }
    if (kind === 'options') return words(document.options[key]?.label) || key;
    if (kind === 'roles') return words(document.roles[key]?.label) || key;
    return [kind, key].filter(Boolean).join(' › ');
  };
}
