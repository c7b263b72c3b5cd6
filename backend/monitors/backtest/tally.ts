import type { DetectionWithVerdict, VerdictWithDetection } from '../../store/monitors/detection-filter.ts';
import type { DetectionRow, EvaluationCommit } from '../../store/monitors/records.ts';
import type { BacktestRecord } from '../api-records.ts';
import { detectionOf } from '../monitor-records.ts';
import { decodeChunk } from '../results/result-chunk.ts';

type Result = NonNullable<BacktestRecord['result']>;

const DAY_MS = 86_400_000;
const MOST_FOUND = 500;
const MOST_WORST = 10;
/** Whole rows held at most before those that nobody will see are let go of. */
const MOST_HELD = 2_000;

/** What counts of a detection once its row is let go of. */
type Outline = Pick<DetectionRow, 'id' | 'seriesKey' | 'start' | 'end' | 'severity' | 'score'>;

/** Adds up what a monitor found going through history. */
export class Tally {
  points = 0;
  private readonly ordinals = new Set<number>();
  private scored = 0;
  private marked = 0;
  private readonly outlines = new Map<string, Outline>();
  private readonly rows = new Map<string, DetectionRow>();

  get series(): number {
    return this.ordinals.size;
  }

  add({ chunk, detections }: Pick<EvaluationCommit, 'chunk' | 'detections'>): void {
    if (chunk) {
      this.points += chunk.points;
      for (const { ordinal, score, anomaly } of decodeChunk(chunk.bytes).series) {
        this.ordinals.add(ordinal);
        this.scored += score.reduce((sum, one) => sum + (Number.isNaN(one) ? 0 : 1), 0);
        this.marked += anomaly.reduce((sum, one) => sum + one, 0);
      }
    }
    for (const row of detections) {
      const { id, seriesKey, start, end, severity, score } = row;
      this.outlines.set(id, { id, seriesKey, start, end, severity, score });
      this.rows.set(id, row);
    }
    if (this.rows.size > MOST_HELD) {
      const seen = this.seen();
      [...this.rows].forEach(([id, { open }]) => open || seen.has(id) || this.rows.delete(id));
    }
  }

  /** `verdicts`: those of the monitor, of which the ones on what lies between `from` and `to` (ms) count; a judged detection is found where a run overlaps it. */
  result(
    range: { readonly from: number; readonly to: number; readonly step: number },
    verdicts: readonly VerdictWithDetection[]
  ): Omit<Result, 'seconds' | 'notices'> {
    const { from, to, step } = range;
    const all = [...this.outlines.values()];
    const judged = verdicts.filter(({ detectionRow: { start, end } }) => end >= from && start <= to);
    const count = (severity: string): number => all.filter((one) => one.severity === severity).length;
    const days = (this.scored * step) / DAY_MS;
    const seen = this.seen();
    return {
      from,
      to,
      series: this.series,
      points: this.points,
      detections: all.length,
      bySeverity: { low: count('low'), medium: count('medium'), high: count('high') },
      share: this.scored > 0 ? this.marked / this.scored : 0,
      perSeriesDay: days > 0 ? all.length / days : 0,
      found: [...seen]
        .flatMap((id) => this.rows.get(id) ?? [])
        .sort(newestFirst)
        .map((row) =>
          foundOf({ ...row, verdict: judged.find(({ detectionRow }) => overlaps(detectionRow, row)) ?? null })
        ),
      worst: this.worst(),
      verdicts: accuracyOf(judged, all),
    };
  }

  /** Ids of those that are shown: the newest, and the worst. */
  private seen(): Set<string> {
    const worst = this.worst();
    const newest = [...this.outlines.values()].sort(newestFirst).map(({ id }) => id);
    return new Set([...worst, ...newest.slice(0, MOST_FOUND - worst.length)]);
  }

  private worst(): string[] {
    const byScore = [...this.outlines.values()].sort((a, b) => b.score - a.score || newestFirst(a, b));
    return byScore.slice(0, MOST_WORST).map(({ id }) => id);
  }
}

function foundOf(row: DetectionWithVerdict): Result['found'][number] {
  const {
    monitor: _monitor,
    monitorName: _name,
    suppression: _suppression,
    open: _open,
    ...found
  } = detectionOf(row, '', []);
  return found;
}

function accuracyOf(judged: readonly VerdictWithDetection[], all: readonly Outline[]): Result['verdicts'] {
  const bySeries = Map.groupBy(all, ({ seriesKey }) => seriesKey);
  const isFound = ({ detectionRow }: VerdictWithDetection): boolean =>
    (bySeries.get(detectionRow.seriesKey) ?? []).some((one) => overlaps(one, detectionRow));
  const isTrue = ({ verdict }: VerdictWithDetection): boolean => verdict === 'true';
  const found = judged.filter(isFound);
  const [right, trueOnes] = [found.filter(isTrue).length, judged.filter(isTrue).length];
  return {
    true: trueOnes,
    false: judged.length - trueOnes,
    found: found.length,
    precision: found.length > 0 ? right / found.length : null,
    recall: trueOnes > 0 ? right / trueOnes : null,
  };
}

function overlaps(
  a: Pick<Outline, 'seriesKey' | 'start' | 'end'>,
  b: Pick<Outline, 'seriesKey' | 'start' | 'end'>
): boolean {
  return a.seriesKey === b.seriesKey && a.start <= b.end && a.end >= b.start;
}

function newestFirst(a: Pick<Outline, 'start'>, b: Pick<Outline, 'start'>): number {
  return b.start - a.start;
}
