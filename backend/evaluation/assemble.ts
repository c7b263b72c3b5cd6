import type { Explanation } from '../../contract/detection.ts';
import type { FittedModel, Scored } from '../detectors/detector.ts';
import { unpack } from '../workers/pack.ts';
import type { EvaluatedSeries } from './evaluation.ts';
import type { KeyedSeries } from './history.ts';
import type { ScoredSegment } from './score-segment.ts';

const COLUMNS = ['score', 'expected', 'lower', 'upper'] as const;

interface Piece {
  readonly scored: ScoredSegment;
  readonly column: number;
  /** Index of the piece's first copied entry, in its window and in the result; and how many there are. */
  readonly from: number;
  readonly at: number;
  readonly count: number;
}

/** Puts the segments of each series one after the other: NaN where none has scored. `segments` are in order of time. */
export function assemble(
  output: readonly KeyedSeries[],
  segments: readonly ScoredSegment[],
  step: number
): EvaluatedSeries[] {
  const pieces = new Map<string, Piece[]>();
  const times = output[0]?.series.times ?? new Float64Array(0);
  for (const scored of segments) {
    const piece = overlap(scored, times, step);
    if (piece.count > 0) {
      for (const [column, key] of scored.keys.entries()) {
        const list = pieces.get(key) ?? [];
        list.push({ ...piece, scored, column });
        pieces.set(key, list);
      }
    }
  }
  return output.map((one) => assembleSeries(one, pieces.get(one.key) ?? []));
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

function assembleSeries({ key, series }: KeyedSeries, pieces: readonly Piece[]): EvaluatedSeries {
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
  return {
    key,
    series,
    scored: { ...result, evidence: {} },
    model: newest ? unpack<FittedModel>(newest.model) : null,
    explain: (index) => explainAt(pieces, index),
  };
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
