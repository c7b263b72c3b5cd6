import { tensor } from '../../onnx/tensor.ts';
import { openSession } from '../../onnx/session.ts';
import { exampleSeries } from '../../features/example-series.ts';
import type { Detector, SeriesGroup } from '../detector.ts';
import { ewma } from '../ewma/ewma.ts';
import { mad } from '../mad/mad.ts';
import { quantile } from '../quantile/quantile.ts';
import { zscore } from '../zscore/zscore.ts';
import type { StreamState } from './arithmetic.ts';

const STEP = 1_800_000;
const DAY = 48;

const { labels, times, values: clean } = exampleSeries('example', 18, STEP, 1);
/** Sixteen days that train; then spikes, a gap, an infinite value and a point that comes late. */
const values = clean.map((value, i) =>
  i > 16 * DAY && i % 11 === 0 ? value * 2 : i >= 17 * DAY && i < 17 * DAY + 6 ? 10 * value : value
);
values[16 * DAY + 3] = Number.NaN;
values[16 * DAY + 4] = Number.POSITIVE_INFINITY;
times[16 * DAY + 7] = times[16 * DAY + 5];
const part = (from: number, to?: number): SeriesGroup => ({
  step: STEP,
  series: [{ labels, times: times.slice(from, to), values: values.slice(from, to) }],
});

const cases: [string, Detector, object][] = [zscore, mad, ewma, quantile].flatMap(
  (detector): [string, Detector, object][] =>
    (['auto', 'none', 'week'] as const).map((season) => [
      `${detector.id}, season ${season}`,
      detector as Detector,
      { season },
    ])
);

it.each(cases)('the exported file of %s runs on from its state as the product does', async (_, detector, given) => {
  const [model] = await detector.fit([part(0, 16 * DAY)], detector.schema.parse(given), 1);
  const window = part(16 * DAY);
  const [{ series, state }] = await detector.score([model], [null], [window]);
  const [{ cells, table }] = model.state as unknown as StreamState[];
  const session = await openSession(detector.toOnnx?.(model) ?? new Uint8Array());
  const n = window.series[0].times.length;
  // In two calls, the second from the state the first left.
  const cut = 20;
  let [stateIn, seasonIn] = [tensor('float64', [cells.length], cells), tensor('float32', [table.length], table)];
  const found: Record<string, number[]> = { score: [], expected: [], lower: [], upper: [] };
  for (const [from, to] of [
    [0, cut],
    [cut, n],
  ]) {
    const out = await session.run({
      time: tensor('int64', [to - from], BigInt64Array.from(window.series[0].times.subarray(from, to), BigInt)),
      value: tensor('float64', [to - from], window.series[0].values.slice(from, to)),
      state: stateIn,
      season: seasonIn,
    });
    Object.entries(found).forEach(([name, list]) => list.push(...(out[name].data as Float64Array)));
    stateIn = tensor('float64', [cells.length], out.state_out.data as Float64Array);
    seasonIn = tensor('float32', [table.length], out.season_out.data as Float32Array);
  }
  await session.dispose();
  for (const name of ['score', 'expected', 'lower', 'upper'] as const) {
    const ours = series[0][name];
    expect(found[name].map(Number.isNaN)).toEqual(Array.from(ours, Number.isNaN));
    found[name].forEach((value, i) =>
      expect(Number.isNaN(value) || Math.abs(value - ours[i]) <= 1e-9 * Math.abs(ours[i])).toBe(true)
    );
  }
  expect(found.score.some((score) => score > 0.7)).toBe(true);
  const [after] = state as unknown as StreamState[];
  stateIn.data.forEach((cell, i) => expect(Math.abs(cell - after.cells[i])).toBeLessThanOrEqual(1e-9 * Math.abs(cell)));
});
