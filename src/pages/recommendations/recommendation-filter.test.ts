import { expect, test } from '@jest/globals';
import { queryOf, readFilter, writeFilter } from './recommendation-filter.ts';

test('a filter survives its address, and the rest of the address stays', () => {
  const filter = { shown: 'away', category: 'capacity_scaling' } as const;
  const search = writeFilter(new URLSearchParams('ds=x&state=done'), filter);
  expect(readFilter(search)).toEqual(filter);
  expect(search.get('ds')).toBe('x');
  expect(queryOf(filter)).toEqual({ state: ['dismissed', 'snoozed', 'expired'], category: ['capacity_scaling'] });
  expect(writeFilter(search, { shown: 'pending', category: '' }).toString()).toBe('ds=x');
});

test('what an address has wrong takes its default', () => {
  expect(readFilter(new URLSearchParams('state=x&category=y'))).toEqual({ shown: 'pending', category: '' });
});
