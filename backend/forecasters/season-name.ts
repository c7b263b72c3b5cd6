import { formatDuration } from '../../contract/duration.ts';

const NAMED: readonly (readonly [number, string])[] = [
  [3_600_000, 'Hour'],
  [86_400_000, 'Day'],
  [7 * 86_400_000, 'Week'],
  [365.25 * 86_400_000, 'Year'],
];

/** What people call a season of `period` points `step` ms apart: `Day`, `Week` or, where it has no name, `Every 6h`. A year need not be met to the day. */
export function seasonName(period: number, step: number): string {
  const length = period * step;
  const named = NAMED.find(([ms]) => Math.abs(length / ms - 1) < 0.015);
  return named?.[1] ?? `Every ${formatDuration(Math.max(1, Math.round(length)))}`;
}
