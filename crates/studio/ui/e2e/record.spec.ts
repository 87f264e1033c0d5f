/** A record in use: edited where it stands, merged, kept, followed, talked about, copied and printed. */
import { type APIRequestContext, expect, type Page, test } from '@playwright/test';
import { faults } from './faults';
import { change, recordIds, signIn } from './sign-in';

const admin = '唐静';
const headers = { 'X-Formwork': '1' };

async function read(request: APIRequestContext, form: string, id: string): Promise<Record<string, unknown>> {
  return (await request.get(`/api/v1/data/${form}/${id}`)).json();
}

/** Opens a customer that is a company with a decision chain, as somebody who may write. */
async function openCustomer(page: Page, at = 0): Promise<string> {
  await signIn(page, admin);
  const answer = await page.request.post('/api/v1/data/crm/customer/query', {
    data: {
      where: { field: 'kind', op: 'eq', value: 'b2b' },
      fields: ['number', 'decision_chain'],
      sort: ['number'],
      limit: 20,
    },
    headers,
  });
  const { items }: { items: readonly { id: string; decision_chain?: readonly unknown[] }[] } = await answer.json();
  const id = items.filter(({ decision_chain }) => (decision_chain?.length ?? 0) > 1)[at]?.id ?? '';
  await page.goto(`/a/crm/customer/${id}`);
  await expect(page.locator('.timeline-entry').first()).toBeVisible();
  return id;
}

const field = (page: Page, key: string) => page.locator(`.read-field[data-field="${key}"]`);

test('a value is edited where it stands, by mouse and by keyboard, and taken back', async ({ page }) => {
  const id = await openCustomer(page);
  const before = await read(page.request, 'crm/customer', id);
  await field(page, 'short_name').locator('.read-value').click();
  await page.keyboard.type('就地修改');
  await page.keyboard.press('Enter');
  await expect(page.getByText('“简称”已保存')).toBeVisible();
  await expect(field(page, 'short_name')).toContainText('就地修改');
  expect(await read(page.request, 'crm/customer', id)).toMatchObject({ short_name: '就地修改' });
  // The keyboard stands where it was, and Ctrl+Z takes it back.
  await expect(field(page, 'short_name').locator('.read-pen')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(page.getByText('“简称”已恢复')).toBeVisible();
  expect(await read(page.request, 'crm/customer', id)).toMatchObject({ short_name: before.short_name });
  // Escape leaves it as it was.
  await page.keyboard.press('Enter');
  await page.keyboard.type('不要');
  await page.keyboard.press('Escape');
  await expect(field(page, 'short_name')).toContainText(String(before.short_name));
  expect(await read(page.request, 'crm/customer', id)).toMatchObject({ short_name: before.short_name });
});

test('what is wrong stays open and says so', async ({ page }) => {
  const id = await openCustomer(page);
  const { phone } = await read(page.request, 'crm/customer', id);
  await field(page, 'phone').locator('.read-pen').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('12');
  await page.keyboard.press('Enter');
  await expect(field(page, 'phone').getByRole('alert')).toBeVisible();
  await page.keyboard.press('Escape');
  expect(await read(page.request, 'crm/customer', id)).toMatchObject({ phone });
});

test('a field saved by itself goes past what others saved elsewhere, and asks about the same field', async ({
  page,
}) => {
  const id = await openCustomer(page);
  const { short_name } = await read(page.request, 'crm/customer', id);
  await field(page, 'short_name').locator('.read-pen').click();
  await page.keyboard.type('我的');
  await change(page.request, 'crm/customer', id, { needs: '别人写的' });
  await page.keyboard.press('Enter');
  await expect(page.getByText('“简称”已保存')).toBeVisible();
  await expect(field(page, 'needs')).toContainText('别人写的');

  await field(page, 'short_name').locator('.read-pen').click();
  await page.keyboard.type('我的二');
  await change(page.request, 'crm/customer', id, { short_name: '别人的' });
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText('我的二');
  await expect(dialog).toContainText('别人的');
  await dialog.getByRole('radio').first().check();
  await dialog.getByRole('button', { name: '合并并保存' }).click();
  await expect(field(page, 'short_name')).toContainText('我的二');
  await change(page.request, 'crm/customer', id, { short_name });
});

test('in the whole form one chooses field by field between mine and theirs', async ({ page }) => {
  const id = await openCustomer(page);
  const before = await read(page.request, 'crm/customer', id);
  await page.getByRole('button', { name: '编辑', exact: true }).click();
  await page.locator('#field-short_name').fill('我的简称');
  await page.locator('#field-pain_points').fill('我的痛点');
  await change(page.request, 'crm/customer', id, { short_name: '别人的简称', needs: '别人的需求' });
  await page.getByRole('button', { name: '保存' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog).toContainText(String(before.short_name));
  await expect(dialog.getByRole('button', { name: '合并并保存' })).toBeDisabled();
  await dialog.getByRole('radio').last().check();
  await dialog.getByRole('button', { name: '合并并保存' }).click();
  await expect(page.getByText('已保存')).toBeVisible();
  expect(await read(page.request, 'crm/customer', id)).toMatchObject({
    short_name: '别人的简称',
    needs: '别人的需求',
    pain_points: '我的痛点',
  });
  await change(page.request, 'crm/customer', id, { short_name: before.short_name });
});

test('what is typed survives the browser, is offered again, and goes after saving', async ({ page }) => {
  const id = await openCustomer(page);
  await page.getByRole('button', { name: '编辑', exact: true }).click();
  await page.locator('#field-needs').fill('写到一半');
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).join())).toContain(`customer.${id}`);
  // As a crash would: nobody is asked.
  await page.goto('about:blank', { waitUntil: 'commit' }).catch(() => undefined);
  page.on('dialog', (dialog) => dialog.accept());
  await page.goto(`/a/crm/customer/${id}`);
  await page.getByRole('button', { name: '恢复草稿' }).click();
  await expect(page.locator('#field-needs')).toHaveValue('写到一半');
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.getByText('已保存')).toBeVisible();
  await expect(field(page, 'needs')).toContainText('写到一半');
  await page.reload();
  await expect(page.locator('.timeline-entry').first()).toBeVisible();
  await expect(page.getByRole('button', { name: '恢复草稿' })).toHaveCount(0);
  expect(await page.evaluate(() => Object.keys(localStorage).join())).not.toContain(`customer.${id}`);
});

