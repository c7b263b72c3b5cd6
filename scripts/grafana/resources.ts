import type { NightjarQuery } from '../../contract/query.ts';
import { METRIC } from './live-metrics.ts';

/** What the test puts into Grafana, and its names. */
export const NAMES = {
  datasource: 'nightjar-test',
  /** The plain Prometheus datasource of the watched series. */
  prometheus: 'nightjar-test-prometheus',
  /** A plain Prometheus datasource that reads what monitors found. */
  results: 'nightjar-test-results',
  dashboard: 'nightjar-test-dashboard',
  grid: 'nightjar-test-grid',
  forecasts: 'nightjar-test-forecasts',
  folder: 'nightjar-test-folder',
  rule: 'nightjar-test-rule',
  monitorRule: 'nightjar-test-monitor-rule',
  forecastRule: 'nightjar-test-forecast-rule',
  incidents: 'nightjar-test-incidents',
  incidentRule: 'nightjar-test-incident-rule',
  /** Begin of the uids of rules that fire whatever happens. */
  firingRule: 'nightjar-test-firing',
  webhook: 'nightjar-test-webhook',
  viewer: 'nightjar-test-viewer',
  organisation: 'nightjar-test-organisation',
} as const;

/** Services of the rules that fire whatever happens: a fault and what it takes with it. */
export const FIRING_SERVICES = ['payments', 'checkout', 'frontend'] as const;

/** The query of every panel and rule here: a day of training at 15 s, so that faults show within half a minute. */
export function query(
  output: NightjarQuery['output'],
  expr = `${METRIC}`
): Partial<NightjarQuery> & { datasource: object } {
  return {
    refId: 'A',
    datasource: { type: 'nightjar-ml-datasource', uid: NAMES.datasource },
    expr,
    output,
    step: '15s',
    trainingWindow: '1d',
    legendFormat: '{{service}}',
  };
}

/** A dashboard with the grid of monitors alone. */
export function gridDashboard(): object {
  return {
    uid: NAMES.grid,
    title: 'Nightjar: monitors',
    timezone: 'browser',
    time: { from: 'now-3h', to: 'now' },
    panels: [
      {
        id: 1,
        type: 'nightjar-monitors-panel',
        title: 'Monitors',
        gridPos: { x: 0, y: 0, w: 24, h: 6 },
        options: { datasource: NAMES.datasource, labels: '', names: [], cell: 'auto', order: 'urgency' },
      },
    ],
    schemaVersion: 41,
  };
}

/** What a monitor detected, as a panel or a rule asks for it. */
export function monitorQuery(monitor: string, select: NightjarQuery['select']): object {
  return {
    refId: 'A',
    datasource: { type: 'nightjar-ml-datasource', uid: NAMES.datasource },
    output: 'monitor',
    monitor,
    select,
  };
}

export function dashboard(): object {
  return {
    uid: NAMES.dashboard,
    title: 'Nightjar: shop',
    timezone: 'browser',
    time: { from: 'now-3h', to: 'now' },
    refresh: '10s',
    annotations: {
      list: [
        {
          name: 'Anomalies',
          enable: true,
          iconColor: 'red',
          datasource: { type: 'nightjar-ml-datasource', uid: NAMES.datasource },
          target: { ...query('intervals', `${METRIC}{service="checkout"}`), refId: 'Anno' },
        },
      ],
    },
    panels: [
      {
        id: 1,
        type: 'nightjar-anomalies-panel',
        title: 'Requests in flight: anomalies',
        gridPos: { x: 0, y: 0, w: 24, h: 12 },
        datasource: { type: 'nightjar-ml-datasource', uid: NAMES.datasource },
        targets: [query('anomalies', `${METRIC}{service="checkout"}`)],
      },
      {
        id: 2,
        type: 'timeseries',
        title: 'Requests in flight, from Prometheus',
        gridPos: { x: 0, y: 12, w: 24, h: 9 },
        datasource: { type: 'prometheus', uid: NAMES.prometheus },
        targets: [
          {
            refId: 'A',
            datasource: { type: 'prometheus', uid: NAMES.prometheus },
            expr: METRIC,
            legendFormat: '{{service}}',
          },
        ],
      },
    ],
    schemaVersion: 41,
  };
}
