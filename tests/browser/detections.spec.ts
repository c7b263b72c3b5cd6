import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Page, Request } from 'playwright-core';
import type { DetectionRecord } from '../../backend/monitors/api-records.ts';
import { seriousViolations } from './support/axe.ts';
import { answerRoutes, detection, failure, fullList, record } from './support/monitor-replies.ts';
import type { FakeRoutes } from './support/monitor-replies.ts';
import { spec } from './support/spec.ts';

const PAGE = '/a/nightjar-ml-app/detections';
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function found(): DetectionRecord[] {
  const at = (hoursAgo: number) => Date.now() - hoursAgo * HOUR;
  const one = (id: string, hoursAgo: number, part: Partial<DetectionRecord>) =>
    detection(id, { start: at(hoursAgo), peak: at(hoursAgo - 0.1), end: at(hoursAgo - 0.4), ...part });
  return [
    one('d1', 1, { open: true, end: Date.now() - MINUTE }),
    one('d2', 5, { severity: 'medium', score: 0.84, seriesKey: 'b', series: 'shop_requests_rate{service="search"}' }),
    one('d3', 9, {
      monitor: 'payment',
      monitorName: 'Payment latency, 95th percentile',
      severity: 'low',
      score: 0.72,
      type: 'latency_spike',
      suppression: { id: 's', reason: 'Release night', author: 'eva' },
    }),
    one('d4', 15, { verdict: { verdict: 'false', until: null, note: 'A load test', author: 'mara', at: at(3) } }),
    one('d5', 20, { missing: true, value: null, type: 'unusual_pattern' }),
  ];
}

const many = found();

/** Routes of a datasource whose monitors found these. */
function routes(list: readonly DetectionRecord[] = many, more: FakeRoutes = {}): FakeRoutes {
  const page = (request: Request) => {
    const search = new URL(request.url()).searchParams;
    const severities = search.getAll('severity');
    const rest = list.slice(list.findIndex(({ id }) => id === search.get('before')) + 1);
    const detections = rest
      .filter(({ severity }) => severities.length === 0 || severities.includes(severity))
      .filter(({ monitor }) => !search.has('monitor') || monitor === search.get('monitor'));
    return { body: { detections: detections.slice(0, 200), more: detections.length > 200 } };
  };
  return {
    'GET caller': { body: { login: 'admin', role: 'Admin' } },
    'GET monitors': { body: { monitors: fullList(), evaluates: true, reason: '' } },
    'GET monitors/*': { body: record() },
    'GET detections': page,
    ...more,
  };
}

const rows = (page: Page) => page.locator('tbody tr');

for (const theme of ['dark', 'light'] as const) {
  spec(`detections: timeline, table and details, ${theme}`, async ({ open }) => {
    const page = await open('/', { theme, prepare: async (one) => void (await answerRoutes(one, routes())) });
    await page.getByRole('navigation').getByRole('link', { name: 'Detections' }).click();
    await page.getByText('Detections: 5', { exact: true }).waitFor();
    assert.equal(await rows(page).count(), 5);
    assert.deepEqual(await seriousViolations(page), []);
    await rows(page).nth(2).getByText('Suppressed: Release night').waitFor();
    await rows(page).nth(0).getByText('Open').waitFor();

    await rows(page).nth(0).getByRole('button').click();
    const drawer = page.getByRole('dialog');
    await drawer.getByText(/13 deviations above/).waitFor();
    await drawer.getByRole('link', { name: 'Source query in Explore' }).waitFor();
    assert.match(
      (await drawer.getByRole('link', { name: /^Monitor Cart/ }).getAttribute('href')) ?? '',
      /monitors\/cart/
    );
    assert.deepEqual(await seriousViolations(page), []);
    assert.equal(new URL(page.url()).searchParams.get('detection'), 'd1');
    await drawer.getByRole('button', { name: 'Older' }).click();
    await drawer.getByText('shop_requests_rate{service="search"}').first().waitFor();
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    assert.equal(new URL(page.url()).searchParams.get('detection'), null);
  });
}

spec('detections: the timeline by keyboard, and lanes of series', async ({ open }) => {
  const page = await open(PAGE, { prepare: async (one) => void (await answerRoutes(one, routes())) });
  await page.getByRole('radio', { name: 'Series' }).check({ force: true });
  const timeline = page.getByRole('application');
  assert.match((await timeline.getAttribute('aria-label')) ?? '', /detections: 5, lanes: 3/);
  await timeline.focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await timeline
    .getByText(/Cart requests: shop_requests_rate\{service="search"\}/)
    .first()
    .waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').getByText('shop_requests_rate{service="search"}').first().waitFor();
  assert.equal(new URL(page.url()).searchParams.get('lanes'), 'series');
});

