/** The edits of a designer: pure functions from a document and a named change to the next document. What cannot be done changes nothing. */
import type { Text } from '../../model/field';
import { type Board, type BoardSection, type BoardTab, boardOf, layoutOf, type Names, spotOf } from './board';
import type {
  AppDocument,
  FieldDoc,
  FieldPath,
  FormDoc,
  ManifestDoc,
  OptionSetDoc,
  RoleDoc,
  Selection,
} from './document';
import { fieldAt, fieldsIn } from './document';
import { mapSection, mapTab, mayPut, nextPlace, type Place, put, without } from './place';
import { forget, rename } from './references';

export type { AppDocument, FieldDoc, FieldPath, FormDoc, OptionSetDoc, Place, Selection };
export { fieldAt, fieldsIn };

/** Properties to set; `undefined` takes one away. */
export type Set = { readonly [property: string]: unknown };

/** Everything that can be done to an app in a designer. */
export type Change =
  | {
      readonly do: 'addFields';
      readonly form: string;
      readonly table?: string;
      readonly fields: readonly FieldDoc[];
      /** Where in the layout; after `after` when left out. */
      readonly to?: Place;
      /** The field after which they come: in the layout, or among the columns of a sub-table. */
      readonly after?: string;
    }
  | { readonly do: 'moveFields'; readonly form: string; readonly fields: readonly string[]; readonly to: Place }
  | {
      readonly do: 'moveColumn';
      readonly form: string;
      readonly table: string;
      readonly field: string;
      /** Its place among the columns, counted without itself. */
      readonly to: number;
    }
  | { readonly do: 'removeFields'; readonly form: string; readonly table?: string; readonly fields: readonly string[] }
  | { readonly do: 'changeField'; readonly path: FieldPath; readonly set: Set }
  /** Gives a field another key wherever the app names it; `was` is the key it was published under, if it was. */
  | { readonly do: 'renameField'; readonly path: FieldPath; readonly key: string; readonly was?: string }
  | { readonly do: 'changeForm'; readonly form: string; readonly set: Set }
  | { readonly do: 'putForm'; readonly form: FormDoc }
  | { readonly do: 'removeForm'; readonly form: string }
  | {
      readonly do: 'addSection';
      readonly form: string;
      readonly tab: number;
      readonly at: number;
      readonly label: Text;
    }
  | {
      readonly do: 'changeSection';
      readonly form: string;
      readonly tab: number;
      readonly section: number;
      readonly set: Set;
    }
  | {
      readonly do: 'moveSection';
      readonly form: string;
      readonly tab: number;
      readonly section: number;
      /** Its place among the sections of `toTab`, counted without itself. */
      readonly toTab: number;
      readonly to: number;
    }
  /** Takes the frame away; its fields go to the section before it. */
  | { readonly do: 'removeSection'; readonly form: string; readonly tab: number; readonly section: number }
  | { readonly do: 'addTab'; readonly form: string; readonly label: Text }
  | { readonly do: 'changeTab'; readonly form: string; readonly tab: number; readonly set: Set }
  | { readonly do: 'moveTab'; readonly form: string; readonly tab: number; readonly to: number }
  /** Takes the tab away; its sections go to the tab before it. */
  | { readonly do: 'removeTab'; readonly form: string; readonly tab: number }
  | { readonly do: 'putOptions'; readonly options: OptionSetDoc }
  | { readonly do: 'removeOptions'; readonly key: string }
  | { readonly do: 'putRole'; readonly role: RoleDoc }
  | { readonly do: 'removeRole'; readonly key: string }
  | { readonly do: 'changeApp'; readonly set: Set }
  | { readonly do: 'replace'; readonly document: AppDocument }
  /** Several at once: one step. */
  | { readonly do: 'several'; readonly changes: readonly Change[] };

/** What a property panel gets. */
export interface PanelProps {
  readonly document: AppDocument;
  /** The definition that is published, when there is one: its keys stay. */
  readonly published: AppDocument | undefined;
  readonly selection: Selection;
  readonly onChange: (change: Change) => void;
}

function assign<T extends object>(target: T, set: Set): T {
  const next: Record<string, unknown> = { ...target, ...set };
  for (const [name, value] of Object.entries(set)) if (value === undefined) delete next[name];
  return next as T;
}

function withForm(document: AppDocument, key: string, change: (form: FormDoc) => FormDoc): AppDocument {
  const form = document.forms[key];
  if (!form) return document;
  const next = change(form);
  return next === form ? document : { ...document, forms: { ...document.forms, [key]: next } };
}

function withoutKey<T>(all: { readonly [key: string]: T }, key: string): { readonly [key: string]: T } {
  return Object.fromEntries(Object.entries(all).filter(([each]) => each !== key));
}

