/** The forms in which the caller may create a record, as buttons. */
import { useQueries } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { appQuery } from '../api/apps';
import type { Me } from '../api/session';
import { useWords } from '../i18n/text';
import { menuForms } from '../model/menu';

export function CreateList({ me, onGo, most = 12 }: { me: Me; onGo?: () => void; most?: number }) {
  const { t } = useTranslation();
  const words = useWords();
  const models = useQueries({ queries: me.apps.slice(0, 4).map(({ key }) => appQuery(key)) });
  const entries = models.flatMap(({ data: app }) => {
    if (!app) return [];
    const forms = [...new Set(menuForms(app).map(({ form }) => form))];
    return forms.flatMap((key) => {
      const form = app.forms[key];
      return form?.rights.create ? [{ app: app.key, form: key, label: words(form.label) }] : [];
    });
  });
  if (entries.length === 0) return <p className="mute create-none">{t('workbench.createNone')}</p>;
  return (
    <div className="create-list">
      {entries.slice(0, most).map(({ app, form, label }) => (
        <Link
          key={`${app}/${form}`}
          to="/a/$app/$form/new"
          params={{ app, form }}
          className="create-entry ellipsis"
          onClick={() => onGo?.()}
        >
          {label}
        </Link>
      ))}
    </div>
  );
}
