import { seededRandom } from '../../features/random.ts';
import type { Detector } from '../detector.ts';
import { Numbers } from '../online-statistics/arithmetic.ts';
import { zscore } from '../zscore/zscore.ts';
import { ewma } from './ewma.ts';
import { controlChart } from './statistic.ts';

const MINUTE = 60_000;

function normals(seed: number): () => number {
  const random = seededRandom(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

it.each([0.1, 0.2, 0.5, 1])(
  'has the control limits of Roberts for independent points: sigma sqrt(smoothing / (2 - smoothing)), smoothing %d',
  (smoothing) => {
    const chart = controlChart(smoothing);
    const m = new Numbers({ cells: new Float64Array(chart.cells), table: new Float32Array(0) });
    const normal = normals(1);
    for (let i = 0; i < 30_000; i++) {
      const share = Math.max(1e-4, 1 / (i + 1));
      chart.learn(m, 0, {
        residual: 7 + 3 * normal(),
        ratio: 1,
        trust: 1,
        centreRate: share,
        spreadRate: share,
        isCentreBounded: i > 8,
        isSpreadBounded: i > 30,
      });
    }
    // The deviation of a point that moves the chart by nothing but smoothing x 3 sigma, from a chart at rest.
    const at = chart.deviation?.(m, 0, 16, 1) ?? 0;
    const resting = chart.deviation?.(m, 0, 7, 1) ?? 0;
    const limit = 3 * Math.sqrt(smoothing / (2 - smoothing));
    expect((at - resting) / ((smoothing * 9) / limit)).toBeCloseTo(1, 1);
  }
);

async function marked(detector: Detector, seed: number, shift: number): Promise<number> {
  const normal = normals(seed);
  const n = 6000;
  const values = Float64Array.from({ length: n }, (_, i) => 100 + normal() + (i >= 5900 && i < 5940 ? shift : 0));
  const times = Float64Array.from(values, (_, i) => i * MINUTE);
  const settings = detector.schema.parse({ season: 'none' });
  const [fresh] = await detector.fit(
    [{ step: MINUTE, series: [{ labels: {}, times: new Float64Array(), values: new Float64Array() }] }],
    settings,
    1
  );
  const [{ series }] = await detector.score(
    [fresh],
    [null],
    [{ step: MINUTE, series: [{ labels: {}, times, values }] }]
  );
  return Math.max(...series[0].score.subarray(5900, 5940));
}

it('sees a small shift that lasts, which no single point shows', async () => {
  let [byChart, byPoint] = [0, 0];
  for (let seed = 1; seed <= 12; seed++) {
    byChart += (await marked(ewma, seed, 1.8)) >= 0.8 ? 1 : 0;
    byPoint += (await marked(zscore, seed, 1.8)) >= 0.8 ? 1 : 0;
  }
  expect(byChart).toBeGreaterThanOrEqual(10);
  expect(byPoint).toBeLessThan(byChart / 2);
});
