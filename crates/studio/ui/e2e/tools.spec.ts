/** What stands around a table: its tools, its totals, and what its filter asks for. */
import { expect, test } from '@playwright/test';
import { signIn } from './sign-in';
import { table } from './table';

const admin = '唐静';

test('columns are added up where nothing was, and the line stays while one is at it', async ({ page }) => {
  await signIn(page, admin);
  const grid = await table(page, '/a/crm/customer?view=all&sort=name');
  const foot = grid.locator('.grid-foot');
  await expect(foot).toHaveCount(0);
  await page.getByRole('button', { name: '添加汇总' }).click();
  const first = foot.getByRole('button', { name: '客户名称的汇总方式' });
  await expect(first).toBeFocused();
  const choose = async (what: string) => {
    await first.click();
    await page.getByRole('menuitem', { name: what, exact: true }).click();
  };
  await choose('计数');
  await expect(first).toContainText(/计数 \d+/);
  await choose('不汇总');
  await expect(first).toHaveText(/汇总\s*$/);
  await page.reload();
  await expect(grid.locator('.grid-name').first()).toBeVisible();
  await expect(foot).toHaveCount(0);
});

test('a table’s tools give up their words before the search box its hint', async ({ page }) => {
  await page.addInitScript(() => localStorage.setItem('formwork.language', 'en'));
  await page.setViewportSize({ width: 1440, height: 900 });
  await signIn(page, admin);
  await table(page, '/a/crm/opportunity?view=all');
  const words = page.locator('.toolbar').getByText('Row height', { exact: true });
  const search = page.locator('.toolbar-search input');
  const cut = () => search.evaluate((box: HTMLInputElement) => box.scrollWidth > box.clientWidth);
  await expect(words).toBeVisible();
  await page.goto('/a/crm/opportunity?view=all&group=stage');
  await expect(page.getByRole('button', { name: 'Grouped by Stage' })).toBeVisible();
  await expect(words).toBeHidden();
  await expect(page.getByRole('button', { name: 'Row height' })).toBeVisible();
  expect(await cut()).toBe(false);
  await page.setViewportSize({ width: 1700, height: 900 });
  await expect(words).toBeVisible();
});

test('a filter asks for days of moments, and for days counted from today', async ({ page }) => {
  const refused: string[] = [];
  page.on('response', (answer) => {
    if (answer.status() === 400) refused.push(answer.url());
  });
  await signIn(page, admin);
  await table(page, '/a/crm/opportunity?view=all');
  await page.getByRole('button', { name: '筛选' }).click();
  await page.getByRole('button', { name: '添加条件' }).click();
  const clause = page.locator('.filter-clause');
  await clause.getByRole('combobox', { name: '字段' }).click();
  await page.keyboard.type('创建时间');
  // What the form has itself is found before what is behind a link.
  await expect(page.locator('.ant-cascader-menu-item').first()).toHaveText('创建时间');
  await page.locator('.ant-cascader-menu-item').first().click();
  await clause.getByRole('combobox', { name: '比较方式' }).click();
  await page.getByTitle('早于', { exact: true }).click();
  await clause.locator('.ant-picker input').fill('2026-01-01');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/2025-12-31T16%3A00/);
  await clause.getByRole('combobox', { name: '日期怎么定' }).click();
  await page.getByTitle('几天前').click();
  await expect(page).toHaveURL(/date_add%28now/);
  await expect(clause.getByRole('spinbutton', { name: '值' })).toHaveValue('7');
  await expect(page.locator('.status-bar')).toContainText('共');
  expect(refused).toEqual([]);
});

test('what a view asks for itself is shown, and changed for as long as one looks', async ({ page }) => {
  await signIn(page, '何琪');
  await table(page, '/a/crm/opportunity?view=mine');
  const count = async () => Number((await page.locator('.status-bar').innerText()).replace(/[^0-9]/g, ''));
  const before = await count();
  await page.getByRole('button', { name: '筛选' }).click();
  await expect(page.getByText('此视图自带 2 个条件')).toBeVisible();
  await page.getByRole('button', { name: '查看并修改' }).click();
  await expect(page.locator('.filter-clause')).toHaveCount(2);
  await expect(page.locator('.filter-clause').first()).toContainText('本人');
  await page.getByRole('button', { name: '移除条件' }).first().click();
  await expect.poll(count).toBeGreaterThan(before);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^视图操作/ }).click();
  await page.getByRole('menuitem', { name: '恢复视图原样' }).click();
  await expect.poll(count).toBe(before);
});
