import { describeDemo } from '../../demo/launch/describe-demo.ts';
import { DEMO_QUERIES } from '../../demo/queries.ts';
import { makeFault } from '../../demo/shop/faults.ts';

const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 0, 14, 12);
const demo = {
  consoleUrl: 'http://127.0.0.1:1',
  prometheusUrl: 'http://127.0.0.1:2',
  shopUrl: 'http://127.0.0.1:3',
  faults: () => [],
  broken: Promise.resolve(''),
  close: () => Promise.resolve(),
};

const addresses = (text: string) =>
  [...text.matchAll(/http:\/\/127\.0\.0\.1:1\/explore\?\S+/g)].map(([address]) => new URL(address).searchParams);
const exprOf = (id: string) => DEMO_QUERIES.find((query) => query.id === id)?.expr;

it('points at the newest fault that can show already, then at the earlier ones', () => {
  const faults = [
    makeFault({ type: 'cpu_overload', start: NOW - 40 * HOUR }),
    makeFault({ type: 'memory_leak', start: NOW - 4 * HOUR }),
    makeFault({ type: 'throughput_drop', start: NOW - 60_000 }),
  ];
  const [first, second, ...more] = addresses(describeDemo(demo, faults, true, NOW));
  expect([first.get('expr'), first.get('from'), first.get('to')]).toEqual([exprOf('memory'), 'now-24h', 'now']);
  expect(second.get('expr')).toBe(exprOf('cpu'));
  expect(Number(second.get('from'))).toBeLessThan(faults[0].start);
  expect(Number(second.get('to'))).toBeGreaterThan(faults[0].end);
  expect(Number(second.get('to'))).toBeLessThanOrEqual(NOW);
  expect(more).toEqual([]);
});

it('looks further back where the newest fault is older than a day, and does without any', () => {
  const old = makeFault({ type: 'latency_spike', start: NOW - 30 * HOUR });
  expect(addresses(describeDemo(demo, [old], true, NOW))[0].get('from')).toBe('now-48h');
  expect(addresses(describeDemo(demo, [], false, NOW))[0].get('expr')).toBe(exprOf('traffic'));
});
