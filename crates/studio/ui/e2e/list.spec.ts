/** Tables as people work in them: cells, clipboard, groups, views, and what can be taken back. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { faults } from './faults';
import { change, recordIds, signIn } from './sign-in';
import { table } from './table';

test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const admin = '唐静';
const headers = { 'X-Formwork': '1' };

/** The cell of a row in the column with that head. */
async function cell(grid: Locator, row: number, column: string): Promise<Locator> {
  const index = await grid.getByRole('columnheader', { name: column, exact: true }).getAttribute('data-head');
  return grid.locator(`[data-row="${row}"] > [data-column="${index}"]`);
}

async function column(
  page: Page,
  form: string,
  field: string,
  sort: string,
  limit: number,
  where: unknown = true,
): Promise<readonly unknown[]> {
  const answer = await page.request.post(`/api/v1/data/${form}/query`, {
    data: { where, limit, sort: [sort], fields: [field] },
    headers,
  });
  const { items }: { items: readonly Record<string, unknown>[] } = await answer.json();
  return items.map((item) => item[field]);
}

/** The box that has the focus for a table. */
const typing = (page: Page) => page.getByRole('textbox', { name: '在选中的单元格中输入' });

/** A word as an input method writes it: letters first, then what was meant by them. */
async function compose(page: Page, letters: string, word: string) {
  const devtools = await page.context().newCDPSession(page);
  for (let end = 1; end <= letters.length; end += 1)
    await devtools.send('Input.imeSetComposition', {
      text: letters.slice(0, end),
      selectionStart: end,
      selectionEnd: end,
    });
  return async () => {
    await devtools.send('Input.insertText', { text: word });
    await devtools.detach();
  };
}

const written = (page: Page) => page.waitForResponse((answer) => answer.url().endsWith('/batch') && answer.ok());

