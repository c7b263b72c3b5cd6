import { expect, test } from '@jest/globals';
import { isNarrowed, queryOf, readFilter, WIDE, writeFilter } from './incident-filter.ts';

test('a filter survives its address, and the rest of the address stays', () => {
  const filter = {
    states: 'resolved',
    severity: 'error',
    service: 'cart & co',
    assignee: 'mara',
    text: 'disk full',
    since: '24h',
  } as const;
  const search = writeFilter(new URLSearchParams('ds=x'), filter);
  expect(search.get('ds')).toBe('x');
  expect(readFilter(new URLSearchParams(search.toString()))).toEqual(filter);
  expect(isNarrowed(filter)).toBe(true);
  expect(writeFilter(search, WIDE).toString()).toBe('ds=x');
  expect(isNarrowed(WIDE)).toBe(false);
});

test('what an address has wrong takes its default', () => {
  expect(readFilter(new URLSearchParams('state=dead&severity=worst&since=3y'))).toEqual(WIDE);
});

test('the backend is asked for what is not resolved, or as the filter says', () => {
  expect(queryOf(WIDE, 1_000)).toEqual({ state: ['open', 'acknowledged'] });
  const asked = queryOf({ ...WIDE, states: 'all', severity: 'critical', since: '1h' }, 7_200_000);
  expect(asked).toEqual({ state: [], minSeverity: 'critical', from: 3_600_000 });
});