test('J and K go through the list that the record was opened from', async ({ page }) => {
  await signIn(page, admin);
  await page.goto('/a/crm/customer?view=all');
  await expect(page.getByRole('row').nth(3)).toBeVisible();
  const [, id] = await recordIds(page.request, 'crm/customer', 2);
  await page.goto(`/a/crm/customer?view=all&record=${id}`);
  await expect(page.locator('.record-drawer .record-steps')).toContainText('/ 300');
  const place = async () => Number((await page.locator('.record-steps').innerText()).split('/')[0]);
  const first = await place();
  await page.keyboard.press('j');
  await expect.poll(place).toBe(first + 1);
  await page.keyboard.press('k');
  await expect.poll(place).toBe(first);
  // The page of its own goes through the same list, also after it was loaded anew.
  await page.getByRole('link', { name: '整页打开' }).click();
  await page.waitForURL((url) => /customer\/[0-9a-f-]{36}$/.test(url.pathname));
  await expect.poll(place).toBe(first);
  await page.reload();
  await expect.poll(place).toBe(first);
  await page.keyboard.press('j');
  await expect.poll(place).toBe(first + 1);
});

test('a sub-table is typed in like a spreadsheet', async ({ page }) => {
  const id = await openCustomer(page, 1);
  const rows = ((await read(page.request, 'crm/customer', id)).decision_chain as { name: string }[]).length;
  await field(page, 'decision_chain').locator('.read-pen').click();
  const grid = page.locator('.row-grid');
  await grid.getByRole('button', { name: '添加一行' }).click();
  // Cells copied from a spreadsheet fill a new row and add another one.
  const cell = grid.locator(`[data-at="${rows}-0"] input`);
  await cell.focus();
  await cell.evaluate((box) => {
    const data = new DataTransfer();
    data.setData('text/plain', '张三\t采购经理\t采购者\n李四\t厂长\t决策者');
    box.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await expect(grid.locator('tbody tr')).toHaveCount(rows + 2);
  await expect(grid.locator(`[data-at="${rows}-0"] input`)).toHaveValue('张三');
  // Alt with an arrow moves the row, an arrow moves the focus.
  await grid.locator(`[data-at="${rows + 1}-0"] input`).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(grid.locator(`[data-at="${rows}-0"] input`)).toHaveValue('李四');
  await page.keyboard.press('ArrowDown');
  await expect(grid.locator(`[data-at="${rows + 1}-0"] input`)).toBeFocused();
  await page.keyboard.press('Control+Enter');
  await expect(page.getByText('“决策链”已保存')).toBeVisible();
  const saved = (await read(page.request, 'crm/customer', id)).decision_chain as { name: string; position: string }[];
  expect(saved.slice(rows).map(({ name }) => name)).toEqual(['李四', '张三']);
  await page.keyboard.press('Control+z');
  await expect(page.getByText('“决策链”已恢复')).toBeVisible();
});

test('a new record is written at once', async ({ page }) => {
  await signIn(page, admin);
  await page.goto('/a/crm/customer?view=all');
  await page.getByRole('link', { name: '新建客户' }).click();
  await expect(page.getByLabel('客户名称')).toBeFocused();
  await page.keyboard.type('宁波');
  await expect(page.getByLabel('客户名称')).toHaveValue('宁波');
});

test('two new records that are written at once keep their drafts apart', async ({ page, context }) => {
  await signIn(page, '唐静');
  const other = await context.newPage();
  const write = async (at: Page, subject: string) => {
    await at.goto('/a/crm/task/new');
    await at.locator('#field-subject').fill(subject);
    await expect.poll(() => kept(at)).toContain(subject);
  };
  const kept = (at: Page) =>
    at.evaluate(() =>
      Object.entries(localStorage)
        .filter(([name]) => name.startsWith('formwork.kept.'))
        .map(([, text]) => String(text))
        .join(' '),
    );
  const offer = (at: Page) => at.getByRole('region', { name: '未保存的草稿' });
  await write(page, '第一个标签页');
  await write(other, '第二个标签页');
  await expect(other.locator('#field-subject')).toHaveValue('第二个标签页');
  expect(await kept(page)).toContain('第一个标签页');
  // What is still being written in another tab is offered to nobody.
  await expect(offer(other)).toHaveCount(0);
  // One is saved: the other one's draft stays, and is there when its tab has gone.
  await other.locator('#field-due_at').click();
  await other.locator('.ant-picker-dropdown:not(.ant-picker-dropdown-hidden) .ant-picker-now-btn').click();
  await other.getByRole('button', { name: '保存' }).click();
  await other.waitForURL((url) => /\/task\/[0-9a-f-]{36}$/.test(url.pathname));
  expect(await kept(other)).toContain('第一个标签页');
  expect(await kept(other)).not.toContain('第二个标签页');
  await page.close();
  await other.goto('/a/crm/task/new');
  await offer(other).getByRole('button', { name: '恢复草稿' }).click();
  await expect(other.locator('#field-subject')).toHaveValue('第一个标签页');
  await expect(offer(other)).toHaveCount(0);
  await other.reload();
  await offer(other).getByRole('button', { name: '丢弃' }).click();
  await expect(offer(other)).toHaveCount(0);
  expect(await kept(other)).not.toContain('第一个标签页');
});

test('on a phone the rows of a sub-table are cards in which whole numbers are seen', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, '唐静');
  await page.goto('/a/crm/quotation/new');
  await page.getByRole('button', { name: '添加一行' }).click();
  await page.locator('#field-lines-0-product').click();
  await page.locator('.ant-select-item-option').first().waitFor();
  await page.keyboard.press('Enter');
  const price = page.locator('#field-lines-0-price');
  await expect(price).not.toHaveValue('');
  await price.fill('12345678.90');
  await page.locator('#field-lines-0-quantity').fill('12');
  await expect(price).toHaveValue('12,345,678.90');
  expect(await price.evaluate((box) => box.scrollWidth <= box.clientWidth)).toBe(true);
  const lines = page.locator('[data-field="lines"]');
  const card = lines.getByRole('group', { name: '第 1 行' });
  await expect(card.locator('.field-fixed', { hasText: '¥148,148,146.80' }).first()).toBeInViewport();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  expect(await faults(page)).toEqual([]);
  // Folded, a row says what it is and what it comes to; what is wrong opens it again.
  await card.getByRole('button', { name: /^第 1 行/, expanded: true }).click();
  await expect(card.getByRole('button', { name: /¥148,148,146.80/ })).toHaveAttribute('aria-expanded', 'false');
  await lines.getByRole('button', { name: '添加一行' }).click();
  await expect(lines.locator('.row-cards-total')).toContainText('¥148,148,146.80');
  await lines.getByRole('button', { name: /^第 2 行/, expanded: true }).click();
  await page.getByRole('button', { name: '保存' }).click();
  await expect(page.locator('#field-lines-1-product')).toBeVisible();
  await lines.getByRole('button', { name: '删除第 2 行' }).click();
  await expect(lines.locator('.row-card')).toHaveCount(1);
});

