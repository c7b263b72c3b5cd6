import fc from 'fast-check';
import { sessions } from '../../onnx/session-cache.ts';
import { Graph } from '../../onnx/graph.ts';
import { tensor } from '../../onnx/tensor.ts';
import { writeModel } from '../../onnx/write-model.ts';
import { kinks, levelled, levelledGraph, levelledPass } from './level.ts';

const shape = { series: 2, points: 6 };
const rows = fc.array(fc.double({ min: -50, max: 50, noNaN: true }).map(Math.fround), { minLength: 12, maxLength: 12 });

afterAll(() => sessions.clear());

describe('levels of windows', () => {
  it('are taken off beyond two spreads, series by series, the newest point aside', () => {
    const row = Float32Array.of(1, 1, 1, 1, 1, 90, 10, 12, 11, 9, 10, -50);
    const { rows: after, offsets } = levelled(row, shape);
    expect([...offsets]).toEqual([0, 8]);
    expect([...after]).toEqual([1, 1, 1, 1, 1, 90, 2, 4, 3, 1, 2, -58]);
  });

  it('make a window`s height indifferent once it is far out', () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 60, max: 500 }), (values, height) => {
        const high = (by: number) =>
          levelled(
            Float32Array.from(values, (value) => Math.fround(value + by)),
            shape
          ).rows;
        const [some, more] = [high(height), high(2 * height)];
        some.forEach((value, i) => expect(Math.abs(value - more[i])).toBeLessThan(1e-3));
      })
    );
  });

  it('come off alike in the graph', async () => {
    const graph = new Graph('level');
    const input = graph.input('rows', 'float64', ['n', 12]);
    graph.output('after', graph.op('Cast', [levelledGraph(graph, input, shape)], { to: 1 }));
    const model = writeModel(graph);
    await fc.assert(
      fc.asyncProperty(rows, async (values) => {
        const feeds = { rows: tensor('float64', [1, 12], Float64Array.from(values)) };
        const { after } = await sessions.with(model, (session) => session.run(feeds));
        expect(after.data).toEqual(levelled(Float32Array.from(values), shape).rows);
      })
    );
  });

  it('have the gradient that differences show', () => {
    const values = Float64Array.of(9, 3, 7, 6, 5.5, 40, 0.3, -1, 1, 0.5, -0.2, 3);
    const by = Float64Array.of(1, -2, 3, 0.5, -1, 2, 1, 1, -3, 2, 0.1, 1);
    const value = (row: Float64Array) => levelledPass(row, shape).row.reduce((sum, one, i) => sum + one * by[i], 0);
    const gradient = levelledPass(values, shape).back(by);
    values.forEach((_, i) => {
      const slope = (value(values.with(i, values[i] + 1e-6)) - value(values.with(i, values[i] - 1e-6))) / 2e-6;
      expect(gradient[i]).toBeCloseTo(slope, 6);
    });
    expect(gradient[3]).toBeCloseTo(0.5 - 3.5, 9);
  });

  it('have kinks where the paths of the values bend', () => {
    const row = Float64Array.of(9, 3, 7, 6, 5.5, 40, 0.3, -1, 1, 0.5, -0.2, 3);
    const at = kinks(row, shape, 5);
    // The first series' level is 6, so that it is held at 2 from a third of the path on; its newest value is cut off at 5.
    expect(at).toEqual(expect.arrayContaining([2 / 6, 5 / 40, 3 / 34]));
    expect(at.every((place) => place >= 0)).toBe(true);
  });
});
