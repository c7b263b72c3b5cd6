import type { Explanation } from '../../../contract/detection.ts';
import { isCounted } from '../../../contract/interpretation.ts';
import { thresholdsAt } from '../../../contract/severity.ts';
import { explainMissing, livesFor, markMissing } from '../../detections/missing-values.ts';
import type { Scored, SeriesGroup } from '../../detectors/detector.ts';
import type { KeyedSeries } from '../../evaluation/history.ts';
import type { HeldModel } from '../../onnx/imports/held-models.ts';
import { zoneClock } from '../../series/wall-clock.ts';
import type { WallClock } from '../../series/wall-clock.ts';
import type { Adjust } from '../adjustment.ts';
import type { MonitorPlan } from '../monitor-plan.ts';
import type { ResultColumns } from '../results/result-chunk.ts';
import { growRuns } from './grow-runs.ts';
import type { RunChange } from './grow-runs.ts';
import type { GroupScorer, GroupWindow } from './score-groups.ts';
import { lastOf } from './watched.ts';
import type { ModelGroup, MonitorMemory, ResultPoint, WatchedSeries } from './watched.ts';

/** What an evaluation is made with. */
export interface StretchContext {
  readonly plan: MonitorPlan;
  readonly scorer: GroupScorer;
  readonly files: readonly HeldModel[];
  /** null where no verdict lowers a score. */
  readonly adjust: Adjust | null;
  readonly signal?: AbortSignal;
}

export interface StretchOutcome {
  readonly from: number;
  readonly count: number;
  readonly columns: readonly ResultColumns[];
  readonly changes: readonly (RunChange & { readonly series: WatchedSeries })[];
  /** Processor time, ms. */
  readonly milliseconds: number;
}

/**
 * Evaluates all groups over the instants `from` to `to` (ms, inclusive), which follow those that the memory stands at, and moves the memory on. `data`
 * holds what the source has over exactly these instants. Where it rejects, the memory is of no use any more.
 */
export async function evaluateStretch(
  memory: MonitorMemory,
  data: readonly KeyedSeries[],
  from: number,
  to: number,
  context: StretchContext
): Promise<StretchOutcome> {
  const { plan, scorer, files, signal } = context;
  const count = Math.round((to - from) / plan.step) + 1;
  const fresh = freshValues(memory, data, from, count, plan);
  const windows = memory.groups.map((group) => windowOf(group, fresh, from, plan));
  const { scores, milliseconds } = await scorer.score(windows, files, signal);
  const columns: ResultColumns[] = [];
  const changes: (RunChange & { readonly series: WatchedSeries })[] = [];
  windows.forEach((one, w) => {
    one.group.columns.forEach((series, c) => {
      const values = fresh.get(series);
      if (!values) {
        return;
      }
      const taken = takeScores(series, values, from, one, scores[w], c, context);
      columns.push(...(taken.columns ? [taken.columns] : []));
      changes.push(...taken.changes.map((change) => ({ ...change, series })));
    });
  });
  for (const [series, { scored }] of memory.lookback > 0 ? fresh : []) {
    series.recent = lastOf(series.recent, scored, memory.lookback);
  }
  memory.stateTo = to;
  return { from, count, columns, changes, milliseconds };
}

/** The new values of a series: as they came, as they are scored (zeros in the place of missing ones), and when the last one was at each instant. */
interface FreshValues {
  readonly raw: Float64Array;
  readonly scored: Float64Array;
  readonly seen: Float64Array;
}

function freshValues(
  memory: MonitorMemory,
  data: readonly KeyedSeries[],
  from: number,
  count: number,
  { step, missing }: MonitorPlan
): Map<WatchedSeries, FreshValues> {
  const found = new Map(data.map(({ key, series }) => [key, series]));
  const fresh = new Map<WatchedSeries, FreshValues>();
  for (const series of memory.series.values()) {
    const raw = found.get(series.key)?.values ?? new Float64Array(count).fill(Number.NaN);
    const seen = new Float64Array(count);
    let last = series.lastSeen;
    let scored = raw;
    for (let i = 0; i < count; i++) {
      const time = from + i * step;
      if (!Number.isNaN(raw[i])) {
        last = time;
      } else if (missing === 'zero' && time - last <= livesFor(step)) {
        scored = scored === raw ? raw.slice() : scored;
        scored[i] = 0;
      }
      seen[i] = last;
    }
    series.lastSeen = last;
    fresh.set(series, { raw, scored, seen });
  }
  return fresh;
}

