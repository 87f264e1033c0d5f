/** What stands around every page: search and commands, shortcuts, the profile, lost sessions and lost networks. */
import { expect as expectAtOnce, type Page, test } from '@playwright/test';
import { faults } from './faults';
import { signIn } from './sign-in';

/** A slow machine may take its time: what is asked is whether it comes, not when. */
const expect = expectAtOnce.configure({ timeout: 20_000 });

test.describe.configure({ timeout: 120_000 });

const person = '唐静';
const password = 'formwork-demo';

const search = (page: Page) => page.getByRole('combobox', { name: '搜索记录、表单和命令' });

test('the search over everything runs commands and opens records by keyboard', async ({ page }) => {
  await signIn(page, person);
  await page.keyboard.press('Control+k');
  await expect(search(page)).toBeFocused();
  await page.keyboard.type('>深色');
  await expect(page.getByRole('option', { name: '外观：深色' })).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('Control+k');
  await page.keyboard.type('宁波');
  const records = page.getByRole('group', { name: '记录' });
  await expect(records.getByRole('option').first()).toBeVisible();
  expect(await faults(page)).toEqual([]);
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Enter');
  await page.waitForURL((url) => /^\/a\/\w+\/\w+\/[0-9a-f-]{36}$/.test(url.pathname));
  await page.waitForFunction(() => Object.keys(localStorage).some((key) => key.startsWith('formwork.recents')));
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('group', { name: '最近打开' }).getByRole('option').first()).toBeVisible();
});

test('a shortcut is pinned, moved and stays', async ({ page }) => {
  await signIn(page, '周敏');
  await page.getByRole('button', { name: '编辑快捷方式' }).first().click();
  const dialog = page.getByRole('dialog');
  await dialog.getByPlaceholder('查找表单和视图').fill('产品');
  await dialog.locator('.pins-offered button').first().click();
  const pinned = dialog.locator('ol.pins li');
  const name = await pinned.last().locator('.ellipsis').innerText();
  await pinned
    .last()
    .getByRole('button', { name: `上移${name}` })
    .click();
  await expect(pinned.last().locator('.ellipsis')).not.toHaveText(name);
  const stored = page.waitForResponse((answer) => answer.url().includes('/preferences/') && answer.ok());
  await pinned
    .nth((await pinned.count()) - 2)
    .getByRole('button', { name: `上移${name}` })
    .click();
  await stored;
  await page.keyboard.press('Escape');
  await page.reload();
  const places = page.locator('.shortcuts a');
  await expect(places.nth((await places.count()) - 3)).toHaveText(name);
});

test('a session that ended is renewed in place, and what was being saved goes on', async ({ page, context }) => {
  await signIn(page, person);
  await page.goto('/a/crm/product/new');
  await page.locator('#field-name').fill('会话中断的密封圈');
  const code = `S-${Date.now() % 1_000_000}`;
  await page.locator('#field-code').fill(code);
  await context.clearCookies();
  await page.getByRole('button', { name: '保存' }).click();
  // What is missing is said first; then the server is asked and no longer knows the person.
  await page.evaluate(() => dispatchEvent(new Event('online')));
  const dialog = page.getByRole('dialog', { name: '登录已过期' });
  await expect(dialog).toBeVisible();
  await expect(dialog.getByLabel('密码', { exact: true })).toBeFocused();
  expect(await faults(page)).toEqual([]);
  await dialog.getByLabel('密码', { exact: true }).fill('wrong');
  await dialog.getByRole('button', { name: '登录并继续' }).click();
  await expect(dialog.getByRole('alert')).toBeVisible();
  await dialog.getByLabel('密码', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: '登录并继续' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('#field-name')).toHaveValue('会话中断的密封圈');
  await expect(page.locator('#field-code')).toHaveValue(code);
});

test('a request that meets an ended session waits and is sent again', async ({ page, context }) => {
  await signIn(page, person);
  await page.goto('/me');
  await page.getByRole('button', { name: '新建密钥' }).click();
  const name = `e2e ${Date.now()}`;
  await page.getByLabel('用途').fill(name);
  await context.clearCookies();
  await page.getByRole('button', { name: '生成' }).click();
  const dialog = page.getByRole('dialog', { name: '登录已过期' });
  await dialog.getByLabel('密码', { exact: true }).fill(password);
  await dialog.getByRole('button', { name: '登录并继续' }).click();
  await expect(page.locator('.key-made code')).not.toBeEmpty();
  const entry = page.locator('.keys li', { hasText: name });
  await entry.getByRole('button', { name: `停用 ${name}` }).click();
  await page.locator('.ant-popconfirm').getByRole('button', { name: '停用' }).click();
  await expect(entry).toHaveCount(0);
});

