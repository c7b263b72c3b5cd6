import { draftSuppression, EMPTY_SUPPRESSION } from './suppression-draft.ts';

const NOW = 1_000_000;
const good = { matchers: 'service=cart', startsAt: null, endsAt: NOW + 1, reason: ' load test ' };

it('begins now unless told otherwise', () => {
  expect(draftSuppression(good, NOW)).toEqual({
    suppression: {
      matchers: [{ label: 'service', op: '=', value: 'cart' }],
      startsAt: NOW,
      endsAt: NOW + 1,
      reason: 'load test',
    },
    misfits: {},
  });
});

it('wants labels, an end and a reason', () => {
  const { suppression, misfits } = draftSuppression(EMPTY_SUPPRESSION, NOW);
  expect(suppression).toBeNull();
  expect(Object.keys(misfits)).toEqual(['matchers', 'times', 'reason']);
});

it.each([
  ['matchers', { matchers: 'cart' }],
  ['times', { startsAt: NOW + 5, endsAt: NOW + 5 }],
  ['times', { startsAt: NOW - 9, endsAt: NOW - 5 }],
  ['reason', { reason: ' ' }],
])('says what is wrong at %s', (field, part) => {
  expect(Object.keys(draftSuppression({ ...good, ...part }, NOW).misfits)).toEqual([field]);
});
