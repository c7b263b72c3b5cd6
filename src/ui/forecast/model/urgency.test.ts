import type { HitTimes } from '../../../../contract/forecast.ts';
import { byUrgency, urgencyOf } from './urgency.ts';

const hits = (part: Partial<HitTimes>): HitTimes => ({
  limit: 90,
  side: 'above',
  isPast: false,
  probability: 0,
  p10: null,
  p50: null,
  p90: null,
  byStep: [],
  ...part,
});

const PAST = hits({ isPast: true, probability: 1 });
const SOON = hits({ probability: 0.9, p10: 1, p50: 10, p90: 20 });
const LATE = hits({ probability: 0.7, p10: 1, p50: 500 });
const MAYBE = hits({ probability: 0.2, p10: 3 });
const CALM = hits({ probability: 0.001 });

it('sorts what is past first, then the soonest, then the most probable, and what has no limit last', () => {
  const order = [PAST, SOON, LATE, MAYBE, CALM, null];
  const places = [5, 2, 0, 4, 3, 1];
  expect(places.map((place) => order[place]).sort(byUrgency)).toEqual(order);
});

it('names urgency by how probable a hit is', () => {
  expect([PAST, SOON, LATE, MAYBE, CALM, null].map(urgencyOf)).toEqual([
    'past',
    'likely',
    'likely',
    'possible',
    'calm',
    'none',
  ]);
});
