/** Which properties each kind of field has, how each is edited, and in which group it stands: the schema of fields as a table. Pure. */
import type { Kind } from '../../model/field';

export const groups = ['basics', 'input', 'rules', 'appearance'] as const;
export type GroupName = (typeof groups)[number];

/** How a property is edited. */
export type Editing =
  | { readonly as: 'text'; readonly lines?: true; readonly needed?: true }
  | { readonly as: 'key' }
  | { readonly as: 'flag'; readonly usual?: boolean }
  | { readonly as: 'whole'; readonly min: number; readonly max: number; readonly usual?: number }
  | { readonly as: 'decimal' }
  | { readonly as: 'choice'; readonly of: readonly string[]; readonly usual?: string }
  /** A flag and a condition that say the same thing: never, always, when. */
  | { readonly as: 'when'; readonly flag?: string; readonly old: boolean }
  /** A condition about records of the form named by `form` in the same field. */
  | { readonly as: 'where' }
  | { readonly as: 'formula' }
  | { readonly as: 'default' }
  /** A date or time, or a formula of one. */
  | { readonly as: 'limit' }
  | { readonly as: 'options' }
  | { readonly as: 'options_when' }
  | { readonly as: 'form' }
  | { readonly as: 'back' }
  | { readonly as: 'via' }
  /** A field of the form that `via` leads to, of that which is rolled up, or of this form. */
  | { readonly as: 'field'; readonly among: 'looked_up' | 'rolled_up' | 'amounts' }
  | { readonly as: 'rollup' }
  | { readonly as: 'columns' }
  | { readonly as: 'endings' }
  | { readonly as: 'currency' }
  | { readonly as: 'regex' }
  | { readonly as: 'serial' }
  | { readonly as: 'width' };

export interface Property {
  readonly name: string;
  readonly group: GroupName;
  readonly editing: Editing;
}

const of = (group: GroupName, name: string, editing: Editing): Property => ({ group, name, editing });
const flag = (group: GroupName, name: string): Property => of(group, name, { as: 'flag' });
const whole = (name: string, min: number, max: number, usual?: number): Property =>
  of('input', name, { as: 'whole', min, max, ...(usual === undefined ? {} : { usual }) });
const choice = (group: GroupName, name: string, list: readonly string[], usual?: string): Property =>
  of(group, name, { as: 'choice', of: list, ...(usual === undefined ? {} : { usual }) });

const label = of('basics', 'label', { as: 'text', needed: true });
const key = of('basics', 'key', { as: 'key' });
const help = of('appearance', 'help', { as: 'text', lines: true });
const placeholder = of('input', 'placeholder', { as: 'text' });
const given = of('input', 'default', { as: 'default' });
const required = of('rules', 'required_when', { as: 'when', flag: 'required', old: true });
const visible = of('rules', 'visible_when', { as: 'when', old: false });
const readOnly = of('rules', 'read_only_when', { as: 'when', flag: 'read_only', old: true });
const unique = flag('rules', 'unique');
const indexed = flag('appearance', 'indexed');
const searchable = flag('appearance', 'searchable');
const mask = choice('appearance', 'mask', ['phone', 'email', 'id_number', 'name', 'all']);
const width = of('appearance', 'width', { as: 'width' });

const seen = [help, width];
const found = [indexed, searchable, mask];
/** Properties of every field that people fill in. */
const input = [label, key, placeholder, given, required, visible, readOnly, unique, ...seen, ...found];
/** Properties of every field that the platform computes. */
const computed = [label, key, visible, unique, ...seen, ...found];
/** Properties of the fields that every record has. */
const system = [label, visible, ...seen, ...found];
const owner = [label, placeholder, given, required, visible, readOnly, ...seen, ...found];
const decor = [label, key, visible, ...seen];

const lengths = (most: number, usual: number) => [whole('min_length', 0, most), whole('max_length', 1, most, usual)];
const limits = [of('input', 'min', { as: 'decimal' }), of('input', 'max', { as: 'decimal' })];
const moments = [of('input', 'min', { as: 'limit' }), of('input', 'max', { as: 'limit' })];
const scale = (usual?: number) => whole('scale', 0, 8, usual);
const unit = of('appearance', 'unit', { as: 'text' });
const options = of('basics', 'options', { as: 'options' });
const optionsWhen = of('rules', 'options_when', { as: 'options_when' });
const items = whole('max_items', 1, 1000);
const form = of('basics', 'form', { as: 'form' });
const back = of('basics', 'back', { as: 'back' });
const where = of('input', 'where', { as: 'where' });
const via = of('basics', 'via', { as: 'via' });
const files = [
  whole('max_files', 1, 100, 10),
  whole('max_size_mb', 1, 1024, 20),
  of('input', 'types', { as: 'endings' }),
];

