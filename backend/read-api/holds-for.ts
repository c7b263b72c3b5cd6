import { parseDuration } from '../../contract/duration.ts';
import { STEP_LADDER_MS } from '../../contract/query.ts';

/** Prometheus's own look-back, in ms. */
export const LOOKBACK_MS = 300_000;
const LEAST_EVERY_MS = 60_000;
const LONGEST_AUTO_STEP_MS = Math.max(...STEP_LADDER_MS);

/**
 * How long after its instant a result is the current one, in ms, where nothing newer is there: Prometheus's five minutes, or longer for a monitor whose
 * next result cannot be there by then.
 */
export function holdsFor(spec: Readonly<Record<string, unknown>>, step: number): number {
  const every = durationOf(spec.every) ?? Math.max(step, LEAST_EVERY_MS);
  const delay = durationOf(spec.delay) ?? 0;
  return Math.max(LOOKBACK_MS, delay + Math.max(every, step) + step);
}

/** How far back the current result of a monitor may lie, whatever its step turns out to be; ms. */
export function longestHold(spec: Readonly<Record<string, unknown>>): number {
  return holdsFor(spec, durationOf(spec.step) ?? LONGEST_AUTO_STEP_MS);
}

function durationOf(text: unknown): number | null {
  return typeof text === 'string' ? parseDuration(text) : null;
}
