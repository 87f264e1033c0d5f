/** Says in words that a person may do less in an app than when the page was opened. */
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useRefusals } from '../api/refused';
import { meQuery } from '../api/session';
import { say } from '../components/toasts';
import { useWords } from '../i18n/text';
import type { AppModel } from '../model/app';
import { lessIn } from '../model/rights';

/** At most so many forms are named. */
const named = 3;

/** `model` is the app as it was last seen, `refused` whether it is not there for this person now. */
export function useRights(app: string, model: AppModel | undefined, refused: boolean) {
  const { t } = useTranslation();
  const words = useWords();
  const cache = useQueryClient();
  useRefusals(app, refused, () => {
    for (const queryKey of [['app', app], meQuery.queryKey]) void cache.invalidateQueries({ queryKey });
  });
  const before = useRef<AppModel>(undefined);
  const told = useRef(false);
  useEffect(() => {
    if (!model) return;
    const less = before.current ? lessIn(before.current, model) : [];
    before.current = model;
    if (less.length === 0) return;
    const forms = less
      .slice(0, named)
      .map(({ label }) => words(label))
      .join(t('common.comma'));
    say(t(less.length > named ? 'rights.lessMore' : 'rights.less', { forms, count: less.length }), 'plain');
  }, [model, words, t]);
  useEffect(() => {
    if (refused && model && !told.current) say(t('rights.gone', { app: words(model.label) }), 'plain');
    told.current = refused;
  }, [refused, model, words, t]);
}