test.describe('cells', () => {
  const address = '/a/crm/product?view=all&sort=code';
  const amounts = '/a/crm/customer?view=key_accounts&sort=name';
  const purchases = (page: Page, limit: number) =>
    column(page, 'crm/customer', 'annual_purchase', 'name', limit, { field: 'level', op: 'eq', value: 'A' });

  test('a cell is edited by typing, Enter keeps it, and Ctrl+Z takes it back', async ({ page }) => {
    await signIn(page, admin);
    const grid = await table(page, address);
    const [before] = await column(page, 'crm/product', 'name', 'code', 1);
    const name = await cell(grid, 0, '产品名称');
    await name.click({ position: { x: 4, y: 4 } });
    await page.keyboard.press('F2');
    await expect(name.locator('input')).toBeFocused();
    await page.keyboard.press('Control+a');
    await page.keyboard.type('改过的产品');
    await Promise.all([written(page), page.keyboard.press('Enter')]);
    await expect(name).toHaveText('改过的产品');
    await expect(typing(page)).toBeFocused();
    await Promise.all([written(page), page.keyboard.press('Control+z')]);
    await expect(name).toHaveText(String(before));
    expect((await column(page, 'crm/product', 'name', 'code', 1))[0]).toBe(before);
  });

  test('what is wrong is said in the cell and nothing is sent', async ({ page }) => {
    await signIn(page, admin);
    const grid = await table(page, address);
    const price = await cell(grid, 1, '标准单价');
    await price.click();
    await page.keyboard.type('12a');
    await page.keyboard.press('Enter');
    await expect(price.getByRole('alert')).toHaveText('请输入数字');
    await page.keyboard.press('Escape');
    await expect(price.getByRole('alert')).toHaveCount(0);
    await expect(price).toContainText('¥');
  });

  test('keys pressed while the box of a cell is still being fetched are not lost', async ({ page }) => {
    await signIn(page, admin);
    await page.route('**/assets/CellEditor*', async (route) => {
      await new Promise((done) => setTimeout(done, 1500));
      await route.continue();
    });
    const grid = await table(page, address);
    const [first, second] = await column(page, 'crm/product', 'name', 'code', 2);
    await (await cell(grid, 0, '产品名称')).click({ position: { x: 4, y: 4 } });
    await page.keyboard.type('XY');
    await page.keyboard.press('Backspace');
    await page.keyboard.type('Z');
    const kept = written(page);
    await page.keyboard.press('Enter');
    await page.keyboard.type('W');
    await kept;
    expect(await column(page, 'crm/product', 'name', 'code', 2)).toEqual(['XZ', second]);
    await expect(grid.locator('[data-row="1"] .cell-editor input')).toHaveValue('W');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => (await column(page, 'crm/product', 'name', 'code', 1))[0]).toBe(first);
  });

  test('a word is composed straight in a chosen cell, and goes on in its box', async ({ page }) => {
    await signIn(page, admin);
    const grid = await table(page, address);
    const [before] = await column(page, 'crm/product', 'name', 'code', 1);
    const name = await cell(grid, 0, '产品名称');
    await name.click({ position: { x: 4, y: 4 } });
    await expect(typing(page)).toBeFocused();
    const choose = await compose(page, 'baifang', '拜访');
    // The letters stand over the cell, where the input method offers its words.
    await expect(typing(page)).toHaveValue('baifang');
    const [over, under] = [await typing(page).boundingBox(), await name.boundingBox()];
    expect(over?.y).toBeCloseTo(under?.y ?? -1, 0);
    expect(over?.x).toBeCloseTo(under?.x ?? -1, 0);
    await choose();
    const box = name.locator('.cell-editor input');
    await expect(box).toBeFocused();
    await expect(box).toHaveValue('拜访');
    await (await compose(page, 'jilu', '记录'))();
    await page.keyboard.type('2');
    await expect(box).toHaveValue('拜访记录2');
    await Promise.all([written(page), page.keyboard.press('Enter')]);
    expect((await column(page, 'crm/product', 'name', 'code', 1))[0]).toBe('拜访记录2');
    await Promise.all([written(page), page.keyboard.press('Control+z')]);
    expect((await column(page, 'crm/product', 'name', 'code', 1))[0]).toBe(before);
  });

  test('words composed while the box of a cell is still being fetched come in their order', async ({ page }) => {
    await signIn(page, admin);
    let fetched: () => void = () => undefined;
    const until = new Promise<void>((done) => {
      fetched = done;
    });
    await page.route('**/assets/CellEditor*', async (route) => {
      await until;
      await route.continue();
    });
    const grid = await table(page, address);
    const name = await cell(grid, 0, '产品名称');
    await name.click({ position: { x: 4, y: 4 } });
    await (await compose(page, 'baifang', '拜访'))();
    await page.keyboard.type('12');
    await page.keyboard.press('Backspace');
    const choose = await compose(page, 'jilu', '记录');
    const came = page.waitForResponse((answer) => answer.url().includes('/assets/CellEditor'));
    fetched();
    await (await came).finished();
    // The box has come, and leaves the word alone that is being composed.
    await expect(typing(page)).toBeFocused();
    await expect(typing(page)).toHaveValue('jilu');
    await choose();
    await expect(name.locator('.cell-editor input')).toHaveValue('拜访1记录');
    await page.keyboard.press('Escape');
    await expect(name.locator('.cell-editor')).toHaveCount(0);
  });

  test('nothing is composed in a cell that may not be written', async ({ page }) => {
    await signIn(page, admin);
    const grid = await table(page, address);
    const margin = await cell(grid, 0, '毛利率');
    await margin.click();
    await expect(typing(page)).toHaveJSProperty('readOnly', true);
    await (await compose(page, 'baifang', '拜访'))();
    await expect(typing(page)).toHaveValue('');
    await expect(margin.locator('.cell-editor')).toHaveCount(0);
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
  });

  test('cells are filled down by Ctrl+D and by the handle, and that is one act', async ({ page }) => {
    await signIn(page, admin);
    const grid = await table(page, amounts);
    const before = await purchases(page, 4);
    const first = await cell(grid, 0, '年采购额');
    await first.click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowDown');
    await Promise.all([written(page), page.keyboard.press('Control+d')]);
    const after = await purchases(page, 4);
    expect(after.slice(0, 3)).toEqual([before[0], before[0], before[0]]);
    await Promise.all([written(page), page.keyboard.press('Control+z')]);
    expect(await purchases(page, 4)).toEqual(before);

    await first.click();
    const handle = grid.locator('.grid-handle');
    const from = await handle.boundingBox();
    const to = await (await cell(grid, 2, '年采购额')).boundingBox();
    if (!from || !to) throw new Error('nothing to drag');
    await page.mouse.move(from.x + 3, from.y + 3);
    await page.mouse.down();
    await page.mouse.move(to.x + 20, to.y + 10, { steps: 5 });
    await Promise.all([written(page), page.mouse.up()]);
    expect((await purchases(page, 3)).every((price) => price === before[0])).toBe(true);
    await Promise.all([written(page), page.locator('.toast-action').last().click()]);
    await expect.poll(() => purchases(page, 4)).toEqual(before);
  });

  test('cells are copied as a spreadsheet has them, and pasted over several rows', async ({ page }) => {
    await signIn(page, admin);
    const grid = await table(page, amounts);
    const before = await purchases(page, 3);
    // Never what stands there already.
    const whole = 100 + (Date.now() % 900);
    await (await cell(grid, 0, '年采购额')).click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+c');
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(before.slice(0, 2).join('\r\n'));
    await page.evaluate((text) => navigator.clipboard.writeText(text), `1,${whole}.5\n¥${whole}\n${whole}.25`);
    await (await cell(grid, 0, '年采购额')).click();
    await Promise.all([written(page), page.keyboard.press('Control+v')]);
    expect(await purchases(page, 3)).toEqual([`1${whole}.50`, `${whole}.00`, `${whole}.25`]);
    await Promise.all([written(page), page.keyboard.press('Control+z')]);
    expect(await purchases(page, 3)).toEqual(before);
  });

  test('lines past the end become records when one wants that, and are taken back with the rest', async ({ page }) => {
    await signIn(page, admin);
    const grid = await table(page, '/a/crm/task?view=all&sort=created_at');
    const label = await page.locator('.status-bar').innerText();
    await page.evaluate(() => navigator.clipboard.writeText('粘贴的待办一\n粘贴的待办二'));
    await grid.focus();
    await page.keyboard.press('Control+End');
    await page.keyboard.press('Home');
    await page.keyboard.press('Control+v');
    const dialog = page.getByRole('dialog', { name: '粘贴的内容超出了最后一行' });
    await expect(dialog).toContainText('其中 1 行');
    await dialog.getByRole('button', { name: '取消' }).click();
    await expect(page.locator('.status-bar')).toContainText(label.split('\n')[0] ?? '');
  });
});

