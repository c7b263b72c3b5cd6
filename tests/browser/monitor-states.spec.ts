import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { seriousViolations } from './support/axe.ts';
import { eventually } from './support/eventually.ts';
import { answerRoutes, detection, failure, fullList, record } from './support/monitor-replies.ts';
import type { FakeRoutes } from './support/monitor-replies.ts';
import { spec } from './support/spec.ts';

/** States of the monitors' pages that a real engine is not in on demand. */

const MONITORS = '/a/nightjar-ml-app/monitors';
const HOUR = 3_600_000;

const list = (part: object = {}): FakeRoutes => ({
  'GET monitors/presets': { body: { presets: [] } },
  'GET monitors': { body: { monitors: fullList(), evaluates: true, reason: '', notices: [], ...part } },
});

const asViewer: FakeRoutes = { 'GET caller': { body: { login: 'vera', role: 'Viewer' } } };

const answering = (routes: FakeRoutes) => async (page: Page) => void (await answerRoutes(page, routes));

const names = (page: Page) => page.getByRole('row').getByRole('link').allInnerTexts();

for (const theme of ['dark', 'light'] as const) {
  spec(`monitor states: the list with one of each state, ${theme}`, async ({ open }) => {
    const notices = ['Queries to Prometheus are limited to 10 at once.'];
    const page = await open(MONITORS, { theme, prepare: answering(list({ notices })) });
    await page.getByText('Monitors: 8 of 8').waitFor();
    await page.getByText(/^Late monitors: 1/).waitFor();
    await page.getByText(notices[0]).waitFor();
    const first = page.getByRole('row').nth(1);
    await first.getByText('Failing', { exact: true }).waitFor();
    await first.getByText(/unknown function "rat"/).waitFor();
    await page.getByRole('img', { name: 'Last 24 hours, highest score 0.86' }).first().waitFor();
    assert.deepEqual(await seriousViolations(page), []);
  });
}

spec('monitor states: the list is filtered and sorted, and its address keeps both', async ({ open }) => {
  const page = await open(MONITORS, { prepare: answering(list()) });
  await page
    .getByRole('group', { name: 'States' })
    .getByRole('button', { name: /Anomalous/ })
    .click();
  await page.getByText('Monitors: 1 of 8').waitFor();
  await page
    .getByRole('group', { name: 'States' })
    .getByRole('button', { name: /Normal/ })
    .click();
  await page.getByText('Monitors: 3 of 8').waitFor();
  await page.getByRole('textbox', { name: 'Search name, query or label' }).fill('team=shop');
  await page.getByText('Monitors: 2 of 8').waitFor();
  await page.getByRole('button', { name: 'Name' }).click();
  await page.getByRole('button', { name: 'Name' }).click();
  await page.getByRole('columnheader', { name: 'Name' }).and(page.locator('[aria-sort=descending]')).waitFor();
  assert.deepEqual(
    (await names(page)).filter((name) => name !== '2'),
    ['Payment latency, 95th percentile', 'Cart requests']
  );
  const { pathname, search } = new URL(page.url());
  const shared = await open(pathname + search, { prepare: answering(list()) });
  await shared.getByText('Monitors: 2 of 8').waitFor();
  assert.deepEqual(await names(shared), await names(page));
  await shared.getByRole('textbox', { name: 'Search name, query or label' }).fill('nothing of the kind');
  await shared.getByText('No monitor matches').waitFor();
  await shared.getByRole('button', { name: 'Clear filter' }).click();
  await shared.getByText('Monitors: 8 of 8').waitFor();
});

