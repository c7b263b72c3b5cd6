import type { EngineConfig } from '../config.ts';
import { parseDuration } from '../../contract/duration.ts';
import { NightjarError } from '../errors.ts';
import { VERSION } from '../version.ts';
import { Evaluator } from '../evaluation/evaluator.ts';
import type { EvaluatorOptions } from '../evaluation/evaluator.ts';
import type { AlertService } from '../incidents/alert-service.ts';
import type { BacktestService } from '../monitors/backtest/backtest-service.ts';
import type { FeedbackService } from '../monitors/feedback/feedback-service.ts';
import type { MonitorFolder } from '../monitors/files/monitor-folder.ts';
import type { TrainingExclusions } from '../monitors/hygiene/training-exclusions.ts';
import type { MonitorService } from '../monitors/monitor-service.ts';
import type { Frame } from '../frames/frame.ts';
import type { Log } from '../log.ts';
import type { RecommendationService } from '../recommendations/recommendation-service.ts';
import type { SystemHealth } from '../incidents/records.ts';
import { Gate } from '../sources/prometheus/gate.ts';
import { configureProvider } from '../onnx/provider.ts';
import type { Owner } from '../store/owner.ts';
import type { Store } from '../store/store.ts';
import { WorkerPool } from '../workers/pool.ts';
import { asksAlerts } from './alert-query.ts';
import { answerAlerts } from './answer-alerts.ts';
import { answerMonitor } from './answer-monitor.ts';
import type { AnswerContext } from './answer-query.ts';
import type { AnomalyReply } from './anomaly-records.ts';
import { anomalyRecords, anomalyReply } from './anomaly-records.ts';
import { answerQuery, detect } from './answer-query.ts';
import { checkHealth } from './check-health.ts';
import type { LocalConnection, OpenConnection } from './connections.ts';
import { Connections } from './connections.ts';
import type { Connection, Engine, HealthReport, IncomingQuery, QueryAnswer } from './engine.ts';
import { Forecasts } from './forecasts.ts';
import type { AskedForecast } from './forecasts.ts';
import { ModelFiles } from './model-files.ts';
import type { AlertParts } from './make-alerts.ts';
import { makeAlerts } from './make-alerts.ts';
import { makeMonitors } from './make-monitors.ts';
import { makeRecommendations } from './make-recommendations.ts';
import type { RecommendationParts } from './make-recommendations.ts';
import { EngineMetrics } from './metrics.ts';
import { openStore } from './open-store.ts';
import { asksForecast, asksMonitor } from './query-model.ts';
import type { ResultOutlets } from './result-outlets.ts';
import { streamScores } from './stream-scores.ts';

type AnswerOptions = { readonly signal?: AbortSignal; readonly patient?: boolean };

const ALERT_RANGE_MS = 86_400_000;
/** Between two lines on a store that fails. */
const QUIET_MS = 60_000;
/** Replies from this size on are read in a worker. */
const PARSE_INLINE_BYTES = 256 * 1024;

/** The engine without its routes: answers, health, streams, metrics. */
export class EngineCore implements Omit<Engine, 'app' | 'readApi'> {
  readonly config: EngineConfig;
  readonly connections: Connections;
  readonly store: Store;
  readonly evaluator: Evaluator;
  readonly models: ModelFiles;
  readonly monitors: MonitorService;
  readonly forecasts: Forecasts;
  readonly feedback: FeedbackService;
  readonly exclusions: TrainingExclusions;
  readonly backtests: BacktestService;
  readonly outlets: ResultOutlets;
  readonly alerts: AlertService;
  readonly recommendations: RecommendationService;
  private readonly alertParts: AlertParts;
  private readonly recommendationParts: RecommendationParts;
  private readonly folder: MonitorFolder | null;
  readonly version = VERSION;
  readonly startedAt = Date.now();
  private readonly log: Log;
  private readonly pool: WorkerPool;
  private readonly counters: EngineMetrics;
  private storeFailureToldAt = -Infinity;
  /** Alerts never wait behind dashboards. */
  private readonly gates: Record<'alert' | 'answer', Gate>;

