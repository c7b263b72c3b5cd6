import { deserialize, serialize } from 'node:v8';
import { Worker } from 'node:worker_threads';
import fc from 'fast-check';
import { sessions } from '../session-cache.ts';
import type { Checkpoint } from './checkpoint.ts';
import { exampleSamples } from './example-data.ts';
import { initialParameters } from './initial-parameters.ts';
import { lossesOn } from './held-out.ts';
import { parameterCount } from './net.ts';
import { autoencoderNet } from './nets/autoencoder.ts';
import { variationalAutoencoderNet } from './nets/variational-autoencoder.ts';
import type { TrainingSettings } from './settings.ts';
import { trainEach } from './train-each.ts';
import { train } from './trainer.ts';

const net = autoencoderNet({ widths: [12, 10, 4, 12] });
const noisy = variationalAutoencoderNet({ width: 12, hidden: 9, latent: 3, divergenceWeight: 0.05 });
const data = exampleSamples(50, 12, 1);
const settings: TrainingSettings = { steps: 60, batchSize: 16, seed: 3, schedule: { kind: 'constant', rate: 0.01 } };

afterAll(() => sessions.clear());

function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  expect(a.length).toBe(b.length);
  return Array.from(a).reduce((worst, value, i) => Math.max(worst, Math.abs(value - b[i])), 0);
}

