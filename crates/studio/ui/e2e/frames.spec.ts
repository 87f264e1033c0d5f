/**
 * 100,000 rows: opened, scrolled, jumped through, sorted, filtered and grouped, while every task of the page and every answer is timed.
 * Runs only when `FORMWORK_LARGE` is set and `FORMWORK_URL` names a server with that many records in `FORMWORK_LARGE_LIST`
 * (an address, the customers of the CRM by default), and an account in `FORMWORK_ACCOUNT` and `FORMWORK_PASSWORD`.
 */
import { type Browser, expect, type Page, test } from '@playwright/test';

const address = process.env.FORMWORK_LARGE_LIST ?? '/a/crm/customer?view=all';
const account = process.env.FORMWORK_ACCOUNT ?? 'admin';
const password = process.env.FORMWORK_PASSWORD ?? 'formwork-demo';
/** What a frame may take, and an answer; both in milliseconds. */
const longestFrame = Number(process.env.FORMWORK_FRAME ?? 50);
const longestAnswer = Number(process.env.FORMWORK_ANSWER ?? 100);

test.skip(process.env.FORMWORK_LARGE !== '1', 'asks for a large server');
test.use({ contextOptions: { reducedMotion: 'reduce' } });

interface Trace {
  readonly traceEvents: readonly {
    readonly name: string;
    readonly ph: string;
    readonly pid: number;
    readonly tid: number;
    readonly dur?: number;
    readonly tdur?: number;
    readonly args?: { readonly name?: string };
  }[];
}

/**
 * What the main thread of the page did while `act` went on, task by task: a frame waits for the task before it. Processor time
 * counts, as other programs on the machine would else be counted as well; the time on the clock is printed beside it.
 */
async function measure(browser: Browser, page: Page, act: () => Promise<void>) {
  await browser.startTracing(page, {
    categories: ['disabled-by-default-devtools.timeline', 'devtools.timeline', 'toplevel', '__metadata'],
  });
  await act();
  await page.waitForTimeout(600);
  const trace: Trace = JSON.parse((await browser.stopTracing()).toString('utf8'));
  const mains = new Set(
    trace.traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  );
  const tasks = trace.traceEvents.filter(
    ({ name, pid, tid }) => (name === 'RunTask' || name.endsWith('::RunTask')) && mains.has(`${pid} ${tid}`),
  );
  const sorted = (times: readonly number[]) => times.map((time) => time / 1000).toSorted((a, b) => a - b);
  return { busy: sorted(tasks.map(({ tdur = 0 }) => tdur)), clock: sorted(tasks.map(({ dur = 0 }) => dur)) };
}

test('a table of 100,000 rows answers within a frame', async ({ page, browser }) => {
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
      route: `${request.url().split('/').at(-1)} ${(request.postData() ?? '').slice(0, 300)}`,
    });
  });
  await page.goto(address);
  const grid = page.locator('.grid');
  await expect(grid.locator('.grid-name').first()).toBeVisible({ timeout: 30_000 });
  const rows = Number(await grid.getAttribute('aria-rowcount')) - 1;
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
    await grid.evaluate(
      (node, to) => node.scrollTo({ top: (node.scrollHeight - node.clientHeight) * to, left: 0 }),
      to,
    );
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
  const said = [`${rows} rows`];
  for (const [name, act] of acts) {
    now = name;
    const { busy, clock } = await measure(browser, page, act);
    const longest = busy.at(-1) ?? 0;
    const own = answers.filter((answer) => answer.act === name);
    const slowest = Math.max(0, ...own.map(({ time }) => time));
    said.push(
      `${name.padEnd(22)} longest task ${longest.toFixed(0)} ms busy, ${(clock.at(-1) ?? 0).toFixed(0)} ms on the clock, ${busy.filter((time) => time > 16).length} of ${busy.length} over 16 ms; ${own.length} answers, slowest ${slowest} ms`,
    );
    if (longest > longestFrame) slow.push(`${name}: a task of ${longest.toFixed(0)} ms`);
    for (const answer of own)
      if (answer.time > longestAnswer) slow.push(`${name}: ${answer.time} ms for ${answer.route}`);
  }
  process.stdout.write(`${said.join('\n')}\n`);
  expect(slow).toEqual([]);
});
