import type { AlertQuery } from '../../contract/alert-query.ts';
import type { AlertOutput } from '../../contract/alerts.ts';

type Json = Record<string, unknown>;

/** Where a dashboard of incidents stands, and which datasource it asks: a uid, or a variable that holds one. */
export interface IncidentsPlace {
  readonly uid: string;
  readonly title: string;
  readonly datasource: string;
  readonly tags: readonly string[];
}

/** In the demo's own Grafana. */
export const DEMO_INCIDENTS: IncidentsPlace = {
  uid: 'nightjar-incidents',
  title: 'Incidents of the shop',
  datasource: 'nightjar',
  tags: ['nightjar', 'demo'],
};

/** In the app, for any Grafana. */
export const BUNDLED_INCIDENTS: IncidentsPlace = {
  uid: 'nightjar-app-incidents',
  title: 'Nightjar incidents',
  datasource: '${datasource}',
  tags: ['nightjar'],
};

/** Health, incidents as lanes with the alerts behind them, how much noise they took away, and what is recommended. */
export function incidentsDashboard({ uid, title, datasource, tags }: IncidentsPlace): Json {
  const source = { type: 'nightjar-ml-datasource', uid: datasource };
  const asks = (output: AlertOutput, alerts: Partial<AlertQuery> = {}, refId = 'A'): Json => ({
    refId,
    datasource: source,
    output,
    alerts,
  });
  const panel = (id: number, type: string, name: string, gridPos: Json, targets: Json[], more: Json = {}): Json => ({
    id,
    type,
    title: name,
    gridPos,
    datasource: source,
    fieldConfig: { defaults: {}, overrides: [] },
    options: {},
    targets,
    ...more,
  });
  /** Numbers side by side with their names, of one size everywhere: Grafana's own sizes for many of them are too small to read. */
  const stat = (id: number, name: string, x: number, w: number, target: Json, defaults: Json): Json =>
    panel(id, 'stat', name, { x, y: 0, w, h: 4 }, [target], {
      fieldConfig: { defaults, overrides: [] },
      options: {
        reduceOptions: { calcs: ['lastNotNull'] },
        graphMode: 'none',
        textMode: 'value_and_name',
        orientation: 'vertical',
        text: { titleSize: 11, valueSize: 22 },
      },
    });
  const lines = (id: number, name: string, x: number, target: Json, defaults: Json): Json =>
    panel(id, 'timeseries', name, { x, y: 18, w: 12, h: 9 }, [target], {
      fieldConfig: { defaults: { ...defaults, custom: { lineWidth: 1, fillOpacity: 10 } }, overrides: [] },
    });
  const steps = (...values: [string, number | null][]): Json => ({
    color: { mode: 'thresholds' },
    thresholds: { mode: 'absolute', steps: values.map(([color, value]) => ({ color, value })) },
  });
  const wrong = steps(['green', null], ['orange', 1]);
  return {
    uid,
    title,
    tags,
    description:
      'Alerts that belong together, where to look first, how healthy everything is, and what is recommended.',
    timezone: 'browser',
    editable: true,
    graphTooltip: 1,
    time: { from: 'now-6h', to: 'now' },
    refresh: '30s',
    schemaVersion: 41,
    annotations: {
      list: [
        {
          name: 'Incidents',
          enable: true,
          iconColor: 'red',
          datasource: source,
          target: asks('incidents', { shape: 'annotations', minSeverity: 'warning' }, 'Anno'),
        },
      ],
    },
    templating: {
      list: datasource.startsWith('$')
        ? [
            {
              name: 'datasource',
              type: 'datasource',
              label: 'Datasource',
              query: 'nightjar-ml-datasource',
              refresh: 1,
              hide: 0,
              includeAll: false,
              multi: false,
              options: [],
              current: {},
              regex: '',
            },
          ]
        : [],
    },
    panels: [
      stat(1, 'Health', 0, 6, asks('health', { shape: 'numbers' }), {
        unit: 'short',
        min: 0,
        max: 100,
        decimals: 0,
        ...steps(['red', null], ['orange', 60], ['green', 90]),
      }),
      stat(2, 'Open incidents', 6, 5, asks('incidents', { shape: 'numbers' }), wrong),
      stat(3, 'Firing alerts', 11, 5, asks('alerts', { shape: 'numbers' }), wrong),
      stat(4, 'Noise', 16, 8, asks('noise', { shape: 'numbers' }), steps(['text', null])),
      panel(5, 'nightjar-alerts-panel', 'Incidents', { x: 0, y: 4, w: 24, h: 14 }, [
        asks('incidents'),
        asks('alerts', { limit: 2_000 }, 'B'),
      ]),
      lines(6, 'Alerts in, and what is left of them', 0, asks('noise'), { min: 0, decimals: 0 }),
      lines(7, 'Health over time', 12, asks('health'), { min: 0, max: 100, decimals: 0 }),
      panel(8, 'nightjar-recommendations-panel', 'Recommendations', { x: 0, y: 27, w: 24, h: 14 }, [
        asks('recommendations', { standing: ['pending', 'accepted', 'done'] }),
      ]),
    ],
  };
}