spec('detections: hovering a mark says what it is, dragging looks closer', async ({ open }) => {
  const page = await open(PAGE, { prepare: async (one) => void (await answerRoutes(one, routes())) });
  const canvas = page.getByRole('application').locator('canvas');
  const box = await canvas.boundingBox();
  assert.ok(box);
  const x = box.x + box.width * (1 - 5 / 24);
  await page.mouse.move(x, box.y + 10);
  await page.getByRole('application').getByText('0.84').waitFor();
  await page.mouse.down();
  await page.mouse.move(x + 120, box.y + 10);
  await page.mouse.up();
  await page.waitForURL(/from=20/);
});

spec('detections: filters go to the address and to the engine', async ({ open }) => {
  let asked: string[] = [];
  const page = await open(`${PAGE}?severity=medium&open=true&label=service%3D%22search%22`, {
    prepare: async (one) => {
      await answerRoutes(one, routes());
      one.on('request', (request) => {
        if (request.url().includes('/api/v1/detections?')) {
          asked = [...asked, new URL(request.url()).search];
        }
      });
    },
  });
  await page.getByText('Detections: 1', { exact: true }).waitFor();
  const search = new URLSearchParams(asked.at(-1));
  assert.deepEqual(
    ['severity', 'open', 'label'].map((name) => search.get(name)),
    ['medium', 'true', 'service="search"']
  );
  await page.getByLabel('Labels').fill('service=search');
  await page.getByText('Write matchers such as').waitFor();
  await page.getByLabel('Labels').fill('service="cart"');
  await page.keyboard.press('Enter');
  await page.waitForURL(/label=service%3D%22cart%22/);
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await page.getByText('Detections: 5', { exact: true }).waitFor();
  await page.getByRole('combobox', { name: 'Monitor' }).click();
  await page.getByRole('option', { name: /Payment/ }).click();
  await page.getByText('Detections: 1', { exact: true }).waitFor();
});

spec('detections: a verdict is given with a reason, and taken back', async ({ open }) => {
  let verdict: DetectionRecord['verdict'] = null;
  const sent: unknown[] = [];
  const now = () => ({ body: { detections: [{ ...many[0], verdict }], more: false } });
  const page = await open(`${PAGE}?detection=d1`, {
    prepare: async (one) =>
      void (await answerRoutes(
        one,
        routes(many, {
          'GET detections': now,
          'POST detections/*/verdict': (request) => {
            const body = request.postDataJSON() as { verdict: 'false'; until: null; note: string };
            sent.push(body);
            verdict = { ...body, author: 'admin', at: Date.now() };
            return { body: { ...many[0], verdict } };
          },
          'DELETE detections/*/verdict': () => {
            verdict = null;
            return { body: many[0] };
          },
        })
      )),
  });
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('Why (optional)').fill('A load test');
  await drawer.getByRole('button', { name: 'False' }).click();
  await drawer.getByText(/False, said admin/).waitFor();
  assert.deepEqual(sent, [{ verdict: 'false', until: null, note: 'A load test' }]);
  await drawer.getByRole('button', { name: 'Take back' }).click();
  await drawer.getByText(/False, said admin/).waitFor({ state: 'detached' });
});

spec('detections: a viewer reads, and is told why there are no verdict buttons', async ({ open }) => {
  const page = await open(`${PAGE}?detection=d4`, {
    prepare: async (one) =>
      void (await answerRoutes(one, routes(many, { 'GET caller': { body: { login: 'vi', role: 'Viewer' } } }))),
  });
  const drawer = page.getByRole('dialog');
  await drawer.getByText('You have the role Viewer: detections are yours to read, not to judge.').waitFor();
  await drawer.getByText(/False, said mara/).waitFor();
  assert.equal(await drawer.getByRole('button', { name: 'True' }).count(), 0);
  assert.deepEqual(await seriousViolations(page), []);
});

