/** Where a field is named in an app, for renaming it and for taking it away. Pure. */
import type { AppDocument, ConditionDoc, FieldDoc, FieldPath, FormDoc, PrintDoc, RoleDoc, ViewDoc } from './document';

/** Replaces the field `from` in a formula. In front of it stands `prefix` (`lines.`), or nothing. Texts in quotes stay. */
export function renameInFormula(text: string, prefix: string, from: string, to: string): string {
  const name = `${prefix}${from}`.replace(/\./g, '\\s*\\.\\s*');
  const pattern = new RegExp(`("(?:[^"\\\\]|\\\\.)*")|(?<![\\w.])(${name})(?![\\w(])`, 'g');
  return text.replace(pattern, (_, quoted?: string) => quoted ?? `${prefix}${to}`);
}

function renamePath(path: string, prefix: string, from: string, to: string): string {
  const whole = `${prefix}${from}`;
  if (path === whole) return `${prefix}${to}`;
  return path.startsWith(`${whole}.`) ? `${prefix}${to}${path.slice(whole.length)}` : path;
}

/** Renames in conditions and values: objects that pickers wrote, formulas, and whatever they hold. */
function renameDeep(value: unknown, rename: Rename): unknown {
  if (Array.isArray(value)) return value.map((each) => renameDeep(each, rename));
  if (typeof value !== 'object' || value === null) return value;
  const { some, every } = value as { some?: unknown; every?: unknown };
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => {
      if (name === 'formula' && typeof each === 'string') return [name, rename.formula(each)];
      if ((name === 'field' || name === 'some' || name === 'every') && typeof each === 'string')
        return [name, rename.path(each)];
      if ((name === 'all' || name === 'any') && Array.isArray(each))
        return [name, each.map((part: ConditionDoc) => condition(part, rename))];
      if (name === 'not') return [name, condition(each as ConditionDoc, rename)];
      if (name === 'where') return [name, condition(each as ConditionDoc, inRows(some ?? every, rename))];
      return [name, typeof each === 'string' ? each : renameDeep(each, rename)];
    }),
  );
}

interface Rename {
  readonly formula: (text: string) => string;
  readonly path: (path: string) => string;
  /** How it is named where a row of this sub-table stands, when not in the same way. */
  readonly rows?: { readonly [table: string]: Rename };
}

const renaming = (prefix: string, from: string, to: string): Rename => ({
  formula: (text) => renameInFormula(text, prefix, from, to),
  path: (path) => renamePath(path, prefix, from, to),
});

const inRows = (table: unknown, rename: Rename): Rename => rename.rows?.[String(table)] ?? rename;

/** Of a field of the form, which fields of rows may stand before; or of the rows of its sub-table `table`. */
function renamingIn(form: FormDoc, table: string | undefined, from: string, to: string): Rename {
  if (table !== undefined) {
    const [outside, inside] = [renaming(`${table}.`, from, to), renaming('', from, to)];
    const row = {
      formula: (text: string) => inside.formula(outside.formula(text)),
      path: (path: string) => inside.path(outside.path(path)),
    };
    return { ...outside, rows: { [table]: row } };
  }
  const same: Rename = { formula: (text) => text, path: (path) => path };
  const before = form.fields.filter(({ fields }) => fields?.some(({ key }) => key === from));
  return { ...renaming('', from, to), rows: Object.fromEntries(before.map(({ key }) => [key, same])) };
}

const condition = (value: ConditionDoc | undefined, rename: Rename): ConditionDoc | undefined =>
  typeof value === 'string' ? rename.formula(value) : (renameDeep(value, rename) as ConditionDoc | undefined);

const conditions = ['required_when', 'visible_when', 'read_only_when'] as const;

/** A field with what it says of others renamed. */
function inField(field: FieldDoc, rename: Rename): FieldDoc {
  const changed: Record<string, unknown> = { ...field };
  for (const name of conditions) if (field[name] !== undefined) changed[name] = condition(field[name], rename);
  for (const name of ['default', 'min', 'max', 'options_when'])
    if (field[name] !== undefined) changed[name] = renameDeep(field[name], rename);
  if (Array.isArray(field.options_when))
    changed.options_when = field.options_when.map((each: { when: ConditionDoc }) => ({
      ...each,
      when: condition(each.when, rename),
    }));
  if (typeof field.formula === 'string') changed.formula = rename.formula(field.formula);
  if (field.kind === 'lookup' && typeof field.via === 'string') changed.via = rename.path(field.via);
  if (field.kind === 'capital_money' && typeof field.of === 'string') changed.of = rename.path(field.of);
  if (field.fields) changed.fields = field.fields.map((each) => inField(each, inRows(field.key, rename)));
  return changed as unknown as FieldDoc;
}

const mapped = <T>(all: { readonly [key: string]: T }, change: (each: T) => T): { readonly [key: string]: T } =>
  Object.fromEntries(Object.entries(all).map(([key, each]) => [key, change(each)]));

