/** The menu and the lists: the menu on the left, the form that is chosen in it with its views on the right. */
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Empty } from '../../components/State';
import '../../pages/apps/catalogue';
import '../parts/catalogue';
import { NewForm } from '../form/NewForm';
import { DesignScope } from '../parts/Design';
import { useChange, useDesigning, useDocument } from '../shell/context';
import { useShell } from '../shell/state';
import { FormPane } from './FormPane';
import { GroupPane } from './GroupPane';
import { MenuTree } from './MenuTree';
import { entries, entryAt, isGroup, menuOf, type Way } from './menu';
import '../../pages/apps/apps.css';
import '../parts/drop.css';
import '../parts/panel.css';
import './app.css';

export type Chosen = { readonly way: Way } | { readonly form: string };

export function MenuStep() {
  const { t } = useTranslation('apps');
  const { published } = useDesigning();
  const document = useDocument();
  const onChange = useChange();
  const menu = menuOf(document);
  const [chosen, setChosen] = useState<Chosen>({ way: [0] });
  // A problem was followed here: its view is the one to look at.
  const listed = useShell((state) => state.listed);
  const [view, setView] = useState<string>();
  useEffect(() => {
    if (!listed) return;
    const found = entries(menu).find(({ item }) => !isGroup(item) && item.form === listed.form);
    setChosen(found ? { way: found.way } : { form: listed.form });
    setView(listed.view);
    useShell.setState({ listed: undefined });
  }, [listed, menu]);
  const entry = 'way' in chosen ? entryAt(menu, chosen.way) : undefined;
  const form = document.forms['form' in chosen ? chosen.form : entry && !isGroup(entry) ? entry.form : ''];
  return (
    <DesignScope document={document} published={published} onChange={onChange}>
      <main className="design-step menu-step">
        <MenuTree chosen={chosen} onChoose={setChosen} />
        {entry && isGroup(entry) && 'way' in chosen ? (
          <GroupPane key={chosen.way.join()} way={chosen.way} group={entry} onGone={() => setChosen({ way: [0] })} />
        ) : form ? (
          <FormPane
            key={`${form.key} ${view ?? ''}`}
            form={form}
            view={view}
            {...('way' in chosen && entry && !isGroup(entry) ? { entry: { way: chosen.way, item: entry } } : {})}
            onForm={(key) => setChosen(key === undefined ? { way: [0] } : { form: key })}
          />
        ) : (
          <Empty title={t('menu.nothing')} hint={t('menu.nothingHint')} action={<NewForm />} />
        )}
      </main>
    </DesignScope>
  );
}