describe('train', () => {
  it('learns, the loss falling to a small part of what it was', async () => {
    const { losses, models, history } = await train(net, data, { ...settings, steps: 800 });
    expect(losses).toHaveLength(800);
    expect(losses[799]).toBeLessThan(losses[0] / 20);
    expect(models).toEqual([{ ending: 'finished', steps: 800, loss: expect.closeTo(Math.min(...history), 2) }]);
  });

  it('gives equal bytes however the chunks fall and wherever it is resumed', async () => {
    const rules: Partial<TrainingSettings>[] = [
      {},
      { plateau: { factor: 0.5, patience: 2 }, tolerance: 0.2, evaluateEvery: 3 },
      { stop: { patience: 2 }, tolerance: 0.3, clipNorm: 0.5 },
      {
        optimiser: { kind: 'sgd', momentum: 0.9, weightDecay: 0.01 },
        schedule: { kind: 'cosine', rate: 0.05, steps: 60, warmUp: 7 },
      },
      { batchSize: 50, optimiser: { kind: 'adagrad' } },
    ];
    const heldOut = exampleSamples(20, 12, 2);
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...rules),
        fc.constantFrom(net, noisy),
        fc.integer({ min: 1, max: 59 }),
        fc.boolean(),
        fc.constantFrom(1e-6, 0.05, 50),
        async (rule, which, at, isHeldOut, chunkMs) => {
          const all = { ...settings, ...rule };
          const options = isHeldOut ? { heldOut } : {};
          const whole = await train(which, data, all, { ...options, chunkMs: 1000 });
          const first = await train(which, data, { ...all, steps: at }, { ...options, chunkMs });
          const kept = deserialize(serialize(first.checkpoint)) as Checkpoint;
          const second = await train(which, data, all, { ...options, from: kept, chunkMs });
          expect(second.parameters).toEqual(whole.parameters);
          expect(second.checkpoint).toEqual(whole.checkpoint);
          expect([...first.losses, ...second.losses]).toEqual([...whole.losses]);
          expect(second.models).toEqual(whole.models);
        }
      ),
      { numRuns: 15 }
    );
  }, 60_000);

  it('refuses a checkpoint of another training, and data that do not fit', async () => {
    const { checkpoint } = await train(net, data, settings);
    const refused = (promise: Promise<unknown>) => expect(promise).rejects.toMatchObject({ code: 'bad-settings' });
    await refused(train(noisy, data, settings, { from: checkpoint }));
    await refused(train(net, data, { ...settings, seed: 4 }, { from: checkpoint }));
    await refused(train(net, data, { ...settings, optimiser: { kind: 'sgd' } }, { from: checkpoint }));
    await refused(train(net, { rows: 50, inputs: {} }, settings));
    await refused(train(net, { rows: 49, inputs: data.inputs }, settings));
    await refused(train(net, data, { ...settings, batchSize: 0 }));
    await refused(train(net, data, { ...settings, clipNorm: 0 }));
    await refused(train(net, data, settings, { initial: new Float32Array(3) }));
    const drawing = variationalAutoencoderNet({ width: 12, hidden: 9, latent: 3, divergenceWeight: 1, noise: 'graph' });
    const drawn = await train(drawing, data, settings);
    expect(drawn.losses.every(Number.isFinite)).toBe(true);
    await refused(train(drawing, data, { ...settings, steps: 70 }, { from: drawn.checkpoint }));
  });

  it('begins warm where told', async () => {
    const first = await train(net, data, { ...settings, steps: 400 });
    const warm = await train(net, data, { ...settings, steps: 5 }, { initial: first.parameters });
    expect(warm.losses[0]).toBeLessThan(first.losses[0] / 5);
  });

  it('stops when cancelled or out of time, resumable', async () => {
    const cancel = new AbortController();
    const steps: number[] = [];
    const long = { ...settings, steps: 1_000_000 };
    const cancelled = await train(net, data, long, {
      signal: cancel.signal,
      chunkMs: 1,
      onProgress: ({ step, losses }) => {
        steps.push(step);
        expect(losses).toHaveLength(1);
        if (steps.length === 3) {
          cancel.abort();
        }
      },
    });
    expect(steps).toHaveLength(3);
    expect(cancelled.models[0]).toMatchObject({ ending: 'cancelled', steps: steps[2] });
    const straight = await train(net, data, { ...settings, steps: steps[2] });
    expect(cancelled.parameters).toEqual(straight.parameters);
    const hurried = await train(net, data, long, { budgetMs: 5, chunkMs: 1 });
    expect(hurried.models[0].ending).toBe('out-of-time');
    expect(hurried.models[0].steps).toBeLessThan(1_000_000);
    const none = await train(net, data, long, { signal: AbortSignal.abort() });
    expect(none.models[0]).toMatchObject({ ending: 'cancelled', steps: 0 });
  });

  it('lets the event loop turn between chunks', async () => {
    let turns = 0;
    const ticking = setInterval(() => turns++, 0);
    await train(net, data, { ...settings, steps: 3000 }, { chunkMs: 2 });
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(2);
  });

  it('stops where the held-out loss no longer falls, and keeps the best parameters', async () => {
    const few = exampleSamples(12, 12, 5);
    const heldOut = exampleSamples(40, 12, 6);
    const wide = autoencoderNet({ widths: [12, 40, 12, 40, 12] });
    const all: TrainingSettings = { ...settings, steps: 4000, stop: { patience: 5 }, evaluateEvery: 10 };
    const { parameters, models, checkpoint } = await train(wide, few, all, { heldOut });
    expect(models[0].ending).toBe('converged');
    expect(models[0].steps).toBeLessThan(4000);
    expect((await lossesOn(wide, parameters, heldOut, null))[0]).toBe(Math.fround(models[0].loss));
    expect((await lossesOn(wide, checkpoint.parameters, heldOut, null))[0]).toBeGreaterThanOrEqual(models[0].loss);
  });

  it('says that a training diverged', async () => {
    const wild: TrainingSettings = {
      ...settings,
      optimiser: { kind: 'sgd' },
      schedule: { kind: 'constant', rate: 1e9 },
    };
    for (const stop of [undefined, { patience: 3 }]) {
      const { models } = await train(net, data, { ...wild, stop });
      expect(models[0].ending).toBe('diverged');
    }
    const { models } = await train(net, data, { ...wild, schedule: { kind: 'constant', rate: 0.1 }, clipNorm: 0.1 });
    expect(models[0].ending).toBe('finished');
  });
});

