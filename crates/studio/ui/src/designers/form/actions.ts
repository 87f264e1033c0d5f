/** What a person can do on the canvas, for mouse, touch and keyboard alike. Each act is one step that can be taken back, and is said aloud. */
import type { Kind, Text } from '../../model/field';
import type { DraftStore } from '../shell/draft';
import { boardOf, openTab as openTabOf, orderOf, spotOf } from './board';
import { createCarrying } from './carry';
import { copied, newField, pasted, readCopied, type Words } from './create';
import { type AppDocument, type Change, type FieldDoc, fieldAt, fieldsIn, type Selection } from './model';
import type { Place } from './place';
import type { StepName } from './steps';
import type { DesignStore, Naming, Target } from './store';

export interface Surroundings {
  readonly form: string;
  readonly draft: DraftStore;
  readonly design: DesignStore;
  readonly published: AppDocument | undefined;
  readonly words: Words & {
    readonly of: (text: Text | undefined) => string;
    readonly newSection: string;
    readonly newTab: string;
    readonly place: (target: Target, document: AppDocument) => string;
    readonly say: (key: Said, what: string, more?: { place: string; index?: number; count?: number }) => string;
    readonly count: (key: 'copied' | 'pasted', count: number) => string;
    readonly nothingToPaste: string;
  };
}

export type Said = 'lifted' | 'over' | 'dropped' | 'cancelled' | 'nowhere' | 'added' | 'removed';

export type Actions = ReturnType<typeof createActions>;

