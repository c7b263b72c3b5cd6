import { seededRandom } from '../../backend/features/random.ts';
import { monitorSpec } from '../../backend/monitors/monitor-spec.ts';
import { END, MINUTE, START, madeMonitor, madeSeries, readerOver } from './made-results.ts';
import { serveReadApi } from './serve-read-api.ts';

/*
 * What the read API answers by itself: what it refuses, how long a result counts, and how requests are written.
 */
const HOUR = 60 * MINUTE;
const slow = {
  ...madeMonitor('slow', 'every hour'),
  spec: monitorSpec.parse({ name: 'every hour', queries: [{ expr: 'up' }], step: '1h', every: '1h', delay: '10m' }),
};
const hourly = Float64Array.of(START, START + HOUR);
const ofTwo = (a: number, b: number) => Float64Array.of(a, b);
const SERIES = [
  madeSeries(madeMonitor('m1', 'one'), { __name__: 'up', job: 'a' }, 2),
  madeSeries(madeMonitor('m1', 'one'), { __name__: 'up', job: 'b' }, 4),
  {
    ...madeSeries(slow, { __name__: 'load' }, 6),
    step: HOUR,
    times: hourly,
    score: ofTwo(0.1, 0.2),
    unadjusted: ofTwo(0.1, 0.2),
    value: ofTwo(1, 2),
    expected: ofTwo(1, 2),
    lower: ofTwo(0, 0),
    upper: ofTwo(3, 3),
    anomaly: Uint8Array.of(0, 0),
  },
];
let server: Awaited<ReturnType<typeof serveReadApi>>;
beforeAll(async () => (server = await serveReadApi(readerOver(SERIES))));
afterAll(() => server.close());

interface Body {
  readonly status: string;
  readonly error?: string;
  readonly errorType?: string;
  readonly warnings?: readonly string[];
  readonly data?: { readonly resultType?: string; readonly result?: { metric: Record<string, string> }[] };
}

async function ask(path: string, parameters: Record<string, string> = {}, init?: RequestInit) {
  const reply = await fetch(`${server.url}/api/v1/${path}?${new URLSearchParams(parameters)}`, init);
  return { status: reply.status, body: (await reply.json()) as Body, headers: reply.headers };
}

const at = (time: number) => String(time / 1000);

it.each([
  ['sum(nightjar_anomaly_score)', 'aggregation'],
  ['rate(nightjar_anomaly_score[5m])', 'a function call'],
  ['nightjar_anomaly_score[5m]', 'a range selector'],
  ['nightjar_anomaly_score[1h:5m]', 'a subquery'],
  ['nightjar_anomaly_score offset 5m', 'offset'],
  ['nightjar_anomaly_score @ 12', 'the @ modifier'],
  ['nightjar_anomaly_score * nightjar_anomaly', '* between two vectors'],
  ['nightjar_anomaly_score and nightjar_anomaly', 'and'],
  ['nightjar_anomaly_score atan2 1', 'atan2'],
])('refuses %s, and names what is supported', async (query, what) => {
  for (const path of ['query', 'query_range']) {
    const { status, body } = await ask(path, { query, start: '0', end: '1', step: '1' });
    expect([status, body.status, body.errorType]).toEqual([400, 'error', 'bad_data']);
    expect(body.error).toContain(`${what} is not supported here`);
    expect(body.error).toContain('comparison with a scalar');
  }
});

it('says where a query is wrong', async () => {
  const { body } = await ask('query', { query: '1 +\n  ]' });
  expect(body.error).toMatch(/^invalid parameter "query": 2:3: parse error: unexpected "]/);
});

it('refuses what would keep it busy', async () => {
  const refused = async (query: string) => (await ask('query', { query }, undefined)).body.errorType;
  const post = async (query: string) =>
    (await ask('query', {}, { method: 'POST', body: new URLSearchParams({ query }) })).body.errorType;
  expect(await post('1+'.repeat(6_000) + '1')).toBe('bad_data');
  expect(await refused(`${'('.repeat(150)}1${')'.repeat(150)}`)).toBe('bad_data');
  expect(await post(`nightjar_anomaly{job=~"${'a'.repeat(2_500)}"}`)).toBe('bad_data');
  expect(await refused('nightjar_anomaly{job=~"(a*)*(a*)*(a*)*b"}')).toBeUndefined();
  const huge = new URLSearchParams({ query: '1'.repeat(2 ** 21) });
  expect((await ask('query', {}, { method: 'POST', body: huge })).status).toBe(413);
});

it('survives whatever text it is asked', async () => {
  const random = seededRandom(3);
  const pieces = [
    'nightjar_anomaly',
    '{',
    '}',
    '(',
    ')',
    '"',
    '`',
    '\\',
    '=~',
    '!=',
    '1',
    '-',
    '^',
    ' ',
    'bool',
    '>',
    ',',
    'é',
    '\u0000',
    '[',
    '5m',
    ']',
  ];
  for (let i = 0; i < 300; i++) {
    const query = Array.from(
      { length: 1 + Math.floor(random() * 12) },
      () => pieces[Math.floor(random() * pieces.length)]
    ).join('');
    const { status } = await ask('query', { query });
    expect([200, 400, 422]).toContain(status);
  }
});

it('lets a result count until the next one can be there', async () => {
  const scores = async (time: number, more: Record<string, string> = {}) =>
    (await ask('query', { query: 'nightjar_anomaly_score{metric="load"}', time: at(time), ...more })).body.data?.result
      ?.length;
  const last = START + HOUR;
  expect(await scores(last + 100 * MINUTE)).toBe(1);
  expect(await scores(last + 131 * MINUTE)).toBe(0);
  expect(await scores(last + 100 * MINUTE, { lookback_delta: '5m' })).toBe(0);
  expect(await scores(last + 4 * MINUTE, { lookback_delta: '300' })).toBe(1);
  expect((await ask('query', { query: '1', lookback_delta: '0' })).status).toBe(400);
});

it('takes parameters of the address and of a form, and limits', async () => {
  const body = new URLSearchParams({ query: 'nightjar_anomaly_score{metric="up"}', time: at(END) });
  const posted = await ask('query', { limit: '1' }, { method: 'POST', body });
  expect(posted.body.data?.result).toHaveLength(1);
  expect(posted.body.warnings).toEqual(['results truncated due to limit']);
  expect((await ask('query', { query: '1', limit: 'x' })).status).toBe(400);
  const series = await ask('series', { 'match[]': 'nightjar_anomaly', limit: '2' });
  expect(series.body.data).toHaveLength(2);
  expect((await ask('labels', { start: at(END + 1), end: at(END + 2) })).body.data).toEqual([]);
  expect((await ask('labels', { start: '2', end: '1' })).status).toBe(400);
});

it('tells what the metrics are and which API it speaks', async () => {
  const metadata = await ask('metadata', { metric: 'nightjar_anomaly' });
  expect(metadata.body.data).toEqual({ nightjar_anomaly: [expect.objectContaining({ type: 'gauge', unit: '' })] });
  expect(Object.keys((await ask('metadata')).body.data ?? {})).toHaveLength(10);
  expect((await ask('status/buildinfo')).body.data).toMatchObject({ version: '3.0.0', application: 'Nightjar' });
});

it('answers other paths and methods as errors of the same shape', async () => {
  expect(await ask('write')).toMatchObject({ status: 404, body: { status: 'error', errorType: 'not_found' } });
  const deleted = await ask('query', {}, { method: 'DELETE' });
  expect([deleted.status, deleted.headers.get('allow')]).toEqual([405, 'GET, POST']);
});
