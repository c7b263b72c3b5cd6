const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Distances of ticks that people read easily. */
const STEPS = [
  MINUTE,
  5 * MINUTE,
  15 * MINUTE,
  30 * MINUTE,
  HOUR,
  3 * HOUR,
  6 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  7 * DAY,
  14 * DAY,
  28 * DAY,
  91 * DAY,
];

/** Times (ms) to write under an axis from `from` to `to`, at most `most`, on multiples of an even distance as the offset's clocks show them. */
export function timeTicks(from: number, to: number, most: number, offset = 0): { step: number; times: number[] } {
  const step = STEPS.find((one) => (to - from) / one <= most) ?? STEPS[STEPS.length - 1];
  const first = Math.ceil((from + offset) / step) * step - offset;
  const times: number[] = [];
  for (let time = first; time <= to; time += step) {
    times.push(time);
  }
  return { step, times };
}

/** How a tick of such a distance is written. */
export function tickFormat(step: number): string {
  return step < DAY ? 'HH:mm' : 'MM-DD';
}
