import { storedQuery } from './stored-query.ts';

it('gives a query saved without a detector the one it was saved with', () => {
  expect(storedQuery({ expr: 'up' })).toEqual({ expr: 'up', detector: 'seasonal' });
  expect(storedQuery({ expr: 'up', detector: null })).toEqual({ expr: 'up', detector: 'seasonal' });
  expect(storedQuery({ expr: 'up', detector: 'auto' })).toEqual({ expr: 'up', detector: 'auto' });
});

it.each([[null], [[1]], ['up'], [7]])('leaves %j as it is', (model) => {
  expect(storedQuery(model)).toBe(model);
});
