import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { DatasourceSettings } from '../../contract/settings.ts';
import { FakePrometheus } from '../engine/fake-prometheus.ts';
import { openDoor } from './open-door.ts';

/** Keys on P-256, valid until 2126: a CA, and what it has signed for the server `prometheus.test` and for a client. */
const pem = (name: string): string => readFileSync(join(__dirname, '../engine/certificates', `${name}.pem`), 'utf8');
const server = { key: pem('server.key'), cert: pem('server') };
const ca = { tlsCaCert: pem('ca') };
const client = { tlsClientCert: pem('client'), tlsClientKey: pem('client.key') };
const named: DatasourceSettings = { tlsServerName: 'prometheus.test' };

const open = new FakePrometheus(server);
const closed = new FakePrometheus({ ...server, ca: pem('ca'), requestCert: true, rejectUnauthorized: true });

beforeAll(async () => {
  await open.start();
  await closed.start();
});
afterAll(() => Promise.all([open.stop(), closed.stop()]));

async function save(prometheus: FakePrometheus, settings: DatasourceSettings, secrets: Record<string, string>) {
  const door = await openDoor({ settings: { prometheusUrl: prometheus.url, ...settings }, secrets });
  try {
    const { text } = await door.ask('GET', '/api/v1/health');
    return (JSON.parse(text) as { prometheus: { ok: boolean; message: string } }).prometheus;
  } finally {
    await door.close();
  }
}

it.each([
  ['its CA and name are given', open, named, ca],
  ['nothing is verified', open, { tlsSkipVerify: true }, {}],
  ['it asks for a client certificate, and gets it', closed, named, { ...ca, ...client }],
])('a Prometheus behind TLS answers where %s', async (_, prometheus, settings, secrets) => {
  expect(await save(prometheus, settings, secrets)).toMatchObject({ ok: true });
});

it.each([
  ['the CA is not known', open, named, {}, /is not trusted .*add its CA/],
  ['the name is another', open, {}, ca, /is not trusted .*correct the server name/],
  ['a client certificate is missing', closed, named, ca, /client certificate/],
  ['the client key is none', closed, named, { ...ca, ...client, tlsClientKey: 'x' }, /client certificate and key/],
])('Save & test says what is wrong where %s', async (_, prometheus, settings, secrets, message) => {
  const { ok, message: said } = await save(prometheus, settings, secrets);
  expect(said).toMatch(message);
  expect(ok).toBe(false);
});

it('plain HTTP asked of a server that speaks TLS, and TLS of one that does not, are told apart from a dead port', async () => {
  const plain = new FakePrometheus();
  const url = await plain.start();
  const crossed = await save(plain, { prometheusUrl: url.replace('http:', 'https:') }, {});
  await plain.stop();
  expect(crossed.message).toMatch(/check https against http/);
  const other = await save(open, { prometheusUrl: open.url.replace('https:', 'http:') }, {});
  expect(other).toMatchObject({ ok: false });
});
