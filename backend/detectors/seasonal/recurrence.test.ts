import { SEVERITY_THRESHOLDS } from '../../../contract/severity.ts';
import { seededRandom } from '../../features/random.ts';
import { seasonal } from './seasonal.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const MONDAY = Date.UTC(2026, 0, 5);
/** The first fault comes after two days, at five in the morning; each lasts ten minutes. */
const FIRST = MONDAY + 2 * DAY + 5 * HOUR;
const LASTS = 10 * MINUTE;
const settings = seasonal.schema.parse({});

/** What the series shows at a time of day (0..1) when nothing is wrong, and what a fault adds. */
const SERIES: Readonly<Record<string, { readonly clean: (phase: number) => number; readonly fault: number }>> = {
  'a series without rhythm': { clean: () => 50, fault: 40 },
  'a series with a daily rhythm': { clean: (phase) => 100 - 30 * Math.cos(2 * Math.PI * phase), fault: 80 },
};
const CASES = Object.entries(SERIES).flatMap(([name, series]) =>
  [15_000, MINUTE].map((step) => [name, step, series] as const)
);

/** The highest score in each of the faults, which begin at the times `at`; the series ends an hour after the last. */
async function scoresOf(
  { clean, fault }: (typeof CASES)[number][2],
  step: number,
  at: readonly number[],
  seed: number
): Promise<number[]> {
  const random = seededRandom(seed);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const times = Float64Array.from({ length: (at[at.length - 1] + HOUR - MONDAY) / step }, (_, i) => MONDAY + i * step);
  const isIn = (time: number, from: number): boolean => time >= from && time < from + LASTS;
  const values = times.map((time) => {
    const extra = at.some((from) => isIn(time, from)) ? fault : 0;
    return clean((time % DAY) / DAY) + extra + 2 * normal();
  });
  const window = { step, series: [{ labels: {}, times, values }] };
  const none = { step, series: [{ labels: {}, times: new Float64Array(), values: new Float64Array() }] };
  const models = await seasonal.fit([none], settings, 1);
  const { score } = (await seasonal.score(models, [null], [window]))[0].series[0];
  return at.map((from) => Math.max(...score.filter((_, i) => isIn(times[i], from))));
}

describe.each(CASES)('%s, %d ms apart', (_name, step, series) => {
  it.each([60, 90, 120])('marks a fault again that comes back after %d minutes', async (minutes) => {
    const scores = await scoresOf(series, step, [FIRST, FIRST + minutes * MINUTE], minutes);
    expect(Math.min(...scores)).toBeGreaterThanOrEqual(SEVERITY_THRESHOLDS.medium);
  });

  it('gets used to what comes every hour', async () => {
    const at = Array.from({ length: 48 }, (_, i) => FIRST + i * HOUR);
    const scores = await scoresOf(series, step, at, 1);
    expect(Math.min(...scores.slice(0, 2))).toBeGreaterThanOrEqual(SEVERITY_THRESHOLDS.medium);
    expect(Math.max(...scores.slice(4))).toBeLessThan(SEVERITY_THRESHOLDS.medium);
  });
});
