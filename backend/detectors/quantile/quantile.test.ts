import { seededRandom } from '../../features/random.ts';
import type { Detector, Scored, SeriesGroup } from '../detector.ts';
import { mad } from '../mad/mad.ts';
import { quantile } from './quantile.ts';

const MINUTE = 60_000;
const N = 30_000;

function groupOf(values: Float64Array): SeriesGroup {
  return { step: MINUTE, series: [{ labels: {}, times: Float64Array.from(values, (_, i) => i * MINUTE), values }] };
}

async function run(detector: Detector, values: Float64Array, given: object = {}): Promise<Scored> {
  const settings = detector.schema.parse({ season: 'none', ...given });
  const [fresh] = await detector.fit([groupOf(new Float64Array())], settings, 1);
  return (await detector.score([fresh], [null], [groupOf(values)]))[0].series[0];
}

/** Latencies: never under 50 ms, with a long way up (exponential, mean 20 above). */
function latencies(): Float64Array {
  const random = seededRandom(5);
  return Float64Array.from({ length: N }, () => 50 - 20 * Math.log(1 - random()));
}

it('marks what falls below the steady side, where symmetric limits see nothing', async () => {
  const values = latencies();
  values[N - 10] = 20;
  const ours = await run(quantile, values);
  const symmetric = await run(mad, values);
  expect(ours.score[N - 10]).toBeGreaterThan(0.8);
  expect(symmetric.score[N - 10]).toBeLessThan(0.6);
});

it('knows the exact quantiles of the restless side', async () => {
  const scored = await run(quantile, latencies());
  const rarity = scored.evidence.rarity.subarray(N / 2);
  const values = latencies().subarray(N / 2);
  // A side's point in 2 x 10^k is as rare as one in 10^k of both: it lies where exp(-(x - 50) / 20) is half of 10^-k.
  for (const k of [1, 2]) {
    const edge = 50 + 20 * Math.log(2 * 10 ** k);
    const near = rarity.filter((_, i) => Math.abs(values[i] - edge) < 2);
    const mean = near.reduce((sum, one) => sum + one, 0) / near.length;
    expect(Math.abs(mean - k)).toBeLessThan(0.25);
  }
});

it('draws its band at quantiles: the wanted share lies outside', async () => {
  const values = latencies();
  const { lower, upper } = await run(quantile, values, { bandWidth: 2 });
  let outside = 0;
  for (let i = N / 2; i < N; i++) {
    outside += values[i] > upper[i] || values[i] < lower[i] ? 1 : 0;
  }
  // Two standard deviations of a normal distribution leave 4.55 %.
  expect(outside / (N / 2)).toBeGreaterThan(0.03);
  expect(outside / (N / 2)).toBeLessThan(0.062);
});
