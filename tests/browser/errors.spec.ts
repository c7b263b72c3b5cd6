import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { startEngine } from './support/engine-process.ts';
import { eventually } from './support/eventually.ts';
import { exploreUrl, waitForCounts } from './support/explore.ts';
import { spec } from './support/spec.ts';
import type { Behaviour } from './support/upstream.ts';

/** The alert with the reason of a failed query. */
async function failure(page: Page): Promise<string> {
  const alert = page.getByRole('alert').filter({ hasText: 'The query failed' });
  await alert.waitFor();
  return alert.innerText();
}

/** Queries are cached by their answer, so each spec asks something of its own. */
let asked = 0;
const freshUrl = () => exploreUrl({ expr: `shop_requests_rate + ${++asked}` });

/** Completion meets the same broken upstream; its failure is part of what these specs provoke. */
const UPSTREAM_PROBLEMS = [/api\/v1\/prometheus/, /Failed to load resource/];

function upstreamSpec(name: string, behaviour: Behaviour, message: RegExp): void {
  spec(`errors: ${name}`, async ({ open, stack }) => {
    stack.upstream.behaviour = behaviour;
    try {
      const page = await open(freshUrl(), { engine: stack.shakyEngine.url, expectProblems: UPSTREAM_PROBLEMS });
      assert.match(await failure(page), message);
      stack.upstream.behaviour = 'well';
      await page.getByRole('button', { name: 'Try again' }).click();
      await waitForCounts(page, '2 high');
    } finally {
      stack.upstream.behaviour = 'well';
    }
  });
}

upstreamSpec(
  'a Prometheus that wants credentials',
  'unauthorized',
  /authentication \(401\): check user, password, token/
);
upstreamSpec('a Prometheus that limits the rate', 'rate-limited', /429.*ask less often/);
upstreamSpec('a Prometheus that is overloaded', 'overloaded', /503.*try again later/);
upstreamSpec('a reply that breaks off', 'broken-off', /broke off its reply/);
upstreamSpec('a login page instead of Prometheus', 'html', /an HTML page, which is not Prometheus's API/);
upstreamSpec('more series than the cap', 'ten-thousand-series', /10,?000 series|more than \d[\d,]* series/);

spec('errors: a Prometheus that is down', async ({ open }) => {
  const engine = await startEngine(['--prometheus-url', 'http://127.0.0.1:9']);
  try {
    const page = await open(freshUrl(), { engine: engine.url, expectProblems: UPSTREAM_PROBLEMS });
    assert.match(await failure(page), /127\.0\.0\.1:9/);
    // Icons may still be on their way from this engine.
    await page.close();
  } finally {
    await engine.close();
  }
});

spec('errors: a silent Prometheus can be cancelled', async ({ open, stack }) => {
  stack.upstream.behaviour = 'silent';
  try {
    const page = await open(freshUrl(), { engine: stack.shakyEngine.url, expectProblems: UPSTREAM_PROBLEMS });
    await page.getByText('Waiting for the engine').waitFor();
    await page.getByRole('button', { name: 'Cancel', exact: true }).click();
    await page.getByText('Waiting for the engine').waitFor({ state: 'detached' });
  } finally {
    stack.upstream.behaviour = 'well';
  }
});

spec('errors: a Prometheus that takes too long', async ({ open, stack }) => {
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-config-'));
  const config = join(folder, 'engine.yaml');
  // JSON is YAML.
  const settings = { prometheusUrl: stack.upstream.url, timeoutSeconds: 1 };
  writeFileSync(config, JSON.stringify({ connection: { settings } }));
  const engine = await startEngine(['--config', config]);
  stack.upstream.behaviour = 'silent';
  try {
    const page = await open(freshUrl(), { engine: engine.url, expectProblems: UPSTREAM_PROBLEMS });
    assert.match(await failure(page), /did not answer within 1 s/);
  } finally {
    stack.upstream.behaviour = 'well';
    await engine.close();
    rmSync(folder, { recursive: true });
  }
});

spec('errors: PromQL that parses and cannot be evaluated (422)', async ({ open }) => {
  const page = await open(exploreUrl({ expr: 'shop_requests_rate * on() shop_requests_rate' }));
  assert.match(await failure(page), /Prometheus refused the query: .*many-to-many/);
});

spec('errors: PromQL that does not parse', async ({ open }) => {
  const page = await open(exploreUrl({ expr: 'sum(' }));
  assert.match(await failure(page), /parse error/);
});

spec('errors: a query without series', async ({ open }) => {
  const page = await open(exploreUrl({ expr: 'there_is_no_such_metric' }));
  await page.getByText('No series', { exact: true }).waitFor();
  assert.equal(await page.getByText('No anomaly of the chosen severity').count(), 0);
});

spec('errors: models still being fitted are announced, then complete the picture', async ({ open }) => {
  const page = await open(exploreUrl({ expr: 'shop_requests_rate * 3', from: 'now-4d' }));
  await page.getByText(/Fitting models: \d+ to go/).waitFor();
  await waitForCounts(page, '2 high');
  await page.getByText(/Fitting models: \d+ to go/).waitFor({ state: 'detached' });
});

spec('errors: an engine that demands a token, then goes away', async ({ open, stack }) => {
  const folder = mkdtempSync(join(tmpdir(), 'nightjar-tokens-'));
  const tokens = join(folder, 'tokens.yaml');
  const sha256 = createHash('sha256').update('let-me-in').digest('hex');
  writeFileSync(tokens, JSON.stringify([{ name: 'ann', role: 'Viewer', sha256 }]));
  const engine = await startEngine(['--prometheus-url', stack.prometheusUrl, '--tokens', tokens]);
  try {
    const page = await open(exploreUrl(), {
      engine: engine.url,
      expectProblems: [/401/, /Failed to load resource/, /ERR_CONNECTION_REFUSED/],
    });
    const dialog = page.getByRole('dialog', { name: /token/i });
    await dialog.getByLabel('Token').fill('wrong');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await dialog.getByText('The engine does not know this token.').waitFor();
    await dialog.getByLabel('Token').fill('let-me-in');
    await dialog.getByRole('button', { name: 'Continue' }).click();
    await waitForCounts(page, '2 high');
    assert.equal(await dialog.count(), 0);
    await engine.close();
    await page.getByRole('button', { name: 'Run query' }).click();
    await eventually(async () => assert.match(await failure(page), /engine does not answer/));
  } finally {
    await engine.close();
    rmSync(folder, { recursive: true });
  }
});
