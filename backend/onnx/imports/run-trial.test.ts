import { exampleFile, int64s, simpleGraph } from './example-files.ts';
import { NEWEST_IR, OPSETS } from './limits.ts';
import { runTrial } from './run-trial.ts';
import type { TrialPlan } from './trial-plan.ts';

// Processes start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(120_000);

const plan: TrialPlan = { inputs: [{ name: 'x', type: 'float32', row: [4] }], output: 'y', batch: 8 };

/** Repeats a row of four `times` times and multiplies all with all: memory and time as one likes. */
const blownUp = (times: number) =>
  exampleFile(
    simpleGraph(
      {},
      {
        nodes: [
          { operator: 'Tile', inputs: ['x', 'repeats'], outputs: ['many'] },
          { operator: 'Exp', inputs: ['many'], outputs: ['y'] },
        ],
        constants: [{ name: 'repeats', dims: [2], dataType: 7, raw: int64s(1, times) }],
        outputs: [{ name: 'y', shape: ['n', 'many'] }],
      }
    )
  );

describe('the trial run', () => {
  it('reports the output and what a run takes', async () => {
    const report = await runTrial(exampleFile(simpleGraph()), plan);
    expect(report).toMatchObject({ dims: [8, 4], type: 'float32', finite: 32, missing: 0, infinite: 0, dependence: 0 });
    expect(report.runMs).toBeGreaterThan(0);
  });

  it.each(['most', 'least'] as const)('runs the versions that are the %s allowed', async (which) => {
    const opsets = Object.entries(OPSETS).map(([domain, versions]) => [domain, versions[which]] as const);
    const file = exampleFile(simpleGraph(), { ir: which === 'most' ? NEWEST_IR : 3, opsets });
    expect((await runTrial(file, plan)).dims).toEqual([8, 4]);
  });

  it('sees that a row depends on the others of its batch', async () => {
    const over = simpleGraph(
      { operator: 'ReduceSum', inputs: ['x', 'axis'], ints: { keepdims: [1] } },
      { constants: [{ name: 'axis', dims: [1], dataType: 7, raw: int64s(0) }] }
    );
    const graph = {
      ...over,
      nodes: [
        { operator: 'ReduceSum', inputs: ['x', 'axis'], outputs: ['sum'] },
        { operator: 'Sub', inputs: ['x', 'sum'], outputs: ['y'] },
      ],
    };
    expect((await runTrial(exampleFile(graph), plan)).dependence).toBeGreaterThan(0.1);
  });

  it('ends what takes too much memory', async () => {
    await expect(
      runTrial(blownUp(2 ** 26), plan, { timeMs: 60_000, memoryBytes: 400 * 2 ** 20 })
    ).rejects.toMatchObject({ code: 'bad-request', message: expect.stringMatching(/more than 400 MiB|cannot be run/) });
  });

  it('ends what takes too long', async () => {
    await expect(runTrial(exampleFile(simpleGraph()), plan, { timeMs: 1, memoryBytes: 2 ** 30 })).rejects.toMatchObject(
      { code: 'bad-request', message: expect.stringContaining('took longer than') }
    );
  });

  it('says what ONNX Runtime does not accept', async () => {
    const wrong = simpleGraph({ operator: 'Reshape', inputs: ['x'] });
    await expect(runTrial(exampleFile(wrong), plan)).rejects.toMatchObject({
      code: 'bad-request',
      message: expect.stringContaining('cannot be run'),
    });
  });
});
