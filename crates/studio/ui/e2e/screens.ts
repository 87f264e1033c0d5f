/** Takes pictures of the screens. They are looked at by people: nothing is compared. */
import { type Page, test } from '@playwright/test';

const folder = 'screens';
const phone = { width: 390, height: 844 };

async function signIn(page: Page) {
  await page.goto('/login');
  await page.locator('.login-demo button', { hasText: '何琪' }).click();
  await page.waitForURL((url) => url.pathname === '/');
}

async function look(page: Page, name: string) {
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(350);
  await page.screenshot({ path: `${folder}/${name}.png` });
}

async function firstRecord(page: Page, app: string, form: string): Promise<string> {
  const answer = await page.request.post(`/api/v1/data/${app}/${form}/query`, {
    data: { limit: 3 },
    headers: { 'X-Formwork': '1' },
  });
  const body: { items: { id: string }[] } = await answer.json();
  return body.items[1]?.id ?? '';
}

for (const theme of ['light', 'dark'] as const)
  test(`pictures ${theme}`, async ({ page }) => {
    test.setTimeout(180_000);
    await page.addInitScript((theme) => localStorage.setItem('formwork.theme', theme), theme);
    const suffix = theme === 'dark' ? '-dark' : '';
    await page.goto('/login');
    await look(page, `login${suffix}`);
    await signIn(page);
    const id = await firstRecord(page, 'crm', 'customer');
    const places: readonly (readonly [string, string])[] = [
      ['workbench', '/'],
      ['list', '/a/crm/customer'],
      ['record', `/a/crm/customer/${id}`],
      ['drawer', `/a/crm/customer?record=${id}`],
      ['new', '/a/crm/customer/new'],
      ['new-quotation', '/a/crm/quotation/new'],
      ['board', '/a/crm/opportunity?view=board'],
      ['ticket', '/a/crm/ticket'],
      ['calendar', '/a/crm/activity?view=calendar'],
    ];
    for (const [name, address] of places) {
      await page.goto(address);
      await look(page, name + suffix);
    }
    await page.goto(`/a/crm/customer/${id}`);
    await page.getByRole('button', { name: /编辑/ }).first().click();
    await look(page, `edit${suffix}`);
    await page.goto('/a/crm/customer');
    await page.getByRole('button', { name: /筛选/ }).click();
    await page.getByRole('button', { name: '添加条件' }).click();
    await look(page, `filter${suffix}`);
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: '搜索记录、表单和命令' }).waitFor();
    await page.keyboard.type('宁波');
    await look(page, `palette${suffix}`);
  });

test('pictures of a phone', async ({ page }) => {
  test.setTimeout(120_000);
  await page.setViewportSize(phone);
  await page.goto('/login');
  await look(page, 'login-phone');
  await signIn(page);
  const id = await firstRecord(page, 'crm', 'customer');
  for (const [name, address] of [
    ['workbench', '/'],
    ['list', '/a/crm/customer'],
    ['record', `/a/crm/customer/${id}`],
    ['new', '/a/crm/customer/new'],
    ['board', '/a/crm/opportunity?view=board'],
  ] as const) {
    await page.goto(address);
    await look(page, `${name}-phone`);
  }
});