const renameKeys = <T>(all: { readonly [key: string]: T }, rename: Rename): { readonly [key: string]: T } =>
  Object.fromEntries(Object.entries(all).map(([key, each]) => [rename.path(key), each]));

function inView(view: ViewDoc, rename: Rename): ViewDoc {
  const changed: Record<string, unknown> = { ...view };
  if (view.columns) changed.columns = view.columns.map(rename.path);
  if (Array.isArray(view.sort))
    changed.sort = view.sort.map((key: string) =>
      key.startsWith('-') ? `-${rename.path(key.slice(1))}` : rename.path(key),
    );
  if (view.filter !== undefined) changed.filter = condition(view.filter as ConditionDoc, rename);
  if (Array.isArray(view.colours))
    changed.colours = view.colours.map((rule: { when: ConditionDoc }) => ({
      ...rule,
      when: condition(rule.when, rename),
    }));
  for (const name of ['totals', 'widths'])
    if (view[name] !== undefined) changed[name] = renameKeys(view[name] as { [key: string]: unknown }, rename);
  for (const name of ['group', 'by', 'sum', 'start', 'end', 'from', 'to', 'progress', 'parent', 'cover', 'title'])
    if (typeof view[name] === 'string') changed[name] = rename.path(view[name]);
  return changed as unknown as ViewDoc;
}

