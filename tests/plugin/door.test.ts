import { once } from 'node:events';
import { setTimeout as wait } from 'node:timers/promises';
import { tableFromIPC } from 'apache-arrow';
import { NightjarError } from '../../backend/errors.ts';
import { grpcServer } from '../../backend/grafana/grpc-server.ts';
import { openSocket, removeSocket } from '../../backend/grafana/handshake.ts';
import { hclog } from '../../backend/grafana/hclog.ts';
import type { Engine } from '../../backend/answers/engine.ts';
import { KNOWN_FRAME, knownEngine } from './known-engine.ts';
import { PluginClient } from './plugin-client.ts';
import { parseLog } from './plugin-process.ts';
import { until } from './until.ts';

const context = {
  uid: 'u1',
  jsonData: { prometheusUrl: 'http://prometheus' },
  secureJsonData: { bearerToken: 's3cret' },
};
const range = { from: 1_763_719_200_000, to: 1_763_722_800_000 };

/** The gRPC door in this process, over an engine of known answers. */
async function openDoor(makeEngine?: () => Promise<Engine>) {
  const { engine, asked } = knownEngine();
  let log = '';
  let shutdowns = 0;
  const grpc = grpcServer(
    makeEngine ?? (() => Promise.resolve(engine)),
    () => shutdowns++,
    hclog((line) => (log += line), 'trace')
  );
  const { server, path } = await openSocket({});
  server.on('connection', (socket) => grpc.accept(socket));
  const address = `unix:${path}`;
  const client = new PluginClient(address);
  client.openHostStreams();
  return {
    address,
    client,
    asked,
    log: () => parseLog(log),
    shutdowns: () => shutdowns,
    close: async () => {
      client.close();
      server.close();
      await grpc.close();
      removeSocket(path);
    },
  };
}

type Door = Awaited<ReturnType<typeof openDoor>>;

