import type { InferenceSession } from 'onnxruntime-node';
import { NightjarError } from '../errors.ts';
import { abandonCuda, describeProvider } from './provider.ts';
import { loadRuntime } from './runtime.ts';
import type { DType, Tensor } from './tensor.ts';

/** A loaded model. `run` copies nothing on the way in; its outputs are the caller's. */
export interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** Throws `engine-failure` with ONNX Runtime's message as the cause. */
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Record<string, Tensor>>;
  dispose(): Promise<void>;
}

function engineFailure(what: string, cause: unknown): NightjarError {
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new NightjarError('engine-failure', `${what}: ${detail.replace(/\s+/g, ' ').slice(0, 300)}`, { cause });
}

/** One thread and no arena: parallelism is by worker threads, and an arena would keep 60 KB more per model. */
const OPTIONS: InferenceSession.SessionOptions = {
  intraOpNumThreads: 1,
  interOpNumThreads: 1,
  executionMode: 'sequential',
  enableCpuMemArena: false,
  graphOptimizationLevel: 'all',
  logSeverityLevel: 3,
};

async function create(model: Uint8Array): Promise<InferenceSession> {
  const { InferenceSession } = await loadRuntime();
  const { provider } = await describeProvider();
  if (provider === 'cuda') {
    try {
      return await InferenceSession.create(model, { ...OPTIONS, executionProviders: ['cuda', 'cpu'] });
    } catch (error) {
      abandonCuda(error);
    }
  }
  return await InferenceSession.create(model, { ...OPTIONS, executionProviders: ['cpu'] });
}

/** Opens a model (ONNX bytes) on the configured provider; a model that fails on CUDA is opened once more on the CPU. */
export async function openSession(model: Uint8Array): Promise<Session> {
  const ort = await loadRuntime();
  let session: InferenceSession;
  try {
    session = await create(model);
  } catch (error) {
    throw error instanceof NightjarError ? error : engineFailure('ONNX Runtime does not accept a model', error);
  }
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    async run(feeds) {
      try {
        const inputs: Record<string, InstanceType<typeof ort.Tensor>> = {};
        for (const [name, { type, dims, data }] of Object.entries(feeds)) {
          inputs[name] = new ort.Tensor(type, data, dims);
        }
        const outputs = await session.run(inputs);
        const results: Record<string, Tensor> = {};
        for (const [name, value] of Object.entries(outputs)) {
          results[name] = { type: value.type as DType, dims: value.dims, data: value.data as Tensor['data'] };
        }
        return results;
      } catch (error) {
        throw engineFailure('ONNX Runtime could not run a model', error);
      }
    },
    async dispose() {
      await session.release();
    },
  };
}
