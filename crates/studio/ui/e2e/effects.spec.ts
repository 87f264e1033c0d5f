/** What people see before and after it happens: dragging by touch, the form as a role sees it, what goes with a field or a form, a record on paper. */
import { type CDPSession, expect, type Locator, test } from '@playwright/test';
import { asAdministrator, face, headers, kind, saved, start } from './designing';
import { faults } from './faults';

test.describe('by touch', () => {
  test.use({ hasTouch: true, viewport: { width: 1180, height: 820 } });

  async function middle(target: Locator): Promise<{ x: number; y: number }> {
    const box = await target.boundingBox();
    if (!box) throw new Error('nothing to touch');
    return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  }
  const touch = (session: CDPSession, type: 'touchStart' | 'touchMove' | 'touchEnd', at?: { x: number; y: number }) =>
    session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? [at] : [] });

  test('a held field is dragged where it belongs, and a swipe only scrolls', async ({ page, context }) => {
    await start(page);
    await kind(page, '日期').tap();
    await page.keyboard.type('来访日期');
    await page.keyboard.press('Enter');
    const session = await context.newCDPSession(page);

    // From the palette, held until it hangs at the finger.
    const from = await middle(kind(page, '金额'));
    await touch(session, 'touchStart', from);
    await expect(page.locator('.drag-pill')).toBeVisible();
    const name = await page.locator('[data-cell="name"]').boundingBox();
    if (!name) throw new Error('no field');
    const above = { x: name.x + name.width / 2, y: name.y + 3 };
    for (const part of [0.3, 0.6, 0.9, 1])
      await touch(session, 'touchMove', {
        x: from.x + (above.x - from.x) * part,
        y: from.y + (above.y - from.y) * part,
      });
    await expect(page.locator('.drop-row')).toBeVisible();
    await touch(session, 'touchEnd');
    await expect(page.locator('.drag-pill')).toHaveCount(0);
    await page.keyboard.type('押金');
    await page.keyboard.press('Enter');
    await expect(page.locator('[data-cell]').first()).toHaveAttribute('data-cell', 'money_1');

    // A field of the canvas, to the end.
    const field = await middle(face(page, 'money_1'));
    await touch(session, 'touchStart', field);
    await expect(page.locator('.drag-pill')).toHaveText('押金');
    const end = await middle(page.locator('.sheet-end'));
    for (const part of [0.5, 1])
      await touch(session, 'touchMove', {
        x: field.x + (end.x - field.x) * part,
        y: field.y + (end.y - field.y) * part,
      });
    await touch(session, 'touchEnd');
    await expect(page.locator('[data-cell]').last()).toHaveAttribute('data-cell', 'money_1');

    // A finger that goes on at once scrolls the palette.
    const list = page.locator('.palette-list');
    const low = await middle(kind(page, '网址'));
    await touch(session, 'touchStart', low);
    for (const by of [40, 120, 220]) await touch(session, 'touchMove', { x: low.x, y: low.y - by });
    await touch(session, 'touchEnd');
    await expect.poll(() => list.evaluate(scrolled)).toBeGreaterThan(0);
    await expect(page.locator('[data-cell]')).toHaveCount(3);
  });

  /** How far it, or what it scrolls in, was scrolled. */
  const scrolled = (node: Element): number => {
    let far = 0;
    for (let at: Element | null = node; at; at = at.parentElement) far += at.scrollTop;
    return far;
  };
});