function moved<T>(list: readonly T[], from: number, to: number): readonly T[] {
  const item = list[from];
  if (item === undefined) return list;
  const rest = list.filter((_, index) => index !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

/** The next document. `names` are what sections without a name are called when the layout is written. */
export function edit(document: AppDocument, change: Change, names: Names): AppDocument {
  const onBoard = (key: string, edited: (board: Board, form: FormDoc) => Board) =>
    withForm(document, key, (form) => {
      const board = boardOf(form);
      const next = edited(board, form);
      return next === board ? form : { ...form, layout: layoutOf(next, names) };
    });
  switch (change.do) {
    case 'addFields':
      return change.table === undefined ? added(document, change, names) : addedColumns(document, change, change.table);
    case 'moveFields':
      return withForm(document, change.form, (form) => {
        const board = boardOf(form);
        const fields = change.fields.flatMap((key) => form.fields.find((field) => field.key === key) ?? []);
        if (fields.length === 0 || !mayPut(board, form.fields, fields, change.to)) return form;
        return placed(form, board, fields, change.to, names);
      });
    case 'moveColumn':
      return withColumns(document, change.form, change.table, (fields) =>
        moved(
          fields,
          fields.findIndex(({ key }) => key === change.field),
          change.to,
        ),
      );
    case 'removeFields':
      return removed(document, change.form, change.table, new Set(change.fields), names);
    case 'changeField':
      return withFields(document, change.path.form, change.path.table, (fields) =>
        fields.map((field) => (field.key === change.path.field ? assign(field, change.set) : field)),
      );
    case 'renameField': {
      if (fieldsIn(document, change.path.form, change.path.table).some(({ key }) => key === change.key))
        return document;
      const next = rename(document, change.path, change.key);
      const path = { ...change.path, field: change.key };
      const was = change.was === undefined || change.was === change.key ? undefined : change.was;
      return withFields(next, path.form, path.table, (fields) =>
        fields.map((field) => (field.key === path.field ? assign(field, { was }) : field)),
      );
    }
    case 'changeForm':
      return withForm(document, change.form, (form) => assign(form, change.set));
    case 'putForm':
      return { ...document, forms: { ...document.forms, [change.form.key]: change.form } };
    case 'removeForm':
      return { ...document, forms: withoutKey(document.forms, change.form) };
    case 'addSection':
      return onBoard(change.form, (board) =>
        mapTab(board, change.tab, (tab) => ({
          ...tab,
          sections: [
            ...tab.sections.slice(0, change.at),
            { label: change.label, rows: [] },
            ...tab.sections.slice(change.at),
          ],
        })),
      );
    case 'changeSection':
      return onBoard(change.form, (board) =>
        mapSection(board, change.tab, change.section, (section) => assign(section, change.set)),
      );
    case 'moveSection':
      return onBoard(change.form, (board) => {
        const section = board.tabs[change.tab]?.sections[change.section];
        if (!section || !board.tabs[change.toTab]) return board;
        const cut = mapTab(board, change.tab, (tab) => withoutSection(tab, change.section));
        return mapTab(cut, change.toTab, (tab) => ({
          ...tab,
          sections: [...tab.sections.slice(0, change.to), section, ...tab.sections.slice(change.to)],
        }));
      });
    case 'removeSection':
      return onBoard(change.form, (board) => dissolved(board, change.tab, change.section));
    case 'addTab':
      return onBoard(change.form, (board) => ({
        tabs: [...board.tabs, { label: change.label, sections: [{ rows: [] }] }],
      }));
    case 'changeTab':
      return onBoard(change.form, (board) => mapTab(board, change.tab, (tab) => assign(tab, change.set)));
    case 'moveTab':
      return onBoard(change.form, (board) => {
        const [first, ...tabs] = board.tabs;
        return first ? { tabs: [first, ...moved(tabs, change.tab - 1, Math.max(0, change.to - 1))] } : board;
      });
    case 'removeTab':
      return onBoard(change.form, (board) => {
        const gone = board.tabs[change.tab];
        if (!gone || change.tab === 0) return board;
        const named = gone.sections
          .filter(({ rows }) => rows.length > 0)
          .map((section): BoardSection => ({ ...section, label: section.label ?? gone.label ?? names.more }));
        const kept = mapTab(board, change.tab - 1, (tab) => ({ ...tab, sections: [...tab.sections, ...named] }));
        return { tabs: kept.tabs.filter((_, index) => index !== change.tab) };
      });
    case 'putOptions':
      return { ...document, options: { ...document.options, [change.options.key]: change.options } };
    case 'removeOptions':
      return { ...document, options: withoutKey(document.options, change.key) };
    case 'putRole':
      return { ...document, roles: { ...document.roles, [change.role.key]: change.role } };
    case 'removeRole':
      return { ...document, roles: withoutKey(document.roles, change.key) };
    case 'changeApp':
      return { ...document, app: assign<ManifestDoc>(document.app, change.set) };
    case 'replace':
      return change.document;
    case 'several':
      return change.changes.reduce((each, one) => edit(each, one, names), document);
  }
}

function withFields(
  document: AppDocument,
  form: string,
  table: string | undefined,
  change: (fields: readonly FieldDoc[]) => readonly FieldDoc[],
): AppDocument {
  if (table !== undefined) return withColumns(document, form, table, change);
  return withForm(document, form, (doc) => ({ ...doc, fields: change(doc.fields) }));
}

function withColumns(
  document: AppDocument,
  form: string,
  table: string,
  change: (fields: readonly FieldDoc[]) => readonly FieldDoc[],
): AppDocument {
  return withForm(document, form, (doc) => ({
    ...doc,
    fields: doc.fields.map((field) => (field.key === table ? { ...field, fields: change(field.fields ?? []) } : field)),
  }));
}

type Add = Extract<Change, { do: 'addFields' }>;

function addedColumns(document: AppDocument, { form, fields, after }: Add, table: string): AppDocument {
  return withColumns(document, form, table, (present) => {
    const at = after === undefined ? present.length : present.findIndex(({ key }) => key === after) + 1;
    return [...present.slice(0, at), ...fields, ...present.slice(at)];
  });
}

function added(document: AppDocument, { form, fields, to, after }: Add, names: Names): AppDocument {
  return withForm(document, form, (doc) => {
    const start = { doc, anchor: after, board: boardOf(doc) };
    if (to !== undefined) return placed({ ...doc, fields: [...doc.fields, ...fields] }, start.board, fields, to, names);
    return fields.reduce(({ doc, anchor }, field) => {
      const board = boardOf(doc);
      const place = nextPlace(board, doc.fields, field, anchor);
      return {
        doc: placed({ ...doc, fields: [...doc.fields, field] }, board, [field], place, names),
        anchor: field.key,
        board,
      };
    }, start).doc;
  });
}

/** The form with `fields` put at `to`; in a row that they share the own widths go when they are too wide together. */
function placed(form: FormDoc, board: Board, fields: readonly FieldDoc[], to: Place, names: Names): FormDoc {
  const next = put(board, fields, to);
  const spot = fields[0] && spotOf(next, fields[0].key);
  const row = new Set(spot ? next.tabs[spot.tab]?.sections[spot.section]?.rows[spot.row] : []);
  const inRow = form.fields.filter(({ key }) => row.has(key));
  const free = inRow.filter(({ width }) => width === undefined).length;
  const crowded = inRow.reduce((sum, { width }) => sum + (width ?? 0), 0) + free * 2 > 12;
  return {
    ...form,
    fields: crowded
      ? form.fields.map((field) => (row.has(field.key) ? assign(field, { width: undefined }) : field))
      : form.fields,
    layout: layoutOf(next, names),
  };
}

/** Kinds that may stand for a record. */
const naming: ReadonlySet<string> = new Set(['text', 'serial', 'formula', 'phone', 'email']);

function removed(
  document: AppDocument,
  form: string,
  table: string | undefined,
  keys: ReadonlySet<string>,
  names: Names,
): AppDocument {
  const rest = fieldsIn(document, form, table).filter(({ key }) => !keys.has(key));
  if (rest.length === 0) return document;
  const cleaned = forget(document, form, table, keys);
  if (table !== undefined) return withColumns(cleaned, form, table, () => rest);
  return withForm(cleaned, form, (doc) => ({
    ...doc,
    fields: rest,
    ...(keys.has(doc.title) ? { title: (rest.find(({ kind }) => naming.has(kind)) ?? rest[0])?.key ?? doc.title } : {}),
    ...(doc.layout ? { layout: layoutOf(without(boardOf(doc), keys), names) } : {}),
  }));
}

const withoutSection = (tab: BoardTab, section: number): BoardTab => ({
  ...tab,
  sections: tab.sections.filter((_, index) => index !== section),
});

/** A board without the frame of a section. Its rows go to the neighbour, or stay without a name when it was alone. */
function dissolved(board: Board, tab: number, section: number): Board {
  const sections = board.tabs[tab]?.sections ?? [];
  const gone = sections[section];
  if (!gone) return board;
  const heir = section > 0 ? section - 1 : section + 1;
  if (!sections[heir]) return mapSection(board, tab, section, ({ rows }) => ({ rows }));
  const rows = (each: BoardSection) => (heir < section ? [...each.rows, ...gone.rows] : [...gone.rows, ...each.rows]);
  const given = mapSection(board, tab, heir, (each) => ({ ...each, rows: rows(each) }));
  return mapTab(given, tab, (each) => withoutSection(each, section));
}
