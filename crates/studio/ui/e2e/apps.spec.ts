/** Beginning apps and publishing them: from a spreadsheet, from pasted cells, from a template; the menu, the plan and the way back. */
import { expect, type Page, test } from '@playwright/test';
import { faults } from './faults';

const headers = { 'X-Formwork': '1' };

async function asAdministrator(page: Page) {
  const answer = await page.request.post('/api/v1/auth/login', {
    data: { account: 'admin', password: process.env.FORMWORK_DEMO_PASSWORD ?? 'formwork-demo' },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

const customers = `华东客户清单,,,,,
客户名称,状态,联系电话,年采购额（元）,折扣率,首次合作
苏州远景新能源,合作中,138 0512 7730,"560,000",5%,2026/3/11
深圳星河电子,潜在,13902281177,1204000,7.5%,2026/2/27
宁波精工机械厂,合作中,13957488830,128万,5%,2026/1/18
成都川味集团,流失,028 8655 0210,92000,5%,2026/4/2
武汉长江物流,合作中,18627195409,336000,,2026/5/20
杭州西湖茶业,潜在,13805712233,78000,5%,2026/6/12
北京中科智造,合作中,13710882217,145000,5%,2026/7/8
西安曲江文旅,合作中,13992713344,410000,5%,2026/13/02
合计,,,4053000,,
`;

const file = (name: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(customers) });

test('a spreadsheet becomes an app with its rows, and a wrong row is mended', async ({ page }) => {
  await asAdministrator(page);
  const begun = Date.now();
  let clicks = 0;
  const click = async (name: string | RegExp, role: 'button' | 'link' | 'menuitem' = 'button') => {
    clicks += 1;
    await page.getByRole(role, { name }).first().click();
  };
  await page.goto('/apps');
  await page.locator('.apps').getByRole('button', { name: '新建应用' }).click();
  await click(/从 Excel 表格新建/, 'menuitem');
  const name = `客户清单 ${begun}`;
  clicks += 2;
  await page.locator('.sheet-drop').waitFor();
  await page.setInputFiles('input[type=file]', file(`${name}.csv`));

  // What was guessed: the header below a title, the kinds, the total left out.
  await expect(page.getByText('8 行，6 列')).toBeVisible();
  for (const kind of ['单选', '电话', '金额', '百分比', '日期'])
    await expect(page.locator('.sheet-table').getByText(kind, { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: '1 个不符' })).toBeVisible();
  await click('创建应用并导入 8 行');

  await expect(page.getByText('已导入 7 / 8 行')).toBeVisible();
  await expect(page.getByText('1 行需要改正')).toBeVisible();
  const wrong = page.getByRole('textbox', { name: '第 10 行，首次合作' });
  await expect(wrong).toHaveValue('2026/13/02');
  clicks += 1;
  await wrong.fill('2026/12/02');
  await click('重新导入 1 行');
  await expect(page.getByText('已导入 8 / 8 行')).toBeVisible();
  await click('打开应用', 'link');

  await expect(page.getByText('宁波精工机械厂')).toBeVisible();
  await expect(page.getByText('西安曲江文旅')).toBeVisible();
  await expect(page.getByText(/1,280,000/).first()).toBeVisible();
  const seconds = Math.round((Date.now() - begun) / 1000);
  process.stdout.write(`spreadsheet to app with data: ${clicks} clicks, ${seconds} s\n`);
  expect(clicks).toBeLessThanOrEqual(10);
  expect(seconds).toBeLessThan(60);
});

test('an empty app is begun with the keyboard', async ({ page }) => {
  await asAdministrator(page);
  await page.goto('/apps');
  await page.locator('.apps').getByRole('button', { name: '新建应用' }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('menuitem').first()).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: /空白应用/ })).toBeFocused();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: '空白应用' });
  await expect(dialog.locator('.name-fields input').first()).toBeFocused();
  await page.keyboard.type(`键盘 ${Date.now() % 100_000}`);
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/design\/.*\/form\/form_1$/);
});

test('cells are pasted, kinds are changed, and nothing is made before it is confirmed', async ({ page }) => {
  await asAdministrator(page);
  await page.goto('/apps/sheet');
  const before = await (await page.request.get('/api/v1/apps')).json();
  const box = page.getByRole('textbox', { name: '或者粘贴单元格' });
  await box.fill('Item\tOwner\tDone\nLamp\tAnn\tyes\nDesk\tBen\tno\n');
  await page.getByRole('button', { name: '使用粘贴的内容' }).click();
  await expect(page.getByRole('textbox', { name: '列Owner的字段名称' })).toHaveValue('Owner');
  await page.getByRole('combobox', { name: '列Owner的类型' }).click();
  await page.keyboard.type('单选');
  await page.keyboard.press('Enter');
  await expect(page.locator('.sheet-table').getByText('Ann')).toBeVisible();
  await page.getByRole('checkbox', { name: '使用列Done' }).uncheck();
  await page.locator('#sheet-app').fill('');
  await expect(page.getByText('请填写应用名称')).toBeVisible();
  await expect(page.getByRole('button', { name: /创建应用并导入/ })).toBeDisabled();
  const after = await (await page.request.get('/api/v1/apps')).json();
  expect(after.items.length).toBe(before.items.length);
});

