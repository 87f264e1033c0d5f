/** The pictures of what people see who work with an app: the shell, lists, records, and what stands there when nothing can be shown. */
import type { Page } from '@playwright/test';
import { changeBehind, type World } from './world';

export interface Picture {
  readonly name: string;
  /** The account; nobody when it is missing. */
  readonly as?: string;
  /** Brings the page to what is to be seen. */
  readonly show: (page: Page, world: World, look: () => Promise<void>) => Promise<void>;
  /** Also in high contrast. */
  readonly contrast?: true;
  /** Only where there is room for it. */
  readonly wide?: true;
}

const me = 'he_qi';
export const settled = (page: Page) => page.waitForLoadState('networkidle').catch(() => undefined);

const place =
  (address: string | ((world: World) => string)): Picture['show'] =>
  async (page, world) => {
    await page.goto(typeof address === 'string' ? address : address(world));
  };

async function openPalette(page: Page, text: string) {
  await page.goto('/');
  await settled(page);
  await page.keyboard.press('Control+k');
  await page.locator('.palette input').waitFor();
  await page.keyboard.type(text);
}

async function edit(page: Page, id: string) {
  await page.goto(`/a/crm/customer/${id}`);
  await settled(page);
  await page.locator('.record-actions, .phone-actions').locator('button:has(.anticon-edit)').first().click();
  await page.locator('#field-short_name').waitFor();
}

export const people: readonly Picture[] = [
  { name: 'login', show: place('/login'), contrast: true },
  { name: 'workbench-service', as: 'liu_yang', show: place('/') },
  {
    name: 'launcher',
    as: me,
    show: async (page) => {
      await page.goto('/');
      await settled(page);
      await page.locator('.nav-brand ~ .topbar-icon, .nav-top .topbar-icon, .bottom-bar button').first().click();
    },
  },
  { name: 'search', as: me, show: (page) => openPalette(page, '宁波') },
  { name: 'commands', as: me, show: (page) => openPalette(page, '>') },
  {
    name: 'notices',
    as: me,
    show: async (page) => {
      await page.goto('/');
      await settled(page);
      await page.locator('.bell').click();
      await page.locator('.notices li').first().waitFor();
    },
  },
  {
    name: 'help',
    as: me,
    show: async (page) => {
      await page.goto('/');
      await settled(page);
      await page.keyboard.press('?');
      await page.locator('.help').waitFor();
    },
  },
  { name: 'profile', as: me, show: place('/me'), contrast: true },
  { name: 'list', as: me, show: place('/a/crm/customer?view=all'), contrast: true },
  { name: 'list-groups', as: me, show: place('/a/crm/opportunity?view=all&group=stage') },
  {
    name: 'list-filter',
    as: me,
    show: async (page) => {
      await page.goto('/a/crm/customer?view=all&filter=%7B"field"%3A"level"%2C"op"%3A"eq"%2C"value"%3A"A"%7D');
      await settled(page);
      await page
        .locator('.toolbar button', { has: page.locator('.anticon-filter') })
        .first()
        .click();
      await page.locator('.filter-builder').waitFor();
    },
  },
  { name: 'kanban', as: me, show: place('/a/crm/opportunity?view=board'), contrast: true },
  { name: 'calendar', as: me, show: place('/a/crm/activity?view=calendar'), contrast: true },
  { name: 'gantt', as: 'tang_jing', show: place('/a/crm/contract?view=schedule') },
  { name: 'gallery', as: me, show: place('/a/crm/product?view=gallery') },
  { name: 'tree', as: 'tang_jing', show: place('/a/crm/contract?view=renewals') },
  { name: 'record', as: me, show: place(({ customer }) => `/a/crm/customer/${customer}`), contrast: true },
  { name: 'record-quotation', as: me, show: place(({ quotation }) => `/a/crm/quotation/${quotation}`) },
  {
    name: 'record-fields',
    as: me,
    show: async (page, { opportunity }) => {
      await page.goto(`/a/crm/opportunity/${opportunity}`);
      await page
        .locator('#record-tab-fields')
        .click({ timeout: 3000 })
        .catch(() => undefined);
    },
  },
  {
    name: 'drawer',
    as: me,
    wide: true,
    show: place(({ customer }) => `/a/crm/customer?view=all&record=${customer}`),
  },
  { name: 'edit', as: me, show: (page, { customer }) => edit(page, customer) },
  { name: 'new', as: me, show: place('/a/crm/quotation/new') },
  {
    name: 'new-wrong',
    as: me,
    contrast: true,
    show: async (page) => {
      await page.goto('/a/crm/customer/new');
      await page.locator('#field-phone').fill('12');
      await page.locator('.record-foot .ant-btn-primary').click();
      await page.locator('.field-issue').first().waitFor();
    },
  },
  {
    name: 'trash',
    as: 'tang_jing',
    contrast: true,
    show: async (page) => {
      await page.goto('/a/crm/-/trash');
      await page.locator('.trash-check input').nth(1).check();
    },
  },
  {
    name: 'conflict',
    as: me,
    show: async (page, { disputed }, look) => {
      await edit(page, disputed);
      const { origin } = new URL(page.url());
      const before = await page.locator('#field-short_name').inputValue();
      await page.locator('#field-short_name').fill('精工机械');
      await page.locator('#field-needs').fill('二期产线要做在线检测，现有设备精度不足 0.02 mm。');
      await changeBehind(origin, disputed, { short_name: '精工（宁波）' });
      await page.locator('.record-foot .ant-btn-primary').click();
      await page.locator('.conflict').waitFor();
      await look();
      await changeBehind(origin, disputed, { short_name: before });
    },
  },
  // Here, because by now something was opened.
  { name: 'workbench', as: me, show: place('/'), contrast: true },
  { name: 'print', as: me, show: place(({ quotation }) => `/print/crm/quotation/${quotation}`) },
  { name: 'empty', as: me, show: place('/a/crm/customer?view=all&q=没有这样的客户') },
  { name: 'missing', as: me, show: place('/a/crm/customer/00000000-0000-0000-0000-000000000000') },
  { name: 'no-permission', as: 'liu_yang', show: place('/a/crm/lead') },
  {
    name: 'error',
    as: me,
    show: async (page) => {
      const failure = { status: 503, contentType: 'application/problem+json', json: { code: 'busy', detail: '' } };
      await page.route('**/data/crm/customer/**', (route) => route.fulfill(failure));
      await page.goto('/a/crm/customer?view=all');
      await page.locator('.state').waitFor({ timeout: 20_000 });
      await page.unroute('**/data/crm/customer/**');
    },
  },
  {
    name: 'offline',
    as: me,
    show: async (page, _world, look) => {
      await page.goto('/a/crm/customer/new');
      await settled(page);
      await page.context().setOffline(true);
      await page.locator('.connection-bar').waitFor();
      await look();
      await page.context().setOffline(false);
    },
  },
];
