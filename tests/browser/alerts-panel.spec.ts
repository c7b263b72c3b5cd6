import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { seriousViolations } from './support/axe.ts';
import { eventually } from './support/eventually.ts';
import { answerOf, incidents } from './support/incident-frames.ts';
import { answerRoutes, failure } from './support/monitor-replies.ts';
import type { FakeRoutes } from './support/monitor-replies.ts';
import { spec } from './support/spec.ts';

const URL_OF_INCIDENTS = `/explore?${new URLSearchParams({ output: 'incidents', from: 'now-6h', to: 'now' })}`;

const answering =
  (more: FakeRoutes = {}) =>
  async (page: Page) => {
    const all = incidents();
    const one = { 'GET incidents/*': { body: all[0] } };
    await answerRoutes(page, { 'POST query': answerOf(all), ...one, ...more });
  };

for (const theme of ['dark', 'light'] as const) {
  spec(`alerts panel: a lane for each incident, and what is behind it, ${theme}`, async ({ open }) => {
    const page = await open(URL_OF_INCIDENTS, { theme, prepare: answering() });
    const lanes = page.getByRole('list', { name: 'Incidents over time: 3' });
    await lanes.waitFor();
    await page.getByText('1 open', { exact: true }).waitFor();
    const rows = await lanes.getByRole('listitem').allInnerTexts();
    // The most urgent first, what is over last, whatever its priority.
    assert.match(rows[0], /Slow replies.*Open.*Alerts: 42.*Look first at cart \(82 %\)/s);
    assert.match(rows[1], /Disk of orders-db.*Acknowledged/s);
    assert.match(rows[2], /<img src="x" onerror=.*<b>bold<\/b>/s);
    assert.equal(await page.locator('img[src=x]').count(), 0);
    assert.deepEqual(await seriousViolations(page), []);

    await lanes.getByRole('button', { name: 'Details of Slow replies of cart, checkout and frontend' }).press('Enter');
    const drawer = page.getByRole('dialog').last();
    await drawer.getByRole('heading', { name: 'Where to look first' }).waitFor();
    await drawer.getByText('It fired first, 8 minutes before the others.').first().waitFor();
    await drawer.getByText('checkout calls cart.').first().waitFor();
    assert.match(
      (await drawer.getByRole('link', { name: 'Open the incident' }).getAttribute('href')) ?? '',
      /\/incidents\/cart\?ds=/
    );
    assert.deepEqual(await seriousViolations(page), []);
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
  });
}

spec('alerts panel: the pointer tells of a bar, and a click opens it', async ({ open }) => {
  const page = await open(URL_OF_INCIDENTS, {
    prepare: answering({ 'GET incidents/*': failure(404, 'not-found', 'It is gone.') }),
    expectProblems: [/404/],
  });
  const bar = page
    .getByRole('list', { name: /^Incidents over time/ })
    .locator('svg g rect')
    .first();
  await bar.hover();
  await page.getByRole('tooltip').getByText('still going on').waitFor();
  await bar.click();
  const drawer = page.getByRole('dialog').last();
  await drawer.getByText('It is gone.').waitFor();
  await drawer.getByText('Alerts: 42 · services: 3').waitFor();
});

spec('alerts panel: an empty time and other data say so', async ({ open }) => {
  const page = await open(URL_OF_INCIDENTS, { prepare: answering({ 'POST query': answerOf([]) }) });
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
  await page.getByRole('region', { name: 'Answer' }).getByText('HighLatency').first().waitFor();
  await eventually(async () => {
    const { queries } = JSON.parse(asked.at(-1) ?? '{}') as { queries: { output: string; alerts: object }[] };
    assert.deepEqual([queries[0].output, queries[0].alerts], ['alerts', { labels: 'team="shop"' }]);
    assert.deepEqual(JSON.parse(new URL(page.url()).searchParams.get('alerts') ?? '{}'), { labels: 'team="shop"' });
  });
  await page.getByRole('radio', { name: 'Over time' }).check({ force: true });
  await page.getByRole('columnheader', { name: 'critical' }).waitFor();
  assert.deepEqual(await seriousViolations(page), []);
});
