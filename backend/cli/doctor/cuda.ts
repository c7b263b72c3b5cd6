import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Check } from './check.ts';
import type { CudaMachine } from './cuda-machine.ts';
import { thisMachine } from './cuda-machine.ts';

/** What ONNX Runtime's CUDA provider links (CUDA 13), and what it loads for some operators, with the wheel that has it. */
const LIBRARIES = [
  { file: 'libcudart.so.13', wheel: 'nvidia-cuda-runtime' },
  { file: 'libcublas.so.13', wheel: 'nvidia-cublas' },
  { file: 'libcublasLt.so.13', wheel: 'nvidia-cublas' },
  { file: 'libcurand.so.10', wheel: 'nvidia-curand' },
  { file: 'libcudnn.so.9', wheel: 'nvidia-cudnn-cu13' },
  { file: 'libcufft.so.12', wheel: 'nvidia-cufft' },
] as const;

const PROVIDERS = ['libonnxruntime_providers_shared.so', 'libonnxruntime_providers_cuda.so'] as const;
/** The one of them that names its version. */
const VERSIONED = PROVIDERS[1];
/** The oldest driver that CUDA 13 runs on. */
const LEAST_DRIVER = 580;

/** A finding with the command that mends it. */
interface Finding extends Check {
  readonly command?: string;
}

/**
 * What CUDA needs, one finding each, whether a trial session on it works, and the next command to run. None of it is needed on a CPU, so
 * nothing here counts as missing.
 */
export async function cudaChecks(machine: CudaMachine = thisMachine()): Promise<Check[]> {
  if (machine.platform !== 'linux-x64') {
    return [{ name: 'CUDA', state: 'absent', detail: 'ONNX Runtime for Node has CUDA on Linux x64 only' }];
  }
  const version = await machine.runtimeVersion();
  const findings = [
    gpuCheck(machine),
    driverCheck(machine),
    ...PROVIDERS.map((file) => providerCheck(machine, file, version)),
    ...LIBRARIES.map(({ file, wheel }) => libraryCheck(machine, file, wheel, version)),
    await trialCheck(machine),
  ];
  const next = findings.find(({ state }) => state !== 'ok');
  const checks = findings.map(({ name, state, detail }): Check => ({ name, state, detail }));
  return next?.command ? [...checks, { name: 'Next', state: 'absent', detail: next.command }] : checks;
}

function gpuCheck({ gpus }: CudaMachine): Finding {
  const found = gpus();
  return found.length > 0
    ? { name: 'GPU', state: 'ok', detail: found.join(', ') }
    : {
        name: 'GPU',
        state: 'absent',
        detail: 'no NVIDIA GPU is seen; in a container, start it with --gpus all (NVIDIA Container Toolkit)',
        command: 'nvidia-smi -L',
      };
}

function driverCheck({ driverVersion, findLibrary }: CudaMachine): Finding {
  const name = 'NVIDIA driver';
  const command = `sudo apt install nvidia-driver-${LEAST_DRIVER}`;
  const version = driverVersion();
  if (version !== null && Number(version.split('.')[0]) < LEAST_DRIVER) {
    return { name, state: 'absent', detail: `${version}; CUDA 13 needs ${LEAST_DRIVER} or later`, command };
  }
  const problem = findLibrary('libcuda.so.1');
  return problem === null
    ? { name, state: 'ok', detail: version ?? 'libcuda.so.1 found' }
    : { name, state: 'absent', detail: `libcuda.so.1: ${problem}; it comes with the driver`, command };
}

function providerCheck({ bindingFolder }: CudaMachine, file: string, version: string): Finding {
  const path = join(bindingFolder, file);
  const command = `cp "$SITE/onnxruntime/capi/"{${PROVIDERS.join(',')}} ${bindingFolder}/   # after: ${install(version)}`;
  if (!existsSync(path)) {
    return { name: file, state: 'absent', detail: `not in ${bindingFolder}, beside onnxruntime_binding.node`, command };
  }
  // A version stands in it as a C string.
  if (file === VERSIONED && !readFileSync(path).includes(`\0${version}\0`)) {
    const detail = `not of version ${version}, which onnxruntime-node is: another one may end the process`;
    return { name: file, state: 'absent', detail, command };
  }
  return { name: file, state: 'ok', detail: file === VERSIONED ? `version ${version}` : 'found' };
}

function libraryCheck({ findLibrary }: CudaMachine, file: string, wheel: string, version: string): Finding {
  const problem = findLibrary(file);
  return problem === null
    ? { name: file, state: 'ok', detail: 'found' }
    : {
        name: file,
        state: 'absent',
        detail: `${problem} (in the wheel ${wheel})`,
        command: `export LD_LIBRARY_PATH=$(echo "$SITE"/nvidia/*/lib | tr ' ' ':')   # after: ${install(version)}`,
      };
}

async function trialCheck({ trial }: CudaMachine): Promise<Finding> {
  const name = 'CUDA session';
  const failure = await trial();
  return failure === null
    ? { name, state: 'ok', detail: 'a trial model ran on the GPU' }
    : {
        name,
        state: 'absent',
        detail: failure,
        command: 'nightjar doctor --cuda   # again, once the above is mended; docs/gpu.md',
      };
}

function install(version: string): string {
  return `pip install "onnxruntime-gpu[cuda,cudnn]==${version}"; SITE=$(python3 -c 'import sysconfig; print(sysconfig.get_path("purelib"))')`;
}
