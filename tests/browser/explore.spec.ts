import assert from 'node:assert/strict';
import { eventually } from './support/eventually.ts';
import { exploreUrl, plotArea, tableRows, waitForCounts } from './support/explore.ts';
import { spec } from './support/spec.ts';

const HOUR = 3_600_000;

spec('explore: a query opens with its anomalies in graph and table', async ({ open, stack }) => {
  const page = await open(exploreUrl());
  await waitForCounts(page, '2 high');
  const rows = await tableRows(page);
  assert.equal(rows.length, 2);
  for (const { service, from, to } of stack.history.faults) {
    const row = rows.find((cells) => cells.some((cell) => cell.includes(service)));
    assert.ok(row, `the fault of ${service} is in the table`);
    const start = Date.parse(`${row[0].replace(' ', 'T')}Z`);
    assert.ok(start >= from - 5 * 60_000 && start <= to, `${row[0]} lies within the fault of ${service}`);
    assert.match(row.join(' '), /High/);
    assert.match(row.at(-1) ?? '', /expected/);
  }
});

spec('explore: without a query it suggests metrics, and a suggestion runs', async ({ open }) => {
  const page = await open('/');
  await page.getByText('Type a PromQL query to see its anomalies').waitFor();
  await page.getByRole('button', { name: 'shop_requests_rate' }).click();
  await waitForCounts(page, '2 high');
  assert.equal(new URL(page.url()).searchParams.get('expr'), 'shop_requests_rate');
  assert.match(await page.title(), /Explore/);
});

spec('explore: a link holds the whole state, and copying gives it', async ({ open }) => {
  const params = {
    sensitivity: '0.8',
    direction: 'above',
    trainingWindow: '7d',
    minSeverity: 'low',
    legendFormat: '{{service}}',
  };
  const page = await open(exploreUrl(params));
  await page.getByText('Sensitivity: 0.80').waitFor();
  await page.getByText('Direction: Above').waitFor();
  await page.getByText('Training: 7d').waitFor();
  await page.getByRole('button', { name: 'cart', exact: true }).waitFor();
  await page.getByRole('button', { name: 'Copy link' }).click();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), page.url());
});

spec('explore: dragging over the graph zooms, and going back undoes it', async ({ open, stack }) => {
  const { end } = stack.history;
  const page = await open(exploreUrl({ from: String(end - 24 * HOUR), to: String(end) }));
  await waitForCounts(page, '2 high');
  const box = await plotArea(page).boundingBox();
  assert.ok(box);
  const y = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.25, y);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.5, y, { steps: 5 });
  await page.mouse.up();
  const range = await eventually(async () => {
    const params = new URL(page.url()).searchParams;
    assert.notEqual(params.get('to'), String(end));
    return { from: Number(params.get('from')), to: Number(params.get('to')) };
  });
  const slack = HOUR / 4;
  assert.ok(Math.abs(range.from - (end - 18 * HOUR)) < slack, 'the range starts where the drag did');
  assert.ok(Math.abs(range.to - (end - 12 * HOUR)) < slack, 'the range ends where the drag did');
  await waitForCounts(page, '1 high');
  await page.goBack();
  await waitForCounts(page, '2 high');
});

spec('explore: the time picker, its arrows and the table change the range', async ({ open, stack }) => {
  const page = await open(exploreUrl());
  await waitForCounts(page, '2 high');
  await page.getByRole('button', { name: /Last 24 hours/ }).click();
  await page.getByText('Last 6 hours', { exact: true }).click();
  await waitForCounts(page, '1 high');
  assert.equal(new URL(page.url()).searchParams.get('from'), 'now-6h');
  await page
    .getByRole('table')
    .getByRole('button', { name: /^\d{4}-/ })
    .click();
  await eventually(async () => {
    const from = Number(new URL(page.url()).searchParams.get('from'));
    const fault = stack.history.faults[0].from;
    assert.ok(from < fault && from > fault - 2 * HOUR, 'the range is near the fault');
  });
  await page.getByRole('button', { name: 'Move time range backwards' }).click();
  await eventually(async () => {
    assert.ok(Number(new URL(page.url()).searchParams.get('to')) < stack.history.faults[0].to + HOUR);
  });
});

spec('explore: it refreshes by itself when told to', async ({ open }) => {
  const page = await open(exploreUrl({ refresh: '5s' }));
  await waitForCounts(page, '2 high');
  await page.waitForResponse((response) => response.url().endsWith('/api/v1/query'));
});

spec('explore: narrow windows need no sideways scrolling', async ({ open }) => {
  const page = await open(exploreUrl(), { size: { width: 390, height: 844 } });
  await waitForCounts(page, '2 high');
  const overflow = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  assert.ok(overflow <= 0, `the page is ${overflow} px wider than the window`);
});
