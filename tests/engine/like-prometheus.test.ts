import { parseEngineConfig } from '../../backend/config.ts';
import { createEngine } from '../../backend/create-engine.ts';
import type { Connection, Engine, QueryAnswer } from '../../backend/answers/engine.ts';
import { FakePrometheus, sendJson } from './fake-prometheus.ts';
import { DAY, MONDAY, daily } from './made-series.ts';

/*
 * What speaks Prometheus's API and differs from it: Mimir and Cortex (tenants, a path prefix), Thanos (partial replies with warnings),
 * VictoriaMetrics (other fields, `isPartial`, error types that are numbers).
 */
const prometheus = new FakePrometheus();
let engine: Engine;
let url: string;

beforeAll(async () => {
  url = await prometheus.start();
  engine = await createEngine(parseEngineConfig({ workers: 1 }), () => undefined);
});

beforeEach(() => {
  prometheus.misbehave = null;
  prometheus.requests.length = 0;
  prometheus.series = [daily('cart')];
});

afterAll(async () => {
  await engine.close();
  await prometheus.stop();
});

function connectionTo(path: string, settings: object = {}, secrets: Record<string, string> = {}): Connection {
  return { orgId: 1, uid: 'a', settings: { prometheusUrl: `${url}${path}`, ...settings }, secrets };
}

async function ask(connection: Connection): Promise<QueryAnswer> {
  const model = { expr: 'requests', trainingWindow: '2d', step: '5m' };
  const [answer] = await engine.answerQueries(connection, [{ refId: 'A', model, from: MONDAY, to: MONDAY + DAY / 8 }]);
  return answer;
}

const noticesOf = (answer: QueryAnswer): string =>
  (answer.frames[0].meta.notices ?? []).map(({ severity, text }) => `${severity}: ${text}`).join('\n');

describe('Mimir', () => {
  const tenant = { httpHeaderNames: ['X-Scope-OrgID'] };

  beforeEach(() => {
    prometheus.misbehave = ({ path, headers }, response) => {
      if (headers['x-scope-orgid'] !== 'shop') {
        response.writeHead(401, { 'content-type': 'text/plain' }).end('no org id\n');
        return true;
      }
      if (!path.startsWith('/prometheus/api/v1/')) {
        response.writeHead(404).end();
        return true;
      }
      return false;
    };
  });

  it('is asked under its path, with the tenant in its header, by queries and by "Save & test"', async () => {
    const connection = connectionTo('/prometheus', tenant, { httpHeaderValue1: 'shop' });
    expect(await engine.checkHealth(connection)).toMatchObject({ ok: true });
    expect((await ask(connection)).error).toBeUndefined();
  });

  it('without a tenant says what to check', async () => {
    const { error } = await ask(connectionTo('/prometheus'));
    expect(error).toMatchObject({ code: 'source-unauthorized' });
    expect(error?.message).toMatch(/check user, password, token and headers/);
  });

  it('refuses with 422 in its own words', async () => {
    const text =
      'the query exceeded the maximum number of chunks (limit: 2000000 chunks) (err-mimir-max-chunks-per-query)';
    prometheus.misbehave = (_request, response) => {
      sendJson(response, { status: 'error', errorType: 'execution', error: text }, 422);
      return true;
    };
    const { error } = await ask(connectionTo('/prometheus', tenant, { httpHeaderValue1: 'shop' }));
    expect(error).toMatchObject({ code: 'source-rejected' });
    expect(error?.message).toContain('err-mimir-max-chunks-per-query');
  });
});

it('Thanos: a partial reply is shown, with its warning', async () => {
  prometheus.warnings = ['No StoreAPIs matched for this query'];
  const answer = await ask(connectionTo(''));
  prometheus.warnings = [];
  expect(answer.frames).toHaveLength(1);
  expect(noticesOf(answer)).toMatch(/^warning: No StoreAPIs matched/m);
});

describe('VictoriaMetrics', () => {
  const samples = Array.from({ length: 700 }, (_, i) => [(MONDAY - 2 * DAY) / 1000 + i * 300, `${i % 7}`]);

  it('replies with fields of its own, and says when storage nodes are missing', async () => {
    prometheus.misbehave = ({ path }, response) => {
      if (path !== '/select/0/prometheus/api/v1/query_range') {
        return false;
      }
      const data = { resultType: 'matrix', result: [{ metric: { a: 'b' }, values: samples.slice(0, 613) }] };
      sendJson(response, { status: 'success', isPartial: true, data, stats: { seriesFetched: '1' }, trace: null });
      return true;
    };
    const answer = await ask(connectionTo('/select/0/prometheus'));
    expect(answer.error).toBeUndefined();
    expect(answer.frames[0].fields[1].values[0]).toBe(576 % 7);
    expect(noticesOf(answer)).toMatch(/^warning: The reply is partial/m);
  });

  it('refuses with an error type that is a number', async () => {
    prometheus.misbehave = (_request, response) => {
      sendJson(response, { status: 'error', errorType: '422', error: 'cannot parse the query' }, 422);
      return true;
    };
    const { error } = await ask(connectionTo(''));
    expect(error?.message).toMatch(/refused the query: cannot parse the query/);
  });

  it('passes "Save & test" though it has no build information', async () => {
    prometheus.misbehave = ({ path }, response) => {
      const isBuildInfo = path.endsWith('/buildinfo');
      if (isBuildInfo) {
        response.writeHead(404).end();
      }
      return isBuildInfo;
    };
    expect(await engine.checkHealth(connectionTo(''))).toMatchObject({ ok: true });
  });
});