test('the form is tried as a role, with a record, on a desk and on a phone', async ({ page }) => {
  await asAdministrator(page);
  await page.goto('/design/crm/form/customer');
  await page.locator('[data-cell]').nth(2).waitFor();
  await page.locator('.designer-bar').getByRole('button', { name: /预览$/ }).click();
  const dialog = page.getByRole('dialog', { name: '预览' });
  await dialog.getByRole('tab', { name: '经营概况' }).click();
  await expect(dialog.locator('[data-field="annual_purchase"]')).toBeVisible();
  await dialog.getByRole('tab', { name: '客户档案' }).click();
  await dialog.getByRole('combobox', { name: '记录' }).click();
  await page.locator('.ant-select-item-option').first().click();
  await expect(dialog.locator('#field-name')).not.toHaveValue('');

  await dialog.getByRole('combobox', { name: '以这些角色查看' }).click();
  await page.locator('.ant-select-item-option', { hasText: '市场' }).click();
  await expect(dialog.locator('[data-field="phone"]')).toContainText('****');
  // Escape closes the choices, not what lies under them.
  await page.keyboard.press('Escape');
  await expect(page.locator('.ant-select-item-option').first()).toBeHidden();
  await expect(dialog).toBeVisible();
  await dialog.getByRole('tab', { name: '经营概况' }).click();
  await expect(dialog.locator('[data-field="rfm_group"]')).toBeVisible();
  await expect(dialog.locator('[data-field="annual_purchase"]')).toHaveCount(0);
  expect(await faults(page)).toEqual([]);

  await dialog.getByRole('button', { name: '手机端' }).click();
  const sheet = dialog.locator('.preview-phone');
  await expect(sheet).toBeVisible();
  expect(await sheet.evaluate((node) => node.scrollWidth - node.clientWidth)).toBeLessThanOrEqual(0);
  const [first, second] = await dialog
    .locator('.field')
    .evaluateAll((fields) => fields.slice(0, 2).map((field) => field.getBoundingClientRect().left));
  expect(first).toBe(second);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('what goes with a field and with a form is counted first, and taken back', async ({ page }) => {
  await asAdministrator(page);
  await page.goto('/design/crm/form/customer');
  await face(page, 'phone').click();
  await page.keyboard.press('Delete');
  const dialog = page.getByRole('dialog', { name: /删除“.*”？/ });
  await expect(dialog.getByText(/[1-9]\d* 条记录里有数据/)).toBeVisible();
  await expect(dialog.getByText('30 天内恢复字段即可找回')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-cell="phone"]')).toHaveCount(0);
  await page.keyboard.press('Control+z');
  await expect(page.locator('[data-cell="phone"]')).toBeVisible();
  await saved(page);

  await page.goto('/design/crm/menu');
  // The first of that name is the group.
  await page.getByRole('button', { name: '客户', exact: true }).nth(1).click();
  await page.getByRole('button', { name: '删除表单' }).click();
  const asked = page.getByRole('dialog', { name: /删除表单/ });
  await expect(asked.getByText('还有字段链接到它')).toBeVisible();
  await expect(asked.getByRole('button', { name: /^删\s*除$/ })).toBeDisabled();
  await asked.getByRole('button', { name: /取\s*消/ }).click();

  const tasks = page.getByRole('button', { name: '待办', exact: true });
  await tasks.click();
  await page.getByRole('button', { name: '删除表单' }).click();
  await expect(asked.getByText(/[1-9]\d* 条记录不再可用/)).toBeVisible();
  await asked.getByRole('button', { name: /^删\s*除$/ }).click();
  await expect(tasks).toHaveCount(0);
  await page.getByRole('button', { name: /^撤销/ }).click();
  await expect(tasks).toBeVisible();
  await saved(page);
});

test('a print template is drawn, and a record stands on paper by it', async ({ page }) => {
  test.setTimeout(120_000);
  const app = await start(page);
  await kind(page, '金额').click();
  await page.keyboard.type('押金');
  await page.keyboard.press('Enter');
  await page.locator('.sheet-head .heading-face').click();
  await page.getByText('打印模板').click();
  await page.getByRole('button', { name: '添加模板' }).click();
  const dialog = page.getByRole('dialog', { name: '前台打印单' });
  const look = dialog.getByRole('img', { name: '预览' });
  await expect(look).toContainText('押金');
  const body = dialog.getByRole('textbox', { name: '版式（HTML）' });
  await body.fill(
    `${await body.inputValue()}\n<p style="text-align: right; color: #b42318">应收：<b>{{money_1}}</b></p>`,
  );
  await expect(look.getByText('应收')).toHaveCSS('text-align', 'right');
  // The pointer rests beside the dialog, not on one of its buttons.
  await page.mouse.move(2, 2);
  expect(await faults(page)).toEqual([]);
  await dialog.getByRole('button', { name: /完\s*成/ }).click();
  await saved(page);
  const published = await page.request.post(`/api/v1/apps/${app}/publish`, { headers, data: {} });
  expect(published.ok(), await published.text()).toBe(true);
  const made = await page.request.post(`/api/v1/data/${app}/form_1`, {
    headers,
    data: { name: '林岚', money_1: '1280.50' },
  });
  expect(made.ok(), await made.text()).toBe(true);
  const { id } = await made.json();

  await page.goto(`/print/${app}/form_1/${id}`);
  const sheet = page.locator('.print-sheet');
  await expect(sheet.getByRole('heading', { name: '前台' })).toBeVisible();
  await expect(sheet.getByText('林岚')).toBeVisible();
  await expect(sheet.getByText('应收')).toHaveCSS('text-align', 'right');
  await expect(sheet.getByText('应收')).toContainText('1,280.50');
  expect(await faults(page)).toEqual([]);
  await page.emulateMedia({ media: 'print' });
  await expect(page.locator('.print-bar')).toBeHidden();
  const pdf = await page.pdf({ preferCSSPageSize: true });
  expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
  expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)).toHaveLength(1);
});

test('the canvas, the panel and the JSON are one document', async ({ page }) => {
  await start(page);
  await page.getByRole('tab', { name: 'JSON' }).click();
  const box = page.getByRole('textbox', { name: '表单的 JSON' });
  await kind(page, '日期').click();
  await page.keyboard.type('来访日期');
  await page.keyboard.press('Enter');
  await expect(box).toHaveValue(/"label": "来访日期"/);
  await box.fill((await box.inputValue()).replace('"label": "来访日期"', '"label": "到访日",\n      "required": true'));
  await expect(page.locator('[data-cell="date_1"]')).toContainText('到访日');
  await face(page, 'date_1').click();
  await page.getByRole('tab', { name: '属性' }).click();
  await expect(page.getByRole('group', { name: '必填' }).getByRole('button', { name: '是' })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  await face(page, 'date_1').focus();
  await page.keyboard.press('Control+z');
  await expect(page.locator('[data-cell="date_1"]')).toContainText('来访日期');
  await page.getByRole('tab', { name: 'JSON' }).click();
  await expect(box).not.toHaveValue(/required": true\n\s*\},?\s*$/);
  await expect(box).toHaveValue(/"label": "来访日期"/);
});
