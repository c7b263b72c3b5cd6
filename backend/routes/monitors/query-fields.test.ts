import { z } from 'zod';
import { count, flag, listOf, matcherList } from './query-fields.ts';

const query = z.object({
  severity: listOf(z.enum(['low', 'high'])),
  open: flag,
  label: matcherList,
  limit: count(1_000, 100),
});

it('reads lists given several times or with commas, flags, counts and matchers', () => {
  expect(query.parse({})).toEqual({ limit: 100 });
  expect(query.parse({ severity: 'low,high', open: 'false', limit: '7' })).toEqual({
    severity: ['low', 'high'],
    open: false,
    limit: 7,
  });
  expect(query.parse({ severity: ['low', 'high'], label: ['service="cart, {a}"', 'pod=~"web-.*"'] })).toMatchObject({
    severity: ['low', 'high'],
    label: [
      { label: 'service', op: '=', value: 'cart, {a}' },
      { label: 'pod', op: '=~', value: 'web-.*' },
    ],
  });
});

it.each([
  ['severity', 'grave'],
  ['open', 'yes'],
  ['limit', '0'],
  ['limit', 'many'],
  ['label', 'service'],
  ['label', 'up'],
])('refuses %s=%s', (name, value) => {
  expect(query.safeParse({ [name]: value }).success).toBe(false);
});
