import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { NightjarError } from '../errors.ts';
import { STRANGERS } from '../store/monitors/example-monitors.ts';
import { CALLER, ExampleService, MINUTE, START, alertEvent, exampleStore } from './example-service.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

const store = exampleStore();
let example: ExampleService;
afterEach(() => example.close());
afterAll(() => store.close());
const given = (changes?: ConstructorParameters<typeof ExampleService>[1]): ExampleService =>
  (example = new ExampleService(store, changes));

const incidents = async () => (await example.service.incidents(example.owner)).incidents;
const theIncident = async () => {
  const [one, ...others] = await incidents();
  expect(others).toEqual([]);
  return example.service.incident(example.owner, one.id);
};

/** A fault at payment, which its callers suffer from. */
const storm = (at: number) => [
  alertEvent('PodCrashLooping', 'payment', at, {
    severity: 'critical',
    annotations: { summary: 'Pods of payment crash and restart.' },
  }),
  alertEvent('HighErrorRate', 'checkout', at, { annotations: { summary: 'Calls from checkout to payment fail.' } }),
  alertEvent('HighErrorRate', 'frontend', at + 1, {
    annotations: { summary: 'Calls from frontend to checkout fail.' },
  }),
];

it('alerts of one fault are one incident, with a title, causes, reasons and a timeline', async () => {
  given();
  await example.take(...storm(0));
  const incident = await theIncident();
  expect(incident).toMatchObject({
    state: 'open',
    severity: 'critical',
    alerts: 3,
    received: 3,
    firing: 3,
    services: expect.arrayContaining(['payment', 'checkout', 'frontend']),
    commonLabels: { namespace: 'shop' },
    cause: { service: 'payment' },
  });
  expect(incident.title).toMatch(/payment/);
  expect(incident.priority).toBeGreaterThan(40);
  expect(incident.members).toHaveLength(3);
  expect(incident.members.every(({ reasons }) => reasons.length > 0)).toBe(true);
  expect(incident.timeline.map(({ kind }) => kind)).toContain('opened');
  expect(incident.graph).toContainEqual(['checkout', 'payment']);
  const [stranger] = STRANGERS;
  expect((await example.service.incidents(stranger)).incidents).toEqual([]);
  await expect(example.service.incident(stranger, incident.id)).rejects.toMatchObject({ code: 'not-found' });
  await expect(example.service.act(stranger, incident.id, { kind: 'acknowledge' }, CALLER)).rejects.toMatchObject({
    code: 'not-found',
  });
});

it('says nothing of others for an alert whose others have left it', async () => {
  const calls: [string, string][] = [
    ['frontend', 'cart'],
    ['frontend', 'checkout'],
    ['checkout', 'cart'],
    ['checkout', 'payments'],
    ['checkout', 'orders-db'],
  ];
  given({ defaults: { serviceGraph: calls } });
  const fails = (service: string, at: number) =>
    alertEvent('A service fails more often than it should', service, at, {
      severity: 'critical',
      annotations: { summary: `Failed requests of ${service} are unlike before.` },
    });
  const disk = alertEvent('The disk of the orders database is full within 4 days', 'orders-db', 0, {
    annotations: { summary: 'The disk of orders-db is full within 4 days with a probability of 97 %.' },
  });
  const slow = alertEvent('A service answers more slowly than it should', 'checkout', 4, {
    annotations: { summary: 'Reply times of checkout are unlike before.' },
  });
  await example.take(fails('cart', 0), disk);
  example.now += 4 * MINUTE;
  await example.take(slow);
  example.now += MINUTE;
  await example.take(fails('checkout', 5), fails('payments', 5));

  const all = await Promise.all((await incidents()).map(({ id }) => example.service.incident(example.owner, id)));
  const alone = all.filter(({ members }) => members.length === 1).flatMap(({ members }) => members);
  expect(alone.map(({ service }) => service).sort()).toEqual(['cart', 'orders-db']);
  expect(alone.flatMap(({ reasons }) => reasons)).toEqual([]);
  // Whoever reads what came to it reads what went, too.
  const disks = all.find(({ services }) => services.join() === 'orders-db');
  const told = disks?.timeline.map(({ kind, text }) => `${kind}: ${text}`).join('\n') ?? '';
  expect(told).toMatch(/^joined: .* on checkout/m);
  expect(told).toMatch(/^split-off: .* on checkout left it: /m);
});

