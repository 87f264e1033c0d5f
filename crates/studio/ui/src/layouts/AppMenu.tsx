/** The menu of an app as its definition has it; below it the trash, for those who may delete something. */
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/text';
import type { AppModel, MenuForm } from '../model/app';
import { isGroup, visibleMenu } from '../model/menu';

export function AppMenu({ app, onGo }: { app: AppModel; onGo?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const words = useWords();
  const deletes = Object.values(app.forms).some((form) => form.rights.delete);
  return (
    <ul className="nav-menu">
      {visibleMenu(app).map((item) =>
        isGroup(item) ? (
          <li key={words(item.label)}>
            <h3 className="nav-group">{words(item.label)}</h3>
            <ul>
              {item.items.map((inner) => (
                <FormEntry key={`${inner.form} ${inner.view}`} app={app} item={inner} onGo={onGo} />
              ))}
            </ul>
          </li>
        ) : (
          <FormEntry key={`${item.form} ${item.view}`} app={app} item={item} onGo={onGo} />
        ),
      )}
      {deletes && (
        <li className="nav-trash">
          <Link
            to="/a/$app/-/trash"
            params={{ app: app.key }}
            className="nav-item nav-form"
            activeProps={{ 'aria-current': 'page' }}
            onClick={() => onGo?.()}
          >
            {t('shell.trash')}
          </Link>
        </li>
      )}
    </ul>
  );
}

function FormEntry({ app, item, onGo }: { app: AppModel; item: MenuForm; onGo: (() => void) | undefined }) {
  const words = useWords();
  const form = app.forms[item.form];
  const here = useParams({ strict: false });
  const search: { view?: string } = useSearch({ strict: false });
  if (!form) return null;
  // Two entries of one form differ by their view; a record of the form lights the first of them.
  const active =
    here.app === app.key &&
    here.form === item.form &&
    (item.view === undefined || search.view === undefined || search.view === item.view);
  return (
    <li>
      <Link
        to="/a/$app/$form"
        params={{ app: app.key, form: item.form }}
        search={item.view ? { view: item.view } : {}}
        className="nav-item nav-form"
        activeProps={{}}
        {...(active ? { 'aria-current': 'page' as const } : {})}
        onClick={() => onGo?.()}
      >
        <span className="ellipsis">{words(item.label) || words(form.label)}</span>
      </Link>
    </li>
  );
}
