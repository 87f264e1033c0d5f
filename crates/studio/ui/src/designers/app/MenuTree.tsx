/** The menu as it will be seen: entries are dragged by their handle or moved by the keyboard, into groups and out of them. */
import { FolderAddOutlined, HolderOutlined, PlusOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons';
import { useWords } from '../../i18n/text';
import { NewForm } from '../form/NewForm';
import { useReorder } from '../options/useReorder';
import { useChange, useDocument } from '../shell/context';
import type { Chosen } from './MenuStep';
import { entries, isGroup, type MenuItem, menuOf, missing, moved, sameWay, stepped, type Way, without } from './menu';

interface Props {
  readonly chosen: Chosen;
  readonly onChoose: (chosen: Chosen) => void;
}

export function MenuTree({ chosen, onChoose }: Props) {
  const { t } = useTranslation('apps');
  const words = useWords();
  const document = useDocument();
  const change = useChange();
  const menu = menuOf(document);
  const lines = entries(menu);
  const [said, setSaid] = useState('');
  const focus = useRef<Way>(undefined);
  const put = (next: readonly MenuItem[]) => change({ do: 'changeApp', set: { menu: next } });
  const { list, drop, handle } = useReorder(({ from, to }) => {
    const item = lines[from];
    const target = lines[to];
    if (!item) return;
    const next = moved(menu, item.way, target?.way ?? [menu.length]);
    if (next !== menu) put(next);
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the entry that was moved keeps the focus
  useEffect(() => {
    if (!focus.current) return;
    list.current?.querySelector<HTMLElement>(`[data-way="${focus.current.join('.')}"]`)?.focus();
    focus.current = undefined;
  }, [menu]);

  const nameOf = (item: MenuItem) => {
    if (isGroup(item)) return words(item.label);
    const form = document.forms[item.form];
    const view = form?.views?.find(({ key }) => key === item.view);
    return view ? `${words(form?.label)} · ${words(view.label)}` : words(form?.label) || item.form;
  };
  const onKey = (event: KeyboardEvent, way: Way, index: number) => {
    const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
    if (by !== 0 && event.altKey) {
      event.preventDefault();
      const next = stepped(menu, way, by);
      if (next.menu === menu) return;
      focus.current = next.way;
      put(next.menu);
      onChoose({ way: next.way });
      const item = lines[index]?.item;
      const at = entries(next.menu).findIndex((line) => sameWay(line.way, next.way));
      if (item) setSaid(t('menu.moved', { name: nameOf(item), place: at + 1, count: lines.length }));
    } else if (by !== 0) {
      event.preventDefault();
      const beside = lines[index + by];
      if (beside) list.current?.querySelector<HTMLElement>(`[data-way="${beside.way.join('.')}"]`)?.focus();
    } else if (event.key === 'Delete') {
      event.preventDefault();
      put(without(menu, way));
    }
  };
  const addGroup = () => {
    const first = missing(document)[0] ?? Object.keys(document.forms)[0];
    if (first === undefined) return;
    put([...menu, { label: t('menu.newGroup'), icon: 'appstore', items: [{ form: first }] }]);
    onChoose({ way: [menu.length] });
  };
  const others = missing(document);
  return (
    <aside className="menu-tree" aria-label={t('menu.title')}>
      <div className="menu-head">
        <h2>{t('menu.title')}</h2>
        <Button
          size="small"
          icon={<FolderAddOutlined />}
          disabled={Object.keys(document.forms).length === 0}
          onClick={addGroup}
        >
          {t('menu.addGroup')}
        </Button>
      </div>
      <p className="mute small">{t('menu.about')}</p>
      <ul ref={list} className="menu-lines">
        {lines.map(({ way, item }, index) => {
          const active = 'way' in chosen && sameWay(chosen.way, way);
          const icon = isGroup(item) ? item.icon : document.forms[item.form]?.icon;
          const mark =
            drop && drop.from !== index && drop.to === index
              ? ' goes-before'
              : drop?.to === lines.length && index === lines.length - 1
                ? ' goes-after'
                : '';
          return (
            <li
              key={way.join('.')}
              data-row
              className={`menu-line${way.length === 2 ? ' inside' : ''}${isGroup(item) ? ' group' : ''}${mark}${drop?.from === index ? ' lifted' : ''}`}
            >
              <span className="menu-handle" aria-hidden {...handle(index)}>
                <HolderOutlined />
              </span>
              <button
                type="button"
                className="menu-entry"
                data-way={way.join('.')}
                aria-current={active}
                aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown Delete"
                onClick={() => onChoose({ way })}
                onKeyDown={(event) => onKey(event, way, index)}
              >
                <span aria-hidden>
                  <Icon name={icon} />
                </span>
                <span className="ellipsis">{nameOf(item)}</span>
              </button>
            </li>
          );
        })}
      </ul>
      <NewForm plain />
      {others.length > 0 && (
        <section aria-labelledby="menu-others">
          <h3 id="menu-others" className="mute small">
            {t('menu.others')}
          </h3>
          <ul className="menu-lines">
            {others.map((key) => (
              <li key={key} className="menu-line">
                <button
                  type="button"
                  className="menu-entry"
                  aria-current={'form' in chosen && chosen.form === key}
                  onClick={() => onChoose({ form: key })}
                >
                  <span aria-hidden>
                    <Icon name={document.forms[key]?.icon} />
                  </span>
                  <span className="ellipsis">{words(document.forms[key]?.label)}</span>
                </button>
                <Button
                  size="small"
                  type="text"
                  icon={<PlusOutlined />}
                  aria-label={t('menu.addForm', { form: words(document.forms[key]?.label) })}
                  onClick={() => {
                    put([...menu, { form: key }]);
                    onChoose({ way: [menu.length] });
                  }}
                />
              </li>
            ))}
          </ul>
        </section>
      )}
      <output className="visually-hidden" aria-live="polite">
        {said}
      </output>
    </aside>
  );
}