  constructor(config: EngineConfig, log: Log) {
    this.config = config;
    this.log = log;
    const said = new Set<string>();
    const sayOnce = (line: string): void => {
      if (!said.has(line)) {
        said.add(line);
        log('info', line);
      }
    };
    configureProvider(config.provider, sayOnce);
    this.pool = new WorkerPool(config.workers, { provider: config.provider }, sayOnce);
    this.gates = {
      alert: new Gate(config.maxConcurrentQueries),
      answer: new Gate(config.maxConcurrentQueries),
    };
    const { store, identityKey, vaultKey } = openStore(config, log);
    this.store = store;
    this.models = new ModelFiles(store, this.pool, config.storeMaxFileBytes);
    const limits = { maxReplyBytes: config.maxReplyBytes, concurrency: config.sourceConcurrency };
    this.connections = new Connections(limits, identityKey, (body, grid, signal) => {
      const inline = body.length <= PARSE_INLINE_BYTES;
      const whole = body.buffer instanceof ArrayBuffer && body.byteLength === body.buffer.byteLength;
      const transfer = whole && !inline ? [body.buffer as ArrayBuffer] : [];
      return this.pool.run('parseMatrix', { body, grid }, { priority: 'answer', inline, signal, transfer });
    });
    this.counters = new EngineMetrics(() => ({
      models: this.evaluator.cache.models,
      modelBytes: this.evaluator.cache.bytes,
      waitingFits: this.evaluator.waitingFits,
      connections: this.connections.size,
    }));
    const observer: EvaluatorOptions['observer'] = {
      fitted: (...args) => this.counters.fitted(...args),
      cacheLookup: (hit) => this.counters.cacheLookup(hit),
      backgroundFailed: (error) => {
        this.counters.backgroundFailed();
        this.log('warn', 'A background fit failed; a query tries it again in a minute.', { reason: error.message });
      },
      storeFailed: (error) => this.storeFailed(error),
      failed: (error) => {
        this.log('error', 'Models could not be fitted or scored.', { reason: reasonOf(error.cause ?? error) });
      },
    };
    this.evaluator = new Evaluator(this.pool, {
      refitEvery: parseDuration(config.refitEvery) ?? 86_400_000,
      maxFitsPerSeries: config.maxFitsPerSeries,
      modelCacheBytes: config.modelCacheBytes,
      store: this.store,
      observer,
    });
    const { pool, connections, models, counters } = this;
    this.forecasts = new Forecasts(pool, counters, observer, config.forecastCacheBytes);
    const parts = makeMonitors({
      config,
      log,
      store,
      vaultKey,
      outletKey: identityKey,
      pool,
      connections,
      models,
      counters,
      observer,
    });
    this.monitors = parts.monitors;
    this.feedback = parts.feedback;
    this.exclusions = parts.exclusions;
    this.backtests = parts.backtests;
    this.folder = parts.folder;
    this.outlets = parts.outlets;
    this.alertParts = makeAlerts({ ...parts, config, log, store });
    this.alerts = this.alertParts.alerts;
    this.recommendationParts = makeRecommendations({ ...parts, config, log, store, pool, alerts: this.alerts });
    this.recommendations = this.recommendationParts.recommendations;
  }

  async answerQueries(
    connection: Connection,
    queries: readonly IncomingQuery[],
    options: AnswerOptions = {}
  ): Promise<QueryAnswer[]> {
    if (queries.length > this.config.maxQueries) {
      const text = `One request may hold ${this.config.maxQueries} queries (maxQueries), and this one holds ${queries.length}: split it.`;
      return queries.map(({ refId }) => ({ refId, frames: [], error: new NightjarError('too-large', text) }));
    }
    this.see(connection);
    const open = this.open(connection);
    if (open instanceof NightjarError) {
      return queries.map(({ refId }) => ({ refId, frames: [], error: open }));
    }
    if ('remote' in open) {
      return open.remote.answerQueries(queries, options);
    }
    const owner = ownerOf(connection);
    return Promise.all(queries.map((query) => this.answerOne(open, owner, query, options)));
  }

  /** The anomalies of a query as records. Throws NightjarErrors. */
  async findAnomalies(
    connection: Connection,
    query: IncomingQuery,
    options: AnswerOptions = {}
  ): Promise<AnomalyReply> {
    const open = this.connections.get(connection);
    const { patient, signal } = options;
    if ('remote' in open) {
      const { model, from, to } = query;
      const body = { ...(typeof model === 'object' ? model : {}), from, to, patient };
      return anomalyReply.parse(await open.remote.post('/api/v1/anomalies', body, signal));
    }
    const context = this.context(open, ownerOf(connection), query, options);
    const detections = await this.gates[context.priority].run(() => detect(query, context), signal);
    const { notices, pendingFits } = detections;
    return { anomalies: anomalyRecords(detections), notices: [...notices], pendingFits };
  }

  /**
   * Has `ask` answer a query of the routes with this engine's forecasts, or asks the same path of the engine that the datasource is pointed at. Throws NightjarErrors.
   */
  async askForecasts<T>(
    connection: Connection,
    query: AskedForecast & { readonly path: string; readonly patient: boolean },
    reply: { parse(data: unknown): T },
    signal: AbortSignal,
    ask: (context: AnswerContext) => Promise<T>
  ): Promise<T> {
    const { model, at, path, patient } = query;
    this.see(connection);
    const open = this.connections.get(connection);
    if ('remote' in open) {
      return reply.parse(
        await open.remote.post(path, { ...(typeof model === 'object' ? model : {}), at, patient }, signal)
      );
    }
    const incoming = { refId: 'A', model, from: at - ALERT_RANGE_MS - 1, to: at };
    const context = this.context(open, ownerOf(connection), incoming, { signal, patient });
    return await this.gates[context.priority].run(() => ask(context), signal);
  }

  checkHealth(connection: Connection, signal?: AbortSignal): Promise<HealthReport> {
    this.see(connection);
    return checkHealth(() => this.connections.get(connection), this.store, signal);
  }

  streamScores(connection: Connection, model: unknown, signal: AbortSignal): AsyncIterable<Frame> {
    return streamScores(this, connection, this.connections.get(connection).settings, model, signal);
  }

