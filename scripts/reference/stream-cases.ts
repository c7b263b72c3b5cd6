import type { Detector, SeriesGroup } from '../../backend/detectors/detector.ts';
import type { StreamState } from '../../backend/detectors/online-statistics/arithmetic.ts';
import { exampleSeries } from '../../backend/features/example-series.ts';
import { tensor } from '../../backend/onnx/tensor.ts';
import type { OnnxCase } from './onnx-case.ts';

const STEP = 900_000;
const DAY = 96;
const SCORED = 2 * DAY;

/** Days trained on: two weeks and more have a weekly season. */
const KINDS = [
  { name: 'week', days: 16, settings: {} },
  { name: 'day', days: 4, settings: { season: 'day' } },
  { name: 'no-season', days: 2, settings: { season: 'none' } },
  { name: 'untrained', days: 0, settings: {} },
];

/** The exported file of a streaming statistic against the product, running on from the state after training, over spikes, a new level and gaps. */
export async function streamCases(detector: Detector): Promise<OnnxCase[]> {
  const cases: OnnxCase[] = [];
  for (const { name, days, settings } of KINDS) {
    const { labels, times, values: clean } = exampleSeries('example', days + 2, STEP, 5);
    const from = days * DAY;
    const faulty = (value: number, i: number): number =>
      i % 40 === 0 ? value * (1 + i / 50) : i % 33 === 0 ? Number.NaN : i > 1.4 * DAY ? value + 50 : value;
    const values = clean.map((value, i) => (i > from ? faulty(value, i - from) : value));
    const part = (first: number, end?: number): SeriesGroup => ({
      step: STEP,
      series: [{ labels, times: times.slice(first, end), values: values.slice(first, end) }],
    });
    const [model] = await detector.fit([part(0, from)], detector.schema.parse(settings), 1);
    const window = part(from);
    const [{ series }] = await detector.score([model], [null], [window]);
    const [{ cells, table }] = model.state as unknown as StreamState[];
    const column = (of: Float64Array) => tensor('float64', [SCORED], of);
    cases.push({
      name: `${detector.id}-${name}`,
      model: detector.toOnnx?.(model) ?? new Uint8Array(0),
      inputs: {
        time: tensor('int64', [SCORED], BigInt64Array.from(window.series[0].times, BigInt)),
        value: column(window.series[0].values),
        state: tensor('float64', [cells.length], cells),
        season: tensor('float32', [table.length], table),
      },
      expected: {
        score: column(series[0].score),
        expected: column(series[0].expected),
        lower: column(series[0].lower),
        upper: column(series[0].upper),
      },
    });
  }
  return cases;
}
