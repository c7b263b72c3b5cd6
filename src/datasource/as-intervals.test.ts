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

it('asks for incidents or alerts as regions', () => {
  const query = { refId: 'A', output: 'alerts', alerts: { shape: 'table', labels: 'team="shop"' } } as const;
  expect(asIntervals(query)).toEqual({ ...query, alerts: { shape: 'annotations', labels: 'team="shop"' } });
  expect(asIntervals({ refId: 'A', output: 'noise' })).toMatchObject({ output: 'incidents' });
});
