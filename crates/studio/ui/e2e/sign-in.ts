/** Signing in as one of the demo people by a click on the sign-in page. */
import type { APIRequestContext, Page } from '@playwright/test';

/** Signs in as `name`, or as the first demo person when nobody is called so. */
export async function signIn(page: Page, name?: string) {
  await page.goto('/login');
  await page.locator('.login-demo button').first().waitFor();
  const wanted = page.locator('.login-demo button', { hasText: name ?? '' }).first();
  await ((await wanted.count()) > 0 ? wanted : page.locator('.login-demo button').first()).click();
  await page.waitForURL((url) => url.pathname === '/');
  await page.locator('.workbench').waitFor();
}

const headers = { 'X-Formwork': '1' };

/** The ids of the first records of a form. */
export async function recordIds(request: APIRequestContext, form: string, limit = 3): Promise<readonly string[]> {
  const answer = await request.post(`/api/v1/data/${form}/query`, { data: { limit }, headers });
  const { items }: { items: readonly { id: string }[] } = await answer.json();
  return items.map(({ id }) => id);
}

/** Changes a record behind the back of the screen. */
export async function change(request: APIRequestContext, form: string, id: string, values: object) {
  const answer = await request.patch(`/api/v1/data/${form}/${id}`, { data: values, headers });
  if (!answer.ok()) throw new Error(`${answer.status()} ${await answer.text()}`);
}
