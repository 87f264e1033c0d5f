/**
 * 100,000 rows: opened, scrolled, jumped through, sorted, searched, filtered and grouped, while every task of the page and every answer is timed.
 * Runs only when `FORMWORK_LARGE` is set and `FORMWORK_URL` names a server with that many records in `FORMWORK_LARGE_LIST`
 * (an address, the customers of the CRM by default), and an account in `FORMWORK_ACCOUNT` and `FORMWORK_PASSWORD`.
 */
import { type Browser, expect, type Locator, type Page, test } from '@playwright/test';

const address = process.env.FORMWORK_LARGE_LIST ?? '/a/crm/customer?view=all';
const account = process.env.FORMWORK_ACCOUNT ?? 'admin';
const password = process.env.FORMWORK_PASSWORD ?? 'formwork-demo';
/** Gets ready for something, and gives what is timed. */
type Act = () => Promise<() => Promise<void>>;

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
  page.setDefaultTimeout(20_000);
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
  const place = new URL(address, 'http://x').pathname;
  const grid = page.locator('.grid');
  const filled = async () => {
    await page.waitForTimeout(150);
    await expect(grid.locator('.grid-coming')).toHaveCount(0, { timeout: 20_000 });
  };
  /** Finds where to press before anything is timed: finding by role works on the page's own thread. */
  const press = async (target: Locator) => {
    const box = await target.boundingBox();
    if (!box) throw new Error(`${target} is not there`);
    return () => page.mouse.click(box.x + box.width / 2, box.y + box.height / 2);
  };
  const wheel: Act = async () => {
    await page.mouse.move(700, 500);
    return async () => {
      for (let turn = 0; turn < 60; turn += 1) {
        await page.mouse.wheel(0, 240);
        await page.waitForTimeout(16);
      }
      await filled();
    };
  };
  const jump =
    (to: number): Act =>
    async () =>
    async () => {
      await grid.evaluate(
        (node, to) => node.scrollTo({ top: (node.scrollHeight - node.clientHeight) * to, left: 0 }),
        to,
      );
      await filled();
    };
  const click =
    (target: Locator): Act =>
    async () => {
      const go = await press(target);
      return async () => {
        await go();
        await filled();
      };
    };
  const type =
    (words: string): Act =>
    async () =>
    async () => {
      await page.keyboard.insertText(words);
      await page.waitForTimeout(500);
      await filled();
    };
  const key =
    (name: string): Act =>
    async () =>
    async () => {
      await page.keyboard.press(name);
      await filled();
    };
  const clear: Act = async () => async () => {
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.press('Delete');
    await page.waitForTimeout(500);
    await filled();
  };
  const tool = (name: string) => page.locator('.toolbar button', { hasText: name });
  const acts: readonly (readonly [string, Act])[] = [
    ['open from the menu', click(page.locator(`.nav-scroll a[href="${place}"]`).first())],
    [
      'open the view',
      click(page.locator(`.view-tabs a[href*="${new URL(address, 'http://x').search.slice(1)}"]`).first()),
    ],
    ['scroll by wheel', wheel],
    ['jump to the middle', jump(0.5)],
    ['scroll there', wheel],
    ['jump to the end', jump(1)],
    ['jump to a tenth', jump(0.1)],
    [
      'scroll sideways',
      async () => async () => {
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
        return async () => {
          for (let turn = 0; turn < 30; turn += 1)
            await page.keyboard.press(turn % 3 ? 'Shift+ArrowDown' : 'ArrowDown');
        };
      },
    ],
    ['jump to the top', jump(0)],
    ['sort', click(page.getByRole('columnheader', { name: '客户等级', exact: true }).getByRole('button'))],
    [
      'sort the other way',
      click(page.getByRole('columnheader', { name: '客户等级', exact: true }).getByRole('button')),
    ],
    ['search: choose the box', click(page.getByPlaceholder('在此视图中搜索'))],
    ['search: type', type('精工')],
    ['search: clear', clear],
    ['filter: open', click(tool('筛选'))],
    ['filter: add a condition', click(page.getByRole('button', { name: '添加条件' }))],
    ['filter: choose the box', click(page.locator('.filter-value input').last())],
    ['filter: type', type('宁波')],
    ['filter: close', key('Escape')],
    ['scroll what is filtered', wheel],
    ['filter: open again', click(tool('筛选'))],
    ['filter: remove', click(page.getByRole('button', { name: '移除条件' }))],
    ['filter: close again', key('Escape')],
    ['group: open', click(tool('分组'))],
    ['group: open the fields', click(page.getByRole('combobox', { name: '分组字段' }))],
    ['group: type', type('客户状态')],
    ['group: choose', key('Enter')],
    ['group: close', key('Escape')],
    ['scroll in groups', wheel],
    ['jump in groups', jump(0.7)],
  ];
  const slow: string[] = [];
  const said: string[] = [];
  await page.goto('/');
  await expect(page.locator('.workbench')).toBeVisible({ timeout: 30_000 });
  await page.waitForTimeout(2500);
  for (const [name, act] of acts) {
    const go = await act();
    now = name;
    const { busy, clock } = await measure(browser, page, go);
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
  const rows = Number(await grid.getAttribute('aria-rowcount')) - 1;
  process.stdout.write(`${rows} rows\n${said.join('\n')}\n`);
  expect(rows).toBeGreaterThan(90_000);
  await expect(grid).toHaveAttribute('role', 'treegrid');
  expect(slow).toEqual([]);
});
