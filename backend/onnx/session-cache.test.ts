import { Graph } from './graph.ts';
import { describeProvider } from './provider.ts';
import { SessionCache } from './session-cache.ts';
import { tensor } from './tensor.ts';
import { writeModel } from './write-model.ts';

function adding(number: number): Uint8Array {
  const graph = new Graph('adding');
  graph.output('y', graph.op('Add', [graph.input('x', 'float32', ['n']), graph.constant('float32', number)]));
  return writeModel(graph);
}

async function run(cache: SessionCache, number: number): Promise<number> {
  const feeds = { x: tensor('float32', [1], Float32Array.of(1)) };
  const { y } = await cache.with(adding(number), (session) => session.run(feeds));
  return Number(y.data[0]);
}

describe('session cache', () => {
  it('keeps a session by content and lets the least recently used go beyond its cap', async () => {
    const cache = new SessionCache(350 * 1024);
    expect([await run(cache, 1), await run(cache, 1), await run(cache, 2), await run(cache, 3)]).toEqual([2, 2, 3, 4]);
    expect(cache.size).toBe(3);
    await run(cache, 1);
    await run(cache, 4);
    expect(cache.size).toBe(3);
    expect(cache.heldBytes).toBeLessThanOrEqual(350 * 1024);
    const built: string[] = [];
    const lazily = (number: number) => ({ key: 'lazy', build: () => (built.push('once'), adding(number)) });
    await cache.with(lazily(1), async () => undefined);
    await cache.with(lazily(1), async () => undefined);
    expect(built).toEqual(['once']);
    await cache.clear();
    expect([cache.size, cache.heldBytes]).toEqual([0, 0]);
  });

  it('never takes a session from under its user', async () => {
    const cache = new SessionCache(0);
    const feeds = { x: tensor('float32', [1], Float32Array.of(1)) };
    const results = await Promise.all(
      [1, 2, 3, 1].map((number) =>
        cache.with(adding(number), async (session) => {
          await new Promise((resolve) => setImmediate(resolve));
          return (await session.run(feeds)).y.data[0];
        })
      )
    );
    expect(results).toEqual([2, 3, 4, 2]);
    expect(cache.size).toBe(0);
  });

  it('says that a broken model is not accepted, and does not remember it', async () => {
    const cache = new SessionCache(1e6);
    const broken = adding(1).subarray(0, 40);
    await expect(cache.with(broken, async () => 1)).rejects.toMatchObject({ code: 'engine-failure' });
    expect(cache.size).toBe(0);
  });

  it('passes on why a run fails', async () => {
    const cache = new SessionCache(1e6);
    const feeds = { z: tensor('float32', [1], Float32Array.of(1)) };
    await expect(cache.with(adding(1), (session) => session.run(feeds))).rejects.toThrow(/could not run a model/);
    await cache.clear();
  });
});

it('names the provider and why', async () => {
  const { provider, reason } = await describeProvider();
  expect(['cpu', 'cuda']).toContain(provider);
  expect(reason.length).toBeGreaterThan(10);
});