test('a file that cannot be read says why', async ({ page }) => {
  await asAdministrator(page);
  await page.goto('/apps/sheet');
  await page.setInputFiles('input[type=file]', {
    name: 'old.xls',
    mimeType: 'application/vnd.ms-excel',
    buffer: Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
  });
  await expect(page.getByRole('alert')).toContainText('旧版 Excel');
});

test('a template shows what is in it and becomes an app', async ({ page }) => {
  await asAdministrator(page);
  await page.goto('/apps');
  await page.getByRole('button', { name: '使用模板设备管理' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/张表单，\d+ 个字段/)).toBeVisible();
  await expect(dialog.getByText(/角色：/)).toBeVisible();
  await dialog.getByLabel('标识').fill('Not a key');
  await expect(dialog.getByRole('button', { name: /创\s*建/ })).toBeDisabled();
  const key = `equipment_${Date.now()}`;
  await dialog.getByLabel('标识').fill(key);
  await dialog.getByLabel('应用名称').fill('我的设备');
  await dialog.getByRole('button', { name: /创\s*建/ }).click();
  await page.waitForURL(new RegExp(`/a/${key}/`));
});

test('the menu is moved by the keyboard, published in words, and taken back', async ({ page }) => {
  test.setTimeout(120_000);
  await asAdministrator(page);
  const key = `deals_${Date.now()}`;
  const made = await page.request.post('/api/v1/apps', {
    data: { template: 'equipment', key, label: '发布演练' },
    headers,
  });
  expect(made.ok(), await made.text()).toBe(true);
  await page.goto(`/design/${key}/menu`);
  const entries = page.locator('.menu-tree .menu-entry');
  await expect(entries.first()).toBeVisible();
  const before = await entries.allInnerTexts();
  await entries.nth(1).focus();
  await page.keyboard.press('Alt+ArrowUp');
  await expect(entries.nth(0)).toBeFocused();
  const after = await entries.allInnerTexts();
  expect(after).not.toEqual(before);
  expect([...after].sort()).toEqual([...before].sort());
  // A new name for the app as a second change.
  await page.goto(`/design/${key}/settings`);
  await page.locator('#app-version').fill('2.0.0');
  await page.goto(`/design/${key}/publish`);
  await expect(page.getByText(/相对线上的 v1 有 \d+ 处改动/)).toBeVisible();
  const cards = page.locator('.change-card');
  const count = await cards.count();
  expect(count).toBeGreaterThanOrEqual(2);
  // One of them is taken back before it is published.
  await cards.filter({ hasText: '2.0.0' }).getByRole('button', { name: '撤回这项改动' }).click();
  await expect(cards).toHaveCount(count - 1);
  await page.getByRole('button', { name: '发布 v2' }).click();
  await expect(page.getByText('v2 已发布')).toBeVisible();
  // And the way back, its effect first.
  await page.getByRole('button', { name: '回到此版本' }).click();
  const dialog = page.getByRole('dialog');
  await expect(dialog.locator('.release-effect li')).not.toHaveCount(0);
  await dialog.getByRole('button', { name: '回到这个版本' }).click();
  await expect(page.locator('.releases b', { hasText: 'v3' })).toBeVisible();
  await page.goto(`/design/${key}/menu`);
  await expect(entries.first()).toBeVisible();
  expect(await entries.allInnerTexts()).toEqual(before);
});

for (const language of ['zh-CN', 'en'])
  for (const theme of ['light', 'dark'])
    for (const width of [1440, 390])
      test(`pages about apps in ${language}, ${theme}, ${width} wide`, async ({ page }) => {
        test.setTimeout(180_000);
        await page.addInitScript(
          ([language, theme]) => {
            localStorage.setItem('formwork.language', language ?? '');
            localStorage.setItem('formwork.theme', theme ?? '');
          },
          [language, theme],
        );
        await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
        await asAdministrator(page);
        for (const place of ['/apps', '/apps/sheet', '/design/crm/publish']) {
          await page.goto(place);
          await page.locator('main').first().waitFor();
          await page.waitForLoadState('networkidle');
          expect.soft(await faults(page), place).toEqual([]);
        }
        await page.goto('/apps/sheet');
        await page.setInputFiles('input[type=file]', file('look.csv'));
        await page.locator('.sheet-table').waitFor();
        expect.soft(await faults(page), 'fields').toEqual([]);
        if (width > 390)
          for (const step of ['menu', 'options', 'roles', 'settings']) {
            await page.goto(`/design/crm/${step}`);
            await page.locator('.design-step').waitFor();
            expect.soft(await faults(page), step).toEqual([]);
          }
      });
