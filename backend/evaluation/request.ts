import { createHash } from 'node:crypto';
import type { MissingPolicy } from '../../contract/query.ts';
import type { Detector } from '../detectors/detector.ts';
import type { HeldModel } from '../onnx/imports/held-models.ts';
import type { ZoneClock } from '../series/wall-clock.ts';
import type { SeriesSource } from '../sources/source.ts';
import type { Owner } from '../store/owner.ts';
import type { Priority } from '../workers/pool.ts';

/** What decides a model, apart from series and instant: everything that is in the key of the model cache. */
export interface ModelRequest {
  readonly source: SeriesSource;
  /** Whose query it is: no owner is answered with another's models. */
  readonly owner: Owner;
  /** PromQL with all variables replaced. */
  readonly expr: string;
  readonly detector: Detector;
  /** As the detector's schema gave them. */
  readonly settings: Readonly<Record<string, unknown>>;
  /** Users' files that the settings name by their hash. */
  readonly files?: readonly HeldModel[];
  /** Detection step and training window in ms. */
  readonly step: number;
  readonly trainingWindow: number;
  readonly seed: number;
  /** What a missing value means; `ignore` where it is absent. */
  readonly missing?: MissingPolicy;
  /** Stretches kept out of training (ms, inclusive): their values count as missing. Models fitted so are not shared: no key tells them apart. */
  readonly untrained?: readonly { readonly start: number; readonly end: number }[];
  /** Clock of the days and weeks, where that is not UTC; no key tells it apart either. */
  readonly clock?: ZoneClock | null;
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

/** Hash of all that decides a query's models but series, instant and owner. Settings count by content, whatever their order. */
export function lineageOf(request: ModelRequest): string {
  const { source, expr, detector, settings, step, trainingWindow, seed, missing } = request;
  const content = [source.identity, expr, detector.id, canonical(settings), step, trainingWindow, seed];
  if (missing === 'zero') {
    content.push(missing);
  }
  return createHash('sha256').update(JSON.stringify(content)).digest('base64url');
}

/** The model cache's key of a query at a grid instant. */
export function fitKey(request: ModelRequest, instant: number): string {
  const { orgId, datasource } = request.owner;
  return JSON.stringify([orgId, datasource, lineageOf(request), instant]);
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
