import { asNightjarError } from '../../errors.ts';
import { History, hasValues } from '../../evaluation/history.ts';
import type { KeyedSeries } from '../../evaluation/history.ts';
import { shareOf } from '../schedule/instants.ts';
import { addCost, addNotice } from '../status.ts';
import type { Status } from '../status.ts';
import { bind, untrainedOf } from './begin.ts';
import { DriftWatch } from './drift.ts';
import { evaluateStretch } from './evaluate-stretch.ts';
import type { StretchOutcome } from './evaluate-stretch.ts';
import { fitGroups } from './fit-groups.ts';
import type { FittedGroup, Unfitted } from './fit-groups.ts';
import { priorityOf, requestOf, standInOf } from './run-context.ts';
import type { MonitorParts } from './run-context.ts';
import { lastOf, watch } from './watched.ts';
import type { MonitorMemory, WatchedSeries } from './watched.ts';

/** Why models are fitted anew. */
export type FitReason = 'stand-in' | 'schedule' | 'drift' | 'new series';

const WORDS: Record<FitReason, string> = {
  'stand-in': 'its detector is being fitted; another one stands in until it is',
  schedule: 'models are being fitted anew, as every so often',
  drift: 'models are being fitted anew, because series are no longer what they were',
  'new series': 'models of new series are being fitted',
};

/** Between two fits for new series, or after one that failed, ms. */
const REST_MS = 600_000;
/** Share of the interval by which monitors' fits are spread. */
const SPREAD = 0.2;

interface Ready {
  readonly instant: number;
  readonly groups: readonly FittedGroup[];
  readonly wanted: readonly Unfitted[];
}

/** Sees to one monitor's models: when they are fitted, that it happens in the background, and that the old ones go on until the new ones are there. */
export class Fits {
  private readonly parts: MonitorParts;
  private readonly drift: DriftWatch;
  private ready: Ready | null = null;
  /** Series that have no model of the monitor's own detector, by key. */
  private readonly lacking = new Map<string, Unfitted>();
  private restsUntil = 0;
  /** Counts up whenever what is being fitted is no longer wanted. */
  private generation = 0;

  constructor(parts: MonitorParts) {
    this.parts = parts;
    this.drift = new DriftWatch(parts.plan.step);
  }

  forget(): void {
    this.generation++;
    this.ready = null;
    this.lacking.clear();
    this.parts.fits.delete(this.parts.row.id);
  }

  /** All models are new at `now`: the next fit on schedule comes one interval later, give or take a share that is the monitor's own. */
  fitted(now: number, status: Status): void {
    const { row, plan } = this.parts;
    status.fittedAt = now;
    status.nextFit = now + plan.refitEvery * (1 - SPREAD / 2 + SPREAD * shareOf(row.id, 'refit'));
    this.drift.forget();
  }

  /** From when on the next evaluation may have models fitted, drift apart; ms. */
  nextLook({ nextFit }: Status): number {
    const scheduled = nextFit ?? Number.POSITIVE_INFINITY;
    return this.lacking.size > 0 ? Math.min(scheduled, this.restsUntil) : scheduled;
  }

  /** Has models fitted in the background: of these series, or of all. */
  request(reason: FitReason, only: readonly Unfitted[] | null, memory: MonitorMemory, status: Status): void {
    const { row, fits, plan, pool, observer, now } = this.parts;
    if (fits.has(row.id) || this.ready) {
      return;
    }
    const { generation } = this;
    const instant = memory.stateTo + plan.step;
    status.fitting = WORDS[reason];
    fits.add(row.id, async () => {
      const started = performance.now();
      try {
        const request = { ...requestOf(this.parts), untrained: await untrainedOf(this.parts, instant) };
        const history = new History(this.parts.source, '', plan.step);
        await history.cover(instant - plan.trainingWindow, instant);
        const there = history
          .window(instant - plan.trainingWindow, instant)
          .filter(({ series }) => hasValues(series))
          .map(({ key, series }) => ({ key, labels: series.labels }));
        const wanted = only ?? there;
        const priority = request.detector.provisional ? 'choice' : 'background';
        const { groups, failures } = await fitGroups(
          pool,
          request,
          history,
          instant,
          wanted,
          false,
          priority,
          observer
        );
        if (generation !== this.generation) {
          return;
        }
        if (failures.length > 0) {
          addNotice(status, now(), `A part could not be fitted: ${failures[0].message}`);
        }
        this.ready = { instant, groups, wanted };
        if (only === null) {
          this.fitted(now(), status);
        }
      } catch (error) {
        if (generation === this.generation) {
          addNotice(status, now(), `Models could not be fitted anew: ${asNightjarError(error).message}`);
        }
      } finally {
        if (generation === this.generation) {
          status.fitting = '';
          this.restsUntil = now() + REST_MS;
          addCost(status, now(), { milliseconds: performance.now() - started });
        }
      }
    });
  }

