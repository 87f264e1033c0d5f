/** The search over everything: what was open, commands, forms and views, records of every app. */
import { ClockCircleOutlined, SearchOutlined } from '@ant-design/icons';
import { useQueries } from '@tanstack/react-query';
import { useParams, useRouter } from '@tanstack/react-router';
import { Input } from 'antd';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { appQuery } from '../../api/apps';
import type { Me } from '../../api/session';
import { readyIcon } from '../../components/icons';
import { recents } from '../../lib/recents';
import { useDebounced } from '../../lib/useDebounced';
import { useOverlays } from '../overlays';
import { best, type Group, type Hit, marked } from './hit';
import { useCommands, usePlaces } from './useCommands';
import { useFound } from './useFound';
import './palette.css';

export default function Palette({ me }: { me: Me }) {
  const { open, hide } = useOverlays();
  return open === 'palette' && <Box me={me} hide={hide} />;
}

/** A dialog of the browser: it has the focus in the frame in which it is asked for, so that no key is lost, and gives it back. */
function Box({ me, hide }: { me: Me; hide: () => void }) {
  const { t } = useTranslation();
  const box = useRef<HTMLDialogElement>(null);
  useLayoutEffect(() => {
    const node = box.current;
    node?.showModal();
    return () => node?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape closes it
    <dialog
      ref={box}
      className="palette"
      aria-label={t('palette.label')}
      onCancel={(event) => {
        event.preventDefault();
        hide();
      }}
      onClick={(event) => event.target === box.current && hide()}
    >
      <Search me={me} hide={hide} />
    </dialog>
  );
}

function Search({ me, hide }: { me: Me; hide: () => void }) {
  const { t } = useTranslation();
  const router = useRouter();
  const { app: current } = useParams({ strict: false });
  const [typed, setTyped] = useState('');
  const [at, setAt] = useState(0);
  const list = useRef<HTMLDivElement>(null);
  const models = useQueries({ queries: me.apps.map(({ key }) => appQuery(key)) });
  const apps = models
    .flatMap(({ data }) => data ?? [])
    .sort((a, b) => Number(b.key === current) - Number(a.key === current));
  const icons = apps.flatMap(({ forms }) => Object.values(forms).map(({ icon }) => icon ?? '')).join(' ');
  useEffect(() => {
    for (const icon of icons.split(' ')) readyIcon(icon);
  }, [icons]);
  // As in editors, `>` asks for commands only.
  const commandsOnly = typed.trimStart().startsWith('>');
  const wanted = commandsOnly ? typed.trimStart().slice(1).trim() : typed.trim();
  const q = useDebounced(commandsOnly ? '' : wanted, 200);
  const commands = useCommands();
  const places = usePlaces(apps, me.administrator);
  const found = useFound(apps, wanted === '' ? '' : q);
  const recent: readonly Hit[] = recents(me.id).map(({ app, form, id, title }) => ({
    key: `recent ${id}`,
    icon: <ClockCircleOutlined />,
    title,
    go: () => void router.navigate({ to: '/a/$app/$form/$id', params: { app, form, id } }),
  }));
  const groups: readonly Group[] = (
    commandsOnly
      ? [
          { key: 'commands', hits: best([...commands, ...places.design], wanted, 20) },
          { key: 'create', hits: best(places.create, wanted, 20) },
        ]
      : wanted === ''
        ? [
            { key: 'recent', hits: recent.slice(0, 6) },
            { key: 'create', hits: places.create.slice(0, 4) },
            { key: 'forms', hits: places.forms.filter(({ key }) => key.split('/').length === 2).slice(0, 8) },
            { key: 'commands', hits: commands },
          ]
        : [
            { key: 'forms', hits: best(places.forms, wanted, 5) },
            { key: 'create', hits: best(places.create, wanted, 3) },
            { key: 'commands', hits: best([...commands, ...places.design], wanted, 4) },
            { key: 'records', hits: found.hits.slice(0, 30) },
          ]
  ).filter(({ hits }) => hits.length > 0) as readonly Group[];
  const hits = groups.flatMap(({ hits }) => hits);
  const chosen = Math.min(at, hits.length - 1);

  useEffect(() => {
    list.current?.querySelector(`#hit-${chosen}`)?.scrollIntoView({ block: 'nearest' });
  }, [chosen]);

  function take(hit: Hit | undefined) {
    if (!hit) return;
    hide();
    hit.go();
  }
  function onKey(event: KeyboardEvent) {
    const last = hits.length - 1;
    const to: Record<string, number> = {
      ArrowDown: chosen >= last ? 0 : chosen + 1,
      ArrowUp: chosen <= 0 ? last : chosen - 1,
      PageDown: Math.min(chosen + 8, last),
      PageUp: Math.max(chosen - 8, 0),
    };
    const next = to[event.key];
    if (next !== undefined) setAt(next);
    else if (event.key === 'Enter') take(hits[chosen]);
    else return;
    event.preventDefault();
  }

  let index = -1;
  return (
    <>
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
      <div className="palette-hits" id="palette-hits" role="listbox" aria-label={t('palette.label')} ref={list}>
        {groups.map(({ key, hits }) => (
          // biome-ignore lint/a11y/useSemanticElements: a list of choices has groups, not sets of form fields
          <div key={key} role="group" aria-labelledby={`hits-${key}`}>
            <div id={`hits-${key}`} className="palette-group" role="presentation">
              {t(`palette.${key}`)}
            </div>
            {hits.map((hit) => {
              index += 1;
              const own = index;
              return (
                // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard works in the box above
                <div
                  key={hit.key}
                  id={`hit-${own}`}
                  role="option"
                  tabIndex={-1}
                  aria-selected={own === chosen}
                  className="palette-hit"
                  onMouseMove={() => setAt(own)}
                  onClick={() => take(hit)}
                >
                  {hit.icon}
                  <span className="ellipsis">
                    {marked(hit.title, wanted).map(({ text, on }, part) =>
                      // biome-ignore lint/suspicious/noArrayIndexKey: the parts of one text have no other name
                      on ? <mark key={part}>{text}</mark> : text,
                    )}
                  </span>
                  {hit.place && hit.place !== t('palette.command') && (
                    <small className="mute ellipsis">{hit.place}</small>
                  )}
                </div>
              );
            })}
          </div>
        ))}
      </div>
      {hits.length === 0 && (
        <p className="palette-none mute">{found.busy || q !== wanted ? t('common.loading') : t('palette.none')}</p>
      )}
      <p className="palette-foot" aria-hidden>
        <kbd>↑</kbd>
        <kbd>↓</kbd> {t('palette.keyMove')}
        <kbd>Enter</kbd> {t('palette.keyOpen')}
        <kbd>&gt;</kbd> {t('palette.keyCommand')}
        {found.busy && <span className="palette-busy">{t('palette.busy')}</span>}
      </p>
      <span className="visually-hidden" role="status">
        {wanted !== '' && !found.busy ? t('palette.count', { count: hits.length }) : ''}
      </span>
    </>
  );
}
