import type { MonitorState } from '../../../contract/monitor.ts';
import { chosenMonitors, orderedMonitors } from './choose-monitors.ts';

const monitor = (
  name: string,
  labels: Record<string, string> = {},
  state: MonitorState = 'ok',
  openDetections = 0
) => ({
  id: name,
  name,
  labels,
  state,
  openDetections,
});
const monitors = [
  monitor('cart', { team: 'shop', tier: '1' }),
  monitor('disk', { team: 'infra' }, 'failing'),
  monitor('queue', {}, 'anomalous', 1),
  monitor('login', { team: 'shop' }, 'anomalous', 3),
];
const names = (options: { names?: string[]; labels?: string }) =>
  chosenMonitors(monitors, { names: [], labels: '', ...options }).map(({ name }) => name);

it.each([
  ['', ['cart', 'disk', 'queue', 'login']],
  ['team="shop"', ['cart', 'login']],
  ['{team="shop", tier!="1"}', ['login']],
  ['team=~"sh.*|infra"', ['cart', 'disk', 'login']],
  ['team=~"sh"', []],
  ['team!~".+"', ['queue']],
  ['team=~"("', []],
  ['team', []],
])('lets through what %s matches', (labels, expected) => expect(names({ labels })).toEqual(expected));

it('lets through monitors by their names', () => {
  expect(names({ names: ['disk', 'cart'] })).toEqual(['cart', 'disk']);
  expect(names({ names: ['disk', 'cart'], labels: 'team="shop"' })).toEqual(['cart']);
});

it('puts first what needs somebody, or orders by name', () => {
  const cells = { cart: [{ cell: 0, severity: 'high' as const, score: 0.9, detections: 1, series: 1 }] };
  const order = (by: 'urgency' | 'name') =>
    orderedMonitors([...monitors, monitor('aaa')], cells, by).map(({ name }) => name);
  expect(order('urgency')).toEqual(['disk', 'login', 'queue', 'cart', 'aaa']);
  expect(order('name')).toEqual(['aaa', 'cart', 'disk', 'login', 'queue']);
});
