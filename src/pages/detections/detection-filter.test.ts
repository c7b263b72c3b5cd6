import { isNarrowed, matchersIn, queryOf, readFilter, widened, writeFilter } from './detection-filter.ts';

const of = (text: string) => readFilter(new URLSearchParams(text));

describe('the filter of detections', () => {
  it('goes to the address and comes back, and leaves alone what is not its own', () => {
    const text =
      'ds=nj&from=now-7d&monitor=m1&label=service%3D%22cart%22&open=true&lanes=series&severity=low&severity=high&type=memory_leak&verdict=none';
    const written = writeFilter(new URLSearchParams('ds=nj&from=now-1h&open=true'), of(text));
    expect(written.get('ds')).toBe('nj');
    expect(readFilter(written)).toEqual(of(text));
    expect(of(text).severities).toEqual(['low', 'high']);
  });

  it('leaves out of the address what is at its default', () => {
    expect(writeFilter(new URLSearchParams('ds=nj'), of('')).toString()).toBe('ds=nj');
  });

  it('takes nothing that does not exist', () => {
    expect(of('severity=huge&type=x&verdict=maybe&lanes=colour&open=1')).toEqual(of(''));
  });

  it('lets go of everything but time and lanes', () => {
    const narrow = of('from=now-7d&lanes=series&monitor=m1&verdict=none');
    expect(isNarrowed(narrow)).toBe(true);
    expect(widened(narrow)).toEqual(of('from=now-7d&lanes=series'));
    expect(isNarrowed(widened(narrow))).toBe(false);
  });

  it('asks the backend for what is chosen alone', () => {
    expect(queryOf(of('severity=high&label=job%3D%22a%22'), 1, 2)).toEqual({
      from: 1,
      to: 2,
      monitor: undefined,
      severity: ['high'],
      type: [],
      verdict: [],
      label: ['job="a"'],
      open: undefined,
    });
  });
});

describe('label matchers', () => {
  it.each([
    ['', []],
    ['service="cart"', ['service="cart"']],
    ['{service="cart", job=~\'web.*\'}', ['service="cart"', 'job=~"web.*"']],
    ['a!="x",b!~"y|z",', ['a!="x"', 'b!~"y|z"']],
    ['path="a,b}c"', ['path="a,b}c"']],
  ])('reads %s', (text, expected) => expect(matchersIn(text)).toEqual(expected));

  it.each(['service', 'service=cart', 'service="cart" or', '="x"', 'service=="cart"', 'a="b" c="d"'])(
    'refuses %s',
    (text) => expect(matchersIn(text)).toBeNull()
  );
});