/** What a kind has besides the properties of its family. */
const own: Readonly<Record<Kind, readonly [family: readonly Property[], ...own: readonly Property[]]>> = {
  text: [input, ...lengths(4000, 200), of('input', 'pattern', { as: 'regex' })],
  long_text: [input, ...lengths(200_000, 20_000)],
  rich_text: [input, ...lengths(1_000_000, 100_000)],
  integer: [input, ...limits, unit],
  number: [input, scale(2), ...limits, unit],
  money: [input, of('input', 'currency', { as: 'currency' }), scale(2), ...limits],
  percent: [input, scale(4), ...limits],
  yes_no: [input],
  date: [input, ...moments],
  time: [input, ...moments],
  date_time: [input, ...moments],
  select: [input, options, optionsWhen, choice('appearance', 'display', ['list', 'radio'], 'list')],
  multi_select: [input, options, optionsWhen, items],
  tree_select: [input, options, optionsWhen, flag('input', 'leaf_only')],
  tags: [input, whole('max_items', 1, 1000, 20)],
  phone: [input, choice('input', 'type', ['any', 'mobile', 'landline'], 'any')],
  email: [input],
  url: [input],
  id_number: [input],
  region: [input, choice('input', 'level', ['province', 'city', 'district'], 'district')],
  address: [input],
  user: [input],
  users: [input],
  department: [input],
  link: [input, form, back, where, choice('rules', 'on_delete', ['refuse', 'clear'], 'refuse')],
  links: [input, form, back, where, items],
  table: [
    input,
    of('basics', 'fields', { as: 'columns' }),
    whole('min_rows', 0, 5000),
    whole('max_rows', 1, 5000, 500),
  ],
  file: [input, ...files],
  image: [input, ...files],
  serial: [
    computed,
    of('basics', 'pattern', { as: 'serial' }),
    choice('basics', 'reset', ['never', 'year', 'month', 'day'], 'never'),
  ],
  formula: [
    computed,
    of('basics', 'formula', { as: 'formula' }),
    choice('basics', 'display', ['number', 'percent'], 'number'),
    of('basics', 'scale', { as: 'whole', min: 0, max: 8 }),
  ],
  rollup: [
    computed,
    of('basics', 'form', { as: 'rollup' }),
    of('basics', 'via', { as: 'rollup' }),
    choice('basics', 'op', ['count', 'sum', 'avg', 'min', 'max', 'latest']),
    of('basics', 'of', { as: 'field', among: 'rolled_up' }),
    of('basics', 'where', { as: 'where' }),
  ],
  lookup: [computed, via, of('basics', 'field', { as: 'field', among: 'looked_up' })],
  capital_money: [computed, of('basics', 'of', { as: 'field', among: 'amounts' })],
  rating: [input, whole('max', 1, 10, 5)],
  progress: [input],
  colour: [input],
  json: [input],
  created_at: [system],
  created_by: [system],
  updated_at: [system],
  updated_by: [system],
  owner: [owner],
  separator: [decor],
  explanation: [decor, of('basics', 'text', { as: 'text', lines: true, needed: true })],
};

/** Every kind of field. */
export const kinds = Object.keys(own) as readonly Kind[];

/** Kinds whose values cannot be given before there is a record. */
const withoutDefault: ReadonlySet<Kind> = new Set(['table', 'file', 'image']);
/** Kinds that are drawn without a box to type in. */
const withoutPlaceholder: ReadonlySet<Kind> = new Set([
  'yes_no',
  'table',
  'file',
  'image',
  'rating',
  'progress',
  'colour',
]);
/** Kinds that one index or one comparison cannot hold. */
const manifold: ReadonlySet<Kind> = new Set([
  ...(['long_text', 'rich_text', 'multi_select', 'tags', 'users', 'links', 'table', 'file', 'image', 'address', 'json'] as const),
]); // biome-ignore format: a list
const virtual: ReadonlySet<Kind> = new Set(['rollup', 'lookup']);
/** Kinds whose values are text. */
const texts: ReadonlySet<Kind> = new Set([
  ...(['text', 'long_text', 'rich_text', 'phone', 'email', 'url', 'id_number', 'serial', 'formula', 'capital_money', 'colour'] as const),
]); // biome-ignore format: a list

/** Whether the language would refuse the property here though the schema has it. */
function isPointless({ name }: Property, kind: Kind, inRows: boolean): boolean {
  switch (name) {
    case 'default':
      return withoutDefault.has(kind);
    case 'placeholder':
      return withoutPlaceholder.has(kind);
    case 'unique':
      return inRows || manifold.has(kind) || virtual.has(kind) || kind === 'yes_no';
    case 'indexed':
      return inRows || manifold.has(kind) || virtual.has(kind);
    case 'searchable':
      return inRows || !texts.has(kind);
    case 'back':
      return inRows;
    case 'width':
      return inRows || kind === 'separator';
    default:
      return false;
  }
}

/** Every property that the schema has for a kind. */
export function propertiesOf(kind: Kind): readonly Property[] {
  const [family, ...mine] = own[kind];
  return [...family, ...mine];
}

/** The properties of a kind by group, those that mean something there, the kind's own last in each group. */
export function panelOf(kind: Kind, inRows: boolean): readonly (readonly [GroupName, readonly Property[]])[] {
  const all = propertiesOf(kind).filter((property) => !isPointless(property, kind, inRows));
  return groups
    .map((group) => [group, all.filter((property) => property.group === group)] as const)
    .filter(([, list]) => list.length > 0);
}
