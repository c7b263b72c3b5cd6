import { median } from '../../features/order-statistics.ts';
import type { Past } from '../forecaster.ts';

/** What a network reads and says; lengths in points. Plain data. */
export type NetworkDesign = {
  /** Newest values it reads. */
  readonly lags: number;
  /** The season most series have; 1 where most have none. */
  readonly season: number;
  /** Its level is the mean of so many newest values. */
  readonly around: number;
  /** Steps it says at once; what comes after goes on from the forecast itself. */
  readonly ahead: number;
  /** ms between points. */
  readonly step: number;
  readonly hidden: number;
};

const MOST_LAGS = 336;
/** A week of hours: as far as it looks back where the seasons alone would have it look less far. */
const USUAL_LAGS = 168;
const WITHOUT_SEASON = 48;
const MOST_AHEAD = 336;
/** Below so many windows in the median series, less is read of each. */
const LEAST_WINDOWS = 1.5;

/** The design for all pasts of a query, or null where all are too short for any. */
export function chooseNetwork(pasts: readonly Past[], horizon: number, hidden: number): NetworkDesign | null {
  const lengths = pasts.map(({ values }) => values.length);
  const points = Math.max(median(lengths), 0);
  const season = mostCommon(pasts.map(({ periods }) => periods.find((period) => period <= MOST_LAGS) ?? 1));
  const longest = mostCommon(pasts.map(({ periods }) => periods.findLast((period) => period <= MOST_LAGS) ?? 1));
  const ahead = Math.max(1, Math.min(horizon, MOST_AHEAD, Math.floor(points / 4)));
  const room = Math.floor((points - ahead) / (1 + LEAST_WINDOWS));
  const wanted = season === 1 ? WITHOUT_SEASON : Math.max(longest, Math.floor(USUAL_LAGS / season) * season);
  // Whole seasons, so that the level is that of whole ones and each step has its season before.
  const whole = season === 1 ? room : Math.floor(room / season) * season;
  const lags = Math.min(wanted, whole > 0 ? whole : room);
  if (lags < 3) {
    return null;
  }
  const isSeasonal = season > 1 && lags >= season;
  const around = isSeasonal ? season : Math.ceil(lags / 4);
  return { lags, season: isSeasonal ? season : 1, around, ahead, step: pasts[0].step, hidden };
}

function mostCommon(numbers: readonly number[]): number {
  const counts = new Map<number, number>();
  numbers.forEach((value) => counts.set(value, (counts.get(value) ?? 0) + 1));
  return [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
}
