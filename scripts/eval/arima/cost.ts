import { collectGarbage } from '../../../backend/collect-garbage.ts';
import { arima } from '../../../backend/forecasters/arima/arima.ts';
import { UTC_CALENDAR } from '../../../backend/forecasters/calendar.ts';
import type { Past } from '../../../backend/forecasters/forecaster.ts';
import { randomFrom } from '../random.ts';

/** What something takes: the median of its calls. */
export interface Cost {
  readonly what: string;
  readonly ms: number;
  readonly megabytes: number;
}

const CALLS = 9;
const HORIZON = 100;

function exampleOf(points: number): Past {
  const random = randomFrom(3);
  let level = 100;
  let change = 0;
  const values = Float64Array.from({ length: points }, () => {
    change = 0.6 * change + random.normal();
    level += change;
    return level + random.normal();
  });
  return {
    step: 60_000,
    start: 0,
    values,
    measured: new Uint8Array(points).fill(1),
    periods: [],
    floor: Number.NEGATIVE_INFINITY,
    ceiling: Number.POSITIVE_INFINITY,
    calendar: UTC_CALENDAR,
    exogenous: [],
  };
}

const median = (values: number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

function taken(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}

async function costOf(what: string, call: () => Promise<unknown>): Promise<Cost> {
  const times: number[] = [];
  const bytes: number[] = [];
  for (let round = 0; round < CALLS; round++) {
    collectGarbage('major');
    const before = taken();
    const began = performance.now();
    await call();
    times.push(performance.now() - began);
    bytes.push(Math.max(0, taken() - before));
  }
  return { what, ms: median(times), megabytes: median(bytes) / 2 ** 20 };
}

/** What 100 points of a forecast cost: with the model at hand, with a given order fitted first, and with the order looked for. */
export async function measureCost(): Promise<Cost[]> {
  const past = exampleOf(1_000);
  const found = arima.schema.parse({ seasonality: 'none' });
  const given = arima.schema.parse({ seasonality: 'none', order: '1,1,1' });
  const models = await arima.fit([past], given, 1);
  return [
    await costOf('100 points predicted', () => arima.predict(models, [past], HORIZON, given)),
    await costOf('fitted at (1,1,1), 100 points predicted', async () =>
      arima.predict(await arima.fit([past], given, 1), [past], HORIZON, given)
    ),
    await costOf('order looked for, fitted, 100 points predicted', async () =>
      arima.predict(await arima.fit([past], found, 1), [past], HORIZON, found)
    ),
  ];
}
