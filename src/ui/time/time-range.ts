import { dateTime, isDateTime } from '@grafana/data';
import type { RawTimeRange, TimeRange } from '@grafana/data';

type Span = Pick<TimeRange, 'from' | 'to'>;

/** A range as the address holds it: as it was typed, or ISO times. */
export function rawToText({ from, to }: RawTimeRange): { from: string; to: string } {
  const text = (end: RawTimeRange['from']) => (isDateTime(end) ? end.toISOString() : end);
  return { from: text(from), to: text(to) };
}

/** The range moved by half its length, back or forward. */
export function shifted(range: Span, direction: -1 | 1): Span {
  const [from, to] = [range.from.valueOf(), range.to.valueOf()];
  const by = (direction * (to - from)) / 2;
  return { from: dateTime(from + by), to: dateTime(to + by) };
}

/** The range doubled about its middle, but never into the future. */
export function zoomedOut(range: Span, now = Date.now()): Span {
  const [from, to] = [range.from.valueOf(), range.to.valueOf()];
  const half = (to - from) / 2;
  const end = Math.max(to, Math.min(to + half, now));
  return { from: dateTime(end - 4 * half), to: dateTime(end) };
}