  /** Puts models that are ready in the place of the old ones, brought up to the instant that these stand at. Gives whether there were any. */
  async take(memory: MonitorMemory, status: Status, signal?: AbortSignal): Promise<boolean> {
    const { ready } = this;
    if (!ready) {
      return false;
    }
    const { plan, source, scorer, files, now } = this.parts;
    const { step } = plan;
    const fresh: MonitorMemory = {
      series: new Map(),
      groups: [],
      ordinals: memory.ordinals,
      lookback: memory.lookback,
      stateTo: ready.instant - step,
    };
    const history = new History(source, '', step);
    await history.cover(ready.instant - memory.lookback * step, memory.stateTo + step, signal);
    for (const { key, labels } of ready.wanted) {
      watch(fresh, key, labels, ready.instant);
    }
    for (const { key, series } of history.window(ready.instant - memory.lookback * step, ready.instant)) {
      const watched = fresh.series.get(key);
      if (watched) {
        watched.recent = lastOf(watched.recent, series.values, memory.lookback);
        watched.lastSeen = memory.series.get(key)?.lastSeen ?? Number.NEGATIVE_INFINITY;
      }
    }
    bind(fresh, ready.groups);
    if (memory.stateTo >= ready.instant) {
      const data = history.window(ready.instant, memory.stateTo + step);
      const context = { plan, scorer, files, adjust: null, signal };
      const outcome = await evaluateStretch(fresh, data, ready.instant, memory.stateTo, context);
      addCost(status, now(), { milliseconds: outcome.milliseconds });
    }
    for (const { columns } of fresh.groups) {
      columns.forEach(({ key, labels, recent }) => {
        const known = memory.series.has(key);
        const watched = watch(memory, key, labels, memory.stateTo);
        watched.recent = known ? watched.recent : recent;
        this.lacking.delete(key);
      });
    }
    // The detector sees all series together: those no longer among its columns are not scored until its next fit.
    memory.groups = plan.detector.isJoint(plan.settings) ? [] : memory.groups;
    bind(
      memory,
      fresh.groups.map(({ columns, ...group }) => ({ keys: columns.map(({ key }) => key), group }))
    );
    this.ready = null;
    return true;
  }

  /** Takes in series that are new: scored from now on where their detector learns while it runs, else once there is enough to fit a model on. */
  async adopt(memory: MonitorMemory, data: readonly KeyedSeries[], from: number): Promise<void> {
    const { pool, observer, plan } = this.parts;
    const isHeld = new Set(memory.groups.flatMap(({ columns }) => columns.map(({ key }) => key)));
    const fresh = data.filter(({ key }) => !isHeld.has(key)).map(({ key, series }) => ({ key, labels: series.labels }));
    if (fresh.length === 0) {
      return;
    }
    fresh.forEach((one) => this.lacking.set(one.key, one));
    fresh.forEach(({ key, labels }) => watch(memory, key, labels, from));
    const own = requestOf(this.parts);
    const other = standInOf(this.parts, own);
    const request = other ?? own;
    if (request.detector.streams && request.detector.lookback(request.settings) === 0) {
      const nothing = new History(this.parts.source, '', plan.step);
      const { groups } = await fitGroups(
        pool,
        request,
        nothing,
        from,
        fresh,
        other !== null,
        priorityOf(this.parts),
        observer
      );
      bind(memory, groups);
    }
  }

  /** Looks after an evaluation whether models are to be fitted anew. */
  watch(memory: MonitorMemory, outcome: StretchOutcome, now: number, status: Status): void {
    const { plan } = this.parts;
    // A model of windows fitted on too little says nothing, and learns nothing by itself.
    for (const { columns, isKnown, isStandIn, detector } of memory.groups) {
      if (!isKnown && !isStandIn && !detector.streams) {
        columns.forEach(({ key, labels }) => this.lacking.set(key, { key, labels }));
      }
    }
    const drifted = plan.refitOnDrift ? this.drift.watch(memory, outcome) : [];
    if (status.nextFit !== null && now >= status.nextFit) {
      this.request('schedule', null, memory, status);
    } else if (now < this.restsUntil) {
      return;
    } else if (drifted.length > 0) {
      this.request('drift', plan.detector.isJoint(plan.settings) ? null : drifted.map(named), memory, status);
    } else if (this.lacking.size > 0) {
      this.request('new series', [...this.lacking.values()], memory, status);
    }
  }
}

function named({ key, labels }: WatchedSeries): Unfitted {
  return { key, labels };
}
