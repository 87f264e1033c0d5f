/** What of others came into the draft, and where both had changed the same: theirs can still be taken. */
import { MergeCellsOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { peopleQuery } from '../../api/directory';
import { useDesigning, useDocument, useDraft } from './context';
import { type Clash, withValue } from './merge';
import { usePlaceWords, useValueWords } from './placeWords';

export function MergeBanner() {
  const { t, i18n } = useTranslation('designer');
  const { draft } = useDesigning();
  const document = useDocument();
  const merged = useDraft((state) => state.merged);
  const { data: people } = useQuery({ ...peopleQuery, enabled: merged !== undefined });
  const say = usePlaceWords(document);
  const show = useValueWords();
  if (!merged) return null;
  const { taken, clashes, by } = merged;
  const names = by.flatMap((id) => people?.find((person) => person.id === id)?.name ?? []);
  const who = names.length > 0 ? new Intl.ListFormat(i18n.language).format(names) : t('shell.others');
  const places = [...new Set(taken.map(say))].slice(0, 6);
  const takeTheirs = (clash: Clash) => {
    const { history, change } = draft.getState();
    change({ do: 'replace', document: withValue(history.present, clash.where, clash.theirs) });
    const rest = clashes.filter((each) => each !== clash);
    draft.setState({ merged: rest.length === 0 && taken.length === 0 ? undefined : { ...merged, clashes: rest } });
  };
  return (
    <div className="merge-banner" role="status">
      <MergeCellsOutlined aria-hidden />
      <div className="merge-text">
        {taken.length > 0 && (
          <p>
            <strong>{t('shell.mergedCount', { count: taken.length, who })}</strong>{' '}
            <span className="mute">{places.join(' · ')}</span>
          </p>
        )}
        {clashes.length > 0 && (
          <>
            <p>
              <strong>{t('shell.clashes', { count: clashes.length, who })}</strong>
            </p>
            <ul>
              {clashes.map((clash) => (
                <li key={clash.where.join('/')}>
                  {say(clash.where)}
                  <span className="merge-sides">
                    {t('shell.mine')} <b>{show(clash.mine)}</b>
                    {t('shell.theirs')} <b>{show(clash.theirs)}</b>
                  </span>
                  <Button size="small" onClick={() => takeTheirs(clash)}>
                    {t('shell.takeTheirs')}
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
      <Button size="small" type="text" onClick={draft.getState().seenMerge}>
        {t('shell.gotIt')}
      </Button>
    </div>
  );
}
