import { thresholdsAt } from '../../../contract/severity.ts';
import { NightjarError } from '../../errors.ts';
import { displayName } from '../../series/display-name.ts';
import type { VerdictWithDetection } from '../../store/monitors/detection-filter.ts';
import type { MonitorStore } from '../../store/monitors/monitor-store.ts';
import type { AdjustmentRow } from '../../store/monitors/records.ts';
import type { Owner } from '../../store/owner.ts';
import type { FeedbackPreview, FeedbackState, MonitorRecord } from '../api-records.ts';
import type { Caller } from '../caller.ts';
import { detectionId } from '../evaluation/describe-detections.ts';
import { countsOf } from '../monitor-records.ts';
import { planMonitor } from '../monitor-plan.ts';
import type { MonitorService, ResultSeries } from '../monitor-service.ts';
import type { ChangedMark } from './compare-marks.ts';
import { compareMarks, isMarked } from './compare-marks.ts';
import { reasonOf } from './feedback-words.ts';
import type { JudgedDetection } from './judged-of.ts';
import { judgedOf } from './judged-of.ts';
import { learnRules } from './learn-rules.ts';
import type { MarkedRun } from './remark.ts';
import { highestUnder, remark } from './remark.ts';
import type { Rules } from './rules.ts';
import { lowered, readRules } from './rules.ts';
import { localClock } from './situation.ts';

const DAY_MS = 86_400_000;
/** How far back a preview goes at most, and how many points it goes through. */
const PREVIEW_MS = 30 * DAY_MS;
const PREVIEW_POINTS = 2_000_000;
const MOST_CHANGED = 200;

type Store = Pick<
  MonitorStore,
  'listVerdicts' | 'listDetections' | 'currentAdjustments' | 'applyAdjustment' | 'withdrawAdjustment'
>;

/** What verdicts were given of a monitor, what they would change, and making them count. All of it rejects with NightjarErrors. */
export class FeedbackService {
  private readonly store: Store;
  private readonly monitors: Pick<MonitorService, 'get' | 'results' | 'changed'>;
  private readonly now: () => number;

  constructor(
    store: Store,
    monitors: Pick<MonitorService, 'get' | 'results' | 'changed'>,
    now: () => number = Date.now
  ) {
    this.store = store;
    this.monitors = monitors;
    this.now = now;
  }

  async state(owner: Owner, id: string): Promise<FeedbackState> {
    const monitor = await this.monitors.get(owner, id);
    const [verdicts, applied] = await Promise.all([this.store.listVerdicts(owner, id), this.applied(id)]);
    const rules = applied && readRules(applied.rules);
    return {
      counts: await this.counts(owner, monitor, verdicts, rules),
      applied: applied && { at: applied.at, author: applied.author, verdicts: rules?.exemplars.length ?? 0 },
      waiting: verdicts.filter(({ at }) => at > (applied?.at ?? 0)).length,
    };
  }

  /** What the verdicts would change, had they counted over the kept results (of 30 days at most). */
  async preview(owner: Owner, id: string, signal?: AbortSignal): Promise<FeedbackPreview> {
    const monitor = await this.monitors.get(owner, id);
    const { spec } = monitor;
    const { from, to } = this.range(monitor);
    const [results, verdicts, applied] = await Promise.all([
      this.monitors.results(owner, { monitor: id }, from, to),
      this.store.listVerdicts(owner, id),
      this.applied(id),
    ]);
    const clock = localClock(spec.timeZone);
    const judged = judge(verdicts, results, clock);
    const rules = learnRules(judged, spec.sensitivity);
    const { interpretation: settings } = planMonitor(spec, {});
    const inForce = applied && readRules(applied.rules);
    const before = await remark(results, inForce, settings, clock, signal);
    const after = await remark(results, rules, settings, clock, signal);
    const changed = compareMarks(before, after).filter((mark) => mark.before !== null || applied !== null);
    const byDetection = new Map(verdicts.map((one) => [one.detection, one]));
    return {
      from,
      to,
      verdicts: tally(verdicts),
      before: { detections: before.length, ...accuracy(verdicts, before, from) },
      after: { detections: after.length, ...accuracy(verdicts, after, from) },
      changed: changed.slice(0, MOST_CHANGED).map((mark) => {
        const under = (some: Rules | null): number => highestUnder(mark.run.series, mark.run, some, settings, clock);
        const scores = { before: mark.before?.score ?? under(inForce), after: mark.after?.score ?? under(rules) };
        return recordOf(mark, scores, monitor, byDetection, judged, rules);
      }),
      note: noteOf(rules, judged, changed.length),
    };
  }

