import type { AdjustmentRow, EvaluationCommit, ResultChunk, SuppressionRow } from '../../store/monitors/records.ts';
import type { SeriesSource } from '../../sources/source.ts';
import { scoredAtFirst } from '../evaluation/begin.ts';
import { FitQueue } from '../evaluation/fit-queue.ts';
import { MonitorRun } from '../evaluation/monitor-run.ts';
import { MonitorSource } from '../evaluation/monitor-source.ts';
import type { MonitorParts, SharedParts } from '../evaluation/run-context.ts';
import { GroupScorer } from '../evaluation/score-groups.ts';
import { momentOf, newestInstant, nextDue } from '../schedule/instants.ts';
import { ReadAhead } from './read-ahead.ts';

const HOUR_MS = 3_600_000;
/** Types of detections are told from results at most this old. */
const REMEMBERED_MS = 48 * HOUR_MS;

/** What a monitor is gone through history with. */
export interface Rehearsal
  extends
    Pick<MonitorParts, 'row' | 'spec' | 'plan' | 'files'>,
    Pick<SharedParts, 'pool' | 'observer' | 'feedback' | 'seed' | 'maxPoints'> {
  readonly source: SeriesSource;
  readonly adjustment: AdjustmentRow | null;
  readonly suppressions: readonly SuppressionRow[];
  /** Resolves when a query may be sent. */
  readonly take?: (signal?: AbortSignal) => Promise<void>;
  /** First and last instant, ms; both multiples of the step. */
  readonly from: number;
  readonly to: number;
  readonly signal?: AbortSignal;
  /** Told of each stretch that was evaluated, oldest first, as the store would be. */
  evaluated(commit: EvaluationCommit, run: MonitorRun): void;
  /** Told when models are about to be fitted, at an instant of the past. */
  fitting(instant: number): void;
}

/**
 * Evaluates a monitor over the past as it would have been, had it begun then: the runner itself with a clock that is turned. First models come from the
 * training window before `from`; later ones, on schedule or by drift, are there from the next evaluation on. Instants are taken together up to an hour,
 * where nothing of it can tell (missing values may bring a refit by drift up to an hour later). Rejects with NightjarErrors, and the signal's reason.
 */
export async function rehearse(rehearsal: Rehearsal): Promise<void> {
  const { row, spec, plan, files, pool, observer, feedback, seed, maxPoints, from, to, signal } = rehearsal;
  const limits = { take: rehearsal.take ?? (() => Promise.resolve()), asked: () => undefined };
  const ahead = new ReadAhead(new MonitorSource(() => rehearsal.source, plan.exprs, limits), plan.step, to);
  const clock = { now: momentOf(plan, Math.min(to, firstEnd(rehearsal))) };
  const fits = new FitQueue(1);
  const chunks: ResultChunk[] = [];
  const run: MonitorRun = new MonitorRun({
    row,
    spec,
    plan,
    files,
    pool,
    observer,
    feedback,
    seed,
    maxPoints,
    source: ahead,
    scorer: new GroupScorer(pool, 'background'),
    fits,
    isRehearsal: true,
    now: () => clock.now,
    committer: {
      add: async (commit) => {
        remember(chunks, commit);
        rehearsal.evaluated(commit, run);
        return { monitor: row.id, committed: true, reason: '' };
      },
      flush: () => Promise.resolve(),
    },
    store: {
      loadMonitorStates: async () => [
        {
          monitor: row.id,
          version: row.version,
          evaluatedTo: from - plan.step,
          snapshotTo: from - plan.step,
          snapshot: null,
          status: {},
        },
      ],
      monitorSeries: async () => [],
      readResults: async (_monitor, first, last) => chunks.filter(({ start, end }) => end >= first && start <= last),
      currentAdjustments: async () => (rehearsal.adjustment ? [rehearsal.adjustment] : []),
      listSuppressions: async () => [...rehearsal.suppressions],
    },
  });
  try {
    let hoursFrom = from;
    for (;;) {
      const { fittedAt } = run.status;
      await run.evaluate(clock.now, signal);
      if (fits.size > 0) {
        rehearsal.fitting(clock.now);
        await orAborted(fits.settled(), signal);
      }
      const stateTo = run.memory?.stateTo ?? to;
      if (stateTo >= to) {
        return;
      }
      hoursFrom = run.status.fittedAt === fittedAt || fittedAt === null ? hoursFrom : stateTo + plan.step;
      clock.now = await nextMoment(run, ahead, hoursFrom, clock.now, rehearsal);
    }
  } finally {
    run.forget();
  }
}

/** Where the first evaluation of a monitor ends that begins at `from`. */
function firstEnd({ plan, from }: Rehearsal): number {
  return from + Math.ceil(scoredAtFirst(plan) / plan.step) * plan.step;
}

/**
 * The last of the evaluations after `now` that can be taken together: within the same hour, since hours are what drift is told by; before models may be
 * fitted anew, and before a series appears.
 */
async function nextMoment(
  run: MonitorRun,
  ahead: ReadAhead,
  hoursFrom: number,
  now: number,
  { row, plan, to, signal }: Rehearsal
): Promise<number> {
  const { step, every } = plan;
  let moment = nextDue(row.id, plan, now);
  const { memory } = run;
  const start = (memory?.stateTo ?? now) + step;
  const hour = Math.max(1, Math.round(HOUR_MS / step)) * step;
  const hourEnd = hoursFrom + (Math.floor((start - hoursFrom) / hour) + 1) * hour - step;
  let last = Math.min(to, hourEnd);
  if (newestInstant(plan, moment) < last) {
    const fresh = await ahead.firstOfNew(new Set(memory?.series.keys()), start, last, { signal });
    last = fresh === null ? last : fresh - step;
  }
  const nextLook = run.nextLook();
  while (moment < nextLook && newestInstant(plan, moment + every) <= last) {
    moment += every;
  }
  return newestInstant(plan, moment) >= to ? momentOf(plan, to) : moment;
}

function remember(chunks: ResultChunk[], { chunk }: EvaluationCommit): void {
  if (chunk) {
    chunks.push(chunk);
    const old = chunks.findIndex(({ end }) => end >= chunk.end - REMEMBERED_MS);
    chunks.splice(0, Math.max(0, old));
  }
}

/** A fit in a worker is not called off; whoever waits for it is. */
function orAborted(task: Promise<void>, signal?: AbortSignal): Promise<void> {
  signal?.throwIfAborted();
  return new Promise((resolve, reject) => {
    const leave = (): void => reject(signal?.reason);
    signal?.addEventListener('abort', leave, { once: true });
    task.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave));
  });
}
