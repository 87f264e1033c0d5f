/** The kinds of fields, to be clicked, entered or dragged onto the canvas. */
import { AppstoreAddOutlined, SearchOutlined, SwitcherOutlined } from '@ant-design/icons';
import { Input, type InputRef, Tooltip } from 'antd';
import { type KeyboardEvent, type ReactNode, type RefObject, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import { useDrag } from '../../lib/dnd/DragArea';
import type { Kind } from '../../model/field';
import { takes } from './create';
import { fieldAt } from './document';
import { type Group, groups, KindIcon } from './kinds';
import { type Carried, useDesign } from './store';
import { useCanvas } from './surroundings';
import './palette.css';

export function Palette({ search }: { search: RefObject<InputRef | null> }) {
  const { t, i18n } = useTranslation('designer');
  const words = useWords();
  const { form, document, actions } = useCanvas();
  const table = useDesign(({ selection }) => (selection.at === 'fields' ? selection.table : undefined));
  const [asked, setAsked] = useState('');
  const list = useRef<HTMLDivElement>(null);
  const english = i18n.getFixedT('en', 'designer');

  const wanted = asked.trim().toLowerCase();
  // What other products call it counts as well, behind its own names.
  const texts = (kind: Kind) => [
    ...[kind, t(`kind.${kind}`), t(`kindAbout.${kind}`), english(`kind.${kind}`)],
    t(`kindAlso.${kind}`),
  ];
  const matches = (...found: readonly string[]) =>
    wanted === '' || found.some((text) => text.toLowerCase().includes(wanted));
  const found = (Object.keys(groups) as Group[])
    .map((group) => ({
      group,
      kinds: (groups[group] as readonly Kind[])
        .filter((kind) => matches(...texts(kind)))
        .sort((a, b) => rank(wanted, texts(a)) - rank(wanted, texts(b))),
    }))
    .filter(({ kinds }) => kinds.length > 0);
  const best = found
    .flatMap(({ kinds }) => kinds)
    .filter((kind) => takes(document, form, table, kind))
    .sort((a, b) => rank(wanted, texts(a)) - rank(wanted, texts(b)))[0];
  const layout = table === undefined && (matches(t('palette.section'), 'section') || matches(t('palette.tab'), 'tab'));

  const walk = (event: KeyboardEvent) => {
    const by = { ArrowDown: 2, ArrowUp: -2, ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const items = [...(list.current?.querySelectorAll<HTMLButtonElement>('button:not(:disabled)') ?? [])];
    if (by === undefined || items.length === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const at = items.indexOf(event.target as HTMLButtonElement);
    const next = at < 0 ? 0 : at + by;
    if (next < 0) search.current?.focus();
    else items[Math.min(next, items.length - 1)]?.focus();
  };

  return (
    <aside className="palette-pane" aria-label={t('palette.title')}>
      <h2>{t('palette.title')}</h2>
      <Input
        ref={search}
        allowClear
        prefix={<SearchOutlined className="mute" />}
        placeholder={t('palette.search')}
        aria-label={t('palette.search')}
        value={asked}
        onChange={({ target }) => setAsked(target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && best && wanted !== '') {
            event.preventDefault();
            setAsked('');
            actions.add(best);
          } else if (event.key === 'Escape' && asked !== '') setAsked('');
          else if (event.key === 'ArrowDown') walk(event);
        }}
      />
      {table === undefined ? (
        <p className="palette-hint">{t('palette.hint')}</p>
      ) : (
        <p className="palette-into">
          <span>{t('palette.into', { what: words(fieldAt(document, { form, field: table })?.label) })}</span>
          <button type="button" className="bare" onClick={() => actions.selectFields(undefined, [table])}>
            {t('palette.intoForm')}
          </button>
        </p>
      )}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows go from button to button */}
      <div className="palette-list" ref={list} onKeyDown={walk}>
        {found.map(({ group, kinds }) => (
          <section key={group} aria-label={t(`palette.${group}`)}>
            <h3>{t(`palette.${group}`)}</h3>
            <div className="kinds-group">
              {kinds.map((kind) => (
                <Item
                  key={kind}
                  id={kind}
                  carried={{ what: 'new', kind }}
                  icon={<KindIcon kind={kind} />}
                  name={t(`kind.${kind}`)}
                  about={t(`kindAbout.${kind}`)}
                  best={wanted !== '' && kind === best}
                  disabled={!takes(document, form, table, kind)}
                  add={() => actions.add(kind)}
                />
              ))}
              {group === 'layout' && layout && <Frames />}
            </div>
          </section>
        ))}
        {layout && !found.some(({ group }) => group === 'layout') && (
          <div className="kinds-group">
            <Frames />
          </div>
        )}
        {found.length === 0 && !layout && <p className="mute">{t('palette.none')}</p>}
      </div>
    </aside>
  );
}

/** How near a kind is to what was typed: its name before what is said about it. */
function rank(wanted: string, [key = '', name = '', , english = '']: readonly string[]): number {
  if (wanted === '') return 0;
  const names = [key, name, english].map((text) => text.toLowerCase());
  if (names.includes(wanted)) return 0;
  if (names.some((text) => text.startsWith(wanted))) return 1;
  return names.some((text) => text.includes(wanted)) ? 2 : 3;
}

function Frames() {
  const { t } = useTranslation('designer');
  const { actions } = useCanvas();
  return (
    <>
      <Item
        id="section"
        carried={{ what: 'section' }}
        icon={<AppstoreAddOutlined />}
        name={t('palette.section')}
        about={t('palette.sectionAbout')}
        add={() => actions.addSection()}
      />
      <Tooltip title={t('palette.tabAbout')} mouseEnterDelay={0.6} placement="right">
        <button type="button" className="palette-item" onClick={actions.addTab}>
          <SwitcherOutlined />
          <span className="ellipsis">{t('palette.tab')}</span>
        </button>
      </Tooltip>
    </>
  );
}

interface ItemProps {
  readonly id: string;
  readonly carried: Carried;
  readonly icon: ReactNode;
  readonly name: string;
  readonly about: string;
  readonly best?: boolean;
  readonly disabled?: boolean;
  readonly add: () => void;
}

function Item({ id, carried, icon, name, about, best = false, disabled = false, add }: ItemProps) {
  const { grip } = useDrag(`palette/${id}`, carried);
  return (
    <Tooltip title={about} mouseEnterDelay={0.6} placement="right">
      <button
        type="button"
        {...(disabled ? {} : grip)}
        className={`palette-item${best ? ' palette-best' : ''}`}
        disabled={disabled}
        onClick={add}
      >
        {icon}
        <span className="ellipsis">{name}</span>
      </button>
    </Tooltip>
  );
}
