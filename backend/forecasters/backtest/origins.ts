/** Origins of a back-test of one past, as counts of values known, ascending, and how many steps each looks ahead. */
export interface Origins {
  readonly known: readonly number[];
  readonly horizon: number;
}

/** Origins that are tried. */
const MOST_ORIGINS = 24;
/** Part of the past that every origin knows at least. */
const LEAST_KNOWN = 0.4;
/** Origins lie no further apart than they look ahead, unless they would cover less than this part of the past, ... */
const LEAST_COVERED = 0.2;
/** ... or of so many of its longest season. */
const LEAST_SEASONS = 4;
/** A back-test looks ahead no further than this part of the past. */
const FURTHEST = 0.25;

/**
 * Where a back-test of `points` values begins: up to 24 origins evenly over what comes after the first 40 % of the past (and after its longest season, where
 * that leaves enough), each with `horizon` known values to come; a shorter look ahead where the past is short. Of a past that is long beside the horizon the newest part counts, which tells most of
 * what comes next. None below 4 points.
 */
export function chooseOrigins(points: number, horizon: number, longest: number, most = MOST_ORIGINS): Origins {
  if (points < 4) {
    return { known: [], horizon: 0 };
  }
  const ahead = Math.max(1, Math.min(horizon, Math.floor(points * FURTHEST)));
  const last = points - ahead;
  const covered = Math.max(most * ahead, LEAST_SEASONS * longest, Math.ceil(LEAST_COVERED * points));
  const least = Math.max(2, Math.ceil(points * LEAST_KNOWN), last - covered);
  const first = Math.min(last, Math.max(least, Math.min(2 * longest, Math.floor(points * 0.6))));
  const spacing = Math.max(1, Math.floor((last - first) / Math.max(1, most - 1)));
  const count = Math.min(most, Math.floor((last - first) / spacing) + 1);
  return { known: Array.from({ length: count }, (_, i) => last - (count - 1 - i) * spacing), horizon: ahead };
}
