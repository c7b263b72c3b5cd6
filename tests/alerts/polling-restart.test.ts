import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { AlertRecord } from '../../backend/incidents/records.ts';
import { openEngine, until } from './open-engine.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

it('reads an Alertmanager after a restart that nobody asked anything of, and ends what ended meanwhile', async () => {
  const started = new Date(Date.now() - 60_000).toISOString();
  let firing = ['a', 'b'];
  let asked: string[] = [];
  const server = createServer(({ url = '', headers }, response) => {
    asked.push(`${url} ${headers.authorization ?? '-'}`);
    const alerts = firing.map((pod) => ({ labels: { alertname: 'Down', pod }, annotations: {}, startsAt: started }));
    const body = url === '/api/v2/alerts' ? alerts : { uptime: started, versionInfo: { version: '0.25.0' } };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const settings = { alertmanagerUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  const connection = { settings, secrets: { alertmanagerToken: 'secret-token' } };
  const often = { alertmanagerPollEvery: '200ms', alertmanagerSettle: '1s' };

  const first = await openEngine(connection, often);
  const alerts = async (engine: typeof first) =>
    (await engine.ask<{ alerts: AlertRecord[] }>('viewer', 'GET', '/alerts?duplicates=true')).body.alerts;
  await until(
    () => alerts(first),
    (all) => all.length === 2
  );
  await until(
    async () => asked.length,
    (count) => count > 3
  );
  await first.stop();
  firing = ['b'];
  asked = [];
  const second = await openEngine(connection, often, first.folder);
  await until(
    async () => asked,
    (all) => all.filter((one) => one === '/api/v2/alerts Bearer secret-token').length > 2
  );
  const ends = (await alerts(second)).map(({ labels, end }) => `${labels.pod} ${end === null ? 'fires' : 'ended'}`);
  await second.close();
  await new Promise((resolve) => server.close(resolve));
  expect(ends.toSorted()).toEqual(['a ended', 'b fires']);
});
