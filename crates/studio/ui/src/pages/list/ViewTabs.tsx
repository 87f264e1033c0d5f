/** The views of a form as tabs; each is an address of its own. The open one has a menu to save, share and copy it. */
import {
  AppstoreOutlined,
  BarsOutlined,
  CalendarOutlined,
  PartitionOutlined,
  ProjectOutlined,
  TableOutlined,
  UsergroupAddOutlined,
} from '@ant-design/icons';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useWords } from '../../i18n/text';
import type { FormModel } from '../../model/app';
import { useApp } from '../../model/context';
import type { KnownView } from './known';
import type { ListPlace } from './useListPlace';
import { ViewMenu } from './ViewMenu';

const icons: Record<string, ReactNode> = {
  table: <TableOutlined aria-hidden />,
  kanban: <ProjectOutlined aria-hidden />,
  calendar: <CalendarOutlined aria-hidden />,
  gantt: <BarsOutlined aria-hidden />,
  gallery: <AppstoreOutlined aria-hidden />,
  tree: <PartitionOutlined aria-hidden />,
};

interface Props {
  readonly form: FormModel;
  readonly views: readonly KnownView[];
  readonly current: KnownView;
  readonly place: ListPlace;
}

export function ViewTabs({ form, views, current, place }: Props) {
  const { t } = useTranslation();
  const words = useWords();
  const app = useApp();
  const { form: key } = useParams({ from: '/shell/a/$app/$form' });
  const bar = useRef<HTMLElement>(null);
  const shown = current.view.key;
  // On a phone the view that is shown may stand beyond the edge, and its menu with it. The next frame knows where.
  useEffect(() => {
    if (shown === undefined) return;
    const frame = requestAnimationFrame(() =>
      bar.current
        ?.querySelector('[aria-current]')
        ?.closest('.view-place')
        ?.scrollIntoView({ inline: 'nearest', block: 'nearest' }),
    );
    return () => cancelAnimationFrame(frame);
  }, [shown]);
  return (
    <nav ref={bar} className="view-tabs" aria-label={t('list.views', { form: words(form.label) })}>
      {views.map(({ view, saved }) => (
        <span key={view.key} className="view-place">
          <Link
            to="/a/$app/$form"
            params={{ app: app.key, form: key }}
            search={view.key ? { view: view.key } : {}}
            className="view-tab"
            activeProps={{}}
            {...(view.key === current.view.key ? { 'aria-current': 'page' as const } : {})}
          >
            {icons[view.kind]}
            {words(view.label)}
            {saved && saved.roles.length > 0 && (
              <UsergroupAddOutlined className="mute" aria-label={t('views.shared')} />
            )}
          </Link>
          {view.key === current.view.key && <ViewMenu form={form} known={current} place={place} />}
        </span>
      ))}
    </nav>
  );
}
