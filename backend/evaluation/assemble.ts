import type { Explanation } from '../../contract/detection.ts';
import type { WatchedStretch } from '../detections/missing-values.ts';
import { enoughPoints, explainMissing, markMissing } from '../detections/missing-values.ts';
import type { FittedModel, Scored } from '../detectors/detector.ts';
import { unpack } from '../workers/pack.ts';
import type { EvaluatedSeries } from './evaluation.ts';
import type { ModelRequest } from './request.ts';
import type { ScoredSegment } from './score-segment.ts';
import type { ShownSeries } from './shown-series.ts';

const COLUMNS = ['score', 'expected', 'lower', 'upper'] as const;

interface Piece {
  readonly scored: ScoredSegment;
  readonly column: number;
  /** Index of the piece's first copied entry, in its window and in the result; and how many there are. */
  readonly from: number;
  readonly at: number;
  readonly count: number;
}

/**
 * Puts the segments of each series one after the other: NaN where none has scored. `segments` are in order of time. Then applies the query's
 * policy on missing values, of a series that has not ended.
 */
export function assemble(
  output: readonly ShownSeries[],
  segments: readonly ScoredSegment[],
  request: Pick<ModelRequest, 'step' | 'missing'>
): EvaluatedSeries[] {
  const pieces = new Map<string, Piece[]>();
  const times = output[0]?.series.times ?? new Float64Array(0);
  for (const scored of segments) {
    const piece = overlap(scored, times, request.step);
    if (piece.count > 0) {
      for (const [column, key] of scored.keys.entries()) {
        const list = pieces.get(key) ?? [];
        list.push({ ...piece, scored, column });
        pieces.set(key, list);
      }
    }
  }
  return output.map((one) => assembleSeries(one, pieces.get(one.key) ?? [], request));
}

/** Where a segment's own instants (not those of the lookback before it) lie among `times`. */
function overlap(
  { segment, window }: ScoredSegment,
  times: Float64Array,
  step: number
): { from: number; at: number; count: number } {
  const own = window.series[0].times;
  if (times.length === 0 || own.length === 0) {
    return { from: 0, at: 0, count: 0 };
  }
  const first = Math.max(Math.ceil(segment.instant / step) * step, times[0], own[0]);
  const last = Math.min(times[times.length - 1], own[own.length - 1], segment.end - 1);
  return {
    from: Math.round((first - own[0]) / step),
    at: Math.round((first - times[0]) / step),
    count: Math.max(0, Math.floor((last - first) / step) + 1),
  };
}

function assembleSeries(
  { key, series, seen }: ShownSeries,
  pieces: readonly Piece[],
  { step, missing = 'ignore' }: Pick<ModelRequest, 'step' | 'missing'>
): EvaluatedSeries {
  const length = series.times.length;
  const blank = (): Float64Array => new Float64Array(length).fill(Number.NaN);
  const result = { score: blank(), expected: blank(), lower: blank(), upper: blank() };
  const newest = pieces.at(-1)?.scored.cached;
  for (const { scored, column, from, at, count } of pieces) {
    const part: Scored = scored.scores[column];
    for (const name of COLUMNS) {
      result[name].set(part[name].subarray(from, from + count), at);
    }
  }
  const values = seen && missing === 'zero' ? shownZeros(series.values, seen, result) : series.values;
  if (seen && missing === 'anomaly') {
    for (const piece of pieces) {
      markPiece(piece, { times: series.times, values, seen, score: result.score }, step);
    }
  }
  return {
    key,
    series: { ...series, values },
    scored: { ...result, evidence: {} },
    model: newest ? unpack<FittedModel>(newest.model) : null,
    explain: (index) =>
      seen && Number.isNaN(values[index]) ? explainMissing(seen[index], step) : explainAt(pieces, index),
  };
}

/** The values with the zeros that were scored; what was scored of a series that had ended is taken out of `result`. */
function shownZeros(values: Float64Array, seen: Float64Array, result: Omit<Scored, 'evidence'>): Float64Array {
  return values.map((value, i) => {
    if (!Number.isNaN(value)) {
      return value;
    }
    if (Number.isFinite(seen[i]) && !Number.isNaN(result.score[i])) {
      return 0;
    }
    COLUMNS.forEach((name) => (result[name][i] = Number.NaN));
    return value;
  });
}

/** Marks what a series lacks in one piece. Its model knows it where it was trained on enough of its points. */
function markPiece({ scored, at, count }: Piece, whole: WatchedStretch, step: number): void {
  const { cached, settings } = scored;
  const points = unpack<FittedModel>(cached.model).trained.points / cached.columns.length;
  const cut = (column: Float64Array): Float64Array => column.subarray(at, at + count);
  const stretch = {
    times: cut(whole.times),
    values: cut(whole.values),
    seen: cut(whole.seen),
    score: cut(whole.score),
  };
  markMissing(stretch, points >= enoughPoints(settings), step);
}

function explainAt(pieces: readonly Piece[], index: number): Explanation {
  const piece = pieces.find(({ at, count }) => index >= at && index < at + count);
  if (!piece) {
    throw new RangeError(`No model has scored the instant at index ${index}.`);
  }
  const { scored, column, from, at } = piece;
  const model = unpack<FittedModel>(scored.cached.model);
  return scored.detector.explain(
    model,
    scored.window,
    { series: scored.scores, state: null },
    column,
    index - at + from
  );
}
