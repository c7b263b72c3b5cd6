import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { NightjarError } from '../../../backend/errors.ts';
import { randomFrom } from '../random.ts';

/** A series whose orders are looked for. */
export interface OrderCase {
  readonly name: string;
  readonly values: number[];
  /** Points of the season that orders are of; 1 for none. */
  readonly period: number;
}

const WEEKLY = 30;
/** Every so-manieth of M4's 359 weekly series, and its last values. */
const EVERY = 12;
const NEWEST = 600;
const SEASONAL = 20;
const PERIODS = [4, 7, 12];

function weekly(folder: string): OrderCase[] {
  const file = join(folder, 'weekly-train.csv');
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (cause) {
    throw new NightjarError('bad-request', `${file} cannot be read: name the folder of M4's files with --data.`, {
      cause,
    });
  }
  const lines = text.trim().split('\n').slice(1);
  return Array.from({ length: WEEKLY }, (_, i) => {
    const [name, ...cells] = lines[i * EVERY].split(',').map((cell) => cell.replaceAll('"', '').trim());
    const values = cells.filter((cell) => cell !== '').map(Number);
    return { name: `M4 ${name}`, values: values.slice(-NEWEST), period: 1 };
  });
}

/** A wandering level, a season that is fixed or moves, and noise: how much of each differs from series to series. */
function seasonal(seed: number): OrderCase {
  const random = randomFrom(seed, 40);
  const period = PERIODS[seed % PERIODS.length];
  const n = Math.round(90 + 150 * random.uniform());
  const wander = random.uniform();
  const moving = random.uniform() < 0.5 ? 0 : 0.3 * random.uniform();
  const noise = 0.2 + random.uniform();
  const season = Array.from({ length: period }, () => 3 * random.normal());
  let level = 50;
  const values = Array.from({ length: n }, (_, i) => {
    level += wander * random.normal();
    season[i % period] += moving * random.normal();
    return level + season[i % period] + noise * random.normal();
  });
  return { name: `simulated ${seed}`, values, period };
}

/** Thirty weekly series of M4 (`folder`) without seasonal orders, and twenty simulated ones with seasons of 4, 7 and 12 points. */
export function orderCases(folder: string): OrderCase[] {
  return [...weekly(folder), ...Array.from({ length: SEASONAL }, (_, seed) => seasonal(seed))];
}
