import { forecastGroup } from '../../../backend/forecasts/forecast-series.ts';
import { hitSteps, hitTimes } from '../../../backend/forecasts/predictions/hit-times.ts';
import type { Courses } from '../../../backend/forecasts/predictions/hit-times.ts';
import { STEP_MS, makeHitCase } from './hit-case.ts';
import type { HitCase } from './hit-case.ts';

/** Cases from `first` on, forecast and judged. */
export interface HitRun {
  readonly first: number;
  readonly count: number;
  readonly horizon: number;
  readonly seed: number;
  readonly forecaster: string;
}

/** What courses say of one case; hit times in steps, infinite where not within the horizon. */
export interface Said {
  /** By when 10, 50 and 90 in 100 courses hit the near limit. */
  readonly quantiles: readonly number[];
  /** Probability that the far limit is hit within the horizon. */
  readonly probability: number;
}

/** One case: what the law and the forecast said, and what came. */
export interface HitResult {
  readonly law: string;
  readonly known: Said;
  readonly forecast: Said;
  readonly hit: number;
  readonly farHit: boolean;
}

/** A task of the pool. */
export async function runTask({ first, count, horizon, seed, forecaster }: HitRun): Promise<HitResult[]> {
  const cases = Array.from({ length: count }, (_, i) => makeHitCase(first + i, horizon, seed));
  const forecasts = await forecastGroup(
    cases.map(({ times, history }, i) => ({ labels: { case: String(first + i) }, times, values: history })),
    { forecaster, step: STEP_MS, horizon: horizon * STEP_MS, levels: [0.95], floor: 'auto', ceiling: 'none', seed: 1 }
  );
  return cases.map((one, i) => {
    const last = one.history[one.history.length - 1];
    return {
      law: one.law,
      known: saidOf(one, one.known, last),
      forecast: saidOf(one, forecasts[i], last),
      hit: hitSteps(one.came, one.near, one.side, last)[0],
      farHit: Number.isFinite(hitSteps(one.came, one.far, one.side, last)[0]),
    };
  });
}

function saidOf({ near, far, side }: HitCase, courses: Courses, last: number): Said {
  const { p10, p50, p90 } = hitTimes(courses, near, side, last);
  return {
    quantiles: [p10, p50, p90].map((ms) => (ms === null ? Number.POSITIVE_INFINITY : ms / STEP_MS)),
    probability: hitTimes(courses, far, side, last).probability,
  };
}
