import { loadDetector } from './load-detector.ts';
import type { AdvanceInput, Advanced } from './advance.ts';
import { advance } from './advance.ts';
import type { CheckedModel } from '../onnx/imports/check-model.ts';
import { holdModels } from '../onnx/imports/held-models.ts';
import type { HeldModel } from '../onnx/imports/held-models.ts';
import type { FittedModel, SeriesGroup } from '../detectors/detector.ts';
import type { Grid, Matrix } from '../sources/prometheus/parse-matrix.ts';
import { parseMatrix } from '../sources/prometheus/parse-matrix.ts';
import type { Forecast } from '../forecasts/forecast.ts';
import type { ForecastInput } from './forecast-task.ts';
import type { Packed } from './pack.ts';
import { packAll, unpack, unpackCopy } from './pack.ts';

/** Groups to fit with one detector; the settings are raw, the detector's schema reads them. */
export interface FitInput {
  readonly detector: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly groups: readonly SeriesGroup[];
  /** Packed models of each group's series at other instants. */
  readonly kin: readonly (readonly Packed[])[];
  /** Users' files that the settings name, in memory that threads share. */
  readonly files: readonly HeldModel[];
}

/** Windows to score, each by its packed `FittedModel`. */
export interface ScoreInput {
  readonly detector: string;
  readonly models: readonly Packed[];
  readonly windows: readonly SeriesGroup[];
  readonly files: readonly HeldModel[];
}

/**
 * What the pool can run: plain functions of structured-cloneable input, so that running one inline or in a worker is the same.
 * Models come packed in memory that threads share, so that no fitted model is ever copied from thread to thread; scores (a
 * `Scored[]` a window) in memory that is handed over.
 */
export const TASKS = {
  parseMatrix: async (input: { body: Uint8Array; grid: Grid }): Promise<Matrix> => parseMatrix(input.body, input.grid),
  checkModel: async (input: { bytes: Uint8Array }): Promise<CheckedModel> => {
    const { checkModel } = await import('../onnx/imports/check-model.ts');
    return checkModel(input.bytes);
  },
  fit: async (input: FitInput): Promise<Packed[]> => {
    holdModels(input.files);
    const detector = await loadDetector(input.detector);
    const kin = input.kin.map((models) => models.map((model) => unpack<FittedModel>(model)));
    const fitted = await detector.fit(input.groups, detector.schema.parse(input.settings), input.seed, kin);
    return packAll(fitted, 'shared');
  },
  score: async ({ detector, models, windows, files }: ScoreInput): Promise<Packed[]> => {
    holdModels(files);
    const fitted = models.map((model) => unpackCopy<FittedModel>(model));
    const scorer = await loadDetector(detector);
    // The models are this task's own: scoring may go on in their states instead of copies of them.
    const scores = await scorer.score(
      fitted,
      fitted.map(({ state }) => state),
      windows,
      true
    );
    return packAll(
      scores.map(({ series }) => series),
      'own'
    );
  },
  // Loaded when the first forecast is asked for: a worker that starts for an answer waits for none of it.
  forecast: async (input: ForecastInput): Promise<Forecast[]> => {
    const { forecast } = await import('./forecast-task.ts');
    return await forecast(input);
  },
  advance: (input: AdvanceInput): Promise<Advanced> => advance(input),
} as const;

export type TaskName = keyof typeof TASKS;
export type TaskInput<K extends TaskName> = Parameters<(typeof TASKS)[K]>[0];
export type TaskResult<K extends TaskName> = Awaited<ReturnType<(typeof TASKS)[K]>>;