describe('stacked training', () => {
  const kinds = [net, noisy];
  it.each(kinds)('is the same as training apart: $key', async (which) => {
    const sets = [1, 2, 3, 4, 5].map((seed) => exampleSamples(40, 12, seed));
    const all: TrainingSettings = { ...settings, clipNorm: 0.7, plateau: { factor: 0.5, patience: 1 }, tolerance: 0.1 };
    const together = await trainEach(which, sets, all);
    for (const [i, set] of sets.entries()) {
      const alone = await train(which, set, all);
      expect(largestDifference(together[i].parameters, alone.parameters)).toBeLessThan(1e-5);
      expect(together[i].model).toMatchObject({ ending: 'finished', steps: 60 });
      const [byItself] = await trainEach(which, [set], all);
      expect(byItself.parameters).toEqual(together[i].parameters);
    }
  });

  it('depends on no other model, whatever their number and sizes', async () => {
    const all: TrainingSettings = { ...settings, steps: 30, stop: { patience: 1 }, tolerance: 0.3, evaluateEvery: 4 };
    const heldOutOf = (rows: number) => exampleSamples(rows, 12, 77);
    const mine = exampleSamples(30, 12, 9);
    const [alone] = await trainEach(net, [mine], all, { heldOut: [heldOutOf(9)] });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.constantFrom(30, 21), { maxLength: 8 }), fc.nat(8), async (sizes, place) => {
        const sets = sizes.map((rows, i) => exampleSamples(rows, 12, 100 + i));
        const at = Math.min(place, sets.length);
        sets.splice(at, 0, mine);
        const found = await trainEach(net, sets, all, { heldOut: sets.map(() => heldOutOf(9)) });
        expect(found[at]).toEqual(alone);
        expect(found.map(({ parameters }) => parameters.length)).toEqual(sets.map(() => parameterCount(net)));
      }),
      { numRuns: 12 }
    );
  });
});

describe('initial parameters', () => {
  it('depend on the seed alone and lie where Xavier and He want them', () => {
    const wide = autoencoderNet({ widths: [100, 80, 100] });
    const flat = initialParameters(wide, 1);
    expect(flat).toEqual(initialParameters(wide, 1));
    expect(flat).not.toEqual(initialParameters(wide, 2));
    const [he, xavier] = [flat.subarray(0, 8000), flat.subarray(8080, 16080)];
    const deviation = Math.sqrt(he.reduce((sum, v) => sum + v * v, 0) / 8000);
    expect(deviation).toBeGreaterThan(Math.sqrt(2 / 100) * 0.97);
    expect(deviation).toBeLessThan(Math.sqrt(2 / 100) * 1.03);
    const bound = Math.sqrt(6 / 180);
    expect(Math.max(...xavier.map(Math.abs))).toBeLessThanOrEqual(Math.fround(bound));
    expect(Math.max(...xavier.map(Math.abs))).toBeGreaterThan(bound * 0.99);
    expect(flat.subarray(8000, 8080).every((v) => v === 0)).toBe(true);
  });
});

it('trains to the same bytes in a worker thread', async () => {
  const here = await train(net, data, settings);
  const source = `
    import { parentPort } from 'node:worker_threads';
    const at = (path) => import(new URL(path, ${JSON.stringify(import.meta.url)}).href);
    const { train } = await at('./trainer.ts');
    const { autoencoderNet } = await at('./nets/autoencoder.ts');
    const { exampleSamples } = await at('./example-data.ts');
    const net = autoencoderNet({ widths: [12, 10, 4, 12] });
    const { parameters } = await train(net, exampleSamples(50, 12, 1), ${JSON.stringify(settings)});
    parentPort.postMessage(parameters);
  `;
  const worker = new Worker(new URL(`data:text/javascript,${encodeURIComponent(source)}`));
  const there = await new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
  await worker.terminate();
  expect(Array.from(there as Float32Array)).toEqual(Array.from(here.parameters));
});
