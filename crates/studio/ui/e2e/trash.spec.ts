/** Deleting and changing one's mind: at once by the message, or within 30 days in the trash. */
import { expect, type Page, test } from '@playwright/test';
import { faults } from './faults';
import { recordIds, signIn } from './sign-in';

const admin = '系统管理员';
const headers = { 'X-Formwork': '1' };
const bin = '/a/crm/-/trash';

async function make(page: Page, subject: string): Promise<string> {
  const data = { subject, due_at: '2026-03-08T16:30:00Z' };
  const made = await page.request.post('/api/v1/data/crm/task', { data, headers });
  const { id }: { id: string } = await made.json();
  return id;
}

async function remove(page: Page, ids: readonly string[]) {
  const data = { operations: ids.map((id) => ({ delete: id })) };
  const done = await page.request.post('/api/v1/data/crm/task/batch', { data, headers });
  expect(done.ok()).toBe(true);
}

const status = async (page: Page, id: string) => (await page.request.get(`/api/v1/data/crm/task/${id}`)).status();
const row = (page: Page, subject: string) => page.locator('.trash-table tbody tr', { hasText: subject });

test('a record is deleted on its page and brought back by the message, whole and with its story', async ({ page }) => {
  await signIn(page, admin);
  const id = await make(page, '页面删除');
  await page.request.post(`/api/v1/data/crm/task/${id}/comments`, { data: { text: '一句评论' }, headers });
  await page.goto(`/a/crm/task/${id}`);
  await page.getByRole('button', { name: '更多操作', exact: true }).click();
  await page.getByRole('menuitem', { name: '删除' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('30 天内可以从回收站恢复');
  await dialog.getByRole('button', { name: '删除' }).click();
  await page.waitForURL((url) => url.pathname === '/a/crm/task');
  const message = page.locator('.toast', { hasText: '已删除“页面删除”' });
  await expect(message).toBeVisible();
  expect(await status(page, id)).toBe(404);
  await message.getByRole('button', { name: '撤销' }).click();
  await page.waitForURL((url) => url.pathname === `/a/crm/task/${id}`);
  await expect(page.getByRole('heading', { name: '页面删除' }).first()).toBeVisible();
  await expect(page.locator('.timeline')).toContainText('恢复了记录');
  await expect(page.locator('.timeline')).toContainText('一句评论');
});

test('a record is deleted in its drawer and opens there again', async ({ page }) => {
  await signIn(page, admin);
  const id = await make(page, '抽屉删除');
  await page.goto(`/a/crm/task?view=all&record=${id}`);
  await page.getByRole('dialog').getByRole('button', { name: '更多操作', exact: true }).click();
  await page.getByRole('menuitem', { name: '删除' }).click();
  await page.getByRole('dialog', { name: '删除“抽屉删除”？' }).getByRole('button', { name: '删除' }).click();
  await expect(page).not.toHaveURL(/record=/);
  await page.locator('.toast', { hasText: '已删除' }).getByRole('button', { name: '撤销' }).click();
  await expect(page).toHaveURL(new RegExp(`record=${id}`));
  await expect(page.getByRole('dialog').getByRole('heading', { name: '抽屉删除' })).toBeVisible();
});

test('many are deleted in a table and restored from the trash, by keyboard as well', async ({ page }) => {
  await signIn(page, admin);
  const names = ['甲', '乙', '丙'].map((name) => `回收 ${name} ${Date.now() % 100000}`);
  const ids: string[] = [];
  for (const name of names) ids.push(await make(page, name));
  await page.goto('/a/crm/task?view=all&sort=-created_at');
  const grid = page.locator('.grid');
  await expect(grid.locator('[data-row="0"] .grid-name')).toHaveText(names[2] ?? '');
  for (const at of [0, 1, 2]) await grid.locator(`[data-row="${at}"] input[type=checkbox]`).click();
  await page.locator('.status-bar').getByRole('button', { name: '删除' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删除 3 条' }).click();
  await expect(page.locator('.toast', { hasText: '已删除 3 条记录' })).toBeVisible();
  await page.getByRole('button', { name: /^视图操作/ }).click();
  await page.getByRole('menuitem', { name: '回收站' }).click();
  await expect(page).toHaveURL(/-\/trash\?form=task/);
  await expect(row(page, names[0] ?? '')).toContainText('还剩 30 天');
  await expect(row(page, names[0] ?? '')).toContainText('管理员');
  await expect(page.locator('.shell-nav').getByRole('link', { name: '回收站' })).toHaveAttribute(
    'aria-current',
    'page',
  );
  expect(await faults(page)).toEqual([]);
  // Two at once, by keyboard; the third by its own button.
  for (const name of names.slice(0, 2)) {
    await page.getByRole('checkbox', { name: `选择“${name}”` }).focus();
    await page.keyboard.press('Space');
  }
  await page.getByRole('button', { name: '恢复 2 条' }).press('Enter');
  await expect(page.locator('.toast', { hasText: '已恢复 2 条记录' })).toBeVisible();
  await expect(row(page, names[0] ?? '')).toHaveCount(0);
  await page.getByRole('button', { name: `恢复“${names[2]}”` }).click();
  await page.locator('.toast', { hasText: '已恢复“' }).getByRole('button', { name: '查看' }).click();
  await page.waitForURL((url) => url.pathname === `/a/crm/task/${ids[2]}`);
  for (const id of ids) expect(await status(page, id)).toBe(200);
});

test('the trash is searched, says what stands in the way, and shows what others delete', async ({ page }) => {
  await signIn(page, admin);
  const mark = String(Date.now() % 100000);
  const [like = ''] = await recordIds(page.request, 'crm/product', 1);
  const { line, category, status, price, tax_rate } = await (
    await page.request.get(`/api/v1/data/crm/product/${like}`)
  ).json();
  const data = {
    name: `唯一产品 ${mark}`,
    code: `TR-${1000 + (Date.now() % 9000)}`,
    line,
    category,
    status,
    price,
    tax_rate,
  };
  const create = async () => {
    const made = await page.request.post('/api/v1/data/crm/product', { data, headers });
    expect(made.status(), await made.text()).toBe(201);
    const { id }: { id: string } = await made.json();
    return id;
  };
  const first = await create();
  await page.request.delete(`/api/v1/data/crm/product/${first}`, { headers });
  await create();
  await page.goto(bin);
  await page.getByPlaceholder('按标题搜索').fill(`产品 ${mark}`);
  await expect(page.locator('.trash-table tbody tr')).toHaveCount(1);
  await page.getByRole('button', { name: `恢复“${data.name}”` }).click();
  await expect(page.getByRole('alert')).toContainText('没有恢复任何记录');
  await expect(page.getByRole('alert')).toContainText(`“${data.name}”不能恢复：已有别的记录用了它的“产品编码”`);
  expect(await faults(page)).toEqual([]);
  await page.getByPlaceholder('按标题搜索').fill('没有这样的');
  await expect(page.getByRole('heading', { name: '没有符合条件的记录' })).toBeVisible();
  await page.getByRole('button', { name: '清除条件' }).click();
  await expect(page.getByPlaceholder('按标题搜索')).toHaveValue('');
  // What is deleted elsewhere comes by itself.
  const name = `别处删除 ${mark}`;
  const id = await make(page, name);
  await remove(page, [id]);
  await expect(row(page, name)).toBeVisible();
});

test('a deletion that cannot be taken back says why and leads to the trash', async ({ page }) => {
  await signIn(page, admin);
  const id = await make(page, '两处恢复');
  await page.goto(`/a/crm/task/${id}`);
  await page.getByRole('button', { name: '更多操作', exact: true }).click();
  await page.getByRole('menuitem', { name: '删除' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  const message = page.locator('.toast', { hasText: '已删除“两处恢复”' });
  await expect(message).toBeVisible();
  await page.request.post('/api/v1/apps/crm/trash/restore', { data: { ids: [id] }, headers });
  await message.getByRole('button', { name: '撤销' }).click();
  await page.getByRole('button', { name: '打开回收站' }).click();
  await page.waitForURL((url) => url.pathname === bin);
});

test('who may delete nothing has no way to the trash, and the page says so', async ({ page }) => {
  await signIn(page, admin);
  await page.route('**/api/v1/apps/crm', async (route) => {
    const answer = await route.fetch();
    const app: { forms: Record<string, { rights: { delete: boolean } }> } = await answer.json();
    for (const form of Object.values(app.forms)) form.rights.delete = false;
    await route.fulfill({ response: answer, json: app });
  });
  await page.goto('/a/crm/task');
  await expect(page.locator('.shell-nav').getByRole('link', { name: '待办', exact: true })).toBeVisible();
  await expect(page.locator('.shell-nav').getByRole('link', { name: '回收站' })).toHaveCount(0);
  await page.goto(bin);
  await expect(page.getByRole('heading', { name: '您在这个应用里不能删除记录' })).toBeVisible();
});
