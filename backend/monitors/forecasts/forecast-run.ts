import { formatDuration } from '../../../contract/duration.ts';
import { unitOf } from '../../../contract/units.ts';
import { NightjarError, asNightjarError } from '../../errors.ts';
import { ForecastEvaluator } from '../../evaluation/forecasts/forecast-evaluator.ts';
import type { ForecastEvaluation } from '../../evaluation/forecasts/forecast-evaluation.ts';
import type { ForecastRequest } from '../../evaluation/forecasts/forecast-request.ts';
import type { ForecastPlan } from '../../evaluation/forecasts/plan-forecast.ts';
import { findLimits } from '../../evaluation/forecasts/limits.ts';
import { hitTimes } from '../../forecasts/predictions/hit-times.ts';
import { recordForecast } from '../../forecasts/record-forecast.ts';
import type { EvaluationCommit } from '../../store/monitors/records.ts';
import { untrainedOf } from '../evaluation/begin.ts';
import type { Aside, Evaluated, EvaluationRun } from '../evaluation/evaluation-run.ts';
import type { MonitorParts } from '../evaluation/run-context.ts';
import { newestInstant, nextDue } from '../schedule/instants.ts';
import { addCost, emptyStatus, readStatus } from '../status.ts';
import type { Status } from '../status.ts';
import type { PlacedForecast } from './forecast-chunk.ts';
import { encodeForecasts } from './forecast-chunk.ts';
import { encodePasts } from './forecast-pasts.ts';

/** From this probability on a series counts as one that will go past its limit. */
const LIKELY = 0.5;

/**
 * One forecast monitor at one version: foretells all its series once an interval, from the newest instant there is. What was missed is not foretold afterwards, since
 * nobody could have read it then; a restart foretells anew only where the interval has not been served.
 */
export class ForecastRun implements EvaluationRun {
  readonly parts: MonitorParts;
  status: Status = emptyStatus();
  evaluatedTo: number | null = null;
  private readonly plan: ForecastPlan;
  private readonly evaluator: ForecastEvaluator;
  private ordinals = new Map<string, number>();
  private isOpen = false;

  constructor(parts: MonitorParts, plan: ForecastPlan) {
    this.parts = parts;
    this.plan = plan;
    const { pool, now, observer } = parts;
    // Nobody asks twice for the same: what is foretold is read from the store.
    this.evaluator = new ForecastEvaluator(pool, {
      cacheBytes: 0,
      now,
      observer: { forecast: () => undefined, failed: (error) => observer.failed(error) },
    });
  }

  async evaluate(now: number, signal?: AbortSignal, aside: Aside = (task) => task()): Promise<Evaluated> {
    const { plan, fits } = this.parts;
    try {
      if (!this.isOpen) {
        await this.open();
      }
      const origin = newestInstant(plan, now);
      if (this.isDue(now) && (this.evaluatedTo === null || origin > this.evaluatedTo)) {
        // Detection goes on meanwhile.
        await aside(() => fits.forecasts.run(() => this.foretell(origin, now, signal), signal));
      }
      return { detections: [], isBehind: false };
    } catch (error) {
      this.forget();
      const { code, message } = asNightjarError(error);
      this.status.failure = { at: now, code, message };
      throw error;
    }
  }

  /** It detects nothing. */
  latest(): [] {
    return [];
  }

  forget(): void {
    this.isOpen = false;
    this.evaluator.cache.clear();
  }

  /** Reads where the last process, or version, stopped. */
  private async open(): Promise<void> {
    const { store, row } = this.parts;
    const [[state], series] = await Promise.all([store.loadMonitorStates([row.id]), store.monitorSeries(row.id)]);
    const own = state?.version === row.version ? state : null;
    this.ordinals = new Map(series.map(({ key, ordinal }) => [key, ordinal]));
    this.evaluatedTo = own?.evaluatedTo ?? null;
    const { failure } = this.status;
    this.status = { ...(own ? readStatus(own.status) : emptyStatus()), failure };
    this.isOpen = true;
  }

  private isDue(now: number): boolean {
    const { row, plan } = this.parts;
    const { fittedAt } = this.status;
    return this.evaluatedTo === null || fittedAt === null || nextDue(row.id, plan, fittedAt) <= now;
  }

  private async foretell(origin: number, now: number, signal?: AbortSignal): Promise<void> {
    const { row, source, seed } = this.parts;
    const started = performance.now();
    const excluded = await untrainedOf(this.parts, origin);
    const request: ForecastRequest = {
      source,
      owner: row.owner,
      plan: this.plan,
      origin,
      seed,
      excluded,
      priority: 'background',
      signal,
    };
    const told = await this.evaluator.evaluate(request);
    this.evaluator.cache.clear();
    const limits = await findLimits(
      request,
      told.series.map(({ series }) => series.labels)
    );
    const placed = this.place(told, limits.values);
    this.status.warnings = [...told.notices, ...limits.notices].map(({ text }) => text);
    this.note(placed, now, performance.now() - started);
    await this.keep(told, placed, origin);
  }

  private place(told: ForecastEvaluation, limits: readonly (number | null)[]): PlacedForecast[] {
    const side = this.plan.query.limit.side;
    return told.series.map(({ key, series, forecast }, i) => {
      const ordinal = this.ordinals.get(key) ?? this.ordinals.size;
      this.ordinals.set(key, ordinal);
      const limit = limits[i];
      const last = series.values.at(-1);
      const hits = limit === null ? null : hitTimes(forecast, limit, side, last);
      const unit = unitOf(series.labels.__name__ ?? '', this.plan.expr);
      return { ordinal, record: recordForecast(forecast, { past: series, hits, unit }) };
    });
  }

  private async keep(told: ForecastEvaluation, placed: readonly PlacedForecast[], origin: number): Promise<void> {
    const { row, committer } = this.parts;
    const until = origin + this.plan.horizon;
    const pasts = encodePasts(placed);
    this.status.stateBytes = pasts.byteLength;
    const commit: EvaluationCommit = {
      monitor: row.id,
      version: row.version,
      from: this.evaluatedTo,
      to: origin,
      status: this.status,
      snapshot: { to: origin, bytes: pasts },
      newSeries: told.series.map(({ key, series: { labels } }, i) => ({
        ordinal: placed[i].ordinal,
        key,
        labels,
        firstSeen: origin,
        lastSeen: until,
      })),
      chunk: null,
      forecast: {
        origin,
        until,
        points: placed.reduce((sum, { record }) => sum + record.mean.length, 0),
        bytes: encodeForecasts(placed),
      },
      detections: [],
    };
    const reply = await committer.add(commit);
    if (!reply.committed) {
      throw new NightjarError('conflict', reply.reason);
    }
    this.evaluatedTo = origin;
  }

  /** Brings the status up to date. */
  private note(placed: readonly PlacedForecast[], now: number, milliseconds: number): void {
    const { status, plan } = this;
    const hitting = placed.filter(({ record: { hits } }) => hits && (hits.isPast || hits.probability >= LIKELY));
    status.series = placed.length;
    status.scored = placed.length;
    status.fittedAt = now;
    status.nextFit = nextDue(this.parts.row.id, this.parts.plan, now);
    status.failure = null;
    status.summary = plan.limit
      ? `${hitting.length} of ${placed.length} series likely past the limit within ${formatDuration(plan.horizon)}.`
      : '';
    addCost(status, now, { milliseconds });
  }
}
