import { asNightjarError } from '../../errors.ts';
import type { NightjarError } from '../../errors.ts';
import type { Forecast } from '../../forecasts/forecast.ts';
import type { ForecastInput } from '../../workers/forecast-task.ts';
import type { WorkerPool } from '../../workers/pool.ts';
import { History } from '../history.ts';
import type { KeyedSeries } from '../history.ts';
import { explainingOf, fetchExogenous } from './exogenous.ts';
import type { Explaining } from './exogenous.ts';
import { ForecastCache } from './forecast-cache.ts';
import type { ForecastEvaluation, ForecastNotice, ForecastSeries } from './forecast-evaluation.ts';
import type { ForecastRequest } from './forecast-request.ts';
import { forecastKey } from './forecast-request.ts';

export interface ForecastEvaluatorOptions {
  /** The most that forecasts may take in memory. */
  readonly cacheBytes: number;
  readonly now: () => number;
  readonly observer: {
    forecast(forecaster: string, series: number, seconds: number): void;
    failed(error: NightjarError): void;
  };
}

/** Points of training that one job forecasts from: small enough that an alert never waits long behind it. */
const POINTS_PER_JOB = 4_000;
/** Simulated courses of a series, and numbers in all of them from which on there are fewer courses. */
const PATHS = { most: 500, least: 200, numbers: 500_000 } as const;
/** A series without a value for so many steps, and for longer than the horizon, has ended. */
const ENDED_STEPS = 10;

/** Forecasts queries so that an origin has the same forecast whoever asks and whenever: it knows the training window before the origin, and nothing after it. */
export class ForecastEvaluator {
  readonly cache: ForecastCache<ForecastEvaluation>;
  private readonly pool: Pick<WorkerPool, 'run' | 'size'>;
  private readonly options: ForecastEvaluatorOptions;

  constructor(pool: Pick<WorkerPool, 'run' | 'size'>, options: ForecastEvaluatorOptions) {
    this.pool = pool;
    this.options = options;
    this.cache = new ForecastCache(options.cacheBytes);
  }

  /** Throws what the source throws, and what fails with every series; what fails with some of them is told in notices. */
  async evaluate(request: ForecastRequest): Promise<ForecastEvaluation> {
    const [evaluation] = await this.evaluateAll(request, [request.origin]);
    return evaluation;
  }

  /** One evaluation an origin, all from one fetched history. */
  evaluateAll(request: ForecastRequest, origins: readonly number[]): Promise<ForecastEvaluation[]> {
    const { source, plan, signal } = request;
    const { step, trainingWindow } = plan;
    const history = new History(source, plan.expr, step);
    const keys = origins.map((origin) => forecastKey({ ...request, origin }));
    const missing = origins.filter((_, index) => !this.cache.has(keys[index]));
    const cover = Promise.withResolvers<void>();
    cover.promise.catch(() => undefined);
    if (missing.length > 0) {
      const [first, last] = [Math.min(...missing), Math.max(...missing)];
      history.cover(first - trainingWindow, last + step, signal).then(cover.resolve, cover.reject);
    } else {
      cover.resolve();
    }
    return Promise.all(
      origins.map((origin, index) =>
        this.cache.get(keys[index], signal, async () => {
          await cover.promise;
          // Nothing to do where it is covered; who comes here after another's cancelled attempt fetches it himself.
          await history.cover(origin - trainingWindow, origin + step, signal);
          return await this.compute({ ...request, origin }, history);
        })
      )
    );
  }

