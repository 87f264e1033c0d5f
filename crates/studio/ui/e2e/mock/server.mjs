// A stand-in for the server while screens are designed: it reads app folders, makes records up and forgets them again.
// It knows simple conditions only; formulas have no trees here. Journeys run against the real server.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { resolve } from 'node:path';
import { apps as loadApps } from './apps.mjs';
import { holds, make } from './records.mjs';

const port = Number(process.env.PORT ?? 8080);
const examples = resolve(import.meta.dirname, '../../../../../examples');
const { people, departments, apps } = loadApps(examples, readdirSync, readFileSync);
const me = people[0];
const store = new Map();
const history = new Map();

function recordsOf(app, form) {
  const key = `${app}/${form}`;
  if (!store.has(key)) store.set(key, make(apps[app], form, people, departments, recordsOf));
  return store.get(key);
}

const problem = (status, code, detail, more = {}) => ({ status, body: { code, detail, request_id: 'mock', ...more } });
const ok = (body, status = 200) => ({ status, body });

function list(app, form, { where, sort = [], q, limit = 50, cursor, expand = [], total }) {
  const model = apps[app].forms[form];
  let items = recordsOf(app, form).filter((record) => holds(where, record, me));
  if (q)
    items = items.filter((record) => JSON.stringify(Object.values(record)).toLowerCase().includes(q.toLowerCase()));
  for (const path of sort.toReversed()) {
    const key = path.replace(/^-/, '');
    const sign = path.startsWith('-') ? -1 : 1;
    const value = (record) => (/^-?\d+(\.\d+)?$/.test(record[key]) ? Number(record[key]) : (record[key] ?? ''));
    items = items.toSorted((a, b) => sign * (value(a) < value(b) ? -1 : value(a) > value(b) ? 1 : 0));
  }
  const from = cursor ? Number(cursor) : 0;
  const page = items.slice(from, from + limit).map((record) => expanded(app, model, record, expand));
  return ok({
    items: page,
    next_cursor: from + limit < items.length ? String(from + limit) : null,
    ...(total ? { total: items.length } : {}),
  });
}

function expanded(app, model, record, expand) {
  if (expand.length === 0) return record;
  const found = {};
  for (const path of expand) {
    const field = model.fields.find(({ key }) => key === path.split('.')[0]);
    if (field?.kind === 'link')
      found[field.key] = recordsOf(app, field.form).find(({ id }) => id === record[field.key]) ?? null;
  }
  return { ...record, expanded: found };
}

function aggregate(app, form, { where, group_by = [], measures }) {
  const groups = new Map();
  for (const record of recordsOf(app, form).filter((record) => holds(where, record, me))) {
    const key = group_by.map((key) => record[key]).join('|');
    groups.set(key, [...(groups.get(key) ?? []), record]);
  }
  if (groups.size === 0 && group_by.length === 0) groups.set('', []);
  const items = [...groups.values()].map((records) => ({
    ...Object.fromEntries(group_by.map((key) => [key, records[0]?.[key]])),
    ...Object.fromEntries(
      Object.entries(measures).map(([name, measure]) => [
        name,
        measure.sum
          ? records.reduce((sum, record) => sum + Number(record[measure.sum] ?? 0), 0).toFixed(2)
          : records.length,
      ]),
    ),
  }));
  return ok({ items });
}

function missing(model, record) {
  return model.fields
    .filter((field) => field.required && (record[field.key] ?? '') === '')
    .map(({ key }) => ({ code: 'required', path: `/${key}`, params: {}, text: '必填' }));
}

function note(id, action, version, changes) {
  history.set(id, [{ at: new Date().toISOString(), by: me.id, action, version, changes }, ...(history.get(id) ?? [])]);
}

let trash = [];

function putAway(app, form, record) {
  const records = recordsOf(app, form);
  records.splice(records.indexOf(record), 1);
  trash.unshift({ app, form, record, at: new Date() });
}

function bin(app, restoring, { ids }, search) {
  const own = trash.filter((one) => one.app === app);
  const title = ({ form, record }) => String(record[apps[app].forms[form].title] ?? '');
  if (!restoring) {
    const [form, text] = [search.get('form'), search.get('search') ?? ''];
    const found = own.filter((one) => (!form || one.form === form) && title(one).includes(text));
    const until = ({ at }) => new Date(at.getTime() + 30 * 86_400_000);
    return ok({
      items: found.map((one) => ({
        id: one.record.id,
        form: one.form,
        title: title(one),
        at: one.at,
        by: me.id,
        until: until(one),
      })),
    });
  }
  const back = own.filter(({ record }) => ids.includes(record.id));
  trash = trash.filter((one) => !back.includes(one));
  for (const { form, record } of back) {
    record.version += 2;
    recordsOf(app, form).unshift(record);
    note(record.id, 'restore', record.version, []);
  }
  return ok({ items: back.map(({ form, record }) => ({ id: record.id, form, version: record.version })) });
}

