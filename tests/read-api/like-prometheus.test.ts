import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import fc from 'fast-check';
import { RESULT_METRICS } from '../../contract/monitor.ts';
import type { ResultMetric } from '../../contract/monitor.ts';
import { resultLabels } from '../../backend/read-api/result-labels.ts';
import { valuesOf } from '../../backend/read-api/select-results.ts';
import { snappyBlock } from '../../backend/remote-write/snappy-block.ts';
import { writeRequest } from '../../backend/remote-write/write-request.ts';
import { findProgram } from '../../scripts/ensure-programs.ts';
import { startPrometheus } from '../../scripts/prometheus-process.ts';
import type { PrometheusProcess } from '../../scripts/prometheus-process.ts';
import { END, MINUTE, START, madeMonitor, madeSeries, readerOver, withEnds } from './made-results.ts';
import { serveReadApi } from './serve-read-api.ts';

/*
 * A real Prometheus is given the samples that the read API has, ends of series included, by remote write; both must answer alike: values to the bit,
 * labels, order, and kinds of errors.
 */
const latency = madeMonitor('m1', 'Latency of the shop');
const errors = madeMonitor('m2', 'errors');
const SERIES = [
  madeSeries(latency, { __name__: 'http_latency', job: 'shop', instance: 'a:9090', path: '/' }, 1),
  madeSeries(latency, { __name__: 'http_latency', job: 'shop', instance: 'b:9090', path: '/cart?x="1"\\' }, 2),
  madeSeries(latency, { job: 'shop', metric: 'own', nightjar_monitor: 'theirs', instance: 'grün' }, 3),
  madeSeries(errors, { __name__: 'errors', job: 'api', instance: 'a:9090' }, 4),
  madeSeries(errors, {}, 5),
];

interface Reply {
  readonly status: number;
  readonly body: {
    readonly status: string;
    readonly errorType?: string;
    readonly error?: string;
    readonly data?: { readonly resultType?: string; readonly result?: unknown };
  };
}

const whereInstalled = findProgram('prometheus') && findProgram('promtool') ? describe : describe.skip;

