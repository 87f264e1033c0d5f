/** Boards, calendars, bars, pictures and trees: gestures by mouse and by keyboard, and taking them back. */
import { expect as expectAtOnce, type Page, test } from '@playwright/test';
import { faults } from './faults';
import { signIn } from './sign-in';

/** A slow machine may take its time: what is asked is whether it comes, not when. */
const expect = expectAtOnce.configure({ timeout: 20_000 });

test.describe.configure({ timeout: 120_000 });

const person = '唐静';
const headers = { 'X-Formwork': '1' };

async function make(page: Page, form: string, values: object): Promise<string> {
  const answer = await page.request.post(`/api/v1/data/crm/${form}`, { data: values, headers });
  const body: { id: string } = await answer.json();
  if (!answer.ok()) throw new Error(JSON.stringify(body));
  return body.id;
}

async function stored(page: Page, form: string, id: string): Promise<Record<string, unknown>> {
  return (await page.request.get(`/api/v1/data/crm/${form}/${id}`)).json();
}

async function myId(page: Page): Promise<string> {
  const me: { id: string } = await (await page.request.get('/api/v1/me')).json();
  return me.id;
}

/** A task of the caller, due at noon of the 15th of this month in Shanghai. */
async function makeTask(page: Page, subject: string) {
  const month = new Date().toISOString().slice(0, 7);
  const id = await make(page, 'task', {
    subject,
    kind: 'follow_up',
    status: 'open',
    assignee: await myId(page),
    due_at: `${month}-15T04:00:00Z`,
  });
  return { id, month };
}

test('a card moves by keyboard, by mouse and by menu, and back', async ({ page }) => {
  await signIn(page, person);
  const subject = `看板 ${Date.now()}`;
  const { id } = await makeTask(page, subject);
  await page.goto(`/a/crm/task?view=board&q=${encodeURIComponent(subject)}`);
  const lane = (name: string) => page.getByRole('region', { name });
  const card = page.locator(`[data-card="${id}"]`);
  await expect(lane('未开始').locator(card)).toBeVisible();
  await card.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Space');
  await expect(lane('进行中').locator(card)).toBeFocused();
  await expect.poll(async () => (await stored(page, 'task', id)).status).toBe('doing');
  await page.keyboard.press('Control+z');
  await expect(lane('未开始').locator(card)).toBeVisible();
  await expect.poll(async () => (await stored(page, 'task', id)).status).toBe('open');

  const from = await card.boundingBox();
  const to = await lane('已取消').boundingBox();
  if (!from || !to) throw new Error('nothing to drag');
  await page.mouse.move(from.x + 40, from.y + 15);
  await page.mouse.down();
  await page.mouse.move(from.x + 80, from.y + 40, { steps: 4 });
  await page.mouse.move(to.x + 60, to.y + 120, { steps: 8 });
  await page.mouse.up();
  await expect(lane('已取消').locator(card)).toBeVisible();
  await expect.poll(async () => (await stored(page, 'task', id)).status).toBe('cancelled');

  await card.hover();
  await page.getByRole('button', { name: `移动“${subject}”` }).click();
  await page.getByRole('menuitem', { name: '进行中' }).click();
  await expect(lane('进行中').locator(card)).toBeVisible();
  await expect.poll(async () => (await stored(page, 'task', id)).status).toBe('doing');
});

test('a card that is picked up and put back stays where it was', async ({ page }) => {
  await signIn(page, person);
  const subject = `放回 ${Date.now()}`;
  const { id } = await makeTask(page, subject);
  await page.goto(`/a/crm/task?view=board&q=${encodeURIComponent(subject)}`);
  await page.locator(`[data-card="${id}"]`).focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('region', { name: '未开始' }).locator(`[data-card="${id}"]`)).toBeFocused();
  expect((await stored(page, 'task', id)).version).toBe(1);
});

test('a lane above its limit says so in words', async ({ page }) => {
  await signIn(page, person);
  await page.route('**/api/v1/apps/crm', async (route) => {
    const answer = await route.fetch();
    const model = await answer.json();
    const board = model.forms.opportunity.views.find(({ kind }: { kind: string }) => kind === 'kanban');
    board.limits = { contact: 1 };
    await route.fulfill({ response: answer, json: model });
  });
  await page.goto('/a/crm/opportunity?view=board');
  await expect(page.getByText(/超出上限 \d+ 张（上限 1 张）/)).toBeVisible();
});

