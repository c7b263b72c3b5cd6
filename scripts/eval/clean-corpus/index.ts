import type { CleanFamily } from './family.ts';
import { RESOURCES } from './resources.ts';
import { TRAFFIC } from './traffic.ts';
import { WAITS } from './waits.ts';

/** A third of the families, of every sort. */
const HELD_OUT: ReadonlySet<string> = new Set([
  'requests, few',
  'requests, two peaks',
  'errors, some',
  'memory, steady',
  'memory, saw-tooth under load',
  'temperature',
  'latency, slowest',
  'noise within bounds',
  'two modes',
  'replicas, few steps',
]);

/** What ordinary metrics of a platform look like when nothing is wrong, by family. */
export const CLEAN_FAMILIES: readonly CleanFamily[] = Object.entries({ ...TRAFFIC, ...WAITS, ...RESOURCES }).map(
  ([name, make]) => ({ name, make, isHeldOut: HELD_OUT.has(name) })
);