it('repetitions are counted with the reason, and one that comes and goes is said to', async () => {
  given();
  const first = alertEvent('HighLatency', 'cart', 0);
  await example.take(first, first, { ...first, end: START + MINUTE });
  await example.take(
    alertEvent('HighLatency', 'cart', 5),
    alertEvent('HighLatency', 'cart', 5, { end: START + 6 * MINUTE })
  );
  await example.take(alertEvent('HighLatency', 'cart', 10));
  const incident = await theIncident();
  expect(incident).toMatchObject({ alerts: 1, received: 4, firing: 1, state: 'open' });
  const [own, ...repeats] = incident.members;
  expect(own).toMatchObject({ count: 4, flapping: true, end: null, duplicateOf: null });
  expect(repeats.map(({ duplicateOf }) => duplicateOf)).toEqual([own.id, own.id]);
  expect(repeats[0].duplicateReason).toMatch(/same alert fired 5m before/);
  // Much alike, and of the same service: only the text of its pod differs.
  const labels = {
    cluster: 'eu',
    team: 'shop',
    job: 'web',
    env: 'prod',
    tier: '1',
    region: 'eu-1',
    zone: 'a',
    stage: 'x',
  };
  await example.take(
    alertEvent('PodCrash', 'pay', 10, { labels: { ...labels, pod: 'pay-1' } }),
    alertEvent('PodCrash', 'pay', 11, { labels: { ...labels, pod: 'pay-2' } })
  );
  const { alerts } = await example.service.alerts(example.owner, {
    duplicates: true,
    labels: [{ label: 'pod', op: '=', value: 'pay-2' }],
  });
  expect(alerts[0].duplicateReason).toMatch(/% like PodCrash/);
  const noise = await example.service.noise(example.owner, START - MINUTE, START + 60 * MINUTE);
  expect(noise).toMatchObject({ received: 6, distinct: 2 });
  expect(noise.bySource).toEqual([{ source: 'alertmanager', received: 6, distinct: 2 }]);
});

it('an incident is over when nothing fires, and is opened again by what fires within the window', async () => {
  given();
  await example.take(alertEvent('HighLatency', 'cart', 0));
  await example.take(alertEvent('HighLatency', 'cart', 0, { end: START + 2 * MINUTE }));
  expect(await theIncident()).toMatchObject({ state: 'resolved', resolvedAt: START + 2 * MINUTE, firing: 0 });
  example.now += 10 * MINUTE;
  await example.take(alertEvent('HighLatency', 'cart', 10));
  const again = await theIncident();
  expect(again.state).toBe('open');
  expect(again.timeline.map(({ kind }) => kind)).toEqual(['opened', 'alert-ended', 'resolve', 'reopen']);
});

it('what people do is kept, is told, and outlives a restart', async () => {
  given();
  const told: string[] = [];
  example.service.onIncidents((_owner, some) => told.push(...some.map(({ state }) => state)));
  await example.take(alertEvent('HighLatency', 'cart', 0));
  const { id } = await theIncident();
  const act = (deed: Parameters<typeof example.service.act>[2]) => example.service.act(example.owner, id, deed, CALLER);
  expect(await act({ kind: 'acknowledge' })).toMatchObject({ state: 'acknowledged', acknowledgedBy: 'ann' });
  await act({ kind: 'assign', to: 'bob' });
  await act({ kind: 'comment', text: 'Rolled back 2.1 <b>now</b>' });
  await act({ kind: 'silence', until: START + 60 * MINUTE, text: 'known' });
  await example.service.close();
  example.open();
  const kept = await example.service.incident(example.owner, id);
  expect(kept).toMatchObject({ state: 'acknowledged', assignee: 'bob', silencedUntil: START + 60 * MINUTE });
  expect(kept.members[0].mutedBy).toBe('Silence by ann');
  expect(kept.timeline.map(({ kind, by }) => `${kind} ${by}`)).toEqual([
    'opened ',
    'acknowledge ann',
    'assign ann',
    'comment ann',
    'silence ann',
  ]);
  await act({ kind: 'unsilence' });
  expect(await act({ kind: 'resolve', text: 'fixed' })).toMatchObject({ state: 'resolved', silencedUntil: null });
  await expect(act({ kind: 'acknowledge' })).rejects.toMatchObject({ code: 'conflict' });
  expect(await act({ kind: 'reopen' })).toMatchObject({ state: 'open', acknowledgedBy: '' });
  expect(told).toContain('acknowledged');
  const audit = await example.store.monitors.listAudit({ owner: example.owner, limit: 20, subject: id });
  expect(audit.map(({ action, login }) => `${action} ${login}`)).toContain('incident.comment ann');
  expect(await example.service.noise(example.owner, START - 1, START + 1)).toMatchObject({
    incidents: 1,
    actedUpon: 1,
  });
});

