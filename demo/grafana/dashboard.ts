import { DEMO_DISK, DEMO_QUERIES, DEMO_STEP } from '../queries.ts';
import type { DemoQuery } from '../queries.ts';

const NIGHTJAR = { type: 'nightjar-ml-datasource', uid: 'nightjar' };
const PROMETHEUS = { type: 'prometheus', uid: 'prometheus' };

type Json = Record<string, unknown>;

const target = ({ expr, legendFormat }: DemoQuery, output: string, refId = 'A'): Json => ({
  refId,
  datasource: NIGHTJAR,
  expr,
  legendFormat,
  step: DEMO_STEP,
  output,
});

const find = (id: string): DemoQuery => DEMO_QUERIES.find((query) => query.id === id) ?? DEMO_QUERIES[0];

function anomaliesPanel(query: DemoQuery, id: number, gridPos: Json): Json {
  return {
    id,
    type: 'nightjar-anomalies-panel',
    title: query.title,
    gridPos,
    datasource: NIGHTJAR,
    fieldConfig: { defaults: { unit: query.unit }, overrides: [] },
    options: {},
    targets: [target(query, 'anomalies')],
  };
}

/** An ordinary graph of Prometheus's own datasource: what marks it are the dashboard's annotations. */
function plainPanel(query: DemoQuery, id: number, gridPos: Json): Json {
  return {
    id,
    type: 'timeseries',
    title: `${query.title}, an ordinary graph with annotations`,
    gridPos,
    datasource: PROMETHEUS,
    fieldConfig: { defaults: { unit: query.unit, custom: { lineWidth: 1, fillOpacity: 0 } }, overrides: [] },
    options: {},
    targets: [{ refId: 'A', datasource: PROMETHEUS, expr: query.expr, legendFormat: query.legendFormat }],
  };
}

function annotation(query: DemoQuery, panel: number): Json {
  return {
    name: query.title,
    enable: true,
    iconColor: 'orange',
    datasource: NIGHTJAR,
    filter: { exclude: false, ids: [panel] },
    target: target(query, 'intervals', 'Anno'),
  };
}

/** Columns of the intervals that the table shows, under other names; the widest takes what is left. */
const COLUMNS: Readonly<Record<string, string>> = {
  time: 'From',
  timeEnd: 'To',
  series: 'Service',
  severity: 'Severity',
  type: 'Type',
  score: 'Score',
  text: 'Why',
};
const HIDDEN = ['title', 'tags', 'id'];

function intervalsTable(query: DemoQuery, id: number, gridPos: Json): Json {
  const named = (name: string, properties: Json[]): Json => ({ matcher: { id: 'byName', options: name }, properties });
  const narrow = Object.values(COLUMNS).filter((name) => name !== 'Why');
  const wide = ['From', 'To', 'Type'];
  return {
    id,
    type: 'table',
    title: `${query.title}: anomalies as a table`,
    gridPos,
    datasource: NIGHTJAR,
    fieldConfig: {
      defaults: {},
      overrides: [
        ...narrow.map((name) => named(name, [{ id: 'custom.width', value: wide.includes(name) ? 165 : 90 }])),
        named('Score', [{ id: 'decimals', value: 2 }]),
        named('Why', [{ id: 'custom.cellOptions', value: { type: 'auto', wrapText: true } }]),
      ],
    },
    options: { showHeader: true, sortBy: [{ displayName: 'From', desc: true }] },
    targets: [target(query, 'intervals')],
    transformations: [
      {
        id: 'organize',
        options: {
          excludeByName: Object.fromEntries(HIDDEN.map((name) => [name, true])),
          indexByName: Object.fromEntries(Object.keys(COLUMNS).map((name, i) => [name, i])),
          renameByName: COLUMNS,
        },
      },
    ],
  };
}

/** The disk that fills up: what comes next, and the numbers that the rule on it watches. */
function forecastPanels(top: number): Json[] {
  const { title, unit, limit, horizon, expr, legendFormat } = DEMO_DISK;
  const asks = (output: string, more: Json = {}): Json => ({
    refId: 'A',
    datasource: NIGHTJAR,
    expr,
    legendFormat,
    output,
    forecast: { horizon, limit: { value: null, expr: limit, side: 'above' }, ...more },
  });
  const number = (id: number, name: string, output: string, y: number, numberUnit: string): Json => ({
    id,
    type: 'stat',
    title: name,
    gridPos: { x: 18, y, w: 6, h: HEIGHT / 2 },
    datasource: NIGHTJAR,
    fieldConfig: { defaults: { unit: numberUnit, decimals: 1 }, overrides: [] },
    options: { reduceOptions: { calcs: ['lastNotNull'] }, graphMode: 'none', textMode: 'value_and_name' },
    targets: [asks(output)],
  });
  return [
    {
      id: 104,
      type: 'nightjar-forecast-panel',
      title: `${title}: the next four days`,
      gridPos: { x: 0, y: top, w: 18, h: HEIGHT },
      datasource: NIGHTJAR,
      fieldConfig: { defaults: { unit }, overrides: [] },
      options: {},
      targets: [asks('forecast', { levels: [50, 80], earlier: 2 })],
    },
    number(105, `${title}: full within four days`, 'probability', top, 'percentunit'),
    number(106, `${title}: full in`, 'time-to-threshold', top + HEIGHT / 2, 's'),
  ];
}

const WIDTH = 12;
const HEIGHT = 10;

/** The demo's dashboard as Grafana provisions it (provisioning/dashboards/shop/shop.json). */
export function demoDashboard(): Json {
  const [traffic, latency] = [find('traffic'), find('latency')];
  const below = Math.ceil((2 + DEMO_QUERIES.length) / 2) * HEIGHT;
  const at = (index: number): Json => ({
    x: (index % 2) * WIDTH,
    y: Math.floor(index / 2) * HEIGHT,
    w: WIDTH,
    h: HEIGHT,
  });
  return {
    uid: 'nightjar-shop',
    title: 'The demo shop',
    tags: ['nightjar', 'demo'],
    timezone: 'browser',
    editable: true,
    graphTooltip: 1,
    time: { from: 'now-2d', to: 'now' },
    refresh: '1m',
    schemaVersion: 41,
    annotations: { list: [annotation(traffic, 101), annotation(latency, 102)] },
    templating: { list: [] },
    panels: [
      plainPanel(traffic, 101, at(0)),
      plainPanel(latency, 102, at(1)),
      ...DEMO_QUERIES.map((query, i) => anomaliesPanel(query, i + 1, at(2 + i))),
      intervalsTable(latency, 103, { x: 0, y: below, w: 24, h: HEIGHT }),
      ...forecastPanels(below + HEIGHT),
    ],
  };
}
