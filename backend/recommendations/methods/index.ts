import { exhaustion } from './exhaustion.ts';
import { headroom } from './headroom.ts';
import type { Method } from './method.ts';
import { relation } from './relation.ts';
import { threshold } from './threshold.ts';

/** What a rule may name as its `method`, beside `alerts`; adding one is a file and a line here. */
export const METHODS: Readonly<Record<string, Method<unknown>>> = Object.fromEntries(
  [headroom, exhaustion, threshold, relation].map((method) => [method.id, method as Method<unknown>])
);