/** The body of a print: `{{path}}`, and `{{#table}} … {{/table}}` around what is repeated for its rows. */
function inBody(body: string, rename: Rename): string {
  let inside: string | undefined;
  return body.replace(/\{\{\s*([#/]?)\s*([\w.]+)\s*\}\}/g, (_, mark: string, path: string) => {
    if (mark !== '') inside = mark === '#' ? path : undefined;
    return `{{${mark}${(mark === '' ? inRows(inside, rename) : rename).path(path)}}}`;
  });
}

const inPrint = (print: PrintDoc, rename: Rename): PrintDoc => ({
  ...print,
  body:
    typeof print.body === 'string' ? inBody(print.body, rename) : mapped(print.body, (body) => inBody(body, rename)),
});

/** A form with a field of it (of `table`'s rows) called `to` wherever the form names it; the field itself as well. */
export function renameInForm(form: FormDoc, table: string | undefined, from: string, to: string): FormDoc {
  const rename = renamingIn(form, table, from, to);
  const key = (each: string) => (table === undefined && each === from ? to : each);
  const rows = (all: readonly (readonly string[])[]) => all.map((row) => row.map(key));
  const fields = form.fields.map((each): FieldDoc => {
    const field = inField(each, rename);
    if (table === undefined) return { ...field, key: key(field.key) };
    if (field.key !== table || !field.fields) return field;
    return { ...field, fields: field.fields.map((inner) => (inner.key === from ? { ...inner, key: to } : inner)) };
  });
  return {
    ...form,
    title: key(form.title),
    fields,
    ...(form.checks && {
      checks: form.checks.map((check) => ({
        ...check,
        that: condition(check.that, rename) ?? check.that,
        ...(check.at === undefined ? {} : { at: key(check.at) }),
      })),
    }),
    ...(form.unique && { unique: form.unique.map((each) => ({ ...each, fields: each.fields.map(key) })) }),
    ...(form.indexes && { indexes: rows(form.indexes) }),
    ...(form.views && { views: form.views.map((view) => inView(view, rename)) }),
    ...(form.prints && { prints: form.prints.map((print) => inPrint(print, rename)) }),
    ...(form.layout && {
      layout: form.layout.map((block) => ({
        ...block,
        ...(block.visible_when === undefined ? {} : { visible_when: condition(block.visible_when, rename) }),
        ...(block.rows && { rows: rows(block.rows) }),
        ...('sections' in block && block.sections
          ? {
              sections: block.sections.map((section) => ({
                ...section,
                rows: rows(section.rows),
                ...(section.visible_when === undefined
                  ? {}
                  : { visible_when: condition(section.visible_when, rename) }),
              })),
            }
          : {}),
      })) as NonNullable<FormDoc['layout']>,
    }),
  };
}

const linksTo = (form: FormDoc, target: string): readonly string[] =>
  form.fields.filter((field) => field.kind === 'link' && field.form === target).map(({ key }) => key);

/** Another form (or the same) whose links, lookups and rollups lead to the renamed field. */
function renameFromAfar(form: FormDoc, target: string, from: string, to: string): FormDoc {
  const links = linksTo(form, target);
  const through = form.fields.map((field): FieldDoc => {
    if (field.kind === 'lookup' && field.field === from && links.includes(String(field.via)))
      return { ...field, field: to };
    if (field.kind === 'rollup' && field.form === target)
      return {
        ...field,
        ...(field.of === from ? { of: to } : {}),
        ...(field.via === from ? { via: to } : {}),
        ...(field.where === undefined ? {} : { where: condition(field.where as ConditionDoc, renaming('', from, to)) }),
      };
    if ((field.kind === 'link' || field.kind === 'links') && field.form === target && field.where !== undefined)
      return { ...field, where: condition(field.where as ConditionDoc, renaming('', from, to)) };
    return field;
  });
  let next: FormDoc = { ...form, fields: through };
  for (const link of links) {
    const rename = renaming(`${link}.`, from, to);
    next = {
      ...next,
      fields: next.fields.map((field) => inField(field, rename)),
      ...(next.views && { views: next.views.map((view) => inView(view, rename)) }),
      ...(next.prints && { prints: next.prints.map((print) => inPrint(print, rename)) }),
    };
  }
  return next;
}

function inRole(role: RoleDoc, path: FieldPath, change: (name: string) => string | undefined): RoleDoc {
  const rights = role.forms?.[path.form];
  if (!rights?.fields) return role;
  const fields = Object.fromEntries(
    Object.entries(rights.fields).flatMap(([name, right]) => {
      const next = change(name);
      return next === undefined ? [] : [[next, right]];
    }),
  );
  return { ...role, forms: { ...role.forms, [path.form]: { ...rights, fields } } };
}

/** Which records a right covers, when a condition says so; the names of scopes are no fields. */
function inScopes(role: RoleDoc, form: string, rename: Rename): RoleDoc {
  const rights = role.forms?.[form];
  if (!rights) return role;
  const changed: Record<string, unknown> = { ...rights };
  for (const verb of ['read', 'update', 'delete'])
    if (rights[verb] !== undefined && !namedScopes.has(rights[verb]))
      changed[verb] = condition(rights[verb] as ConditionDoc, rename);
  return { ...role, forms: { ...role.forms, [form]: changed } };
}

const namedScopes: ReadonlySet<unknown> = new Set(['own', 'department', 'department_and_below', 'all']);

/** Calls a field `key` wherever the app names it. */
export function rename(document: AppDocument, path: FieldPath, key: string): AppDocument {
  const form = document.forms[path.form];
  if (!form) return document;
  const forms = { ...document.forms, [path.form]: renameInForm(form, path.table, path.field, key) };
  const whole = path.table === undefined ? path.field : `${path.table}.${path.field}`;
  const next = path.table === undefined ? key : `${path.table}.${key}`;
  const own = renamingIn(form, path.table, path.field, key);
  const near = mapped(document.roles, (role) =>
    inScopes(
      inRole(role, path, (name) => renamePath(name, '', whole, next)),
      path.form,
      own,
    ),
  );
  if (path.table !== undefined) return { ...document, forms, roles: near };
  return {
    ...document,
    forms: mapped(forms, (each) => renameFromAfar(each, path.form, path.field, key)),
    roles: mapped(near, (role) =>
      Object.values(document.forms).reduce(
        (changed, each) =>
          linksTo(each, path.form).reduce(
            (left, link) => inScopes(left, each.key, renaming(`${link}.`, path.field, key)),
            changed,
          ),
        role,
      ),
    ),
  };
}

/** Takes what only points at fields that go out of views, keys, indexes and roles. Formulas and conditions keep them: the checker names the places. */
export function forget(
  document: AppDocument,
  form: string,
  table: string | undefined,
  keys: ReadonlySet<string>,
): AppDocument {
  const doc = document.forms[form];
  if (!doc) return document;
  const gone = (path: string) =>
    table === undefined
      ? keys.has(path.split('.')[0] ?? path)
      : path.startsWith(`${table}.`) && keys.has(path.slice(table.length + 1));
  const cleaned: FormDoc = {
    ...doc,
    ...(doc.unique && { unique: doc.unique.filter(({ fields }) => !fields.some(gone)) }),
    ...(doc.indexes && { indexes: doc.indexes.filter((fields) => !fields.some(gone)) }),
    ...(doc.views && { views: doc.views.map((view) => forgetInView(view, gone)) }),
  };
  return {
    ...document,
    forms: { ...document.forms, [form]: cleaned },
    roles: mapped(document.roles, (role) =>
      inRole(role, { form, field: '' }, (name) => (gone(name) ? undefined : name)),
    ),
  };
}

function forgetInView(view: ViewDoc, gone: (path: string) => boolean): ViewDoc {
  const changed: Record<string, unknown> = { ...view };
  if (view.columns) changed.columns = view.columns.filter((path) => !gone(path));
  if (Array.isArray(view.sort)) {
    const sort = view.sort.filter((key: string) => !gone(key.replace(/^-/, '')));
    if (sort.length > 0) changed.sort = sort;
    else delete changed.sort;
  }
  for (const name of ['totals', 'widths'])
    if (view[name] !== undefined) {
      const left = Object.entries(view[name] as object).filter(([path]) => !gone(path));
      if (left.length > 0) changed[name] = Object.fromEntries(left);
      else delete changed[name];
    }
  for (const name of ['group', 'sum', 'end', 'progress'])
    if (typeof view[name] === 'string' && gone(view[name])) delete changed[name];
  return changed as unknown as ViewDoc;
}