  /** What a metadata path of Prometheus answers; `path` comes from the routes' fixed list. Throws NightjarErrors. */
  metadata(
    connection: Connection,
    path: string,
    parameters: Readonly<Record<string, string | readonly string[]>>,
    signal?: AbortSignal
  ): Promise<unknown> {
    const open = this.connections.get(connection);
    return 'remote' in open
      ? open.remote.metadata(path, parameters, signal)
      : open.source.metadata(path, parameters, signal);
  }

  /** The health score, what costs points, and what is recommended first. Rejects with NightjarErrors. */
  systemHealth(owner: Owner): Promise<SystemHealth> {
    return this.recommendationParts.systemHealth(owner);
  }

  async metrics(): Promise<string> {
    return (await this.counters.registry.metrics()) + (await this.outlets.exposition());
  }

  /** Notes how a datasource is reached, for its monitors: every door says so with each request. */
  see(connection: Connection): void {
    const { settings, secrets } = connection;
    this.monitors.see(ownerOf(connection), { settings, secrets });
    this.outlets.see(connection);
  }

  /** Begins with what goes on without requests: monitors, and the files they are kept in. */
  start(): void {
    this.alertParts.alerts.start();
    this.alertParts.own.start();
    this.alertParts.poller.start();
    this.monitors.start();
    this.recommendationParts.health.start();
    this.recommendations.start();
    this.folder?.start();
  }

  async close(): Promise<void> {
    await this.folder?.close();
    await this.outlets.close();
    const tested = this.backtests.close();
    await this.alertParts.poller.close();
    const looked = this.recommendations.close();
    // Told first: fits that wait are given up then, instead of failing one after the other.
    const evaluated = Promise.all([this.evaluator.close(), this.monitors.close()]);
    await this.pool.close();
    await this.connections.close();
    await Promise.all([evaluated, tested, looked]);
    await this.recommendationParts.health.close();
    await this.alertParts.own.close();
    await this.alerts.close();
    await this.store.close();
  }

  /** A disk that is full fails with every query: one line a minute says so. */
  private storeFailed(error: NightjarError): void {
    this.counters.storeFailed();
    this.store.noteFailure(error);
    if (performance.now() - this.storeFailureToldAt > QUIET_MS) {
      this.storeFailureToldAt = performance.now();
      this.log('error', 'Models could not be kept in the store, or not be read from it.', {
        reason: reasonOf(error.cause ?? error),
      });
    }
  }

  private open(connection: Connection): OpenConnection | NightjarError {
    try {
      return this.connections.get(connection);
    } catch (error) {
      if (error instanceof NightjarError) {
        return error;
      }
      throw error;
    }
  }

  private async answerOne(
    open: LocalConnection,
    owner: Owner,
    query: IncomingQuery,
    options: AnswerOptions
  ): Promise<QueryAnswer> {
    const started = performance.now();
    const context = this.context(open, owner, query, options);
    const answer = await this.gates[context.priority]
      .run(() => this.answerWith(query, context), options.signal)
      .catch((error: unknown): QueryAnswer => ({
        refId: query.refId,
        frames: [],
        error: new NightjarError('cancelled', 'The request was cancelled.', { cause: error }),
      }));
    this.count(answer, (performance.now() - started) / 1000);
    return answer;
  }

  private answerWith(query: IncomingQuery, context: AnswerContext): Promise<QueryAnswer> {
    const { owner, datasource } = context;
    if (asksAlerts(query.model)) {
      const { alerts, recommendations } = this;
      return answerAlerts(query, { alerts, recommendations, health: this.recommendationParts.health, owner });
    }
    if (asksForecast(query.model)) {
      return this.forecasts.answer(query, context);
    }
    return asksMonitor(query.model)
      ? answerMonitor(query, { monitors: this.monitors, owner, datasource })
      : answerQuery(query, context);
  }

  /** Who waits for a short range in full is an alert rule, or as quick to serve. */
  private context(
    open: LocalConnection,
    owner: Owner,
    { from, to }: IncomingQuery,
    { patient = false, signal }: AnswerOptions
  ): AnswerContext & { readonly priority: 'alert' | 'answer' } {
    const priority = patient && to - from <= ALERT_RANGE_MS ? 'alert' : 'answer';
    const { evaluator, models, config } = this;
    const { source, settings: datasource } = open;
    return { evaluator, models, source, owner, datasource, seed: config.seed, patient, priority, signal };
  }

  private count({ frames, error }: QueryAnswer, seconds: number): void {
    this.counters.queries.inc({ status: error?.code ?? 'ok' });
    this.counters.querySeconds.observe(seconds);
    this.counters.points.inc(frames.reduce((sum, { fields }) => sum + (fields[0]?.values.length ?? 0), 0));
    if (error?.code === 'internal' || error?.code === 'engine-failure') {
      this.log('error', 'A query failed in an unforeseen way.', { reason: reasonOf(error.cause) });
    }
  }
}

function ownerOf({ orgId, uid }: Connection): Owner {
  return { orgId, datasource: uid };
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
