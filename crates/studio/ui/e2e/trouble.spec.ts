/** What happens to somebody who types while the ground moves: the page says it, keeps what was typed, and goes on. */
import { type APIRequestContext, type Browser, expect as expectAtOnce, type Page, test } from '@playwright/test';
import { blankApp, headers, saved } from './designing';
import { faults } from './faults';
import { Gateway } from './gateway';
import { recordIds, signIn } from './sign-in';

/** A slow machine may take its time: what is asked is whether it comes, not when. */
const expect = expectAtOnce.configure({ timeout: 20_000 });

test.describe.configure({ timeout: 120_000 });

const password = process.env.FORMWORK_DEMO_PASSWORD ?? 'formwork-demo';
const origin = (page: Page) => new URL(page.url()).origin;

/** Somebody else at another desk. */
async function another(browser: Browser, baseURL: string, account: string): Promise<Page> {
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'zh-CN', baseURL });
  const entered = await context.request.post('/api/v1/auth/login', { data: { account, password } });
  expect(entered.ok(), await entered.text()).toBe(true);
  return context.newPage();
}

async function makeTask(request: APIRequestContext, subject: string): Promise<{ id: string; version: number }> {
  const { id: me }: { id: string } = await (await request.get('/api/v1/me')).json();
  const data = { subject, kind: 'follow_up', status: 'open', assignee: me, due_at: '2027-01-15T04:00:00Z' };
  const answer = await request.post('/api/v1/data/crm/task', { data, headers });
  expect(answer.ok(), await answer.text()).toBe(true);
  return answer.json();
}

async function editTask(page: Page, id: string, subject: string) {
  await page.goto(`/a/crm/task/${id}`);
  await page.getByRole('button', { name: '编辑', exact: true }).click();
  await page.locator('#field-subject').fill(subject);
}

test('somebody who is mentioned hears of it at once, and lands on the comment', async ({ page, browser }) => {
  await signIn(page, '何琪');
  const bell = page.getByRole('button', { name: /^通知/ });
  await expect(bell).toBeVisible();
  const [id = ''] = await recordIds(page.request, 'crm/customer');
  const before = Number(/(\d+) 条未读/.exec((await bell.getAttribute('aria-label')) ?? '')?.[1] ?? 0);
  const other = await another(browser, origin(page), 'tang_jing');
  await other.goto(`/a/crm/customer/${id}`);
  const text = `样机先试用一周可以吗 ${Date.now()}`;
  await other.locator('#composer').click();
  await other.keyboard.type('@何');
  await other.getByRole('option', { name: /何琪/ }).first().click();
  await other.keyboard.type(text);
  await other.getByRole('button', { name: '发送' }).click();
  await expect(other.locator('.timeline-card', { hasText: text })).toBeVisible();

  await expect(bell).toHaveAccessibleName(`通知，${before + 1} 条未读`);
  await bell.click();
  await page.locator('.bell-notice', { hasText: text }).click();
  await page.waitForURL((url) => url.pathname === `/a/crm/customer/${id}`);
  const comment = page.locator('.timeline-entry[data-wanted]', { hasText: text });
  await expect(comment).toBeInViewport();
  await expect(comment).toBeFocused();
  await expect(comment.locator('.mention-me')).toHaveText('@何琪');
  await expect(bell).toHaveAccessibleName(before === 0 ? '通知' : `通知，${before} 条未读`);
  expect(await faults(page)).toEqual([]);
});

test('a server that restarts is said, and what was typed is saved afterwards', async ({ page, baseURL }) => {
  const gateway = new Gateway(baseURL ?? '');
  await gateway.up();
  try {
    await page.goto(`${gateway.address}/login`);
    const entered = await page.request.post(`${gateway.address}/api/v1/auth/login`, {
      data: { account: 'tang_jing', password },
    });
    expect(entered.ok(), await entered.text()).toBe(true);
    const { id } = await makeTask(page.request, '重启之前');
    await page.goto(`${gateway.address}/a/crm/task/${id}`);
    await page.getByRole('button', { name: '编辑', exact: true }).click();
    await page.locator('#field-subject').fill('重启之间写的');
    await gateway.down();
    await expect(page.getByText('连不上服务器')).toBeVisible();
    await page.getByRole('button', { name: '保存' }).click();
    await expect(page.locator('.record-problem')).toContainText('无法连接服务器');
    await expect(page.locator('#field-subject')).toHaveValue('重启之间写的');
    await gateway.up();
    await expect(page.getByText('连不上服务器')).toBeHidden();
    await expect(page.locator('#field-subject')).toHaveValue('重启之间写的');
    await page.getByRole('button', { name: '保存' }).click();
    await expect(page.locator('.read-field[data-field="subject"]')).toContainText('重启之间写的');
  } finally {
    await page.close();
    await gateway.down();
  }
});

