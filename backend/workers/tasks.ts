import { findDetector } from './find-detector.ts';
import type { FittedModel, GroupScores, Plain, SeriesGroup } from '../detectors/detector.ts';
import type { Grid, Matrix } from '../sources/prometheus/parse-matrix.ts';
import { parseMatrix } from '../sources/prometheus/parse-matrix.ts';

/** Groups to fit with one detector; the settings are raw, the detector's schema reads them. */
export interface FitInput {
  readonly detector: string;
  readonly settings: Readonly<Record<string, unknown>>;
  readonly seed: number;
  readonly groups: readonly SeriesGroup[];
}

export interface ScoreInput {
  readonly detector: string;
  readonly models: readonly FittedModel[];
  readonly states: readonly (Plain | null)[];
  readonly windows: readonly SeriesGroup[];
}

/**
 * What the pool can run: plain functions of structured-cloneable input, so that running one inline or in a worker is the same.
 */
export const TASKS = {
  parseMatrix: async (input: { body: Uint8Array; grid: Grid }): Promise<Matrix> => parseMatrix(input.body, input.grid),
  fit: async (input: FitInput): Promise<FittedModel[]> => {
    const detector = findDetector(input.detector);
    return detector.fit(input.groups, detector.schema.parse(input.settings), input.seed);
  },
  score: async (input: ScoreInput): Promise<GroupScores[]> =>
    findDetector(input.detector).score(input.models, input.states, input.windows),
} as const;

export type TaskName = keyof typeof TASKS;
export type TaskInput<K extends TaskName> = Parameters<(typeof TASKS)[K]>[0];
export type TaskResult<K extends TaskName> = Awaited<ReturnType<(typeof TASKS)[K]>>;
