/**
 * Takes pictures of every page in both languages, light and dark, on a desk and on a phone, and of the main ones in high contrast.
 * They are looked at by people: nothing is compared. `SCREENS=record,kanban` takes only those.
 */
import { expect, type Page, test } from '@playwright/test';
import { designers } from './screens/designers';
import { type Picture, people, settled } from './screens/people';
import { enter, makeWorld, type World } from './screens/world';

const folder = 'screens';
const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } } as const;
const wanted = process.env.SCREENS?.split(',');

async function look(page: Page, name: string) {
  await settled(page);
  await page.waitForTimeout(350);
  await page.screenshot({ path: `${folder}/${name}.png` });
}

async function take(page: Page, world: World, picture: Picture, name: string) {
  await page.context().clearCookies();
  if (picture.as) await enter(page.request, picture.as);
  let seen = false;
  const now = async () => {
    seen = true;
    await look(page, name);
  };
  await picture.show(page, world, now);
  if (!seen) await now();
  // What was typed for a picture is nobody's work.
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (/draft|kept/.test(key)) localStorage.removeItem(key);
  });
  await page.goto('about:blank');
}

for (const language of ['zh-CN', 'en'])
  for (const theme of ['light', 'dark', 'contrast'])
    for (const [size, viewport] of Object.entries(sizes))
      test(`pictures ${language} ${theme} ${size}`, async ({ page, browser, baseURL }) => {
        test.setTimeout(900_000);
        await page.addInitScript(
          ([language, theme]) => {
            localStorage.setItem('formwork.language', language ?? '');
            localStorage.setItem('formwork.theme', theme ?? '');
          },
          [language, theme],
        );
        await page.setViewportSize(viewport);
        page.setDefaultTimeout(15_000);
        page.on('dialog', (dialog) => void dialog.accept());
        const world = await makeWorld(browser, baseURL ?? '');
        for (const picture of [...people, ...designers]) {
          if (wanted && !wanted.includes(picture.name)) continue;
          if ((theme === 'contrast' && !picture.contrast) || (size === 'phone' && picture.wide)) continue;
          const name = `${picture.name}-${language === 'en' ? 'en' : 'zh'}-${theme}-${size}`;
          const trouble = await take(page, world, picture, name).then(
            () => '',
            (error: unknown) => String(error),
          );
          expect.soft(trouble, name).toBe('');
        }
      });
