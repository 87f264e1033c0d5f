/** A form as the app designer sees it: its place in the menu, its views, copying and removing it. */
import {
  CopyOutlined,
  DeleteOutlined,
  EyeInvisibleOutlined,
  FormOutlined,
  HolderOutlined,
  PlusOutlined,
} from '@ant-design/icons';
import { Link } from '@tanstack/react-router';
import { Button, Select, Tooltip } from 'antd';
import { type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons';
import { useWords } from '../../i18n/text';
import type { FormDoc, ViewDoc } from '../form/document';
import { useReorder } from '../options/useReorder';
import { useChange, useDesigning, useDocument } from '../shell/context';
import { type MenuForm, menuOf, replaced, type Way, without } from './menu';
import { RemoveForm } from './RemoveForm';
import { ViewEditor } from './ViewEditor';
import { copyForm, newView, plainName, reorder, replaceAt } from './views';

interface Props {
  readonly form: FormDoc;
  /** The view to begin with. */
  readonly view?: string | undefined;
  readonly entry?: { readonly way: Way; readonly item: MenuForm };
  readonly onForm: (key: string | undefined) => void;
}

export function FormPane({ form, view: wanted, entry, onForm }: Props) {
  const { t } = useTranslation('apps');
  const words = useWords();
  const { draft } = useDesigning();
  const document = useDocument();
  const change = useChange();
  const [removing, setRemoving] = useState(false);
  const [made, setMade] = useState<string>();
  const views = form.views ?? [];
  const first = Math.max(
    0,
    views.findIndex(({ key }) => key === (views.some((each) => each.key === wanted) ? wanted : entry?.item.view)),
  );
  const [at, setAt] = useState(first);
  const view = views[at] ?? views[0];
  const put = (next: readonly ViewDoc[]) => change({ do: 'changeForm', form: form.key, set: { views: next } });
  const { list, drop, handle } = useReorder(({ from, to }) => put(reorder(views, from, to)));
  const menu = menuOf(document);
  const duplicate = () => {
    const copy = copyForm(document, form, t('menu.copyOf', { form: words(form.label) }));
    change({
      do: 'several',
      changes: [
        { do: 'putForm', form: copy },
        { do: 'changeApp', set: { menu: [...menu, { form: copy.key }] } },
      ],
    });
    onForm(copy.key);
  };
  const onKey = (event: KeyboardEvent, index: number) => {
    const by = event.key === 'ArrowLeft' ? -1 : event.key === 'ArrowRight' ? 1 : 0;
    if (by === 0 || !event.altKey) return;
    event.preventDefault();
    const to = by > 0 ? index + 2 : index - 1;
    if (to < 0 || to > views.length) return;
    put(reorder(views, index, to));
    setAt(index + by);
  };
  return (
    <section className="menu-pane" aria-label={words(form.label)}>
      <header className="pane-head">
        <span aria-hidden>
          <Icon name={form.icon} />
        </span>
        <h2 className="ellipsis">{words(form.label)}</h2>
        <code className="mute">{form.key}</code>
        <span className="topbar-space" />
        <Link
          className="bordered-link"
          to="/design/$app/form/$form"
          params={{ app: draft.getState().app, form: form.key }}
        >
          <FormOutlined aria-hidden /> {t('menu.editForm')}
        </Link>
        <Button icon={<CopyOutlined />} onClick={duplicate}>
          {t('menu.duplicate')}
        </Button>
        <Tooltip title={t('menu.removeForm')}>
          <Button
            danger
            icon={<DeleteOutlined />}
            aria-label={t('menu.removeForm')}
            onClick={() => setRemoving(true)}
          />
        </Tooltip>
      </header>
      {entry && (
        <div className="card step-card pane-entry">
          <label htmlFor="entry-view">{t('menu.opens')}</label>
          <Select
            id="entry-view"
            className="settings-short"
            value={entry.item.view ?? ''}
            onChange={(key) =>
              change({
                do: 'changeApp',
                set: {
                  menu: replaced(menu, entry.way, key === '' ? { form: form.key } : { form: form.key, view: key }),
                },
              })
            }
            options={[
              { value: '', label: t('menu.firstView') },
              ...views.map(({ key, label }) => ({ value: key, label: words(label) })),
            ]}
          />
          <Button
            icon={<EyeInvisibleOutlined />}
            onClick={() => {
              change({ do: 'changeApp', set: { menu: without(menu, entry.way) } });
              onForm(form.key);
            }}
          >
            {t('menu.hide')}
          </Button>
        </div>
      )}
      <div className="card pane-views">
        <div className="pane-tabs">
          <ul ref={list} className="designed-views" aria-label={t('menu.views')}>
            {views.map((each, index) => (
              <li
                key={each.key}
                data-row
                className={`${drop?.to === index && drop.from !== index ? 'goes-before' : ''}${drop?.from === index ? ' lifted' : ''}`}
              >
                <span className="menu-handle" aria-hidden {...handle(index)}>
                  <HolderOutlined />
                </span>
                <button
                  type="button"
                  aria-current={each === view}
                  aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
                  onClick={() => setAt(index)}
                  onKeyDown={(event) => onKey(event, index)}
                >
                  {words(each.label)}
                </button>
              </li>
            ))}
          </ul>
          <Button
            type="text"
            icon={<PlusOutlined />}
            onClick={() => {
              const added = newView(form, plainName(views, t('view.table')));
              put([...views, added]);
              setAt(views.length);
              setMade(added.key);
            }}
          >
            {t('menu.addView')}
          </Button>
        </div>
        {view ? (
          <ViewEditor
            key={view.key}
            form={form}
            view={view}
            fresh={view.key === made}
            onChange={(next) => put(replaceAt(views, views.indexOf(view), next))}
            onRemove={() => {
              put(views.filter((each) => each !== view));
              setAt(0);
            }}
          />
        ) : (
          <p className="mute pane-none">{t('menu.noViews')}</p>
        )}
      </div>
      {removing && <RemoveForm form={form} onClose={() => setRemoving(false)} onRemoved={() => onForm(undefined)} />}
    </section>
  );
}
