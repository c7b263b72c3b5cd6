import type { NightjarQuery } from '../../contract/query.ts';
import { METRIC } from './live-metrics.ts';

/** What the test puts into Grafana, and its names. */
export const NAMES = {
  datasource: 'nightjar-test',
  dashboard: 'nightjar-test-dashboard',
  folder: 'nightjar-test-folder',
  rule: 'nightjar-test-rule',
} as const;

/** The query of every panel and rule here: six hours of training at 15 s, so that faults show within half a minute. */
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

export function dashboard(prometheusUid: string): object {
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
        datasource: { type: 'prometheus', uid: prometheusUid },
        targets: [
          {
            refId: 'A',
            datasource: { type: 'prometheus', uid: prometheusUid },
            expr: METRIC,
            legendFormat: '{{service}}',
          },
        ],
      },
    ],
    schemaVersion: 41,
  };
}

/** The same panel alone: a public dashboard refuses annotations that need a login in some versions. */
export function alertRule(): object {
  const expression = (refId: string, model: object) => ({
    refId,
    relativeTimeRange: { from: 0, to: 0 },
    datasourceUid: '__expr__',
    model: { refId, datasource: { type: '__expr__', uid: '__expr__' }, ...model },
  });
  return {
    uid: NAMES.rule,
    title: 'Checkout behaves unlike before',
    folderUID: NAMES.folder,
    ruleGroup: 'nightjar',
    condition: 'C',
    for: '0s',
    noDataState: 'NoData',
    execErrState: 'Error',
    data: [
      {
        refId: 'A',
        relativeTimeRange: { from: 60, to: 0 },
        datasourceUid: NAMES.datasource,
        model: query('scores', `${METRIC}{service="checkout"}`),
      },
      expression('B', { type: 'reduce', expression: 'A', reducer: 'max', settings: { mode: 'dropNN' } }),
      expression('C', {
        type: 'threshold',
        expression: 'B',
        conditions: [{ evaluator: { type: 'gt', params: [0.8] } }],
      }),
    ],
  };
}
