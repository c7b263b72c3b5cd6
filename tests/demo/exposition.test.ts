import { spawnSync } from 'node:child_process';
import { openMetricsText, sampleTimes } from '../../demo/history/open-metrics.ts';
import { exporterOf } from '../../demo/shop/exporter.ts';
import { FAMILIES } from '../../demo/shop/families.ts';
import { SERIES_COUNT, readerOf } from '../../demo/shop/read-samples.ts';
import { openShop } from '../../demo/shop/shop.ts';
import { findProgram } from '../../scripts/ensure-programs.ts';

const MINUTE = 60_000;
const ORIGIN = Date.UTC(2026, 0, 14, 8);
const NOW = ORIGIN + 30 * MINUTE + 7_777;

const withPromtool = findProgram('promtool') === null ? it.skip : it;
const reader = () => readerOf(openShop({ seed: 1, origin: ORIGIN }));

/** Value by name and labels in alphabetical order, from the lines of a text exposition; `job` and `instance` left out. */
function samplesIn(text: string): Map<string, number> {
  const samples = new Map<string, number>();
  for (const line of text.split('\n')) {
    const match = /^([a-z_]+)\{([^}]*)\} (\S+)/.exec(line);
    if (match) {
      const [, name, labels, value] = match;
      const own = labels.split(',').filter((label) => !/^(job|instance)=/.test(label));
      samples.set(`${name}{${own.sort().join(',')}}`, Number(value));
    }
  }
  return samples;
}

it('the exporter and the history say the same of one instant', async () => {
  const [time] = sampleTimes(NOW - MINUTE, NOW);
  const exported = samplesIn(await exporterOf(reader(), () => time).metrics());
  const history = samplesIn([...openMetricsText(reader(), time, time + 1)].join(''));
  expect(exported.size).toBe(SERIES_COUNT);
  expect(Object.fromEntries(exported)).toEqual(Object.fromEntries(history));
});

it('the exporter goes on when its clock is set back', async () => {
  let now = NOW;
  const registry = exporterOf(reader(), () => now);
  const before = samplesIn(await registry.metrics());
  now -= 10 * MINUTE;
  expect(samplesIn(await registry.metrics())).toEqual(before);
  now += 20 * MINUTE;
  const key = 'http_requests_total{service="cart",status="2xx"}';
  expect(samplesIn(await registry.metrics()).get(key)).toBeGreaterThan(before.get(key) ?? Number.NaN);
});

withPromtool('promtool accepts what the exporter says', async () => {
  const input = await exporterOf(reader(), () => NOW).metrics();
  const { status, stderr } = spawnSync('promtool', ['check', 'metrics'], { input, encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
});

it('histograms are cumulative and end with their count', async () => {
  const samples = samplesIn(await exporterOf(reader(), () => NOW).metrics());
  const family = FAMILIES.find(({ type }) => type === 'histogram');
  const buckets = (family?.samples ?? []).filter(
    ({ suffix, labels }) => suffix === '_bucket' && labels.service === 'payments'
  );
  const counts = buckets.map(({ labels }) =>
    samples.get(`http_request_duration_seconds_bucket{le="${labels.le}",service="payments"}`)
  );
  expect(counts).toEqual([...counts].sort((a, b) => Number(a) - Number(b)));
  expect(counts.at(-1)).toBeGreaterThan(0);
  expect(counts.at(-1)).toBe(samples.get('http_request_duration_seconds_count{service="payments"}'));
});
