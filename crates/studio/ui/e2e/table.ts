/** The table of a list. */
import { expect, type Locator, type Page } from '@playwright/test';

/** Opens a form with these columns, and gives its table. */
export async function table(page: Page, address: string): Promise<Locator> {
  await page.goto(address);
  const grid = page.locator('.grid');
  await expect(grid.locator('.grid-body [data-row="2"] .grid-name, .grid-body [data-row="2"].grid-group')).toBeVisible({
    timeout: 20_000,
  });
  return grid;
}
