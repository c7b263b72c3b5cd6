import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { WriteObserver } from '../remote-write/remote-writer.ts';

/** What the engine counts of itself, as Prometheus metrics with the prefix `nightjar_`. */
export class EngineMetrics {
  readonly registry = new Registry();
  readonly queries: Counter<'status'>;
  readonly points: Counter;
  readonly querySeconds: Histogram;
  private readonly fits: Counter<'detector'>;
  private readonly fitSeconds: Histogram<'detector'>;
  private readonly forecasts: Counter<'forecaster'>;
  private readonly forecastSeconds: Histogram<'forecaster'>;
  private readonly lookups: Counter<'result'>;
  private readonly backgroundFailures: Counter;
  private readonly storeFailures: Counter;
  private readonly evaluations: Counter<'status'>;
  private readonly evaluationSeconds: Histogram;

  /** `state` is read at each scrape. */
  constructor(state: () => { models: number; modelBytes: number; waitingFits: number; connections: number }) {
    const registers = [this.registry];
    collectDefaultMetrics({ register: this.registry, prefix: 'nightjar_' });
    this.queries = new Counter({
      name: 'nightjar_queries_total',
      help: 'Queries answered, by ok or the code of their error.',
      labelNames: ['status'],
      registers,
    });
    this.points = new Counter({ name: 'nightjar_points_total', help: 'Points answered with.', registers });
    this.querySeconds = new Histogram({
      name: 'nightjar_query_duration_seconds',
      help: 'Time to answer a query, Prometheus included.',
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
      registers,
    });
    this.fits = new Counter({
      name: 'nightjar_fits_total',
      help: 'Models fitted.',
      labelNames: ['detector'],
      registers,
    });
    this.fitSeconds = new Histogram({
      name: 'nightjar_fit_duration_seconds',
      help: 'Time of a fitting job, waiting for a worker included.',
      labelNames: ['detector'],
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30],
      registers,
    });
    this.forecasts = new Counter({
      name: 'nightjar_forecasts_total',
      help: 'Series forecast, back-test and intervals included.',
      labelNames: ['forecaster'],
      registers,
    });
    this.forecastSeconds = new Histogram({
      name: 'nightjar_forecast_duration_seconds',
      help: 'Time to forecast all series of a query from one origin, waiting for workers included.',
      labelNames: ['forecaster'],
      buckets: [0.05, 0.1, 0.5, 1, 5, 30, 120],
      registers,
    });
    this.lookups = new Counter({
      name: 'nightjar_model_lookups_total',
      help: 'Looks into the model cache: hit when every model a stretch needs was there.',
      labelNames: ['result'],
      registers,
    });
    this.backgroundFailures = new Counter({
      name: 'nightjar_background_fit_failures_total',
      help: 'Background fits that failed; the next query tries them again.',
      registers,
    });
    this.storeFailures = new Counter({
      name: 'nightjar_store_failures_total',
      help: 'Times that models could not be kept in the store or read from it; the log says why.',
      registers,
    });
    this.evaluations = new Counter({
      name: 'nightjar_monitor_evaluations_total',
      help: 'Evaluations of monitors, by ok or the code of their error.',
      labelNames: ['status'],
      registers,
    });
    this.evaluationSeconds = new Histogram({
      name: 'nightjar_monitor_evaluation_seconds',
      help: 'Time of an evaluation of one monitor, Prometheus and the store included.',
      buckets: [0.01, 0.05, 0.1, 0.5, 1, 5, 30, 120],
      registers,
    });
    const gauges = {
      models: ['nightjar_models', 'Fitted models in memory.'],
      modelBytes: ['nightjar_model_bytes', 'Bytes of fitted models in memory.'],
      waitingFits: ['nightjar_background_fits_waiting', 'Background fitting jobs not yet done.'],
      connections: ['nightjar_connections', 'Datasource connections in use.'],
    } as const;
    for (const [key, [name, help]] of Object.entries(gauges)) {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers,
        collect: () => gauge.set(state()[key as keyof typeof gauges]),
      });
    }
  }

  fitted(detector: string, models: number, seconds: number): void {
    this.fits.inc({ detector }, models);
    this.fitSeconds.observe({ detector }, seconds);
  }

  forecast(forecaster: string, series: number, seconds: number): void {
    this.forecasts.inc({ forecaster }, series);
    this.forecastSeconds.observe({ forecaster }, seconds);
  }

  /** `status`: ok or the code of the error. */
  evaluated(status: string, seconds: number): void {
    this.evaluations.inc({ status });
    this.evaluationSeconds.observe(seconds);
  }

  /** Has the state of the monitors read at each scrape. */
  watchMonitors(state: () => { readonly lagSeconds: number; readonly states: Readonly<Record<string, number>> }): void {
    const registers = [this.registry];
    const lag: Gauge = new Gauge({
      name: 'nightjar_monitor_lag_seconds',
      help: 'How long the oldest due evaluation of a monitor has waited beyond its time.',
      registers,
      collect: () => lag.set(state().lagSeconds),
    });
    const monitors: Gauge<'state'> = new Gauge({
      name: 'nightjar_monitors',
      help: 'Monitors that this process evaluates, by state.',
      labelNames: ['state'],
      registers,
      collect: () => {
        monitors.reset();
        Object.entries(state().states).forEach(([name, count]) => monitors.set({ state: name }, count));
      },
    });
  }

  /** Counts what is sent by remote write. */
  remoteWrite(): WriteObserver {
    const registers = [this.registry];
    const sent = new Counter({
      name: 'nightjar_remote_write_samples_total',
      help: 'Samples of results that were sent by remote write and taken.',
      registers,
    });
    const dropped = new Counter({
      name: 'nightjar_remote_write_dropped_samples_total',
      help: 'Samples of results that will never be sent: refused by the receiver, or too old when it was back.',
      labelNames: ['reason'],
      registers,
    });
    const failures = new Counter({
      name: 'nightjar_remote_write_failures_total',
      help: 'Tries to send results that failed and are repeated.',
      registers,
    });
    return {
      sent: (samples) => sent.inc(samples),
      dropped: (samples, reason) => dropped.inc({ reason }, samples),
      failed: () => failures.inc(),
    };
  }

  cacheLookup(hit: boolean): void {
    this.lookups.inc({ result: hit ? 'hit' : 'miss' });
  }

  storeFailed(): void {
    this.storeFailures.inc();
  }

  backgroundFailed(): void {
    this.backgroundFailures.inc();
  }
}
