import { existsSync, readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { NightjarError } from '../backend/errors.ts';
import type { Bench, BenchReport } from './bench/bench.ts';
import { sectionOf, updatePage } from './bench/results-page.ts';
import { writePage } from './write-page.ts';

/** The benchmarks, loaded when asked for, in the order of the page. */
const BENCHES: Readonly<Record<string, () => Promise<Bench>>> = {
  'query-data': async () => (await import('./bench/query-data.ts')).queryData,
  encode: async () => (await import('./bench/encode.ts')).encode,
  'cold-dashboard': async () => (await import('./bench/cold-dashboard.ts')).coldDashboard,
  'isolation-forest': async () => (await import('./bench/isolation-forest.ts')).isolationForestBench,
  'one-class-svm': async () => (await import('./bench/one-class-svm.ts')).oneClassSvmBench,
  kmeans: async () => (await import('./bench/kmeans.ts')).kmeansBench,
  distances: async () => (await import('./bench/distances.ts')).distances,
  auto: async () => (await import('./bench/auto.ts')).autoBench,
  seasonal: async () => (await import('./bench/seasonal.ts')).seasonalBench,
  features: async () => (await import('./bench/features.ts')).featuresBench,
  training: async () => (await import('./bench/training.ts')).training,
  networks: async () => (await import('./bench/networks.ts')).networks,
  store: async () => (await import('./bench/store.ts')).storeBench,
  streaming: async () => (await import('./bench/streaming.ts')).streaming,
  monitors: async () => (await import('./bench/monitors.ts')).monitors,
  forecasts: async () => (await import('./bench/forecasts.ts')).forecasts,
  alerts: async () => (await import('./bench/alerts.ts')).alertsBench,
  recommendations: async () => (await import('./bench/recommendations.ts')).recommendationsBench,
  memory: async () => (await import('./bench/memory-report.ts')).memory,
};

const page = join(import.meta.dirname, '..', 'docs', 'benchmarks.md');
const say = (line: string): void => void process.stderr.write(`${line}\n`);

async function usage(): Promise<string> {
  const lines = ['usage: npm run -s bench -- [NAME ...] [--json] [--write-docs]', ''];
  for (const [name, load] of Object.entries(BENCHES)) {
    lines.push(`  ${name.padEnd(20)}${(await load()).summary}`);
  }
  lines.push(
    '',
    'Without a name all run. Those of the plugin need `npm run build` before. Tables go to stderr; with --json the last'
  );
  lines.push(
    'line on stdout is one object; --write-docs puts what was measured into docs/benchmarks.md. Exit status 1: a gate failed.'
  );
  return lines.join('\n');
}

/** Shows a report and says how many of its gates failed. */
function show(name: string, { markdown, gates, goals, skipped }: BenchReport): number {
  say(`\n${markdown}\n`);
  gates.forEach((gate) =>
    say(`${gate.passed ? 'passed' : 'FAILED'}  gate  ${gate.name}: ${gate.found} (${gate.bound})`)
  );
  goals.forEach((goal) =>
    say(`${goal.reached ? 'reached' : 'missed '} goal  ${goal.name}: ${goal.found} (${goal.aim})`)
  );
  skipped.forEach((sentence) => say(`skipped ${name}: ${sentence}`));
  return gates.filter(({ passed }) => !passed).length;
}

async function runAll(names: readonly string[], isJson: boolean, isWriting: boolean): Promise<number> {
  let failed = 0;
  const results: Record<string, object> = {};
  const sections = new Map<string, string>();
  for (const name of names) {
    const bench = await BENCHES[name]();
    say(`== ${bench.title}`);
    const [load] = loadavg();
    const report = await bench.run(say);
    failed += show(name, report);
    const { gates, goals, figures, skipped } = report;
    results[name] = { gates, goals, figures, skipped };
    sections.set(bench.title, sectionOf(bench, report, load));
  }
  if (isWriting) {
    const titles = await Promise.all(Object.values(BENCHES).map(async (load) => (await load()).title));
    await writePage(page, updatePage(existsSync(page) ? readFileSync(page, 'utf8') : '', titles, sections));
  }
  if (isJson) {
    process.stdout.write(`${JSON.stringify({ failed, benches: results })}\n`);
  }
  return failed === 0 ? 0 : 1;
}

async function main(): Promise<number> {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, 'write-docs': { type: 'boolean', default: false } },
    });
  } catch (error) {
    say(`${error instanceof Error ? error.message : String(error)}\n\n${await usage()}`);
    return 2;
  }
  const { values, positionals } = parsed;
  const unknown = positionals.find((name) => !Object.hasOwn(BENCHES, name));
  if (unknown !== undefined) {
    say(`There is no benchmark '${unknown}'.\n\n${await usage()}`);
    return 2;
  }
  try {
    return await runAll(positionals.length > 0 ? positionals : Object.keys(BENCHES), values.json, values['write-docs']);
  } catch (error) {
    if (error instanceof NightjarError) {
      say(`bench: ${error.message}`);
      return 1;
    }
    throw error;
  }
}

process.exitCode = await main();
