import { dateTime } from '@grafana/data';
import { draftOfAddress } from '../pages/monitors/form/draft.ts';
import { watchAddress } from './watch-address.ts';
import type { WatchContext } from './watch-address.ts';
import { variablesLeft, watchedTargets } from './watched-targets.ts';

const prometheus = { type: 'prometheus', uid: 'prom' };
const tools = {
  replace: (text: string) => text.replaceAll('$service', 'cart'),
  typeOf: (ref?: object | null) => (ref && 'uid' in ref && ref.uid === 'prom' ? 'prometheus' : undefined),
};
const target = (part: object = {}) => ({ refId: 'A', datasource: prometheus, expr: 'up', ...part });
const searchOf = (context: WatchContext) =>
  new URLSearchParams(watchAddress(context, tools)?.slice('/a/nightjar-ml-app/monitors/new?'.length));

describe('queries that can be watched', () => {
  const found = (part: object) => watchedTargets([target(part)], tools.typeOf).length;

  it('are those of Prometheus and its like, and of Nightjar', () => {
    expect(found({})).toBe(1);
    expect(found({ datasource: { uid: 'prom' } })).toBe(1);
    expect(found({ datasource: { type: 'grafana-amazonprometheus-datasource', uid: 'x' } })).toBe(1);
    expect(found({ datasource: { type: 'victoriametrics-metrics-datasource', uid: 'x' } })).toBe(1);
    expect(found({ datasource: { type: 'nightjar-ml-datasource', uid: 'x' } })).toBe(1);
  });

  it('are no logs, nothing hidden, nothing empty, and no results of monitors', () => {
    expect(found({ datasource: { type: 'loki', uid: 'x' } })).toBe(0);
    expect(found({ datasource: undefined })).toBe(0);
    expect(found({ hide: true })).toBe(0);
    expect(found({ expr: ' ' })).toBe(0);
    expect(found({ expr: undefined })).toBe(0);
    expect(found({ datasource: { type: 'nightjar-ml-datasource', uid: 'x' }, output: 'monitor' })).toBe(0);
    expect(watchedTargets(undefined, tools.typeOf)).toEqual([]);
  });
});

describe('the address of the form', () => {
  const panel: WatchContext = {
    targets: [
      target({ expr: 'rate(a{s="$service"}[$__rate_interval])', legendFormat: '{{pod}}' }),
      target({ expr: 'b', legendFormat: '__auto' }),
      target({ datasource: { type: 'loki', uid: 'x' } }),
    ],
    timeRange: { from: 'now-6h', to: 'now' },
    title: 'Requests of $service',
    id: 4,
    dashboard: { uid: 'shop', title: 'Shop' },
  };

  it('says what the form reads: queries, legends, name', () => {
    const draft = draftOfAddress(searchOf(panel));
    expect(draft.queries).toEqual([
      { expr: 'rate(a{s="cart"}[$__rate_interval])', legend: '{{pod}}' },
      { expr: 'b', legend: '' },
    ]);
    expect(draft.name).toBe('Requests of cart');
  });

  it('carries the time and where it comes from', () => {
    const search = searchOf(panel);
    expect([search.get('from'), search.get('to'), search.get('source')]).toEqual(['now-6h', 'now', 'panel']);
    expect(search.get('panel')).toBe('/d/shop?viewPanel=4');
    const fixed = searchOf({ ...panel, timeRange: { from: dateTime(0), to: dateTime(3_600_000) } });
    expect(fixed.get('to')).toBe('1970-01-01T01:00:00.000Z');
  });

  it('keeps detector and options of a Nightjar query', () => {
    const own = target({
      datasource: { type: 'nightjar-ml-datasource', uid: 'nj' },
      detector: 'mad',
      sensitivity: 0.7,
      minSeverity: 'high',
      output: 'scores',
    });
    const search = searchOf({ targets: [own] });
    expect(search.get('ds')).toBe('nj');
    expect(search.get('source')).toBe('explore');
    const draft = draftOfAddress(search);
    expect([draft.detector, draft.sensitivity, draft.minSeverity]).toEqual(['mad', 0.7, 'high']);
  });

  it('is none where there is nothing to watch', () => {
    expect(watchAddress(undefined, tools)).toBeUndefined();
    expect(watchAddress({ targets: [] }, tools)).toBeUndefined();
    expect(watchAddress({}, tools)).toBeUndefined();
  });
});

it('names the variables that are left, but for those that the backend fills in', () => {
  expect(variablesLeft('a{b="$x",c=~"${y:regex}",d="[[z]]",e="$x"}[$__rate_interval] offset $__interval')).toEqual([
    'x',
    'y',
    'z',
  ]);
  expect(variablesLeft('rate(a[${__rate_interval}])')).toEqual([]);
});