test('a follow-up and a related record begin with their link, an existing one is linked', async ({ page }) => {
  const id = await openCustomer(page);
  await page.getByRole('button', { name: '写跟进记录' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.locator('#field-subject').fill('电话回访');
  await dialog.locator('#field-content').fill('客户确认了交期。');
  await dialog.getByRole('button', { name: '保存' }).click();
  await expect(page.locator('.timeline-card', { hasText: '客户确认了交期。' })).toBeVisible();
  await page.locator('.timeline-sides').getByRole('button', { name: '修改' }).click();
  await expect(page.locator('.timeline-card', { hasText: '客户确认了交期。' })).toHaveCount(0);

  const card = page.locator('.related-card', { has: page.getByRole('heading', { name: /^联系人/ }) });
  const count = Number(await card.locator('h3 .number').innerText());
  const others = await page.request.post('/api/v1/data/crm/contact/query', {
    data: { where: { field: 'customer', op: 'ne', value: id }, limit: 1 },
    headers,
  });
  const { items } = await others.json();
  await card.getByRole('button', { name: /^把已有的联系人/ }).click();
  await page.locator('#link-existing').fill(items[0].name);
  await page.locator('.ant-select-item-option', { hasText: items[0].name }).first().click();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').getByRole('button', { name: '关联', exact: true }).click();
  await expect(card.locator('h3 .number')).toHaveText(String(count + 1));
  await change(page.request, 'crm/contact', items[0].id, { customer: items[0].customer });
});

test('a copy takes what may be taken, and the record is printed on A4', async ({ page }) => {
  const id = await openCustomer(page);
  const record = await read(page.request, 'crm/customer', id);
  await page.getByRole('button', { name: '更多操作' }).first().click();
  await page.getByRole('menuitem', { name: /复制为新记录/ }).click();
  await expect(page.locator('#field-name')).toHaveValue(String(record.name));
  await expect(page.locator('#field-credit_code')).toHaveValue('');
  await page.goto(`/print/crm/customer/${id}?template=all`);
  await expect(page.locator('.print-sheet h1')).toHaveText(String(record.name));
  await expect(page.locator('.print-sheet')).toContainText(String(record.number));
  const paper = await page.pdf({ preferCSSPageSize: true });
  expect(paper.toString('latin1')).toContain('/MediaBox [0 0 594.9');
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.print-bar')).toBeHidden();
});

test('a definition that changed while one typed keeps what was typed', async ({ page }) => {
  await openCustomer(page);
  await page.getByRole('button', { name: '编辑', exact: true }).click();
  await page.locator('#field-short_name').fill('没有地方了');
  // Another release is in force: the field is gone, and the server refuses it.
  await page.route('**/api/v1/apps/crm', async (route) => {
    const answer = await route.fetch();
    const model = await answer.json();
    const form = model.forms.customer;
    form.fields = form.fields.filter(({ key }: { key: string }) => key !== 'short_name');
    await route.fulfill({ json: model });
  });
  await page.route('**/api/v1/data/crm/customer/*', (route) =>
    route.request().method() === 'PATCH'
      ? route.fulfill({
          status: 422,
          contentType: 'application/problem+json',
          json: {
            code: 'validation',
            detail: '有内容需要修改',
            issues: [{ code: 'field.unknown', path: '/short_name', params: {}, text: '没有这个字段' }],
          },
        })
      : route.continue(),
  );
  await page.getByRole('button', { name: '保存' }).click();
  const notice = page.locator('.notice-amber');
  await expect(notice).toContainText('简称');
  await expect(notice).toContainText('没有地方了');
  await expect(page.locator('#field-short_name')).toHaveCount(0);
});

test('on a phone a record opens on its timeline, with its actions in reach', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openCustomer(page);
  await expect(page.getByRole('tab', { name: '动态' })).toHaveAttribute('aria-selected', 'true');
  const actions = page.locator('.phone-actions');
  await expect(actions.getByRole('button', { name: '写跟进记录' })).toBeInViewport();
  await expect(actions.getByRole('link', { name: '拨打电话' })).toHaveAttribute('href', /^tel:\+/);
  for (const action of await actions.locator('.ant-btn').all())
    expect((await action.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(44);
  await page.getByRole('tab', { name: '资料' }).click();
  await expect(field(page, 'name')).toBeVisible();
});

test('the record, its boxes and its dialogs are free of axe findings', async ({ page }) => {
  test.setTimeout(180_000);
  const id = await openCustomer(page);
  const check = async () => expect(await faults(page)).toEqual([]);
  await check();
  await field(page, 'decision_chain').locator('.read-pen').click();
  await check();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: '写跟进记录' }).first().click();
  await expect(page.locator('#field-subject')).toBeVisible();
  await check();
  await page.goto(`/print/crm/customer/${id}?template=all`);
  await expect(page.locator('.print-sheet h1')).toBeVisible();
  await check();
  expect((await recordIds(page.request, 'crm/customer', 1)).length).toBe(1);
});
