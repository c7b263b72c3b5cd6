import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ResultSeries } from '../../backend/monitors/monitor-service.ts';
import { RemoteWriter } from '../../backend/remote-write/remote-writer.ts';
import type { WriteObserver, WriterTimes } from '../../backend/remote-write/remote-writer.ts';
import { RemoteWriters } from '../../backend/remote-write/remote-writers.ts';
import { WriteClient } from '../../backend/remote-write/send-request.ts';
import { findProgram } from '../../scripts/ensure-programs.ts';
import { startPrometheus } from '../../scripts/prometheus-process.ts';
import { until } from '../plugin/until.ts';
import { MINUTE, OWNER, madeMonitor, madeSeries, readerOver } from './made-results.ts';
import { serveReadApi } from './serve-read-api.ts';

/*
 * Results sent by remote write: to a real Prometheus, which then answers as the read API does, and to receivers that fail.
 */
const TLS = { rejectUnauthorized: true };
const QUICK = { every: 20, firstWait: 10, longestWait: 50, backlog: 86_400_000 };
/** Made results end where they do; sent are those of the last `minutes` before now. */
const shift = Math.floor(Date.now() / MINUTE) * MINUTE - Date.UTC(2025, 0, 14, 8) - 150 * MINUTE;
const monitor = madeMonitor('m1', 'made');
const SERIES = [1, 2, 3].map((seed) => {
  const series = madeSeries(monitor, { __name__: 'up', job: `job-${seed}` }, seed);
  return { ...series, times: series.times.map((time) => time + shift) };
});
const [FROM, TO] = [SERIES[0].times[0], Math.max(...SERIES.map(({ times }) => times[times.length - 1]))];

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).reverse()) {
    await close();
  }
});

/** Results come up to a time that is moved on; `looks` counts how often it was asked for. */
function growing(series: readonly ResultSeries[]) {
  const whole = readerOver(series);
  let now = FROM;
  let looks = 0;
  return {
    upTo: (time: number) => (now = time),
    looks: () => looks,
    reader: {
      ...whole,
      latest: async () => {
        looks++;
        return series.map(({ monitor: own, key, labels }) => ({
          monitor: own,
          key,
          labels,
          time: now,
          value: 0,
          score: 0,
          expected: 0,
          lower: 0,
          upper: 0,
          anomaly: false,
        }));
      },
    },
  };
}

function counting(): WriteObserver & { readonly counts: Record<string, number>; readonly reasons: string[] } {
  const counts: Record<string, number> = { sent: 0, refused: 0, 'too-old': 0, failed: 0 };
  const reasons: string[] = [];
  return {
    counts,
    reasons,
    sent: (samples) => (counts.sent += samples),
    dropped: (samples, why, reason) => {
      counts[why] += samples;
      reasons.push(reason);
    },
    failed: (reason) => {
      counts.failed++;
      reasons.push(reason);
    },
  };
}