test('a group is opened and closed, with its count and its sum', async ({ page }) => {
  await signIn(page, admin);
  const grid = await table(page, '/a/crm/opportunity?view=all&group=stage');
  await expect(grid).toHaveAttribute('role', 'treegrid');
  const head = grid.locator('.grid-group').first();
  await expect(head).toContainText(/\d/);
  const rows = Number(await grid.getAttribute('aria-rowcount'));
  await head.getByRole('button', { name: '收起分组' }).click();
  await expect.poll(async () => Number(await grid.getAttribute('aria-rowcount'))).toBeLessThan(rows);
  await grid.focus();
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Enter');
  await expect.poll(async () => Number(await grid.getAttribute('aria-rowcount'))).toBe(rows);
});

test('many records are changed at once, and that is taken back', async ({ page }) => {
  await signIn(page, admin);
  const grid = await table(page, '/a/crm/customer?view=all&sort=name');
  const before = await column(page, 'crm/customer', 'short_name', 'name', 3);
  for (const row of [0, 1, 2]) await grid.locator(`[data-row="${row}"] input[type=checkbox]`).click();
  await page.getByRole('button', { name: '批量修改' }).click();
  const dialog = page.getByRole('dialog', { name: '修改选中的 3 条记录' });
  await dialog.getByRole('combobox', { name: '字段' }).click();
  await page.keyboard.type('简称');
  await page.keyboard.press('Enter');
  await expect(dialog.locator('.bulk-now')).toBeVisible();
  const short = `简 ${Date.now() % 100000}`;
  await dialog.locator('#bulk-value').fill(short);
  await Promise.all([written(page), dialog.getByRole('button', { name: /^修改 \d 条$/ }).click()]);
  expect(await column(page, 'crm/customer', 'short_name', 'name', 3)).toEqual([short, short, short]);
  await Promise.all([written(page), page.locator('.toast-action').last().click()]);
  await expect.poll(() => column(page, 'crm/customer', 'short_name', 'name', 3)).toEqual(before);
});

