import { z } from 'zod';
import { NightjarError } from '../../errors.ts';
import { parseFeatures } from '../../features/pipeline/expression.ts';
import type { CheckedModel, CheckedValue } from '../../onnx/imports/check-model.ts';
import type { TrialPlan, TrialReport } from '../../onnx/imports/trial-plan.ts';
import type { Declaration, RunPlan } from './declaration.ts';

/** Rows of one run: always so many, the rest filled up, so that a window has the same score whatever is scored with it. */
export const BATCH = 64;
/** Numbers of one row. */
const MOST_NUMBERS = 65_536;
/** By how much a window's output may differ when others stand beside it. */
const MOST_DEPENDENCE = 1e-4;
/** Milliseconds of one batch; a training window of two weeks at 5 minutes has some sixty. */
const MOST_RUN_MS = 2_000;

function wrong(message: string): NightjarError {
  return new NightjarError('bad-request', message);
}

const exportedSettings = z.object({ stepMs: z.number().positive() });

/** Whether a file says of itself that `nightjar export-model` wrote it. */
function isExported({ metadata, inputs, outputs }: CheckedModel): boolean {
  return (
    metadata.detector !== undefined &&
    inputs.some(({ name }) => name === 'window' || name === 'values') &&
    outputs.some(({ name }) => name === 'score')
  );
}

/**
 * How a checked file is to be run. Throws `bad-request` where declaration and file do not go together. Files of `nightjar export-model` are recognised by
 * their metadata and need no declaration.
 */
export function planRun(
  model: CheckedModel,
  file: { readonly hash: string; readonly name: string },
  declaration: Declaration | null
): RunPlan {
  return !declaration && isExported(model) ? exportedPlan(model, file) : declaredPlan(model, file, declaration);
}

function exportedPlan(
  { metadata, inputs }: CheckedModel,
  { hash, name }: { readonly hash: string; readonly name: string }
): RunPlan {
  const input = pick(inputs, inputs.some((one) => one.name === 'window') ? 'window' : 'values', 'input');
  const [window, columns] = input.name === 'window' ? [input.shape[1], input.shape[2]] : [1, input.shape[1]];
  const time = inputs.some((one) => one.name === 'time') ? 'time' : '';
  const settings = exportedSettings.safeParse(jsonOf(metadata.settings));
  if (!window || !columns || !isNumeric(input) || inputs.length > (time ? 2 : 1)) {
    throw wrong(
      'The file says that nightjar export-model wrote it, but its inputs are others: export it anew, or declare what they are.'
    );
  }
  return {
    hash,
    name,
    form: 'nightjar',
    input: { name: input.name, type: input.type, row: input.shape.slice(1).map(Number), isSingle: false },
    time,
    window,
    columns,
    scaling: 'none',
    features: '',
    output: 'score',
    meaning: 'score',
    step: settings.success ? settings.data.stepMs : 0,
  };
}

function jsonOf(text: string | undefined): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    // Somebody else's metadata: then the model is taken for any step.
    return null;
  }
}

function declaredPlan(
  { inputs, outputs }: CheckedModel,
  { hash, name }: { readonly hash: string; readonly name: string },
  declaration: Declaration | null
): RunPlan {
  if (!declaration) {
    throw wrong(
      `The file was not written by nightjar export-model: declare which input takes the values (${namesOf(inputs)}), its window, and what the output (${namesOf(outputs)}) means.`
    );
  }
  const input = pick(inputs, declaration.input, 'input');
  if (inputs.length > 1) {
    throw wrong(`The model has ${inputs.length} inputs (${namesOf(inputs)}) and may have one: export it with one.`);
  }
  const output = pick(outputs, declaration.output, 'output');
  if (!isNumeric(input)) {
    throw wrong(`The input '${input.name}' takes no float32 or float64 numbers: export the model for one of these.`);
  }
  const { features, scaling, meaning } = declaration;
  const columns = features === '' ? 1 : columnCount(features);
  const [batch, ...rest] = input.shape;
  if (rest.length < 1 || rest.length > 2 || (batch !== null && batch !== 1)) {
    throw wrong(
      `The input '${input.name}' has shape ${shapeText(input)}, and must be [n, window], [n, window, features] or [n, features], n open or 1: export it so.`
    );
  }
  const fitting = rest[0] !== null && (rest.length === 2 || rest[0] % columns === 0);
  const known = !fitting || rest[0] === null ? null : rest.length === 2 ? rest[0] : rest[0] / columns;
  const window = declaration.window ?? known ?? (features === '' ? null : 1);
  if (window === null) {
    throw wrong(`The input '${input.name}' leaves its window open: declare how many points it takes.`);
  }
  const row = rest.length === 2 ? [window, columns] : [window * columns];
  if (rest.some((dim, i) => dim !== null && dim !== row[i])) {
    throw wrong(
      `The input '${input.name}' has shape ${shapeText(input)}, but a window of ${window} points with ${columns} numbers each was declared: make both agree.`
    );
  }
  if (window * columns > MOST_NUMBERS) {
    throw wrong(
      `A window of ${window} points with ${columns} numbers each is too large: ${MOST_NUMBERS} are the most.`
    );
  }
  return {
    hash,
    name,
    form: 'declared',
    input: { name: input.name, type: input.type, row, isSingle: batch === 1 },
    time: '',
    window,
    columns,
    scaling,
    features,
    output: output.name,
    meaning,
    step: 0,
  };
}

