import { seasonAt } from '../../features/season-profile.ts';
import { pipelineLookback } from '../../features/pipeline/pipeline.ts';
import { calibrate } from '../calibration.ts';
import type { Detector, FittedModel, GroupScores, Scored, SeriesGroup } from '../detector.ts';
import { namedContributions, pointFacts, pointWords, rounded, slotText } from '../explanation.ts';
import type { RunPlan } from './declaration.ts';
import { fitGroup, measure, parametersOf, planOf } from './model.ts';
import type { OnnxModelParameters } from './model.ts';
import { onnxModelSettings } from './settings.ts';
import type { OnnxModelSettings } from './settings.ts';

/** What the number of a model is called, by what it was declared to mean. */
const OUTPUT_WORDS: Readonly<Record<RunPlan['meaning'], string>> = {
  score: "The model's score",
  raw: "The model's output (higher is more unusual)",
  decision: "The model's output (lower is more unusual)",
  reconstruction: 'Distance of the window from what the model makes of it',
  prediction: "The model's prediction, as scaled for it",
};

/** `onnx-model`: runs a file that the user brings (docs/detectors/onnx-model.md). Raw outputs are calibrated on the training window. */
export const onnxModel: Detector<OnnxModelSettings> = {
  id: 'onnx-model',
  name: 'Own ONNX model',
  summary:
    'Runs an ONNX model that you upload on the Models page: one that nightjar export-model wrote, or your own with declared input and output. Take it where you already have a model.',
  runs: 'onnx',
  exports: false,
  schema: onnxModelSettings,
  isJoint(settings) {
    const plan = planOf(settings);
    return plan.form === 'nightjar' && plan.columns > 1;
  },

  lookback(settings) {
    const plan = planOf(settings);
    const before = plan.meaning === 'prediction' ? plan.window : plan.window - 1;
    return before + (plan.features === '' ? 0 : lookbackOf(plan.features, settings.step));
  },

  async fit(groups, settings) {
    const models: FittedModel[] = [];
    for (const group of groups) {
      models.push(await fitGroup(group, settings));
    }
    return models;
  },

  score: (models, _states, windows) => Promise.all(windows.map((window, w) => scoreGroup(models[w], window))),

  explain(model, window, scores, seriesIndex, index) {
    const { usual, plan } = parametersOf(model);
    const { times, values } = window.series[seriesIndex];
    const scored = scores.series[seriesIndex];
    const sigma = sigmaOf(parametersOf(model), seriesIndex);
    const point = {
      value: values[index],
      expected: scored.expected[index],
      sigma,
      slot:
        plan.meaning === 'prediction' || plan.meaning === 'reconstruction'
          ? null
          : slotText(usual[seriesIndex], times[index]),
    };
    const output = scored.evidence.output[index];
    const facts = [
      ...pointFacts(point),
      { key: 'output', label: OUTPUT_WORDS[plan.meaning], value: output },
      { key: 'model', label: 'Model', value: plan.name },
      { key: 'trainedPoints', label: 'Points trained on', value: model.trained.points },
    ];
    const part = {
      name: usual[seriesIndex].name || 'value',
      value: point.value,
      expected: point.expected,
      sigmas: (point.value - point.expected) / sigma,
    };
    return {
      summary: `${pointWords(point)}. The model ${plan.name} gives ${rounded(output)} for it.`,
      facts: facts.filter(({ value }) => typeof value === 'string' || Number.isFinite(value)),
      contributions: namedContributions([part], [1]),
    };
  },
};

/** The step belongs to the query: features that look back over a duration are read at the plan's, which has none, so at the shortest there is. */
function lookbackOf(features: string, step: unknown): number {
  return pipelineLookback(features, typeof step === 'number' ? step : 1_000);
}

function sigmaOf({ plan, inputs, usual, error }: OnnxModelParameters, s: number): number {
  const own = error * (inputs[s]?.value.scale ?? 1);
  const isTold = plan.meaning === 'prediction' || (plan.meaning === 'reconstruction' && plan.features === '');
  return isTold && own > 0 ? own : usual[s].scale;
}

async function scoreGroup(model: FittedModel, window: SeriesGroup): Promise<GroupScores> {
  const parameters = parametersOf(model);
  const { plan, inputs, usual, origin, calibration, bandWidth, isFitted } = parameters;
  const found = isFitted ? await measure(plan, window, inputs, origin) : null;
  const series = window.series.map(({ times, values }, s): Scored => {
    const empty = () => new Float64Array(times.length).fill(Number.NaN);
    const [score, output, expected] = [empty(), empty(), empty()];
    if (model.trained.points > 0 && !found?.expected) {
      expected.forEach((_, i) => (expected[i] = seasonAt(usual[s], times[i]) + usual[s].center));
    }
    found?.instants.forEach((i, k) => {
      if (!Number.isFinite(values[i])) {
        return;
      }
      const raw = found.raw[k];
      score[i] = plan.meaning === 'score' || Number.isNaN(raw) ? raw : calibrate(calibration, raw);
      output[i] = found.output[k];
      expected[i] = found.expected ? found.expected[k] : expected[i];
    });
    const reach = bandWidth * sigmaOf(parameters, s);
    return {
      score,
      expected,
      lower: expected.map((value) => value - reach),
      upper: expected.map((value) => value + reach),
      evidence: { output },
    };
  });
  return { series, state: null };
}
