import { parseEngineConfig } from '../../backend/config.ts';
import { createEngine } from '../../backend/create-engine.ts';
import type { Connection, Engine, QueryAnswer } from '../../backend/answers/engine.ts';
import type { DatasourceSettings } from '../../contract/settings.ts';
import { FakePrometheus, sendJson } from './fake-prometheus.ts';
import type { Misbehave } from './fake-prometheus.ts';
import { DAY, MINUTE, MONDAY, daily } from './made-series.ts';

const prometheus = new FakePrometheus();
let engine: Engine;
let url: string;

beforeAll(async () => {
  url = await prometheus.start();
  engine = await createEngine(parseEngineConfig({ workers: 1, maxReplyBytes: 8 * 1024 * 1024 }), () => undefined);
});

beforeEach(() => {
  prometheus.misbehave = null;
  prometheus.requests.length = 0;
  prometheus.warnings = [];
  prometheus.series = [daily('cart')];
});

afterAll(async () => {
  await engine.close();
  await prometheus.stop();
});

const MODEL = { expr: 'requests', detector: 'seasonal', trainingWindow: '2d', step: '5m' };

async function ask(settings: DatasourceSettings = {}, model: object = MODEL): Promise<QueryAnswer> {
  const connection: Connection = { orgId: 1, uid: 'a', settings: { prometheusUrl: url, ...settings }, secrets: {} };
  const query = { refId: 'A', model, from: MONDAY, to: MONDAY + DAY / 4 };
  const [answer] = await engine.answerQueries(connection, [query]);
  return answer;
}

/** Values of a field of the first frame. */
function column(answer: QueryAnswer, name: string): number[] {
  const field = answer.frames[0].fields.find((one) => one.name === name);
  return Array.from((field?.values ?? []) as Float64Array);
}

function noticesOf(answer: QueryAnswer): string {
  return (answer.frames[0].meta.notices ?? []).map(({ text }) => text).join('\n');
}

const reply =
  (status: number, body: string, type = 'application/json', headers: Record<string, string> = {}): Misbehave =>
  (_request, response) => {
    response.writeHead(status, { 'content-type': type, ...headers }).end(body);
    return true;
  };

const refusal = (error: string, errorType = 'bad_data'): string =>
  JSON.stringify({ status: 'error', errorType, error });

