import { seededRandom } from '../../../features/random.ts';
import { anomalyRiskOf } from './anomaly-risk.ts';
import { comesWithin, riskFeatures } from './risk-features.ts';

const STEP_MS = 300_000;
const DAY = 288;
const HOUR = 12;

function scoresOf(isBad: (i: number) => boolean, count = 7 * DAY) {
  const random = seededRandom(4);
  const times = Float64Array.from({ length: count }, (_, i) => i * STEP_MS);
  return { times, values: times.map((_, i) => (isBad(i) ? 0.9 : 0.3 * random())) };
}

it('says whether an anomaly comes within the horizon, and nothing where that is not known yet', () => {
  expect([...comesWithin(Float64Array.of(0, 0, 1, 0, 0, 0), 2)]).toEqual([1, 1, 0, 0, Number.NaN, Number.NaN]);
});

it('knows nothing of what comes later', () => {
  const scores = scoresOf((i) => i % 100 === 0, 3 * DAY);
  const early = riskFeatures({ times: scores.times.slice(0, 500), values: scores.values.slice(0, 500) }, 0.7, HOUR);
  expect(riskFeatures(scores, 0.7, HOUR).rows.slice(0, 500)).toEqual(early.rows);
});

it('is low where there never was an anomaly, and high where there always are some', () => {
  expect(
    anomalyRiskOf(
      scoresOf(() => false),
      0.7,
      HOUR,
      95
    )?.value
  ).toBeLessThan(0.03);
  expect(
    anomalyRiskOf(
      scoresOf((i) => i % 6 === 0),
      0.7,
      HOUR,
      95
    )?.value
  ).toBeGreaterThan(0.9);
});

it('knows the hour at which things go wrong every day', () => {
  const isBad = (i: number): boolean => i % DAY === 200;
  const before = anomalyRiskOf(scoresOf(isBad, 10 * DAY + 195), 0.7, HOUR, 95);
  const after = anomalyRiskOf(scoresOf(isBad, 10 * DAY + 60), 0.7, HOUR, 95);
  expect(before?.value).toBeGreaterThan(0.7);
  expect(after?.value).toBeLessThan(0.1);
});

it('has bounds around it, wider for a shorter past, and none at all for a very short one', () => {
  const isBad = (i: number): boolean => i % 97 === 0;
  const long = anomalyRiskOf(scoresOf(isBad, 20 * DAY), 0.7, HOUR, 95);
  const short = anomalyRiskOf(scoresOf(isBad, DAY), 0.7, HOUR, 95);
  expect((long?.upper ?? 0) - (long?.lower ?? 0)).toBeLessThan((short?.upper ?? 0) - (short?.lower ?? 0));
  expect(anomalyRiskOf(scoresOf(isBad, 100), 0.7, HOUR, 95)).toBeNull();
});

it('takes missing scores', () => {
  const { times, values } = scoresOf((i) => i % 97 === 0);
  const gappy = { times, values: values.map((value, i) => (i % 5 === 0 || i < 50 ? Number.NaN : value)) };
  expect(anomalyRiskOf(gappy, 0.7, HOUR, 95)?.value).toBeGreaterThan(0);
  expect(anomalyRiskOf({ times, values: values.map(() => Number.NaN) }, 0.7, HOUR, 95)).toBeNull();
});
