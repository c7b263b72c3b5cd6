import { openSession } from '../session.ts';
import { sessions } from '../session-cache.ts';
import { tensor } from '../tensor.ts';
import { exampleSamples } from './example-data.ts';
import { initialParameters } from './initial-parameters.ts';
import { inputGradients, integratedGradients } from './input-gradients.ts';
import type { Target } from './input-gradients.ts';
import { autoencoderNet } from './nets/autoencoder.ts';
import { variationalAutoencoderNet } from './nets/variational-autoencoder.ts';
import { frozenModel, openModel, openPredictor, predict } from './predict.ts';

const WIDTH = 12;
const net = autoencoderNet({ widths: [WIDTH, 10, 4, WIDTH], activation: 'tanh' });
const nets = [net, variationalAutoencoderNet({ width: WIDTH, hidden: 9, latent: 3, divergenceWeight: 0.05 })];
const { x } = exampleSamples(20, WIDTH, 4).inputs as { x: Float32Array };

afterAll(() => sessions.clear());

describe('predict', () => {
  it.each(nets)('gives a sample the same bytes whatever is asked for with it: $key', async (one) => {
    const parameters = initialParameters(one, 1);
    const all = await predict(one, parameters, x);
    const held = await openPredictor(one);
    for (const rows of [1, 2, 3, 7, 19]) {
      const some = await predict(one, parameters, x.slice(0, rows * WIDTH));
      const other = await held.predict(parameters, x.slice(0, rows * WIDTH));
      for (const [name, { data, dims }] of Object.entries(some)) {
        expect(dims[0]).toBe(rows);
        expect(data).toEqual((all[name].data as Float32Array).slice(0, data.length));
        expect(other[name].data).toEqual(data);
      }
    }
    expect(held.predictNow?.(parameters, x.slice(0, WIDTH)).reconstruction.data).toEqual(
      (all.reconstruction.data as Float32Array).slice(0, WIDTH)
    );
    await held.dispose();
    const model = await openModel(one, parameters, ['reconstruction']);
    for (const rows of [1, 4]) {
      const found = await model.predict(x.slice(0, rows * WIDTH));
      expect(Object.keys(found)).toEqual(['reconstruction']);
      expect(found.reconstruction.data).toEqual((all.reconstruction.data as Float32Array).slice(0, rows * WIDTH));
      expect(model.predictNow?.(x.slice(0, rows * WIDTH))).toEqual(found);
    }
    await model.dispose();
  });

  it('serves a stack as its models one by one, a single row each too', async () => {
    const flats = [1, 2, 3].map((seed) => initialParameters(net, seed));
    const stacked = Float32Array.from(flats.flatMap((flat) => [...flat]));
    for (const rows of [1, 5]) {
      const rowsOf = (model: number) => x.slice(model * rows * WIDTH, (model + 1) * rows * WIDTH);
      const together = await predict(net, stacked, x.slice(0, 3 * rows * WIDTH), 3);
      expect(together.latent.dims).toEqual([3, rows, 4]);
      for (const [model, flat] of flats.entries()) {
        const { reconstruction } = await predict(net, flat, rowsOf(model));
        const part = (together.reconstruction.data as Float32Array).slice(
          model * rows * WIDTH,
          (model + 1) * rows * WIDTH
        );
        part.forEach((value, i) => expect(Math.abs(value - Number(reconstruction.data[i]))).toBeLessThan(1e-6));
      }
    }
  });

  it('is what the frozen file gives, by the public interface of the runtime too', async () => {
    const parameters = initialParameters(net, 1);
    const served = await predict(net, parameters, x);
    for (const isPublic of [false, true]) {
      const session = await openSession(frozenModel(net, parameters), isPublic);
      expect(session.runNow === undefined).toBe(isPublic);
      const found = await session.run({ x: tensor('float32', [20, WIDTH], x) });
      expect(Object.keys(found).sort()).toEqual(['latent', 'reconstruction']);
      expect(found.reconstruction.data).toEqual(served.reconstruction.data);
      await session.dispose();
    }
  });

  it('refuses parameters of another network', async () => {
    await expect(predict(net, new Float32Array(5), x)).rejects.toThrow(/not those of the network/);
  });
});

describe('gradients by the inputs', () => {
  const error: Target = {
    key: 'squared error',
    of: (graph, { reconstruction }, input) => {
      const difference = graph.op('Sub', [reconstruction, input]);
      const axes = graph.constant('int64', [1]);
      return graph.op('ReduceSum', [graph.op('Mul', [difference, difference]), axes], { keepdims: 0 });
    },
  };

  it('are the slopes of the target', async () => {
    const parameters = initialParameters(net, 1);
    const rows = x.slice(0, 2 * WIDTH);
    const { target, gradient } = await inputGradients(net, parameters, error, rows);
    for (let i = 0; i < rows.length; i++) {
      const moved = async (by: number) => {
        const there = rows.slice();
        there[i] += by;
        return (await inputGradients(net, parameters, error, there)).target[Math.floor(i / WIDTH)];
      };
      expect(gradient[i]).toBeCloseTo(((await moved(0.01)) - (await moved(-0.01))) / 0.02, 2);
    }
    expect(target[0]).toBeGreaterThan(0);
  });

  it('integrated, add up to what the target grew by', async () => {
    const parameters = initialParameters(net, 1);
    const sample = x.slice(0, WIDTH);
    const baseline = x.slice(WIDTH, 2 * WIDTH);
    const found = await integratedGradients(net, parameters, error, sample, baseline);
    const sum = found.contributions.reduce((total, one) => total + one, 0);
    expect(Math.abs(found.target - found.baseline)).toBeGreaterThan(0.05);
    expect(sum).toBeCloseTo(found.target - found.baseline, 3);
    expect(found.residual).toBeCloseTo(0, 3);
    const nothing = await integratedGradients(net, parameters, error, sample, sample);
    expect(Array.from(nothing.contributions)).toEqual(Array(WIDTH).fill(0));
  });
});