/** Numbers that features give a point: a Fourier series has a sine and a cosine an order. */
function columnCount(features: string): number {
  return parseFeatures(features).reduce((sum, { name, counts }) => {
    const order = counts.at(-1);
    return sum + (name === 'fourier' && order && 'points' in order ? 2 * order.points : 1);
  }, 0);
}

function pick(values: readonly CheckedValue[], name: string, what: 'input' | 'output'): CheckedValue {
  const found = name === '' && values.length === 1 ? values[0] : values.find((one) => one.name === name);
  if (!found) {
    throw wrong(
      name === ''
        ? `The model has several ${what}s: declare which one to use of ${namesOf(values)}.`
        : `The model has no ${what} '${name}': it has ${namesOf(values)}.`
    );
  }
  return found;
}

function isNumeric(value: CheckedValue): value is CheckedValue & { readonly type: 'float32' | 'float64' } {
  return value.type === 'float32' || value.type === 'float64';
}

function namesOf(values: readonly CheckedValue[]): string {
  return values.map(({ name }) => name).join(', ');
}

function shapeText({ shape }: CheckedValue): string {
  return `[${shape.map((dim) => dim ?? '?').join(', ')}]`;
}

/** The trial run of a plan. */
export function trialOf({ input, time, output }: RunPlan): TrialPlan {
  return {
    inputs: [
      { name: input.name, type: input.type, row: input.row },
      ...(time ? [{ name: time, type: 'int64' as const, row: [] }] : []),
    ],
    output,
    batch: input.isSingle ? 1 : BATCH,
  };
}

/** Numbers a row that the plan's output must hold. */
export function outputWidth({ meaning, window, columns }: RunPlan): number {
  return meaning === 'reconstruction' ? window * columns : 1;
}

/** Holds what the trial gave to what was declared. Throws `bad-request`. */
export function checkTrial(plan: RunPlan, report: TrialReport): void {
  const { dims, type, finite, infinite, dependence, runMs } = report;
  const batch = plan.input.isSingle ? 1 : BATCH;
  const wanted = batch * outputWidth(plan);
  const held = dims.reduce((product, dim) => product * dim, 1);
  if (type !== 'float32' && type !== 'float64') {
    throw wrong(`The output '${plan.output}' holds ${type} and no float32 or float64: take another output.`);
  }
  if (held !== wanted || (batch > 1 && dims[0] !== batch)) {
    const each = wanted / batch;
    throw wrong(
      `The output '${plan.output}' has shape [${dims.join(', ')}] for ${batch} windows, and '${plan.meaning}' needs ${each === 1 ? 'one number' : `${each} numbers`} a window: declare another output or meaning.`
    );
  }
  if (infinite > 0 || finite === 0) {
    throw wrong(
      `The output '${plan.output}' is not finite for an ordinary window: check the model's input and scaling, and export it anew.`
    );
  }
  if (runMs > MOST_RUN_MS) {
    throw wrong(
      `The model takes ${Math.round(runMs)} ms for ${batch} windows, and ${MOST_RUN_MS} ms are the most: take a smaller one.`
    );
  }
  if (dependence > MOST_DEPENDENCE) {
    throw wrong(
      'The model scores a window differently when others stand beside it: export it for inference, without statistics over a batch.'
    );
  }
}
