import { dateTime } from '@grafana/data';
import { QUERY_DEFAULTS, withQueryDefaults } from '../../../contract/query.ts';
import { formatExploreSearch, parseExploreSearch, toAddress, toTimeRange } from './explore-url.ts';

describe('the address of the explore page', () => {
  it('gives back every field of a query', () => {
    const query = withQueryDefaults({
      refId: 'A',
      expr: 'sum by (job) (rate(http_requests_total{code=~"5.."}[5m])) > 0 & "a=b"',
      detector: 'isolation-forest',
      settings: { contamination: 0.2, columns: ['a', 'b'] },
      sensitivity: 0.75,
      direction: 'above',
      minDeviation: 12.5,
      minRelativeDeviation: 0.2,
      missing: 'anomaly',
      trainingWindow: '7d',
      step: '5m',
      output: 'bands',
      minSeverity: 'low',
      legendFormat: '{{job}}',
      forecast: { horizon: '4d', limit: { value: 90, expr: '', side: 'above' } },
    });
    const state = { query, from: '1700000000000', to: 'now', refresh: '30s' };
    expect(parseExploreSearch(formatExploreSearch(state))).toEqual(state);
  });

  it('names only what differs from the defaults', () => {
    const query = withQueryDefaults({ expr: 'up' });
    expect(formatExploreSearch({ query, from: 'now-1h', to: 'now', refresh: '' })).toBe('?expr=up&from=now-1h&to=now');
  });

  it('takes the default for what it cannot read', () => {
    const { query, from } = parseExploreSearch('?sensitivity=9&direction=up&settings=[1]&minDeviation=x&minSeverity=');
    expect(query).toEqual({ ...QUERY_DEFAULTS, refId: 'A', expr: '' });
    expect(from).toBe('now-24h');
  });
});

describe('the time range', () => {
  it('keeps relative times relative and absolute ones exact', () => {
    const range = toTimeRange({ from: '1700000000000', to: '2023-11-15T00:00:00Z' }, 'utc');
    expect([range.from.valueOf(), range.to.valueOf()]).toEqual([1_700_000_000_000, 1_700_006_400_000]);
    expect(toAddress(range.raw)).toEqual({ from: '1700000000000', to: '1700006400000' });
    expect(toTimeRange({ from: 'now-6h', to: 'now' }, 'utc').raw).toEqual({ from: 'now-6h', to: 'now' });
    expect(toAddress({ from: dateTime(5), to: 'now' })).toEqual({ from: '5', to: 'now' });
  });

  it.each([
    ['now', 'now-1h'],
    ['yesterday-ish', 'now'],
  ])('from %s to %s falls back to the last day', (from, to) => {
    expect(toTimeRange({ from, to }, 'utc').raw).toEqual({ from: 'now-24h', to: 'now' });
  });
});
