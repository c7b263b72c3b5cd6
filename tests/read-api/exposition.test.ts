import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { LatestResult } from '../../backend/monitors/monitor-service.ts';
import { resultExposition } from '../../backend/read-api/exposition.ts';
import { resultLabels } from '../../backend/read-api/result-labels.ts';
import { findProgram } from '../../scripts/ensure-programs.ts';
import { startPrometheus } from '../../scripts/prometheus-process.ts';
import { MINUTE, madeMonitor } from './made-results.ts';

const NOW = 1_736_841_630_000;
const monitor = madeMonitor('m1', 'the "shop"\\\n');

function latest(part: Partial<LatestResult>): LatestResult {
  return {
    monitor,
    key: JSON.stringify(part.labels ?? {}),
    labels: { __name__: 'up', job: 'a' },
    time: NOW - MINUTE,
    value: 1,
    score: 0.25,
    expected: 1e21,
    lower: -0,
    upper: Infinity,
    anomaly: false,
    ...part,
  };
}

it('writes the newest results in the text format', () => {
  const text = resultExposition([latest({ labels: { __name__: 'up', job: 'a', 'b.c': 'd' } })], NOW, 10);
  const labels = `b_c="d",job="a",metric="up",nightjar_monitor="the \\"shop\\"\\\\\\n",nightjar_monitor_id="m1"`;
  expect(text.split('\n').filter((line) => !line.startsWith('#'))).toEqual([
    `nightjar_anomaly_score{${labels}} 0.25`,
    `nightjar_expected{${labels}} 1e+21`,
    `nightjar_expected_lower{${labels}} -0`,
    `nightjar_expected_upper{${labels}} +Inf`,
    `nightjar_anomaly{${labels}} 0`,
    'nightjar_results_left_out 0',
    '',
  ]);
});

it('leaves out what is not current, what has no score, and what is too much', () => {
  const lines = (results: readonly LatestResult[], most = 10) =>
    resultExposition(results, NOW, most)
      .split('\n')
      .filter((line) => /^nightjar_(anomaly_score|results)/.test(line))
      .map((line) => line.replace(/\{.*?job="(\w+)".*\}/, ' $1'));
  const of = (job: string, part: Partial<LatestResult> = {}) => latest({ labels: { job }, ...part });
  expect(lines([of('now'), of('ended', { time: NOW - 2 * MINUTE })])).toEqual([
    'nightjar_anomaly_score now 0.25',
    'nightjar_results_left_out 0',
  ]);
  expect(lines([of('long_ago', { time: NOW - 60 * MINUTE })])).toEqual(['nightjar_results_left_out 0']);
  expect(lines([of('learning', { score: NaN })])).toEqual(['nightjar_results_left_out 0']);
  expect(lines([of('c'), of('a'), of('b')], 2)).toEqual([
    'nightjar_anomaly_score a 0.25',
    'nightjar_anomaly_score b 0.25',
    'nightjar_results_left_out 1',
  ]);
});

const whereInstalled = findProgram('prometheus') ? it : it.skip;

whereInstalled(
  'is scraped by a real Prometheus with the labels of the watched series',
  async () => {
    const hostile = { __name__: 'up', job: 'a', instance: 'x:1', path: '/ü"\\\n', nightjar_monitor: 'theirs' };
    const time = Date.now();
    const served = createServer((_request, response) => {
      response.setHeader('content-type', 'text/plain; version=0.0.4');
      response.end(resultExposition([latest({ labels: hostile, time })], time, 10));
    });
    await new Promise<void>((resolve) => served.listen(0, '127.0.0.1', resolve));
    const { port } = served.address() as AddressInfo;
    const prometheus = await startPrometheus({ scrape: { port, interval: '1s', labels: {}, honorLabels: true } });
    try {
      const asked = `${prometheus.url}/api/v1/query?query=nightjar_anomaly_score`;
      let found: { metric: object; value: [number, string] }[] = [];
      for (let tries = 0; found.length === 0 && tries < 100; tries++) {
        await sleep(100);
        const reply = (await (await fetch(asked)).json()) as { data: { result: typeof found } };
        found = reply.data.result;
      }
      expect(found.map(({ metric }) => metric)).toEqual([
        { __name__: 'nightjar_anomaly_score', ...resultLabels(monitor, hostile) },
      ]);
      expect(found[0].value[1]).toBe('0.25');
    } finally {
      await prometheus.close();
      served.close();
    }
  },
  60_000
);