it('alerts that people took apart are not put together again, unless they put them together', async () => {
  given();
  await example.take(...storm(0));
  const before = await theIncident();
  const frontend = before.members.find(({ service }) => service === 'frontend');
  const left = await example.service.act(
    example.owner,
    before.id,
    { kind: 'split', alerts: [frontend?.id ?? ''] },
    CALLER
  );
  expect(left.members.map(({ service }) => service).sort()).toEqual(['checkout', 'payment']);
  expect(await incidents()).toHaveLength(2);
  const sortedServices = async () =>
    (await incidents())
      .filter(({ state }) => state !== 'resolved')
      .map(({ services }) => [...services].sort().join())
      .sort();
  expect(await sortedServices()).toEqual(['checkout,payment', 'frontend']);

  // A day later the same alerts fire once more, to a process that was started anew.
  await example.take(...storm(0).map((event) => ({ ...event, end: START + 10 * MINUTE })));
  await example.service.close();
  example.now += 1_440 * MINUTE;
  example.open();
  await example.take(...storm(1_440));
  expect(await sortedServices()).toEqual(['checkout,payment', 'frontend']);

  const [one, other] = (await incidents()).filter(({ state }) => state === 'open');
  const both = await example.service.act(example.owner, one.id, { kind: 'merge', with: [other.id] }, CALLER);
  expect([...both.services].sort()).toEqual(['checkout', 'frontend', 'payment']);
  expect((await example.service.incident(example.owner, other.id)).id).toBe(one.id);
  await example.take(...storm(1_440).map((event) => ({ ...event, end: START + 1_450 * MINUTE })));
  await example.service.close();
  example.now += 1_440 * MINUTE;
  example.open();
  await example.take(...storm(2_880));
  expect(await sortedServices()).toEqual(['checkout,frontend,payment']);
  // What was done then is told beside it.
  const last = (await incidents())[0];
  const { similar } = await example.service.incident(example.owner, last.id);
  expect(similar[0]).toMatchObject({ id: one.id, similarity: 1 });
  expect(similar[0].done.map(({ kind }) => kind)).toContain('merge');
});

/** Service of each alert and why it is muted. */
const muted = async (): Promise<string[]> =>
  (await example.service.alerts(example.owner, {})).alerts
    .map(({ service, mutedBy }) => `${service} ${mutedBy}`)
    .sort();

it('a silence at the source keeps alerts out of incidents until it ends there', async () => {
  given();
  const silenced = (service: string, ...silences: readonly string[]) => ({ ...alertEvent('Slow', service), silences });
  await example.take(silenced('cart', 'theirs'), silenced('pay'));
  expect((await theIncident()).services).toEqual(['pay']);
  expect(await muted()).toEqual(['cart Silenced in Alertmanager', 'pay ']);
  await example.service.look();
  const other = { ...silenced('cart'), fingerprint: 'another pod', start: START + MINUTE };
  await example.take(other, { ...other, end: START + 2 * MINUTE });
  expect((await incidents()).flatMap(({ services }) => services).sort()).toContain('cart');
  await example.take(silenced('pay', 'theirs'));
  expect(await muted()).toEqual(['cart ', 'cart Silenced in Alertmanager', 'pay Silenced in Alertmanager']);
  example.now += 300 * MINUTE;
  await example.service.look();
  expect((await theIncident()).escalatedAt).toBeNull();
  await example.take(silenced('cart'), silenced('pay'));
  expect(await muted()).toEqual(['cart ', 'cart ', 'pay ']);
  expect((await incidents()).flatMap(({ services }) => services).sort()).toEqual(['cart', 'pay']);
});

it('a maintenance window keeps alerts out of incidents until it ends', async () => {
  given();
  const window = { reason: 'upgrade', matchers: ['service=~"ca.*"'], start: START, end: START + 30 * MINUTE };
  const { id } = await example.service.addMaintenance(example.owner, window, CALLER);
  await example.take(alertEvent('HighLatency', 'cart', 1), alertEvent('HighLatency', 'pay', 1));
  expect((await theIncident()).services).toEqual(['pay']);
  expect(await muted()).toEqual(['cart Maintenance: upgrade', 'pay ']);
  await example.service.removeMaintenance(example.owner, id, CALLER);
  expect(await muted()).toEqual(['cart ', 'pay ']);
  expect((await incidents()).flatMap(({ services }) => services).sort()).toEqual(['cart', 'pay']);
  await expect(
    example.service.addMaintenance(example.owner, { ...window, matchers: ['service~'] }, CALLER)
  ).rejects.toMatchObject({ code: 'bad-request' });
});

it('options are checked, kept, and followed from then on', async () => {
  given();
  expect(await example.service.options(example.owner)).toMatchObject({ similarityThreshold: 0.8 });
  await expect(example.service.setOptions(example.owner, { similarityThreshold: 2 }, CALLER)).rejects.toMatchObject({
    code: 'bad-request',
  });
  const options = await example.service.setOptions(example.owner, { deduplicationWindowMinutes: 0 }, CALLER);
  expect(options).toMatchObject({ deduplicationWindowMinutes: 0, serviceGraph: expect.any(Array) });
  await example.take(alertEvent('A', 'cart', 0, { end: START + MINUTE }), alertEvent('A', 'cart', 2));
  expect((await example.service.alerts(example.owner)).alerts).toHaveLength(2);
});

