import type { MonitorSpecInput } from '../../backend/monitors/monitor-spec.ts';
import type { MonitorSummary } from '../../backend/monitors/api-records.ts';
import type { Bench } from './bench.ts';
import { until } from './grafana-client.ts';
import { METRIC } from './live-metrics.ts';
import { NightjarApi } from './nightjar-api.ts';

/** The monitor of the checks, as the form makes it: every 15 s, so that faults show within half a minute. */
export const MONITOR: MonitorSpecInput & { readonly name: string } = {
  name: 'Requests in flight',
  queries: [{ expr: METRIC, legend: '{{service}}' }],
  detector: 'seasonal',
  step: '15s',
  every: '15s',
  training: { window: '1d' },
};

/** The checks' monitor, evaluated at least once: the one made in the form, or, where checks of later groups run alone, one made now. */
export async function watchedMonitor({ grafana }: Bench): Promise<MonitorSummary> {
  const api = new NightjarApi(grafana);
  if ((await api.named(MONITOR.name)) === null) {
    await api.create(MONITOR);
  }
  return until('the monitor is evaluated', 120, async () => {
    const monitor = await api.named(MONITOR.name);
    return monitor?.state === 'ok' || monitor?.state === 'anomalous' ? monitor : null;
  });
}
