/** Carrying fields from place to place: by the pointer, by the arrow keys from stop to stop, or a stop at a time. */
import type { Kind } from '../../model/field';
import type { Surroundings } from './actions';
import { boardOf, spotOf } from './board';
import { type AppDocument, type Change, type FieldDoc, fieldAt, fieldsIn } from './model';
import { mayPut, placesFor } from './place';
import type { Carried, DesignStore, Target } from './store';

interface Basics {
  readonly form: string;
  readonly design: DesignStore;
  readonly words: Surroundings['words'];
  readonly document: () => AppDocument;
  readonly say: (said: string) => void;
  readonly labelOf: (field: FieldDoc | undefined) => string;
  readonly fieldsOf: (table: string | undefined, keys: readonly string[]) => readonly FieldDoc[];
  readonly selected: () => { readonly table?: string; readonly fields: readonly string[] };
  readonly selectFields: (table: string | undefined, fields: readonly string[]) => void;
  readonly focus: (table: string | undefined, field: string) => void;
  readonly change: (change: Change) => void;
  readonly add: (kind: Kind, target: Target) => void;
  readonly addSection: (at: { readonly tab: number; readonly at: number }) => void;
}

export function createCarrying(basics: Basics) {
  const {
    form,
    design,
    words,
    document,
    say,
    labelOf,
    fieldsOf,
    selected,
    selectFields,
    focus,
    change,
    add,
    addSection,
  } = basics;
  const formDoc = () => document().forms[form];
  const set = design.setState;

  /** Whether what is carried may go there. */
  const fits = (carried: Carried, target: Target): boolean => {
    const doc = formDoc();
    if (!doc || target.in === 'table') return target.in === 'table';
    const fields = carried.what === 'fields' ? fieldsOf(undefined, carried.fields) : [];
    const probe: FieldDoc = { key: ' new', kind: carried.what === 'new' ? carried.kind : 'text' };
    return mayPut(boardOf(doc), doc.fields, carried.what === 'fields' ? fields : [probe], target.place);
  };

  const drop = (carried: Carried, target: Target | undefined) => {
    set({ carried: undefined, target: undefined, stops: undefined });
    if (!target || !fits(carried, target)) return;
    if (carried.what === 'new') return add(carried.kind, target);
    if (carried.what === 'section')
      return target.in === 'rows' ? addSection({ tab: target.place.tab, at: target.place.section + 1 }) : undefined;
    if (carried.what === 'column' && target.in === 'table' && target.table === carried.table) {
      const from = fieldsIn(document(), form, carried.table).findIndex(({ key }) => key === carried.field);
      change({
        do: 'moveColumn',
        form,
        table: carried.table,
        field: carried.field,
        to: target.index > from ? target.index - 1 : target.index,
      });
      selectFields(carried.table, [carried.field]);
      focus(carried.table, carried.field);
    }
    if (carried.what === 'fields' && target.in === 'rows') {
      change({ do: 'moveFields', form, fields: carried.fields, to: target.place });
      selectFields(undefined, carried.fields);
      focus(undefined, carried.fields[0] ?? '');
    }
    say(words.say('dropped', whatOf(carried), { place: words.place(target, document()) }));
  };

  const whatOf = (carried: Carried): string => {
    if (carried.what === 'new') return words.kind(carried.kind);
    if (carried.what === 'section') return words.newSection;
    if (carried.what === 'column')
      return labelOf(fieldAt(document(), { form, table: carried.table, field: carried.field }));
    return labelOf(fieldAt(document(), { form, field: carried.fields[0] ?? '' }));
  };

  /** Every place where it could go; its own is among them when it comes from the canvas. */
  const stopsFor = (carried: Carried): readonly Target[] => {
    const doc = formDoc();
    if (!doc || carried.what === 'section' || carried.what === 'new') return [];
    if (carried.what === 'column') {
      const columns = fieldsIn(document(), form, carried.table);
      const from = columns.findIndex(({ key }) => key === carried.field);
      return Array.from(
        { length: columns.length + 1 },
        (_, index): Target => ({ in: 'table', table: carried.table, index }),
      ).filter((target) => target.in === 'table' && target.index !== from && target.index !== from + 1);
    }
    return placesFor(boardOf(doc), doc.fields, fieldsOf(undefined, carried.fields)).map(
      (place): Target => ({ in: 'rows', place }),
    );
  };

  /** The first stop behind where it stands now. */
  const startOf = (carried: Carried, stops: readonly Target[]): number => {
    const doc = formDoc();
    if (carried.what === 'column') {
      const from = fieldsIn(document(), form, carried.table).findIndex(({ key }) => key === carried.field);
      return stops.findIndex((target) => target.in === 'table' && target.index > from);
    }
    const spot = doc && carried.what === 'fields' ? spotOf(boardOf(doc), carried.fields[0] ?? '') : undefined;
    if (!spot) return 0;
    const here = [spot.tab, spot.section, spot.row, spot.column];
    return stops.findIndex((target) => {
      if (target.in !== 'rows') return false;
      const { place } = target;
      const there = [
        place.tab,
        place.section,
        place.at === 'row' ? place.row - 0.5 : place.row,
        place.at === 'row' ? -1 : place.column,
      ];
      for (const [index, value] of there.entries()) if (value !== here[index]) return value > (here[index] ?? 0);
      return false;
    });
  };

  const carriedOf = (): Carried | undefined => {
    const { table, fields } = selected();
    if (fields.length === 0) return undefined;
    return table === undefined ? { what: 'fields', fields } : { what: 'column', table, field: fields[0] ?? '' };
  };

  const at = (carried: Carried, all: readonly Target[], index: number) => {
    const target = all[index];
    if (!target) return;
    set({ target, stops: { all, index }, ...(target.in === 'rows' ? { tab: target.place.tab } : {}) });
    say(
      words.say('over', whatOf(carried), {
        place: words.place(target, document()),
        index: index + 1,
        count: all.length,
      }),
    );
  };

  const lift = () => {
    const carried = carriedOf();
    if (!carried) return;
    const all = stopsFor(carried);
    if (all.length === 0) return say(words.say('nowhere', whatOf(carried)));
    const found = startOf(carried, all);
    set({ carried, stops: { all, index: -1 }, target: undefined });
    const index = found < 0 ? all.length - 1 : found;
    set({ target: all[index], stops: { all, index } });
    say(words.say('lifted', whatOf(carried)));
  };

  const step = (by: number) => {
    const { carried, stops } = design.getState();
    if (carried && stops) at(carried, stops.all, Math.min(stops.all.length - 1, Math.max(0, stops.index + by)));
  };

  const land = () => {
    const { carried, target } = design.getState();
    if (carried) drop(carried, target);
  };

  const cancel = () => {
    const { carried } = design.getState();
    set({ carried: undefined, target: undefined, stops: undefined });
    if (carried) say(words.say('cancelled', whatOf(carried)));
  };

  /** Moves what is selected to the next stop at once. */
  const nudge = (by: number) => {
    const carried = carriedOf();
    if (!carried) return;
    const all = stopsFor(carried);
    const next = startOf(carried, all);
    const after = next < 0 ? all.length : next;
    const target = all[by > 0 ? after : after - 1];
    if (target) drop(carried, target);
    else say(words.say('nowhere', whatOf(carried)));
  };

  return { drop, fits, whatOf, lift, step, land, cancel, nudge };
}
