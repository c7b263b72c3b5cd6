import type { MonitorRecord } from '../../monitors/api-records.ts';
import type { SeriesRule } from '../rules/rule.ts';

/** Labels that may name what a forecast monitor watches, beside those of services. */
const FURTHER = ['namespace', 'instance', 'mountpoint', 'persistentvolumeclaim', 'device'];

/** Forecast monitors with a limit that must not be passed upwards, as rules: whoever watches a limit is told when and how far to raise it. */
export function watchedLimits(monitors: readonly MonitorRecord[], serviceLabels: readonly string[]): SeriesRule[] {
  return monitors.flatMap(({ id, name, paused, spec: { queries, forecast } }): SeriesRule[] => {
    const limit = forecast?.limit;
    if (!limit || limit.side !== 'above' || paused || (limit.expr === '' && limit.value === null)) {
      return [];
    }
    return [
      {
        id: `watched-limit-${id}`,
        category: 'capacity_scaling',
        method: 'exhaustion',
        title: `{component} reaches the limit of ${name}`,
        description: 'The monitor foretells that its limit is reached.',
        component: { type: 'service', labels: [...new Set([...serviceLabels, ...FURTHER])] },
        parameter: 'limit',
        unit: '',
        queries: {
          usage: queries[0].expr,
          limit: limit.expr === '' ? `vector(${limit.value})` : limit.expr,
        },
        settings: { ...(forecast.horizon ? { horizon: forecast.horizon } : {}), unit: '' },
        steps: [
          'Look at the forecast of the monitor, and for what can be spared.',
          'Raise the limit to {recommended}.',
        ],
        risk: 'low',
        effort: 'medium',
        expires: '7d',
      },
    ];
  });
}
