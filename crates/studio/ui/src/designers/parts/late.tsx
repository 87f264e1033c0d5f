/** What panels need only for some properties: fetched when first shown, and made ready while the browser rests. */
import { Skeleton } from 'antd';
import { later } from '../../lib/later';

const box = <Skeleton.Input active block />;

/** The box of a field's own kind: date pickers, trees, links, files. */
export const OwnBox = later(() => import('./OwnBox'), box);

/** Conditions as sentences, with pickers. */
export const ConditionEditor = later(
  async () => ({ default: (await import('./condition/ConditionEditor')).ConditionEditor }),
  box,
);

/** The list of options of one field. */
export const OptionsEditor = later(
  async () => ({ default: (await import('../options/OptionsEditor')).OptionsEditor }),
  box,
);

/** The editor of a formula with all the room it wants. */
export const Workshop = later(async () => ({ default: (await import('./formula/Workshop')).Workshop }));

/** The signs that a form or a group may carry. */
export const IconGrid = later(async () => ({ default: (await import('../../pages/apps/IconGrid')).IconGrid }), box);
