import { EXAMPLE_NOISE, exampleSeries } from '../../features/example-series.ts';
import { Graph } from '../../onnx/graph.ts';
import type { Value } from '../../onnx/graph.ts';
import { checkModel } from '../../onnx/imports/check-model.ts';
import { exampleFile, simpleGraph } from '../../onnx/imports/example-files.ts';
import { holdBytes } from '../../onnx/imports/held-models.ts';
import type { TrialReport } from '../../onnx/imports/trial-plan.ts';
import { writeModel } from '../../onnx/write-model.ts';
import type { Series } from '../../series/series.ts';
import type { Scored, SeriesGroup } from '../detector.ts';
import { declarationSchema } from './declaration.ts';
import type { RunPlan } from './declaration.ts';
import { onnxModel } from './onnx-model.ts';
import { checkTrial, planRun } from './plan.ts';

const STEP = 300_000;
const TRAINING = 4 * 288;
const SPIKE = TRAINING + 100;

/** `rows` is the shape of the input behind its first dimension, `n`. */
function fileOf(
  rows: readonly number[],
  body: (graph: Graph, x: Value) => Value,
  n: number | string = 'n'
): Uint8Array {
  const graph = new Graph('own');
  graph.output('y', body(graph, graph.input('x', 'float32', [n, ...rows])));
  return writeModel(graph);
}

function planOf(file: Uint8Array, declaration: object): RunPlan {
  const name = 'own';
  return planRun(checkModel(file), { hash: holdBytes(file).hash, name }, declarationSchema.parse(declaration));
}

const made = (() => {
  const series = exampleSeries('m', 5, STEP, 4);
  series.values[SPIKE] += 30 * EXAMPLE_NOISE;
  return series;
})();
const part = ({ labels, times, values }: Series, from: number): SeriesGroup => ({
  step: STEP,
  series: [{ labels, times: times.slice(from), values: values.slice(from) }],
});

/** Scores from the training part on, and the point before the first of them. */
async function scoredBy(file: Uint8Array, declaration: object): Promise<{ scored: Scored; back: number }> {
  const settings = onnxModel.schema.parse({ plan: planOf(file, declaration), step: STEP });
  const back = onnxModel.lookback(settings);
  const { labels, times, values } = made;
  const training = { labels, times: times.slice(0, TRAINING), values: values.slice(0, TRAINING) };
  const [model] = await onnxModel.fit([{ step: STEP, series: [training] }], settings, 1);
  const [{ series }] = await onnxModel.score([model], [null], [part(made, TRAINING - back)]);
  return { scored: series[0], back };
}

const ints = (graph: Graph, ...values: number[]) => graph.constant('int64', values);
/** The last number of each row. */
const last = (graph: Graph, x: Value, width: number) =>
  graph.op('Slice', [x, ints(graph, width - 1), ints(graph, width), ints(graph, 1)]);
const mean = (graph: Graph, x: Value) => graph.op('ReduceMean', [x, ints(graph, 1)], { keepdims: 1 });
/** How far the last number of a row is from the row's mean. */
const apart = (graph: Graph, x: Value) => graph.op('Abs', [graph.op('Sub', [last(graph, x, 12), mean(graph, x)])]);

describe('a declared model', () => {
  it.each<[string, Uint8Array, object]>([
    ['raw', fileOf([12], apart), { scaling: 'standard', meaning: 'raw' }],
    ['decision', fileOf([12], (g, x) => g.op('Neg', [apart(g, x)])), { scaling: 'robust', meaning: 'decision' }],
    ['prediction', fileOf([12], mean), { scaling: 'robust', meaning: 'prediction' }],
    [
      'reconstruction',
      fileOf([12], (g, x) => g.op('Mul', [x, g.constant('float32', 0)])),
      { scaling: 'robust', meaning: 'reconstruction' },
    ],
    [
      'features',
      fileOf([2], (g, x) => g.op('Abs', [last(g, x, 2)])),
      { scaling: 'robust', features: 'value, difference(value, 1)' },
    ],
    [
      'windows of features',
      fileOf([3, 2], (g, x) => {
        const flat = g.op('Reshape', [x, ints(g, 0, -1)]);
        return g.op('Abs', [last(g, flat, 6)]);
      }),
      { scaling: 'robust', features: 'value, difference(value, 5m)' },
    ],
    ['one row at a time', fileOf([12], apart, 1), { scaling: 'standard' }],
  ])('finds the spike by %s, and nothing before it', async (_, file, declaration) => {
    const { scored, back } = await scoredBy(file, declaration);
    const score = scored.score.slice(back);
    expect(score[SPIKE - TRAINING]).toBeGreaterThanOrEqual(0.8);
    expect(Math.max(...score.slice(0, SPIKE - TRAINING))).toBeLessThan(0.7);
    expect(score.slice(0, SPIKE - TRAINING).some(Number.isNaN)).toBe(false);
  });

  it('gives its own scores where it says so, held within 0 to 1', async () => {
    const { scored } = await scoredBy(
      fileOf([1], (g, x) => g.op('Div', [x, g.constant('float32', 200)])),
      { meaning: 'score' }
    );
    const given = made.values.slice(TRAINING).map((value) => Math.max(0, Math.min(1, value / 200)));
    given.forEach((value, i) => expect(scored.score[i]).toBeCloseTo(value, 6));
  });

  it('says what it expects: the prediction, in the unit of the series', async () => {
    const { scored, back } = await scoredBy(fileOf([12], mean), { scaling: 'robust', meaning: 'prediction' });
    const at = SPIKE - TRAINING;
    const window = made.values.slice(SPIKE - 12, SPIKE);
    expect(scored.expected[back + at]).toBeCloseTo(window.reduce((sum, value) => sum + value, 0) / 12, 2);
    expect(scored.upper[back + at]).toBeGreaterThan(scored.expected[back + at]);
  });

  it('is not to be had by its name alone', async () => {
    expect(() => onnxModel.lookback(onnxModel.schema.parse({ model: 'somebody' }))).toThrow(
      /upload it on the Models page/
    );
  });
});

describe('a trial is refused', () => {
  const plan = planOf(exampleFile(simpleGraph()), { meaning: 'reconstruction' });
  const fine: TrialReport = {
    dims: [64, 4],
    type: 'float32',
    runMs: 1,
    finite: 256,
    missing: 0,
    infinite: 0,
    dependence: 0,
  };

  it('unless all is well', () => {
    expect(() => checkTrial(plan, fine)).not.toThrow();
  });

  it.each<[string, Partial<TrialReport>, RegExp]>([
    ['another shape', { dims: [64] }, /needs 4 numbers a window/],
    ['turned round', { dims: [4, 64] }, /has shape \[4, 64\]/],
    ['whole numbers', { type: 'int64' }, /holds int64/],
    ['infinite numbers', { infinite: 1 }, /not finite/],
    ['no number at all', { finite: 0, missing: 256 }, /not finite/],
    ['rows that depend on others', { dependence: 0.5 }, /when others stand beside it/],
    ['slowness', { runMs: 60_000 }, /60000 ms for 64 windows/],
  ])('for %s', (_, change, sentence) => {
    expect(() => checkTrial(plan, { ...fine, ...change })).toThrow(sentence);
  });
});
