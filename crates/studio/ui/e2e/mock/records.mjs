// Made-up records for each form, the same at every start, and simple conditions on them.

const places = [
  '宁波',
  '北京',
  '沈阳',
  '合肥',
  '成都',
  '青岛',
  '重庆',
  '苏州',
  '西安',
  '杭州',
  '郑州',
  '武汉',
  '长沙',
  '东莞',
  '深圳',
  '佛山',
  '天津',
];
const trades = [
  '精工机械',
  '汇川食品',
  '远景重工',
  '楚天环保',
  '星河新能源',
  '博远物流',
  '恒力医疗',
  '联创自动化',
  '中科电子',
  '华瑞智造',
  '海澜包装',
  '鼎泰机械',
];
const regions = ['330200', '110000', '210100', '340100', '510100', '370200', '500000', '320500', '610100', '330100'];
const surnames = ['沈', '毛', '周', '何', '陈', '赵', '吴', '林'];

/** A seeded generator (mulberry32), so that pictures stay the same. */
function seeded(text) {
  let state = [...text].reduce((sum, char) => (sum * 31 + char.codePointAt(0)) | 0, 7);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

function leaves(options) {
  return options.flatMap((option) => (option.children?.length ? leaves(option.children) : [option.key]));
}

function makers(app, form, people, departments, recordsOf, random) {
  const pick = (items) => items[Math.floor(random() * items.length)];
  const amount = () => String(Math.round(random() ** 2 * 900) * 1000 + 5000);
  const day = () => new Date(Date.UTC(2026, 10, 21) + Math.floor((random() - 0.4) * 120) * 86400000);
  const options = (field) => leaves(typeof field.options === 'string' ? app.options[field.options] : field.options);
  const company = () => pick(places) + pick(trades);

  return {
    text: (field) =>
      field.key !== form.title
        ? /name|title/.test(field.key)
          ? pick(surnames) + pick(['国栋', '晓燕', '立群', '敏', '琪'])
          : pick(['A-102', '二期产线', '总经理', '设备部'])
        : form.key === 'contact'
          ? pick(surnames) + pick(['国栋', '晓燕', '立群', '敏'])
          : form.key === 'customer' || form.key === 'lead'
            ? company()
            : `${company()}${pick(['二期检测线', '年度框架', '设备升级', '上门拜访'])}`,
    long_text: () =>
      pick(['二期产线要做在线检测，现有设备精度不足。', '最关心售后响应 4 小时内到场。', '预算已批，希望本周看演示。']),
    rich_text: () => '<p>对方希望<strong>本周</strong>看演示。</p><ul><li>价格可谈</li><li>质保延到 3 年</li></ul>',
    integer: () => Math.floor(random() * 50) + 1,
    number: () => (random() * 200).toFixed(2),
    money: () => `${amount()}.00`,
    percent: () => pick(['0.10', '0.25', '0.45', '0.70', '1']),
    yes_no: () => random() > 0.4,
    date: () => day().toISOString().slice(0, 10),
    time: () => pick(['09:30:00', '14:00:00', '16:30:00']),
    date_time: () => day().toISOString().replace('00:00:00.000', '06:30:00'),
    select: (field) => pick(options(field)),
    multi_select: (field) => [...new Set([pick(options(field)), pick(options(field))])],
    tree_select: (field) => pick(options(field)),
    tags: () => [...new Set([pick(['重点跟进', '泵阀', '老客户']), pick(['展会', '高意向'])])],
    phone: () => `138****${String(Math.floor(random() * 9000) + 1000)}`,
    email: () => `contact${Math.floor(random() * 900)}@example.com`,
    url: () => 'https://www.example.com',
    region: () => pick(regions),
    address: () => ({ region: pick(regions), detail: '工业园区 18 号' }),
    user: () => pick(people).id,
    owner: () => pick(people).id,
    users: () => [pick(people).id],
    department: () => pick(departments).id,
    link: (field) => (field.form === form.key ? null : (pick(recordsOf(app.key, field.form))?.id ?? null)),
    rollup: (field) =>
      field.op === 'count' ? Math.floor(random() * 6) : field.op === 'latest' ? day().toISOString() : amount(),
    formula: () => amount(),
    rating: () => Math.ceil(random() * 5),
    progress: () => Math.floor(random() * 20) * 5,
    table: (field) =>
      Array.from({ length: 3 }, (_, index) => ({
        id: `row-${index}`,
        ...Object.fromEntries(
          field.fields.map((inner) => [
            inner.key,
            makers(app, form, people, departments, recordsOf, random)[inner.kind]?.(inner) ?? null,
          ]),
        ),
      })),
  };
}

export function make(app, key, people, departments, recordsOf) {
  const form = app.forms[key];
  const random = seeded(`${app.key}/${key}`);
  const by = makers(app, form, people, departments, recordsOf, random);
  const count = ['customer', 'lead'].includes(key) ? 1846 : 240;
  return Array.from({ length: count }, (_, index) => {
    const at = new Date(Date.UTC(2026, 10, 21, 8) - index * 5_400_000).toISOString();
    const record = {
      id: `${(index + 1).toString(16).padStart(8, '0')}-${[...key]
        .reduce((sum, char) => sum + char.charCodeAt(0), 0)
        .toString(16)
        .padStart(4, '0')}-7000-8000-000000000001`,
      version: 1,
      created_at: at,
      created_by: people[index % people.length].id,
      updated_at: at,
      updated_by: people[index % people.length].id,
      owner: people[Math.floor(random() * 4)].id,
    };
    for (const field of form.fields)
      record[field.key] ??=
        field.kind === 'serial'
          ? `KH-202611-${String(count - index).padStart(4, '0')}`
          : (by[field.kind]?.(field) ?? null);
    return record;
  });
}

const number = (value) => (/^-?\d+(\.\d+)?$/.test(String(value)) ? Number(value) : value);

/** Whether a condition of the simple kind holds; one that is not understood does. */
export function holds(condition, record, me) {
  if (!condition || typeof condition === 'string') return true;
  if (condition.all) return condition.all.every((part) => holds(part, record, me));
  if (condition.any) return condition.any.some((part) => holds(part, record, me));
  if (condition.not) return !holds(condition.not, record, me);
  const own = record[condition.field];
  const wanted = condition.value?.formula
    ? condition.value.formula.startsWith('me')
      ? me.id
      : undefined
    : condition.value;
  const [a, b] = [number(own), number(wanted)];
  switch (condition.op) {
    case 'eq':
      return own === wanted || a === b;
    case 'ne':
      return own !== wanted;
    case 'in':
      return wanted.includes(own);
    case 'not_in':
      return !wanted.includes(own);
    case 'is_empty':
      return (own ?? '') === '';
    case 'is_set':
      return (own ?? '') !== '';
    case 'lt':
      return own !== null && a < b;
    case 'le':
      return own !== null && a <= b;
    case 'gt':
      return own !== null && a > b;
    case 'ge':
      return own !== null && a >= b;
    case 'between':
      return own !== null && a >= number(wanted[0]) && a <= number(wanted[1]);
    case 'contains':
      return String(own ?? '').includes(wanted);
    case 'has':
      return own?.includes(wanted) ?? false;
    case 'has_any':
      return wanted.some((item) => own?.includes(item));
    default:
      return true;
  }
}
