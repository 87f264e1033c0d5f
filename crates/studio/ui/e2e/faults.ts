/** What axe finds on a page once nothing on it moves any more: colours in the middle of a fade are nobody's fault. */
import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export async function faults(page: Page): Promise<string[]> {
  await page.evaluate(async () => {
    const ending = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    const late = new Promise((resolve) => setTimeout(resolve, 1000));
    await Promise.race([Promise.allSettled(ending.map(({ finished }) => finished)), late]);
  });
  const { violations } = await new AxeBuilder({ page }).withTags(rules).analyze();
  return violations.map(
    ({ id, nodes }) =>
      `${id}: ${nodes
        .slice(0, 3)
        .map(({ html, any }) => `${html.slice(0, 160)} [${any[0]?.message ?? ''}]`)
        .join(' | ')}`,
  );
}
