import { factored, scaled } from '../gradients/broadcast.ts';
import { gradientsOf } from '../gradients/gradients-of.ts';
import { Graph } from '../graph.ts';
import type { Value } from '../graph.ts';
import type { LazyModel } from '../session-cache.ts';
import { swapped } from '../swapped.ts';
import { elementCount } from '../tensor.ts';
import type { DType } from '../tensor.ts';
import { writeModel } from '../write-model.ts';
import { parameterCount, stackedShape, unpack } from './net.ts';
import type { Net, Stack, Values } from './net.ts';
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

/** An input of the graph that holds something for every step, and what a step has of it. */
interface Sequence {
  readonly all: Value;
  readonly own: Value;
}

function sequence(graph: Graph, body: Graph, name: string, dtype: DType, shape: readonly number[]): Sequence {
  return { all: graph.input(name, dtype, ['steps', ...shape]), own: body.input(name, dtype, shape) };
}

/**
 * Samples [S, B, ...] from the rows of all models side by side, [samples, S f]: of a row a model has a piece, so that a batch is few long pieces in
 * memory. They are the transpose of what is made, which has samples as columns.
 */
function sideBySide(graph: Graph, data: Value, rows: Value | null, stack: number, shape: readonly number[]): Value {
  const taken = rows ? graph.op('Gather', [data, rows], { axis: 0 }) : data;
  const columns = graph.op('Transpose', [taken], { perm: [1, 0] });
  const sizes = [stack, elementCount(shape), taken.shape[0] as number];
  return graph.op('Reshape', [columns, graph.constant('int64', sizes)]);
}

/** The batch of one step, rows of the data and this step's noise, and the sequences it is made from. */
function batchOf(form: TrainingForm, graph: Graph, body: Graph): { batch: Values; sequences: Sequence[] } {
  const { net, stack, batchSize, isWhole } = form;
  const needsRows = !isWhole && Object.values(net.batch).some(({ noise }) => !noise);
  const rows = needsRows ? sequence(graph, body, 'rows', 'int32', [batchSize]) : null;
  const sequences = rows ? [rows] : [];
  const samples = rows ? 'samples' : batchSize;
  const batch = Object.entries(net.batch).map(([name, { shape, dtype, noise }]) => {
    if (noise) {
      const numbers = sequence(graph, body, `noise_${name}`, dtype, stackedShape(stack && 1, [batchSize, ...shape]));
      sequences.push(numbers);
      return [name, numbers.own];
    }
    if (stack === null) {
      const data = graph.input(`data_${name}`, dtype, [samples, ...shape]);
      return [name, rows ? body.op('Gather', [data, rows.own], { axis: 0 }) : data];
    }
    const data = graph.input(`data_${name}`, dtype, [samples, stack * elementCount(shape)]);
    const columns = sideBySide(rows ? body : graph, data, rows?.own ?? null, stack, shape);
    const own = swapped(body, columns);
    return [
      name,
      shape.length === 1 ? own : body.op('Reshape', [own, body.constant('int64', [stack, batchSize, ...shape])]),
    ];
  });
  return { batch: Object.fromEntries(batch), sequences };
}

/**
 * Forward, backward and optimiser of a net in one graph, a step for every row of the schedule, in a Scan (a Loop would have to gather each step's part of
 * the inputs, four nodes more). Inputs: `parameters` [N] or [S, N], `slot_i` alike, `schedule_k` [steps, 1] or [steps, S, 1] (the optimiser's
 * numbers), `rows` [steps, B], `noise_<name>` [steps, B, ...] or [steps, 1, B, ...], `data_<name>` [samples, ...] or, the models side by side, [samples, S f]. Outputs:
 * `parameters_after`, `slot_i_after`, and `losses_after` [steps] or [steps, S].
 */
export function trainingGraph(form: TrainingForm): Graph {
  const { net, stack, optimiser, clipNorm } = form;
  const rule = updateRule(optimiser);
  const shape = stackedShape(stack, [parameterCount(net)]);
  const graph = new Graph('training');
  const names = ['parameters', ...Array.from({ length: rule.slots }, (_, i) => `slot_${i}`)];
  const vectors = names.map((name) => graph.input(name, 'float32', shape));

  const body = graph.subgraph('step');
  const [parameters, ...slots] = names.map((name) => body.input(name, 'float32', shape));
  const numbers = rule
    .row(1, 1)
    .map((_, i) => sequence(graph, body, `schedule_${i}`, 'float32', stackedShape(stack, [1])));
  const { batch, sequences } = batchOf(form, graph, body);
  const unpacked = unpack(body, net, parameters, stack);
  const loss = net.loss(body, unpacked, batch);
  const [gradient] = gradientsOf(body, loss, [parameters]);
  const pull = clipNorm === null ? gradient : clipped(body, gradient, clipNorm);
  const row = numbers.map(({ own }) => own);
  rule.update(body, parameters, pull, slots, row).forEach((value, i) => body.output(names[i], value));
  // A number the loss is multiplied by is left to the end of the run.
  const { value: rawLoss, factor } = factored(body, loss);
  body.output('loss', rawLoss);

  const scanned = [...numbers, ...sequences].map(({ all }) => all);
  const types = [
    ...vectors.map(({ dtype, shape: dims }) => ({ dtype, shape: dims })),
    { dtype: 'float32' as const, shape: ['steps', ...loss.shape] },
  ];
  const attributes = { body, num_scan_inputs: scanned.length };
  const results = graph.ops('Scan', [...vectors, ...scanned], attributes, types.length, types);
  const losses = scaled(graph, results[names.length], factor);
  names.forEach((name, i) => graph.output(`${name}_after`, results[i]));
  graph.output('losses_after', losses);
  return graph;
}

/** The training model, built when there is no session of its form yet. */
export function trainingModel(form: TrainingForm): LazyModel {
  const { net, stack, batchSize, isWhole, optimiser, clipNorm } = form;
  return {
    key: `training ${net.key} ${JSON.stringify([stack, batchSize, isWhole, optimiser, clipNorm])}`,
    build: () => writeModel(trainingGraph(form)),
  };
}