  private async compute(request: ForecastRequest, history: History): Promise<ForecastEvaluation> {
    const { plan, origin } = request;
    const started = performance.now();
    const explaining = await fetchExogenous(request, this.options.now());
    const all = history.window(origin - plan.trainingWindow, origin + plan.step);
    const living = all.filter(({ series }) => !hasEnded(series.values, plan));
    const failures: NightjarError[] = [];
    const found: ForecastSeries[] = [];
    const jobs = intoJobs(living, request).values();
    const line = async (): Promise<void> => {
      for (const job of jobs) {
        try {
          const forecasts = await this.forecast(request, job, explaining);
          found.push(...job.map(({ key, series }, index) => ({ key, series, forecast: forecasts[index] })));
        } catch (error) {
          const failure = asNightjarError(error);
          // What nobody waits for any more is no failure, and must not be taken for the answer of those who ask next.
          if (failure.code === 'cancelled') {
            throw failure;
          }
          failures.push(failure);
        }
      }
    };
    await Promise.all(Array.from({ length: this.pool.size + 1 }, line));
    failures.filter(({ code }) => code !== 'busy').forEach((failure) => this.options.observer.failed(failure));
    if (failures.length > 0 && found.length === 0) {
      throw failures[0];
    }
    this.options.observer.forecast(plan.forecaster.id, found.length, (performance.now() - started) / 1000);
    const series = found.sort((a, b) => (a.key < b.key ? -1 : 1));
    const warnings = [history, ...explaining.map(({ past }) => past)].flatMap((one) => [...one.warnings]);
    const notices = noticesOf(new Set(warnings), failures, all.length, living.length);
    return { origin, series, notices, bytes: series.reduce((sum, one) => sum + bytesOf(one), 0) };
  }

  private forecast(
    request: ForecastRequest,
    job: readonly KeyedSeries[],
    explaining: readonly Explaining[]
  ): Promise<Forecast[]> {
    const { plan, seed, excluded = [], fitted = 0, priority, signal } = request;
    const { forecaster, settings, step, horizon, levels, query } = plan;
    const times = job[0].series.times.slice();
    const known = (values: Float64Array): number => values.findLastIndex((value) => !Number.isNaN(value)) + 1;
    const input: ForecastInput = {
      // Copies, since a view would take the whole history to the worker with it. A forecast begins after the last value there is.
      series: job.map(({ series: { labels, values } }) => {
        const end = known(values);
        return { labels, times: end < times.length ? times.slice(0, end) : times, values: values.slice(0, end) };
      }),
      exogenous: job.map(({ series: { labels, values } }) => explainingOf(labels, known(values), explaining)),
      forecaster: forecaster.id,
      settings,
      step,
      horizon,
      levels,
      floor: query.floor,
      ceiling: query.ceiling,
      timeZone: query.timeZone,
      excluded,
      seed,
      paths: Math.round(Math.min(PATHS.most, Math.max(PATHS.least, PATHS.numbers / (horizon / step)))),
      fitted,
    };
    return this.pool.run('forecast', input, { priority, signal });
  }
}

/** Series of one job each, in the order of their keys; all in one where the forecaster learns from all of them. */
function intoJobs(series: readonly KeyedSeries[], { plan }: ForecastRequest): KeyedSeries[][] {
  if (series.length === 0) {
    return [];
  }
  const points = Math.max(1, series[0].series.values.length);
  const size = plan.forecaster.isJoint ? series.length : Math.max(1, Math.floor(POINTS_PER_JOB / points));
  return Array.from({ length: Math.ceil(series.length / size) }, (_, job) =>
    series.slice(job * size, (job + 1) * size)
  );
}

function hasEnded(
  values: Float64Array,
  { horizon, step }: { readonly horizon: number; readonly step: number }
): boolean {
  const last = values.findLastIndex((value) => !Number.isNaN(value));
  return last < 0 || values.length - 1 - last > Math.max(ENDED_STEPS, horizon / step);
}

function noticesOf(
  warnings: ReadonlySet<string>,
  failures: readonly NightjarError[],
  all: number,
  living: number
): ForecastNotice[] {
  const notices: ForecastNotice[] = [...warnings].map((text) => ({ severity: 'warning', text }));
  for (const message of new Set(failures.map((failure) => failure.message))) {
    notices.push({ severity: 'warning', text: `Some series could not be forecast: ${message}` });
  }
  if (living < all) {
    const which = all === 1 ? 'The series has' : `${all - living} of ${all} series have`;
    notices.push({
      severity: 'info',
      text: `${which} ended before the forecast begins, and no forecast is made of ended series.`,
    });
  }
  return notices;
}

function bytesOf({ key, series, forecast }: ForecastSeries): number {
  const { mean, times, intervals, components, paths, fitted } = forecast;
  const lines = 1 + 2 * intervals.length + components.length;
  const numbers = times.length + lines * mean.length + 2 * fitted.times.length;
  return 2_000 + key.length + series.values.byteLength + 8 * numbers + paths.values.byteLength;
}