test('a record that is deleted while it is edited becomes a new one', async ({ page }) => {
  await signIn(page, '唐静');
  const { id, version } = await makeTask(page.request, '会被删除');
  await editTask(page, id, '删除之后还在');
  const gone = await page.request.delete(`/api/v1/data/crm/task/${id}`, {
    headers: { ...headers, 'If-Match': `"${version}"` },
  });
  expect(gone.ok(), await gone.text()).toBe(true);
  const notice = page.locator('.notice-amber');
  await expect(notice).toContainText('这条记录已被删除');
  await expect(page.locator('#field-subject')).toHaveValue('删除之后还在');
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: '另存为新记录' }).click();
  await page.waitForURL((url) => /\/task\/[0-9a-f-]{36}$/.test(url.pathname) && !url.pathname.endsWith(id));
  await expect(page.locator('.read-field[data-field="subject"]')).toContainText('删除之后还在');
});

test('a record that is deleted while it is only read says so', async ({ page }) => {
  await signIn(page, '唐静');
  const { id, version } = await makeTask(page.request, '只是在看');
  await page.goto(`/a/crm/task/${id}`);
  await expect(page.locator('.read-field[data-field="subject"]')).toContainText('只是在看');
  await page.request.delete(`/api/v1/data/crm/task/${id}`, { headers: { ...headers, 'If-Match': `"${version}"` } });
  await expect(page.getByRole('alert')).toContainText('这条记录已被删除');
  await page.getByRole('button', { name: '回到列表' }).click();
  await page.waitForURL((url) => url.pathname === '/a/crm/task');
});

test('a right that is taken away while somebody types is said at once, and the words stay', async ({
  page,
  browser,
}) => {
  await signIn(page, '李晨');
  const { id: me }: { id: string } = await (await page.request.get('/api/v1/me')).json();
  const admin = await another(browser, origin(page), 'admin');
  const setRoles = (roles: readonly string[]) =>
    admin.request.put(`/api/v1/apps/crm/members/${me}`, { headers, data: { roles } });
  try {
    const { id } = await makeTask(page.request, '权限还在');
    await editTask(page, id, '权限变化之前写的');
    const answer = await setRoles([]);
    expect(answer.ok(), await answer.text()).toBe(true);
    const notice = page.locator('.notice-amber');
    await expect(notice).toContainText('您的权限刚刚有变化');
    await expect(page.locator('#field-subject')).toHaveValue('权限变化之前写的');
    await page.getByRole('button', { name: '保存' }).click();
    await expect(notice).toContainText('您的权限刚刚有变化');
    // The administrator puts it right: the same words are saved.
    await setRoles(['service']);
    await expect(notice).toBeHidden();
    await page.getByRole('button', { name: '保存' }).click();
    await expect(page.locator('.read-field[data-field="subject"]')).toContainText('权限变化之前写的');
  } finally {
    await setRoles(['service']);
  }
});

