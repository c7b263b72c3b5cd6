import type { PredictionKind } from '../../contract/forecast.ts';
import type { EvaluatorOptions } from '../evaluation/evaluator.ts';
import type { ForecastEvaluator } from '../evaluation/forecasts/forecast-evaluator.ts';
import type { ForecastReply, PredictionReply } from '../forecasts/forecast-record.ts';
import type { WorkerPool } from '../workers/pool.ts';
import type { AnswerContext } from './answer-query.ts';
import type { IncomingQuery, QueryAnswer } from './engine.ts';
import type { ForecastContext } from './forecasting.ts';
import type { EngineMetrics } from './metrics.ts';

/** A query of the routes: its model, and when the forecast begins (ms). */
export interface AskedForecast {
  readonly model: unknown;
  readonly at: number;
}

/** The engine's forecasts. All they are made with is loaded when the first one is asked for, so that a start without any costs nothing more. */
export class Forecasts {
  private readonly pool: WorkerPool;
  private readonly counters: EngineMetrics;
  private readonly observer: Pick<EvaluatorOptions['observer'], 'failed'>;
  private readonly cacheBytes: number;
  private evaluator: Promise<ForecastEvaluator> | undefined;

  constructor(
    pool: WorkerPool,
    counters: EngineMetrics,
    observer: Pick<EvaluatorOptions['observer'], 'failed'>,
    cacheBytes: number
  ) {
    this.pool = pool;
    this.counters = counters;
    this.observer = observer;
    this.cacheBytes = cacheBytes;
  }

  /** Frames of a query that asks for a forecast; errors become the answer's error. */
  async answer(query: IncomingQuery, context: AnswerContext): Promise<QueryAnswer> {
    const { answerForecast } = await import('./answer-forecast.ts');
    return answerForecast(query, await this.with(context));
  }

  /** Throws NightjarErrors. */
  async records({ model, at }: AskedForecast, context: AnswerContext): Promise<ForecastReply> {
    const { forecastRecords } = await import('./forecast-records.ts');
    return forecastRecords(model, at, await this.with(context));
  }

  /** Throws NightjarErrors. */
  async predictions(
    kind: PredictionKind,
    { model, at }: AskedForecast,
    context: AnswerContext
  ): Promise<PredictionReply> {
    const { predictionRecords } = await import('./forecast-records.ts');
    return predictionRecords(kind, model, at, await this.with(context));
  }

  private async with(context: AnswerContext): Promise<ForecastContext> {
    this.evaluator ??= this.make();
    return { ...context, forecasts: await this.evaluator, now: Date.now };
  }

  private async make(): Promise<ForecastEvaluator> {
    const { ForecastEvaluator: Made } = await import('../evaluation/forecasts/forecast-evaluator.ts');
    return new Made(this.pool, {
      cacheBytes: this.cacheBytes,
      now: Date.now,
      observer: {
        forecast: (forecaster, series, seconds) => this.counters.forecast(forecaster, series, seconds),
        failed: this.observer.failed,
      },
    });
  }
}