test('a record goes to another day by mouse and by keyboard, and back', async ({ page }) => {
  await signIn(page, person);
  const subject = `日历 ${Date.now()}`;
  const { id, month } = await makeTask(page, subject);
  await page.goto(`/a/crm/task?view=calendar&q=${encodeURIComponent(subject)}`);
  const day = (date: string) => page.locator(`[data-day="${month}-${date}"]`);
  const chip = page.locator(`[data-record="${id}"]`);
  await expect(day('15').locator(chip)).toContainText('12:00');
  await chip.focus();
  await page.keyboard.press('Space');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await expect(day('21').locator(chip)).toBeVisible();
  await expect.poll(async () => (await stored(page, 'task', id)).due_at).toBe(`${month}-21T04:00:00Z`);
  await page.keyboard.press('Control+z');
  await expect(day('15').locator(chip)).toBeVisible();
  await expect.poll(async () => (await stored(page, 'task', id)).due_at).toBe(`${month}-15T04:00:00Z`);
  const from = await chip.boundingBox();
  const to = await day('10').boundingBox();
  if (!from || !to) throw new Error('nothing to drag');
  await page.mouse.move(from.x + 20, from.y + 8);
  await page.mouse.down();
  await page.mouse.move(from.x + 40, from.y - 10, { steps: 4 });
  await page.mouse.move(to.x + 40, to.y + 50, { steps: 8 });
  await page.mouse.up();
  await expect(day('10').locator(chip)).toBeVisible();
  await expect.poll(async () => (await stored(page, 'task', id)).due_at).toBe(`${month}-10T04:00:00Z`);
});

test('a bar moves and stretches by keys and by mouse', async ({ page }) => {
  await signIn(page, person);
  const found = await page.request.post('/api/v1/data/crm/campaign/query', {
    data: { where: { field: 'ends_on', op: 'is_set' }, limit: 1, sort: ['-starts_on'] },
    headers,
  });
  const { items }: { items: { id: string; name: string; starts_on: string; ends_on: string }[] } = await found.json();
  const [campaign] = items;
  if (!campaign) throw new Error('no campaign');
  const later = (date: string, days: number) =>
    new Date(Date.parse(date) + days * 86_400_000).toISOString().slice(0, 10);
  await page.goto(`/a/crm/campaign?view=schedule&q=${encodeURIComponent(campaign.name)}`);
  const bar = page.getByRole('button', { name: `${campaign.name} 20` });
  await bar.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  const dates = async () => {
    const { starts_on, ends_on } = await stored(page, 'campaign', campaign.id);
    return [starts_on, ends_on];
  };
  await expect.poll(dates).toEqual([later(campaign.starts_on, 2), later(campaign.ends_on, 2)]);
  await bar.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(dates).toEqual([later(campaign.starts_on, 2), later(campaign.ends_on, 3)]);
  await page.keyboard.press('Control+z');
  await expect.poll(dates).toEqual([later(campaign.starts_on, 2), later(campaign.ends_on, 2)]);
});

test('pictures and trees show their records and open them', async ({ page }) => {
  await signIn(page, person);
  await page.goto('/a/crm/product?view=gallery');
  await page.locator('.gallery-card').first().click();
  await expect(page).toHaveURL(/record=/);
  await page.goto('/a/crm/contract?view=renewals');
  const tree = page.getByRole('treegrid');
  await expect(tree.getByRole('row').nth(2)).toBeVisible();
  const branch = tree.locator('tr[aria-expanded="false"]').first();
  await branch.focus();
  await page.keyboard.press('ArrowRight');
  await expect(tree.locator('tr[aria-level="2"]').first()).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(tree.locator('tr[aria-level="2"]').first()).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('ArrowLeft');
  await expect(tree.locator('tr[aria-level="2"]')).toHaveCount(0);
});

test('a branch of hundreds is shown to its end, in the colours of the view', async ({ page }) => {
  await signIn(page, person);
  await page.route('**/api/v1/apps/crm', async (route) => {
    const answer = await route.fetch();
    const model = await answer.json();
    for (const view of model.forms.contract.views)
      if (view.kind === 'tree' || view.kind === 'gantt')
        view.colours = [{ when: { field: 'status', op: 'in', value: ['draft', 'in_force'] }, colour: 'violet' }];
    await route.fulfill({ response: answer, json: model });
  });
  const found = await page.request.post('/api/v1/data/crm/contract/query', {
    data: { where: { field: 'renewal_of', op: 'is_empty' }, limit: 1, sort: ['-signed_on'] },
    headers,
  });
  const { items }: { items: { id: string; name: string; customer: string }[] } = await found.json();
  const [above] = items;
  if (!above) throw new Error('no contract');
  const batch = async (operations: readonly object[]): Promise<readonly string[]> => {
    const answer = await page.request.post('/api/v1/data/crm/contract/batch', {
      data: { atomic: true, operations },
      headers,
    });
    const body: { results: { id: string }[] } = await answer.json();
    if (!answer.ok()) throw new Error(JSON.stringify(body).slice(0, 500));
    return body.results.map(({ id }) => id);
  };
  const renewal = (_: unknown, at: number) => ({
    create: {
      name: `续签 ${at + 1}`,
      customer: above.customer,
      kind: 'renewal',
      renewal_of: above.id,
      amount: '1000.00',
      starts_on: '2026-01-01',
      ends_on: '2027-01-01',
    },
  });
  const made = await batch(Array.from({ length: 230 }, renewal));
  await page.goto('/a/crm/contract?view=renewals');
  const tree = page.getByRole('treegrid');
  await tree.locator(`[data-row="${above.id}"] .tree-toggle`).click();
  const below = tree.locator('tr[aria-level="2"]:not(.tree-more)');
  await expect(below).toHaveCount(50);
  expect(await faults(page)).toEqual([]);
  await page.getByRole('button', { name: '再看 180 条' }).click();
  await expect(below).toHaveCount(200);
  await page.getByRole('button', { name: '再看 30 条' }).click();
  await expect(below).toHaveCount(230);
  await expect(page.getByRole('button', { name: /^再看/ })).toHaveCount(0);
  await expect(below.first()).toHaveClass(/grid-tint-violet/);
  await expect(below.first()).not.toHaveCSS('background-color', 'rgba(0, 0, 0, 0)');
  await batch(made.map((id) => ({ delete: id })));
  await page.goto('/a/crm/contract?view=schedule');
  await expect(page.locator('.gantt-item.grid-tint-violet').first()).toBeVisible();
  expect(await faults(page)).toEqual([]);
});

