import fc from 'fast-check';
import { seededRandom } from '../../features/random.ts';
import { Graph } from '../../onnx/graph.ts';
import { openSession } from '../../onnx/session.ts';
import { tensor } from '../../onnx/tensor.ts';
import { writeModel } from '../../onnx/write-model.ts';
import { beyond, fitReach, shortening, shorteningGraph } from './reach.ts';

const [COUNT, FEATURES] = [1000, 3];
const random = seededRandom(1);
const training = Float32Array.from({ length: COUNT * FEATURES }, () => random() + random() + random() - 1.5);
const reach = fitReach(training, COUNT, FEATURES, 0.1);
const numbers = fc.double({ min: -1e30, max: 1e30, noNaN: true });

describe('reach', () => {
  it('leaves nearly all training rows as they are, and a few outliers move it little', () => {
    const untouched = shortening(reach, 1, training, COUNT).filter((factor) => factor === 1).length;
    expect(untouched).toBeGreaterThan(0.99 * COUNT);
    const spoilt = training.map((value, i) => (i < 4 * FEATURES ? 1e6 : value));
    const other = fitReach(spoilt, COUNT, FEATURES, 0.1);
    other.high.forEach((high, f) => expect(high / reach.high[f]).toBeLessThan(1.4));
  });

  it('grows with the distance, without end, by what each feature lies beyond', () => {
    fc.assert(
      fc.property(numbers, numbers, fc.nat(FEATURES - 1), (a, b, f) => {
        const factorAt = (value: number) => {
          const row = new Float32Array(FEATURES);
          row[f] = value;
          const [factor] = shortening(reach, 2, row, 1);
          expect(factor).toBeCloseTo(1 + 2 * beyond(reach, row)[f], 9);
          return factor;
        };
        const [near, far] = [Math.abs(a), Math.abs(b)].sort((x, y) => x - y);
        expect(factorAt(near)).toBeLessThanOrEqual(factorAt(far));
        expect(factorAt(-near)).toBeLessThanOrEqual(factorAt(-far));
      })
    );
  });

  it('takes a feature that never moves', () => {
    const flat = fitReach(new Float32Array(20), 20, 1, 0.1);
    expect(Array.from(shortening(flat, 1, Float32Array.of(0, 0.02, 1), 3))).toEqual([
      1,
      1,
      1 + Math.log(1 + 0.975 / 0.1),
    ]);
  });

  it('is the same as a graph', async () => {
    const graph = new Graph('reach');
    const rows = graph.input('rows', 'float64', ['n', FEATURES]);
    graph.output('factor', shorteningGraph(graph, reach, 1.5, rows));
    const session = await openSession(writeModel(graph));
    const far = Float32Array.from(training, (value, i) => value * (1 + (i % 7) ** 6));
    const { factor } = await session.run({ rows: tensor('float64', [COUNT, FEATURES], Float64Array.from(far)) });
    await session.dispose();
    shortening(reach, 1.5, far, COUNT).forEach((one, i) => expect(Number(factor.data[i])).toBeCloseTo(one, 12));
  });
});