spec('monitor states: a list that cannot be had says why and is asked for again', async ({ open }) => {
  let isBroken = true;
  const broken = failure(503, 'busy', 'The store is busy: try again in a moment.');
  const good = { body: { monitors: fullList(), evaluates: false, reason: 'Another process holds the store.' } };
  const routes: FakeRoutes = { 'GET monitors': () => (isBroken ? broken : good) };
  const page = await open(MONITORS, { prepare: answering(routes), expectProblems: [/503/] });
  await page.getByRole('alert').getByText('The store is busy: try again in a moment.').waitFor();
  isBroken = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Monitors: 8 of 8').waitFor();
  await page.getByText('This process does not evaluate monitors. Another process holds the store.').waitFor();
});

spec('monitor states: a viewer sees no button that changes anything, and is told why', async ({ open }) => {
  const prepare = answering({ ...asViewer, ...list(), ...oneMonitor() });
  const page = await open(MONITORS, { prepare });
  await page.getByText(/^You have the role Viewer/).waitFor();
  assert.equal(await page.getByRole('link', { name: 'New monitor' }).count(), 0);
  await page.getByRole('button', { name: 'Actions for Cart requests' }).click();
  assert.deepEqual(await page.getByRole('menuitem').allInnerTexts(), ['Open', 'Export as YAML']);
  await page.getByRole('menuitem', { name: 'Open' }).click();
  await page.getByText('No verdict yet').first().waitFor();
  assert.equal(await page.getByRole('button', { name: /^(Pause|Delete|True|False)$/ }).count(), 0);
  assert.equal(await page.getByRole('link', { name: /^(Edit|Copy)$/ }).count(), 0);
  assert.equal(await page.getByRole('tab', { name: 'Audit' }).count(), 0);
  for (const tab of ['Feedback', 'Training', 'Back-test']) {
    await page.getByRole('tab', { name: tab }).click();
    await page
      .getByText(/^You have the role Viewer/)
      .nth(1)
      .waitFor();
  }
  assert.deepEqual(await seriousViolations(page), []);
  const form = await open(`${MONITORS}/new`, { prepare });
  await form.getByText(/monitors cannot be created or changed with it/).waitFor();
  assert.equal(await form.getByRole('textbox').count(), 0);
});

spec('monitor states: one that a file keeps names the file, and can be copied alone', async ({ open }) => {
  const file = record({ id: 'file', name: 'Node CPU', origin: 'file', source: 'monitors/node.yaml' });
  const prepare = answering({ ...list(), ...oneMonitor(), 'GET monitors/*': { body: file } });
  const page = await open(MONITORS, { prepare });
  await page.getByRole('button', { name: 'Actions for Node CPU' }).click();
  assert.deepEqual(await page.getByRole('menuitem').allInnerTexts(), ['Open', 'Copy', 'Export as YAML']);
  await page.getByRole('menuitem', { name: 'Open' }).click();
  await page.getByText('Kept in monitors/node.yaml').waitFor();
  await page.getByRole('link', { name: 'Copy' }).waitFor();
  assert.equal(await page.getByRole('link', { name: 'Edit' }).count(), 0);
  const form = await open(`${MONITORS}/file/edit`, { prepare });
  await form.getByText(/is kept in monitors\/node.yaml and changed there/).waitFor();
  await form.getByRole('link', { name: 'Copy' }).click();
  await form.getByRole('button', { name: 'Create monitor' }).waitFor();
});

