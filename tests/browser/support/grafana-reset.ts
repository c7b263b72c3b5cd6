import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

/** What Grafana's style sheet does to every chooser of files; the console has no such rule. */
const GRAFANA_RESET = 'select, input[type="file"] { height: 4px; line-height: 4; }';

/** Throws unless a chooser of files is whole under Grafana's style sheet, too. */
export async function assertChooserIsWhole(page: Page, chooser: Locator): Promise<void> {
  await page.addStyleTag({ content: GRAFANA_RESET });
  const { height, line } = await chooser.evaluate((input) => ({
    height: input.clientHeight,
    line: Number.parseFloat(getComputedStyle(input).lineHeight),
  }));
  assert.ok(height >= 24, `The chooser is ${height} pixels high.`);
  assert.ok(line <= height, `A line of ${line} pixels is cut off by a chooser of ${height}.`);
}
