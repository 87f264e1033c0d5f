/** What stands around the canvas: fetched when first shown, and made ready while the browser rests. */
import { Loading } from '../../components/State';
import { later } from '../../lib/later';
import { ConditionEditor, OptionsEditor, OwnBox, Workshop } from '../parts/late';

export const PropertyPanel = later(
  async () => ({ default: (await import('../properties/PropertyPanel')).PropertyPanel }),
  <Loading rows={6} />,
);
export const JsonTab = later(async () => ({ default: (await import('./JsonTab')).JsonTab }), <Loading />);
export const NewFormDialog = later(async () => ({ default: (await import('./NewFormDialog')).NewFormDialog }));
export const Shortcuts = later(async () => ({ default: (await import('./Shortcuts')).Shortcuts }));
export const Removal = later(async () => ({ default: (await import('./Removal')).Removal }));
export const Preview = later(async () => ({ default: (await import('./Preview')).Preview }));

/** In the order in which people come to them. */
export const soon = [
  PropertyPanel,
  OwnBox,
  ConditionEditor,
  OptionsEditor,
  Removal,
  Preview,
  JsonTab,
  Workshop,
  NewFormDialog,
  Shortcuts,
].map(({ fetch }) => fetch);
