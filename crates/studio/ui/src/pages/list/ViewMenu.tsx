/** What one can do with the open view: save how it stands, alone or for roles or in the app; copy its address; let go of changes. */
import { MoreOutlined } from '@ant-design/icons';
import { useMutation, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../api/errors';
import { meQuery } from '../../api/session';
import { changeView, savedViewsQuery } from '../../api/views';
import { copyAndSay } from '../../components/copying';
import { Choices } from '../../components/Opener';
import { say } from '../../components/toasts';
import { both } from '../../filter/filter';
import { useWords } from '../../i18n/text';
import { later } from '../../lib/later';
import type { FormModel, View } from '../../model/app';
import { useApp } from '../../model/context';
import type { KnownView } from './known';
import { changedView, useTableSettings } from './settings';
import type { ListPlace } from './useListPlace';

const KeepView = later(() => import('./KeepView'));
const RemoveView = later(() => import('./RemoveView'));

interface Props {
  readonly form: FormModel;
  readonly known: KnownView;
  readonly place: ListPlace;
}

/** The view as it stands on the screen. */
function useStanding(form: FormModel, view: View, { search }: ListPlace) {
  const { settings, changed, reset } = useTableSettings(form, view);
  const narrowed: Partial<View> = {
    ...(search.filter === undefined ? {} : { filter: both(view.filter, search.filter) }),
    ...(search.sort === undefined ? {} : { sort: search.sort.split(',') }),
    ...(search.group && search.group !== 'none' ? { group: search.group } : {}),
  };
  const { group: _group, ...ungrouped } = view;
  const base = search.group === 'none' ? ungrouped : view;
  const standing: View = view.kind === 'table' ? changedView(base, settings, narrowed) : { ...base, ...narrowed };
  const otherwise = Object.keys(narrowed).length > 0 || search.group === 'none' || search.own === 'no';
  return { standing, changed: changed || otherwise, reset };
}

export function ViewMenu({ form, known: { view, saved }, place }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const cache = useQueryClient();
  const navigate = useNavigate();
  const { data: me } = useSuspenseQuery(meQuery);
  const { standing, changed, reset } = useStanding(form, view, place);
  const [asking, setAsking] = useState<'keep' | 'rename' | 'app' | 'remove'>();
  const body = () => {
    const { key: _key, label: _label, ...body } = standing;
    return body;
  };
  const discard = () => {
    reset();
    place.set({ own: undefined, filter: undefined, sort: undefined, group: undefined });
  };
  const overwrite = useMutation({
    mutationFn: async () => saved && changeView(app.key, saved, { view: body() }),
    onSuccess: async () => {
      await cache.invalidateQueries({ queryKey: savedViewsQuery(app.key).queryKey });
      discard();
      say(t('views.saved'));
    },
    onError: (error) => say(sentence(error), 'bad'),
  });
  const actions = {
    save: () => overwrite.mutate(),
    saveAs: () => setAsking('keep'),
    rename: () => setAsking('rename'),
    toApp: () => setAsking('app'),
    copy: () => void copyAndSay(location.href, t('views.copied')),
    discard,
    trash: () => void navigate({ to: '/a/$app/-/trash', params: { app: app.key }, search: { form: form.key } }),
    remove: () => setAsking('remove'),
  };
  const item = (key: keyof typeof actions, label: string, more: object = {}) => ({
    key,
    label,
    onClick: actions[key],
    ...more,
  });
  const mine = saved?.mine === true || (saved !== undefined && me.administrator);
  return (
    <>
      <Choices
        menu={{
          items: [
            ...(mine && changed ? [item('save', t('views.saveHere'))] : []),
            item('saveAs', t('views.saveAs')),
            ...(mine ? [item('rename', t('views.rename'))] : []),
            ...(me.administrator ? [item('toApp', t('views.toApp'))] : []),
            item('copy', t('views.copyLink')),
            ...(changed ? [item('discard', t('views.discard'))] : []),
            ...(form.rights.delete ? [{ type: 'divider' as const }, item('trash', t('shell.trash'))] : []),
            ...(mine ? [{ type: 'divider' as const }, item('remove', t('views.remove'), { danger: true })] : []),
          ],
        }}
      >
        <Button
          type="text"
          size="small"
          className={changed ? 'view-menu view-changed' : 'view-menu'}
          icon={<MoreOutlined />}
          title={changed ? t('views.changed') : ''}
          aria-label={changed ? `${t('views.menu')}${t('writing.colon')}${t('views.changed')}` : t('views.menu')}
        />
      </Choices>
      {asking && asking !== 'remove' && (
        <KeepView
          form={form}
          view={standing}
          saved={asking === 'rename' ? saved : undefined}
          into={asking === 'app' ? 'app' : 'views'}
          onClose={() => setAsking(undefined)}
          onKept={(id) => {
            setAsking(undefined);
            if (id === undefined) return;
            if (asking === 'keep') {
              reset();
              place.set({ view: id, own: undefined, filter: undefined, sort: undefined, group: undefined });
            }
          }}
        />
      )}
      {asking === 'remove' && saved && (
        <RemoveView
          label={words(view.label)}
          saved={saved}
          onClose={() => setAsking(undefined)}
          onRemoved={() => {
            setAsking(undefined);
            place.set({ view: undefined });
          }}
        />
      )}
    </>
  );
}

ViewMenu.fetch = () => Promise.all([Choices.fetch(), KeepView.fetch()]);
