import { verdictOf } from './accuracy-verdict.ts';

const of = (mase: number | null, naiveMase: number | null, origins = 8, isWorseThanNaive = false) =>
  verdictOf({ mase, naiveMase, origins, isWorseThanNaive });

it('says how much better than naive, and plainly where it is worse', () => {
  expect(of(0.6, 1)).toMatchObject({ kind: 'better', gain: 0.4 });
  expect(of(0.99, 1).kind).toBe('equal');
  expect(of(1.2, 1, 8, true).kind).toBe('worse');
  expect(of(1.005, 1, 8, true).kind).toBe('worse');
});

it('claims nothing without a back-test', () => {
  expect(verdictOf(null).kind).toBe('unknown');
  expect(of(0.5, 1, 0).kind).toBe('unknown');
  expect(of(Number.NaN, 1).kind).toBe('unknown');
  expect(of(null, null).kind).toBe('unknown');
});