whereInstalled('the read API beside a real Prometheus', () => {
  let prometheus: PrometheusProcess;
  let nightjar: Awaited<ReturnType<typeof serveReadApi>>;

  beforeAll(async () => {
    const { stdout, stderr } = await promisify(execFile)('prometheus', ['--version']);
    // Prometheus 2 takes a sample that is just as old as the look-back; Prometheus 3 and Nightjar do not.
    const lookback = /version 2\./.test(stdout + stderr) ? '4m59s999ms' : '5m';
    prometheus = await startPrometheus({
      flags: ['--web.enable-remote-write-receiver', `--query.lookback-delta=${lookback}`],
    });
    nightjar = await serveReadApi(readerOver(SERIES));
    const body = snappyBlock(writeRequest(samplesOf()));
    const headers = {
      'content-type': 'application/x-protobuf',
      'content-encoding': 'snappy',
      'x-prometheus-remote-write-version': '0.1.0',
    };
    const written = await fetch(`${prometheus.url}/api/v1/write`, { method: 'POST', headers, body: Buffer.from(body) });
    expect([written.status, await written.text()]).toEqual([204, '']);
  }, 60_000);
  afterAll(async () => {
    await nightjar?.close();
    await prometheus?.close();
  });

  async function ask(path: string, parameters: Record<string, string>, post = false): Promise<[Reply, Reply]> {
    const one = async (url: string): Promise<Reply> => {
      const search = new URLSearchParams(parameters);
      const reply = post
        ? await fetch(`${url}/api/v1/${path}`, { method: 'POST', body: search })
        : await fetch(`${url}/api/v1/${path}?${search}`);
      return { status: reply.status, body: (await reply.json()) as Reply['body'] };
    };
    return Promise.all([one(nightjar.url), one(prometheus.url)]);
  }

  /** Prometheus sorts no instant vector; messages are each one's own. */
  function comparable({ status, body: { data, errorType, status: state } }: Reply): unknown {
    const result =
      data?.resultType === 'vector' && Array.isArray(data.result)
        ? data.result.map((one) => JSON.stringify(one, sortedKeys)).sort()
        : data?.result;
    return { status, state, errorType, type: data?.resultType, result };
  }

  const INSTANT = [
    'nightjar_anomaly_score',
    'nightjar_anomaly_score{job="shop"}',
    'nightjar_anomaly_score{job!="shop"}',
    'nightjar_anomaly_score{job=~"sh.*|api"}',
    'nightjar_anomaly_score{job=~"sh"}',
    'nightjar_anomaly_score{job!~"a.+"}',
    'nightjar_anomaly_score{absent=""}',
    'nightjar_anomaly_score{absent!=""}',
    'nightjar_anomaly_score{instance="gr\\u00fcn"}',
    "nightjar_anomaly_score{instance='gr\\xc3\\xbcn'}",
    'nightjar_anomaly_score{path=`/cart?x="1"\\`}',
    'nightjar_anomaly_score{exported_metric="own",exported_nightjar_monitor="theirs"}',
    '{__name__=~"nightjar_expected.*",nightjar_monitor_id="m1"}',
    '{__name__="nightjar_anomaly"}',
    'nightjar_anomaly_score{__name__="x"}',
    'up',
    '1',
    '1+1',
    '-1',
    '+1',
    '2 * 3 + 4',
    '2 + 3 * 4',
    '(2 + 3) * 4',
    '2 ^ 3 ^ 2',
    '-2 ^ 2',
    '2 ^ -2',
    '-2 ^ -2 ^ 2',
    '7 % 3',
    '-7 % 3',
    '7 % -3.5',
    '1 / 0',
    '-1 / 0',
    '0 / 0',
    '-0',
    '0 * -1',
    'Inf - inf',
    'NaN',
    '0x1F',
    '017',
    '1e-7',
    '1e21',
    '123456789012345678',
    '1 ^ NaN',
    '-1 ^ Inf',
    '(-1) ^ Inf',
    '2 ^ 0.5',
    '2 ^ 1024',
    '2 ^ -1074',
    '3 ^ -680',
    '10 ^ 22',
    '10 ^ 23',
    '1.1 ^ 1000',
    '1 == bool 1',
    '1 > bool 2',
    'NaN == bool NaN',
    '1 == 1',
    '"a\\tb"',
    "'a\\'b'",
    '`a\\b`',
    'nightjar_anomaly_score * 100',
    '100 - nightjar_anomaly_score',
    'nightjar_anomaly_score / 0',
    '-nightjar_expected',
    '+nightjar_expected',
    '-nightjar_expected ^ 2',
    'nightjar_expected % 3',
    '3 % nightjar_expected_upper',
    'nightjar_anomaly_score > 0.5',
    'nightjar_anomaly_score > bool 0.5',
    '0.5 < nightjar_anomaly_score',
    '0.5 < bool nightjar_anomaly_score',
    'nightjar_anomaly == 1',
    'nightjar_anomaly != 1',
    'nightjar_anomaly_score >= 0.2 <= 0.8',
    '(nightjar_anomaly_score > 0.1) * 2 > bool 0.5',
    '{__name__=~"nightjar_.+"}',
    '{__name__=~"nightjar_.+"} * 2',
    '{__name__=~"nightjar_.+"} > 0',
    '-{__name__=~"nightjar_.+"}',
    '# nothing\nnightjar_anomaly # but this',
    '',
    '1 +',
    'nightjar_anomaly_score{',
    'nightjar_anomaly_score{job=~"("}',
    'nightjar_anomaly_score{job=~"a{2000}"}',
    '{}',
    '{job=~".*"}',
    'nightjar_anomaly_score + "a"',
    '1 + bool 2',
    '1 > on(job) nightjar_anomaly',
    'nightjar_anomaly_score{job="\\q"}',
    '1e',
    '5x',
  ];

  it.each(INSTANT)('answers %s at an instant', async (query) => {
    for (const time of [START, START + 30 * MINUTE + 7_123, START + 66 * MINUTE, END + 4 * MINUTE, END + 6 * MINUTE]) {
      const [ours, theirs] = await ask('query', { query, time: String(time / 1000) });
      expect(comparable(ours)).toEqual(comparable(theirs));
    }
  });

  it.each(INSTANT)('answers %s over a range', async (query) => {
    for (const step of ['60', '37', '5m', '0.5', '7200']) {
      const parameters = { query, start: String(START / 1000 - 300), end: String(END / 1000 + 600), step };
      const [ours, theirs] = await ask('query_range', parameters, true);
      expect(comparable(ours)).toEqual(comparable(theirs));
    }
  });

  it('answers whatever expression of its part of PromQL alike', async () => {
    const number = fc.oneof(
      fc.constantFrom('0', '1', '2.5', '1e3', '0.1', 'Inf', 'NaN', '0x10'),
      fc.double({ min: 0, max: 1e9, noNaN: true }).map(String)
    );
    const selector = fc.constantFrom(
      'nightjar_anomaly_score',
      'nightjar_expected{job="shop"}',
      'nightjar_anomaly{instance=~"a.*"}',
      '{__name__=~"nightjar_expected_(lower|upper)"}'
    );
    const { scalar, vector } = fc.letrec<{ scalar: string; vector: string }>((tie) => ({
      scalar: fc.oneof(
        { depthSize: 'small' },
        number,
        fc
          .tuple(tie('scalar'), fc.constantFrom('+', '-', '*', '/', '%'), tie('scalar'))
          .map((parts) => parts.join(' ')),
        fc.tuple(tie('scalar'), fc.constantFrom('==', '>', '<=')).map(([left, op]) => `${left} ${op} bool 1`),
        tie('scalar').map((inner) => `(${inner})`),
        tie('scalar').map((inner) => `-${inner}`),
        fc.tuple(tie('scalar'), fc.integer({ min: -6, max: 12 })).map(([base, power]) => `(${base}) ^ ${power}`)
      ),
      vector: fc.oneof(
        { depthSize: 'small' },
        selector,
        fc
          .tuple(
            tie('vector'),
            fc.constantFrom('+', '-', '*', '/', '%', '==', '!=', '>', '<', '>=', '<=', '> bool', '!= bool'),
            tie('scalar')
          )
          .map((parts) => parts.join(' ')),
        fc
          .tuple(tie('scalar'), fc.constantFrom('+', '-', '*', '/', '%', '<', '>= bool'), tie('vector'))
          .map((parts) => parts.join(' ')),
        tie('vector').map((inner) => `(${inner})`),
        tie('vector').map((inner) => `-${inner}`)
      ),
    }));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(scalar, vector, vector),
        fc.integer({ min: -10 * MINUTE, max: 150 * MINUTE }),
        fc.integer({ min: 0, max: 90 * MINUTE }),
        fc.constantFrom('15', '60', '61.5', '300', '1h'),
        async (query, from, length, step) => {
          const start = START + from;
          const parameters = { query, start: String(start / 1000), end: String((start + length) / 1000), step };
          const [ours, theirs] = await ask('query_range', parameters);
          expect(comparable(ours)).toEqual(comparable(theirs));
          const [one, other] = await ask('query', { query, time: new Date(start).toISOString() });
          expect(comparable(one)).toEqual(comparable(other));
        }
      ),
      { numRuns: 150, seed: 5 }
    );
  }, 60_000);

  it.each([
    [{}],
    [{ query: '1', start: '1', end: '0', step: '1' }],
    [{ query: '1', start: '1', end: '2', step: '0' }],
    [{ query: '1', start: '1', end: '2', step: '-5' }],
    [{ query: '1', start: '1', end: '2', step: 'x' }],
    [{ query: '1', start: 'x', end: '2', step: '1' }],
    [{ query: '1', start: '0', end: '11000', step: '1' }],
    [{ query: '1', start: '0', end: '11001', step: '1' }],
    [{ query: '1', start: '2025-01-14T08:00:00Z', end: '2025-01-14T10:00:00.5+01:30', step: '1m30s' }],
    [{ query: '1', start: '1.5', end: '2.0004', step: '0.25' }],
    [{ query: '"a"', start: '1', end: '2', step: '1' }],
  ])('takes or refuses the parameters %j of a range', async (parameters) => {
    const [ours, theirs] = await ask('query_range', parameters as Record<string, string>);
    expect(comparable(ours)).toEqual(comparable(theirs));
  });

  it.each([
    ['labels', ''],
    ['labels', '?match[]=nightjar_anomaly{job="shop"}'],
    ['label/__name__/values', ''],
    ['label/job/values', ''],
    ['label/job/values', '?match[]=nightjar_anomaly{nightjar_monitor="errors"}'],
    ['label/absent/values', ''],
    ['label/9x/values', ''],
    ['series', '?match[]=nightjar_anomaly&match[]=nightjar_expected{job="api"}'],
    ['series', '?match[]={job=~"a.*"}'],
    ['series', '?match[]=1'],
    ['series', '?match[]={}'],
    ['series', ''],
    ['rules', ''],
    ['alerts', ''],
    ['query_exemplars', '?query=up&start=0&end=1'],
  ])('tells %s%s alike', async (path, search) => {
    const [ours, theirs] = await Promise.all(
      [nightjar.url, prometheus.url].map(async (url) => {
        const reply = await fetch(`${url}/api/v1/${path}${search}`);
        const { status, data, errorType } = (await reply.json()) as {
          status: string;
          data: unknown;
          errorType?: string;
        };
        return { code: reply.status, status, errorType, data };
      })
    );
    expect(ours).toEqual(theirs);
  });

  it('is read by promtool', async () => {
    const run = promisify(execFile);
    const both = async (...args: string[]): Promise<string[]> =>
      Promise.all(
        [nightjar.url, prometheus.url].map(async (url) => {
          const { stdout } = await run('promtool', [
            'query',
            args[0],
            ...args.slice(1).map((arg) => (arg === 'URL' ? url : arg)),
          ]);
          return stdout.split('\n').sort().join('\n');
        })
      );
    const time = `--time=${(START + 30 * MINUTE) / 1000}`;
    const calls = [
      ['instant', time, 'URL', 'nightjar_anomaly_score'],
      ['instant', time, 'URL', '1+1'],
      ['range', `--start=${START / 1000}`, `--end=${END / 1000}`, '--step=2m', 'URL', 'nightjar_anomaly_score > 0.9'],
      ['series', '--match=nightjar_anomaly', `--start=${START / 1000}`, `--end=${END / 1000}`, 'URL'],
      ['labels', `--start=${START / 1000}`, `--end=${END / 1000}`, 'URL', 'job'],
    ];
    for (const call of calls) {
      const [ours, theirs] = await both(...call);
      expect(ours).toEqual(theirs);
      expect(ours.length).toBeGreaterThan(5);
    }
  });
});

function samplesOf() {
  return [latency, errors]
    .flatMap((monitor) => withEnds(SERIES.filter((one) => one.monitor === monitor)))
    .flatMap((series) =>
      (Object.entries(RESULT_METRICS) as [ResultMetric, string][]).map(([metric, name]) => ({
        labels: { __name__: name, ...resultLabels(series.monitor, series.labels) },
        times: [...series.times],
        values: [...valuesOf(series, metric)],
      }))
    );
}

function sortedKeys(_key: string, value: unknown): unknown {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;
}
