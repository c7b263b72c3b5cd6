import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensurePrograms, findProgram } from './ensure-programs.ts';
import { GrafanaClient } from './grafana/grafana-client.ts';
import { freePort } from './free-port.ts';
import { GROUPS } from './grafana/checks/index.ts';
import type { Bench } from './grafana/bench.ts';
import { setUp, tidyUp } from './grafana/set-up.ts';
import { openBrowser } from './grafana/browser.ts';
import { startWatchedPrometheus } from './grafana/watched-prometheus.ts';

/**
 * `npm run test:grafana`: does in a real Grafana, over its API and its pages, what a user does, against a real Prometheus that it
 * starts itself. Needs GRAFANA_URL, GRAFANA_USER and GRAFANA_PASSWORD of a Grafana on this machine that loads dist/; without them it
 * reports itself skipped. Pictures go to build/grafana, or where --pictures says; `--only NAME` runs one group of checks (again for more). GRAFANA_RESTART,
 * where it is set, is a command that restarts that Grafana and waits for it.
 */
async function main(): Promise<number> {
  const { values } = parseArgs({
    options: { pictures: { type: 'string', default: 'build/grafana' }, only: { type: 'string', multiple: true } },
  });
  const groups = values.only ?? Object.keys(GROUPS);
  const unknown = groups.find((name) => !Object.hasOwn(GROUPS, name));
  if (unknown !== undefined) {
    process.stderr.write(`There is no group ${unknown}: choose among ${Object.keys(GROUPS).join(', ')}.\n`);
    return 2;
  }
  const checks = groups.flatMap((name) => GROUPS[name]);
  const { GRAFANA_URL, GRAFANA_USER, GRAFANA_PASSWORD } = process.env;
  const say = (line: string) => process.stdout.write(`${line}\n`);
  if (!GRAFANA_URL || !GRAFANA_USER || !GRAFANA_PASSWORD) {
    say('test:grafana: skipped, since GRAFANA_URL, GRAFANA_USER and GRAFANA_PASSWORD are not set');
    say(`0 passed, 0 failed, ${checks.length} skipped`);
    return 0;
  }
  const there = ensurePrograms(['prometheus', 'promtool', 'chromium'], say);
  if (there.size < 3) {
    say(`0 passed, 0 failed, ${checks.length} skipped`);
    return 0;
  }
  const pictures = join(import.meta.dirname, '..', values.pictures);
  mkdirSync(pictures, { recursive: true });
  const grafana = new GrafanaClient(GRAFANA_URL, GRAFANA_USER, GRAFANA_PASSWORD);
  const prometheus = await startWatchedPrometheus();
  const browser = await openBrowser({
    executablePath: findProgram('chromium') ?? '',
    url: grafana.url,
    user: GRAFANA_USER,
    password: GRAFANA_PASSWORD,
    pictures,
  });
  const bench: Bench = { grafana, prometheus, browser, readApiPort: await freePort(0) };
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  try {
    await tidyUp(grafana);
    await setUp(grafana, prometheus.url, bench.readApiPort);
    for (const check of checks) {
      const reason = check.skip?.() ?? null;
      if (reason !== null) {
        skipped += 1;
        say(`skipped ${check.name}: ${reason}`);
        continue;
      }
      try {
        await check.run(bench);
        passed += 1;
        say(`ok      ${check.name}`);
      } catch (error) {
        failed += 1;
        say(`FAILED  ${check.name}\n        ${error instanceof Error ? error.message : String(error)}`);
      }
    }
  } finally {
    await browser.close();
    await prometheus.close();
    await tidyUp(grafana);
  }
  say(`${passed} passed, ${failed} failed, ${skipped} skipped`);
  return failed === 0 ? 0 : 1;
}

process.exitCode = await main();
