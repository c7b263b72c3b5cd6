/** Which columns a ridge regression of a past has; lengths in points. */
export interface Design {
  /** Newest values, each less the mean of the newest `around`. */
  readonly lags: number;
  readonly around: number;
  /** Targets are differences from what was a season (1: one value) before. */
  readonly season: number;
  /** Steps ahead, each with weights of its own. */
  readonly ahead: number;
  /** Seasons that the lags do not cover, as waves. */
  readonly waves: readonly { readonly period: number; readonly harmonics: number }[];
}

/** Lags at most: the cost grows by their third power. */
const MOST_LAGS = 336;
/** Lags of a series without a season. */
const PLAIN_LAGS = 24;
/** Steps that have weights of their own at most; what comes after goes on from the forecast itself. */
const MOST_AHEAD = 336;
/** Waves of a season. */
const HARMONICS = 6;

/** The design for `points` values, or null where they are too few for any. `periods`: shortest first. */
export function chooseDesign(points: number, periods: readonly number[], horizon: number): Design | null {
  const usable = periods.filter((period) => points >= 2 * period);
  // The longest season that leaves twice as many windows as the season is long, then shorter ones.
  for (const lags of [...usable].reverse()) {
    const ahead = aheadOf(points, lags, usable[0], horizon);
    if (lags <= MOST_LAGS && points - lags - ahead >= lags / 2) {
      const longer = usable.filter((period) => period > lags);
      return { lags, around: usable[0], season: usable[0], ahead, waves: wavesOf(longer) };
    }
  }
  const lags = Math.min(PLAIN_LAGS, Math.floor(points / 5));
  if (lags < 2) {
    return null;
  }
  const ahead = aheadOf(points, lags, lags, horizon);
  return { lags, around: Math.ceil(lags / 3), season: 1, ahead, waves: wavesOf(usable) };
}

/** As many steps as asked for; fewer where the past would leave too few windows. */
function aheadOf(points: number, lags: number, least: number, horizon: number): number {
  const most = Math.max(least, Math.floor((points - lags) / 3));
  return Math.max(1, Math.min(horizon, most, MOST_AHEAD, points - lags));
}

function wavesOf(periods: readonly number[]): Design['waves'] {
  return periods.map((period) => ({ period, harmonics: Math.min(HARMONICS, Math.floor((period - 1) / 2)) }));
}

/** Columns beside the lags: an intercept and the waves. */
export function extraCount({ waves }: Design): number {
  return 1 + waves.reduce((sum, { harmonics }) => sum + 2 * harmonics, 0);
}

/** Values of those columns at the point `t` of the series. */
export function extrasAt({ waves }: Design, t: number, into: Float64Array, from = 0): void {
  let at = from;
  into[at++] = 1;
  for (const { period, harmonics } of waves) {
    for (let k = 1; k <= harmonics; k++) {
      const angle = (2 * Math.PI * k * (t % period)) / period;
      into[at++] = Math.sin(angle);
      into[at++] = Math.cos(angle);
    }
  }
}