/** One monitor with everything a page asks about it. */
function oneMonitor(): FakeRoutes {
  const at = Date.now();
  const judged = { verdict: 'false' as const, until: null, note: 'Backup', author: 'jo', at: at - HOUR };
  const suppression = { id: 's', reason: 'load test', author: 'mara' };
  const feedback = {
    counts: record().verdicts,
    applied: { at: at - 20 * HOUR, author: 'mara', verdicts: 6 },
    waiting: 3,
  };
  const preview = {
    from: at - 720 * HOUR,
    to: at,
    verdicts: { true: 5, false: 3, expected: 1 },
    before: { detections: 14, precision: 0.55, recall: 1 },
    after: { detections: 9, precision: 0.83, recall: 1 },
    changed: [
      {
        id: 'b',
        series: 'shop_requests_rate{service="cart"}',
        start: at - 14 * HOUR,
        end: at - 14 * HOUR,
        severityBefore: 'low',
        severityAfter: null,
        scoreBefore: 0.72,
        scoreAfter: 0.4,
        because: 'Like 2 said false.',
        verdict: 'false',
      },
    ],
    note: '',
  };
  const exclusion = { start: at - 50 * HOUR, end: at - 49 * HOUR, note: 'Detection of cart', author: 'jo' };
  return {
    'GET monitors/*': { body: record({ state: 'anomalous', lastScore: 0.94, openDetections: 1 }) },
    'GET detections': {
      body: {
        detections: [
          detection('a', { open: true }),
          detection('b', { severity: 'low', score: 0.72, verdict: judged }),
          detection('c', { severity: 'medium', score: 0.84, suppression }),
        ],
        more: false,
      },
    },
    'GET monitors/*/feedback': { body: feedback },
    'POST monitors/*/feedback/preview': { body: preview },
    'POST monitors/*/feedback': { body: { ...feedback, waiting: 0 } },
    'GET monitors/*/exclusions': {
      body: { exclusions: [{ id: 'e1', cause: 'confirmed', off: false, ...exclusion }] },
    },
    'GET audit': { body: { entries: [], more: false } },
    'POST query': { body: { results: { A: { status: 200, frames: [] } } } },
  };
}