describe('what nobody acknowledges', () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  it('escalates once: its priority rises, and the webhook is called until it answers, also after a restart', async () => {
    const calls: { readonly event: string; readonly incident: { readonly id: string; readonly priority: number } }[] =
      [];
    let answer = 500;
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        calls.push(JSON.parse(body) as (typeof calls)[number]);
        response.writeHead(answer).end();
      });
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    given({ defaults: { escalationWebhook: `http://127.0.0.1:${port}/`, escalationTimeMinutes: 15 } });
    await example.take(alertEvent('Down', 'cart'));
    const { id, priority } = await theIncident();
    example.now += 14 * MINUTE;
    await example.service.look();
    expect((await theIncident()).escalatedAt).toBeNull();
    example.now += MINUTE;
    await example.service.look();
    expect(await theIncident()).toMatchObject({ escalatedAt: example.now, state: 'open' });
    expect((await theIncident()).priority).toBeGreaterThan(priority + 19);
    // Those of other tests share the store.
    const own = () => calls.filter(({ incident }) => incident.id === id);
    expect(own().map(({ event }) => event)).toEqual(['incident-escalated']);
    answer = 200;
    await example.service.look();
    expect(own()).toHaveLength(1);
    await example.service.close();
    example.now += MINUTE;
    example.open();
    await example.service.look();
    example.now += MINUTE;
    await example.service.look();
    expect(own()).toHaveLength(2);
    const { timeline } = await theIncident();
    expect(timeline.filter(({ kind }) => kind === 'escalated').map(({ text }) => text)).toEqual([
      'Nobody acknowledged it for 15 min: its priority rises. The webhook is called.',
      'The webhook was called.',
    ]);
  });

  it('does not escalate while it is acknowledged, silenced or under maintenance', async () => {
    given({ defaults: { escalationTimeMinutes: 15 } });
    await example.take(alertEvent('Down', 'cart'), alertEvent('DiskFull', 'db', 0), alertEvent('NoSpace', 'mail', 0));
    const idOf = async (service: string) =>
      (await incidents()).find(({ services }) => services[0] === service)?.id ?? '';
    await example.service.act(example.owner, await idOf('cart'), { kind: 'acknowledge' }, CALLER);
    const until = START + 30 * MINUTE;
    await example.service.act(example.owner, await idOf('db'), { kind: 'silence', until, text: '' }, CALLER);
    const window = { reason: 'r', matchers: ['service="mail"'], start: START, end: until };
    await example.service.addMaintenance(example.owner, window, CALLER);
    example.now = until - 1;
    await example.service.look();
    expect((await incidents()).map(({ escalatedAt }) => escalatedAt)).toEqual([null, null, null]);
    // When the silence and the window are over, it has to wait anew where it was silenced.
    example.now = until + 16 * MINUTE;
    await example.service.look();
    example.now += 16 * MINUTE;
    await example.service.look();
    const escalated = (await incidents()).filter(({ escalatedAt }) => escalatedAt !== null);
    expect(escalated.map(({ services }) => services[0]).sort()).toEqual(['db', 'mail']);
  });
});

it('silences are written where alerts come from, and nothing is left of one that could not be kept', async () => {
  const written = [{ where: 'alertmanager' as const, id: 's1', matchers: 'service="cart"' }];
  const expired: string[] = [];
  let refuses = false;
  given({
    silencer: {
      silence: () =>
        refuses ? Promise.reject(new NightjarError('source-unreachable', 'gone')) : Promise.resolve(written),
      expire: async (_owner, silences) => void expired.push(...silences.map(({ id }) => id)),
    },
  });
  await example.take(alertEvent('Down', 'cart'));
  const { id } = await theIncident();
  const act = (deed: Parameters<typeof example.service.act>[2]) => example.service.act(example.owner, id, deed, CALLER);
  await expect(act({ kind: 'silence', until: START - 1, text: '' })).rejects.toMatchObject({ code: 'bad-request' });
  expect(expired).toEqual(['s1']);
  const silenced = await act({ kind: 'silence', until: START + MINUTE, text: 'known' });
  expect(silenced.timeline.at(-1)?.text).toMatch(/Also in Alertmanager. known$/);
  await act({ kind: 'unsilence' });
  expect(expired).toEqual(['s1', 's1']);
  refuses = true;
  await expect(act({ kind: 'silence', until: START + MINUTE, text: '' })).rejects.toMatchObject({
    code: 'source-unreachable',
  });
  expect((await theIncident()).silencedUntil).toBeNull();
});
