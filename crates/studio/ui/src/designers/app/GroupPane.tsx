/** A group of the menu: its name, its sign, and what is in it. */
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import { IconPick } from '../parts/IconPick';
import { TextBox } from '../parts/TextBox';
import { useChange, useDocument } from '../shell/context';
import { isGroup, type MenuGroup, menuOf, replaced, type Way, without } from './menu';

interface Props {
  readonly way: Way;
  readonly group: MenuGroup;
  readonly onGone: () => void;
}

export function GroupPane({ way, group, onGone }: Props) {
  const { t } = useTranslation('apps');
  const words = useWords();
  const document = useDocument();
  const change = useChange();
  const menu = menuOf(document);
  const put = (next: MenuGroup) => change({ do: 'changeApp', set: { menu: replaced(menu, way, next) } });
  const inside = new Set(group.items.flatMap((item) => (isGroup(item) ? [] : [item.form])));
  return (
    <section className="menu-pane" aria-labelledby="group-title">
      <div className="card step-card">
        <h2 id="group-title">{t('menu.group')}</h2>
        <div className="name-fields wide-labels">
          <label htmlFor="group-label">{t('menu.groupName')}</label>
          <TextBox
            id="group-label"
            needed
            value={group.label}
            onChange={(label) => label && put({ ...group, label })}
          />
          <label htmlFor="group-icon">{t('icon')}</label>
          <div className="settings-short">
            <IconPick
              id="group-icon"
              value={group.icon ?? 'appstore'}
              none={t('icon')}
              onChange={(icon) => icon && put({ ...group, icon })}
            />
          </div>
          <label htmlFor="group-add">{t('menu.groupAdd')}</label>
          <Select
            id="group-add"
            className="settings-short"
            value={null}
            placeholder={t('menu.chooseForm')}
            onChange={(form: string | null) => form && put({ ...group, items: [...group.items, { form }] })}
            options={Object.values(document.forms)
              .filter(({ key }) => !inside.has(key))
              .map(({ key, label }) => ({ value: key, label: words(label) }))}
          />
        </div>
        <p>
          <Button
            onClick={() => {
              const [top] = way;
              change({
                do: 'changeApp',
                set: { menu: [...menu.slice(0, top), ...group.items, ...menu.slice(top + 1)] },
              });
              onGone();
            }}
          >
            {t('menu.ungroup')}
          </Button>{' '}
          <Button
            danger
            type="text"
            onClick={() => {
              change({ do: 'changeApp', set: { menu: without(menu, way) } });
              onGone();
            }}
          >
            {t('menu.removeGroup')}
          </Button>
        </p>
      </div>
    </section>
  );
}
