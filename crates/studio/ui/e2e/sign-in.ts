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

/** Makes two tasks and deletes them. */
export async function fillTrash(request: APIRequestContext) {
  for (const subject of ['整理展会名片', '回访设备使用情况']) {
    const data = { subject, due_at: '2026-03-08T16:30:00Z' };
    const made = await request.post('/api/v1/data/crm/task', { data, headers });
    const { id }: { id: string } = await made.json();
    const gone = await request.delete(`/api/v1/data/crm/task/${id}`, { headers });
    if (!gone.ok()) throw new Error(`${gone.status()} ${await gone.text()}`);
  }
}
