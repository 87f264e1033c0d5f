/** The views of a form as tabs; each is an address of its own. */
import { CalendarOutlined, ProjectOutlined, TableOutlined } from '@ant-design/icons';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import type { FormModel, View } from '../../model/app';
import { useApp } from '../../model/context';

const icons: Record<string, ReactNode> = {
  table: <TableOutlined aria-hidden />,
  kanban: <ProjectOutlined aria-hidden />,
  calendar: <CalendarOutlined aria-hidden />,
};

export function ViewTabs({ form, views, current }: { form: FormModel; views: readonly View[]; current: View }) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const { form: key } = useParams({ from: '/shell/a/$app/$form' });
  return (
    <nav className="view-tabs" aria-label={t('list.views', { form: words(form.label) })}>
      {views.map((view) => (
        <Link
          key={view.key}
          to="/a/$app/$form"
          params={{ app: app.key, form: key }}
          search={view.key ? { view: view.key } : {}}
          className="view-tab"
          activeProps={{}}
          {...(view.key === current.key ? { 'aria-current': 'page' as const } : {})}
        >
          {icons[view.kind]}
          {words(view.label)}
        </Link>
      ))}
    </nav>
  );
}
