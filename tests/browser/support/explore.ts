import type { Locator, Page } from 'playwright-core';
import { METRIC } from './history.ts';

/** Address of the explore page with these parameters over the specs' own metric. */
export function exploreUrl(params: Readonly<Record<string, string>> = {}): string {
  return `/explore?${new URLSearchParams({ expr: METRIC, from: 'now-24h', to: 'now', ...params }).toString()}`;
}

/** The graph's plotting area: its width spans the time range. */
export function plotArea(page: Page): Locator {
  return page.locator('.u-over');
}

/** The legend's summary, once the given counts are reached: `2 high`. */
export async function waitForCounts(page: Page, counts: string): Promise<void> {
  await page.getByRole('button', { name: `Anomalies: ${counts}` }).waitFor();
}

/** The text of every cell of the anomalies table, a row an array. */
export async function tableRows(page: Page): Promise<string[][]> {
  const rows = await page.getByRole('table').getByRole('row').all();
  const cells = await Promise.all(rows.map((row) => row.getByRole('cell').allInnerTexts()));
  return cells.filter((row) => row.length > 0).map((row) => row.map((text) => text.trim()));
}

export interface ShownRange {
  readonly from: number;
  readonly to: number;
}

/** Horizontal position in px, inside the plotting area, of an instant. */
export async function positionOf(page: Page, at: number, { from, to }: ShownRange): Promise<{ x: number; y: number }> {
  const box = await plotArea(page).boundingBox();
  if (!box) {
    throw new Error('The graph is not drawn.');
  }
  return { x: ((at - from) / (to - from)) * box.width, y: box.height / 2 };
}