test('a right that is taken away anywhere else is said too: in place, in a comment, in a table, in a new record', async ({
  page,
  browser,
}) => {
  await signIn(page, '李晨');
  const { id: me }: { id: string } = await (await page.request.get('/api/v1/me')).json();
  const admin = await another(browser, origin(page), 'admin');
  const setRoles = async (roles: readonly string[]) => {
    const answer = await admin.request.put(`/api/v1/apps/crm/members/${me}`, { headers, data: { roles } });
    expect(answer.ok(), await answer.text()).toBe(true);
  };
  const said = page.locator('.toast', { hasText: '您刚刚失去了“客户管理”的使用权限' });
  try {
    const { id } = await makeTask(page.request, '还在的待办');
    await page.goto(`/a/crm/task/${id}`);
    await page.locator('.read-field[data-field="subject"] .read-pen').click();
    const box = page.locator('#in-place-subject');
    await box.fill('在原处写的');
    await setRoles([]);
    await box.press('Enter');
    await expect(page.locator('.in-place [role=alert]')).toContainText('您填写的内容还在');
    await expect(said).toBeVisible();
    await expect(box).toHaveValue('在原处写的');
    await setRoles(['service']);
    await box.press('Enter');
    await expect(page.locator('.read-field[data-field="subject"]')).toContainText('在原处写的');

    await page.goto(`/a/crm/task/${id}`);
    await page.locator('#composer').click();
    await page.keyboard.type('一句评论');
    await setRoles([]);
    await page.getByRole('button', { name: '发送' }).click();
    await expect(page.locator('.composer [role=alert]')).toContainText('您填写的内容还在');
    await expect(said).toBeVisible();
    await expect(page.locator('#composer')).toHaveValue('一句评论');
    await setRoles(['service']);
    await page.getByRole('button', { name: '发送' }).click();
    await expect(page.locator('.timeline-card', { hasText: '一句评论' })).toBeVisible();

    await page.goto('/a/crm/task?view=all&sort=-created_at');
    const name = page.locator('.grid [data-row="0"] > [data-column="0"]');
    await expect(name).toContainText('在原处写的');
    await name.click({ position: { x: 4, y: 4 } });
    await page.keyboard.press('F2');
    await expect(name.locator('input')).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('在表格里写的');
    await setRoles([]);
    await page.keyboard.press('Enter');
    await expect(page.locator('.toast', { hasText: '您填写的内容还在' })).toBeVisible();
    await expect(page.getByRole('button', { name: '复制刚才填写的内容' })).toBeVisible();
    await expect(said).toBeVisible();
    await setRoles(['service']);

    await page.goto('/a/crm/task/new');
    await page.locator('#field-subject').fill('还没有保存的');
    await page.locator('#field-due_at').click();
    await page.locator('.ant-picker-dropdown:not(.ant-picker-dropdown-hidden) .ant-picker-now-btn').click();
    await setRoles([]);
    await page.getByRole('button', { name: '保存' }).click();
    await expect(page.locator('.notice-amber')).toContainText('您的权限刚刚有变化');
    await expect(page.locator('#field-subject')).toHaveValue('还没有保存的');
  } finally {
    await setRoles(['service']);
  }
});

test('a field that publishing removes while somebody types is said, and its words can be copied', async ({
  browser,
  baseURL,
}) => {
  const admin = await another(browser, baseURL ?? '', 'admin');
  const app = await blankApp(admin, '访客');
  await admin.goto(`/design/${app}`);
  await admin.locator('[data-cell="name"]').waitFor();
  await saved(admin);
  const draft = `/api/v1/apps/${app}/draft`;
  const publish = async (edit: (fields: object[]) => object[]) => {
    const now = await admin.request.get(draft);
    const definition = await now.json();
    definition.forms.form_1.fields = edit(definition.forms.form_1.fields);
    const stored = await admin.request.put(draft, {
      headers: { ...headers, 'If-Match': now.headers().etag ?? '' },
      data: definition,
    });
    expect(stored.ok(), await stored.text()).toBe(true);
    const published = await admin.request.post(`/api/v1/apps/${app}/publish`, { headers, data: {} });
    expect(published.ok(), await published.text()).toBe(true);
  };
  await publish((fields) => [...fields, { key: 'plate', kind: 'text', label: '车牌' }]);
  await admin.goto(`/a/${app}/form_1/new`);
  await admin.locator('#field-name').fill('林岚');
  await admin.locator('#field-plate').fill('浙B·12345');
  await publish((fields) => fields.filter((field) => !('key' in field && field.key === 'plate')));
  const notice = admin.locator('.notice-amber');
  await expect(notice).toContainText('车牌');
  await expect(notice).toContainText('浙B·12345');
  await expect(admin.locator('#field-plate')).toHaveCount(0);
  await expect(admin.locator('#field-name')).toHaveValue('林岚');
  await admin.getByRole('button', { name: '保存' }).click();
  await admin.waitForURL((url) => /\/form_1\/[0-9a-f-]{36}$/.test(url.pathname));
});

test('a filter that no longer fits its form can be let go', async ({ page }) => {
  await signIn(page, '何琪');
  const filter = encodeURIComponent(JSON.stringify({ field: 'gone', op: 'eq', value: 'x' }));
  await page.goto(`/a/crm/customer?view=all&filter=${filter}`);
  const state = page.locator('.state[role=alert]');
  await expect(state).toContainText('这个筛选或排序已不适用');
  await state.getByRole('button', { name: '清除筛选和搜索' }).click();
  await expect(page.getByRole('grid').getByRole('row').nth(3)).toBeVisible();
});
