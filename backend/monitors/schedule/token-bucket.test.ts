import { TokenBucket } from './token-bucket.ts';

it('lets a second of tokens go at once and then so many a second', () => {
  let now = 0;
  const bucket = new TokenBucket(10, () => now);
  const waits = Array.from({ length: 25 }, () => bucket.reserve());
  expect(waits.filter((wait) => wait === 0)).toHaveLength(10);
  expect(waits[24]).toBeCloseTo(1_500);
  now = 1_500;
  expect(bucket.reserve()).toBeCloseTo(100);
  now = 60_000;
  expect(Array.from({ length: 11 }, () => bucket.reserve()).filter((wait) => wait === 0)).toHaveLength(10);
});
