import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { tryCuda } from '../../onnx/provider.ts';
import { loadRuntime } from '../../onnx/runtime.ts';
import type { Check } from './check.ts';

/** What ONNX Runtime's CUDA provider links (CUDA 13), and what it loads for some operators, with the wheel that has it. */
const LIBRARIES = [
  { file: 'libcuda.so.1', from: 'the NVIDIA driver' },
  { file: 'libcudart.so.13', from: 'pip install nvidia-cuda-runtime' },
  { file: 'libcublas.so.13', from: 'pip install nvidia-cublas' },
  { file: 'libcublasLt.so.13', from: 'pip install nvidia-cublas' },
  { file: 'libcurand.so.10', from: 'pip install nvidia-curand' },
  { file: 'libcudnn.so.9', from: 'pip install nvidia-cudnn-cu13' },
  { file: 'libcufft.so.12', from: 'pip install nvidia-cufft' },
] as const;

const PROVIDERS = ['libonnxruntime_providers_shared.so', 'libonnxruntime_providers_cuda.so'];

/** Whether the dynamic loader finds a library. `dlopen` loads it and then refuses it for not being an addon: that is a find. */
function isFound(file: string): boolean {
  try {
    process.dlopen({ exports: {} }, file, constants.dlopen.RTLD_LAZY);
    return true;
  } catch (error) {
    return error instanceof Error && !/cannot open shared object file/.test(error.message);
  }
}

/** What CUDA needs, one finding each, and whether a trial session on it works. None of it is needed on a CPU. */
export async function cudaChecks(): Promise<Check[]> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return [{ name: 'CUDA', state: 'absent', detail: 'ONNX Runtime for Node has CUDA on Linux x64 only' }];
  }
  const { env } = await loadRuntime();
  const version = env.versions.node ?? '';
  const binding = join(
    dirname(createRequire(import.meta.url).resolve('onnxruntime-node/package.json')),
    'bin/napi-v6/linux/x64'
  );
  const providers = PROVIDERS.map((file): Check => {
    const isThere = existsSync(join(binding, file));
    const advice = `pip install "onnxruntime-gpu[cuda,cudnn]==${version}", then copy onnxruntime/capi/${file} to ${binding}`;
    return { name: file, state: isThere ? 'ok' : 'absent', detail: isThere ? binding : advice };
  });
  const libraries = LIBRARIES.map(({ file, from }): Check => {
    const isThere = isFound(file);
    const advice = `not found by the loader: ${from}, and add its folder to LD_LIBRARY_PATH`;
    return { name: file, state: isThere ? 'ok' : 'absent', detail: isThere ? 'found' : advice };
  });
  const failure = await tryCuda();
  return [
    ...providers,
    ...libraries,
    failure === null
      ? { name: 'CUDA session', state: 'ok', detail: 'a trial model ran' }
      : { name: 'CUDA session', state: 'absent', detail: failure },
  ];
}
