import { metricNamesIn, numeratorsIn, selectorsIn } from './promql.ts';

describe('names in an expression', () => {
  it.each<[string, string[]]>([
    ['up', ['up']],
    ['rate(http_requests_total{job="api"}[5m])', ['http_requests_total']],
    ['sum by (service, le) (rate(a_bucket[5m]))', ['a_bucket']],
    ['sum(rate(a_total[5m])) without (instance)', ['a_total']],
    ['a / on(instance) group_left(x) b', ['a', 'b']],
    ['histogram_quantile(0.99, sum(rate(x:y_bucket[$__rate_interval])) by (le))', ['x:y_bucket']],
    ['{__name__="foo", job="x"}', ['foo']],
    ['{"foo.bar", job="x"}', ['foo.bar']],
    ['foo offset 1w > bool 3 and bar unless baz', ['foo', 'bar', 'baz']],
    ['max_over_time(deriv(foo[5m])[1h:1m] @ end())', ['foo']],
    ['foo{a="x{y} rate(z)", b=~\'(a|b)"\'} # rate(comment[1m])', ['foo']],
    ['1 - 0x1F * Inf', []],
    ['$metric{job="$job"} + ${other}', []],
    ['sum(', []],
    ['', []],
  ])('%s', (expr, names) => {
    expect(metricNamesIn(expr)).toEqual(names);
  });
});

it('matchers, functions and operators stand with each selector', () => {
  const [a, b] = selectorsIn('1 - sum by (x) (rate(a{code=~"5..",job!="y"}[5m])) / sum(rate(b[5m]))');
  expect(a).toEqual({
    name: 'a',
    matchers: [
      { label: 'code', op: '=~', value: '5..' },
      { label: 'job', op: '!=', value: 'y' },
    ],
    functions: ['sum', 'rate'],
    operators: ['-'],
  });
  expect(b).toMatchObject({ name: 'b', operators: ['/'] });
});

it('numerators carry the quantity; divisors, filters and thresholds do not', () => {
  const names = (expr: string) => numeratorsIn(expr).map((selector) => selector.name);
  expect(names('(a - b) / c')).toEqual(['a', 'b']);
  expect(names('a and on() b > 3')).toEqual(['a']);
  expect(names('5 / a')).toEqual(['a']);
});
