import { compileMatcher, compileSelector } from './label-matcher.ts';

const matches = (op: '=' | '!=' | '=~' | '!~', value: string, text: string) =>
  compileMatcher({ label: 'a', op, value })(text);

it('matches equal and unequal texts', () => {
  expect(matches('=', 'a.c', 'abc')).toBe(false);
  expect(matches('=', 'abc', 'abc')).toBe(true);
  expect(matches('!=', 'abc', 'abd')).toBe(true);
});

it('anchors patterns at both ends, whatever they hold', () => {
  expect(matches('=~', 'a|b', 'ab')).toBe(false);
  expect(matches('=~', 'a|b', 'b')).toBe(true);
  expect(matches('!~', 'a|b', 'ba')).toBe(true);
  expect(matches('=~', 'a.c', 'a\nc')).toBe(true);
  expect(matches('=~', '(?i)SHOP', 'shop')).toBe(true);
  expect(matches('=~', '', '')).toBe(true);
});

it('takes an absent label for the empty text, and no property of objects for a label', () => {
  expect(compileSelector([{ label: 'absent', op: '=', value: '' }])({ a: 'b' })).toBe(true);
  expect(compileSelector([{ label: 'constructor', op: '=~', value: '.+' }])({ a: 'b' })).toBe(false);
});

it('refuses what is no pattern of RE2, and what is too long', () => {
  expect(() => matches('=~', '(', '')).toThrow(RangeError);
  expect(() => matches('=~', '(?=a)', '')).toThrow(RangeError);
  expect(() => matches('=~', '(a)\\1', '')).toThrow(RangeError);
  expect(() => matches('=~', 'a'.repeat(2_001), '')).toThrow('shorten it');
});

it('is not slowed by patterns that make backtracking engines try for ever', () => {
  // Twice the length of a text doubles the work; a backtracking engine would not end.
  expect(matches('=~', '(a+)+b', `${'a'.repeat(5_000)}c`)).toBe(false);
  expect(matches('=~', '(a|a)*c', 'a'.repeat(5_000))).toBe(false);
});
