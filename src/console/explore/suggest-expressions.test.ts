import { suggestExpressions } from './suggest-expressions.ts';

it('suggests rates of counters first and leaves out what nobody watches', () => {
  const names = ['up', 'go_goroutines', 'queue_length', 'http_requests_total', 'latency_seconds_bucket', 'build_info'];
  expect(suggestExpressions(names)).toEqual(['rate(http_requests_total[$__rate_interval])', 'queue_length']);
});

it('suggests no more than a handful', () => {
  expect(suggestExpressions(Array.from({ length: 500 }, (_, index) => `metric_${index}`))).toHaveLength(12);
});
