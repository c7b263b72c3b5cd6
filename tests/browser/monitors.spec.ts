import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { MonitorRecord } from '../../backend/monitors/api-records.ts';
import { seriousViolations } from './support/axe.ts';
import { startEngine } from './support/engine-process.ts';
import { eventually } from './support/eventually.ts';
import { assertChooserIsWhole } from './support/grafana-reset.ts';
import { BUMPY_METRIC, METRIC } from './support/history.ts';
import { spec } from './support/spec.ts';

/** A monitor's life in the console, over a real engine. */

const MONITORS = '/a/nightjar-ml-app/monitors';

async function write(page: Page, expr: string): Promise<void> {
  await page.locator('.cm-content').first().click();
  await page.keyboard.insertText(expr);
  await page.keyboard.press('Escape');
}

const counts = (page: Page, text: string) => page.getByRole('button', { name: `Anomalies: ${text}` });

async function callEngine(engine: string, method: string, path: string, body?: unknown): Promise<unknown> {
  const reply = await fetch(`${engine}/api/v1/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  assert.ok(reply.ok, `${method} ${path}: ${reply.status} ${await reply.clone().text()}`);
  return reply.json();
}

/** Ends with no monitor, whatever a spec left. */
async function removeAll(engine: string): Promise<void> {
  const { monitors } = (await callEngine(engine, 'GET', 'monitors')) as { monitors: { id: string }[] };
  for (const { id } of monitors) {
    await callEngine(engine, 'DELETE', `monitors/${id}`);
  }
}

async function addMonitor(engine: string, name: string): Promise<MonitorRecord> {
  const body = { spec: { name, queries: [{ expr: METRIC }], detector: 'seasonal', labels: { team: 'shop' } } };
  return (await callEngine(engine, 'POST', 'monitors', body)) as MonitorRecord;
}

spec('monitors: one is made from nothing with its preview in sight, evaluated, paused and resumed', async (tools) => {
  const { open, stack } = tools;
  await removeAll(stack.engine.url);
  const page = await open('/');
  await page.getByRole('navigation').getByRole('link', { name: 'Monitors' }).click();
  await page.getByText('A monitor is a query that Nightjar watches for you').waitFor();
  await page.getByRole('heading', { name: 'node-exporter' }).waitFor();
  assert.deepEqual(await seriousViolations(page), []);

  await page.getByRole('link', { name: 'Begin with your own query' }).click();
  await page.getByRole('heading', { level: 1, name: 'New monitor' }).waitFor();
  await write(page, METRIC);
  await page.getByRole('textbox', { name: /^Name \*/ }).fill('Requests of the shop');
  await counts(page, '2 high').waitFor({ timeout: 60_000 });
  await page.getByText(/^3 series x \d+ evaluations an hour$/).waitFor();
  await page.getByRole('button', { name: 'Create monitor' }).click();

  await page.getByRole('heading', { level: 1, name: 'Requests of the shop' }).waitFor();
  await page.getByRole('tab', { name: 'Detections' }).waitFor();
  await page.getByText('Normal', { exact: true }).waitFor({ timeout: 60_000 });
  await page.locator('.u-over').waitFor();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByText('Paused', { exact: true }).waitFor();
  await page.getByRole('button', { name: 'Resume' }).click();
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await page.getByRole('tab', { name: 'YAML' }).click();
  await page.getByLabel('Monitor as YAML').getByText('Requests of the shop').waitFor();
  await page.getByRole('tab', { name: 'Audit' }).click();
  await page.getByText('monitor.pause').waitFor();
});

spec('monitors: the list shows how each stands, and a deleted one comes back', async ({ open, stack }) => {
  await removeAll(stack.engine.url);
  const { id } = await addMonitor(stack.engine.url, 'Watched requests');
  const page = await open(MONITORS);
  const row = page.getByRole('row', { name: /Watched requests/ });
  await row.getByText('team=shop').waitFor();
  await row.getByText('3 series').waitFor({ timeout: 60_000 });

  // By keyboard alone: the menu, deleting, and undoing it.
  await row.getByRole('button', { name: 'Actions for Watched requests' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('menuitem', { name: 'Delete' }).waitFor();
  await page.keyboard.press('End');
  await page.keyboard.press('Enter');
  await page.getByText('Watched requests is deleted').waitFor();
  await page.getByText('No monitors yet').waitFor();
  await page.getByRole('button', { name: 'Undo' }).focus();
  await page.keyboard.press('Enter');
  await row.waitFor();
  const back = (await callEngine(stack.engine.url, 'GET', `monitors/${id}`)) as MonitorRecord;
  assert.equal(back.deletedAt, null);

  await row.getByRole('button', { name: 'Actions for Watched requests' }).click();
  await page.getByRole('menuitem', { name: 'Export as YAML' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Copy to clipboard' }).click();
  await eventually(async () =>
    assert.match(await page.evaluate(() => navigator.clipboard.readText()), /name: Watched requests/)
  );
});

spec('monitors: a copy is a monitor of its own; an edit is a version that can be taken back', async (tools) => {
  const { open, stack } = tools;
  await removeAll(stack.engine.url);
  const { id } = await addMonitor(stack.engine.url, 'First');
  const page = await open(`${MONITORS}/${id}/copy`);
  assert.equal(await page.getByRole('textbox', { name: /^Name \*/ }).inputValue(), 'First copy');
  await page.getByRole('button', { name: 'Create monitor' }).click();
  await page.getByRole('heading', { level: 1, name: 'First copy' }).waitFor();

  await page.goto(`${stack.engine.url}${MONITORS}/${id}/edit`);
  await page.getByRole('radio', { name: 'Above' }).check({ force: true });
  await page.getByRole('textbox', { name: 'What changed, and why' }).fill('Only peaks count');
  await page.getByRole('button', { name: 'Save monitor' }).click();
  await page.getByRole('tab', { name: 'Versions' }).click();
  const newest = page.getByRole('listitem').filter({ hasText: 'Version 2' });
  await newest.getByText('Only peaks count').waitFor();
  await newest.getByRole('row', { name: /direction both above/ }).waitFor();
  await page.getByRole('button', { name: 'Restore version 1' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('row', { name: /direction above both/ }).waitFor();
  await dialog.getByRole('button', { name: 'Restore', exact: true }).click();
  await page.getByText('Restored version 1').waitFor();
  const now = (await callEngine(stack.engine.url, 'GET', `monitors/${id}`)) as MonitorRecord;
  assert.deepEqual([now.version, now.spec.direction], [3, 'both']);
});

spec("monitors: what two people save at once is settled by one's own choice", async ({ open, stack }) => {
  const engine = stack.engine.url;
  await removeAll(engine);
  const { id, spec: first } = await addMonitor(engine, 'Contested');
  const page = await open(`${MONITORS}/${id}/edit`, { expectProblems: [/409/] });
  await page.getByRole('textbox', { name: 'Delay' }).fill('30s');
  const theirs = { spec: { ...first, sensitivity: 0.7 }, version: 1, note: '' };
  await callEngine(engine, 'PUT', `monitors/${id}`, theirs);
  await page.getByRole('button', { name: 'Save monitor' }).click();
  await page.getByText('saved version 2 while you were editing').waitFor();
  await page.getByRole('row', { name: /sensitivity 0.5 0.7/ }).waitFor();
  assert.equal(await page.getByRole('textbox', { name: 'Delay' }).inputValue(), '30s');
  assert.deepEqual(await seriousViolations(page), []);
  await page.getByRole('button', { name: 'Save mine over it' }).click();
  await page.getByRole('button', { name: 'Save monitor' }).click();
  await page.getByRole('heading', { level: 1, name: 'Contested' }).waitFor();
  const now = (await callEngine(engine, 'GET', `monitors/${id}`)) as MonitorRecord;
  assert.deepEqual([now.version, now.spec.delay, now.spec.sensitivity], [3, '30s', 0.5]);
  await removeAll(engine);
});

spec('monitors: a verdict is given, seen in what it would change, applied and taken back', async ({ open, stack }) => {
  const engine = stack.engine.url;
  await removeAll(engine);
  // Bumps come back every two hours, which `seasonal` may find usual after a while; a detector that knows one level never does.
  const body = { spec: { name: 'Bumps', queries: [{ expr: BUMPY_METRIC }], detector: 'mad' } };
  const { id } = (await callEngine(engine, 'POST', 'monitors', body)) as MonitorRecord;
  const page = await open(`${MONITORS}/${id}`);
  const detections = page.getByRole('region', { name: 'Detections' }).getByRole('row');
  await detections.nth(1).waitFor({ timeout: 60_000 });
  await detections.nth(1).getByRole('button', { name: 'False' }).click();
  await detections
    .nth(1)
    .getByText(/^False, said local/)
    .waitFor();
  await page.getByRole('tab', { name: 'Feedback' }).click();
  await page.getByText('Verdicts waiting to be applied: 1.').waitFor();
  await page.getByText('0 % of 1 judged').waitFor();
  await page.getByRole('button', { name: 'Show what applying would change' }).click();
  await page.getByRole('row', { name: /^Detections \d+ \d+$/ }).waitFor();
  await page.getByRole('button', { name: 'Apply the verdicts' }).click();
  await page.getByText(/^In force: 1 verdicts, applied by local/).waitFor();
  await page.getByRole('button', { name: 'Take back' }).click();
  await page.getByText('No verdicts are applied.').waitFor();
});

spec('monitors: a name that is taken is said at the name', async ({ open, stack }) => {
  const engine = stack.engine.url;
  await removeAll(engine);
  const { id } = await addMonitor(engine, 'Taken');
  const page = await open(`${MONITORS}/${id}/copy`, { expectProblems: [/400/] });
  const name = page.getByRole('textbox', { name: /^Name \*/ });
  await name.fill('Taken');
  await page.getByRole('button', { name: 'Create monitor' }).click();
  await page.getByText("There is a monitor named 'Taken' already").nth(1).waitFor();
  assert.equal(await name.getAttribute('aria-invalid'), 'true');
  await name.fill('Free');
  assert.equal(await name.getAttribute('aria-invalid'), 'false');
  await page.getByRole('button', { name: 'Create monitor' }).click();
  await page.getByRole('heading', { level: 1, name: 'Free' }).waitFor();
});

spec('monitors: a viewer by token reads them, and is refused what changes them', async ({ open, stack }) => {
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-tokens-'));
  const tokens = join(folder, 'tokens.yaml');
  const entry = (name: string, role: string) => ({
    name,
    role,
    sha256: createHash('sha256').update(`token-of-${name}`).digest('hex'),
  });
  writeFileSync(tokens, JSON.stringify([entry('vera', 'Viewer'), entry('ed', 'Editor')]));
  const engine = await startEngine(['--prometheus-url', stack.prometheusUrl, '--tokens', tokens]);
  const ask = (name: string, method: string, path: string, body?: unknown) =>
    fetch(`${engine.url}/api/v1/${path}`, {
      method,
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer token-of-${name}` },
      body: body === undefined ? undefined : JSON.stringify(body),
    });
  try {
    const body = { spec: { name: 'Guarded', queries: [{ expr: METRIC }], detector: 'seasonal' } };
    assert.equal((await ask('vera', 'POST', 'monitors', body)).status, 403);
    assert.equal((await ask('ed', 'POST', 'monitors', body)).status, 200);
    const page = await open(MONITORS, { engine: engine.url, expectProblems: [/401/] });
    await page.getByRole('dialog').getByRole('textbox').fill('token-of-vera');
    await page.getByRole('button', { name: 'Continue' }).click();
    await page.getByText(/^You have the role Viewer/).waitFor();
    await page.getByRole('button', { name: 'Actions for Guarded' }).click();
    assert.deepEqual(await page.getByRole('menuitem').allInnerTexts(), ['Open', 'Export as YAML']);
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

spec('monitors: a back-test over history finds its faults before anything is switched on', async ({ open }) => {
  const query = JSON.stringify({ detector: 'seasonal' });
  const address = new URLSearchParams({ expr: METRIC, name: 'Tried first', query });
  const page = await open(`${MONITORS}/new?${address.toString()}`);
  await page.getByRole('tab', { name: 'Back-test' }).click();
  await page.getByRole('button', { name: 'Run back-test' }).click();
  const results = page.getByRole('region', { name: 'What it would have found' });
  // Noise of the hour may be marked too.
  await results.getByText(/^[2-9] detections$/).waitFor({ timeout: 180_000 });
  await results.getByRole('row', { name: /High.*payment/ }).waitFor();
  await results.getByRole('row', { name: /High.*cart/ }).waitFor();
  await page.getByRole('slider', { name: 'Sensitivity' }).focus();
  await page.keyboard.press('ArrowLeft');
  await page.getByText('The monitor has changed since this back-test').waitFor();
});

spec('monitors: suppressions and calendars are added, said and ended', async ({ open }) => {
  const page = await open(MONITORS);
  await page.getByRole('tab', { name: 'Suppressions and calendars' }).click();
  const form = page.getByRole('form', { name: 'Add suppression' });
  await form.getByRole('textbox', { name: 'Labels' }).fill('cart');
  await form.getByRole('button', { name: 'Add suppression' }).click();
  await form.getByText('cart is no label matcher').waitFor();
  await form.getByText('Say why.').waitFor();
  await form.getByRole('textbox', { name: 'Labels' }).fill('service="cart"');
  await form.getByRole('textbox', { name: 'Reason' }).fill('Load test of carts');
  await form.getByLabel('Until').fill(new Date(Date.now() + 6 * 3_600_000).toISOString().slice(0, 16));
  await form.getByRole('button', { name: 'Add suppression' }).click();
  const row = page.getByRole('row', { name: /Load test of carts/ });
  await row.getByText('In force').waitFor();
  await row.getByRole('button', { name: 'End now: Load test of carts' }).click();
  await page.getByText('No suppressions').waitFor();

  const day = (ahead: number) =>
    new Date(Date.now() + ahead * 86_400_000).toISOString().slice(0, 10).replaceAll('-', '');
  const ical = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Nightjar//Specs//EN',
    'BEGIN:VEVENT',
    'UID:1@nightjar',
    'DTSTAMP:20260101T000000Z',
    `DTSTART;VALUE=DATE:${day(20)}`,
    `DTEND;VALUE=DATE:${day(21)}`,
    'SUMMARY:Closed day',
    'END:VEVENT',
    'END:VCALENDAR',
  ].join('\r\n');
  const upload = page.getByRole('form', { name: 'Upload calendar' });
  await assertChooserIsWhole(page, upload.getByLabel('iCal file'));
  await upload
    .getByLabel('iCal file')
    .setInputFiles({ name: 'Holidays.ics', mimeType: 'text/calendar', buffer: Buffer.from(ical) });
  await upload.getByRole('button', { name: 'Upload calendar' }).click();
  await page.getByText('Holidays is uploaded.').waitFor();
  await page.getByRole('row', { name: /Holidays.*Closed day/ }).waitFor();
  // Away from the button, whose look under the pointer is Grafana's.
  await page.getByRole('heading', { name: 'Calendars', level: 2 }).click();
  await eventually(async () => assert.deepEqual(await seriousViolations(page), []));
  await page.getByRole('button', { name: 'Delete calendar Holidays' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).click();
  await page.getByText('No calendars').waitFor();
});
