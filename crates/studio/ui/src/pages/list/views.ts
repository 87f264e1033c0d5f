/** The kinds of views that the screens can show. Further kinds become one entry here and one file. */
import { type ComponentType, lazy } from 'react';
import type { FormModel, View } from '../../model/app';
import { TableView } from './TableView';
import type { ListPlace } from './useListPlace';

export interface ViewProps {
  readonly form: FormModel;
  readonly view: View;
  readonly place: ListPlace;
}

const kinds: Record<string, ComponentType<ViewProps>> = {
  table: TableView,
  kanban: lazy(() => import('./kanban/KanbanView')),
  calendar: lazy(() => import('./calendar/CalendarView')),
  gantt: lazy(() => import('./gantt/GanttView')),
  gallery: lazy(() => import('./gallery/GalleryView')),
  tree: lazy(() => import('./tree/TreeView')),
};

export const viewOf = (kind: string): ComponentType<ViewProps> | undefined => kinds[kind];
export const isShown = (view: View): boolean => Object.hasOwn(kinds, view.kind);
