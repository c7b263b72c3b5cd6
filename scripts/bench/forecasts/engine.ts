import { statSync } from 'node:fs';
import { join } from 'node:path';
import { memory, openEvaluator, OWNER, seconds } from '../monitors/open-evaluator.ts';

/*
 * One process that foretells the series of monitors of 100 series each, once, as an hour has it: Prometheus's replies over HTTP, a store on the disk, workers, all as in the
 * engine. Arguments: address of Prometheus, data folder, monitors, step, training window, horizon. Says what it took as JSON on stdout.
 */
const [url, folder, monitors, step, window, horizon] = process.argv.slice(2);
const NOW = Date.UTC(2026, 0, 5, 12) + 30_000;

const { store, evaluator, failures, watch, close } = openEvaluator(url, folder, () => NOW);
const make = (group: number): Promise<void> =>
  watch({
    name: `group ${group}`,
    queries: [{ expr: `watched_requests{group="${group}"}` }],
    step,
    training: { window },
    forecast: { horizon, limit: { value: 260 } },
  });

// Workers, code and compiler are warm before it counts.
await make(0);
await evaluator.settle();
const [before, started] = [seconds(), performance.now()];
for (let group = 1; group <= Number(monitors); group++) {
  await make(group);
}
await evaluator.settle();
const took = { seconds: seconds() - before, wall: (performance.now() - started) / 1_000 };
const statuses = await store.monitors.listMonitorStatuses(OWNER);
const series = statuses.reduce((sum, { status }) => sum + Number(status.series), 0);
const bytes = statuses.reduce((sum, { resultBytes }) => sum + resultBytes, 0);
const file = statSync(join(folder, 'nightjar.db')).size + statSync(join(folder, 'nightjar.db-wal')).size;
const figures = {
  ...took,
  series: series - 100,
  bytesASeries: bytes / series,
  storeMiB: file / 2 ** 20,
  rssMiB: memory('VmRSS'),
  peakMiB: memory('VmHWM'),
  failures,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
await close();
