/** The search over everything: forms by name, records of the app one is in by what they hold. */
import { SearchOutlined } from '@ant-design/icons';
import { useQueries } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { Input, Modal } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appQuery } from '../api/apps';
import { shortListQuery } from '../api/records';
import type { Me } from '../api/session';
import { Icon } from '../components/icons';
import { useWords } from '../i18n/text';
import { useDebounced } from '../lib/useDebounced';
import { titleOf } from '../model/context';
import { menuForms } from '../model/menu';
import { usePalette } from './palette-state';

interface Hit {
  readonly key: string;
  readonly icon: string | undefined;
  readonly title: string;
  readonly place: string;
  go: () => void;
}

export default function Palette({ me }: { me: Me }) {
  const { t } = useTranslation();
  const words = useWords();
  const router = useRouter();
  const { open, hide } = usePalette();
  const { app: current } = useParams({ strict: false });
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const q = useDebounced(typed.trim(), 220);
  const models = useQueries({ queries: me.apps.map(({ key }) => ({ ...appQuery(key), enabled: open })) });
  const apps = models.flatMap(({ data }) => data ?? []);
  const wanted = typed.trim().toLowerCase();

  const forms: Hit[] = apps.flatMap((app) =>
    [...new Set(menuForms(app).map(({ form }) => form))].flatMap((key) => {
      const form = app.forms[key];
      if (!form || !`${words(form.label)} ${key}`.toLowerCase().includes(wanted)) return [];
      const go = () => void router.navigate({ to: '/a/$app/$form', params: { app: app.key, form: key } });
      return [{ key: `${app.key}/${key}`, icon: form.icon, title: words(form.label), place: words(app.label), go }];
    }),
  );
  const app = apps.find(({ key }) => key === current) ?? apps[0];
  const searched = app && q.length > 0 ? [...new Set(menuForms(app).map(({ form }) => form))].slice(0, 8) : [];
  const found = useQueries({
    queries: searched.map((form) => ({
      ...shortListQuery({ app: app?.key ?? '', form }, { q, limit: 4 }),
      enabled: open,
      retry: false,
    })),
  });
  const records: Hit[] = searched.flatMap((key, index) =>
    (found[index]?.data?.items ?? []).map((record) => ({
      key: record.id,
      icon: app?.forms[key]?.icon,
      title: titleOf(app?.forms[key], record),
      place: words(app?.forms[key]?.label),
      go: () =>
        void router.navigate({ to: '/a/$app/$form/$id', params: { app: app?.key ?? '', form: key, id: record.id } }),
    })),
  );
  const hits = [...forms.slice(0, wanted ? 5 : 12), ...records].slice(0, 24);
  const chosen = Math.min(at, hits.length - 1);

  function take(hit: Hit | undefined) {
    if (!hit) return;
    hide();
    setTyped('');
    hit.go();
  }
  function onKey(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, hits.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter') take(hits[chosen]);
    else return;
    event.preventDefault();
  }

  return (
    <Modal
      open={open}
      onCancel={hide}
      footer={null}
      closable={false}
      width={600}
      title={null}
      className="palette"
      zIndex={1100}
      destroyOnHidden
      style={{ top: 96 }}
    >
      <Input
        variant="borderless"
        size="large"
        className="palette-box"
        autoFocus
        prefix={<SearchOutlined className="mute" aria-hidden />}
        placeholder={t('palette.hint')}
        role="combobox"
        aria-label={t('palette.label')}
        aria-expanded="true"
        aria-controls="palette-hits"
        aria-activedescendant={hits[chosen] ? `hit-${chosen}` : undefined}
        value={typed}
        onChange={(event) => {
          setTyped(event.target.value);
          setAt(0);
        }}
        onKeyDown={onKey}
      />
      <div className="palette-hits" id="palette-hits" role="listbox" aria-label={t('palette.label')}>
        {hits.map((hit, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works in the box above
          <div
            key={hit.key}
            id={`hit-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            className="palette-hit"
            onMouseMove={() => setAt(index)}
            onClick={() => take(hit)}
          >
            <Icon name={hit.icon} />
            <span className="ellipsis">{hit.title}</span>
            <small className="mute">{hit.place}</small>
          </div>
        ))}
      </div>
      {hits.length === 0 && (
        <p className="palette-none mute">
          {found.some(({ isFetching }) => isFetching) ? t('common.loading') : t('palette.none')}
        </p>
      )}
    </Modal>
  );
}