export function createActions({ form, draft, design, published, words }: Surroundings) {
  let turns = 0;
  const document = () => draft.getState().history.present;
  const formDoc = () => document().forms[form];
  const change = (each: Change, name?: StepName) => draft.getState().change(each, name);
  const set = design.setState;
  const say = (said: string) => set({ said });
  const labelOf = (field: FieldDoc | undefined) => words.of(field?.label) || (field ? words.kind(field.kind) : '');

  const selected = (): { table?: string; fields: readonly string[] } => {
    const { selection } = design.getState();
    if (selection.at !== 'fields') return { fields: [] };
    return { fields: selection.fields, ...(selection.table === undefined ? {} : { table: selection.table }) };
  };
  const select = (selection: Selection) => {
    const board = formDoc() && boardOf(formDoc() as NonNullable<ReturnType<typeof formDoc>>);
    const key = selection.at === 'fields' ? (selection.table ?? selection.fields[0]) : undefined;
    const tab =
      selection.at === 'section' || selection.at === 'tab'
        ? selection.tab
        : key !== undefined && board
          ? spotOf(board, key)?.tab
          : undefined;
    set({ selection, ...(tab === undefined ? {} : { tab }) });
  };
  const selectFields = (table: string | undefined, fields: readonly string[]) =>
    select(
      fields.length === 0
        ? { at: 'form', form }
        : { at: 'fields', form, fields, ...(table === undefined ? {} : { table }) },
    );
  const focus = (table: string | undefined, field: string) =>
    set({ focus: { field, turn: ++turns, ...(table === undefined ? {} : { table }) } });
  /** The keyboard is there now. */
  const focused = () => set({ focus: undefined });
  const name = (naming: Naming | undefined) => set({ naming });

  /** Where a field goes that nobody dragged: behind what is selected. */
  const anchor = (table: string | undefined): string | undefined => {
    const { selection } = design.getState();
    if (selection.at === 'fields' && selection.table === table) return selection.fields.at(-1);
    const doc = formDoc();
    if (table !== undefined || !doc) return undefined;
    const board = boardOf(doc);
    if (selection.at === 'section') {
      const section = board.tabs[selection.tab]?.sections[selection.section];
      return section?.rows.flat().at(-1);
    }
    const tab = openTabOf(board, design.getState().tab);
    return orderOf({ tabs: board.tabs.slice(tab, tab + 1) }).at(-1);
  };

  const emptyPlace = (): Place | undefined => {
    const { selection } = design.getState();
    const doc = formDoc();
    if (!doc) return undefined;
    const tab = openTabOf(boardOf(doc), design.getState().tab);
    const at =
      selection.at === 'section'
        ? selection
        : { tab, section: Math.max(0, (boardOf(doc).tabs[tab]?.sections.length ?? 1) - 1) };
    const section = boardOf(doc).tabs[at.tab]?.sections[at.section];
    return section && section.rows.length === 0 ? { at: 'row', tab: at.tab, section: at.section, row: 0 } : undefined;
  };

  /** The sub-table that a click in the palette adds to: the one whose column is selected. */
  const tableOf = (): string | undefined => {
    const { selection } = design.getState();
    return selection.at === 'fields' ? selection.table : undefined;
  };

  const place = (fields: readonly FieldDoc[], target: Target | undefined, step?: StepName) => {
    const table = target ? (target.in === 'table' ? target.table : undefined) : tableOf();
    const at =
      target?.in === 'rows' ? target.place : target === undefined && table === undefined ? emptyPlace() : undefined;
    const columns = table === undefined ? [] : fieldsIn(document(), form, table);
    const after = target?.in === 'table' ? columns[target.index - 1]?.key : anchor(table);
    const adding: Change = {
      do: 'addFields',
      form,
      fields,
      ...(table === undefined ? {} : { table }),
      ...(at === undefined ? {} : { to: at }),
      ...(after === undefined ? {} : { after }),
    };
    const front = target?.in === 'table' && target.index === 0 && table !== undefined ? fields : [];
    const forward = front.map(
      (field, to): Change => ({ do: 'moveColumn', form, table: table ?? '', field: field.key, to }),
    );
    change({ do: 'several', changes: [adding, ...forward] }, step);
    selectFields(
      table,
      fields.map(({ key }) => key),
    );
    return table;
  };

  const add = (kind: Kind, target?: Target) => {
    const table = target ? (target.in === 'table' ? target.table : undefined) : tableOf();
    const field = newField(document(), published, { form, ...(table === undefined ? {} : { table }) }, kind, words);
    place([field], target);
    say(words.say('added', labelOf(field)));
    if (field.label === undefined) focus(table, field.key);
    else name({ of: 'field', field: field.key, ...(table === undefined ? {} : { table }) });
  };

  const addSection = (at?: { readonly tab: number; readonly at: number }) => {
    const doc = formDoc();
    const { selection } = design.getState();
    if (!doc) return;
    const board = boardOf(doc);
    const tab = openTabOf(board, design.getState().tab);
    const spot = selection.at === 'fields' ? spotOf(board, selection.table ?? selection.fields[0] ?? '') : undefined;
    const after = spot ?? (selection.at === 'section' ? selection : undefined);
    const to = at ?? { tab, at: after ? after.section + 1 : (board.tabs[tab]?.sections.length ?? 0) };
    const loose =
      board.tabs[to.tab]?.sections.slice(0, to.at).filter(({ label, rows }) => label === undefined && rows.length === 0)
        .length ?? 0;
    change({ do: 'addSection', form, tab: to.tab, at: to.at, label: words.newSection });
    const section = to.tab === 0 ? to.at - loose : to.at;
    select({ at: 'section', form, tab: to.tab, section });
    name({ of: 'section', tab: to.tab, section });
  };

  const openTab = (tab: number) => {
    set({ tab });
    select(tab === 0 ? { at: 'form', form } : { at: 'tab', form, tab });
  };

  const addTab = () => {
    change({ do: 'addTab', form, label: words.newTab });
    const doc = formDoc();
    const tab = doc ? boardOf(doc).tabs.length - 1 : 0;
    select({ at: 'tab', form, tab });
    name({ of: 'tab', tab });
  };

  const remove = (table: string | undefined, fields: readonly string[]) => {
    const all = fieldsIn(document(), form, table);
    const index = all.findIndex(({ key }) => key === fields[0]);
    const heir = all.slice(0, index).at(-1) ?? all.find(({ key }) => !fields.includes(key));
    const what = labelOf(all.find(({ key }) => key === fields[0]));
    change({ do: 'removeFields', form, fields, ...(table === undefined ? {} : { table }) });
    set({ removing: undefined });
    say(words.say('removed', what));
    if (heir) {
      selectFields(table, [heir.key]);
      focus(table, heir.key);
    } else selectFields(undefined, []);
  };

  /** Removes what was never published; asks first where there may be data. */
  const askRemove = () => {
    const { table, fields } = selected();
    if (fields.length === 0 || fields.length >= fieldsIn(document(), form, table).length) return;
    const known = new Set(published ? fieldsIn(published, form, table).map(({ key }) => key) : []);
    const was = (key: string) =>
      fieldAt(document(), { form, field: key, ...(table === undefined ? {} : { table }) })?.was;
    if (fields.some((key) => known.has(key) || known.has(was(key) ?? '')))
      set({ removing: { fields, ...(table === undefined ? {} : { table }) } });
    else remove(table, fields);
  };

  const fieldsOf = (table: string | undefined, keys: readonly string[]) =>
    fieldsIn(document(), form, table).filter(({ key }) => keys.includes(key));

  const copy = (): string | undefined => {
    const { table, fields } = selected();
    if (fields.length === 0) return undefined;
    say(words.count('copied', fields.length));
    return copied(document(), fieldsOf(table, fields));
  };

  const insert = (fields: readonly FieldDoc[], key: 'paste' | 'duplicate') => {
    const table = tableOf();
    const landed = pasted(document(), published, { form, ...(table === undefined ? {} : { table }) }, fields);
    if (landed.length === 0) return say(words.nothingToPaste);
    const what = landed[0]?.label ?? landed[0]?.key ?? '';
    place(landed, undefined, { key, what: [what], count: landed.length });
    say(words.count('pasted', landed.length));
    const last = landed.at(-1);
    if (last) focus(table, last.key);
  };

  const paste = (text: string) => {
    const fields = readCopied(text);
    if (fields === undefined) say(words.nothingToPaste);
    else insert(fields, 'paste');
  };

  const duplicate = () => {
    const { table, fields } = selected();
    if (fields.length > 0) insert(fieldsOf(table, fields), 'duplicate');
  };

  /** The field that the arrows lead to. */
  const walk = (table: string | undefined, field: string, by: number, extend: boolean) => {
    const doc = formDoc();
    if (!doc) return;
    const keys =
      table === undefined
        ? orderOf({ tabs: boardOf(doc).tabs })
        : fieldsIn(document(), form, table).map(({ key }) => key);
    const next = keys[keys.indexOf(field) + by];
    if (next === undefined) return;
    const before = selected();
    selectFields(table, extend && before.table === table ? [...new Set([...before.fields, next])] : [next]);
    focus(table, next);
  };

  const resize = (field: string, width: number | undefined) => {
    const doc = formDoc();
    if (!doc || fieldAt(document(), { form, field })?.width === width) return;
    const board = boardOf(doc);
    const spot = spotOf(board, field);
    const row = spot ? (board.tabs[spot.tab]?.sections[spot.section]?.rows[spot.row] ?? []) : [];
    const others = row
      .filter((key) => key !== field)
      .flatMap((key) => doc.fields.find((each) => each.key === key) ?? []);
    const taken = others.reduce((sum, other) => sum + (other.width ?? 2), 0);
    const crowded =
      width !== undefined && taken + width > 12 ? others.filter((other) => other.width !== undefined) : [];
    change({ do: 'changeField', path: { form, field }, set: { width } });
    if (crowded.length > 0)
      change({
        do: 'several',
        changes: crowded.map(
          ({ key }): Change => ({ do: 'changeField', path: { form, field: key }, set: { width: undefined } }),
        ),
      });
  };

  /** Widens or narrows by columns of twelve, from what it takes now. */
  const widen = (by: number, now: number) => {
    const { table, fields } = selected();
    const field = fields[0];
    if (table === undefined && field !== undefined) resize(field, Math.min(12, Math.max(2, now + by)));
  };

  const carrying = createCarrying({
    form,
    design,
    document,
    words,
    say,
    labelOf,
    fieldsOf,
    selected,
    selectFields,
    focus,
    change,
    add,
    addSection,
  });

  return {
    ...carrying,
    select,
    selectFields,
    focus,
    focused,
    name,
    add,
    addSection,
    addTab,
    openTab,
    remove,
    askRemove,
    copy,
    paste,
    duplicate,
    walk,
    resize,
    widen,
    change,
    say,
    selected,
  };
}