  /** Lets the verdicts given so far count from the next evaluation on. Throws `bad-request` where there is nothing to learn from them. */
  async apply(owner: Owner, id: string, caller: Caller): Promise<FeedbackState> {
    const monitor = await this.monitors.get(owner, id);
    const { spec } = monitor;
    const { from, to } = this.range(monitor);
    const [results, verdicts] = await Promise.all([
      this.monitors.results(owner, { monitor: id }, from, to),
      this.store.listVerdicts(owner, id),
    ]);
    const rules = learnRules(judge(verdicts, results, localClock(spec.timeZone)), spec.sensitivity);
    if (!rules) {
      throw new NightjarError('bad-request', 'No verdict says false or expected: there is nothing to lower.');
    }
    await this.store.applyAdjustment({ owner, monitor: id, rules, actor: caller });
    this.monitors.changed(owner, id);
    return this.state(owner, id);
  }

  /** Takes back what was applied last. Throws `not-found` where nothing was. */
  async takeBack(owner: Owner, id: string, caller: Caller): Promise<FeedbackState> {
    await this.monitors.get(owner, id);
    await this.store.withdrawAdjustment({ owner, monitor: id, actor: caller });
    this.monitors.changed(owner, id);
    return this.state(owner, id);
  }

  private async applied(id: string): Promise<AdjustmentRow | null> {
    const [row] = await this.store.currentAdjustments([id]);
    return row ?? null;
  }

  /** As much of the kept results as is gone through in a moment. */
  private range({ cost, evaluatedTo, spec }: MonitorRecord): { from: number; to: number } {
    const to = evaluatedTo ?? this.now();
    const { step } = planMonitor(spec, {});
    return { from: to - Math.min(PREVIEW_MS, (PREVIEW_POINTS / Math.max(1, cost.series)) * step), to };
  }

  /** The recall is of the adjustment in force: detections said true that it would still mark. */
  private async counts(
    owner: Owner,
    { id, spec }: MonitorRecord,
    verdicts: readonly VerdictWithDetection[],
    rules: Rules | null
  ) {
    const { detections } = await this.store.listDetections({ owner, monitor: id, limit: 1_000 });
    const { low } = thresholdsAt(spec.sensitivity);
    const missed = rules
      ? judge(verdicts, [], localClock(spec.timeZone)).filter(
          ({ isTrue, score, situation, time }) => isTrue && score >= low && lowered(score, rules, situation, time) < low
        ).length
      : 0;
    return countsOf(verdicts, detections.length, missed);
  }
}

function judge(
  verdicts: readonly VerdictWithDetection[],
  results: readonly ResultSeries[],
  clock: ReturnType<typeof localClock>
): JudgedDetection[] {
  const byKey = new Map(results.map((series) => [series.key, series]));
  return verdicts.flatMap((verdict) => judgedOf(verdict, byKey, clock) ?? []);
}

function tally(verdicts: readonly VerdictWithDetection[]): { true: number; false: number; expected: number } {
  const count = (kind: string): number => verdicts.filter(({ verdict }) => verdict === kind).length;
  return { true: count('true'), false: count('false'), expected: count('expected') };
}

/** Of judged detections the results still hold: the share of marked ones that are true, and the share of true ones that are marked. */
function accuracy(verdicts: readonly VerdictWithDetection[], runs: readonly MarkedRun[], from: number) {
  const within = verdicts.filter(({ detectionRow }) => detectionRow.start >= from);
  const marked = within.filter(({ detectionRow: { seriesKey, start, end } }) => isMarked(runs, seriesKey, start, end));
  const all = within.filter(({ verdict }) => verdict === 'true').length;
  const right = marked.filter(({ verdict }) => verdict === 'true').length;
  return { precision: marked.length > 0 ? right / marked.length : null, recall: all > 0 ? right / all : null };
}

function recordOf(
  { run, before, after }: ChangedMark,
  scores: { readonly before: number; readonly after: number },
  { id: monitor, spec }: MonitorRecord,
  verdicts: ReadonlyMap<string, VerdictWithDetection>,
  judged: readonly JudgedDetection[],
  rules: Rules | null
): FeedbackPreview['changed'][number] {
  const { series, start, end } = run;
  const id = detectionId(monitor, series.key, start);
  const verdict = verdicts.get(id)?.verdict;
  return {
    id,
    series: displayName(series.labels, spec.queries[0].legend, spec.queries[0].expr),
    start,
    end,
    severityBefore: (before ?? run).severity,
    severityAfter: after?.severity ?? null,
    scoreBefore: scores.before,
    scoreAfter: scores.after,
    because: reasonOf(rules, judged, series.key),
    verdict: verdict === 'true' || verdict === 'false' || verdict === 'expected' ? verdict : null,
  };
}

function noteOf(rules: Rules | null, judged: readonly JudgedDetection[], changes: number): string {
  if (!rules) {
    return 'No verdict says false or expected: there is nothing to lower.';
  }
  if (rules.strength === 0) {
    return 'Detections said true are so like those said false that nothing can be lowered without losing one of them.';
  }
  if (rules.strength < 1) {
    return 'Scores are lowered only as far as every detection said true stays marked.';
  }
  const none = judged.length > 0 && changes === 0;
  return none ? 'Nothing in the kept results is like the detections said false.' : '';
}
