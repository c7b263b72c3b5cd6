import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { seriousViolations } from './support/axe.ts';
import { eventually } from './support/eventually.ts';
import { answerOf } from './support/incident-frames.ts';
import { incidentRecord, openIncidents } from './support/incident-replies.ts';
import { answerRoutes, failure } from './support/monitor-replies.ts';
import type { FakeRoutes } from './support/monitor-replies.ts';
import { spec } from './support/spec.ts';

const INCIDENTS = `/explore?${new URLSearchParams({ output: 'incidents', from: 'now-12h', to: 'now' })}`;

/** An hour-long incident that is over, beside those that are open. */
const resolved = () => {
  const [first] = openIncidents();
  const startedAt = Date.now() - 4 * 3_600_000;
  const over = { state: 'resolved' as const, resolvedAt: startedAt + 3_600_000, cause: null };
  return { ...first, ...over, id: 'over', title: 'Restart of search', priority: 99, startedAt };
};

const answering =
  (more: FakeRoutes = {}) =>
  async (page: Page) => {
    const record = incidentRecord();
    const routes: FakeRoutes = {
      'POST query': answerOf([resolved(), ...openIncidents()], record.members),
      'GET incidents/*': { body: record },
      ...more,
    };
    await answerRoutes(page, routes);
  };

for (const theme of ['dark', 'light'] as const) {
  spec(`alerts panel: a lane for each incident, and what is behind it, ${theme}`, async ({ open }) => {
    const page = await open(INCIDENTS, { theme, prepare: answering() });
    const lanes = page.getByRole('list', { name: 'Incidents over time: 4' });
    await lanes.waitFor();
    await page.getByText('2 open', { exact: true }).waitFor();
    const rows = await lanes.getByRole('listitem').allInnerTexts();
    // The most urgent first, what is over last, whatever its priority.
    assert.match(rows[0], /Errors and latency of payment.*Open.*Alerts: 11.*Look first at payment \(71 %\)/s);
    assert.match(rows[1], /Disk of db-3.*Acknowledged/s);
    assert.match(rows[2], /<img src=x onerror=.*Look first at <i>search<\/i>/s);
    assert.match(rows[3], /Restart of search.*Resolved/s);
    assert.equal(await page.locator('img[src=x]').count(), 0);
    assert.equal(await page.evaluate(() => 'hurt' in window), false);
    assert.deepEqual(await seriousViolations(page), []);

    await lanes.getByRole('button', { name: /^Details of Errors and latency of payment/ }).press('Enter');
    const drawer = page.getByRole('dialog').last();
    await drawer.getByRole('heading', { name: 'Where to look first' }).waitFor();
    await drawer.getByText('payment 1.42.0 was deployed 4 min before').waitFor();
    await drawer.getByText('checkout calls payment').first().waitFor();
    const href = await drawer.getByRole('link', { name: 'Open the incident' }).getAttribute('href');
    assert.match(href ?? '', /\/incidents\/i1\?ds=/);
    assert.deepEqual(await seriousViolations(page), []);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  });
}

spec('alerts panel: alerts that come in are a lane, and its numbers are what rules get', async ({ stack, open }) => {
  const start = Date.now() - 600_000;
  const lines = ['LedgerSlow', 'LedgerFails', 'LedgerQueueLong'].map((name, i) =>
    JSON.stringify({
      name,
      service: 'ledger',
      severity: 'critical',
      start: start + i * 1_000,
      summary: `${name} <b>now</b>`,
    })
  );
  const taken = await fetch(`${stack.engine.url}/api/v1/alerts`, { method: 'POST', body: lines.join('\n') });
  assert.equal(taken.status, 200);
  await eventually(async () => {
    const page = await open(`${INCIDENTS}&${new URLSearchParams({ alerts: JSON.stringify({ service: 'ledger' }) })}`);
    const lane = page.getByRole('button', { name: /^Details of .*ledger/i }).first();
    await lane.waitFor({ timeout: 5_000 });
    await lane.press('Enter');
    const drawer = page.getByRole('dialog').last();
    await drawer.getByText('LedgerFails').first().waitFor({ timeout: 5_000 });
  });
  const body = { queries: [{ refId: 'A', output: 'incidents', alerts: { shape: 'numbers', service: 'ledger' } }] };
  const range = { from: start, to: Date.now() };
  const reply = await fetch(`${stack.engine.url}/api/v1/query`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...body, ...range }),
  });
  const { results } = (await reply.json()) as {
    results: { A: { frames: { schema: { name: string }; data: { values: number[][] } }[] } };
  };
  const counts = results.A.frames.map(({ schema, data }) => [schema.name, data.values[0][0]]);
  assert.equal(counts.at(-1)?.[0], 'critical');
  assert.ok(Number(counts.at(-1)?.[1]) >= 1);
});

