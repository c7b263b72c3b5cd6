import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';
import { seriousViolations } from './support/axe.ts';
import { eventually } from './support/eventually.ts';
import { METRIC } from './support/history.ts';
import { exploreUrl, waitForCounts } from './support/explore.ts';
import { spec } from './support/spec.ts';
import type { Stack } from './support/stack.ts';

const HOUR = 3_600_000;

function lastDayUrl({ history: { end } }: Stack, params: Record<string, string>): string {
  const range = { from: String(end - 24 * HOUR), to: String(end) };
  return exploreUrl({ ...range, legendFormat: '{{service}}', ...params });
}

/** The drawer with the latest anomaly of the list. */
async function openLatest(page: Page): Promise<Locator> {
  await page.getByRole('button', { name: /Anomalies: \d/ }).click();
  const drawer = page.getByRole('dialog', { name: /Drawer/ });
  await drawer.getByRole('listitem').first().getByRole('button').click();
  await drawer.getByRole('heading', { name: 'Why' }).waitFor();
  return drawer;
}

/** The bars' sentences, and where the coloured part of each begins and ends in px. */
async function barsIn(drawer: Locator): Promise<{ sentence: string; left: number; right: number }[]> {
  const items = await drawer.getByRole('listitem').all();
  return await Promise.all(
    items.map(async (item) => {
      const box = await item.locator('svg rect').nth(1).boundingBox();
      assert.ok(box, 'a bar is drawn');
      return { sentence: (await item.getAttribute('aria-label')) ?? '', left: box.x, right: box.x + box.width };
    })
  );
}

for (const theme of ['dark', 'light'] as const) {
  spec(
    `explanation: an isolation forest's bars add up, longest first, in the ${theme} theme`,
    async ({ open, stack }) => {
      const page = await open(lastDayUrl(stack, { detector: 'isolation-forest', settings: '{"joint":true}' }), {
        theme,
      });
      await waitForCounts(page, '2 high');
      const drawer = await openLatest(page);
      await drawer.getByRole('img', { name: /^Value .*\. Expected .*, normal .* to .*\.$/ }).waitFor();
      await drawer.getByText(/^Path length .*usually .*The bars add up to the difference, [\d.]+\.$/).waitFor();
      assert.deepEqual(await seriousViolations(page), []);
      const bars = await barsIn(drawer);
      assert.equal(bars.length, 3);
      assert.match(bars[0].sentence, /"cart".*: makes it more unusual by [\d.]+\. .* instead of .*/);
      const lengths = bars.map(({ left, right }) => right - left);
      assert.deepEqual(
        lengths,
        [...lengths].sort((a, b) => b - a)
      );
      const width = (await drawer.getByRole('list').last().boundingBox())?.width ?? 0;
      assert.ok(lengths[0] > 0.5 * width, `the longest bar takes ${lengths[0]} of ${width} px`);
    }
  );
}

spec('explanation: a vanished series says since when, without a value', async ({ open, stack }) => {
  const gone = Math.floor(stack.history.end / 1_000) - 7_200;
  const expr = `${METRIC}{service="catalog"} and on() (vector(time()) < ${gone})`;
  const page = await open(lastDayUrl(stack, { expr, detector: 'seasonal', missing: 'anomaly' }));
  await waitForCounts(page, '1 high');
  const drawer = await openLatest(page);
  const text = await drawer.innerText();
  assert.match(text, /No value since \d\d:\d\d UTC; one is expected every 5 minutes\./);
  assert.match(text, /Value\s+none/);
  assert.equal(await drawer.getByRole('img').count(), 0);
});

spec('explanation: options for small differences and missing values are part of the link', async ({ open, stack }) => {
  const page = await open(lastDayUrl(stack, { detector: 'seasonal' }));
  await waitForCounts(page, '2 high');
  await page.getByRole('button', { name: /^Options/ }).click();
  const percent = page.getByLabel('Minimum deviation, %');
  await percent.fill('12.5');
  await percent.press('Enter');
  await page.getByRole('radiogroup', { name: 'Missing values' }).getByRole('radio', { name: 'Anomaly' }).click();
  await page.getByRole('button', { name: 'Run query' }).click();
  await eventually(async () => {
    const { searchParams } = new URL(page.url());
    assert.equal(searchParams.get('minRelativeDeviation'), '0.125');
    assert.equal(searchParams.get('missing'), 'anomaly');
  });
  await page.getByRole('button', { name: /^Options/ }).click();
  await page.getByText('Deviation from 12.5 %').waitFor();
  await page.getByText('Missing values: anomaly').waitFor();
});
