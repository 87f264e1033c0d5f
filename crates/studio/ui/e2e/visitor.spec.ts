/** A new user builds a visitor registration and records three visitors; what the hand does is counted and printed. */
import { expect, type Page, test } from '@playwright/test';
import { asAdministrator, blankApp, Hand, saved } from './designing';

const visitors = [
  { name: '林岚', phone: '13805740001', date: '2026-11-23', people: '2' },
  { name: '周启明', phone: '13805740002', date: '2026-11-24', people: '1' },
  { name: '许安', phone: '13805740003', date: '2026-11-25', people: '3' },
];

/** What the definition must have in the end, however it was drawn. */
async function hasAll(page: Page, app: string) {
  const answer = await page.request.get(`/api/v1/apps/${app}`);
  const { forms } = await answer.json();
  const [form] = Object.values(forms) as {
    key: string;
    fields: { kind: string; label: string; visible_when?: object }[];
  }[];
  expect(form?.fields.map(({ kind }) => kind).sort()).toEqual(
    ['date', 'formula', 'integer', 'long_text', 'phone', 'select', 'table', 'text'].sort(),
  );
  expect(form?.fields.find(({ kind }) => kind === 'long_text')?.visible_when).toBeDefined();
  const records = await page.request.get(`/api/v1/data/${app}/${form?.key}?total=true`);
  const { items } = (await records.json()) as { items: Record<string, unknown>[] };
  expect(items).toHaveLength(visitors.length);
  const sums = items.map((item) =>
    Number(item[form?.fields.find(({ kind }) => kind === 'formula') ? 'formula_1' : '']),
  );
  expect(sums.sort()).toEqual([2, 3, 4]);
}

test('by mouse, in at most sixty clicks', async ({ page }) => {
  test.setTimeout(120_000);
  await asAdministrator(page);
  await page.goto('/apps');
  const hand = new Hand(page);
  await hand.click(page.locator('.apps').getByRole('button', { name: '新建应用' }));
  await hand.click(page.getByRole('menuitem', { name: /空白应用/ }));
  await expect(page.locator('.name-fields input').first()).toBeFocused();
  await hand.type(`访客登记 ${Date.now() % 100_000}`);
  await hand.press('Enter');
  await page.waitForURL(/\/form\/form_1$/);
  const app = new URL(page.url()).pathname.split('/')[2] ?? '';

  // The form begins with a name. Seven fields more; each is named as it comes.
  const add = async (kind: string, label: string) => {
    await hand.click(page.locator('.palette-item').getByText(kind, { exact: true }));
    await hand.type(label);
  };
  await add('电话', '手机号');
  await add('日期', '来访日期');
  await add('单选', '来访事由');
  await add('整数', '随行人数');
  await add('公式', '总人数');
  await hand.press('Enter');
  await hand.click(page.locator('.side-pane [contenteditable]').first());
  await hand.type('integer_1 + 1');
  await add('多行文本', '补充说明');
  await hand.press('Enter');
  await hand.click(shownWhen(page));
  await condition(hand, page);
  await add('子表', '随行人员');
  await hand.press('Enter');
  await hand.doubleClick(page.locator('[data-column="table_1/text_1"] .card-face'));
  await hand.type('姓名');
  await hand.press('Enter');
  await saved(page);

  await hand.click(page.getByRole('button', { name: '发布', exact: true }));
  await hand.click(page.getByRole('button', { name: /^发布 ?v?\d|^发布为|发布.*2/ }).last());
  await hand.click(page.locator('.publish-done a'));
  for (const [index, visitor] of visitors.entries()) {
    await hand.click(
      page
        .locator('#content')
        .getByRole('link', { name: /新建访客登记/ })
        .first(),
    );
    await hand.click(page.locator('#field-name'));
    await hand.type(visitor.name);
    await hand.press('Tab');
    await hand.type(visitor.phone);
    await hand.click(page.locator('#field-date_1'));
    await hand.type(visitor.date);
    await hand.press('Tab');
    await hand.click(page.locator('#field-integer_1'));
    await hand.type(visitor.people);
    if (index === 0) {
      await hand.click(page.getByRole('button', { name: '添加一行' }));
      await hand.type('助理');
    }
    await hand.click(page.getByRole('button', { name: '保存', exact: true }));
    await page.waitForURL((url) => /[0-9a-f-]{36}/.test(url.href));
    if (index < visitors.length - 1) await hand.click(page.locator(`.shell-nav a[href$="/a/${app}/form_1"]`).first());
  }
  await hasAll(page, app);
  hand.tell('visitor registration by mouse');
  expect(hand.clicks).toBeLessThanOrEqual(60);
});

