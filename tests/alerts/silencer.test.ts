import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SourceSilencer } from '../../backend/incidents/silences/source-silencer.ts';
import { alertmanagerAddress } from '../../backend/sources/alertmanager/address.ts';
import type { AlertmanagerAddress } from '../../backend/sources/alertmanager/address.ts';
import { AlertmanagerClient } from '../../backend/sources/alertmanager/alertmanager-client.ts';
import { startAlertmanager } from '../../scripts/alertmanager-process.ts';
import type { AlertmanagerProcess } from '../../scripts/alertmanager-process.ts';
import { findProgram } from '../../scripts/ensure-programs.ts';

const OWNER = { orgId: 1, datasource: 'a' };
const HOUR = 3_600_000;
const whereInstalled = findProgram('prometheus-alertmanager') ? describe : describe.skip;

interface ShownAlert {
  readonly labels: Readonly<Record<string, string>>;
  readonly status: { readonly state: string };
}

whereInstalled('silences in a real Alertmanager', () => {
  let alertmanager: AlertmanagerProcess;
  let silencer: SourceSilencer;
  let client: AlertmanagerClient;

  beforeAll(async () => {
    alertmanager = await startAlertmanager({ webhook: 'http://127.0.0.1:1/nobody' });
    const { url } = alertmanager;
    silencer = new SourceSilencer({ reach: () => null, options: async () => ({ alertmanagerUrl: url }) });
    client = new AlertmanagerClient({
      base: url,
      server: 'Alertmanager',
      headers: {},
      tls: { rejectUnauthorized: true },
      timeoutMs: 5_000,
    });
  });

  afterAll(async () => {
    await client.close();
    await alertmanager.close();
  });

  const states = async () =>
    Object.fromEntries(
      ((await client.alerts()) as ShownAlert[]).map(({ labels, status }) => [labels.pod, status.state])
    );

  it('cover the alerts of an incident, whatever their labels hold, and no others, until they are ended', async () => {
    const ours = [
      { alertname: 'HighLatency', service: 'cart', pod: 'cart-1' },
      { alertname: 'HighLatency', service: 'cart', pod: 'a.b*c|"d" \\e' },
      { alertname: 'Errors (5xx)', service: 'grün', pod: 'pay-1' },
    ];
    const others = [
      { alertname: 'HighLatency', service: 'cart', pod: 'cart-12' },
      { alertname: 'HighLatency', service: 'search', pod: 'search-1' },
    ];
    const body = JSON.stringify([...ours, ...others].map((labels) => ({ labels })));
    await fetch(`${alertmanager.url}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body,
    });
    const alerts = ours.map((labels) => ({ source: 'alertmanager' as const, labels }));
    const alien = { source: 'monitor' as const, labels: others[1] };
    const written = await silencer.silence(OWNER, {
      alerts: [...alerts, alien],
      until: Date.now() + HOUR,
      text: '',
      by: 'ed',
    });
    expect(written.map(({ where }) => where)).toEqual(['alertmanager', 'alertmanager']);
    const silenced = { [ours[0].pod]: 'suppressed', [ours[1].pod]: 'suppressed', [ours[2].pod]: 'suppressed' };
    // What is silenced shows when Alertmanager has gone through its alerts anew.
    for (let tries = 0; tries < 50 && (await states())['pay-1'] !== 'suppressed'; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    expect(await states()).toMatchObject(silenced);
    expect(Object.entries(await states()).filter(([, state]) => state === 'suppressed').length).toBe(3);

    await silencer.expire(OWNER, written);
    // Ended already, and never there: neither is a failure.
    await silencer.expire(OWNER, [
      ...written,
      { where: 'alertmanager', id: '00000000-0000-4000-8000-000000000000', matchers: '' },
    ]);
    const silences = (await (await fetch(`${alertmanager.url}/api/v2/silences`)).json()) as {
      status: { state: string };
    }[];
    expect(silences.map(({ status }) => status.state)).toEqual(['expired', 'expired']);
  });

  it('say what Alertmanager said where it refuses', async () => {
    const request = { alerts: [{ source: 'alertmanager' as const, labels: { alertname: 'A' } }], text: '', by: 'ed' };
    await expect(silencer.silence(OWNER, { ...request, until: Date.now() - HOUR })).rejects.toMatchObject({
      code: 'source-rejected',
      message: expect.stringMatching(/answered 400, saying "/),
    });
  });
});

describe('an Alertmanager that asks for credentials', () => {
  let server: Server;
  let url = '';
  let asked: string[] = [];

  beforeAll(async () => {
    server = createServer(({ headers }, response) => {
      asked.push(`${headers.authorization ?? '-'} ${headers['x-scope-orgid'] ?? '-'}`);
      const isRight = headers.authorization === `Basic ${btoa('am:pass-word')}`;
      response.writeHead(isRight ? 200 : 401, { 'content-type': 'application/json' }).end(isRight ? '[]' : '"no"');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => new Promise((resolve) => server.close(resolve)));
  beforeEach(() => (asked = []));

  const settings = { basicAuthUser: 'prom', httpHeaderNames: ['X-Scope-OrgID'], alertmanagerUser: 'am' };
  const secrets = { basicAuthPassword: 'of-prometheus', alertmanagerPassword: 'pass-word', httpHeaderValue1: 'tenant' };

  it('is given its own, and the headers, where the settings name it', async () => {
    const address = alertmanagerAddress({ ...settings, alertmanagerUrl: url }, secrets, 'http://127.0.0.1:1');
    const client = new AlertmanagerClient(address as AlertmanagerAddress);
    expect(await client.alerts()).toEqual([]);
    expect(asked).toEqual([`Basic ${btoa('am:pass-word')} tenant`]);
    await client.close();
  });

  it('is given none where an option names it, which others than the administrator may set', async () => {
    const client = new AlertmanagerClient(alertmanagerAddress(settings, secrets, url) as AlertmanagerAddress);
    await expect(client.alerts()).rejects.toMatchObject({ code: 'source-unauthorized' });
    expect(asked).toEqual(['- -']);
    await client.close();
  });
});
