/** Drawing a form: by mouse and by keyboard, taking back, copying, two people at once, and nothing that axe finds. */
import { expect, type Locator, type Page, test } from '@playwright/test';
import { asAdministrator, face, headers, kind, saved, start } from './designing';
import { faults } from './faults';

const row = (page: Page, field: string) =>
  page.locator('.canvas-row').filter({ has: page.locator(`[data-cell="${field}"]`) });
const said = (page: Page) => page.locator('p[aria-live=assertive]');

async function add(page: Page, name: string, label: string) {
  await kind(page, name).click();
  await page.locator('.name-box').waitFor();
  await page.keyboard.type(label);
  await page.keyboard.press('Enter');
}

async function drag(page: Page, from: Locator, to: Locator, at: { x: number; y: number }) {
  await from.scrollIntoViewIfNeeded();
  const start = await from.boundingBox();
  const end = await to.boundingBox();
  if (!start || !end) throw new Error('nothing to drag');
  await page.mouse.move(start.x + 20, start.y + 10);
  await page.mouse.down();
  await page.mouse.move(start.x + 40, start.y + 24, { steps: 4 });
  await page.mouse.move(end.x + end.width * at.x, end.y + end.height * at.y, { steps: 8 });
}

test('fields are dragged beside each other, and every step is taken back', async ({ page }) => {
  await start(page);
  await add(page, '日期', '来访日期');
  await drag(page, kind(page, '金额'), page.locator('[data-cell="date_1"]'), { x: 0.03, y: 0.5 });
  await expect(page.locator('.drop-beside')).toBeVisible();
  await page.mouse.up();
  await page.keyboard.type('押金');
  await page.keyboard.press('Enter');
  await expect(row(page, 'money_1').locator('[data-cell]')).toHaveCount(3);

  await drag(page, face(page, 'money_1'), page.locator('[data-cell="name"]'), { x: 0.5, y: 0.1 });
  await expect(page.locator('.drop-row')).toBeVisible();
  await page.mouse.up();
  await expect(row(page, 'money_1').locator('[data-cell]')).toHaveCount(1);

  await page.keyboard.press('Control+z');
  await expect(row(page, 'money_1').locator('[data-cell]')).toHaveCount(3);
  await page.keyboard.press('Control+y');
  await expect(row(page, 'money_1').locator('[data-cell]')).toHaveCount(1);
  await page.getByRole('button', { name: '操作记录' }).click();
  await expect(page.locator('.step-list button').first()).toHaveText('移动 押金');
  await page.getByRole('button', { name: '打开时' }).click();
  await expect(page.locator('[data-cell="money_1"]')).toHaveCount(0);
});

test('a field is lifted, moved and dropped by keyboard, and that is read aloud', async ({ page }) => {
  await start(page);
  await add(page, '日期', '来访日期');
  await add(page, '多行文本', '事由');
  await face(page, 'long_text_1').focus();
  await page.keyboard.press('Space');
  await expect(said(page)).toContainText('已拿起事由');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Escape');
  await expect(said(page)).toContainText('已取消移动');
  await page.keyboard.press('Alt+ArrowUp');
  await expect(said(page)).toContainText('已放到');
  await expect(face(page, 'long_text_1')).toBeFocused();
  await page.keyboard.press('[');
  await expect(page.locator('[data-cell="long_text_1"]')).toHaveCount(1);
  await page.keyboard.press('Control+d');
  await expect(page.locator('[data-cell="long_text_2"]')).toBeVisible();
  await page.keyboard.press('Delete');
  await expect(page.locator('[data-cell="long_text_2"]')).toHaveCount(0);
});

test('several fields are chosen by mouse with Ctrl and Shift, and go together', async ({ page }) => {
  await start(page);
  await add(page, '日期', '来访日期');
  await add(page, '日期', '离开日期');
  await add(page, '金额', '押金');
  const chosen = page.locator('.card-face[aria-pressed="true"]');
  await face(page, 'date_1').click();
  await expect(chosen).toHaveCount(1);
  await face(page, 'date_2').click({ modifiers: ['Control'] });
  await face(page, 'money_1').click({ modifiers: ['Shift'] });
  await expect(chosen).toHaveCount(3);
  await face(page, 'money_1').click({ modifiers: ['Control'] });
  await expect(chosen).toHaveCount(2);
  await page.keyboard.press('Delete');
  await expect(page.locator('[data-cell="date_1"], [data-cell="date_2"]')).toHaveCount(0);
  await expect(page.locator('[data-cell="money_1"]')).toBeVisible();
});

test('what another saved comes in, and neither loses work', async ({ page }) => {
  const app = await start(page);
  await saved(page);
  const answer = await page.request.get(`/api/v1/apps/${app}/draft`);
  const theirs = await answer.json();
  theirs.forms.form_1.fields[0].label = '访客';
  theirs.forms.form_1.fields.push({ key: 'plate', kind: 'text', label: '车牌' });
  const stored = await page.request.put(`/api/v1/apps/${app}/draft`, {
    headers: { ...headers, 'If-Match': answer.headers().etag ?? '' },
    data: theirs,
  });
  expect(stored.ok(), await stored.text()).toBe(true);
  await add(page, '日期', '来访日期');
  await expect(page.locator('.merge-banner')).toContainText('合并了他人的');
  await saved(page);
  await expect(page.locator('[data-cell="plate"]')).toBeVisible();
  const after = await (await page.request.get(`/api/v1/apps/${app}/draft`)).json();
  expect(after.forms.form_1.fields.map(({ label }: { label: string }) => label).sort()).toEqual(
    ['来访日期', '访客', '车牌'].sort(),
  );
  await page.keyboard.press('Control+z');
  await expect(page.locator('[data-cell="plate"]')).toBeVisible();
});

test('the JSON is the same document, and says where it breaks', async ({ page }) => {
  await start(page);
  await page.getByRole('tab', { name: 'JSON' }).click();
  const box = page.getByRole('textbox', { name: '表单的 JSON' });
  const text = await box.inputValue();
  await box.fill(text.replace('"名称"', '"访客姓名"'));
  await expect(page.locator('[data-cell="name"]')).toContainText('访客姓名');
  await box.fill(text.replace('"title": "name",', '"title": name,'));
  await expect(page.locator('.json-faults')).toContainText('第 5 行');
});

for (const theme of ['light', 'dark'])
  test(`axe finds nothing, ${theme}`, async ({ page }) => {
    await page.addInitScript((theme) => localStorage.setItem('formwork.theme', theme), theme);
    await asAdministrator(page);
    for (const form of ['opportunity', 'customer']) {
      await page.goto(`/design/crm/form/${form}`);
      await page.locator('[data-cell]').nth(2).waitFor();
      await page.locator('[data-cell] > .card-face').nth(1).click();
      expect(await faults(page)).toEqual([]);
    }
  });
