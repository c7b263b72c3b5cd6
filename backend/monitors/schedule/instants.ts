import { createHash } from 'node:crypto';

/** How long after an instant it is evaluated at the earliest, so that the scrape before it has arrived; ms. */
const SETTLE_MS = 2_000;
/** Monitors are spread over at most this much of their interval. */
const MOST_SPREAD_MS = 60_000;

/** What of a monitor decides when it is evaluated; ms. */
export interface Rhythm {
  readonly step: number;
  readonly every: number;
  readonly delay: number;
  /** Monitors of its kind are spread over so much of their interval; `MOST_SPREAD_MS` where absent. */
  readonly spread?: number;
}

/** A fixed share (0..1) of whatever an id is spread over: the same in every process, and even over many ids. */
export function shareOf(id: string, purpose: string): number {
  return createHash('sha256').update(`${purpose}\n${id}`).digest().readUInt32BE(0) / 2 ** 32;
}

/** When a monitor is due first after `now`: at its own moment of each interval since the epoch, so that not all ask at once. */
export function nextDue(
  id: string,
  { every, spread = MOST_SPREAD_MS }: Pick<Rhythm, 'every' | 'spread'>,
  now: number
): number {
  const offset = Math.floor(shareOf(id, 'due') * Math.min(every, spread));
  return (Math.floor((now - offset) / every) + 1) * every + offset;
}

/** The moment from which on an instant is the newest whose data may be asked for: the opposite of `newestInstant`. */
export function momentOf({ delay }: Pick<Rhythm, 'delay'>, instant: number): number {
  return instant + Math.max(SETTLE_MS, delay);
}

/** The newest instant (a multiple of the step) whose data may be asked for at `now`. */
export function newestInstant({ step, delay }: Rhythm, now: number): number {
  return Math.floor((now - Math.max(SETTLE_MS, delay)) / step) * step;
}
