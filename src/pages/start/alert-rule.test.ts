import { parse } from 'yaml';
import { withQueryDefaults } from '../../../contract/query.ts';
import { alertRuleYaml, alertThreshold } from './alert-rule.ts';

const { refId: _refId, ...query } = withQueryDefaults({
  expr: 'sum(rate(http_requests_total[$__rate_interval]))',
  legendFormat: '{{job}}',
});
const input = { datasourceUid: 'nj', query, title: 'Anomaly: $job', summary: 'of {{ $labels }}', orgId: 7 };
const read = (part: Partial<typeof input> = {}) => parse(alertRuleYaml({ ...input, ...part })).groups[0];

describe('the alert rule of a query', () => {
  it('asks for scores, takes the highest and compares it with the threshold', () => {
    const [scores, highest, threshold] = read().rules[0].data;
    expect(scores.model).toMatchObject({ refId: 'A', expr: query.expr, output: 'scores', legendFormat: '{{job}}' });
    expect(highest.model).toMatchObject({
      type: 'reduce',
      expression: 'A',
      reducer: 'max',
      settings: { mode: 'dropNN' },
    });
    expect(threshold.model).toMatchObject({
      type: 'threshold',
      expression: 'B',
      conditions: [{ evaluator: { type: 'gt', params: [0.8] } }],
    });
  });

  it('writes `$` twice in the title only, where Grafana would fill in its environment', () => {
    const [rule] = read().rules;
    expect(rule.title).toBe('Anomaly: $$job');
    expect(rule.annotations.summary).toBe('of {{ $labels }}');
    expect(rule.data[0].model.expr).toContain('[$__rate_interval]');
  });

  it('belongs to the organisation and the datasource it was made for', () => {
    expect(read().orgId).toBe(7);
    expect(read().rules[0].data[0].datasourceUid).toBe('nj');
  });

  it('has one uid a query, of the length Grafana takes', () => {
    const uid = (part: Partial<typeof input> = {}): string => read(part).rules[0].uid;
    expect(uid()).toBe(uid());
    expect(uid()).not.toBe(uid({ query: { ...query, expr: 'up' } }));
    expect(uid()).not.toBe(uid({ datasourceUid: 'other' }));
    expect(uid()).toMatch(/^[\w-]{1,40}$/);
  });

  it.each([
    ['low', 0.5, 0.7],
    ['medium', 0.5, 0.8],
    ['high', 0.5, 0.9],
    ['low', 1, 0.45],
    ['medium', 1, 0.633],
  ] as const)('fires from %s at sensitivity %d above %d', (minSeverity, sensitivity, threshold) => {
    expect(alertThreshold({ minSeverity, sensitivity })).toBe(threshold);
  });
});
