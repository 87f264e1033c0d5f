/** No page may have an accessibility fault that axe can see, in both languages and both appearances. */
import { expect, test } from '@playwright/test';
import { faults } from './faults';
import { fillTrash, recordIds, signIn } from './sign-in';

for (const language of ['zh-CN', 'en'])
  for (const theme of ['light', 'dark'])
    for (const width of [1440, 390])
      test(`pages in ${language}, ${theme}, ${width} wide`, async ({ page }) => {
        test.setTimeout(180_000);
        await page.addInitScript(
          ([language, theme]) => {
            localStorage.setItem('formwork.language', language ?? '');
            localStorage.setItem('formwork.theme', theme ?? '');
          },
          [language, theme],
        );
        await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
        await page.goto('/login');
        await page.locator('.login-demo button').first().waitFor();
        expect.soft(await faults(page), 'sign-in').toEqual([]);
        await signIn(page, '唐静');
        const [id = ''] = await recordIds(page.request, 'crm/customer');
        await fillTrash(page.request);
        const places = [
          '/',
          '/a/crm/customer',
          `/a/crm/customer/${id}`,
          '/a/crm/customer/new',
          '/a/crm/quotation/new',
          '/a/crm/opportunity?view=board',
          '/a/crm/nothing',
          '/a/crm/-/trash',
        ];
        if (width > 390) places.push(`/a/crm/customer?record=${id}`);
        for (const place of places) {
          await page.goto(place);
          await page.locator('main, .state').first().waitFor();
          await page.waitForLoadState('networkidle');
          expect.soft(await faults(page), place).toEqual([]);
        }
      });