function data(method, [app, form, id, more], body, headers, search) {
  const model = apps[app]?.forms[form];
  if (!model) return problem(404, 'not_found', '没有找到');
  const records = recordsOf(app, form);
  if (id === 'query') return list(app, form, body);
  if (id === 'aggregate') return aggregate(app, form, body);
  if (id === 'batch') {
    for (const { delete: gone } of body.operations)
      putAway(
        app,
        form,
        records.find((record) => record.id === gone),
      );
    return ok({ results: body.operations.map(() => ({ status: 204 })) });
  }
  if (id === undefined && method === 'POST') {
    const issues = missing(model, body);
    if (issues.length > 0) return problem(422, 'validation', '有内容需要修改', { issues });
    const now = new Date().toISOString();
    const record = {
      id: crypto.randomUUID(),
      version: 1,
      created_at: now,
      created_by: me.id,
      updated_at: now,
      updated_by: me.id,
      owner: me.id,
      ...body,
    };
    records.unshift(record);
    note(record.id, 'create', 1, []);
    return ok(record, 201);
  }
  const record = records.find((record) => record.id === id);
  if (!record) return problem(404, 'not_found', '记录不存在或您没有权限查看。');
  if (more === 'history') {
    const made = { at: record.created_at, by: record.created_by, action: 'create', version: 1, changes: [] };
    return ok({ items: [...(history.get(id) ?? []), made], next_cursor: null });
  }
  if (method === 'GET')
    return ok(expanded(app, model, record, (search.get('expand') ?? '').split(',').filter(Boolean)));
  const match = headers['if-match'];
  if (match && match !== `"${record.version}"`) return problem(412, 'version', '记录已被他人修改。');
  if (method === 'DELETE') {
    putAway(app, form, record);
    return { status: 204 };
  }
  const issues = missing(model, { ...record, ...body });
  if (issues.length > 0) return problem(422, 'validation', '有内容需要修改', { issues });
  const changes = Object.entries(body).map(([field, value]) => ({ field, old: record[field] ?? null, new: value }));
  Object.assign(record, body, { version: record.version + 1, updated_at: new Date().toISOString(), updated_by: me.id });
  note(id, 'update', record.version, changes);
  return ok(record);
}

const mine = () => ({
  ...me,
  locale: 'zh-CN',
  administrator: false,
  apps: Object.values(apps).map(({ key, label, icon, colour }) => ({ key, label, icon, colour, roles: ['sales'] })),
});
let signedIn = process.env.SIGNED_IN === '1';

function answer(method, path, body, headers, search) {
  const [head, ...rest] = path.replace('/api/v1/', '').split('/').map(decodeURIComponent);
  if (head === 'public')
    return ok({
      name: '演示企业',
      demo: true,
      setup: process.env.SETUP === '1',
      demo_people: people
        .slice(0, 8)
        .map(({ account, name, title }) => ({ account, name, title: title ?? '', password: 'demo' })),
    });
  if (head === 'auth' || head === 'setup') {
    signedIn = rest[0] !== 'logout';
    if (rest[0] === 'login' && body.password !== 'demo') {
      signedIn = false;
      return problem(401, 'sign_in', '账号或密码不正确。');
    }
    return signedIn ? ok({ token: 'mock', expires_at: '2100-01-01T00:00:00Z', user: mine() }) : { status: 204 };
  }
  if (!signedIn) return problem(401, 'not_signed_in', '请先登录。');
  if (head === 'me') return ok(mine());
  if (head === 'users') return ok({ items: people });
  if (head === 'regions')
    return ok(JSON.parse(readFileSync(resolve(examples, '../engine-specs/data/regions.json'), 'utf8')));
  if (head === 'departments') return ok({ items: departments });
  if (head === 'apps' && apps[rest[0]] && rest[1] === 'trash') return bin(rest[0], rest[2] === 'restore', body, search);
  if (head === 'apps') return apps[rest[0]] ? ok(apps[rest[0]]) : problem(404, 'not_found', '没有这个应用。');
  if (head === 'data') return data(method, rest, body, headers, search);
  if (head === 'files')
    return ok(
      {
        id: crypto.randomUUID(),
        name: decodeURIComponent(headers['content-disposition'].split("''")[1]),
        size: 1234,
        type: headers['content-type'],
      },
      201,
    );
  return problem(404, 'not_found', '没有这个地址。');
}

const dist = resolve(import.meta.dirname, '../../dist');
const types = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', html: 'text/html' };

/** A file of the built UI, else its page. */
function page(path, response) {
  const file = path !== '/' && existsSync(dist + path) && !path.includes('..') ? path : '/index.html';
  response.writeHead(200, { 'content-type': types[file.split('.').at(-1)] ?? 'application/octet-stream' });
  response.end(readFileSync(dist + file));
}

createServer((request, response) => {
  const url = new URL(request.url, 'http://mock');
  const parts = [];
  request.on('data', (part) => parts.push(part));
  request.on('end', () => {
    if (!url.pathname.startsWith('/api/')) return page(url.pathname, response);
    let result;
    try {
      const text = Buffer.concat(parts).toString();
      const json = request.headers['content-type']?.includes('json') && text ? JSON.parse(text) : {};
      result = answer(request.method, url.pathname, json, request.headers, url.searchParams);
    } catch (error) {
      console.error(error);
      result = problem(500, 'mock', String(error));
    }
    response.writeHead(result.status, {
      'content-type': result.status < 400 ? 'application/json' : 'application/problem+json',
    });
    response.end(result.body === undefined ? undefined : JSON.stringify(result.body));
  });
}).listen(port, '127.0.0.1', () => console.log(`mock of ${Object.keys(apps).join(', ')} on http://127.0.0.1:${port}`));