/** A receiver that answers as it is told; it notes how many requests there were. */
async function receiver(answer: (request: number) => { status: number; headers?: Record<string, string> }) {
  let requests = 0;
  const headers: unknown[] = [];
  const server = createServer((request, response) => {
    headers.push(request.headers);
    request.resume().on('end', () => {
      const { status, headers: own = {} } = answer(requests++);
      response.writeHead(status, own).end('because');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closers.push(() => server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/write`;
  return { url, headers, requests: () => requests };
}

/** A writer at work, that has looked at where results stand. */
async function writing(
  results: ReturnType<typeof growing>,
  url: string,
  observer: WriteObserver,
  { times = QUICK, headers = {} }: { times?: WriterTimes; headers?: Record<string, string> } = {}
): Promise<void> {
  const client = new WriteClient({ url, headers, tls: TLS, timeoutMs: 5_000 });
  const writer = new RemoteWriter(results.reader, OWNER, client, { observer, times });
  closers.push(() => writer.close());
  writer.start();
  await until(() => results.looks() > 1);
}

const whereInstalled = findProgram('prometheus') ? it : it.skip;

whereInstalled(
  'gives a real Prometheus what the read API has, ends of series included',
  async () => {
    const prometheus = await startPrometheus({ flags: ['--web.enable-remote-write-receiver'] });
    closers.push(prometheus.close);
    const results = growing(SERIES);
    const nightjar = await serveReadApi(results.reader);
    closers.push(nightjar.close);
    const observer = counting();
    await writing(results, `${prometheus.url}/api/v1/write`, observer);
    // In three parts, as evaluations would bring them.
    for (const time of [FROM + 40 * MINUTE, FROM + 41 * MINUTE, TO]) {
      const before = observer.counts.sent;
      results.upTo(time);
      await until(() => observer.counts.sent > before);
    }
    // Until nothing more is sent.
    const looked = results.looks();
    await until(() => results.looks() > looked + 1);
    const said = async (url: string): Promise<unknown> => {
      const search = new URLSearchParams({
        query: '{__name__=~"nightjar_.+"}',
        start: String(FROM / 1000 + 360),
        end: String(TO / 1000),
        step: '31',
      });
      return ((await (await fetch(`${url}/api/v1/query_range?${search}`)).json()) as { data: unknown }).data;
    };
    expect(await said(prometheus.url)).toEqual(await said(nightjar.url));
    expect(observer.counts).toMatchObject({ refused: 0, 'too-old': 0, failed: 0 });
  },
  60_000
);

it('tries again after 5xx and 429, and gives up what is refused', async () => {
  const results = growing(SERIES);
  const told = [{ status: 503 }, { status: 429, headers: { 'retry-after': '0.1' } }, { status: 204 }, { status: 400 }];
  const takes = await receiver((request) => told[Math.min(request, 3)]);
  const observer = counting();
  await writing(results, takes.url, observer);
  results.upTo(FROM + 10 * MINUTE);
  await until(() => observer.counts.sent > 0);
  expect(observer.counts).toMatchObject({ failed: 2, refused: 0 });
  expect(observer.reasons[0]).toBe('HTTP 503: because');
  const { sent } = observer.counts;
  results.upTo(FROM + 20 * MINUTE);
  await until(() => observer.counts.refused > 0);
  expect(observer.counts.sent).toBe(sent);
});

it('gives up what is too old once the receiver is back', async () => {
  const results = growing(SERIES);
  const takes = await receiver((request) => ({ status: request < 3 ? 500 : 204 }));
  const observer = counting();
  await writing(results, takes.url, observer, { times: { ...QUICK, backlog: 30 * MINUTE } });
  results.upTo(FROM + 60 * MINUTE);
  await until(() => observer.counts['too-old'] > 0);
  expect(observer.reasons.at(-1)).toContain('for long');
});

it('says who sends, and what', async () => {
  const results = growing(SERIES);
  const takes = await receiver(() => ({ status: 204 }));
  const headers = { authorization: 'Bearer secret', 'x-scope-orgid': 'tenant' };
  await writing(results, takes.url, counting(), { headers });
  results.upTo(FROM + 5 * MINUTE);
  await until(() => takes.requests() > 0);
  expect(takes.headers[0]).toMatchObject({
    ...headers,
    'content-encoding': 'snappy',
    'x-prometheus-remote-write-version': '0.1.0',
  });
});

it('sends nothing where the settings of the datasource are wrong, and says so once', async () => {
  const lines: string[] = [];
  const log = (_level: string, message: string) => lines.push(message);
  const { reader } = growing(SERIES);
  const writers = new RemoteWriters(reader, {
    observer: counting(),
    isActive: () => true,
    key: Buffer.alloc(32),
    log,
  });
  const settings = { prometheusUrl: 'http://nowhere:9090', remoteWriteUrl: 'ftp://nowhere' };
  writers.see(OWNER, { settings, secrets: {} });
  writers.see(OWNER, { settings: { ...settings }, secrets: {} });
  expect(lines).toEqual(['Results cannot be sent by remote write.']);
  await writers.close();
});

it('begins, moves and ends with the settings of a datasource, and identifies itself as they say', async () => {
  const results = growing(SERIES);
  const [one, other] = [await receiver(() => ({ status: 204 })), await receiver(() => ({ status: 204 }))];
  const observer = counting();
  const log = () => undefined;
  let active = true;
  const writers = new RemoteWriters(results.reader, {
    observer,
    isActive: () => active,
    key: Buffer.alloc(32),
    log,
    times: QUICK,
  });
  closers.push(() => writers.close());
  const settings = {
    prometheusUrl: 'http://nowhere:9090',
    authentication: 'bearer' as const,
    httpHeaderNames: ['X-Scope-OrgID'],
  };
  const secrets = { bearerToken: 'secret', httpHeaderValue1: 'tenant' };
  let now = FROM;
  const grown = async () => {
    const looks = results.looks();
    await until(() => results.looks() > looks + 1);
    results.upTo((now += 2 * MINUTE));
  };

  writers.see(OWNER, { settings: { ...settings, remoteWriteUrl: one.url }, secrets });
  writers.see(OWNER, { settings: { ...settings, remoteWriteUrl: one.url }, secrets });
  await grown();
  await until(() => one.requests() > 0);
  expect(one.headers[0]).toMatchObject({ authorization: 'Bearer secret', 'x-scope-orgid': 'tenant' });

  writers.see(OWNER, { settings: { ...settings, remoteWriteUrl: other.url }, secrets });
  const before = one.requests();
  await grown();
  await until(() => other.requests() > 0);
  expect(one.requests()).toBe(before);

  // Another process evaluates: it sends.
  active = false;
  // What is under way at that moment still arrives.
  await new Promise((resolve) => setTimeout(resolve, 5 * QUICK.every));
  const { sent } = observer.counts;
  results.upTo((now += 2 * MINUTE));
  const looks = results.looks();
  await new Promise((resolve) => setTimeout(resolve, 5 * QUICK.every));
  expect(results.looks()).toBeLessThanOrEqual(looks + 1);
  expect(observer.counts.sent).toBe(sent);

  active = true;
  await grown();
  await until(() => observer.counts.sent > sent);
  writers.see(OWNER, { settings, secrets });
  const ended = results.looks();
  await new Promise((resolve) => setTimeout(resolve, 5 * QUICK.every));
  expect(results.looks()).toBeLessThanOrEqual(ended + 1);
});
