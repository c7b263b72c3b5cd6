import { createHash } from 'node:crypto';
import type { SeriesSource } from '../../sources/source.ts';
import type { Owner } from '../../store/owner.ts';
import type { Priority } from '../../workers/pool.ts';
import type { ForecastPlan } from './plan-forecast.ts';

/** A forecast to make of all series of a query, from one origin. */
export interface ForecastRequest {
  readonly source: SeriesSource;
  /** Whose query it is: no owner is answered with another's forecasts. */
  readonly owner: Owner;
  readonly plan: ForecastPlan;
  /** The last instant it knows of, ms; a multiple of the step. */
  readonly origin: number;
  readonly seed: number;
  /** Stretches (ms, inclusive) of known incidents, which are not learned from. */
  readonly excluded?: readonly { readonly start: number; readonly end: number }[];
  /** Points at the end of the past for which one-step forecasts are wanted; none where absent. */
  readonly fitted?: number;
  readonly priority: Priority;
  readonly signal?: AbortSignal;
}

/**
 * The origin of a forecast that is asked for at `at` (ms): the last full step at or before it, and before now, since a range may end in the future.
 */
export function originAt(at: number, step: number, now: number): number {
  return Math.floor(Math.min(at, now) / step) * step;
}

/**
 * Origins of the forecasts that are shown beside the newest, newest first: multiples of the horizon, so that they stay where they are while the newest moves on, and
 * at least one horizon before it, so that all of them can be held against what came.
 */
export function earlierOrigins(origin: number, { horizon, step, query: { earlier } }: ForecastPlan): number[] {
  const first = Math.floor((origin - horizon) / horizon) * horizon;
  return Array.from({ length: earlier }, (_, index) => Math.floor((first - index * horizon) / step) * step);
}

/** Equal for requests that have the same answer. */
export function forecastKey({ source, owner, plan, origin, seed, excluded = [], fitted = 0 }: ForecastRequest): string {
  const { expr, forecaster, settings, step, trainingWindow, horizon, levels, exogenous, query } = plan;
  const content = [
    source.identity,
    expr,
    forecaster.id,
    Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)),
    [step, trainingWindow, horizon, levels, exogenous],
    [query.floor, query.ceiling, query.timeZone, seed, excluded, fitted],
  ];
  const hash = createHash('sha256').update(JSON.stringify(content)).digest('base64url');
  return JSON.stringify([owner.orgId, owner.datasource, hash, origin]);
}
