import { FakePrometheus, sendJson } from '../engine/fake-prometheus.ts';
import type { Misbehave } from '../engine/fake-prometheus.ts';
import { DAY, MONDAY, daily } from '../engine/made-series.ts';
import type { DatasourceSettings, SecretKey } from '../../contract/settings.ts';
import { openDoor } from './open-door.ts';

/** Part of every secret below: found nowhere else. */
const MARK = 'hush4711';
const secrets = {
  bearerToken: `${MARK}-bearer`,
  basicAuthPassword: `${MARK}-password`,
  httpHeaderValue1: `${MARK}-tenant-key`,
  grafanaToken: `${MARK}-grafana`,
  engineToken: `${MARK}-engine`,
  readApiToken: `${MARK}-read`,
  alertmanagerPassword: `${MARK}-alertmanager`,
  alertmanagerToken: `${MARK}-alertmanager-token`,
  tlsCaCert: `-----BEGIN CERTIFICATE-----\n${MARK}-ca\n-----END CERTIFICATE-----`,
  tlsClientCert: `-----BEGIN CERTIFICATE-----\n${MARK}-cert\n-----END CERTIFICATE-----`,
  tlsClientKey: `-----BEGIN PRIVATE KEY-----\n${MARK}-key\n-----END PRIVATE KEY-----`,
} satisfies Record<SecretKey | 'httpHeaderValue1', string>;
const basic = Buffer.from(`ann:${secrets.basicAuthPassword}`).toString('base64');

const prometheus = new FakePrometheus();
let host = '';

beforeAll(async () => {
  prometheus.series = [daily('cart')];
  host = new URL(await prometheus.start()).host;
});

afterAll(() => prometheus.stop());

const echo =
  (status: number, json: boolean): Misbehave =>
  ({ headers }, response) => {
    const said = `denied: ${JSON.stringify(headers)}`;
    if (json) {
      sendJson(response, { status: 'error', errorType: 'bad_data', error: said }, status);
    } else {
      response.writeHead(status, { 'content-type': 'text/html' }).end(`<html>${said}</html>`);
    }
    return true;
  };

/** What a Prometheus, a proxy or a foreign server may do, all of them telling what they were sent. */
const MISDEEDS: readonly (Misbehave | null)[] = [
  null,
  ...[400, 401, 404, 429, 500].map((status) => echo(status, true)),
  ...[200, 403, 503].map((status) => echo(status, false)),
  ({ headers }, response) => {
    const warnings = [`seen: ${JSON.stringify(headers)}`];
    sendJson(response, { status: 'success', warnings, data: { resultType: 'matrix', result: [] } });
    return true;
  },
  ({ headers }, response) => {
    sendJson(response, { error: { code: 'source-rejected', message: JSON.stringify(headers) } }, 500);
    return true;
  },
  (_request, response) => {
    response.writeHead(302, { location: `http://elsewhere/?token=${MARK}` }).end();
    return true;
  },
  (_request, response) => {
    response.destroy();
    return true;
  },
];

const range = { from: MONDAY, to: MONDAY + DAY / 4 };
const model = { expr: 'requests', step: '5m', trainingWindow: '1d' };
const REQUESTS: readonly (readonly [string, string, unknown?])[] = [
  ['POST', '/api/v1/query', { ...range, queries: [model, { refId: 'B', ...model, output: 'scores', sensitivity: 9 }] }],
  ['POST', '/api/v1/anomalies', { ...range, ...model }],
  ['POST', '/api/v1/query', '{broken'],
  ['GET', '/api/v1/health'],
  ['GET', '/api/v1/prometheus/labels'],
  ['GET', '/api/v1/prometheus/label/job/values?match[]=up'],
  ['GET', '/api/v1/detectors'],
  ['GET', '/api/v1/openapi.json'],
  ['GET', '/api/v1/nothing'],
  ['GET', '/metrics'],
];

const headers = { httpHeaderNames: ['X-Key'] };
it.each<[string, () => DatasourceSettings, Partial<typeof secrets>?]>([
  ['a bearer token', () => ({ prometheusUrl: `http://${host}`, authentication: 'bearer', ...headers })],
  [
    'a password',
    () => ({ prometheusUrl: `http://${host}`, authentication: 'basic', basicAuthUser: 'ann', ...headers }),
  ],
  ['a password in the URL', () => ({ prometheusUrl: `http://ann:${secrets.basicAuthPassword}@${host}/?key=${MARK}` })],
  ['a token of Grafana', () => ({ grafanaUrl: `http://${host}`, prometheusUid: 'p1' })],
  ['a token of another engine', () => ({ engineUrl: `http://${host}` })],
  ['a client key that is none', () => ({ prometheusUrl: `https://${host}`, authentication: 'bearer' })],
  [
    'an address nobody answers at',
    () => ({ prometheusUrl: `http://ann:${MARK}@127.0.0.1:1`, authentication: 'bearer' }),
  ],
  ['a URL that is none', () => ({ prometheusUrl: `http//ann:${MARK}@nowhere`, authentication: 'bearer' })],
  ['a password that is not encoded', () => ({ prometheusUrl: `http://ann:%${MARK}@${host}` })],
  [
    'a header HTTP does not allow',
    () => ({ prometheusUrl: `http://${host}`, ...headers }),
    { httpHeaderValue1: `${MARK}\r\nX-Other: 1` },
  ],
  [
    'a token HTTP does not allow',
    () => ({ prometheusUrl: `http://${host}`, authentication: 'bearer' }),
    { bearerToken: `${MARK}\nX-Other: 1` },
  ],
])(
  '%s appears in no reply, frame, metric or line of the log, whatever goes wrong',
  async (name, settings, changed = {}) => {
    const given = { ...secrets, ...changed };
    // A certificate that is none would fail every other case before it has begun.
    const kept = name.includes('client key') ? given : { ...given, tlsCaCert: '', tlsClientCert: '', tlsClientKey: '' };
    for (const misbehave of MISDEEDS) {
      prometheus.misbehave = misbehave;
      const asked = prometheus.requests.length;
      const door = await openDoor({ settings: { timeoutSeconds: 2, ...settings() }, secrets: kept });
      const said = await Promise.all(
        REQUESTS.map(async ([method, path, body]) => {
          const reply = await door.ask(method, path, body);
          return `${method} ${path}: ${reply.status} ${reply.headers} ${reply.text}`;
        })
      );
      await door.close();
      const leaks = [...said, ...door.log].filter((text) => text.includes(MARK) || text.includes(basic));
      expect(leaks).toEqual([]);
      if (prometheus.requests.length === asked) {
        // Nobody was asked: what else the server might do is all the same.
        return;
      }
    }
  },
  120_000
);
