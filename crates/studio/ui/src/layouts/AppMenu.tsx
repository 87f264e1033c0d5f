/** The menu of an app as its definition has it; below it the trash, for those who may delete something. */
import { Link, useParams, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useWords } from '../i18n/text';
import type { AppModel, MenuForm } from '../model/app';
import { entryOf, isGroup, visibleMenu } from '../model/menu';

export function AppMenu({ app, onGo }: { app: AppModel; onGo?: (() => void) | undefined }) {
  const { t } = useTranslation();
  const words = useWords();
  const here = useParams({ strict: false });
  const search: { view?: string } = useSearch({ strict: false });
  const current = here.app === app.key && here.form ? entryOf(app, here.form, search.view) : undefined;
  const deletes = Object.values(app.forms).some((form) => form.rights.delete);
  return (
    <ul className="nav-menu">
      {visibleMenu(app).map((item) =>
        isGroup(item) ? (
          <li key={words(item.label)}>
            <h3 className="nav-group">{words(item.label)}</h3>
            <ul>
              {item.items.map((inner) => (
                <FormEntry
                  key={`${inner.form} ${inner.view}`}
                  app={app}
                  item={inner}
                  current={inner === current}
                  onGo={onGo}
                />
              ))}
            </ul>
          </li>
        ) : (
          <FormEntry key={`${item.form} ${item.view}`} app={app} item={item} current={item === current} onGo={onGo} />
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

interface EntryProps {
  readonly app: AppModel;
  readonly item: MenuForm;
  readonly current: boolean;
  readonly onGo: (() => void) | undefined;
}

function FormEntry({ app, item, current, onGo }: EntryProps) {
  const words = useWords();
  const form = app.forms[item.form];
  if (!form) return null;
  return (
    <li>
      <Link
        to="/a/$app/$form"
        params={{ app: app.key, form: item.form }}
        search={item.view ? { view: item.view } : {}}
        className="nav-item nav-form"
        activeProps={{}}
        {...(current ? { 'aria-current': 'page' as const } : {})}
        onClick={() => onGo?.()}
      >
        <span className="ellipsis">{words(item.label) || words(form.label)}</span>
      </Link>
    </li>
  );
}
