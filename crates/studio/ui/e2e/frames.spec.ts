/**
 * 100,000 rows: opened, scrolled, jumped through, sorted, filtered and grouped, while every frame and every answer is timed.
 * Runs only when `FORMWORK_LARGE` is set and `FORMWORK_URL` names a server with that many records in `FORMWORK_LARGE_LIST`
 * (an address, the customers of the CRM by default), and an account in `FORMWORK_ACCOUNT` and `FORMWORK_PASSWORD`.
 */
import { expect, type Page, test } from '@playwright/test';

const address = process.env.FORMWORK_LARGE_LIST ?? '/a/crm/customer?view=all';
const account = process.env.FORMWORK_ACCOUNT ?? 'admin';
const password = process.env.FORMWORK_PASSWORD ?? 'formwork-demo';
/** What a frame may take, and an answer; both in milliseconds. */
const longestFrame = Number(process.env.FORMWORK_FRAME ?? 50);
const longestAnswer = Number(process.env.FORMWORK_ANSWER ?? 100);

test.skip(process.env.FORMWORK_LARGE !== '1', 'asks for a large server');
test.use({ contextOptions: { reducedMotion: 'reduce' } });

interface Measured {
  readonly frames: readonly number[];
  readonly tasks: readonly number[];
}

/** Times the frames and the long tasks of what `act` does, until the page has been at rest for a moment. */
async function measure(page: Page, act: () => Promise<void>): Promise<Measured> {
  await page.evaluate(() => {
    const found = { frames: [] as number[], tasks: [] as number[], going: true };
    Object.assign(window, { measured: found });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) found.tasks.push(Math.round(entry.duration));
    }).observe({ type: 'longtask' });
    let last = performance.now();
    const frame = (now: number) => {
      found.frames.push(now - last);
      last = now;
      if (found.going) requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
  await act();
  await page.waitForTimeout(600);
  return page.evaluate(() => {
    const found = (window as unknown as { measured: { frames: number[]; tasks: number[]; going: boolean } }).measured;
    found.going = false;
    return { frames: found.frames.slice(2), tasks: found.tasks };
  });
}

const at = (sorted: readonly number[], share: number) =>
  sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;

test('a table of 100,000 rows answers within a frame', async ({ page }) => {
  test.setTimeout(240_000);
  const signedIn = await page.request.post('/api/v1/auth/login', {
    data: { account, password },
    headers: { 'X-Formwork': '1' },
  });
  expect(signedIn.ok()).toBe(true);
  const answers: { act: string; time: number; route: string }[] = [];
  let now = 'open';
  page.on('requestfinished', async (request) => {
    if (!/\/(query|aggregate)$/.test(request.url())) return;
    const { requestStart, responseEnd } = request.timing();
    answers.push({
      act: now,
      time: Math.round(responseEnd - requestStart),
      route: `${request.url().split('/').at(-1)} ${request.postData()?.slice(0, 400)}`,
    });
  });
  await page.goto(address);
  const grid = page.locator('.grid');
  await expect(grid.locator('.grid-name').first()).toBeVisible({ timeout: 30_000 });
  const rows = Number(await grid.getAttribute('aria-rowcount')) - 1;
  console.info(`${rows} rows`);
  expect(rows).toBeGreaterThan(90_000);
  await page.waitForTimeout(1500);
  const filled = () => expect(grid.locator('.grid-coming')).toHaveCount(0, { timeout: 20_000 });
  const wheel = async () => {
    await page.mouse.move(700, 500);
    for (let turn = 0; turn < 60; turn += 1) {
      await page.mouse.wheel(0, 240);
      await page.waitForTimeout(16);
    }
    await filled();
  };
  const jump = (to: number) => async () => {
    await grid.evaluate((node, to) => node.scrollTo({ top: (node.scrollHeight - node.clientHeight) * to }), to);
    await page.waitForTimeout(150);
    await filled();
  };
  const go = (name: string) => async () => {
    await page.getByRole('columnheader', { name, exact: true }).getByRole('button').click();
    await page.waitForTimeout(150);
    await filled();
  };
  const acts: readonly (readonly [string, () => Promise<void>])[] = [
    ['scroll by wheel', wheel],
    ['jump to the middle', jump(0.5)],
    ['scroll there', wheel],
    ['jump to the end', jump(1)],
    ['jump to a tenth', jump(0.1)],
    [
      'scroll sideways',
      async () => {
        for (let left = 0; left <= 800; left += 40) {
          await grid.evaluate((node, left) => node.scrollTo({ left }), left);
          await page.waitForTimeout(16);
        }
      },
    ],
    [
      'choose cells by keys',
      async () => {
        await grid.focus();
        for (let turn = 0; turn < 30; turn += 1) await page.keyboard.press(turn % 3 ? 'Shift+ArrowDown' : 'ArrowDown');
      },
    ],
    ['jump to the top', jump(0)],
    ['sort', go('客户等级')],
    [
      'search',
      async () => {
        await page.getByPlaceholder('在此视图中搜索').fill('精工');
        await page.waitForTimeout(500);
        await filled();
        await page.getByPlaceholder('在此视图中搜索').fill('');
        await page.waitForTimeout(500);
        await filled();
      },
    ],
    [
      'group',
      async () => {
        await page.getByRole('button', { name: '分组' }).click();
        await page.getByRole('combobox', { name: '分组字段' }).click();
        await page.keyboard.type('客户状态');
        await page.keyboard.press('Enter');
        await page.keyboard.press('Escape');
        await expect(grid).toHaveAttribute('role', 'treegrid');
        await filled();
      },
    ],
    ['scroll in groups', wheel],
    ['jump in groups', jump(0.7)],
  ];
  const slow: string[] = [];
  for (const [name, act] of acts) {
    now = name;
    const { frames, tasks } = await measure(page, act);
    const sorted = frames.toSorted((a, b) => a - b);
    const longest = sorted.at(-1) ?? 0;
    const own = answers.filter((answer) => answer.act === name);
    const slowest = Math.max(0, ...own.map(({ time }) => time));
    console.info(
      `${name.padEnd(22)} frames p50 ${at(sorted, 0.5).toFixed(0)} p95 ${at(sorted, 0.95).toFixed(0)} longest ${longest.toFixed(0)} ms, tasks over 50 ms: ${tasks.join(' ') || 'none'}; ${own.length} answers, slowest ${slowest} ms`,
    );
    if (longest > longestFrame) slow.push(`${name}: a frame of ${longest.toFixed(0)} ms`);
    for (const answer of own)
      if (answer.time > longestAnswer) slow.push(`${name}: ${answer.time} ms for ${answer.route}`);
  }
  expect(slow).toEqual([]);
});