/** Deletes a new record from a table, up to the message that offers it back. */
async function deleteOne(page: Page, subject: string): Promise<string> {
  const made = await page.request.post('/api/v1/data/crm/task', {
    data: { subject, due_at: '2026-03-08T16:30:00Z' },
    headers,
  });
  const { id }: { id: string } = await made.json();
  const grid = await table(page, '/a/crm/task?view=all&sort=-created_at');
  await expect(grid.locator('[data-row="0"] .grid-name')).toHaveText(subject);
  await grid.locator('[data-row="0"] input[type=checkbox]').click();
  await page.locator('.status-bar').getByRole('button', { name: '删除' }).click();
  const dialog = page.getByRole('dialog', { name: '删除选中的 1 条记录？' });
  await expect(dialog.locator('.bulk-titles li')).toHaveText([subject]);
  await expect(dialog).toContainText('30 天内可以从回收站恢复');
  await dialog.getByRole('button', { name: '删除 1 条' }).click();
  await expect(page.locator('.toast', { hasText: '已删除 1 条记录' })).toBeVisible();
  await expect(grid.locator('[data-row="0"] .grid-name')).not.toHaveText(subject);
  expect((await page.request.get(`/api/v1/data/crm/task/${id}`)).status()).toBe(404);
  return id;
}

test('a deletion is taken back from another page, by keyboard', async ({ page }) => {
  await signIn(page, admin);
  const id = await deleteOne(page, '换页后撤销');
  await page.keyboard.press('F8');
  const undo = page.locator('.toast-action');
  await expect(undo).toBeFocused();
  await page.locator('.shell-nav').getByRole('link', { name: '产品', exact: true }).click();
  await expect(page.locator('.grid-body .grid-name').first()).toBeVisible();
  await page.locator('.shell-nav').getByRole('link', { name: '待办', exact: true }).click();
  await page.keyboard.press('F8');
  await expect(undo).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.locator('.toast', { hasText: '已恢复 1 条记录' })).toBeVisible();
  expect((await page.request.get(`/api/v1/data/crm/task/${id}`)).ok()).toBe(true);
});

test('in a table Ctrl+Z brings back what was just deleted, before the cell that was changed earlier', async ({
  page,
}) => {
  await signIn(page, admin);
  const id = await deleteOne(page, '先删除');
  const grid = page.locator('.grid');
  await grid.focus();
  await page.keyboard.press('Control+z');
  await expect(page.locator('.toast', { hasText: '已恢复' })).toBeVisible();
  await expect(grid.locator('[data-row="0"] .grid-name')).toHaveText('先删除');
  await expect(grid.locator('[data-row="0"]')).not.toHaveClass(/grid-gone/);
  expect((await page.request.get(`/api/v1/data/crm/task/${id}`)).ok()).toBe(true);
});

test('copying works where the browser gives no clipboard, as in a network without HTTPS', async ({ page, context }) => {
  test.setTimeout(120_000);
  const desk = await context.newPage();
  await signIn(desk, admin);
  const lies = () => desk.evaluate(() => navigator.clipboard.readText());
  await page.addInitScript(() => Object.defineProperty(Navigator.prototype, 'clipboard', { get: () => undefined }));
  const grid = await table(page, '/a/crm/customer?view=all&sort=name');
  const count = Number(await grid.getAttribute('aria-rowcount')) - 1;
  const [last] = await column(page, 'crm/customer', 'name', '-name', 1);
  // More cells than the table has fetched.
  await (await cell(grid, 0, '客户名称')).click({ position: { x: 4, y: 4 } });
  await page.keyboard.press('Control+Shift+End');
  // A machine that takes long to fetch them loses the leave to copy; the second press finds them here.
  await expect(async () => {
    await page.bringToFront();
    await page.keyboard.press('Control+c');
    await desk.bringToFront();
    await expect.poll(async () => (await lies()).split('\r\n').length).toBe(count);
  }).toPass({ timeout: 40_000 });
  expect((await lies()).split('\r\n').at(-1)).toContain(String(last));
  await page.bringToFront();

  await page.getByRole('button', { name: /^视图操作/ }).click();
  await page.getByRole('menuitem', { name: '复制链接' }).click();
  await expect(page.locator('.toast', { hasText: '链接已复制' })).toBeVisible();
  await desk.bringToFront();
  await expect.poll(lies).toBe(page.url());
  await page.bringToFront();

  const [id] = await recordIds(page.request, 'crm/customer', 1);
  await page.goto(`/a/crm/customer/${id}`);
  await page.getByRole('button', { name: '更多操作' }).first().click();
  await page.getByRole('menuitem', { name: '复制链接' }).click();
  await expect(page.locator('.toast', { hasText: '链接已复制' })).toBeVisible();
  await desk.bringToFront();
  await expect.poll(lies).toMatch(new RegExp(`/a/crm/customer/${id}$`));
  await page.bringToFront();

  await page.goto('/me');
  await page.getByRole('button', { name: '新建密钥' }).click();
  await page.locator('#key-name').fill('同步');
  await page.locator('#key-name').press('Enter');
  const key = page.locator('.key-made code');
  await expect(key).not.toBeEmpty();
  await page.locator('.key-made').getByRole('button', { name: '复制' }).click();
  await expect(page.locator('.toast', { hasText: '已复制' })).toBeVisible();
  await desk.bringToFront();
  await expect.poll(lies).toBe(await key.innerText());
  await page.bringToFront();

  // Where a command may not copy either, the page says so and shows what to select.
  await page.evaluate(() => Object.defineProperty(document, 'execCommand', { value: () => false }));
  await page.locator('.key-made').getByRole('button', { name: '复制' }).click();
  const failed = page.locator('.toast', { hasText: '未能复制' });
  await expect(failed).toBeVisible();
  await failed.getByRole('button', { name: '再复制一次' }).click();
  await expect(page.locator('.toast', { hasText: '请选中' })).toContainText(await key.innerText());
});