test('a lost network is said, nothing typed is lost, and the page goes on', async ({ page, context }) => {
  await signIn(page, person);
  await page.goto('/a/crm/product/new');
  await page.locator('#field-name').fill('断网时填写');
  await context.setOffline(true);
  await expect(page.getByText('连不上服务器')).toBeVisible();
  await expect(page.locator('#field-name')).toHaveValue('断网时填写');
  await context.setOffline(false);
  await expect(page.getByText('连不上服务器')).toBeHidden();
  await expect(page.locator('#field-name')).toHaveValue('断网时填写');
});

test('help tells the keys, and feedback is sent from it', async ({ page }) => {
  await signIn(page, '周敏');
  await page.locator('.greeting').waitFor();
  await page.keyboard.press('?');
  const help = page.getByRole('dialog', { name: '帮助' });
  await expect(help.getByText('搜索一切，也能执行命令')).toBeVisible();
  await help.getByRole('button', { name: '意见反馈' }).click();
  const box = page.getByRole('dialog', { name: '意见反馈' });
  await box.getByRole('textbox').fill('看板很好用');
  const sent = page.waitForResponse((answer) => answer.url().endsWith('/feedback'));
  await box.getByRole('button', { name: '发送' }).click();
  expect((await sent).status()).toBe(204);
});

test('an announcement reaches everybody at once', async ({ page, browser }) => {
  await signIn(page, '周敏');
  const admin = await (
    await browser.newContext({ reducedMotion: 'reduce', locale: 'zh-CN', baseURL: new URL(page.url()).origin })
  ).newPage();
  const entered = await admin.request.post('/api/v1/auth/login', { data: { account: 'admin', password } });
  expect(entered.ok()).toBe(true);
  await admin.goto('/');
  await admin.getByRole('button', { name: '写公告' }).click();
  const title = `系统维护 ${Date.now()}`;
  await admin.getByLabel('标题').fill(title);
  await admin.getByLabel('内容').fill('今晚十点，约十分钟。');
  await admin.getByRole('button', { name: '发布', exact: true }).click();
  await expect(page.getByRole('heading', { name: title })).toBeVisible();
  await admin.getByRole('button', { name: `修改公告：${title}` }).click();
  await admin.getByRole('button', { name: '撤下' }).click();
  await expect(page.getByRole('heading', { name: title })).toBeHidden();
});

for (const theme of ['light', 'dark', 'contrast'])
  for (const width of [1440, 390])
    test(`shell and profile have no fault that axe can see, ${theme}, ${width} wide`, async ({ page }) => {
      await page.addInitScript((theme) => localStorage.setItem('formwork.theme', theme), theme);
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await signIn(page, person);
      await page.waitForLoadState('networkidle').catch(() => undefined);
      expect.soft(await faults(page), 'workbench').toEqual([]);
      await page.getByRole('button', { name: /^通知/ }).click();
      await page.locator('.notices').waitFor();
      expect.soft(await faults(page), 'notices').toEqual([]);
      await page.goto('/me');
      await page.locator('.keys, .profile .state').first().waitFor();
      expect.soft(await faults(page), 'profile').toEqual([]);
    });

test('on a phone the way back takes away what lies over a page before it leaves the page', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page);
  await page.getByRole('button', { name: '应用', exact: true }).click();
  await page.getByRole('link', { name: '客户', exact: true }).click();
  await expect(page).toHaveURL(/\/a\/crm\/customer/);
  await page.getByRole('button', { name: '筛选' }).click();
  const panel = page.locator('.filter-builder');
  await expect(panel).toBeVisible();
  await page.goBack();
  await expect(panel).toBeHidden();
  await page.getByRole('button', { name: /搜索/ }).first().click();
  await expect(search(page)).toBeVisible();
  await page.goBack();
  await expect(search(page)).toBeHidden();
  await expect(page).toHaveURL(/\/a\/crm\/customer/);
  await page.goBack();
  await expect(page.locator('.workbench')).toBeVisible();
});
