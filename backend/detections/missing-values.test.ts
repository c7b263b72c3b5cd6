import fc from 'fast-check';
import { firstValue, lastSeen, withZeros } from '../series/gaps.ts';
import { enoughPoints, explainMissing, livesFor, markMissing } from './missing-values.ts';

const HOUR = 3_600_000;
const START = Date.UTC(2026, 0, 5);

const points = fc.array(
  fc.record({ value: fc.constantFrom(1, 2, Number.NaN), score: fc.constantFrom(0.2, Number.NaN) }),
  {
    maxLength: 80,
  }
);

function stretchOf(list: readonly { readonly value: number; readonly score: number }[]) {
  const times = Float64Array.from(list, (_, i) => START + i * HOUR);
  const values = Float64Array.from(list, ({ value }) => value);
  const score = Float64Array.from(list, (one) => (Number.isNaN(one.value) ? Number.NaN : one.score));
  return { times, values, score, seen: lastSeen({ labels: {}, times, values }) };
}

it('scores 1 exactly where a value is missing, less than a day after the last one, of a series that is known or was scored', () => {
  fc.assert(
    fc.property(points, fc.boolean(), (list, isKnown) => {
      const stretch = stretchOf(list);
      const before = stretch.score.slice();
      markMissing(stretch, isKnown, HOUR);
      stretch.values.forEach((value, i) => {
        const last = stretch.values.slice(0, i + 1).findLastIndex((one) => !Number.isNaN(one));
        const isWatched = isKnown || before.slice(0, i).some((one) => !Number.isNaN(one));
        const isMissed = Number.isNaN(value) && isWatched && last >= 0 && i - last <= 24;
        expect(stretch.score[i]).toBe(isMissed ? 1 : before[i]);
      });
    })
  );
});

it('depends on what came before alone', () => {
  fc.assert(
    fc.property(points, fc.nat(80), (list, cut) => {
      const [whole, part] = [stretchOf(list), stretchOf(list.slice(0, cut))];
      markMissing(whole, false, HOUR);
      markMissing(part, false, HOUR);
      expect(whole.score.slice(0, part.score.length)).toEqual(part.score);
    })
  );
});

it('fills with zeros from an index on, and leaves the series it was given alone', () => {
  fc.assert(
    fc.property(points, fc.nat(80), (list, from) => {
      const { times, values } = stretchOf(list);
      const before = values.slice();
      const filled = withZeros({ labels: {}, times, values }, from);
      expect(filled.times).toBe(times);
      expect(values).toEqual(before);
      filled.values.forEach((value, i) => expect(value).toBe(i >= from && Number.isNaN(before[i]) ? 0 : before[i]));
      const first = firstValue(values);
      expect(values.subarray(0, first).every(Number.isNaN)).toBe(true);
      expect(first === values.length || !Number.isNaN(values[first])).toBe(true);
    })
  );
});

it.each([
  [60_000, 'No value since 14:03 UTC; one is expected every minute.'],
  [300_000, 'No value since 14:03 UTC; one is expected every 5 minutes.'],
  [15_000, 'No value since 14:03:45 UTC; one is expected every 15 seconds.'],
  [HOUR, 'No value since 14:03 UTC; one is expected every hour.'],
  [1_500, 'No value since 14:03:45 UTC; one is expected every 1s500ms.'],
])('at a step of %d ms says: %s', (step, summary) => {
  const explanation = explainMissing(Date.UTC(2026, 0, 5, 14, 3, 45), step);
  expect(explanation.summary).toBe(summary);
  expect(explanation.facts[0]).toMatchObject({ key: 'lastValueAt', value: expect.stringMatching(/^2026-01-05 14:03/) });
});

it('takes the points a detector asks for, and a step of more than a day as it is', () => {
  expect(enoughPoints({ minTrainingSamples: 40 })).toBe(40);
  expect(enoughPoints({})).toBe(100);
  expect([livesFor(HOUR), livesFor(48 * HOUR)]).toEqual([24 * HOUR, 48 * HOUR]);
});
