import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { monitorSpec } from '../../backend/monitors/monitor-spec.ts';
import type { ForecastQuestion } from '../../src/api/forecasts.ts';
import { seriousViolations } from './support/axe.ts';
import { eventually } from './support/eventually.ts';
import { forecastRoutes } from './support/forecast-replies.ts';
import { METRIC } from './support/history.ts';
import { answerRoutes, failure, record } from './support/monitor-replies.ts';
import type { FakeRoutes } from './support/monitor-replies.ts';
import { spec } from './support/spec.ts';

const PAGE = '/a/nightjar-ml-app/forecasts';

const prepared = (more: FakeRoutes = {}) => ({
  prepare: async (page: Page) => void (await answerRoutes(page, forecastRoutes(more))),
});

const diskMonitor = {
  'GET monitors/*': {
    body: record(
      { name: 'Disks' },
      {
        queries: [{ expr: 'node_filesystem_used_bytes', legend: '' }],
        forecast: monitorSpec.shape.forecast.parse({ horizon: '4d', limit: { value: 96636764160 } }),
      }
    ),
  },
} satisfies FakeRoutes;

for (const theme of ['dark', 'light'] as const) {
  spec(`forecasts: the list has the most urgent first and opens one, ${theme}`, async ({ open }) => {
    const page = await open('/', { theme, ...prepared(diskMonitor) });
    await page.getByRole('navigation').getByRole('link', { name: 'Forecasts' }).click();
    const table = page.getByRole('region', { name: 'Forecasts by urgency' });
    await table.getByText('Past its limit').waitFor();
    const rows = await table.locator('tbody tr').allInnerTexts();
    assert.match(rows[0], /Past its limit[^]*Memory of caches[^]*Worse than naive/);
    assert.match(rows[1], /Hits it in [^]*Disks[^]*better than naive/);
    assert.match(rows.at(-1) ?? '', /No limit[^]*Queue length/);
    await page.getByText('Series: 5, past their limit or likely to hit it: 2').waitFor();
    assert.deepEqual(await seriousViolations(page), []);

    await page.getByRole('textbox', { name: 'Search monitors and labels' }).fill('sda1 db-1');
    await table.getByRole('link', { name: 'Disks' }).click();
    await page
      .getByText(/hits 90 GiB in about/)
      .first()
      .waitFor();
    await page.getByRole('group', { name: /Graph of the forecast\..*hits 90 GiB/ }).waitFor();
    await page.getByRole('region', { name: 'What it is made of' }).getByText('Trend').waitFor();
    await page.getByText(/adds 15.* GiB over 4 d/).waitFor();
    await page.getByText('A real trend (p < 0.001)').waitFor();
    await page.getByText('The series has too little history for a detector.').waitFor();
    assert.deepEqual(await seriousViolations(page), []);
  });
}

spec('forecasts: another limit is tried beside the real one', async ({ open }) => {
  const asked: ForecastQuestion[] = [];
  const page = await open(`${PAGE}/monitor/disk`, {
    prepare: async (one) => {
      await answerRoutes(one, forecastRoutes(diskMonitor));
      one.on('request', (request) => {
        if (request.url().endsWith('/api/v1/forecasts')) {
          asked.push(request.postDataJSON() as ForecastQuestion);
        }
      });
    },
  });
  const section = page.getByRole('region', { name: 'What if the limit were another' });
  await section.getByRole('button', { name: 'Limit changed by 10 %' }).click();
  const row = section.getByRole('row', { name: /What if/ });
  await row.getByText(/99(\.0)? GiB/).waitFor();
  await page
    .getByText(/may hit 99(\.0)? GiB within 4 d/)
    .first()
    .waitFor();
  const last = asked.at(-1);
  assert.equal(Math.round(last?.forecast?.limit?.value ?? 0), Math.round(1.1 * 96636764160));
  assert.ok(last?.at, 'a what-if is asked as of the same origin');
  await section.getByRole('button', { name: 'Back to the real limit' }).click();
  await row.waitFor({ state: 'detached' });
  await page
    .getByText(/hits 90 GiB in about/)
    .first()
    .waitFor();
});

spec('forecasts: what was foretold then', async ({ open }) => {
  const page = await open(`${PAGE}/monitor/disk`, prepared(diskMonitor));
  await page
    .getByText(/hits 90 GiB in about/)
    .first()
    .waitFor();
  const knows = page.getByText(/^Knows values up to/);
  const newest = await knows.innerText();
  await page.getByRole('combobox', { name: 'As of' }).click();
  await page.getByRole('option').nth(3).click();
  await eventually(async () => assert.notEqual(await knows.innerText(), newest));
});

spec('forecasts: a monitor without a forecast yet, and one that detects', async ({ open }) => {
  const young = await open(
    `${PAGE}/monitor/disk`,
    prepared({ ...diskMonitor, 'GET monitors/*/forecasts': { body: { origins: [], forecasts: [] } } })
  );
  await young.getByText('Nothing is foretold yet').waitFor();
  assert.deepEqual(await seriousViolations(young), []);
  const detecting = await open(`${PAGE}/monitor/cart`, prepared({ 'GET monitors/*': { body: record() } }));
  await detecting.getByText('This monitor does not forecast').waitFor();
});