describe('the door that Grafana uses', () => {
  let door: Door;
  beforeEach(async () => {
    door = await openDoor();
  });
  afterEach(() => door.close());

  it('is healthy, whatever the engine does, and passes Shutdown on', async () => {
    expect(await door.client.ping()).toEqual({ status: 1 });
    await door.client.shutdown();
    await wait(1);
    expect(door.shutdowns()).toBe(1);
  });

  it('answers a query with frames that decode to the exact values', async () => {
    const { responses } = await door.client.queryData(context, [{ refId: 'A', model: { expr: 'up' }, ...range }]);
    expect(responses.A).toMatchObject({ status: 200, error: '' });
    const table = tableFromIPC(responses.A.frames?.[0]);
    expect([...(table.getChild('time')?.toArray() as BigInt64Array)]).toEqual([
      1_763_719_200_000_000_000n,
      1_763_719_260_000_000_000n,
    ]);
    expect([table.getChild('score')?.get(0), table.getChild('score')?.get(1)]).toEqual([0.25, null]);
    expect(door.asked.connections).toEqual([
      { orgId: 1, uid: 'u1', settings: context.jsonData, secrets: context.secureJsonData },
    ]);
    // A stored query without a detector is one from before `auto` was the default.
    expect(door.asked.queries).toEqual([{ refId: 'A', model: { expr: 'up', detector: 'seasonal' }, ...range }]);
  });

  it('waits for the exact answer where an alert rule asks', async () => {
    const query = { refId: 'A', model: {}, ...range };
    await door.client.queryData(context, [query]);
    await door.client.queryData(context, [query], { FromAlert: 'true' });
    expect(door.asked.patient).toEqual([false, true]);
  });

  it('gives each query its own status, message and source', async () => {
    const { responses } = await door.client.queryData(context, [
      { refId: 'A', model: { do: 'refuse' }, ...range },
      { refId: 'B', model: '{broken', ...range },
      { refId: 'C', model: { do: 'uneven' }, ...range },
      { refId: 'D', model: {}, ...range },
    ]);
    expect(responses.A).toMatchObject({ status: 502, errorSource: 'downstream', error: 'Prometheus says 401.' });
    expect(responses.A.frames).toHaveLength(1);
    expect(responses.B).toMatchObject({
      status: 400,
      errorSource: 'plugin',
      error: 'Query B is no valid JSON: send an object with an expr.',
    });
    expect(responses.C).toMatchObject({ status: 500, errorSource: 'plugin' });
    expect(responses.D).toMatchObject({ status: 200, error: '' });
  });

  it('reports a bug as an error of every query, with its cause in the log and not in the reply', async () => {
    const { responses } = await door.client.queryData(context, [{ refId: 'A', model: { do: 'break' }, ...range }]);
    expect(responses.A).toMatchObject({ status: 500, errorSource: 'plugin' });
    expect(responses.A.error).not.toContain('a bug');
    expect(door.log()).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'query failed', cause: expect.stringContaining('a bug') })
    );
  });

  it('says what is wrong with the settings', async () => {
    const broken = { jsonData: '[1' };
    expect(await door.client.checkHealth(broken)).toMatchObject({
      status: 2,
      message: 'The datasource settings are no JSON: save the datasource again.',
    });
    const { responses } = await door.client.queryData(broken, [{ refId: 'A', model: {}, ...range }]);
    expect(responses.A.status).toBe(400);
    expect(await door.client.resource(broken, 'GET', 'whoami')).toMatchObject({ status: 400 });
  });

  it('takes Grafana’s own URL field where prometheusUrl is missing', async () => {
    await door.client.queryData({ url: 'http://other' }, [{ refId: 'A', model: {}, ...range }]);
    expect(door.asked.connections[0].settings).toEqual({ prometheusUrl: 'http://other' });
  });

  it('checks health and collects metrics', async () => {
    const healthy = await door.client.checkHealth(context);
    expect(healthy).toMatchObject({ status: 1, message: 'I am u1.' });
    expect(JSON.parse(Buffer.from(healthy.jsonDetails).toString())).toEqual({ uid: 'u1' });
    expect((await door.client.checkHealth({ uid: 'sick' })).status).toBe(2);
    expect(await door.client.metrics()).toContain('nightjar_queries_total 1');
  });

  describe('resources', () => {
    it('know the caller and the datasource from Grafana, not from the client', async () => {
      const reply = await door.client.resource({ ...context, role: 'Editor' }, 'GET', 'whoami?x=1');
      expect(reply.status).toBe(200);
      expect(JSON.parse(reply.body)).toMatchObject({
        caller: { login: 'ada', role: 'Editor' },
        connection: { uid: 'u1' },
      });
      const unknown = await door.client.resource({ ...context, role: 'None' }, 'GET', '/whoami');
      expect(JSON.parse(unknown.body)).toMatchObject({ caller: { role: 'Viewer' } });
    });

    it('carry bodies, statuses and repeated headers', async () => {
      const reply = await door.client.resource(context, 'POST', 'echo', { a: 'ü' });
      expect(reply).toMatchObject({ status: 201, body: '{"a":"ü"}' });
      expect(reply.headers['x-two']).toEqual(['a', 'b']);
      expect(reply.headers).not.toHaveProperty('connection');
      expect((await door.client.resource(context, 'GET', 'nowhere')).status).toBe(404);
    });

    it('are refused beyond the body limit', async () => {
      expect((await door.client.resource(context, 'POST', 'echo', { a: 'x'.repeat(200_000) })).status).toBe(413);
    });

    it('are refused where the request cannot be written', async () => {
      const reply = await door.client.resource(context, 'GET', 'who am\ni');
      expect(reply.status).toBe(400);
      expect(JSON.parse(reply.body)).toMatchObject({ error: { code: 'bad-request' } });
    });

    it('stream their reply piece by piece', async () => {
      const reply = await door.client.resource(context, 'GET', 'stream');
      expect(reply.body).toBe('first,0,1,2');
      expect(reply.pieces).toBeGreaterThan(2);
    });

    it('end where the caller gives up', async () => {
      const call = door.client.resourceCall(context, 'GET', 'stream?endless=1');
      call.on('error', () => undefined);
      await once(call, 'data');
      call.cancel();
      await until(() => door.asked.aborted === 1);
    });

    it('fail the call where the reply breaks off', async () => {
      await expect(door.client.resource(context, 'GET', 'broken')).rejects.toThrow();
      expect(door.log()).toContainEqual(expect.objectContaining({ message: 'resource reply broke off' }));
    });
  });

  describe('streams', () => {
    const path = `scores/${Buffer.from('{"expr":"up"}').toString('base64url')}`;

    it('know their channels', async () => {
      expect(await door.client.subscribe(context, path)).toMatchObject({ status: 0 });
      expect(await door.client.subscribe(context, 'scores/any', { expr: 'up' })).toMatchObject({ status: 0 });
      expect(await door.client.subscribe(context, 'scores/any')).toMatchObject({ status: 1 });
      expect(await door.client.subscribe(context, 'elsewhere', { expr: 'up' })).toMatchObject({ status: 1 });
      expect(await door.client.publish(context, path)).toMatchObject({ status: 2 });
    });

    it('send frames as JSON until the caller leaves', async () => {
      const [first] = await door.client.packets(context, path, 3);
      expect(first).toMatchObject({
        schema: { name: 'up', fields: [{ name: 'time' }, { name: 'score', labels: { job: 'api' } }] },
        data: { values: [Array.from(KNOWN_FRAME.fields[0].values as Float64Array), [0.25, null]] },
      });
      await until(() => door.asked.aborted === 1);
    });

    it('fail with the reason', async () => {
      await expect(door.client.packets(context, 'scores/x', 1, { do: 'refuse' })).rejects.toThrow(
        'The stream has no expr: give one.'
      );
      await expect(door.client.packets(context, 'nowhere', 1)).rejects.toThrow("There is no stream 'nowhere'");
    });
  });

  it('gives a hanging query up when the caller does', async () => {
    const hasty = new PluginClient(door.address, 200);
    const query = { refId: 'A', model: { do: 'hang' }, ...range };
    await expect(hasty.queryData(context, [query])).rejects.toThrow(/deadline/i);
    await until(() => door.asked.aborted === 1);
    expect(await door.client.ping()).toEqual({ status: 1 });
    hasty.close();
  });
});

it('an engine that cannot be made fails each call with its reason, and is tried again', async () => {
  let tries = 0;
  const { engine } = knownEngine();
  const door = await openDoor(() =>
    ++tries > 2 ? Promise.resolve(engine) : Promise.reject(new NightjarError('bad-settings', 'config.yaml is wrong.'))
  );
  expect(await door.client.checkHealth(context)).toMatchObject({ status: 2, message: 'config.yaml is wrong.' });
  expect((await door.client.resource(context, 'GET', 'whoami')).status).toBe(400);
  expect((await door.client.resource(context, 'GET', 'whoami')).status).toBe(200);
  await door.close();
});