test('by keyboard alone', async ({ page }) => {
  test.setTimeout(120_000);
  await asAdministrator(page);
  const app = await blankApp(page, `访客登记 ${Date.now() % 100_000}`);
  await page.goto(`/design/${app}`);
  await page.locator('[data-cell="name"]').waitFor();
  const hand = new Hand(page);

  // `/` looks for a kind, Enter adds it, its name is typed where it stands, Enter leaves the name.
  const add = async (kind: string, label: string) => {
    await hand.press('/');
    await hand.type(kind);
    await hand.press('Enter');
    await expect(page.locator('.name-box')).toBeFocused();
    await hand.type(label);
    await hand.press('Enter');
  };
  await add('电话', '手机号');
  await add('日期', '来访日期');
  await add('单选', '来访事由');
  await add('整数', '随行人数');
  await add('公式', '总人数');
  await hand.until('Tab', page.locator('.side-pane [contenteditable]').first());
  await hand.type('integer_1 + 1');
  await page.locator('[data-cell="formula_1"] .card-face').focus();
  await add('多行文本', '补充说明');
  const when = shownWhen(page);
  await hand.until('Tab', when);
  await hand.press('Space');
  const clause = page.locator('.condition-clause, .condition-row').first();
  await hand.until('Tab', clause.locator('.ant-select').first());
  await hand.press('Enter');
  await hand.type('来访事由');
  await hand.press('Enter');
  await hand.until('Tab', clause.locator('.ant-select').last());
  await hand.press('Enter', 'ArrowDown', 'Enter');
  await page.locator('[data-cell="long_text_1"] .card-face').focus();
  await add('子表', '随行人员');
  // A field is lifted with Space, goes from place to place with the arrows, and is dropped with Space.
  await hand.press('Space', 'ArrowUp', 'Space');
  await expect(page.locator('p[aria-live=assertive]')).toContainText('随行人员已放到');
  await saved(page);

  const publish = page.getByRole('button', { name: '发布', exact: true });
  await hand.until('Shift+Tab', publish, 80);
  await hand.press('Enter');
  const go = page.locator('.publish-foot button');
  await expect(go).toBeEnabled();
  await hand.until('Tab', go, 80);
  await hand.press('Enter');
  await expect(page.locator('.publish-done a')).toBeVisible();
  await hand.until('Shift+Tab', page.locator('.publish-done a'), 80);
  await hand.press('Enter');
  for (const [index, visitor] of visitors.entries()) {
    const fresh = page.locator('#content a[href$="/form_1/new"]').first();
    await fresh.waitFor();
    await hand.until('Tab', fresh, 60);
    await hand.press('Enter');
    await page.locator('#field-name').waitFor();
    await hand.until('Tab', page.locator('#field-name'), 60);
    await hand.type(visitor.name);
    await hand.press('Tab');
    await hand.type(visitor.phone);
    await hand.until('Tab', page.locator('#field-date_1'));
    await hand.type(visitor.date);
    await hand.until('Tab', page.locator('#field-integer_1'));
    await hand.type(visitor.people);
    await hand.until('Tab', page.getByRole('button', { name: '保存', exact: true }));
    await hand.press('Enter');
    await page.waitForURL((url) => /[0-9a-f-]{36}/.test(url.href));
    const list = page.locator(`.shell-nav a[href$="/a/${app}/form_1"]`).first();
    if (index < visitors.length - 1) {
      await hand.until('Shift+Tab', list, 80);
      await hand.press('Enter');
    }
  }
  await hasAll(page, app);
  hand.tell('visitor registration by keyboard');
  expect(hand.clicks).toBe(0);
});

/** The choice that a field is shown on a condition. */
const shownWhen = (page: Page) =>
  page
    .locator('.side-pane div')
    .filter({ hasText: /^显示始终按条件$/ })
    .getByText('按条件')
    .first();

/** The select is what the first clause is about: which of its options. */
async function condition(hand: Hand, page: Page) {
  const clause = page.locator('.condition-clause, .condition-row').first();
  await hand.click(clause.locator('.ant-select').first());
  await hand.click(page.getByText('来访事由', { exact: true }).last());
  await hand.click(clause.locator('.ant-select').last());
  await hand.click(page.locator('.ant-select-item-option', { hasText: '选项 2' }).last());
}