spec('forecasts: any query, kept in the address', async ({ open }) => {
  const page = await open(`${PAGE}/query`, prepared());
  await page.getByText('What comes next?').waitFor();
  assert.deepEqual(await seriousViolations(page), []);
  await page.locator('.cm-content').click();
  await page.keyboard.insertText('node_filesystem_used_bytes');
  await page.keyboard.press('Shift+Enter');
  await page.getByRole('textbox', { name: 'Limit' }).first().fill('96636764160');
  await page.getByRole('textbox', { name: 'Horizon' }).fill('soon');
  await page.getByText('Must be a duration such as 60m or 4d').waitFor();
  await page.getByRole('textbox', { name: 'Horizon' }).fill('4d');
  await page.getByRole('button', { name: 'Forecast', exact: true }).click();
  await page
    .getByText(/hits 90 GiB in about/)
    .first()
    .waitFor();
  await page.waitForURL(/horizon=4d/);
  const { searchParams } = new URL(page.url());
  assert.equal(searchParams.get('limit'), '96636764160');
  // The others of the query are a choice away.
  await page.getByRole('combobox', { name: 'Series' }).click();
  await page.getByRole('option', { name: /db-2/ }).click();
  await page.waitForURL(/db-2/);
  await page
    .getByText(/keeps clear of 90 GiB|hits 90 GiB|keeps clear of 400 GiB/)
    .first()
    .waitFor();
});

spec('forecasts: what a monitor of a real engine foretells', async ({ open, stack }) => {
  const { url } = stack.engine;
  const limit = { value: 600, expr: '', side: 'above' };
  const forecast = { forecaster: 'seasonal-naive', horizon: '12h', levels: [80], limit };
  const made = await fetch(`${url}/api/v1/monitors`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ spec: { name: 'Requests to come', queries: [{ expr: METRIC }], step: '15m', forecast } }),
  });
  const { id } = (await made.json()) as { id: string };
  try {
    await eventually(async () => {
      const list = await fetch(`${url}/api/v1/forecasts/watched`);
      assert.equal(((await list.json()) as { rows: unknown[] }).rows.length, 3);
    }, 60_000);
    const page = await open(PAGE);
    const rows = page.getByRole('region', { name: 'Forecasts by urgency' }).getByRole('row');
    const payment = rows.filter({ hasText: 'service=payment' });
    assert.match(await payment.innerText(), /600/);
    await payment.getByRole('link', { name: 'Requests to come' }).click();
    await page.getByRole('heading', { level: 1, name: 'Requests to come' }).waitFor();
    await page.getByRole('group', { name: /^Graph of the forecast\..*payment/ }).waitFor();
    await page.getByText(/Made by seasonal-naive/).waitFor();
    // The six predictions come from the same engine; none of them may fail.
    const cards = page.getByRole('region', { name: 'Predictions' }).getByRole('listitem');
    await eventually(async () => {
      const texts = await cards.allInnerTexts();
      assert.equal(texts.filter((text) => /Horizon 12 h/.test(text)).length, 6);
    }, 60_000);
    await page.getByRole('button', { name: 'Limit changed by -20 %' }).click();
    await page.getByRole('row', { name: /What if 480/ }).waitFor();
  } finally {
    await fetch(`${url}/api/v1/monitors/${id}`, { method: 'DELETE' });
  }
});

spec('forecasts: a question becomes a monitor of a real engine', async ({ open, stack }) => {
  const query = new URLSearchParams({ expr: METRIC, horizon: '2h', limit: '600' });
  const page = await open(`${PAGE}/query?${query.toString()}`);
  const keep = page.getByRole('button', { name: 'Keep forecasting this' });
  await keep.waitFor({ timeout: 60_000 });
  assert.equal(await keep.isDisabled(), true);
  await page.getByRole('textbox', { name: 'Monitor' }).fill('Requests, kept');
  await keep.click();
  await page.waitForURL(/\/forecasts\/monitor\//);
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  try {
    await page.getByRole('heading', { level: 1, name: 'Requests, kept' }).waitFor();
    const monitor = (await (await fetch(`${stack.engine.url}/api/v1/monitors/${id}`)).json()) as {
      spec: { forecast: { horizon: string; limit: { value: number } } };
    };
    assert.equal(monitor.spec.forecast.horizon, '2h');
    assert.equal(monitor.spec.forecast.limit.value, 600);
  } finally {
    await page.close();
    await fetch(`${stack.engine.url}/api/v1/monitors/${id}`, { method: 'DELETE' });
  }
});

spec('forecasts: nothing is kept yet', async ({ open }) => {
  const page = await open(PAGE, prepared({ 'GET forecasts/watched': { body: { rows: [], more: false } } }));
  await page.getByText('No forecasts are kept yet').waitFor();
  assert.deepEqual(await seriousViolations(page), []);
  await page.getByRole('link', { name: 'Forecast a query' }).click();
  await page.getByText('What comes next?').waitFor();
});

spec('forecasts: an engine that fails says so, and is asked again', async ({ open }) => {
  let fails = true;
  const page = await open(PAGE, {
    expectProblems: [/503/],
    ...prepared({
      'GET forecasts/watched': () =>
        fails ? failure(503, 'busy', 'The store is busy: try again in a moment.') : { body: { rows: [], more: false } },
    }),
  });
  await page.getByText('The store is busy: try again in a moment.').waitFor();
  assert.deepEqual(await seriousViolations(page), []);
  fails = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('No forecasts are kept yet').waitFor();
});

spec('forecasts: a query that fails says what to do', async ({ open }) => {
  const page = await open(`${PAGE}/query?expr=sum(`, {
    expectProblems: [/400/],
    ...prepared({ 'POST forecasts': failure(400, 'bad-query', 'Prometheus refuses the query: close the bracket.') }),
  });
  await page.getByText('The forecast failed').waitFor();
  await page.getByText('Prometheus refuses the query: close the bracket.').waitFor();
});
