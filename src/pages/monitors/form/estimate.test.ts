import { estimateCost } from './estimate.ts';

it('evaluates every step and at most every minute, unless told otherwise, and always at whole steps', () => {
  expect(estimateCost(3, 2, 15_000, 'auto')).toEqual({
    series: 3,
    evaluationsAnHour: 60,
    queriesAnHour: 120,
    pointsAnHour: 720,
  });
  expect(estimateCost(3, 2, 300_000, 'auto').evaluationsAnHour).toBe(12);
  expect(estimateCost(3, 2, 60_000, '10m')).toMatchObject({
    evaluationsAnHour: 6,
    queriesAnHour: 12,
    pointsAnHour: 180,
  });
  expect(estimateCost(1, 1, 60_000, '90s').evaluationsAnHour).toBe(30);
});
