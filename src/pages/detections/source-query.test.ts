import { around, exploreHref, panelHref } from './source-query.ts';

const minute = 60_000;
const hour = 60 * minute;
const detection = { expr: 'rate(a{b="c"}[5m])', detector: 'seasonal', start: 10 * hour, end: 11 * hour, step: minute };

it('shows as much beside a detection as it lasted, an hour at least', () => {
  expect(around({ ...detection, end: 13 * hour })).toEqual({ from: 7 * hour, to: 16 * hour });
  expect(around({ ...detection, end: 10 * hour })).toEqual({ from: 9 * hour, to: 11 * hour });
  expect(around({ ...detection, end: 10 * hour, step: hour })).toEqual({ from: -20 * hour, to: 40 * hour });
  expect(around(detection, 11.5 * hour)).toEqual({ from: 9 * hour, to: 11.5 * hour });
  expect(around(detection, 5 * hour)).toEqual({ from: 9 * hour, to: 11 * hour });
});

it('opens Grafana’s Explore with the query, the datasource and the time', () => {
  const href = exploreHref(detection, { uid: 'nj', type: 'nightjar-ml-datasource', isConsole: false });
  const search = new URLSearchParams(href.slice('/explore?'.length));
  expect(search.get('schemaVersion')).toBe('1');
  expect(JSON.parse(search.get('panes') ?? '')).toEqual({
    nightjar: {
      datasource: 'nj',
      queries: [
        {
          refId: 'A',
          datasource: { uid: 'nj', type: 'nightjar-ml-datasource' },
          expr: detection.expr,
          detector: 'seasonal',
          step: '1m',
          minSeverity: 'low',
        },
      ],
      range: { from: String(9 * hour), to: String(12 * hour) },
    },
  });
});

it('opens the console’s own Explore there', () => {
  const href = exploreHref(detection, { uid: 'nj', type: 'x', isConsole: true });
  expect(new URLSearchParams(href.slice('/explore?'.length)).get('expr')).toBe(detection.expr);
});

it('opens a dashboard’s panel over that time', () => {
  expect(panelHref('/d/shop?viewPanel=4', detection)).toBe(`/d/shop?viewPanel=4&from=${9 * hour}&to=${12 * hour}`);
  expect(panelHref('/d/shop', detection)).toBe(`/d/shop?from=${9 * hour}&to=${12 * hour}`);
});
