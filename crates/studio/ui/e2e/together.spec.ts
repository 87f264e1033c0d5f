/** Two people in one form designer: each sees the other, no work of either is lost, and what both changed is said. */
import { type Browser, expect, type Page, test } from '@playwright/test';
import { asAdministrator, blankApp, headers, saved } from './designing';
import { faults } from './faults';

const password = process.env.FORMWORK_DEMO_PASSWORD ?? 'formwork-demo';

/** A second person who may design, in a browser of her own. */
async function colleague(browser: Browser, admin: Page): Promise<Page> {
  const account = `designer_${Date.now().toString(36)}`;
  const made = await admin.request.post('/api/v1/users', {
    headers,
    data: { account, name: '沈一诺', password, administrator: true },
  });
  expect(made.ok(), await made.text()).toBe(true);
  const context = await browser.newContext();
  const page = await context.newPage();
  const answer = await page.request.post('/api/v1/auth/login', { data: { account, password } });
  expect(answer.ok(), await answer.text()).toBe(true);
  return page;
}

async function both(browser: Browser, page: Page) {
  await asAdministrator(page);
  const app = await blankApp(page, '前台');
  await page.goto(`/design/${app}`);
  await page.locator('[data-cell="name"]').waitFor();
  await saved(page);
  const other = await colleague(browser, page);
  await other.goto(`/design/${app}`);
  await other.locator('[data-cell="name"]').waitFor();
  return { app, other };
}

/** Adds a field and types its name, without leaving the name. */
async function begin(page: Page, kind: string, label: string) {
  await page.locator('.palette-item').getByText(kind, { exact: true }).click();
  await expect(page.locator('.name-box')).toBeFocused();
  await page.keyboard.type(label);
}

const labels = async (page: Page, app: string): Promise<readonly string[]> => {
  const { forms } = await (await page.request.get(`/api/v1/apps/${app}/draft`)).json();
  return forms.form_1.fields.map(({ label }: { label: string }) => label).sort();
};

const card = (page: Page, label: string) => page.locator('.card-field').filter({ hasText: label });

test('each sees the other, and what both draw at once is all there', async ({ browser, page }) => {
  test.setTimeout(120_000);
  const { app, other } = await both(browser, page);
  await expect(page.getByRole('group', { name: '正在一起编辑' })).toBeVisible();
  await expect(other.getByRole('group', { name: '正在一起编辑' })).toBeVisible();
  await page.locator('.bar-people > span').first().hover();
  await expect(page.getByRole('tooltip')).toHaveText('沈一诺正在编辑：前台');

  // Both add a date at the same moment: the machine would call both `date_1`.
  await begin(page, '日期', '来访日期');
  await begin(other, '日期', '离开日期');
  await other.keyboard.press('Enter');
  await saved(other);
  await page.keyboard.press('Enter');
  for (const each of [page, other])
    for (const label of ['名称', '来访日期', '离开日期']) await expect(card(each, label)).toHaveCount(1);
  for (const each of [page, other]) await saved(each);
  expect(await labels(page, app)).toEqual(['名称', '来访日期', '离开日期'].sort());

  // What one adds stands on the other's screen without anybody asking for it.
  await begin(other, '金额', '押金');
  await other.keyboard.press('Enter');
  await expect(card(page, '押金')).toBeVisible();
  await expect(page.locator('.merge-banner')).toContainText('沈一诺');
  // Taking a step back takes back one's own.
  await page.locator('.sheet-head .heading-face').click();
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(card(page, '来访日期')).toHaveCount(0);
  await expect(card(page, '押金')).toBeVisible();
  await expect(card(other, '来访日期')).toHaveCount(0);
  expect(await faults(page)).toEqual([]);

  await other.goto('about:blank');
  await expect(page.locator('.bar-people')).toHaveCount(0);
});

test('where both gave another name, mine stays, theirs is said and can be taken', async ({ browser, page }) => {
  test.setTimeout(120_000);
  const { app, other } = await both(browser, page);
  // The line of the first is down while the other works.
  await page.context().setOffline(true);
  for (const [each, label] of [
    [page, '访客姓名'],
    [other, '来宾姓名'],
  ] as const) {
    await each.locator('[data-cell="name"] > .card-face').dblclick();
    await expect(each.locator('.name-box')).toBeFocused();
    await each.keyboard.press('Control+a');
    await each.keyboard.type(label);
    await each.keyboard.press('Enter');
  }
  await saved(other);
  await expect(page.locator('.save-state')).toContainText('连不上服务器');
  await page.context().setOffline(false);
  const banner = page.locator('.merge-banner');
  await expect(banner).toContainText('都改了，保留了你的', { timeout: 30_000 });
  await expect(banner.getByRole('listitem')).toHaveText(/前台 › 访客姓名 › 名称.*你的： ?访客姓名.*对方的： ?来宾姓名/);
  await saved(page);
  await expect(card(other, '访客姓名')).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await banner.getByRole('button', { name: '改用对方的' }).click();
  await expect(banner).toHaveCount(0);
  await expect(card(page, '来宾姓名')).toBeVisible();
  await expect(card(other, '来宾姓名')).toBeVisible();
  await saved(page);
  expect(await labels(page, app)).toEqual(['来宾姓名']);
});
