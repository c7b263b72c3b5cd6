import { formatDuration } from '../../contract/duration.ts';
import type { Explanation } from '../../contract/detection.ts';

/** A series without a value for longer than this has ended, ms. */
const ENDED_MS = 86_400_000;
/** Points a model must have been trained on before a missing value is an anomaly, of a detector that does not say how many it needs. */
const ENOUGH_POINTS = 100;

/** How long (ms) after its last value a series at this step still counts as one that goes on. */
export function livesFor(step: number): number {
  return Math.max(ENDED_MS, step);
}

/** Points of training from which a detector with these settings knows a series. */
export function enoughPoints(settings: unknown): number {
  const { minTrainingSamples } = { ...(settings as { readonly minTrainingSamples?: unknown }) };
  return typeof minTrainingSamples === 'number' ? minTrainingSamples : ENOUGH_POINTS;
}

/** A stretch that one model scores, one entry an instant; `seen`: the time of the newest value at or before it (gaps.ts). */
export interface WatchedStretch {
  readonly times: Float64Array;
  readonly values: Float64Array;
  readonly seen: Float64Array;
  readonly score: Float64Array;
}

/**
 * Sets the score to 1 where a value is missing of a series that is being watched: `isKnown` to the model from the start, or scored
 * earlier in the stretch; and not ended. An instant's score depends on what came before it alone.
 */
export function markMissing({ times, values, seen, score }: WatchedStretch, isKnown: boolean, step: number): void {
  let isWatched = isKnown;
  for (let i = 0; i < values.length; i++) {
    if (!Number.isNaN(values[i])) {
      isWatched ||= !Number.isNaN(score[i]);
    } else if (isWatched && times[i] - seen[i] <= livesFor(step)) {
      score[i] = 1;
    }
  }
}

/** Why a missing value is an anomaly. `seen`: when the last value was (ms). */
export function explainMissing(seen: number, step: number): Explanation {
  const [date, time] = new Date(seen).toISOString().split('T');
  const clock = time.slice(0, step % 60_000 === 0 ? 5 : 8);
  const often = every(step);
  return {
    summary: `No value since ${clock} UTC; one is expected every ${often}.`,
    facts: [
      { key: 'lastValueAt', label: 'Last value', value: `${date} ${clock} UTC` },
      { key: 'expectedEvery', label: 'A value is expected every', value: often },
    ],
    contributions: [],
  };
}

const UNITS: readonly (readonly [string, number])[] = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1_000],
];

/** What follows `every`: `minute`, `15 seconds`, `1h30m`. */
function every(ms: number): string {
  const unit = UNITS.find(([, length]) => ms % length === 0);
  if (!unit) {
    return formatDuration(ms);
  }
  const [name, length] = unit;
  return ms === length ? name : `${ms / length} ${name}s`;
}
