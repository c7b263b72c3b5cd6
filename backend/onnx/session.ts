import type { InferenceSession } from 'onnxruntime-node';
import { NightjarError } from '../errors.ts';
import { nativeCall, nativeCalls } from './native-calls.ts';
import { abandonCuda, describeProvider } from './provider.ts';
import { loadRuntime } from './runtime.ts';
import type { OrtModule } from './runtime.ts';
import { openNative } from './sync-binding.ts';
import type { NativeSession, NativeTensor } from './sync-binding.ts';
import type { DType, Tensor } from './tensor.ts';

export type Feeds = Readonly<Record<string, Tensor>>;
export type Results = Record<string, Tensor>;

/** A loaded model. Runs copy nothing on the way in; their outputs are the caller's. */
export interface Session {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  /** Throws `engine-failure` with ONNX Runtime's message as the cause. */
  run(feeds: Feeds): Promise<Results>;
  /** The same at once, which halves the cost of a small run; absent where onnxruntime-node offers its public interface alone, and on CUDA. */
  readonly runNow?: (feeds: Feeds) => Results;
  dispose(): Promise<void>;
}

type OrtTensor = InstanceType<OrtModule['Tensor']>;

/** One of ONNX Runtime's sessions, by its public interface or the inner one. */
interface Opened {
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
  readonly run: (feeds: Feeds) => Promise<Readonly<Record<string, OrtTensor>>>;
  readonly runNow?: (feeds: Feeds) => Readonly<Record<string, OrtTensor>>;
  readonly dispose: () => Promise<void>;
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
  logSeverityLevel: 4,
};

function nativeFeeds(feeds: Feeds): Record<string, NativeTensor> {
  const inputs: Record<string, NativeTensor> = {};
  for (const name in feeds) {
    const { type, dims, data } = feeds[name];
    inputs[name] = { type, dims, data, location: 'cpu' };
  }
  return inputs;
}

function wrapped(native: NativeSession): Opened {
  const outputNames = native.outputMetadata.map(({ name }) => name);
  const fetches = Object.fromEntries(outputNames.map((name) => [name, null]));
  return {
    inputNames: native.inputMetadata.map(({ name }) => name),
    outputNames,
    run: async (feeds) => {
      // A turn of the event loop between runs, as the public interface gives.
      await new Promise((resolve) => setImmediate(resolve));
      return nativeCall(() => native.run(nativeFeeds(feeds), fetches));
    },
    runNow: (feeds) => nativeCall(() => native.run(nativeFeeds(feeds), fetches)),
    dispose: () => Promise.resolve(nativeCall(() => native.dispose())),
  };
}

async function openOn(provider: 'cpu' | 'cuda', model: Uint8Array, isPublic: boolean): Promise<Opened> {
  const { InferenceSession, Tensor: TensorClass } = await loadRuntime();
  const executionProviders = provider === 'cuda' ? ['cuda', 'cpu'] : ['cpu'];
  const options = { ...OPTIONS, executionProviders };
  const native = isPublic ? null : await openNative(model, options);
  if (native) {
    return wrapped(native);
  }
  const session = await nativeCalls(() => InferenceSession.create(model, options));
  return {
    inputNames: session.inputNames,
    outputNames: session.outputNames,
    run: (feeds) => {
      const inputs = Object.entries(feeds).map(
        ([name, { type, dims, data }]) => [name, new TensorClass(type, data, dims)] as const
      );
      return nativeCalls(() => session.run(Object.fromEntries(inputs)));
    },
    dispose: () => nativeCalls(() => session.release()),
  };
}

async function open(model: Uint8Array, isPublic: boolean): Promise<{ opened: Opened; provider: 'cpu' | 'cuda' }> {
  const { provider } = await describeProvider();
  if (provider === 'cuda') {
    try {
      return { opened: await openOn('cuda', model, isPublic), provider };
    } catch (error) {
      abandonCuda(error);
    }
  }
  return { opened: await openOn('cpu', model, isPublic), provider: 'cpu' };
}

/**
 * Opens a model (ONNX bytes) on the configured provider. A model that CUDA refuses or fails to run is opened once more on the CPU, as every later one
 * is. `isPublic` keeps to onnxruntime-node's public interface.
 */
export async function openSession(model: Uint8Array, isPublic = false): Promise<Session> {
  let current: Awaited<ReturnType<typeof open>>;
  try {
    current = await open(model, isPublic);
  } catch (error) {
    throw error instanceof NightjarError ? error : engineFailure('ONNX Runtime does not accept a model', error);
  }
  /** Kept while a failing GPU may ask for the model again. */
  const spare = current.provider === 'cuda' ? model : null;
  const unwrap = (outputs: Readonly<Record<string, OrtTensor>>) => {
    const results: Results = {};
    for (const name in outputs) {
      const { type, dims, data } = outputs[name];
      results[name] = { type: type as DType, dims, data: data as Tensor['data'] };
    }
    return results;
  };
  const { inputNames, outputNames, runNow } = current.opened;
  return {
    inputNames,
    outputNames,
    async run(feeds) {
      try {
        try {
          return unwrap(await current.opened.run(feeds));
        } catch (error) {
          if (!spare || current.provider === 'cpu') {
            throw error;
          }
          abandonCuda(error);
          const { opened: failed } = current;
          current = { opened: await openOn('cpu', spare, isPublic), provider: 'cpu' };
          await failed.dispose();
          return unwrap(await current.opened.run(feeds));
        }
      } catch (error) {
        throw engineFailure('ONNX Runtime could not run a model', error);
      }
    },
    ...(runNow && !spare
      ? {
          runNow: (feeds: Feeds) => {
            try {
              return unwrap(runNow(feeds));
            } catch (error) {
              throw engineFailure('ONNX Runtime could not run a model', error);
            }
          },
        }
      : {}),
    async dispose() {
      await current.opened.dispose();
    },
  };
}