test('what others change is shown in place', async ({ page }) => {
  await signIn(page, admin);
  const grid = await table(page, '/a/crm/product?view=all&sort=code');
  const answer = await page.request.post('/api/v1/data/crm/product/query', {
    data: { limit: 1, sort: ['code'], fields: ['name'] },
    headers,
  });
  const { items }: { items: readonly { id: string; name: string }[] } = await answer.json();
  const [first] = items;
  if (!first) throw new Error('no product');
  await change(page.request, 'crm/product', first.id, { name: `${first.name}（新）` });
  await expect(await cell(grid, 0, '产品名称')).toHaveText(`${first.name}（新）`);
  await change(page.request, 'crm/product', first.id, { name: first.name });
  await expect(await cell(grid, 0, '产品名称')).toHaveText(first.name);
});

test.describe('in another zone than the organisation', () => {
  test.use({ timezoneId: 'America/New_York' });

  test('moments are shown and written by the clocks of the organisation', async ({ page }) => {
    await signIn(page, admin);
    const made = await page.request.post('/api/v1/data/crm/task', {
      data: { subject: '跨时区的待办', due_at: '2026-03-08T16:30:00Z' },
      headers,
    });
    const { id }: { id: string } = await made.json();
    const due = async () => (await (await page.request.get(`/api/v1/data/crm/task/${id}`)).json()).due_at;
    const grid = await table(page, '/a/crm/task?view=all&sort=-created_at');
    const at = await cell(grid, 0, '截止时间');
    await expect(at).toHaveText('2026-03-09 00:30');
    await expect(at.locator('time')).toHaveAttribute('title', 'Asia/Shanghai');
    await at.click();
    await page.keyboard.press('F2');
    const box = at.locator('.cell-editor input');
    await expect(box).toHaveValue('2026-03-09 00:30');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('2026-03-09 09:15');
    await Promise.all([written(page), page.keyboard.press('Enter')]);
    expect(await due()).toBe('2026-03-09T01:15:00Z');
    await page.goto(`/a/crm/task/${id}`);
    await expect(page.locator('[data-field="due_at"]')).toContainText('2026-03-09 09:15');
    await page.request.delete(`/api/v1/data/crm/task/${id}`, { headers });
  });
});

test('columns move by keyboard and stay so after a reload', async ({ page }) => {
  await signIn(page, '何琪');
  let grid = await table(page, '/a/crm/customer?view=all');
  const names = () => grid.getByRole('columnheader').allInnerTexts();
  const [, , second = ''] = await names();
  await grid.getByRole('columnheader', { name: second, exact: true }).getByRole('button').focus();
  await page.keyboard.press('Alt+ArrowRight');
  await expect.poll(async () => (await names())[3]).toBe(second);
  await page.waitForResponse((answer) => answer.url().includes('/preferences/') && answer.ok());
  await page.evaluate(() => localStorage.removeItem('formwork.preference.table.crm.customer.all'));
  await page.reload();
  grid = await table(page, '/a/crm/customer?view=all');
  await expect.poll(async () => (await names())[3]).toBe(second);
  await page.getByRole('button', { name: '字段' }).click();
  await page.getByRole('button', { name: '恢复默认' }).click();
  await expect.poll(async () => (await names())[2]).toBe(second);
});

