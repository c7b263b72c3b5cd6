import type { MonitorRecord } from '../../monitors/api-records.ts';
import { monitorSpec } from '../../monitors/monitor-spec.ts';
import { METHODS } from '../methods/index.ts';
import { ruleSchema } from '../rules/rule.ts';
import { watchedLimits } from './watched-limits.ts';

const monitor = (forecast: object | undefined, changes: object = {}): MonitorRecord =>
  ({
    id: 'a1',
    name: 'Disk',
    paused: false,
    spec: monitorSpec.parse({ name: 'Disk', queries: [{ expr: 'disk_used_bytes' }], forecast }),
    ...changes,
  }) as MonitorRecord;

it('takes the limits of forecast monitors for rules, as a file could hold them', () => {
  const rules = watchedLimits(
    [monitor({ limit: { expr: 'disk_size_bytes' }, horizon: '2d' }), monitor({ limit: { value: 90 } })],
    ['service', 'instance']
  );
  expect(rules.map(({ queries }) => queries.limit)).toEqual(['disk_size_bytes', 'vector(90)']);
  for (const rule of rules) {
    expect(
      ruleSchema.safeParse({ ...rule, component: { ...rule.component, labels: ['service'] } }).error
    ).toBeUndefined();
    expect(METHODS[rule.method].settings.safeParse(rule.settings).success).toBe(true);
    expect(rule.component.labels).toEqual([...new Set(rule.component.labels)]);
  }
});

it('leaves out what has no limit, what is paused, and a limit below', () => {
  const none = [
    monitor(undefined),
    monitor({}),
    monitor({ limit: {} }),
    monitor({ limit: { value: 5, side: 'below' } }),
    monitor({ limit: { value: 5 } }, { paused: true }),
  ];
  expect(watchedLimits(none, ['service'])).toEqual([]);
});
