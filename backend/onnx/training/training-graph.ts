import { gradientsOf } from '../gradients/gradients-of.ts';
import { Graph } from '../graph.ts';
import type { Value } from '../graph.ts';
import type { LazyModel } from '../session-cache.ts';
import { writeModel } from '../write-model.ts';
import { parameterCount, stackedShape, unpack } from './net.ts';
import type { Net, Stack } from './net.ts';
import { clipped, updateRule } from './optimiser.ts';
import type { Optimiser } from './optimiser.ts';

/** Everything that shapes a training graph. */
export interface TrainingForm {
  readonly net: Net;
  readonly stack: Stack;
  /** Samples a step. */
  readonly batchSize: number;
  /** Every step takes all rows in their order, so that nothing has to be gathered. */
  readonly isWhole: boolean;
  readonly optimiser: Optimiser;
  /** Longest gradient; null: any. */
  readonly clipNorm: number | null;
}

/** The batch of one step: rows of the data, and this step's noise. */
function batchOf(form: TrainingForm, graph: Graph, body: Graph, iteration: Value): Record<string, Value> {
  const { net, stack, batchSize, isWhole } = form;
  const needsRows = !isWhole && Object.values(net.batch).some(({ noise }) => !noise);
  const order = needsRows ? graph.input('rows', 'int32', ['steps', batchSize]) : null;
  const rows = order && body.op('Gather', [order, iteration], { axis: 0 });
  return Object.fromEntries(
    Object.entries(net.batch).map(([name, { shape, dtype, noise }]) => {
      if (noise) {
        const all = graph.input(`noise_${name}`, dtype, ['steps', ...stackedShape(stack && 1, [batchSize, ...shape])]);
        return [name, body.op('Gather', [all, iteration], { axis: 0 })];
      }
      const own = [rows ? 'samples' : batchSize, ...shape];
      const data = graph.input(`data_${name}`, dtype, stack === null ? own : [stack, ...own]);
      return [name, rows ? body.op('Gather', [data, rows], { axis: stack === null ? 0 : 1 }) : data];
    })
  );
}

/**
 * Forward, backward and optimiser of a net in one graph, `trips` steps of it in a Loop. Inputs: `trips` (int64), `parameters` [N] or [S, N], `slot_i`
 * alike, `schedule` [steps, K] or [steps, S, K] (rows of the optimiser's numbers), `rows` [steps, B], `noise_<name>` [steps, B, ...] or
 * [steps, 1, B, ...], `data_<name>` [samples, ...] or [S, samples, ...]. Outputs: `parameters`, `slot_i`, and `losses` [steps] or [steps, S].
 */
export function trainingGraph(form: TrainingForm): Graph {
  const { net, stack, optimiser, clipNorm } = form;
  const rule = updateRule(optimiser);
  const shape = stackedShape(stack, [parameterCount(net)]);
  const columns = rule.row(1, 1).length;
  const graph = new Graph('training');
  const trips = graph.input('trips', 'int64', []);
  const names = ['parameters', ...Array.from({ length: rule.slots }, (_, i) => `slot_${i}`)];
  const vectors = names.map((name) => graph.input(name, 'float32', shape));
  const schedule = graph.input('schedule', 'float32', ['steps', ...stackedShape(stack, [columns])]);

  const body = graph.subgraph('step');
  const iteration = body.input('iteration', 'int64', []);
  const going = body.input('going', 'bool', []);
  const [parameters, ...slots] = names.map((name) => body.input(name, 'float32', shape));
  const batch = batchOf(form, graph, body, iteration);
  const unpacked = unpack(body, net, parameters, stack);
  const loss = net.loss(body, unpacked, batch);
  const ordered = net.parameters.map(({ name }) => unpacked[name]);
  const gradient = flattened(body, gradientsOf(body, loss, ordered), stack);
  const row = body.op('Gather', [schedule, iteration], { axis: 0 });
  const numbers = columns === 1 ? [row] : body.ops('Split', [row], { axis: -1, num_outputs: columns }, columns);
  const pull = clipNorm === null ? gradient : clipped(body, gradient, clipNorm);
  const next = rule.update(body, parameters, pull, slots, numbers);
  body.output('going', going);
  next.forEach((value, i) => body.output(names[i], value));
  body.output('loss', loss);

  const always = graph.constant('bool', 1);
  const types = [
    ...vectors.map(({ dtype, shape: dims }) => ({ dtype, shape: dims })),
    { dtype: 'float32' as const, shape: ['steps', ...loss.shape] },
  ];
  const results = graph.ops('Loop', [trips, always, ...vectors], { body }, types.length, types);
  [...names, 'losses'].forEach((name, i) => graph.output(`${name}_after`, results[i]));
  return graph;
}

/** Gradients by parameter as one vector, [N] or [S, N]. */
function flattened(graph: Graph, gradients: readonly Value[], stack: Stack): Value {
  const size = stackedShape(stack, [-1]);
  const flat = gradients.map((gradient) =>
    gradient.shape.length === size.length ? gradient : graph.op('Reshape', [gradient, graph.constant('int64', size)])
  );
  return flat.length === 1 ? flat[0] : graph.op('Concat', flat, { axis: -1 });
}

/** The training model, built when there is no session of its form yet. */
export function trainingModel(form: TrainingForm): LazyModel {
  const { net, stack, batchSize, isWhole, optimiser, clipNorm } = form;
  return {
    key: `training ${net.key} ${JSON.stringify([stack, batchSize, isWhole, optimiser, clipNorm])}`,
    build: () => writeModel(trainingGraph(form)),
  };
}
