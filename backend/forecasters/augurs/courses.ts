import { prefixOf } from '../backtest/prefix.ts';
import type { SmoothingLaw } from '../ets/smoothing.ts';
import type { Component, FittedForecaster, Forecaster, Past, PointForecast } from '../forecaster.ts';
import { repeatSeason } from '../seasonal-naive/seasonal-naive.ts';
import { seasonName } from '../season-name.ts';

/** A forecast in its parts, which add up to it before floor and ceiling, and what is to be told of how it came about. */
export interface Course {
  readonly components: readonly Component[];
  readonly notes: readonly string[];
}

/** How a forecaster forecasts one past. */
export type CourseOf<S> = (past: Past, horizon: number, settings: S) => Course;

/** Steps kept of a fit where nobody said how many will be asked for. */
const KEPT = 64;

/** A course within the past's bounds. */
export function within(course: Float64Array, { floor, ceiling }: Past): Float64Array {
  return course.map((value) => Math.min(ceiling, Math.max(floor, value)));
}

/** What the parts add up to, within the past's bounds; what these take off or add is a part of its own, so that forecasts can be mixed part by part. */
export function forecastOf(components: readonly Component[], past: Past): PointForecast {
  const sum = new Float64Array(components[0].values.length);
  for (const { values } of components) {
    for (let i = 0; i < sum.length; i++) {
      sum[i] += values[i];
    }
  }
  const mean = within(sum, past);
  const bounded = mean.map((value, i) => value - sum[i]);
  return bounded.every((value) => value === 0)
    ? { mean, components }
    : { mean, components: [...components, { kind: 'other', name: 'Floor and ceiling', values: bounded }] };
}

/**
 * Fit and predict of a forecaster whose library keeps its parameters to itself: the model is the course it gave, as far as was asked for. A past that went
 * on since, or a longer horizon, is fitted anew.
 */
export function byCourse<S>(forecaster: string, own: CourseOf<S>) {
  const courseOf: CourseOf<S> = (past, horizon, settings) => {
    const course = orBefore(() => own(past, horizon, settings), past, horizon);
    return course.components.every(({ values }) => values.every(Number.isFinite))
      ? course
      : asBefore(past, horizon, 'The values are too large to be smoothed.');
  };
  return {
    fit: (pasts: readonly Past[], settings: S, _seed: number, horizon = KEPT): Promise<FittedForecaster[]> =>
      Promise.resolve(
        pasts.map((past) => {
          const { components, notes } = courseOf(past, horizon, settings);
          const parameters = { components: components.map(({ kind, name, values }) => ({ kind, name, values })) };
          return { forecaster, points: past.values.length, parameters, notes };
        })
      ),
    predict: (
      models: readonly FittedForecaster[],
      pasts: readonly Past[],
      horizon: number,
      settings: S
    ): Promise<PointForecast[]> =>
      Promise.resolve(
        pasts.map((past, i) => {
          const kept = (models[i].parameters as unknown as Pick<Course, 'components'>).components;
          const isEnough = models[i].points === past.values.length && kept[0].values.length >= horizon;
          const components = isEnough
            ? kept.map((part) => ({ ...part, values: part.values.slice(0, horizon) }))
            : courseOf(past, horizon, settings).components;
          return forecastOf(components, past);
        })
      ),
  };
}

/** The way out where a model cannot be fitted: the last season repeated, or the last value; `why` is a sentence. */
export function asBefore({ values, periods, step }: Past, horizon: number, why: string): Course {
  const period = periods[0] ?? 1;
  const what = period > 1 ? `the last season (${seasonName(period, step)})` : 'the last value';
  const component: Component = {
    kind: period > 1 ? 'season' : 'level',
    name: 'As before',
    values: repeatSeason(values, period, horizon),
  };
  return { components: [component], notes: [`${why} ${what[0].toUpperCase()}${what.slice(1)} is repeated.`] };
}

/** A law of smoothing serves so many origins of a back-test that follow it. */
const ORIGINS_A_LAW = 4;

/**
 * Rolling origins of a forecaster by courses, without the library, whose fits are dear: what it does by the same steps, with a law of smoothing from a grid. `own` gives
 * the steps after a past by a law it chooses (`law` null) or gets; null where there is nothing to smooth.
 */
export function rollCourses<S>(
  own: (past: Past, horizon: number, settings: S, law: SmoothingLaw | null) => SmoothedCourse | null
): NonNullable<Forecaster<S>['rolling']> {
  return (past, origins, horizon, settings) => {
    let law: SmoothingLaw | null = null;
    return Promise.resolve(
      origins.map((known, i) => {
        const prefix = prefixOf(past, known);
        const course = own(prefix, horizon, settings, i % ORIGINS_A_LAW === 0 ? null : law);
        law = course?.law ?? null;
        const values = course?.values ?? asBefore(prefix, horizon, '').components[0].values;
        return within(values, past);
      })
    );
  };
}

/** Steps ahead and the law they came by. */
export interface SmoothedCourse {
  readonly values: Float64Array;
  readonly law: SmoothingLaw;
}

/** The library's searches give up on some series by an error in words. */
function orBefore(course: () => Course, past: Past, horizon: number): Course {
  try {
    return course();
  } catch (error) {
    const words = error instanceof Error ? error.message : String(error);
    return asBefore(past, horizon, `The search for a model gave up (${words}).`);
  }
}

/** Whether all values are the same. */
export function isConstant(values: Float64Array): boolean {
  return values.every((value) => value === values[0]);
}

/** The last `most` values: what came long before says little of a level and costs time. */
export function newest(values: Float64Array, most: number): Float64Array {
  return values.subarray(Math.max(0, values.length - most));
}
