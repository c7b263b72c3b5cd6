import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cudaChecks } from './cuda.ts';
import type { CudaMachine } from './cuda-machine.ts';
import { driverVersionOf, runTrial, thisMachine } from './cuda-machine.ts';

// Threads and disks are slow on a busy machine; nothing here is a measurement.
jest.setTimeout(60_000);

let folder = '';
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'nightjar-cuda-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const CUDA = 'libonnxruntime_providers_cuda.so';

/** A machine with everything. */
function whole(changes: Partial<CudaMachine> = {}): CudaMachine {
  writeFileSync(join(folder, 'libonnxruntime_providers_shared.so'), 'ELF');
  writeFileSync(join(folder, CUDA), 'ELF\0\x001.30.0\0\0');
  return {
    platform: 'linux-x64',
    bindingFolder: folder,
    runtimeVersion: async () => '1.30.0',
    gpus: () => ['NVIDIA H100'],
    driverVersion: () => '580.65.06',
    findLibrary: () => null,
    trial: async () => null,
    ...changes,
  };
}

async function stateOf(
  machine: CudaMachine,
  name: string
): Promise<{ state?: string; detail?: string; next?: string }> {
  const checks = await cudaChecks(machine);
  const { state, detail } = checks.find((check) => check.name === name) ?? {};
  return { state, detail, next: checks.find((check) => check.name === 'Next')?.detail };
}

it('finds nothing missing on a machine with everything, and then has no next command', async () => {
  const checks = await cudaChecks(whole());
  expect(checks.filter(({ state }) => state !== 'ok')).toEqual([]);
  expect(checks).toHaveLength(11);
});

it.each([
  ['GPU', { gpus: () => [] }, '--gpus all', 'nvidia-smi'],
  ['NVIDIA driver', { driverVersion: () => '570.86.10' }, '580 or later', 'nvidia-driver-580'],
  ['NVIDIA driver', { findLibrary: gone('libcuda.so.1') }, 'with the driver', 'nvidia-driver-580'],
  ['libcublasLt.so.13', { findLibrary: gone('libcublasLt.so.13') }, 'nvidia-cublas', 'LD_LIBRARY_PATH'],
  ['libcudnn.so.9', { findLibrary: gone('libcudnn.so.9') }, 'nvidia-cudnn-cu13', 'onnxruntime-gpu[cuda,cudnn]==1.30.0'],
  ['CUDA session', { trial: async () => 'CUDA failure 100' }, 'CUDA failure 100', 'doctor --cuda'],
] as const)('says that %s is missing, and the next command', async (name, changes, why, command) => {
  const { state, detail, next } = await stateOf(whole(changes), name);
  expect([state, detail, next]).toEqual(['absent', expect.stringContaining(why), expect.stringContaining(command)]);
});

function gone(library: string): CudaMachine['findLibrary'] {
  return (file) => (file === library ? 'cannot open shared object file' : null);
}

it('sees provider libraries that are missing or of another version', async () => {
  const other = whole({ runtimeVersion: async () => '1.31.0' });
  expect(await stateOf(other, CUDA)).toMatchObject({
    state: 'absent',
    detail: expect.stringContaining('not of version 1.31.0'),
    next: expect.stringContaining('onnxruntime-gpu[cuda,cudnn]==1.31.0'),
  });
  const without = whole();
  rmSync(join(folder, CUDA));
  expect((await stateOf(without, CUDA)).detail).toContain('beside onnxruntime_binding.node');
});

it('names the first thing to mend', async () => {
  const { next } = await stateOf(whole({ gpus: () => [], trial: async () => 'no' }), 'GPU');
  expect(next).toContain('nvidia-smi');
});

it('tells of other systems that they have no CUDA', async () => {
  expect(await cudaChecks(whole({ platform: 'darwin-arm64' }))).toMatchObject([{ state: 'absent' }]);
});

it('reads the version of the driver from what the kernel says', () => {
  const text = 'NVRM version: NVIDIA UNIX Open Kernel Module for x86_64  580.65.06  Release Build\nGCC version: 12.2.0';
  expect(driverVersionOf(text)).toBe('580.65.06');
});

it('survives a trial that crashes', async () => {
  const script = join(folder, 'crash.mjs');
  writeFileSync(script, 'process.kill(process.pid, "SIGSEGV");');
  expect(await runTrial(script)).toContain('SIGSEGV');
});

it('answers on this machine: its trial and its finding agree', async () => {
  const failure = await thisMachine().trial();
  const checks = await cudaChecks();
  expect(checks.find(({ name }) => name === 'CUDA session')?.state).toBe(failure === null ? 'ok' : 'absent');
  expect(checks.some(({ name }) => name === 'Next')).toBe(failure !== null);
});
