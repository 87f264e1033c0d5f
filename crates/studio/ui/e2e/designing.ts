/** What the journeys through the designers share: being the administrator, and counting what a hand does. */
import { expect, type Locator, type Page } from '@playwright/test';

export const headers = { 'X-Formwork': '1' };

export async function asAdministrator(page: Page) {
  const answer = await page.request.post('/api/v1/auth/login', {
    data: { account: 'admin', password: process.env.FORMWORK_DEMO_PASSWORD ?? 'formwork-demo' },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
}

/** A new app without forms; its key. */
export async function blankApp(page: Page, label: string): Promise<string> {
  const key = `e2e_${Date.now().toString(36)}`;
  const answer = await page.request.post('/api/v1/apps', { headers, data: { blank: { key, label } } });
  expect(answer.ok(), await answer.text()).toBe(true);
  return key;
}

/** A new app in the form designer; its key. */
export async function start(page: Page): Promise<string> {
  await asAdministrator(page);
  const app = await blankApp(page, '前台');
  await page.goto(`/design/${app}`);
  await page.locator('[data-cell="name"]').waitFor();
  return app;
}

/** A field on the canvas. */
export const face = (page: Page, field: string) => page.locator(`[data-cell="${field}"] > .card-face`);
/** A kind of field in the palette. */
export const kind = (page: Page, name: string) => page.locator('.palette-item').getByText(name, { exact: true });

/** Counts clicks, keys and letters. A letter of a word that is typed is a letter; every other key is a key. */
export class Hand {
  clicks = 0;
  keys = 0;
  letters = 0;
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async click(target: Locator) {
    this.clicks += 1;
    await target.click();
  }

  async doubleClick(target: Locator) {
    this.clicks += 2;
    await target.dblclick();
  }

  async press(...keys: readonly string[]) {
    for (const key of keys) {
      this.keys += 1;
      await this.page.keyboard.press(key);
    }
  }

  async type(text: string) {
    this.letters += text.length;
    await this.page.keyboard.type(text);
  }

  /** Presses `key` until `there` has the keyboard. */
  async until(key: string, there: Locator, most = 40) {
    for (let times = 0; times < most; times += 1) {
      if (await there.evaluateAll((found) => found.some((each) => each.contains(document.activeElement)))) return;
      await this.press(key);
    }
    throw new Error(`${key} does not lead there`);
  }

  tell(journey: string) {
    // biome-ignore lint/suspicious/noConsole: the figures are what this is run for
    console.log(`${journey}: ${this.clicks} clicks, ${this.keys} keys, ${this.letters} letters`);
  }
}

export const saved = (page: Page) => expect(page.locator('.save-state[data-saving="saved"]')).toBeVisible();
