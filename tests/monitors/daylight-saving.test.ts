import { SEVERITY_THRESHOLDS } from '../../contract/severity.ts';
import { DETECTORS } from '../../backend/detectors/index.ts';
import type { Detector, FittedModel, SeriesGroup } from '../../backend/detectors/detector.ts';
import { seededRandom } from '../../backend/features/random.ts';
import { ZoneClock } from '../../backend/series/wall-clock.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STEP = 600_000;

// Windows are searched on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

/** What a service does that people use from nine to five on weekdays by the clocks of a zone. */
function businessHours(zone: string, from: number, to: number, isKnown: boolean): SeriesGroup {
  const clock = new ZoneClock(zone);
  const random = seededRandom(3);
  const times = Float64Array.from({ length: (to - from) / STEP }, (_, i) => from + i * STEP);
  const values = times.map((time) => {
    const local = new Date(clock.at(time));
    const hour = local.getUTCHours();
    const isOpen = hour >= 9 && hour < 17 && local.getUTCDay() % 6 !== 0;
    return (isOpen ? 100 : 20) + 2 * (random() + random() - 1);
  });
  const series = { labels: { service: 'desk' }, times, values };
  return { step: STEP, series: [isKnown ? clock.onto(series) : series] };
}

function part({ step, series: [one] }: SeriesGroup, from: number, to: number): SeriesGroup {
  const inside = one.times.map((time) => Number(time >= from && time < to));
  const [first, end] = [inside.indexOf(1), inside.lastIndexOf(1) + 1];
  const clock = one.clock && { ...one.clock, times: one.clock.times.slice(first, end) };
  return {
    step,
    series: [{ ...one, times: one.times.slice(first, end), values: one.values.slice(first, end), clock }],
  };
}

/** Marks in the week after clocks are put, by models fitted on four weeks before. */
async function marks(detector: Detector, zone: string, change: number, isKnown: boolean): Promise<number> {
  const settings = detector.schema.parse({});
  const all = businessHours(zone, change - 28 * DAY, change + 7 * DAY, isKnown);
  const [model]: FittedModel[] = await detector.fit([part(all, 0, change)], settings, 1);
  const lookback = detector.lookback(settings);
  const window = part(all, change - lookback * STEP, change + 7 * DAY);
  const [{ series }] = await detector.score([model], [null], [window]);
  return series[0].score.subarray(lookback).filter((score) => score >= SEVERITY_THRESHOLDS.medium).length;
}

const CHANGES = [
  ['Europe/Berlin', '2026-03-29T00:00:00Z'],
  ['Europe/Berlin', '2026-10-25T00:00:00Z'],
  ['America/New_York', '2026-03-08T00:00:00Z'],
  ['America/New_York', '2026-11-01T00:00:00Z'],
] as const;

describe.each(['seasonal', 'zscore', 'mad', 'ewma', 'quantile', 'isolation-forest', 'kmeans'])('%s', (id) => {
  const detector = DETECTORS.find((one) => one.id === id) ?? DETECTORS[0];

  it.each(CHANGES)('marks nothing where clocks are put in %s at %s', async (zone, change) => {
    expect(await marks(detector, zone, Date.parse(change), true)).toBe(0);
  });
});

it('would mark the hours that moved, were the zone not known', async () => {
  for (const id of ['zscore', 'ewma', 'quantile']) {
    const detector = DETECTORS.find((one) => one.id === id) ?? DETECTORS[0];
    expect(await marks(detector, 'Europe/Berlin', Date.parse('2026-10-25T00:00:00Z'), false)).toBeGreaterThan(0);
  }
});

it('names the zone in explanations', async () => {
  const detector = DETECTORS.find(({ id }) => id === 'zscore') ?? DETECTORS[0];
  const all = businessHours(
    'Europe/Berlin',
    Date.parse('2026-05-04T00:00:00Z'),
    Date.parse('2026-06-01T00:00:00Z'),
    true
  );
  const [model] = await detector.fit([all], detector.schema.parse({}), 1);
  const next = businessHours(
    'Europe/Berlin',
    Date.parse('2026-06-01T00:00:00Z'),
    Date.parse('2026-06-02T00:00:00Z'),
    true
  );
  const [scores] = await detector.score([model], [null], [next]);
  const noon = next.series[0].times.indexOf(Date.parse('2026-06-01T12:00:00Z'));
  expect(detector.explain(model, next, scores, 0, noon).summary).toContain('14:00-15:00 Europe/Berlin');
});
