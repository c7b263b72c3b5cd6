import type { SeasonProfile } from '../features/season-profile.ts';
import { LARGEST_SCALED } from '../features/window-rows.ts';
import type { WindowColumn } from '../features/window-rows.ts';
import { Graph } from '../onnx/graph.ts';
import type { Value } from '../onnx/graph.ts';
import type { Calibration } from './calibration.ts';

/** ONNX's numbers of element types, for Cast. */
export const FLOAT = 1;
export const INT64 = 7;
export const DOUBLE = 11;

export function double(graph: Graph, values: number | ArrayLike<number>, dims?: readonly number[]): Value {
  return graph.constant('float64', values, dims);
}

/** The calibration of ./calibration.ts as a graph: pieces of lines, then a hyperbola. `raw` is float64 of any shape; so is the score. */
export function calibratedScore(graph: Graph, { raw: knots, scores }: Calibration, raw: Value): Value {
  const lastRaw = knots[knots.length - 1];
  const lastScore = scores[scores.length - 1];
  const slope = (lastScore - (scores.at(-2) ?? 0)) / (lastRaw - (knots.at(-2) ?? 0));
  const room = 1 - lastScore;
  const beyond = graph.op('Mul', [graph.op('Sub', [raw, double(graph, lastRaw)]), double(graph, slope)]);
  let score = graph.op('Sub', [
    double(graph, 1),
    graph.op('Div', [double(graph, room * room), graph.op('Add', [beyond, double(graph, room)])]),
  ]);
  for (let i = knots.length - 1; i >= 0; i--) {
    const [fromRaw, fromScore] = i > 0 ? [knots[i - 1], scores[i - 1]] : [0, 0];
    const rise = double(graph, (scores[i] - fromScore) / (knots[i] - fromRaw));
    const along = graph.op('Mul', [graph.op('Sub', [raw, double(graph, fromRaw)]), rise]);
    const line = graph.op('Add', [along, double(graph, fromScore)]);
    score = graph.op('Where', [graph.op('Less', [raw, double(graph, knots[i])]), line, score]);
  }
  return score;
}

/**
 * `seasonAt` (../features/season-profile.ts) as a graph: the season at each point of windows of `length` points `step` ms apart that end at
 * `time` (int64 [n], ms): float64 [n, length], or one number where there is no season.
 */
export function seasonOfWindow(
  graph: Graph,
  { period, slots }: SeasonProfile,
  time: Value,
  length: number,
  step: number
): Value {
  if (period === 0) {
    return double(graph, slots);
  }
  const back = Array.from({ length }, (_, i) => (length - 1 - i) * step);
  const newest = graph.op('Unsqueeze', [graph.op('Cast', [time], { to: DOUBLE }), graph.constant('int64', [1])]);
  const times = graph.op('Sub', [newest, double(graph, back, [1, length])]);
  const phase = graph.op('Mod', [times, double(graph, period)], { fmod: 1 });
  const position = graph.op('Sub', [
    graph.op('Div', [phase, double(graph, period / slots.length)]),
    double(graph, 0.5),
  ]);
  const below = graph.op('Floor', [position]);
  const index = graph.op('Cast', [below], { to: INT64 });
  const count = graph.constant('int64', slots.length);
  const slotAt = (offset: number) => {
    const wrapped = graph.op('Mod', [graph.op('Add', [index, graph.constant('int64', offset)]), count]);
    return graph.op('Gather', [double(graph, slots), wrapped], { axis: 0 });
  };
  const from = slotAt(slots.length);
  const fraction = graph.op('Sub', [position, below]);
  return graph.op('Add', [from, graph.op('Mul', [graph.op('Sub', [slotAt(1), from]), fraction])]);
}

/** Whether any value of a row is NaN: bool [n, 1], from float64 [n, ...]. */
export function anyMissing(graph: Graph, input: Value): Value {
  const flat = graph.op('Reshape', [input, graph.constant('int64', [0, -1])]);
  const marks = graph.op('Cast', [graph.op('IsNaN', [flat])], { to: FLOAT });
  return graph.op('Greater', [
    graph.op('ReduceMax', [marks, graph.constant('int64', [1])]),
    graph.constant('float32', 0),
  ]);
}

/** Declares outputs float32 [n] of float64 [n, 1], NaN where `missing` (bool [n, 1]) holds. */
export function knownOutputs(graph: Graph, missing: Value, values: Readonly<Record<string, Value>>): void {
  for (const [name, value] of Object.entries(values)) {
    const known = graph.op('Where', [missing, double(graph, Number.NaN), value]);
    const flat = graph.op('Reshape', [known, graph.constant('int64', [-1])], {}, { dtype: 'float64', shape: ['n'] });
    graph.output(name, graph.op('Cast', [flat], { to: FLOAT }));
  }
}

/** A graph from raw windows to scaled rows, for detectors of windows (../features/window-rows.ts). */
export interface WindowGraph {
  readonly graph: Graph;
  /** Scaled rows, float32 [n, window x series], as `windowRows` makes them of windows without gaps. */
  readonly rows: Value;
  /** The input of that name: int64 [n], ms since the epoch of each window's newest value. */
  readonly time: Value;
  /** Declares the outputs `score` (calibrated) and `raw`, float32 [n], NaN where a value of the window is missing. `raw`: float64 [n, 1]. */
  finish(calibration: Calibration, raw: Value): void;
}

/**
 * Inputs: `window`, float64 [n, window, series], raw values, oldest first; `time`, int64 [n], ms since the epoch of the newest. Arithmetic is
 * float64 up to the scaled rows, as in Nightjar.
 */
export function windowGraph(name: string, columns: readonly WindowColumn[], window: number, step: number): WindowGraph {
  const graph = new Graph(name);
  const input = graph.input('window', 'float64', ['n', window, columns.length]);
  const time = graph.input('time', 'int64', ['n']);
  const ints = (...values: number[]) => graph.constant('int64', values);
  const parts = columns.map((column, s) => {
    const values = graph.op('Squeeze', [graph.op('Slice', [input, ints(s), ints(s + 1), ints(2)]), ints(2)]);
    const residuals = graph.op('Sub', [values, seasonOfWindow(graph, column, time, window, step)]);
    return graph.op('Div', [graph.op('Sub', [residuals, double(graph, column.center)]), double(graph, column.scale)]);
  });
  const all = parts.length > 1 ? graph.op('Concat', parts, { axis: 1 }) : parts[0];
  const held = graph.op('Clip', [all, double(graph, -LARGEST_SCALED), double(graph, LARGEST_SCALED)]);
  const missing = anyMissing(graph, input);
  return {
    graph,
    rows: graph.op('Cast', [held], { to: FLOAT }),
    time,
    finish(calibration, raw) {
      knownOutputs(graph, missing, { score: calibratedScore(graph, calibration, raw), raw });
    },
  };
}
