import { execFile, spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { thisMachine } from '../../backend/cli/doctor/cuda-machine.ts';

const root = join(__dirname, '..', '..');
const SCRIPT = join(__dirname, 'train-stacked.ts');
const TOLERANCE = 1e-4;

// Processes start slowly on a busy machine; nothing here is a measurement.
jest.setTimeout(300_000);

interface Result {
  readonly used: string;
  readonly reason: string;
  readonly ms: number;
  readonly parameters: readonly number[];
  readonly reconstruction: readonly number[];
}

/** In a process of its own, since a process settles on one provider. */
async function trainOn(provider: 'cpu' | 'cuda', ...more: string[]): Promise<Result & { readonly said: string }> {
  const args = [SCRIPT, provider, ...more];
  const { stdout, stderr } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 28 });
  return { ...(JSON.parse(stdout) as Result), said: stderr };
}

function largestDifference(a: readonly number[], b: readonly number[]): number {
  expect(a.length).toBe(b.length);
  return a.reduce((most, value, index) => Math.max(most, Math.abs(value - b[index])), 0);
}

function hasCuda(): boolean {
  const trial = join(root, 'backend', 'cli', 'doctor', 'cuda-trial.ts');
  return thisMachine().gpus().length > 0 && spawnSync(process.execPath, [trial]).status === 0;
}

describe('a stack of networks', () => {
  const onGpu = hasCuda() ? it : it.skip;
  onGpu(
    'trains and scores on CUDA as on the CPU, to 1e-4 (needs a GPU that `nightjar doctor --cuda` finds)',
    async () => {
      const [cpu, cuda] = [await trainOn('cpu'), await trainOn('cuda')];
      expect([cpu.used, cuda.used]).toEqual(['cpu', 'cuda']);
      expect(largestDifference(cpu.parameters, cuda.parameters)).toBeLessThan(TOLERANCE);
      expect(largestDifference(cpu.reconstruction, cuda.reconstruction)).toBeLessThan(TOLERANCE);
      const ratio = (cpu.ms / cuda.ms).toFixed(2);
      process.stderr.write(
        `100 stacked autoencoders: CPU ${cpu.ms.toFixed(0)} ms, CUDA ${cuda.ms.toFixed(0)} ms, ${ratio}x\n`
      );
    }
  );

  it('is trained by the CPU where CUDA turns out not to work, with the same result to the bit and one line', async () => {
    if (hasCuda()) {
      return;
    }
    const [cpu, fallen] = [await trainOn('cpu'), await trainOn('cuda', 'pretend')];
    expect(fallen.said.match(/CUDA failed on a model/g)).toHaveLength(1);
    expect(fallen).toMatchObject({ used: 'cpu', reason: expect.stringContaining('CUDA failed on a model') });
    expect(cpu.said).toBe('');
    expect(fallen.parameters).toEqual(cpu.parameters);
    expect(fallen.reconstruction).toEqual(cpu.reconstruction);
  });
});
