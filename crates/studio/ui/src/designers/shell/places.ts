/** From the path of an issue to what it is about, for jumping there and for marking it. Pure. */
import type { AppDocument, FieldDoc, Selection } from '../form/document';

/** A screen of the designers, and what is selected on it. */
export type Spot =
  | { readonly step: 'form'; readonly form: string; readonly selection: Selection; readonly property?: string }
  | { readonly step: 'options'; readonly set: string }
  | { readonly step: 'roles'; readonly role: string }
  | { readonly step: 'menu'; readonly form?: string; readonly view?: string };

const decoded = (part: string) => part.replace(/~1/g, '/').replace(/~0/g, '~');

/** The parts of `forms/visit.json#/fields/3/form`, or of the same place in a packed app, `/forms/visit/fields/3/form`. */
export function partsOf(path: string): readonly string[] {
  const [document = '', pointer = ''] = path.includes('#') ? path.split('#') : ['', path];
  const file = document
    .replace(/\.json$/, '')
    .split('/')
    .filter(Boolean);
  return [...file, ...pointer.split('/').slice(1).map(decoded)];
}

function fieldSpot(form: string, fields: readonly FieldDoc[], parts: readonly string[]): Selection {
  const field = fields[Number(parts[1])];
  if (!field) return { at: 'form', form };
  const column = parts[2] === 'fields' ? field.fields?.[Number(parts[3])] : undefined;
  return column
    ? { at: 'fields', form, table: field.key, fields: [column.key] }
    : { at: 'fields', form, fields: [field.key] };
}

function layoutSpot(document: AppDocument, form: string, parts: readonly string[]): Selection {
  const layout = document.forms[form]?.layout ?? [];
  const index = Number(parts[1]);
  const block = layout[index];
  if (!block) return { at: 'form', form };
  const before = layout.slice(0, index);
  if (!('tab' in block))
    return { at: 'section', form, tab: 0, section: before.filter((each) => !('tab' in each)).length };
  const tab = 1 + before.filter((each) => 'tab' in each).length;
  if (parts[2] !== 'sections') return { at: 'tab', form, tab };
  return { at: 'section', form, tab, section: Number(parts[3]) + ((block.rows?.length ?? 0) > 0 ? 1 : 0) };
}

export function spotOf(document: AppDocument, path: string): Spot | undefined {
  const [folder, key, ...parts] = partsOf(path);
  if (folder === 'options' && key) return { step: 'options', set: key };
  if (folder === 'roles' && key) return { step: 'roles', role: key };
  if (folder === 'app') return { step: 'menu' };
  const form = folder === 'forms' && key ? document.forms[key] : undefined;
  if (!form || !key) return undefined;
  if (parts[0] === 'views') {
    const view = form.views?.find(({ key }) => key === parts[1]) ?? form.views?.[Number(parts[1])];
    return { step: 'menu', form: key, ...(view === undefined ? {} : { view: view.key }) };
  }
  const selection =
    parts[0] === 'fields'
      ? fieldSpot(key, form.fields, parts)
      : parts[0] === 'layout'
        ? layoutSpot(document, key, parts)
        : ({ at: 'form', form: key } as const);
  const property = selection.at === 'fields' ? parts[selection.table === undefined ? 2 : 4] : undefined;
  return { step: 'form', form: key, selection, ...(property === undefined ? {} : { property }) };
}
