import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { NightjarError } from '../../../backend/errors.ts';
import { gridOf, stepOf } from '../../../backend/forecasters/preparation/grid.ts';
import { openStore } from '../../../demo/replay/store.ts';
import { replaySource } from '../../../demo/replay/source.ts';
import { DEMO_QUERIES } from '../../../demo/queries.ts';
import { readerOf } from '../../../demo/shop/read-samples.ts';
import { openShop } from '../../../demo/shop/shop.ts';
import { readNab } from '../nab/files.ts';
import { readVusSeries } from '../vus/vus-series.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** A server metric on a regular grid; NaN where nothing was measured. */
export interface Metric {
  readonly name: string;
  readonly start: number;
  /** ms. */
  readonly step: number;
  readonly values: Float64Array;
}

/** How metrics of one step are forecast: from how much history, and how far; ms. */
export const RESOLUTIONS = [
  { name: '1 min', step: MINUTE_MS, history: 3 * DAY_MS, horizon: HOUR_MS },
  { name: '5 min', step: 5 * MINUTE_MS, history: 7 * DAY_MS, horizon: 6 * HOUR_MS },
  { name: '1 h', step: HOUR_MS, history: 28 * DAY_MS, horizon: 48 * HOUR_MS },
] as const;
export type Resolution = (typeof RESOLUTIONS)[number];

export const SOURCES = ['ASD', 'donut', 'NAB', 'demo'] as const;
export type MetricSource = (typeof SOURCES)[number];

/** Every so many of a source's metrics are taken, so that no source takes an hour. */
const STRIDE = { ASD: 2, donut: 1, NAB: 2, demo: 7 } as const satisfies Record<MetricSource, number>;
const START = Date.UTC(2026, 0, 5);
/** Days of the demo, which begins where its own history does. */
const DEMO_DAYS = 21;

/** The metrics of a source at their own step. `data`: a folder with asd, donut-kpi-samples and nab. */
export async function readMetrics(data: string, source: MetricSource): Promise<Metric[]> {
  const all = source === 'demo' ? await demoMetrics() : sharedMetrics(data, source);
  return all.filter((_, i) => i % STRIDE[source] === 0);
}

function sharedMetrics(data: string, source: 'ASD' | 'donut' | 'NAB'): Metric[] {
  if (!existsSync(join(data, 'asd'))) {
    throw new NightjarError(
      'bad-request',
      `There is no folder asd in ${data}; give --data DIR with asd, donut-kpi-samples and nab.`
    );
  }
  if (source === 'NAB') {
    return readNab(join(data, 'nab'))
      .filter(({ name }) => name.startsWith('real'))
      .map(({ name, times, values }) => ({ name, ...gridOf(times, values, stepOf(times)) }));
  }
  const set = source === 'ASD' ? 'ASD per metric' : 'donut';
  return readVusSeries(data)
    .filter((one) => one.set === set)
    .flatMap(({ name, step, columns }) =>
      [...columns.values()].map((values) => ({ name, start: START, step, values }))
    );
}

async function demoMetrics(): Promise<Metric[]> {
  const end = START + DEMO_DAYS * DAY_MS;
  const source = replaySource(openStore(readerOf(openShop({ seed: 1, origin: START })), START, end), 'evaluation');
  const replies = await Promise.all(
    DEMO_QUERIES.map(({ expr }) => source.queryRange({ expr, start: START + HOUR_MS, end, step: MINUTE_MS }))
  );
  return replies.flatMap(({ series }, query) =>
    series.map(({ values }, i) => ({
      name: `${DEMO_QUERIES[query].id} ${i}`,
      start: START + HOUR_MS,
      step: MINUTE_MS,
      values,
    }))
  );
}

/** The metric at a longer step: means of what was measured; null where its own step is longer, or no part of it. */
export function atStep(metric: Metric, step: number): Metric | null {
  const block = step / metric.step;
  if (!Number.isInteger(block)) {
    return null;
  }
  const values = Float64Array.from({ length: Math.floor(metric.values.length / block) }, (_, i) => {
    const part = metric.values.subarray(i * block, (i + 1) * block).filter(Number.isFinite);
    return part.length === 0 ? Number.NaN : part.reduce((a, b) => a + b, 0) / part.length;
  });
  return { ...metric, step, values };
}
