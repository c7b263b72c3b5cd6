import { NightjarError } from '../../errors.ts';
import { Graph } from '../../onnx/graph.ts';
import type { Value } from '../../onnx/graph.ts';
import { writeModel } from '../../onnx/write-model.ts';
import { baseOf } from './regression.ts';
import { extraCount } from './design.ts';
import type { RidgeModel, RidgePart } from './part.ts';
import type { Transform } from './transform.ts';

/** ONNX's number of float64, for Cast. */
const DOUBLE = 11;

/**
 * A fitted regression as one ONNX file: `values` float64 [n, lags], the newest known values of a series, oldest first, in its unit; where longer seasons take part, also
 * `time` int64 [n], the instant of the newest, ms since the epoch. `mean` float64 [n, ahead]: the steps after them. A missing value makes all its steps NaN.
 *
 * @throws NightjarError `bad-request` for a model without a regression, and for one that takes holidays or other series into account.
 */
export function ridgeToOnnx(model: RidgeModel, metadata: Readonly<Record<string, string>>): Uint8Array {
  if (model.parts.length === 0) {
    throw new NightjarError(
      'bad-request',
      'This forecaster has seen too few different values to be exported: train it on a longer window.'
    );
  }
  if (model.parts.some(({ effects }) => effects.length > 0)) {
    throw new NightjarError(
      'bad-request',
      'This forecaster takes holidays or other series into account, which an exported file has no input for: train it without them.'
    );
  }
  const { design } = model.parts[0];
  const graph = new Graph('ridge-forecast');
  const values = graph.input('values', 'float64', ['n', design.lags]);
  const time = design.waves.length > 0 ? graph.input('time', 'int64', ['n']) : null;
  const number = (value: number) => graph.constant('float64', value);
  const place =
    time &&
    graph.op('Div', [
      graph.op('Sub', [graph.op('Cast', [time], { to: DOUBLE }), number(model.start)]),
      number(model.step),
    ]);
  const courses = model.parts.map((part) => partCourse(graph, part, values, place));
  const sum = courses.reduce((total, course) => graph.op('Add', [total, course]));
  let mean = graph.op('Div', [sum, number(courses.length)]);
  if (Number.isFinite(model.floor)) {
    mean = graph.op('Max', [mean, number(model.floor)]);
  }
  if (Number.isFinite(model.ceiling)) {
    mean = graph.op('Min', [mean, number(model.ceiling)]);
  }
  const isMissing = graph.op('IsNaN', [
    graph.op('ReduceMean', [values, graph.constant('int64', [1])], { keepdims: 1 }),
  ]);
  graph.output('mean', graph.op('Where', [isMissing, number(Number.NaN), mean]));
  return writeModel(graph, {
    ...metadata,
    ahead: String(design.ahead),
    lags: String(design.lags),
    step: String(model.step),
  });
}

/** One part's steps in the series' unit: float64 [n, ahead]. */
function partCourse(graph: Graph, part: RidgePart, values: Value, place: Value | null): Value {
  const { design, transform, weights } = part;
  const { lags, around, ahead } = design;
  const number = (value: number) => graph.constant('float64', value);
  const turned = turnedValues(graph, transform, values);
  const newest = graph.op('Slice', [
    turned,
    graph.constant('int64', [lags - around]),
    graph.constant('int64', [lags]),
    graph.constant('int64', [1]),
  ]);
  const middle = graph.op('ReduceMean', [newest, graph.constant('int64', [1])], { keepdims: 1 });
  // Weights are kept newest value first.
  const oldestFirst = new Float64Array(lags * ahead);
  for (let j = 0; j < lags; j++) {
    oldestFirst.set(weights.subarray(j * ahead, (j + 1) * ahead), (lags - 1 - j) * ahead);
  }
  const ofLags = graph.op('MatMul', [
    graph.op('Sub', [turned, middle]),
    graph.constant('float64', oldestFirst, [lags, ahead]),
  ]);
  const ofExtras = extraSteps(graph, part, place);
  const bases = Array.from({ length: ahead }, (_, h) => baseOf(design, h));
  const before = graph.op('Gather', [turned, graph.constant('int64', bases)], { axis: 1 });
  const course = graph.op('Add', [graph.op('Add', [before, ofLags]), ofExtras]);
  const kept = graph.op('Min', [graph.op('Max', [course, number(transform.low)]), number(transform.high)]);
  return turnedBack(graph, transform, graph.op('Add', [kept, number(transform.centre)]));
}

/** The intercept and the waves of longer seasons: float64 [ahead] or [n, ahead]. */
function extraSteps(graph: Graph, { design, scale, weights }: RidgePart, place: Value | null): Value {
  const { lags, ahead } = design;
  const rowsFrom = (from: number, count: number) =>
    weights.subarray((lags + from) * ahead, (lags + from + count) * ahead).map((weight) => weight * scale);
  const intercept = graph.constant('float64', rowsFrom(0, 1), [1, ahead]);
  if (!place) {
    return intercept;
  }
  const columns: Value[] = [];
  for (const { period, harmonics } of design.waves) {
    const phase = graph.op('Mod', [place, graph.constant('float64', period)], { fmod: 1 });
    for (let k = 1; k <= harmonics; k++) {
      const angle = graph.op('Unsqueeze', [
        graph.op('Mul', [phase, graph.constant('float64', (2 * Math.PI * k) / period)]),
        graph.constant('int64', [1]),
      ]);
      columns.push(graph.op('Sin', [angle]), graph.op('Cos', [angle]));
    }
  }
  const count = extraCount(design) - 1;
  const ofWaves = graph.op('MatMul', [
    graph.op('Concat', columns, { axis: 1 }),
    graph.constant('float64', rowsFrom(1, count), [count, ahead]),
  ]);
  return graph.op('Add', [ofWaves, intercept]);
}

/** `turn` of values in a graph, float64 of any shape. */
export function turnedValues(graph: Graph, { kind, offset, centre, low }: Transform, values: Value): Value {
  const number = (value: number) => graph.constant('float64', value);
  if (kind === 'none') {
    return graph.op('Sub', [values, number(centre)]);
  }
  const shifted = graph.op('Add', [values, number(offset)]);
  const least = kind === 'log' ? Number.MIN_VALUE : 0;
  const raw = graph.op(kind === 'log' ? 'Log' : 'Sqrt', [graph.op('Max', [shifted, number(least)])]);
  const turned = graph.op('Sub', [raw, number(centre)]);
  return kind === 'log' ? graph.op('Max', [turned, number(low)]) : turned;
}

/** `turnBack` of values the centre was put back on, and that were kept within the range. */
export function turnedBack(graph: Graph, { kind, offset }: Transform, raw: Value): Value {
  const number = (value: number) => graph.constant('float64', value);
  switch (kind) {
    case 'log':
      return graph.op('Sub', [graph.op('Exp', [raw]), number(offset)]);
    case 'sqrt': {
      const root = graph.op('Max', [raw, number(0)]);
      return graph.op('Sub', [graph.op('Mul', [root, root]), number(offset)]);
    }
    case 'none':
      return raw;
  }
}