describe('says what is wrong, in a sentence', () => {
  it.each<[string, Misbehave, string, RegExp]>([
    ['401', reply(401, 'no'), 'source-unauthorized', /asks for authentication \(401\)/],
    ['403', reply(403, 'no'), 'source-unauthorized', /does not allow this \(403\)/],
    ['400', reply(400, refusal('parse error: x')), 'source-rejected', /refused the query: parse error: x/],
    ['422', reply(422, refusal('too many points', 'execution')), 'source-rejected', /too many points/],
    ['429', reply(429, ''), 'source-overloaded', /limits the rate of queries \(429\)/],
    ['503', reply(503, 'draining'), 'source-overloaded', /not able to answer now \(503\)/],
    [
      'a timeout of its own',
      reply(503, refusal('query timed out', 'timeout')),
      'source-timeout',
      /gave up on the query/,
    ],
    [
      '500',
      reply(500, refusal('expanding series: boom', 'internal')),
      'source-rejected',
      /answered 500: expanding series/,
    ],
    ['an HTML page', reply(200, '<html>login</html>', 'text/html'), 'source-not-prometheus', /HTML page/],
    ['a 404 page', reply(404, 'nope', 'text/plain'), 'source-not-prometheus', /not Prometheus's API/],
    [
      'a redirect',
      reply(302, '', 'text/html', { location: '/login' }),
      'source-not-prometheus',
      /not Prometheus's API/,
    ],
    [
      'invalid JSON',
      reply(200, '{"status":"success","data":{"resultType":"mat'),
      'source-broken-reply',
      /no valid JSON/,
    ],
    ['other JSON', reply(200, '{"hello":1}'), 'source-not-prometheus', /JSON, but not of Prometheus/],
    ['an error with status 200', reply(200, refusal('strange')), 'source-rejected', /strange/],
    [
      'a vector',
      reply(200, '{"status":"success","data":{"resultType":"vector","result":[]}}'),
      'source-broken-reply',
      /no matrix/,
    ],
    [
      'a reply cut off',
      (_request, response) => {
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
        response.write('{"status":"success","da');
        setTimeout(() => response.destroy(), 20);
        return true;
      },
      'source-broken-reply',
      /broke off its reply/,
    ],
    [
      'nothing at all',
      (request, response) => {
        response.on('close', () => undefined);
        return request.path.length > 0;
      },
      'source-timeout',
      /did not answer within 1 s/,
    ],
  ])('%s', async (_name, misbehave, code, sentence) => {
    prometheus.misbehave = misbehave;
    const { error, frames } = await ask({ timeoutSeconds: _name === 'nothing at all' ? 1 : 10 });
    expect(error).toMatchObject({ code, source: 'downstream' });
    expect(error?.message).toMatch(sentence);
    expect(frames).toEqual([]);
  });

  it('a Prometheus that is down', async () => {
    const { error } = await ask({ prometheusUrl: 'http://127.0.0.1:9' });
    expect(error).toMatchObject({ code: 'source-unreachable', status: 502 });
    expect(error?.message).toMatch(/cannot be reached \(ECONNREFUSED\)/);
  });

  it('a host nobody knows', async () => {
    const { error } = await ask({ prometheusUrl: 'http://prometheus.invalid' });
    expect(error).toMatchObject({ code: 'source-unreachable' });
    expect(error?.message).toMatch(/host of http:\/\/prometheus.invalid is not known/);
  });

  it('ten thousand series, without reading them', async () => {
    prometheus.series = Array.from({ length: 10_000 }, (_, index) => ({ labels: { i: `${index}` }, at: () => 1 }));
    const { error } = await ask({}, { ...MODEL, trainingWindow: '14d' });
    expect(error).toMatchObject({ code: 'too-many-series', status: 422 });
    expect(error?.message).toMatch(/10000 series .* the cap is 200: .*maxSeries/);
    expect(prometheus.ranges).toHaveLength(1);
  });

  it('ten thousand series that the count does not foresee', async () => {
    prometheus.series = Array.from({ length: 10_000 }, (_, index) => ({ labels: { i: `${index}` }, at: () => 1 }));
    const { error } = await ask({}, { ...MODEL, expr: 'x', trainingWindow: '1d', step: '1h' });
    expect(error).toMatchObject({ code: 'too-many-series' });
  });

  it('a reply over the cap on bytes, broken off, where series cannot be counted beforehand', async () => {
    prometheus.series = Array.from({ length: 80 }, (_, index) => daily(`s${index}`, index));
    prometheus.misbehave = (request, response) =>
      String(request.parameters.get('query')).startsWith('count(') && reply(400, refusal('no'))(request, response);
    const { error } = await ask({}, { ...MODEL, trainingWindow: '14d' });
    expect(error).toMatchObject({ code: 'too-many-points' });
    expect(error?.message).toMatch(/larger than 8 MiB.*maxReplyBytes/);
  });

  it('nothing of as many points in pieces of bounded size', async () => {
    prometheus.series = Array.from({ length: 80 }, (_, index) => daily(`s${index}`, index));
    const { error, frames } = await ask({}, { ...MODEL, trainingWindow: '14d' });
    expect(error).toBeUndefined();
    expect(frames).toHaveLength(80);
    const spans = prometheus.ranges.map(({ parameters }) =>
      ['end', 'start', 'step'].map((name) => Number(parameters.get(name)))
    );
    expect(spans.every(([end, start, step]) => 80 * ((end - start) / step + 1) <= 100_000)).toBe(true);
  }, 30_000);

  it('more points than the cap', async () => {
    prometheus.series = Array.from({ length: 20 }, (_, index) => daily(`s${index}`, index));
    const { error } = await ask({ maxPoints: 10_000 });
    expect(error).toMatchObject({ code: 'too-many-points' });
    expect(error?.message).toMatch(/20 series of 649 points .* cap is 10000.*maxPoints/);
  });
});

describe('tries again', () => {
  it.each([429, 503])('after %d, when the time said has passed', async (status) => {
    let refused = 0;
    prometheus.misbehave = (_request, response) => {
      if (refused < 2) {
        refused++;
        response.writeHead(status, { 'retry-after': '0' }).end();
        return true;
      }
      return false;
    };
    expect((await ask()).error).toBeUndefined();
    expect(refused).toBe(2);
  });

  it('after a connection that was reset', async () => {
    let resets = 0;
    prometheus.misbehave = (_request, response) => {
      if (resets === 0) {
        resets++;
        response.socket?.resetAndDestroy();
        return true;
      }
      return false;
    };
    expect((await ask()).error).toBeUndefined();
  });

  it('but not a query that was refused', async () => {
    prometheus.misbehave = reply(422, refusal('no'));
    await ask();
    expect(prometheus.ranges).toHaveLength(1);
  });

  it('with GET where POST is refused', async () => {
    prometheus.misbehave = ({ method }, response) => {
      if (method === 'POST') {
        sendJson(response, {}, 405);
      }
      return method === 'POST';
    };
    expect((await ask({ timeoutSeconds: 11 })).error).toBeUndefined();
    expect(prometheus.ranges.map(({ method }) => method)).toEqual(['POST', 'GET']);
  });
});

describe('gives right numbers for strange ones', () => {
  const strange = MONDAY + 60 * MINUTE;
  const at = 12;

  it.each<[string, number | string | null]>([
    ['NaN', 'NaN'],
    ['a gap', null],
    ['+Inf', '+Inf'],
    ['-Inf', '-Inf'],
  ])('%s is missing, and its neighbours are not', async (_name, value) => {
    const whole = daily('cart');
    prometheus.series = [{ ...whole, at: (ms) => (ms === strange ? value : whole.at(ms)) }];
    const answer = await ask();
    expect(answer.error).toBeUndefined();
    expect(column(answer, 'value')[at]).toBeNaN();
    expect(column(answer, 'score')[at]).toBeNaN();
    expect(column(answer, 'value')[at + 1]).toBe(whole.at(strange + 5 * MINUTE));
    expect(column(answer, 'score')[at + 1]).toBeGreaterThanOrEqual(0);
    expect(noticesOf(answer)).toMatch(String(value).endsWith('Inf') ? /1 infinite values are taken as missing/ : /^$/);
  });

  it('1e15 and a counter that starts anew keep every digit', async () => {
    prometheus.series = [
      { labels: { __name__: 'big' }, at: (ms) => (ms < strange ? 1e15 + ms / MINUTE : ms / MINUTE) },
    ];
    const answer = await ask();
    expect(column(answer, 'value').slice(at - 1, at + 1)).toEqual([1e15 + strange / MINUTE - 5, strange / MINUTE]);
    expect(column(answer, 'score').every((score) => Number.isNaN(score) || (score >= 0 && score <= 1))).toBe(true);
  });

  it('unordered and doubled samples come out in order, the last of two counting', async () => {
    const steps = Array.from({ length: 649 }, (_, index) => MONDAY - 2 * DAY + index * 5 * MINUTE);
    const samples = steps.map((ms): [number, string] => [ms / 1000, String(ms)]).reverse();
    samples.push([strange / 1000, '7'], [strange / 1000 + 7, '8'], [1, '9']);
    const data = { resultType: 'matrix', result: [{ metric: { a: 'b' }, values: samples }] };
    prometheus.misbehave = reply(200, JSON.stringify({ status: 'success', data }));
    const answer = await ask({}, { ...MODEL, expr: 'unordered' });
    expect(column(answer, 'time')[at]).toBe(strange);
    expect(column(answer, 'value').slice(at, at + 2)).toEqual([7, strange + 5 * MINUTE]);
    expect(noticesOf(answer)).toMatch(/2 samples lie between[^]*1 samples share an instant/);
  });

  it('no series is an empty frame with its fields', async () => {
    prometheus.series = [];
    const answer = await ask();
    expect(answer.error).toBeUndefined();
    expect(answer.frames).toHaveLength(1);
    expect(answer.frames[0].fields.map(({ name, values }) => [name, values.length])).toEqual(
      ['time', 'value', 'expected', 'lower', 'upper', 'score', 'anomaly'].map((name) => [name, 0])
    );
  });

  it('warnings of the source are passed on', async () => {
    prometheus.warnings = ['store gateway 3 is down'];
    expect(noticesOf(await ask())).toMatch(/store gateway 3 is down/);
  });

  it('native histograms are left out, with a word', async () => {
    const data = { resultType: 'matrix', result: [{ metric: {}, histograms: [[1, {}]] }] };
    prometheus.misbehave = reply(200, JSON.stringify({ status: 'success', data }));
    expect(noticesOf(await ask())).toMatch(/histogram_quantile/);
  });

  it('a series that has just begun has values and no score', async () => {
    const whole = daily('new');
    prometheus.series = [daily('cart'), { ...whole, at: (ms) => (ms >= MONDAY + DAY / 5 ? whole.at(ms) : null) }];
    const answer = await ask();
    const fresh = answer.frames.find(({ name }) => name.includes('new'));
    expect(Array.from(fresh?.fields[5].values as Float64Array).every(Number.isNaN)).toBe(true);
    expect(column(answer, 'score').some((score) => score >= 0)).toBe(true);
    expect(noticesOf(answer)).toMatch(/1 of 2 series have no score yet/);
  });
});
