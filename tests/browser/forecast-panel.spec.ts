import assert from 'node:assert/strict';
import { seriousViolations } from './support/axe.ts';
import { eventually } from './support/eventually.ts';
import { exploreUrl, plotArea } from './support/explore.ts';
import { BUMPY_METRIC } from './support/history.ts';
import { spec } from './support/spec.ts';

/** Explore's address of a forecast of the specs' own series, by the seasonal naive forecaster: it is quick, and what is drawn is the same. */
const forecastUrl = (forecast: object, more: Readonly<Record<string, string>> = {}) =>
  exploreUrl({
    output: 'forecast',
    step: '15m',
    forecast: JSON.stringify({ forecaster: 'seasonal-naive', horizon: '12h', levels: [50, 80], ...forecast }),
    ...more,
  });

for (const theme of ['dark', 'light'] as const) {
  spec(`forecast panel: history, fan and limit of a real query, explained, ${theme}`, async ({ open }) => {
    // The payment service has 180 to 420 requests a second over a day: half way is passed within 12 hours.
    const page = await open(
      forecastUrl({ limit: { value: 300, expr: '', side: 'above' } }, { legendFormat: '{{service}}' }),
      {
        theme,
      }
    );
    const table = page.getByRole('region', { name: 'Forecasts' });
    await table.getByRole('button', { name: 'payment', exact: true }).waitFor();
    assert.equal(await table.locator('tbody tr').count(), 3);
    await page.getByRole('group', { name: /^Graph of the forecasts of 3 series\./ }).waitFor();
    assert.deepEqual(await seriousViolations(page), []);

    await table.getByRole('button', { name: 'catalog', exact: true }).click();
    await page
      .getByText(/^catalog (keeps|may|hits|is)/)
      .first()
      .waitFor();
    await table.getByRole('button', { name: 'Explain the forecast of payment' }).click();
    const drawer = page.getByRole('dialog', { name: /Drawer/ });
    await drawer.getByRole('heading', { name: 'What it is made of' }).waitFor();
    await drawer.getByRole('heading', { name: 'Back-test' }).waitFor();
    await drawer.getByText(/Made by seasonal-naive/).waitFor();
    assert.deepEqual(await seriousViolations(page), []);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  });
}

spec(
  'forecast panel: the pointer tells value, forecast and interval, also past the end of the range',
  async ({ open }) => {
    const page = await open(forecastUrl({}, { expr: BUMPY_METRIC }));
    await page.getByRole('group', { name: /^Graph of the forecasts of 1 series\./ }).waitFor();
    const box = await plotArea(page).boundingBox();
    assert.ok(box);
    const facts = page.getByText('80 % interval');
    await eventually(async () => {
      for (const share of [0.2, 0.35, 0.5, 0.65, 0.8]) {
        // Twelve hours ahead are the last third of the axis.
        await plotArea(page).hover({ position: { x: box.width * 0.9, y: box.height * share } });
        const isMet = await facts.waitFor({ timeout: 400 }).then(
          () => true,
          () => false
        );
        if (isMet) {
          return;
        }
      }
      assert.fail('no forecast was met by the pointer');
    });
    await page.getByText(/\(in \d+ h/).waitFor();
  }
);

spec('forecast panel: by keyboard to the explanation', async ({ open }) => {
  const page = await open(forecastUrl({}, { expr: BUMPY_METRIC }));
  const graph = page.getByRole('group', { name: /^Graph of the forecasts of 1 series\./ });
  await graph.waitFor();
  await graph.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByRole('heading', { name: 'Back-test' }).waitFor();
});

spec('forecast panel: numbers for alert rules are no graph, and that is said', async ({ open }) => {
  const page = await open(
    forecastUrl({ limit: { value: 300, expr: '', side: 'above' } }, { output: 'probability', expr: BUMPY_METRIC })
  );
  await page.getByText('Numbers without a forecast').waitFor();
});

spec('forecast panel: a query that fails', async ({ open }) => {
  const page = await open(forecastUrl({}, { expr: 'sum(' }), { expectProblems: [/400/] });
  await page.getByRole('alert').filter({ hasText: 'The query failed' }).waitFor();
});
