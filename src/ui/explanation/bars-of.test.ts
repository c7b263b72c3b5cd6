import type { AnomalyInterval, Attribution, Contribution } from '../../../contract/detection.ts';
import type { DrawnSeries } from '../model/anomaly-series.ts';
import { barsOf } from './bars-of.ts';
import { formatPlain, formatSigned } from './format-fact.ts';

const series = { format: (value: number) => `${value} ms` } as DrawnSeries;

function anomaly(contributions: Contribution[], attribution?: Attribution) {
  const explanation = { summary: '', facts: [], contributions, attribution };
  return { series, interval: { value: 12, expected: 5, explanation } as unknown as AnomalyInterval };
}

const shares: Contribution[] = [
  { name: 'level', value: 12, expected: 5, sigmas: 4, share: 0.25 },
  { name: 'change', value: -0.001234, expected: 0, sigmas: -8, share: 0.75 },
];
const signed: Attribution = {
  measure: 'path length',
  value: 4,
  usual: 11,
  direction: -1,
  parts: [
    { name: 'level', value: 12, expected: 5, adds: 8 },
    { name: 'change', value: Number.NaN, expected: 0, adds: -2 },
  ],
  others: 1,
};

it('draws shares, the largest first, each as a sentence', () => {
  const bars = barsOf(anomaly(shares));
  expect(bars?.isSigned).toBe(false);
  expect(bars?.bars.map(({ name, length, amount }) => [name, length, amount])).toEqual([
    ['change', 0.75, '75%'],
    ['level', 0.25, '25%'],
  ]);
  expect(bars?.bars[0].sentence).toBe('change: 75% of the whole. −0.00123 instead of 0, −8.0 σ');
  expect(bars?.bars[1].detail).toBe('12 ms instead of 5 ms, +4.0 σ');
});

it('draws what adds and what takes from the one axis, and what is left over, in place of shares', () => {
  const bars = barsOf(anomaly(shares, signed));
  expect(bars?.isSigned).toBe(true);
  expect(bars?.lead).toBe('Path length: 4, usually 11. The bars add up to the difference, 7.');
  expect(bars?.bars.map(({ name, length, amount, detail }) => [name, length, amount, detail])).toEqual([
    ['level', 8, '+8', '12 ms instead of 5 ms'],
    ['change', -2, '−2', ''],
    ['All others', 1, '+1', ''],
  ]);
  expect(bars?.bars[1].sentence.trim()).toBe('change: makes it less unusual by 2.');
});

it('leaves out what is left over where it cannot be seen', () => {
  expect(barsOf(anomaly(shares, { ...signed, others: 0.001 }))?.bars).toHaveLength(2);
});

it('draws nothing where one thing alone contributed, or nothing', () => {
  expect(barsOf(anomaly([{ ...shares[0], share: 1 }]))).toBeNull();
  expect(barsOf(anomaly([]))).toBeNull();
});

it('writes numbers of any size with three digits that count', () => {
  expect([0, 0.000012345, 1.5, 999.4, 12_345, -3].map(formatPlain)).toEqual([
    '0',
    '0.0000123',
    '1.5',
    '999',
    '12.3 K',
    '−3',
  ]);
  expect([2, -2, 0].map(formatSigned)).toEqual(['+2', '−2', '0']);
});
