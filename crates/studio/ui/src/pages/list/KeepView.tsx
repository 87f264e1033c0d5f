/** Names a view and says who sees it; or writes it into the draft of the app. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Checkbox, Input, Radio, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { sentence } from '../../api/errors';
import { changeView, createView, type SavedView, savedViewsQuery, saveToApp } from '../../api/views';
import { Dialog } from '../../components/Dialog';
import { say } from '../../components/toasts';
import { useWords } from '../../i18n/text';
import type { FormModel, View } from '../../model/app';
import { useApp } from '../../model/context';

interface Props {
  readonly form: FormModel;
  readonly view: View;
  /** The saved view that is renamed or shared; a new one is kept without it. */
  readonly saved: SavedView | undefined;
  readonly into: 'views' | 'app';
  readonly onClose: () => void;
  readonly onKept: (id: string | undefined) => void;
}

/** A key of the definition language from a name: its Latin letters, else a number. */
export function keyFrom(name: string, taken: readonly string[]): string {
  const letters = name
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '')
    .slice(0, 60);
  const base = letters || 'view';
  if (letters && !taken.includes(base)) return base;
  for (let n = 2; ; n += 1) if (!taken.includes(`${base}_${n}`)) return `${base}_${n}`;
}

export default function KeepView({ form, view, saved, into, onClose, onKept }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const cache = useQueryClient();
  const inApp = (form.views ?? []).some(({ key }) => key === view.key);
  const [name, setName] = useState(saved || (into === 'app' && inApp) ? words(view.label) : '');
  const [roles, setRoles] = useState<readonly string[]>(saved?.roles ?? []);
  const [shared, setShared] = useState(roles.length > 0);
  const [first, setFirst] = useState(saved?.default ?? false);
  const taken = (form.views ?? []).map(({ key }) => key);
  const key = inApp && into === 'app' ? view.key : keyFrom(name, taken);
  const keep = useMutation({
    mutationFn: async () => {
      const { key: _key, label: _label, ...body } = view;
      if (into === 'app') {
        const label = inApp && name === words(view.label) ? view.label : name;
        await saveToApp(app.key, form.key, { ...view, key, label });
        return undefined;
      }
      const readers = shared ? [...roles] : [];
      if (saved) return changeView(app.key, saved, { label: name, roles: readers, default: first });
      return createView(app.key, { form: form.key, label: name, view: body, roles: readers, default: first });
    },
    onSuccess: async (kept) => {
      await cache.invalidateQueries({ queryKey: savedViewsQuery(app.key).queryKey });
      say(t(into === 'app' ? 'views.savedToApp' : 'views.saved'));
      onKept(kept?.id);
    },
    onError: (error) => say(sentence(error), 'bad'),
  });
  const ready = name.trim() !== '' && (!shared || roles.length > 0);
  return (
    <Dialog
      open
      title={into === 'app' ? t('views.toApp') : saved ? t('views.rename') : t('views.saveAs')}
      okText={t('common.save')}
      okButtonProps={{ disabled: !ready, loading: keep.isPending }}
      cancelText={t('common.cancel')}
      onCancel={onClose}
      onOk={() => keep.mutate()}
    >
      <form
        className="keep-view"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) keep.mutate();
        }}
      >
        <label htmlFor="view-name">{t('views.name')}</label>
        <Input id="view-name" autoFocus maxLength={60} value={name} onChange={({ target }) => setName(target.value)} />
        {into === 'app' ? (
          <>
            <p className="mute">
              {t('views.toAppKey')} <code>{key}</code>
            </p>
            <p>{t('views.toAppHint')}</p>
          </>
        ) : (
          <>
            <span id="view-who">{t('views.who')}</span>
            <Radio.Group
              aria-labelledby="view-who"
              value={shared ? 'roles' : 'mine'}
              options={[
                { value: 'mine', label: t('views.mine') },
                { value: 'roles', label: t('views.roles') },
              ]}
              onChange={({ target }) => setShared(target.value === 'roles')}
            />
            {shared && (
              <Select
                aria-label={t('views.chooseRoles')}
                mode="multiple"
                className="fill"
                placeholder={t('views.chooseRoles')}
                value={[...roles]}
                options={(app.roles ?? []).map((role) => ({ value: role.key, label: words(role.label) || role.key }))}
                onChange={setRoles}
              />
            )}
            <Checkbox checked={first} onChange={({ target }) => setFirst(target.checked)}>
              {t('views.first')}
            </Checkbox>
          </>
        )}
      </form>
    </Dialog>
  );
}
