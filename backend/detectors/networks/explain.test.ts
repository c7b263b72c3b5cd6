import { exampleSeries } from '../../features/example-series.ts';
import { seededRandom } from '../../features/random.ts';
import { sessions } from '../../onnx/session-cache.ts';
import { inputGradients } from '../../onnx/training/input-gradients.ts';
import type { Target } from '../../onnx/training/input-gradients.ts';
import { autoencoderKind } from '../autoencoder/kind.ts';
import type { Detector, FittedModel, SeriesGroup } from '../detector.ts';
import { DETECTORS } from '../index.ts';
import { neuralKind } from '../neural/kind.ts';
import { DOUBLE, FLOAT } from '../scoring-graph.ts';
import { vaeKind } from '../vae/kind.ts';
import { attributionOf, rawOf } from './explain.ts';
import type { NetworkKind } from './kind.ts';
import { parametersOf } from './model.ts';
import { rowsOf } from './rows.ts';

const STEP = 900_000;
const DAY = 96;
const CASES = [
  { name: 'autoencoder', kind: autoencoderKind, settings: {}, series: 1 },
  { name: 'joint autoencoder', kind: autoencoderKind, settings: { joint: true, window: 12 }, series: 3 },
  { name: 'vae', kind: vaeKind, settings: { score: 'both' }, series: 1 },
  { name: 'joint vae', kind: vaeKind, settings: { joint: true, score: 'both', window: 12 }, series: 3 },
  { name: 'neural', kind: neuralKind, settings: {}, series: 1 },
] as const;

function groupOf(count: number, days: number, change: (value: number, i: number, s: number) => number): SeriesGroup {
  return {
    step: STEP,
    series: Array.from({ length: count }, (_, s) => {
      const { labels, times, values } = exampleSeries(`s${s}`, days, STEP, s + 1);
      return { labels, times, values: values.map((value, i) => change(value, i, s)) };
    }),
  };
}

afterAll(() => sessions.clear());

describe.each(CASES)('explanations of: $name', ({ kind: given, settings: own, series }) => {
  const kind: NetworkKind = given;
  const detector = DETECTORS.find(({ id }) => id === kind.id) as Detector;
  let model: FittedModel;
  beforeAll(async () => {
    const training = groupOf(series, 5, (value) => value);
    [model] = await detector.fit([training], detector.schema.parse(own), 1);
  });

  it('follow the gradient that the engine`s own graph has', async () => {
    const parameters = parametersOf(model);
    const { shape, weights, judge: constants } = parameters;
    const network = kind.network(shape);
    const target: Target = {
      key: 'raw',
      of(graph, outputs, x) {
        const wide = graph.op('Cast', [network.join(graph, outputs)], { to: DOUBLE });
        const raw = kind.judge(shape, constants).graph(graph, graph.op('Cast', [x], { to: DOUBLE }), wide);
        return graph.op('Cast', [raw], { to: FLOAT });
      },
    };
    const width = shape.series * shape.points;
    const random = seededRandom(4);
    const rows = Float32Array.from({ length: 8 * width }, () => 1.9 * (2 * random() - 1));
    const engine = await inputGradients(network.net, weights ?? new Float32Array(0), target, rows);
    for (let k = 0; k < 8; k++) {
      const { value, gradient } = rawOf(kind, parameters)(Float64Array.from(rows.subarray(k * width, (k + 1) * width)));
      expect(Math.abs(value - engine.target[k])).toBeLessThan(1e-4 * Math.max(1, value));
      const largest = Math.max(...gradient.map(Math.abs));
      gradient.forEach((one, i) => {
        expect(Math.abs(one - engine.gradient[k * width + i])).toBeLessThan(1e-4 * Math.max(1, largest));
      });
    }
  });

  it('add up to the raw score less that of a usual course, within a thousandth, however far the point is out', () => {
    const parameters = parametersOf(model);
    for (const size of [3, 40, 1e4, 1e8]) {
      const window = groupOf(series, 6, (value, i, s) => (i >= 5 * DAY && i % 11 === s ? value + size : value));
      const rows = rowsOf(window, parameters.columns, parameters.shape);
      const width = rows.rows.length / rows.count;
      for (let k = 5 * DAY; k < rows.count; k += 19) {
        const row = Float64Array.from(rows.rows.subarray(k * width, (k + 1) * width));
        const { value, baseline, parts } = attributionOf(kind, parameters, row);
        const missing = value - baseline - parts.reduce((sum, part) => sum + part, 0);
        expect(Math.abs(missing)).toBeLessThan(1e-3 * Math.max(1, Math.abs(value - baseline)));
      }
    }
  });

  it('name the newest point, or the series, that was changed', async () => {
    const at = 5 * DAY + 60;
    const window = groupOf(series, 6, (value, i, s) => (i === at && s === series - 1 ? value * 3 : value));
    const [scores] = await detector.score([model], [null], [window]);
    const { summary, facts, contributions } = detector.explain(model, window, scores, series - 1, at);
    const last = window.series[series - 1];
    expect(contributions[0]).toMatchObject({
      name: series > 1 ? expect.stringContaining(`s${series - 1}`) : 'the newest point',
      value: last.values[at],
    });
    expect(contributions[0].share).toBeGreaterThan(0.5);
    expect(summary).toContain(contributions[0].name);
    const fact = (key: string) => facts.find((one) => one.key === key)?.value as number;
    expect(fact('raw')).toBeCloseTo(scores.series[0].evidence.raw[at], 3);
    expect(Math.abs(fact('usualRaw') + fact('attributed') - fact('raw'))).toBeLessThan(1e-3 * Math.max(1, fact('raw')));
    expect(fact('expected')).toBe(scores.series[series - 1].expected[at]);
  });
});