spec('detections: older ones are read page by page, and saved as a table', async ({ open }) => {
  const long = Array.from({ length: 250 }, (_, i) =>
    detection(`n${i}`, { start: Date.now() - (i + 2) * 5 * MINUTE, end: Date.now() - (i + 1) * 5 * MINUTE })
  );
  const page = await open(PAGE, { prepare: async (one) => void (await answerRoutes(one, routes(long))) });
  await page.getByText('Detections: the newest 200; there are older ones').waitFor();
  await page.getByRole('button', { name: 'Show older ones' }).click();
  await page.getByText('Detections: 250', { exact: true }).waitFor();
  assert.equal(await rows(page).count(), 250);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'CSV' }).click(),
  ]);
  assert.equal(download.suggestedFilename(), 'nightjar-detections.csv');
  assert.equal(
    readFileSync(await download.path(), 'utf8')
      .trim()
      .split('\r\n').length,
    251
  );
});

for (const theme of ['dark', 'light'] as const) {
  spec(`detections: nothing found, no monitors, a filter that lets nothing through, ${theme}`, async ({ open }) => {
    const empty = await open(PAGE, { theme, prepare: async (one) => void (await answerRoutes(one, routes([]))) });
    await empty.getByText('Nothing detected').waitFor();
    assert.deepEqual(await seriousViolations(empty), []);
    const narrow = await open(`${PAGE}?verdict=true`, {
      theme,
      prepare: async (one) => void (await answerRoutes(one, routes([]))),
    });
    await narrow.getByText('No detection matches').waitFor();
    const none = { 'GET monitors': { body: { monitors: [], evaluates: true, reason: '' } } };
    const fresh = await open(PAGE, {
      theme,
      prepare: async (one) => void (await answerRoutes(one, routes([], none))),
    });
    await fresh.getByText('No monitors yet').waitFor();
    await fresh.getByRole('link', { name: 'Create a monitor' }).waitFor();
    assert.deepEqual(await seriousViolations(fresh), []);
  });
}

spec('detections: an engine that fails is asked again', async ({ open }) => {
  let fails = true;
  const page = await open(PAGE, {
    expectProblems: [/503/],
    prepare: async (one) =>
      void (await answerRoutes(
        one,
        routes(many, {
          'GET detections': () =>
            fails
              ? failure(503, 'busy', 'The store is busy: try again in a moment.')
              : { body: { detections: many, more: false } },
        })
      )),
  });
  await page.getByText('The store is busy: try again in a moment.').waitFor();
  assert.deepEqual(await seriousViolations(page), []);
  fails = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByText('Detections: 5', { exact: true }).waitFor();
});

/** What the engine counts in the cells that are asked for. */
function countedCells(request: Request) {
  const search = new URL(request.url()).searchParams;
  const [from, step, count] = ['from', 'step', 'count'].map((name) => Number(search.get(name)));
  const cell = (at: number, severity: 'low' | 'high') => ({
    cell: at,
    severity,
    score: 0.93,
    detections: 4,
    series: 2,
  });
  const monitors = { cart: [cell(3, 'low'), cell(count - 3, 'high')], payment: [cell(5, 'low')] };
  return { body: { from, step, count, monitors, since: { cart: from }, more: false } };
}

for (const theme of ['dark', 'light'] as const) {
  spec(`detections: monitors as a grid over time, ${theme}`, async ({ open }) => {
    const page = await open(`${PAGE}?lanes=grid`, {
      theme,
      prepare: async (one) => void (await answerRoutes(one, routes(many, { 'GET detections/cells': countedCells }))),
    });
    const grid = page.getByRole('list', { name: /Monitors over time/ });
    await grid.getByText('Cart requests').waitFor();
    // What needs somebody stands first.
    assert.match(await grid.getByRole('listitem').nth(0).innerText(), /Disk space/);
    const cell = grid.getByRole('link', {
      name: /Cart requests, .* High\. Detections: 4, series: 2, highest score 0\.93/,
    });
    await cell.focus();
    await page
      .getByRole('tooltip')
      .getByText(/High\. Detections: 4/)
      .waitFor();
    assert.deepEqual(await seriousViolations(page), []);
    await page.keyboard.press('Enter');
    await page.waitForURL(/monitor=cart/);
    const { searchParams } = new URL(page.url());
    assert.ok(Date.parse(searchParams.get('to') ?? '') > Date.parse(searchParams.get('from') ?? ''));
  });
}

spec('detections: a monitors panel whose engine fails says so', async ({ open }) => {
  const page = await open(`${PAGE}?lanes=grid`, {
    expectProblems: [/503/],
    prepare: async (one) =>
      void (await answerRoutes(
        one,
        routes(many, { 'GET detections/cells': () => failure(503, 'busy', 'The store is busy.') })
      )),
  });
  await page.getByText('The monitors could not be read').waitFor();
  await page.getByText('The store is busy.').waitFor();
});
