import { asIntervals } from './as-intervals.ts';

it('asks for intervals, detected or kept', () => {
  expect(asIntervals({ refId: 'A', expr: 'up', output: 'bands' })).toEqual({
    refId: 'A',
    expr: 'up',
    output: 'intervals',
  });
  expect(asIntervals({ refId: 'A', output: 'monitor', monitor: 'm1' })).toEqual({
    refId: 'A',
    output: 'monitor',
    monitor: 'm1',
    select: 'intervals',
  });
});
