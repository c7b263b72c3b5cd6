import type { Detector } from '../detectors/detector.ts';
import type { SeriesSource } from '../sources/source.ts';
import type { Priority } from '../workers/pool.ts';

/** What decides a model, apart from series and instant: everything that is in the key of the model cache. */
export interface ModelRequest {
  readonly source: SeriesSource;
  /** PromQL with all variables replaced. */
  readonly expr: string;
  readonly detector: Detector;
  /** As the detector's schema gave them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Detection step and training window in ms. */
  readonly step: number;
  readonly trainingWindow: number;
  readonly seed: number;
}

/** A query to evaluate at every multiple of its step from the one at or before `from` to the one at or before `to` (ms). */
export interface EvaluationRequest extends ModelRequest {
  readonly from: number;
  readonly to: number;
  /** Wait for all models the range needs. */
  readonly patient: boolean;
  readonly priority: Priority;
  readonly signal?: AbortSignal;
}

/** The model cache's key of a query at a grid instant. Settings count by content, whatever their order. */
export function fitKey(request: ModelRequest, instant: number): string {
  const { source, expr, detector, settings, step, trainingWindow, seed } = request;
  return JSON.stringify([source.identity, expr, detector.id, canonical(settings), step, trainingWindow, seed, instant]);
}

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(canonical);
  }
  if (typeof value === 'object' && value !== null) {
    return Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, item]) => [name, canonical(item)]);
  }
  return value;
}
