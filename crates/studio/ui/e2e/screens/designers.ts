/** The pictures of what administrators see: apps, an app from a spreadsheet, the designers, publishing. */
import type { Page } from '@playwright/test';
import { type Picture, settled } from './people';
import { withDraft } from './world';

const as = 'admin';

const sheet = `客户名称,状态,联系电话,年采购额（元）,折扣率,首次合作
苏州远景新能源,合作中,138 0512 7730,"560,000",5%,2026/3/11
深圳星河电子,潜在,13902281177,1204000,7.5%,2026/2/27
宁波精工机械厂,合作中,13957488830,128万,5%,2026/1/18
成都川味集团,流失,028 8655 0210,92000,5%,2026/4/2
武汉长江物流,合作中,18627195409,336000,,2026/5/20
西安曲江文旅,合作中,13992713344,410000,5%,2026/13/02
`;

const at =
  (address: string): Picture['show'] =>
  async (page) => {
    await page.goto(address);
  };

async function choose(page: Page, form: string, field: string) {
  await page.goto(`/design/crm/form/${form}`);
  await page.locator(`[data-cell="${field}"] > .card-face`).click();
  await page.locator('.side-pane').waitFor();
}

export const designers: readonly Picture[] = [
  { name: 'apps', as, show: at('/apps'), contrast: true },
  {
    name: 'sheet',
    as,
    show: async (page) => {
      await page.goto('/apps/sheet');
      await page.setInputFiles('input[type=file]', {
        name: '客户清单.csv',
        mimeType: 'text/csv',
        buffer: Buffer.from(sheet),
      });
      await page.locator('.sheet-table').waitFor();
    },
  },
  {
    name: 'form',
    as,
    show: async (page) => {
      await page.goto('/design/crm/form/customer');
      await page.locator('.designer-phone, .side-pane .verdict-result').first().waitFor();
    },
    contrast: true,
  },
  { name: 'form-field', as, wide: true, show: (page) => choose(page, 'customer', 'level') },
  {
    name: 'form-condition',
    as,
    wide: true,
    show: async (page) => {
      await choose(page, 'customer', 'credit_code');
      await page.locator('.side-pane .condition-box, .side-pane .when').last().scrollIntoViewIfNeeded();
    },
  },
  {
    name: 'form-formula',
    as,
    wide: true,
    show: async (page) => {
      await choose(page, 'opportunity', 'weighted_amount');
      await page.locator('.side-pane .formula-expand').first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'form-preview',
    as,
    wide: true,
    show: async (page) => {
      await page.goto('/design/crm/form/customer');
      await page.locator('.bar-right button', { has: page.locator('.anticon-eye') }).click();
      await page.locator('.preview-foot').waitFor();
    },
  },
  {
    name: 'form-json',
    as,
    wide: true,
    show: async (page) => {
      await page.goto('/design/crm/form/customer');
      await page.locator('#side-tab-json').click();
    },
  },
  {
    name: 'problems',
    as,
    show: (page, _world, look) =>
      withDraft(
        page.request,
        ({ forms }) => {
          const fields = forms.customer?.fields ?? [];
          for (const field of fields) if (field.key === 'receivable') field.formula = 'contract_amount - collected';
        },
        async () => {
          await page.goto('/design/crm/form/customer');
          await page.locator('.bar-problems.ink-red').click();
          await page.locator('.problem').first().waitFor();
          await look();
        },
      ),
  },
  { name: 'menu', as, wide: true, show: at('/design/crm/menu') },
  {
    name: 'menu-view',
    as,
    wide: true,
    show: async (page) => {
      await page.goto('/design/crm/menu');
      await page
        .locator('.menu-entry', { hasText: /商机|Opportunity/ })
        .first()
        .click();
    },
  },
  { name: 'options', as, wide: true, show: at('/design/crm/options') },
  { name: 'roles', as, wide: true, show: at('/design/crm/roles') },
  { name: 'settings', as, wide: true, show: at('/design/crm/settings') },
  {
    name: 'publish',
    as,
    contrast: true,
    show: (page, _world, look) =>
      withDraft(
        page.request,
        ({ forms }) => {
          const fields = forms.contact?.fields ?? [];
          for (const field of fields) {
            if (field.key === 'email') Object.assign(field, { required: true });
            if (field.key === 'position') field.label = { 'zh-CN': '职位', en: 'Job title' };
          }
          fields.push({
            key: 'assistant',
            label: { 'zh-CN': '助理', en: 'Assistant' },
            ...{ kind: 'text', unique: true },
          });
        },
        async () => {
          await page.goto('/design/crm/publish');
          await page.locator('.change-card').first().waitFor();
          await settled(page);
          await look();
        },
      ),
  },
  { name: 'publish-none', as, contrast: true, show: at('/design/crm/publish') },
];