for (const theme of ['light', 'dark', 'contrast'])
  for (const width of [1440, 390])
    test(`views have no fault that axe can see, ${theme}, ${width} wide`, async ({ page }) => {
      test.setTimeout(120_000);
      await page.addInitScript((theme) => localStorage.setItem('formwork.theme', theme), theme);
      await page.setViewportSize({ width, height: width === 390 ? 844 : 900 });
      await signIn(page, person);
      const places = [
        ['/a/crm/opportunity?view=board', '.lane-card'],
        ['/a/crm/task?view=calendar', '.calendar td'],
        ['/a/crm/contract?view=schedule', '.gantt-item'],
        ['/a/crm/product?view=gallery', '.gallery-card'],
        ['/a/crm/contract?view=renewals', '.tree tbody tr'],
      ] as const;
      for (const [place, ready] of places) {
        await page.goto(place);
        await page.locator(ready).first().waitFor();
        expect.soft(await faults(page), place).toEqual([]);
      }
    });

test('a calendar shows the whole month of a team, and who leads sees all records counted', async ({ page }) => {
  await signIn(page, '王睿');
  const first = page.locator('.count').first();
  await expect(first).toContainText('全部');
  await expect(first.locator('b')).not.toHaveText(/^[0–]$/);
  await page.goto('/a/crm/activity?view=calendar');
  const days = page.locator('td[data-day]');
  await expect(days.locator('.calendar-chip').first()).toBeVisible();
  const [from, to] = [await days.first().getAttribute('data-day'), await days.last().getAttribute('data-day')];
  const answer = await page.request.post('/api/v1/data/crm/activity/query', {
    data: { where: { field: 'next_at', op: 'between', value: [from, to] }, sort: ['-next_at'], limit: 1, total: true },
    headers,
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  const { items, total }: { items: readonly { next_at: string }[]; total: number } = await answer.json();
  expect(total).toBeGreaterThan(200);
  await expect(page.locator(`td[data-day="${items[0]?.next_at}"] .calendar-chip`).first()).toBeAttached();
});

test.describe('where it is another day than in the organisation', () => {
  test.use({ timezoneId: 'America/New_York' });

  test('today and now are those of the organisation', async ({ page }) => {
    await signIn(page, person);
    // Half past midnight in Shanghai; in New York it is still yesterday.
    await page.clock.setFixedTime('2026-11-21T16:30:00Z');
    await page.goto('/a/crm/activity?view=calendar');
    const today = page.locator('td[data-day]', { has: page.locator('.calendar-now') });
    await expect(today).toHaveAttribute('data-day', '2026-11-22');
    await page.goto('/a/crm/contract?view=schedule');
    await page.getByRole('button', { name: '天', exact: true }).click();
    await expect(page.locator('.gantt-tick.today')).toHaveText('22');
    await page.goto('/a/crm/quotation/new');
    const date = page.locator('#field-quoted_on');
    await expect(date).toHaveValue('2026-11-22');
    await date.click();
    const open = page.locator('.ant-picker-dropdown:not(.ant-picker-dropdown-hidden)');
    await expect(open.locator('.ant-picker-cell-today')).toHaveAttribute('title', '2026-11-22');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('2026-11-10');
    await page.keyboard.press('Enter');
    await expect(date).toHaveValue('2026-11-10');
    await date.click();
    await open.locator('.ant-picker-now-btn').click();
    await expect(date).toHaveValue('2026-11-22');
    await page.goto('/a/crm/task/new');
    const due = page.locator('#field-due_at');
    await due.click();
    await open.locator('.ant-picker-now-btn').click();
    await expect(due).toHaveValue('2026-11-22 00:30');
  });
});
