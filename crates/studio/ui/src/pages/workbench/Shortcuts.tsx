/** The places a person goes to most, pinned by them. */
import { PlusOutlined, SettingOutlined } from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { usePreference } from '../../api/preferences';
import { Icon } from '../../components/icons';
import { Empty } from '../../components/State';
import { useWords } from '../../i18n/text';
import type { AppModel } from '../../model/app';
import { firstPins, type Place, pinKey, places, readPins, resolvePins } from './pins';

const PinEditor = lazy(() => import('./PinEditor'));

/** What a shortcut is called. */
export function usePlaceName(): (place: Place) => string {
  const { t } = useTranslation();
  const words = useWords();
  return ({ label, viewLabel, create }) =>
    create
      ? t('list.newOf', { form: words(label) })
      : viewLabel === undefined
        ? words(label)
        : `${words(label)} · ${words(viewLabel)}`;
}

export function Shortcuts({ apps }: { apps: readonly AppModel[] }) {
  const { t } = useTranslation();
  const name = usePlaceName();
  const [stored, store] = usePreference<unknown>('workbench.pins');
  const [editing, setEditing] = useState(false);
  const all = places(apps);
  const pins = readPins(stored) ?? firstPins(apps, 8);
  const shown = resolvePins(pins, all);
  return (
    <section className="card" aria-labelledby="shortcuts-title">
      <div className="card-head">
        <h2 id="shortcuts-title">{t('shortcut.title')}</h2>
        <Button
          type="text"
          size="small"
          icon={<SettingOutlined />}
          aria-label={t('shortcut.edit')}
          onClick={() => setEditing(true)}
        />
      </div>
      {shown.length === 0 ? (
        <Empty
          title={t('shortcut.none')}
          hint={t('shortcut.noneHint')}
          action={
            <Button icon={<PlusOutlined />} onClick={() => setEditing(true)}>
              {t('shortcut.edit')}
            </Button>
          }
        />
      ) : (
        <ul className="shortcuts">
          {shown.map((place) => (
            <li key={pinKey(place)}>
              {place.create ? (
                <Link to="/a/$app/$form/new" params={{ app: place.app, form: place.form }}>
                  <PlusOutlined aria-hidden />
                  <span className="ellipsis">{name(place)}</span>
                </Link>
              ) : (
                <Link
                  to="/a/$app/$form"
                  params={{ app: place.app, form: place.form }}
                  search={place.view ? { view: place.view } : {}}
                >
                  <Icon name={place.icon} />
                  <span className="ellipsis">{name(place)}</span>
                </Link>
              )}
            </li>
          ))}
        </ul>
      )}
      {editing && (
        <Suspense fallback={null}>
          <PinEditor all={all} pins={shown} onChange={store} onClose={() => setEditing(false)} />
        </Suspense>
      )}
    </section>
  );
}
