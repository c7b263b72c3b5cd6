/** From here to `MS_FROM` a number is taken for seconds since the epoch: as ms it would be a day of January 1970. */
const SECONDS_FROM = 1e8;
const MS_FROM = 1e11;
/** What is further ahead is a clock that is wrong, ms. */
const SKEW_MS = 5 * 60_000;
const LATEST = Date.UTC(3000, 0, 1);

/** ms of an ISO 8601 text or a number (ms, or seconds since the epoch); null for none. Go's zero time (year 1) is none. */
export function readTime(value: unknown): number | null {
  if (typeof value === 'number') {
    const ms = value >= SECONDS_FROM && value < MS_FROM ? value * 1_000 : value;
    return Number.isFinite(ms) && ms >= 0 && ms < LATEST ? ms : null;
  }
  if (typeof value !== 'string' || value.length > 64 || !/^\d{4}-\d\d-\d\d[T ]/.test(value)) {
    return null;
  }
  const ms = Date.parse(value);
  return ms > 0 && ms < LATEST ? ms : null;
}

/** A start that a source tells, where it can be; `now` for one that is missing or ahead of its time. Null where both are unknown. */
export function readStart(value: unknown, now: number): number | null {
  const start = readTime(value);
  if (start !== null && start <= now + SKEW_MS) {
    return start;
  }
  return Number.isFinite(now) ? now : null;
}
