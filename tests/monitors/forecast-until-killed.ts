import { WorkerPool } from '../../backend/workers/pool.ts';
import { ForecastBench, HOUR, MINUTE, OWNER, sourceOf } from './forecast-bench.ts';

/*
 * Foretells the series of 10 monitors in a store, ten minutes by ten minutes of a clock of its own; says on stdout what was acknowledged. Arguments: folder, the tick to go
 * on from, the tick to end after (0: only SIGKILL ends it).
 */
const [folder, first, last] = process.argv.slice(2);
const START = Date.UTC(2026, 0, 5, 12) + MINUTE / 2;
const MONITORS = 10;
const TICK = 10 * MINUTE;

const wave = (phase: number) => (time: number) =>
  100 + 10 * Math.sin((2 * Math.PI * time) / (24 * HOUR) + phase) + Math.sin(time / 1e6 + phase) + time / 1e12;
const made = Object.fromEntries(
  Array.from({ length: MONITORS }, (_, i) => [
    `watched_${i}`,
    ['a', 'b'].map((device, k) => ({ labels: { __name__: `watched_${i}`, device }, at: wave(i + k / 2) })),
  ])
);
const pool = new WorkerPool(1, { provider: 'cpu' }, () => undefined);
const bench = new ForecastBench(pool, sourceOf(made), START + Number(first) * TICK, folder);
const known = await bench.store.monitors.listMonitors(OWNER);
known.forEach((row) => bench.evaluator.take(row));
for (let place = known.length; place < MONITORS; place++) {
  await bench.make({
    name: `watched ${place}`,
    queries: [{ expr: `watched_${place}` }],
    step: '10m',
    every: '30m',
    training: { window: '2d' },
    forecast: { forecaster: 'seasonal-naive', horizon: '2h', limit: { value: 112 } },
  });
}
for (let tick = Number(first); last === '0' || tick <= Number(last); tick++) {
  bench.now = START + tick * TICK;
  await bench.pass(0);
  process.stdout.write(`${JSON.stringify({ tick })}\n`);
}
if (bench.failures.length > 0) {
  throw new Error(bench.failures[0]);
}
await bench.close();
await pool.close();
