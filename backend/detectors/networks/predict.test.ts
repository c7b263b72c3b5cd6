import fc from 'fast-check';
import { seededRandom } from '../../features/random.ts';
import { sessions } from '../../onnx/session-cache.ts';
import { initialParameters } from '../../onnx/training/initial-parameters.ts';
import { autoencoderKind } from '../autoencoder/kind.ts';
import { predictAll } from './predict.ts';
import type { PredictJob } from './predict.ts';

const shape = { series: 1, points: 13, judged: 3, hidden: 11, code: 5 };
const network = autoencoderKind.network(shape);

/** `count` rows, and a model of its own, by the seed. */
function job(seed: number, count: number): PredictJob {
  const random = seededRandom(seed);
  const rows = Float32Array.from({ length: count * shape.points }, () => 6 * random() - 3);
  return { flat: initialParameters(network.net, seed), rows, count };
}

afterAll(() => sessions.clear());

describe('prediction by stacked networks', () => {
  it('gives a row the same bytes whatever else is asked, wherever it stands', async () => {
    const whole = job(1, 700);
    const [all] = await predictAll(network, [whole]);
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 699 }),
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 33 }),
        async (from, count, others, before) => {
          const size = Math.min(count, 700 - from);
          const part = { ...whole, rows: whole.rows.slice(from * 13, (from + size) * 13), count: size };
          const rest = Array.from({ length: others }, (_, i) => job(i + 2, 1 + (i % 16)));
          const at = Math.min(before, others);
          const found = (await predictAll(network, [...rest.slice(0, at), part, ...rest.slice(at)]))[at];
          expect(found).toEqual(all.slice(from * 13, (from + size) * 13));
        }
      ),
      { numRuns: 40 }
    );
  });

  it('gives what each network gives alone, row by row', async () => {
    const jobs = [job(1, 3), job(2, 0), job(3, 20)];
    const found = await predictAll(network, jobs);
    expect(found.map(({ length }) => length)).toEqual([39, 0, 260]);
    const { output } = network.pass(jobs[2].flat, Float64Array.from(jobs[2].rows.subarray(13 * 19)));
    output.forEach((value, i) => expect(Math.abs(value - found[2][13 * 19 + i])).toBeLessThan(1e-5));
  });

  it('gives nothing for no rows', async () => {
    expect(await predictAll(network, [])).toEqual([]);
    expect(await predictAll(network, [job(1, 0)])).toEqual([new Float32Array(0)]);
  });
});
