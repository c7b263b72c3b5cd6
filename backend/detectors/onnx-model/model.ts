import { fitRobustScale } from '../../features/robust-scale.ts';
import { median } from '../../features/order-statistics.ts';
import { fitWindowColumn } from '../../features/window-rows.ts';
import type { WindowColumn } from '../../features/window-rows.ts';
import { NightjarError } from '../../errors.ts';
import { NO_CALIBRATION } from '../calibration.ts';
import type { Calibration } from '../calibration.ts';
import type { FittedModel, Plain, SeriesGroup } from '../detector.ts';
import { fitCalibration } from '../rarity.ts';
import { trainedOf } from '../trained.ts';
import { runPlanSchema } from './declaration.ts';
import type { RunPlan } from './declaration.ts';
import { EXAMPLE } from './settings.ts';
import type { OnnxModelSettings } from './settings.ts';
import { examplePlan } from './example.ts';
import { outputWidth } from './plan.ts';
import { fitInput, inputRows, scaledValue } from './rows.ts';
import type { InputColumn } from './rows.ts';
import { runModel } from './run-model.ts';

/** What a fitted model knows; plain data. The file itself stands beside it, by its hash. */
export type OnnxModelParameters = {
  readonly plan: RunPlan;
  readonly inputs: readonly InputColumn[];
  /** What is usual of each series: season, centre and robust deviation. */
  readonly usual: readonly WindowColumn[];
  /** Output that is not unusual at all: raw unusualness counts from here. */
  readonly origin: number;
  readonly calibration: Calibration & Plain;
  /** Robust standard deviation of a prediction's errors, in scaled units; 0 where nothing is predicted. */
  readonly error: number;
  readonly bandWidth: number;
  readonly isFitted: boolean;
};

export function parametersOf(model: FittedModel): OnnxModelParameters {
  return model.parameters as unknown as OnnxModelParameters;
}

/** How the settings' model is run. Throws `bad-query` where a file is named that nobody has fetched. */
export function planOf(settings: OnnxModelSettings): RunPlan {
  if (settings.plan !== undefined) {
    return runPlanSchema.parse(settings.plan);
  }
  if (settings.model === EXAMPLE) {
    return examplePlan();
  }
  throw new NightjarError(
    'bad-query',
    `The model '${settings.model.slice(0, 80)}' cannot be had here: upload it on the Models page and name it in a query of that datasource.`
  );
}

/** What a model gave for the points of a group. */
export interface Measured {
  readonly instants: Int32Array;
  /** The output, or of several numbers a row, their distance from the input (root mean square). */
  readonly output: Float64Array;
  /** Raw unusualness (>= 0); for `score` the output itself. */
  readonly raw: Float64Array;
  /** The value expected at each instant, unscaled, where the model says one. */
  readonly expected: Float64Array | null;
}

export async function measure(
  plan: RunPlan,
  group: SeriesGroup,
  inputs: readonly InputColumn[],
  origin: number
): Promise<Measured> {
  const input = inputRows(plan, group, inputs);
  const { rows, count, instants } = input;
  const [{ times, values }] = group.series;
  const output = await runModel(
    plan,
    input,
    Float64Array.from(instants, (i) => times[i])
  );
  const { value } = inputs[0];
  const unscaled = (scaled: number): number => scaled * value.scale + value.center;
  switch (plan.meaning) {
    case 'score':
      return { instants, output, raw: output.map((score) => Math.max(0, Math.min(1, score))), expected: null };
    case 'raw':
      return { instants, output, raw: output.map((raw) => Math.max(0, raw - origin)), expected: null };
    case 'decision':
      return { instants, output, raw: output.map((raw) => Math.max(0, origin - raw)), expected: null };
    case 'prediction': {
      const raw = output.map((predicted, k) => Math.abs(scaledValue(value, values[instants[k]]) - predicted));
      return { instants, output, raw, expected: output.map(unscaled) };
    }
    case 'reconstruction': {
      const width = outputWidth(plan);
      const distance = Float64Array.from({ length: count }, (_, k) => {
        let sum = 0;
        for (let i = k * width; i < (k + 1) * width; i++) {
          sum += (rows[i] - output[i]) ** 2;
        }
        return Math.sqrt(sum / width);
      });
      const last = Float64Array.from({ length: count }, (_, k) => unscaled(output[(k + 1) * width - 1]));
      return { instants, output: distance, raw: distance, expected: plan.features === '' ? last : null };
    }
  }
}

export async function fitGroup(group: SeriesGroup, settings: OnnxModelSettings): Promise<FittedModel> {
  const plan = planOf(settings);
  checkGroup(plan, group);
  const inputs = group.series.map((series) => fitInput(plan, series, group.step));
  const usual = group.series.map((series) => fitWindowColumn(series, group.step, true));
  const trained = trainedOf(group);
  const isScore = plan.meaning === 'score';
  const seen = isScore ? null : await measure(plan, group, inputs, 0);
  const isFitted = isScore || (seen !== null && seen.output.length >= settings.minTrainingSamples);
  const isSided = plan.meaning === 'raw' || plan.meaning === 'decision';
  const origin = seen && isFitted && isSided ? median(seen.output) || 0 : 0;
  const raw = !seen
    ? null
    : isSided
      ? seen.output.map((one) => Math.max(0, plan.meaning === 'raw' ? one - origin : origin - one))
      : seen.raw;
  const residuals = seen?.expected
    ? seen.expected.map((expected, k) => (group.series[0].values[seen.instants[k]] - expected) / inputs[0].value.scale)
    : null;
  const parameters: OnnxModelParameters = {
    plan,
    inputs,
    usual,
    origin,
    calibration: raw && isFitted ? { ...fitCalibration(raw) } : { ...NO_CALIBRATION },
    error: residuals && isFitted ? fitRobustScale(residuals).scale : 0,
    bandWidth: settings.bandWidth,
    isFitted,
  };
  return { detector: 'onnx-model', trained, parameters: parameters as unknown as Plain, state: null };
}

function checkGroup(plan: RunPlan, { step, series }: SeriesGroup): void {
  if (plan.step > 0 && plan.step !== step) {
    throw new NightjarError(
      'bad-query',
      `The model '${plan.name}' was made for points ${plan.step / 1000} s apart, and the query's are ${step / 1000} s apart: set the query's detection step to ${plan.step / 1000}s.`
    );
  }
  const wanted = plan.form === 'nightjar' ? plan.columns : 1;
  if (series.length !== wanted) {
    throw new NightjarError(
      'bad-query',
      `The model '${plan.name}' was fitted on ${wanted} series together, and the query gives ${series.length}: ask for exactly those.`
    );
  }
}