test('a view is kept as one’s own, opened by its address, and removed', async ({ page }) => {
  await signIn(page, '何琪');
  await table(page, '/a/crm/customer?view=all&sort=-name&group=level');
  await page.getByRole('button', { name: /^视图操作/ }).click();
  await page.getByRole('menuitem', { name: '另存为视图' }).click();
  const dialog = page.getByRole('dialog', { name: '另存为视图' });
  const name = `按等级 ${Date.now() % 100000}`;
  await dialog.getByLabel('视图名称').fill(name);
  await dialog.getByRole('button', { name: '保存' }).click();
  const tab = page.getByRole('link', { name });
  await expect(tab).toHaveAttribute('aria-current', 'page');
  await expect(page).toHaveURL(/view=[0-9a-f-]{36}/);
  await page.reload();
  await expect(page.locator('.grid')).toHaveAttribute('role', 'treegrid');
  await page.getByRole('button', { name: /^视图操作/ }).click();
  await page.getByRole('menuitem', { name: '删除视图' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click();
  await expect(tab).toHaveCount(0);
});

test('a filter goes over a link, and the file has what is shown', async ({ page }) => {
  await signIn(page, admin);
  const filter = JSON.stringify({ all: [{ field: 'customer.level', op: 'in', value: ['A'] }] });
  const grid = await table(page, `/a/crm/opportunity?view=all&filter=${encodeURIComponent(filter)}`);
  await page.getByRole('button', { name: '筛选 · 1' }).click();
  await expect(page.locator('.filter-clause')).toContainText('客户 › 客户等级');
  await page.keyboard.press('Escape');
  const count = Number(await grid.getAttribute('aria-rowcount')) - 1;
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '导出' }).click()]);
  const stream = await file.createReadStream();
  let text = '';
  for await (const part of stream) text += String(part);
  expect(text.trimEnd().split('\r\n').length).toBe(count + 1);
});

test('a table is accessible while it is grouped, chosen in and written in', async ({ page }) => {
  test.setTimeout(120_000);
  await signIn(page, admin);
  const grid = await table(page, '/a/crm/opportunity?view=all&group=stage');
  expect(await faults(page)).toEqual([]);
  await table(page, '/a/crm/customer?view=key_accounts&sort=name');
  await (await cell(grid, 1, '年采购额')).click();
  await page.keyboard.press('Shift+ArrowDown');
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('F2');
  await expect(grid.locator('.cell-editor input')).toBeFocused();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '行颜色' }).click();
  await page.getByRole('button', { name: '添加规则' }).click();
  await page.getByRole('button', { name: '添加条件' }).click();
  expect(await faults(page)).toEqual([]);
});

test('every press adds a line to a filter', async ({ page }) => {
  await signIn(page, '何琪');
  await page.goto('/a/crm/customer?view=all');
  await page.getByRole('button', { name: /筛选/ }).click();
  await page.getByRole('button', { name: '添加条件' }).focus();
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Enter');
  await expect(page.locator('.filter-clause')).toHaveCount(3);
});

test('groups of cards say how many are in them', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, '何琪');
  await page.goto('/a/crm/opportunity?view=all&group=stage');
  const head = page.locator('.record-group').first();
  await expect(head).toContainText('初步接触');
  const answer = await page.request.post('/api/v1/data/crm/opportunity/query', {
    data: { where: { field: 'stage', op: 'eq', value: 'contact' }, limit: 1, total: true },
    headers,
  });
  const { total }: { total: number } = await answer.json();
  await expect(head.locator('.number')).toHaveText(String(total));
});

test('the name of a record opens it, however often it is clicked', async ({ page }) => {
  await signIn(page, '何琪');
  await page.goto('/a/crm/customer?view=all');
  await page.locator('.grid-name').first().dblclick();
  await expect(page).toHaveURL(/record=/);
  await expect(page.locator('.cell-editor')).toHaveCount(0);
});
