// App folders as the models that the server would send; conditions written as JSON become trees, formulas do not.

const binary = {
  eq: 'equal',
  ne: 'not_equal',
  lt: 'less',
  le: 'less_equal',
  gt: 'greater',
  ge: 'greater_equal',
  in: 'in',
};

/** The type of a literal by its looks: enough for the conditions of the examples. */
function literal(value) {
  if (Array.isArray(value)) return { op: 'literal', type: 'list', of: 'text', value };
  if (typeof value === 'boolean') return { op: 'literal', type: 'yes_no', value };
  if (typeof value === 'number' || /^-?\d+(\.\d+)?$/.test(String(value)))
    return { op: 'literal', type: 'number', value: String(value) };
  return { op: 'literal', type: 'text', value };
}

function tree(condition) {
  if (typeof condition !== 'object') return undefined;
  for (const [word, op] of [
    ['all', 'and'],
    ['any', 'or'],
  ]) {
    if (!condition[word]) continue;
    const parts = condition[word].map(tree);
    return parts.every(Boolean) ? parts.reduce((left, right) => ({ op, left, right })) : undefined;
  }
  if (condition.not) {
    const of = tree(condition.not);
    return of && { op: 'not', of };
  }
  const field = { op: 'field', path: condition.field?.split('.') };
  const empty = { op: 'call', function: 'is_empty', args: [field] };
  if (condition.op === 'is_empty') return empty;
  if (condition.op === 'is_set') return { op: 'not', of: empty };
  const op = binary[condition.op];
  if (!op || (typeof condition.value === 'object' && !Array.isArray(condition.value))) return undefined;
  return { op, left: field, right: literal(condition.value) };
}

function fieldModel(field) {
  const model = { ...field, right: field.mask === 'phone' ? 'masked' : 'write' };
  for (const name of ['visible_when', 'required_when', 'read_only_when']) {
    if (!field[name]) continue;
    const found = tree(field[name]);
    if (found) model[name] = { tree: found };
    else delete model[name];
  }
  delete model.options_when;
  delete model.formula;
  if (field.default?.formula) delete model.default;
  if (field.fields) model.fields = field.fields.map(fieldModel);
  return model;
}

function formModel(form) {
  const rights = { create: true, update: true, delete: true, export: true };
  const block = (item) => {
    const found = item.visible_when && tree(item.visible_when);
    const { visible_when: _text, ...rest } = item;
    return {
      ...rest,
      ...(found ? { visible_when: { tree: found } } : {}),
      ...(item.sections ? { sections: item.sections.map(block) } : {}),
    };
  };
  return { ...form, fields: form.fields.map(fieldModel), layout: form.layout?.map(block), checks: [], rights };
}

export function apps(folder, list, read) {
  const json = (path) => JSON.parse(read(path, 'utf8'));
  const all = (path) =>
    list(path)
      .filter((name) => name.endsWith('.json'))
      .map((name) => json(`${path}/${name}`));
  const staff = json(`${folder}/crm/data/people.json`);
  const id = (kind, index) => `00000000-0000-7000-8000-${kind}${String(index).padStart(10, '0')}`;
  const departmentId = new Map(staff.departments.map(({ key }, index) => [key, id('dd', index)]));
  const text = (label) => (typeof label === 'string' ? label : (label?.['zh-CN'] ?? ''));
  const departments = staff.departments.map((own) => ({
    id: departmentId.get(own.key),
    name: text(own.name ?? own.label),
    parent: departmentId.get(own.parent) ?? null,
  }));
  const people = staff.people.map((person, index) => ({
    id: id('ee', index),
    account: person.account,
    name: text(person.name),
    title: text(person.title),
    department: departmentId.get(person.department) ?? null,
    active: true,
  }));
  const models = list(folder)
    .filter((name) =>
      list(folder, { withFileTypes: true })
        .find((entry) => entry.name === name)
        ?.isDirectory(),
    )
    .map((name) => {
      const app = json(`${folder}/${name}/app.json`);
      const options = Object.fromEntries(all(`${folder}/${name}/options`).map((set) => [set.key, set.options]));
      const forms = Object.fromEntries(all(`${folder}/${name}/forms`).map((form) => [form.key, formModel(form)]));
      return { ...app, options, forms, roles: [] };
    });
  return { people, departments, apps: Object.fromEntries(models.map((model) => [model.key, model])) };
}
