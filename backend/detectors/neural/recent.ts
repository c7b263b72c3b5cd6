import { SEVERITY_THRESHOLDS } from '../../../contract/severity.ts';

/** What the scores over a stretch that ends at a point say. */
export interface Recent {
  /** Scored points in the stretch. */
  readonly points: number;
  /** Share of them at or above the low mark. */
  readonly share: number;
  /** How much the score rose over the stretch, by the line of least squares; 0 below three points. */
  readonly trend: number;
  /** In words: what course this is. */
  readonly words: string;
}

/** A trend is one from this rise of the score on. */
const LEAST_TREND = 0.1;

/** Reads the scores of the `window` points up to `index`; points without a score count as absent. */
export function recentOf(score: Float64Array, index: number, window: number): Recent {
  const known: { readonly at: number; readonly score: number }[] = [];
  for (let i = Math.max(0, index - window + 1); i <= index; i++) {
    if (!Number.isNaN(score[i])) {
      known.push({ at: i, score: score[i] });
    }
  }
  const points = known.length;
  const anomalous = known.filter((one) => one.score >= SEVERITY_THRESHOLDS.low).length;
  const share = points > 0 ? anomalous / points : 0;
  const trend = points >= 3 ? slopeOf(known) * (known[points - 1].at - known[0].at) : 0;
  return { points, share, trend, words: inWords(share, anomalous, trend) };
}

function slopeOf(known: readonly { readonly at: number; readonly score: number }[]): number {
  const middle = known.reduce((sum, { at }) => sum + at, 0) / known.length;
  const moment = known.reduce((sum, { at, score }) => sum + (at - middle) * score, 0);
  return moment / known.reduce((sum, { at }) => sum + (at - middle) ** 2, 0);
}

function inWords(share: number, anomalous: number, trend: number): string {
  const course = trend >= LEAST_TREND ? 'getting worse' : trend <= -LEAST_TREND ? 'easing' : 'steady';
  if (anomalous <= 1) {
    return anomalous === 0 ? `quiet, ${course}` : 'a single point';
  }
  return share >= 0.5 ? `lasting, ${course}` : `several points, ${course}`;
}
