import { Graph } from '../../onnx/graph.ts';
import type { Value } from '../../onnx/graph.ts';
import { writeModel } from '../../onnx/write-model.ts';
import type { Calibration } from '../calibration.ts';
import type { FittedModel } from '../detector.ts';
import { modelMetadata } from '../exported-model.ts';
import { DOUBLE, calibratedScore, double } from '../scoring-graph.ts';
import type { StreamState } from './arithmetic.ts';
import { GraphArithmetic } from './graph-arithmetic.ts';
import { LAST_TIME, POINTS } from './plan.ts';
import type { Plan } from './plan.ts';
import { foretell, judge, learn } from './point.ts';

const BOOL = 9;

/**
 * The stream as one standard ONNX file: state in, state out. Inputs: `time`, int64 [n], ms since the epoch; `value`, float64 [n], in order;
 * `state`, float64 [cells], and `season`, float32 [entries], as the last call left them. Outputs: `score`, `expected`, `lower`, `upper`, float64
 * [n], and `state_out`, `season_out`. A Loop takes the points one after the other. The state after training is in the metadata (`state`,
 * `season`: JSON lists, with null for NaN, and the time before the first point as -Infinity).
 */
export function streamToOnnx(model: FittedModel, plan: Plan, calibration: Calibration, state: StreamState): Uint8Array {
  const { cells, table } = state;
  const graph = new Graph(model.detector.replaceAll('-', '_'));
  const time = graph.input('time', 'int64', ['n']);
  const value = graph.input('value', 'float64', ['n']);
  const stateIn = graph.input('state', 'float64', [cells.length]);
  const seasonIn = graph.input('season', 'float32', [table.length]);
  const count = graph.op('Squeeze', [graph.op('Shape', [value]), graph.constant('int64', [0])]);
  const yes = graph.constant('bool', 1);
  const times = graph.op('Cast', [time], { to: DOUBLE });
  const body = stepGraph(graph, plan, calibration, times, value, cells.length, table.length);
  const scan = { dtype: 'float64', shape: ['n'] } as const;
  const [stateOut, seasonOut, ...columns] = graph.ops('Loop', [count, yes, stateIn, seasonIn], { body }, 6, [
    { dtype: 'float64', shape: [cells.length] },
    { dtype: 'float32', shape: [table.length] },
    scan,
    scan,
    scan,
    scan,
  ]);
  ['score', 'expected', 'lower', 'upper'].forEach((name, i) => graph.output(name, columns[i]));
  graph.output('state_out', stateOut);
  graph.output('season_out', seasonOut);
  const own = { state: jsonOf(cells), season: jsonOf(table) };
  return writeModel(graph, modelMetadata(model, own, calibration, plan.settings));
}

function jsonOf(values: ArrayLike<number>): string {
  const texts = Array.from(values, (value) =>
    Number.isNaN(value) ? 'null' : Number.isFinite(value) ? String(value) : '-1e999'
  );
  return `[${texts.join(',')}]`;
}

/** The body of the loop: point number `i` of `times` and `values`. */
function stepGraph(
  root: Graph,
  plan: Plan,
  calibration: Calibration,
  times: Value,
  values: Value,
  cells: number,
  entries: number
): Graph {
  const graph = root.subgraph('point');
  const i = graph.input('i', 'int64', []);
  const going = graph.input('going', 'bool', []);
  const before = graph.input('state', 'float64', [cells]);
  const seasonBefore = graph.input('season', 'float32', [entries]);
  const sizes = graph.constant('int64', Array<number>(cells).fill(1));
  const own = graph
    .ops('Split', [before, sizes], { axis: 0 }, cells)
    .map((cell) => graph.op('Squeeze', [cell, graph.constant('int64', [0])]));
  const m = new GraphArithmetic(graph, own, seasonBefore, entries);
  const time = graph.op('Gather', [times, i], { axis: 0 });
  const raw = graph.op('Gather', [values, i], { axis: 0 });
  const isLater = m.less(m.get(LAST_TIME), time);
  const points = m.get(POINTS);
  const isTaken = m.and(isLater, m.less(m.abs(raw), Number.POSITIVE_INFINITY));
  const foretold = foretell(m, plan, time);
  const judged = judge(m, plan, foretold, raw);
  learn(m, plan, time, raw, foretold, judged);
  const isScored = m.and(isTaken, m.less(plan.settings.minTrainingSamples - 0.5, points));
  const isForetold = m.and(isLater, m.less(0.5, points));
  const shown = (value: Value) => m.select(isForetold, value, Number.NaN);
  const cell = (value: Value) => graph.op('Unsqueeze', [value, graph.constant('int64', [0])]);
  const after = graph.op('Concat', m.cells.map(cell), { axis: 0 });
  graph.output('going', graph.op('Cast', [going], { to: BOOL }));
  graph.output('state', graph.op('Where', [isTaken, after, before]));
  graph.output('season', graph.op('Where', [isTaken, m.table, seasonBefore]));
  graph.output(
    'score',
    m.select(isScored, calibratedScore(graph, calibration, judged.rarity), double(graph, Number.NaN))
  );
  graph.output('expected', shown(foretold.expected));
  graph.output('lower', shown(foretold.lower));
  graph.output('upper', shown(foretold.upper));
  return graph;
}
