import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { memory, openEvaluator, OWNER, seconds } from './open-evaluator.ts';

/*
 * One process that evaluates 100 monitors of 100 series each, minute by minute of a clock of its own: Prometheus's replies over HTTP, a store on the
 * disk, workers, all as in the engine. Arguments: detector, address of Prometheus, data folder, minutes. Says what it took as JSON on stdout.
 */
const [detector, url, folder, minutesText] = process.argv.slice(2);
const MINUTE_MS = 60_000;
const MONITORS = 100;
const START = Date.UTC(2026, 0, 5, 12);

let clock = START;
const { store, evaluator, failures, watch, close } = openEvaluator(url, folder, () => clock);
for (let group = 0; group < MONITORS; group++) {
  await watch({
    name: `group ${group}`,
    queries: [{ expr: `watched_requests{group="${group}"}` }],
    detector,
    step: '1m',
    every: '1m',
    training: { window: '6h' },
  });
}
await evaluator.settle();
const cold = { seconds: seconds(), peakMiB: memory('VmHWM') };
const begun = await store.monitors.listMonitorStatuses(OWNER);
const coldMs = begun
  .flatMap(({ status }) => status.costs as readonly { milliseconds: number }[])
  .reduce((sum, { milliseconds }) => sum + milliseconds, 0);
const minutes = Number(minutesText);
const perMinute: number[] = [];
const walls: number[] = [];
for (let minute = 0; minute < minutes; minute++) {
  clock += MINUTE_MS;
  const [before, started] = [seconds(), performance.now()];
  await evaluator.settle();
  perMinute.push(seconds() - before);
  walls.push((performance.now() - started) / 1_000);
}
const states = await store.monitors.loadMonitorStates([...evaluator.entries.keys()].slice(0, 1));
const rssMiB = memory('VmRSS');
const statuses = await store.monitors.listMonitorStatuses(OWNER);
const behind = statuses.filter(({ evaluatedTo }) => evaluatedTo === null || clock - evaluatedTo > 2 * MINUTE_MS).length;
const series = statuses.reduce((sum, { status }) => sum + Number(status.series), 0);
const file = statSync(join(folder, 'nightjar.db')).size + statSync(join(folder, 'nightjar.db-wal')).size;
const costs = statuses.flatMap(({ status }) => status.costs as readonly { at: number; milliseconds: number }[]);
const scoringMs = costs.reduce((sum, { milliseconds }) => sum + milliseconds, 0) - coldMs;
const figures = {
  scoringMs,
  detector,
  series,
  cold,
  perMinute,
  walls,
  rssMiB,
  peakMiB: memory('VmHWM'),
  stateBytes: states[0]?.snapshot?.byteLength ?? 0,
  storeMiB: file / 2 ** 20,
  behind,
  failures,
};
process.stdout.write(`${JSON.stringify(figures)}\n`);
if (process.stdout.writableNeedDrain) {
  await once(process.stdout, 'drain');
}
await close();