for (const theme of ['dark', 'light'] as const) {
  spec(`monitor states: detections, verdicts and feedback of a monitor, ${theme}`, async ({ open }) => {
    const given: unknown[] = [];
    const prepare = answering({
      ...oneMonitor(),
      'POST detections/*/verdict': (request) => {
        given.push(request.postDataJSON());
        return { body: {} };
      },
    });
    const page = await open(`${MONITORS}/cart`, { theme, prepare });
    await page.getByText('No results in this time').waitFor();
    const rows = page.getByRole('region', { name: 'Detections' }).getByRole('row');
    await rows.nth(1).getByText('still open').waitFor();
    await rows
      .nth(2)
      .getByText(/^False, said jo/)
      .waitFor();
    await rows.nth(3).getByText('Suppressed by mara: load test').waitFor();
    assert.deepEqual(await seriousViolations(page), []);
    await rows.nth(1).getByRole('button', { name: 'True' }).click();
    await rows.nth(1).getByRole('button', { name: 'Expected' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('radio', { name: 'Always' }).check({ force: true });
    await dialog.getByRole('textbox', { name: 'Why (optional)' }).fill('Sale');
    assert.deepEqual(await seriousViolations(page), []);
    await dialog.getByRole('button', { name: 'Say expected' }).click();
    await dialog.waitFor({ state: 'detached' });
    assert.deepEqual(given, [
      { verdict: 'true', until: null, note: '' },
      { verdict: 'expected', until: null, note: 'Sale' },
    ]);

    await page.getByRole('tab', { name: 'Feedback' }).click();
    await page.getByText('56 % of 9 judged').waitFor();
    await page.getByText('Verdicts waiting to be applied: 3.').waitFor();
    assert.equal(await page.getByRole('button', { name: 'Apply the verdicts' }).count(), 0);
    await page.getByRole('button', { name: 'Show what applying would change' }).click();
    await page.getByRole('row', { name: /Detections 14 9/ }).waitFor();
    await page.getByRole('row', { name: /Low.*not marked.*0.72 to 0.40.*Like 2 said false/ }).waitFor();
    await page.mouse.move(0, 0);
    await eventually(async () => assert.deepEqual(await seriousViolations(page), []));
    await page.getByRole('button', { name: 'Apply the verdicts' }).click();
    await page.getByText(/^Applied: it counts from the next evaluation on/).waitFor();
  });
}

spec('monitor states: what is kept out of training is switched and added', async ({ open }) => {
  const sent: unknown[] = [];
  const keep = (request: { postDataJSON(): unknown }) => {
    sent.push(request.postDataJSON());
    return { body: {} };
  };
  const prepare = answering({
    ...oneMonitor(),
    'POST monitors/*/exclusions': keep,
    'POST monitors/*/exclusions/*': keep,
  });
  const page = await open(`${MONITORS}/cart?tab=training`, { prepare });
  await page.getByRole('row', { name: /Confirmed anomaly.*Detection of cart/ }).waitFor();
  await page.getByRole('switch').click({ force: true });
  const form = page.getByRole('form', { name: 'Keep a time out of training' });
  await form.getByRole('button', { name: 'Add' }).click();
  await form.getByText('Choose a start, and an end after it.').waitFor();
  await form.getByLabel('From').fill('2026-01-05T10:00');
  await form.getByLabel('To').fill('2026-01-05T11:00');
  await form.getByRole('textbox', { name: 'Note' }).fill('Move');
  assert.deepEqual(await seriousViolations(page), []);
  await form.getByRole('button', { name: 'Add' }).click();
  await form.getByText('Choose a start, and an end after it.').waitFor({ state: 'detached' });
  const start = Date.UTC(2026, 0, 5, 10);
  assert.deepEqual(sent, [{ off: true }, { start, end: start + HOUR, note: 'Move' }]);
});

spec('monitor states: a back-test runs in sight, is cancelled, and tells what it found', async ({ open }) => {
  const at = Date.now();
  const { monitor: _m, monitorName: _n, suppression: _s, open: _o, ...found } = detection('a', { verdict: null });
  const result = {
    from: at - 168 * HOUR,
    to: at,
    series: 3,
    points: 30_240,
    seconds: 4.2,
    detections: 2,
    bySeverity: { low: 0, medium: 1, high: 1 },
    share: 0.0123,
    perSeriesDay: 0.095,
    found: [found, { ...found, id: 'b', severity: 'medium', score: 0.84, start: at - 30 * HOUR, end: at - 29 * HOUR }],
    worst: ['a', 'b'],
    verdicts: { true: 4, false: 1, found: 5, precision: 0.8, recall: 1 },
    notices: ['Two days are without data.'],
  };
  const running = { id: 'bt', state: 'running', progress: 0.4, stage: 'Scoring 3 series', error: '', result: null };
  let isDone = false;
  const cancelled: string[] = [];
  const prepare = answering({
    ...oneMonitor(),
    'POST backtests': { body: { ...running, progress: 0, stage: 'Reading history' } },
    'GET backtests/*': () => ({ body: isDone ? { ...running, state: 'done', progress: 1, result } : running }),
    'DELETE backtests/*': (request) => {
      cancelled.push(request.url());
      return { body: {} };
    },
  });
  const page = await open(`${MONITORS}/cart?tab=backtest`, { prepare });
  await page.getByRole('button', { name: 'Run back-test' }).click();
  await page.getByText('Scoring 3 series').waitFor();
  await page.getByRole('progressbar').and(page.locator('[aria-valuenow="40"]')).waitFor();
  assert.deepEqual(await seriousViolations(page), []);
  await page.getByRole('button', { name: 'Cancel', exact: true }).click();
  await page.getByText('Cancelled. Nothing was kept.').waitFor();
  assert.equal(cancelled.length, 1);
  isDone = true;
  await page.getByRole('button', { name: 'Run again' }).click();
  await page.getByText('1.23 %').waitFor();
  await page.getByText('precision 80 % of 5, recall 100 % of 4').waitFor();
  await page.getByRole('img', { name: /Anomalies: 1 high, 1 medium, from/ }).waitFor();
  await page
    .getByRole('region', { name: 'The ten worst' })
    .getByRole('row', { name: /High 0.97/ })
    .waitFor();
  await page.getByText('Two days are without data.').waitFor();
  await page.mouse.move(0, 0);
  await eventually(async () => assert.deepEqual(await seriousViolations(page), []));
});
