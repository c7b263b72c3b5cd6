import { evaluate } from '../../demo/replay/evaluate.ts';
import { openMetricsText } from '../../demo/history/open-metrics.ts';
import { parseExpression } from '../../demo/replay/parse.ts';
import { serveReplay } from '../../demo/replay/serve-replay.ts';
import { openStore } from '../../demo/replay/store.ts';
import { readerOf } from '../../demo/shop/read-samples.ts';
import { openShop } from '../../demo/shop/shop.ts';
import { DEMO_DISK, DEMO_QUERIES } from '../../demo/queries.ts';
import { findProgram } from '../../scripts/ensure-programs.ts';
import { startPrometheus } from '../../scripts/prometheus-process.ts';

const MINUTE = 60_000;
const ORIGIN = Date.UTC(2026, 0, 14, 8, 3);
const END = ORIGIN + 180 * MINUTE;
/** Prometheus 2 and 3 extrapolate a counter that has just begun in different ways. */
const FROM = ORIGIN + 10 * MINUTE;
const ALSO = [
  DEMO_DISK.expr,
  'disk_used_bytes / disk_size_bytes',
  'process_resident_memory_bytes',
  'http_requests_total{service=~"ca.*",status!="5xx"}',
  'sum(increase(orders_total[10m])) * 2 + 1',
  'max by (job) (http_requests_in_flight)',
  'rate(cache_misses_total[5m]) / (rate(cache_hits_total[5m]) + rate(cache_misses_total[5m]))',
  'histogram_quantile(0.5, sum by (le) (rate(http_request_duration_seconds_bucket[3m])))',
];

const whereInstalled = findProgram('prometheus') && findProgram('promtool') ? it : it.skip;
const shopReader = () => readerOf(openShop({ seed: 2, origin: ORIGIN }));

interface Matrix {
  readonly data: { readonly result: { metric: Record<string, string>; values: [number, string][] }[] };
}

/** The reply to a range query, by labels in alphabetical order. */
async function ask(url: string, query: string): Promise<Map<string, [number, number][]>> {
  // Until after the last sample: both must tell alike when a series ends.
  const search = new URLSearchParams({
    query,
    start: String(FROM / 1000),
    end: String(END / 1000 + 600),
    step: '60',
  });
  const response = await fetch(`${url}/api/v1/query_range?${search.toString()}`);
  expect(response.status).toBe(200);
  const { data } = (await response.json()) as Matrix;
  return new Map(
    data.result.map(({ metric, values }) => [
      JSON.stringify(Object.entries(metric).sort()),
      values.map(([time, value]) => [time, Number(value)]),
    ])
  );
}

whereInstalled(
  'the replay answers what a real Prometheus over the back-filled history does',
  async () => {
    const prometheus = await startPrometheus({ history: openMetricsText(shopReader(), ORIGIN, END) });
    const store = openStore(shopReader(), ORIGIN, END - 1);
    const replay = await serveReplay({ store, host: '127.0.0.1', port: 0, clock: () => END - 1 });
    try {
      for (const expr of [...DEMO_QUERIES.map((query) => query.expr), ...ALSO]) {
        const [expected, got] = [await ask(prometheus.url, expr), await ask(replay.url, expr)];
        expect([expr, [...got.keys()].sort()]).toEqual([expr, [...expected.keys()].sort()]);
        expect(expected.size).toBeGreaterThan(0);
        for (const [labels, samples] of expected) {
          const own = got.get(labels) ?? [];
          expect([expr, labels, own.map(([time]) => time)]).toEqual([expr, labels, samples.map(([time]) => time)]);
          const worst = samples.map(([, value], i) => Math.abs(value - own[i][1]) / Math.max(1e-12, Math.abs(value)));
          expect(Math.max(...worst)).toBeLessThan(1e-9);
        }
      }
    } finally {
      await replay.close();
      await prometheus.close();
    }
  },
  60_000
);

it.each([
  ['topk(3, up)', 'topk() is not available'],
  ['rate(up)', 'needs a selector with a range'],
  ['up[5m]', 'outside rate()'],
  ['sum(up', 'the end of the query'],
  ['{service=~"("}', 'not a regular expression'],
])('says of %s what it cannot do', (expr, message) => {
  const store = openStore(shopReader(), ORIGIN, ORIGIN + MINUTE);
  expect(() => evaluate(store, parseExpression(expr), { start: ORIGIN, step: MINUTE, count: 2 })).toThrow(message);
});

it('answers wrong queries, times and steps with 400', async () => {
  const store = openStore(shopReader(), ORIGIN, ORIGIN + MINUTE);
  const replay = await serveReplay({ store, host: '127.0.0.1', port: 0, clock: () => ORIGIN + MINUTE });
  try {
    const good = { query: 'up', start: '1', end: '2', step: '1' };
    const wrong = [{ query: '' }, { query: 'topk(1, up)' }, { start: 'soon' }, { step: '0' }, { end: '20000' }];
    for (const part of wrong) {
      const body = new URLSearchParams({ ...good, ...part });
      const response = await fetch(`${replay.url}/api/v1/query_range`, { method: 'POST', body });
      expect([part, response.status]).toEqual([part, 400]);
    }
  } finally {
    await replay.close();
  }
});
