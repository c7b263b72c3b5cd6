import { exhaustion } from './exhaustion.ts';
import { headroom } from './headroom.ts';
import type { Method } from './method.ts';
import { relation } from './relation.ts';
import { threshold } from './threshold.ts';

/** What a rule may name as its `method`, beside `alerts`; adding one is a file and two lines here. */
export const METHOD_IDS = ['headroom', 'exhaustion', 'threshold', 'relation'] as const;

export const METHODS: Readonly<Record<(typeof METHOD_IDS)[number], Method<unknown>>> = {
  headroom: headroom as Method<unknown>,
  exhaustion: exhaustion as Method<unknown>,
  threshold: threshold as Method<unknown>,
  relation: relation as Method<unknown>,
};
