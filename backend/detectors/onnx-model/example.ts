import { Graph } from '../../onnx/graph.ts';
import { holdBytes } from '../../onnx/imports/held-models.ts';
import { writeModel } from '../../onnx/write-model.ts';
import type { RunPlan } from './declaration.ts';

const WINDOW = 12;
/** Of a window's values in order, those from here to as far from the other end are averaged. */
const TRIMMED = 4;

/**
 * The model that is built in: predicts the mean of the middle of the last twelve values. It shows what a file can be, and is there to try the detector
 * with. Input `window`, float32 [n, 12]; output `next`, float32 [n].
 */
export function exampleModel(): Uint8Array {
  const graph = new Graph('example');
  const window = graph.input('window', 'float32', ['n', WINDOW]);
  const ints = (...values: number[]) => graph.constant('int64', values);
  const [sorted] = graph.ops('TopK', [window, ints(WINDOW)], { axis: 1 }, 2);
  const middle = graph.op('Slice', [sorted, ints(TRIMMED), ints(WINDOW - TRIMMED), ints(1)]);
  graph.output('next', graph.op('ReduceMean', [middle, ints(1)], { keepdims: 0 }));
  return writeModel(graph);
}

let plan: RunPlan | null = null;

export function examplePlan(): RunPlan {
  plan ??= {
    hash: holdBytes(exampleModel()).hash,
    name: 'example',
    form: 'declared',
    input: { name: 'window', type: 'float32', row: [WINDOW], isSingle: false },
    time: '',
    window: WINDOW,
    columns: 1,
    scaling: 'robust',
    features: '',
    output: 'next',
    meaning: 'prediction',
    step: 0,
  };
  return plan;
}