spec('alerts panel: dragging over the lanes zooms, and opens nothing', async ({ open }) => {
  const page = await open(INCIDENTS, { prepare: answering() });
  const bar = page
    .getByRole('list', { name: /^Incidents over time/ })
    .locator('svg g rect')
    .first();
  await bar.waitFor();
  const box = await bar.boundingBox();
  assert.ok(box);
  await page.mouse.move(box.x + box.width * 0.2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width * 0.8, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  await page.waitForURL(({ searchParams }) => {
    const length = Number(searchParams.get('to')) - Number(searchParams.get('from'));
    return length > 0 && length < 12 * 3_600_000;
  });
  assert.equal(await page.getByRole('dialog').count(), 0);
});

spec('alerts panel: the pointer tells of a bar, and a click opens it', async ({ open }) => {
  const prepare = answering({ 'GET incidents/*': failure(404, 'not-found', 'It is gone.') });
  const page = await open(INCIDENTS, { prepare, expectProblems: [/404/] });
  const bar = page
    .getByRole('list', { name: /^Incidents over time/ })
    .locator('svg g rect')
    .first();
  await bar.hover();
  await page.getByRole('tooltip').getByText('still going on').waitFor();
  await bar.click();
  const drawer = page.getByRole('dialog').last();
  await drawer.getByText('It is gone.').waitFor();
  await drawer.getByText('Alerts: 11 · services: 5').waitFor();
});

spec('alerts panel: a time without incidents says so', async ({ open }) => {
  const page = await open(INCIDENTS, { prepare: answering({ 'POST query': answerOf([], []) }) });
  await page.getByText('No incident in this time').waitFor();
});

spec('alert query: the editor asks for alerts by labels, and the address keeps it', async ({ open }) => {
  const asked: string[] = [];
  const page = await open('/explore', {
    prepare: async (tab) => {
      await answering()(tab);
      tab.on('request', (request) => request.url().endsWith('/query') && asked.push(request.postData() ?? ''));
    },
  });
  await page.getByRole('radio', { name: 'Alerts', exact: true }).check({ force: true });
  await page.getByRole('list', { name: /^Incidents over time/ }).waitFor();
  await page.getByRole('radiogroup', { name: 'Output' }).getByRole('radio', { name: 'Alerts' }).check({ force: true });
  const labels = page.getByRole('textbox', { name: 'Labels' });
  await labels.fill('team="shop"');
  await labels.press('Enter');
  await page.getByRole('region', { name: 'Answer' }).getByText('CheckoutLatencyP95').first().waitFor();
  await eventually(async () => {
    const { queries } = JSON.parse(asked.at(-1) ?? '{}') as { queries: { output: string; alerts: object }[] };
    assert.deepEqual([queries[0].output, queries[0].alerts], ['alerts', { labels: 'team="shop"' }]);
    assert.deepEqual(JSON.parse(new URL(page.url()).searchParams.get('alerts') ?? '{}'), { labels: 'team="shop"' });
  });
  await page.getByRole('radio', { name: 'Over time' }).check({ force: true });
  await page.getByRole('columnheader', { name: 'critical' }).waitFor();
  assert.deepEqual(await seriousViolations(page), []);
});
