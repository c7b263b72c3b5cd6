import { Graph } from '../../onnx/graph.ts';
import { sessions } from '../../onnx/session-cache.ts';
import type { Session } from '../../onnx/session.ts';
import { tensor } from '../../onnx/tensor.ts';
import { parameterCount, unpack } from '../../onnx/training/net.ts';
import { writeModel } from '../../onnx/write-model.ts';
import type { Network } from './kind.ts';

/** Rows of one model. */
export interface PredictJob {
  readonly flat: Float32Array;
  /** [count, inputs], cut off as the network wants them. */
  readonly rows: Float32Array;
  readonly count: number;
}

/**
 * Tiles a run takes: so many models side by side (one may take several), so many rows of each. Always filled up to these sizes, so that vector units
 * treat a row alike wherever it stands: multiples of 16 rows, and never one model alone, whose products another routine would make.
 */
interface Form {
  readonly slots: number;
  readonly rows: number;
}
const ONE: Form = { slots: 2, rows: 16 };
const MANY: Form = { slots: 32, rows: 16 };
const LONG: Form = { slots: 4, rows: 256 };
/** Parameters a run may hold, all its models together: beyond the processor's cache more side by side gains nothing. */
const MOST_PARAMETERS = 4_000_000;

function formOf(network: Network, jobs: readonly PredictJob[]): Form {
  const form = jobs.some(({ count }) => count > MANY.rows) ? LONG : jobs.length <= ONE.slots ? ONE : MANY;
  return parameterCount(network.net) * form.slots > MOST_PARAMETERS ? { slots: ONE.slots, rows: form.rows } : form;
}

function predictGraph({ net, join }: Network, { slots, rows }: Form, inputs: number): Graph {
  const graph = new Graph('predict');
  const flat = graph.input('parameters', 'float32', [slots, parameterCount(net)]);
  const x = graph.input('x', 'float32', [slots, rows, inputs]);
  graph.output('y', join(graph, net.predict(graph, unpack(graph, net, flat, slots), x)));
  return graph;
}

/** What a network gives for the rows of each job, [count, outputs]: the same for a row whatever else is asked. */
export async function predictAll(network: Network, jobs: readonly PredictJob[]): Promise<Float32Array[]> {
  const [first] = jobs.filter(({ count }) => count > 0);
  const results = jobs.map(({ count }) => new Float32Array(count * network.outputs));
  if (!first) {
    return results;
  }
  const inputs = first.rows.length / first.count;
  const form = formOf(network, jobs);
  const tiles = jobs.flatMap(({ count }, job) =>
    Array.from({ length: Math.ceil(count / form.rows) }, (_, k) => ({ job, from: k * form.rows }))
  );
  const model = {
    key: `predict ${network.net.key} ${form.slots} ${form.rows}`,
    build: () => writeModel(predictGraph(network, form, inputs)),
  };
  await sessions.with(model, async (session) => {
    for (let at = 0; at < tiles.length; at += form.slots) {
      await runTiles(network, form, inputs, session, jobs, tiles.slice(at, at + form.slots), results);
    }
  });
  return results;
}

async function runTiles(
  { net, outputs }: Network,
  { slots, rows }: Form,
  inputs: number,
  session: Session,
  jobs: readonly PredictJob[],
  tiles: readonly { readonly job: number; readonly from: number }[],
  results: readonly Float32Array[]
): Promise<void> {
  const size = parameterCount(net);
  const parameters = new Float32Array(slots * size);
  const x = new Float32Array(slots * rows * inputs);
  tiles.forEach(({ job, from }, slot) => {
    parameters.set(jobs[job].flat, slot * size);
    const to = Math.min(jobs[job].count, from + rows);
    x.set(jobs[job].rows.subarray(from * inputs, to * inputs), slot * rows * inputs);
  });
  const feeds = {
    parameters: tensor('float32', [slots, size], parameters),
    x: tensor('float32', [slots, rows, inputs], x),
  };
  const { y } = session.runNow?.(feeds) ?? (await session.run(feeds));
  const all = y.data as Float32Array;
  tiles.forEach(({ job, from }, slot) => {
    const count = Math.min(jobs[job].count - from, rows);
    const start = slot * rows * outputs;
    results[job].set(all.subarray(start, start + count * outputs), from * outputs);
  });
}
