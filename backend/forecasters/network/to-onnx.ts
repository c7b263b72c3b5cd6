import { NightjarError } from '../../errors.ts';
import { Graph } from '../../onnx/graph.ts';
import type { Value } from '../../onnx/graph.ts';
import { frozen } from '../../onnx/training/predict.ts';
import { writeModel } from '../../onnx/write-model.ts';
import { turnedBack, turnedValues } from '../ridge/to-onnx.ts';
import type { NetworkDesign } from './design.ts';
import { forecastNet } from './net.ts';
import type { NetworkParameters } from './predict-network.ts';
import { baseIndex, CLOCKS, FARTHEST, FLAT } from './windows.ts';
import type { SeriesScale } from './windows.ts';

/** ONNX's numbers of float32 and float64, for Cast. */
const FLOAT = 1;
const DOUBLE = 11;

/**
 * The networks as they forecast one of their series, as one ONNX file: `values` float64 [n, lags], newest known values, oldest first, in the series' unit; `time` int64 [n], what
 * its clock shows at the newest, as ms that count like UTC's since the epoch. `mean` float64 [n, ahead]: the steps after them. A missing value makes all its steps NaN.
 *
 * @throws NightjarError `bad-request` for a series that none was trained on.
 */
export function networkToOnnx(
  parameters: NetworkParameters | null,
  metadata: Readonly<Record<string, string>>
): Uint8Array {
  if (!parameters) {
    throw new NightjarError(
      'bad-request',
      'This forecaster has seen too few different values to be exported: train it on a longer window.'
    );
  }
  const { design, networks, scale } = parameters;
  const { lags, around, ahead } = design;
  const graph = new Graph('network-forecast');
  const number = (value: number) => graph.constant('float64', value);
  const mean = (value: Value) => graph.op('ReduceMean', [value, graph.constant('int64', [1])], { keepdims: 1 });
  const values = graph.input('values', 'float64', ['n', lags]);
  const time = graph.input('time', 'int64', ['n']);
  const turned = turnedValues(graph, scale.transform, values);
  const ints = (value: number) => graph.constant('int64', [value]);
  const level = mean(graph.op('Slice', [turned, ints(lags - around), ints(lags), ints(1)]));
  const about = graph.op('Sub', [turned, level]);
  const width = graph.op('Add', [mean(graph.op('Abs', [about])), number(FLAT * scale.spread)]);
  const input = graph.op(
    'Concat',
    [
      graph.op('Clip', [graph.op('Div', [about, width]), number(-FARTHEST), number(FARTHEST)]),
      ...clockColumns(graph, time, design),
      // A column of equal numbers for as many rows as there are.
      graph.op('Add', [graph.op('Mul', [level, number(0)]), number(scale.period === design.season ? 1 : 0)]),
      graph.op('Log', [graph.op('Div', [width, number(scale.spread)])]),
    ],
    { axis: 1 }
  );
  const single = graph.op('Cast', [input], { to: FLOAT });
  const net = forecastNet(design);
  const said = networks.map((network) => graph.op('Cast', [frozen(graph, net, network, single).y], { to: DOUBLE }));
  const sum = said.reduce((total, one) => graph.op('Add', [total, one]));
  const differences = graph.op('Mul', [graph.op('Div', [sum, number(networks.length)]), width]);
  const bases = Array.from({ length: ahead }, (_, h) => baseIndex(lags, h, scale.period));
  const before = graph.op('Gather', [turned, graph.constant('int64', bases)], { axis: 1 });
  const forecast = finished(graph, graph.op('Add', [before, differences]), scale);
  graph.output('mean', graph.op('Where', [graph.op('IsNaN', [level]), number(Number.NaN), forecast]));
  return writeModel(graph, { ...metadata, lags: String(lags), ahead: String(ahead), step: String(design.step) });
}

/** The waves that tell the time, each float64 [n, 1]. */
function clockColumns(graph: Graph, time: Value, { step }: NetworkDesign): Value[] {
  const column = graph.op('Unsqueeze', [graph.op('Cast', [time], { to: DOUBLE }), graph.constant('int64', [1])]);
  return CLOCKS.flatMap((clock) => {
    const phase = graph.op('Mod', [column, graph.constant('float64', clock)], { fmod: 1 });
    const angle = graph.op('Mul', [phase, graph.constant('float64', (2 * Math.PI) / clock)]);
    const told = graph.constant('float64', clock >= 2 * step ? 1 : 0);
    return [graph.op('Mul', [graph.op('Sin', [angle]), told]), graph.op('Mul', [graph.op('Cos', [angle]), told])];
  });
}

/** Turned values back in the series' unit, within what it can be. */
function finished(graph: Graph, course: Value, { transform, floor, ceiling }: SeriesScale): Value {
  const number = (value: number) => graph.constant('float64', value);
  const kept = graph.op('Min', [graph.op('Max', [course, number(transform.low)]), number(transform.high)]);
  let mean = turnedBack(graph, transform, graph.op('Add', [kept, number(transform.centre)]));
  mean = Number.isFinite(floor) ? graph.op('Max', [mean, number(floor)]) : mean;
  return Number.isFinite(ceiling) ? graph.op('Min', [mean, number(ceiling)]) : mean;
}
