import fc from 'fast-check';
import { matcherText, readMatchers } from './matchers.ts';
import type { Matcher } from './matchers.ts';

const matcher = fc.record<Matcher>({
  label: fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/),
  op: fc.constantFrom('=', '!='),
  value: fc.string({ maxLength: 12 }),
});

it('reads what it writes', () => {
  fc.assert(
    fc.property(fc.array(matcher, { maxLength: 5 }), (matchers) => {
      expect(readMatchers(matchers.map(matcherText).join(', '))).toEqual(matchers);
      expect(readMatchers(`{${matchers.map(matcherText).join(',')}}`)).toEqual(matchers);
    })
  );
});

it('takes plain values without quotes, and patterns', () => {
  expect(readMatchers('service=cart, job=~"api|web"')).toEqual([
    { label: 'service', op: '=', value: 'cart' },
    { label: 'job', op: '=~', value: 'api|web' },
  ]);
  expect(readMatchers('service!~x.*')).toEqual([{ label: 'service', op: '!~', value: 'x.*' }]);
});

it.each([
  ['service', 'service'],
  ['a="1", 2b="2"', '2b="2"'],
  ['a=~"("', 'a=~"("'],
  ['a="open', 'a="open'],
])('says which part of %s is none', (text, wrong) => {
  expect(readMatchers(text)).toEqual({ wrong });
});
