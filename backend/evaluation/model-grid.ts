/** The stretch that one model scores: instants t with `instant <= t < end`, model fitted at `instant` (ms). */
export interface Segment {
  readonly instant: number;
  readonly end: number;
}

export interface GridPlan {
  /** In order of time, without gaps; the last one needs the newest model. */
  readonly segments: readonly Segment[];
  /** Every how many-th grid instant is used: 1, 2, 4, ... */
  readonly stride: number;
}

/**
 * Which models score the instants from `from` to `to` (inclusive, multiples of `step`; ms). Models belong to multiples of
 * `refitEvery` since the epoch, never less than a step apart; where the range needs more than `cap`, to multiples of 2, 4, ...
 * times that, so that every range of one stride agrees on them. The first stretch begins at its model's instant, before `from`:
 * there a streaming detector's state stands, and an interval that runs into the range has its start.
 */
export function planGrid(from: number, to: number, step: number, refitEvery: number, cap: number): GridPlan {
  const base = Math.max(refitEvery, step);
  let stride = 1;
  while (Math.floor(to / (base * stride)) - Math.floor(from / (base * stride)) + 1 > cap) {
    stride *= 2;
  }
  const distance = base * stride;
  const segments: Segment[] = [];
  for (let instant = Math.floor(from / distance) * distance; instant <= to; instant += distance) {
    segments.push({ instant, end: Math.min(to + step, instant + distance) });
  }
  return { segments, stride };
}
