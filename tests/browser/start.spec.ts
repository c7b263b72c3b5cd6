import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { startEngine } from './support/engine-process.ts';
import { waitForCounts } from './support/explore.ts';
import { METRIC } from './support/history.ts';
import { spec } from './support/spec.ts';

const START = '/a/nightjar-ml-app';

async function ask(page: Page, expr: string): Promise<void> {
  const editor = page.locator('.cm-content');
  await editor.click();
  await page.keyboard.insertText(expr);
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Find anomalies' }).click();
}

spec('start: it is one click away and tells how engine, provider, Prometheus and store are', async ({ open }) => {
  const page = await open('/');
  await page.getByRole('navigation').getByRole('link', { name: 'Start' }).click();
  assert.equal(new URL(page.url()).pathname, START);
  for (const text of [/Runs, version \d/, /^ONNX Runtime$/, /and Prometheus .* answers/, /^Store$/]) {
    await page.getByText(text).waitFor();
  }
});

spec('start: a pasted query shows its anomalies, and its address can be shared', async ({ open }) => {
  const page = await open(START);
  await ask(page, METRIC);
  await waitForCounts(page, '2 high');
  const { pathname, search } = new URL(page.url());
  const shared = await open(pathname + search);
  await waitForCounts(shared, '2 high');
});

spec('start: a query is copied as an alert rule', async ({ open }) => {
  const page = await open(START);
  await ask(page, METRIC);
  await page.getByRole('button', { name: 'Copy as alert rule' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('button', { name: /copy/i }).click();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /output: scores/);
  assert.match(copied, new RegExp(`expr: .*${METRIC}`));
});

spec('start: what is wrong with a query is said in the place of its result', async ({ open }) => {
  const page = await open(START);
  await ask(page, 'sum(');
  await page
    .getByRole('region', { name: 'Result' })
    .getByText(/parse error/)
    .waitFor();
});

spec('start: a silent Prometheus is waited for in sight, and can be cancelled', async ({ open, stack }) => {
  stack.upstream.behaviour = 'silent';
  try {
    const page = await open(START, { engine: stack.shakyEngine.url, expectProblems: [/api\/v1/, /Failed to load/] });
    await ask(page, `${METRIC} + 77`);
    await page.getByText('Waiting for the engine').waitFor();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByText('Cancelled').waitFor();
    stack.upstream.behaviour = 'well';
    await page.getByRole('button', { name: 'Find anomalies' }).click();
    await waitForCounts(page, '2 high');
  } finally {
    stack.upstream.behaviour = 'well';
  }
});

spec('start: an engine or a Prometheus that is gone is named', async ({ open }) => {
  const engine = await startEngine(['--prometheus-url', 'http://127.0.0.1:9']);
  const expectProblems = [/api\/v1/, /Failed to load/, /ERR_CONNECTION_REFUSED/];
  try {
    const page = await open(START, { engine: engine.url, expectProblems });
    await page
      .getByText(/127\.0\.0\.1:9 cannot be reached/)
      .first()
      .waitFor();
    await engine.close();
    await ask(page, METRIC);
    await page
      .getByText(/engine does not answer/)
      .first()
      .waitFor();
  } finally {
    await engine.close();
  }
});