function windowOf(
  group: ModelGroup,
  fresh: ReadonlyMap<WatchedSeries, FreshValues>,
  from: number,
  { step, timeZone }: MonitorPlan
): GroupWindow {
  const lookback = group.detector.lookback(group.settings);
  const clock = zoneClock(timeZone);
  let wall: WallClock | undefined;
  let times: Float64Array | undefined;
  const series = group.columns.map((one) => {
    const values = fresh.get(one)?.scored ?? new Float64Array(0);
    const whole = lookback === 0 ? values : joined(lastOf(new Float64Array(0), one.recent, lookback), values);
    times ??= Float64Array.from(whole, (_, i) => from + (i - lookback) * step);
    const shown = { labels: one.labels, times, values: whole };
    return clock ? { ...shown, clock: (wall ??= clock.onto(shown).clock) } : shown;
  });
  return { group, window: { step, series } };
}

function joined(before: Float64Array, after: Float64Array): Float64Array {
  const whole = new Float64Array(before.length + after.length);
  whole.set(before);
  whole.set(after, before.length);
  return whole;
}

/** The results of one series, and how its runs of marks went on. */
function takeScores(
  series: WatchedSeries,
  { scored: values, raw, seen }: FreshValues,
  from: number,
  { group, window }: GroupWindow,
  scores: readonly Scored[],
  column: number,
  { plan, adjust }: StretchContext
): { readonly columns: ResultColumns | null; readonly changes: readonly RunChange[] } {
  const count = values.length;
  const lead = window.series[column].values.length - count;
  const own = scores[column];
  const { step, missing, interpretation } = plan;
  const score = own.score.slice(lead);
  const times = window.series[column].times.subarray(lead);
  if (missing === 'anomaly') {
    markMissing({ times, values: raw, seen, score }, group.isKnown || series.hasScores, step);
  }
  const { low } = thresholdsAt(interpretation.sensitivity);
  const columns: ResultColumns = {
    ordinal: series.ordinal,
    value: Float32Array.from(values),
    score: new Float32Array(count),
    unadjusted: null,
    expected: Float32Array.from(own.expected.subarray(lead)),
    lower: Float32Array.from(own.lower.subarray(lead)),
    upper: Float32Array.from(own.upper.subarray(lead)),
    anomaly: new Uint8Array(count),
  };
  let unadjusted: Float32Array | null = null;
  let isMarked = false;
  let isEmpty = true;
  const pointAt = (i: number): ResultPoint => ({
    time: times[i],
    value: values[i],
    score: score[i],
    expected: own.expected[lead + i],
    lower: own.lower[lead + i],
    upper: own.upper[lead + i],
    anomaly: score[i] >= low,
  });
  for (let i = 0; i < count; i++) {
    if (!Number.isNaN(score[i]) && !isCounted(values[i], own.expected[lead + i], interpretation)) {
      score[i] = 0;
    }
    if (adjust && score[i] >= low) {
      const before = score[i];
      score[i] = Math.min(before, adjust({ ...pointAt(i), labels: series.labels, key: series.key }));
      if (score[i] < before) {
        unadjusted ??= Float32Array.from(score);
        unadjusted[i] = before;
      }
    }
    columns.score[i] = score[i];
    columns.anomaly[i] = score[i] >= low ? 1 : 0;
    isMarked ||= score[i] >= low;
    isEmpty &&= Number.isNaN(values[i]) && Number.isNaN(score[i]);
    series.hasScores ||= !Number.isNaN(score[i]);
  }
  if (!isEmpty) {
    const i = count - 1;
    const { value, score: last, expected, lower, upper } = columns;
    const anomaly = columns.anomaly[i] === 1;
    series.latest = {
      time: times[i],
      value: value[i],
      score: last[i],
      expected: expected[i],
      lower: lower[i],
      upper: upper[i],
      anomaly,
    };
  }
  const changes =
    isMarked || series.run
      ? grow(
          series,
          Array.from(values, (_, i) => pointAt(i)),
          explain
        )
      : [];
  return { columns: isEmpty ? null : withUnadjusted(columns, unadjusted), changes };

  function explain(i: number): Explanation {
    if (Number.isNaN(raw[i]) && missing === 'anomaly') {
      return explainMissing(seen[i], step);
    }
    return group.detector.explain(
      group.model,
      window as SeriesGroup,
      { series: scores, state: null },
      column,
      lead + i
    );
  }

  function grow(
    watched: WatchedSeries,
    points: readonly ResultPoint[],
    why: (index: number) => Explanation
  ): readonly RunChange[] {
    const last = seen;
    const isOver = (time: number): boolean => time - last[Math.round((time - from) / step)] > livesFor(step);
    const grown = growRuns(watched.run, points, isOver, why);
    watched.run = grown.run;
    return grown.changes;
  }
}

/** Scores before verdicts, where one lowered any: those after it that it did not are the same. */
function withUnadjusted(columns: ResultColumns, unadjusted: Float32Array | null): ResultColumns {
  if (!unadjusted) {
    return columns;
  }
  const { score } = columns;
  return { ...columns, unadjusted: unadjusted.map((before, i) => (before > score[i] ? before : score[i])) };
}
