import type { MonitorSummary } from '../../../api/monitors.ts';
import { arranged, labelsOf, matching, readFilter, writeFilter } from './list-filter.ts';

function monitor(name: string, part: Partial<MonitorSummary> = {}): MonitorSummary {
  return {
    id: name,
    name,
    labels: {},
    origin: 'ui',
    source: '',
    version: 1,
    paused: false,
    deletedAt: null,
    detector: 'seasonal',
    exprs: ['up'],
    state: 'ok',
    stateText: '',
    evaluatedTo: null,
    lagSeconds: null,
    nextFit: null,
    lastScore: null,
    sparkline: [],
    openDetections: 0,
    cost: { series: 1, queriesAnHour: 60, pointsAnHour: 60, millisecondsAnHour: 1, stateBytes: 0, resultBytes: 0 },
    notices: [],
    updatedAt: 0,
    updatedBy: 'a',
    ...part,
  };
}

const all = readFilter(new URLSearchParams());
const names = (list: readonly MonitorSummary[]) => list.map(({ name }) => name);

it('keeps a filter in the address and leaves the rest of the address alone', () => {
  const search = new URLSearchParams('ds=a&q=x&label=team%3Dshop&label=tier%3D1&state=late&state=failing&sort=-score');
  const filter = readFilter(search);
  expect(filter).toEqual({
    text: 'x',
    labels: ['team=shop', 'tier=1'],
    states: ['late', 'failing'],
    sort: 'score',
    descending: true,
  });
  expect(readFilter(writeFilter(search, filter))).toEqual(filter);
  expect(writeFilter(search, all).toString()).toBe('ds=a');
});

it('takes what the address has wrong as not there', () => {
  expect(readFilter(new URLSearchParams('state=melting&sort=-colour'))).toEqual(all);
});

it('finds every word in name, query, detector and labels, and all labels', () => {
  const list = [
    monitor('Cart latency', { labels: { team: 'shop' } }),
    monitor('Disk', { exprs: ['node_filesystem_avail_bytes'], labels: { team: 'infra', tier: '1' } }),
  ];
  expect(names(matching(list, { ...all, text: 'LATENCY cart' }))).toEqual(['Cart latency']);
  expect(names(matching(list, { ...all, text: 'filesystem' }))).toEqual(['Disk']);
  expect(names(matching(list, { ...all, text: 'seasonal' }))).toHaveLength(2);
  expect(names(matching(list, { ...all, labels: ['team=infra', 'tier=1'] }))).toEqual(['Disk']);
  expect(names(matching(list, { ...all, labels: ['team=infra', 'tier=2'] }))).toEqual([]);
  expect(labelsOf(list)).toEqual(['team=infra', 'team=shop', 'tier=1']);
});

it('puts what needs somebody first, and equal ones by name', () => {
  const list = [
    monitor('b'),
    monitor('a'),
    monitor('paused', { state: 'paused' }),
    monitor('bad', { state: 'anomalous', openDetections: 1 }),
    monitor('worse', { state: 'anomalous', openDetections: 3 }),
    monitor('broken', { state: 'failing' }),
  ];
  expect(names(arranged(list, all))).toEqual(['broken', 'worse', 'bad', 'a', 'b', 'paused']);
  expect(names(arranged(list, { ...all, states: ['paused', 'failing'] }))).toEqual(['broken', 'paused']);
  expect(names(arranged(list, { ...all, sort: 'name', descending: true }))[0]).toBe('worse');
});

it('puts monitors without a score below those with one', () => {
  const list = [monitor('none'), monitor('low', { lastScore: 0 }), monitor('high', { lastScore: 0.9 })];
  expect(names(arranged(list, { ...all, sort: 'score', descending: true }))).toEqual(['high', 'low', 'none']);
});
