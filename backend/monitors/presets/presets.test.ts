import { parser } from '@prometheus-io/lezer-promql';
import { planMonitor } from '../monitor-plan.ts';
import { PRESETS } from './index.ts';

it('have ids and names of their own', () => {
  expect(new Set(PRESETS.map(({ id }) => id)).size).toBe(PRESETS.length);
  expect(new Set(PRESETS.map(({ spec }) => spec.name)).size).toBe(PRESETS.length);
});

it.each(PRESETS.map((preset) => [preset.id, preset] as const))(
  '%s is a monitor of PromQL',
  (_id, { spec, metrics }) => {
    const { exprs } = planMonitor(spec, {});
    expect(metrics.length).toBeGreaterThan(0);
    for (const expr of exprs) {
      const broken: string[] = [];
      parser
        .parse(expr)
        .iterate({ enter: ({ type, from, to }) => void (type.isError && broken.push(expr.slice(from, to))) });
      expect(broken).toEqual([]);
    }
  }
);
